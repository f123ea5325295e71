package i18n

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Country returns the country's name for an ISO 3166 two-letter code in either case: "VN" is 越南 in Chinese.
// An unknown code is returned in capitals, "" for "". Names are CLDR's, with the newer ones of exonyms.go.
func (l *Locale) Country(iso2 string) string {
	code := strings.ToUpper(iso2)
	if name, ok := l.countries()[code]; ok {
		return name
	}
	return code
}

// Choice is one line of a menu.
type Choice struct {
	Value string // the code that is sent
	Label string // the name that is read
}

// Countries returns every country of values/place with its name, in the order in which the language sorts names
// (pinyin for Chinese). The caller may change the slice. The first call in a language sorts, the others copy.
func (l *Locale) Countries() []Choice { return slices.Clone(l.menu()) }

func (l *Locale) countryMenu() []Choice {
	names := l.countries()
	menu := make([]Choice, 0, len(names))
	for code, name := range names {
		menu = append(menu, Choice{Value: code, Label: name})
	}
	order := collate.New(displayTag(l.lang))
	slices.SortFunc(menu, func(a, b Choice) int {
		return cmp.Or(order.CompareString(a.Label, b.Label), strings.Compare(a.Value, b.Value))
	})
	return menu
}

// LanguageName returns the name of the language of a BCP 47 tag in this locale's language: "zh" is "Chinese" in
// English and ภาษาจีน in Thai. An unknown tag is returned as it is.
func (l *Locale) LanguageName(tag string) string {
	if name, ok := l.languages()[tag]; ok {
		return name
	}
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := languageName(l.lang, t); name != "" {
		return name
	}
	return tag
}

// OwnName returns the name of an interface language in itself, as language menus show it: "ไทย" for th. Any other tag
// is returned as it is.
func OwnName(lang string) string {
	for _, l := range text.Languages {
		if l == lang {
			return formOf(lang).own
		}
	}
	return lang
}

// List joins names: "a, b and c" in English, "a、b和c" in Chinese. The items are not changed; none give "".
func (l *Locale) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	var b strings.Builder
	b.WriteString(items[0])
	for _, item := range items[1:last] {
		b.WriteString(l.form.between)
		b.WriteString(item)
	}
	if last > 1 {
		b.WriteString(l.form.comma)
	}
	b.WriteString(l.form.and)
	b.WriteString(items[last])
	return b.String()
}

// Words returns a text in this language, or in the language that stands in for it, with the tag that its lang attribute
// must carry ("zh-Hans" for zh). The tag is "" when there are no words.
func (l *Locale) Words(t text.T) (words, lang string) {
	words, found := t.In(l.lang)
	return words, htmlLang(found)
}

// displayTag is the locale from which names come. Portuguese is read here in Timor-Leste, which writes it as in Portugal
// (Vietname, Vietnã in Brazil).
func displayTag(lang string) language.Tag {
	if lang == "pt" {
		return language.EuropeanPortuguese
	}
	return language.Make(lang)
}

// countryNames builds the names of all countries. Empty names of x/text are filled in English.
func countryNames(lang string) map[string]string {
	own, english := display.Regions(displayTag(lang)), display.Regions(language.English)
	names := make(map[string]string)
	for _, country := range place.Countries() {
		code := string(country)
		region, err := language.ParseRegion(code)
		if err != nil {
			continue
		}
		names[code] = own.Name(region)
		if names[code] == "" {
			names[code] = english.Name(region)
		}
		if newer, ok := newerNames(code)[lang]; ok {
			names[code] = newer
		}
	}
	return names
}

// languageNames builds the names of the languages met most at the expo.
func languageNames(lang string) map[string]string {
	names := make(map[string]string)
	for _, tag := range append([]string{"ta", "tet", "za", "ja", "ko", "fr", "de", "es", "ru", "ar", "hi"}, text.Languages...) {
		names[tag] = languageName(lang, language.Make(tag))
	}
	return names
}

func languageName(lang string, tag language.Tag) string {
	f := formOf(lang)
	name, ok := filledNames(tag.String())[lang]
	if !ok {
		name = display.Languages(displayTag(lang)).Name(tag)
	}
	if name == "" {
		return display.Languages(language.English).Name(tag)
	}
	if strings.HasPrefix(name, f.languagePrefix) && f.languagePrefix != "" {
		return name
	}
	return f.languagePrefix + name + f.languageSuffix
}
