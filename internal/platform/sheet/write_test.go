package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"math"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// attacks are cells that would be formulas, and cells that only look a little like them.
var attacks = []string{
	"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tx", "\rx", " =1", "   +1", "\u00a0=1", "\u3000=1", "＝1+1", "＋1", "－1", "＠x",
	" ＝1", "\u200b=1", "\ufeff=1", "'=1", "''=1", "' =1", "'", "'x", "-", "--", "=cmd|' /C calc'!A0", "a=1", "00123", "12345678901234567890",
	"-5", "1e5", `"=1"`, "x\r\n=1", "", " ", "_x0041_", "_x000D_", "a\r\nb", "a\nb", "a\rb", " \t", " lead", "trail ", "<b>&amp;</b>", "﹦1",
}

func written(t testing.TB, format Format, header []string, rows [][]Cell) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	if format == CSV {
		err = WriteCSV(&b, header, Each(rows))
	} else {
		err = WriteXLSX(&b, "Export", header, Each(rows))
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// runs is what a spreadsheet program takes for a formula, said independently of the code under test.
func runs(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r != '\t' && r != '\r' && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)) })
	return s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0])
}

func TestNoExportedCellIsAlive(t *testing.T) {
	t.Parallel()
	var rows [][]Cell
	for _, a := range attacks {
		rows = append(rows, Texts("id", a))
	}
	header := []string{"Name", "=HYPERLINK(1)"}
	if !runs(attacks[0]) || !runs(header[1]) {
		t.Fatal("the check itself sees nothing")
	}
	text := written(t, CSV, header, rows)
	if !bytes.HasPrefix(text, []byte("\xef\xbb\xbf\"Name\",")) || !bytes.HasSuffix(text, []byte("\r\n")) {
		t.Errorf("got %q...", text[:20])
	}
	records, err := csv.NewReader(bytes.NewReader(text[3:])).ReadAll()
	if err != nil {
		t.Fatalf("not RFC 4180: %v", err)
	}
	if len(records) != len(rows)+1 {
		t.Errorf("got %d records", len(records))
	}
	for _, r := range records {
		for _, c := range r {
			if runs(c) {
				t.Errorf("live cell %q", c)
			}
		}
	}
	noFormulas(t, written(t, XLSX, header, rows), 2*len(records))
}

// noFormulas looks into the XML: every cell of text is typed as a string and no formula element exists.
func noFormulas(t *testing.T, book []byte, most int) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(sheetPart)
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	s := string(xml)
	cells := strings.Count(s, "<c ")
	typed := strings.Count(s, ` t="inlineStr"`) + strings.Count(s, ` t="s"`) + strings.Count(s, ` t="str"`)
	if strings.Contains(s, "<f>") || strings.Contains(s, "<f ") || cells == 0 || cells > most || typed != cells {
		t.Errorf("%d cells, %d typed as strings, in %.600s", cells, typed, s)
	}
}

func TestNumbersStayNumbersAndCodesStayText(t *testing.T) {
	t.Parallel()
	rows := [][]Cell{{
		Number(-42), Decimal(1250, 2), Decimal(-5, 2), Number(math.MaxInt64), Text("00123"), Text("-7"), Number(123456789012345), Decimal(0, 0),
	}}
	want := []string{"-42", "12.50", "-0.05", "9223372036854775807", "00123", "-7", "123456789012345", "0"}
	header := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	for _, format := range []Format{CSV, XLSX} {
		_, got := read(t, written(t, format, header, rows), "x."+string(format))
		if diff := cmp.Diff(got[0].Cells, want); diff != "" {
			t.Errorf("%s: %s", format, diff)
		}
	}
	if got := string(written(t, CSV, header, rows)); !strings.Contains(got, "\r\n-42,12.50,-0.05,") || !strings.Contains(got, `,"'-7",`) {
		t.Errorf("got %q", got)
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, XLSX, header, rows)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeUnset, "B2": excelize.CellTypeUnset, "D2": excelize.CellTypeInlineString, "E2": excelize.CellTypeInlineString, "F2": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType("Export", cell); err != nil || got != want {
			t.Errorf("%s: type %v (%v), want %v", cell, got, err, want)
		}
	}
}

