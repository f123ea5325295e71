package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// memoryPart is the size beyond which the library unpacks a sheet or the shared strings into a temporary file.
const memoryPart = 4 << 20

// openBook opens an XLSX file at its first sheet with a table.
func openBook(data []byte, limits Limits) (t *Table, err error) {
	if data, err = checkArchive(data, limits); err != nil {
		return nil, err
	}
	var book *excelize.File
	err = guarded(func() error {
		book, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
			UnzipSizeLimit: max(limits.InflatedBytes, memoryPart), UnzipXMLSizeLimit: memoryPart,
			// Dates in the system's own format are read the same on every system: as ISO 8601.
			ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm:ss",
		})
		return err
	})
	if err != nil {
		if book != nil {
			err = errors.Join(err, book.Close())
		}
		return nil, refuse("sheet.xlsx.broken").With(err)
	}
	t = &Table{Format: XLSX, limits: limits, close: book.Close}
	if t.Sheet, err = chooseSheet(book, limits); err != nil {
		return nil, errors.Join(err, book.Close())
	}
	t.source = bookSource(book, t.Sheet, limits)
	return t, nil
}

// guarded runs f and turns a panic of the workbook library into an error: its input is a stranger's, and a broken
// file must not take the server down.
func guarded(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("read workbook: %v", r)
		}
	}()
	return f()
}

// chooseSheet returns the first sheet with a row of two cells, else the first with anything; visible sheets first.
func chooseSheet(book *excelize.File, limits Limits) (string, error) {
	var visible, hidden []string
	for _, name := range book.GetSheetList() {
		if shown, err := book.GetSheetVisible(name); err == nil && !shown {
			hidden = append(hidden, name)
		} else {
			visible = append(visible, name)
		}
	}
	second := ""
	for _, name := range append(visible, hidden...) {
		most, seen := 0, 0
		for rec, err := range bookSource(book, name, limits) {
			if err != nil {
				return "", err
			}
			n := filled(rec.cells)
			if most = max(most, n); n > 0 {
				seen++
			}
			if most >= 2 || seen > sampleRows {
				break
			}
		}
		if most >= 2 {
			return name, nil
		}
		if most == 1 && second == "" {
			second = name
		}
	}
	if second == "" {
		return "", refuse("sheet.empty")
	}
	return second, nil
}

// bookSource returns the records of one sheet. Cells are the text that a person sees: numbers and dates in their
// format, formulas as the value they showed when the file was saved.
func bookSource(book *excelize.File, sheet string, limits Limits) source {
	return func(yield func(*record, error) bool) {
		var rows *excelize.Rows
		err := guarded(func() (err error) { rows, err = book.Rows(sheet); return err })
		if err != nil {
			var absent excelize.ErrSheetNotExist
			if !errors.As(err, &absent) { // a chart sheet, or one whose part is missing, has no rows
				yield(nil, refuse("sheet.xlsx.broken").With(err))
			}
			return
		}
		defer func() { _ = rows.Close() }() // read-only
		var rec record
		left := 2 * limits.InflatedBytes
		for {
			more, err := nextRow(rows, &rec)
			if err == nil && more {
				left, err = boundRow(&rec, left, limits)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !more || len(rec.cells) > 0 && !yield(&rec, nil) {
				return
			}
		}
	}
}

// nextRow reads the next row, which may be empty, and reports whether there was one.
func nextRow(rows *excelize.Rows, rec *record) (more bool, err error) {
	err = guarded(func() (err error) {
		if more = rows.Next(); !more {
			return rows.Error()
		}
		rec.number++
		rec.cells, err = rows.Columns()
		return err
	})
	if err != nil {
		return false, refuse("sheet.xlsx.broken").With(err)
	}
	return more, nil
}

// boundRow refuses a row, and cuts cells, beyond the limits; left is how many bytes of cells the sheet may still show.
func boundRow(rec *record, left int64, limits Limits) (int64, error) {
	// Thousands of empty formula cells a row cost memory and mean nothing.
	if n := len(rec.cells); n > limits.Columns && n > 2*filled(rec.cells)+limits.Columns {
		return left, refuse("sheet.file.columns", "row", rec.number, "limit", limits.Columns)
	}
	// A shared string may be large and be named by millions of cells: an archive that unfolds a second time.
	if left -= shorten(rec.cells, 4*(limits.CellChars+1)); left < 0 {
		return left, refuse("sheet.xlsx.inflated", "limit", 2*limits.InflatedBytes)
	}
	return left, nil
}

// shorten cuts each cell after most bytes, which is beyond what a row may hold in any case, and returns how long all
// of them were.
func shorten(cells []string, most int) (total int64) {
	for i, c := range cells {
		if total += int64(len(c)); len(c) > most {
			cells[i] = strings.ToValidUTF8(c[:most], "") // a letter cut in two goes whole
		}
	}
	return total
}

// columnName returns the letters of a column, counted from 0: "A", "AB".
func columnName(column int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// sheetName returns name as a sheet may be called: at most 31 characters and none that formulas reserve.
func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, printable(name))
	if name = strings.TrimSpace(short(strings.TrimSpace(name), 31)); name == "" {
		return "Sheet1"
	}
	return name
}
