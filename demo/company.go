package demo

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// maker makes the fictional firms of one edition.
type maker struct {
	data      *Data
	r         *random
	countries map[string]Country
	trades    map[string]string // first level of a category
	units     map[string]Unit
	names     map[string]bool
	webs      map[string]bool
	products  int
}

func newMaker(d *Data, r *random) *maker {
	m := &maker{data: d, r: r, countries: map[string]Country{}, trades: map[string]string{}, units: map[string]Unit{},
		names: map[string]bool{}, webs: map[string]bool{}}
	for _, c := range d.Countries {
		m.countries[c.Key] = c
	}
	for _, c := range d.Categories {
		m.trades[c.Key] = c.Parent
	}
	for _, u := range d.Units {
		m.units[u.Key] = u
	}
	return m
}

// fill replaces {placeholders} in the template of one language.
func fill(template string, args ...string) string {
	return strings.NewReplacer(args...).Replace(template)
}

// phrase returns the text of a key; a missing one is a broken program, which a test rules out.
func (m *maker) phrase(key, language string) string { return m.data.phrases[key].Words(language) }

// said returns a text in English and the given languages, made by f. Nothing here is machine translation of people's
// words, so only template languages other than English carry the mark.
func said(languages []string, f func(language string) string) text.T {
	t := text.T{}
	for _, l := range languages {
		e := text.Entry{Text: f(l)}
		if l != "en" {
			e.By = "machine"
		}
		t[l] = e
	}
	return t
}

// languagesOf returns English and the country's own language.
func languagesOf(c Country) []string {
	if c.Language == "en" {
		return []string{"en"}
	}
	return []string{"en", c.Language}
}

// firm makes a fictional exhibitor of the country with the main category.
func (m *maker) firm(number int, country, pavilion, category string) Exhibitor {
	c := m.countries[country]
	parts, ok := m.data.parts[country]
	if !ok {
		parts = m.data.parts["world"]
	}
	city := pick(m.r, c.Cities)
	latin, local := m.name(c, parts, city, m.trades[category])
	e := Exhibitor{Key: fmt.Sprintf("exh-%04d", number), Country: country, City: city.Latin, CityLocal: city.Local, Pavilion: pavilion,
		Categories: []string{category}, Employees: m.employees(), Founded: 1968 + m.r.below(56), Sample: true,
		FirstTime: c.Group == "asean" && m.r.chance(30) || c.Group != "asean" && m.r.chance(12)}
	e.Name = text.Of("en", latin)
	if c.Language != "en" {
		e.Name[c.Language] = text.Entry{Text: local}
	}
	e.Website = m.website(latin, country)
	e.Profile = m.profile(e, c)
	for i, n := 0, 2+m.r.below(3); i < n; i++ {
		e.Team = append(e.Team, m.person(parts, c, e.Website, i))
	}
	return e
}

// employees follow a long tail: most firms are small.
func (m *maker) employees() int {
	base := pick(m.r, []int{6, 10, 16, 24, 40, 60, 95, 150, 240, 420, 900, 2400})
	return base + m.r.below(base)
}

// name makes a name that no other firm of the edition has.
func (m *maker) name(c Country, parts companyParts, city pair, trade string) (latin, local string) {
	for try := 0; ; try++ {
		a, b := pick(m.r, parts.first), pick(m.r, parts.second)
		joiner, root := " ", a.Latin+" "+b.Latin
		if !parts.spaced {
			joiner, root = "", a.Latin+b.Latin
		}
		if try > 60 { // the pairs of a small country are few
			root += " " + strconv.Itoa(try)
		}
		latin = strings.Join(strings.Fields(root+" "+m.phrase("trade."+trade, "en")+" "+c.Legal), " ")
		switch c.Key {
		case "CN":
			latin = city.Latin + " " + latin
		case "ID":
			latin = "PT " + root + " " + m.phrase("trade."+trade, "en")
		}
		local = fill(parts.pattern, "{city}", city.Local, "{root}", a.Local+joiner+b.Local, "{trade}", m.phrase("trade."+trade, c.Language))
		if !m.names[latin] && !m.names[local] {
			m.names[latin], m.names[local] = true, true
			return latin, local
		}
	}
}

// website makes an address under .example, which RFC 2606 keeps free for such uses.
func (m *maker) website(latin, country string) string {
	var words []string
	for _, w := range strings.Fields(text.Fold(latin)) {
		if len(w) > 2 && len(words) < 3 {
			words = append(words, w)
		}
	}
	host := strings.Join(words, "-") + "." + strings.ToLower(country)
	for n := 2; m.webs[host]; n++ {
		host = strings.Join(words, "-") + strconv.Itoa(n) + "." + strings.ToLower(country)
	}
	m.webs[host] = true
	return "https://" + host + ".example"
}

func (m *maker) profile(e Exhibitor, c Country) text.T {
	open, goal := 1+m.r.below(3), 1+m.r.below(3)
	category := m.category(e.Categories[0])
	return said(languagesOf(c), func(l string) string {
		city := e.City
		if l != "en" {
			city = e.CityLocal
		}
		first := fill(m.phrase(fmt.Sprintf("profile.open.%d", open), l), "{company}", e.Name.Words(l), "{city}", city,
			"{category}", inSentence(category.Words(l), l), "{year}", strconv.Itoa(e.Founded), "{people}", strconv.Itoa(e.Employees))
		second := m.phrase(fmt.Sprintf("profile.goal.%d", goal), l)
		if l == "zh" {
			return first + second
		}
		return first + " " + second
	})
}

// inSentence lowers the first letter of a category's name inside a Latin sentence, unless it is an abbreviation.
func inSentence(s, language string) string {
	switch language {
	case "en", "vi", "id", "ms", "fil", "pt":
		if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && (s[1] < 'A' || s[1] > 'Z') {
			return strings.ToLower(s[:1]) + s[1:]
		}
	}
	return s
}

func (m *maker) category(key string) text.T {
	for _, c := range m.data.Categories {
		if c.Key == key {
			return c.Name
		}
	}
	return nil
}

// person makes a member of the team; the first is the admin.
func (m *maker) person(parts companyParts, c Country, website string, i int) Person {
	given, family := pick(m.r, parts.given), pick(m.r, parts.family)
	p := Person{Role: "staff", Latin: given.Latin + " " + family.Latin, Languages: languagesOf(c)}
	joiner := " "
	if c.Language == "zh" {
		joiner = ""
	}
	p.Name = given.Local + joiner + family.Local
	if parts.familyFirst {
		p.Name, p.Latin = family.Local+joiner+given.Local, family.Latin+" "+given.Latin
	}
	job := pick(m.r, []string{"sales", "engineer", "interpreter"})
	switch i {
	case 0:
		p.Role, job = "admin", "export"
	case 1:
		job = "director"
	}
	p.Job = m.data.phrases["job."+job]
	if c.Language != "zh" && m.r.chance(25) {
		p.Languages = append(p.Languages[:len(p.Languages):len(p.Languages)], "zh")
	}
	host := strings.TrimPrefix(website, "https://")
	p.Email = strings.ReplaceAll(text.Fold(p.Latin), " ", ".") + strconv.Itoa(i+1) + "@" + host
	return p
}
