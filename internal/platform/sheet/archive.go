package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// An XLSX file is a zip of XML parts, and both can be made to unfold into far more than they are. Before the
// workbook library sees the file, checkArchive has held every part against the limits: first what the directory
// declares, then what really comes out, read in small steps that never hold a part in memory.
const (
	// partRatio is how many times larger than packed a part may be; real sheets stay below 60, bombs go to 1,000.
	partRatio = 200
	// smallPart is exempt from partRatio: an almost empty sheet packs well and harms nobody.
	smallPart = 1 << 20
	// otherPart is the largest part that is not a sheet or the table of shared strings (styles, relations, theme):
	// the library holds these as trees in memory.
	otherPart = 4 << 20
	// tokenBytes is the longest piece of text or tag in XML; the longest cell of a spreadsheet is 32,767 characters.
	tokenBytes = 256 << 10
	// xmlDepth is how deep the elements of a part may nest; workbooks need about ten.
	xmlDepth = 64
	// mostStrings is the largest table of shared strings; it is held in memory.
	mostStrings = 1_000_000
)

// checkArchive refuses what is no workbook or harms its reader. It returns the archive, rewritten without the parts
// that carry no cells (pictures, drawings, macros), so that nothing reads them either.
func checkArchive(data []byte, limits Limits) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse("sheet.xlsx.broken").With(err)
	}
	if err := checkDirectory(z, int64(len(data)), limits); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	left := limits.InflatedBytes
	for _, part := range z.File {
		if !carriesCells(part.Name) {
			continue
		}
		n, err := checkPart(part, left)
		if err != nil {
			return nil, partFault(part.Name, limits, err)
		}
		left -= n
		if err := w.Copy(part); err != nil {
			return nil, refuse("sheet.xlsx.broken").With(err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, refuse("sheet.xlsx.broken").With(err)
	}
	return out.Bytes(), nil
}

// checkDirectory holds what the zip directory declares against the limits.
func checkDirectory(z *zip.Reader, size int64, limits Limits) error {
	if len(z.File) > limits.Entries {
		return refuse("sheet.xlsx.entries", "limit", limits.Entries)
	}
	var packed, inflated uint64
	workbook := false
	for _, part := range z.File {
		packed += part.CompressedSize64
		inflated += part.UncompressedSize64
		if part.UncompressedSize64 > uint64(limits.InflatedBytes) || inflated > uint64(limits.InflatedBytes) {
			return refuse("sheet.xlsx.inflated", "limit", limits.InflatedBytes)
		}
		if part.UncompressedSize64 > smallPart && part.UncompressedSize64/partRatio > part.CompressedSize64 {
			return refuse("sheet.xlsx.ratio", "part", short(printable(part.Name), 80))
		}
		if part.CompressedSize64 > uint64(size) || packed > uint64(size) {
			// Parts that overlap: one piece of packed data that counts many times.
			return refuse("sheet.xlsx.ratio", "part", short(printable(part.Name), 80))
		}
		workbook = workbook || partName(part.Name) == "xl/workbook.xml"
	}
	if !workbook {
		return refuse("sheet.xlsx.foreign")
	}
	return nil
}

func partName(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

// carriesCells reports whether a part is needed to read cells and the way they are shown.
func carriesCells(name string) bool {
	name = partName(name)
	if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
		return false
	}
	if name == "[content_types].xml" || name == "_rels/.rels" {
		return true
	}
	rest, ok := strings.CutPrefix(name, "xl/")
	if !ok || strings.HasPrefix(rest, "worksheets/_rels/") || rest == "calcchain.xml" {
		return false
	}
	folder, _, nested := strings.Cut(rest, "/")
	return !nested || folder == "worksheets" || folder == "_rels" || folder == "theme"
}

var (
	errInflated = errors.New("part is larger than it may be")
	errComplex  = errors.New("part is nested or built beyond reason")
)

func partFault(name string, limits Limits, err error) error {
	switch {
	case errors.Is(err, errInflated):
		return refuse("sheet.xlsx.inflated", "limit", limits.InflatedBytes).With(err)
	case errors.Is(err, errComplex):
		return refuse("sheet.xlsx.complex", "part", short(printable(name), 80)).With(err)
	}
	return refuse("sheet.xlsx.broken").With(err)
}

// checkPart inflates a part once and reads its XML, because the workbook library stops silently at the first fault
// of a sheet: without this check the rest of an exhibitor list would vanish unseen. It returns the part's real size.
func checkPart(part *zip.File, left int64) (int64, error) {
	name := partName(part.Name)
	large := strings.HasPrefix(name, "xl/worksheets/") || name == "xl/sharedstrings.xml"
	if !large {
		left = min(left, otherPart)
	}
	r, err := part.Open()
	if err != nil {
		return 0, err
	}
	defer func() { _ = r.Close() }() // read-only
	guard := &guardedReader{r: r, left: left, room: tokenBytes}
	d := xml.NewDecoder(guard)
	d.CharsetReader = charset.NewReaderLabel
	depth, strs := 0, 0
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			if _, err := io.Copy(io.Discard, guard); err != nil { // the checksum is compared at the end
				return 0, err
			}
			return guard.total, nil
		case guard.err != nil:
			return 0, guard.err // xml wraps it beyond recognition
		case err != nil:
			return 0, err
		}
		guard.room = tokenBytes
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > xmlDepth {
				return 0, errComplex
			}
			if t.Name.Local == "si" {
				if strs++; strs > mostStrings {
					return 0, errComplex
				}
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			return 0, errComplex // a document type has no place in a workbook
		}
	}
}

// guardedReader ends with an error when the whole, or the piece since room was set last, is too long.
type guardedReader struct {
	r           io.Reader
	left, total int64
	room        int64
	err         error
}

func (g *guardedReader) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.r.Read(p)
	g.total += int64(n)
	g.room -= int64(n)
	switch {
	case g.total > g.left:
		g.err = errInflated
	case g.room < 0:
		g.err = errComplex
	default:
		return n, err
	}
	return 0, g.err
}
