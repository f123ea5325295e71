package expo_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

const goodsList = `Supplier,Product name,产品中文名称,Type,HS code,Country of origin,Unit,MOQ,Price,Incoterm,New,Certificates,Category
Mekong Star Foods Co. Ltd.,Frozen durian pulp,冷冻榴莲果肉,goods,81190,Vietnam,kg,500,USD 4.25,FOB Hai Phong,yes,HACCP; Halal,Food
Mekong Star Foods Co. Ltd.,Cold storage,,service,,,,,,,,,
Vientiane Coffee,=SUM(A1),,goods,0901.21,Laos,kg,,,,no,,Drinks
Nobody Ltd,Air,,goods,,,,,,,,,
Vientiane Coffee,Tea,,goods,85414,,,,,,,,
Vientiane Coffee,Mocca,,goods,,,,,12.50,,,,
Vientiane Coffee,Beans,,thing,,,,,,,,,
`

func (f *fair) productList(data string) expo.RunImport {
	in := f.list("goods.csv", data)
	in.Kind = expo.Products
	return in
}

func verdicts(r expo.ImportReport) []string {
	out := []string{}
	for _, v := range r.Verdicts {
		out = append(out, strings.TrimSpace(v.Verdict+" "+strings.TrimSpace(keys(v.Reasons)+" "+keys(v.Notes))))
	}
	return out
}

func TestImportProducts(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.take(t, f.list("firms.csv", firms))
		r := f.take(t, f.productList(goodsList))
		want := []string{"created hs_code:expo.import.hs-zero", "created", "created", "refused exhibitor:expo.import.exhibitor-unknown", "refused hs_code:hs.code.length",
			"refused price:expo.import.currency-missing", "refused kind:fault.not-one-of"}
		if diff := cmp.Diff(want, verdicts(r)); diff != "" {
			t.Fatal(diff)
		}
		page, err := f.ListProducts.Do(f.organiser(), expo.ListProducts{InEdition: f.in, State: "all"})
		if err != nil || len(page.Items) != 3 {
			t.Fatalf("%+v %v", page, err)
		}
		for _, p := range page.Items {
			if p.Name.Words("en") != "Frozen durian pulp" {
				continue
			}
			v, err := f.FindProduct.Do(f.organiser(), expo.FindProduct{InEdition: f.in, Product: p.ID})
			if err != nil || v.HSCode != "081190" || v.Origin != "VN" || v.Unit != "KGM" || v.MinimumOrder != 500 || v.Price.Decimal() != "4.25" || v.Price.Currency != "USD" ||
				v.Incoterm != "FOB" || v.IncotermPlace != "Hai Phong" || !v.FirstShown || len(v.Certificates) != 2 || v.Name.Words("zh") != "冷冻榴莲果肉" {
				t.Errorf("%+v %v", v, err)
			}
		}
		before := rows(t, db)
		if r = f.take(t, f.productList(goodsList)); r.Counts.Unchanged != 3 || r.Counts.Refused != 4 {
			t.Errorf("%+v", r.Verdicts)
		}
		before["expo_import"]++
		if diff := cmp.Diff(before, rows(t, db)); diff != "" {
			t.Error(diff)
		}
		r = f.take(t, f.productList(strings.Replace(goodsList, "4.25", "4.50", 1)))
		if r.Counts.Changed != 1 || len(r.Verdicts[0].Changes) != 1 || r.Verdicts[0].Changes[0].Field != "price" {
			t.Errorf("%+v", r.Verdicts[0])
		}
		other := f.productList(goodsList)
		other.FileName = "other list.csv"
		if r = f.take(t, other); r.Counts.Duplicate != 3 {
			t.Errorf("%+v", verdicts(r))
		}
	})
}

func TestImportProductsOfAPavilion(t *testing.T) {
	t.Parallel()
	f := newFair(t, sqldbtest.SQLite(t))
	f.take(t, f.list("firms.csv", "Company,Pavilion\nHue Fans,vn\nLao Silk,la\n"))
	in := f.productList("Company,Product\nHue Fans,Fan\nLao Silk,Scarf\n")
	in.Pavilion = f.vn.ID
	r, err := f.RunImport.Do(f.as("", ops.Grant{Role: ops.PavilionOrganiser, Edition: f.edition.ID, Pavilion: f.vn.ID}), in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"created", "refused exhibitor:expo.import.exhibitor-unknown"}, verdicts(r)); diff != "" {
		t.Error(diff)
	}
}

