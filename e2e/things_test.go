package e2e

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// things are keys and codes of the demo edition, found through the API as any program would.
type things struct {
	exhibitor, pavilion, pavilionCode, hall, hallKey, booth, category string
	goods, service, demonstration, gi, giEntry, info, infoCode        string
	picture                                                           string
}

// find asks the API for one of each kind. Exhibitor, goods and the picture belong together.
func find(t testing.TB, h *house) things {
	t.Helper()
	c := h.as(t, organiser)
	first := func(path string) map[string]any {
		t.Helper()
		return c.edition(http.MethodGet, path, nil).want(t, http.StatusOK).items(t)[0]
	}
	var x things
	goods := first("/products?kind=goods&first_shown=true&limit=1")
	x.goods, x.exhibitor = field(goods, "id"), field(goods, "exhibitor")
	x.service = field(first("/products?kind=service&limit=1"), "id")
	x.demonstration = field(first("/demonstrations?limit=1"), "id")
	x.picture = field(first("/pictures?of_kind=product&of="+x.goods), "id")
	x.category = field(first("/categories"), "id")
	theme := first("/pavilions?kind=theme")
	x.pavilion, x.pavilionCode = field(theme, "id"), field(theme, "code")
	hall := first("/halls")
	x.hall, x.hallKey = field(hall, "code"), field(hall, "id")
	x.booth = field(first("/booths?state=free&limit=1"), "code")
	info := first("/information")
	x.info, x.infoCode = field(info, "id"), field(info, "kind")+"/"+field(info, "code")
	for _, g := range c.edition(http.MethodGet, "/indications?limit=50", nil).want(t, http.StatusOK).items(t) {
		if entries, _ := g["entries"].([]any); len(entries) > 0 && g["products"] != float64(0) {
			x.gi, x.giEntry = field(g, "id"), field(entries[0].(map[string]any), "id")
			break
		}
	}
	return x
}

// publicPages are the pages that everybody may see, by the name they have in failures. Paths stand below the language.
func publicPages(t testing.TB, h *house) map[string]string {
	t.Helper()
	x := find(t, h)
	at := func(path string) string { return "/" + slug + path }
	return map[string]string{
		"editions": "/", "home": at(""), "countries": at("/countries"), "pavilion": at("/pavilions/" + x.pavilionCode),
		"plan": at("/plan"), "hall": at("/plan/" + url.PathEscape(x.hall)), "hall list": at("/plan/" + url.PathEscape(x.hall) + "?view=list"),
		"hall search": at("/plan/" + url.PathEscape(x.hall) + "?q=" + url.QueryEscape(x.hall)),
		"exhibitors":  at("/exhibitors"), "exhibitors filtered": at("/exhibitors?country=VN&q=a"), "exhibitor": at("/exhibitors/" + x.exhibitor),
		"products": at("/products"), "goods": at("/products/" + x.goods), "service": at("/products/" + x.service),
		"demonstrations": at("/demonstrations"), "indications": at("/gi"), "indication": at("/gi/" + x.gi), "visit": at("/visit"),
		"sign-in": "/sign-in", "gallery": "/gallery", "not found": at("/exhibitors/exh_0000000000001"),
	}
}

// pattern replaces the keys and codes of an address, so that pages of one kind can be told from pages of another.
func pattern(address string) string {
	path, _, _ := strings.Cut(address, "?")
	parts := strings.Split(path, "/")
	for i, p := range parts {
		before := ""
		if i > 0 {
			before = parts[i-1]
		}
		if before == "information" && p != "new" { // by kind and code
			return strings.Join(append(parts[:i], "*"), "/") + ending(parts[i:])
		}
		listed := before == "halls" || before == "booths" || before == "pavilions" || before == "categories" || before == "days"
		if strings.Contains(p, "_0") || listed && p != "new" && p != "" {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/")
}

// ending is what is done to a record of visitor information: the words after its kind and code, or after its key.
func ending(parts []string) string {
	if last := parts[len(parts)-1]; last == "edit" || last == "remove" {
		return "/" + last
	}
	return ""
}
