package deskweb

import (
	"context"
	"net/url"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

// exhibitorStates are the filters of a list of exhibitors.
var exhibitorStates = []string{"all", expo.Published, expo.Draft, expo.Withdrawn}

// exhibitorQuery reads the filters of a list of exhibitors.
func exhibitorQuery(d *desk) expo.ListExhibitors {
	q := d.R.URL.Query()
	in := expo.ListExhibitors{InEdition: d.in(), Query: q.Get("q"), State: "all", After: q.Get("after"), Limit: 50}
	if s := q.Get("state"); contains(exhibitorStates, s) {
		in.State = s
	}
	if c := place.Country(q.Get("country")); c.Valid() {
		in.Country = c
	}
	key(q.Get("pavilion"), &in.Pavilion)
	return in
}

func showExhibitors(d *desk) error {
	in := exhibitorQuery(d)
	pavilions, err := d.pavilionOptions()
	if err != nil {
		return err
	}
	d.title("exhibitors", d.T("expodesk.nav.exhibitors"))
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.Title}), Actions: []web.ButtonData{
		{Label: d.T("expodesk.exhibitor.new"), Kind: "primary", Icon: web.IconPlus, Href: d.at("exhibitors", "new")}}},
		Selects: []web.FieldData{{Kind: web.FieldSelect, Name: "pavilion", Label: d.T("expodesk.pavilion"), Value: in.Pavilion.String(),
			Options: append([]web.Option{{Label: d.T("web.filter.any")}}, pavilions...)},
			{Kind: web.FieldSelect, Name: "country", Label: d.T("expodesk.exhibitor.country"), Value: string(in.Country),
				Options: anyOf(d, d.countryOptions())}}}
	return d.exhibitorList(pg, in, "exhibitors")
}

// anyOf makes the empty choice of a select say that it does not narrow.
func anyOf(d *desk, options []web.Option) []web.Option {
	options[0].Label = d.T("web.filter.any")
	return options
}

// exhibitorList completes a page that lists exhibitors: state tabs, search and the table itself.
func (d *desk) exhibitorList(pg listPage, in expo.ListExhibitors, path ...string) error {
	list, err := d.Expo.ListExhibitors.Do(d.Context(), in)
	if err != nil {
		return err
	}
	var states []web.NavLink
	for _, s := range exhibitorStates {
		states = append(states, web.NavLink{Label: d.T("expodesk.exhibitors.state." + s), Href: d.WithQuery("state", s), Current: s == in.State})
	}
	pg.Filters = [][]web.NavLink{states}
	pg.Search = &web.SearchData{Name: "q", Value: in.Query, Label: d.T("expodesk.exhibitors.search"), Action: d.at(path...),
		Hidden: []web.HiddenField{{Name: "state", Value: in.State}}}
	pg.Table = web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.exhibitor.name")},
		{Label: d.T("expodesk.exhibitor.country")}, {Label: d.T("expodesk.pavilion")}, {Label: d.T("expodesk.nav.booths")}, {Label: d.T("expodesk.state")}}}
	for i := range list.Items {
		pg.Table.Rows = append(pg.Table.Rows, d.exhibitorRow(&list.Items[i]))
	}
	pg.Empty = &web.EmptyData{Title: d.T("expodesk.exhibitors.none"), Text: d.T("expodesk.exhibitors.none.text"), Icon: web.IconExhibitor,
		Actions: []web.ButtonData{{Label: d.T("web.filter.clear"), Href: d.at(path...)}}}
	pg.Pages.Summary = d.T("expodesk.exhibitors.n", "n", list.Total)
	if list.Next != "" {
		pg.Pages.NextHref = d.WithQuery("after", list.Next)
	}
	return d.Render(listView(d.View, pg))
}

func (d *desk) exhibitorRow(e *expo.ExhibitorItem) []web.Cell {
	name, pavilion := say(d.View, e.Name), say(d.View, e.PavilionName)
	codes := make([]string, 0, len(e.Booths))
	for _, b := range e.Booths {
		codes = append(codes, b.Code)
	}
	return []web.Cell{{Component: nameCell(d.at("exhibitors", e.ID.String()), name, e.City)}, {Text: d.country(e.Country)},
		{Text: pavilion.Text, Lang: pavilion.Lang}, {Text: d.Locale.List(codes)}, {Component: stateBadge(d.View, e.State)}}
}

func (d *desk) country(c place.Country) string {
	if c == "" {
		return ""
	}
	return d.Locale.Country(string(c))
}

// pavilionOptions are the pavilions that the person may see, by key.
func (d *desk) pavilionOptions() ([]web.Option, error) {
	list, err := d.Expo.ListPavilions.Do(d.Context(), expo.ListPavilions{InEdition: d.in()})
	if err != nil {
		return nil, err
	}
	all := make([]web.Option, 0, len(list.Items))
	for _, v := range list.Items {
		all = append(all, web.Option{Value: v.ID.String(), Label: say(d.View, v.Name).Text})
	}
	return all, nil
}

// categoryOptions are the branches of the tree in its order, by key.
func (d *desk) categoryOptions() ([]web.Option, error) {
	list, err := d.Expo.ListCategories.Do(d.Context(), expo.ListCategories{InEdition: d.in()})
	if err != nil {
		return nil, err
	}
	var all []web.Option
	for _, top := range tree(list.Items) {
		name := say(d.View, top.Name).Text
		all = append(all, web.Option{Value: top.ID.String(), Label: name})
		for _, k := range top.Branches {
			all = append(all, web.Option{Value: k.ID.String(), Label: name + " › " + say(d.View, k.Name).Text})
		}
	}
	return all, nil
}

