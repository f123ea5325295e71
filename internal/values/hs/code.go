package hs

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Edition is a year in which the Harmonized System was amended; a code means something only within an edition.
// 0 is an edition not stated.
type Edition int

// The editions of the World Customs Organization. HS2028 enters into force on 2028-01-01.
const (
	HS1992 Edition = 1992
	HS1996 Edition = 1996
	HS2002 Edition = 2002
	HS2007 Edition = 2007
	HS2012 Edition = 2012
	HS2017 Edition = 2017
	HS2022 Edition = 2022
	HS2028 Edition = 2028
)

// Editions returns every edition, oldest first.
func Editions() []Edition {
	return []Edition{HS1992, HS1996, HS2002, HS2007, HS2012, HS2017, HS2022, HS2028}
}

// ParseEdition reads "HS2022", "HS 2022" or "2022". Errors: Invalid.
func ParseEdition(s string) (Edition, error) {
	year := strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(s)), "HS"))
	for _, e := range Editions() {
		if e.String() == "HS"+year {
			return e, nil
		}
	}
	return 0, fault.NewInvalid("", "hs.edition.unknown", "edition", shorten(s))
}

// Valid reports whether e is one of Editions.
func (e Edition) Valid() bool {
	for _, known := range Editions() {
		if e == known {
			return true
		}
	}
	return false
}

// String returns "HS2022", "" for 0.
func (e Edition) String() string {
	if e == 0 {
		return ""
	}
	year := [4]byte{byte('0' + e/1000%10), byte('0' + e/100%10), byte('0' + e/10%10), byte('0' + e%10)}
	return "HS" + string(year[:])
}

// Code is a code of the Harmonized System as digits alone: a chapter "08", a heading "0810", a subheading "081060",
// or a national line of eight or ten digits "08106000". "" is no code. The first six digits mean the same in every
// country; the rest only in the one that wrote them.
type Code string

// Parse reads a code with or without points, spaces or hyphens between pairs of digits: "0810.60", "081060",
// "8541.43.00". It accepts 2, 4, 6, 8 or 10 digits whose first two are a chapter from 01 to 97 other than 77, which
// is reserved, and whose heading is not 00. Errors: Invalid, also for "".
func Parse(s string) (Code, error) {
	digits, ok := plain(s)
	if !ok {
		return "", fault.NewInvalid("", "hs.code.format", "code", shorten(s))
	}
	switch len(digits) {
	case 2, 4, 6, 8, 10:
	default:
		return "", fault.NewInvalid("", "hs.code.length", "code", shorten(s), "n", len(digits))
	}
	c := Code(digits)
	if c.Section() == 0 {
		return "", fault.NewInvalid("", "hs.code.chapter", "code", shorten(s), "chapter", digits[:2])
	}
	if len(digits) >= 4 && digits[2:4] == "00" {
		return "", fault.NewInvalid("", "hs.code.heading", "code", shorten(s), "heading", digits[:4])
	}
	return c, nil
}

// ParseSubheading reads as Parse does and refuses a code of fewer than six digits, which names no single product.
func ParseSubheading(s string) (Code, error) {
	c, err := Parse(s)
	if err == nil && len(c) < 6 {
		return "", fault.NewInvalid("", "hs.code.short", "code", shorten(s))
	}
	return c, err
}

// plain drops the signs that may stand between digits; a sign may not come first, last or twice, and a group of
// digits between signs has an even number of them.
func plain(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 20 {
		return "", false
	}
	var b strings.Builder
	run := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b.WriteByte(c)
			run++
		case (c == '.' || c == ' ' || c == '-') && run > 0 && run%2 == 0 && i < len(s)-1:
			run = 0
		default:
			return "", false
		}
	}
	// An odd last group is a matter of length ("081060001"), unless a sign shows that the digits were misplaced.
	return b.String(), b.Len() > 0 && (run%2 == 0 || run == b.Len())
}

// Chapter returns the first two digits, "" if c is empty.
func (c Code) Chapter() string { return c.first(2) }

// Heading returns the first four digits, "" if c has fewer.
func (c Code) Heading() string { return c.first(4) }

// Subheading returns the first six digits, "" if c has fewer; it is what trade agreements and statistics use.
func (c Code) Subheading() string { return c.first(6) }

// National returns the digits after the sixth, "" if there are none.
func (c Code) National() string {
	if len(c) <= 6 {
		return ""
	}
	return string(c[6:])
}

// Within reports whether c is other or lies below it: 081060 is within 0810 and within 08. Nothing is within "".
func (c Code) Within(other Code) bool {
	return other != "" && strings.HasPrefix(string(c), string(other))
}

// String returns the customary writing: "08", "0810", "0810.60", "0810.60.00", "0810.60.00.10".
func (c Code) String() string {
	if len(c) <= 4 {
		return string(c)
	}
	parts := []string{string(c[:4])}
	for rest := string(c[4:]); rest != ""; {
		n := min(2, len(rest))
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	return strings.Join(parts, ".")
}

// Section returns the number of the section, 1 to 21, that the chapter belongs to; 0 if there is no such chapter.
// The division into sections has been the same since 1988.
func (c Code) Section() int {
	chapter := c.Chapter()
	if chapter == "" || chapter == "00" || chapter == "77" || chapter > "97" {
		return 0
	}
	for i, last := range sectionEnds {
		if chapter <= last {
			return i + 1
		}
	}
	return 0
}

// sectionEnds are the last chapters of sections I to XXI.
var sectionEnds = [21]string{
	"05", "14", "15", "24", "27", "38", "40", "43", "46", "49", "63",
	"67", "70", "71", "83", "85", "89", "92", "93", "96", "97",
}

func (c Code) first(n int) string {
	if len(c) < n {
		return ""
	}
	return string(c[:n])
}

// shorten keeps what an error repeats of an input to a size that can be shown.
func shorten(s string) string {
	r := []rune(strings.ToValidUTF8(s, "\ufffd"))
	if len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return string(r)
}
