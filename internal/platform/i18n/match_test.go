package i18n

import (
	"slices"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/values/text"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"":                                     "en",
		"*":                                    "en",
		"de":                                   "en",
		"zh":                                   "zh",
		"zh-TW":                                "zh",
		"zh-Hant-HK,zh;q=0.9,en;q=0.8":         "zh",
		"cmn-Hans-CN":                          "zh",
		"yue-HK":                               "zh",
		"vi-VN,vi;q=0.9,en-US;q=0.6,en;q=0.5":  "vi",
		"tl":                                   "fil",
		"tl-PH":                                "fil",
		"fil-PH, en;q=0.5":                     "fil",
		"in":                                   "id",
		"in-ID":                                "id",
		"id-ID":                                "id",
		"ms-MY":                                "ms",
		"ms-Arab-BN":                           "ms",
		"pt-BR":                                "pt",
		"pt-TL":                                "pt",
		"tet,en;q=0.3":                         "pt",
		"TH-th":                                "th",
		"th_TH":                                "th",
		"lo-LA":                                "lo",
		"km-KH":                                "km",
		"my-MM":                                "my",
		"de-DE, fr;q=0.9, km;q=0.1":            "km",
		"en;q=0.5, lo;q=0.9":                   "lo",
		"lo;q=0.5, my;q=0.5":                   "lo",
		"lo;q=0, my;q=0.001":                   "my",
		"zh;q=0":                               "en",
		"zh;q=nonsense, vi;q=0.1":              "vi",
		"zh;q=NaN, vi;q=0.1":                   "vi",
		"zh;q=2, vi;q=0.1":                     "vi",
		"zh ; q = 0.2 , vi ; q=0.3":            "vi",
		"zh;level=1;q=0.2, vi;q=0.3":           "vi",
		" , ,,zh":                              "zh",
		"english":                              "en",
		"zhong, vi;q=0.2":                      "vi",
		"i-klingon, x-whatever, th":            "th",
		strings.Repeat("de,", 31) + "th":       "th",
		strings.Repeat("de,", 32) + "th":       "en",
		strings.Repeat("a", 1<<20) + ",th":     "en",
		"th," + strings.Repeat(",;q=", 1<<18):  "th",
		"\x00\xff;q=0.9,\u200bth,km-\xff;q=.2": "km",
	} {
		if got := Match(header); got != want {
			t.Errorf("Match(%.80q) = %s, want %s", header, got, want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("vi-VN,vi;q=0.9,en-US;q=0.6")
	f.Add("zh-Hant;q=1e-5;;,=")
	f.Fuzz(func(t *testing.T, header string) {
		if got := Match(header); !slices.Contains(text.Languages, got) {
			t.Errorf("Match(%q) = %q, which is not a language of the interface", header, got)
		}
	})
}

func BenchmarkMatchHostile(b *testing.B) {
	header := strings.Repeat("zh-Hant-TW-x-y;q=0.00000001;q=0.1,", 1<<15)
	b.ReportAllocs()
	for b.Loop() {
		_ = Match(header)
	}
}
