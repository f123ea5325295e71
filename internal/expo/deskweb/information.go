package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// infoKinds are the kinds of visitor information in their order.
var infoKinds = []string{"hours", "getting-there", "entrance", "service", "rule", "contact", "question"}

func showInformation(d *desk) error {
	in := expo.ListInfo{InEdition: d.in()}
	if k := d.R.URL.Query().Get("kind"); contains(infoKinds, k) {
		in.Kind = k
	}
	list, err := d.Expo.ListInfo.Do(d.Context(), in)
	if err != nil {
		return err
	}
	d.title("information", d.T("expodesk.nav.information"))
	kinds := []web.NavLink{{Label: d.T("expodesk.exhibitors.state.all"), Href: d.WithQuery("kind", ""), Current: in.Kind == ""}}
	for _, k := range infoKinds {
		kinds = append(kinds, web.NavLink{Label: d.T("expodesk.info.kind." + k), Href: d.WithQuery("kind", k), Current: k == in.Kind})
	}
	add := []web.ButtonData{{Label: d.T("expodesk.info.add"), Kind: "primary", Icon: web.IconPlus, Href: d.at("information", "new") + "?kind=" + in.Kind}}
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Lede: d.T("expodesk.info.lede"), Crumbs: d.crumbs(web.NavLink{Label: d.Title}), Actions: add}, Filters: [][]web.NavLink{kinds},
		Empty: &web.EmptyData{Title: d.T("expodesk.info.none"), Icon: web.IconInfo, Actions: add},
		Table: web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.info.title")}, {Label: d.T("expodesk.info.kind")},
			{Label: d.T("expodesk.info.languages"), Number: true}, {Label: d.T("expodesk.source")}}}}
	for i := range list.Items {
		it := &list.Items[i]
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Component: nameCell(d.at("information", it.Kind, it.Code), say(d.View, it.Title), it.Code)},
			{Text: d.T("expodesk.info.kind." + it.Kind)}, {Text: d.number(int64(len(it.Title)))}, {Text: it.Source}})
	}
	return d.Render(listView(d.View, pg))
}

// info returns the record in the path, an empty one for the page that adds one.
func (d *desk) info() (expo.Info, error) {
	if d.R.PathValue("code") == "" {
		return expo.Info{Kind: d.R.URL.Query().Get("kind")}, nil
	}
	kind := d.R.PathValue("kind")
	if !contains(infoKinds, kind) {
		return expo.Info{}, fault.NewNotFound("expo.info.not-found")
	}
	return d.Expo.FindInfo.Do(d.Context(), expo.FindInfo{InEdition: d.in(), Kind: kind, Code: d.R.PathValue("code")})
}

func (d *desk) infoHead(title string) web.PageHeadData {
	d.title("information", title)
	return web.PageHeadData{Title: title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.information"), Href: d.at("information")}, web.NavLink{Label: title})}
}

func showInfo(d *desk) error { return infoForm(d, d.form()) }

func infoForm(d *desk, f *form) error {
	i, err := d.info()
	if err != nil {
		return err
	}
	days := []web.Option{{Label: d.T("expodesk.info.every-day")}}
	for _, day := range d.edition.Days {
		days = append(days, web.Option{Value: string(day.Day), Label: d.Locale.DateWeekday(day.Day)})
	}
	what := group{Legend: d.T("expodesk.info.words"), Controls: []control{f.texts("title", "expodesk.info.title", i.Title, needed(200)), f.texts("body", "expodesk.info.body", i.Body, area(6, 4000))}}
	head := d.infoHead(d.T("expodesk.info.add"))
	if i.ID == 0 {
		what.Controls = append([]control{f.input(web.FieldSelect, "kind", "expodesk.info.kind", i.Kind, choices(d.options("expodesk.info.kind.", infoKinds...))),
			f.input(web.FieldText, "code", "expodesk.code", "", required, limit(60))}, what.Controls...)
	} else {
		head = d.infoHead(say(d.View, i.Title).Text)
		head.Actions = []web.ButtonData{{Label: d.T("expodesk.remove"), Kind: "quiet", Icon: web.IconTrash, Href: d.at("information", i.Kind, i.Code, "remove")}}
	}
	return f.show(formPage{Head: head, Cancel: d.at("information"), Groups: []group{what, {Legend: d.T("expodesk.info.when"), Controls: []control{
		f.input(web.FieldSelect, "day", "expodesk.info.day", string(i.Day), choices(days)),
		f.input(web.FieldTime, "opens", "expodesk.day.opens", i.Opens), f.input(web.FieldTime, "closes", "expodesk.day.closes", i.Closes)}},
		{Legend: d.T("expodesk.info.more"), Controls: []control{f.input(web.FieldPhone, "phone", "expodesk.exhibitor.phone", i.Phone, limit(40)),
			f.input(web.FieldURL, "link", "expodesk.info.link", i.Link, limit(500)), f.input(web.FieldNumber, "position", "expodesk.position", measured(i.Position, 0), bounds("0", "100000")),
			f.input(web.FieldText, "source", "expodesk.source", i.Source, limit(300)), f.input(web.FieldText, "as_of", "expodesk.info.as_of", i.AsOf, limit(40))}}}}, i.Version)
}

func saveInfo(d *desk) error {
	i, err := d.info()
	if err != nil {
		return err
	}
	f := d.form()
	fields := expo.InfoFields{Title: f.words("title", i.Title), Body: f.words("body", i.Body), Day: clock.Date(f.read("day")), Opens: f.read("opens"), Closes: f.read("closes"),
		Phone: f.read("phone"), Link: f.read("link"), Position: f.number("position"), Source: f.read("source"), AsOf: f.read("as_of")}
	version := int64(0)
	if i.ID != 0 {
		version = f.version()
	}
	return f.send(func(ctx context.Context) (err error) {
		if i.ID == 0 {
			_, err = d.Expo.CreateInfo.Do(ctx, expo.CreateInfo{InEdition: d.in(), Kind: f.read("kind"), Code: f.read("code"), InfoFields: fields})
			return err
		}
		_, err = d.Expo.UpdateInfo.Do(ctx, expo.UpdateInfo{InEdition: d.in(), Info: i.ID, InfoFields: fields, Version: version})
		return err
	}, func() error { return d.done("saved", d.path("information")) }, func() error { return infoForm(d, f) })
}

func askRemoveInfo(d *desk) error { return removeInfoQuestion(d, d.form()) }

func removeInfoQuestion(d *desk, f *form) error {
	i, err := d.info()
	if err != nil {
		return err
	}
	return f.ask(d.infoHead(d.T("expodesk.info.remove")), web.ConfirmData{Title: d.T("expodesk.remove.question", "name", say(d.View, i.Title).Text), Confirm: d.T("expodesk.remove"),
		Danger: true, Back: d.at("information")})
}

func removeInfo(d *desk) error {
	i, err := d.info()
	if err != nil {
		return err
	}
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.RemoveInfo.Do(ctx, expo.RemoveInfo{InEdition: d.in(), Info: i.ID})
		return err
	}, func() error { return d.done("removed", d.path("information")) }, func() error { return removeInfoQuestion(d, f) })
}
