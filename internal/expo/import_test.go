package expo_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func TestImportTakesTheFirmsOfARealList(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "expo", "exhibitors", "cphi-demo-exhibitors.csv"))
	if err != nil {
		t.Skip("needs ../shared: ", err)
	}
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		r := f.take(t, f.list("cphi-demo-exhibitors.csv", string(data)))
		for _, v := range r.Verdicts {
			if v.Verdict != expo.RowCreated {
				t.Errorf("row %d %s: %s %s", v.Row, v.Name, v.Verdict, keys(v.Reasons))
			}
		}
		if diff := cmp.Diff(expo.ImportCounts{Rows: 282, Created: 282}, r.Counts); diff != "" {
			t.Error(diff)
		}
		before := rows(t, db)
		again := f.take(t, f.list("cphi-demo-exhibitors (1).csv", string(data)))
		if diff := cmp.Diff(expo.ImportCounts{Rows: 282, Unchanged: 282}, again.Counts); diff != "" {
			t.Error(diff)
		}
		before["expo_import"]++ // the second run is listed, and nothing else
		if diff := cmp.Diff(before, rows(t, db)); diff != "" {
			t.Error("the same file again changed something:", diff)
		}
		if !again.Remembered {
			t.Error("the columns were not remembered")
		}
	})
}

const firms = `Exhibitors of the show, as of 1 May,,,,
,,,,
Company,Name (zh),Country,Website URL,Segment,Booth
Mekong Star Foods Co. Ltd.,湄公之星食品,Vietnam,mekongstar.example,Food; Drinks,"Hall 26, Stand E98"
Vientiane Coffee,,Lao PDR,http://coffee.example/en,Drinks,"Hall 26, Stand E98, (26)"
广西机械有限公司,,中国,N/A,Machines,TBC
`

func TestImportReadsWhatListsSay(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.booth(t, "E98", 0)
		in := f.list("List of May.csv", firms)
		in.State = expo.Published
		r := f.take(t, in)
		if diff := cmp.Diff(expo.ImportCounts{Rows: 3, Created: 3}, r.Counts); diff != "" {
			t.Fatal(diff, r.Verdicts)
		}
		if r.HeaderRow != 3 || r.Format != "csv" || r.Delimiter != "," || r.Source != "list of may" || len(r.Unknown) != 0 {
			t.Errorf("read as %+v", r)
		}
		if diff := cmp.Diff([]string{"Food", "Drinks", "Machines"}, r.Categories); diff != "" {
			t.Error(diff)
		}
		got := map[string]expo.Exhibitor{}
		for _, e := range f.exhibitors(t) {
			got[e.Name.Words("en")] = e
		}
		m := got["Mekong Star Foods Co. Ltd."]
		if m.Name.Words("zh") != "湄公之星食品" || m.Country != "VN" || m.Website != "https://mekongstar.example" || m.State != expo.Published {
			t.Errorf("got %+v", m)
		}
		if e := got["广西机械有限公司"]; e.Name["zh"].Text == "" || e.Country != "CN" || e.Website != "" {
			t.Errorf("got %+v", e)
		}
		b, err := f.floor.FindBooth.Do(f.organiser(), floor.FindBooth{InEdition: f.in, Booth: "E98"})
		if err != nil || b.Exhibitor != m.ID || b.State != floor.Confirmed || len(b.Sharers) != 1 || b.Sharers[0].ID != got["Vientiane Coffee"].ID {
			t.Errorf("booth %+v %v", b, err)
		}
	})
}

func TestImportKnowsEveryEncoding(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		enc  encoding.Encoding
		want string
		text string
	}{
		"utf8":    {encoding.Nop, "UTF-8", "公司名称,国家\n湄公食品,越南\n"},
		"bom":     {unicode.UTF8BOM, "UTF-8", "公司名称;国家\n湄公食品;越南\n"},
		"utf16le": {unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16LE", "公司名称\t国家\n湄公食品\t越南\n"},
		"utf16be": {unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16BE", "公司名称\t国家\n湄公食品\t越南\n"},
		"gb18030": {simplifiedchinese.GB18030, "GB18030", "公司名称,国家\n湄公食品有限公司,越南\n广西南宁机械制造厂,中国\n"},
		"latin":   {charmap.Windows1252, "Windows-1252", "Company;Country\nMünchner Maschinen;Deutschland\nCafé Été;France\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFair(t, sqldbtest.SQLite(t))
			data, err := c.enc.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			r := f.take(t, f.list("list.csv", data))
			if r.Encoding != c.want || r.Counts.Created != r.Counts.Rows || r.Counts.Rows == 0 {
				t.Errorf("%s: %+v", r.Encoding, r.Verdicts)
			}
		})
	}
}

