package ops

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Rules of an input field, from its tag:
//
//	check:"required,min=1,max=200,enum=draft|published,pattern=slug"
//
// min and max bound characters of a string, the value of a number, the elements of a list, the characters of each
// language of a text, the bytes of a []byte. Strings without max hold at most 500 characters, texts 5,000 a language,
// lists 200 elements, bytes (base64 in JSON) 1 MiB.
// Every string must be UTF-8 without control characters and is trimmed first, unless the tag says raw.
const (
	defaultMaxString = 500
	defaultMaxText   = 5000
	defaultMaxList   = 200
	defaultMaxBytes  = 1 << 20
)

// Self is implemented by value types that know whether they are well formed (money, HS codes, polygons): the error
// should be a *fault.Error whose problems name no field, which the checker fills in.
type Self interface{ Check() error }

// patterns are the named patterns of check tags.
var patterns = map[string]*regexp.Regexp{
	"slug":    regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$`),
	"code":    regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,31}$`),
	"email":   regexp.MustCompile(`^[^@\s<>"]{1,64}@[^@\s<>"]{1,190}\.[^@\s<>".]{2,63}$`),
	"url":     regexp.MustCompile(`^https?://[^\s<>"']{3,480}$`),
	"country": regexp.MustCompile(`^[A-Z]{2}$`),
	"tag":     regexp.MustCompile(`^[a-z][A-Za-z0-9-]{1,11}$`),
}

type rule struct {
	index    []int
	name     string
	required bool
	raw      bool
	min, max *int64
	enum     []string
	pattern  string
	nested   *checker
}

// checker validates one input type; it is compiled once at registration.
type checker struct{ rules []rule }

var (
	textType   = reflect.TypeFor[text.T]()
	dateType   = reflect.TypeFor[clock.Date]()
	selfType   = reflect.TypeFor[Self]()
	microsType = reflect.TypeFor[clock.Micros]()
	bytesType  = reflect.TypeFor[[]byte]()
)

func newChecker(t reflect.Type) *checker {
	c := &checker{}
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("ops: input %v is not a struct", t))
	}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		r := rule{index: f.Index, name: jsonName(f)}
		if r.name == "-" {
			continue
		}
		r.parse(f.Tag.Get("check"), t)
		elem := f.Type
		for elem.Kind() == reflect.Slice || elem.Kind() == reflect.Pointer {
			elem = elem.Elem()
		}
		if elem.Kind() == reflect.Struct && elem != textType && !reflect.PointerTo(elem).Implements(selfType) {
			r.nested = newChecker(elem)
		}
		c.rules = append(c.rules, r)
	}
	return c
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		return f.Name
	}
	return name
}

func (r *rule) parse(tag string, t reflect.Type) {
	if tag == "" {
		return
	}
	for _, w := range strings.Split(tag, ",") {
		k, v, _ := strings.Cut(w, "=")
		number := func() *int64 {
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil {
				panic(fmt.Sprintf("ops: %v.%s: check %q", t, r.name, w))
			}
			return &n
		}
		switch k {
		case "required":
			r.required = true
		case "raw":
			r.raw = true
		case "min":
			r.min = number()
		case "max":
			r.max = number()
		case "enum":
			r.enum = strings.Split(v, "|")
		case "pattern":
			if patterns[v] == nil {
				panic(fmt.Sprintf("ops: %v.%s: no pattern %q", t, r.name, v))
			}
			r.pattern = v
		default:
			panic(fmt.Sprintf("ops: %v.%s: check %q", t, r.name, w))
		}
	}
}

// Checker returns the check of a struct's tags for values that reach a core without being an operation's input: the
// rows of an import obey the same rules as a form. The returned function trims strings in place; its error is Invalid
// with all problems. It is safe for concurrent use and costs a walk over the type to make.
func Checker[T any]() func(*T) error {
	c := newChecker(reflect.TypeFor[T]())
	return func(v *T) error { return c.run(v) }
}

// run trims and checks the input, which must be a pointer to the struct. All problems come back together.
func (c *checker) run(in any) error {
	var l fault.List
	c.walk(reflect.ValueOf(in).Elem(), "", &l)
	return l.Err()
}

func (c *checker) walk(v reflect.Value, prefix string, l *fault.List) {
	for i := range c.rules {
		r := &c.rules[i]
		r.value(v.FieldByIndex(r.index), prefix+r.name, l)
	}
}

