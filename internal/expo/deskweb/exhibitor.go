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

// subject is the exhibitor of a page with what the person may do to it.
type subject struct {
	expo.ExhibitorView
	name words
	// places: may publish, withdraw and allocate booths; admin: may change profile and team.
	places, admin bool
	tabs          []web.NavLink
}

// exhibitor reads the exhibitor in the path for a page of its desk. Somebody who does not work on it is refused, also
// when it is published.
func (d *desk) exhibitor(part string) (*subject, error) {
	var id ident.Exhibitor
	key(d.R.PathValue("exhibitor"), &id)
	if id == 0 {
		return nil, fault.NewNotFound("expo.exhibitor.not-found")
	}
	v, err := d.Expo.FindExhibitor.Do(d.Context(), expo.FindExhibitor{InEdition: d.in(), Exhibitor: id})
	if err != nil {
		return nil, d.hidden(err)
	}
	owner := ops.Owner{Pavilion: v.PavilionID, Exhibitor: id}
	if !d.covers(owner, deskRoles...) {
		return nil, fault.NewDenied("fault.denied")
	}
	x := &subject{ExhibitorView: v, name: say(d.View, v.Name), places: d.covers(owner, ops.Organiser, ops.PavilionOrganiser),
		admin: d.covers(owner, ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin)}
	list := "exhibitors"
	if !d.organiser && v.PavilionID != 0 {
		list = v.PavilionID.String() + ":exhibitors"
	}
	x.tabs = d.focus(id.String(), part, list, exhibitorNav(d.Page, id, d.at(), x.admin))
	d.Title = x.name.Text
	return x, nil
}

// hidden turns a NotFound into a Denied for people of a desk: what is not theirs is refused, whether or not it exists.
func (d *desk) hidden(err error) error {
	if fault.Is(err, fault.NotFound) && !d.organiser {
		return fault.NewDenied("fault.denied").With(err)
	}
	return err
}

// exhibitorHead is the head of a page of the exhibitor's desk; title "" is the exhibitor's own page.
func (d *desk) exhibitorHead(x *subject, title string) web.PageHeadData {
	h := web.PageHeadData{Title: x.name.Text, Lang: x.name.Lang, Badges: []web.BadgeData{{Text: d.T("expodesk.state." + x.State), Tone: stateTones[x.State]}}}
	var up []web.NavLink
	switch {
	case d.organiser:
		up = append(up, web.NavLink{Label: d.T("expodesk.nav.exhibitors"), Href: d.at("exhibitors")})
	case x.places && x.Pavilion != nil:
		name := say(d.View, x.Pavilion.Name)
		up = append(up, web.NavLink{Label: name.Text, Lang: name.Lang, Href: d.at("pavilions", x.PavilionID.String(), "exhibitors")})
	}
	own := web.NavLink{Label: x.name.Text, Lang: x.name.Lang, Href: d.at("exhibitors", x.ID.String())}
	if title == "" {
		h.Crumbs = d.crumbs(append(up, own)...)
		return h
	}
	d.Title = title
	h.Eyebrow, h.Title, h.Lang, h.Badges = x.name.Text, title, "", nil
	h.Crumbs = d.crumbs(append(up, own, web.NavLink{Label: title})...)
	return h
}

type exhibitorPage struct {
	Head  web.PageHeadData
	Tabs  []web.NavLink
	Terms []web.Term
	// Hints are what a visitor misses, with the page that repairs it. Done counts what is there out of All.
	Hints     []web.NavLink
	Done, All int
	Profile   words
	BoothList web.TableData
	Placement []web.ButtonData
}

func showExhibitor(d *desk) error {
	x, err := d.exhibitor("overview")
	if err != nil {
		return err
	}
	pg := exhibitorPage{Head: d.exhibitorHead(x, ""), Tabs: x.tabs, Profile: say(d.View, x.ExhibitorView.Profile)}
	look := "expodesk.preview"
	if x.State == expo.Published {
		look = "expodesk.visitors-view"
	}
	pg.Head.Actions = []web.ButtonData{{Label: d.T(look), Icon: web.IconLinkOut, Href: d.URL("/" + d.Slug + "/exhibitors/" + x.ID.String())}}
	pg.Terms = d.exhibitorTerms(x)
	if pg.Placement = d.placementActions(x); x.admin {
		pg.Head.Actions = append(pg.Head.Actions, web.ButtonData{Label: d.T("expodesk.edit"), Kind: "primary", Icon: web.IconEdit,
			Href: d.at("exhibitors", x.ID.String(), "profile")})
	}
	if pg.Hints, pg.Done, pg.All, err = d.missing(x); err != nil {
		return err
	}
	if pg.BoothList, err = d.boothsOf(x); err != nil {
		return err
	}
	return d.Render(exhibitorView(d.View, pg))
}

