package demo

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// table is one tab-separated file: a header line, then one line a row. Lines that begin with '#' are remarks.
type table struct {
	file    string
	columns map[string]int
	rows    []row
}

// row is one line of a table. Its reading methods remember the first mistake in *err, so that a loader reads all
// cells of a row and asks once.
type row struct {
	table *table
	line  int
	cells []string
	err   *error
}

// malformed says which file and line breaks which rule.
func malformed(file string, line int, rule string) error {
	return fault.NewInvalid(file, "demo.file.malformed", "file", file, "line", line, "rule", rule).
		With(fmt.Errorf("line %d: %s", line, rule))
}

// readTable reads a file whose header must be exactly the given columns, in that order. Every row must have as many
// cells as the header, be clean UTF-8 and have no cell with spaces around it.
func readTable(source fs.FS, file string, columns ...string) (*table, error) {
	raw, err := fs.ReadFile(source, file)
	if err != nil {
		return nil, fault.NewInvalid(file, "demo.file.missing", "file", file).With(err)
	}
	if !text.Clean(string(raw)) {
		return nil, malformed(file, 0, "not clean UTF-8")
	}
	t := &table{file: file, columns: make(map[string]int, len(columns))}
	for i, c := range columns {
		t.columns[c] = i
	}
	header := false
	for n, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if !header {
			if header = true; strings.Join(columns, "\t") != line {
				return nil, malformed(file, n+1, "header must be: "+strings.Join(columns, " "))
			}
			continue
		}
		if err := t.add(n+1, cells); err != nil {
			return nil, err
		}
	}
	if len(t.rows) == 0 {
		return nil, malformed(file, 0, "no rows")
	}
	return t, nil
}

func (t *table) add(line int, cells []string) error {
	if len(cells) != len(t.columns) {
		return malformed(t.file, line, fmt.Sprintf("%d cells, want %d", len(cells), len(t.columns)))
	}
	for _, c := range cells {
		if strings.TrimSpace(c) != c {
			return malformed(t.file, line, "space around a cell")
		}
	}
	t.rows = append(t.rows, row{table: t, line: line, cells: cells, err: new(error)})
	return nil
}

// fail remembers the first mistake of the row.
func (r row) fail(rule string) {
	if *r.err == nil {
		*r.err = malformed(r.table.file, r.line, rule)
	}
}

// optional returns the cell, which may be empty.
func (r row) optional(column string) string { return r.cells[r.table.columns[column]] }

// must returns the cell, which may not be empty.
func (r row) must(column string) string {
	v := r.optional(column)
	if v == "" {
		r.fail(column + " is empty")
	}
	return v
}

// integer returns the cell as a whole number not below 0.
func (r row) integer(column string) int {
	n, err := strconv.Atoi(r.must(column))
	if err != nil || n < 0 {
		r.fail(column + " is not a whole number from 0 up")
	}
	return n
}

// offset returns the cell as a whole number, negative allowed.
func (r row) offset(column string) int {
	n, err := strconv.Atoi(r.must(column))
	if err != nil {
		r.fail(column + " is not a whole number")
	}
	return n
}

// day returns the cell as a date; empty is no date.
func (r row) day(column string) clock.Date {
	v := r.optional(column)
	if v == "" {
		return ""
	}
	d, err := clock.ParseDate(v)
	if err != nil {
		r.fail(column + " is not a date")
	}
	return d
}

// yes returns whether the cell is "yes"; anything but "yes" and "no" is a mistake.
func (r row) yes(column string) bool {
	switch r.must(column) {
	case "yes":
		return true
	case "no":
		return false
	}
	r.fail(column + " is neither yes nor no")
	return false
}

// oneOf returns the cell, which must be one of the allowed words.
func (r row) oneOf(column string, allowed ...string) string {
	v := r.optional(column)
	for _, a := range allowed {
		if v == a {
			return v
		}
	}
	r.fail(column + " is none of: " + strings.Join(allowed, " "))
	return v
}

// list returns the cell's space-separated words; empty is nil.
func (r row) list(column string) []string { return strings.Fields(r.optional(column)) }

// words returns the eleven language columns as a text; all must be there unless partial, then English must be.
// What is not English is marked as unreviewed machine translation.
func (r row) words(partial bool) text.T {
	t := make(text.T, len(text.Languages))
	for _, l := range text.Languages {
		v := r.optional(l)
		switch {
		case v == "" && (l == "en" || !partial):
			r.fail("no text in " + l)
		case v != "":
			e := text.Entry{Text: v}
			if l != "en" {
				e.By = "machine"
			}
			t[l] = e
		}
	}
	return t
}

// each reads every row by f and stops at the first mistake.
func each[T any](t *table, f func(r row) T) ([]T, error) {
	out := make([]T, 0, len(t.rows))
	for _, r := range t.rows {
		v := f(r)
		if *r.err != nil {
			return nil, *r.err
		}
		out = append(out, v)
	}
	return out, nil
}
