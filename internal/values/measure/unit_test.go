package measure_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/measure"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]measure.Unit{
		"KGM": "KGM", "kg": "KGM", " Kg. ": "KGM", "公斤": "KGM", "M²": "MTK", "m3": "MTQ", "m³": "MTQ", "pcs": "C62", "件": "C62", "H87": "C62",
		"BX": "XBX", "CT": "XCT", "XCT": "XCT", "tấn": "TNE", "Tonnes": "TNE", "GPU-hour": "FW-GPUH", "GPU hours": "FW-GPUH", "vCPU-hour": "FW-CPUH",
		"TB-month": "FW-TBM", "million tokens": "FW-MTOK", "fw-mtok": "FW-MTOK", "ตัน": "TNE",
	} {
		if got, err := measure.Parse(in); got != want || err != nil {
			t.Errorf("Parse(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "furlong", "kg/m", "KGMX", "\xff"} {
		if got, err := measure.Parse(in); got != "" || !fault.Is(err, fault.Invalid) || fault.As(err).Problems[0].Key != "unit.unknown" {
			t.Errorf("Parse(%q) = %q, %v; want unit.unknown", in, got, err)
		}
	}
}

func TestRatios(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to measure.Unit
		want     *big.Rat
	}{
		{"TNE", "KGM", big.NewRat(1000, 1)},
		{"KGM", "TNE", big.NewRat(1, 1000)},
		{"LBR", "KGM", big.NewRat(45359237, 100000000)},
		{"INH", "CMT", big.NewRat(254, 100)},
		{"MTQ", "LTR", big.NewRat(1000, 1)},
		{"GLL", "LTR", big.NewRat(3785411784, 1000000000)},
		{"HAR", "MTK", big.NewRat(10000, 1)},
		{"DZN", "C62", big.NewRat(12, 1)},
		{"XBX", "XBX", big.NewRat(1, 1)},
		{"XBX", "XCT", nil},
		{"KGM", "MTR", nil},
		{"MON", "DAY", nil},
		{"FW-GPUH", "HUR", nil},
		{"PR", "C62", nil},
		{"", "", nil},
	} {
		got, ok := c.from.Ratio(c.to)
		if ok != (c.want != nil) || ok && got.Cmp(c.want) != 0 {
			t.Errorf("%s in %s = %v, %v; want %v", c.from, c.to, got, ok, c.want)
		}
	}
}

func TestRatiosAreReciprocal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(measure.Units()).Draw(t, "a"), rapid.SampledFrom(measure.Units()).Draw(t, "b")
		there, ok := a.Ratio(b)
		back, also := b.Ratio(a)
		if ok != also {
			t.Fatalf("%s and %s convert one way only", a, b)
		}
		if ok && there.Mul(there, back).Cmp(big.NewRat(1, 1)) != 0 {
			t.Fatalf("%s to %s and back is %v", a, b, there)
		}
	})
}

func TestEveryUnitIsCompleteAndNamed(t *testing.T) {
	t.Parallel()
	f, err := measure.Catalogue().Open("en.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words map[string]any
	if err := json.NewDecoder(f).Decode(&words); err != nil {
		t.Fatal(err)
	}
	for _, u := range measure.Units() {
		if !u.Valid() || u.Dimension() == "" || words[u.Key()] == nil {
			t.Errorf("%s: valid %v, dimension %q, name %v", u, u.Valid(), u.Dimension(), words[u.Key()])
		}
		if got, err := measure.Parse(string(u)); got != u || err != nil {
			t.Errorf("Parse(%q) = %q, %v", u, got, err)
		}
	}
	if words["unit.unknown"] == nil {
		t.Error("no message for unit.unknown")
	}
	if measure.Unit("kgm").Valid() || measure.Unit("kg").Valid() || measure.Unit("").Valid() {
		t.Error("only codes as they stand are valid")
	}
	if measure.Unit("FW-GPUH").UNECE() != "ZZ" || measure.Unit("KGM").UNECE() != "KGM" {
		t.Error("UNECE is wrong")
	}
}
