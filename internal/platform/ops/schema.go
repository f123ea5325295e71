package ops

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Described is implemented by value types that state their own JSON schema as JSON (money, polygons).
type Described interface{ JSONSchema() string }

// schemaOf returns the JSON schema of a type, with the rules of check tags and the words of doc tags.
// Inputs refuse unknown fields, outputs may grow.
func schemaOf(t reflect.Type, input bool) *jsonschema.Schema {
	special := map[reflect.Type]*jsonschema.Schema{}
	collect(t, special, map[reflect.Type]bool{})
	if words := special[textType]; words != nil && input {
		words.Type, words.Types = "", []string{"string", "object"}
		words.Description += " A plain string is English."
	}
	s, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: special})
	if err != nil {
		panic(fmt.Sprintf("ops: schema of %v: %v", t, err))
	}
	decorate(s, t, input)
	return s
}

// collect finds the types whose JSON form reflection cannot know.
func collect(t reflect.Type, out map[reflect.Type]*jsonschema.Schema, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	zero := reflect.New(t)
	switch v := zero.Interface().(type) {
	case *text.T:
		out[t] = &jsonschema.Schema{Type: "object", Description: "Text by language tag; a value is a string, or {text, by} when it was translated.",
			AdditionalProperties: &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string"}, {Type: "object",
				Properties: map[string]*jsonschema.Schema{"text": {Type: "string"}, "by": {Type: "string"}}}}}}
		return
	case *clock.Micros:
		out[t] = &jsonschema.Schema{Types: []string{"string", "null"}, Format: "date-time"}
		return
	case *clock.Date:
		out[t] = &jsonschema.Schema{Type: "string", Description: "Calendar day, 2025-09-17; empty for none."}
		return
	case *json.RawMessage:
		out[t] = &jsonschema.Schema{}
		return
	case *[]byte:
		out[t] = &jsonschema.Schema{Type: "string", ContentEncoding: "base64"}
		return
	case Described:
		s := new(jsonschema.Schema)
		if err := json.Unmarshal([]byte(v.JSONSchema()), s); err != nil {
			panic(fmt.Sprintf("ops: schema of %v: %v", t, err))
		}
		out[t] = s
		return
	case interface{ Pattern() string }:
		out[t] = &jsonschema.Schema{Type: "string", Pattern: strings.TrimSuffix(v.Pattern(), "$") + "$|^$"}
		return
	case encoding.TextMarshaler:
		out[t] = &jsonschema.Schema{Type: "string"}
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() || t.Field(i).Anonymous {
				collect(t.Field(i).Type, out, seen)
			}
		}
	case reflect.Slice, reflect.Pointer, reflect.Map, reflect.Array:
		collect(t.Elem(), out, seen)
	}
}

// decorate adds bounds and words to the properties of an object schema.
func decorate(s *jsonschema.Schema, t reflect.Type, input bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		if t.Kind() == reflect.Slice {
			if s = s.Items; s == nil {
				return
			}
		}
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || s.Properties == nil {
		return
	}
	if !input {
		s.AdditionalProperties = nil
	}
	s.Required = nil
	for _, f := range reflect.VisibleFields(t) {
		p := s.Properties[jsonName(f)]
		if f.Anonymous || !f.IsExported() || p == nil {
			continue
		}
		r := rule{name: jsonName(f)}
		r.parse(f.Tag.Get("check"), t)
		if d := f.Tag.Get("doc"); d != "" {
			c := *p // special schemas are shared between fields
			p = &c
			p.Description = d
			s.Properties[r.name] = p
		}
		if r.required && input {
			s.Required = append(s.Required, r.name)
		}
		if f.Type == bytesType {
			bounds(p, &rule{max: r.base64Max()})
			continue
		}
		bounds(p, &r)
		decorate(p, f.Type, input)
	}
}

// base64Max is the length of the longest allowed bytes as base64.
func (r *rule) base64Max() *int64 {
	limit := int64(defaultMaxBytes)
	if r.max != nil {
		limit = *r.max
	}
	limit = (limit + 2) / 3 * 4
	return &limit
}

func bounds(p *jsonschema.Schema, r *rule) {
	intOf := func(n *int64) *int {
		if n == nil {
			return nil
		}
		i := int(*n)
		return &i
	}
	floatOf := func(n *int64) *float64 {
		if n == nil {
			return nil
		}
		f := float64(*n)
		return &f
	}
	kind := p.Type
	if kind == "" && len(p.Types) > 0 {
		kind = p.Types[len(p.Types)-1]
	}
	switch kind {
	case "string":
		p.MaxLength, p.MinLength = intOf(r.max), intOf(r.min)
		for _, v := range r.enum {
			p.Enum = append(p.Enum, v)
		}
		if r.enum != nil && !r.required {
			p.Enum = append(p.Enum, "")
		}
		if r.pattern != "" {
			p.Pattern = patterns[r.pattern].String()
			if !r.required {
				p.Pattern += "|^$"
			}
		}
	case "integer":
		p.Minimum, p.Maximum = floatOf(r.min), floatOf(r.max)
	case "array":
		p.MaxItems = intOf(r.max)
	}
}
