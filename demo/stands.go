package demo

// fullBooths is the number of booths of the published full size (17th and 18th edition; the 22nd's was not published).
const fullBooths = 5400

// carve turns the places of a hall into stands. customs is how many custom stands to cut; which blocks they take is
// random. Each custom stand is two rows deep and two to four places wide, so that it is open on two aisles.
func carve(h Hall, places []cell, customs int, r *random) []Booth {
	taken := make(map[[2]int]bool, len(places))
	at := make(map[[2]int]cell, len(places))
	for _, c := range places {
		at[[2]int{c.row, c.place}] = c
	}
	var fronts []cell
	for _, c := range places {
		if c.front {
			fronts = append(fronts, c)
		}
	}
	shuffle(r, fronts)
	custom := map[[2]int]Booth{}
	for _, c := range fronts {
		if len(custom) >= customs {
			break
		}
		if b, ok := cut(h, c, 2+r.below(3), at, taken, r); ok {
			custom[[2]int{c.row, c.place}] = b
		}
	}
	var out []Booth
	for _, c := range places {
		key := [2]int{c.row, c.place}
		if b, ok := custom[key]; ok {
			out = append(out, b)
		} else if !taken[key] {
			out = append(out, Booth{Code: c.code(), Hall: h.Key, Kind: "standard", Polygon: square(c.x, c.y, unit, unit), AreaM2: 9,
				HeightCm: standardAbove, Corner: c.corner, Wall: c.wall, Status: "available"})
		}
	}
	return out
}

// cut takes a custom stand of width places and both rows of the island, starting at c, if all of them are free.
func cut(h Hall, c cell, width int, at map[[2]int]cell, taken map[[2]int]bool, r *random) (Booth, bool) {
	var keys [][2]int
	for i := 0; i < width; i++ {
		for _, row := range []int{c.row, c.row + 1} {
			k := [2]int{row, c.place + i}
			o, ok := at[k]
			if !ok || taken[k] || o.block != c.block || o.island != c.island {
				return Booth{}, false
			}
			keys = append(keys, k)
		}
	}
	corner := false
	for _, k := range keys {
		taken[k] = true
		corner = corner || at[k].corner
	}
	height := 300 + 10*r.below((h.HeightCm-300)/10+1)
	return Booth{Code: c.code(), Hall: h.Key, Kind: "custom", Polygon: square(c.x, c.y, width*unit, 2*unit), AreaM2: 18 * width,
		HeightCm: height, Corner: corner, Status: "available"}, true
}

// trim joins pairs of neighbouring standard stands into custom stands of 18 m2 until the edition has want stands.
// It takes them from the end of the list, and never more than one pair a row, so that the halls stay mixed.
func trim(h map[string]Hall, booths []Booth, want int) []Booth {
	excess := len(booths) - want
	gone := map[int]bool{}
	for step := 7; excess > 0 && step > 1; step-- {
		for i := 0; i+1 < len(booths) && excess > 0; i += step {
			a, b := booths[i], booths[i+1]
			if gone[i] || gone[i+1] || a.Kind != "standard" || b.Kind != "standard" || a.Wall || a.Hall != b.Hall ||
				a.Polygon[1] != b.Polygon[0] || a.Polygon[2] != b.Polygon[3] {
				continue
			}
			a.Kind, a.AreaM2, a.HeightCm, a.Corner = "custom", 18, min(400, h[a.Hall].HeightCm), a.Corner || b.Corner
			a.Polygon = square(a.Polygon[0].X, a.Polygon[0].Y, 2*unit, unit)
			booths[i], gone[i+1] = a, true
			excess--
		}
	}
	out := booths[:0:0]
	for i, b := range booths {
		if !gone[i] {
			out = append(out, b)
		}
	}
	return out
}

// central keeps the places of the islands nearest the hall's middle, whole blocks at a time, until at least want are
// kept: a small edition then fills the heart of each hall instead of one corner.
func central(h Hall, places []cell, want int) []cell {
	type group struct{ island, block int }
	distance, size := map[group]int{}, map[group]int{}
	var groups []group
	for _, c := range places {
		if c.wall {
			continue
		}
		g := group{c.island, c.block}
		if size[g] == 0 {
			dx, dy := c.x+4*unit-h.WidthCm/2, c.y+unit-h.DepthCm/2
			distance[g] = dx*dx + dy*dy
			groups = append(groups, g)
		}
		size[g]++
	}
	kept, n := map[group]bool{}, 0
	for n < want && len(kept) < len(groups) {
		best := -1
		for i, g := range groups {
			if !kept[g] && (best < 0 || distance[g] < distance[groups[best]]) {
				best = i
			}
		}
		kept[groups[best]] = true
		n += size[groups[best]]
	}
	var out []cell
	for _, c := range places {
		if !c.wall && kept[group{c.island, c.block}] {
			out = append(out, c)
		}
	}
	return out
}
