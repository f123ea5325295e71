package demo

import (
	"fmt"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// indications adds n products that are offered under a geographical indication, each by a firm of the indication's
// country, in the agriculture pavilion for China and in the country's own for ASEAN. Only names that a register holds
// take part: a candidate or a project gives no right to a name.
func (m *maker) indications(e *Edition, n int) {
	firms := map[string][]int{}
	for i, x := range e.Exhibitors {
		if x.Sample && (x.Pavilion == "agriculture" || x.Pavilion == strings.ToLower(x.Country) && x.Country != "CN") {
			firms[x.Country] = append(firms[x.Country], i)
		}
	}
	var eligible []Indication
	for _, g := range m.data.Indications {
		if g.Registered() && len(firms[g.Country]) > 0 {
			eligible = append(eligible, g)
		}
	}
	shuffle(m.r, eligible)
	for i := 0; i < n; i++ {
		g := eligible[i%len(eligible)]
		x := &e.Exhibitors[pick(m.r, firms[g.Country])]
		x.Products = append(x.Products, m.indicated(x, g))
	}
}

// Registered reports whether at least one register protects the name.
func (g Indication) Registered() bool {
	for _, e := range g.Entries {
		if e.Status == "registered" || e.Status == "protected" {
			return true
		}
	}
	return false
}

// indicated makes the product of an indication: priced like the archetype of the same code where there is one.
func (m *maker) indicated(x *Exhibitor, g Indication) Product {
	a := Archetype{Kind: "goods", Code: g.HS, Category: x.Categories[0], Unit: "kg", PriceLow: 300, PriceHigh: 2400, MOQLow: 50, MOQHigh: 500,
		Shape: "pouch", Name: text.Of("en", g.Product)}
	for _, b := range m.data.Archetypes {
		if b.Code == g.HS && b.Kind == "goods" {
			a.Category, a.Unit, a.PriceLow, a.PriceHigh, a.Shape, a.Certificates = b.Category, b.Unit, b.PriceLow, b.PriceHigh, b.Shape, b.Certificates
			a.MOQLow, a.MOQHigh = b.MOQLow, b.MOQHigh
			break
		}
	}
	p := m.product(x, a)
	c := m.countries[x.Country]
	p.Indication = g.Key
	p.Name = text.Of("en", g.Latin+" ("+g.Product+")")
	if g.Original != "" && c.Language != "en" {
		p.Name[c.Language] = text.Entry{Text: g.Original}
	}
	p.Summary = m.summary(p, c)
	return p
}

// firstShown marks the products shown for the first time: one or two of each first-time firm, and among the
// agricultural goods of ASEAN exactly n over the whole edition.
func (m *maker) firstShown(e *Edition, n int) {
	members := m.data.Members("asean", m.data.Editions[0].Opens)
	left := n
	for round := 0; round < 3 && left > 0; round++ {
		for i := range e.Exhibitors {
			x := &e.Exhibitors[i]
			if !x.FirstTime || !x.Sample || round >= len(x.Products) {
				continue
			}
			p := &x.Products[round]
			if p.FirstShown = true; p.NewAgricultural(members) {
				if left == 0 {
					p.FirstShown = false
					continue
				}
				left--
			}
		}
	}
}

// demonstrations makes the robot, model and drone demonstrations of the AI Pavilion at stands whose firms offer such.
func (m *maker) demonstrations(e *Edition, s size) []Demonstration {
	kinds := []struct {
		kind     string
		n, texts int
		match    func(p Product) bool
		load     int
	}{
		{"robot", s.robots, 4, func(p Product) bool { return p.Category == "ai.robots" }, 450},
		{"model", s.models, 3, func(p Product) bool { return p.Category == "ai.models" }, 0},
		{"drone", s.drones, 2, func(p Product) bool { return p.Category == "ai.drones" }, 60},
	}
	var out []Demonstration
	for _, k := range kinds {
		var offers []Demonstration
		for _, x := range e.Exhibitors {
			if x.Pavilion != "ai" || !x.Sample {
				continue
			}
			for _, p := range x.Products {
				if k.match(p) {
					offers = append(offers, Demonstration{Exhibitor: x.Key, Pavilion: x.Pavilion, Booth: x.Booths[0], Kind: k.kind,
						Product: p.Key, LoadKgPerM2: k.load, Sample: true})
				}
			}
		}
		shuffle(m.r, offers)
		for i := 0; i < k.n && len(offers) > 0; i++ {
			d := offers[i%len(offers)]
			d.Key = fmt.Sprintf("demo-%s-%02d", k.kind, i+1)
			d.Title = m.data.phrases[fmt.Sprintf("demo.%s.%d", k.kind, 1+i%k.texts)]
			d.Day, d.Minutes = i%5, 20
			d.From = fmt.Sprintf("%02d:%02d", 9+i/5%7, 30*(i/35%2))
			out = append(out, d)
		}
	}
	return out
}
