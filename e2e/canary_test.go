package e2e

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/e2e/browser"
)

// canary breaks out of an attribute and runs a script, wherever text is not escaped.
const canary = `"><svg onload=alert(1)></script><b id=canary>`

// plant writes the canary into every field that takes text, and returns the pages on which it must be seen as plain words.
func plant(t *testing.T, h *house) map[string]string {
	t.Helper()
	c := h.as(t, secretariat)
	words := map[string]string{"en": canary, "zh": canary, "th": canary}
	do := func(method, path string, body map[string]any) map[string]any {
		t.Helper()
		return c.edition(method, path, body).want(t, http.StatusOK).object(t)
	}
	pavilion := do("POST", "/pavilions", map[string]any{"code": "canary", "kind": "theme", "theme": "canary", "name": words, "intro": words, "halls": []string{"D1"}, "state": "published", "source": canary})
	category := do("POST", "/categories", map[string]any{"code": "canary", "name": words})
	exhibitor := do("POST", "/exhibitors", map[string]any{"name": words, "profile": words, "city": canary, "country": "VN", "website": "https://canary.example/?a=%22%3E%3Csvg", "email": "a@canary.example",
		"phone": "+84 1", "categories": []any{category["id"]}, "pavilion": pavilion["id"], "state": "published", "source": canary})
	id := field(exhibitor, "id")
	do("POST", "/exhibitors/"+id+"/team", map[string]any{"name": canary, "title": canary, "languages": []string{"en"}, "listed": true})
	product := do("POST", "/exhibitors/"+id+"/products", map[string]any{"kind": "goods", "name": words, "description": words, "category": category["id"], "hs_code": "0804.50", "origin": "VN", "unit": "KGM",
		"price": map[string]string{"amount": "1.00", "currency": "USD"}, "incoterm": "FOB", "incoterm_place": canary, "certificates": []any{map[string]any{"name": canary}}, "state": "published"})
	demonstration := do("POST", "/exhibitors/"+id+"/demonstrations", map[string]any{"kind": "robot", "title": words, "description": words, "pavilion": pavilion["id"], "product": product["id"],
		"times": []any{map[string]string{"day": "2025-09-18", "from": "10:30", "to": "11:00"}}, "state": "published"})
	do("POST", "/information", map[string]any{"kind": "question", "code": "canary", "title": words, "body": words, "source": canary, "as_of": canary[:40], "link": "https://canary.example/"})
	do("POST", "/relations", map[string]any{"kind": "city-of-charm", "country": "VN", "city": words, "note": words, "source": canary})
	do("POST", "/phases", map[string]any{"kind": "other", "name": words, "starts_at": "2025-09-21T09:00:00Z", "ends_at": "2025-09-22T16:00:00Z", "source": canary})
	gi := c.api("POST", "/indications", map[string]any{"name_original": canary, "name_latin": canary, "country": "VN", "territory": words, "product": words, "product_class": "fruit"}).want(t, http.StatusOK).object(t)
	booth := field(c.edition(http.MethodGet, "/booths?state=free&limit=1", nil).want(t, http.StatusOK).items(t)[0], "id")
	do("POST", "/booths/"+booth+"/block", map[string]any{"reason": canary})
	c.api("PUT", "/me", map[string]any{"name": canary, "language": "en"}).want(t, http.StatusOK)
	at := func(path string) string { return "/" + slug + path }
	return map[string]string{
		"home": at(""), "countries": at("/countries"), "pavilion": at("/pavilions/canary"), "exhibitors": at("/exhibitors?q=svg"), "exhibitor": at("/exhibitors/" + id),
		"products": at("/products?q=svg"), "product": at("/products/" + field(product, "id")), "demonstrations": at("/demonstrations?pavilion=" + field(pavilion, "id")),
		"hall": at("/plan/D1"), "hall list": at("/plan/D1?view=list"), "hall search": at("/plan/D1?q=%22%3E%3Csvg+onload%3Dalert(1)%3E"), "indication": at("/gi/" + field(gi, "id")), "indications": at("/gi?q=svg"),
		"visit": at("/visit"), "search": at("/exhibitors?q=%22%3E%3Csvg+onload%3Dalert(1)%3E"), "sign-in": "/sign-in?next=%22%3E%3Csvg+onload%3Dalert(1)%3E",
		"desk": at("/desk"), "desk ledger": at("/desk/ledger"), "desk calendar": at("/desk/calendar"), "desk categories": at("/desk/categories"), "desk pavilions": at("/desk/pavilions"),
		"desk exhibitors": at("/desk/exhibitors?q=svg"), "desk exhibitor": at("/desk/exhibitors/" + id), "desk profile": at("/desk/exhibitors/" + id + "/profile"), "desk team": at("/desk/exhibitors/" + id + "/team"),
		"desk booth": at("/desk/booths/" + booth), "desk people": at("/desk/people"), "desk information": at("/desk/information"), "desk hall": at("/desk/halls/D1"),
		"desk product": at("/desk/exhibitors/" + id + "/products/" + field(product, "id")), "desk demonstration": at("/desk/exhibitors/" + id + "/demonstrations/" + field(demonstration, "id")),
		"account": "/account",
	}
}

// shown are pages that show the canary; the others might, in a part of their words.
var shown = []string{"pavilion", "exhibitors", "exhibitor", "products", "product", "visit", "indication", "search", "desk exhibitor", "desk team", "desk categories", "account"}

// TestTextIsNeverMarkup plants a script in every text field and visits the pages on which it could run.
func TestTextIsNeverMarkup(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	h := own(t)
	pages := plant(t, h)
	p := h.signIn(t, b, browser.Desktop, secretariat)
	p.Problems()
	for _, lang := range []string{"en", "km"} {
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			status := p.Visit(h.URL + "/" + lang + pages[name])
			if status >= 400 && status != http.StatusNotFound {
				t.Errorf("%s answers %d", name, status)
			}
			for _, problem := range p.Problems() {
				t.Errorf("%s in %s met a problem: %s", name, lang, problem)
			}
			if n := p.Count("[onload], #canary"); n > 0 {
				t.Errorf("%s in %s holds %d elements that came from text", name, lang, n)
			}
			all := browser.Eval[string](p, `document.body.innerText + [...document.querySelectorAll("input, textarea")].map(e => e.value).join(" ")`)
			if slices.Contains(shown, name) && !strings.Contains(all, "<svg onload=alert(1)>") {
				t.Errorf("%s in %s (%d) does not show the words at all, so it proves nothing", name, lang, status)
			}
			for _, o := range p.Overflow() {
				t.Errorf("%s in %s: %s", name, lang, o)
			}
		}
	}
	h.verify(t)
}
