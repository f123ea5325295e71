package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// workbook builds an XLSX file with the library's own writer.
func workbook(t testing.TB, build func(*excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := build(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func setRows(f *excelize.File, sheet string, first int, rows ...[]any) error {
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", first+i), &r); err != nil {
			return err
		}
	}
	return nil
}

func TestOpenReadsAWorkbook(t *testing.T) {
	t.Parallel()
	data := workbook(t, func(f *excelize.File) error {
		if _, err := f.NewSheet("Liste"); err != nil {
			return err
		}
		if err := f.MergeCell("Liste", "A1", "F1"); err != nil {
			return err
		}
		if err := f.SetCellFormula("Liste", "E6", "1+1"); err != nil {
			return err
		}
		return setRows(f, "Liste", 1,
			[]any{"22nd Expo: exhibitors"}, nil,
			[]any{"公司名称", nil, "Since", "Area", "Code", "Member"},
			[]any{"广西机械", nil, time.Date(2026, 9, 17, 0, 0, 0, 0, time.UTC), 12.5, "00123", true},
			nil,
			[]any{" Lao Coffee ", nil, nil, 36, nil, false})
	})
	table, rows := read(t, data, "list.xlsx")
	if table.Format != XLSX || table.Sheet != "Liste" || table.HeaderRow != 3 {
		t.Errorf("got %s, sheet %q, header row %d", table.Format, table.Sheet, table.HeaderRow)
	}
	if diff := cmp.Diff(table.Header, []string{"公司名称", "Since", "Area", "Code", "Member"}); diff != "" {
		t.Error(diff)
	}
	if rows[0].Number != 4 || rows[1].Number != 6 {
		t.Errorf("got row numbers %d and %d, want 4 and 6", rows[0].Number, rows[1].Number)
	}
	want := [][]string{{"广西机械", "2026-09-17", "12.5", "00123", "TRUE"}, {" Lao Coffee ", "", "36", "", "FALSE"}}
	if diff := cmp.Diff(cellsOf(rows), want); diff != "" {
		t.Errorf("got -, want +\n%s", diff)
	}
	if diff := cmp.Diff(cellsOf(collect(t, table)), want); diff != "" {
		t.Errorf("read a second time: %s", diff)
	}
}

func TestHiddenSheetsComeLast(t *testing.T) {
	t.Parallel()
	data := workbook(t, func(f *excelize.File) error {
		if _, err := f.NewSheet("Shown"); err != nil {
			return err
		}
		if err := setRows(f, "Sheet1", 1, []any{"Code", "Word"}, []any{"x", "y"}); err != nil {
			return err
		}
		f.SetActiveSheet(1)
		if err := f.SetSheetVisible("Sheet1", false); err != nil {
			return err
		}
		return setRows(f, "Shown", 1, []any{"Name", "Country"}, []any{"A", "Laos"})
	})
	if table, _ := read(t, data, "x.xlsx"); table.Sheet != "Shown" {
		t.Errorf("got %s", table.Sheet)
	}
}

// archive zips parts as they are given.
func archive(t testing.TB, parts map[string]io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, r := range parts {
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(p, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withPart returns a real workbook in which one part has other content.
func withPart(t testing.TB, name string, content io.Reader) []byte {
	t.Helper()
	return replacePart(t, workbook(t, func(f *excelize.File) error {
		return setRows(f, "Sheet1", 1, []any{"Name", "Country"}, []any{"A", "Laos"})
	}), name, content)
}

func replacePart(t testing.TB, plain []byte, name string, content io.Reader) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]io.Reader{name: content}
	for _, f := range z.File {
		if f.Name == name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = r
	}
	return archive(t, parts)
}

const (
	sheetPart   = "xl/worksheets/sheet1.xml"
	stringsPart = "xl/sharedStrings.xml"
	sheetStart  = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetEnd    = `</sheetData></worksheet>`
)

func repeated(s string, n int) io.Reader { return strings.NewReader(strings.Repeat(s, n)) }

func inline(ref, s string) string {
	return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
}

func TestOpenRefusesHarmfulArchives(t *testing.T) {
	t.Parallel()
	small := Limits{InflatedBytes: 8 << 20}
	sheet := func(body string) io.Reader { return strings.NewReader(sheetStart + body + sheetEnd) }
	many := map[string]io.Reader{"xl/workbook.xml": strings.NewReader("<workbook/>")}
	for i := range 60 {
		many[fmt.Sprintf("xl/media/%d.png", i)] = strings.NewReader("x")
	}
	for _, c := range []struct {
		name, key string
		data      []byte
		limits    Limits
	}{
		{"declares too much", "sheet.xlsx.inflated", withPart(t, "xl/media/image1.png", repeated("\x00", 9<<20)), small},
		{"packed too tightly", "sheet.xlsx.ratio", withPart(t, sheetPart, repeated(" ", 6<<20)), small},
		{"one part under many names", "sheet.xlsx.ratio", overlapping(t), Limits{}},
		{"lies about its size", "sheet.xlsx.broken", lying(t), small},
		{"too many parts", "sheet.xlsx.entries", archive(t, many), Limits{Entries: 50}},
		{"no workbook", "sheet.xlsx.foreign", archive(t, map[string]io.Reader{"word/document.xml": strings.NewReader("<w/>")}), small},
		{"large styles", "sheet.xlsx.inflated", withPart(t, "xl/styles.xml", io.MultiReader(strings.NewReader("<a>"), jumble(300_000))), small},
		{"deep nesting", "sheet.xlsx.complex", withPart(t, sheetPart, repeated("<a>", 1000)), small},
		{"document type", "sheet.xlsx.complex", withPart(t, sheetPart, strings.NewReader(`<!DOCTYPE a [<!ENTITY b "c">]><a/>`)), small},
		{"endless cell", "sheet.xlsx.complex", withPart(t, sheetPart, io.MultiReader(strings.NewReader(sheetStart+"<row><c><v>"), noise(2<<20))), small},
		{"too many strings", "sheet.xlsx.complex", withPart(t, stringsPart, io.MultiReader(strings.NewReader("<sst>"), jumble(mostStrings+10))), Limits{InflatedBytes: 64 << 20}},
		{"one string in every cell", "sheet.xlsx.inflated", shared(t), small},
		{"cut sheet", "sheet.xlsx.broken", withPart(t, sheetPart, strings.NewReader(sheetStart+"<row>"+inline("A1", "Name"))), small},
		{"control character", "sheet.xlsx.broken", withPart(t, sheetPart, sheet("<row>"+inline("A1", "Na\x00me")+"</row>")), small},
		{"cut file", "sheet.xlsx.broken", withPart(t, sheetPart, sheet(""))[:900], small},
		{"empty sheet", "sheet.empty", withPart(t, sheetPart, sheet("")), small},
		{"too wide", "sheet.file.columns", withPart(t, sheetPart, sheet("<row>"+inline("A1", "Name")+inline("XFD1", "x")+"</row>")), small},
		{"wide and hollow", "sheet.file.columns", withPart(t, sheetPart, sheet(`<row><c r="XFD1"><f>1</f></c></row>`)), small},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(bytes.NewReader(c.data), "x.xlsx", c.limits)
			refusedWith(t, err, c.key)
		})
	}
}

