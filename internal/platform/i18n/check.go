package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"unicode"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// Check returns every gap between the sources' languages and their English: a missing file or key, a key that English
// lacks, a lost or added placeholder, an empty text, an unknown header, a key in two sources, and whatever New refuses.
// The order is stable. It serves the gate; the program itself runs with gaps, in English.
func Check(sources ...fs.FS) []error {
	cats, errs := readAll(sources)
	for _, c := range cats {
		errs = append(errs, c.check()...)
	}
	return append(errs, repeated(cats)...)
}

// Untranslated returns the messages of more than one word that a language has in exactly the English wording, as
// "source 1: vi.json: expo.booth.taken: Booth …". Names and loan words make some of them right, so they are a list
// to look at and no fault.
func Untranslated(sources ...fs.FS) []string {
	var out []string
	cats, _ := readAll(sources)
	for _, c := range cats {
		english := c.files[Fallback]
		if english == nil {
			continue
		}
		for _, lang := range text.Languages[1:] {
			f := c.files[lang]
			if f == nil {
				continue
			}
			for _, key := range f.keys() {
				m, e := f.messages[key], english.messages[key]
				if e != nil && m.text == e.text && manyWords(m.other) {
					out = append(out, fmt.Sprintf("source %d: %s.json: %s: %s", c.number, lang, key, m.text))
				}
			}
		}
	}
	return out
}

// manyWords reports whether the literal parts hold more than one word with a letter; placeholders are not words.
func manyWords(segs []segment) bool {
	words := 0
	for _, s := range segs {
		for _, w := range strings.Fields(s.literal) {
			if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
				words++
			}
		}
	}
	return words > 1
}

func (c *catalogue) check() []error {
	var errs []error
	english := c.files[Fallback]
	if english == nil {
		return nil // readCatalogue has said so.
	}
	for _, lang := range text.Languages {
		f := c.files[lang]
		if f == nil {
			errs = append(errs, fmt.Errorf("source %d: %s.json is missing", c.number, lang))
			continue
		}
		for _, err := range f.compare(english) {
			errs = append(errs, fmt.Errorf("source %d: %s.json: %w", c.number, lang, err))
		}
	}
	return errs
}

func (f *file) compare(english *file) []error {
	errs := append([]error(nil), f.notes...)
	for _, key := range english.keys() {
		m, ok := f.messages[key]
		if !ok {
			errs = append(errs, fmt.Errorf("%s: missing", key))
			continue
		}
		for _, err := range m.compare(english.messages[key]) {
			errs = append(errs, fmt.Errorf("%s: %w", key, err))
		}
	}
	for _, key := range f.keys() {
		if english.messages[key] == nil {
			errs = append(errs, fmt.Errorf("%s: not in English", key))
		}
	}
	return errs
}

// compare checks the form "other" for exactly the placeholders of English, and the form "one" for none beyond them:
// "one visitor" may well leave {n} out.
func (m *message) compare(english *message) []error {
	var errs []error
	want, got := names(english.other), names(m.other)
	for _, name := range sorted(want) {
		if !got[name] {
			errs = append(errs, fmt.Errorf("placeholder {%s} is lost", name))
		}
	}
	for _, name := range sorted(got) {
		if !want[name] {
			errs = append(errs, fmt.Errorf("placeholder {%s} is not in English", name))
		}
	}
	for _, name := range sorted(names(m.one)) {
		if !want[name] {
			errs = append(errs, fmt.Errorf("placeholder {%s} of the form one is not in English", name))
		}
	}
	if strings.TrimSpace(m.text) == "" {
		errs = append(errs, errors.New("empty"))
	}
	if len(m.one) > 0 && !want["n"] {
		errs = append(errs, errors.New("plural without the placeholder {n} to choose by"))
	}
	return errs
}

func names(segs []segment) map[string]bool {
	set := make(map[string]bool)
	for _, s := range segs {
		if s.name != "" {
			set[s.name] = true
		}
	}
	return set
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}