func TestImportDryRunChangesNothing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.booth(t, "E98", 0)
		f.take(t, f.list("other.csv", "Company,Country\nVientiane Coffee,Laos\n"))
		before := rows(t, db)
		in := f.list("list.csv", firms)
		in.DryRun = true
		ctx := ops.With(context.Background(), ops.Caller{Actor: ops.From(f.organiser()).Actor, Surface: "api", Key: "k1"})
		r, err := f.RunImport.Do(ctx, in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expo.ImportCounts{Rows: 3, Created: 2, Duplicate: 1}, r.Counts); diff != "" {
			t.Error(diff)
		}
		for _, v := range r.Verdicts {
			if v.Verdict == expo.RowCreated && v.Object != "" {
				t.Errorf("row %d shows a key that does not exist", v.Row)
			}
		}
		if diff := cmp.Diff(before, rows(t, db)); diff != "" {
			t.Error(diff)
		}
		in.DryRun = false // and now for real, with the same key
		if _, err := f.RunImport.Do(ctx, in); err != nil {
			t.Error(err)
		}
	})
}

func TestImportTellsWhatChanged(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.take(t, f.list("l.csv", "ID,Company,Country,City,Email\n1,Acme,Thailand,Bangkok,a@acme.example\n2,Bolt,China,Wuzhou,\n"))
		r := f.take(t, f.list("l.csv", "ID,Company,Country,City,Email\n1,Acme Foods,Thailand,Chiang Mai,\n2,Bolt,China,Wuzhou,\n"))
		if diff := cmp.Diff(expo.ImportCounts{Rows: 2, Changed: 1, Unchanged: 1}, r.Counts); diff != "" {
			t.Fatal(diff)
		}
		want := []ledger.Change{{Field: "name", From: text.Of("en", "Acme"), To: text.Of("en", "Acme Foods")}, {Field: "city", From: "Bangkok", To: "Chiang Mai"}}
		if diff := cmp.Diff(want, r.Verdicts[0].Changes); diff != "" {
			t.Error(diff)
		}
		// An empty cell and an absent column change nothing.
		r = f.take(t, f.list("l.csv", "ID,Company\n1,Acme Foods\n"))
		if r.Counts.Unchanged != 1 {
			t.Errorf("%+v", r.Verdicts)
		}
		for _, e := range f.exhibitors(t) {
			if e.ExternalID == "1" && (e.Email != "a@acme.example" || e.Country != "TH") {
				t.Errorf("lost: %+v", e)
			}
		}
	})
}

func TestImportProposesDuplicates(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.take(t, f.list("a.csv", "Company,Country\nĐông Á Steel,Vietnam\nAcme,Thailand\n"))
		in := f.list("b.csv", "Company,Country\nDONG A STEEL,VN\nAcme,Germany\nAcme Co.\\, Ltd.,Thailand\nBolt GmbH,Germany\nBolt,Germany\nBolt,Germany\n")
		in.Data = bytes.ReplaceAll(in.Data, []byte(`Acme Co.\, Ltd.`), []byte(`"Acme Co., Ltd."`))
		r := f.take(t, in)
		var got []string
		for _, v := range r.Verdicts {
			got = append(got, strings.TrimSpace(v.Verdict+" "+keys(v.Reasons)+keys(v.Notes)))
		}
		want := []string{"duplicate name:expo.import.duplicate", "created", "created name:expo.import.similar", "created", "created name:expo.import.similar-row", "unchanged"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if !strings.HasPrefix(r.Verdicts[0].Object, "exh_") {
			t.Error("the duplicate does not name the record")
		}
		in.Duplicates = "create"
		if r := f.take(t, in); r.Counts.Created != 1 || r.Counts.Unchanged != 5 {
			t.Errorf("%+v", r.Counts)
		}
		if r := f.take(t, in); r.Counts.Unchanged != 6 {
			t.Errorf("%+v", r.Counts)
		}
	})
}

func TestImportRefusesRowsWithTheReason(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		r := f.take(t, f.list("l.csv", "Company,Country,Website,Email,Founded,Pavilion,Remarks\n"+
			"Atlantis Ltd,Atlantis,,,,,\n"+
			"Script Ltd,China,javascript:alert(1),,,,\n"+
			",China,,,,,\n"+
			"Mail Ltd,China,,nobody,,,\n"+
			strings.Repeat("x", 201)+",China,,,,,\n"+
			"Nowhere Ltd,China,,,,zz,\n"+
			"Null\x00Byte,China,,,,,\n"+
			"<b>Bold</b> & Sons,China,bold.example,,since 1999,vn,\n"+
			"=HYPERLINK(1),China,,,,,\n"))
		var got []string
		for _, v := range r.Verdicts {
			got = append(got, v.Verdict+" "+keys(v.Reasons))
		}
		want := []string{"refused country:expo.import.country-unknown", "refused website:expo.import.website", "refused name:fault.required",
			"refused email:fault.pattern-email", "refused name.en:fault.too-long", "refused pavilion:expo.import.pavilion-unknown",
			"refused Company:sheet.row.characters", "created ", "created "}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		all := f.exhibitors(t)
		if len(all) != 2 || all[0].Name.Words("en") != "<b>Bold</b> & Sons" && all[1].Name.Words("en") != "<b>Bold</b> & Sons" {
			t.Errorf("%+v", all)
		}
	})
}

