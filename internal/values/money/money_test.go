package money_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/money"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in       string
		currency money.Currency
		want     int64
		key      string
	}{
		{"12.50", "USD", 1250, ""},
		{"12.5", "USD", 1250, ""},
		{" -0.05 ", "USD", -5, ""},
		{"1,250.00", "USD", 125000, ""},
		{"1 250.00", "USD", 125000, ""},
		{"1\u00a0250", "USD", 125000, ""},
		{"1'250.00", "CHF", 125000, ""},
		{"1.250,00", "EUR", 125000, ""},
		{"1.250.000", "VND", 1250000, ""},
		{"1.250.000,5", "EUR", 125000050, ""},
		{"1,250", "USD", 125000, ""},
		{"0", "VND", 0, ""},
		{"007", "USD", 700, ""},
		{"5.00", "VND", 5, ""},
		{"1.250", "KWD", 1250, ""},
		{"0.0001", "CLF", 1, ""},
		{"92233720368547758.07", "USD", math.MaxInt64, ""},
		{"-92233720368547758.08", "USD", math.MinInt64, ""},
		{"92233720368547758.08", "USD", 0, "money.amount.overflow"},
		{"5.000", "VND", 0, "money.amount.decimals"},
		{"5.5", "VND", 0, "money.amount.decimals"},
		{"1.250", "USD", 0, "money.amount.decimals"},
		{"12,50", "USD", 0, "money.amount.format"},
		{"1,25", "USD", 0, "money.amount.format"},
		{"1234,567.00", "USD", 0, "money.amount.format"},
		{"0,250.00", "USD", 0, "money.amount.format"},
		{"1.25.00", "USD", 0, "money.amount.format"},
		{"1,250.00,0", "USD", 0, "money.amount.format"},
		{"1 250,00", "USD", 0, "money.amount.format"},
		{"$5", "USD", 0, "money.amount.format"},
		{"1e3", "USD", 0, "money.amount.format"},
		{"+5", "USD", 0, "money.amount.format"},
		{"--5", "USD", 0, "money.amount.format"},
		{".", "USD", 0, "money.amount.format"},
		{".5", "USD", 0, "money.amount.format"},
		{"5.", "USD", 0, "money.amount.format"},
		{"", "USD", 0, "money.amount.format"},
		{"٥", "USD", 0, "money.amount.format"},
		{"5", "XXX", 0, "money.currency.unknown"},
		{"5", "", 0, "money.currency.unknown"},
	} {
		got, err := money.Parse(c.in, c.currency)
		if key(err) != c.key || c.key == "" && got != money.Of(c.want, c.currency) {
			t.Errorf("Parse(%q, %s) = %v, %v; want %d, %q", c.in, c.currency, got, err, c.want, c.key)
		}
	}
}

func TestDecimalIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := money.Of(rapid.Int64().Draw(t, "minor"), rapid.SampledFrom(money.Currencies()).Draw(t, "currency"))
		got, err := money.Parse(a.Decimal(), a.Currency)
		if err != nil || got != a {
			t.Fatalf("Parse(%q) = %v, %v; want %v", a.Decimal(), got, err, a)
		}
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back money.Amount
		if err := json.Unmarshal(b, &back); err != nil || back != a {
			t.Fatalf("%s read back as %v, %v", b, back, err)
		}
	})
}

func TestArithmeticAgreesWithBigNumbersOrReportsOverflow(t *testing.T) {
	t.Parallel()
	check := func(t *rapid.T, name string, want *big.Int, got money.Amount, err error) {
		if want.IsInt64() != (err == nil) || err == nil && got.Minor != want.Int64() {
			t.Fatalf("%s = %v, %v; want %v", name, got, err, want)
		}
		if err != nil && key(err) != "money.amount.overflow" {
			t.Fatalf("%s: %v", name, err)
		}
	}
	edge := rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, math.MaxInt64}))
	rapid.Check(t, func(t *rapid.T) {
		x, y := edge.Draw(t, "x"), edge.Draw(t, "y")
		a, bx, by := money.Of(x, "CNY"), big.NewInt(x), big.NewInt(y)
		got, err := a.Add(money.Of(y, "CNY"))
		check(t, "add", new(big.Int).Add(bx, by), got, err)
		if y != math.MinInt64 {
			got, err = a.Sub(money.Of(y, "CNY"))
			check(t, "sub", new(big.Int).Sub(bx, by), got, err)
		}
		got, err = a.Mul(y)
		check(t, "mul", new(big.Int).Mul(bx, by), got, err)
		got, err = a.MulRat(new(big.Rat).SetInt64(y))
		check(t, "mulrat", new(big.Int).Mul(bx, by), got, err)
	})
}

func TestFractionsRoundHalvesAwayFromZero(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ minor, num, den, want int64 }{
		{1250, 7, 100, 88}, {-1250, 7, 100, -88}, {1249, 1, 2, 625}, {1, 49, 100, 0}, {1, 1, 2, 1}, {-1, 1, 2, -1}, {100, 1, 3, 33},
	} {
		got, err := money.Of(c.minor, "USD").MulRat(big.NewRat(c.num, c.den))
		if err != nil || got.Minor != c.want {
			t.Errorf("%d x %d/%d = %v, %v; want %d", c.minor, c.num, c.den, got, err, c.want)
		}
	}
}

