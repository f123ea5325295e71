package expoweb

import (
	"cmp"
	"slices"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// pavilionCard is a pavilion, or a country without one, in a list. ISO is empty for a theme.
type pavilionCard struct {
	Href, ISO string
	Name      words
	Intro     words
	Count     string
	Member    bool
	Seed      uint64
	Icon      web.IconName
	Facts     []web.Fact
	Figures   []web.StatData
}

// themeIcons are the icons of the themes that Fairway knows; others show a pavilion.
var themeIcons = map[string]web.IconName{"ai": web.IconRobot, "agriculture": web.IconLeaf, "new-energy": web.IconSun, "investment": web.IconHandshake,
	"trade-services": web.IconService, "cities-of-charm": web.IconPin, "charm": web.IconPin, "blue-economy": web.IconShip, "quality-trade": web.IconCertificate,
	"nqpf": web.IconChart, "smart-manufacturing": web.IconSettings}

func themeIcon(theme string) web.IconName {
	if i, ok := themeIcons[theme]; ok {
		return i
	}
	return web.IconPavilion
}

func pavilionCardOf(p *web.Page, v *expo.PavilionCount) pavilionCard {
	intro := say(p.View, v.Intro)
	c := pavilionCard{Href: at(p, "pavilions", v.Code), ISO: v.Country, Name: say(p.View, v.Name), Intro: words{plainLines(intro.Text, 220), intro.Lang},
		Count: p.T("expoweb.exhibitors.n", "n", v.Exhibitors), Seed: web.Seed(v.Code), Icon: themeIcon(v.Theme), Facts: hallFacts(p, v.Halls)}
	for _, f := range []struct {
		key string
		n   int64
	}{{"exhibitors", v.Exhibitors}, {"products", v.Products}, {"demonstrations", v.Demonstrations}} {
		if f.n > 0 {
			c.Figures = append(c.Figures, web.StatData{Label: p.T("expoweb.figure." + f.key), Value: p.Locale.Number(f.n)})
		}
	}
	return c
}

func hallFacts(p *web.Page, halls []expo.HallName) []web.Fact {
	facts := make([]web.Fact, 0, len(halls))
	for _, h := range halls {
		facts = append(facts, web.Fact{Icon: web.IconHall, Label: p.T("expoweb.hall"), Text: p.T("expoweb.hall.code", "code", h.Code)})
	}
	return facts
}

// countriesPage groups what is shown by where it comes from.
type countriesPage struct {
	Head          web.PageHeadData
	Lead          *pavilionCard
	Themes        []pavilionCard
	Asean, Others []pavilionCard
	AseanTitle    string
	AseanLede     string
}

func (h *pages) countries(p *web.Page) error {
	ctx := p.Context()
	e, err := h.expo.FindEdition.Do(ctx, expo.FindEdition{InEdition: in(p)})
	if err != nil {
		return err
	}
	facets, err := h.expo.GetFacets.Do(ctx, expo.GetFacets{InEdition: in(p)})
	if err != nil {
		return err
	}
	pavilions, err := h.expo.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in(p)})
	if err != nil {
		return err
	}
	members, err := h.expo.ListMembers.Do(ctx, expo.ListMembers{Grouping: "asean", On: e.OpensOn})
	if err != nil {
		return err
	}
	p.Active, p.Title = "countries", p.T("expoweb.countries.title")
	p.Description = p.T("expoweb.countries.lede", "n", len(facets.Countries))
	d := countriesPage{Head: web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description},
		AseanTitle: p.T("expoweb.countries.asean"), AseanLede: p.T("expoweb.countries.asean.lede", "n", members.Total, "date", e.OpensOn)}
	for _, v := range pavilions.Items {
		switch c := pavilionCardOf(p, &v); {
		case v.Theme == "ai":
			d.Lead = &c
		case v.Kind == "theme":
			d.Themes = append(d.Themes, c)
		}
	}
	isMember := map[string]bool{}
	for _, m := range members.Items {
		isMember[m.Country] = true
	}
	for _, c := range countryCards(p, facets.Countries, pavilions.Items) {
		if c.Member = isMember[c.ISO]; c.Member {
			d.Asean = append(d.Asean, c)
		} else {
			d.Others = append(d.Others, c)
		}
	}
	return p.Render(countriesView(p.View, d))
}

// countryCards are the countries with exhibitors or a pavilion: most exhibitors first, then by name.
func countryCards(p *web.Page, counts []expo.CountryCount, pavilions []expo.PavilionCount) []pavilionCard {
	type row struct {
		code string
		n    int64
		href string
	}
	var rows []row
	seen := map[string]int{}
	for _, c := range counts {
		if c.Country == "" {
			continue
		}
		seen[string(c.Country)] = len(rows)
		rows = append(rows, row{string(c.Country), c.N, at(p, "exhibitors") + "?country=" + string(c.Country)})
	}
	for _, v := range pavilions {
		if v.Kind != "country" {
			continue
		}
		href := at(p, "pavilions", v.Code)
		if i, ok := seen[v.Country]; ok {
			rows[i].href = href
			continue
		}
		seen[v.Country] = len(rows)
		rows = append(rows, row{v.Country, 0, href})
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(p.Locale.Country(a.code), p.Locale.Country(b.code)))
	})
	cards := make([]pavilionCard, 0, len(rows))
	for _, r := range rows {
		cards = append(cards, pavilionCard{Href: r.href, ISO: r.code, Name: words{Text: p.Locale.Country(r.code)}, Count: p.T("expoweb.exhibitors.n", "n", r.n)})
	}
	return cards
}

