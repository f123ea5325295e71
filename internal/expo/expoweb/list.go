package expoweb

import (
	"net/url"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// listPage is a filtered list: exhibitors, products, demonstrations, geographical indications.
type listPage struct {
	Head    web.PageHeadData
	Filter  web.FilterData
	Summary string
	Chosen  []web.NavLink
	Views   []web.NavLink
	Cards   []web.EntityCardData
	// Size is the width of a card, see web.CardGrid.
	Size  string
	Rows  *web.TableData
	First string // address of the first page when this is a later one
	Next  string
	Empty web.EmptyData
}

// filters collects the questions of a list's filter and the answers given.
type filters struct {
	p      *web.Page
	query  url.Values
	data   web.FilterData
	chosen []web.NavLink
}

func newFilters(p *web.Page, searchLabel, searchHint string) *filters {
	f := &filters{p: p, query: p.R.URL.Query()}
	path := p.URL(p.Path)
	q := f.query.Get("q")
	f.data = web.FilterData{Action: path, ClearHref: path, Search: &web.SearchData{ID: "q", Label: searchLabel, Placeholder: searchHint, Value: q}}
	if q != "" {
		f.add("q", "“"+q+"”")
	}
	if view := f.query.Get("view"); view == "rows" {
		f.data.Hidden = append(f.data.Hidden, web.HiddenField{Name: "view", Value: view})
	}
	return f
}

// add notes an answer that was given, with the way to take it back.
func (f *filters) add(name, label string) {
	f.data.Active++
	f.chosen = append(f.chosen, web.NavLink{Label: label, Href: f.p.WithQuery(name, "")})
}

// choose adds a question with one answer. Options whose value was asked for are marked and noted.
func (f *filters) choose(kind, name, label string, options []web.FacetOption) {
	value := f.query.Get(name)
	for i := range options {
		if value != "" && options[i].Value == value {
			options[i].Chosen = true
			f.add(name, options[i].Label)
		}
	}
	if len(options) > 0 {
		f.data.Facets = append(f.data.Facets, web.FacetData{Label: label, Name: name, Kind: kind, Options: options})
	}
}

// flag adds a question answered by yes, under a heading.
func (f *filters) flag(name, heading, label string, n int64) bool {
	on := f.query.Get(name) == "1"
	if on {
		f.add(name, label)
	}
	f.data.Facets = append(f.data.Facets, web.FacetData{Label: heading, Name: name, Kind: "check", Open: true,
		Options: []web.FacetOption{{Value: "1", Label: label, Count: count(f.p.View, n), Chosen: on}}})
	return on
}

// countries are the countries of the exhibitors, in the order of the reader's language.
func (f *filters) countries(counts []expo.CountryCount) {
	n := make(map[string]int64, len(counts))
	for _, c := range counts {
		n[string(c.Country)] = c.N
	}
	var options []web.FacetOption
	for _, c := range f.p.Locale.Countries() {
		if n[c.Value] > 0 {
			options = append(options, web.FacetOption{Value: c.Value, Label: c.Label, Count: f.p.Locale.Number(n[c.Value])})
		}
	}
	f.choose("select", "country", f.p.T("expoweb.country"), options)
}

// pavilions asks for a pavilion by its code and returns the key of the one asked for.
func (f *filters) pavilions(items []expo.PavilionCount) (chosen ident.Pavilion) {
	options := make([]web.FacetOption, 0, len(items))
	for _, v := range items {
		if v.Exhibitors == 0 {
			continue
		}
		w := say(f.p.View, v.Name)
		options = append(options, web.FacetOption{Value: v.Code, Label: w.Text, Lang: w.Lang, Count: f.p.Locale.Number(v.Exhibitors)})
		if v.Code == f.query.Get("pavilion") {
			chosen = v.ID
		}
	}
	f.choose("select", "pavilion", f.p.T("expoweb.pavilion"), options)
	return chosen
}

// categories asks for a branch of the tree by its code: the top branches, and below the one asked for its own.
func (f *filters) categories(items []expo.Category, counts map[expo.CategoryKey]int64) (chosen expo.CategoryKey) {
	value, open := f.query.Get("category"), expo.CategoryKey(0)
	for _, c := range items {
		if c.Code == value && value != "" {
			chosen, open = c.ID, c.ID
			if c.ParentID != 0 {
				open = c.ParentID
			}
		}
	}
	var options []web.FacetOption
	for _, top := range items {
		if top.ParentID != 0 {
			continue
		}
		w := say(f.p.View, top.Name)
		options = append(options, web.FacetOption{Value: top.Code, Label: w.Text, Lang: w.Lang})
		for _, c := range items {
			if c.ParentID == top.ID && top.ID == open {
				w := say(f.p.View, c.Name)
				options = append(options, web.FacetOption{Value: c.Code, Label: "– " + w.Text, Lang: w.Lang, Count: count(f.p.View, counts[c.ID])})
			}
		}
	}
	if chosen != 0 {
		options = append([]web.FacetOption{{Value: "", Label: f.p.T("expoweb.all")}}, options...)
	}
	f.choose("radio", "category", f.p.T("expoweb.category"), options)
	return chosen
}

// finish completes a page with what the filters know.
func (f *filters) finish(d *listPage, next string) {
	p := f.p
	d.Filter, d.Chosen = f.data, f.chosen
	if next != "" {
		d.Next = p.WithQuery("after", next)
	}
	if f.query.Get("after") != "" {
		d.First = p.WithQuery("after", "")
		p.NoIndex = true
	}
	if d.Filter.Active > 0 {
		d.Empty.Actions = []web.ButtonData{{Label: p.T("web.filter.clear"), Href: d.Filter.ClearHref}}
		p.NoIndex = true // a filtered list repeats what the whole list shows
	}
}

// views are the two ways to look at a list.
func (f *filters) views() []web.NavLink {
	rows := f.query.Get("view") == "rows"
	return []web.NavLink{
		{Label: f.p.T("expoweb.view.cards"), Icon: web.IconGrid, Href: f.p.WithQuery("view", ""), Current: !rows},
		{Label: f.p.T("expoweb.view.rows"), Icon: web.IconList, Href: f.p.WithQuery("view", "rows"), Current: rows},
	}
}
