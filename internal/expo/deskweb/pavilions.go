package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

func showPavilions(d *desk) error {
	list, err := d.Expo.ListPavilions.Do(d.Context(), expo.ListPavilions{InEdition: d.in()})
	if err != nil {
		return err
	}
	d.title("pavilions", d.T("expodesk.nav.pavilions"))
	add := []web.ButtonData{{Label: d.T("expodesk.pavilion.new"), Kind: "primary", Icon: web.IconPlus, Href: d.at("pavilions", "new")}}
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.Title}), Actions: add},
		Empty: &web.EmptyData{Title: d.T("expodesk.pavilions.none"), Icon: web.IconPavilion, Actions: add},
		Table: web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.pavilion")}, {Label: d.T("expodesk.pavilion.kind")},
			{Label: d.T("expodesk.nav.halls.short")}, {Label: d.T("expodesk.nav.exhibitors"), Number: true}, {Label: d.T("expodesk.products"), Number: true}, {Label: d.T("expodesk.state")}}}}
	for _, v := range list.Items {
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Component: nameCell(d.at("pavilions", v.ID.String()), say(d.View, v.Name), v.Code)},
			{Text: d.T("expodesk.pavilion.kind." + v.Kind)}, {Text: d.Locale.List(hallCodes(v.Halls))}, {Text: d.number(v.Exhibitors)}, {Text: d.number(v.Products)},
			{Component: stateBadge(d.View, v.State)}})
	}
	return d.Render(listView(d.View, pg))
}

func hallCodes(halls []expo.HallName) []string {
	all := make([]string, 0, len(halls))
	for _, h := range halls {
		all = append(all, h.Code)
	}
	return all
}

// pavilion reads the pavilion in the path for those who organise it; others are refused, also when it is published.
func (d *desk) pavilion(part string) (v expo.PavilionCount, tabs []web.NavLink, err error) {
	var id ident.Pavilion
	if key(d.R.PathValue("pavilion"), &id); id == 0 {
		return v, nil, fault.NewNotFound("expo.pavilion.not-found")
	}
	if !d.covers(ops.Owner{Pavilion: id}, ops.Organiser, ops.PavilionOrganiser) {
		return v, nil, fault.NewDenied("fault.denied")
	}
	v, err = d.Expo.FindPavilion.Do(d.Context(), expo.FindPavilion{InEdition: d.in(), Pavilion: id.String()})
	d.Title = say(d.View, v.Name).Text
	return v, d.focus(id.String(), part, "pavilions", pavilionNav(d.Page, id, d.at())), err
}

// pavilionHead is the head of a page of a pavilion's desk; title "" is the pavilion's own page.
func (d *desk) pavilionHead(v *expo.PavilionCount, title string) web.PageHeadData {
	name := say(d.View, v.Name)
	own := web.NavLink{Label: name.Text, Lang: name.Lang, Href: d.at("pavilions", v.ID.String())}
	var up []web.NavLink
	if d.organiser {
		up = append(up, web.NavLink{Label: d.T("expodesk.nav.pavilions"), Href: d.at("pavilions")})
	}
	if title == "" {
		return web.PageHeadData{Title: name.Text, Lang: name.Lang, Crumbs: d.crumbs(append(up, own)...),
			Badges: []web.BadgeData{{Text: d.T("expodesk.state." + v.State), Tone: stateTones[v.State]}}}
	}
	d.Title = title
	return web.PageHeadData{Eyebrow: name.Text, Title: title, Crumbs: d.crumbs(append(up, own, web.NavLink{Label: title})...)}
}

type pavilionPage struct {
	Head    web.PageHeadData
	Tabs    []web.NavLink
	Figures []web.StatData
	Intro   words
	Terms   []web.Term
}

