package expoweb

import (
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

func (h *pages) products(p *web.Page) error {
	ctx := p.Context()
	facets, err := h.expo.GetProductFacets.Do(ctx, expo.GetProductFacets{InEdition: in(p)})
	if err != nil {
		return err
	}
	categories, err := h.expo.ListCategories.Do(ctx, expo.ListCategories{InEdition: in(p)})
	if err != nil {
		return err
	}
	p.Active, p.Title, p.Description = "products", p.T("expoweb.products.title"), p.T("expoweb.products.lede")
	f := newFilters(p, p.T("expoweb.products.search"), p.T("expoweb.products.search.hint"))
	ask := f.productQuestions(&facets, categories.Items)
	list, err := h.expo.ListProducts.Do(ctx, ask)
	if err != nil {
		return err
	}
	d := listPage{Summary: p.T("expoweb.products.n", "n", list.Total), Views: f.views(),
		Head:  web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description},
		Empty: web.EmptyData{Title: p.T("expoweb.products.none"), Text: p.T("expoweb.products.none.text"), Icon: web.IconProduct, Seed: 6}}
	if f.query.Get("view") == "rows" {
		d.Rows = productRows(p, list.Items)
	} else {
		for i := range list.Items {
			d.Cards = append(d.Cards, productCard(p, &list.Items[i], true))
		}
	}
	f.finish(&d, list.Next)
	return p.Render(listView(p.View, d))
}

// productQuestions asks what can be asked of products, and turns the answers into the input of the list.
func (f *filters) productQuestions(facets *expo.ProductFacets, categories []expo.Category) expo.ListProducts {
	p, q := f.p, f.query
	ask := expo.ListProducts{InEdition: in(p), Query: q.Get("q"), After: q.Get("after")}
	f.choose("radio", "kind", p.T("expoweb.kind"), f.optional("kind", []web.FacetOption{
		{Value: expo.Goods, Label: p.T("expoweb.goods"), Count: count(p.View, facets.Goods)},
		{Value: expo.Service, Label: p.T("expoweb.services"), Count: count(p.View, facets.Services)}}))
	if k := q.Get("kind"); k == expo.Goods || k == expo.Service {
		ask.Kind = k
	}
	ask.Category = f.categories(categories, facets.Categories)
	ask.FirstShown = f.flag("first", p.T("expoweb.novelties"), p.T("expoweb.first_shown"), facets.FirstShown)
	if facets.WithGI > 0 && f.flag("gi", p.T("expoweb.gi.one"), p.T("expoweb.with_gi"), facets.WithGI) {
		ask.GI = "any"
	}
	ask.HS = f.named("hs", p.T("expoweb.hs.chapter"), facets.Chapters, func(code string) string { return p.T("expoweb.hs.chapter.n", "code", code) })
	ask.Origin = f.origins(facets.Origins)
	ask.Certificate = f.named("certificate", p.T("expoweb.certificate"), facets.Certificates, nil)
	f.prices(&ask, facets.Currencies)
	f.exhibitorAsked(&ask)
	return ask
}

// optional puts "All" before the answers of a question that was answered, so that a radio button can be taken back.
func (f *filters) optional(name string, options []web.FacetOption) []web.FacetOption {
	if f.query.Get(name) == "" {
		return options
	}
	return append([]web.FacetOption{{Value: "", Label: f.p.T("expoweb.all")}}, options...)
}

// named asks for one of the names that products have, and returns the one asked for if there is such a one.
func (f *filters) named(name, label string, counts []expo.NameCount, show func(string) string) string {
	value, chosen := f.query.Get(name), ""
	options := make([]web.FacetOption, 0, len(counts))
	for _, c := range counts {
		o := web.FacetOption{Value: c.Name, Label: c.Name, Count: f.p.Locale.Number(c.N)}
		if show != nil {
			o.Label = show(c.Name)
		}
		if c.Name == value {
			chosen = value
		}
		options = append(options, o)
	}
	f.choose("select", name, label, options)
	return chosen
}

func (f *filters) origins(counts []expo.CountryCount) place.Country {
	options := make([]web.FacetOption, 0, len(counts))
	var chosen place.Country
	for _, c := range counts {
		options = append(options, web.FacetOption{Value: string(c.Country), Label: countryName(f.p.View, c.Country), Count: f.p.Locale.Number(c.N)})
		if string(c.Country) == f.query.Get("origin") {
			chosen = c.Country
		}
	}
	slices.SortFunc(options, func(a, b web.FacetOption) int { return strings.Compare(a.Label, b.Label) })
	f.choose("select", "origin", f.p.T("expoweb.origin"), options)
	return chosen
}

// bands are the ranges of price that can be chosen once a currency is.
var bands = []struct{ value, from, to string }{
	{"-10", "", "10"}, {"10-100", "10", "100"}, {"100-1000", "100", "1000"}, {"1000-10000", "1000", "10000"}, {"10000-", "10000", ""},
}