const boothRows = `Booth,Hall,Type,x,y,Width,Depth,Pavilion,Height
A01,26,standard,6,6,3,3,vn,
A02,26,,9,6,3,3,,
A03,26,raw space,20,6,12,9.5,,4.5
A04,26,standard,7,7,3,3,,
A05,99,standard,6,20,3,3,,
A01,26,standard,30,30,3,3,,
A06,26,standard,,,3,3,,
A07,26,standard,wide,20,3,3,,
A08,26,standard,500,20,3,3,,
A09,26,standard,6,30,3,3,zz,
`

func (f *fair) boothList(data string) expo.RunImport {
	in := f.list("booths.csv", data)
	in.Kind = expo.Booths
	return in
}

func TestImportBooths(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		r := f.take(t, f.boothList(boothRows))
		var got []string
		for _, v := range r.Verdicts {
			got = append(got, v.Name+" "+v.Verdict)
		}
		want := []string{"A01 created", "A02 created", "A03 created", "A04 refused", "A05 refused", "A01 refused", "A06 refused", "A07 refused", "A08 refused", "A09 refused"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff, verdicts(r))
		}
		b, err := f.floor.FindBooth.Do(f.organiser(), floor.FindBooth{InEdition: f.in, Booth: "A03"})
		if err != nil || b.Kind != floor.Custom || b.AreaCm2 != 1200*950 || b.HeightCm != 450 {
			t.Errorf("%+v %v", b, err)
		}
		before := rows(t, db)
		if r = f.take(t, f.boothList(boothRows)); r.Counts.Unchanged != 3 || r.Counts.Refused != 7 {
			t.Errorf("%v", verdicts(r))
		}
		before["expo_import"]++
		if diff := cmp.Diff(before, rows(t, db)); diff != "" {
			t.Error(diff)
		}
		// A02 moves to where nobody stands, and A10 takes its place.
		r = f.take(t, f.boothList("Booth,Hall,x,y\nA02,26,40,6\nA10,26,9,6\n"))
		if diff := cmp.Diff([]string{"changed", "created"}, verdicts(r)); diff != "" {
			t.Error(diff, r.Verdicts)
		}
	})
}

// filled is a fair with something of everything in it.
func filled(t *testing.T, db *sqldb.DB) *fair {
	t.Helper()
	f := newFair(t, db)
	r := f.take(t, f.boothList(strings.Replace(boothRows, "Height\n", "Height,Outline\n", 1)+
		"E98,26,standard,40,20,3,3,,\nL1,26,custom,,,,,,,\"[[4500,2000],[5400,2000],[5400,2300],[4800,2300],[4800,2900],[4500,2900]]\"\n"))
	if r.Counts.Created != 5 {
		t.Fatal(verdicts(r))
	}
	in := f.list("firms.csv", "ID,Company,Name (zh),Country,City,Website,Email,Phone,Segment,Booth,Profile,Profile (vi),Founded,Employees,First time,Pavilion\n"+
		"7,\"Mekong \"\"Star\"\", Foods\",湄公之星,Vietnam,Cần Thơ,star.example,a@star.example,+84 1 234,Food; Drinks,A01,\"-1+2, and\nmore\",Chúng tôi,1999,\"1,200\",yes,vn\n"+
		"8,Vientiane Coffee,,Laos,,,,,Drinks,\"Hall 26, E98\",=cmd|' /C calc'!A0,,,,no,\n"+
		"9,Lao Silk,,Laos,,,,,,\"Hall 26, Stand E98, (26)\",'quoted,,,,,la\n"+
		"10,<script>alert(1)</script>,,China,,,,,,,,,,,,\n")
	in.State = expo.Published
	if r := f.take(t, in); r.Counts.Created != 4 {
		t.Fatal(verdicts(r))
	}
	data := strings.ReplaceAll(goodsList, "Mekong Star Foods Co. Ltd.", "7")
	if r := f.take(t, f.productList(data)); r.Counts.Created != 3 {
		t.Fatal(verdicts(r))
	}
	return f
}

func TestExportReadsBackUnchanged(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := filled(t, db)
		for _, kind := range []string{expo.Exhibitors, expo.Products, expo.Booths} {
			for _, format := range []string{"csv", "xlsx"} {
				out, err := f.RunExport.Do(f.organiser(), expo.RunExport{InEdition: f.in, Kind: kind, Format: format})
				if err != nil {
					t.Fatal(err)
				}
				before := rows(t, db)
				in := f.list(out.FileName, "")
				in.Kind, in.Data = kind, out.Data
				r := f.take(t, in)
				if r.Counts.Unchanged != int64(out.Rows) || r.Counts.Rows != int64(out.Rows) || out.Rows < 3 {
					t.Errorf("%s %s: %+v %+v", kind, format, r.Counts, r.Verdicts)
				}
				before["expo_import"]++
				after := rows(t, db)
				before["expo_mapping"] = after["expo_mapping"]
				if diff := cmp.Diff(before, after); diff != "" {
					t.Errorf("%s %s: %s", kind, format, diff)
				}
			}
		}
	})
}

