package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/text"
)

func wordsOf(v *View, t text.T) string { w, _ := v.Locale.Words(t); return w }

func langOf(v *View, t text.T) string { _, l := v.Locale.Words(t); return l }

// paragraphs cuts text at empty lines and drops what is empty.
func paragraphs(s string) []string {
	var all []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// initials returns what a monogram shows: the first letters of the first two words of a name in an alphabet, the
// first character of a Chinese name, the first letter with its marks in scripts that do not part words.
func initials(name string) string {
	var out strings.Builder
	words := 0
	for w := range strings.FieldsSeq(name) {
		first := cluster(w)
		if first == "" {
			continue
		}
		out.WriteString(strings.ToUpper(first))
		r, _ := utf8.DecodeRuneInString(first)
		if words++; words == 2 || !unicode.IsDigit(r) && !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) {
			break
		}
	}
	if out.Len() == 0 {
		return "·"
	}
	return out.String()
}

// cluster returns the first letter or digit of a word with the marks that belong to it.
func cluster(word string) string {
	start := strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if start < 0 {
		return ""
	}
	lead, n := utf8.DecodeRuneInString(word[start:])
	end := start + n
	for i, r := range word[end:] {
		// Thai and Lao write some vowels before their consonant: the vowel alone would be no initial.
		before := strings.ContainsRune("เแโใไເແໂໃໄ", lead) && i == 0
		if !unicode.IsMark(r) && !before {
			return word[start : end+i]
		}
	}
	return word[start:]
}

// tint is one of eight quiet colour pairs, chosen by name.
func tint(name string) string { return string(rune('1' + Seed(name)%8)) }
