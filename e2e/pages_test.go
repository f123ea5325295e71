package e2e

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/e2e/browser"
)

// narrow is the smallest phone that is still common.
var narrow = browser.View{Name: "narrow phone", Width: 360, Height: 740, Scale: 1, Touch: true}

// phone is browser.Phone without its two pixels a pixel, which only pictures need.
var phone = browser.View{Name: "phone", Width: 390, Height: 844, Scale: 1, Touch: true}

// judge reports what is wrong with the open page in a view: too wide, a character without a glyph, words left untranslated,
// something the browser complained about.
func judge(t *testing.T, p *browser.Page, name string, views ...browser.View) {
	t.Helper()
	for _, v := range views {
		p.Look(v)
		for _, o := range p.Overflow() {
			t.Errorf("%s at %d pixels: %s", name, v.Width, o)
		}
	}
	for _, g := range p.MissingGlyphs() {
		t.Errorf("%s has no glyph for %s", name, g)
	}
	for _, problem := range p.Problems() {
		t.Errorf("%s met a problem: %s", name, problem)
	}
	for _, key := range browser.Eval[[]string](p, bareKeys) {
		t.Errorf("%s shows the message key %s instead of words", name, key)
	}
}

// bareKeys finds texts that are a message key: the catalogue gives the key itself for a message that it lacks.
const bareKeys = `[...new Set(document.body.innerText.split(/\s+/).filter(w => /^(app|web|expo|expoweb|expodesk|people|role|fault|op)\.[a-z_.-]+[a-z]$/.test(w)))]`

