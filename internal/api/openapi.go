package api

import (
	"encoding/json"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/fairway-expo/fairway/internal/platform/ops"
)

// document returns the OpenAPI 3.1 description of every operation that is not hidden, as indented JSON. It is made
// once, when the face starts.
func (f *Face) document() []byte {
	paths := map[string]map[string]any{}
	for _, o := range f.Registry.Operations() {
		if o.Hidden {
			continue
		}
		if paths[o.Path()] == nil {
			paths[o.Path()] = map[string]any{}
		}
		paths[o.Path()][strings.ToLower(o.Method())] = f.describe(o)
	}
	doc := map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{"title": "Fairway", "version": f.Version, "license": map[string]any{"name": "Apache-2.0", "identifier": "Apache-2.0"},
			"description": "The operations of a trade expo. The same operations stand behind the pages and the command line, with the same rights."},
		"servers": []any{map[string]any{"url": f.BaseURL + Prefix}},
		"paths":   paths,
		"components": map[string]any{
			"schemas": map[string]any{"Problem": problemSchema()},
			"securitySchemes": map[string]any{
				"session": map[string]any{"type": "apiKey", "in": "cookie", "name": "fairway_session"},
				"bearer":  map[string]any{"type": "http", "scheme": "bearer"},
			},
		},
	}
	b, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		panic(err) // maps of schemas that were marshalled when they were made
	}
	return b
}

func (f *Face) describe(o *ops.Operation) map[string]any {
	capability, _, _ := strings.Cut(o.Name, ".")
	problem := func(words string) map[string]any {
		return map[string]any{"description": words,
			"content": map[string]any{"application/problem+json": map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/Problem"}}}}
	}
	d := map[string]any{
		"operationId": o.Name, "summary": f.Bundle.Locale("en").T("op." + o.Name), "description": o.Doc, "tags": []string{capability},
		"x-roles": o.Roles, "x-effect": o.Effect,
		"responses": map[string]any{
			"200": map[string]any{"description": "The operation's output.",
				"content": map[string]any{"application/json": map[string]any{"schema": o.Out}}},
			"4XX": problem("A problem (RFC 9457): 401 and 403 denied, 404 not found, 409 conflict, 413 and 422 invalid, 429 too many requests."),
			"5XX": problem("A problem of the service: 503 unavailable at the moment, 500 a fault of its own, with a reference to report."),
		},
	}
	d["security"] = []any{}
	if !(len(o.Roles) == 1 && o.Roles[0] == ops.Public) {
		d["security"] = []any{map[string]any{"session": []string{}}, map[string]any{"bearer": []string{}}}
	}
	inPath := map[string]bool{}
	params := []any{}
	for _, name := range pathParams(o.Path()) {
		inPath[name] = true
		params = append(params, parameter(o.In, name, "path"))
	}
	example := map[string]json.RawMessage{}
	_ = json.Unmarshal(f.Registry.Example(o), &example) // checked at registration
	if o.Method() == "GET" || o.Method() == "DELETE" {
		for _, name := range o.In.PropertyOrder {
			if !inPath[name] {
				params = append(params, parameter(o.In, name, "query"))
			}
		}
	} else {
		body := *o.In
		body.Properties = map[string]*jsonschema.Schema{}
		body.Required, body.PropertyOrder = nil, nil
		for name, s := range o.In.Properties {
			if !inPath[name] {
				body.Properties[name] = s
			}
		}
		for _, name := range o.In.Required {
			if !inPath[name] {
				body.Required = append(body.Required, name)
			}
		}
		for name := range inPath {
			delete(example, name)
		}
		d["requestBody"] = map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": body, "example": example}}}
		params = append(params, map[string]any{"name": "Idempotency-Key", "in": "header", "required": false,
			"description": "The same key with the same content has one effect and one answer; with other content it is refused.", "schema": map[string]any{"type": "string", "maxLength": 100}})
	}
	if len(params) > 0 {
		d["parameters"] = params
	}
	return d
}

func parameter(in *jsonschema.Schema, name, where string) map[string]any {
	s := in.Properties[name]
	p := map[string]any{"name": name, "in": where, "required": where == "path", "schema": s}
	if s != nil && s.Description != "" {
		p["description"] = s.Description
	}
	for _, r := range in.Required {
		if r == name {
			p["required"] = true
		}
	}
	return p
}

func problemSchema() map[string]any {
	text := map[string]any{"type": "string"}
	return map[string]any{"type": "object", "required": []string{"type", "title", "status"}, "properties": map[string]any{
		"type": text, "title": text, "status": map[string]any{"type": "integer"}, "detail": text, "reference": text,
		"problems": map[string]any{"type": "array", "items": map[string]any{"type": "object", "properties": map[string]any{
			"field": text, "key": text, "message": text, "args": map[string]any{"type": "object"}}}},
	}}
}