func (d *desk) exhibitorTerms(x *subject) []web.Term {
	e := &x.Exhibitor
	var terms []web.Term
	add := func(key, value, lang string) {
		if value != "" {
			terms = append(terms, web.Term{Label: d.T("expodesk.exhibitor." + key), Text: value, Lang: lang})
		}
	}
	add("country", d.country(e.Country), "")
	add("city", e.City, "")
	if x.Pavilion != nil {
		name := say(d.View, x.Pavilion.Name)
		terms = append(terms, web.Term{Label: d.T("expodesk.pavilion"), Text: name.Text, Lang: name.Lang})
	}
	names := make([]string, 0, len(x.Categories))
	for _, k := range x.Categories {
		names = append(names, say(d.View, k.Name).Text)
	}
	add("categories", d.Locale.List(names), "")
	add("website", e.Website, "")
	add("email", e.Email, "")
	add("phone", e.Phone, "")
	if e.Founded > 0 {
		add("founded", plain(e.Founded, 0), "")
	}
	if e.Employees > 0 {
		add("employees", d.number(e.Employees), "")
	}
	if e.Source != "" {
		terms = append(terms, web.Term{Label: d.T("expodesk.source"), Text: e.Source})
	}
	return append(terms, web.Term{Label: d.T("expodesk.key"), Component: web.Code(d.View, "exhibitor-key", d.T("expodesk.key"), e.ID.String())})
}

// missing lists what a visitor misses on the exhibitor's page.
func (d *desk) missing(x *subject) (hints []web.NavLink, done, all int, err error) {
	e, id := &x.Exhibitor, x.ID.String()
	english, chinese := e.Profile["en"].Text != "", e.Profile["zh"].Text != ""
	listed := false
	for _, m := range x.Team {
		listed = listed || m.Listed
	}
	type check struct {
		ok        bool
		key, page string
	}
	checks := []check{
		{e.Name["en"].Text != "" && e.Name["zh"].Text != "", "names", "profile"},
		{!e.Profile.Empty(), "profile", "profile"},
		{english && chinese, "languages", "profile"},
		{len(x.Categories) > 0, "categories", "profile"},
		{e.Website != "" || e.Email != "", "contact", "profile"},
		{listed, "team", "team"},
	}
	pictures, err := d.Expo.ListPictures.Do(d.Context(), expo.ListPictures{InEdition: d.in(), OfKind: "exhibitor", Of: id})
	if err != nil {
		return nil, 0, 0, err
	}
	products, err := d.Expo.ListProducts.Do(d.Context(), expo.ListProducts{InEdition: d.in(), Exhibitor: x.ID, State: "all", Limit: 1})
	if err != nil {
		return nil, 0, 0, err
	}
	checks = append(checks, check{len(pictures.Items) > 0, "pictures", "pictures"}, check{products.Total > 0, "products", "products"})
	for _, c := range checks {
		if all++; c.ok {
			done++
			continue
		}
		l := web.NavLink{Label: d.T("expodesk.missing." + c.key)}
		if x.admin {
			l.Href = d.at("exhibitors", id, c.page)
		}
		hints = append(hints, l)
	}
	return hints, done, all, nil
}

// placementActions publish, withdraw and move an exhibitor, for those who may.
func (d *desk) placementActions(x *subject) []web.ButtonData {
	if !x.places {
		return nil
	}
	id := x.ID.String()
	var all []web.ButtonData
	if x.State != expo.Published {
		all = append(all, web.ButtonData{Label: d.T("expodesk.exhibitor.publish"), Kind: "primary", Icon: web.IconCheck, Href: d.at("exhibitors", id, "state", expo.Published)})
	}
	if x.State == expo.Published {
		all = append(all, web.ButtonData{Label: d.T("expodesk.exhibitor.unpublish"), Icon: web.IconEdit, Href: d.at("exhibitors", id, "state", expo.Draft)})
	}
	if x.State != expo.Withdrawn {
		all = append(all, web.ButtonData{Label: d.T("expodesk.exhibitor.withdraw"), Icon: web.IconMinus, Href: d.at("exhibitors", id, "state", expo.Withdrawn)})
	}
	if d.organiser {
		all = append(all, web.ButtonData{Label: d.T("expodesk.exhibitor.move"), Icon: web.IconPavilion, Href: d.at("exhibitors", id, "place")})
	}
	return all
}

