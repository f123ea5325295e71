package place_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/place"
)

var (
	square = place.Rectangle(place.Point{}, 300, 300)
	// ell is an L: the square of 600 without its upper right quarter.
	ell = place.Polygon{{0, 0}, {300, 0}, {300, 300}, {600, 300}, {600, 600}, {0, 600}}
	// cup is a U around the square of 300 to 600, open at the top.
	cup = place.Polygon{{0, 0}, {300, 0}, {300, 600}, {600, 600}, {600, 0}, {900, 0}, {900, 900}, {0, 900}}
)

func TestValid(t *testing.T) {
	t.Parallel()
	many := make(place.Polygon, place.MaxCorners+1)
	for name, c := range map[string]struct {
		p   place.Polygon
		key string
	}{
		"square":                     {square, ""},
		"L":                          {ell, ""},
		"U":                          {cup, ""},
		"triangle":                   {place.Polygon{{0, 0}, {5, 0}, {0, 1}}, ""},
		"corner on a straight side":  {place.Polygon{{0, 0}, {1, 0}, {2, 0}, {2, 2}, {0, 2}}, ""},
		"at the limit":               {place.Rectangle(place.Point{X: -place.Limit, Y: -place.Limit}, 2*place.Limit, 2*place.Limit), ""},
		"nil":                        {nil, "place.polygon.few"},
		"two corners":                {place.Polygon{{0, 0}, {1, 1}}, "place.polygon.few"},
		"too many corners":           {many, "place.polygon.many"},
		"too far":                    {place.Polygon{{0, 0}, {place.Limit + 1, 0}, {0, 5}}, "place.polygon.far"},
		"as far as numbers go":       {place.Polygon{{math.MinInt64, 0}, {math.MaxInt64, 0}, {0, math.MaxInt64}}, "place.polygon.far"},
		"flat":                       {place.Polygon{{0, 0}, {1, 0}, {2, 0}}, "place.polygon.flat"},
		"bow tie with area":          {place.Polygon{{0, 0}, {4, 4}, {4, 0}, {0, 3}}, "place.polygon.crosses"},
		"bow tie that cancels":       {place.Polygon{{0, 0}, {4, 4}, {4, 0}, {0, 4}}, "place.polygon.flat"},
		"repeated corner":            {place.Polygon{{0, 0}, {0, 0}, {4, 0}, {4, 4}}, "place.polygon.crosses"},
		"repeated first corner":      {place.Polygon{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, "place.polygon.crosses"},
		"spike":                      {place.Polygon{{0, 0}, {4, 0}, {8, 0}, {4, 0}, {4, 4}, {0, 4}}, "place.polygon.crosses"},
		"spike at the first corner":  {place.Polygon{{8, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}, {4, 0}}, "place.polygon.crosses"},
		"touches itself at a corner": {place.Polygon{{0, 0}, {4, 0}, {2, 2}, {4, 4}, {0, 4}, {2, 2}}, "place.polygon.crosses"},
		"touches its own side":       {place.Polygon{{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}}, "place.polygon.crosses"},
	} {
		err := c.p.Valid()
		got := ""
		if err != nil {
			got = fault.As(err).Problems[0].Key
		}
		if got != c.key {
			t.Errorf("%s: %q, want %q", name, got, c.key)
		}
	}
}

func TestOverlapsAndContains(t *testing.T) {
	t.Parallel()
	diamond := place.Polygon{{150, -50}, {350, 150}, {150, 350}, {-50, 150}}
	for name, c := range map[string]struct {
		p, q                place.Polygon
		overlaps, contained bool // contained: q in p
	}{
		"identical":                         {square, square, true, true},
		"identical, other direction":        {square, reversed(square), true, true},
		"identical, other first corner":     {square, append(slices.Clone(square[2:]), square[:2]...), true, true},
		"same region, more corners":         {square, place.Polygon{{0, 0}, {100, 0}, {300, 0}, {300, 300}, {0, 300}}, true, true},
		"far apart":                         {square, square.Translate(place.Point{X: 5000}), false, false},
		"side by side":                      {square, square.Translate(place.Point{X: 300}), false, false},
		"back to back, shifted":             {square, square.Translate(place.Point{X: 100, Y: 300}), false, false},
		"corner to corner":                  {square, square.Translate(place.Point{X: 300, Y: 300}), false, false},
		"one centimetre over":               {square, square.Translate(place.Point{X: 299}), true, false},
		"crossing like a plus":              {place.Rectangle(place.Point{X: 100}, 100, 300), place.Rectangle(place.Point{Y: 100}, 300, 100), true, false},
		"crossing, corners on sides":        {square, diamond, true, false},
		"inside":                            {square, place.Rectangle(place.Point{X: 100, Y: 100}, 50, 50), true, true},
		"around":                            {place.Rectangle(place.Point{X: 100, Y: 100}, 50, 50), square, true, false},
		"inside, sharing two sides":         {square, place.Rectangle(place.Point{}, 100, 100), true, true},
		"inside, corners on the outline":    {square, place.Polygon{{150, 0}, {300, 150}, {150, 300}, {0, 150}}, true, true},
		"in the notch of an L":              {ell, place.Rectangle(place.Point{X: 300}, 300, 300), false, false},
		"in the mouth of a U":               {cup, place.Rectangle(place.Point{X: 300}, 300, 600), false, false},
		"in the mouth, smaller":             {cup, place.Rectangle(place.Point{X: 400, Y: 100}, 100, 100), false, false},
		"bridging the mouth":                {cup, place.Rectangle(place.Point{}, 900, 100), true, false},
		"bridging the mouth, exact corners": {cup, place.Polygon{{0, 0}, {300, 0}, {600, 0}, {900, 0}, {900, 100}, {0, 100}}, true, false},
		"two Ls that interlock":             {ell, place.Polygon{{300, 0}, {900, 0}, {900, 600}, {600, 600}, {600, 300}, {300, 300}}, false, false},
		"triangles halving a square":        {place.Polygon{{0, 0}, {300, 0}, {300, 300}}, place.Polygon{{0, 0}, {300, 300}, {0, 300}}, false, false},
		"triangle over a diagonal":          {place.Polygon{{0, 0}, {300, 0}, {300, 300}}, place.Polygon{{0, 1}, {300, 301}, {300, 299}}, true, false},
		"empty":                             {square, nil, false, false},
	} {
		if got := c.p.Overlaps(c.q); got != c.overlaps {
			t.Errorf("%s: overlaps %v", name, got)
		}
		if got := c.q.Overlaps(c.p); got != c.overlaps {
			t.Errorf("%s, turned round: overlaps %v", name, got)
		}
		if got := c.p.Contains(c.q); got != c.contained {
			t.Errorf("%s: contains %v", name, got)
		}
	}
}

func TestContainsPoint(t *testing.T) {
	t.Parallel()
	for p, want := range map[place.Point]bool{{1, 1}: true, {0, 0}: true, {300, 300}: true, {450, 300}: true, {301, 299}: false, {600, 600}: true, {601, 600}: false, {-1, 300}: false, {599, 301}: true} {
		if got := ell.ContainsPoint(p); got != want {
			t.Errorf("%v in the L: %v, want %v", p, got, want)
		}
	}
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	if got := square.Area2(); got != 180_000 {
		t.Errorf("square: %d", got)
	}
	if got := reversed(ell).Area2(); got != 540_000 {
		t.Errorf("L: %d", got)
	}
	least, greatest := cup.Translate(place.Point{X: -10, Y: 5}).Bounds()
	if least != (place.Point{X: -10, Y: 5}) || greatest != (place.Point{X: 890, Y: 905}) {
		t.Errorf("bounds %v %v", least, greatest)
	}
	if got := square.SVG(); got != "0,0 300,0 300,300 0,300" {
		t.Errorf("SVG %q", got)
	}
	if got := square.Middle(); got != (place.Point{X: 150, Y: 150}) {
		t.Errorf("middle %v", got)
	}
}

func TestJSONAndColumn(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(square)
	if err != nil || string(b) != `[[0,0],[300,0],[300,300],[0,300]]` {
		t.Errorf("%s, %v", b, err)
	}
	var back place.Polygon
	if err := back.Scan(string(b)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(square, back); diff != "" {
		t.Error(diff)
	}
	for _, in := range []string{`{}`, `[[1]]`, `[[1,2,3]]`, `[[1.5,2]]`, `["a"]`, `[null]`, `[[null,1]]`, `[[1e99,0]]`, `[[9223372036854775808,0]]`} {
		p := slices.Clone(square)
		if err := json.Unmarshal([]byte(in), &p); !fault.Is(err, fault.Invalid) || p != nil {
			t.Errorf("%s read as %v, %v; want Invalid", in, p, err)
		}
	}
	if b, _ := json.Marshal(place.Polygon(nil)); string(b) != "[]" {
		t.Errorf("nil polygon: %s", b)
	}
}

func TestOverlapAgreesWithSamplingAndStaysTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, q := smallPolygon(t, "p"), smallPolygon(t, "q")
		got := p.Overlaps(q)
		if q.Overlaps(p) != got {
			t.Fatalf("overlap of %v and %v depends on the order", p, q)
		}
		if want := sampledOverlap(p, q); got != want {
			t.Fatalf("%v overlaps %v: %v, sampling says %v", p, q, got, want)
		}
		far := rapid.Int64Range(-900_000, 900_000)
		d := place.Point{X: far.Draw(t, "dx"), Y: far.Draw(t, "dy")}
		if p.Translate(d).Overlaps(q.Translate(d)) != got || reversed(p).Overlaps(q) != got {
			t.Fatalf("overlap of %v and %v changes when moved by %v or read backwards", p, q, d)
		}
		if contains := p.Contains(q); contains != (sampledArea(q, nil) == sampledArea(q, p)) {
			t.Fatalf("%v contains %v: %v", p, q, contains)
		}
	})
}

