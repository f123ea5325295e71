package deskweb

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// verdicts are what may become of a row, in the order of the counts.
var verdicts = []string{expo.RowCreated, expo.RowChanged, expo.RowUnchanged, expo.RowDuplicate, expo.RowRefused}

var verdictTones = map[string]web.Tone{expo.RowCreated: web.ToneSuccess, expo.RowChanged: web.ToneInfo, expo.RowUnchanged: web.ToneNeutral,
	expo.RowDuplicate: web.ToneWarning, expo.RowRefused: web.ToneDanger}

// shownRows bounds the rows that a report shows.
const shownRows = 300

// reportPage is the report on a file, before or after it was imported.
type reportPage struct {
	Head    web.PageHeadData
	Tabs    []web.NavLink
	DryRun  bool
	Problem string
	Figures []web.StatData
	Terms   []web.Term
	// Missing names the fields without which nothing can be imported.
	Missing string
	Action  string
	Hidden  []web.HiddenField
	Columns []columnChoice
	Options []web.Option
	Rows    []reportRow
	// Left is the number of rows that are not shown, in words; "" for none.
	Left       string
	Categories string
	Duplicates *web.FieldData
	Back       string
	// Ready says that the file may be imported as it is.
	Ready bool
}

// columnChoice is one column of the file with what it fills.
type columnChoice struct{ Index, Column, Field string }

type reportRow struct {
	Number, Verdict, Name, Href string
	Tone                        web.Tone
	Words                       []string
}

// report shows what a file would do or has done.
func (im *importing) report(in *expo.RunImport, r *expo.ImportReport, problems web.Problems) error {
	d := im.d
	title := d.T("expodesk.import.report")
	if !r.DryRun {
		title = d.T("expodesk.import.result")
	}
	pg := reportPage{Head: im.head(title), Tabs: im.tabs, DryRun: r.DryRun, Action: d.at(im.path...), Back: d.at(im.path...), Terms: d.fileTerms(r), Options: d.fieldOptions(r.Kind)}
	for _, name := range []string{"", "map"} {
		pg.Problem = cmp.Or(pg.Problem, problems[name])
	}
	counts := map[string]int64{expo.RowCreated: r.Counts.Created, expo.RowChanged: r.Counts.Changed, expo.RowUnchanged: r.Counts.Unchanged,
		expo.RowDuplicate: r.Counts.Duplicate, expo.RowRefused: r.Counts.Refused}
	for _, v := range verdicts {
		pg.Figures = append(pg.Figures, web.StatData{Label: d.T("expodesk.verdict." + v), Value: d.number(counts[v])})
	}
	missing := make([]string, 0, len(r.Missing))
	for _, f := range r.Missing {
		missing = append(missing, d.T("expodesk.import.field."+f))
	}
	pg.Missing = d.Locale.List(missing)
	pg.Ready = len(r.Missing) == 0 && r.Counts.Created+r.Counts.Changed+r.Counts.Duplicate > 0
	pg.Categories = d.Locale.List(r.Categories)
	pg.rows(d, r)
	if r.DryRun {
		if err := pg.carry(d, in, r); err != nil {
			return err
		}
	}
	return d.Render(reportView(d.View, pg))
}

// carry puts the file and the choices into the form that imports it.
func (pg *reportPage) carry(d *desk, in *expo.RunImport, r *expo.ImportReport) error {
	packed, err := pack(in.Data)
	if err != nil {
		return err
	}
	pg.Hidden = []web.HiddenField{d.KeyField(), {Name: "kind", Value: in.Kind}, {Name: "state", Value: in.State}, {Name: "file_name", Value: in.FileName}, {Name: "packed", Value: packed}}
	for _, c := range r.Columns {
		pg.Hidden = append(pg.Hidden, web.HiddenField{Name: "was", Value: c.Field})
		pg.Columns = append(pg.Columns, columnChoice{strconv.Itoa(len(pg.Columns)), c.Column, c.Field})
	}
	for _, name := range r.Unknown {
		pg.Columns = append(pg.Columns, columnChoice{strconv.Itoa(len(pg.Columns)), name, ""})
	}
	if r.Counts.Duplicate > 0 || in.Duplicates == "create" {
		on := ""
		if in.Duplicates == "create" {
			on = in.Duplicates
		}
		pg.Duplicates = &web.FieldData{Kind: web.FieldRadio, Name: "duplicates", Label: d.T("expodesk.import.duplicates"), Value: cmp.Or(on, "propose"),
			Options: d.options("expodesk.import.duplicates.", "propose", "create")}
	}
	return nil
}

