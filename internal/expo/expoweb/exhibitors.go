package expoweb

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

func (h *pages) exhibitors(p *web.Page) error {
	ctx := p.Context()
	facets, err := h.expo.GetFacets.Do(ctx, expo.GetFacets{InEdition: in(p)})
	if err != nil {
		return err
	}
	pavilions, err := h.expo.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in(p)})
	if err != nil {
		return err
	}
	categories, err := h.expo.ListCategories.Do(ctx, expo.ListCategories{InEdition: in(p)})
	if err != nil {
		return err
	}
	p.Active, p.Title, p.Description = "exhibitors", p.T("expoweb.exhibitors.title"), p.T("expoweb.exhibitors.lede")
	f := newFilters(p, p.T("expoweb.exhibitors.search"), p.T("expoweb.exhibitors.search.hint"))
	ask := expo.ListExhibitors{InEdition: in(p), Query: f.query.Get("q"), After: f.query.Get("after")}
	f.countries(facets.Countries)
	if c := place.Country(f.query.Get("country")); c.Valid() {
		ask.Country = c
	}
	ask.Pavilion = f.pavilions(pavilions.Items)
	ask.Category = f.categories(categories.Items, facets.Categories)
	ask.FirstTime = f.flag("first", p.T("expoweb.newcomers"), p.T("expoweb.first_time"), facets.FirstTime)
	list, err := h.expo.ListExhibitors.Do(ctx, ask)
	if err != nil {
		return err
	}
	d := listPage{Size: "wide", Summary: p.T("expoweb.exhibitors.n", "n", list.Total), Views: f.views(),
		Head:  web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description},
		Empty: web.EmptyData{Title: p.T("expoweb.exhibitors.none"), Text: p.T("expoweb.exhibitors.none.text"), Icon: web.IconExhibitor, Seed: 5}}
	if f.query.Get("view") == "rows" {
		d.Rows = exhibitorRows(p, list.Items)
	} else {
		d.Cards = make([]web.EntityCardData, 0, len(list.Items))
		for i := range list.Items {
			d.Cards = append(d.Cards, exhibitorCard(p, &list.Items[i]))
		}
	}
	f.finish(&d, list.Next)
	return p.Render(listView(p.View, d))
}

func exhibitorRows(p *web.Page, items []expo.ExhibitorItem) *web.TableData {
	t := &web.TableData{Caption: p.T("expoweb.exhibitors.title"), HideCaption: true, Columns: []web.Column{
		{Label: p.T("expoweb.name")}, {Label: p.T("expoweb.country")}, {Label: p.T("expoweb.booth")}, {Label: p.T("expoweb.pavilion")}, {Label: p.T("expoweb.category")}}}
	for i := range items {
		e := &items[i]
		name, pavilion := say(p.View, e.Name), say(p.View, e.PavilionName)
		var booths, categories []string
		for _, b := range e.Booths {
			booths = append(booths, b.Code)
		}
		for _, c := range e.Categories {
			categories = append(categories, say(p.View, c).Text)
		}
		t.Rows = append(t.Rows, []web.Cell{{Text: name.Text, Lang: name.Lang, Href: at(p, "exhibitors", e.ID.String())},
			{Text: countryName(p.View, e.Country)}, {Text: strings.Join(booths, " · ")}, {Text: pavilion.Text, Lang: pavilion.Lang},
			{Text: strings.Join(categories, " · ")}})
	}
	return t
}
