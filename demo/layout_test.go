package demo

import "testing"

func TestOverlap(t *testing.T) {
	t.Parallel()
	a := square(0, 0, 300, 300)
	for name, c := range map[string]struct {
		b    []Point
		want bool
	}{
		"the same place":      {a, true},
		"side by side":        {square(300, 0, 300, 300), false},
		"corner on corner":    {square(300, 300, 300, 300), false},
		"one centimetre over": {square(299, 0, 300, 300), true},
		"one inside another":  {square(100, 100, 10, 10), true},
		"a tilted column":     {[]Point{{290, 150}, {310, 130}, {330, 150}, {310, 170}}, true},
		"a triangle beyond":   {[]Point{{301, 0}, {400, 300}, {500, 0}}, false},
		"a triangle's slope":  {[]Point{{310, 300}, {610, 0}, {610, 300}}, false},
	} {
		if got := Overlap(a, c.b); got != c.want {
			t.Errorf("%s: overlap %v, want %v", name, got, c.want)
		}
		if got := Overlap(c.b, a); got != c.want {
			t.Errorf("%s, turned round: overlap %v, want %v", name, got, c.want)
		}
	}
}

func TestStandsFitTheirHalls(t *testing.T) {
	t.Parallel()
	d := mustLoad(t)
	halls := map[string]Hall{}
	for _, h := range d.Halls {
		halls[h.Key] = h
		if len(h.Blocked) == 0 {
			t.Errorf("hall %s has no blocked area", h.Key)
		}
	}
	for _, scale := range []Scale{Small, Full} {
		e := d.Generate(scale, 22)
		inHall := map[string][]Booth{}
		codes := map[string]Booth{}
		for _, b := range e.Booths {
			if _, twice := codes[b.Code]; twice {
				t.Errorf("%s: stand %s twice", scale, b.Code)
			}
			codes[b.Code] = b
			checkStand(t, halls[b.Hall], b)
			for _, o := range inHall[b.Hall] {
				if Overlap(b.Polygon, o.Polygon) {
					t.Errorf("%s: stands %s and %s overlap", scale, b.Code, o.Code)
				}
			}
			inHall[b.Hall] = append(inHall[b.Hall], b)
		}
		for _, x := range e.Exhibitors {
			if len(x.Booths) == 0 {
				t.Errorf("%s: exhibitor %s has no stand", scale, x.Key)
			}
			for _, code := range x.Booths {
				if b := codes[code]; b.Exhibitor != x.Key || b.Pavilion != x.Pavilion {
					t.Errorf("%s: %s of %s is held by %q of %q", scale, code, x.Key, b.Exhibitor, b.Pavilion)
				}
			}
		}
	}
}

func checkStand(t *testing.T, h Hall, b Booth) {
	t.Helper()
	area := (b.Polygon[1].X - b.Polygon[0].X) * (b.Polygon[2].Y - b.Polygon[1].Y)
	if area != b.AreaM2*10000 || b.AreaM2%9 != 0 || (b.Kind == "standard") != (b.AreaM2 == 9) {
		t.Errorf("stand %s: %s of %d m2 on %d cm2", b.Code, b.Kind, b.AreaM2, area)
	}
	if limit := h.HeightCm; b.HeightCm > limit || b.Wall && b.HeightCm > h.WallHeightCm || b.HeightCm < 200 {
		t.Errorf("stand %s is %d cm high, limit %d", b.Code, b.HeightCm, limit)
	}
	for _, p := range b.Polygon {
		if p.X < 0 || p.Y < 0 || p.X > h.WidthCm || p.Y > h.DepthCm {
			t.Errorf("stand %s leaves hall %s at %v", b.Code, h.Key, p)
		}
	}
	if touchesAny(b.Polygon, h.Blocked) {
		t.Errorf("stand %s stands on a blocked area of %s", b.Code, h.Key)
	}
	if (b.Exhibitor == "") == (b.Status == "confirmed" || b.Status == "reserved") {
		t.Errorf("stand %s is %s with exhibitor %q", b.Code, b.Status, b.Exhibitor)
	}
}

func TestAislesHaveTheirWidth(t *testing.T) {
	t.Parallel()
	for _, h := range mustLoad(t).Halls {
		main := 0
		rows := rowsOf(h.DepthCm)
		for i := 1; i < len(rows); i++ {
			gap := rows[i].y - rows[i-1].y - unit
			switch {
			case rows[i].island == rows[i-1].island:
				if gap != 0 {
					t.Errorf("hall %s: %d cm inside an island", h.Key, gap)
				}
			case gap >= mainAisle:
				main++
			case gap < aisle || gap > 500:
				t.Errorf("hall %s: an aisle of %d cm", h.Key, gap)
			}
		}
		if main != 1 {
			t.Errorf("hall %s has %d main aisles, want 1", h.Key, main)
		}
	}
}
