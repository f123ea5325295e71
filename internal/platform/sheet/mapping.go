package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Field is something an import can fill.
type Field struct {
	// Name is the field's name in the operation: "name", "country", "stand".
	Name string
	// Synonyms are what columns with it are called, in any language, the usual ones first.
	Synonyms []string
	// Required means that no row can be taken without a column for it.
	Required bool
}

// Mapping says which column fills which field.
type Mapping struct {
	// Columns gives for a field the index of its column in the header.
	Columns map[string]int `json:"columns"`
	// Unknown are the columns that fill nothing, in order.
	Unknown []int `json:"unknown"`
	// Missing are the required fields without a column, in the order of the fields.
	Missing []string `json:"missing"`
}

// Pair is one choice of a person: this field is filled from that column. Column is a name from the header, "#3" for
// the third column, or "" for no column at all.
type Pair struct {
	Field  string `json:"field"`
	Column string `json:"column"`
}

// Propose maps the header to the fields. Names are compared folded; a column whose name holds a synonym beside
// other words, as bilingual headers do, comes after one that is the synonym. Each column is used at most once, each
// field gets at most one column, the best match first and the leftmost column at a tie.
func Propose(header []string, fields []Field) Mapping { return propose(header, fields, nil) }

// Choose maps as people said and proposes the rest. It refuses (sheet.map.*) fields and columns that do not exist
// and those named twice; a required field without a column is not refused here, see Mapping.Check.
func Choose(header []string, fields []Field, pairs []Pair) (Mapping, error) {
	fixed := map[string]int{}
	var problems fault.List
	taken := map[int]bool{}
	for _, p := range pairs {
		i := slices.IndexFunc(fields, func(f Field) bool { return text.Fold(f.Name) == text.Fold(p.Field) })
		if i < 0 {
			names := make([]string, len(fields))
			for j, f := range fields {
				names[j] = f.Name
			}
			problems.Add("map", "sheet.map.field", "field", p.Field, "fields", strings.Join(names, ", "))
			continue
		}
		name := fields[i].Name
		if _, ok := fixed[name]; ok {
			problems.Add("map", "sheet.map.twice", "name", name)
			continue
		}
		column := -1
		if strings.TrimSpace(p.Column) != "" {
			if column = findColumn(header, p.Column); column < 0 {
				problems.Add("map", "sheet.map.column", "column", p.Column, "columns", strings.Join(header, ", "))
				continue
			}
			if taken[column] {
				problems.Add("map", "sheet.map.twice", "name", p.Column)
				continue
			}
			taken[column] = true
		}
		fixed[name] = column
	}
	if err := problems.Err(); err != nil {
		return Mapping{}, err
	}
	return propose(header, fields, fixed), nil
}

func findColumn(header []string, name string) int {
	if i := slices.Index(header, strings.TrimSpace(name)); i >= 0 {
		return i
	}
	if key := text.Fold(name); key != "" {
		if i := slices.IndexFunc(header, func(h string) bool { return text.Fold(h) == key }); i >= 0 {
			return i
		}
	}
	if digits, ok := strings.CutPrefix(strings.TrimSpace(name), "#"); ok {
		if n, err := strconv.Atoi(digits); err == nil && n >= 1 && n <= len(header) {
			return n - 1
		}
	}
	return -1
}

// propose adds the best matches to what is fixed; a field fixed at -1 stays without a column.
func propose(header []string, fields []Field, fixed map[string]int) Mapping {
	type match struct{ score, field, column int }
	m := Mapping{Columns: map[string]int{}}
	used := map[int]bool{}
	for name, column := range fixed {
		if column >= 0 {
			m.Columns[name], used[column] = column, true
		}
	}
	var matches []match
	for c, h := range header {
		key := text.Fold(h)
		for f, field := range fields {
			if _, ok := fixed[field.Name]; !ok && key != "" {
				if s := matchScore(key, field); s > 0 {
					matches = append(matches, match{s, f, c})
				}
			}
		}
	}
	sort.SliceStable(matches, func(i, j int) bool { return matches[i].score > matches[j].score })
	for _, x := range matches {
		name := fields[x.field].Name
		if _, done := m.Columns[name]; !done && !used[x.column] {
			m.Columns[name], used[x.column] = x.column, true
		}
	}
	for c := range header {
		if !used[c] {
			m.Unknown = append(m.Unknown, c)
		}
	}
	for _, f := range fields {
		if _, ok := m.Columns[f.Name]; !ok && f.Required {
			m.Missing = append(m.Missing, f.Name)
		}
	}
	return m
}

// matchScore rates a folded column name for a field: 1000 for the field's own name, a little less for each later
// synonym, at most 500 for a name or synonym that makes up at least half of the name, 0 for no match.
func matchScore(key string, f Field) int {
	if key == text.Fold(f.Name) {
		return 1000
	}
	best := 0
	for i, s := range append([]string{f.Name}, f.Synonyms...) {
		s = text.Fold(s)
		if s == "" {
			continue
		}
		if s == key {
			return 990 - min(i, 200)
		}
		length, whole := utf8.RuneCountInString(s), utf8.RuneCountInString(key)
		if length >= 2 && length*2 >= whole && holds(key, s) {
			best = max(best, 500*length/whole-min(i, 50))
		}
	}
	return best
}

// holds reports whether s stands in key as whole words; scripts that write no spaces between words need no edges.
func holds(key, s string) bool {
	if strings.Contains(" "+key+" ", " "+s+" ") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	return first > 0x0e00 && strings.Contains(key, s)
}

// Check refuses a mapping that lacks required fields, one problem a field (sheet.map.missing).
func (m Mapping) Check() error {
	var problems fault.List
	for _, name := range m.Missing {
		problems.Add("map", "sheet.map.missing", "field", name)
	}
	return problems.Err()
}

// Cell returns the row's cell for a field without the white space around it, or "" when nothing fills the field.
func (m Mapping) Cell(row Row, field string) string {
	if i, ok := m.Columns[field]; ok && i < len(row.Cells) {
		return strings.TrimSpace(row.Cells[i])
	}
	return ""
}

// Pairs returns the mapping as choices that Choose understands, ordered by column: what is remembered for a source.
func (m Mapping) Pairs(header []string) []Pair {
	pairs := make([]Pair, 0, len(m.Columns))
	for name, i := range m.Columns {
		column := header[i]
		if column == "" || findColumn(header, column) != i {
			column = fmt.Sprintf("#%d", i+1)
		}
		pairs = append(pairs, Pair{name, column})
	}
	sort.Slice(pairs, func(i, j int) bool { return m.Columns[pairs[i].Field] < m.Columns[pairs[j].Field] })
	return pairs
}

// ParseMapping reads the command line's choices, each "field=column"; the column's name may hold further equals
// signs. It refuses other forms (sheet.map.form).
func ParseMapping(args []string) ([]Pair, error) {
	pairs := make([]Pair, 0, len(args))
	var problems fault.List
	for _, a := range args {
		field, column, ok := strings.Cut(a, "=")
		if field = strings.TrimSpace(field); !ok || field == "" {
			problems.Add("map", "sheet.map.form", "text", a)
			continue
		}
		pairs = append(pairs, Pair{field, strings.TrimSpace(column)})
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return pairs, nil
}

// Signature identifies a source by its header: the same folded names in the same order give the same signature, 32
// hexadecimal digits, on every machine and in every release.
func Signature(header []string) string {
	h := sha256.New()
	for _, name := range header {
		_, _ = fmt.Fprintf(h, "%s\x00", text.Fold(name))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
