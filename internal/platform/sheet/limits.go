package sheet

import (
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Limits bound what Open accepts. A field that is zero takes the value of DefaultLimits.
type Limits struct {
	// FileBytes is the largest file, as sent.
	FileBytes int64
	// InflatedBytes is the most that the parts of an XLSX file may unpack to, together.
	InflatedBytes int64
	// Entries is the largest number of parts in an XLSX file.
	Entries int
	// Rows is the largest number of rows below the header that hold anything.
	Rows int
	// Columns is the largest number of columns.
	Columns int
	// CellChars is the longest cell, in characters (Unicode code points). A longer one is a problem of its row.
	CellChars int
}

// DefaultLimits are wide enough for the largest fair's list (35,000 exhibitors) several times over.
func DefaultLimits() Limits {
	return Limits{FileBytes: 20 << 20, InflatedBytes: 256 << 20, Entries: 5000, Rows: 200_000, Columns: 200, CellChars: 10_000}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	if l.FileBytes <= 0 {
		l.FileBytes = d.FileBytes
	}
	if l.InflatedBytes <= 0 {
		l.InflatedBytes = d.InflatedBytes
	}
	if l.Entries <= 0 {
		l.Entries = d.Entries
	}
	if l.Rows <= 0 {
		l.Rows = d.Rows
	}
	if l.Columns <= 0 {
		l.Columns = d.Columns
	}
	if l.CellChars <= 0 {
		l.CellChars = d.CellChars
	}
	return l
}

// refuse is a refusal of the whole file; the field name is that of every import operation.
func refuse(key string, args ...any) *fault.Error { return fault.NewInvalid("file", key, args...) }
