package sheet

import (
	"bufio"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/width"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// WriteCSV writes a table as spreadsheet programs read it without a question: UTF-8 with a byte order mark, commas,
// CRLF, every text in quotation marks (RFC 4180). No cell, header included, is live as a formula; Open takes the
// apostrophe back that prevents it, so a round trip loses nothing but characters that cannot be stored, which
// become U+FFFD. Numbers are written bare.
//
// Rows are written as they come. Rows shorter than the header are filled up; a longer one is Invalid
// (sheet.write.columns). The error of rows or of w ends it; what was written by then is not a whole file.
func WriteCSV(w io.Writer, header []string, rows iter.Seq2[[]Cell, error]) error {
	out := bufio.NewWriter(w)
	_, _ = out.WriteString("\ufeff") // bufio keeps the first error for Flush
	writeLine(out, Texts(header...), len(header))
	number := 1
	for row, err := range rows {
		if err != nil {
			return err
		}
		if number++; len(row) > len(header) {
			return fault.NewInvalid("", "sheet.write.columns", "row", number)
		}
		writeLine(out, row, len(header))
	}
	return out.Flush()
}

func writeLine(out *bufio.Writer, row []Cell, width int) {
	for i := range width {
		var c Cell
		if i < len(row) {
			c = row[i]
		}
		if i > 0 {
			_ = out.WriteByte(',')
		}
		switch {
		case c.number:
			_, _ = out.WriteString(c.words)
		case c.words != "" || width == 1:
			_ = out.WriteByte('"')
			_, _ = out.WriteString(strings.ReplaceAll(neutral(printable(c.words)), `"`, `""`))
			_ = out.WriteByte('"')
		}
	}
	_, _ = out.WriteString("\r\n")
}

// bookCell is the longest text that a workbook's cell holds, in UTF-16 units.
const bookCell = 32_767

// widthRows is how many rows decide about the widths of the columns.
const widthRows = 100

// WriteXLSX writes a table as a workbook of one sheet: header bold and frozen, columns as wide as their first rows
// need. Every text is a cell of type string and never a formula; numbers are numbers, except those of more than 15
// digits, which spreadsheet programs would round and which therefore stay text.
//
// Rows go through a temporary file when there are many. A row longer than the header is Invalid
// (sheet.write.columns), as is a text longer than a cell can hold (sheet.write.long).
func WriteXLSX(w io.Writer, name string, header []string, rows iter.Seq2[[]Cell, error]) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // removes temporary files
	name = sheetName(name)
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	b := &bookWriter{book: book, stream: stream, width: len(header), styles: map[int]int{}}
	if err := b.begin(header); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := b.add(row); err != nil {
			return err
		}
	}
	if err := b.settle(); err != nil {
		return err
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return book.Write(w)
}

// bookWriter keeps the first rows back until the widths are known, which a stream wants before its first row.
type bookWriter struct {
	book   *excelize.File
	stream *excelize.StreamWriter
	width  int // columns
	styles map[int]int
	bold   int
	held   [][]Cell
	wide   []int
	row    int  // rows handed to the stream
	sealed bool // widths are set
}

func (b *bookWriter) begin(header []string) (err error) {
	b.bold, err = b.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	b.wide = make([]int, b.width)
	return b.add(Texts(header...))
}

func (b *bookWriter) add(row []Cell) error {
	if b.sealed {
		return b.put(row)
	}
	b.held = append(b.held, row)
	for i := range min(len(row), b.width) {
		b.wide[i] = max(b.wide[i], shownWidth(row[i].words))
	}
	if len(b.held) > widthRows {
		return b.settle()
	}
	return nil
}

// settle sets the widths and the frozen header, and lets the held rows go.
func (b *bookWriter) settle() error {
	if b.sealed {
		return nil
	}
	b.sealed = true
	for i, n := range b.wide {
		if err := b.stream.SetColWidth(i+1, i+1, float64(min(max(n+2, 8), 60))); err != nil {
			return err
		}
	}
	err := b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	for _, row := range b.held {
		if err := b.put(row); err != nil {
			return err
		}
	}
	b.held = nil
	return nil
}

func (b *bookWriter) put(row []Cell) error {
	b.row++
	if len(row) > b.width {
		return fault.NewInvalid("", "sheet.write.columns", "row", b.row)
	}
	values := make([]any, len(row))
	for i, c := range row {
		switch {
		case c.exact():
			style, err := b.numberStyle(c.digits)
			if err != nil {
				return err
			}
			values[i] = excelize.Cell{StyleID: style, Value: number(c)}
		case c.words != "":
			s := printable(c.words)
			if tooLong(s) {
				return fault.NewInvalid("", "sheet.write.long", "row", b.row, "column", columnName(i), "limit", bookCell)
			}
			cell := excelize.Cell{Value: s}
			if b.row == 1 {
				cell.StyleID = b.bold
			}
			values[i] = cell
		}
	}
	at, err := excelize.CoordinatesToCellName(1, b.row)
	if err != nil {
		return err
	}
	return b.stream.SetRow(at, values)
}

// numberStyle returns the style that shows a number with its decimals and without grouping.
func (b *bookWriter) numberStyle(digits int) (int, error) {
	if id, ok := b.styles[digits]; ok {
		return id, nil
	}
	format := "0"
	if digits > 0 {
		format += "." + strings.Repeat("0", digits)
	}
	id, err := b.book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	b.styles[digits] = id
	return id, err
}

// shownWidth is the width of a text's longest line in columns of a plain letter; Han and full-width characters take two.
func shownWidth(s string) int {
	longest, n := 0, 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
		if r == '\n' {
			n = 0
		}
		if longest = max(longest, n); longest > 60 {
			break
		}
	}
	return longest
}

func tooLong(s string) bool {
	if len(s) <= bookCell {
		return false
	}
	units := utf8.RuneCountInString(s)
	for _, r := range s {
		if r > 0xffff {
			units++
		}
	}
	return units > bookCell
}
