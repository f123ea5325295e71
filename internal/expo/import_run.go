package expo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// The kinds of list.
const (
	Exhibitors = "exhibitors"
	Products   = "products"
	Booths     = "booths"
)

// The verdicts on a row.
const (
	RowCreated   = "created"
	RowChanged   = "changed"
	RowUnchanged = "unchanged"
	RowRefused   = "refused"
	RowDuplicate = "duplicate"
)

// RunImport is the input of expo.import.run.
type RunImport struct {
	ops.InEdition
	Kind     string         `json:"kind" check:"required,enum=exhibitors|products|booths" doc:"What the list holds: exhibitors, products or booths."`
	Pavilion ident.Pavilion `json:"pavilion" doc:"Pavilion of the new exhibitors, pav_…; a pavilion organiser names its own."`
	FileName string         `json:"file_name" check:"required,max=200" doc:"Name of the file; a hint to its format and the default of source."`
	Data     []byte         `json:"data" check:"required,max=20971520" doc:"The file, CSV or XLSX, as base64; at most 20 MiB."`
	Map      []string       `json:"map" check:"max=100" doc:"Columns for fields as field=column, for what the header does not say."`
	Source   string         `json:"source" check:"max=80" doc:"Name of the list. Rows are known again by it; the default is the file's name without ending and copy number."`
	State    string         `json:"state" check:"enum=draft|published" doc:"State of new records: draft (default) or published. Records that exist keep theirs."`
	// Duplicates says what to do with a row that another source brought already.
	Duplicates string `json:"duplicates" check:"enum=propose|create" doc:"Rows that look like a record of another source: propose (default) reports them and writes nothing, create writes them."`
	// KeepCategories refuses to make categories.
	KeepCategories bool `json:"keep_categories" doc:"Do not create categories that the list names and the edition lacks."`
	DryRun         bool `json:"dry_run" doc:"Report what would be done and change nothing."`
	opened         *openedList
}

// openedList holds the table that was read before the transaction.
type openedList struct{ table *sheet.Table }

// openList reads the file before the transaction begins, which on SQLite every other write would wait for.
func openList(_ context.Context, in *RunImport) error {
	t, err := sheet.Open(bytes.NewReader(in.Data), in.FileName, sheet.Limits{})
	if err != nil {
		return err
	}
	in.opened = &openedList{t}
	// The transaction may run twice or never, so the temporary files of a large workbook go when nobody holds it.
	runtime.AddCleanup(in.opened, func(t *sheet.Table) { _ = t.Close() }, t)
	return nil
}

// Owner is the pavilion named, so that its organiser may import into it; booths are the edition's own.
func (in RunImport) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	if in.Pavilion == 0 {
		return ops.Owner{}, nil
	}
	o, err := OnPavilion{in.Pavilion}.Owner(ctx, r, edition)
	if in.Kind == Booths {
		return ops.Owner{}, err
	}
	return o, err
}

// ImportReport tells how a file was read and what became of each row.
type ImportReport struct {
	Kind     string `json:"kind"`
	FileName string `json:"file_name"`
	Source   string `json:"source"`
	DryRun   bool   `json:"dry_run"`
	// Format is csv or xlsx; Encoding and Delimiter are empty for XLSX, Sheet for CSV.
	Format    string `json:"format"`
	Encoding  string `json:"encoding"`
	Delimiter string `json:"delimiter"`
	Sheet     string `json:"sheet"`
	// HeaderRow is the row of the column names, from 1; Titles are the lines above it.
	HeaderRow int      `json:"header_row"`
	Titles    []string `json:"titles"`
	// Columns are the columns in use, Unknown those that fill nothing, Missing the fields without which no row can be
	// taken.
	Columns []sheet.Pair `json:"columns"`
	Unknown []string     `json:"unknown"`
	Missing []string     `json:"missing"`
	// Remembered says that the columns were known from an earlier list.
	Remembered bool         `json:"remembered"`
	Counts     ImportCounts `json:"counts"`
	// Categories are the names of the categories made.
	Categories []string `json:"categories"`
	// Verdicts are in the order of the file: the first 10,000 refused rows and the first 1,000 others.
	Verdicts []RowVerdict `json:"verdicts"`
	// Unlisted is how many verdicts are left out; Counts have them all.
	Unlisted int `json:"unlisted"`
}

