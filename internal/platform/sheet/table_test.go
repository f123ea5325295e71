package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// read opens data and returns the table with all its rows.
func read(t *testing.T, data []byte, name string) (*Table, []Row) {
	t.Helper()
	table, err := Open(bytes.NewReader(data), name, Limits{})
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := table.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return table, collect(t, table)
}

func collect(t *testing.T, table *Table) []Row {
	t.Helper()
	var rows []Row
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatalf("rows: %v", err)
		}
		rows = append(rows, row)
	}
	if len(rows) != table.RowCount {
		t.Errorf("got %d rows, RowCount says %d", len(rows), table.RowCount)
	}
	return rows
}

func cellsOf(rows []Row) [][]string {
	var cells [][]string
	for _, r := range rows {
		cells = append(cells, r.Cells)
	}
	return cells
}

// refusedWith fails unless err is an Invalid fault with the key, and says how to repair the file.
func refusedWith(t *testing.T, err error, key string) {
	t.Helper()
	f := fault.As(err)
	if f == nil || f.Kind != fault.Invalid {
		t.Fatalf("got error %v, want an Invalid fault %s", err, key)
	}
	if got := f.Problems[0].Key; got != key {
		t.Fatalf("got %s (%v), want %s", got, err, key)
	}
}

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return b
}

var (
	latinRows = [][]string{
		{"Firma", "Land", "Ort", "Stand"},
		{"Müller Maschinenbau GmbH", "Deutschland", "Köln", "Hall 26, Stand E98, (26)"},
		{"Société Générale d'Énergie", "Frankreich", "Orléans", "Hall 5, Stand A12"},
		{"EXPORTAÇÃO São João Lda", "Portugal", "Évora", "Hall 7, Stand C01"},
		{"Große „Bäder“ & Söhne", "Österreich", "Graz; Linz | Wien", "Hall 9, Stand D02"},
	}
	chineseRows = [][]string{
		{"公司名称", "国家", "产品", "展位"},
		{"广西南宁机械有限公司", "中国", "水泵, 阀门", "B2馆 101号"},
		{"深圳市华创科技股份有限公司", "中国", "机器人；无人机", "B2馆 102号"},
		{"Haier 海尔集团", "中国", "冰箱|空调", "B3馆 7号"},
	}
	thaiRows = [][]string{
		{"ชื่อบริษัท", "ประเทศ", "สินค้า", "บูธ"},
		{"บริษัท ไทยยูเนี่ยน กรุ๊ป จำกัด", "ไทย", "อาหารทะเล, ปลาทูน่า", "A12"},
		{"บริษัท เจริญโภคภัณฑ์อาหาร จำกัด (มหาชน)", "ไทย", "ข้าว; ไก่", "A14"},
	}
)

func render(rows [][]string, delim rune) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = delim, true
	_ = w.WriteAll(rows) // a strings.Builder takes everything
	return b.String()
}

func TestOpenTellsEveryEncodingAndDelimiter(t *testing.T) {
	t.Parallel()
	le, be := utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), utf.UTF16(utf.BigEndian, utf.IgnoreBOM)
	encodings := []struct {
		name string
		e    encoding.Encoding
		mark string
		want Encoding
		rows [][][]string
	}{
		{"UTF-8", encoding.Nop, "", UTF8, [][][]string{latinRows, chineseRows, thaiRows}},
		{"UTF-8 with mark", encoding.Nop, "\xef\xbb\xbf", UTF8, [][][]string{latinRows, chineseRows, thaiRows}},
		{"UTF-16LE", le, "", UTF16LE, [][][]string{latinRows, chineseRows, thaiRows}},
		{"UTF-16LE with mark", le, "\xff\xfe", UTF16LE, [][][]string{latinRows, chineseRows, thaiRows}},
		{"UTF-16BE", be, "", UTF16BE, [][][]string{latinRows, chineseRows, thaiRows}},
		{"UTF-16BE with mark", be, "\xfe\xff", UTF16BE, [][][]string{latinRows, chineseRows, thaiRows}},
		{"Windows-1252", charmap.Windows1252, "", Windows1252, [][][]string{latinRows}},
		{"Windows-874", charmap.Windows874, "", Windows874, [][][]string{thaiRows}},
		{"GB18030", simplifiedchinese.GB18030, "", GB18030, [][][]string{chineseRows}},
	}
	for _, e := range encodings {
		for _, delim := range ",;\t|" {
			for i, rows := range e.rows {
				t.Run(fmt.Sprintf("%s %q %d", e.name, delim, i), func(t *testing.T) {
					t.Parallel()
					data := append([]byte(e.mark), encode(t, e.e, render(rows, delim))...)
					table, got := read(t, data, "list.csv")
					if table.Encoding != e.want || table.Delimiter != string(delim) {
						t.Errorf("got %s %q, want %s %q", table.Encoding, table.Delimiter, e.want, delim)
					}
					if diff := cmp.Diff(append([][]string{table.Header}, cellsOf(got)...), rows); diff != "" {
						t.Errorf("got -, want +\n%s", diff)
					}
				})
			}
		}
	}
}

