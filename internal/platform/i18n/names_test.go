package i18n

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// scripts are those of the languages whose readers must never get an English name.
var scripts = map[string]*unicode.RangeTable{
	"zh": unicode.Han, "th": unicode.Thai, "lo": unicode.Lao, "km": unicode.Khmer, "my": unicode.Myanmar,
}

// exhibitors are China, the eleven ASEAN members, the regions of China, and forty other countries whose firms come.
var exhibitors = strings.Fields(`CN BN KH ID LA MY MM PH SG TH TL VN HK MO TW
	JP KR AU NZ IN LK PK BD NP MN KZ UZ RU TR AE SA QA IR EG ZA KE NG ET MA FR DE IT ES PT NL BE CH AT PL CZ HU GB US CA MX BR CL AR PE`)

func in(script *unicode.RangeTable, s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(script, r) }) >= 0 &&
		strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) < 0
}

func TestCountriesAreNamedInElevenLanguages(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	if len(exhibitors) < 15+40 {
		t.Fatalf("only %d countries", len(exhibitors))
	}
	for _, lang := range text.Languages {
		seen := make(map[string]string)
		codes := slices.Clone(exhibitors)
		for _, c := range place.Countries() {
			codes = append(codes, string(c))
		}
		for _, code := range codes {
			name := b.Locale(lang).Country(code)
			if name == "" || name == code {
				t.Errorf("%s: %s has no name", lang, code)
			}
			if script := scripts[lang]; script != nil && !in(script, name) {
				t.Errorf("%s: %s is %q, which is not in the language's script", lang, code, name)
			}
			if other, ok := seen[name]; ok && other != code {
				t.Errorf("%s: %s and %s are both %q", lang, other, code, name)
			}
			seen[name] = code
		}
	}
}

func TestCountryMenusAreSortedAsReadersExpect(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	position := func(lang, code string) int {
		return slices.IndexFunc(b.Locale(lang).Countries(), func(c Choice) bool { return c.Value == code })
	}
	for _, c := range []struct{ lang, before, after string }{
		{"en", "AX", "BE"}, // Åland before Belgium, not after Zimbabwe
		{"zh", "AL", "CN"}, // 阿尔巴尼亚 (a) before 中国 (zhong)
		{"zh", "DE", "CN"}, // 德国 (de) before 中国
		{"zh", "MY", "VN"}, // 马来西亚 (ma) before 越南 (yue)
		{"vi", "CZ", "VN"},
		{"pt", "ZA", "DE"}, // África do Sul before Alemanha
		{"th", "KH", "TH"}, // กัมพูชา before ไทย: the vowel written first is not the first letter
		{"th", "TH", "VN"}, // ไทย (ท) before เวียดนาม (ว)
	} {
		if x, y := position(c.lang, c.before), position(c.lang, c.after); x < 0 || y < 0 || x >= y {
			t.Errorf("%s: %s stands at %d, %s at %d", c.lang, c.before, x, c.after, y)
		}
	}
	menu := b.Locale("en").Countries()
	menu[0].Label = "changed"
	if b.Locale("en").Countries()[0].Label == "changed" {
		t.Error("the caller changed the menu of everybody")
	}
	if len(menu) != len(place.Countries()) {
		t.Errorf("the menu has %d countries of %d", len(menu), len(place.Countries()))
	}
}

func TestNewerCountryNames(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	for _, c := range []struct{ lang, code, want string }{
		{"en", "TL", "Timor-Leste"}, {"en", "TR", "Türkiye"}, {"en", "CZ", "Czechia"}, {"en", "MK", "North Macedonia"},
		{"en", "MM", "Myanmar"}, {"my", "MM", "မြန်မာ"}, {"fil", "PH", "Pilipinas"}, {"pt", "MM", "Mianmar"}, {"en", "mm", "Myanmar"},
		{"zh", "TR", "土耳其"}, {"zh", "SZ", "斯威士兰"}, {"en", "ZZ", "ZZ"}, {"en", "", ""}, {"en", "nowhere", "NOWHERE"},
	} {
		if got := b.Locale(c.lang).Country(c.code); got != c.want {
			t.Errorf("%s in %s: got %q, want %q", c.code, c.lang, got, c.want)
		}
	}
}

