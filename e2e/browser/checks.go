package browser

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

var (
	//go:embed overflow.js
	overflowScript string
	//go:embed glyphs.js
	glyphsScript string
)

// Overflow tells what makes the page wider than its window, one sentence an element; it is empty when everything fits. Boxes that
// scroll by themselves, such as wide tables, may hold what is wider.
func (p *Page) Overflow() []string {
	p.t.Helper()
	return Eval[[]string](p, fmt.Sprintf("(%s)(%d)", strings.TrimSpace(withoutNotes(overflowScript)), p.view.Width))
}

// MissingGlyphs names the characters of the page that no font of this machine can draw, each with the text it stands in. It looks at text,
// at the values and placeholders of fields, and not at what style sheets generate.
func (p *Page) MissingGlyphs() []string {
	p.t.Helper()
	return Eval[[]string](p, "("+strings.TrimSpace(withoutNotes(glyphsScript))+")()")
}

// withoutNotes cuts the comment lines in front of a script, so that what follows can be used as an expression.
func withoutNotes(script string) string {
	for strings.HasPrefix(script, "//") {
		_, script, _ = strings.Cut(script, "\n")
	}
	return script
}

// Violation is one rule of accessibility that the page breaks. Where lists the elements, each as its selector and its beginning.
type Violation struct {
	ID     string
	Impact string
	Help   string
	Where  []string
}

func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s\n  %s", v.ID, v.Impact, v.Help, strings.Join(v.Where, "\n  "))
}

// axeTags are the rule sets that Fairway keeps: WCAG 2.2 A and AA.
const axeTags = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]`

// Axe runs axe-core's rules for WCAG 2.2 AA over the page and returns what they find, worst first as axe-core orders them. It skips
// the test when axe-core is not installed, and fails it when CI=true.
func (p *Page) Axe() []Violation {
	p.t.Helper()
	source, err := os.ReadFile(axePath())
	if err != nil {
		lacking(p.t, "needs axe: run `npm ci` in e2e/axe")
	}
	// Devtools' evaluation is not bound by the page's content security policy, so the page is judged as visitors get it.
	Eval[bool](p, "(() => { if (!window.axe) {\n"+string(source)+"\n} return true })()")
	return Eval[[]Violation](p, `axe.run(document, {runOnly: {type: "tag", values: `+axeTags+`}, resultTypes: ["violations"]})
		.then(result => result.violations.map(v => ({
			ID: v.id, Impact: v.impact ?? "", Help: v.help,
			Where: v.nodes.map(n => n.target.join(" ") + "  " + n.html.slice(0, 120) + "  " + (n.any[0]?.message ?? n.all[0]?.message ?? "")),
		})))`)
}

// axePath is where npm puts axe-core. It is found from this source file, so that every package's tests find it.
func axePath() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "axe", "node_modules", "axe-core", "axe.min.js")
}

// Check fails the test unless the page fits its window, has a glyph for every character and breaks no accessibility rule.
func (p *Page) Check() {
	p.t.Helper()
	where := fmt.Sprintf("%s (%s)", p.URL(), p.view.Name)
	for _, o := range p.Overflow() {
		p.t.Errorf("%s overflows: %s", where, o)
	}
	for _, g := range p.MissingGlyphs() {
		p.t.Errorf("%s has no glyph for %s", where, g)
	}
	for _, v := range p.Axe() {
		p.t.Errorf("%s breaks %s", where, v)
	}
}
