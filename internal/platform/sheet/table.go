package sheet

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Format is the kind of a file.
type Format string

// The formats that Open reads.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Table is an opened file: its header, and its rows as often as they are asked for. Close it after use.
// A Table is for one goroutine.
type Table struct {
	// Format, Encoding, Delimiter and Sheet tell how the file was understood. Encoding and Delimiter are empty for
	// XLSX, Sheet is empty for CSV.
	Format    Format
	Encoding  Encoding
	Delimiter string
	Sheet     string
	// Titles are the lines above the header, their cells joined by a space.
	Titles []string
	// Header holds the columns' names in order, trimmed. Columns in which nothing stands are left out; a column that
	// has cells but no name is "".
	Header []string
	// HeaderRow is the row number of the header as a spreadsheet program shows it, from 1.
	HeaderRow int
	// RowCount is the number of rows below the header that hold anything.
	RowCount int

	limits  Limits
	columns []int // for each Header entry its column in the file, from 0
	width   int   // cells of the header's row in the file; 0 where that means nothing
	source  source
	close   func() error
}

// Row is one row below the header.
type Row struct {
	// Number is the row's number as a spreadsheet program shows it, from 1.
	Number int
	// Cells has one entry for each of Table.Header, as it stands in the file: not trimmed, line ends kept.
	// Unreadable bytes are U+FFFD, and a cell that is too long holds its beginning; Problems then says so.
	Cells []string
	// Notes are oddities that were tolerated (sheet.note.*).
	Notes []fault.Problem
	// Problems are reasons not to take the row (sheet.row.*); Field is the column's name in the header.
	Problems []fault.Problem
}

// Open reads all of r and finds out what it is; name is the file's name, a hint and nothing more. Limits that are
// zero are the default ones. The whole file is checked against the limits before Open returns, so that an importer
// that has seen no error can count on all rows.
//
// It refuses with Invalid faults (sheet.empty, sheet.file.*, sheet.xls.*, sheet.xlsx.*); errors of r come back
// wrapped. The bytes of the file stay in memory until Close; large parts of XLSX files lie in temporary files.
func Open(r io.Reader, name string, limits Limits) (*Table, error) {
	limits = limits.orDefault()
	data, err := io.ReadAll(io.LimitReader(r, limits.FileBytes+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limits.FileBytes {
		return nil, refuse("sheet.file.size", "limit", limits.FileBytes)
	}
	t, err := open(data, name, limits)
	if err != nil {
		return nil, err
	}
	if err := t.survey(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func open(data []byte, name string, limits Limits) (*Table, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return openBook(data, limits)
	case bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		return nil, refuse("sheet.xls.old")
	}
	for _, magic := range []string{"%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x1f\x8b\x08", "Rar!", "7z\xbc\xaf"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return nil, refuse("sheet.file.binary")
		}
	}
	words, encoding, err := decode(data)
	if err != nil {
		return nil, refuse("sheet.file.binary").With(err)
	}
	shape := sniffShape(words, name)
	return &Table{
		Format: CSV, Encoding: encoding, Delimiter: string(rune(shape.delim)), limits: limits,
		source: textSource(words, shape, limits), close: func() error { return nil },
	}, nil
}

// Close frees what the table holds, temporary files included.
func (t *Table) Close() error { return t.close() }

// survey reads the whole file once: it finds the header and the columns in use, and counts the rows.
func (t *Table) survey() error {
	var v survey
	for rec, err := range t.source {
		if err != nil {
			return err
		}
		cells := trimmed(rec.cells)
		if len(cells) > t.limits.Columns {
			return refuse("sheet.file.columns", "row", rec.number, "limit", t.limits.Columns)
		}
		if len(cells) > 0 {
			v.add(rec.number, cells)
		}
		if v.rows > t.limits.Rows {
			return refuse("sheet.file.rows", "limit", t.limits.Rows)
		}
	}
	v.settle()
	switch {
	case len(v.sample) == 0:
		return refuse("sheet.empty")
	case v.rows > t.limits.Rows:
		return refuse("sheet.file.rows", "limit", t.limits.Rows)
	}
	t.RowCount = v.rows
	t.adopt(v.sample[:v.header], v.sample[v.header], v.used)
	return nil
}

// survey is what one reading of a file brings together.
type survey struct {
	sample  []sampled // the first rows that hold anything
	settled bool      // the header is found in the sample
	header  int       // its index there
	rows    int       // rows below it
	used    []bool    // columns that hold anything from the header on
}

func (v *survey) add(number int, cells []string) {
	if v.settled {
		v.rows++
		v.use(cells)
		return
	}
	if v.sample = append(v.sample, newSampled(number, cells)); len(v.sample) == sampleRows {
		v.settle()
	}
}

func (v *survey) use(cells []string) {
	for i, c := range cells {
		if len(v.used) == i {
			v.used = append(v.used, false)
		}
		v.used[i] = v.used[i] || !blank(c)
	}
}

// settle finds the header in the sample, which is complete.
func (v *survey) settle() {
	if v.settled || len(v.sample) == 0 {
		return
	}
	v.settled, v.header = true, findHeader(v.sample)
	for _, r := range v.sample[v.header:] {
		v.use(r.cells)
	}
	v.rows = len(v.sample) - v.header - 1
}

// adopt takes the header and the columns in use.
func (t *Table) adopt(above []sampled, header sampled, used []bool) {
	for _, r := range above {
		t.Titles = append(t.Titles, strings.Join(strings.Fields(printable(strings.Join(r.cells, " "))), " "))
	}
	t.HeaderRow = header.number
	for i, u := range used {
		if !u {
			continue
		}
		name := ""
		if i < len(header.cells) {
			if name = header.cells[i]; t.Format == CSV {
				name = revive(name)
			}
			name = strings.Join(strings.Fields(printable(name)), " ")
		}
		t.columns = append(t.columns, i)
		t.Header = append(t.Header, name)
	}
}

// short cuts s after n characters: a header is shown in messages.
func short(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// printable returns s with what cannot be read or stored replaced by U+FFFD.
func printable(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if text.Clean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if text.Clean(string(r)) {
			return r
		}
		return utf8.RuneError
	}, s)
}

// Column returns the spreadsheet letters of the header's entry i: "A", "AB".
func (t *Table) Column(i int) string { return columnName(t.columns[i]) }

// Rows yields the rows below the header that hold anything, in the order of the file. Each Row is the caller's to
// keep. It may be asked again and starts from the first row. An error ends it; after a successful Open there is none
// but a temporary file that cannot be read any more.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for rec, err := range t.source {
			if err != nil {
				yield(Row{}, err)
				return
			}
			if rec.number == t.HeaderRow {
				t.width = rec.width
			}
			if rec.number <= t.HeaderRow || filled(rec.cells) == 0 {
				continue
			}
			if !yield(t.row(rec), nil) {
				return
			}
		}
	}
}