func TestLanguagesAreNamedInElevenLanguages(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	for _, lang := range text.Languages {
		for _, tag := range append([]string{"zh-Hans", "zh-Hant", "ta", "tet", "ja", "ko", "fr", "ru"}, text.Languages...) {
			name := b.Locale(lang).LanguageName(tag)
			if name == "" || name == tag {
				t.Errorf("%s: %s has no name", lang, tag)
			}
			if script := scripts[lang]; script != nil && !in(script, name) {
				t.Errorf("%s: %s is %q, which is not in the language's script", lang, tag, name)
			}
		}
	}
	for _, c := range []struct{ lang, tag, want string }{
		{"en", "zh", "Chinese"}, {"th", "zh", "ภาษาจีน"}, {"id", "id", "Bahasa Indonesia"}, {"vi", "km", "Tiếng Khmer"},
		{"my", "my", "မြန်မာဘာသာ"}, {"en", "not a tag", "not a tag"}, {"en", "", ""}, {"en", "ja-JP", "Japanese"},
	} {
		if got := b.Locale(c.lang).LanguageName(c.tag); got != c.want {
			t.Errorf("%s in %s: got %q, want %q", c.tag, c.lang, got, c.want)
		}
	}
	if got := OwnName("de"); got != "de" {
		t.Errorf("OwnName(de) = %q", got)
	}
}

// cldr is the part of Unicode CLDR 47 that the comparison reads.
type cldr struct {
	Locales map[string]struct {
		Territories, Languages map[string]string
		DefaultNumberingSystem string
		Decimal, Group         string
		DateFormats            map[string]string
	}
	FirstDay map[string]string
}

// TestAgreesWithCLDR compares with the extract of CLDR 47 where it lies beside the repository. The names of newerNames
// differ on purpose; those of pt are not compared, because the extract has Brazil's.
func TestAgreesWithCLDR(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "data", "trade", "names", "cldr_cn_asean.json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("needs ../shared: cldr_cn_asean.json is not beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var c cldr
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	b := bundle(t)
	for _, lang := range text.Languages {
		want, l := c.Locales[lang], b.Locale(lang)
		if l.form.decimal != want.Decimal || l.form.group != want.Group || l.form.myanmarDigits != (want.DefaultNumberingSystem == "mymr") {
			t.Errorf("%s: marks %q %q, CLDR has %q %q %s", lang, l.form.decimal, l.form.group, want.Decimal, want.Group, want.DefaultNumberingSystem)
		}
		for code, name := range want.Territories {
			if got := l.Country(code); got != name && newerNames(code)[lang] != got && lang != "pt" {
				t.Errorf("%s: country %s is %q, CLDR has %q", lang, code, got, name)
			}
		}
		for tag, name := range want.Languages {
			got := l.LanguageName(tag)
			if got != name && got != l.form.languagePrefix+name+l.form.languageSuffix && lang != "pt" {
				t.Errorf("%s: language %s is %q, CLDR has %q", lang, tag, got, name)
			}
		}
	}
	home := map[string]string{"zh": "CN", "vi": "VN", "th": "TH", "lo": "LA", "km": "KH", "my": "MM", "id": "ID", "ms": "MY", "fil": "PH", "pt": "TL"}
	for lang, country := range home {
		want := time.Monday
		if c.FirstDay[country] == "sun" {
			want = time.Sunday
		}
		if got := b.Locale(lang).FirstWeekday(); got != want {
			t.Errorf("%s: the week begins on %s, CLDR has %s", lang, got, want)
		}
	}
}
