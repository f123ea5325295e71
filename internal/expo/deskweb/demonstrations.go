package deskweb

import (
	"context"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// demonstrationKinds are what is shown at work.
var demonstrationKinds = []string{"robot", "drone", "model", "vehicle", "process", "other"}

func showDemonstrations(d *desk) error {
	x, err := d.exhibitor("demonstrations")
	if err != nil {
		return err
	}
	list, err := d.Expo.ListDemonstrations.Do(d.Context(), expo.ListDemonstrations{InEdition: d.in(), Exhibitor: x.ID, State: "all", Limit: 200})
	if err != nil {
		return err
	}
	pg := listPage{Head: d.exhibitorHead(x, d.T("expodesk.demonstrations")), Tabs: x.tabs, Table: d.demonstrationTable(list.Items, x.admin),
		Empty: &web.EmptyData{Title: d.T("expodesk.demonstrations.none"), Text: d.T("expodesk.demonstrations.none.text"), Icon: web.IconRobot}}
	if x.admin {
		pg.Head.Actions = []web.ButtonData{{Label: d.T("expodesk.demonstration.new"), Kind: "primary", Icon: web.IconPlus, Href: d.at("exhibitors", x.ID.String(), "demonstrations", "new")}}
		pg.Empty.Actions = pg.Head.Actions
	}
	return d.Render(listView(d.View, pg))
}

// pavilionDemonstrations lists what is shown at work in a theme pavilion.
func pavilionDemonstrations(d *desk) error {
	v, tabs, err := d.pavilion("demonstrations")
	if err != nil {
		return err
	}
	in := expo.ListDemonstrations{InEdition: d.in(), Pavilion: v.ID, Limit: 200}
	if d.organiser { // others see drafts at the desks of their own exhibitors only
		in.State = "all"
	}
	list, err := d.Expo.ListDemonstrations.Do(d.Context(), in)
	if err != nil {
		return err
	}
	return d.Render(listView(d.View, listPage{Head: d.pavilionHead(&v, d.T("expodesk.demonstrations")), Tabs: tabs, Table: d.demonstrationTable(list.Items, d.organiser),
		Empty: &web.EmptyData{Title: d.T("expodesk.demonstrations.none"), Text: d.T("expodesk.demonstrations.pavilion"), Icon: web.IconRobot}}))
}

// demonstrationTable lists demonstrations; link leads to the desk's own page of each, else to the visitors'.
func (d *desk) demonstrationTable(items []expo.DemonstrationItem, link bool) web.TableData {
	t := web.TableData{Caption: d.T("expodesk.demonstrations"), HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.demonstration.title")},
		{Label: d.T("expodesk.demonstration.kind")}, {Label: d.T("expodesk.demonstration.times")}, {Label: d.T("expodesk.state")}}}
	for i := range items {
		it := &items[i]
		title, when := say(d.View, it.Title), make([]string, 0, 3)
		for n, s := range it.Times {
			if n == 3 {
				when = append(when, "…")
				break
			}
			when = append(when, d.Locale.DateShort(s.Day)+" "+s.From+"–"+s.To)
		}
		first := web.Cell{Text: title.Text, Lang: title.Lang, Href: d.URL("/" + d.Slug + "/demonstrations#" + it.ID.String())}
		if link {
			first.Href = d.at("exhibitors", it.ExhibitorID.String(), "demonstrations", it.ID.String())
		}
		t.Rows = append(t.Rows, []web.Cell{first, {Text: d.T("expodesk.demonstration.kind." + it.Kind)}, {Component: lines(when)}, {Component: stateBadge(d.View, it.State)}})
	}
	return t
}

// demonstration returns the demonstration in the path, an empty one for the page that adds one.
func (d *desk) demonstration(x *subject) (expo.DemonstrationView, error) {
	var v expo.DemonstrationView
	ref := d.R.PathValue("demonstration")
	if ref == "" {
		v.Kind = "robot"
		return v, nil
	}
	var id expo.DemonstrationKey
	if key(ref, &id); id == 0 {
		return v, fault.NewNotFound("expo.demonstration.not-found")
	}
	v, err := d.Expo.FindDemonstration.Do(d.Context(), expo.FindDemonstration{InEdition: d.in(), Demonstration: id})
	if err == nil && v.ExhibitorID != x.ID {
		err = fault.NewNotFound("expo.demonstration.not-found")
	}
	return v, err
}

func showDemonstration(d *desk) error { return demonstrationForm(d, d.form()) }

