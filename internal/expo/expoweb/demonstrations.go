package expoweb

import (
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/web"
)

// demoView is a demonstration, told in place.
type demoView struct {
	Anchor, Kind string
	Icon         web.IconName
	Picture      string
	Alt          string
	Title, Text  words
	Times        []string
	Badges       []web.BadgeData
	Facts        []web.Fact
}

// demonstrationsPage is the list of demonstrations: for one day in the order of the clock, else by title.
type demonstrationsPage struct {
	listPage
	Days  []web.NavLink
	Shows []demoView
}

// demoKinds are the kinds of demonstrations with their icons, in the order of the filter.
var demoKinds = []struct {
	kind string
	icon web.IconName
}{{"robot", web.IconRobot}, {"drone", web.IconRoute}, {"model", web.IconAgent}, {"vehicle", web.IconTruck}, {"process", web.IconSettings}, {"other", web.IconStar}}

func demoIcon(kind string) web.IconName {
	for _, k := range demoKinds {
		if k.kind == kind {
			return k.icon
		}
	}
	return web.IconStar
}

func (h *pages) demonstrations(p *web.Page) error {
	ctx := p.Context()
	e, err := h.expo.FindEdition.Do(ctx, expo.FindEdition{InEdition: in(p)})
	if err != nil {
		return err
	}
	pavilions, err := h.expo.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in(p), Kind: "theme"})
	if err != nil {
		return err
	}
	p.Active, p.Title, p.Description = "demonstrations", p.T("expoweb.demonstrations.title"), p.T("expoweb.demonstrations.lede")
	f := newFilters(p, p.T("expoweb.demonstrations.search"), p.T("expoweb.demonstrations.search.hint"))
	ask := expo.ListDemonstrations{InEdition: in(p), Query: f.query.Get("q"), After: f.query.Get("after")}
	var kinds, places []web.FacetOption
	for _, k := range demoKinds {
		kinds = append(kinds, web.FacetOption{Value: k.kind, Label: p.T("expoweb.demonstration." + k.kind)})
		if k.kind == f.query.Get("kind") {
			ask.Kind = k.kind
		}
	}
	f.choose("radio", "kind", p.T("expoweb.kind"), f.optional("kind", kinds))
	for _, v := range pavilions.Items {
		if v.Demonstrations == 0 {
			continue
		}
		w := say(p.View, v.Name)
		places = append(places, web.FacetOption{Value: v.Code, Label: w.Text, Lang: w.Lang, Count: p.Locale.Number(v.Demonstrations)})
		if v.Code == f.query.Get("pavilion") {
			ask.Pavilion = v.ID
		}
	}
	f.choose("radio", "pavilion", p.T("expoweb.pavilion.theme"), f.optional("pavilion", places))
	ask.HandsOn = f.flag("hands-on", p.T("expoweb.taking_part"), p.T("expoweb.hands_on"), 0)
	d := demonstrationsPage{}
	ask.Day, d.Days = f.days(e.Days)
	list, err := h.expo.ListDemonstrations.Do(ctx, ask)
	if err != nil {
		return err
	}
	d.listPage = listPage{Summary: p.T("expoweb.demonstrations.n", "n", list.Total),
		Head:  web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description},
		Empty: web.EmptyData{Title: p.T("expoweb.demonstrations.none"), Text: p.T("expoweb.demonstrations.none.text"), Icon: web.IconRobot, Seed: 8}}
	for i := range list.Items {
		d.Shows = append(d.Shows, demonstrationOf(p, &list.Items[i], true))
	}
	f.finish(&d.listPage, list.Next)
	return p.Render(demonstrationsView(p.View, d))
}

// days are the days of the edition as tabs, and the one asked for.
func (f *filters) days(days []expo.Day) (chosen clock.Date, tabs []web.NavLink) {
	asked := f.query.Get("day")
	tabs = []web.NavLink{{Label: f.p.T("expoweb.days.all"), Href: f.p.WithQuery("day", "")}}
	for _, d := range days {
		if string(d.Day) == asked {
			chosen = d.Day
			f.data.Hidden = append(f.data.Hidden, web.HiddenField{Name: "day", Value: asked})
		}
		tabs = append(tabs, web.NavLink{Label: f.p.Locale.DateShort(d.Day), Href: f.p.WithQuery("day", string(d.Day)), Current: string(d.Day) == asked})
	}
	tabs[0].Current = chosen == ""
	return chosen, tabs
}

// demonstrationOf shows a demonstration; with says whether its exhibitor is named.
func demonstrationOf(p *web.Page, d *expo.DemonstrationItem, with bool) demoView {
	v := demoView{Anchor: d.ID.String(), Kind: p.T("expoweb.demonstration." + d.Kind), Icon: demoIcon(d.Kind), Picture: fileURL(d.Thumb), Alt: say(p.View, d.Alt).Text,
		Title: say(p.View, d.Title), Text: say(p.View, d.Description)}
	if with {
		who := say(p.View, d.ExhibitorName)
		v.Facts = append(v.Facts, web.Fact{Icon: web.IconExhibitor, Label: p.T("expoweb.exhibitor"), Text: who.Text, Lang: who.Lang, Href: at(p, "exhibitors", d.ExhibitorID.String())})
	}
	if where := say(p.View, d.PavilionName); where.Text != "" {
		v.Facts = append(v.Facts, web.Fact{Icon: web.IconPavilion, Label: p.T("expoweb.pavilion"), Text: where.Text, Lang: where.Lang})
	}
	if d.HandsOn {
		v.Badges = append(v.Badges, web.BadgeData{Text: p.T("expoweb.hands_on"), Tone: web.ToneBrand, Icon: web.IconPeople})
	}
	if len(d.Times) == 0 {
		v.Times = []string{p.T("expoweb.times.all_day")}
	}
	last := clock.Date("")
	for _, t := range d.Times {
		hours := t.From + "–" + t.To
		if t.Day == last {
			v.Times[len(v.Times)-1] += ", " + hours
			continue
		}
		last = t.Day
		v.Times = append(v.Times, p.Locale.DateShort(t.Day)+" · "+hours)
	}
	return v
}
