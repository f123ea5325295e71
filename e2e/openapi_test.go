package e2e

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// document is what the tests read of /openapi.json.
type document struct {
	OpenAPI string
	Servers []struct{ URL string }
	Paths   map[string]map[string]struct {
		OperationID, Summary, Description string
		Effect                            string   `json:"x-effect"`
		Roles                             []string `json:"x-roles"`
		Parameters                        []struct {
			Name, In string
			Required bool
			Example  any
		}
		RequestBody *struct {
			Content map[string]struct{ Example json.RawMessage }
		}
		Responses map[string]json.RawMessage
	}
}

func openapi(t *testing.T, h *house) document {
	t.Helper()
	a := h.nobody(t).get("/openapi.json").want(t, http.StatusOK)
	if got := a.Header.Get("Content-Type"); got != "application/json" {
		t.Errorf("the document is sent as %q", got)
	}
	var d document
	a.into(t, &d)
	return d
}

// TestOpenAPI reads the document as a program would that is about to use the API.
func TestOpenAPI(t *testing.T) {
	t.Parallel()
	d := openapi(t, public(t))
	if !strings.HasPrefix(d.OpenAPI, "3.1") || len(d.Servers) != 1 || !strings.HasSuffix(d.Servers[0].URL, "/api/v1") {
		t.Errorf("got version %q and servers %v", d.OpenAPI, d.Servers)
	}
	seen := map[string]string{}
	for path, methods := range d.Paths {
		for method, o := range methods {
			where := method + " " + path
			if o.OperationID == "" || o.Summary == "" || len(o.Description) < 10 || o.Summary == "op."+o.OperationID || len(o.Roles) == 0 {
				t.Errorf("%s does not say what it is: %+v", where, o)
			}
			if was := seen[o.OperationID]; was != "" {
				t.Errorf("%s and %s are both %s", was, where, o.OperationID)
			}
			seen[o.OperationID] = where
			if (o.Effect == "read") != (method == "get") || o.Responses["200"] == nil || len(o.Responses) < 2 {
				t.Errorf("%s: effect %q, responses %d", where, o.Effect, len(o.Responses))
			}
			var named []string
			for _, p := range o.Parameters {
				if p.In == "path" {
					named = append(named, "{"+p.Name+"}")
				}
			}
			if want := regexp.MustCompile(`\{[a-z_]+\}`).FindAllString(path, -1); !slices.Equal(named, want) {
				t.Errorf("%s describes the path parameters %q", where, named)
			}
		}
	}
	if len(seen) < 90 {
		t.Errorf("the document has only %d operations", len(seen))
	}
	t.Logf("%d operations", len(seen))
}

// TestEveryOperationHasItsRoute calls each operation of the document as a stranger with an empty input. What comes back is the operation's
// own answer: a list, or what is missing, or who may; never that there is no such address or method.
func TestEveryOperationHasItsRoute(t *testing.T) {
	t.Parallel()
	h := public(t)
	c := h.nobody(t)
	for path, methods := range openapi(t, h).Paths {
		for method, o := range methods {
			address := regexp.MustCompile(`\{([a-z_]+)\}`).ReplaceAllStringFunc(path, func(name string) string {
				if name == "{edition}" {
					return slug
				}
				return "none"
			})
			var body any
			if method == "post" || method == "put" {
				body = map[string]any{}
			}
			a := c.api(strings.ToUpper(method), address, body)
			if a.err != nil {
				t.Fatal(a.err)
			}
			if a.StatusCode == http.StatusMethodNotAllowed || a.StatusCode >= 500 || strings.Contains(a.Text, `"fault.not-found"`) {
				t.Errorf("%s %s (%s) answered %d: %.300s", method, address, o.OperationID, a.StatusCode, a.Text)
			}
			if a.StatusCode == http.StatusOK && !slices.Contains(o.Roles, "public") {
				t.Errorf("%s %s (%s) answered a stranger: %.300s", method, address, o.OperationID, a.Text)
			}
		}
	}
}

// TestEveryReadAnswers calls each operation that reads, as the secretariat, with keys of the demo.
func TestEveryReadAnswers(t *testing.T) {
	t.Parallel()
	h := public(t)
	x := find(t, h)
	c := h.as(t, secretariat)
	inPath := map[string]string{"edition": slug, "exhibitor": x.exhibitor, "pavilion": x.pavilion, "hall": x.hallKey, "booth": x.booth, "product": x.goods,
		"demonstration": x.demonstration, "gi": x.gi, "grouping": "asean", "kind": "exhibitors", "code": "", "grant": ""}
	inQuery := map[string]map[string]string{
		"expo.booth.check":  {"kind": "standard", "outline": "[[0,0],[300,0],[300,300],[0,300]]"},
		"expo.booth.search": {"q": "D1"}, "expo.membership.list": {"on": "2025-09-17"},
		"expo.picture.list": {"of_kind": "product", "of": x.goods}, "ledger.entry.list": {"edition": slug}, "expo.export.run": {"format": "csv"},
		"expo.product.list": {"kind": "goods", "first_shown": "true"}, "expo.booth.list": {"state": "free"},
	}
	grants := c.edition(http.MethodGet, "/grants", nil).want(t, http.StatusOK).items(t)
	inPath["grant"] = field(grants[0], "grant")
	infoKind, infoCode, _ := strings.Cut(x.infoCode, "/")
	run := 0
	for path, methods := range openapi(t, h).Paths {
		o, ok := methods["get"]
		if !ok {
			continue
		}
		address := path
		for name, value := range inPath {
			if o.OperationID == "expo.info.find" {
				value = map[string]string{"edition": slug, "kind": infoKind, "code": infoCode}[name]
			}
			address = strings.ReplaceAll(address, "{"+name+"}", url.PathEscape(value))
		}
		query := url.Values{}
		for name, value := range inQuery[o.OperationID] {
			query.Set(name, value)
		}
		for _, p := range o.Parameters {
			if p.In == "query" && p.Required && query.Get(p.Name) == "" {
				t.Errorf("%s needs %s in its query, and the test does not know what to send", o.OperationID, p.Name)
			}
		}
		if len(query) > 0 {
			address += "?" + query.Encode()
		}
		a := c.api(http.MethodGet, address, nil)
		if a.err != nil || a.StatusCode != http.StatusOK || !json.Valid([]byte(a.Text)) || len(a.Text) < 3 {
			t.Errorf("%s: GET %s: %v, %.300s", o.OperationID, address, a.err, a.Text)
			continue
		}
		run++
	}
	if run < 25 {
		t.Errorf("only %d operations read", run)
	}
}