// pavilionPage is one pavilion with the first of what stands in it.
type pavilionPage struct {
	Hero       web.HeroData
	Crumbs     []web.NavLink
	Figures    []web.StatData
	Intro      words
	Source     string
	Exhibitors []web.EntityCardData
	All        web.NavLink
	Shows      []demoView
	AllShows   web.NavLink
}

func (h *pages) pavilion(p *web.Page) error {
	ctx := p.Context()
	v, err := h.expo.FindPavilion.Do(ctx, expo.FindPavilion{InEdition: in(p), Pavilion: p.R.PathValue("pavilion")})
	if err != nil {
		return err
	}
	list, err := h.expo.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: in(p), Pavilion: v.ID, Limit: 12})
	if err != nil {
		return err
	}
	name, intro := say(p.View, v.Name), say(p.View, v.Intro)
	p.Active, p.Title, p.Description = "countries", name.Text, plainLines(firstOf(intro.Text, name.Text), 160)
	card := pavilionCardOf(p, &v)
	d := pavilionPage{Intro: intro, Source: v.Source, Figures: card.Figures,
		Crumbs: crumbs(p, web.NavLink{Label: p.T("expoweb.countries.title"), Href: at(p, "countries")}, web.NavLink{Label: name.Text, Lang: name.Lang}),
		Hero: web.HeroData{Compact: true, Eyebrow: p.T("expoweb.pavilion." + v.Kind), Title: name.Text, Lang: name.Lang, Seed: card.Seed, Facts: card.Facts,
			Actions: pavilionActions(p, &v)},
		All: web.NavLink{Label: p.T("expoweb.pavilion.all", "n", list.Total), Href: at(p, "exhibitors") + "?pavilion=" + v.Code},
	}
	for i := range list.Items {
		d.Exhibitors = append(d.Exhibitors, exhibitorCard(p, &list.Items[i]))
	}
	if v.Demonstrations > 0 {
		const n = 6
		shows, err := h.expo.ListDemonstrations.Do(ctx, expo.ListDemonstrations{InEdition: in(p), Pavilion: v.ID, Limit: n})
		if err != nil {
			return err
		}
		for i := range shows.Items {
			d.Shows = append(d.Shows, demonstrationOf(p, &shows.Items[i], true))
		}
		if shows.Total > n {
			d.AllShows = web.NavLink{Label: p.T("expoweb.pavilion.shows", "n", shows.Total), Href: at(p, "demonstrations") + "?pavilion=" + v.Code}
		}
	}
	return p.Render(pavilionView(p.View, d))
}

func pavilionActions(p *web.Page, v *expo.PavilionCount) []web.ButtonData {
	var all []web.ButtonData
	if v.Exhibitors > 0 {
		all = append(all, web.ButtonData{Label: p.T("expoweb.home.exhibitors"), Kind: "primary", Icon: web.IconExhibitor, Href: at(p, "exhibitors") + "?pavilion=" + v.Code})
	}
	for _, hall := range v.Halls {
		if len(all) < 4 {
			all = append(all, web.ButtonData{Label: p.T("expoweb.plan.of", "code", hall.Code), Icon: web.IconHall, Href: at(p, "plan", hall.Code)})
		}
	}
	return all
}

// exhibitorCard is an exhibitor in a list or a grid.
func exhibitorCard(p *web.Page, e *expo.ExhibitorItem) web.EntityCardData {
	name := say(p.View, e.Name)
	card := web.EntityCardData{Href: at(p, "exhibitors", e.ID.String()), Title: name.Text, Lang: name.Lang}
	if other := otherName(p.View, e.Name, e.Country); other.Text != "" {
		card.Subtitle, card.SubtitleLang = other.Text, other.Lang
	}
	if e.Country != "" {
		card.Facts = append(card.Facts, web.Fact{Icon: web.IconFlag, Label: p.T("expoweb.country"), Text: countryName(p.View, e.Country)})
	}
	card.Facts = append(card.Facts, boothFacts(p, e.Booths)...)
	if e.FirstTime {
		card.Badges = append(card.Badges, web.BadgeData{Text: p.T("expoweb.first_time"), Tone: web.ToneAccent, Icon: web.IconFirstShown})
	}
	for i, c := range e.Categories {
		if i == 2 {
			break
		}
		w := say(p.View, c)
		card.Badges = append(card.Badges, web.BadgeData{Text: w.Text, Lang: w.Lang})
	}
	return card
}

// pavilionNames are the names of pavilions by key.
func pavilionNames(items []expo.PavilionCount) map[ident.Pavilion]text.T {
	all := make(map[ident.Pavilion]text.T, len(items))
	for _, v := range items {
		all[v.ID] = v.Name
	}
	return all
}