// row makes a record the caller's own.
func (t *Table) row(rec *record) Row {
	row := Row{Number: rec.number, Cells: make([]string, len(t.columns))}
	for i, column := range t.columns {
		if column >= len(rec.cells) {
			break
		}
		cell := rec.cells[column]
		if t.Format == CSV {
			cell = revive(cell)
		}
		if len(cell) > t.limits.CellChars && utf8.RuneCountInString(cell) > t.limits.CellChars {
			cell = short(cell, t.limits.CellChars)
			row.Problems = append(row.Problems, fault.NewProblem(t.Header[i], "sheet.row.long", "column", t.label(i), "limit", t.limits.CellChars))
		}
		if !text.Clean(cell) || strings.ContainsRune(cell, utf8.RuneError) {
			cell = printable(cell)
			row.Problems = append(row.Problems, fault.NewProblem(t.Header[i], "sheet.row.characters", "column", t.label(i)))
		}
		row.Cells[i] = cell
	}
	if rec.stray {
		row.Notes = append(row.Notes, fault.NewProblem("", "sheet.note.quote"))
	}
	if got := rec.width; got > 0 && got < t.width {
		row.Notes = append(row.Notes, fault.NewProblem("", "sheet.note.short", "got", got, "want", t.width))
	} else if got > t.width {
		row.Notes = append(row.Notes, fault.NewProblem("", "sheet.note.extra", "got", got, "want", t.width))
	}
	return row
}

// label is how messages name a column: its name, or its letters where it has none.
func (t *Table) label(i int) string {
	if t.Header[i] != "" {
		return t.Header[i]
	}
	return t.Column(i)
}
