package deskweb

import (
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/place"
)

// corners writes an outline as people type it: metres, "0 0, 3 0, 3 3, 0 3".
func corners(p place.Polygon) string {
	all := make([]string, len(p))
	for i, c := range p {
		all[i] = measured(c.X, 2) + " " + measured(c.Y, 2)
	}
	return strings.Join(all, ", ")
}

// outline reads an outline: corners as two numbers in metres, from the hall's upper left corner, with commas,
// semicolons or line ends between the corners. Nothing gives nil.
func (f *form) outline(name string) place.Polygon {
	var p place.Polygon
	for part := range strings.FieldsFuncSeq(f.read(name), func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		xy := strings.Fields(part)
		if len(xy) == 0 {
			continue
		}
		if len(xy) != 2 {
			f.faults.Add(name, "expodesk.form.corner", "corner", strings.TrimSpace(part))
			return nil
		}
		x, okX := centimetres(xy[0])
		y, okY := centimetres(xy[1])
		if !okX || !okY || len(p) == place.MaxCorners {
			f.faults.Add(name, "expodesk.form.corner", "corner", strings.TrimSpace(part))
			return nil
		}
		p = append(p, place.Point{X: x, Y: y})
	}
	return p
}

// centimetres reads metres with at most two digits after the point.
func centimetres(s string) (int64, bool) {
	whole, part, _ := strings.Cut(s, ".")
	if len(part) > 2 || len(whole) > 6 {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", 2-len(part)), 10, 64)
	return n, err == nil
}

// path writes an outline as the data of an SVG path.
func path(p place.Polygon) string {
	var b []byte
	for i, c := range p {
		b = append(b, "ML"[min(i, 1)])
		b = strconv.AppendInt(b, c.X, 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, c.Y, 10)
	}
	return string(append(b, 'Z'))
}
