package api

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// maxBody bounds a request body; operations that carry a file as base64 (field data) have maxFileBody: 20 MiB of file.
const (
	maxBody     = 1 << 20
	maxFileBody = 28 << 20
)

// Prefix is where the operations' routes begin.
const Prefix = "/api/v1"

// Face serves the operations of a registry.
type Face struct {
	Registry *ops.Registry
	Bundle   *i18n.Bundle
	Log      *slog.Logger
	// Version is the program's, for the OpenAPI document.
	Version string
	// BaseURL is the public origin for the OpenAPI document; "" gives a relative server address.
	BaseURL string
}

// Handler serves /api/v1 and /openapi.json. The caller must already be in the request's context (ops.With).
func (f *Face) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, o := range f.Registry.Operations() {
		mux.Handle(o.Method()+" "+Prefix+o.Path(), f.operation(o))
	}
	document := f.document()
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(document) // the reader went away; there is nobody to tell
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern == "" {
			f.unknown(mux, w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// unknown answers an address or method that no operation has.
func (f *Face) unknown(mux *http.ServeMux, w http.ResponseWriter, r *http.Request) {
	var allow []string
	for _, m := range []string{"GET", "HEAD", "POST", "PUT", "DELETE"} {
		other := r.Clone(r.Context())
		other.Method = m
		if _, pattern := mux.Handler(other); pattern != "" {
			allow = append(allow, m)
		}
	}
	if allow != nil {
		w.Header().Set("Allow", strings.Join(allow, ", "))
		f.fail(w, r, http.StatusMethodNotAllowed, fault.NewInvalid("", "fault.method"))
		return
	}
	f.fail(w, r, 0, fault.NewNotFound("fault.not-found"))
}

func (f *Face) operation(o *ops.Operation) http.Handler {
	fields := inputFields(o.InType)
	params := pathParams(o.Path())
	limit := int64(maxBody)
	if _, ok := fields["data"]; ok {
		limit = maxFileBody
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := ops.From(r.Context())
		c.Surface, c.Key, c.Language = "api", r.Header.Get("Idempotency-Key"), language(r)
		input, err := readInput(w, r, fields, params, limit)
		if err != nil {
			f.fail(w, r, 0, err)
			return
		}
		out, err := o.CallJSON(ops.With(r.Context(), c), input)
		if err != nil {
			f.fail(w, r, 0, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "private, no-store")
		w.Header().Set("Content-Length", strconv.Itoa(len(out)))
		_, _ = w.Write(out) // the reader went away; there is nobody to tell
	})
}

func language(r *http.Request) string { return i18n.Match(r.Header.Get("Accept-Language")) }

// readInput makes the operation's JSON input of path, query and body.
func readInput(w http.ResponseWriter, r *http.Request, fields map[string]reflect.Type, params []string, limit int64) ([]byte, error) {
	input := map[string]json.RawMessage{}
	if r.Method == http.MethodGet || r.Method == http.MethodDelete {
		query, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil { // URL.Query would drop what it cannot read, and a list without its filter is another list
			return nil, fault.NewInvalid("", "fault.pattern").With(err)
		}
		for name, values := range query {
			t, ok := fields[name]
			if !ok {
				return nil, fault.NewInvalid(name, "fault.unknown-field", "name", name)
			}
			v, err := queryValue(name, t, values)
			if err != nil {
				return nil, err
			}
			input[name] = v
		}
	} else {
		body, err := readBody(w, r, limit)
		if err != nil {
			return nil, err
		}
		if input, err = ops.Members(body); err != nil {
			return nil, err
		}
	}
	for _, name := range params {
		v, err := queryValue(name, fields[name], []string{r.PathValue(name)})
		if err != nil {
			return nil, err
		}
		if given, ok := input[name]; ok && string(given) != string(v) {
			return nil, fault.NewInvalid(name, "fault.path-differs", "name", name)
		}
		input[name] = v
	}
	return json.Marshal(input)
}

// readBody returns the body as JSON; no body is an empty object, also when it is sent in no chunks.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	if r.ContentLength > 0 && !isJSON(r.Header) {
		return nil, fault.NewInvalid("", "fault.media-type")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return nil, fault.NewInvalid("", "fault.body-too-big", "max", strconv.FormatInt(limit>>20, 10)+" MiB")
	case err != nil:
		return nil, fault.NewInvalid("", "fault.bad-json").With(err)
	case len(body) == 0:
		return []byte("{}"), nil
	case !isJSON(r.Header):
		return nil, fault.NewInvalid("", "fault.media-type")
	}
	return body, nil
}

// isJSON reports whether the header announces plain JSON: not compressed, in UTF-8.
func isJSON(h http.Header) bool {
	kind, args, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind != "application/json" || args["charset"] != "" && !strings.EqualFold(args["charset"], "utf-8") {
		return false
	}
	coding := h.Get("Content-Encoding")
	return coding == "" || coding == "identity"
}

// queryValue writes the text of a query or path parameter as the JSON that its field wants.
func queryValue(name string, t reflect.Type, values []string) (json.RawMessage, error) {
	if t == nil {
		return nil, fault.NewInvalid(name, "fault.unknown-field", "name", name)
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice && hasJSON(t) { // a value that is written as JSON, such as a polygon
		if len(values) != 1 || !json.Valid([]byte(values[0])) {
			return nil, fault.NewInvalid(name, "fault.bad-json")
		}
		return json.RawMessage(values[0]), nil
	}
	if t.Kind() == reflect.Slice {
		parts := []json.RawMessage{}
		for _, v := range values {
			p, err := queryValue(name, t.Elem(), []string{v})
			if err != nil {
				return nil, err
			}
			parts = append(parts, p)
		}
		return json.Marshal(parts)
	}
	if len(values) != 1 {
		return nil, fault.NewInvalid(name, "fault.too-many", "max", 1)
	}
	s := values[0]
	if !utf8.ValidString(s) {
		return nil, fault.NewInvalid(name, "fault.utf8")
	}
	if _, text := reflect.New(t).Interface().(interface{ UnmarshalText([]byte) error }); !text {
		switch {
		case t.Kind() == reflect.Bool:
			b, err := strconv.ParseBool(s)
			if err != nil {
				return nil, fault.NewInvalid(name, "fault.wrong-type", "want", "boolean")
			}
			return json.Marshal(b)
		case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 && !hasJSON(t):
			n, err := strconv.ParseInt(s, 10, 64)
			if err != nil {
				return nil, fault.NewInvalid(name, "fault.not-a-number")
			}
			return json.Marshal(n)
		}
	}
	return json.Marshal(s)
}

func hasJSON(t reflect.Type) bool {
	_, ok := reflect.New(t).Interface().(json.Unmarshaler)
	return ok
}

// inputFields maps the JSON names of an input's top-level fields to their types.
func inputFields(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		out[name] = f.Type
	}
	return out
}

func pathParams(path string) []string {
	var out []string
	for _, part := range strings.Split(path, "/") {
		if strings.HasPrefix(part, "{") {
			out = append(out, strings.Trim(part, "{}."))
		}
	}
	return out
}