// profileGroups are the fields of an exhibitor's profile.
func profileGroups(f *form, e expo.ExhibitorFields, categories []web.Option, has []expo.CategoryKey) []group {
	d := f.d
	return []group{
		{Legend: d.T("expodesk.exhibitor.who"), Controls: []control{
			f.texts("name", "expodesk.exhibitor.name", e.Name, needed(200)),
			f.input(web.FieldSelect, "country", "expodesk.exhibitor.country", string(e.Country), choices(d.countryOptions())),
			f.input(web.FieldText, "city", "expodesk.exhibitor.city", e.City, limit(100)),
			f.input(web.FieldCheck, "first_time", "expodesk.exhibitor.first_time", onIf(e.FirstTime)),
		}},
		{Legend: d.T("expodesk.exhibitor.what"), Controls: []control{
			f.texts("profile", "expodesk.exhibitor.profile", e.Profile, area(6, 4000)),
			f.input(web.FieldChecks, "categories", "expodesk.exhibitor.categories", "", choices(categories), f.chosen("categories", func(v string) bool {
				for _, k := range has {
					if k.String() == v {
						return true
					}
				}
				return false
			})),
			f.input(web.FieldNumber, "founded", "expodesk.exhibitor.founded", plain(e.Founded, 0), bounds("0", "2100")),
			f.input(web.FieldNumber, "employees", "expodesk.exhibitor.employees", plain(e.Employees, 0), bounds("0", "10000000")),
		}},
		{Legend: d.T("expodesk.exhibitor.contact"), Hint: d.T("expodesk.exhibitor.contact.public"), Controls: []control{
			f.input(web.FieldURL, "website", "expodesk.exhibitor.website", e.Website, limit(500)),
			f.input(web.FieldEmail, "email", "expodesk.exhibitor.email", e.Email, limit(254)),
			f.input(web.FieldPhone, "phone", "expodesk.exhibitor.phone", e.Phone, limit(40)),
		}},
	}
}

func onIf(b bool) string {
	if b {
		return "on"
	}
	return ""
}

func bounds(least, most string) func(*web.FieldData) {
	return func(c *web.FieldData) { c.Min, c.Max = least, most }
}

// readProfile reads what profileGroups asks for.
func readProfile(f *form, old expo.ExhibitorFields) (expo.ExhibitorFields, []expo.CategoryKey) {
	e := expo.ExhibitorFields{Name: f.words("name", old.Name), Country: place.Country(f.read("country")), City: f.read("city"), Website: f.read("website"),
		Email: f.read("email"), Phone: f.read("phone"), Profile: f.words("profile", old.Profile), Founded: f.number("founded"),
		Employees: f.number("employees"), FirstTime: f.on("first_time")}
	categories := []expo.CategoryKey{}
	for _, v := range f.sent["categories"] {
		var k expo.CategoryKey
		if key(v, &k); k != 0 {
			categories = append(categories, k)
		}
	}
	return e, categories
}

// newExhibitor asks for a new exhibitor; a pavilion organiser's belongs to its pavilion.
func newExhibitor(d *desk) error { return showNewExhibitor(d, d.form()) }

func showNewExhibitor(d *desk, f *form) error {
	var pavilion ident.Pavilion
	key(d.R.URL.Query().Get("pavilion"), &pavilion)
	if !d.covers(ops.Owner{Pavilion: pavilion}, ops.Organiser, ops.PavilionOrganiser) {
		return fault.NewDenied("fault.denied")
	}
	categories, err := d.categoryOptions()
	if err != nil {
		return err
	}
	d.title("exhibitors", d.T("expodesk.exhibitor.new"))
	if pavilion != 0 {
		d.focus(pavilion.String(), "exhibitors", "exhibitors", nil)
	}
	groups := profileGroups(f, expo.ExhibitorFields{}, categories, nil)
	place := group{Legend: d.T("expodesk.exhibitor.placement"), Controls: []control{f.input(web.FieldSelect, "state", "expodesk.state", expo.Draft,
		choices(d.options("expodesk.state.", expo.Draft, expo.Published)))}}
	if d.organiser {
		pavilions, err := d.pavilionOptions()
		if err != nil {
			return err
		}
		place.Controls = append(place.Controls, f.input(web.FieldSelect, "pavilion", "expodesk.pavilion", pavilion.String(),
			choices(append([]web.Option{{Label: d.T("expodesk.pavilion.none")}}, pavilions...))),
			f.input(web.FieldText, "source", "expodesk.source", "", limit(300)))
	}
	back := d.at("exhibitors")
	if !d.organiser {
		back = d.at("pavilions", pavilion.String(), "exhibitors")
	}
	action := d.at("exhibitors", "new")
	if pavilion != 0 {
		action += "?pavilion=" + url.QueryEscape(pavilion.String())
	}
	return f.show(formPage{Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.exhibitors"), Href: back},
		web.NavLink{Label: d.Title})}, Action: action, Groups: append(groups, place), Submit: d.T("expodesk.exhibitor.create"), Cancel: back}, 0)
}

func createExhibitor(d *desk) error {
	f := d.form()
	in := expo.CreateExhibitor{InEdition: d.in(), State: f.read("state"), Source: f.read("source")}
	in.ExhibitorFields, in.Categories = readProfile(f, expo.ExhibitorFields{})
	ref := f.read("pavilion")
	if !d.organiser {
		ref = d.R.URL.Query().Get("pavilion")
	}
	key(ref, &in.Pavilion)
	var made expo.Exhibitor
	return f.send(func(ctx context.Context) (err error) {
		made, err = d.Expo.CreateExhibitor.Do(ctx, in)
		return err
	}, func() error { return d.done("created", d.path("exhibitors", made.ID.String())) }, func() error { return showNewExhibitor(d, f) })
}