func TestImportSharesStands(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.booth(t, "26-E98", 0)
		f.booth(t, "F10", 0)
		list := "Company,Hall,Stand\nFirst,26,E98 (3)\nLead,26,E98\nSecond,,\"Hall 26, Stand E98, (26)\"\nBeside,26,F10\nWith,26,F10\nLost,26,Z99\n"
		r := f.take(t, f.list("l.csv", list))
		var got []string
		for _, v := range r.Verdicts {
			got = append(got, v.Name+" "+v.Verdict+" "+keys(v.Notes))
		}
		want := []string{"First created ", "Lead created ", "Second created ", "Beside created ", "With created ", "Lost created stand:expo.import.booth-unknown"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		b, err := f.floor.FindBooth.Do(f.organiser(), floor.FindBooth{InEdition: f.in, Booth: "26-E98"})
		if err != nil || b.Lead == nil || b.Lead.Name.Words("en") != "Lead" || len(b.Sharers) != 2 || b.State != floor.Reserved {
			t.Errorf("%+v %v", b, err)
		}
		before := rows(t, db)
		if r := f.take(t, f.list("l.csv", list)); r.Counts.Unchanged != 6 {
			t.Errorf("%+v", r.Verdicts)
		}
		before["expo_import"]++
		if diff := cmp.Diff(before, rows(t, db)); diff != "" {
			t.Error(diff)
		}
		if r := f.take(t, f.list("l.csv", "Company,Hall,Stand\nLost,26,F10\n")); keys(r.Verdicts[0].Notes) != "stand:expo.import.booth-taken" {
			t.Errorf("%+v", r.Verdicts)
		}
	})
}

func TestImportOfAPavilionOrganiser(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		f.booth(t, "E98", 0)
		f.take(t, f.list("own.csv", "Company,Country,Pavilion\nLao Silk,Laos,la\n"))
		vietnam := f.as("", ops.Grant{Role: ops.PavilionOrganiser, Edition: f.edition.ID, Pavilion: f.vn.ID})
		in := f.list("own.csv", "Company,Country,Segment,Stand,Pavilion\nHa Noi Tea,Vietnam,Tea,E98,\nLao Silk,Laos,,,\nHue Fans,Vietnam,,,la\n")
		for name, pavilion := range map[string]ident.Pavilion{"another": f.la.ID, "none": 0} {
			in.Pavilion = pavilion
			if _, err := f.RunImport.Do(vietnam, in); !fault.Is(err, fault.Denied) {
				t.Errorf("%s pavilion: %v", name, err)
			}
		}
		in.Pavilion = f.vn.ID
		in.Kind = expo.Booths
		if _, err := f.RunImport.Do(vietnam, in); !fault.Is(err, fault.Denied) {
			t.Errorf("booths: %v", err)
		}
		in.Kind = expo.Exhibitors
		r, err := f.RunImport.Do(vietnam, in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range r.Verdicts {
			got = append(got, v.Verdict+" "+keys(v.Reasons)+" "+keys(v.Notes))
		}
		want := []string{"created  categories:expo.import.category-unknown stand:expo.import.booth-foreign", "refused :expo.import.foreign ", "refused pavilion:expo.import.pavilion-foreign "}
		for i := range want {
			want[i] = strings.Replace(want[i], " :", " ", 1)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		for _, e := range f.exhibitors(t) {
			if e.Name.Words("en") == "Ha Noi Tea" && e.PavilionID != f.vn.ID {
				t.Error("not in its pavilion")
			}
		}
		for name, ctx := range map[string]context.Context{"nobody": context.Background(), "visitor": f.as("", ops.Grant{Role: ops.Visitor, Edition: f.edition.ID}),
			"organiser of another edition": f.as("", ops.Grant{Role: ops.Organiser, Edition: 99})} {
			if _, err := f.RunImport.Do(ctx, in); err == nil {
				t.Errorf("%s may import", name)
			}
		}
	})
}