// boothsOf lists the booths on which the exhibitor stands.
func (d *desk) boothsOf(x *subject) (web.TableData, error) {
	t := web.TableData{Caption: d.T("expodesk.nav.booths"), HideCaption: true, Empty: d.T("expodesk.exhibitor.no-booth"), Columns: []web.Column{
		{Label: d.T("expodesk.booth")}, {Label: d.T("expodesk.hall")}, {Label: d.T("expodesk.booth.area"), Number: true}, {Label: d.T("expodesk.state")}}}
	list, err := d.Floor.ListBooths.Do(d.Context(), floor.ListBooths{InEdition: d.in(), Exhibitor: x.ID})
	if err != nil {
		return t, err
	}
	for _, b := range list.Items {
		name := web.Cell{Text: b.Code}
		if x.places {
			name.Href = d.at("booths", b.ID.String())
		}
		t.Rows = append(t.Rows, []web.Cell{name, {Text: b.HallCode}, {Text: d.Locale.Area(b.AreaCm2)}, {Component: stateBadge(d.View, b.State)}})
	}
	return t, nil
}

func editProfile(d *desk) error { return showProfile(d, d.form()) }

func showProfile(d *desk, f *form) error {
	x, err := d.exhibitor("profile")
	if err != nil {
		return err
	}
	if !x.admin {
		return fault.NewDenied("fault.denied")
	}
	categories, err := d.categoryOptions()
	if err != nil {
		return err
	}
	has := make([]expo.CategoryKey, 0, len(x.Categories))
	for _, k := range x.Categories {
		has = append(has, k.ID)
	}
	return f.show(formPage{Head: d.exhibitorHead(x, d.T("expodesk.nav.exhibitor.profile")), Tabs: x.tabs, Groups: profileGroups(f, x.ExhibitorFields, categories, has),
		Cancel: d.at("exhibitors", x.ID.String())}, x.Version)
}

func saveProfile(d *desk) error {
	x, err := d.exhibitor("profile")
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.UpdateExhibitor{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}, Version: f.version()}
	in.ExhibitorFields, in.Categories = readProfile(f, x.ExhibitorFields)
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.UpdateExhibitor.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("exhibitors", x.ID.String())) }, func() error { return showProfile(d, f) })
}

// showPlacement asks into which pavilion an exhibitor belongs.
func showPlacement(d *desk) error { return placementForm(d, d.form()) }

func placementForm(d *desk, f *form) error {
	x, err := d.exhibitor("overview")
	if err != nil {
		return err
	}
	if !d.organiser {
		return fault.NewDenied("expo.exhibitor.pavilion-by-organiser")
	}
	pavilions, err := d.pavilionOptions()
	if err != nil {
		return err
	}
	return f.show(formPage{Head: d.exhibitorHead(x, d.T("expodesk.exhibitor.move")), Groups: []group{{Controls: []control{
		f.input(web.FieldSelect, "pavilion", "expodesk.pavilion", x.PavilionID.String(), choices(append([]web.Option{{Label: d.T("expodesk.pavilion.none")}}, pavilions...)))}}},
		Hidden: []web.HiddenField{{Name: "state", Value: f.value("state", x.State)}}, Cancel: d.at("exhibitors", x.ID.String())}, x.Version)
}

func savePlacement(d *desk) error {
	x, err := d.exhibitor("overview")
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.PlaceExhibitor{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}, State: f.read("state"), Version: f.version()}
	key(f.read("pavilion"), &in.Pavilion)
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.PlaceExhibitor.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("exhibitors", x.ID.String())) }, func() error { return placementForm(d, f) })
}

// askExhibitorState asks before an exhibitor is published, returned to draft or withdrawn.
func askExhibitorState(d *desk) error { return stateQuestion(d, d.form()) }

func stateQuestion(d *desk, f *form) error {
	x, err := d.exhibitor("overview")
	if err != nil {
		return err
	}
	state := d.R.PathValue("state")
	if !contains(exhibitorStates[1:], state) {
		return fault.NewNotFound("fault.not-found")
	}
	if !x.places {
		return fault.NewDenied("fault.denied")
	}
	title := d.T("expodesk.exhibitor.to." + state)
	return f.ask(d.exhibitorHead(x, title), web.ConfirmData{Title: d.T("expodesk.exhibitor.to."+state+".question", "name", x.name.Text),
		Text: d.T("expodesk.exhibitor.to." + state + ".text"), Confirm: title, Danger: state == expo.Withdrawn, Back: d.at("exhibitors", x.ID.String()),
		Hidden: []web.HiddenField{{Name: "version", Value: plain(x.Version, 0)}}})
}

func setExhibitorState(d *desk) error {
	x, err := d.exhibitor("overview")
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.PlaceExhibitor{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}, State: d.R.PathValue("state"), Pavilion: x.PavilionID, Version: f.version()}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.PlaceExhibitor.Do(ctx, in)
		return err
	}, func() error { return d.done("state", d.path("exhibitors", x.ID.String())) }, func() error { return stateQuestion(d, f) })
}
