package e2e

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/fairway-expo/fairway/e2e/browser"
)

// TestAVisitorChangesTheLanguageAndStaysOnThePage looks at a filtered list, changes to Thai, and still sees the same firms.
func TestAVisitorChangesTheLanguageAndStaysOnThePage(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := public(t)
	p := b.Page(t, phone)
	query := "?country=VN&q=a"
	p.Visit(h.at("en", "/exhibitors"+query))
	firms := `[...document.querySelectorAll("main a[href*='/exhibitors/exh_']")].map(a => a.href.split("/").pop())`
	before := browser.Eval[[]string](p, firms)
	p.Click(".top-tools .menu summary")
	p.Follow(`.top-tools .menu a[hreflang="th"]`)
	if got, want := p.URL(), h.at("th", "/exhibitors"); !strings.HasPrefix(got, want+"?") || !sameQuery(got, query) {
		t.Errorf("the language menu leads to %s", got)
	}
	if after := browser.Eval[[]string](p, firms); len(before) == 0 || strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("in English %d firms were listed, in Thai %d", len(before), len(after))
	}
	if got := p.Text("h1"); !regexp.MustCompile(`\p{Thai}`).MatchString(got) {
		t.Errorf("the heading is %q", got)
	}
	// The choice is remembered for addresses that name no language.
	if p.Visit(h.URL + "/" + slug); !strings.Contains(p.URL(), "/th/") {
		t.Errorf("an address without language leads to %s", p.URL())
	}
}

func sameQuery(address, query string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	want, _ := url.ParseQuery(strings.TrimPrefix(query, "?")) // ours
	return u.Query().Encode() == want.Encode()
}

// TestExhibitorsAreFoundByNameAndFiltered searches as people do who know only a part of a name, or only the country.
func TestExhibitorsAreFoundByNameAndFiltered(t *testing.T) {
	t.Parallel()
	h := public(t)
	c := h.nobody(t)
	all := c.edition(http.MethodGet, "/exhibitors?country=VN&limit=200", nil).want(t, http.StatusOK)
	var list struct {
		Items []struct {
			ID   string
			Name map[string]any
		}
		Total int
	}
	all.into(t, &list)
	if list.Total < 5 {
		t.Fatalf("the demo has %d exhibitors of Viet Nam", list.Total)
	}
	one := list.Items[len(list.Items)/2]
	name, _ := one.Name["en"].(string)
	word := strings.ToUpper(strings.Fields(name)[0])
	page := c.get("/en/"+slug+"/exhibitors?q="+url.QueryEscape(word)).want(t, http.StatusOK).Text
	if !strings.Contains(page, "/exhibitors/"+one.ID) {
		t.Errorf("searching %q does not find %q", word, name)
	}
	page = c.get("/en/"+slug+"/exhibitors?country=VN").want(t, http.StatusOK).Text
	for _, other := range c.edition(http.MethodGet, "/exhibitors?country=TH&limit=50", nil).want(t, http.StatusOK).items(t) {
		if strings.Contains(page, field(other, "id")) {
			t.Errorf("the exhibitors of Viet Nam hold %s of Thailand", field(other, "id"))
		}
	}
	page = c.get("/en/"+slug+"/exhibitors?q="+url.QueryEscape("no firm is called so")).want(t, http.StatusOK).Text
	if strings.Contains(page, "/exhibitors/exh_") {
		t.Error("words that no name holds find exhibitors")
	}
	c.get("/en/"+slug+"/exhibitors?country=nowhere").want(t, http.StatusOK, http.StatusUnprocessableEntity)
}

// focused describes the element that has the keyboard.
const focused = `(e => e ? [e.tagName.toLowerCase(), e.className?.baseVal ?? e.className, e.id, (e.innerText || e.getAttribute("aria-label") || "").trim().slice(0, 40)].join(" · ") : "")(document.activeElement)`

