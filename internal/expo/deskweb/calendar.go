package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// dayForm is one day of the show with the form that changes it.
type dayForm struct {
	ID, Date, Action string
	Kind             string
	Open             bool
	Controls         []control
	Summary          string
	Key              web.HiddenField
	Problems         web.Problems
}

func (df *dayForm) fields() []web.FieldData {
	fp := formPage{Groups: []group{{Controls: df.Controls}}}
	return fp.fields()
}

type calendarPage struct {
	Head                  web.PageHeadData
	Days                  []dayForm
	Phases                web.TableData
	Relations             web.TableData
	NewPhase, NewRelation string
}

func showCalendar(d *desk) error { return calendarView(d, "", nil) }

// calendarView shows the calendar; f is the form of the day that was sent and refused.
func calendarView(d *desk, sent clock.Date, f *form) error {
	d.title("calendar", d.T("expodesk.nav.calendar"))
	pg := calendarPage{Head: web.PageHeadData{Title: d.Title, Lede: d.T("expodesk.calendar.lede"), Crumbs: d.crumbs(web.NavLink{Label: d.Title})},
		NewPhase: d.at("calendar", "phases", "new"), NewRelation: d.at("calendar", "relations", "new")}
	fresh := &form{d: d, problems: web.Problems{}}
	for _, day := range d.edition.Days {
		of := fresh
		if f != nil && day.Day == sent {
			of = f
		}
		pg.Days = append(pg.Days, dayFormOf(of, &day))
	}
	pg.Phases = d.phaseTable()
	pg.Relations = d.relationTable()
	status := 200
	if f != nil {
		status = f.status()
	}
	return d.RenderStatus(status, calendarPageView(d.View, pg))
}

func dayFormOf(f *form, day *expo.Day) dayForm {
	d := f.d
	df := dayForm{ID: "day-" + string(day.Day), Date: d.Locale.DateWeekday(day.Day), Kind: day.Kind, Action: d.at("calendar", "days", string(day.Day)),
		Summary: d.T("expodesk.day."+day.Kind) + " · " + day.Opens + "–" + day.Closes, Key: d.KeyField(), Problems: f.problems, Open: len(f.problems) > 0}
	df.Controls = []control{
		f.input(web.FieldSelect, "kind", "expodesk.day.kind", day.Kind, choices(d.options("expodesk.day.", "trade", "public"))),
		f.input(web.FieldTime, "opens", "expodesk.day.opens", day.Opens, required),
		f.input(web.FieldTime, "closes", "expodesk.day.closes", day.Closes, required),
		f.texts("note", "expodesk.day.note", day.Note),
	}
	for i := range df.Controls { // every day has the same fields, so their ids carry the day
		c := &df.Controls[i]
		if c.many == nil {
			c.field.ID = df.ID + "-" + c.field.Name
		}
	}
	return df
}

func saveDay(d *desk) error {
	day := clock.Date(d.R.PathValue("day"))
	f := d.form()
	var note expo.Day
	for _, x := range d.edition.Days {
		if x.Day == day {
			note = x
		}
	}
	in := expo.SetDay{InEdition: d.in(), Day: day, Kind: f.read("kind"), Opens: f.read("opens"), Closes: f.read("closes"), Note: f.words("note", note.Note)}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.SetDay.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("calendar")) }, func() error { return calendarView(d, day, f) })
}

func (d *desk) phaseTable() web.TableData {
	t := web.TableData{Caption: d.T("expodesk.phases"), HideCaption: true, Empty: d.T("expodesk.phases.none"), Columns: []web.Column{{Label: d.T("expodesk.phase.name")},
		{Label: d.T("expodesk.phase.kind")}, {Label: d.T("expodesk.phase.starts")}, {Label: d.T("expodesk.phase.ends")}, {Label: d.T("expodesk.actions"), Hidden: true}}}
	for _, ph := range d.edition.Phases {
		name := say(d.View, ph.Name)
		t.Rows = append(t.Rows, []web.Cell{{Text: name.Text, Lang: name.Lang}, {Text: d.T("expodesk.phase." + ph.Kind)}, {Text: d.moment(ph.StartsAt)},
			{Text: d.moment(ph.EndsAt)}, d.removeCell(d.at("calendar", "phases", ph.ID.String(), "remove"))})
	}
	return t
}

