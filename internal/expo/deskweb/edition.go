package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

func showEdition(d *desk) error { return editionForm(d, d.form()) }

func editionForm(d *desk, f *form) error {
	e := &d.edition
	d.title("edition", d.T("expodesk.nav.edition"))
	head := web.PageHeadData{Title: d.Title, Lede: d.T("expodesk.edition.lede"), Crumbs: d.crumbs(web.NavLink{Label: d.Title}),
		Badges: []web.BadgeData{{Text: d.T("expodesk.state." + e.State), Tone: stateTones[e.State]}}}
	for _, to := range editionSteps[e.State] {
		b := web.ButtonData{Label: d.T("expodesk.edition.to." + to), Href: d.at("edition", "state", to)}
		if to == expo.Published {
			b.Kind, b.Icon = "primary", web.IconCheck
		}
		head.Actions = append(head.Actions, b)
	}
	return f.show(formPage{Head: head, Groups: []group{
		{Legend: d.T("expodesk.edition.words"), Controls: []control{
			f.texts("name", "expodesk.edition.name", e.Name, needed(200)),
			f.texts("short_name", "expodesk.edition.short_name", e.ShortName, needed(60)),
			f.texts("theme", "expodesk.edition.theme", e.Theme, area(2, 400)),
			f.texts("about", "expodesk.edition.about", e.About, area(6, 5000)),
		}},
		{Legend: d.T("expodesk.edition.when"), Hint: d.T("expodesk.edition.when.hint"), Controls: []control{
			f.input(web.FieldDate, "opens_on", "expodesk.edition.opens_on", string(e.OpensOn), required),
			f.input(web.FieldDate, "closes_on", "expodesk.edition.closes_on", string(e.ClosesOn), required),
			f.input(web.FieldText, "zone", "expodesk.edition.zone", e.Zone, required, limit(64)),
		}},
		{Legend: d.T("expodesk.edition.where"), Controls: []control{
			f.input(web.FieldSelect, "country", "expodesk.edition.country", e.Country, choices(d.countryOptions()), required),
			f.texts("city", "expodesk.edition.city", e.City, needed(100)),
		}},
	}, Cancel: d.at()}, e.Version)
}

// editionSteps are the states that an edition may be brought to from each.
var editionSteps = map[string][]string{expo.Draft: {expo.Published}, expo.Published: {expo.Draft, expo.Archived}, expo.Archived: {expo.Published}}

func saveEdition(d *desk) error {
	f, e := d.form(), &d.edition
	in := expo.UpdateEdition{InEdition: d.in(), Version: f.version(), EditionFields: expo.EditionFields{Name: f.words("name", e.Name),
		ShortName: f.words("short_name", e.ShortName), Theme: f.words("theme", e.Theme), About: f.words("about", e.About), OpensOn: clock.Date(f.read("opens_on")),
		ClosesOn: clock.Date(f.read("closes_on")), Zone: f.read("zone"), Country: f.read("country"), City: f.words("city", e.City)}}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.UpdateEdition.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("edition")) }, func() error { return editionForm(d, f) })
}

func askEditionState(d *desk) error { return editionQuestion(d, d.form()) }

func editionQuestion(d *desk, f *form) error {
	state := d.R.PathValue("state")
	if !contains([]string{expo.Draft, expo.Published, expo.Archived}, state) {
		return fault.NewNotFound("fault.not-found")
	}
	title := d.T("expodesk.edition.to." + state)
	d.title("edition", title)
	return f.ask(web.PageHeadData{Title: title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.edition"), Href: d.at("edition")}, web.NavLink{Label: title})},
		web.ConfirmData{Title: d.T("expodesk.edition.to."+state+".question", "name", say(d.View, d.edition.ShortName).Text),
			Text: d.T("expodesk.edition.to." + state + ".text"), Confirm: title, Danger: state != expo.Published, Back: d.at("edition"),
			Hidden: []web.HiddenField{{Name: "version", Value: plain(d.edition.Version, 0)}}})
}

func setEditionState(d *desk) error {
	f := d.form()
	in := expo.SetEditionState{InEdition: d.in(), State: d.R.PathValue("state"), Version: f.version()}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.SetEditionState.Do(ctx, in)
		return err
	}, func() error { return d.done("state", d.path("edition")) }, func() error { return editionQuestion(d, f) })
}