func (r *rule) value(f reflect.Value, name string, l *fault.List) {
	if f.Kind() == reflect.Pointer {
		if f.IsNil() {
			if r.required {
				l.Add(name, "fault.required")
			}
			return
		}
		f = f.Elem()
	}
	if f.Kind() == reflect.String && !r.raw {
		if s := f.String(); strings.TrimSpace(s) != s {
			f.SetString(strings.TrimSpace(s))
		}
	}
	if f.IsZero() || f.Kind() == reflect.Slice && f.Len() == 0 || f.Type() == textType && f.Interface().(text.T).Empty() {
		if r.required && f.Kind() != reflect.Bool {
			l.Add(name, "fault.required")
		}
		if f.Kind() != reflect.Struct && (f.Kind() < reflect.Int || f.Kind() > reflect.Float64) {
			return
		}
	}
	if f.CanAddr() && f.Addr().Type().Implements(selfType) {
		r.self(f.Addr().Interface().(Self), name, l)
		return
	}
	switch {
	case f.Type() == textType:
		r.text(f.Interface().(text.T), name, l)
	case f.Type() == dateType:
		if !clock.Date(f.String()).Valid() {
			l.Add(name, "fault.not-a-date")
		}
	case f.Type() == microsType:
	case f.Kind() == reflect.String:
		r.words(f.String(), name, l)
	case f.CanInt():
		r.number(f.Int(), name, l)
	case f.Type() == bytesType:
		r.bytes(f.Len(), name, l)
	case f.Kind() == reflect.Slice:
		r.list(f, name, l)
	case f.Kind() == reflect.Struct && r.nested != nil:
		r.nested.walk(f, name+".", l)
	}
}

func (r *rule) self(s Self, name string, l *fault.List) {
	err := s.Check()
	if err == nil {
		return
	}
	if e := fault.As(err); e != nil && len(e.Problems) > 0 {
		for _, p := range e.Problems {
			field := name
			if p.Field != "" {
				field += "." + p.Field
			}
			args := make([]any, 0, 2*len(p.Args))
			for k, v := range p.Args {
				args = append(args, k, v)
			}
			l.Add(field, p.Key, args...)
		}
		return
	}
	l.Add(name, "fault.pattern")
}

func (r *rule) words(s, name string, l *fault.List) {
	limit := int64(defaultMaxString)
	if r.max != nil {
		limit = *r.max
	}
	switch n := int64(utf8.RuneCountInString(s)); {
	case !utf8.ValidString(s):
		l.Add(name, "fault.utf8")
	case !text.Clean(s):
		l.Add(name, "fault.control-characters")
	case n > limit:
		l.Add(name, "fault.too-long", "max", limit)
	case r.min != nil && n < *r.min:
		l.Add(name, "fault.too-short", "min", *r.min)
	case r.enum != nil && !slices.Contains(r.enum, s):
		l.Add(name, "fault.not-one-of", "values", strings.Join(r.enum, ", "))
	case r.pattern != "" && !patterns[r.pattern].MatchString(s):
		l.Add(name, "fault.pattern-"+r.pattern)
	}
}

func (r *rule) text(t text.T, name string, l *fault.List) {
	limit := int64(defaultMaxText)
	if r.max != nil {
		limit = *r.max
	}
	if len(t) > 30 {
		l.Add(name, "fault.too-many", "max", 30)
		return
	}
	for _, tag := range t.Tags() {
		s := t[tag].Text
		switch {
		case !text.ValidTag(tag):
			l.Add(name, "fault.pattern-tag")
		case !utf8.ValidString(s):
			l.Add(name+"."+tag, "fault.utf8")
		case !text.Clean(s) || !text.Clean(t[tag].By):
			l.Add(name+"."+tag, "fault.control-characters")
		case int64(utf8.RuneCountInString(s)) > limit:
			l.Add(name+"."+tag, "fault.too-long", "max", limit)
		case len(t[tag].By) > 100:
			l.Add(name+"."+tag, "fault.too-long", "max", 100)
		}
	}
}

func (r *rule) number(n int64, name string, l *fault.List) {
	switch {
	case r.min != nil && n < *r.min:
		l.Add(name, "fault.too-small", "min", *r.min)
	case r.max != nil && n > *r.max:
		l.Add(name, "fault.too-big", "max", *r.max)
	}
}

// bytes bounds a file that came as base64; what it holds is judged by its reader.
func (r *rule) bytes(n int, name string, l *fault.List) {
	limit := int64(defaultMaxBytes)
	if r.max != nil {
		limit = *r.max
	}
	if int64(n) > limit {
		l.Add(name, "fault.body-too-big", "max", limit)
	}
}

func (r *rule) list(f reflect.Value, name string, l *fault.List) {
	limit := int64(defaultMaxList)
	if r.max != nil {
		limit = *r.max
	}
	if int64(f.Len()) > limit {
		l.Add(name, "fault.too-many", "max", limit)
		return
	}
	one := rule{raw: r.raw, enum: r.enum, pattern: r.pattern, nested: r.nested}
	for i := range f.Len() {
		one.value(f.Index(i), fmt.Sprintf("%s.%d", name, i), l)
	}
}
