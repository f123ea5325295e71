package text_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/values/text"
)

func TestColumnRoundTrip(t *testing.T) {
	t.Parallel()
	words := rapid.StringMatching(`[a-z"\\\n<&{}:, \x{e01}-\x{e3a}\x{4e00}-\x{4e20}]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		in := text.T{}
		for _, tag := range rapid.SliceOfDistinct(rapid.SampledFrom(text.Languages), rapid.ID[string]).Draw(t, "languages") {
			e := text.Entry{Text: words.Draw(t, "text"), By: rapid.SampledFrom([]string{"", "machine", "An \"editor\""}).Draw(t, "by")}
			if e.Text != "" {
				in[tag] = e
			}
		}
		v, err := in.Value()
		if err != nil {
			t.Fatal(err)
		}
		var fromText, fromBytes, fromJSON text.T
		if err := fromText.Scan(v); err != nil {
			t.Fatal(err)
		}
		if err := fromBytes.Scan([]byte(v.(string))); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(v.(string)), &fromJSON); err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string]text.T{"text": fromText, "bytes": fromBytes, "JSON": fromJSON} {
			if !got.Equal(in) {
				t.Fatalf("from %s %q: got %v, want %v", name, v, got, in)
			}
		}
	})
}

func TestReadingJSON(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]text.T{
		`"Durian"`:                     {"en": {Text: "Durian"}},
		`{"zh":"榴莲", "en" : "Durian"}`: {"zh": {Text: "榴莲"}, "en": {Text: "Durian"}},
		`{"th":{"by":"machine","text":"ทุเรียน"}}`: {"th": {Text: "ทุเรียน", By: "machine"}},
		`{"en":"a \"b\""}`: {"en": {Text: `a "b"`}},
		`null`:             nil, `{}`: nil, `""`: nil, `{"en":""}`: nil,
	} {
		var got text.T
		if err := json.Unmarshal([]byte(in), &got); err != nil || !cmp.Equal(got, want) {
			t.Errorf("%s: got %v, %v, want %v", in, got, err, want)
		}
		var scanned text.T
		if err := scanned.Scan(in); err != nil || !scanned.Equal(want) {
			t.Errorf("scan %s: got %v, %v, want %v", in, scanned, err, want)
		}
	}
	for _, in := range []string{`[1]`, `{"EN US!":"x"}`, `{"en":7}`, `{"en":"x"`, `{"en":{"text":"x"`, `7`} {
		var got text.T
		if err := got.Scan(in); err == nil {
			t.Errorf("%s was read as %v", in, got)
		}
	}
}

func TestInFallsBack(t *testing.T) {
	t.Parallel()
	n := text.Of("en", "Durian", "zh", "榴莲")
	for lang, want := range map[string][2]string{"zh": {"榴莲", "zh"}, "th": {"Durian", "en"}, "en": {"Durian", "en"}} {
		if s, found := n.In(lang); s != want[0] || found != want[1] {
			t.Errorf("In(%s) = %q in %q, want %v", lang, s, found, want)
		}
	}
	if s, found := text.Of("vi", "sầu riêng").In("th"); s != "sầu riêng" || found != "vi" {
		t.Errorf("got %q in %q", s, found)
	}
	if s, found := (text.T)(nil).In("en"); s != "" || found != "" {
		t.Errorf("of nothing: %q in %q", s, found)
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"Công ty Đông Á": "cong ty dong a", "ＡＢＣ  GmbH & Co.": "abc gmbh co", "São Paulo": "sao paulo", "ทุเรียน": "ทุเรียน",
		"榴莲（泰国）": "榴莲 泰国", "a\u200bb": "ab", "": "", "···": "", "Müller-Łódź": "muller lodz", "ក\u200bម្ពុជា": "កម្ពុជា"} {
		if got := text.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzFoldIsIdempotent(f *testing.F) {
	for _, s := range []string{"Đông Á", "ทุเรียน", "\xff\xfe", "İstanbul", "ǅ", "a\u0301\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := text.Fold(s)
		if !utf8.ValidString(once) {
			t.Errorf("Fold(%q) = %q is not UTF-8", s, once)
		}
		if twice := text.Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, again %q", s, once, twice)
		}
	})
}

func TestClean(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"plain\ttext\r\nhere", "ทุเรียน", ""} {
		if !text.Clean(s) {
			t.Errorf("%q is refused", s)
		}
	}
	for _, s := range []string{"a\x00", "\x1b[31m", "\xff", "abc\u202etxt", "\u2066x", "\u0085"} {
		if text.Clean(s) {
			t.Errorf("%q is taken", s)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	long := text.T{}
	for _, l := range text.Languages {
		long[l] = text.Entry{Text: strings.Repeat("ก", 12), By: "machine"}
	}
	v, err := long.Value()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var t text.T
		if err := t.Scan(v); err != nil {
			b.Fatal(err)
		}
	}
}
