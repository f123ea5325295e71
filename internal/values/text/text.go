// Package text holds words in several languages and the folding that makes plain comparison of names possible.
package text

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Languages are the interface languages, in the order in which menus show them.
var Languages = []string{"en", "zh", "vi", "th", "lo", "km", "my", "id", "ms", "fil", "pt"}

// Entry is a text in one language.
type Entry struct {
	// Text is what people read.
	Text string
	// By says who or what translated it: "" is the owner's own wording, "machine" an unreviewed machine translation,
	// anything else a translator's name.
	By string
}

// T is a text in several languages, by BCP 47 tag ("en", "zh", "vi"). nil is an empty text.
type T map[string]Entry

// Of returns a T from alternating language and text: Of("en", "Durian", "zh", "榴莲").
func Of(pairs ...string) T {
	t := make(T, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			t[pairs[i]] = Entry{Text: pairs[i+1]}
		}
	}
	return t
}

// In returns the text in the language, else in English, else in the first language in alphabetical order, together
// with the language it is in. An empty T gives "", "".
func (t T) In(language string) (words, found string) {
	if e, ok := t[language]; ok && e.Text != "" {
		return e.Text, language
	}
	if e, ok := t["en"]; ok && e.Text != "" {
		return e.Text, "en"
	}
	for _, l := range t.Tags() {
		if t[l].Text != "" {
			return t[l].Text, l
		}
	}
	return "", ""
}

// Words returns In without the language found.
func (t T) Words(language string) string { s, _ := t.In(language); return s }

// Tags returns the languages present, in alphabetical order.
func (t T) Tags() []string {
	tags := make([]string, 0, len(t))
	for l := range t {
		tags = append(tags, l)
	}
	sort.Strings(tags)
	return tags
}

// Empty reports whether no language has text.
func (t T) Empty() bool {
	for _, e := range t {
		if e.Text != "" {
			return false
		}
	}
	return true
}

// Equal reports whether both hold the same texts by the same hands.
func (t T) Equal(u T) bool {
	if len(t) != len(u) {
		return false
	}
	for l, e := range t {
		if f, ok := u[l]; !ok || e != f {
			return false
		}
	}
	return true
}

// MarshalJSON writes {"en":"Durian","zh":{"text":"榴莲","by":"machine"}}: a string for the owner's own wording.
func (t T) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	n := 0
	for _, l := range t.Tags() {
		e := t[l]
		if e.Text == "" {
			continue
		}
		if n++; n > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", l)
		var v any = e.Text
		if e.By != "" {
			v = struct {
				Text string `json:"text"`
				By   string `json:"by"`
			}{e.Text, e.By}
		}
		j, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		b.Write(j)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads what MarshalJSON writes, and also a bare string, which is taken as English.
func (t *T) UnmarshalJSON(b []byte) error {
	*t = nil
	b = bytes.TrimSpace(b)
	if len(b) == 0 || string(b) == "null" {
		return nil
	}
	if b[0] == '"' {
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		if s != "" {
			*t = T{"en": {Text: s}}
		}
		return nil
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	out := make(T, len(raw))
	for l, v := range raw {
		if !ValidTag(l) {
			return fmt.Errorf("%.20q is not a language tag", l)
		}
		var e Entry
		if len(v) > 0 && v[0] == '{' {
			var o struct {
				Text string `json:"text"`
				By   string `json:"by"`
			}
			if err := json.Unmarshal(v, &o); err != nil {
				return err
			}
			e = Entry{Text: o.Text, By: o.By}
		} else if err := json.Unmarshal(v, &e.Text); err != nil {
			return err
		}
		if e.Text != "" {
			out[l] = e
		}
	}
	if len(out) > 0 {
		*t = out
	}
	return nil
}

// Value gives the JSON text of a TEXT column; an empty T gives "{}".
func (t T) Value() (driver.Value, error) {
	b, err := t.MarshalJSON()
	return string(b), err
}

// Scan reads a TEXT column.
func (t *T) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = nil
		return nil
	case string:
		if plain, ok := parsePlain(v); ok {
			*t = plain
			return nil
		}
		return t.UnmarshalJSON([]byte(v))
	case []byte:
		if plain, ok := parsePlain(string(v)); ok {
			*t = plain
			return nil
		}
		return t.UnmarshalJSON(v)
	}
	return fmt.Errorf("scan text.T from %T", src)
}

// ValidTag reports whether s looks like a BCP 47 tag: letters, digits and hyphens, two to twelve characters.
func ValidTag(s string) bool {
	if len(s) < 2 || len(s) > 12 {
		return false
	}
	for i, r := range s {
		if !(r >= 'a' && r <= 'z' || i > 0 && (r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-')) {
			return false
		}
	}
	return true
}

// Fold prepares a name for plain comparison and prefix search: compatibility forms unified (NFKC), case and marks of
// Latin letters dropped (đ becomes d), punctuation turned to single spaces. Letters and marks of other scripts stay.
// Fold is idempotent. Invalid UTF-8 becomes U+FFFD.
func Fold(s string) string {
	d := norm.NFD.String(norm.NFKC.String(strings.ToLower(s)))
	var b strings.Builder
	b.Grow(len(d))
	latin, space := false, true
	for _, r := range d {
		switch {
		case unicode.Is(unicode.Mn, r) && latin:
			continue
		case r == 'đ':
			r = 'd'
		case r == 'ł':
			r = 'l'
		case r == 'ø':
			r = 'o'
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			if !unicode.IsMark(r) {
				latin = unicode.Is(unicode.Latin, r)
			}
			b.WriteRune(r)
			space = false
			continue
		}
		if r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u00ad' || r == '\ufeff' {
			continue
		}
		latin = false
		if !space {
			b.WriteByte(' ')
			space = true
		}
	}
	return norm.NFC.String(strings.TrimRight(b.String(), " "))
}

// Clean reports whether s is fit to be stored: valid UTF-8 without NUL or other control characters than tab and
// line ends, no Unicode direction overrides, which could make a name read backwards, and no replacement characters,
// which stand where a decoder has already lost a letter.
func Clean(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
		case unicode.IsControl(r), r == utf8.RuneError:
			return false
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return false
		}
	}
	return true
}
