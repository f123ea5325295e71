package expoweb

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// infoView is one record of visitor information. Anchor never changes, so that it can be cited.
type infoView struct {
	Anchor, Href   string
	Title, Body    words
	When, Phone    string
	Link, LinkText string
	Source         string
	Dial           string
}

// infoGroup is the records of one kind.
type infoGroup struct {
	Kind, Title string
	Icon        web.IconName
	Items       []infoView
}

type visitPage struct {
	Head   web.PageHeadData
	Days   []dayView
	Zone   string
	Groups []infoGroup
	Jump   []web.NavLink
}

// infoKinds are the kinds of visitor information in the order of the page.
var infoKinds = []struct {
	kind string
	icon web.IconName
}{{"hours", web.IconClock}, {"getting-there", web.IconRoute}, {"entrance", web.IconGate}, {"service", web.IconHelp}, {"rule", web.IconInfo},
	{"contact", web.IconPhone}, {"question", web.IconChat}}

// infoAnchor is the id of a record on the page; questions are cited as #faq-code.
func infoAnchor(kind, code string) string {
	if kind == "question" {
		kind = "faq"
	}
	return kind + "-" + code
}

func (h *pages) visit(p *web.Page) error {
	ctx := p.Context()
	e, err := h.expo.FindEdition.Do(ctx, expo.FindEdition{InEdition: in(p)})
	if err != nil {
		return err
	}
	list, err := h.expo.ListInfo.Do(ctx, expo.ListInfo{InEdition: in(p)})
	if err != nil {
		return err
	}
	p.Active, p.Title, p.Description = "visit", p.T("expoweb.visit.title"), p.T("expoweb.visit.lede")
	d := visitPage{Head: web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description}, Days: daysOf(p, &e), Zone: e.Zone}
	for _, k := range infoKinds {
		g := infoGroup{Kind: k.kind, Title: p.T("expoweb.visit." + k.kind), Icon: k.icon}
		for i := range list.Items {
			if list.Items[i].Kind == k.kind {
				g.Items = append(g.Items, infoOf(p, &list.Items[i]))
			}
		}
		if len(g.Items) > 0 || k.kind == "hours" && len(d.Days) > 0 {
			d.Groups = append(d.Groups, g)
			d.Jump = append(d.Jump, web.NavLink{Label: g.Title, Icon: k.icon, Href: "#" + k.kind})
		}
	}
	if faq := questionsOf(p, list.Items); faq != nil {
		if err := linked(p, faq); err != nil {
			return err
		}
	}
	return p.Render(visitView(p.View, d))
}

func infoOf(p *web.Page, i *expo.Info) infoView {
	v := infoView{Anchor: infoAnchor(i.Kind, i.Code), Title: say(p.View, i.Title), Body: say(p.View, i.Body), Phone: i.Phone, Link: webLink(i.Link), LinkText: hostOf(i.Link)}
	v.Href = "#" + v.Anchor
	v.Dial = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, i.Phone)
	var when []string
	if i.Day != "" {
		when = append(when, p.Locale.DateWeekday(i.Day))
	}
	if i.Opens != "" {
		when = append(when, i.Opens+"–"+i.Closes)
	}
	v.When = strings.Join(when, " · ")
	switch {
	case i.Source != "" && i.AsOf != "":
		v.Source = p.T("expoweb.source.as_of", "source", i.Source, "date", i.AsOf)
	case i.Source != "":
		v.Source = p.T("expoweb.source", "source", i.Source)
	}
	return v
}

// questionsOf is the frequently asked questions as schema.org's FAQPage, nil if there are none.
func questionsOf(p *web.Page, all []expo.Info) any {
	type answer struct {
		Type string `json:"@type"`
		Text string `json:"text"`
	}
	type question struct {
		Type   string `json:"@type"`
		ID     string `json:"@id,omitempty"`
		Name   string `json:"name"`
		Answer answer `json:"acceptedAnswer"`
	}
	var asked []question
	for i := range all {
		if all[i].Kind != "question" {
			continue
		}
		q := question{Type: "Question", Name: say(p.View, all[i].Title).Text, Answer: answer{"Answer", say(p.View, all[i].Body).Text}}
		if p.BaseURL != "" {
			q.ID = absolute(p, at(p, "visit")) + "#" + infoAnchor("question", all[i].Code)
		}
		asked = append(asked, q)
	}
	if len(asked) == 0 {
		return nil
	}
	return map[string]any{"@context": "https://schema.org", "@type": "FAQPage", "inLanguage": p.Locale.HTMLLang(), "mainEntity": asked}
}
