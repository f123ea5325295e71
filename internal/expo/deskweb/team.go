package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

func showTeam(d *desk) error {
	x, err := d.exhibitor("team")
	if err != nil {
		return err
	}
	list, err := d.Expo.ListTeam.Do(d.Context(), expo.ListTeam{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}})
	if err != nil {
		return err
	}
	id := x.ID.String()
	pg := listPage{Head: d.exhibitorHead(x, d.T("expodesk.nav.exhibitor.team")), Tabs: x.tabs}
	pg.Head.Lede = d.T("expodesk.team.lede")
	pg.Empty = &web.EmptyData{Title: d.T("expodesk.team.none"), Text: d.T("expodesk.team.none.text"), Icon: web.IconPeople}
	if x.admin {
		add := web.ButtonData{Label: d.T("expodesk.team.add"), Kind: "primary", Icon: web.IconPlus, Href: d.at("exhibitors", id, "team", "new")}
		pg.Head.Actions, pg.Empty.Actions = []web.ButtonData{add}, []web.ButtonData{add}
	}
	pg.Table = web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.team.name")}, {Label: d.T("expodesk.team.contact")},
		{Label: d.T("expodesk.team.languages")}, {Label: d.T("expodesk.team.shown")}, {Label: d.T("expodesk.actions"), Hidden: true}}}
	for _, m := range list.Items {
		spoken := make([]string, 0, len(m.Languages))
		for _, tag := range m.Languages {
			spoken = append(spoken, d.Locale.LanguageName(tag))
		}
		contact := m.Email
		if contact == "" {
			contact = m.Phone
		}
		shown := web.BadgeData{Text: d.T("expodesk.team.hidden")}
		if m.Listed {
			shown = web.BadgeData{Text: d.T("expodesk.team.listed"), Tone: web.ToneSuccess, Icon: web.IconCheck}
		}
		name, actions := web.Cell{Text: m.Name}, web.Cell{}
		if href := d.at("exhibitors", id, "team", m.ID.String()); x.admin {
			name = web.Cell{Component: nameCell(href, words{Text: m.Name}, m.Title)}
			actions = web.Cell{Component: web.LinkButton(web.ButtonData{Label: d.T("expodesk.remove"), Kind: "quiet", Icon: web.IconTrash, Href: href + "/remove"})}
		}
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{name, {Text: contact}, {Text: d.Locale.List(spoken)}, {Component: web.Badge(shown)}, actions})
	}
	return d.Render(listView(d.View, pg))
}

// member returns the team member in the path, a new one for the page that adds one.
func (d *desk) member(x *subject) (expo.TeamMember, error) {
	var id expo.TeamKey
	if key(d.R.PathValue("member"), &id); id == 0 {
		if d.R.PathValue("member") == "" {
			return expo.TeamMember{TeamFields: expo.TeamFields{Listed: true}}, nil
		}
		return expo.TeamMember{}, fault.NewNotFound("expo.team.not-found")
	}
	list, err := d.Expo.ListTeam.Do(d.Context(), expo.ListTeam{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}})
	if err != nil {
		return expo.TeamMember{}, err
	}
	for _, m := range list.Items {
		if m.ID == id {
			return m, nil
		}
	}
	return expo.TeamMember{}, fault.NewNotFound("expo.team.not-found")
}

func showMember(d *desk) error { return memberForm(d, d.form()) }

func memberForm(d *desk, f *form) error {
	x, err := d.exhibitor("team")
	if err != nil {
		return err
	}
	if !x.admin {
		return fault.NewDenied("fault.denied")
	}
	m, err := d.member(x)
	if err != nil {
		return err
	}
	title := d.T("expodesk.team.add")
	if m.ID != 0 {
		title = m.Name
	}
	var tongues []web.Option
	for _, tag := range append(append([]string{}, text.Languages...), "ta", "ja", "ko", "fr", "ru", "ar", "es", "de") {
		tongues = append(tongues, web.Option{Value: tag, Label: d.Locale.LanguageName(tag)})
	}
	return f.show(formPage{Head: d.exhibitorHead(x, title), Cancel: d.at("exhibitors", x.ID.String(), "team"), Groups: []group{
		{Legend: d.T("expodesk.team.person"), Controls: []control{
			f.input(web.FieldText, "name", "expodesk.team.name", m.Name, required, limit(120)),
			f.input(web.FieldText, "title", "expodesk.team.title", m.TeamFields.Title, limit(120)),
			f.input(web.FieldChecks, "languages", "expodesk.team.languages", "", choices(tongues), f.chosen("languages", func(v string) bool { return contains(m.Languages, v) })),
			f.input(web.FieldCheck, "listed", "expodesk.team.list", onIf(m.Listed)),
		}},
		{Legend: d.T("expodesk.team.contact"), Hint: d.T("expodesk.team.contact.hint"), Controls: []control{
			f.input(web.FieldEmail, "email", "expodesk.team.email", m.Email, limit(254)),
			f.input(web.FieldPhone, "phone", "expodesk.team.phone", m.Phone, limit(40)),
		}}}}, 0)
}

func saveMember(d *desk) error {
	x, err := d.exhibitor("team")
	if err != nil {
		return err
	}
	old, err := d.member(x)
	if err != nil {
		return err
	}
	f := d.form()
	fields := expo.TeamFields{Name: f.read("name"), Title: f.read("title"), Email: f.read("email"), Phone: f.read("phone"),
		Languages: f.sent["languages"], Listed: f.on("listed")}
	return f.send(func(ctx context.Context) (err error) {
		if old.ID == 0 {
			_, err = d.Expo.AddTeamMember.Do(ctx, expo.AddTeamMember{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}, TeamFields: fields})
			return err
		}
		_, err = d.Expo.UpdateTeamMember.Do(ctx, expo.UpdateTeamMember{InEdition: d.in(), OnTeamMember: expo.OnTeamMember{Member: old.ID}, TeamFields: fields})
		return err
	}, func() error { return d.done("saved", d.path("exhibitors", x.ID.String(), "team")) }, func() error { return memberForm(d, f) })
}

func askRemoveMember(d *desk) error { return removeMemberQuestion(d, d.form()) }

func removeMemberQuestion(d *desk, f *form) error {
	x, err := d.exhibitor("team")
	if err != nil {
		return err
	}
	m, err := d.member(x)
	if err != nil {
		return err
	}
	if !x.admin {
		return fault.NewDenied("fault.denied")
	}
	return f.ask(d.exhibitorHead(x, d.T("expodesk.team.remove")), web.ConfirmData{Title: d.T("expodesk.team.remove.question", "name", m.Name),
		Confirm: d.T("expodesk.remove"), Danger: true, Back: d.at("exhibitors", x.ID.String(), "team")})
}

func removeMember(d *desk) error {
	x, err := d.exhibitor("team")
	if err != nil {
		return err
	}
	m, err := d.member(x)
	if err != nil {
		return err
	}
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.RemoveTeamMember.Do(ctx, expo.RemoveTeamMember{InEdition: d.in(), OnTeamMember: expo.OnTeamMember{Member: m.ID}})
		return err
	}, func() error { return d.done("removed", d.path("exhibitors", x.ID.String(), "team")) }, func() error { return removeMemberQuestion(d, f) })
}
