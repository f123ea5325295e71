package deskweb

import (
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// showBooths lists the booths of the edition.
func showBooths(d *desk) error {
	halls, err := d.Floor.ListHalls.Do(d.Context(), floor.ListHalls{InEdition: d.in()})
	if err != nil {
		return err
	}
	pavilions, err := d.pavilionOptions()
	if err != nil {
		return err
	}
	in := d.boothQuery()
	hallChoices := []web.Option{{Label: d.T("web.filter.any")}}
	for _, h := range halls.Items {
		hallChoices = append(hallChoices, web.Option{Value: h.ID.String(), Label: d.T("expodesk.hall.of", "code", h.Code)})
	}
	d.title("booths", d.T("expodesk.nav.booths"))
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.Title})}, Selects: []web.FieldData{
		{Kind: web.FieldSelect, Name: "hall", Label: d.T("expodesk.hall"), Value: in.Hall.String(), Options: hallChoices},
		{Kind: web.FieldSelect, Name: "pavilion", Label: d.T("expodesk.pavilion"), Value: in.Pavilion.String(),
			Options: append([]web.Option{{Label: d.T("web.filter.any")}}, pavilions...)}}}
	return d.boothList(pg, in, "booths")
}

// boothQuery reads the filters of a list of booths.
func (d *desk) boothQuery() floor.ListBooths {
	q := d.R.URL.Query()
	in := floor.ListBooths{InEdition: d.in(), Code: q.Get("q"), After: q.Get("after"), Limit: 50}
	key(q.Get("hall"), &in.Hall)
	key(q.Get("pavilion"), &in.Pavilion)
	if s := q.Get("state"); contains(boothStates, s) {
		in.State = s
	}
	if len([]rune(in.Code)) > 40 {
		in.Code = ""
	}
	return in
}

// boothList completes a page that lists booths.
func (d *desk) boothList(pg listPage, in floor.ListBooths, parts ...string) error {
	list, err := d.Floor.ListBooths.Do(d.Context(), in)
	if err != nil {
		return err
	}
	states := []web.NavLink{{Label: d.T("expodesk.exhibitors.state.all"), Href: d.WithQuery("state", ""), Current: in.State == ""}}
	for _, s := range boothStates {
		states = append(states, web.NavLink{Label: d.T("expodesk.state." + s), Href: d.WithQuery("state", s), Current: s == in.State})
	}
	pg.Filters = [][]web.NavLink{states}
	pg.Search = &web.SearchData{Name: "q", Value: in.Code, Label: d.T("expodesk.booths.search"), Action: d.at(parts...), Hidden: []web.HiddenField{{Name: "state", Value: in.State}}}
	pg.Table = web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.booth")}, {Label: d.T("expodesk.hall")},
		{Label: d.T("expodesk.booth.area"), Number: true}, {Label: d.T("expodesk.booth.kind")}, {Label: d.T("expodesk.state")}, {Label: d.T("expodesk.exhibitor")}}}
	for i := range list.Items {
		b := &list.Items[i]
		tenant := d.tenantCell(b.Lead)
		if b.State == floor.Held {
			tenant = web.Cell{Text: d.T("expodesk.hold.until", "when", d.moment(b.HeldUntil))}
		}
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Text: b.Code, Href: d.at("booths", b.ID.String())}, {Text: b.HallCode}, {Text: d.Locale.Area(b.AreaCm2)},
			{Text: d.boothKind(b.Kind, b.Corner)}, {Component: stateBadge(d.View, b.State)}, tenant})
	}
	pg.Empty = &web.EmptyData{Title: d.T("expodesk.booths.nothing"), Icon: web.IconBooth, Actions: []web.ButtonData{{Label: d.T("web.filter.clear"), Href: d.at(parts...)}}}
	pg.Pages.Summary = d.T("expodesk.booths.n", "n", list.Total)
	if list.Next != "" {
		pg.Pages.NextHref = d.WithQuery("after", list.Next)
	}
	return d.Render(listView(d.View, pg))
}

// boothPanel is what stands beside the plan on a booth's page.
type boothPanel struct {
	Code, State, Area string
	Terms             []web.Term
	Note, Problem     string
	// Path is the address of the booth's page, to which the names of actions are added.
	Path    string
	Version string
	Key     web.HiddenField
	// Buttons are actions that need nothing more, Asks those that are asked about first.
	Buttons []web.ButtonData
	Asks    []web.ButtonData
	// Hold, Block and Assign offer their forms; Assign is "reserve" or "share", "" for neither.
	Hold, Renew, Block bool
	Hours              web.FieldData
	Reason             web.FieldData
	Assign             string
	Find               web.SearchData
	Found              []candidate
	Looked             bool
	Sharers            []candidate
}