// smallPolygon draws a valid polygon, often concave, on a grid of a few centimetres, so that shared corners, shared
// sides and touching are common.
func smallPolygon(t *rapid.T, label string) place.Polygon {
	at := rapid.Int64Range(0, 6)
	return rapid.Custom(func(t *rapid.T) place.Polygon {
		n := rapid.IntRange(3, 8).Draw(t, "corners")
		p := make(place.Polygon, n)
		for i := range p {
			p[i] = place.Point{X: at.Draw(t, "x"), Y: at.Draw(t, "y")}
		}
		return p
	}).Filter(func(p place.Polygon) bool { return p.Valid() == nil }).Draw(t, label)
}

// Sampling: sides of polygons on a grid of 0 to 6 meet at fractions whose denominators stay below 73, so any shared
// area holds a triangle that is not small. It is found by testing points strictly inside both on a grid much finer
// than that, shifted so that no sample lies on a side.
const fine = 64

func sampledOverlap(p, q place.Polygon) bool { return sampledArea(p, q) > 0 }

// sampledArea counts the samples inside p, and inside q unless q is nil.
func sampledArea(p, q place.Polygon) int {
	n := 0
	for i := range 6 * fine {
		for j := range 6 * fine {
			x, y := (float64(i)+0.5123)/fine, (float64(j)+0.4871)/fine
			if insideFloat(p, x, y) && (q == nil || insideFloat(q, x, y)) {
				n++
			}
		}
	}
	return n
}

