package sheet

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Place is where an exhibitor stands, as far as a list says so. Codes are in capital letters without spaces.
type Place struct {
	// Hall is the hall's code: "26", "B2", "20D"; "" if none is named.
	Hall string
	// Floor is the floor of the hall where the code tells it (Canton Fair: 9.2 is hall 9, floor 2), else "".
	Floor string
	// Stand is the stand's code: "E98", "B29"; several stands of one firm are joined by "/".
	Stand string
	// Shared means that the firm is a co-exhibitor on the stand of another: "Hall 26, Stand E98, (26)".
	Shared bool
}

// None reports whether no place is known: the cell was empty, "TBC" or "-".
func (p Place) None() bool { return p.Hall == "" && p.Stand == "" }

// Stands returns the codes of the stands one by one.
func (p Place) Stands() []string {
	if p.Stand == "" {
		return nil
	}
	return strings.Split(p.Stand, "/")
}

// The words are those of lists in English, German, Chinese, Thai, Vietnamese, Indonesian, Malay and Portuguese.
// Everything is upper case and NFKC when they are applied, so full-width digits are plain ones.
var (
	standNone   = regexp.MustCompile(`^(?:T\.?B\.?[ACD]\.?|N/?A|NIL|NONE|-+|–|—|\?+|\.|待定|未定|暂无|CHƯA CÓ)?$`)
	standCount  = regexp.MustCompile(`\(\s*(?:[A-Z]{0,2}[0-9][0-9A-Z.]*)?\s*\)`)
	standShared = regexp.MustCompile(`\b(?:CO-?EXHIBITOR|SHARED|MITAUSSTELLER)\b|联合参展|共享展位`)
	standAside  = regexp.MustCompile(`\([^()]*\)`)
	hallBefore  = regexp.MustCompile(`(?:\b(?:HALLE|HALL|AULA|DEWAN|PAVILION|PAVILHÃO)|NHÀ|SẢNH|ฮอลล์|อาคาร)\s*(?:NO\.?|NR\.?)?\s*[:.#-]?\s*([0-9A-Z]+(?:\.[0-9]+)?)`)
	hallAfter   = regexp.MustCompile(`([0-9A-Z]+(?:\.[0-9]+)?)\s*号?(?:馆|館|展厅|展廳|厅)`)
	standBefore = regexp.MustCompile(`(?:\b(?:STAND|BOOTH|STALL|LOT|PETAK|GERAI|ESTANDE)|GIAN HÀNG|บูธ|展位号|展位|摊位号|摊位)\s*(?:NO\.?\s|NR\.?\s|NO\.|NR\.|SỐ|号)?\s*[:.#]?\s*([0-9A-Z][0-9A-Z.]*(?:\s*[-/+&]\s*[0-9A-Z]+)*)`)
	standAfter  = regexp.MustCompile(`([0-9A-Z]+(?:-[0-9A-Z]+)*)\s*号?\s*(?:展位|摊位|号)`)
	standFloor  = regexp.MustCompile(`^([0-9]{1,2})\.([0-9])[\s-]*([A-Z]{1,2}\s*-?\s*[0-9]{1,3}(?:[-/][0-9A-Z]+)*)$`)
	hallFloor   = regexp.MustCompile(`^([0-9]{1,2})\.([0-9])$`)
	standDigit  = regexp.MustCompile(`[0-9]`)
	standJoint  = regexp.MustCompile(`\s*([-/])\s*`)
	standApart  = regexp.MustCompile(`\s*[,+&、，/]\s*|\s+`)
	standOdd    = regexp.MustCompile(`[^0-9A-Z./-]+`)
)

// standPairs are the codes that name hall and stand in one breath. They are narrow on purpose: "A12-A14" and "A12/A14"
// are two stands, not a hall and a stand, and "12-14" may be either, so it is left as it is.
var standPairs = []*regexp.Regexp{
	regexp.MustCompile(`^H\s*([0-9]{1,2})[\s,/.-]+([A-Z]{0,2}-?[0-9]{1,4}[A-Z]?)$`),       // H5 A12
	regexp.MustCompile(`^([0-9]{1,2})[\s,/.-]+([A-Z]{1,2}-?[0-9]{1,4}[A-Z]?)$`),           // 17/F60
	regexp.MustCompile(`^([0-9]{1,2}[A-Z])[\s,/.-]+([A-Z]{1,2}-?[0-9]{1,4}|[0-9]{3,4})$`), // 20D-106
	regexp.MustCompile(`^([A-Z][0-9])[\s,/.-]+([0-9]{3,4}[A-Z]?)$`),                       // B2-101
	regexp.MustCompile(`^([A-Z]?[0-9]{1,2})\.([A-Z]{1,2}[0-9]{1,4}[A-Z]?)$`),              // E3.B45
}