func TestOpenReadsTheTradeFairExport(t *testing.T) {
	t.Parallel()
	text := "Ausstellerverzeichnis Messe – Stand 01.04.2026;;;;;\r\n;;;;;\r\n" +
		"Exhibitor;;Country;Location;Website;\r\n" +
		"ABB AG;;Germany;Hall 26, Stand E98, (26);www.abb.de;\r\n" +
		";;;;;\r\n" +
		"Körber SE;;Germany;Hall 5, Stand A12;;\r\n" +
		"Special Display;;Germany;;;\r\n"
	table, rows := read(t, encode(t, charmap.Windows1252, text), "export.csv")
	if diff := cmp.Diff(table.Header, []string{"Exhibitor", "Country", "Location", "Website"}); diff != "" {
		t.Error(diff)
	}
	if table.Encoding != Windows1252 || table.Delimiter != ";" || table.HeaderRow != 3 || table.Column(2) != "D" {
		t.Errorf("got %s %q header row %d column %s", table.Encoding, table.Delimiter, table.HeaderRow, table.Column(2))
	}
	if diff := cmp.Diff(table.Titles, []string{"Ausstellerverzeichnis Messe – Stand 01.04.2026"}); diff != "" {
		t.Error(diff)
	}
	var numbers []int
	for _, r := range rows {
		numbers = append(numbers, r.Number)
	}
	if diff := cmp.Diff(numbers, []int{4, 6, 7}); diff != "" {
		t.Errorf("rows keep the numbers a spreadsheet shows: %s", diff)
	}
	if got := rows[1].Cells[0]; got != "Körber SE" {
		t.Errorf("got %q", got)
	}
}

func TestHeaderIsFoundBelowTitles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		row        int
		header     []string
	}{
		{"first row", "Name,Country\nA,Laos\nB,China\n", 1, []string{"Name", "Country"}},
		{"title and date", "Exhibitor list,,\nExported,2026-11-01,\n\nName,Country,Stand\nA,Laos,A1\nB,China,A2\nC,China,A3\n", 4, []string{"Name", "Country", "Stand"}},
		{"header only", "Name,Country\n", 1, []string{"Name", "Country"}},
		{"one column", "Name\nA\nB\n", 1, []string{"Name"}},
		{"column without name", "Name,,Country\nA,x,Laos\nB,,China\n", 1, []string{"Name", "", "Country"}},
		{"empty column with name stays out of the way of none", "Name,Fax,Country\nA,,Laos\nB,,China\n", 1, []string{"Name", "Fax", "Country"}},
		{"separator line", "sep=;\r\nName;Country\r\nA, B;Laos\r\n", 1, []string{"Name", "Country"}},
		{"sparse data", "Name,Country,City,Web,Phone,Fax\nA,Laos,,,,\nB,China,,,,\nC,China,,,,\nD,China,,,,\n", 1, []string{"Name", "Country", "City", "Web", "Phone", "Fax"}},
		{"broken over lines", "\"Company\nName\",Country\nA,Laos\n", 1, []string{"Company Name", "Country"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			table, _ := read(t, []byte(c.text), "x.csv")
			if diff := cmp.Diff(table.Header, c.header); diff != "" || table.HeaderRow != c.row {
				t.Errorf("header row %d, want %d\n%s", table.HeaderRow, c.row, diff)
			}
		})
	}
}

