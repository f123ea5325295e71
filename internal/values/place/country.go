package place

import (
	_ "embed" // countries.tsv
	"fmt"
	"strings"
	"sync"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Country is an ISO 3166-1 alpha-2 code in capitals, such as "VN"; "" is none stated. The standard gives codes to
// countries, territories and customs areas alike, and a code here says nothing about which of them it is.
type Country string

// countriesFile has one line a code, in alphabetical order: alpha-2, alpha-3, English short name, Chinese name, and
// other names divided by "|". Sources: ISO 3166-1 (249 codes, as of 2026); names in other languages after Unicode
// CLDR; common spellings in trade documents collected by hand.
//
//go:embed countries.tsv
var countriesFile string

// country is one line of the file.
type country struct {
	alpha3, english, chinese string
}

// gazetteer answers look-ups; it is built once, at first use, in about ten milliseconds.
type gazetteer struct {
	codes  []Country
	facts  map[Country]country
	alpha3 map[string]Country
	exact  map[string]Country // names as written in the file
	folded map[string]Country // names after text.Fold
}

var world = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{facts: map[Country]country{}, alpha3: map[string]Country{}, exact: map[string]Country{}, folded: map[string]Country{}}
	for line := range strings.Lines(countriesFile) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 {
			panic(fmt.Sprintf("place: countries.tsv: line %.20q has %d columns", line, len(f)))
		}
		c := Country(f[0])
		g.codes = append(g.codes, c)
		g.facts[c] = country{alpha3: f[1], english: f[2], chinese: f[3]}
		g.alpha3[f[1]] = c
		for _, name := range append(strings.Split(f[4], "|"), f[2], f[3]) {
			if name == "" {
				continue
			}
			if other, taken := g.folded[text.Fold(name)]; taken && other != c {
				panic(fmt.Sprintf("place: countries.tsv: %q names both %s and %s", name, other, c))
			}
			g.exact[name], g.folded[text.Fold(name)] = c, c
		}
	}
	return g
})

// ParseCountry finds a country by alpha-2 or alpha-3 code in any case, or by a name: English with the usual variants
// ("Vietnam", "Lao PDR", "Korea, Republic of", "UK"), Chinese in both scripts, the languages of ASEAN and others,
// without regard to case, Latin marks and punctuation. Only a whole name is found, never a part of one. ok is false
// for anything else, also "".
func ParseCountry(s string) (c Country, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 200 {
		return "", false
	}
	g := world()
	// A name exactly as written goes first: "Nga" is Russia in Vietnamese, "NGA" the code of Nigeria.
	if c, ok := g.exact[s]; ok {
		return c, true
	}
	code := strings.ToUpper(s)
	if _, ok := g.facts[Country(code)]; ok {
		return Country(code), true
	}
	if c, ok := g.alpha3[code]; ok {
		return c, true
	}
	c, ok = g.folded[text.Fold(s)]
	return c, ok
}

// Countries returns all codes in alphabetical order; the caller may keep the slice.
func Countries() []Country { return append([]Country(nil), world().codes...) }

// Valid reports whether c is one of the 249 codes, in capitals.
func (c Country) Valid() bool { _, ok := world().facts[c]; return ok }

// Alpha3 returns the three-letter code, "" for an unknown country.
func (c Country) Alpha3() string { return world().facts[c].alpha3 }

// Name returns the English short name for files and logs, "" for an unknown country.
func (c Country) Name() string { return world().facts[c].english }

// ChineseName returns the short name in simplified Chinese, "" for an unknown country.
func (c Country) ChineseName() string { return world().facts[c].chinese }

// UnmarshalText reads the alpha-2 code in capitals, or "" for none; names are for imports, not for the API.
// Errors: Invalid.
func (c *Country) UnmarshalText(b []byte) error {
	if code := Country(b); code == "" || code.Valid() {
		*c = code
		return nil
	}
	return fault.NewInvalid("", "place.country.unknown", "country", shorten(string(b)))
}

// shorten keeps what an error repeats of an input to a size that can be shown.
func shorten(s string) string {
	r := []rune(strings.ToValidUTF8(s, "\ufffd"))
	if len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return string(r)
}
