package floor

import (
	"fmt"
	"math"

	"github.com/fairway-expo/fairway/internal/values/place"
)

const (
	// unitCm is the side of a standard booth.
	unitCm = 300
	// unitCm2 is its area.
	unitCm2 = unitCm * unitCm
)

// box is an upright rectangle by its least and greatest corner.
type box struct{ MinX, MinY, MaxX, MaxY int64 }

func boxOf(p place.Polygon) box {
	least, greatest := p.Bounds()
	return box{least.X, least.Y, greatest.X, greatest.Y}
}

// touches reports whether the boxes share a point.
func (b box) touches(c box) bool {
	return b.MinX <= c.MaxX && c.MinX <= b.MaxX && b.MinY <= c.MaxY && c.MinY <= b.MaxY
}

func (b box) union(c box) box {
	return box{min(b.MinX, c.MinX), min(b.MinY, c.MinY), max(b.MaxX, c.MaxX), max(b.MaxY, c.MaxY)}
}

// side is a straight side of an outline.
type side struct{ a, b place.Point }

// sides returns the straight sides of a valid outline; corners in the middle of a side are left out.
func sides(p place.Polygon) []side {
	var corners place.Polygon
	for i, c := range p {
		if cross(p[(i+len(p)-1)%len(p)], c, p[(i+1)%len(p)]) != 0 {
			corners = append(corners, c)
		}
	}
	out := make([]side, len(corners))
	for i, c := range corners {
		out[i] = side{c, corners[(i+1)%len(corners)]}
	}
	return out
}

func cross(a, b, c place.Point) int64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

// shares reports whether two sides run along each other for more than a point.
func (s side) shares(t side) bool {
	if cross(s.a, s.b, t.a) != 0 || cross(s.a, s.b, t.b) != 0 {
		return false
	}
	overlap := func(a, b, c, d int64) bool { return max(min(a, b), min(c, d)) < min(max(a, b), max(c, d)) }
	return overlap(s.a.X, s.b.X, t.a.X, t.b.X) || overlap(s.a.Y, s.b.Y, t.a.Y, t.b.Y)
}

// sharesAny reports whether the side runs along a side of the outline.
func (s side) sharesAny(of []side) bool {
	for _, t := range of {
		if s.shares(t) {
			return true
		}
	}
	return false
}

// standard reports whether a valid outline is a rectangle whose sides are multiples of 3 m, at whatever angle.
func standard(p place.Polygon) bool {
	all := sides(p)
	if len(all) != 4 {
		return false
	}
	for i, s := range all {
		t := all[(i+1)%4]
		dx, dy := s.b.X-s.a.X, s.b.Y-s.a.Y
		if dx*(t.b.X-t.a.X)+dy*(t.b.Y-t.a.Y) != 0 {
			return false
		}
		square := dx*dx + dy*dy
		length := int64(math.Round(math.Sqrt(float64(square))))
		if length*length != square || length%unitCm != 0 {
			return false
		}
	}
	return true
}

// metres writes centimetres as metres for a message: "6.5".
func metres(cm int64) string {
	switch {
	case cm%100 == 0:
		return fmt.Sprint(cm / 100)
	case cm%10 == 0:
		return fmt.Sprintf("%d.%d", cm/100, cm%100/10)
	}
	return fmt.Sprintf("%d.%02d", cm/100, cm%100)
}
