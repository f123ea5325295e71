package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// ReadText reads the controls of a MultilingualField. Texts that did not change keep their translator; changed and new
// ones are the owner's own wording. Languages outside the interface's are kept from old.
func ReadText(form url.Values, name string, old text.T) text.T {
	t := text.T{}
	for lang, e := range old {
		if !form.Has(name + "." + lang) {
			t[lang] = e
		}
	}
	for _, lang := range text.Languages {
		words := strings.TrimSpace(strings.ReplaceAll(form.Get(name+"."+lang), "\r\n", "\n"))
		switch {
		case words == "":
		case old[lang].Text == words:
			t[lang] = old[lang]
		default:
			t[lang] = text.Entry{Text: words}
		}
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

func (m MultilingualData) main() string {
	if m.Main == "" {
		return "en"
	}
	return m.Main
}

func (m MultilingualData) others() []string {
	all := m.Languages
	if all == nil {
		all = text.Languages
	}
	return slices.DeleteFunc(slices.Clone(all), func(l string) bool { return l == m.main() })
}

// filled tells how many of the languages have a text, "3/11".
func (m MultilingualData) filled() string {
	others, n := m.others(), 0
	for _, l := range append(others, m.main()) {
		if m.Value[l].Text != "" {
			n++
		}
	}
	return strconv.Itoa(n) + "/" + strconv.Itoa(len(others)+1)
}

func (m MultilingualData) otherProblem() bool {
	return slices.ContainsFunc(m.others(), func(l string) bool { return m.Problems[m.Name+"."+l] != "" })
}

func (m MultilingualData) field(v *View, lang string, main bool) FieldData {
	e := m.Value[lang]
	f := FieldData{
		Name: m.Name + "." + lang, Label: i18n.OwnName(lang), Value: e.Text, Lang: lang,
		Rows: m.Rows, MaxLength: m.MaxLength, Problem: m.Problems[m.Name+"."+lang],
	}
	if m.Area {
		f.Kind = FieldArea
	}
	if e.By == "machine" {
		f.Hint = v.T("web.form.machine")
	}
	if main {
		f.Label, f.Required = m.Label+" · "+f.Label, m.Required
		if m.Hint != "" {
			f.Hint = strings.TrimSpace(m.Hint + " " + f.Hint)
		}
		if f.Problem == "" {
			f.Problem = m.Problems[m.Name]
		}
	}
	return f
}