func showPavilion(d *desk) error {
	v, tabs, err := d.pavilion("overview")
	if err != nil {
		return err
	}
	id := v.ID.String()
	pg := pavilionPage{Head: d.pavilionHead(&v, ""), Tabs: tabs, Intro: say(d.View, v.Intro)}
	pg.Head.Actions = []web.ButtonData{{Label: d.T("expodesk.visitors-view"), Icon: web.IconLinkOut, Href: d.URL("/" + d.Slug + "/pavilions/" + v.Code)},
		{Label: d.T("expodesk.edit"), Kind: "primary", Icon: web.IconEdit, Href: d.at("pavilions", id, "texts")}}
	for _, state := range []string{expo.Published, expo.Draft} {
		list, err := d.Expo.ListExhibitors.Do(d.Context(), expo.ListExhibitors{InEdition: d.in(), Pavilion: v.ID, State: state, Limit: 1})
		if err != nil {
			return err
		}
		pg.Figures = append(pg.Figures, web.StatData{Icon: web.IconExhibitor, Label: d.T("expodesk.overview.exhibitors." + state), Value: d.number(list.Total),
			Href: d.at("pavilions", id, "exhibitors") + "?state=" + state})
	}
	for _, state := range []string{floor.Confirmed, floor.Available} {
		list, err := d.Floor.ListBooths.Do(d.Context(), floor.ListBooths{InEdition: d.in(), Pavilion: v.ID, State: state, Limit: 1})
		if err != nil {
			return err
		}
		pg.Figures = append(pg.Figures, web.StatData{Icon: web.IconBooth, Label: d.T("expodesk.pavilion.booths." + state), Value: d.number(list.Total),
			Href: d.at("pavilions", id, "booths") + "?state=" + state})
	}
	pg.Terms = []web.Term{{Label: d.T("expodesk.pavilion.kind"), Text: d.T("expodesk.pavilion.kind." + v.Kind)}, {Label: d.T("expodesk.code"), Text: v.Code},
		{Label: d.T("expodesk.nav.halls.short"), Text: d.Locale.List(hallCodes(v.Halls))}}
	if v.Country != "" {
		pg.Terms = append(pg.Terms, web.Term{Label: d.T("expodesk.exhibitor.country"), Text: d.Locale.Country(v.Country)})
	}
	return d.Render(pavilionView(d.View, pg))
}

func pavilionExhibitors(d *desk) error {
	v, tabs, err := d.pavilion("exhibitors")
	if err != nil {
		return err
	}
	in := exhibitorQuery(d)
	in.Pavilion = v.ID
	head := d.pavilionHead(&v, d.T("expodesk.nav.exhibitors"))
	head.Actions = []web.ButtonData{{Label: d.T("expodesk.exhibitor.new"), Kind: "primary", Icon: web.IconPlus, Href: d.at("exhibitors", "new") + "?pavilion=" + v.ID.String()}}
	return d.exhibitorList(listPage{Head: head, Tabs: tabs}, in, "pavilions", v.ID.String(), "exhibitors")
}

func pavilionBooths(d *desk) error {
	v, tabs, err := d.pavilion("booths")
	if err != nil {
		return err
	}
	in := d.boothQuery()
	in.Pavilion, in.Hall = v.ID, 0
	head := d.pavilionHead(&v, d.T("expodesk.nav.booths"))
	head.Lede = d.T("expodesk.pavilion.booths.lede")
	return d.boothList(listPage{Head: head, Tabs: tabs}, in, "pavilions", v.ID.String(), "booths")
}

// pavilionTexts are the fields that a pavilion's own organiser may change.
func pavilionTexts(f *form, v *expo.Pavilion) group {
	return group{Legend: f.d.T("expodesk.pavilion.texts"), Controls: []control{f.texts("name", "expodesk.pavilion.name", v.Name, needed(200)),
		f.texts("intro", "expodesk.pavilion.intro", v.Intro, area(6, 3000))}}
}

// pavilionPlace are the fields that only the edition's organiser may change.
func (f *form) pavilionPlace(v *expo.Pavilion, has []string) (group, error) {
	d := f.d
	list, err := d.Floor.ListHalls.Do(d.Context(), floor.ListHalls{InEdition: d.in()})
	if err != nil {
		return group{}, err
	}
	halls := make([]web.Option, 0, len(list.Items))
	for _, h := range list.Items {
		halls = append(halls, web.Option{Value: h.Code, Label: d.T("expodesk.hall.of", "code", h.Code)})
	}
	return group{Legend: d.T("expodesk.pavilion.place"), Controls: []control{
		f.input(web.FieldSelect, "state", "expodesk.state", v.State, choices(d.options("expodesk.state.", expo.Draft, expo.Published))),
		f.input(web.FieldNumber, "position", "expodesk.position", measured(v.Position, 0), bounds("0", "10000")),
		f.input(web.FieldChecks, "halls", "expodesk.nav.halls.short", "", choices(halls), f.chosen("halls", func(code string) bool { return contains(has, code) })),
	}}, nil
}

