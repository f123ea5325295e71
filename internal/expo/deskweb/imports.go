package deskweb

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// importFields are the fields that a column may fill, by kind of list; those with a star exist once more for each
// language.
var importFields = map[string][]string{
	expo.Exhibitors: {"key", "external_id", "name*", "country", "city", "website", "email", "phone", "profile*", "founded", "employees", "first_time", "categories",
		"hall", "stand", "pavilion"},
	expo.Products: {"key", "external_id", "exhibitor", "name*", "description*", "kind", "category", "hs_code", "hs_edition", "origin", "cpc_code", "unit",
		"minimum_order", "price", "currency", "incoterm", "incoterm_place", "lead_days", "first_shown", "certificates"},
	expo.Booths: {"key", "code", "hall", "kind", "x", "y", "width", "depth", "outline", "height", "pavilion", "note"},
}

// importKinds are the lists that can be imported, in the order of the form.
var importKinds = []string{expo.Exhibitors, expo.Products, expo.Booths}

// importing is the import page of the edition or of one pavilion.
type importing struct {
	d        *desk
	pavilion ident.Pavilion
	head     func(title string) web.PageHeadData
	tabs     []web.NavLink
	path     []string
	kinds    []string
}

// imports prepares the import page that the path names.
func (d *desk) imports() (*importing, error) {
	if d.R.PathValue("pavilion") == "" {
		return &importing{d: d, path: []string{"import"}, kinds: importKinds, head: func(title string) web.PageHeadData {
			d.title("import", title)
			return web.PageHeadData{Title: title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.import"), Href: d.at("import")}, web.NavLink{Label: title})}
		}}, nil
	}
	v, tabs, err := d.pavilion("import")
	return &importing{d: d, pavilion: v.ID, tabs: tabs, path: []string{"pavilions", v.ID.String(), "import"}, kinds: importKinds[:2],
		head: func(title string) web.PageHeadData { return d.pavilionHead(&v, title) }}, err
}

type importPage struct {
	Form    formPage
	Past    web.TableData
	Exports []exportLinks
}

// exportLinks are the files in which one kind of record can be saved.
type exportLinks struct{ Label, CSV, XLSX string }

func showImport(d *desk) error {
	im, err := d.imports()
	if err != nil {
		return err
	}
	return im.ask(d.form())
}

// ask shows the form that takes a file, what was imported before, and the files to save.
func (im *importing) ask(f *form) error {
	d := im.d
	kinds := make([]web.Option, 0, len(im.kinds))
	var pg importPage
	for _, k := range im.kinds {
		kinds = append(kinds, web.Option{Value: k, Label: d.T("expodesk.import.kind." + k)})
		to := d.at(append(slices.Clone(im.path[:len(im.path)-1]), "export", k)...)
		pg.Exports = append(pg.Exports, exportLinks{d.T("expodesk.import.kind." + k), to + "?format=csv", to + "?format=xlsx"})
	}
	pg.Form = formPage{Head: im.head(d.T("expodesk.import.title")), Tabs: im.tabs, Upload: true, Submit: d.T("expodesk.import.check"), Action: d.at(im.path...), Problems: f.problems,
		Hidden: []web.HiddenField{d.KeyField(), {Name: "step", Value: "check"}}, Groups: []group{{Controls: []control{
			f.input(web.FieldRadio, "kind", "expodesk.import.kind", expo.Exhibitors, choices(kinds)),
			f.input(web.FieldFile, "data", "expodesk.import.file", "", required, func(c *web.FieldData) { c.Accept = ".csv,.tsv,.txt,.xlsx" }),
			f.input(web.FieldSelect, "state", "expodesk.import.state", expo.Draft, choices(d.options("expodesk.state.", expo.Draft, expo.Published))),
		}}}}
	pg.Form.Head.Lede = d.T("expodesk.import.lede")
	if d.organiser && im.pavilion == 0 {
		list, err := d.Expo.ListImports.Do(d.Context(), expo.ListImports{InEdition: d.in(), Limit: 20})
		if err != nil {
			return err
		}
		pg.Past = d.pastImports(list.Items)
	}
	return d.RenderStatus(f.status(), importView(d.View, pg))
}

func (d *desk) pastImports(items []expo.Import) web.TableData {
	t := web.TableData{Caption: d.T("expodesk.import.past"), HideCaption: true, Empty: d.T("expodesk.import.past.none"), Columns: []web.Column{{Label: d.T("expodesk.import.file")},
		{Label: d.T("expodesk.import.kind")}, {Label: d.T("expodesk.import.when")}, {Label: d.T("expodesk.import.rows"), Number: true}}}
	for _, v := range verdicts {
		t.Columns = append(t.Columns, web.Column{Label: d.T("expodesk.verdict." + v), Number: true})
	}
	for _, it := range items {
		t.Rows = append(t.Rows, []web.Cell{{Text: it.FileName}, {Text: d.T("expodesk.import.kind." + it.Kind)}, {Text: d.moment(it.At)}, {Text: d.number(it.Rows)},
			{Text: d.number(it.Created)}, {Text: d.number(it.Changed)}, {Text: d.number(it.Unchanged)}, {Text: d.number(it.Duplicate)}, {Text: d.number(it.Refused)}})
	}
	return t
}

// runImport takes a file, reports what it would do, and does it when asked to.
func runImport(d *desk) error {
	im, err := d.imports()
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.RunImport{InEdition: d.in(), Kind: f.read("kind"), Pavilion: im.pavilion, State: f.read("state"), DryRun: f.read("step") != "import", Duplicates: f.read("duplicates")}
	if !contains(im.kinds, in.Kind) {
		return fault.NewInvalid("kind", "fault.not-one-of", "values", "exhibitors, products")
	}
	if in.FileName, in.Data, err = im.file(f); err != nil {
		return err
	}
	if len(in.Data) == 0 {
		f.faults.Add("data", "fault.required")
	}
	in.Map = chosenColumns(f)
	var report expo.ImportReport
	return f.send(func(ctx context.Context) (err error) {
		report, err = d.Expo.RunImport.Do(ctx, in)
		return err
	}, func() error { return im.report(&in, &report, nil) }, func() error {
		if len(in.Map) > 0 { // the columns were chosen badly: show the file as it is read without them
			problems := f.problems
			in.Map, in.DryRun = nil, true
			if report, err = d.Expo.RunImport.Do(d.Context(), in); err == nil {
				return im.report(&in, &report, problems)
			}
		}
		return im.ask(f)
	})
}

// file returns the file of the form: the one that was just chosen, or the one that the report carried along.
func (im *importing) file(f *form) (name string, data []byte, err error) {
	d := im.d
	if file, head, err := d.R.FormFile("data"); err == nil {
		defer file.Close() // read whole below
		data, err = io.ReadAll(file)
		return head.Filename, data, err
	} else if !errors.Is(err, http.ErrMissingFile) && !errors.Is(err, http.ErrNotMultipart) {
		return "", nil, err
	}
	if f.read("packed") == "" {
		return "", nil, nil
	}
	if data, err = unpack(f.read("packed")); err != nil {
		return "", nil, fault.NewInvalid("", "expodesk.import.lost").With(err)
	}
	return f.read("file_name"), data, nil
}

// pack makes a file fit to stand in a hidden field, so that nothing is kept on the server between the report and the
// import.
func pack(data []byte) (string, error) {
	var b bytes.Buffer
	enc := base64.NewEncoder(base64.StdEncoding, &b)
	z := gzip.NewWriter(enc)
	if _, err := z.Write(data); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	err := enc.Close()
	return b.String(), err
}

// mostUnpacked is the greatest file that an import takes, and one byte more to notice a larger one.
const mostUnpacked = 20<<20 + 1

func unpack(s string) ([]byte, error) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, mostUnpacked))
}

