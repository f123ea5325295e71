package demo

import "fmt"

// The sizes of the floor plan in centimetres. The standard booth is the organiser's 3 x 3 m; aisles follow the brief of
// the modelled venue: 3 to 4 m between islands, 6 m for the main aisle.
const (
	unit          = 300
	aisle         = 300
	mainAisle     = 600
	maxBlock      = 8
	standardAbove = 250
)

// cell is one 3 x 3 m place of a hall's plan.
type cell struct {
	hall string
	// row counts from the hall's first row, place from its first column, block from its first block of columns.
	row, place, block int
	x, y              int
	// front says that the cell lies in the upper row of an island; wall rows are their own islands.
	front, wall, corner bool
	island              int
}

func (c cell) code() string { return fmt.Sprintf("%s-%c%03d", c.hall, rowLetters[c.row], c.place+1) }

// rowLetters leave out I and O, which read as digits.
const rowLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ"

// cells returns the places of a hall in reading order, without those that touch a blocked area.
func cells(h Hall) []cell {
	var out []cell
	columns := columnsOf(h.WidthCm)
	for _, row := range rowsOf(h.DepthCm) {
		for place, column := range columns {
			c := cell{hall: h.Key, row: row.number, place: place, block: column.block, x: column.x, y: row.y,
				front: row.front, wall: row.wall, island: row.island,
				corner: place == 0 || place == len(columns)-1 || columns[place-1].block != column.block || columns[place+1].block != column.block}
			if !touchesAny(square(c.x, c.y, unit, unit), h.Blocked) {
				out = append(out, c)
			}
		}
	}
	return out
}

type column struct{ x, block int }

// columnsOf lays columns of 3 m in blocks of about eight, with a cross aisle between blocks and one at each end.
func columnsOf(width int) []column {
	inner := width - 2*aisle
	blocks := (inner + aisle + maxBlock*unit + aisle - 1) / (maxBlock*unit + aisle)
	total := (inner - aisle*(blocks-1)) / unit
	slack := inner - aisle*(blocks-1) - total*unit
	var out []column
	x := aisle + slack/2
	for b := 0; b < blocks; b++ {
		n := total / blocks
		if b < total%blocks {
			n++
		}
		for i := 0; i < n; i++ {
			out = append(out, column{x, b})
			x += unit
		}
		x += aisle
	}
	return out
}

type line struct {
	y, number, island int
	front, wall       bool
}

// rowsOf lays a row along each long wall and islands of two rows back to back between; the middle aisle is the main one.
func rowsOf(depth int) []line {
	inner := depth - 2*unit
	islands := (inner - mainAisle) / (2*unit + aisle)
	gaps := islands + 1
	slack := inner - islands*2*unit - gaps*aisle - (mainAisle - aisle)
	out := []line{{y: 0, wall: true}}
	y, number := unit, 1
	for i := 0; i < islands; i++ {
		y += aisle + slack/gaps
		if i == gaps/2 {
			y += mainAisle - aisle
		}
		out = append(out, line{y: y, number: number, island: i + 1, front: true}, line{y: y + unit, number: number + 1, island: i + 1})
		y += 2 * unit
		number += 2
	}
	return append(out, line{y: depth - unit, number: number, island: islands + 1, wall: true})
}

// square returns the rectangle with the corner x, y as a polygon.
func square(x, y, width, depth int) []Point {
	return []Point{{x, y}, {x + width, y}, {x + width, y + depth}, {x, y + depth}}
}

func touchesAny(p []Point, areas []BlockedArea) bool {
	for _, a := range areas {
		if Overlap(p, a.Polygon) {
			return true
		}
	}
	return false
}

// Overlap reports whether two convex polygons share floor; sharing an edge or a corner is no overlap. It looks for an
// edge of either polygon that has the two on its different sides (separating axis), in whole centimetres.
func Overlap(a, b []Point) bool {
	return !separates(a, b) && !separates(b, a)
}

func separates(a, b []Point) bool {
	for i := range a {
		p, q := a[i], a[(i+1)%len(a)]
		nx, ny := q.Y-p.Y, p.X-q.X
		lowA, highA := extent(a, nx, ny)
		lowB, highB := extent(b, nx, ny)
		if highA <= lowB || highB <= lowA {
			return true
		}
	}
	return false
}

func extent(p []Point, nx, ny int) (low, high int) {
	low, high = p[0].X*nx+p[0].Y*ny, p[0].X*nx+p[0].Y*ny
	for _, v := range p[1:] {
		d := v.X*nx + v.Y*ny
		low, high = min(low, d), max(high, d)
	}
	return low, high
}