// insideFloat is the textbook even-odd rule in floating point, written apart from the code under test.
func insideFloat(p place.Polygon, x, y float64) bool {
	in := false
	for i, j := 0, len(p)-1; i < len(p); j, i = i, i+1 {
		xi, yi, xj, yj := float64(p[i].X), float64(p[i].Y), float64(p[j].X), float64(p[j].Y)
		if (yi > y) != (yj > y) && x < (xj-xi)*(y-yi)/(yj-yi)+xi {
			in = !in
		}
	}
	return in
}

func FuzzPolygonJSON(f *testing.F) {
	f.Add(`[[0,0],[300,0],[300,300]]`, `[[100,-10],[400,0],[300,300]]`)
	f.Add(`[[-9223372036854775808,0],[9223372036854775807,1],[3,3]]`, `[]`)
	f.Fuzz(func(t *testing.T, a, b string) {
		var p, q place.Polygon
		if json.Unmarshal([]byte(a), &p) != nil || json.Unmarshal([]byte(b), &q) != nil {
			return
		}
		// Whatever the corners are, nothing panics; for valid polygons order does not matter.
		one, two := p.Overlaps(q), q.Overlaps(p)
		p.Contains(q)
		if p.Valid() == nil && q.Valid() == nil && one != two {
			t.Fatalf("overlap of %v and %v depends on the order", p, q)
		}
	})
}

func BenchmarkOverlapsRectangles(b *testing.B) {
	p, q := square, square.Translate(place.Point{X: 299})
	for b.Loop() {
		p.Overlaps(q)
	}
}

func reversed(p place.Polygon) place.Polygon {
	r := slices.Clone(p)
	slices.Reverse(r)
	return r
}
