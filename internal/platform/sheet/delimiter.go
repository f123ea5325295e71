package sheet

import (
	"bytes"
	"math"
	"strings"
)

// textShape is what must be known to divide text into rows.
type textShape struct {
	delim byte
	width int // cells that most rows have
	start int // position of the first row
}

// sniffBytes is how much of a file decides about its delimiter.
const sniffBytes = 128 << 10

// sniffShape finds the delimiter under which the rows have the same number of cells, more than one if possible.
// A first line "sep=;", which spreadsheet programs write for each other, decides by itself.
func sniffShape(text []byte, name string) textShape {
	if line, _, _ := bytes.Cut(text[:min(len(text), 16)], []byte("\n")); len(line) >= 5 {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 5 && strings.EqualFold(string(line[:4]), "sep=") {
			start := afterLine(text, 5)
			width, _ := rateDelimiter(text[start:], line[4])
			return textShape{delim: line[4], width: width, start: start}
		}
	}
	best, bestScore := textShape{delim: ',', width: 1}, 0.0
	for _, d := range []byte{',', ';', '\t', '|'} {
		width, score := rateDelimiter(text, d)
		if d == '\t' && strings.HasSuffix(strings.ToLower(name), ".tsv") {
			score *= 1.5
		}
		if score > bestScore {
			best, bestScore = textShape{delim: d, width: width}, score
		}
	}
	return best
}

// rateDelimiter returns the number of cells that most rows have when divided at d, and how convincing that is:
// 0 when no row is divided at all. Blank rows and lines of one cell above the table count for little.
func rateDelimiter(text []byte, d byte) (width int, score float64) {
	c := countRows(text, d)
	usual := 0
	for w, n := range c.widths {
		if w > 1 && (n > usual || n == usual && w > width) {
			width, usual = w, n
		}
	}
	if usual == 0 {
		return 1, 0
	}
	share := float64(usual) / float64(c.rows)
	score = share * share * math.Log2(1+float64(width))
	score /= 1 + 0.1*float64(c.above) // a header that falls apart only under the other delimiter
	score *= 1 - 0.8*float64(c.stray)/float64(c.rows)
	if c.prose*2 > c.delims {
		score *= 0.4
	}
	return width, score
}

// rowCounts is what dividing text at one delimiter shows.
type rowCounts struct {
	widths map[int]int // how many rows have so many cells
	rows   int
	above  int // rows of one cell above the first that is divided
	stray  int // rows with quotation marks where none belong
	delims int
	prose  int // delimiters with a space behind them: "Hall 26, Stand E98" is a sentence's comma
}

func countRows(text []byte, d byte) rowCounts {
	cut := len(text) > sniffBytes
	if cut {
		text = text[:sniffBytes]
	}
	s := newSplitter(text, d, 0, sniffBytes)
	c := rowCounts{widths: map[int]int{}}
	var rec record
	for {
		ok, err := s.next(&rec)
		if err != nil || !ok || cut && s.pos >= len(text) {
			return c // the last row of a cut sample is not whole
		}
		if rec.width == 1 && blank(rec.cells[0]) {
			continue
		}
		if rec.width == 1 && c.rows == 0 {
			c.above++
			continue
		}
		c.rows++
		c.widths[rec.width]++
		c.delims += rec.width - 1
		if rec.stray {
			c.stray++
		}
		for _, cell := range rec.cells[1:] {
			if strings.HasPrefix(cell, " ") {
				c.prose++
			}
		}
	}
}
