package web

import (
	"errors"
	"net/url"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// View is what Layout and the components that speak need to know of one page. The handler fills it; the page does not
// change it. Every Href in the kit's structs is a finished address: make it with View.URL.
type View struct {
	// Locale speaks the page's language; it must not be nil.
	Locale *i18n.Locale
	// Languages links to the same page in each language; nil means all interface languages with the same path and query.
	Languages []LanguageLink
	// Title is the page's own title, without the name of the edition; it may be empty on a home page.
	Title string
	// Description is one sentence for search engines and previews of links; it may be empty.
	Description string
	// Path is the page's path without the language, "/caexpo-22/exhibitors"; Query its query without the question mark.
	Path, Query string
	// Edition is the edition the page belongs to; nil on pages of no edition.
	Edition *EditionBar
	// User is the person who is signed in; nil shows the way to sign in.
	User *UserBar
	// Active is the Key of the navigation link that holds this page.
	Active string
	// Desk chooses the layout of a desk: side navigation made of DeskGroups, no wide footer.
	Desk       bool
	DeskGroups []NavGroup
	Theme      Theme
	Notices    []Notice
	// BaseURL is the public origin, "https://expo.example", for canonical and alternate links; empty leaves them out.
	BaseURL string
	// JSONLD holds schema.org objects, each one JSON text.
	JSONLD [][]byte
	// Unreviewed makes the footer say that this language's words are machine-written and not yet reviewed.
	Unreviewed bool
	// Sample makes the page say that it shows sample data.
	Sample bool
	// NoIndex asks search engines to leave the page out.
	NoIndex bool
}

// LanguageLink is the same page in another language. Tag is ours ("zh"), HTML what browsers expect ("zh-Hans"), Name the
// language's name in itself.
type LanguageLink struct {
	Tag, HTML, Name, Href string
	Current               bool
}

// NavLink is a link in a navigation, a breadcrumb, tabs or a list of tags. Key, Icon and Count may be empty.
type NavLink struct {
	Key, Label, Href string
	Icon             IconName
	Count            string
	Current          bool
	// Lang is the language of Label when it is not the page's.
	Lang string
}

// NavGroup is a titled group of links in a desk's side navigation; Label may be empty.
type NavGroup struct {
	Label string
	Links []NavLink
}

// EditionBar names the edition in the header: Name and Dates are ready words in the page's language.
type EditionBar struct {
	Slug, Name, Dates string
	// Lang is the language of Name when it is not the page's.
	Lang string
	// Place is the venue and city, for the footer; it may be empty.
	Place string
	Links []NavLink
	// Note is the organiser's line in the footer; it may be empty.
	Note string
}

// UserBar names the signed-in person, their roles in words and the links of their menu (desks, account).
type UserBar struct {
	Name, Roles string
	Links       []NavLink
	// SignOut is the address that the sign-out form posts to.
	SignOut string
}

// Tone is the meaning behind a colour. Components always show it in words or by an icon as well.
type Tone string

// The tones.
const (
	ToneNeutral Tone = "neutral"
	ToneBrand   Tone = "brand"
	ToneAccent  Tone = "accent"
	ToneInfo    Tone = "info"
	ToneSuccess Tone = "success"
	ToneWarning Tone = "warning"
	ToneDanger  Tone = "danger"
)

// Notice is a message to the person. Kind is info, success, warning or danger; Title may be empty.
type Notice struct {
	Kind        Tone
	Title, Text string
}

// T returns the words for a key; args alternate name and value.
func (v *View) T(key string, args ...any) string { return v.Locale.T(key, args...) }

// URL puts the page's language before a path: "/caexpo-22" becomes "/zh/caexpo-22".
func (v *View) URL(path string) string { return "/" + v.Locale.Lang() + path }

// Here returns the address of this page itself, with its query.
func (v *View) Here() string { return v.in(v.Locale.Lang()) }

func (v *View) in(lang string) string {
	s := "/" + lang + v.Path
	if v.Query != "" {
		s += "?" + v.Query
	}
	return s
}

// WithQuery returns this page's address with one value of its query replaced; an empty value removes it. The cursor
// "after" is dropped, because another choice means another list.
func (v *View) WithQuery(name, value string) string {
	q, err := url.ParseQuery(v.Query)
	if err != nil {
		q = url.Values{}
	}
	q.Del("after")
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return v.URL(v.Path)
	}
	return v.URL(v.Path) + "?" + q.Encode()
}

// LanguageLinks returns Languages, or the interface languages with this page's path and query.
func (v *View) LanguageLinks() []LanguageLink {
	if v.Languages != nil {
		return v.Languages
	}
	links := make([]LanguageLink, 0, len(text.Languages))
	for _, tag := range text.Languages {
		links = append(links, LanguageLink{
			Tag: tag, HTML: HTMLLang(tag), Name: i18n.OwnName(tag), Href: v.in(tag), Current: tag == v.Locale.Lang(),
		})
	}
	return links
}

// HTMLLang returns the value of a lang attribute for one of our language tags.
func HTMLLang(tag string) string {
	if tag == "zh" {
		return "zh-Hans"
	}
	return tag
}

// pageTitle joins the page, the edition and the product.
func (v *View) pageTitle() string {
	parts := make([]string, 0, 3)
	if v.Title != "" {
		parts = append(parts, v.Title)
	}
	if v.Edition != nil && v.Edition.Name != v.Title {
		parts = append(parts, v.Edition.Name)
	}
	return strings.Join(append(parts, v.T("web.name")), " · ")
}

func (v *View) homePath() string {
	if v.Edition != nil {
		return v.URL("/" + v.Edition.Slug)
	}
	return v.URL("/")
}

// isCurrent reports whether a link is the one that holds this page.
func (v *View) isCurrent(l NavLink) bool { return l.Current || l.Key != "" && l.Key == v.Active }

// Problems holds the translated problems of a form by field; "" is the form as a whole.
type Problems map[string]string

// Problems translates the problems that a person can repair out of err. nil gives none; an error without problems gives
// the general sentence of its kind under "".
func (v *View) Problems(err error) Problems {
	if err == nil {
		return nil
	}
	all := Problems{}
	var e *fault.Error
	if errors.As(err, &e) {
		for _, p := range e.Problems {
			if _, taken := all[p.Field]; !taken {
				all[p.Field] = v.Locale.Problem(p)
			}
		}
	}
	if len(all) == 0 {
		all[""] = v.T("web.form.failed")
	}
	return all
}