func TestCurrenciesDoNotMix(t *testing.T) {
	t.Parallel()
	a, b := money.Of(1, "CNY"), money.Of(1, "USD")
	if _, err := a.Add(b); key(err) != "money.currency.mismatch" {
		t.Errorf("Add: %v", err)
	}
	if _, err := a.Compare(b); key(err) != "money.currency.mismatch" {
		t.Errorf("Compare: %v", err)
	}
	if n, err := a.Compare(money.Of(2, "CNY")); n != -1 || err != nil {
		t.Errorf("Compare = %d, %v", n, err)
	}
}

func TestCurrencies(t *testing.T) {
	t.Parallel()
	for code, want := range map[money.Currency]int{"CNY": 2, "VND": 0, "KHR": 2, "LAK": 2, "MMK": 2, "IDR": 2, "JPY": 0, "KWD": 3, "CLF": 4, "XCG": 2} {
		if !code.Valid() || code.Decimals() != want {
			t.Errorf("%s: valid %v, %d decimals; want %d", code, code.Valid(), code.Decimals(), want)
		}
	}
	for _, code := range []money.Currency{"", "usd", "HRK", "ZWL", "XAU", "XXX", "US"} {
		if code.Valid() {
			t.Errorf("%q is taken for a current currency", code)
		}
	}
	if got, err := money.ParseCurrency(" usd "); got != "USD" || err != nil {
		t.Errorf("ParseCurrency = %q, %v", got, err)
	}
	if n := len(money.Currencies()); n != 165 {
		t.Errorf("%d currencies, want 165", n)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal([]money.Amount{money.Of(1250, "USD"), {}, money.Of(-7, "VND")})
	if want := `[{"amount":"12.50","currency":"USD"},null,{"amount":"-7","currency":"VND"}]`; err != nil || string(b) != want {
		t.Errorf("got %s, %v; want %s", b, err, want)
	}
	for _, in := range []string{`{"amount":12.5,"currency":"USD"}`, `{"currency":"USD"}`, `"12.50 USD"`, `{"amount":"1","currency":"XYZ"}`, `{"amount":"1","currency":"USD","x":1}`, `[]`, `{}`} {
		var a money.Amount
		if err := json.Unmarshal([]byte(in), &a); !fault.Is(err, fault.Invalid) || !a.IsZero() {
			t.Errorf("%s read as %v, %v; want Invalid", in, a, err)
		}
	}
}

func TestIncoterms(t *testing.T) {
	t.Parallel()
	var sea []money.Incoterm
	for _, term := range money.Incoterms() {
		if !term.Valid() {
			t.Errorf("%s is not valid", term)
		}
		if term.SeaOnly() {
			sea = append(sea, term)
		}
	}
	if diff := cmp.Diff([]money.Incoterm{"FAS", "FOB", "CFR", "CIF"}, sea); diff != "" {
		t.Error(diff)
	}
	for _, s := range []string{"DAT", "DDU", "", "FOBX"} {
		if _, err := money.ParseIncoterm(s); key(err) != "money.incoterm.unknown" {
			t.Errorf("ParseIncoterm(%q): %v", s, err)
		}
	}
	if got, err := money.ParseIncoterm(" fob"); got != "FOB" || err != nil {
		t.Errorf("ParseIncoterm = %q, %v", got, err)
	}
}

func TestEveryMessageKeyIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	words := catalogue(t)
	for _, k := range keysInSource(t, `"(money\.[a-z.-]*[a-z])"`) {
		if words[k] == nil {
			t.Errorf("no message for %s", k)
		}
	}
	for _, term := range money.Incoterms() {
		if words[term.Key()] == nil {
			t.Errorf("no message for %s", term.Key())
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"12.50", "1.250,00", "1 250", "-0", "5.", ",", "9223372036854775808", "\u00a0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range []money.Currency{"USD", "VND", "KWD"} {
			a, err := money.Parse(s, c)
			if err != nil {
				if !fault.Is(err, fault.Invalid) {
					t.Fatalf("Parse(%q): %v", s, err)
				}
				continue
			}
			if again, err := money.Parse(a.Decimal(), c); err != nil || again != a {
				t.Fatalf("Parse(%q) = %v, which reads back as %v, %v", s, a, again, err)
			}
		}
	})
}

// key returns the message key of the first problem of err, "" for nil.
func key(err error) string {
	if err == nil {
		return ""
	}
	if e := fault.As(err); e != nil && len(e.Problems) > 0 {
		return e.Problems[0].Key
	}
	return fmt.Sprintf("no fault: %v", err)
}

func catalogue(t *testing.T) map[string]any {
	t.Helper()
	f, err := money.Catalogue().Open("en.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words map[string]any
	if err := json.NewDecoder(f).Decode(&words); err != nil {
		t.Fatal(err)
	}
	return words
}

// keysInSource finds the message keys that the package's source names.
func keysInSource(t *testing.T, pattern string) []string {
	t.Helper()
	files, _ := filepath.Glob("*.go")
	var keys []string
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(b), -1) {
			keys = append(keys, m[1])
		}
	}
	if len(keys) == 0 {
		t.Fatal("found no message keys in the source")
	}
	return keys
}