// candidate is an exhibitor that may get a booth, or one that shares it.
type candidate struct {
	Key  string
	Name words
	Note string
	Href string
}

// booth reads the booth in the path for those who allocate it; others are refused.
func (d *desk) booth() (floor.BoothDetail, error) {
	b, err := d.Floor.FindBooth.Do(d.Context(), floor.FindBooth{InEdition: d.in(), Booth: d.R.PathValue("booth")})
	if err != nil {
		return b, d.hidden(err)
	}
	if !d.allocates(&b) {
		return b, fault.NewDenied("fault.denied")
	}
	return b, nil
}

func (d *desk) allocates(b *floor.BoothDetail) bool {
	return d.covers(ops.Owner{Pavilion: b.Pavilion}, ops.Organiser, ops.PavilionOrganiser)
}

// boothHead is the head of a page about a booth; title "" is the booth's own page.
func (d *desk) boothHead(b *floor.BoothDetail, title string) web.PageHeadData {
	own := web.NavLink{Label: b.Code, Href: d.at("booths", b.ID.String())}
	d.Title = d.T("expodesk.booth.of", "code", b.Code)
	crumbs := []web.NavLink{{Label: d.T("expodesk.hall.of", "code", b.HallCode), Href: d.at("halls", b.Hall.String())}, own}
	d.Active = "halls"
	if !d.organiser {
		crumbs[0] = web.NavLink{Label: d.T("expodesk.nav.booths"), Href: d.at("pavilions", b.Pavilion.String(), "booths")}
		d.Active = b.Pavilion.String() + ":booths"
	}
	if title != "" {
		crumbs = append(crumbs, web.NavLink{Label: title})
		d.Title = title
	}
	return web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(crumbs...)}
}

func showBooth(d *desk) error { return boothPage(d, d.form()) }

// boothPage shows a booth on its plan with what can be done with it; f holds the problem of an action that was refused.
func boothPage(d *desk, f *form) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	pl, err := d.plan(b.Hall.String(), b.ID)
	if err != nil {
		return err
	}
	panel, err := d.panel(&b, f)
	if err != nil {
		return err
	}
	return d.RenderStatus(f.status(), planView(d.View, planPage{Head: d.boothHead(&b, ""), Plan: pl.drawing, Booth: panel}))
}

func (d *desk) panel(b *floor.BoothDetail, f *form) (*boothPanel, error) {
	p := &boothPanel{Code: b.Code, State: b.State, Area: d.Locale.Area(b.AreaCm2), Note: b.Note, Path: d.at("booths", b.ID.String()), Version: plain(b.Version, 0),
		Key: d.KeyField(), Problem: firstProblem(f.problems), Terms: d.boothTerms(b)}
	p.Hours = web.FieldData{Kind: web.FieldSelect, Name: "hours", Label: d.T("expodesk.hold.for"), Value: f.value("hours", "72"), Problem: f.problems["hours"]}
	for _, h := range []string{"24", "72", "168", "336", "720"} {
		p.Hours.Options = append(p.Hours.Options, web.Option{Value: h, Label: d.T("expodesk.hold.hours." + h)})
	}
	p.Reason = web.FieldData{Name: "reason", Label: d.T("expodesk.block.reason"), Value: f.value("reason", ""), Required: true, MaxLength: 500, Problem: f.problems["reason"]}
	act := func(name string, kind string, icon web.IconName) web.ButtonData {
		return web.ButtonData{Label: d.T("expodesk.act." + name), Kind: kind, Icon: icon, Attrs: map[string]any{"formaction": p.Path + "/" + name}}
	}
	ask := func(name string, icon web.IconName) web.ButtonData {
		return web.ButtonData{Label: d.T("expodesk.act." + name), Kind: "quiet", Icon: icon, Href: p.Path + "/ask/" + name}
	}
	own := b.HeldBy == d.Caller().Actor.Account
	switch b.State {
	case floor.Available:
		p.Hold, p.Block, p.Assign = true, d.organiser, "reserve"
	case floor.Held:
		p.Buttons = append(p.Buttons, act("release", "", web.IconUnlock))
		if p.Renew = own; own {
			p.Hold, p.Assign = true, "reserve"
		}
	case floor.Reserved:
		p.Buttons = append(p.Buttons, act("confirm", "primary", web.IconCheck))
		p.Asks, p.Assign = append(p.Asks, ask("withdraw", web.IconMinus)), "share"
	case floor.Confirmed:
		p.Asks, p.Assign = append(p.Asks, ask("withdraw", web.IconMinus)), "share"
	case floor.Blocked:
		if d.organiser {
			p.Buttons = append(p.Buttons, act("unblock", "primary", web.IconUnlock))
		}
	}
	if d.organiser {
		p.Asks = append(p.Asks, web.ButtonData{Label: d.T("expodesk.booth.edit"), Kind: "quiet", Icon: web.IconEdit, Href: p.Path + "/edit"})
		if b.State != floor.Confirmed {
			p.Asks = append(p.Asks, web.ButtonData{Label: d.T("expodesk.booth.move"), Kind: "quiet", Icon: web.IconRoute, Href: p.Path + "/move"})
		}
		if b.State == floor.Available || b.State == floor.Blocked {
			p.Asks = append(p.Asks, ask("remove", web.IconTrash))
		}
	}
	for _, s := range b.Sharers {
		p.Sharers = append(p.Sharers, candidate{Key: s.ID.String(), Name: say(d.View, s.Name), Href: d.at("exhibitors", s.ID.String())})
	}
	return p, d.candidates(b, p)
}