// removeCell leads to the question before something is removed.
func (d *desk) removeCell(href string) web.Cell {
	return web.Cell{Component: web.LinkButton(web.ButtonData{Label: d.T("expodesk.remove"), Kind: "quiet", Icon: web.IconTrash, Href: href})}
}

func (d *desk) relationTable() web.TableData {
	t := web.TableData{Caption: d.T("expodesk.relations"), HideCaption: true, Empty: d.T("expodesk.relations.none"), Columns: []web.Column{
		{Label: d.T("expodesk.exhibitor.country")}, {Label: d.T("expodesk.relation.kind")}, {Label: d.T("expodesk.relation.city")}, {Label: d.T("expodesk.source")},
		{Label: d.T("expodesk.actions"), Hidden: true}}}
	for _, r := range d.edition.Relations {
		city := say(d.View, r.City)
		t.Rows = append(t.Rows, []web.Cell{{Text: d.Locale.Country(r.Country)}, {Text: d.T("expodesk.relation." + r.Kind)}, {Text: city.Text, Lang: city.Lang},
			{Text: r.Source}, d.removeCell(d.at("calendar", "relations", r.ID.String(), "remove"))})
	}
	return t
}

// partHead is the head of a page below the calendar.
func (d *desk) partHead(title string) web.PageHeadData {
	d.title("calendar", title)
	return web.PageHeadData{Title: title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.calendar"), Href: d.at("calendar")}, web.NavLink{Label: title})}
}

func showPhase(d *desk) error { return phaseForm(d, d.form()) }

func phaseForm(d *desk, f *form) error {
	return f.show(formPage{Head: d.partHead(d.T("expodesk.phase.add")), Cancel: d.at("calendar"), Groups: []group{{Controls: []control{
		f.input(web.FieldSelect, "kind", "expodesk.phase.kind", "application", choices(d.options("expodesk.phase.", "planning", "application", "allocation", "set-up",
			"show", "tear-down", "other"))),
		f.texts("name", "expodesk.phase.name", nil, needed(120)),
	}}, {Legend: d.T("expodesk.phase.when"), Hint: d.T("expodesk.zone.hint", "zone", d.edition.Zone), Controls: []control{
		f.input(web.FieldDateTime, "starts_at", "expodesk.phase.starts", "", required),
		f.input(web.FieldDateTime, "ends_at", "expodesk.phase.ends", "", required),
	}}, {Controls: []control{f.input(web.FieldText, "source", "expodesk.source", "", limit(300))}}}}, 0)
}

func addPhase(d *desk) error {
	f := d.form()
	in := expo.AddPhase{InEdition: d.in(), Kind: f.read("kind"), Name: f.words("name", nil), StartsAt: f.instant("starts_at"), EndsAt: f.instant("ends_at"), Source: f.read("source")}
	for name, at := range map[string]clock.Micros{"starts_at": in.StartsAt, "ends_at": in.EndsAt} {
		if at == 0 && f.faults.Err() == nil {
			f.faults.Add(name, "fault.required")
		}
	}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.AddPhase.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("calendar")) }, func() error { return phaseForm(d, f) })
}

func askRemovePhase(d *desk) error { return removePhaseQuestion(d, d.form()) }

