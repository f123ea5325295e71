package web

import (
	"bytes"

	"github.com/a-h/templ"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
)

type themeOption struct {
	theme Theme
	icon  IconName
	key   string
}

var themeChoices = [...]themeOption{
	{ThemeLight, IconSun, "web.theme.light"},
	{ThemeDark, IconMoon, "web.theme.dark"},
	{ThemeSystem, IconSystem, "web.theme.system"},
}

// pressed tells a theme button whether it is the one in force.
func (v *View) pressed(t Theme) string {
	now := v.Theme
	if now == "" {
		now = ThemeSystem
	}
	if now == t {
		return "true"
	}
	return "false"
}

// themeToggle is what the header's button asks for without scripts. Following the machine, only the script knows what
// is shown now: it takes "toggle" apart; the handler alone would give the machine's theme again, so dark is asked for.
func (v *View) themeToggle() string {
	switch v.Theme {
	case ThemeDark:
		return string(ThemeLight)
	case ThemeLight:
		return string(ThemeDark)
	}
	return "toggle"
}

func (v *View) languageName() string { return i18n.OwnName(v.Locale.Lang()) }

func (v *View) brandHref() string { return v.URL("/") }

// defaultHref is the page for people whose language we do not speak: English, or the first language of the page.
func (v *View) defaultHref() string {
	links := v.LanguageLinks()
	for _, l := range links {
		if l.Tag == "en" {
			return l.Href
		}
	}
	if len(links) > 0 {
		return links[0].Href
	}
	return v.Here()
}

func (v *View) footSeed() string {
	if v.Edition != nil {
		return v.Edition.Slug
	}
	return "fairway"
}

// linkedData writes one schema.org object. It is data, not a script, so the content security policy lets it stand; "<"
// is written as an escape, so that no text inside can end the element.
func linkedData(object []byte) templ.Component {
	safe := bytes.ReplaceAll(object, []byte("<"), []byte(`\u003c`))
	return rawMarkup(`<script type="application/ld+json">` + string(safe) + `</script>`)
}
