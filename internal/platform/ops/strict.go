package ops

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// shape is what encoding/json would read into a Go type, to refuse what it lets pass: a name given twice, a name in
// other letters than the schema's, a null that would quietly empty a field. It also names the field of a key or a
// country that is not well formed, which encoding/json does not. It is compiled once at registration.
type shape struct {
	kind     string // what JSON calls it, for messages
	nullable bool
	fields   map[string]*shape // of a struct, nil otherwise
	elem     *shape            // of a list or a map, nil otherwise
	self     reflect.Type      // a type that reads itself, nil otherwise
}

func shapeOf(t reflect.Type) *shape {
	if t.Kind() == reflect.Pointer {
		s := *shapeOf(t.Elem())
		s.nullable = true
		return &s
	}
	s := &shape{kind: jsonKind(t), nullable: t == microsType || t == bytesType || t.Kind() == reflect.Interface}
	own := reflect.New(t).Interface()
	_, readsJSON := own.(json.Unmarshaler)
	_, readsText := own.(encoding.TextUnmarshaler)
	switch {
	case readsJSON || readsText:
		s.self = t
		if readsText && !readsJSON {
			s.kind = "string"
		}
	case t.Kind() == reflect.Struct:
		s.fields = map[string]*shape{}
		for _, f := range reflect.VisibleFields(t) {
			if name := jsonName(f); f.IsExported() && !f.Anonymous && name != "-" {
				s.fields[name] = shapeOf(f.Type)
			}
		}
	case (t.Kind() == reflect.Slice || t.Kind() == reflect.Map) && t != bytesType:
		s.nullable, s.elem = true, shapeOf(t.Elem())
	}
	return s
}

// refuse returns an Invalid error for the first thing in the JSON value that the shape does not have.
func (s *shape) refuse(b []byte) error {
	if !utf8.Valid(b) {
		return fault.NewInvalid("", "fault.utf8")
	}
	if !json.Valid(b) {
		return fault.NewInvalid("", "fault.bad-json")
	}
	w := walker{b: b}
	return w.value(s, "")
}

// Members returns the values of a JSON object by name; they share its memory. Anything else, and a name given twice, is
// Invalid.
func Members(b []byte) (map[string]json.RawMessage, error) {
	if !json.Valid(b) {
		return nil, fault.NewInvalid("", "fault.bad-json")
	}
	w := walker{b: b}
	if w.peek() != '{' {
		return nil, fault.NewInvalid("", "fault.wrong-type", "want", "object")
	}
	out := map[string]json.RawMessage{}
	err := w.members("", func(name, _ string) error {
		begin := w.i
		err := w.value(nil, name)
		out[name] = b[begin:w.i]
		return err
	})
	return out, err
}

// walker goes through valid JSON without copying it: a request may carry 20 MiB of file.
type walker struct {
	b []byte
	i int
}

// value passes one value. A nil shape is that of a part of a value that reads itself: there only names given twice are
// refused.
func (w *walker) value(s *shape, field string) error {
	kind := w.peek()
	begin := w.i
	if kind == 'n' && s != nil && !s.nullable {
		return fault.NewInvalid(field, "fault.wrong-type", "want", s.kind)
	}
	if err := w.pass(s, kind, field); err != nil {
		return err
	}
	if s == nil || s.self == nil {
		return nil
	}
	if err := json.Unmarshal(w.b[begin:w.i], reflect.New(s.self).Interface()); err != nil {
		return unreadable(err, field, s.kind)
	}
	return nil
}

func (w *walker) pass(s *shape, kind byte, field string) error {
	switch kind {
	case '{':
		return w.object(s, field)
	case '[':
		return w.list(s, field)
	case '"':
		w.skip()
	default: // a number, true, false or null
		for w.i < len(w.b) && !strings.ContainsRune(",]} \t\r\n", rune(w.b[w.i])) {
			w.i++
		}
	}
	return nil
}

func (w *walker) object(s *shape, prefix string) error {
	return w.members(prefix, func(name, field string) error {
		var inner *shape
		if s != nil {
			if inner = s.elem; s.fields != nil {
				inner = s.fields[name]
			}
			if inner == nil && s.fields != nil {
				return fault.NewInvalid(field, "fault.unknown-field", "name", field)
			}
		}
		return w.value(inner, field)
	})
}

// members passes an object and calls f where each value begins; f passes the value.
func (w *walker) members(prefix string, f func(name, field string) error) error {
	seen := map[string]bool{}
	for w.i++; w.peek() != '}'; {
		name := w.name()
		field := within(prefix, name)
		if seen[name] {
			return fault.NewInvalid(field, "fault.too-many", "max", 1)
		}
		seen[name] = true
		w.peek()
		w.i++ // the colon
		w.peek()
		if err := f(name, field); err != nil {
			return err
		}
		if w.peek() == ',' {
			w.i++
		}
	}
	w.i++
	return nil
}

func (w *walker) list(s *shape, prefix string) error {
	var inner *shape
	if s != nil {
		inner = s.elem
	}
	w.i++
	for n := 0; w.peek() != ']'; n++ {
		if err := w.value(inner, within(prefix, strconv.Itoa(n))); err != nil {
			return err
		}
		if w.peek() == ',' {
			w.i++
		}
	}
	w.i++
	return nil
}

// peek passes white space and returns the byte after it.
func (w *walker) peek() byte {
	for {
		switch c := w.b[w.i]; c {
		case ' ', '\t', '\r', '\n':
			w.i++
		default:
			return c
		}
	}
}

// skip passes a string and reports whether it is written without escapes.
func (w *walker) skip() (plain bool) {
	plain = true
	for w.i++; w.b[w.i] != '"'; w.i++ {
		if w.b[w.i] == '\\' {
			plain = false
			w.i++
		}
	}
	w.i++
	return plain
}

// name passes a string and returns it.
func (w *walker) name() string {
	w.peek()
	begin := w.i
	if w.skip() {
		return string(w.b[begin+1 : w.i-1])
	}
	var s string
	_ = json.Unmarshal(w.b[begin:w.i], &s) // the whole was found valid
	return s
}

func within(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + "." + name
}

// unreadable says of which field a value is that did not read itself.
func unreadable(err error, field, kind string) error {
	if e := fault.As(err); e != nil && len(e.Problems) > 0 {
		problems := make([]fault.Problem, len(e.Problems))
		for i, p := range e.Problems {
			p.Field = strings.TrimSuffix(within(field, p.Field), ".")
			problems[i] = p
		}
		return &fault.Error{Kind: fault.Invalid, Problems: problems, Cause: err}
	}
	if _, ok := err.(*json.UnmarshalTypeError); ok {
		return fault.NewInvalid(field, "fault.wrong-type", "want", kind).With(err)
	}
	if strings.HasPrefix(err.Error(), "key ") {
		return fault.NewInvalid(field, "fault.not-a-key").With(err)
	}
	return fault.NewInvalid(field, "fault.pattern").With(err)
}
