package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/fairway-expo/fairway/internal/values/text"
)

func get(t testing.TB, site http.Handler, path string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

// voidElements have no end tag.
var voidElements = map[string]bool{"meta": true, "link": true, "input": true, "img": true, "br": true, "hr": true, "source": true}

// checkMarkup reads a page token by token and returns what is wrong with it: tags that do not close in order, ids that
// are used twice, references to no id, controls and pictures without a name, inline styles, scripts and handlers.
func checkMarkup(page []byte) (wrong []string) {
	c := &markup{ids: map[string]int{}, labels: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return c.finish()
		case html.StartTagToken, html.SelfClosingTagToken:
			c.start(z.Token(), kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			c.end(z.Token().Data)
		case html.TextToken:
			c.text(z.Token().Data)
		}
	}
}

type markup struct {
	wrong, stack, refs []string
	ids                map[string]int
	labels             map[string]bool
	controls           []html.Token
	dataScript         bool
}

func (c *markup) fail(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

func attr(t html.Token, name string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func (c *markup) start(t html.Token, selfClosing bool) {
	for _, a := range t.Attr {
		switch {
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			c.fail("<%s> has the inline attribute %s", t.Data, a.Key)
		case a.Key == "id":
			c.ids[a.Val]++
		case a.Key == "for", a.Key == "aria-labelledby", a.Key == "data-copy", a.Key == "data-dialog":
			c.refs = append(c.refs, a.Val)
		case a.Key == "aria-describedby":
			c.refs = append(c.refs, strings.Fields(a.Val)...)
		case a.Key == "lang" && a.Val == "", a.Key == "href" && a.Val == "":
			c.fail("<%s> has an empty %s", t.Data, a.Key)
		}
	}
	c.element(t)
	if !selfClosing && !voidElements[t.Data] {
		c.stack = append(c.stack, t.Data)
	}
}

func (c *markup) element(t html.Token) {
	inLabel := strings.Contains(" "+strings.Join(c.stack, " ")+" ", " label ")
	switch t.Data {
	case "style":
		c.fail("<style> in the page")
	case "script":
		_, hasSource := attr(t, "src")
		kind, _ := attr(t, "type")
		if c.dataScript = kind == "application/ld+json"; !hasSource && !c.dataScript {
			c.fail("<script> without a source")
		}
	case "label":
		if f, ok := attr(t, "for"); ok {
			c.labels[f] = true
		}
	case "input", "select", "textarea":
		if kind, _ := attr(t, "type"); kind != "hidden" && !inLabel {
			c.controls = append(c.controls, t)
		}
	case "img":
		if _, ok := attr(t, "alt"); !ok {
			c.fail("<img> without alt")
		}
	case "svg":
		hidden, _ := attr(t, "aria-hidden")
		if label, _ := attr(t, "aria-label"); hidden != "true" && label == "" {
			c.fail("<svg> is neither hidden nor named")
		}
	case "th":
		if _, ok := attr(t, "scope"); !ok {
			c.fail("<th> without scope")
		}
	}
}

func (c *markup) end(name string) {
	if len(c.stack) == 0 || c.stack[len(c.stack)-1] != name {
		c.fail("</%s> does not close %v", name, c.stack)
		return
	}
	c.stack = c.stack[:len(c.stack)-1]
}

func (c *markup) text(s string) {
	if strings.Contains(s, "⟦") {
		c.fail("missing message in %q", s)
	}
}

func (c *markup) finish() []string {
	if len(c.stack) > 0 {
		c.fail("never closed: %v", c.stack)
	}
	for id, n := range c.ids {
		if n > 1 {
			c.fail("id %q is used %d times", id, n)
		}
	}
	for _, ref := range c.refs {
		if c.ids[ref] == 0 {
			c.fail("nothing has the id %q", ref)
		}
	}
	for _, t := range c.controls {
		id, _ := attr(t, "id")
		if name, _ := attr(t, "aria-label"); name == "" && !c.labels[id] {
			c.fail("<%s id=%q> has no label", t.Data, id)
		}
	}
	return c.wrong
}

func TestMarkupCheckFindsFaults(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		`<p><b></p></b>`: "does not close", `<p>`: "never closed", `<p id="a"></p><p id="a"></p>`: "used 2 times",
		`<label for="x">X</label>`: "nothing has the id", `<input name="q">`: "no label", `<img src="a">`: "without alt",
		`<p style="color:red"></p>`: "inline attribute", `<p onclick="x()"></p>`: "inline attribute", `<script>1</script>`: "without a source",
		`<svg></svg>`: "neither hidden nor named", `<p>⟦web.x⟧</p>`: "missing message",
	} {
		if got := strings.Join(checkMarkup([]byte(page)), "; "); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", page, got, want)
		}
	}
	if got := checkMarkup([]byte(`<p lang="th">x<br></p>`)); got != nil {
		t.Errorf("a good page is blamed: %v", got)
	}
}

func TestEveryComponentRendersSoundMarkup(t *testing.T) {
	t.Parallel()
	site := testSite(t)
	for _, lang := range text.Languages {
		for path, status := range map[string]int{"/gallery": 200, "/gallery/desk": 200, "/gallery/error": 404} {
			w := get(t, site, "/"+lang+path)
			if w.Code != status {
				t.Errorf("/%s%s: status %d, want %d", lang, path, w.Code, status)
			}
			for _, fault := range checkMarkup(w.Body.Bytes()) {
				t.Errorf("/%s%s: %s", lang, path, fault)
			}
			if n := strings.Count(w.Body.String(), "<h1"); n != 1 {
				t.Errorf("/%s%s: %d headings of the first rank, want 1", lang, path, n)
			}
		}
	}
}

// The gallery promises to show every component, so one that it leaves out is not looked at by any other test.
func TestGalleryShowsEveryIcon(t *testing.T) {
	t.Parallel()
	page := get(t, testSite(t), "/en/gallery").Body.String()
	seen := map[IconName]bool{}
	for _, d := range iconDrawings {
		if seen[d.name] {
			t.Errorf("icon %s is drawn twice", d.name)
		}
		seen[d.name] = true
		if !strings.Contains(page, d.drawing) {
			t.Errorf("the gallery does not show %s", d.name)
		}
		if wrong := checkMarkup([]byte(`<svg aria-hidden="true">` + d.drawing + `</svg>`)); wrong != nil {
			t.Errorf("icon %s: %v", d.name, wrong)
		}
	}
}

func TestEveryIconNameHasADrawing(t *testing.T) {
	t.Parallel()
	source := string(mustReadSource(t, "icons.go"))
	names := regexp.MustCompile(`IconName = "([a-z-]+)"`).FindAllStringSubmatch(source, -1)
	if len(names) < 50 {
		t.Fatalf("found only %d names in icons.go", len(names))
	}
	for _, m := range names {
		if _, ok := iconMarkup[IconName(m[1])]; !ok {
			t.Errorf("icon %q has no drawing", m[1])
		}
	}
	var b bytes.Buffer
	if err := Icon("no-such-icon", "x").Render(context.Background(), &b); err != nil || b.Len() > 0 {
		t.Errorf("an unknown icon wrote %q, error %v", b.String(), err)
	}
}