func demonstrationForm(d *desk, f *form) error {
	x, err := d.exhibitor("demonstrations")
	if err != nil {
		return err
	}
	if !x.admin {
		return fault.NewDenied("fault.denied")
	}
	v, err := d.demonstration(x)
	if err != nil {
		return err
	}
	where, what, err := d.demonstrationChoices(x.ID)
	if err != nil {
		return err
	}
	title := d.T("expodesk.demonstration.new")
	if v.ID != 0 {
		title = say(d.View, v.Title).Text
	}
	fp := formPage{Head: d.exhibitorHead(x, title), Cancel: d.at("exhibitors", x.ID.String(), "demonstrations"), Groups: []group{
		{Legend: d.T("expodesk.demonstration.what"), Controls: []control{f.texts("title", "expodesk.demonstration.title", v.Title, needed(200)),
			f.texts("description", "expodesk.demonstration.description", v.Description, area(5, 3000)),
			f.input(web.FieldSelect, "kind", "expodesk.demonstration.kind", v.Kind, choices(d.options("expodesk.demonstration.kind.", demonstrationKinds...))),
			f.input(web.FieldSelect, "product", "expodesk.demonstration.product", v.ProductID.String(), choices(what)),
			f.input(web.FieldCheck, "hands_on", "expodesk.demonstration.hands_on", onIf(v.HandsOn))}},
		{Legend: d.T("expodesk.demonstration.where"), Controls: []control{
			f.input(web.FieldSelect, "pavilion", "expodesk.pavilion", v.PavilionID.String(), choices(where)),
			f.input(web.FieldArea, "times", "expodesk.demonstration.times", timesText(v.Times), rows(5))}},
	}}
	if v.ID == 0 {
		fp.Groups = append(fp.Groups, group{Controls: []control{f.input(web.FieldSelect, "state", "expodesk.state", expo.Draft, choices(d.options("expodesk.state.", expo.Draft, expo.Published)))}})
	} else {
		fp.Head.Actions = d.itemActions(x, "demonstrations", v.ID.String(), v.State)
	}
	return f.show(fp, v.Version)
}

// demonstrationChoices are the theme pavilions and the exhibitor's products.
func (d *desk) demonstrationChoices(x ident.Exhibitor) (where, what []web.Option, err error) {
	list, err := d.Expo.ListPavilions.Do(d.Context(), expo.ListPavilions{InEdition: d.in(), Kind: "theme"})
	if err != nil {
		return nil, nil, err
	}
	where = []web.Option{{Label: d.T("expodesk.demonstration.at-stand")}}
	for _, v := range list.Items {
		where = append(where, web.Option{Value: v.ID.String(), Label: say(d.View, v.Name).Text})
	}
	products, err := d.Expo.ListProducts.Do(d.Context(), expo.ListProducts{InEdition: d.in(), Exhibitor: x, State: "all", Limit: 200})
	what = []web.Option{{Label: d.T("expodesk.demonstration.no-product")}}
	for _, p := range products.Items {
		what = append(what, web.Option{Value: p.ID.String(), Label: say(d.View, p.Name).Text})
	}
	return where, what, err
}

// timesText writes showings as people type them: a line each, day, beginning and end.
func timesText(t expo.Times) string {
	all := make([]string, 0, len(t))
	for _, s := range t {
		all = append(all, string(s.Day)+" "+s.From+" "+s.To)
	}
	return strings.Join(all, "\n")
}

// times reads showings.
func (f *form) times(name string) expo.Times {
	var all expo.Times
	for line := range strings.Lines(f.read(name)) {
		parts := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '–' || r == ',' })
		if len(parts) == 0 {
			continue
		}
		if len(parts) != 3 {
			f.faults.Add(name, "expodesk.form.showing", "line", strings.TrimSpace(line))
			return nil
		}
		all = append(all, expo.DemonstrationTime{Day: clock.Date(parts[0]), From: parts[1], To: parts[2]})
	}
	return all
}

func saveDemonstration(d *desk) error {
	x, err := d.exhibitor("demonstrations")
	if err != nil {
		return err
	}
	v, err := d.demonstration(x)
	if err != nil {
		return err
	}
	f := d.form()
	fields := expo.DemonstrationFields{Kind: f.read("kind"), Title: f.words("title", v.Title), Description: f.words("description", v.Description), Times: f.times("times"), HandsOn: f.on("hands_on")}
	key(f.read("pavilion"), &fields.PavilionID)
	key(f.read("product"), &fields.ProductID)
	version := int64(0)
	if v.ID != 0 {
		version = f.version()
	}
	made := v.Demonstration
	return f.sendNested("times", func(ctx context.Context) (err error) {
		if v.ID == 0 {
			made, err = d.Expo.CreateDemonstration.Do(ctx, expo.CreateDemonstration{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}, DemonstrationFields: fields, State: f.read("state")})
			return err
		}
		_, err = d.Expo.UpdateDemonstration.Do(ctx, expo.UpdateDemonstration{InEdition: d.in(), OnDemonstration: expo.OnDemonstration{Demonstration: v.ID}, DemonstrationFields: fields, Version: version})
		return err
	}, func() error { return d.done("saved", d.itemPath(x, "demonstrations", made.ID.String())) }, func() error { return demonstrationForm(d, f) })
}

func askDemonstrationState(d *desk) error { return demonstrationQuestion(d, d.form()) }

func demonstrationQuestion(d *desk, f *form) error {
	x, err := d.exhibitor("demonstrations")
	if err != nil {
		return err
	}
	v, err := d.demonstration(x)
	if err != nil {
		return err
	}
	return d.itemQuestion(f, x, "demonstrations", v.ID.String(), say(d.View, v.Title).Text, v.Version)
}

func setDemonstrationState(d *desk) error {
	x, err := d.exhibitor("demonstrations")
	if err != nil {
		return err
	}
	v, err := d.demonstration(x)
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.SetDemonstrationState{InEdition: d.in(), OnDemonstration: expo.OnDemonstration{Demonstration: v.ID}, State: d.R.PathValue("state"), Version: f.version()}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.SetDemonstrationState.Do(ctx, in)
		return err
	}, func() error { return d.done("state", d.itemPath(x, "demonstrations", v.ID.String())) }, func() error { return demonstrationQuestion(d, f) })
}
