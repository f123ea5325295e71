package deskweb

import (
	"context"
	"slices"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

func showIndications(d *desk) error {
	q := d.R.URL.Query()
	in := expo.ListGIs{InEdition: d.in(), Query: q.Get("q"), After: q.Get("after"), Limit: 50}
	if c := place.Country(q.Get("country")); c.Valid() {
		in.Country = c
	}
	list, err := d.Expo.ListGIs.Do(d.Context(), in)
	if err != nil {
		return err
	}
	d.title("gi", d.T("expodesk.nav.gi"))
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Lede: d.T("expodesk.gi.lede"), Crumbs: d.crumbs(web.NavLink{Label: d.Title})},
		Search:  &web.SearchData{Name: "q", Value: in.Query, Label: d.T("expodesk.gi.search"), Action: d.at("gi")},
		Selects: []web.FieldData{{Kind: web.FieldSelect, Name: "country", Label: d.T("expodesk.exhibitor.country"), Value: string(in.Country), Options: anyOf(d, d.countryOptions())}},
		Empty:   &web.EmptyData{Title: d.T("expodesk.gi.none"), Icon: web.IconCertificate},
		Table: web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.gi.name")}, {Label: d.T("expodesk.exhibitor.country")},
			{Label: d.T("expodesk.gi.product")}, {Label: d.T("expodesk.gi.entries"), Number: true}, {Label: d.T("expodesk.products"), Number: true}}}}
	for i := range list.Items {
		g := &list.Items[i]
		product := say(d.View, g.Product)
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Component: nameCell(d.at("gi", g.ID.String()), words{Text: g.NameLatin}, g.NameOriginal)}, {Text: d.country(g.Country)},
			{Text: product.Text, Lang: product.Lang}, {Text: d.number(int64(len(g.Entries)))}, {Text: d.number(g.Products)}})
	}
	pg.Pages.Summary = d.T("expodesk.gi.total", "n", list.Total)
	if list.Next != "" {
		pg.Pages.NextHref = d.WithQuery("after", list.Next)
	}
	return d.Render(listView(d.View, pg))
}

type giPage struct {
	Head    web.PageHeadData
	Terms   []web.Term
	Entries web.TableData
	Users   web.TableData
	Find    web.SearchData
	Found   []candidate
	Looked  bool
	// Form asks for the document of the exhibitor that was chosen; nil before.
	Form *formPage
}

// gi returns the indication in the path.
func (d *desk) gi() (expo.GIView, error) {
	var id expo.GIKey
	if key(d.R.PathValue("gi"), &id); id == 0 {
		return expo.GIView{}, fault.NewNotFound("expo.gi.not-found")
	}
	return d.Expo.FindGI.Do(d.Context(), expo.FindGI{InEdition: d.in(), GI: id})
}

func showIndication(d *desk) error { return indicationPage(d, d.form()) }

