package demo

// stands lays out the booths of every hall for the scale. need is the number of exhibitors in each hall.
func (d *Data) stands(scale Scale, need map[string]int, r *random) []Booth {
	var booths []Booth
	byKey := map[string]Hall{}
	for _, h := range d.Halls {
		byKey[h.Key] = h
		places := cells(h)
		customs := max(0, min((len(places)-need[h.Key]*5/4)/9, len(places)/30+need[h.Key]/8))
		if scale == Small {
			customs = (3*need[h.Key] + 3) / 4
			places = central(h, places, need[h.Key]/2+6*customs)
		}
		booths = append(booths, carve(h, places, customs, r.fork("stands "+h.Key))...)
	}
	if scale == Full {
		booths = trim(byKey, booths, fullBooths)
	}
	return booths
}

// allocate gives every exhibitor at least one stand of its pavilion's halls. The stands of a hall that several
// pavilions share are divided among them in proportion to their exhibitors, each part one run of the hall.
func (d *Data) allocate(exhibitors []Exhibitor, booths []Booth, r *random) {
	byPavilion := map[string][]int{}
	for i, e := range exhibitors {
		byPavilion[e.Pavilion] = append(byPavilion[e.Pavilion], i)
	}
	done := map[string]bool{}
	for _, p := range d.Pavilions {
		if done[p.Key] || len(p.Halls) == 0 {
			continue
		}
		var sharing []string
		total := 0
		for _, q := range d.Pavilions {
			if q.Halls[0] == p.Halls[0] {
				sharing = append(sharing, q.Key)
				done[q.Key] = true
				total += len(byPavilion[q.Key])
			}
		}
		stands := inHalls(booths, p.Halls)
		start, before := 0, 0
		for _, key := range sharing {
			before += len(byPavilion[key])
			end := len(stands) * before / max(1, total)
			for _, b := range stands[start:end] {
				booths[b].Pavilion = key
			}
			settle(exhibitors, byPavilion[key], booths, stands[start:end], r.fork("settle "+key))
			start = end
		}
	}
}

func inHalls(booths []Booth, halls []string) []int {
	var out []int
	for _, h := range halls {
		for i, b := range booths {
			if b.Hall == h {
				out = append(out, i)
			}
		}
	}
	return out
}

// settle puts the exhibitors who on the stands of one pavilion: custom stands go to the real organisations first and
// then at random, the others get runs of neighbouring standard stands. About three in a hundred stands stay free.
func settle(exhibitors []Exhibitor, who []int, booths []Booth, stands []int, r *random) {
	var custom, standard []int
	for _, b := range stands {
		if booths[b].Kind == "custom" {
			custom = append(custom, b)
		} else {
			standard = append(standard, b)
		}
	}
	var first, rest []int
	for _, e := range who {
		if exhibitors[e].Sample {
			rest = append(rest, e)
		} else {
			first = append(first, e)
		}
	}
	shuffle(r, rest)
	order := append(first, rest...)
	give := func(e, b int) {
		booths[b].Exhibitor, booths[b].Status = exhibitors[e].Key, "confirmed"
		if r.chance(6) {
			booths[b].Status = "reserved"
		}
		exhibitors[e].Booths = append(exhibitors[e].Booths, booths[b].Code)
	}
	n := min(len(custom), len(order))
	for i := 0; i < n; i++ {
		give(order[i], custom[i])
	}
	runs(order[n:], standard, give, r)
	for i, b := range append(custom[n:], standard...) {
		if booths[b].Exhibitor == "" && i%9 == 4 {
			booths[b].Status = "held"
		}
	}
}

// mostStands is the most standard stands one exhibitor gets; what is over stays free.
const mostStands = 5

// runs hands out the standard stands in order, each exhibitor an equal share that varies by one. The stands to spare
// stay free one by one along the way, as in a hall that fills up.
func runs(order, standard []int, give func(e, b int), r *random) {
	use := len(standard) * 97 / 100
	if use < len(order) {
		use = len(standard)
	}
	next, spare := 0, len(standard)-use
	for i, e := range order {
		if i*spare/len(order) != (i+1)*spare/len(order) {
			next, use = next+1, use+1
		}
		left := len(order) - i - 1
		share := max(1, (use-next)/(left+1))
		if share > 1 && left > 0 && next+share+1+left <= use {
			share += r.below(3) - 1
		}
		share = min(share, mostStands)
		for k := 0; k < share && next < len(standard); k++ {
			give(e, standard[next])
			next++
		}
	}
}
