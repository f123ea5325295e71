package i18n

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// source makes a catalogue in memory from alternating language and JSON.
func source(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]+".json"] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func bundle(t testing.TB, sources ...fstest.MapFS) *Bundle {
	t.Helper()
	var b *Bundle
	var err error
	switch len(sources) {
	case 0:
		b, err = New()
	default:
		b, err = New(sources[0])
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func words(t testing.TB) *Bundle {
	return bundle(t, source(
		"en", `{"@reviewed":"yes","expo.booth.taken":"Booth {code} is already taken.","expo.hits":{"one":"{n} exhibitor","other":"{n} exhibitors"},
			"t.plain":"Welcome","t.braces":"{{literal}} {x}","t.only-english":"Only English","t.list":"{a}: {b}"}`,
		"zh", `{"@reviewed":"no","expo.booth.taken":"展位 {code} 已被占用。","expo.hits":"{n} 家参展商","t.plain":"欢迎"}`,
		"my", `{"@reviewed":"no","expo.booth.taken":"ပြခန်း {code} ကို ယူပြီးဖြစ်သည်။","expo.hits":"ပြသသူ {n} ဦး"}`,
		"fil", `{"@reviewed":"yes","expo.hits":{"one":"{n} exhibitor.","other":"{n} na exhibitor."}}`,
		"pt", `{"@reviewed":"yes","expo.hits":{"one":"{n} expositor","other":"{n} expositores"}}`,
		"vi", `{"@reviewed":"yes","expo.hits":{"one":"never","other":"{n} đơn vị"}}`,
	))
}

func TestMessages(t *testing.T) {
	t.Parallel()
	b := words(t)
	day := clock.Date("2025-09-17")
	for _, c := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"en", "t.plain", nil, "Welcome"},
		{"zh", "t.plain", nil, "欢迎"},
		{"xx", "t.plain", nil, "Welcome"},
		{"zh", "t.only-english", nil, "Only English"},
		{"en", "no.such.key", nil, "⟦no.such.key⟧"},
		{"en", "expo.booth.taken", []any{"code", "B-1203"}, "Booth B-1203 is already taken."},
		{"my", "expo.booth.taken", []any{"code", "B-1203"}, "ပြခန်း B-1203 ကို ယူပြီးဖြစ်သည်။"},
		{"en", "expo.booth.taken", nil, "Booth {code} is already taken."},
		{"en", "expo.booth.taken", []any{"code"}, "Booth {code} is already taken."},
		{"en", "expo.booth.taken", []any{"other", 1, 7, "code"}, "Booth {code} is already taken."},
		{"en", "t.braces", []any{"x", 1}, "{literal} 1"},
		{"en", "expo.hits", []any{"n", 1}, "1 exhibitor"},
		{"en", "expo.hits", []any{"n", int64(3260)}, "3,260 exhibitors"},
		{"en", "expo.hits", []any{"n", uint8(1)}, "1 exhibitor"},
		{"en", "expo.hits", []any{"n", "1"}, "1 exhibitors"},
		{"en", "expo.hits", []any{"n", 0}, "0 exhibitors"},
		{"vi", "expo.hits", []any{"n", 1}, "1 đơn vị"},
		{"zh", "expo.hits", []any{"n", 1}, "1 家参展商"},
		{"my", "expo.hits", []any{"n", 3260}, "ပြသသူ ၃,၂၆၀ ဦး"},
		{"pt", "expo.hits", []any{"n", 0}, "0 expositor"},
		{"pt", "expo.hits", []any{"n", 2}, "2 expositores"},
		{"fil", "expo.hits", []any{"n", 3}, "3 exhibitor."},
		{"fil", "expo.hits", []any{"n", 4}, "4 na exhibitor."},
		{"fil", "expo.hits", []any{"n", 16}, "16 na exhibitor."},
		{"fil", "expo.hits", []any{"n", 20}, "20 exhibitor."},
		{"en", "t.list", []any{"a", []string{"x", "y"}, "b", day}, "x and y: 17 September 2025"},
		{"zh", "t.list", []any{"a", text.Of("en", "Durian", "zh", "榴莲"), "b", 1.5}, "榴莲: 1.5"},
		{"en", "t.list", []any{"a", []any{"x", 2.0}, "b", int32(-4)}, "x and 2: -4"},
		{"en", "t.list", []any{"a", fault.Invalid, "b", true}, "invalid: true"},
	} {
		if got := b.Locale(c.lang).T(c.key, c.args...); got != c.want {
			t.Errorf("%s %s %v: got %q, want %q", c.lang, c.key, c.args, got, c.want)
		}
	}
}

func TestProblemsAreSentences(t *testing.T) {
	t.Parallel()
	l := words(t).Locale("vi")
	if got, want := l.Problem(fault.NewProblem("name", "fault.too-long", "max", 1200)), "Vui lòng nhập tối đa 1.200 ký tự."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var list fault.List
	list.Add("a", "fault.required")
	list.Add("b", "fault.too-small", "min", 2)
	if diff := cmp.Diff([]string{"Vui lòng điền mục này.", "Vui lòng nhập giá trị từ 2 trở lên."}, l.Problems(list.Err())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Đã xảy ra sự cố"}, l.Problems(fmt.Errorf("disk on fire"))); diff != "" {
		t.Error(diff)
	}
	if got := l.Problems(nil); got != nil {
		t.Errorf("no error gives %v", got)
	}
	for k := fault.Internal; k <= fault.Unavailable; k++ {
		if !l.Has("fault.title." + k.String()) {
			t.Errorf("kind %s has no title", k)
		}
	}
}