func indicationPage(d *desk, f *form) error {
	g, err := d.gi()
	if err != nil {
		return err
	}
	d.title("gi", g.NameLatin)
	at := d.at("gi", g.ID.String())
	territory, product := say(d.View, g.Territory), say(d.View, g.Product)
	pg := giPage{Head: web.PageHeadData{Title: g.NameLatin, Lede: g.NameOriginal, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.gi"), Href: d.at("gi")}, web.NavLink{Label: g.NameLatin})},
		Terms: []web.Term{{Label: d.T("expodesk.exhibitor.country"), Text: d.country(g.Country)}, {Label: d.T("expodesk.gi.territory"), Text: territory.Text, Lang: territory.Lang},
			{Label: d.T("expodesk.gi.product"), Text: product.Text, Lang: product.Lang}, {Label: d.T("expodesk.products"), Text: d.number(g.ProductCount)}},
		Entries: web.TableData{Caption: d.T("expodesk.gi.entries"), Empty: d.T("expodesk.gi.entries.none"), Columns: []web.Column{{Label: d.T("expodesk.gi.register")},
			{Label: d.T("expodesk.gi.number")}, {Label: d.T("expodesk.gi.status")}, {Label: d.T("expodesk.gi.dated")}, {Label: d.T("expodesk.source")}}},
		Users: web.TableData{Caption: d.T("expodesk.gi.users"), Empty: d.T("expodesk.gi.users.none"), Columns: []web.Column{{Label: d.T("expodesk.exhibitor")},
			{Label: d.T("expodesk.gi.document")}, {Label: d.T("expodesk.gi.valid")}, {Label: d.T("expodesk.actions"), Hidden: true}}},
		Find: web.SearchData{ID: "find", Name: "find", Value: d.R.URL.Query().Get("find"), Label: d.T("expodesk.find.reserve"), Action: at + "#authorise"}}
	for _, e := range g.Entries {
		pg.Entries.Rows = append(pg.Entries.Rows, []web.Cell{{Text: e.Register}, {Text: e.Number}, {Text: d.T("expodesk.gi.status." + e.Status)}, {Text: e.Dated}, {Text: e.Source}})
	}
	for _, u := range g.Users {
		name := say(d.View, u.ExhibitorName)
		pg.Users.Rows = append(pg.Users.Rows, []web.Cell{{Text: name.Text, Lang: name.Lang, Href: d.at("exhibitors", u.ExhibitorID.String())}, {Text: u.Document}, {Text: d.validity(u.GIUserFields)},
			d.removeCell(d.at("gi", g.ID.String(), "users", u.ExhibitorID.String(), "remove"))})
	}
	if err := pg.choose(d, f, at); err != nil {
		return err
	}
	return d.RenderStatus(f.status(), indicationView(d.View, pg))
}

func (d *desk) validity(f expo.GIUserFields) string {
	from, until := "…", "…"
	if f.ValidFrom != "" {
		from = d.Locale.DateShort(f.ValidFrom)
	}
	if f.ValidUntil != "" {
		until = d.Locale.DateShort(f.ValidUntil)
	}
	return from + " – " + until
}

// choose finds exhibitors by the words typed, and asks for the document of the one that was chosen.
func (pg *giPage) choose(d *desk, f *form, at string) error {
	var chosen ident.Exhibitor
	ref := d.R.URL.Query().Get("exhibitor")
	if f.sent != nil {
		ref = f.sent.Get("exhibitor")
	}
	if key(ref, &chosen); chosen != 0 {
		x, err := d.Expo.FindExhibitor.Do(d.Context(), expo.FindExhibitor{InEdition: d.in(), Exhibitor: chosen})
		if err != nil {
			return err
		}
		pg.Form = &formPage{Head: web.PageHeadData{Title: say(d.View, x.Name).Text}, Action: at, Problems: f.problems, Submit: d.T("expodesk.gi.authorise"), Cancel: at,
			Hidden: []web.HiddenField{d.KeyField(), {Name: "exhibitor", Value: chosen.String()}}, Groups: []group{{Controls: []control{
				f.input(web.FieldText, "document", "expodesk.gi.document", "", required, limit(120)),
				f.input(web.FieldDate, "valid_from", "expodesk.gi.from", ""), f.input(web.FieldDate, "valid_until", "expodesk.gi.until", "")}}}}
		return nil
	}
	words := pg.Find.Value
	if words == "" || len([]rune(words)) > 100 {
		return nil
	}
	pg.Looked = true
	var err error
	pg.Found, err = d.candidateList(0, words)
	for i := range pg.Found {
		pg.Found[i].Href = at + "?exhibitor=" + pg.Found[i].Key + "#authorise"
	}
	return err
}

func authoriseIndication(d *desk) error {
	g, err := d.gi()
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.AuthoriseGI{InEdition: d.in(), GI: g.ID, GIUserFields: expo.GIUserFields{Document: f.read("document"), ValidFrom: clock.Date(f.read("valid_from")), ValidUntil: clock.Date(f.read("valid_until"))}}
	key(f.read("exhibitor"), &in.Exhibitor)
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.AuthoriseGI.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("gi", g.ID.String())) }, func() error { return indicationPage(d, f) })
}

func askUnauthorise(d *desk) error { return unauthoriseQuestion(d, d.form()) }

func unauthoriseQuestion(d *desk, f *form) error {
	g, err := d.gi()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(g.Users, func(u expo.GIUserItem) bool { return u.ExhibitorID.String() == d.R.PathValue("exhibitor") })
	if i < 0 {
		return fault.NewNotFound("expo.gi.user-not-found")
	}
	d.title("gi", d.T("expodesk.gi.unauthorise"))
	if f.problems["gi"] != "" {
		f.problems[""] = f.problems["gi"]
	}
	return f.ask(web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.gi"), Href: d.at("gi")}, web.NavLink{Label: g.NameLatin, Href: d.at("gi", g.ID.String())},
		web.NavLink{Label: d.Title})}, web.ConfirmData{Title: d.T("expodesk.gi.unauthorise.question", "name", say(d.View, g.Users[i].ExhibitorName).Text, "gi", g.NameLatin),
		Confirm: d.T("expodesk.gi.unauthorise"), Danger: true, Back: d.at("gi", g.ID.String())})
}

func unauthorise(d *desk) error {
	g, err := d.gi()
	if err != nil {
		return err
	}
	in := expo.UnauthoriseGI{InEdition: d.in(), GI: g.ID}
	key(d.R.PathValue("exhibitor"), &in.Exhibitor)
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.UnauthoriseGI.Do(ctx, in)
		return err
	}, func() error { return d.done("removed", d.path("gi", g.ID.String())) }, func() error { return unauthoriseQuestion(d, f) })
}
