package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Theme is the person's choice of light or dark.
type Theme string

// The themes. ThemeSystem follows the machine.
const (
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"
)

const (
	themeCookie    = "theme"
	languageCookie = "lang"
	cookieAge      = 365 * 24 * 60 * 60 // seconds
)

// SplitLanguage cuts the language from the front of a path: "/zh/caexpo-22/x" gives "zh" and "/caexpo-22/x". A path
// that does not begin with an interface language gives "" and the path unchanged.
func SplitLanguage(path string) (lang, rest string) {
	first, tail, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if !slices.Contains(text.Languages, first) {
		return "", path
	}
	return first, "/" + tail
}

// Locale chooses the language of a request: the path's, else the cookie's, else the browser's, else English.
func Locale(b *i18n.Bundle, r *http.Request) *i18n.Locale {
	if lang, _ := SplitLanguage(r.URL.Path); lang != "" {
		return b.Locale(lang)
	}
	if c, err := r.Cookie(languageCookie); err == nil && slices.Contains(text.Languages, c.Value) {
		return b.Locale(c.Value)
	}
	return b.Locale(i18n.Match(r.Header.Get("Accept-Language")))
}

// RememberLanguage keeps the language for a year, for addresses that do not name one.
func RememberLanguage(w http.ResponseWriter, r *http.Request, lang string) {
	if c, err := r.Cookie(languageCookie); err == nil && c.Value == lang {
		return
	}
	http.SetCookie(w, preference(r, languageCookie, lang))
}

// RequestTheme reads the person's theme from the cookie; anything unknown is ThemeSystem.
func RequestTheme(r *http.Request) Theme {
	c, err := r.Cookie(themeCookie)
	if err != nil {
		return ThemeSystem
	}
	return knownTheme(c.Value)
}

func knownTheme(s string) Theme {
	if s == "toggle" { // from the header button where no script runs, see View.themeToggle
		return ThemeDark
	}
	switch t := Theme(s); t {
	case ThemeLight, ThemeDark:
		return t
	}
	return ThemeSystem
}

// ThemeHandler answers the form POST /theme with fields theme and back: it keeps the choice in a cookie and goes back
// to the page, which must be one of ours.
func ThemeHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 8<<10)
		if err := r.ParseForm(); err != nil {
			http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
			return
		}
		http.SetCookie(w, preference(r, themeCookie, string(knownTheme(r.PostForm.Get("theme")))))
		http.Redirect(w, r, LocalPath(r.PostForm.Get("back")), http.StatusSeeOther)
	})
}

// preference is a cookie that scripts may change as well: it holds a taste, not a secret.
func preference(r *http.Request, name, value string) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: cookieAge, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil}
}

// LocalPath returns s if it is a path on this server, else "/". It keeps redirects from leading people away.
func LocalPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n\t") {
		return "/"
	}
	return s
}

// contentSecurityPolicy allows our own files and nothing inline: no script text, no style attributes, no frames.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'; font-src 'self'; manifest-src 'self'"

// SecurityHeaders sets the headers that every answer carries. The camera stays allowed for our own pages, because
// gates and stands scan badges with it.
func SecurityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// NewView starts the View of a request: language, path without the language, query, theme, and whether the language's
// words still wait for review. The handler adds title, edition, person and the rest.
func NewView(b *i18n.Bundle, r *http.Request) *View {
	l := Locale(b, r)
	_, path := SplitLanguage(r.URL.Path)
	return &View{Locale: l, Path: path, Query: r.URL.RawQuery, Theme: RequestTheme(r), Unreviewed: !b.Reviewed(l.Lang())}
}
