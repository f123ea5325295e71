package expo

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// mostExported bounds an export by the operation, whose answer is held in memory; WriteExport has no bound.
const mostExported = 50_000

// RunExport is the input of expo.export.run.
type RunExport struct {
	ops.InEdition
	Kind     string         `json:"kind" check:"required,enum=exhibitors|products|booths" doc:"What to export: exhibitors, products or booths."`
	Format   string         `json:"format" check:"enum=csv|xlsx" doc:"csv (default) or xlsx."`
	Pavilion ident.Pavilion `json:"pavilion" doc:"Only what belongs to this pavilion, pav_…; a pavilion organiser names its own."`
}

// Owner is the pavilion named.
func (in RunExport) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	if in.Pavilion == 0 {
		return ops.Owner{}, nil
	}
	return OnPavilion{in.Pavilion}.Owner(ctx, r, edition)
}

// ExportedFile is a file as it is saved.
type ExportedFile struct {
	FileName    string `json:"file_name"`
	ContentType string `json:"content_type"`
	Rows        int    `json:"rows"`
	// Data is the file, base64 in JSON.
	Data []byte `json:"data"`
}

func (c *Core) runExport(ctx context.Context, q *ops.Reading, in RunExport) (ExportedFile, error) {
	if in.Format == "" {
		in.Format = string(sheet.CSV)
	}
	e := Export{Edition: q.Edition, Kind: in.Kind, Format: sheet.Format(in.Format), Pavilion: in.Pavilion}
	n, err := e.count(ctx, q)
	if err != nil {
		return ExportedFile{}, err
	}
	if n > mostExported {
		return ExportedFile{}, fault.NewInvalid("kind", "expo.export.too-many", "n", n, "max", mostExported)
	}
	var b bytes.Buffer
	rows, err := WriteExport(ctx, q, e, &b)
	if err != nil {
		return ExportedFile{}, err
	}
	out := ExportedFile{FileName: in.Edition + "-" + in.Kind + "." + in.Format, ContentType: "text/csv; charset=utf-8", Rows: rows, Data: b.Bytes()}
	if e.Format == sheet.XLSX {
		out.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return out, nil
}

// Export says what to write.
type Export struct {
	Edition ident.Edition
	Kind    string
	Format  sheet.Format
	// Pavilion limits it to one pavilion; 0 for all.
	Pavilion ident.Pavilion
}

type exportArgs struct {
	Edition  ident.Edition
	Pavilion ident.Pavilion
}

// table is what an export writes: a header and the rows as they come from the database.
type table struct {
	header []string
	rows   iter.Seq2[[]sheet.Cell, error]
}

// WriteExport writes a file that the import reads back without changing anything: the columns bear the names of the
// import's fields, and the key finds each record again. It returns the number of rows, asks for no right, and holds
// one row at a time beside the small tables that rows refer to. No cell is alive as a formula.
func WriteExport(ctx context.Context, r sqldb.Runner, e Export, w io.Writer) (int, error) {
	var t table
	var err error
	switch e.Kind {
	case Exhibitors:
		t, err = e.exhibitors(ctx, r)
	case Products:
		t, err = e.products(ctx, r)
	case Booths:
		t, err = e.booths(ctx, r)
	default:
		err = fault.NewInvalid("kind", "fault.not-one-of", "values", "exhibitors, products, booths")
	}
	if err != nil {
		return 0, err
	}
	n := 0
	counted := func(yield func([]sheet.Cell, error) bool) {
		for row, err := range t.rows {
			if err == nil {
				n++
			}
			if !yield(row, err) {
				return
			}
		}
	}
	if e.Format == sheet.XLSX {
		return n, sheet.WriteXLSX(w, e.Kind, t.header, counted)
	}
	err = sheet.WriteCSV(w, t.header, counted)
	return n, err
}

var errEnough = errors.New("no more rows wanted")

// each turns a query into a sequence of rows.
func each[Args, Row any](ctx context.Context, r sqldb.Runner, q *sqldb.Q[Args, Row], a Args, cells func(Row) []sheet.Cell) iter.Seq2[[]sheet.Cell, error] {
	return func(yield func([]sheet.Cell, error) bool) {
		err := q.Each(ctx, r, a, func(row Row) error {
			if !yield(cells(row), nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(nil, err)
		}
	}
}

var (
	countExhibitorsOf = sqldb.Query[exportArgs, int64](`
SELECT count(*) FROM expo_exhibitor WHERE edition_id = :edition /*if pavilion*/ AND pavilion_id = :pavilion /*end*/`)
	countProductsOf = sqldb.Query[exportArgs, int64](`
SELECT count(*) FROM expo_product o WHERE o.edition_id = :edition /*if pavilion*/ AND EXISTS (SELECT 1 FROM expo_exhibitor e
  WHERE e.edition_id = o.edition_id AND e.id = o.exhibitor_id AND e.pavilion_id = :pavilion) /*end*/`)
	// reads: expo_booth
	countBoothsOf = sqldb.Query[exportArgs, int64](`
SELECT count(*) FROM expo_booth WHERE edition_id = :edition /*if pavilion*/ AND pavilion_id = :pavilion /*end*/`)
)

func (e Export) count(ctx context.Context, r sqldb.Runner) (int64, error) {
	a := exportArgs{e.Edition, e.Pavilion}
	switch e.Kind {
	case Products:
		return countProductsOf.One(ctx, r, a)
	case Booths:
		return countBoothsOf.One(ctx, r, a)
	}
	return countExhibitorsOf.One(ctx, r, a)
}

// languages collects the languages in use, so that a file has columns for these alone.
type languages map[string]bool

func (l languages) add(t text.T) {
	for tag, e := range t {
		if e.Text != "" {
			l[tag] = true
		}
	}
}

// list returns the languages in use, in the order of menus and then by tag.
func (l languages) list() []string {
	out := make([]string, 0, len(l))
	for _, tag := range text.Languages {
		if l[tag] {
			out = append(out, tag)
		}
	}
	var others []string
	for tag := range l {
		if !slices.Contains(out, tag) {
			others = append(others, tag)
		}
	}
	slices.Sort(others)
	return append(out, others...)
}

func columnsOf(field string, languages []string) []string {
	out := make([]string, len(languages))
	for i, l := range languages {
		out[i] = field + "." + l
	}
	return out
}

func cellsOf(t text.T, languages []string) []sheet.Cell {
	out := make([]sheet.Cell, len(languages))
	for i, l := range languages {
		out[i] = sheet.Text(t[l].Text)
	}
	return out
}

// yesCell writes a flag as the import reads it.
func yesCell(yes bool) sheet.Cell {
	if yes {
		return sheet.Text("yes")
	}
	return sheet.Text("no")
}

// numberCell writes a number, nothing for 0, which means not stated.
func numberCell(n int64) sheet.Cell {
	if n == 0 {
		return sheet.Cell{}
	}
	return sheet.Number(n)
}