func TestOddRowsAreTakenWithANote(t *testing.T) {
	t.Parallel()
	text := "Name,Country,Stand\n" +
		"Plain,Laos,A1\n" +
		"3\" Pipes Ltd,China,A2\n" + // an inch mark
		"\"Big\" Sky Co,China,A3\n" + // a name that begins with a quoted word
		"\"Lone quote Ltd,China,A4\n" + // would swallow everything after it
		"\"Proper, \"\"quoted\"\" Ltd\",China,A5\n" +
		"Short,China\n" +
		"Foo, Inc.,China,A7\n" + // a comma that nobody quoted
		"\"Two\nlines\",China,A8\n"
	_, rows := read(t, []byte(text), "x.csv")
	type seen struct {
		Cells []string
		Notes string
	}
	var got []seen
	for _, r := range rows {
		var notes []string
		for _, n := range r.Notes {
			notes = append(notes, n.Key)
		}
		if len(r.Problems) > 0 {
			t.Errorf("row %d: problems %v", r.Number, r.Problems)
		}
		got = append(got, seen{r.Cells, strings.Join(notes, " ")})
	}
	want := []seen{
		{[]string{"Plain", "Laos", "A1", ""}, ""},
		{[]string{`3" Pipes Ltd`, "China", "A2", ""}, "sheet.note.quote"},
		{[]string{`"Big" Sky Co`, "China", "A3", ""}, "sheet.note.quote"},
		{[]string{`"Lone quote Ltd`, "China", "A4", ""}, "sheet.note.quote"},
		{[]string{`Proper, "quoted" Ltd`, "China", "A5", ""}, ""},
		{[]string{"Short", "China", "", ""}, "sheet.note.short"},
		{[]string{"Foo", " Inc.", "China", "A7"}, "sheet.note.extra"},
		{[]string{"Two\nlines", "China", "A8", ""}, ""},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got -, want +\n%s", diff)
	}
}

func TestBrokenCellsAreAProblemOfTheirRow(t *testing.T) {
	t.Parallel()
	good := strings.Repeat("Công ty Đồng Tâm,Việt Nam,A1\n", 20)
	text := "Name,Country,Stand\nGood,Laos,A1\nNul\x00Ltd,Laos,A2\nBro\xffken,Laos,A3\nBell\x07,Laos,A4\nTurned \u202etxt,Laos,A5\n" +
		"Long " + strings.Repeat("x", 10<<20) + ",Laos,A6\n\"" + strings.Repeat("line\n", 3000) + "\",Laos,A7\n" + good
	table, rows := read(t, []byte(text), "x.csv")
	if table.Encoding != UTF8 {
		t.Fatalf("got %s", table.Encoding)
	}
	want := []string{"", "sheet.row.characters", "sheet.row.characters", "sheet.row.characters", "sheet.row.characters", "sheet.row.long", "sheet.row.long", ""}
	for i, key := range want {
		got := ""
		for _, p := range rows[i].Problems {
			got = p.Key
			if p.Field != "Name" || p.Args["column"] != "Name" {
				t.Errorf("row %d: problem %+v does not name its column", rows[i].Number, p)
			}
		}
		if got != key {
			t.Errorf("row %d: got %q, want %q", rows[i].Number, got, key)
		}
		if len(rows[i].Cells[0]) > 40_000 || rows[i].Cells[1] != "Laos" && i < 7 {
			t.Errorf("row %d: cells %.60q", rows[i].Number, rows[i].Cells)
		}
	}
	if len(rows) != 27 {
		t.Errorf("got %d rows, want 27", len(rows))
	}
}

func TestUTF16OfOddLength(t *testing.T) {
	t.Parallel()
	data := encode(t, utf.UTF16(utf.LittleEndian, utf.UseBOM), "Name,Country\r\nA,Laos\r\nB,China")
	_, rows := read(t, append(data, 'x'), "x.csv")
	if len(rows) != 2 || len(rows[0].Problems) != 0 || len(rows[1].Problems) != 1 {
		t.Fatalf("the cut character must be a problem of the last row alone: %+v", rows)
	}
}

func TestOpenRefusesWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key string
		data      string
		limits    Limits
	}{
		{"bytes", "sheet.file.size", "Name,Country\nA,Laos\n", Limits{FileBytes: 10}},
		{"rows", "sheet.file.rows", "Name\n" + strings.Repeat("A\n", 101), Limits{Rows: 100}},
		{"rows in the sample", "sheet.file.rows", "Name\nA\nB\nC\n", Limits{Rows: 2}},
		{"columns", "sheet.file.columns", "Name" + strings.Repeat(",x", 200) + "\n", Limits{}},
		{"columns of nothing", "sheet.file.columns", strings.Repeat(",", 20_000) + "\n", Limits{}},
		{"nothing", "sheet.empty", "", Limits{}},
		{"blank", "sheet.empty", " \r\n,,,\r\n\ufeff\r\n", Limits{}},
		{"old workbook", "sheet.xls.old", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1......", Limits{}},
		{"picture", "sheet.file.binary", "\x89PNG\r\n\x1a\n", Limits{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(strings.NewReader(c.data), "x.csv", c.limits)
			refusedWith(t, err, c.key)
		})
	}
}

func TestOpenPassesOnTheReadersError(t *testing.T) {
	t.Parallel()
	broken := errors.New("line is down")
	_, err := Open(failing{broken}, "x.csv", Limits{})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestUnpairedQuotesDoNotKeepTheReaderBusy(t *testing.T) {
	t.Parallel()
	// Each cell has a stray mark and a delimiter inside, so each asks how its whole long line would read otherwise.
	data := strings.Repeat(strings.Repeat(`"a,"b",`, 10_000)+"\n", 20)
	_, err := Open(strings.NewReader(data), "x.csv", Limits{Columns: 20_000})
	refusedWith(t, err, "sheet.file.quotes")

	// Each row opens a quotation that nothing closes: odd, but cheap to read as what it is.
	_, rows := read(t, []byte("Name,Country\n"+strings.Repeat("\"a,b\n", 100_000)), "x.csv")
	if len(rows) != 100_000 || rows[7].Cells[0] != `"a` {
		t.Errorf("got %d rows, %q", len(rows), rows[7].Cells)
	}
}

func TestCPHIListIsReadWhole(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "expo", "exhibitors", "cphi-demo-exhibitors.csv")
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("cphi-demo-exhibitors.csv is not beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	table, rows := read(t, data, filepath.Base(path))
	if diff := cmp.Diff(table.Header, []string{"Company Name", "Country", "Company Segment", "Website URL"}); diff != "" {
		t.Error(diff)
	}
	if len(rows) != 282 {
		t.Errorf("got %d rows, want 282", len(rows))
	}
	for _, r := range rows {
		if len(r.Problems)+len(r.Notes) > 0 {
			t.Errorf("row %d: %v %v", r.Number, r.Problems, r.Notes)
		}
	}
	if got, want := rows[1].Cells[0], "ACS Tex Co., Ltd."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzOpenCSV(f *testing.F) {
	for _, s := range []string{
		"Name,Country\nA,Laos\n", "sep=;\nA;B\n", "\xff\xfea\x00,\x00", "\"a\nb\",c\n\"lone,x\n", "\xef\xbb\xbf\"'=x\"\r\n",
		"\xb9\xab\xcb\xbe,\xb9\xfa\xbc\xd2\n", "M\xfcller;K\xf6ln\n", "\x00\n\x00", "\"\"\"\"", ",,,\n\n\r\r\n",
	} {
		f.Add([]byte(s))
	}
	limits := Limits{FileBytes: 1 << 16, Rows: 1000, Columns: 50, CellChars: 100}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) {
			t.Skip()
		}
		checkOpen(t, data, limits)
	})
}

// checkOpen holds for every input: a refusal is an Invalid fault; otherwise the rows are as the table promises.
func checkOpen(t *testing.T, data []byte, limits Limits) {
	t.Helper()
	table, err := Open(bytes.NewReader(data), "fuzz", limits)
	if err != nil {
		if f := fault.As(err); f == nil || f.Kind != fault.Invalid || !strings.HasPrefix(f.Problems[0].Key, "sheet.") {
			t.Fatalf("not a refusal with a reason: %v", err)
		}
		return
	}
	last := table.HeaderRow
	for _, row := range collect(t, table) {
		if row.Number <= last || len(row.Cells) != len(table.Header) {
			t.Fatalf("row %d after %d has %d cells for %d columns", row.Number, last, len(row.Cells), len(table.Header))
		}
		last = row.Number
		for _, c := range row.Cells {
			if len(c) > 4*limits.CellChars || printable(c) != c {
				t.Fatalf("row %d: unfit cell %q", row.Number, c)
			}
		}
	}
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
}
