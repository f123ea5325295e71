package expoweb

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// words are a text as a page shows it: Lang is set only when it is not the page's language.
type words struct{ Text, Lang string }

func say(v *web.View, t text.T) words {
	w, lang := v.Locale.Words(t)
	if lang == v.Locale.HTMLLang() {
		lang = ""
	}
	return words{w, lang}
}

// official are the languages in which firms of a country usually name themselves, where Fairway speaks one of them.
var official = map[place.Country]string{
	"CN": "zh", "HK": "zh", "MO": "zh", "TW": "zh", "VN": "vi", "TH": "th", "LA": "lo", "KH": "km", "MM": "my", "ID": "id",
	"MY": "ms", "BN": "ms", "PH": "fil", "TL": "pt", "PT": "pt", "BR": "pt",
}

// original returns the owner's own wording of a text when the page shows another one: in the language of the country
// first, then English, then any. Nothing is returned for an owner who wrote in the page's language only.
func original(v *web.View, t text.T, country place.Country) words {
	shown := v.Locale.Lang()
	if t[shown].Text == "" {
		_, shown = t.In(shown)
	}
	for _, lang := range append([]string{official[country], "en"}, t.Tags()...) {
		e := t[lang]
		if e.Text == "" || e.By != "" {
			continue
		}
		if lang == shown || e.Text == t[shown].Text {
			return words{}
		}
		return words{e.Text, web.HTMLLang(lang)}
	}
	return words{}
}

// otherName returns the owner's name in its own script beside the one shown, also when both are the owner's wording.
func otherName(v *web.View, t text.T, country place.Country) words {
	return original(v, t, country)
}

func in(p *web.Page) ops.InEdition { return ops.InEdition{Edition: p.Slug} }

// at returns a path of the edition in the page's language: at(p, "exhibitors").
func at(p *web.Page, parts ...string) string {
	return p.URL("/" + p.Slug + "/" + strings.Join(parts, "/"))
}

// editionName is what the header calls the edition.
func editionName(p *web.Page) string {
	if p.Edition != nil {
		return p.Edition.Name
	}
	return p.T("web.nav.home")
}

// crumbs lead from the edition's home to the page; the last link is the page itself.
func crumbs(p *web.Page, links ...web.NavLink) []web.NavLink {
	return append([]web.NavLink{{Label: editionName(p), Href: p.URL("/" + p.Slug)}}, links...)
}

// webLink returns an address of the web as people typed it if it is one that browsers may follow, else "".
func webLink(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return s
}

// hostOf shortens an address to what people read.
func hostOf(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// plainLines cuts a text to one line of about n characters, for descriptions and cards.
func plainLines(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	s = string(r[:n])
	if cut := strings.LastIndexByte(s, ' '); cut > len(s)*2/3 {
		s = s[:cut]
	}
	return strings.TrimRight(s, " ,.;:、，。") + "…"
}

// count writes a number for a person, "" for none.
func count(v *web.View, n int64) string {
	if n == 0 {
		return ""
	}
	return v.Locale.Number(n)
}

// linked adds a schema.org object to the page.
func linked(p *web.Page, object any) error {
	b, err := json.Marshal(object)
	if err != nil {
		return err
	}
	p.JSONLD = append(p.JSONLD, b)
	return nil
}

// absolute is the public address of a path of ours, for structured data.
func absolute(p *web.Page, path string) string { return p.BaseURL + path }

// key reads a key out of a path or a query; one that is none names nothing that exists.
func key[T interface{ UnmarshalText([]byte) error }](into T, s string) error {
	if err := into.UnmarshalText([]byte(s)); err != nil || s == "" {
		return fault.NewNotFound("fault.not-found")
	}
	return nil
}

func countryName(v *web.View, c place.Country) string {
	if c == "" {
		return ""
	}
	return v.Locale.Country(string(c))
}

// boothFacts name the booths of an exhibitor, at most three; the first leads to the plan.
func boothFacts(p *web.Page, booths []expo.BoothCode) []web.Fact {
	if len(booths) == 0 {
		return nil
	}
	codes := make([]string, 0, 3)
	for i, b := range booths {
		if i == 3 {
			codes = append(codes, "…")
			break
		}
		codes = append(codes, b.Code)
	}
	return []web.Fact{{Icon: web.IconPin, Label: p.T("expoweb.booth"), Text: strings.Join(codes, " · ")}}
}

// boothHref leads to a booth on the plan of its hall.
func boothHref(p *web.Page, b expo.BoothCode) string {
	return at(p, "plan", url.PathEscape(b.Hall)) + "#" + boothAnchor(b.Code)
}

// boothAnchor is the id of a booth on a plan or in its list.
func boothAnchor(code string) string {
	return "booth-" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return '-'
	}, code)
}

// dateOf is the calendar day of an instant in its own zone.
func dateOf(t time.Time) clock.Date { return clock.Date(t.Format(time.DateOnly)) }

// lang is the lang attribute of words that are not in the page's language.
func lang(tag string) templ.Attributes {
	if tag == "" {
		return nil
	}
	return templ.Attributes{"lang": tag}
}
