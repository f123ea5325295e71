package place

import (
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Limit is the largest coordinate, 10 km in centimetres. Within it no product below overflows 64 bits.
const Limit = 1_000_000

// MaxCorners bounds a polygon, so that checks that grow with the square of the corners stay below a millisecond.
const MaxCorners = 500

// Point is a place on a plan in whole centimetres from the plan's origin, X to the right, Y down, as SVG counts.
// JSON: [x,y].
type Point struct{ X, Y int64 }

// Add returns p moved by d.
func (p Point) Add(d Point) Point { return Point{p.X + d.X, p.Y + d.Y} }

// Polygon is a closed outline as its corners in either direction; the last joins the first. Methods other than
// Valid expect a valid polygon and otherwise return something without meaning, but never panic. JSON: [[x,y],…].
type Polygon []Point

// Rectangle returns the polygon of a rectangle by its corner next to the origin, width and depth in centimetres.
func Rectangle(corner Point, width, depth int64) Polygon {
	x, y := corner.X, corner.Y
	return Polygon{{x, y}, {x + width, y}, {x + width, y + depth}, {x, y + depth}}
}

// Valid returns nil if p has 3 to MaxCorners corners within ±Limit, encloses an area, and neither crosses nor touches
// itself. A corner in the middle of a straight side is allowed. Errors: Invalid. Cost grows with corners squared.
func (p Polygon) Valid() error {
	switch {
	case len(p) < 3:
		return fault.NewInvalid("", "place.polygon.few", "n", len(p))
	case len(p) > MaxCorners:
		return fault.NewInvalid("", "place.polygon.many", "n", len(p), "max", MaxCorners)
	}
	for i, c := range p {
		if c.X < -Limit || c.X > Limit || c.Y < -Limit || c.Y > Limit {
			return fault.NewInvalid("", "place.polygon.far", "corner", i+1)
		}
	}
	if p.Area2() == 0 {
		return fault.NewInvalid("", "place.polygon.flat")
	}
	for i := range p {
		if p.sideMeetsEarlier(i) {
			return fault.NewInvalid("", "place.polygon.crosses", "side", i+1)
		}
	}
	return nil
}

// sideMeetsEarlier reports whether side i is empty, folds back on its neighbour, or shares a point with another side.
func (p Polygon) sideMeetsEarlier(i int) bool {
	a, b := p.side(i)
	if a == b {
		return true
	}
	if _, c := p.side((i + 1) % len(p)); cross(a, b, c) == 0 && dot(a, b, c) < 0 {
		return true
	}
	for j := 0; j < i-1; j++ {
		if i == len(p)-1 && j == 0 {
			continue // the last side and the first are neighbours
		}
		if c, d := p.side(j); touch(a, b, c, d) {
			return true
		}
	}
	return false
}

// Area2 returns twice the enclosed area in square centimetres: a 3 x 3 m booth has 180,000.
func (p Polygon) Area2() int64 {
	var sum int64
	for i := range p {
		a, b := p.side(i)
		sum += a.X*b.Y - a.Y*b.X
	}
	return max(sum, -sum)
}

// Bounds returns the smallest upright rectangle around p by its least and greatest corner; zero points if p is empty.
func (p Polygon) Bounds() (least, greatest Point) {
	if len(p) == 0 {
		return Point{}, Point{}
	}
	least, greatest = p[0], p[0]
	for _, c := range p {
		least = Point{min(least.X, c.X), min(least.Y, c.Y)}
		greatest = Point{max(greatest.X, c.X), max(greatest.Y, c.Y)}
	}
	return least, greatest
}

// Middle returns the middle of the bounds, rounded towards the origin: where a label of a compact shape goes.
func (p Polygon) Middle() Point {
	least, greatest := p.Bounds()
	return Point{(least.X + greatest.X) / 2, (least.Y + greatest.Y) / 2}
}

// Translate returns p moved by d; p is kept.
func (p Polygon) Translate(d Point) Polygon {
	moved := make(Polygon, len(p))
	for i, c := range p {
		moved[i] = c.Add(d)
	}
	return moved
}

// SVG returns the corners as an SVG points attribute, "0,0 300,0 300,300".
func (p Polygon) SVG() string {
	var b strings.Builder
	for i, c := range p {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.FormatInt(c.X, 10) + "," + strconv.FormatInt(c.Y, 10))
	}
	return b.String()
}

// side returns the ends of side i, which runs from corner i to the next.
func (p Polygon) side(i int) (from, to Point) { return p[i], p[(i+1)%len(p)] }

// cross is positive, zero or negative as c lies on one side of the line a-b, on it, or on the other side.
func cross(a, b, c Point) int64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

// dot is negative if at b the way a-b-c turns back by more than a right angle.
func dot(a, b, c Point) int64 { return (b.X-a.X)*(c.X-b.X) + (b.Y-a.Y)*(c.Y-b.Y) }

// on reports whether c lies on the segment a-b, ends included.
func on(a, b, c Point) bool {
	return cross(a, b, c) == 0 && min(a.X, b.X) <= c.X && c.X <= max(a.X, b.X) && min(a.Y, b.Y) <= c.Y && c.Y <= max(a.Y, b.Y)
}

// crossing reports whether the segments a-b and c-d cross at a point inside both.
func crossing(a, b, c, d Point) bool {
	return opposite(cross(a, b, c), cross(a, b, d)) && opposite(cross(c, d, a), cross(c, d, b))
}

func opposite(m, n int64) bool { return m < 0 && n > 0 || m > 0 && n < 0 }

// touch reports whether the segments a-b and c-d share any point.
func touch(a, b, c, d Point) bool {
	return crossing(a, b, c, d) || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)
}