func TestImportColumns(t *testing.T) {
	t.Parallel()
	f := newFair(t, sqldbtest.SQLite(t))
	odd := "Wer,Woher,Notiz\nAcme,Thailand,x\n"
	in := f.list("odd.csv", odd)
	if _, err := f.RunImport.Do(f.organiser(), in); !fault.Is(err, fault.Invalid) {
		t.Fatalf("without a name: %v", err)
	}
	in.DryRun = true
	r := f.take(t, in)
	if diff := cmp.Diff([]string{"name"}, r.Missing); diff != "" {
		t.Error(diff)
	}
	in.DryRun, in.Map = false, []string{"name=Wer", "country=#2"}
	if r := f.take(t, in); r.Counts.Created != 1 || r.Remembered {
		t.Errorf("%+v", r)
	}
	r = f.take(t, f.list("odd.csv", odd))
	if r.Counts.Unchanged != 1 || !r.Remembered {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff([]sheet.Pair{{Field: "name", Column: "Wer"}, {Field: "country", Column: "Woher"}}, r.Columns); diff != "" {
		t.Error(diff)
	}
	in.Map = []string{"city=Woher"} // wins over what was remembered
	if r = f.take(t, in); len(r.Columns) != 2 || r.Columns[1].Field != "city" {
		t.Errorf("%+v", r.Columns)
	}
	in.Map = []string{"colour=Wer"}
	if _, err := f.RunImport.Do(f.organiser(), in); !fault.Is(err, fault.Invalid) {
		t.Errorf("unknown field: %v", err)
	}
}

func TestImportAnswersARepeatedKeyOnce(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		ctx := f.as("key-1", ops.Grant{Role: ops.Organiser, Edition: f.edition.ID})
		first, err := f.RunImport.Do(ctx, f.list("l.csv", "Company,Country\nAcme,China\n"))
		if err != nil {
			t.Fatal(err)
		}
		again, err := f.RunImport.Do(ctx, f.list("l.csv", "Company,Country\nAcme,China\n"))
		if err != nil || again.Counts != first.Counts || again.Counts.Created != 1 {
			t.Errorf("%+v %v", again.Counts, err)
		}
		if _, err := f.RunImport.Do(ctx, f.list("l.csv", "Company,Country\nBolt,China\n")); !fault.Is(err, fault.Conflict) {
			t.Errorf("other content: %v", err)
		}
		if n := len(f.exhibitors(t)); n != 1 {
			t.Errorf("%d exhibitors", n)
		}
		list, err := f.ListImports.Do(f.organiser(), expo.ListImports{InEdition: f.in})
		if err != nil || len(list.Items) != 1 || list.Items[0].Created != 1 || len(list.Items[0].FileHash) != 64 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

func TestImportsOfOneListAtOnceTakeItOnce(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		in := f.list("l.csv", bigList(40))
		errs := make(chan error, 4)
		for range cap(errs) {
			go func() {
				_, err := f.RunImport.Do(f.organiser(), in)
				errs <- err
			}()
		}
		for range cap(errs) {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if n := rows(t, db)["expo_exhibitor"]; n != 40 {
			t.Errorf("%d exhibitors of 40", n)
		}
	})
}

// bigList is a list of n firms, all different.
func bigList(n int) string {
	var b strings.Builder
	b.WriteString("ID,Company Name,Chinese name,Country,City,Website,Email,Segment,Profile\n")
	countries := []string{"China", "Vietnam", "Thailand", "Malaysia", "Indonesia", "Lao PDR", "Cambodia", "Singapore"}
	for i := range n {
		fmt.Fprintf(&b, "X%d,\"Firm %d Trading Co., Ltd.\",第%d贸易有限公司,%s,City %d,www.firm%d.example,info@firm%d.example,Segment %d,\"We make %d things, and sell them to %s.\"\n",
			i, i, i, countries[i%len(countries)], i%300, i, i, i%20, i, countries[(i+3)%len(countries)])
	}
	return b.String()
}

func TestImportOfAVeryLongList(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes several seconds")
	}
	f := newFair(t, sqldbtest.SQLite(t))
	data := bigList(35_000)
	r := f.take(t, f.list("big.csv", data))
	if r.Counts.Created != 35_000 || len(r.Verdicts) != 1000 || r.Unlisted != 34_000 {
		t.Fatalf("%+v, %d verdicts", r.Counts, len(r.Verdicts))
	}
	if r = f.take(t, f.list("big.csv", data)); r.Counts.Unchanged != 35_000 {
		t.Fatalf("%+v", r.Counts)
	}
}

func BenchmarkImport3000(b *testing.B) {
	data := bigList(3000)
	for b.Loop() {
		b.StopTimer()
		f := newFair(b, sqldbtest.SQLite(b))
		b.StartTimer()
		if r := f.take(b, f.list("big.csv", data)); r.Counts.Created != 3000 {
			b.Fatal(r.Counts)
		}
	}
}