func TestExportLeavesNoFormulaAlive(t *testing.T) {
	t.Parallel()
	f := filled(t, sqldbtest.SQLite(t))
	for _, kind := range []string{expo.Exhibitors, expo.Products} {
		out, err := f.RunExport.Do(f.organiser(), expo.RunExport{InEdition: f.in, Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, cell := range strings.Split(string(out.Data), `"`) {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "-1") || strings.HasPrefix(cell, "+84") {
				t.Errorf("%s: %q is alive", kind, cell)
			}
			if strings.HasPrefix(cell, "'=") {
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s: the formula cell is missing", kind)
		}
	}
}

func TestExportOfAPavilionOrganiser(t *testing.T) {
	t.Parallel()
	f := filled(t, sqldbtest.SQLite(t))
	ctx := f.as("", ops.Grant{Role: ops.PavilionOrganiser, Edition: f.edition.ID, Pavilion: f.vn.ID})
	for kind, want := range map[string]int{expo.Exhibitors: 1, expo.Products: 2, expo.Booths: 1} {
		out, err := f.RunExport.Do(ctx, expo.RunExport{InEdition: f.in, Kind: kind, Pavilion: f.vn.ID})
		if err != nil || out.Rows != want {
			t.Errorf("%s: %d rows, %v", kind, out.Rows, err)
		}
		for _, pavilion := range []expo.Pavilion{f.la, {}} {
			if _, err := f.RunExport.Do(ctx, expo.RunExport{InEdition: f.in, Kind: kind, Pavilion: pavilion.ID}); !fault.Is(err, fault.Denied) {
				t.Errorf("%s of %s: %v", kind, pavilion.Code, err)
			}
		}
	}
	if _, err := f.RunExport.Do(context.Background(), expo.RunExport{InEdition: f.in, Kind: expo.Exhibitors}); !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
		t.Errorf("nobody: %v", err)
	}
}

func TestImportReadsWorkbooks(t *testing.T) {
	t.Parallel()
	f := newFair(t, sqldbtest.SQLite(t))
	var b strings.Builder
	err := sheet.WriteXLSX(&b, "Firms", []string{"Company", "Country", "Employees"}, sheet.Each([][]sheet.Cell{
		{sheet.Text("Acme"), sheet.Text("Thailand"), sheet.Number(1200)}, {sheet.Text("=1+1"), sheet.Text("Laos")}}))
	if err != nil {
		t.Fatal(err)
	}
	r := f.take(t, f.list("firms.xlsx", b.String()))
	if r.Format != "xlsx" || r.Sheet != "Firms" || r.Counts.Created != 2 {
		t.Errorf("%+v", r)
	}
	for name, data := range map[string]string{"empty": "", "not a table": "\x89PNG\r\n\x1a\n", "broken workbook": b.String()[:200]} {
		in := f.list("x.xlsx", data)
		if _, err := f.RunImport.Do(f.organiser(), in); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestImportTakesManyProductsAndBooths(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds")
	}
	f := newFair(t, sqldbtest.SQLite(t))
	f.take(t, f.list("big.csv", bigList(1000)))
	var goods, stands strings.Builder
	goods.WriteString("Exhibitor,Product name,HS code,Origin,Price,Unit\n")
	for i := range 12_000 {
		fmt.Fprintf(&goods, "X%d,Thing %d,0810.60,Thailand,USD %d.50,kg\n", i%1000, i, i)
	}
	if r := f.take(t, f.productList(goods.String())); r.Counts.Created != 12_000 {
		t.Errorf("%+v %v", r.Counts, verdicts(r)[:3])
	}
	stands.WriteString("Code,Hall,x,y\n")
	for i := range 180 {
		fmt.Fprintf(&stands, "B%d,26,%d,%d\n", i, 3+3*(i%18), 3+3*(i/18))
	}
	if r := f.take(t, f.boothList(stands.String())); r.Counts.Created != 180 {
		t.Errorf("%+v %v", r.Counts, verdicts(r)[:3])
	}
}
