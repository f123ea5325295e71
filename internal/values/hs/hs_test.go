package hs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want, shown, key string }{
		{"0810.60", "081060", "0810.60", ""},
		{"081060", "081060", "0810.60", ""},
		{" 08 10 60 ", "081060", "0810.60", ""},
		{"8541.43.00", "85414300", "8541.43.00", ""},
		{"8541.43.00.10", "8541430010", "8541.43.00.10", ""},
		{"8541-43", "854143", "8541.43", ""},
		{"85", "85", "85", ""},
		{"0810", "0810", "0810", ""},
		{"", "", "", "hs.code.format"},
		{"0810.6", "", "", "hs.code.format"},
		{"810.60", "", "", "hs.code.format"},
		{".0810", "", "", "hs.code.format"},
		{"0810.", "", "", "hs.code.format"},
		{"0810..60", "", "", "hs.code.format"},
		{"ex 0810", "", "", "hs.code.format"},
		{"０８１０", "", "", "hs.code.format"},
		{"081", "", "", "hs.code.length"},
		{"81060", "", "", "hs.code.length"},
		{"0810600000000", "", "", "hs.code.length"},
		{"00", "", "", "hs.code.chapter"},
		{"7701", "", "", "hs.code.chapter"},
		{"9801", "", "", "hs.code.chapter"},
		{"080060", "", "", "hs.code.heading"},
	} {
		got, err := hs.Parse(c.in)
		if string(got) != c.want || key(err) != c.key || got.String() != c.shown {
			t.Errorf("Parse(%q) = %q (%s), %v; want %q (%s), %q", c.in, got, got, err, c.want, c.shown, c.key)
		}
	}
	if _, err := hs.ParseSubheading("0810"); key(err) != "hs.code.short" {
		t.Errorf("ParseSubheading of a heading: %v", err)
	}
	if c, err := hs.ParseSubheading("0810.60"); c != "081060" || err != nil {
		t.Errorf("ParseSubheading = %q, %v", c, err)
	}
}

func TestPartsOfACode(t *testing.T) {
	t.Parallel()
	c := hs.Code("8541430010")
	if c.Chapter() != "85" || c.Heading() != "8541" || c.Subheading() != "854143" || c.National() != "0010" {
		t.Errorf("parts of %s: %s %s %s %s", c, c.Chapter(), c.Heading(), c.Subheading(), c.National())
	}
	if !c.Within("8541") || c.Within("8542") || c.Within("") || hs.Code("85").Within("8541") {
		t.Error("Within is wrong")
	}
	if h := hs.Code("85"); h.Heading() != "" || h.Subheading() != "" || h.National() != "" {
		t.Error("a chapter has neither heading nor subheading")
	}
}

func TestSections(t *testing.T) {
	t.Parallel()
	for chapter, want := range map[hs.Code]int{"01": 1, "05": 1, "06": 2, "08": 2, "15": 3, "16": 4, "24": 4, "25": 5, "27": 5, "28": 6, "39": 7, "41": 8,
		"44": 9, "47": 10, "50": 11, "63": 11, "64": 12, "68": 13, "71": 14, "72": 15, "83": 15, "84": 16, "85": 16, "86": 17, "90": 18, "93": 19, "94": 20, "97": 21, "77": 0, "98": 0, "00": 0, "": 0} {
		if got := chapter.Section(); got != want {
			t.Errorf("chapter %s is in section %d, want %d", chapter, got, want)
		}
	}
}

func TestEditions(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"HS2022", "2022", "hs 2022"} {
		if e, err := hs.ParseEdition(s); e != hs.HS2022 || err != nil {
			t.Errorf("ParseEdition(%q) = %v, %v", s, e, err)
		}
	}
	for _, s := range []string{"", "HS", "2021", "HS22"} {
		if _, err := hs.ParseEdition(s); key(err) != "hs.edition.unknown" {
			t.Errorf("ParseEdition(%q): %v", s, err)
		}
	}
	if !hs.HS2028.Valid() || hs.Edition(2021).Valid() || hs.Edition(0).String() != "" {
		t.Error("Valid or String is wrong")
	}
}

func TestCPC(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in      string
		service bool
		key     string
	}{
		{"83150", true, ""}, {"8315", true, ""}, {"8", true, ""}, {"5", false, ""}, {"53", false, ""}, {"541", true, ""}, {"01", false, ""}, {"49111", false, ""}, {"9", true, ""}, {"0", false, ""}, {"99", true, ""},
		{"", false, "hs.cpc.format"}, {"831500", false, "hs.cpc.format"}, {"83a", false, "hs.cpc.format"}, {"55", false, "hs.cpc.division"}, {"740", false, "hs.cpc.division"},
	} {
		got, err := hs.ParseCPC(c.in)
		if key(err) != c.key || got.Service() != c.service {
			t.Errorf("ParseCPC(%q) = %q (service %v), %v; want %v, %q", c.in, got, got.Service(), err, c.service, c.key)
		}
	}
}

func TestWhatIsShownIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[0-9]{2}([. -]?[0-9]{2}){0,4}`).Draw(t, "code")
		c, err := hs.Parse(s)
		if err != nil {
			return
		}
		if again, err := hs.Parse(c.String()); again != c || err != nil {
			t.Fatalf("%q is shown as %q and read back as %q, %v", s, c.String(), again, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0810.60", "8541.43.00", "..", "77", "08 10", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := hs.Parse(s)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || c != "" {
				t.Fatalf("Parse(%q) = %q, %v", s, c, err)
			}
			return
		}
		if again, err := hs.Parse(c.String()); again != c || err != nil {
			t.Fatalf("%q is read back as %q, %v", c, again, err)
		}
	})
}

func TestEveryMessageKeyIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	f, err := hs.Catalogue().Open("en.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words map[string]any
	if err := json.NewDecoder(f).Decode(&words); err != nil {
		t.Fatal(err)
	}
	sources, _ := filepath.Glob("*.go")
	found := 0
	for _, name := range sources {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(hs\.[a-z.-]+)"`).FindAllStringSubmatch(string(b), -1) {
			found++
			if words[m[1]] == nil {
				t.Errorf("no message for %s", m[1])
			}
		}
	}
	if found == 0 {
		t.Error("found no message keys in the source")
	}
}

// key returns the message key of the first problem of err, "" for nil.
func key(err error) string {
	if err == nil {
		return ""
	}
	if e := fault.As(err); e != nil && len(e.Problems) > 0 {
		return e.Problems[0].Key
	}
	return "no fault: " + err.Error()
}