func removePhaseQuestion(d *desk, f *form) error {
	id, err := phaseKey(d)
	if err != nil {
		return err
	}
	name := ""
	for _, ph := range d.edition.Phases {
		if ph.ID == id {
			name = say(d.View, ph.Name).Text
		}
	}
	return f.ask(d.partHead(d.T("expodesk.phase.remove")), web.ConfirmData{Title: d.T("expodesk.remove.question", "name", name), Confirm: d.T("expodesk.remove"),
		Danger: true, Back: d.at("calendar")})
}

func phaseKey(d *desk) (id expo.PhaseKey, err error) {
	if key(d.R.PathValue("phase"), &id); id == 0 {
		return id, fault.NewNotFound("expo.phase.not-found")
	}
	return id, nil
}

func removePhase(d *desk) error {
	id, err := phaseKey(d)
	if err != nil {
		return err
	}
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.RemovePhase.Do(ctx, expo.RemovePhase{InEdition: d.in(), Phase: id})
		return err
	}, func() error { return d.done("removed", d.path("calendar")) }, func() error { return removePhaseQuestion(d, f) })
}

func showRelation(d *desk) error { return relationForm(d, d.form()) }

func relationForm(d *desk, f *form) error {
	return f.show(formPage{Head: d.partHead(d.T("expodesk.relation.add")), Cancel: d.at("calendar"), Groups: []group{{Controls: []control{
		f.input(web.FieldRadio, "kind", "expodesk.relation.kind", "country-of-honour", choices(d.options("expodesk.relation.", "country-of-honour", "special-partner", "city-of-charm"))),
		f.input(web.FieldSelect, "country", "expodesk.exhibitor.country", "", choices(d.countryOptions()), required),
		f.texts("city", "expodesk.relation.city", nil, func(m *web.MultilingualData) { m.MaxLength = 100 }),
		f.texts("note", "expodesk.relation.note", nil, area(3, 500)),
		f.input(web.FieldText, "source", "expodesk.source", "", limit(300)),
	}}}}, 0)
}

func addRelation(d *desk) error {
	f := d.form()
	in := expo.AddRelation{InEdition: d.in(), Kind: f.read("kind"), Country: f.read("country"), City: f.words("city", nil), Note: f.words("note", nil), Source: f.read("source")}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.AddRelation.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("calendar")) }, func() error { return relationForm(d, f) })
}

func askRemoveRelation(d *desk) error { return removeRelationQuestion(d, d.form()) }

func removeRelationQuestion(d *desk, f *form) error {
	id, err := relationKey(d)
	if err != nil {
		return err
	}
	name := ""
	for _, r := range d.edition.Relations {
		if r.ID == id {
			name = d.T("expodesk.relation."+r.Kind) + " · " + d.Locale.Country(r.Country)
		}
	}
	return f.ask(d.partHead(d.T("expodesk.relation.remove")), web.ConfirmData{Title: d.T("expodesk.remove.question", "name", name), Confirm: d.T("expodesk.remove"),
		Danger: true, Back: d.at("calendar")})
}

func relationKey(d *desk) (id expo.RelationKey, err error) {
	if key(d.R.PathValue("relation"), &id); id == 0 {
		return id, fault.NewNotFound("expo.relation.not-found")
	}
	return id, nil
}

func removeRelation(d *desk) error {
	id, err := relationKey(d)
	if err != nil {
		return err
	}
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.RemoveRelation.Do(ctx, expo.RemoveRelation{InEdition: d.in(), Relation: id})
		return err
	}, func() error { return d.done("removed", d.path("calendar")) }, func() error { return removeRelationQuestion(d, f) })
}

// noteFields are the controls of a text in every language, with ids that begin with the given one.
func noteFields(id string, m web.MultilingualData) []web.FieldData {
	all := make([]web.FieldData, 0, len(text.Languages))
	for _, lang := range text.Languages {
		name := m.Name + "." + lang
		all = append(all, web.FieldData{ID: id + "-" + lang, Name: name, Label: i18n.OwnName(lang), Value: m.Value[lang].Text, Lang: lang, Problem: m.Problems[name], MaxLength: 300})
	}
	return all
}
