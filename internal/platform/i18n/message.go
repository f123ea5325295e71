package i18n

import (
	"fmt"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// message is a text cut into segments when the catalogue is read, so that showing it is only copying.
type message struct {
	other, one []segment // one is nil where the language or the message needs no such form
	text       string    // the form other as it stands in the file, for Check
}

// segment is literal text, or the name of a value if name is not "".
type segment struct{ literal, name string }

func compile(one, other string) (*message, error) {
	m := &message{text: other}
	var err error
	if m.other, err = segments(other); err != nil {
		return nil, err
	}
	if one != "" {
		m.one, err = segments(one)
	}
	return m, err
}

// segments cuts "Booth {code}" into literal and name. "{{" and "}}" are literal braces.
func segments(s string) ([]segment, error) {
	var out []segment
	var lit strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case (c == '{' || c == '}') && i+1 < len(s) && s[i+1] == c:
			lit.WriteByte(c)
			i++
		case c == '}':
			return nil, fmt.Errorf("lone } in %.60q", s)
		case c == '{':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 || !validName(s[i+1:i+end]) {
				return nil, fmt.Errorf("malformed placeholder in %.60q", s)
			}
			if lit.Len() > 0 {
				out = append(out, segment{literal: lit.String()})
				lit.Reset()
			}
			out = append(out, segment{name: s[i+1 : i+end]})
			i += end
		default:
			lit.WriteByte(c)
		}
	}
	if lit.Len() > 0 {
		out = append(out, segment{literal: lit.String()})
	}
	return out, nil
}

func validName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || !(c >= '0' && c <= '9' || c == '_' || c == '-')) {
			return false
		}
	}
	return s != ""
}

// T returns the message in this language, filled with values. Args alternate name and value:
// l.T("expo.booth.count", "n", 3). A key that no catalogue has gives "⟦key⟧"; a placeholder without a value stays
// visible as {name}; values that the message does not name are left out.
//
// Integers are written with the language's digits and grouping, so years, codes and keys must be passed as strings,
// which are copied as they are. clock.Date, time.Time, text.T and []string are written by Date, DateTime, Words and
// List. The result is plain text, not HTML. Cost: one map lookup and one allocation, none for a message without values.
func (l *Locale) T(key string, args ...any) string {
	m, ok := l.messages[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	segs := m.other
	if m.one != nil && l.one(args) {
		segs = m.one
	}
	if len(segs) == 1 && segs[0].name == "" {
		return segs[0].literal
	}
	var room [256]byte
	buf := room[:0]
	for _, s := range segs {
		if s.name == "" {
			buf = append(buf, s.literal...)
			continue
		}
		i := 0
		for ; i+1 < len(args); i += 2 {
			if n, ok := args[i].(string); ok && n == s.name {
				buf = l.appendValue(buf, args[i+1])
				break
			}
		}
		if i+1 >= len(args) {
			buf = append(append(append(buf, '{'), s.name...), '}')
		}
	}
	return string(buf)
}

// Has reports whether the key has words, in this language or in English.
func (l *Locale) Has(key string) bool { _, ok := l.messages[key]; return ok }

// Problem returns the problem's message, without the name of its field: pages set it beside the field.
func (l *Locale) Problem(p fault.Problem) string {
	if len(p.Args) == 0 {
		return l.T(p.Key)
	}
	args := make([]any, 0, 2*len(p.Args))
	for name, value := range p.Args {
		args = append(args, name, value)
	}
	return l.T(p.Key, args...)
}

// Problems returns the message of each problem of err in order, and the general message of its kind for an error
// that carries none. It returns nil for nil.
func (l *Locale) Problems(err error) []string {
	if err == nil {
		return nil
	}
	e := fault.As(err)
	if e == nil || len(e.Problems) == 0 {
		return []string{l.T("fault.title." + fault.Of(err).String())}
	}
	out := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		out[i] = l.Problem(p)
	}
	return out
}

// one reports whether the value named n takes the form "one".
func (l *Locale) one(args []any) bool {
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok && name == "n" {
			n, ok := magnitude(args[i+1])
			return ok && l.form.one != nil && l.form.one(n)
		}
	}
	return false
}

// magnitude returns an integer without its sign; ok is false for anything else.
func magnitude(v any) (n uint64, ok bool) {
	switch v := v.(type) {
	case int:
		return abs(int64(v)), true
	case int8:
		return abs(int64(v)), true
	case int16:
		return abs(int64(v)), true
	case int32:
		return abs(int64(v)), true
	case int64:
		return abs(v), true
	case uint:
		return uint64(v), true
	case uint8:
		return uint64(v), true
	case uint16:
		return uint64(v), true
	case uint32:
		return uint64(v), true
	case uint64:
		return v, true
	}
	return 0, false
}

func (l *Locale) appendValue(buf []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return append(buf, v...)
	case int:
		return l.appendNumber(buf, int64(v))
	case int64:
		return l.appendNumber(buf, v)
	case int8:
		return l.appendNumber(buf, int64(v))
	case int16:
		return l.appendNumber(buf, int64(v))
	case int32:
		return l.appendNumber(buf, int64(v))
	case uint, uint8, uint16, uint32, uint64:
		n, _ := magnitude(v)
		return l.appendGrouped(buf, n)
	case float64:
		return l.appendFloat(buf, v)
	case clock.Date:
		return append(buf, l.Date(v)...)
	case time.Time:
		return append(buf, l.DateTime(v)...)
	case text.T:
		return append(buf, v.Words(l.lang)...)
	case []string:
		return append(buf, l.List(v)...)
	case []any:
		return append(buf, l.List(l.each(v))...)
	}
	return fmt.Append(buf, v)
}

// each writes the members of a list that came through JSON.
func (l *Locale) each(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(l.appendValue(nil, v))
	}
	return out
}
