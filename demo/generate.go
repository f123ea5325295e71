package demo

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// The published counts of the 22nd edition that a full generated edition meets, and their small counterparts.
const (
	aiProducts      = 1200
	aiRobots        = 60
	aiModels        = 20
	aiDrones        = 12
	indicationGoods = 178
	newAgricultural = 76
)

// size is what one scale counts to.
type size struct {
	perFirm, aiProducts, robots, models, drones, indicationGoods, newAgricultural int
}

func sizeOf(scale Scale) size {
	if scale == Full {
		return size{3, aiProducts, aiRobots, aiModels, aiDrones, indicationGoods, newAgricultural}
	}
	return size{4, 120, 12, 6, 4, 24, 12}
}

// Generate fills the edition: exhibitors with team and products, stands, demonstrations. The same scale and seed give
// the same edition, byte for byte. Full has 3,260 exhibitors from 60 countries and 5,400 stands and takes under three
// seconds; any other Scale gives Small.
func (d *Data) Generate(scale Scale, seed uint64) *Edition {
	if scale != Full {
		scale = Small
	}
	r := newRandom(seed)
	s := sizeOf(scale)
	m := newMaker(d, r.fork("firms"))
	e := &Edition{Scale: scale}
	e.Exhibitors = append(m.firms(scale, s), m.organisations()...)
	m.indications(e, s.indicationGoods)
	m.firstShown(e, s.newAgricultural)
	e.Booths = d.stands(scale, d.need(e.Exhibitors), r.fork("stands"))
	d.allocate(e.Exhibitors, e.Booths, r.fork("allocate"))
	e.Demonstrations = m.demonstrations(e, s)
	return e
}

// need spreads each pavilion's exhibitors evenly over its halls.
func (d *Data) need(exhibitors []Exhibitor) map[string]int {
	count, need := map[string]int{}, map[string]int{}
	for _, e := range exhibitors {
		count[e.Pavilion]++
	}
	for _, p := range d.Pavilions {
		for _, h := range p.Halls {
			need[h] += (count[p.Key] + len(p.Halls) - 1) / len(p.Halls)
		}
	}
	return need
}

// firms makes the fictional exhibitors of the plan, leaving room for the real organisations among them.
func (m *maker) firms(scale Scale, s size) []Exhibitor {
	var out []Exhibitor
	world := m.world()
	real := map[string]int{}
	for _, o := range m.data.Organisations {
		if o.Exhibitor {
			real[o.Pavilion+" "+o.Country]++
		}
	}
	ai, aiDone := m.count("ai", scale)-real["ai CN"], 0
	offers := 0
	for _, o := range m.data.Offers {
		if o.Organisation == "sugon" {
			offers++
		}
	}
	for _, p := range m.data.plan {
		n := p.small
		if scale == Full {
			n = p.full
		}
		n -= real[p.pavilion+" "+p.country]
		for i := 0; i < n; i++ {
			country := p.country
			if country == "world" {
				country = world[i%len(world)]
			}
			products := s.perFirm - 1 + m.r.below(4)
			if p.pavilion == "ai" {
				products = share(s.aiProducts-offers, ai, aiDone)
				aiDone++
			}
			out = append(out, m.exhibitor(len(out)+1, country, p.pavilion, products))
		}
	}
	return out
}

// share is the size of part i when total is cut into n parts that differ by one at most.
func share(total, n, i int) int { return total*(i+1)/n - total*i/n }

func (m *maker) count(pavilion string, scale Scale) int {
	n := 0
	for _, p := range m.data.plan {
		switch {
		case p.pavilion != pavilion:
		case scale == Full:
			n += p.full
		default:
			n += p.small
		}
	}
	return n
}

// world are the countries outside China and ASEAN, in the order of the file.
func (m *maker) world() []string {
	var out []string
	for _, c := range m.data.Countries {
		if c.Group == "world" {
			out = append(out, c.Key)
		}
	}
	return out
}

// exhibitor makes a firm that fits the pavilion's categories and what its country makes.
func (m *maker) exhibitor(number int, country, pavilion string, products int) Exhibitor {
	var tops []string
	for _, p := range m.data.Pavilions {
		if p.Key == pavilion {
			tops = p.Categories
		}
	}
	choice := m.offers(country, func(a Archetype) bool {
		for _, t := range tops {
			if m.trades[a.Category] == t {
				return true
			}
		}
		return false
	})
	if len(choice) == 0 {
		choice = m.offers(country, func(a Archetype) bool { return true })
	}
	main := pick(m.r, choice)
	e := m.firm(number, country, pavilion, main.Category)
	m.assortment(&e, main, products)
	return e
}

// organisations turns the real ones into exhibitors, with their statements and nothing invented: no team, no size, no
// website, and only the offers that a source names.
func (m *maker) organisations() []Exhibitor {
	var out []Exhibitor
	for _, o := range m.data.Organisations {
		if !o.Exhibitor {
			continue
		}
		e := Exhibitor{Key: o.Key, Name: text.Of("en", o.NameEn, "zh", o.NameZh), Country: o.Country, City: o.City, Pavilion: o.Pavilion,
			Categories: o.Categories, Statements: o.Statements}
		var said []string
		for _, s := range o.Statements {
			said = append(said, s.Text)
			e.FirstTime = e.FirstTime || strings.HasPrefix(s.Text, "First-time exhibitor")
		}
		e.Profile = text.Of("en", strings.Join(said, " "))
		for _, offer := range m.data.Offers {
			if offer.Organisation == o.Key {
				e.Products = append(e.Products, m.offered(offer, o.Country))
			}
		}
		out = append(out, e)
	}
	return out
}

func (m *maker) offered(o Offer, country string) Product {
	m.products++
	p := Product{Key: "prd-" + o.Organisation + "-" + string(rune('a'+m.products%26)), Kind: o.Kind, Code: o.Code, CodeEdition: "CPC 2.1",
		Name: text.Of("en", o.NameEn, "zh", o.NameZh), Category: o.Category, Source: o.Source}
	if o.Kind == "goods" {
		p.CodeEdition, p.Origin = "HS 2022", country
	}
	return p
}