// changed waits until the colours of a new view have been reached.
const changed = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0))).then(() => done(true)))))`

// axe reports what breaks a rule of accessibility in each view of the open page.
func axe(t *testing.T, p *browser.Page, name string, views ...browser.View) {
	t.Helper()
	for _, v := range views {
		p.Look(v)
		browser.Eval[bool](p, changed)
		for _, found := range p.Axe() {
			t.Errorf("%s (%s) breaks %s", name, v.Name, found)
		}
	}
}

// TestPublicPagesInEveryLanguage visits every public page in each of the eleven languages at two widths of phone.
func TestPublicPagesInEveryLanguage(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := public(t)
	pages := publicPages(t, h)
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			p := b.Page(t, narrow)
			for _, name := range slices.Sorted(maps.Keys(pages)) {
				p.Look(narrow)
				status := p.Visit(h.URL + "/" + lang + pages[name])
				if want := name != "not found"; (status == http.StatusOK) != want {
					t.Errorf("%s answered %d", name, status)
				}
				judge(t, p, name, narrow, phone)
				if got := browser.Eval[string](p, `document.documentElement.lang.slice(0, 3)`); !strings.HasPrefix(got, lang) {
					t.Errorf("%s says that its language is %q", name, got)
				}
			}
		})
	}
}

// TestPublicPagesAreAccessible runs axe over every public page: in English in four views, and in two of the other languages, which
// change from page to page, so that each language has its share.
func TestPublicPagesAreAccessible(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := public(t)
	pages := publicPages(t, h)
	names := slices.Sorted(maps.Keys(pages))
	t.Run("en", func(t *testing.T) {
		t.Parallel()
		p := b.Page(t, phone)
		for _, name := range names {
			p.Look(phone)
			p.Visit(h.URL + "/en" + pages[name])
			axe(t, p, name, phone, phone.InDark(), browser.Desktop, browser.Desktop.InDark())
			p.Problems() // told by the other test
		}
	})
	t.Run("other languages", func(t *testing.T) {
		t.Parallel()
		p := b.Page(t, phone)
		for i, name := range names {
			for j := range 2 {
				lang := languages[1+(2*i+j)%(len(languages)-1)]
				p.Look(phone)
				p.Visit(h.URL + "/" + lang + pages[name])
				axe(t, p, name+" in "+lang, phone)
				p.Problems() // told by the other test
			}
		}
	})
}

// deskLinks are the addresses of a desk's side navigation; deskPages those of all pages of a desk that a page links to, in its language.
const (
	deskLinks = `[...document.querySelectorAll(".desk-nav a")].map(a => a.getAttribute("href"))`
	deskPages = `[...new Set([...document.querySelectorAll("a")].map(a => a.getAttribute("href") ?? ""))].filter(to => to.startsWith("/" + location.pathname.split("/")[1] + "/` + slug + `/desk"))`
)

// TestDesks visits each page of the three desks. In English it follows the links too, one page of each kind; in two other scripts it
// takes the side navigation.
func TestDesks(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := public(t)
	for _, role := range []string{organiser, pavilionOrganiser, exhibitorAdmin} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			p := h.signIn(t, b, browser.Desktop, role)
			p.Visit(h.at("en", "/desk"))
			links := browser.Eval[[]string](p, deskLinks)
			if len(links) < 3 {
				t.Fatalf("the side navigation has the links %q", links)
			}
			todo, seen := slices.Clone(links), map[string]bool{}
			for len(todo) > 0 {
				address := todo[0]
				todo = todo[1:]
				if kind := pattern(address); seen[kind] || strings.Contains(address, "/export/") {
					continue
				} else {
					seen[kind] = true
				}
				if slices.Contains(links, address) {
					visitDesk(t, h, p, address, phone, browser.Desktop)
				} else {
					visitDesk(t, h, p, address, phone)
				}
				todo = append(todo, browser.Eval[[]string](p, deskPages)...)
			}
			for _, lang := range []string{"zh", "my"} {
				for _, address := range links {
					visitDesk(t, h, p, "/"+lang+strings.TrimPrefix(address, "/en"), phone, browser.Desktop)
				}
			}
			t.Logf("%d kinds of pages: %q", len(seen), slices.Sorted(maps.Keys(seen)))
		})
	}
}

// visitDesk judges a page of a desk at both widths, and its accessibility in the views given.
func visitDesk(t *testing.T, h *house, p *browser.Page, address string, views ...browser.View) {
	t.Helper()
	p.Look(browser.Desktop)
	if status := p.Visit(h.URL + address); status != http.StatusOK {
		t.Errorf("%s answered %d", address, status)
		return
	}
	judge(t, p, address, browser.Desktop, phone)
	axe(t, p, address, views...)
}

// TestEachDeskPageRefusesStrangers asks for the organiser's pages as everybody else.
func TestEachDeskPageRefusesStrangers(t *testing.T) {
	t.Parallel()
	h := public(t)
	for _, path := range []string{"/desk", "/desk/edition", "/desk/calendar", "/desk/categories", "/desk/halls", "/desk/booths", "/desk/exhibitors",
		"/desk/people", "/desk/ledger"} {
		a := h.nobody(t).get("/th/"+slug+path).want(t, http.StatusSeeOther)
		if got := a.Header.Get("Location"); got != fmt.Sprintf("/th/sign-in?next=%%2Fth%%2F%s%s", slug, strings.ReplaceAll(path, "/", "%2F")) {
			t.Errorf("%s sends a stranger to %s", path, got)
		}
		h.as(t, visitor).get("/th/"+slug+path).want(t, http.StatusForbidden)
		h.as(t, gate).get("/th/"+slug+path).want(t, http.StatusForbidden)
		if path != "/desk" && path != "/desk/people" {
			h.as(t, exhibitorAdmin).get("/th/"+slug+path).want(t, http.StatusForbidden)
		}
	}
}

var linkPattern = regexp.MustCompile(`(?:href|src|action)="(/[^"#]*)`)

// TestNoLinkIsDead asks for every address that the public pages name, in English.
func TestNoLinkIsDead(t *testing.T) {
	t.Parallel()
	h := public(t)
	c := h.nobody(t)
	from := map[string]string{}
	for name, path := range publicPages(t, h) {
		for _, m := range linkPattern.FindAllStringSubmatch(c.get("/en"+path).Text, -1) {
			address := html.UnescapeString(m[1])
			if other, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/"); other == "en" || !slices.Contains(languages, other) {
				from[address] = name
			}
		}
	}
	for address, name := range from {
		if a := c.get(address); a.err != nil || a.StatusCode >= 400 && a.StatusCode != http.StatusMethodNotAllowed && name != "not found" {
			t.Errorf("the page %q names %s, which answers %d", name, address, a.StatusCode)
		}
	}
	t.Logf("%d addresses", len(from))
}
