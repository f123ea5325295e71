package expoweb

import (
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// editionCard is one edition on the page of all editions.
type editionCard struct {
	Name, Short, Theme words
	Href               string
	Seed               uint64
	Facts              []web.Fact
	Badges             []web.BadgeData
}

type editionsPage struct {
	First    *editionCard
	Others   []editionCard
	Promises []web.CardData
}

func (h *pages) editions(p *web.Page) error {
	list, err := h.expo.ListEditions.Do(p.Context(), expo.ListEditions{})
	if err != nil {
		return err
	}
	p.Description = p.T("expoweb.editions.description")
	d := editionsPage{Promises: []web.CardData{
		{Icon: web.IconSearch, Title: p.T("expoweb.promise.find"), Text: p.T("expoweb.promise.find.text")},
		{Icon: web.IconGlobe, Title: p.T("expoweb.promise.languages"), Text: p.T("expoweb.promise.languages.text")},
		{Icon: web.IconCertificate, Title: p.T("expoweb.promise.source"), Text: p.T("expoweb.promise.source.text")},
		{Icon: web.IconShip, Title: p.T("expoweb.promise.chain"), Text: p.T("expoweb.promise.chain.text")},
	}}
	for _, e := range list.Items {
		c := h.editionCard(p, &e)
		if d.First == nil && e.State == expo.Published {
			d.First = &c
			continue
		}
		d.Others = append(d.Others, c)
	}
	return p.Render(editionsView(p.View, d))
}

func (h *pages) editionCard(p *web.Page, e *expo.Edition) editionCard {
	city := say(p.View, e.City)
	c := editionCard{Name: say(p.View, e.Name), Short: say(p.View, e.ShortName), Theme: say(p.View, e.Theme), Href: p.URL("/" + e.Slug), Seed: web.Seed(e.Slug),
		Facts: []web.Fact{
			{Icon: web.IconCalendar, Label: p.T("expoweb.dates"), Text: p.Locale.DateRange(e.OpensOn, e.ClosesOn)},
			{Icon: web.IconPin, Label: p.T("expoweb.place"), Text: city.Text + " · " + p.Locale.Country(e.Country), Lang: city.Lang},
		}}
	if e.State != expo.Published {
		tone := web.ToneWarning
		if e.State == expo.Archived {
			tone = web.ToneNeutral
		}
		c.Badges = []web.BadgeData{{Text: p.T("expoweb.state." + e.State), Tone: tone, Icon: web.IconClock}}
	}
	return c
}