// ImportCounts are the rows by verdict.
type ImportCounts struct {
	Rows      int64 `json:"rows"`
	Created   int64 `json:"created"`
	Changed   int64 `json:"changed"`
	Unchanged int64 `json:"unchanged"`
	Refused   int64 `json:"refused"`
	Duplicate int64 `json:"duplicate"`
}

// RowVerdict is what became of one row.
type RowVerdict struct {
	// Row is the row's number as a spreadsheet program shows it.
	Row     int    `json:"row"`
	Verdict string `json:"verdict"`
	// Object is the key of the record; of a duplicate, the record that it looks like. It is empty for refused rows and
	// for records that a dry run would create.
	Object string `json:"object,omitempty"`
	Name   string `json:"name"`
	// Changes are the fields that changed, of a changed row.
	Changes []ledger.Change `json:"changes,omitempty"`
	// Reasons say why a row was not taken, Notes what else there is to say.
	Reasons []Remark `json:"reasons,omitempty"`
	Notes   []Remark `json:"notes,omitempty"`
}

// Remark is one thing to say: a message key with its arguments, about a field or column.
type Remark struct {
	Field string         `json:"field,omitempty"`
	Key   string         `json:"key"`
	Args  map[string]any `json:"args,omitempty"`
}

// Problem returns the remark as a problem, for the locale to word.
func (m Remark) Problem() fault.Problem {
	return fault.Problem{Field: m.Field, Key: m.Key, Args: m.Args}
}

func remark(p fault.Problem) Remark { return Remark{p.Field, p.Key, p.Args} }

const (
	mostRefused  = 10_000
	mostOthers   = 1_000
	rowsAtATime  = 500
	sourceLength = 80
	longestShown = 200 // characters of a text in a report's changes
)

// importing is one run: a file, its mapping and what is known while its rows are taken.
type importing struct {
	core    *Core
	tx      *ops.Writing
	in      *RunImport
	table   *sheet.Table
	mapping sheet.Mapping
	report  *ImportReport
	rows    []*RowVerdict
}

// taker takes the rows of one kind of list. take judges and writes some rows; finish does what needs all of them.
type taker interface {
	take(ctx context.Context, rows []*importRow) error
	finish(ctx context.Context) error
}

// lockForImport makes imports into one edition wait for each other on PostgreSQL: they decide by what is there.
var lockForImport = sqldb.Query[inEdition, ident.Edition](`
SELECT id FROM expo_edition WHERE edition_id = 0 AND id = :edition /*pg FOR UPDATE */`)

// runImport takes the rows of the file and reports. What is wrong with one row refuses that row, any other error
// undoes all of them.
func (c *Core) runImport(ctx context.Context, tx *ops.Writing, in RunImport) (ImportReport, error) {
	if in.DryRun {
		tx.Rehearse()
	}
	if _, err := lockForImport.One(ctx, tx, inEdition{tx.Edition}); err != nil {
		return ImportReport{}, err
	}
	if in.Source == "" {
		in.Source = sourceOf(in.FileName)
	}
	table := in.opened.table
	defer runtime.KeepAlive(in.opened)
	m, remembered, err := mapColumns(ctx, tx, &in, table.Header)
	if err != nil {
		return ImportReport{}, err
	}
	m.Missing = missing(in.Kind, m)
	run := &importing{core: c, tx: tx, in: &in, table: table, mapping: m}
	run.report = newReport(&in, table, m, remembered)
	if len(m.Missing) > 0 {
		if in.DryRun {
			return *run.report, nil // the columns can still be chosen
		}
		return ImportReport{}, m.Check()
	}
	if err := run.takeAll(ctx); err != nil {
		return ImportReport{}, err
	}
	run.sum()
	if err := rememberMapping(ctx, tx, &in, table.Header, m); err != nil {
		return ImportReport{}, err
	}
	sum := sha256.Sum256(in.Data)
	return *run.report, recordImport(ctx, tx, run.report, hex.EncodeToString(sum[:]))
}

