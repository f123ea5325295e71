package sqldb

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// part is a piece of a statement: literal SQL, or a parameter when field is set. guard, if not nil, names the field
// that must not be zero for the part to be sent.
type part struct {
	sql   string
	field []int
	slice bool
	guard []int
}

// statement is one parsed SQL text for one engine-independent Args type.
type statement struct {
	text     string
	write    bool
	args     reflect.Type
	columns  []string // expected columns of a row type, nil for an Exec
	parts    [2][]part
	compiled sync.Map // variant -> string
	guarded  bool
	sliced   bool
}

// fields maps column names to field paths of a struct type; embedded structs are flattened.
func fields(t reflect.Type) map[string][]int {
	out := map[string][]int{}
	if t.Kind() != reflect.Struct {
		return out
	}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			for name, path := range fields(f.Type) {
				if _, shadowed := out[name]; !shadowed {
					out[name] = append([]int{i}, path...)
				}
			}
			continue
		}
		if !f.IsExported() {
			continue
		}
		name := f.Tag.Get("db")
		if name == "-" {
			continue
		}
		if name == "" {
			name = Column(f.Name)
		}
		out[name] = []int{i}
	}
	return out
}

// Column returns the column name of a Go field name: ExhibitorID -> exhibitor_id, HSCode -> hs_code.
func Column(field string) string {
	var b strings.Builder
	rs := []rune(field)
	for i, r := range rs {
		if unicode.IsUpper(r) {
			startsWord := i > 0 && (!unicode.IsUpper(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1]))
			if startsWord {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func parseStatement(text string, args reflect.Type, write bool) *statement {
	s := &statement{text: strings.TrimSpace(text), args: args, write: write}
	names := fields(args)
	for _, e := range []Engine{SQLite, Postgres} {
		s.parts[e] = s.parse(openMarks(s.text, e), names)
	}
	return s
}

// openMarks keeps the words of the engine's own marks and drops those of the other engine.
func openMarks(text string, e Engine) string {
	for _, m := range []struct {
		mark string
		e    Engine
	}{{"/*pg ", Postgres}, {"/*sqlite ", SQLite}} {
		for {
			i := strings.Index(text, m.mark)
			if i < 0 {
				break
			}
			j := strings.Index(text[i:], "*/")
			if j < 0 {
				panic("sqldb: mark without end in: " + text)
			}
			inner := ""
			if m.e == e {
				inner = text[i+len(m.mark) : i+j]
			}
			text = text[:i] + inner + text[i+j+2:]
		}
	}
	return text
}

func (s *statement) parse(text string, names map[string][]int) []part {
	var out []part
	var guard []int
	lookup := func(name string) []int {
		path, ok := names[name]
		if !ok {
			panic(fmt.Sprintf("sqldb: parameter :%s has no field in %v: %s", name, s.args, s.text))
		}
		return path
	}
	for len(text) > 0 {
		i := strings.IndexAny(text, ":/'")
		if i < 0 {
			out = append(out, part{sql: text, guard: guard})
			break
		}
		switch {
		case text[i] == '\'':
			j := strings.IndexByte(text[i+1:], '\'')
			if j < 0 {
				panic("sqldb: open quote in: " + s.text)
			}
			out = append(out, part{sql: text[:i+j+2], guard: guard})
			text = text[i+j+2:]
		case strings.HasPrefix(text[i:], "::"):
			panic("sqldb: use CAST, not :: in: " + s.text)
		case text[i] == ':':
			j := i + 1
			for j < len(text) && (text[j] == '_' || text[j] >= 'a' && text[j] <= 'z' || text[j] >= '0' && text[j] <= '9') {
				j++
			}
			path := lookup(text[i+1 : j])
			slice := isList(s.args.FieldByIndex(path).Type)
			s.sliced = s.sliced || slice
			out = append(out, part{sql: text[:i], guard: guard}, part{field: path, slice: slice, guard: guard})
			text = text[j:]
		case strings.HasPrefix(text[i:], "/*if "):
			j := strings.Index(text[i:], "*/")
			out = append(out, part{sql: text[:i], guard: guard})
			guard = lookup(strings.TrimSpace(text[i+5 : i+j]))
			s.guarded = true
			text = text[i+j+2:]
		case strings.HasPrefix(text[i:], "/*end*/"):
			out = append(out, part{sql: text[:i], guard: guard})
			guard = nil
			text = text[i+7:]
		default:
			out = append(out, part{sql: text[:i+1], guard: guard})
			text = text[i+1:]
		}
	}
	if guard != nil {
		panic("sqldb: /*if*/ without /*end*/ in: " + s.text)
	}
	return out
}

// isList reports whether a field is a list to expand: any slice except bytes and types that know their SQL value.
func isList(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 && !t.Implements(valuerType)
}

// bind returns the SQL text and the arguments for the engine.
func (s *statement) bind(e Engine, v reflect.Value) (string, []any) {
	args := make([]any, 0, 8)
	variant := uint64(0)
	bit := uint64(1)
	var lens strings.Builder
	for i := range s.parts[e] {
		p := &s.parts[e][i]
		if p.guard != nil {
			on := !v.FieldByIndex(p.guard).IsZero()
			if on {
				variant |= bit
			}
			bit <<= 1
			if !on {
				continue
			}
		}
		if p.field == nil {
			continue
		}
		f := v.FieldByIndex(p.field)
		if !p.slice {
			args = append(args, f.Interface())
			continue
		}
		n := listLen(f.Len())
		lens.WriteString(strconv.Itoa(n) + ",")
		for j := 0; j < n; j++ {
			switch {
			case j < f.Len():
				args = append(args, f.Index(j).Interface())
			case f.Len() > 0:
				args = append(args, f.Index(f.Len()-1).Interface())
			default:
				args = append(args, nil)
			}
		}
	}
	key := variantKey{e, variant, lens.String()}
	if sql, ok := s.compiled.Load(key); ok {
		return sql.(string), args
	}
	sql := s.compile(e, func(path []int) bool { return !v.FieldByIndex(path).IsZero() }, func(path []int) int { return listLen(v.FieldByIndex(path).Len()) })
	s.compiled.Store(key, sql)
	return sql, args
}

type variantKey struct {
	e       Engine
	variant uint64
	lens    string
}

// listLen rounds the length of a list up to a power of two, so that few variants of a statement are prepared; the
// last element is repeated. An empty list becomes one NULL, which matches nothing.
func listLen(n int) int {
	p := 1
	for p < n {
		p *= 2
	}
	return p
}

func (s *statement) compile(e Engine, on func([]int) bool, length func([]int) int) string {
	var b strings.Builder
	n := 0
	mark := "?"
	if e == Postgres {
		mark = "$"
	}
	for _, p := range s.parts[e] {
		if p.guard != nil && !on(p.guard) {
			continue
		}
		if p.field == nil {
			b.WriteString(p.sql)
			continue
		}
		count := 1
		if p.slice {
			count = length(p.field)
		}
		for i := 0; i < count; i++ {
			if i > 0 {
				b.WriteString(", ")
			}
			n++
			b.WriteString(mark + strconv.Itoa(n))
		}
	}
	return b.String()
}
