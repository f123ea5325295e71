package deskweb

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// link is one link of the side navigation.
type link struct {
	key, path string
	icon      web.IconName
}

// organiserLinks are the organiser's navigation.
var organiserLinks = []struct {
	label string
	links []link
}{
	{"", []link{{"overview", "", web.IconHome}}},
	{"edition", []link{{"edition", "/edition", web.IconFlag}, {"calendar", "/calendar", web.IconCalendar}, {"categories", "/categories", web.IconTag}}},
	{"floor", []link{{"halls", "/halls", web.IconHall}, {"booths", "/booths", web.IconBooth}, {"pavilions", "/pavilions", web.IconPavilion}}},
	{"show", []link{{"exhibitors", "/exhibitors", web.IconExhibitor}, {"gi", "/gi", web.IconCertificate}, {"information", "/information", web.IconInfo}}},
	{"records", []link{{"import", "/import", web.IconImport}, {"people", "/people", web.IconPeople}, {"ledger", "/ledger", web.IconLedger}}},
}

// pavilionLinks and exhibitorLinks are the parts of a pavilion's and an exhibitor's desk; their key is that of the
// subject, a colon and the name.
var (
	pavilionLinks = []link{{"overview", "", web.IconPavilion}, {"texts", "/texts", web.IconEdit}, {"exhibitors", "/exhibitors", web.IconExhibitor},
		{"booths", "/booths", web.IconBooth}, {"demonstrations", "/demonstrations", web.IconRobot}, {"import", "/import", web.IconImport}}
	exhibitorLinks = []link{{"overview", "", web.IconExhibitor}, {"profile", "/profile", web.IconEdit}, {"pictures", "/pictures", web.IconPicture},
		{"products", "/products", web.IconProduct}, {"demonstrations", "/demonstrations", web.IconRobot}, {"team", "/team", web.IconPeople}}
)

// maxSubjects bounds how many pavilions or exhibitors of one person the navigation lists.
const maxSubjects = 8

// Groups returns the side navigation of a desk for the person of the page: what an organiser has, and every pavilion and
// exhibitor that the person works on. It is for the desks of other capabilities; p must be a page of an edition.
func Groups(p *web.Page, o *expo.Operations) ([]web.NavGroup, error) {
	e, err := o.FindEdition.Do(p.Context(), expo.FindEdition{InEdition: ops.InEdition{Edition: p.Slug}})
	if err != nil {
		return nil, err
	}
	return (&pages{Deps{Expo: o}}).navigation(p, &e)
}

func (h *pages) navigation(p *web.Page, e *expo.EditionView) ([]web.NavGroup, error) {
	actor, base := p.Caller().Actor, p.URL("/"+p.Slug+"/desk")
	var groups []web.NavGroup
	if actor.Has(ops.Organiser, e.ID) {
		for _, g := range organiserLinks {
			group := web.NavGroup{}
			if g.label != "" {
				group.Label = p.T("expodesk.nav.group." + g.label)
			}
			for _, l := range g.links {
				group.Links = append(group.Links, web.NavLink{Key: l.key, Label: p.T("expodesk.nav." + l.key), Href: base + l.path, Icon: l.icon})
			}
			groups = append(groups, group)
		}
	}
	seen := 0
	for _, g := range actor.Grants {
		if g.Edition != e.ID || g.Pavilion == 0 && g.Exhibitor == 0 || seen == maxSubjects {
			continue
		}
		group, err := h.subjectGroup(p, g, base)
		if fault.Is(err, fault.NotFound) {
			continue // what the grant was for is gone
		}
		if err != nil {
			return nil, err
		}
		seen++
		groups = append(groups, group)
	}
	return groups, nil
}

// subjectGroup is the navigation of one pavilion or exhibitor.
func (h *pages) subjectGroup(p *web.Page, g ops.Grant, base string) (web.NavGroup, error) {
	in := ops.InEdition{Edition: p.Slug}
	if g.Pavilion != 0 {
		v, err := h.Expo.FindPavilion.Do(p.Context(), expo.FindPavilion{InEdition: in, Pavilion: g.Pavilion.String()})
		return web.NavGroup{Label: say(p.View, v.Name).Text, Links: pavilionNav(p, g.Pavilion, base)}, err
	}
	v, err := h.Expo.FindExhibitor.Do(p.Context(), expo.FindExhibitor{InEdition: in, Exhibitor: g.Exhibitor})
	return web.NavGroup{Label: say(p.View, v.Name).Text, Links: exhibitorNav(p, g.Exhibitor, base, g.Role == ops.ExhibitorAdmin)}, err
}

func pavilionNav(p *web.Page, id ident.Pavilion, base string) []web.NavLink {
	all := subjectNav(p, pavilionLinks, id.String(), base+"/pavilions/", "expodesk.nav.pavilion.")
	return append(all, web.NavLink{Key: id.String() + ":people", Label: p.T("expodesk.nav.people"), Href: base + "/people?of=" + id.String(), Icon: web.IconPeople})
}

func exhibitorNav(p *web.Page, id ident.Exhibitor, base string, admin bool) []web.NavLink {
	all := subjectNav(p, exhibitorLinks, id.String(), base+"/exhibitors/", "expodesk.nav.exhibitor.")
	if admin {
		all = append(all, web.NavLink{Key: id.String() + ":people", Label: p.T("expodesk.nav.access"), Href: base + "/people?exhibitor=" + id.String(), Icon: web.IconKey})
	}
	return all
}

func subjectNav(p *web.Page, links []link, id, base, prefix string) []web.NavLink {
	all := make([]web.NavLink, 0, len(links)+1)
	for _, l := range links {
		all = append(all, web.NavLink{Key: id + ":" + l.key, Label: p.T(prefix + l.key), Href: base + id + l.path, Icon: l.icon})
	}
	return all
}

// focus marks the page's place in the side navigation: the subject's own link, or the list that leads to it for
// somebody whose navigation does not hold the subject. For those it returns the subject's parts as tabs.
func (d *desk) focus(id, part, list string, all []web.NavLink) []web.NavLink {
	for _, g := range d.DeskGroups {
		for _, l := range g.Links {
			if strings.HasPrefix(l.Key, id+":") {
				d.Active = id + ":" + part
				return nil
			}
		}
	}
	d.Active = list
	for i := range all {
		all[i].Current = all[i].Key == id+":"+part
		all[i].Icon = ""
	}
	return all
}
