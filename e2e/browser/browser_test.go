package browser

import (
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// policy is as strict as the program's own, so that the checks are known to work under it.
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"

// serve answers "/" with a page of that body, and the other paths with what they are given.
func serve(t *testing.T, body string, more map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		text, known := more[r.URL.Path]
		switch {
		case r.URL.Path == "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
			return
		case r.URL.Path == "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
				`<title>Test page</title><link rel="stylesheet" href="/page.css"></head><body><main><h1>Test page</h1>` + body + `</main></body></html>`
		case !known:
			http.NotFound(w, r)
			return
		case strings.HasSuffix(r.URL.Path, ".js"):
			w.Header().Set("Content-Type", "text/javascript")
		case strings.HasSuffix(r.URL.Path, ".css"):
			w.Header().Set("Content-Type", "text/css")
		}
		_, _ = w.Write([]byte(text))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// with adds a script and a style sheet to what serve answers; the style sheet is always there.
func with(script, style string) map[string]string {
	return map[string]string{"/page.js": script, "/page.css": "body { margin: 0; font-family: system-ui, sans-serif }" + style}
}

// eleven is one sentence in each interface language, with the marks that a simple font would lack.
const eleven = `<p lang="en">Welcome — “halls” 1–8 · 50 m²</p><p lang="zh">第二十二届博览会：展品、采购商与洽谈</p><p lang="vi">Gian hàng Việt Nam, chào mừng quý khách</p>
<p lang="th">ยินดีต้อนรับสู่งานแสดงสินค้า ที่นี่</p><p lang="lo">ຍິນດີຕ້ອນຮັບສູ່ງານວາງສະແດງສິນຄ້າ</p><p lang="km">សូមស្វាគមន៍មកកាន់ពិព័រណ៍ ស្ត្រី ក្រុមហ៊ុន</p>
<p lang="my">ကုန်စည်ပြပွဲသို့ ကြိုဆိုပါသည် မြန်မာ</p><p lang="id">Selamat datang</p><p lang="ms">Pameran perdagangan</p><p lang="fil">Maligayang pagdating, ₱1,000</p>
<p lang="pt">Bem-vindo à exposição de ação</p><input aria-label="Search" placeholder="ស្វែងរក">`

func TestASoundPagePassesEveryCheck(t *testing.T) {
	t.Parallel()
	b := Open(t)
	url := serve(t, eleven, with("", ""))
	for _, view := range []View{Phone, Desktop, Phone.InDark()} {
		t.Run(view.Name, func(t *testing.T) {
			p := b.Page(t, view)
			if status := p.Visit(url); status != http.StatusOK {
				t.Fatalf("got status %d", status)
			}
			p.Check()
			if problems := p.Problems(); len(problems) > 0 {
				t.Errorf("got problems %q, want none", problems)
			}
			dark := Eval[bool](p, `matchMedia("(prefers-color-scheme: dark)").matches`)
			width := Eval[int64](p, `innerWidth`)
			if dark != view.Dark || width != view.Width {
				t.Errorf("got dark %v and width %d, want %v and %d", dark, width, view.Dark, view.Width)
			}
		})
	}
}

func TestOverflowFindsWhatIsTooWide(t *testing.T) {
	t.Parallel()
	b := Open(t)
	wide := "#wide { width: 600px; height: 20px }"
	tests := []struct{ name, body, style, want string }{
		{"an element wider than the window", `<div id="wide">x</div>`, wide, "div#wide reaches from 0 to 600"},
		{"a body that only hides it", `<div id="wide">x</div>`, wide + "body, html { overflow-x: hidden }", "div#wide reaches from 0 to 600"},
		{"a word that does not break", `<p id="word">` + strings.Repeat("exhibitor", 30) + `</p>`, "", "390"},
		{"a table that scrolls by itself is fine", `<div id="box"><div id="wide">x</div></div>`, wide + "#box { overflow-x: auto }", ""},
		{"words for screen readers are fine", `<span id="hidden">more</span>`,
			"#hidden { position: absolute; left: -9999px }", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := b.Page(t, Phone)
			p.Visit(serve(t, tt.body, with("", tt.style)))
			got := strings.Join(p.Overflow(), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMissingGlyphsFindsBoxes(t *testing.T) {
	t.Parallel()
	b := Open(t)
	p := b.Page(t, Desktop)
	// U+0378 is not assigned and U+F0123 is for private use: no font has them.
	p.Visit(serve(t, "<p>Booth \u0378 ready</p><p lang=\"km\">សួស្តី</p><input aria-label=\"a\" value=\"x\U000F0123y\">", with("", "")))
	got := strings.Join(p.MissingGlyphs(), "\n")
	for _, want := range []string{"U+0378", "U+F0123"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s was not found in %q", want, got)
		}
	}
	if strings.Count(got, "U+") != 2 {
		t.Errorf("got %q, want the two planted characters only", got)
	}
}

func TestAxeFindsAViolation(t *testing.T) {
	t.Parallel()
	b := Open(t)
	p := b.Page(t, Desktop)
	p.Visit(serve(t, `<input type="text"><p id="pale">pale words</p>`, with("", "#pale { color: #ccc; background: #fff }")))
	got := map[string]string{}
	for _, v := range p.Axe() {
		got[v.ID] = v.String()
	}
	if !strings.Contains(got["label"], "input") || !strings.Contains(got["color-contrast"], "#pale") {
		t.Errorf("got %v, want the field without a label and the pale words", got)
	}
}

func TestProblemsAreSeen(t *testing.T) {
	t.Parallel()
	b := Open(t)
	tests := []struct{ name, body, script, want string }{
		{"a console error", "", `console.error("hall", 7, "is gone")`, "console error: hall 7 is gone"},
		{"an uncaught error", "", `throw new Error("no such booth")`, "no such booth"},
		{"a breach of the policy", `<p onclick="x()">x</p>`, "", "content security policy"},
		{"a forbidden address", "", `fetch("http://127.0.0.1:9/x").catch(() => {})`, "content security policy"},
		{"a dialog", "", `alert("hello")`, "dialog alert: hello"},
		{"a picture that is not there", `<img src="/none.png" alt="none">`, "", "request answered 404: GET"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := b.Page(t, Desktop)
			p.Visit(serve(t, tt.body+`<script src="/page.js"></script>`, with(tt.script, "")))
			if got := strings.Join(p.Problems(), "\n"); !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q in it", got, tt.want)
			}
		})
	}
}

func TestFormsPicturesAndErrorPages(t *testing.T) {
	t.Parallel()
	b := Open(t)
	p := b.Page(t, Phone)
	url := serve(t, `<form action="/" method="get"><label>Name <input id="name" name="name"></label><button id="go">Go</button></form>`+
		`<div id="tall"></div>`, with("", "#tall { height: 2000px }"))
	p.Visit(url)
	p.Fill("#name", "Nanning")
	if status := p.Follow("#go"); status != http.StatusOK || !strings.HasSuffix(p.URL(), "?name=Nanning") {
		t.Errorf("got status %d at %s", status, p.URL())
	}
	if got := p.Text("h1"); got != "Test page" {
		t.Errorf("got heading %q", got)
	}
	file := filepath.Join(t.TempDir(), "pictures", "page.png")
	p.Screenshot(file, true)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // read-only
	if size, err := png.DecodeConfig(f); err != nil || size.Width != 780 || size.Height < 4000 {
		t.Errorf("got a picture of %d x %d, %v; want 780 wide and the whole height", size.Width, size.Height, err)
	}
	if status := p.Visit(url + "/nowhere"); status != http.StatusNotFound {
		t.Errorf("got status %d, want 404", status)
	}
}
