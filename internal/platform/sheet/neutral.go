package sheet

import (
	"strings"
	"unicode"
)

// Formulas. A spreadsheet program that opens a CSV file runs every cell that begins with one of = + - @, or with a
// tab or carriage return before them. Exports carry text that strangers wrote, so such a cell leaves with an
// apostrophe in front, which makes it text. Invariant: revive(neutral(s)) == s for every s; for that, a text that
// begins with apostrophes and would be live behind them gets one more.
// Source: OWASP, "CSV Injection"; ASVS 5.0, 1.2.10.

// neutral returns s so that no spreadsheet program takes it for a formula.
func neutral(s string) string {
	if live(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// revive takes back what neutral did, and nothing else.
func revive(s string) string {
	if strings.HasPrefix(s, "'") && live(strings.TrimLeft(s, "'")) {
		return s[1:]
	}
	return s
}

// live reports whether a spreadsheet program may take s for a formula. Spaces, invisible characters and the
// full-width forms that Asian keyboards type count as well.
func live(s string) bool {
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\t', '\r':
			return true
		}
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return false
}