func newReport(in *RunImport, t *sheet.Table, m sheet.Mapping, remembered bool) *ImportReport {
	r := &ImportReport{Kind: in.Kind, FileName: in.FileName, Source: in.Source, DryRun: in.DryRun, Format: string(t.Format),
		Encoding: string(t.Encoding), Delimiter: t.Delimiter, Sheet: t.Sheet, HeaderRow: t.HeaderRow, Titles: append([]string{}, t.Titles...),
		Columns: m.Pairs(t.Header), Unknown: []string{}, Missing: append([]string{}, m.Missing...), Remembered: remembered, Categories: []string{}, Verdicts: []RowVerdict{}}
	for _, i := range m.Unknown {
		name := t.Header[i]
		if name == "" {
			name = t.Column(i)
		}
		r.Unknown = append(r.Unknown, name)
	}
	return r
}

// copyNumber is what file managers, mail programs and people add to the name of the same list.
var copyNumber = regexp.MustCompile(`(?i)(\s*\(\d+\)|[\s._-]+(copy|final|v\d+|\d{4}-?\d{2}-?\d{2}))+$`)

// sourceOf names a list after its file.
func sourceOf(file string) string {
	file = path.Base(strings.ReplaceAll(file, `\`, "/"))
	name := strings.TrimSuffix(file, path.Ext(file))
	if short := copyNumber.ReplaceAllString(name, ""); short != "" {
		name = short
	}
	if name = text.Fold(name); name == "" {
		name = "list"
	}
	if r := []rune(name); len(r) > sourceLength {
		name = string(r[:sourceLength])
	}
	return name
}

// missing are the fields without which no row of the kind can be taken.
func missing(kind string, m sheet.Mapping) []string {
	if _, ok := m.Columns["key"]; ok {
		return nil
	}
	var out []string
	need := func(field string, others ...string) {
		if _, ok := m.Columns[field]; ok {
			return
		}
		for _, o := range others {
			if _, ok := m.Columns[o]; ok {
				return
			}
		}
		out = append(out, field)
	}
	names := make([]string, len(importLanguages))
	for i, l := range importLanguages {
		names[i] = "name." + l.tag
	}
	switch kind {
	case Exhibitors:
		need("name", names...)
	case Products:
		need("exhibitor")
		need("name", names...)
	case Booths:
		need("code")
	}
	return out
}

func (run *importing) newTaker(ctx context.Context) (taker, error) {
	switch run.in.Kind {
	case Products:
		return newProductImport(ctx, run)
	case Booths:
		return newBoothImport(ctx, run)
	}
	return newExhibitorImport(ctx, run)
}

func (run *importing) takeAll(ctx context.Context) error {
	t, err := run.newTaker(ctx)
	if err != nil {
		return err
	}
	chunk := make([]*importRow, 0, rowsAtATime)
	for row, err := range run.table.Rows() {
		if err != nil {
			return err
		}
		if r := run.row(row); r.v.Verdict == "" {
			chunk = append(chunk, r)
		}
		if len(chunk) == cap(chunk) {
			if err := t.take(ctx, chunk); err != nil {
				return err
			}
			chunk = chunk[:0]
		}
	}
	if err := t.take(ctx, chunk); err != nil {
		return err
	}
	return t.finish(ctx)
}

// row begins the verdict on a row. A row with unreadable words in a column that counts is refused at once.
func (run *importing) row(row sheet.Row) *importRow {
	r := &importRow{Row: row, v: &RowVerdict{Row: row.Number}, m: &run.mapping}
	run.rows = append(run.rows, r.v)
	for _, n := range row.Notes {
		r.note(n)
	}
	for _, p := range row.Problems {
		used := false
		for _, i := range run.mapping.Columns {
			used = used || run.table.Header[i] == p.Field
		}
		if used {
			r.refuse(p)
		} else {
			r.note(p)
		}
	}
	return r
}

// sum counts the verdicts and lists as many as may be shown.
func (run *importing) sum() {
	out, n := run.report, &run.report.Counts
	refused, others := 0, 0
	for _, v := range run.rows {
		n.Rows++
		switch v.Verdict {
		case RowCreated:
			n.Created++
			if out.DryRun {
				v.Object = ""
			}
		case RowChanged:
			n.Changed++
		case RowUnchanged:
			n.Unchanged++
		case RowDuplicate:
			n.Duplicate++
		default:
			n.Refused++
			if refused++; refused <= mostRefused {
				out.Verdicts = append(out.Verdicts, *v)
			} else {
				out.Unlisted++
			}
			continue
		}
		if others++; others <= mostOthers {
			v.Changes = brief(v.Changes)
			out.Verdicts = append(out.Verdicts, *v)
		} else {
			out.Unlisted++
		}
	}
}

// brief cuts long texts in what a report shows of changes; the ledger has them whole.
func brief(changes []ledger.Change) []ledger.Change {
	short := func(v any) any {
		switch v := v.(type) {
		case string:
			return cutTo(v, longestShown)
		case text.T:
			out := make(text.T, len(v))
			for l, e := range v {
				e.Text = cutTo(e.Text, longestShown)
				out[l] = e
			}
			return out
		}
		return v
	}
	out := slices.Clone(changes)
	for i := range out {
		out[i].From, out[i].To = short(out[i].From), short(out[i].To)
	}
	return out
}

// importRow is a row with its verdict.
type importRow struct {
	sheet.Row
	v *RowVerdict
	m *sheet.Mapping
}

// cell returns what a field's column states, "" for nothing.
func (r *importRow) cell(field string) string { return stated(r.m.Cell(r.Row, field)) }

func (r *importRow) note(p fault.Problem) { r.v.Notes = append(r.v.Notes, remark(p)) }

func (r *importRow) noteNew(field, key string, args ...any) {
	r.note(fault.NewProblem(field, key, args...))
}

func (r *importRow) refuse(problems ...fault.Problem) {
	r.v.Verdict, r.v.Object, r.v.Changes = RowRefused, "", nil
	for _, p := range problems {
		r.v.Reasons = append(r.v.Reasons, remark(p))
	}
}

// duplicate proposes a record that the row may mean; nothing was written.
func (r *importRow) duplicate(object string, why fault.Problem) {
	r.v.Verdict, r.v.Object, r.v.Reasons = RowDuplicate, object, append(r.v.Reasons, remark(why))
}

// duplicateOf says why a row may be the record of another source; "" are records that were typed in.
func duplicateOf(source string) fault.Problem {
	if source == "" {
		return fault.NewProblem("name", "expo.import.duplicate-typed")
	}
	return fault.NewProblem("name", "expo.import.duplicate", "source", source)
}

// refuseError refuses the row for what a check said. It returns the error when it is not one that a better row would
// avoid.
func (r *importRow) refuseError(err error) error {
	e := fault.As(err)
	if e == nil || e.Kind == fault.Internal || e.Kind == fault.Unavailable || len(e.Problems) == 0 {
		return err
	}
	r.refuse(e.Problems...)
	return nil
}

// texts reads the columns of a text: words in a column without a language are in the language of their script.
func (r *importRow) texts(t text.T, field string, tidy func(string) string) text.T {
	if s := tidy(r.cell(field)); s != "" {
		language := languageOf(s)
		if r.m.Cell(r.Row, field+"."+language) == "" {
			t = setWords(t, language, s)
		}
	}
	for _, l := range importLanguages {
		t = setWords(t, l.tag, tidy(r.cell(field+"."+l.tag)))
	}
	return t
}

// count reads a number; what is none is left out with a note.
func (r *importRow) count(field string, into *int64) {
	cell := r.cell(field)
	if cell == "" {
		return
	}
	if n, ok := parseCount(cell); ok {
		*into = n
	} else {
		r.noteNew(field, "expo.import.not-a-number", "text", cut(cell))
	}
}

// yes reads a yes or no; what is neither is left out with a note.
func (r *importRow) yes(field string, into *bool) {
	cell := r.cell(field)
	if cell == "" {
		return
	}
	if yes, ok := parseYes(cell); ok {
		*into = yes
	} else {
		r.noteNew(field, "expo.import.not-yes-or-no", "text", cut(cell))
	}
}
