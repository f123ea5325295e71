package demo

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// centsIn holds sample exchange rates for making prices only: minor units of the currency for one US cent, as a
// fraction. They are round, not market rates, and nothing but the generator uses them.
var centsIn = map[string][2]int64{
	"USD": {1, 1}, "CNY": {7, 1}, "THB": {33, 1}, "MYR": {42, 10}, "SGD": {13, 10}, "BND": {13, 10}, "EUR": {9, 10}, "GBP": {8, 10},
	"JPY": {3, 2}, "KRW": {14, 1}, "AUD": {15, 10}, "NZD": {17, 10}, "CAD": {14, 10}, "INR": {85, 1}, "AED": {37, 10}, "SAR": {38, 10},
	"ZAR": {18, 1},
}

// ports are places an Incoterm of the country names.
var ports = map[string][]string{
	"CN": {"Qinzhou Port", "Shenzhen", "Ningbo", "Nanning"}, "VN": {"Hải Phòng", "Hữu Nghị, Lạng Sơn", "Cát Lái"}, "TH": {"Laem Chabang", "Bangkok"},
	"LA": {"Vientiane South", "Boten"}, "KH": {"Sihanoukville", "Phnom Penh"}, "MM": {"Yangon", "Muse"}, "MY": {"Port Klang", "Penang"},
	"ID": {"Tanjung Priok", "Tanjung Perak", "Belawan"}, "PH": {"Manila", "Davao"}, "BN": {"Muara"}, "SG": {"Singapore"},
}

// product makes one sample product of the archetype for the exhibitor.
func (m *maker) product(e *Exhibitor, a Archetype) Product {
	c := m.countries[e.Country]
	m.products++
	p := Product{Key: fmt.Sprintf("prd-%05d", m.products), Kind: a.Kind, Code: a.Code, CodeEdition: "CPC 2.1", Category: a.Category,
		Unit: a.Unit, MOQ: round(m.r.between(a.MOQLow, min(a.MOQHigh, a.MOQLow*12))), Currency: c.Currency, Shape: a.Shape, Sample: true,
		LeadDays: 5 + 5*m.r.below(9)}
	p.PriceMinor = m.price(a, c.Currency)
	if a.Kind == "goods" {
		p.CodeEdition, p.Origin = "HS 2022", e.Country
		p.Incoterm, p.Place = m.term(c, e.City)
		for _, certificate := range a.Certificates {
			if m.r.chance(62) {
				p.Certificates = append(p.Certificates, certificate)
			}
		}
	}
	p.Name = m.variant(a)
	p.Summary = m.summary(p, c)
	return p
}

// price draws from the archetype's band; sample prices end on a round figure.
func (m *maker) price(a Archetype, currency string) int64 {
	cents := int64(a.PriceLow)
	if a.PriceHigh > a.PriceLow {
		cents += int64(m.r.below(a.PriceHigh - a.PriceLow + 1))
	}
	rate := centsIn[currency]
	minor := cents * rate[0] / rate[1]
	step := int64(1)
	for step*200 < minor {
		step *= 10
	}
	return max(1, minor/step*step)
}

// round brings a quantity to one or two leading digits.
func round(n int) int {
	step := 1
	for step*100 <= n {
		step *= 10
	}
	return max(1, n/step*step)
}

// term draws an Incoterms 2020 rule and its place: the sellers' usual four, sea terms only from a port.
func (m *maker) term(c Country, city string) (rule, place string) {
	switch n := m.r.below(10); {
	case n < 5 && len(ports[c.Key]) > 0:
		rule = "FOB"
		if c.Key == "LA" { // no sea port
			rule = "FCA"
		}
		return rule, pick(m.r, ports[c.Key])
	case n < 7:
		return "EXW", city
	case n < 9:
		return "DAP", "Nanning"
	default:
		return "FCA", city
	}
}

// variant gives the archetype's name with a variant, or a model number for machines, in all languages it has.
func (m *maker) variant(a Archetype) text.T {
	top, _, _ := strings.Cut(a.Category, ".")
	out := text.T{}
	kind := ""
	switch top {
	case "fruit", "grain", "beverage", "spice", "seafood", "food":
		kind = pick(m.r, []string{"", "", "select", "organic", "bulk", "gift", "retail"})
	case "services", "logistics":
		kind = pick(m.r, []string{"", "", "basic", "business"})
	default:
		if a.Kind == "service" {
			kind = pick(m.r, []string{"", "basic", "business"})
			break
		}
		model := string(rune('A'+m.r.below(26))) + string(rune('A'+m.r.below(26))) + "-" + strconv.Itoa(100+10*m.r.below(80))
		for l, e := range a.Name {
			out[l] = text.Entry{Text: e.Text + " " + model, By: e.By}
		}
		return out
	}
	for l, e := range a.Name {
		if kind != "" {
			e.Text += separator(l) + m.phrase("variant."+kind, l)
		}
		out[l] = e
	}
	return out
}

func separator(language string) string {
	switch language {
	case "zh":
		return "·"
	case "th", "lo", "km", "my": // scripts that set phrases apart by a space
		return " "
	}
	return ", "
}

// summary is one sentence in English and the exhibitor's language.
func (m *maker) summary(p Product, c Country) text.T {
	key := "summary.service.1"
	if p.Kind == "goods" {
		key = "summary.goods." + strconv.Itoa(1+m.r.below(2))
	}
	return said(languagesOf(c), func(l string) string {
		return fill(m.phrase(key, l), "{name}", p.Name.Words(l), "{moq}", strconv.Itoa(p.MOQ), "{unit}", m.unit(p.Unit, l),
			"{days}", strconv.Itoa(p.LeadDays))
	})
}

// unit is the word for a unit: its Chinese name in Chinese, its symbol elsewhere.
func (m *maker) unit(key, language string) string {
	if language == "zh" {
		return m.units[key].NameZh
	}
	return m.units[key].Symbol
}

// offers are the archetypes a firm of the country may show in a category; where the country has none of its own in
// that category, none.
func (m *maker) offers(country string, match func(a Archetype) bool) []Archetype {
	var out []Archetype
	for _, a := range m.data.Archetypes {
		if !match(a) {
			continue
		}
		for _, o := range a.Origins {
			if o == country || o == "*" && m.countries[country].Group == "world" {
				out = append(out, a)
				break
			}
		}
	}
	return out
}

// assortment gives the firm n products around one archetype: first of its category, then of its trade.
func (m *maker) assortment(e *Exhibitor, main Archetype, n int) {
	near := m.offers(e.Country, func(a Archetype) bool { return a.Category == main.Category })
	wide := m.offers(e.Country, func(a Archetype) bool { return m.trades[a.Category] == m.trades[main.Category] })
	for i := 0; i < n; i++ {
		a := main
		if i > 0 && len(near) > 0 {
			a = pick(m.r, near)
		}
		if i > 1 && len(wide) > 0 && m.r.chance(60) {
			a = pick(m.r, wide)
		}
		e.Products = append(e.Products, m.product(e, a))
	}
	for _, p := range e.Products {
		known := false
		for _, c := range e.Categories {
			known = known || c == p.Category
		}
		if !known {
			e.Categories = append(e.Categories, p.Category)
		}
	}
}
