package demo

import (
	"io/fs"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// words are texts by key. The tables of data/ hold facts; what people read in eleven languages is in words/, one row
// a text, so that a translator works on one file without touching a fact.
type words map[string]text.T

// wordFiles are the files of words/, each with the prefix of its keys.
var wordFiles = []string{"editions", "halls", "pavilions", "categories", "visitor", "phrases"}

// readWords reads every file of words/. Keys are "file.key".
func readWords(source fs.FS) (words, error) {
	w := words{}
	for _, name := range wordFiles {
		file := "words/" + name + ".tsv"
		t, err := readTable(source, file, append([]string{"key"}, text.Languages...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range t.rows {
			key := name + "." + r.must("key")
			if _, twice := w[key]; twice {
				r.fail("key twice: " + key)
			}
			w[key] = r.words(false)
			if *r.err != nil {
				return nil, *r.err
			}
		}
	}
	return w, nil
}

// of returns the text of a key; a missing key is a mistake of the row that names it.
func (w words) of(r row, key string) text.T {
	t, ok := w[key]
	if !ok {
		r.fail("no words for " + key)
	}
	return t
}
