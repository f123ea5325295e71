package demo

import (
	"io/fs"
	"strconv"
	"strings"
)

func (d *Data) loadEditions(source fs.FS, w words) error {
	t, err := readTable(source, "data/phases.tsv", "edition", "key", "from_day", "to_day", "from", "to", "sample", "source")
	if err != nil {
		return err
	}
	phases := map[string][]Phase{}
	for _, r := range t.rows {
		p := Phase{Key: r.must("key"), FromDay: r.offset("from_day"), ToDay: r.offset("to_day"), From: r.optional("from"),
			To: r.optional("to"), Sample: r.yes("sample"), Source: r.must("source")}
		p.Name = w.of(r, "editions.phase."+p.Key)
		if p.ToDay < p.FromDay {
			r.fail("phase ends before it begins")
		}
		if *r.err != nil {
			return *r.err
		}
		phases[r.must("edition")] = append(phases[r.must("edition")], p)
	}
	t, err = readTable(source, "data/editions.tsv", "slug", "number", "opens", "closes", "public_from", "zone", "daily_from",
		"daily_to", "published", "tentative", "source", "note")
	return set(&d.Editions, t, err, func(r row) EditionFacts {
		e := EditionFacts{Slug: r.must("slug"), Number: r.integer("number"), Opens: r.day("opens"), Closes: r.day("closes"),
			PublicFrom: r.day("public_from"), Zone: r.must("zone"), DailyFrom: r.must("daily_from"), DailyTo: r.must("daily_to"),
			Published: r.yes("published"), Tentative: r.yes("tentative"), Source: r.must("source"), Note: r.optional("note")}
		e.Name, e.Theme, e.Phases = w.of(r, "editions."+e.Slug+".name"), w["editions."+e.Slug+".theme"], phases[e.Slug]
		return e
	})
}

func (d *Data) loadHalls(source fs.FS, w words) error {
	blocked, err := readTable(source, "data/blocked.tsv", "halls", "kind", "polygon_m")
	if err != nil {
		return err
	}
	areas := map[string][]BlockedArea{}
	for _, r := range blocked.rows {
		p := r.polygon("polygon_m")
		for _, hall := range r.list("halls") {
			areas[hall] = append(areas[hall], BlockedArea{Hall: hall, Kind: r.oneOf("kind", "exit", "column", "hydrant", "service"), Polygon: p})
		}
		if *r.err != nil {
			return *r.err
		}
	}
	t, err := readTable(source, "data/halls.tsv", "key", "zone", "width_m", "depth_m", "load_kg_m2", "height_cm",
		"wall_height_cm", "height_sourced", "source")
	return set(&d.Halls, t, err, func(r row) Hall {
		h := Hall{Key: r.must("key"), Zone: r.must("zone"), WidthCm: 100 * r.integer("width_m"), DepthCm: 100 * r.integer("depth_m"),
			LoadKgPerM2: r.integer("load_kg_m2"), HeightCm: r.integer("height_cm"), WallHeightCm: r.integer("wall_height_cm"),
			HeightSourced: r.yes("height_sourced"), Source: r.must("source")}
		h.Name, h.Blocked = w.of(r, "halls."+h.Key), areas[h.Key]
		return h
	})
}

// polygon reads "0,0 3,0 3,2 0,2" in metres, with at most two decimals, as centimetres.
func (r row) polygon(column string) []Point {
	var out []Point
	for _, pair := range r.list(column) {
		x, y, ok := strings.Cut(pair, ",")
		px, err := strconv.ParseFloat(x, 64)
		py, err2 := strconv.ParseFloat(y, 64)
		if !ok || err != nil || err2 != nil {
			r.fail("polygon point " + pair)
			return nil
		}
		out = append(out, Point{int(px*100 + 0.5), int(py*100 + 0.5)})
	}
	if len(out) < 3 {
		r.fail("polygon with fewer than three points")
	}
	return out
}

func (d *Data) loadPavilions(source fs.FS, w words) error {
	t, err := readTable(source, "data/pavilions.tsv", "key", "kind", "country", "halls", "whole_hall", "colour", "area_m2",
		"firms", "products", "categories", "sample_halls", "source")
	halls, categories := map[string]bool{}, map[string]bool{}
	for _, h := range d.Halls {
		halls[h.Key] = true
	}
	for _, c := range d.Categories {
		categories[c.Key] = true
	}
	return set(&d.Pavilions, t, err, func(r row) Pavilion {
		p := Pavilion{Key: r.must("key"), Kind: r.oneOf("kind", "country", "theme", "international"), Country: r.optional("country"),
			Halls: r.list("halls"), WholeHall: r.yes("whole_hall"), Colour: r.must("colour"), AreaM2: r.integer("area_m2"),
			Firms: r.integer("firms"), Products: r.integer("products"), Categories: r.list("categories"),
			SampleHalls: r.yes("sample_halls"), Source: r.must("source")}
		for _, h := range p.Halls {
			if !halls[h] {
				r.fail("no hall " + h)
			}
		}
		for _, c := range p.Categories {
			if !categories[c] {
				r.fail("no category " + c)
			}
		}
		p.Name, p.Intro = w.of(r, "pavilions."+p.Key+".name"), w.of(r, "pavilions."+p.Key+".intro")
		return p
	})
}

func (d *Data) loadCategories(source fs.FS, w words) error {
	t, err := readTable(source, "data/categories.tsv", "key", "parent")
	known := map[string]bool{}
	return set(&d.Categories, t, err, func(r row) Category {
		c := Category{Key: r.must("key"), Parent: r.optional("parent")}
		if c.Parent != "" && !known[c.Parent] {
			r.fail("parent does not come before: " + c.Parent)
		}
		known[c.Key] = true
		c.Name = w.of(r, "categories."+c.Key)
		return c
	})
}

func (d *Data) loadInformation(source fs.FS, w words) error {
	t, err := readTable(source, "data/visitor.tsv", "kind", "key", "sample", "source", "as_of")
	return set(&d.Information, t, err, func(r row) Information {
		i := Information{Kind: r.oneOf("kind", "hours", "travel", "entrance", "service", "rule", "contact", "question"),
			Key: r.must("key"), Sample: r.yes("sample"), Source: r.must("source"), AsOf: r.must("as_of")}
		i.Title, i.Body = w.of(r, "visitor."+i.Key+".title"), w.of(r, "visitor."+i.Key+".body")
		return i
	})
}
