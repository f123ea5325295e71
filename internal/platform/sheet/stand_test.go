package sheet

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseStand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		want Place
	}{
		{"Hall 26, Stand E98, (26)", Place{Hall: "26", Stand: "E98", Shared: true}},
		{"Hall 26, Stand E98", Place{Hall: "26", Stand: "E98"}},
		{"Hall 17, Stand F60", Place{Hall: "17", Stand: "F60"}},
		{"hall 17 stand f60", Place{Hall: "17", Stand: "F60"}},
		{"Halle 5, Stand A12/A14", Place{Hall: "5", Stand: "A12/A14"}},
		{"Hall 5 (Robotics), Stand A12", Place{Hall: "5", Stand: "A12"}},
		{"20D- 106, Hall 20", Place{Hall: "20", Stand: "20D-106"}},
		{"9.2B29", Place{Hall: "9", Floor: "2", Stand: "B29"}},
		{"19.1 C05-06", Place{Hall: "19", Floor: "1", Stand: "C05-06"}},
		{"Hall 9.2, B29", Place{Hall: "9", Floor: "2", Stand: "B29"}},
		{"Booth No. 9.2B29", Place{Hall: "9", Floor: "2", Stand: "B29"}},
		{"B2-101", Place{Hall: "B2", Stand: "101"}},
		{"17/F60", Place{Hall: "17", Stand: "F60"}},
		{"H5 A12", Place{Hall: "5", Stand: "A12"}},
		{"E3.B45", Place{Hall: "E3", Stand: "B45"}},
		{"B2馆 101号", Place{Hall: "B2", Stand: "101"}},
		{"３号馆Ａ１２", Place{Hall: "3", Stand: "A12"}},
		{"12号馆 A-05展位", Place{Hall: "12", Stand: "A-05"}},
		{"Hall B2 Booth: 101", Place{Hall: "B2", Stand: "101"}},
		{"Booth 101", Place{Stand: "101"}},
		{"A12", Place{Stand: "A12"}},
		{"A12-A14", Place{Stand: "A12-A14"}},
		{"C05-06", Place{Stand: "C05-06"}},
		{"20D-106", Place{Hall: "20D", Stand: "106"}},
		{"17-F60", Place{Hall: "17", Stand: "F60"}},
		{"12-14", Place{Stand: "12-14"}},
		{"A12, A14", Place{Stand: "A12/A14"}},
		{"Hall 8", Place{Hall: "8"}},
		{"Hall 8, TBC", Place{Hall: "8"}},
		{"ฮอลล์ 5 บูธ A12", Place{Hall: "5", Stand: "A12"}},
		{"Nhà A1, Gian hàng số 23", Place{Hall: "A1", Stand: "23"}},
		{"TBC, TBC", Place{}},
		{"TBA", Place{}},
		{"-", Place{}},
		{"", Place{}},
		{"待定", Place{}},
		{"Special Display", Place{}},
	} {
		t.Run(c.in, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(ParseStand(c.in), c.want); diff != "" {
				t.Errorf("ParseStand(%q): got -, want +\n%s", c.in, diff)
			}
		})
	}
}

func TestParseStandsInTwoHalls(t *testing.T) {
	t.Parallel()
	got := ParseStands("Hall 26, Stand E98; Hall 27, Stand F01\nTBC")
	want := []Place{{Hall: "26", Stand: "E98"}, {Hall: "27", Stand: "F01"}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(ParseStand("Hall 5, A12/A14").Stands(), []string{"A12", "A14"}); diff != "" {
		t.Error(diff)
	}
}

func FuzzParseStand(f *testing.F) {
	for _, s := range []string{"Hall 26, Stand E98, (26)", "20D- 106, Hall 20", "9.2B29", "TBC, TBC", "B2馆 101号", "((((", "Hall", "\xff(1)"} {
		f.Add(s)
	}
	code := regexp.MustCompile(`^[0-9A-Z./-]*$`)
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range ParseStands(s) {
			if p.None() {
				t.Errorf("%q: an empty place was returned", s)
			}
			for _, part := range []string{p.Hall, p.Floor, p.Stand} {
				if !code.MatchString(part) {
					t.Errorf("%q: %q is not a code", s, part)
				}
			}
		}
	})
}