// longestPlace is the longest cell that is read as a place, in bytes; what is longer is a description.
const longestPlace = 200

// ParseStand reads the first place of a cell. What it cannot read as a hall or a code with a digit gives a Place for
// which None is true; it never fails, since an importer keeps the cell's own words beside it.
func ParseStand(s string) Place {
	for _, p := range ParseStands(s) {
		return p
	}
	return Place{}
}

// ParseStands reads the places of a cell, in order: a firm in two halls separates them by semicolons, bars or lines.
func ParseStands(s string) []Place {
	if len(s) > longestPlace {
		return nil
	}
	s = strings.ToUpper(norm.NFKC.String(s))
	var places []Place
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '|' || r == '\n' || r == '\r' }) {
		if p := parsePlace(part); !p.None() {
			places = append(places, p)
		}
	}
	return places
}

func parsePlace(s string) Place {
	var p Place
	rest := s
	take := func(re *regexp.Regexp) string {
		m := re.FindStringSubmatchIndex(rest)
		if m == nil {
			return ""
		}
		found := ""
		if len(m) > 2 {
			found = rest[m[2]:m[3]]
		}
		rest = rest[:m[0]] + " , " + rest[m[1]:]
		return found
	}
	if standCount.MatchString(rest) || standShared.MatchString(rest) {
		p.Shared = true
		rest = standShared.ReplaceAllString(standCount.ReplaceAllString(rest, " "), " ")
	}
	rest = standAside.ReplaceAllString(rest, " ")
	if noPlace(rest) {
		return Place{}
	}
	if whole(&p, rest) {
		return p
	}
	if p.Hall = take(hallAfter); p.Hall == "" {
		p.Hall = take(hallBefore)
	}
	code := take(standBefore)
	if code == "" {
		code = take(standAfter)
	}
	if code == "" && !noPlace(rest) {
		code = rest
	}
	if p.Stand = standCode(code); p.Hall == "" {
		whole(&p, p.Stand)
	}
	if m := hallFloor.FindStringSubmatch(p.Hall); m != nil {
		p.Hall, p.Floor = m[1], m[2]
	}
	return p
}

// whole reads codes that name hall and stand at once: 9.2B29, B2-101, 17/F60, H5 A12.
func whole(p *Place, s string) bool {
	s = strings.TrimSpace(s)
	if m := standFloor.FindStringSubmatch(s); m != nil {
		p.Hall, p.Floor, p.Stand = m[1], m[2], standCode(m[3])
		return true
	}
	s = standJoint.ReplaceAllString(s, "$1")
	for _, re := range standPairs {
		if m := re.FindStringSubmatch(s); m != nil {
			p.Hall, p.Stand = m[1], standCode(m[2])
			return true
		}
	}
	return false
}

// noPlace reports whether all parts of the text say that nothing is known yet.
func noPlace(s string) bool {
	for _, part := range strings.Split(s, ",") {
		if !standNone.MatchString(strings.TrimSpace(part)) {
			return false
		}
	}
	return true
}

// standCode tidies a code: no spaces, several stands joined by "/". Parts without a digit are words, not codes,
// unless they are a single letter.
func standCode(s string) string {
	s = standJoint.ReplaceAllString(strings.TrimSpace(s), "$1")
	var codes []string
	for _, c := range standApart.Split(s, -1) {
		c = strings.Trim(standOdd.ReplaceAllString(c, ""), ".-/")
		if c == "" || !standDigit.MatchString(c) && len(c) > 1 {
			continue
		}
		codes = append(codes, c)
	}
	if joined := strings.Join(codes, "/"); standDigit.MatchString(joined) && len(codes) <= 12 {
		return joined
	}
	return ""
}
