package sheet

import (
	"iter"
	"math/big"
	"strconv"
	"strings"
)

// Cell is one cell of an export: a text, or an exact decimal number. The zero value is an empty cell.
type Cell struct {
	words  string // the text, or the number's digits
	number bool
	digits int // decimals shown of a number
}

// Text returns a cell that stays text whatever it looks like: leading zeros and long codes are kept.
func Text(s string) Cell { return Cell{words: s} }

// Number returns a whole number.
func Number(n int64) Cell { return Cell{words: strconv.FormatInt(n, 10), number: true} }

// Decimal returns units / 10^digits, shown with that many decimals: Decimal(1250, 2) is 12.50. Digits outside
// 0 to 15 are taken as the nearest of these.
func Decimal(units int64, digits int) Cell {
	digits = min(max(digits, 0), 15)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return Cell{words: new(big.Rat).SetFrac(big.NewInt(units), scale).FloatString(digits), number: true, digits: digits}
}

// String returns the cell as it is read back.
func (c Cell) String() string { return c.words }

// exact reports whether spreadsheet programs, which count in 15 digits, show the number as it is.
func (c Cell) exact() bool {
	return c.number && len(strings.TrimLeft(strings.ReplaceAll(c.words, ".", ""), "-0")) <= 15
}

// number returns the value of an exact cell as the workbook stores it; 15 digits pass through it unchanged.
func number(c Cell) float64 {
	f, _ := strconv.ParseFloat(c.words, 64) // words were made by Number or Decimal
	return f
}

// Texts returns cells that are all text.
func Texts(words ...string) []Cell {
	cells := make([]Cell, len(words))
	for i, s := range words {
		cells[i] = Text(s)
	}
	return cells
}

// Each yields the rows of a slice, for callers that have them in memory.
func Each(rows [][]Cell) iter.Seq2[[]Cell, error] {
	return func(yield func([]Cell, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