// chosenColumns reads the selects of a report: column.N names the column, field.N what it fills. A field that was
// proposed and that no column fills any more is let go.
func chosenColumns(f *form) []string {
	var pairs []string
	used := map[string]bool{}
	for i := 0; f.sent.Has("column." + strconv.Itoa(i)); i++ {
		if field := f.sent.Get("field." + strconv.Itoa(i)); field != "" {
			used[field] = true
			pairs = append(pairs, field+"="+f.sent.Get("column."+strconv.Itoa(i)))
		}
	}
	for _, was := range f.sent["was"] {
		if !used[was] {
			pairs = append(pairs, was+"=")
		}
	}
	return pairs
}

// fieldOptions are the fields that a column of the kind may fill.
func (d *desk) fieldOptions(kind string) []web.Option {
	all := []web.Option{{Label: d.T("expodesk.import.ignore")}}
	for _, name := range importFields[kind] {
		base := name
		if name[len(name)-1] == '*' {
			base = name[:len(name)-1]
		}
		label := d.T("expodesk.import.field." + base)
		all = append(all, web.Option{Value: base, Label: label})
		if base == name {
			continue
		}
		for _, lang := range text.Languages {
			all = append(all, web.Option{Value: base + "." + lang, Label: label + " · " + d.Locale.LanguageName(lang)})
		}
	}
	return all
}

// exportFile sends records as a file.
func exportFile(d *desk) error {
	in := expo.RunExport{InEdition: d.in(), Kind: d.R.PathValue("kind"), Format: d.R.URL.Query().Get("format")}
	if d.R.PathValue("pavilion") != "" {
		v, _, err := d.pavilion("import")
		if err != nil {
			return err
		}
		in.Pavilion = v.ID
	}
	out, err := d.Expo.RunExport.Do(d.Context(), in)
	if err != nil {
		return err
	}
	h := d.W.Header()
	h.Set("Content-Type", out.ContentType)
	h.Set("Content-Disposition", `attachment; filename="`+out.FileName+`"`)
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Length", strconv.Itoa(len(out.Data)))
	_, _ = d.W.Write(out.Data) // the reader went away; there is nobody to tell
	return nil
}