// tabTo presses Tab until the element that the selector finds has the keyboard.
func tabTo(t *testing.T, p *browser.Page, selector string, most int) {
	t.Helper()
	for range most {
		p.Press(kb.Tab)
		if browser.Eval[bool](p, `!!document.activeElement?.matches(`+quoted(selector)+`)`) {
			if browser.Eval[bool](p, `getComputedStyle(document.activeElement).outlineStyle === "none" && getComputedStyle(document.activeElement).boxShadow === "none"`) &&
				!strings.Contains(selector, "booth") { // a booth shows it by the line around it
				t.Errorf("%s shows no sign that it has the keyboard", selector)
			}
			return
		}
	}
	t.Fatalf("%d times Tab do not reach %s; the keyboard is at %s", most, selector, browser.Eval[string](p, focused))
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// TestKeyboardAlone uses a hall's plan without a mouse: skip link, language menu, zoom, booths, and the list.
func TestKeyboardAlone(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := public(t)
	p := b.Page(t, browser.Desktop)
	p.Visit(h.at("en", "/plan/D1"))

	p.Press(kb.Tab)
	if got := browser.Eval[string](p, `document.activeElement.getAttribute("href")`); got != "#main" {
		t.Fatalf("the first Tab stops at %q", browser.Eval[string](p, focused))
	}
	browser.Eval[bool](p, changed) // it slides in
	if !browser.Eval[bool](p, `document.activeElement.getBoundingClientRect().left >= 0 && document.activeElement.getBoundingClientRect().top >= 0`) {
		t.Error("the skip link cannot be seen when it has the keyboard")
	}
	tabTo(t, p, ".top-tools .menu summary", 6)
	p.Press(kb.Enter)
	if !browser.Eval[bool](p, `document.activeElement.closest("details").open`) {
		t.Error("Enter does not open the language menu")
	}
	tabTo(t, p, ".top-tools .menu a[lang]", 3)
	p.Press(kb.Escape)
	if browser.Eval[bool](p, `!!document.querySelector(".top-tools details[open]")`) {
		t.Error("Escape does not close the language menu")
	}

	tabTo(t, p, ".plan-tools a[href*='view=list']", 40)
	tabTo(t, p, ".hallplan a.booth", 10)
	box := `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector(".hallplan-drawing").viewBox.baseVal.width))))`
	whole := browser.Eval[float64](p, box)
	p.Press("+")
	if near := browser.Eval[float64](p, box); near >= whole {
		t.Errorf("the key + shows %.0f cm of the hall, before it were %.0f", near, whole)
	}
	p.Press("0")
	p.Do(chromedp.Focus(chromedp.CSS("[data-zoom=in]")))
	p.Press(kb.Enter)
	if near := browser.Eval[float64](p, box); near >= whole {
		t.Errorf("the button shows %.0f cm of the hall, before it were %.0f", near, whole)
	}
	if status := p.Visit(h.at("en", "/plan/D1?view=list")); status != http.StatusOK || p.Count("tbody tr") < 10 {
		t.Errorf("the list answers %d with %d booths", status, p.Count("tbody tr"))
	}
	plan := h.nobody(t).edition(http.MethodGet, "/halls/D1/plan", nil).want(t, http.StatusOK).object(t)
	if booths, _ := plan["booths"].([]any); len(booths) != p.Count("tbody tr") {
		t.Errorf("the plan has %d booths, the list %d", len(booths), p.Count("tbody tr"))
	}
}

// TestWithoutScripts lives through filtering, changing the language and signing in with a code in a browser that runs no scripts.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := own(t)
	p := b.Page(t, phone)
	p.Visit(h.at("en", "/exhibitors"))
	p.Do(withoutScripts())
	visit := func(address string) { p.Do(chromedp.Navigate(address)) }
	visit(h.at("en", "/exhibitors#filter"))
	p.Do(chromedp.SetValue(chromedp.CSS(`#filter [name="country"]`), "VN"), chromedp.Submit(chromedp.CSS("#filter")),
		chromedp.WaitVisible(chromedp.CSS("main h1")))
	wait(t, "the filter", func() bool { return strings.Contains(p.URL(), "country=VN") })
	if p.Count("main a[href*='/exhibitors/exh_']") == 0 {
		t.Error("filtering without scripts finds nobody")
	}
	p.Click(".top-tools .menu summary")
	p.Click(`.top-tools .menu a[hreflang="vi"]`)
	wait(t, "the language", func() bool { return strings.HasPrefix(p.URL(), h.at("vi", "/exhibitors")) })

	visit(h.URL + "/en/sign-in")
	p.Do(chromedp.SendKeys(chromedp.CSS("input[name=email]"), "organiser@fairway.example"), chromedp.Submit(chromedp.CSS("input[name=email]")))
	wait(t, "the form for the code", func() bool { return strings.HasSuffix(p.URL(), "/sign-in/code") })
	code := letterWithCode(t, h)
	p.Do(chromedp.SendKeys(chromedp.CSS("input[name=code]"), code), chromedp.Submit(chromedp.CSS("input[name=code]")))
	wait(t, "the account", func() bool { return strings.HasSuffix(p.URL(), "/account") })
	if !strings.Contains(p.Text("main"), "organiser@fairway.example") {
		t.Errorf("after signing in the page says %.300q", p.Text("main"))
	}
}

// withoutScripts makes the tab run none of the page's scripts from the next page on.
func withoutScripts() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// wait asks again until what is waited for is there.
func wait(t testing.TB, what string, there func() bool) {
	t.Helper()
	for range 300 {
		if there() {
			return
		}
		<-time.After(100 * time.Millisecond)
	}
	t.Fatalf("waited in vain for %s", what)
}

var eightDigits = regexp.MustCompile(`\b(\d{4}) ?(\d{4})\b`)

// letterWithCode reads the sign-in code from the one letter that the server has written.
func letterWithCode(t testing.TB, h *house) string {
	t.Helper()
	var code string
	wait(t, "the letter", func() bool {
		letters, err := filepath.Glob(filepath.Join(h.Data, "mail", "*.eml"))
		if err != nil || len(letters) == 0 {
			return false
		}
		b, err := os.ReadFile(letters[len(letters)-1])
		if err != nil {
			return false
		}
		_, body, _ := strings.Cut(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n\n")
		if m := eightDigits.FindStringSubmatch(body); m != nil {
			code = m[1] + " " + m[2]
		}
		return code != ""
	})
	return code
}