// fileTerms tell how the file was read.
func (d *desk) fileTerms(r *expo.ImportReport) []web.Term {
	terms := []web.Term{{Label: d.T("expodesk.import.file"), Text: r.FileName}, {Label: d.T("expodesk.import.source"), Text: r.Source}}
	add := func(key, value string) {
		if value != "" {
			terms = append(terms, web.Term{Label: d.T("expodesk.import." + key), Text: value})
		}
	}
	add("format", strings.ToUpper(r.Format))
	add("encoding", r.Encoding)
	delimiter := r.Delimiter
	if delimiter == "\t" {
		delimiter = d.T("expodesk.import.tab")
	}
	add("delimiter", delimiter)
	add("sheet", r.Sheet)
	add("header", d.number(int64(r.HeaderRow)))
	add("titles", strings.Join(r.Titles, " · "))
	add("rows", d.number(r.Counts.Rows))
	if r.Remembered {
		add("columns", d.T("expodesk.import.remembered"))
	}
	return terms
}

// rows lists the verdicts, what needs attention first.
func (pg *reportPage) rows(d *desk, r *expo.ImportReport) {
	weight := map[string]int{expo.RowRefused: 0, expo.RowDuplicate: 1, expo.RowChanged: 2, expo.RowCreated: 3, expo.RowUnchanged: 4}
	list := slices.Clone(r.Verdicts)
	slices.SortStableFunc(list, func(a, b expo.RowVerdict) int { return cmp.Compare(weight[a.Verdict], weight[b.Verdict]) })
	for i := range list {
		if i == shownRows {
			pg.Left = d.T("expodesk.import.left", "n", len(list)-i+r.Unlisted)
			return
		}
		pg.Rows = append(pg.Rows, d.reportRow(r.Kind, &list[i]))
	}
	if r.Unlisted > 0 {
		pg.Left = d.T("expodesk.import.left", "n", r.Unlisted)
	}
}

func (d *desk) reportRow(kind string, v *expo.RowVerdict) reportRow {
	row := reportRow{Number: d.number(int64(v.Row)), Verdict: d.T("expodesk.verdict." + v.Verdict), Tone: verdictTones[v.Verdict], Name: v.Name}
	if v.Object != "" && kind == expo.Exhibitors {
		row.Href = d.at("exhibitors", v.Object)
	}
	if v.Object != "" && kind == expo.Booths {
		row.Href = d.at("booths", v.Object)
	}
	for _, m := range v.Reasons {
		row.Words = append(row.Words, d.remark(m))
	}
	fields := make([]string, 0, len(v.Changes))
	for _, c := range v.Changes {
		name := c.Field
		if key := "expodesk.field." + c.Field; d.Locale.Has(key) {
			name = d.T(key)
		}
		fields = append(fields, name)
	}
	if len(fields) > 0 && v.Verdict == expo.RowChanged {
		row.Words = append(row.Words, d.T("expodesk.import.changes", "fields", d.Locale.List(fields)))
	}
	for _, m := range v.Notes {
		row.Words = append(row.Words, d.remark(m))
	}
	return row
}

// remark words one thing that was said about a row, with the column it is about.
func (d *desk) remark(m expo.Remark) string {
	words := d.Locale.Problem(m.Problem())
	field := m.Field
	if base, _, _ := strings.Cut(field, "."); d.Locale.Has("expodesk.import.field." + base) {
		field = d.T("expodesk.import.field." + base)
	}
	if field == "" {
		return words
	}
	return field + ": " + words
}
