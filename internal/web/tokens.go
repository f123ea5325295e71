package web

import (
	"slices"
	"strings"
)

// ColourToken is one colour role of the design system: its name in CSS (without the two hyphens) and its value in
// the light and the dark theme, as #rrggbb. Colours are written here once, so that the style sheet, the gallery and
// the contrast test cannot disagree.
type ColourToken struct{ Name, Light, Dark string }

// ColourTokens returns every colour role, in the order in which the gallery shows them.
func ColourTokens() []ColourToken { return slices.Clone(colourTokens[:]) }

// The names of the roles: "x" is a strong colour (text, icon, filled control), "on-x" is written upon it, "x-soft" is a
// tinted ground and "x-ink" the text for that ground.
var colourTokens = [...]ColourToken{
	{"bg", "#f5f7f6", "#0b1519"},
	{"surface", "#ffffff", "#122026"},
	{"sunken", "#e9efef", "#1a2a31"},
	{"text", "#10242d", "#e8eff0"},
	{"muted", "#4a5f68", "#a5b7bd"},
	{"line", "#d5dfe0", "#2a3d45"},
	{"edge", "#70858d", "#6a828c"},
	{"brand", "#0b5c6b", "#67c7d3"},
	{"brand-strong", "#074350", "#93dde6"},
	{"on-brand", "#ffffff", "#06232a"},
	{"brand-soft", "#dceef0", "#13363f"},
	{"brand-ink", "#074350", "#ace5ec"},
	{"accent", "#b4460f", "#ff9a66"},
	{"on-accent", "#ffffff", "#2b0f02"},
	{"accent-soft", "#fde9de", "#41220f"},
	{"accent-ink", "#83310a", "#ffc3a3"},
	{"success", "#1a6a42", "#6fd19d"},
	{"success-soft", "#dcf1e4", "#123729"},
	{"success-ink", "#114d2e", "#a4e6c1"},
	{"warning", "#855000", "#efb54f"},
	{"warning-soft", "#fbecca", "#3b2b0b"},
	{"warning-ink", "#643c00", "#f7d28e"},
	{"danger", "#ad1435", "#ff8c9d"},
	{"on-danger", "#ffffff", "#33030d"},
	{"danger-soft", "#fce3e8", "#471522"},
	{"danger-ink", "#850e28", "#ffb9c3"},
	{"info", "#1d58a6", "#8ab8f6"},
	{"info-soft", "#e1ecfa", "#142f4d"},
	{"info-ink", "#16427c", "#b6d4fb"},
	{"deep", "#07303b", "#08252e"},
	{"deep-2", "#0c4b58", "#0b3944"},
	{"on-deep", "#f3fafa", "#ecf7f8"},
	{"deep-muted", "#bcd8dc", "#aecbd0"},
	{"deep-line", "#6fbcc6", "#4f9aa5"},
	{"deep-edge", "#7fb3bb", "#6fa3ac"},
	{"focus", "#1447c0", "#ffd166"},
	{"shade", "#0a2a33", "#000000"},
}

// Contrast is a promise: Front upon Ground keeps at least Ratio in both themes.
type Contrast struct {
	Front, Ground string
	Ratio         float64
}

// Contrasts returns the pairs that the components use: 4.5 for text, 3 for the edges and icons of controls
// (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
func Contrasts() []Contrast {
	var all []Contrast
	for _, ground := range []string{"bg", "surface", "sunken"} {
		for _, front := range []string{"text", "muted", "brand", "brand-strong", "accent", "success", "warning", "danger", "info"} {
			all = append(all, Contrast{front, ground, 4.5})
		}
		all = append(all, Contrast{"edge", ground, 3}, Contrast{"focus", ground, 3})
	}
	for _, tone := range []string{"brand", "accent", "success", "warning", "danger", "info"} {
		all = append(all, Contrast{tone + "-ink", tone + "-soft", 4.5}, Contrast{tone, tone + "-soft", 3})
	}
	for _, tone := range []string{"brand", "accent", "danger"} {
		all = append(all, Contrast{"on-" + tone, tone, 4.5})
	}
	for _, ground := range []string{"deep", "deep-2"} {
		all = append(all, Contrast{"on-deep", ground, 4.5}, Contrast{"deep-muted", ground, 4.5}, Contrast{"deep-edge", ground, 3})
	}
	return append(all, Contrast{"on-brand", "brand-strong", 4.5}, Contrast{"text", "brand-soft", 4.5}, Contrast{"muted", "brand-soft", 4.5})
}

// tokenCSS returns the colour roles as custom properties: light by default, dark when the person or, without a choice,
// the machine asks for it. The function light-dark() would be shorter, but the browsers inside older chat
// programs, which many visitors of the region use, do not know it.
func tokenCSS() string {
	var light, dark strings.Builder
	for _, c := range colourTokens {
		light.WriteString("--" + c.Name + ":" + c.Light + ";")
		dark.WriteString("--" + c.Name + ":" + c.Dark + ";")
	}
	l, d := "color-scheme:light;"+light.String(), "color-scheme:dark;"+dark.String()
	return "@layer tokens{:root{" + l + "}" +
		"@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + d + "}}" +
		":root[data-theme=dark]{" + d + "}}\n"
}