func TestExportsAreDressedForReading(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := WriteXLSX(&b, "Exhibitors: [all]/2026 and a name that is far too long", []string{"公司名称", "Code"}, Each([][]Cell{Texts("广西南宁机械有限公司广西南宁机械有限公司", "1")})); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	name := f.GetSheetList()[0]
	if name != "Exhibitors   all  2026 and a na" {
		t.Errorf("sheet %q", name)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	style, err := f.GetCellStyle(name, "A1")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.GetStyle(style); err != nil || s.Font == nil || !s.Font.Bold {
		t.Errorf("header style %+v, %v", s, err)
	}
	if wide, err := f.GetColWidth(name, "A"); err != nil || wide != 42 {
		t.Errorf("width %v, %v", wide, err)
	}
}

func TestWritersRefuse(t *testing.T) {
	t.Parallel()
	broken := errors.New("database is away")
	var failingRows iter.Seq2[[]Cell, error] = func(yield func([]Cell, error) bool) {
		_ = yield(Texts("A"), nil) && yield(nil, broken)
	}
	for _, format := range []Format{CSV, XLSX} {
		write := func(rows iter.Seq2[[]Cell, error]) error {
			if format == CSV {
				return WriteCSV(io.Discard, []string{"Name"}, rows)
			}
			return WriteXLSX(io.Discard, "x", []string{"Name"}, rows)
		}
		refusedWith(t, write(Each([][]Cell{Texts("a", "b")})), "sheet.write.columns")
		if err := write(failingRows); !errors.Is(err, broken) {
			t.Errorf("%s: got %v", format, err)
		}
	}
	refusedWith(t, WriteXLSX(io.Discard, "x", []string{"Name"}, Each([][]Cell{Texts(strings.Repeat("水", 32_768))})), "sheet.write.long")
	if err := WriteCSV(shut{}, []string{"Name"}, Each(nil)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
}

type shut struct{}

func (shut) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAttackCellsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	var rows [][]Cell
	for _, a := range attacks {
		rows = append(rows, Texts("id", a))
	}
	for _, format := range []Format{CSV, XLSX} {
		_, got := read(t, written(t, format, []string{"Name", "Value"}, rows), "x")
		for i, a := range attacks {
			if got[i].Cells[1] != a {
				t.Errorf("%s: got %q, want %q", format, got[i].Cells[1], a)
			}
		}
	}
}

func TestRoundTripLosesNothing(t *testing.T) {
	t.Parallel()
	piece := rapid.OneOf(
		rapid.SampledFrom(attacks), rapid.StringMatching(`[ -~]{0,12}`), rapid.StringMatching(`[,;|"'\t\r\n=+@-]{0,6}`),
		rapid.SampledFrom([]string{"广西南宁", "บริษัท", "Đồng Tâm", "ບໍລິສັດ", "ក្រុមហ៊ុន", "ကုမ္ပဏီ", "😀", "é"}))
	rapid.Check(t, func(rt *rapid.T) {
		width := rapid.IntRange(2, 6).Draw(rt, "width")
		header := []string{"Name", "Country", "Stand", "Words", "Phone", "Web"}[:width]
		rows := make([][]Cell, rapid.IntRange(1, 60).Draw(rt, "rows"))
		want := make([][]string, len(rows))
		for i := range rows {
			words := make([]string, width)
			words[0] = "A" // a row of nothing is no row
			for j := 1; j < width; j++ {
				words[j] = piece.Draw(rt, "a") + piece.Draw(rt, "b")
			}
			words[i%width] = "B" + words[i%width] // nor is a column of nothing a column without its name
			rows[i], want[i] = Texts(words...), words
		}
		for _, format := range []Format{CSV, XLSX} {
			table, err := Open(bytes.NewReader(written(t, format, header, rows)), "x", Limits{})
			if err != nil {
				rt.Fatal(err)
			}
			var got [][]string
			for row, err := range table.Rows() {
				if err != nil || len(row.Notes)+len(row.Problems) > 0 {
					rt.Fatalf("%s row %d: %v %v %v", format, row.Number, err, row.Notes, row.Problems)
				}
				got = append(got, row.Cells)
			}
			if err := table.Close(); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(table.Header, header); diff != "" {
				rt.Fatalf("%s header: %s", format, diff)
			}
			if diff := cmp.Diff(got, want); diff != "" {
				rt.Fatalf("%s: got -, want +\n%s", format, diff)
			}
		}
	})
}

func TestNeutralIsTakenBackExactly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`'{0,3} {0,2}[=+@x\t-]{0,3}`)).Draw(rt, "s")
		if n := neutral(s); runs(n) || revive(n) != s {
			rt.Fatalf("%q became %q, which is live (%v) or comes back as %q", s, n, runs(n), revive(n))
		}
	})
}
