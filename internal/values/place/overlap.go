package place

import (
	"slices"
)

// The relations below rest on one observation. If no side of p crosses a side of q at a point inside both, then every
// place where their outlines meet is a corner of p or of q, and so has whole coordinates. Cut each side of p at the
// corners of q that lie on it: each piece then lies entirely inside q, outside q, or on its outline, and the piece's
// middle tells which. Middles become whole when all coordinates are doubled, so nothing is ever rounded.

// where says how a point lies to a polygon.
type where int

const (
	outside where = iota
	border
	inside
)

// Overlaps reports whether the insides of p and q share any area; polygons that touch along sides or at corners do
// not overlap. Cost grows with the product of the corners.
func (p Polygon) Overlaps(q Polygon) bool {
	if len(p) == 0 || len(q) == 0 || !p.near(q) {
		return false
	}
	if p.crosses(q) {
		return true
	}
	same := true
	for piece := range p.pieces(q) {
		switch piece {
		case inside:
			return true
		case outside:
			same = false
		}
	}
	for piece := range q.pieces(p) {
		if piece == inside {
			return true
		}
	}
	// No outline enters the other polygon. They are apart, unless all of p's outline lies on q's: then they are equal.
	return same
}

// Contains reports whether q lies wholly in p, its outline included: a booth in its hall. Cost as Overlaps.
func (p Polygon) Contains(q Polygon) bool {
	if len(p) == 0 || len(q) == 0 || !p.near(q) || p.crosses(q) {
		return false
	}
	for piece := range q.pieces(p) {
		if piece == outside {
			return false
		}
	}
	return true
}

// ContainsPoint reports whether c lies in p or on its outline.
func (p Polygon) ContainsPoint(c Point) bool { return p.locate(c) != outside }

// near reports whether the bounds of p and q share a point; it spares distant pairs the work.
func (p Polygon) near(q Polygon) bool {
	a, b := p.Bounds()
	c, d := q.Bounds()
	return a.X <= d.X && c.X <= b.X && a.Y <= d.Y && c.Y <= b.Y
}

// crosses reports whether a side of p and a side of q cross at a point inside both.
func (p Polygon) crosses(q Polygon) bool {
	for i := range p {
		a, b := p.side(i)
		for j := range q {
			if c, d := q.side(j); crossing(a, b, c, d) {
				return true
			}
		}
	}
	return false
}

// pieces yields, for each piece into which the corners of q cut the outline of p, how it lies to q.
func (p Polygon) pieces(q Polygon) func(yield func(where) bool) {
	return func(yield func(where) bool) {
		doubled := q.doubled()
		var cuts []Point
		for i := range p {
			a, b := p.side(i)
			cuts = append(cuts[:0], a, b)
			for _, c := range q {
				if on(a, b, c) {
					cuts = append(cuts, c)
				}
			}
			slices.SortFunc(cuts, byPlace)
			for k := 1; k < len(cuts); k++ {
				// The sum of both ends is twice their middle.
				if cuts[k-1] != cuts[k] && !yield(doubled.locate(cuts[k-1].Add(cuts[k]))) {
					return
				}
			}
		}
	}
}

// locate finds how c lies to p, by counting the sides that a ray from c to the right crosses.
func (p Polygon) locate(c Point) where {
	odd := false
	for i := range p {
		a, b := p.side(i)
		if on(a, b, c) {
			return border
		}
		// A side counts if its ends lie on different sides of the ray's line, an end on the line counting as below.
		if (a.Y > c.Y) != (b.Y > c.Y) && (cross(a, b, c) > 0) == (b.Y > a.Y) {
			odd = !odd
		}
	}
	if odd {
		return inside
	}
	return outside
}

func (p Polygon) doubled() Polygon {
	q := make(Polygon, len(p))
	for i, c := range p {
		q[i] = Point{2 * c.X, 2 * c.Y}
	}
	return q
}

// byPlace orders points of one straight line along it.
func byPlace(a, b Point) int {
	if a.X != b.X {
		return int(a.X - b.X)
	}
	return int(a.Y - b.Y)
}