// prices asks for a currency and then for a range, because sums of different currencies do not compare. An address may
// also carry any range as price_from and price_to.
func (f *filters) prices(ask *expo.ListProducts, currencies []expo.NameCount) {
	p := f.p
	ask.Currency = f.named("currency", p.T("expoweb.currency"), currencies, nil)
	if ask.Currency == "" {
		return
	}
	options := make([]web.FacetOption, 0, len(bands))
	for _, b := range bands {
		o := web.FacetOption{Value: b.value}
		switch {
		case b.from == "":
			o.Label = p.T("expoweb.price.to", "to", b.to+" "+ask.Currency)
		case b.to == "":
			o.Label = p.T("expoweb.price.from", "from", b.from+" "+ask.Currency)
		default:
			o.Label = b.from + "–" + b.to + " " + ask.Currency
		}
		if f.query.Get("price") == b.value {
			ask.PriceFrom, ask.PriceTo = b.from, b.to
		}
		options = append(options, o)
	}
	f.choose("radio", "price", p.T("expoweb.price"), f.optional("price", options))
	if from, to := f.query.Get("price_from"), f.query.Get("price_to"); from != "" || to != "" {
		ask.PriceFrom, ask.PriceTo = from, to
	}
}

// exhibitorAsked keeps the list to one exhibitor, whose page links here.
func (f *filters) exhibitorAsked(ask *expo.ListProducts) {
	var id ident.Exhibitor
	if key(&id, f.query.Get("exhibitor")) != nil {
		return
	}
	ask.Exhibitor = id
	f.data.Hidden = append(f.data.Hidden, web.HiddenField{Name: "exhibitor", Value: id.String()})
	f.add("exhibitor", f.p.T("expoweb.products.of_one"))
}

func kindIcon(kind string) web.IconName {
	if kind == expo.Service {
		return web.IconService
	}
	return web.IconProduct
}

// productCard is a product in a grid; with says whether its exhibitor is named.
func productCard(p *web.Page, o *expo.ProductItem, with bool) web.EntityCardData {
	name := say(p.View, o.Name)
	c := web.EntityCardData{Href: at(p, "products", o.ID.String()), Title: name.Text, Lang: name.Lang,
		Picture: web.PictureData{Seed: web.Seed(o.ID.String()), Icon: kindIcon(o.Kind)}}
	if o.Thumb != "" {
		c.Picture = web.PictureData{Src: fileURL(o.Thumb), Alt: say(p.View, o.Alt).Text}
	}
	if with {
		who := say(p.View, o.ExhibitorName)
		c.Subtitle, c.SubtitleLang = who.Text, who.Lang
	}
	if o.Origin != "" {
		c.Facts = append(c.Facts, web.Fact{Icon: web.IconFlag, Label: p.T("expoweb.origin"), Text: countryName(p.View, o.Origin)})
	}
	if price := priceWords(p, o.Price, o); price != "" {
		c.Facts = append(c.Facts, web.Fact{Icon: web.IconMoney, Label: p.T("expoweb.price"), Text: price})
	}
	if o.FirstShown {
		c.Badges = append(c.Badges, web.BadgeData{Text: p.T("expoweb.first_shown.short"), Tone: web.ToneAccent, Icon: web.IconFirstShown})
	}
	if len(o.GIs) > 0 {
		c.Badges = append(c.Badges, web.BadgeData{Text: p.T("expoweb.gi.short"), Tone: web.ToneSuccess, Icon: web.IconLeaf})
	}
	if o.HSCode != "" {
		c.Badges = append(c.Badges, web.BadgeData{Text: "HS " + o.HSCode.String()})
	} else if o.CPCCode != "" {
		c.Badges = append(c.Badges, web.BadgeData{Text: "CPC " + string(o.CPCCode)})
	}
	return c
}

// priceWords writes a price with its unit, "" for none stated.
func priceWords(p *web.Page, price expo.Price, o *expo.ProductItem) string {
	if price.IsZero() {
		return ""
	}
	s := p.Locale.Money(price.Minor, string(price.Currency))
	if o.Unit != "" {
		s = p.T("expoweb.price.per", "price", s, "unit", p.T(o.Unit.Key()))
	}
	return s
}

func productRows(p *web.Page, items []expo.ProductItem) *web.TableData {
	t := &web.TableData{Caption: p.T("expoweb.products.title"), HideCaption: true, Columns: []web.Column{{Label: p.T("expoweb.name")}, {Label: p.T("expoweb.exhibitor")},
		{Label: "HS / CPC"}, {Label: p.T("expoweb.origin")}, {Label: p.T("expoweb.price"), Number: true}}}
	for i := range items {
		o := &items[i]
		name, who, code := say(p.View, o.Name), say(p.View, o.ExhibitorName), o.HSCode.String()
		if code == "" {
			code = string(o.CPCCode)
		}
		t.Rows = append(t.Rows, []web.Cell{{Text: name.Text, Lang: name.Lang, Href: at(p, "products", o.ID.String())},
			{Text: who.Text, Lang: who.Lang, Href: at(p, "exhibitors", o.ExhibitorID.String())}, {Text: code}, {Text: countryName(p.View, o.Origin)},
			{Text: priceWords(p, o.Price, o)}})
	}
	return t
}
