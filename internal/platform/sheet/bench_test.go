package sheet

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// exhibitors are n rows of ten columns as a large fair exports them.
func exhibitors(n int) (header []string, rows [][]Cell) {
	header = []string{"公司名称", "Company Name", "Country", "City", "Website", "E-mail", "Stand", "Categories", "Description", "Since"}
	for i := range n {
		rows = append(rows, []Cell{
			Text(fmt.Sprintf("广西南宁第%d机械有限公司", i)), Text(fmt.Sprintf("Nanning Machinery No. %d Co., Ltd.", i)), Text("China"), Text("Nanning"),
			Text(fmt.Sprintf("https://www.example%d.test", i)), Text(fmt.Sprintf("office@example%d.test", i)), Text(fmt.Sprintf("%d.%dB%02d", i%20+1, i%3+1, i%60)),
			Text("machinery; pumps; valves"), Text(fmt.Sprintf("Maker of pumps and valves since %d, \"quality\" first.\nExports to ASEAN.", 1950+i%70)), Number(int64(1950 + i%70)),
		})
	}
	return header, rows
}

func benchmarkOpen(b *testing.B, data []byte, want int) {
	b.Helper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var most uint64
	for b.Loop() {
		table, err := Open(bytes.NewReader(data), "x", Limits{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range table.Rows() {
			if err != nil {
				b.Fatal(err)
			}
			if n++; n == want/2 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
		if n != want {
			b.Fatalf("got %d rows, want %d", n, want)
		}
		if err := table.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(most)/(1<<20), "heap-MiB")
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{3_000, 35_000} {
		header, rows := exhibitors(n)
		text, book := written(b, CSV, header, rows), written(b, XLSX, header, rows)
		chinese, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text[3:])
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("csv/%d", n), func(b *testing.B) { benchmarkOpen(b, text, n) })
		b.Run(fmt.Sprintf("gb18030/%d", n), func(b *testing.B) { benchmarkOpen(b, chinese, n) })
		b.Run(fmt.Sprintf("xlsx/%d", n), func(b *testing.B) { benchmarkOpen(b, book, n) })
	}
}

func BenchmarkWrite(b *testing.B) {
	header, rows := exhibitors(3_000)
	for _, format := range []Format{CSV, XLSX} {
		b.Run(string(format), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				written(b, format, header, rows)
			}
		})
	}
}