// firstProblem is the one problem to show above a panel of small forms.
func firstProblem(problems web.Problems) string {
	for _, name := range []string{"", "exhibitor", "version"} {
		if problems[name] != "" {
			return problems[name]
		}
	}
	return ""
}

func (d *desk) boothTerms(b *floor.BoothDetail) []web.Term {
	terms := []web.Term{{Label: d.T("expodesk.hall"), Text: b.HallCode}, {Label: d.T("expodesk.booth.area"), Text: d.Locale.Area(b.AreaCm2)},
		{Label: d.T("expodesk.booth.kind"), Text: d.boothKind(b.Kind, b.Corner)}, {Label: d.T("expodesk.booth.height"), Text: d.Locale.Metres(b.HeightCm)}}
	if b.State == floor.Held {
		terms = append(terms, web.Term{Label: d.T("expodesk.hold.until.label"), Text: d.moment(b.HeldUntil)})
	}
	if b.Lead != nil {
		name := say(d.View, b.Lead.Name)
		terms = append(terms, web.Term{Label: d.T("expodesk.exhibitor"), Text: name.Text, Lang: name.Lang, Href: d.at("exhibitors", b.Lead.ID.String())})
	}
	return terms
}

// mostCandidates bounds the exhibitors that are offered for a booth.
const mostCandidates = 8

// candidates finds exhibitors for the booth by the words that were typed.
func (d *desk) candidates(b *floor.BoothDetail, p *boothPanel) error {
	if p.Assign == "" {
		return nil
	}
	words := d.R.URL.Query().Get("find")
	p.Find = web.SearchData{ID: "find", Name: "find", Value: words, Label: d.T("expodesk.find." + p.Assign), Action: p.Path + "#booth"}
	if len([]rune(words)) > 100 {
		words = ""
	}
	if words == "" && d.organiser {
		return nil
	}
	list, err := d.candidateList(b.Pavilion, words)
	if err != nil {
		return err
	}
	p.Looked = true
	p.Found = list
	return nil
}

func (d *desk) candidateList(pavilion ident.Pavilion, words string) ([]candidate, error) {
	in := exhibitorQuery(d)
	in.Query, in.State, in.Limit, in.After, in.Country, in.Pavilion = words, "all", mostCandidates, "", "", 0
	if !d.organiser {
		in.Pavilion = pavilion
	}
	list, err := d.Expo.ListExhibitors.Do(d.Context(), in)
	if err != nil {
		return nil, err
	}
	var all []candidate
	for i := range list.Items {
		e := &list.Items[i]
		if e.State == "withdrawn" {
			continue
		}
		note := d.country(e.Country)
		if n := len(e.Booths); n > 0 {
			note += " · " + d.T("expodesk.booths.n", "n", n)
		}
		all = append(all, candidate{Key: e.ID.String(), Name: say(d.View, e.Name), Note: note})
	}
	return all, nil
}