func TestReviewed(t *testing.T) {
	t.Parallel()
	b := words(t)
	for lang, want := range map[string]bool{"en": true, "zh": false, "vi": false, "xx": false} {
		if got := b.Reviewed(lang); got != want {
			t.Errorf("Reviewed(%s) = %v", lang, got)
		}
	}
	b = bundle(t, source("en", `{"a":"b"}`))
	if b.Reviewed("en") {
		t.Error("a file that says nothing about review counts as reviewed")
	}
}

func TestLocaleTags(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	for _, lang := range text.Languages {
		l := b.Locale(lang)
		want := lang
		if lang == "zh" {
			want = "zh-Hans"
		}
		if l.Lang() != lang || l.HTMLLang() != want {
			t.Errorf("%s: Lang %s, HTMLLang %s", lang, l.Lang(), l.HTMLLang())
		}
		if OwnName(lang) == "" || lang != "en" && OwnName(lang) == "English" {
			t.Errorf("%s has no name of its own", lang)
		}
	}
	if got := b.Locale("xx").Lang(); got != "en" {
		t.Errorf("unknown language gives %s", got)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sources []fstest.MapFS
		want    string
	}{
		"no English":              {[]fstest.MapFS{source("zh", `{}`)}, "en.json"},
		"malformed JSON":          {[]fstest.MapFS{source("en", `{"a":}`)}, "source 1: en.json"},
		"text after the end":      {[]fstest.MapFS{source("en", `{"a":"b"} x`)}, "more than one"},
		"an array":                {[]fstest.MapFS{source("en", `["a"]`)}, "want {"},
		"a number":                {[]fstest.MapFS{source("en", `{"a":1}`)}, "a:"},
		"key twice in a file":     {[]fstest.MapFS{source("en", `{"a":"b","a":"c"}`)}, "twice"},
		"key in two sources":      {[]fstest.MapFS{source("en", `{"a.b":"b"}`), source("en", `{"a.b":"c"}`)}, "source 1 has this key already"},
		"key of the base":         {[]fstest.MapFS{source("en", `{"fault.required":"b"}`)}, "source 0 has this key already"},
		"plural without other":    {[]fstest.MapFS{source("en", `{"a":{"one":"x"}}`)}, "other"},
		"unknown plural form":     {[]fstest.MapFS{source("en", `{"a":{"few":"x","other":"y"}}`)}, "few"},
		"form twice":              {[]fstest.MapFS{source("en", `{"a":{"other":"x","other":"y"}}`)}, "twice"},
		"open placeholder":        {[]fstest.MapFS{source("en", `{"a":"x {n"}`)}, "placeholder"},
		"empty placeholder":       {[]fstest.MapFS{source("en", `{"a":"x {}"}`)}, "placeholder"},
		"closing brace alone":     {[]fstest.MapFS{source("en", `{"a":"x }"}`)}, "lone }"},
		"review neither way":      {[]fstest.MapFS{source("en", `{"@reviewed":"perhaps"}`)}, "yes or no"},
		"not UTF-8":               {[]fstest.MapFS{source("en", "{\"a\":\"\xff\"}")}, "UTF-8"},
		"gap in complete source":  {[]fstest.MapFS{source("en", `{"@complete":"yes","a":"b"}`)}, "zh.json is missing"},
		"cut off in the middle":   {[]fstest.MapFS{source("en", `{"a":"b"`)}, "en.json"},
		"fault in another locale": {[]fstest.MapFS{source("en", `{"a":"b"}`, "km", `{`)}, "km.json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := withBase(nil)
			for _, s := range c.sources {
				all = append(all, s)
			}
			if _, err := New(all...); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestBaseMayBePassedAgain(t *testing.T) {
	t.Parallel()
	if _, err := New(Catalogue(), Catalogue()); err != nil {
		t.Fatal(err)
	}
}

func TestWordsNameTheLanguageTheyAreIn(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	durian := text.Of("en", "Durian", "zh", "榴莲")
	for _, c := range []struct {
		lang, words, tag string
		t                text.T
	}{
		{"zh", "榴莲", "zh-Hans", durian},
		{"vi", "Durian", "en", durian},
		{"vi", "榴莲", "zh-Hans", text.Of("zh", "榴莲")},
		{"vi", "", "", nil},
	} {
		if words, tag := b.Locale(c.lang).Words(c.t); words != c.words || tag != c.tag {
			t.Errorf("%s: got %q in %q, want %q in %q", c.lang, words, tag, c.words, c.tag)
		}
	}
}

func FuzzParseFile(f *testing.F) {
	f.Add(`{"a":"b {n}","c":{"one":"x","other":"{{y}}"}}`)
	f.Add(`{"@reviewed":"no","a":{"other":"}"}}`)
	f.Fuzz(func(t *testing.T, s string) {
		file, err := parseFile("en", []byte(s))
		if err != nil {
			return
		}
		l := &Locale{lang: "en", form: formOf("en"), messages: file.messages}
		for key := range file.messages {
			_ = l.T(key, "n", 3)
		}
	})
}

// BenchmarkPage shows what 300 messages of a page cost: the bar is 100 µs.
func BenchmarkPage(b *testing.B) {
	l := words(b).Locale("zh")
	b.ReportAllocs()
	for b.Loop() {
		for range 100 {
			_ = l.T("t.plain")
			_ = l.T("expo.booth.taken", "code", "B-1203")
			_ = l.T("expo.hits", "n", 3260)
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	l := words(b).Locale("th")
	now := time.Date(2025, 9, 17, 9, 30, 0, 0, time.UTC)
	for name, f := range map[string]func(){
		"Number":   func() { _ = l.Number(123456789) },
		"Money":    func() { _ = l.Money(123456789, "USD") },
		"Date":     func() { _ = l.Date("2025-09-17") },
		"DateTime": func() { _ = l.DateTime(now) },
		"Country":  func() { _ = l.Country("VN") },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
