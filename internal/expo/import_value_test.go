package expo

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/money"
)

func TestHSCodesGetBackTheZeroThatASpreadsheetTook(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell, want string
		restored   bool
	}{
		{"8541.43", "854143", false}, {"854143", "854143", false}, {"0810.60", "081060", false}, {"0810.60.00", "08106000", false},
		{"81060", "081060", true}, {"810.60", "081060", true}, {"90111", "090111", true},
		{"85414", "", false}, // 0854 is no heading: a digit is missing, and nobody knows which
		{"810.6", "", false}, // 0810.60 or 0810.6x
		{"77", "", false}, {"000000", "", false}, {"none of it", "", false},
	} {
		got, restored, err := parseHS(c.cell)
		if string(got) != c.want || restored != c.restored || (err == nil) != (c.want != "") {
			t.Errorf("%q: got %q %v %v", c.cell, got, restored, err)
		}
	}
}

func TestPricesOfLists(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell, currency string
		want           money.Amount
		ok             bool
	}{
		{"12.50", "USD", money.Of(1250, "USD"), true}, {"USD 1,250.00", "", money.Of(125000, "USD"), true}, {"12.5 usd/kg", "EUR", money.Of(1250, "USD"), true},
		{"1,200", "VND", money.Of(1200, "VND"), true}, {"3500元", "", money.Of(350000, "CNY"), true}, {"RM 9.90", "", money.Of(990, "MYR"), true},
		{"面议", "CNY", money.Amount{}, true}, {"12.50", "", money.Amount{}, false}, {"$5", "", money.Amount{}, false}, {"5-8", "USD", money.Amount{}, false},
		{"-5", "USD", money.Of(-500, "USD"), true}, {"12,50", "EUR", money.Amount{}, false},
	} {
		got, err := parsePrice(c.cell, c.currency, "")
		if got != c.want || (err == nil) != c.ok || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q %q: got %v %v", c.cell, c.currency, got, err)
		}
	}
}

func TestWebsitesOfLists(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"acme.com": "https://acme.com", "www.acme.co.th/en?x=1": "https://www.acme.co.th/en?x=1", "HTTP://Acme.com": "http://Acme.com",
		"https://acme.com/": "https://acme.com/", "javascript:alert(1)": "", "JavaScript://acme.com/%0aalert(1)": "", "data:text/html,x": "",
		"mailto:a@acme.com": "", "file:///etc/passwd": "", "ftp://acme.com": "", "acme": "", "https://user:pw@acme.com": "", "a b.com": "", `https://acme.com/"onload=`: "",
	} {
		if got, p := parseWebsite(cell); got != want || (p == nil) != (want != "") {
			t.Errorf("%q: got %q, want %q", cell, got, want)
		}
	}
}

func TestNumbersOfLists(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]int64{"1200": 1200, "1,200": 1200, "1.200": 1200, "1 200": 1200, "约1200人": 1200, "since 1999": 1999, "1,200,000": 1200000,
		"50-100": -1, "": -1, "many": -1, "1.5": -1, "12,50": -1} {
		got, ok := parseCount(cell)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: got %d, want %d", cell, got, want)
		}
	}
	for cell, want := range map[string]int64{"3": 300, "3.5 m": 350, "3,25": 325, "350cm": 350, "12米": 1200, "0": 0, "-1.5": -150, "3.00": 300,
		"3.005": -1, "x": -1, "": -1, "3x4": -1, "99999999": -1} {
		got, ok := parseLength(cell)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: got %d, want %d", cell, got, want)
		}
	}
}

func TestLanguagesOfWords(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"Acme Co., Ltd.": "en", "广西机械有限公司": "zh", "华为 Huawei": "en", "中国百度公司 Baidu": "zh", "Công ty Đông Á": "vi",
		"บริษัท ไทย จำกัด": "th", "ບໍລິສັດ": "lo", "ក្រុមហ៊ុន": "km", "ကုမ္ပဏီ": "my", "": "en", "123": "en", "Müller": "en"} {
		if got := languageOf(words); got != want {
			t.Errorf("%q: got %s, want %s", words, got, want)
		}
	}
}

func TestNamesWithoutLegalForms(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"acme", "acme co ltd", "acme gmbh", "acme pte ltd", "acme sdn bhd", "the acme company limited"},
		{"thep dong a", "cong ty tnhh thep dong a", "cong ty co phan thep dong a"},
		{"广西机械", "广西机械有限公司", "广西机械股份有限公司"},
	} {
		for _, s := range same {
			if got := bareName(s); got != same[0] {
				t.Errorf("%q: got %q", s, got)
			}
		}
	}
	if bareName("company limited") != "company limited" {
		t.Error("a name of legal forms alone is the name")
	}
}

func TestSourcesAreNamedAfterTheFile(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"List of May.csv": "list of may", "firms (2).csv": "firms", "firms_v3.xlsx": "firms", "firms-2026-11-22 (1).csv": "firms",
		`C:\lists\firms.csv`: "firms", "/tmp/firms_final.csv": "firms", "展商名单.xlsx": "展商名单", ".csv": "list", "(1).csv": "1"} {
		if got := sourceOf(file); got != want {
			t.Errorf("%q: got %q, want %q", file, got, want)
		}
	}
}

func TestEveryRemarkOfAnImportHasItsWords(t *testing.T) {
	t.Parallel()
	b, err := fs.ReadFile(Catalogue(), "en.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]json.RawMessage
	if err := json.Unmarshal(b, &words); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*port*.go")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"(expo\.(?:import|export)\.[a-z]+(?:-[a-z]+)*)"`)
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(source), -1) {
			found++
			if _, plain := words[m[1]]; !plain && words["op."+m[1]] == nil {
				t.Errorf("%s: %s has no words", file, m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("found %d keys", found)
	}
}
