package i18n

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/values/text"
)

func TestBaseIsComplete(t *testing.T) {
	t.Parallel()
	for _, err := range Check(Catalogue()) {
		t.Error(err)
	}
	for _, s := range Untranslated(Catalogue()) {
		t.Errorf("still in English: %s", s)
	}
	files, err := fs.Glob(Catalogue(), "*")
	if err != nil || len(files) != len(text.Languages) {
		t.Errorf("messages holds %v (%v), want one file a language", files, err)
	}
}

// planted returns a source that is complete in every language but for what the test puts in its place.
func planted(english string, pairs ...string) fstest.MapFS {
	m := source("en", english)
	for _, lang := range text.Languages[1:] {
		m[lang+".json"] = source("x", english)["x.json"]
	}
	for name, f := range source(pairs...) {
		m[name] = f
	}
	return m
}

func without(m fstest.MapFS, name string) fstest.MapFS { delete(m, name); return m }

func TestCheckFindsPlantedFaults(t *testing.T) {
	t.Parallel()
	const english = `{"@reviewed":"yes","a.hits":{"one":"{n} hit","other":"{n} hits"},"a.taken":"Booth {code} is taken by {who}."}`
	for name, c := range map[string]struct {
		sources []fs.FS
		want    []string
	}{
		"nothing wrong": {[]fs.FS{planted(english)}, nil},
		"key missing": {
			[]fs.FS{planted(english, "th", `{"a.hits":"{n} รายการ"}`)},
			[]string{"source 0: th.json: a.taken: missing"},
		},
		"file missing": {
			[]fs.FS{without(planted(english), "km.json")},
			[]string{"source 0: km.json is missing"},
		},
		"extra key": {
			[]fs.FS{planted(english, "th", `{"a.hits":"{n} รายการ","a.taken":"{code} {who}","a.more":"x"}`)},
			[]string{"source 0: th.json: a.more: not in English"},
		},
		"placeholder lost and added": {
			[]fs.FS{planted(english, "zh", `{"a.hits":"{n} 条","a.taken":"展位 {kode} 已被 {who} 占用。"}`)},
			[]string{
				"source 0: zh.json: a.taken: placeholder {code} is lost",
				"source 0: zh.json: a.taken: placeholder {kode} is not in English",
			},
		},
		"placeholder added to the form one": {
			[]fs.FS{planted(english, "pt", `{"a.hits":{"one":"{x} resultado","other":"{n} resultados"},"a.taken":"{code} {who}"}`)},
			[]string{"source 0: pt.json: a.hits: placeholder {x} of the form one is not in English"},
		},
		"form one without the number is fine": {
			[]fs.FS{planted(english, "pt", `{"a.hits":{"one":"um resultado","other":"{n} resultados"},"a.taken":"{code} {who}"}`)}, nil,
		},
		"empty text": {
			[]fs.FS{planted(`{"a":"x"}`, "lo", `{"a":" "}`)},
			[]string{"source 0: lo.json: a: empty"},
		},
		"unknown header": {
			[]fs.FS{planted(`{"a":"x"}`, "my", `{"@author":"no","a":"x"}`)},
			[]string{"source 0: my.json: @author: unknown header"},
		},
		"plural that nothing chooses": {
			[]fs.FS{planted(`{"a":"x"}`, "en", `{"a":{"one":"x","other":"y"}}`)},
			[]string{"source 0: en.json: a: plural without the placeholder {n} to choose by"},
		},
		"key in two sources": {
			[]fs.FS{planted(`{"a":"x"}`), planted(`{"b":"x"}`, "vi", `{"a":"x","b":"x"}`)},
			[]string{
				"source 1: vi.json: a: not in English",
				"source 1: vi.json: a: source 0 has this key already",
			},
		},
		"malformed file": {
			[]fs.FS{planted(english, "my", `{`)},
			[]string{"source 0: my.json: EOF"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, err := range Check(c.sources...) {
				got = append(got, err.Error())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUntranslatedListsEnglishWordings(t *testing.T) {
	t.Parallel()
	got := Untranslated(planted(`{"a":"Booth {code} is taken.","b":"E-mail","c":"{n} kg","d":"Sign in"}`,
		"zh", `{"a":"展位 {code} 已被占用。","b":"E-mail","c":"{n} kg","d":"登录"}`), source("en", `{"x":"Two words"}`, "vi", `{"x":"Two words"}`))
	if len(got) != 9*2+1 { // a and d in the nine languages that were left in English, x in vi
		t.Errorf("got %d wordings: %q", len(got), got)
	}
	for _, want := range []string{"source 0: km.json: a: Booth {code} is taken.", "source 0: pt.json: d: Sign in", "source 1: vi.json: x: Two words"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}
