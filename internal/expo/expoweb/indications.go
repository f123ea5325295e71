package expoweb

import (
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

// countCard is a count of the agriculture section with the sentence that says what is counted.
type countCard struct{ Value, Label, Definition string }

// indicationRow is a geographical indication in the list.
type indicationRow struct {
	Href, Original, Latin string
	Lang                  string
	Product               words
	Country               string
	Entries               []string
	Badges                []web.BadgeData
	Products              string
}

type indicationsPage struct {
	listPage
	Counts []countCard
	Note   string
	Rows   []indicationRow
}

// statuses of a register entry, in the order of the filter, with their tones.
var statuses = []struct {
	status string
	tone   web.Tone
}{{"registered", web.ToneSuccess}, {"protected", web.ToneSuccess}, {"published", web.ToneInfo}, {"applied", web.ToneWarning}, {"ended", web.ToneNeutral}}

func statusTone(status string) web.Tone {
	for _, s := range statuses {
		if s.status == status {
			return s.tone
		}
	}
	return web.ToneNeutral
}

func (h *pages) indications(p *web.Page) error {
	ctx := p.Context()
	counts, err := h.expo.CountAgriculture.Do(ctx, expo.CountAgriculture{InEdition: in(p)})
	if err != nil {
		return err
	}
	// The filter offers what the registers hold. There are some hundred names, so one page of the list knows them.
	all, err := h.expo.ListGIs.Do(ctx, expo.ListGIs{InEdition: in(p), Limit: 200})
	if err != nil {
		return err
	}
	p.Active, p.Title, p.Description = "gi", p.T("expoweb.gi.title"), p.T("expoweb.gi.lede")
	f := newFilters(p, p.T("expoweb.gi.search"), p.T("expoweb.gi.search.hint"))
	ask := f.indicationQuestions(all.Items)
	list, err := h.expo.ListGIs.Do(ctx, ask)
	if err != nil {
		return err
	}
	d := indicationsPage{Note: p.T("expoweb.gi.counted", "date", counts.On)}
	d.listPage = listPage{Summary: p.T("expoweb.gi.n", "n", list.Total) + " · " + p.T("expoweb.gi.entries.n", "n", list.Entries),
		Head:  web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description},
		Empty: web.EmptyData{Title: p.T("expoweb.gi.none"), Text: p.T("expoweb.gi.none.text"), Icon: web.IconLeaf, Seed: 9}}
	for _, c := range counts.Items {
		d.Counts = append(d.Counts, countCard{p.Locale.Number(c.N), p.T("expoweb.agriculture." + c.Name), p.T("expoweb.agriculture."+c.Name+".means", "n", counts.Members)})
	}
	for i := range list.Items {
		d.Rows = append(d.Rows, indicationRowOf(p, &list.Items[i]))
	}
	f.finish(&d.listPage, list.Next)
	return p.Render(indicationsView(p.View, d))
}

func (f *filters) indicationQuestions(all []expo.GIItem) expo.ListGIs {
	p := f.p
	ask := expo.ListGIs{InEdition: in(p), Query: f.query.Get("q"), After: f.query.Get("after")}
	countries, registers, onShow := map[place.Country]int64{}, map[string]int64{}, int64(0)
	for _, g := range all {
		countries[g.Country]++
		seen := map[string]bool{}
		for _, e := range g.Entries {
			if !seen[e.Register] {
				seen[e.Register] = true
				registers[e.Register]++
			}
		}
		if g.Products > 0 {
			onShow++
		}
	}
	counts := make([]expo.CountryCount, 0, len(countries))
	for c, n := range countries {
		counts = append(counts, expo.CountryCount{Country: c, N: n})
	}
	f.countries(counts)
	if c := place.Country(f.query.Get("country")); countries[c] > 0 {
		ask.Country = c
	}
	names := make([]expo.NameCount, 0, len(registers))
	for r, n := range registers {
		names = append(names, expo.NameCount{Name: r, N: n})
	}
	slices.SortFunc(names, func(a, b expo.NameCount) int { return strings.Compare(a.Name, b.Name) })
	ask.Register = f.named("register", p.T("expoweb.gi.register"), names, nil)
	var options []web.FacetOption
	for _, s := range statuses {
		options = append(options, web.FacetOption{Value: s.status, Label: p.T("expoweb.gi.status." + s.status)})
		if s.status == f.query.Get("status") {
			ask.Status = s.status
		}
	}
	f.choose("radio", "status", p.T("expoweb.gi.status"), f.optional("status", options))
	ask.OnShow = f.flag("shown", p.T("expoweb.this_edition"), p.T("expoweb.gi.on_show"), onShow)
	return ask
}

func indicationRowOf(p *web.Page, g *expo.GIItem) indicationRow {
	r := indicationRow{Href: at(p, "gi", g.ID.String()), Original: g.NameOriginal, Lang: scriptOf(p, g.Country, g.NameOriginal), Latin: latinBeside(g.NameOriginal, g.NameLatin),
		Product: say(p.View, g.Product), Country: countryName(p.View, g.Country)}
	for _, e := range g.Entries {
		r.Entries = append(r.Entries, strings.TrimSpace(e.Register+" "+e.Number))
		b := web.BadgeData{Text: p.T("expoweb.gi.status." + e.Status), Tone: statusTone(e.Status)}
		if !slices.Contains(r.Badges, b) {
			r.Badges = append(r.Badges, b)
		}
	}
	if g.Products > 0 {
		r.Products = p.T("expoweb.products.n", "n", g.Products)
	}
	return r
}