func newPavilion(d *desk) error { return newPavilionForm(d, d.form()) }

func newPavilionForm(d *desk, f *form) error {
	v := expo.Pavilion{Kind: "country", State: expo.Draft}
	place, err := f.pavilionPlace(&v, nil)
	if err != nil {
		return err
	}
	d.title("pavilions", d.T("expodesk.pavilion.new"))
	what := group{Legend: d.T("expodesk.pavilion.what"), Controls: []control{
		f.input(web.FieldRadio, "kind", "expodesk.pavilion.kind", v.Kind, choices(d.options("expodesk.pavilion.kind.", "country", "theme"))),
		f.input(web.FieldText, "code", "expodesk.code", "", required, limit(40)),
		f.input(web.FieldSelect, "country", "expodesk.pavilion.country", "", choices(d.countryOptions())),
		f.input(web.FieldText, "theme", "expodesk.pavilion.theme", "", limit(40)),
	}}
	return f.show(formPage{Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.pavilions"), Href: d.at("pavilions")}, web.NavLink{Label: d.Title})},
		Groups: []group{what, pavilionTexts(f, &v), place, {Controls: []control{f.input(web.FieldText, "source", "expodesk.source", "", limit(300))}}},
		Cancel: d.at("pavilions")}, 0)
}

func createPavilion(d *desk) error {
	f := d.form()
	in := expo.CreatePavilion{InEdition: d.in(), Code: f.read("code"), Kind: f.read("kind"), Country: f.read("country"), Theme: f.read("theme"), Position: f.number("position"),
		Halls: f.sent["halls"], State: f.read("state"), Source: f.read("source"), PavilionTexts: expo.PavilionTexts{Name: f.words("name", nil), Intro: f.words("intro", nil)}}
	var made expo.Pavilion
	return f.send(func(ctx context.Context) (err error) {
		made, err = d.Expo.CreatePavilion.Do(ctx, in)
		return err
	}, func() error { return d.done("created", d.path("pavilions", made.ID.String())) }, func() error { return newPavilionForm(d, f) })
}

func editPavilion(d *desk) error { return pavilionForm(d, d.form()) }

func pavilionForm(d *desk, f *form) error {
	v, tabs, err := d.pavilion("texts")
	if err != nil {
		return err
	}
	groups := []group{pavilionTexts(f, &v.Pavilion)}
	if d.organiser {
		place, err := f.pavilionPlace(&v.Pavilion, hallCodes(v.Halls))
		if err != nil {
			return err
		}
		groups = append(groups, place)
	}
	return f.show(formPage{Head: d.pavilionHead(&v, d.T("expodesk.nav.pavilion.texts")), Tabs: tabs, Groups: groups, Cancel: d.at("pavilions", v.ID.String())}, v.Version)
}

func savePavilion(d *desk) error {
	v, _, err := d.pavilion("texts")
	if err != nil {
		return err
	}
	f := d.form()
	texts := expo.PavilionTexts{Name: f.words("name", v.Name), Intro: f.words("intro", v.Intro)}
	version, position := f.version(), int64(0)
	if d.organiser {
		position = f.number("position")
	}
	return f.send(func(ctx context.Context) (err error) {
		if d.organiser {
			_, err = d.Expo.UpdatePavilion.Do(ctx, expo.UpdatePavilion{InEdition: d.in(), Pavilion: v.ID, PavilionTexts: texts, Position: position,
				Halls: f.sent["halls"], State: f.read("state"), Version: version})
			return err
		}
		_, err = d.Expo.DescribePavilion.Do(ctx, expo.DescribePavilion{InEdition: d.in(), OnPavilion: expo.OnPavilion{Pavilion: v.ID}, PavilionTexts: texts, Version: version})
		return err
	}, func() error { return d.done("saved", d.path("pavilions", v.ID.String())) }, func() error { return pavilionForm(d, f) })
}
