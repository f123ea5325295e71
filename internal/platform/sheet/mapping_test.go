package sheet

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

var exhibitorFields = []Field{
	{Name: "name", Synonyms: []string{"Company Name", "Exhibitor", "Company", "Firma", "公司名称", "企业名称", "ชื่อบริษัท", "Tên công ty"}, Required: true},
	{Name: "country", Synonyms: []string{"Country/Region", "Land", "国家", "国家/地区", "ประเทศ", "Quốc gia"}, Required: true},
	{Name: "website", Synonyms: []string{"Website URL", "Web", "Homepage", "网址", "เว็บไซต์"}},
	{Name: "stand", Synonyms: []string{"Booth", "Location", "展位号", "展位", "บูธ"}},
	{Name: "category", Synonyms: []string{"Segment", "Company Segment", "Sector", "类别"}},
}

func TestProposeReadsHeadersInManyLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		header []string
		want   Mapping
	}{
		{"english", []string{"Company Name", "Country", "Company Segment", "Website URL"},
			Mapping{Columns: map[string]int{"name": 0, "country": 1, "category": 2, "website": 3}}},
		{"chinese", []string{"序号", "企业名称", "国家/地区", "展位号"},
			Mapping{Columns: map[string]int{"name": 1, "country": 2, "stand": 3}, Unknown: []int{0}}},
		{"bilingual", []string{"公司名称 (中文)", "Country 国家", "展位号 Booth"},
			Mapping{Columns: map[string]int{"name": 0, "country": 1, "stand": 2}}},
		{"thai and case", []string{"ชื่อบริษัท", "COUNTRY", "web-site"},
			Mapping{Columns: map[string]int{"name": 0, "country": 1}, Unknown: []int{2}}},
		{"accents", []string{"TEN CONG TY", "Quoc gia"},
			Mapping{Columns: map[string]int{"name": 0, "country": 1}}},
		{"best score wins, each column once", []string{"Company", "Exhibitor", "Land"},
			Mapping{Columns: map[string]int{"name": 1, "country": 2}, Unknown: []int{0}}},
		{"twice the same", []string{"Exhibitor", "Exhibitor", "Land"},
			Mapping{Columns: map[string]int{"name": 0, "country": 2}, Unknown: []int{1}}},
		{"far from it", []string{"Contact name of the person in charge", "Remarks"},
			Mapping{Columns: map[string]int{}, Unknown: []int{0, 1}, Missing: []string{"name", "country"}}},
		{"nothing", nil, Mapping{Columns: map[string]int{}, Missing: []string{"name", "country"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(Propose(c.header, exhibitorFields), c.want); diff != "" {
				t.Errorf("got -, want +\n%s", diff)
			}
		})
	}
}

func TestChooseFollowsPeopleFirst(t *testing.T) {
	t.Parallel()
	header := []string{"Exhibitor", "Brand", "Land", "", "Booth"}
	pairs, err := ParseMapping([]string{"name=brand", "stand=", " website = #4 "})
	if err != nil {
		t.Fatal(err)
	}
	m, err := Choose(header, exhibitorFields, pairs)
	if err != nil {
		t.Fatal(err)
	}
	want := Mapping{Columns: map[string]int{"name": 1, "country": 2, "website": 3}, Unknown: []int{0, 4}}
	if diff := cmp.Diff(m, want); diff != "" {
		t.Error(diff)
	}
	again, err := Choose(header, exhibitorFields, append(m.Pairs(header), Pair{"stand", ""}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again, want); diff != "" {
		t.Errorf("a remembered mapping comes back: %s", diff)
	}
	row := Row{Cells: []string{"x", " Acme ", "Laos"}}
	if got := m.Cell(row, "name") + "|" + m.Cell(row, "website") + "|" + m.Cell(row, "stand"); got != "Acme||" {
		t.Errorf("got %q", got)
	}
}

func TestChooseRefuses(t *testing.T) {
	t.Parallel()
	header := []string{"Exhibitor", "Land"}
	for key, pairs := range map[string][]Pair{
		"sheet.map.field":  {{"nmae", "Exhibitor"}},
		"sheet.map.column": {{"name", "Firm"}},
		"sheet.map.twice":  {{"name", "Exhibitor"}, {"name", "Land"}},
	} {
		_, err := Choose(header, exhibitorFields, pairs)
		refusedWith(t, err, key)
	}
	_, err := Choose(header, exhibitorFields, []Pair{{"name", "Exhibitor"}, {"stand", "#1"}})
	refusedWith(t, err, "sheet.map.twice")
	_, err = ParseMapping([]string{"name"})
	refusedWith(t, err, "sheet.map.form")
	refusedWith(t, Propose([]string{"Land"}, exhibitorFields).Check(), "sheet.map.missing")
	if err := Propose(header, exhibitorFields).Check(); err != nil {
		t.Errorf("nothing is missing: %v", err)
	}
}

func TestSignatureIsStable(t *testing.T) {
	t.Parallel()
	got := Signature([]string{"Company  Name", "LAND", "Straße"})
	if same := Signature([]string{"company name", "Land", "straße "}); same != got {
		t.Errorf("folding changes nothing: %s and %s", got, same)
	}
	if other := Signature([]string{"Land", "Company Name", "Straße"}); other == got {
		t.Error("another order is another source")
	}
	if got := Signature([]string{"name", "country"}); got != "6a495d7b4f5a2be4673e09c7d3d38fd5" {
		t.Errorf("the signature must not change between releases: got %s", got)
	}
}