// scriptOf is the lang attribute of a name in its own script: the country's language, unless the name is written in
// Latin letters in a country that has a script of its own.
func scriptOf(p *web.Page, c place.Country, name string) string {
	lang := official[c]
	if lang == "" || lang == p.Locale.Lang() {
		return ""
	}
	latin := true
	for _, r := range name {
		latin = latin && r < 0x250
	}
	switch lang {
	case "zh", "th", "lo", "km", "my":
		if latin {
			return ""
		}
	}
	return web.HTMLLang(lang)
}

// indicationPage is one geographical indication.
type indicationPage struct {
	Head     web.PageHeadData
	Other    string
	Terms    []web.Term
	Entries  []entryView
	Users    []web.EntityCardData
	Products []web.EntityCardData
	All      web.NavLink
}

// entryView is what one register says.
type entryView struct {
	Register, Number, Class, Dated, Source string
	Badge                                  web.BadgeData
	Own                                    string // the register's own words for the status
	Sure                                   string
}

func (h *pages) indication(p *web.Page) error {
	ask := expo.FindGI{InEdition: in(p)}
	if err := key(&ask.GI, p.R.PathValue("gi")); err != nil {
		return err
	}
	g, err := h.expo.FindGI.Do(p.Context(), ask)
	if err != nil {
		return err
	}
	p.Active, p.Title = "gi", firstOf(g.NameLatin, g.NameOriginal)
	p.Description = p.T("expoweb.gi.description", "name", g.NameOriginal, "country", countryName(p.View, g.Country))
	d := indicationPage{Head: web.PageHeadData{Eyebrow: p.T("expoweb.gi.one"), Title: g.NameOriginal, Lang: scriptOf(p, g.Country, g.NameOriginal),
		Crumbs: crumbs(p, web.NavLink{Label: p.T("expoweb.gi.title"), Href: at(p, "gi")}, web.NavLink{Label: p.Title}),
		Facts:  []web.Fact{{Icon: web.IconFlag, Label: p.T("expoweb.country"), Text: countryName(p.View, g.Country)}}},
		Other: latinBeside(g.NameOriginal, g.NameLatin), Terms: indicationTerms(p, &g)}
	for _, e := range g.Entries {
		d.Entries = append(d.Entries, entryOf(p, &e))
	}
	for _, u := range g.Users {
		who := say(p.View, u.ExhibitorName)
		d.Users = append(d.Users, web.EntityCardData{Href: at(p, "exhibitors", u.ExhibitorID.String()), Title: who.Text, Lang: who.Lang, Subtitle: validity(p, u.ValidFrom, u.ValidUntil)})
	}
	for i := range g.Products {
		if i < shownProducts {
			d.Products = append(d.Products, productCard(p, &g.Products[i], true))
		}
	}
	d.All = web.NavLink{Label: p.T("expoweb.products.n", "n", g.ProductCount)}
	if g.ProductCount <= shownProducts {
		d.All.Label = ""
	}
	d.All.Href = at(p, "products") + "?gi=1"
	if err := linked(p, placeOf(p, &g)); err != nil {
		return err
	}
	return p.Render(indicationView(p.View, d))
}

func validity(p *web.Page, from, until clock.Date) string {
	switch {
	case from != "" && until != "":
		return p.T("expoweb.valid.between", "from", from, "until", until)
	case until != "":
		return p.T("expoweb.valid.until", "until", until)
	case from != "":
		return p.T("expoweb.valid.from", "from", from)
	}
	return ""
}

func indicationTerms(p *web.Page, g *expo.GIView) []web.Term {
	var t []web.Term
	add := func(label string, w words) {
		if w.Text != "" {
			t = append(t, web.Term{Label: label, Text: w.Text, Lang: w.Lang})
		}
	}
	if name := say(p.View, g.Names); name.Text != g.NameLatin && name.Text != g.NameOriginal {
		add(p.T("expoweb.gi.called"), name)
	}
	add(p.T("expoweb.gi.product"), say(p.View, g.Product))
	add(p.T("expoweb.gi.class"), words{Text: g.ProductClass})
	add(p.T("expoweb.gi.territory"), say(p.View, g.Territory))
	add(p.T("expoweb.gi.control"), words{Text: g.Control})
	return t
}

func entryOf(p *web.Page, e *expo.GIEntry) entryView {
	v := entryView{Register: e.Register, Number: e.Number, Class: e.Class, Dated: e.Dated, Source: e.Source, Own: e.StatusWords,
		Badge: web.BadgeData{Text: p.T("expoweb.gi.status." + e.Status), Tone: statusTone(e.Status)}}
	if d := clock.Date(e.Dated); d.Valid() {
		v.Dated = p.Locale.Date(d)
	}
	if e.Confidence == "inferred" {
		v.Sure = p.T("expoweb.gi.inferred")
	}
	return v
}

// placeOf is the territory of a name as schema.org's Place, with the entries that prove it as identifiers.
func placeOf(p *web.Page, g *expo.GIView) any {
	var ids []map[string]string
	for _, e := range g.Entries {
		ids = append(ids, map[string]string{"@type": "PropertyValue", "propertyID": e.Register, "value": e.Number})
	}
	x := map[string]any{"@context": "https://schema.org", "@type": "DefinedTerm", "name": g.NameOriginal, "alternateName": g.NameLatin,
		"description": p.Description, "inDefinedTermSet": p.T("expoweb.gi.title")}
	if len(ids) > 0 {
		x["identifier"] = ids
	}
	return x
}
