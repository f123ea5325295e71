package expoweb

import (
	"strconv"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// exhibitorPage is a firm with everything it shows.
type exhibitorPage struct {
	Head        web.PageHeadData
	Name        string
	Logo        string
	Other       words
	Terms       []web.Term
	Profile     words
	Original    words
	OrigName    string
	Translated  bool
	Categories  []web.NavLink
	Products    []web.EntityCardData
	AllProduct  web.NavLink
	Demos       []demoView
	Indications []web.NavLink
	Team        []person
	Contact     []web.ButtonData
	Source      string
}

// person is a listed member of a team: no e-mail address and no telephone number, which are never public.
type person struct{ Name, Title, Languages string }

func (h *pages) exhibitor(p *web.Page) error {
	ask := expo.FindExhibitor{InEdition: in(p)}
	if err := key(&ask.Exhibitor, p.R.PathValue("exhibitor")); err != nil {
		return err
	}
	e, err := h.expo.FindExhibitor.Do(p.Context(), ask)
	if err != nil {
		return err
	}
	name, profile := say(p.View, e.Name), say(p.View, e.Profile)
	p.Active, p.Title = "exhibitors", name.Text
	p.Description = plainLines(firstOf(profile.Text, name.Text+" · "+countryName(p.View, e.Country)), 160)
	p.NoIndex = e.State != expo.Published
	d := exhibitorPage{Name: name.Text, Logo: fileURL(e.Logo), Other: otherName(p.View, e.Name, e.Country), Profile: profile, Source: e.Source,
		Terms: exhibitorTerms(p, &e), Categories: categoryTags(p, e.Categories), Head: exhibitorHead(p, &e, name)}
	if o := original(p.View, e.Profile, e.Country); o.Text != "" && e.Profile[p.Locale.Lang()].By != "" {
		d.Original, d.OrigName, d.Translated = o, p.Locale.LanguageName(o.Lang), e.Profile[p.Locale.Lang()].By == "machine"
	}
	for _, m := range e.Team {
		spoken := make([]string, 0, len(m.Languages))
		for _, tag := range m.Languages {
			spoken = append(spoken, p.Locale.LanguageName(tag))
		}
		d.Team = append(d.Team, person{m.Name, m.Title, p.Locale.List(spoken)})
	}
	if err := h.offer(p, &e, &d); err != nil {
		return err
	}
	if err := linked(p, organizationOf(p, &e.Exhibitor)); err != nil {
		return err
	}
	return p.Render(exhibitorView(p.View, d))
}

func exhibitorHead(p *web.Page, e *expo.ExhibitorView, name words) web.PageHeadData {
	d := web.PageHeadData{Title: name.Text, Lang: name.Lang,
		Crumbs: crumbs(p, web.NavLink{Label: p.T("expoweb.exhibitors.title"), Href: at(p, "exhibitors")}, web.NavLink{Label: name.Text, Lang: name.Lang})}
	if e.Country != "" {
		d.Facts = append(d.Facts, web.Fact{Icon: web.IconFlag, Label: p.T("expoweb.country"), Text: countryName(p.View, e.Country),
			Href: at(p, "exhibitors") + "?country=" + string(e.Country)})
	}
	for _, b := range e.Booths {
		d.Facts = append(d.Facts, web.Fact{Icon: web.IconPin, Label: p.T("expoweb.booth"), Text: p.T("expoweb.booth.in", "booth", b.Code, "hall", b.Hall), Href: boothHref(p, b)})
	}
	if e.State != expo.Published {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.state." + e.State), Tone: web.ToneWarning, Icon: web.IconLock})
	}
	if e.FirstTime {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.first_time"), Tone: web.ToneAccent, Icon: web.IconFirstShown})
	}
	if e.Sample {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.sample"), Tone: web.ToneNeutral, Icon: web.IconInfo})
	}
	if len(e.Booths) > 0 {
		d.Actions = append(d.Actions, web.ButtonData{Label: p.T("expoweb.exhibitor.find"), Kind: "primary", Icon: web.IconHall, Href: boothHref(p, e.Booths[0])})
	}
	if site := webLink(e.Website); site != "" {
		d.Actions = append(d.Actions, web.ButtonData{Label: hostOf(site), Icon: web.IconLinkOut, Href: site})
	}
	return d
}

func exhibitorTerms(p *web.Page, e *expo.ExhibitorView) []web.Term {
	var t []web.Term
	if e.Pavilion != nil && e.Pavilion.State == expo.Published {
		w := say(p.View, e.Pavilion.Name)
		t = append(t, web.Term{Label: p.T("expoweb.pavilion"), Text: w.Text, Lang: w.Lang, Href: at(p, "pavilions", e.Pavilion.Code)})
	}
	if e.Country != "" {
		t = append(t, web.Term{Label: p.T("expoweb.country"), Text: countryName(p.View, e.Country), Note: e.City})
	} else if e.City != "" {
		t = append(t, web.Term{Label: p.T("expoweb.city"), Text: e.City})
	}
	if e.Founded > 0 {
		t = append(t, web.Term{Label: p.T("expoweb.founded"), Text: strconv.FormatInt(e.Founded, 10)})
	}
	if e.Employees > 0 {
		t = append(t, web.Term{Label: p.T("expoweb.employees"), Text: p.Locale.Number(e.Employees)})
	}
	if site := webLink(e.Website); site != "" {
		t = append(t, web.Term{Label: p.T("expoweb.website"), Text: hostOf(site), Href: site})
	}
	if e.Email != "" {
		t = append(t, web.Term{Label: p.T("expoweb.email"), Text: e.Email, Href: "mailto:" + e.Email})
	}
	if e.Phone != "" {
		t = append(t, web.Term{Label: p.T("expoweb.phone"), Text: e.Phone})
	}
	return t
}

func categoryTags(p *web.Page, all []expo.Category) []web.NavLink {
	tags := make([]web.NavLink, 0, len(all))
	for _, c := range all {
		w := say(p.View, c.Name)
		tags = append(tags, web.NavLink{Label: w.Text, Lang: w.Lang, Href: at(p, "exhibitors") + "?category=" + c.Code})
	}
	return tags
}

// organization is an exhibitor as schema.org's Organization.
type organization struct {
	Context     string   `json:"@context,omitempty"`
	Type        string   `json:"@type"`
	Name        string   `json:"name"`
	Alternate   string   `json:"alternateName,omitempty"`
	URL         string   `json:"url,omitempty"`
	SameAs      string   `json:"sameAs,omitempty"`
	Logo        string   `json:"logo,omitempty"`
	Description string   `json:"description,omitempty"`
	Founded     string   `json:"foundingDate,omitempty"`
	Address     *address `json:"address,omitempty"`
}

type address struct {
	Type     string `json:"@type"`
	Locality string `json:"addressLocality,omitempty"`
	Country  string `json:"addressCountry,omitempty"`
}

func organizationOf(p *web.Page, e *expo.Exhibitor) organization {
	o := organization{Context: "https://schema.org", Type: "Organization", Name: say(p.View, e.Name).Text, Alternate: otherName(p.View, e.Name, e.Country).Text,
		SameAs: webLink(e.Website), Description: say(p.View, e.Profile).Text}
	if p.BaseURL != "" {
		o.URL = absolute(p, at(p, "exhibitors", e.ID.String()))
		if e.Logo != "" {
			o.Logo = absolute(p, fileURL(e.Logo))
		}
	}
	if e.Founded > 0 {
		o.Founded = strconv.FormatInt(e.Founded, 10)
	}
	if e.Country != "" || e.City != "" {
		o.Address = &address{"PostalAddress", e.City, string(e.Country)}
	}
	return o
}