// noise is n bytes that hardly pack and hold no markup.
func noise(n int) io.Reader {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = 'a' + byte(x>>24)%26
	}
	return bytes.NewReader(b)
}

// jumble is n shared strings that do not pack too tightly.
func jumble(n int) io.Reader {
	var b bytes.Buffer
	x := uint32(1)
	for range n {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "<si><t>%x</t></si>", x>>8)
	}
	return &b
}

// shared is a workbook of 3 MiB whose cells all name one long string.
func shared(t testing.TB) []byte {
	t.Helper()
	words := io.MultiReader(strings.NewReader(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>`), noise(200<<10), strings.NewReader("</t></si></sst>"))
	var sheet strings.Builder
	sheet.WriteString(sheetStart)
	for i := range 20_000 {
		fmt.Fprintf(&sheet, `<row r="%d"><c r="A%d" t="s"><v>0</v></c><c r="B%d" t="s"><v>0</v></c></row>`, i+1, i+1, i+1)
	}
	sheet.WriteString(sheetEnd)
	f := withPart(t, sheetPart, strings.NewReader(sheet.String()))
	return replacePart(t, f, stringsPart, words)
}

// overlapping is a workbook whose directory names the same packed bytes 200 times.
func overlapping(t testing.TB) []byte {
	t.Helper()
	data := archive(t, map[string]io.Reader{"xl/workbook.xml": noise(100_000)})
	at, end := bytes.Index(data, []byte("PK\x01\x02")), bytes.Index(data, []byte("PK\x05\x06"))
	if at < 0 || end < at {
		t.Fatal("no directory found")
	}
	record, tail := data[at:end], bytes.Clone(data[end:])
	binary.LittleEndian.PutUint16(tail[8:], 200)
	binary.LittleEndian.PutUint16(tail[10:], 200)
	binary.LittleEndian.PutUint32(tail[12:], uint32(200*len(record)))
	out := append(bytes.Clone(data[:at]), bytes.Repeat(record, 200)...)
	return append(out, tail...)
}

// lying is a workbook whose directory understates the size of its sheet.
func lying(t testing.TB) []byte {
	t.Helper()
	data := withPart(t, sheetPart, io.MultiReader(strings.NewReader("<a>"), noise(3<<20), strings.NewReader("</a>")))
	size := binary.LittleEndian.AppendUint32(nil, 3<<20+7)
	if bytes.Count(data, size) == 0 {
		t.Fatal("size not found")
	}
	return bytes.ReplaceAll(data, size, binary.LittleEndian.AppendUint32(nil, 5000))
}

func TestPicturesDoNotCount(t *testing.T) {
	t.Parallel()
	data := withPart(t, "xl/media/image1.png", noise(6<<20))
	if _, rows := read(t, data, "x.xlsx"); len(rows) != 1 {
		t.Errorf("got %d rows", len(rows))
	}
}

func TestWorkbookCellsHaveLimitsToo(t *testing.T) {
	t.Parallel()
	body := "<row>" + inline("A1", "Name") + inline("B1", "Country") + "</row><row>" + inline("A2", strings.Repeat("x", 12_000)) + inline("B2", "Laos") + "</row>" +
		`<row r="1048576">` + inline("A1048576", "Last") + inline("B1048576", "Laos") + "</row>"
	_, rows := read(t, withPart(t, sheetPart, strings.NewReader(sheetStart+body+sheetEnd)), "x.xlsx")
	if len(rows) != 2 || len(rows[0].Problems) != 1 || rows[0].Problems[0].Key != "sheet.row.long" || rows[1].Number != 1048576 {
		t.Fatalf("got %d rows, problems %v", len(rows), rows[0].Problems)
	}
}

// Not parallel: it sets the environment variable that chooses the folder of temporary files.
func TestTemporaryFilesAreRemoved(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	files := func() int {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	header, rows := exhibitors(6_000)
	data := written(t, XLSX, header, rows)
	if n := files(); n != 0 {
		t.Errorf("writing left %d files", n)
	}
	table, err := Open(bytes.NewReader(data), "x.xlsx", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if files() == 0 {
		t.Error("the sheet was too small to need a file: this test proves nothing")
	}
	if err := table.Close(); err != nil {
		t.Error(err)
	}
	if n := files(); n != 0 {
		t.Errorf("reading left %d files", n)
	}
	if _, err := Open(bytes.NewReader(data), "x.xlsx", Limits{Rows: 5_000}); err == nil || files() != 0 {
		t.Errorf("a refusal (%v) left %d files", err, files())
	}
}

func FuzzOpenXLSX(f *testing.F) {
	f.Add(workbook(f, func(b *excelize.File) error {
		return setRows(b, "Sheet1", 1, []any{"Name", "Country"}, []any{"A", 1.5})
	}))
	f.Add(withPart(f, sheetPart, strings.NewReader(sheetStart+"<row>"+inline("A1", "Name")+"</row>"+sheetEnd)))
	f.Add([]byte("PK\x03\x04"))
	limits := Limits{FileBytes: 1 << 17, InflatedBytes: 1 << 20, Rows: 1000, Columns: 50, CellChars: 100}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkOpen(t, data, limits)
	})
}

// FuzzSheetXML feeds the sheet's XML itself, which a fuzzer that must keep a zip's checksum hardly ever reaches.
func FuzzSheetXML(f *testing.F) {
	f.Add(sheetStart + "<row>" + inline("A1", "Name") + `<c r="B1" s="9" t="d"><v>45000</v></c></row>` + sheetEnd)
	f.Add(sheetStart + `<row r="3"><c t="s"><v>7</v></c><c t="b"><v>1</v></c><c t="e"><f>1/0</f></c></row>` + sheetEnd)
	limits := Limits{FileBytes: 1 << 17, InflatedBytes: 1 << 20, Rows: 1000, Columns: 50, CellChars: 100}
	f.Fuzz(func(t *testing.T, xml string) {
		checkOpen(t, withPart(t, sheetPart, strings.NewReader(xml)), limits)
	})
}
