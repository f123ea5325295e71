package sheet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// sampleRows is how many rows that hold anything are looked at to find the header.
const sampleRows = 40

// sampled is a row that was kept to find the header.
type sampled struct {
	number int
	cells  []string
}

// newSampled keeps of each cell what a name of a column can be, so that the sample stays small whatever the file holds.
func newSampled(number int, cells []string) sampled {
	kept := make([]string, len(cells))
	for i, c := range cells {
		kept[i] = strings.Clone(short(c, longestLabel))
	}
	return sampled{number, kept}
}

// longestLabel is the length at which names of columns and titles are cut, in characters.
const longestLabel = 200

// trimmed returns the cells without the blank ones at the end.
func trimmed(cells []string) []string {
	for len(cells) > 0 && blank(cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// filled counts the cells that show anything.
func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if !blank(c) {
			n++
		}
	}
	return n
}

// blank reports whether a cell shows nothing: spaces and invisible characters alone.
func blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }) < 0
}

// findHeader returns the index of the header in the sample: the first row that is about as full as the table's rows
// and reads like labels; failing that, the first row that is full enough. The sample is not empty.
//
// Titles, dates of export and remarks stand above it in one or two cells, which is how they are told apart.
func findHeader(sample []sampled) int {
	fills := make([]int, len(sample))
	for i, r := range sample {
		fills[i] = filled(r.cells)
	}
	sorted := slices.Clone(fills)
	slices.Sort(sorted)
	usual := sorted[len(sorted)*3/4] // rows are fuller than remarks; a single overfull row does not decide
	if len(sample) <= 3 {
		usual = sorted[len(sorted)-1]
	}
	need := min(usual, max(2, (usual+1)/2))
	first := -1
	for i, r := range sample {
		if fills[i] < need {
			continue
		}
		if first < 0 {
			first = i
		}
		if labels(r.cells) {
			return i
		}
	}
	return max(first, 0)
}

// labels reports whether the cells read like the names of columns: different from each other, short, and neither
// numbers nor addresses.
func labels(cells []string) bool {
	seen := map[string]bool{}
	all, good := 0, 0
	for _, c := range cells {
		if blank(c) {
			continue
		}
		all++
		key := text.Fold(c)
		if !seen[key] && labelLike(strings.TrimSpace(c)) {
			good++
		}
		seen[key] = true
	}
	return good*5 >= all*4
}

func labelLike(s string) bool {
	if utf8.RuneCountInString(s) > 60 || strings.ContainsAny(s, "@\x00") || strings.Contains(s, "://") || strings.HasPrefix(strings.ToLower(s), "www.") {
		return false
	}
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return letters > 0 && digits <= letters
}
