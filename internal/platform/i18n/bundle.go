package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// Fallback is the language that speaks when another one has no words.
const Fallback = "en"

// Bundle holds every message of the program in every language. It never changes and is safe for concurrent use.
type Bundle struct {
	locales  map[string]*Locale
	reviewed map[string]bool
}

// Locale is one language: its messages and its way of writing. It never changes and is safe for concurrent use.
type Locale struct {
	lang     string
	form     *form
	messages map[string]*message
	// Names of countries and languages are built on first use: most processes never show more than a few languages.
	countries func() map[string]string
	languages func() map[string]string
	menu      func() []Choice
}

// New reads the general catalogue and the given ones. Each source holds {lang}.json at its root, en.json at least;
// other languages may be absent, and a key that a language lacks is shown in English.
//
// It fails on malformed JSON or placeholders, on a key that appears twice in a language (also in two sources), on a
// source without en.json, and on a gap in a source that declares itself complete. The errors are joined and name
// source number (0 is the general catalogue), file and key.
func New(sources ...fs.FS) (*Bundle, error) {
	cats, errs := readAll(withBase(sources))
	for _, c := range cats {
		if c.complete {
			errs = append(errs, c.check()...)
		}
	}
	errs = append(errs, repeated(cats)...)
	if len(errs) > 0 {
		return nil, fmt.Errorf("read message catalogues: %w", errors.Join(errs...))
	}
	b := &Bundle{locales: make(map[string]*Locale), reviewed: make(map[string]bool)}
	for _, lang := range text.Languages {
		b.locales[lang] = newLocale(lang, cats)
		b.reviewed[lang] = true
		for _, c := range cats {
			if f := c.files[lang]; f != nil && !f.reviewed {
				b.reviewed[lang] = false
			}
		}
	}
	return b, nil
}

func withBase(sources []fs.FS) []fs.FS {
	all := []fs.FS{base}
	for _, s := range sources {
		if s != base {
			all = append(all, s)
		}
	}
	return all
}

func newLocale(lang string, cats []*catalogue) *Locale {
	l := &Locale{lang: lang, form: formOf(lang), messages: make(map[string]*message)}
	l.countries = sync.OnceValue(func() map[string]string { return countryNames(lang) })
	l.languages = sync.OnceValue(func() map[string]string { return languageNames(lang) })
	l.menu = sync.OnceValue(l.countryMenu)
	for _, c := range cats {
		for key, m := range c.files[Fallback].messages {
			l.messages[key] = m
		}
		if f := c.files[lang]; f != nil {
			for key, m := range f.messages {
				l.messages[key] = m
			}
		}
	}
	return l
}

// Locale returns the language's locale, English for a language the program does not speak.
func (b *Bundle) Locale(lang string) *Locale {
	if l, ok := b.locales[lang]; ok {
		return l
	}
	return b.locales[Fallback]
}

// Reviewed reports whether a person who speaks the language has read all of its catalogues. An unknown language was
// read by nobody.
func (b *Bundle) Reviewed(lang string) bool { return b.reviewed[lang] }

// Lang returns the language's tag as in catalogues and addresses: "zh".
func (l *Locale) Lang() string { return l.lang }

// HTMLLang returns the tag for lang attributes, which names the script where readers would otherwise get the wrong
// glyphs: "zh-Hans" for zh. All eleven languages are written from left to right.
func (l *Locale) HTMLLang() string { return htmlLang(l.lang) }

func htmlLang(lang string) string {
	if lang == "zh" {
		return "zh-Hans"
	}
	return lang
}
