package app

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/web"
)

// editionLinks are the pages of every edition, in the order of the navigation.
var editionLinks = []struct {
	key, path string
	icon      web.IconName
}{
	{"countries", "/countries", web.IconPavilion},
	{"plan", "/plan", web.IconHall},
	{"exhibitors", "/exhibitors", web.IconExhibitor},
	{"products", "/products", web.IconProduct},
	{"demonstrations", "/demonstrations", web.IconRobot},
	{"gi", "/gi", web.IconLeaf},
	{"visit", "/visit", web.IconTicket},
}

// frame completes a page's View with the edition in its path and the person signed in.
func (a *App) frame(p *web.Page) error {
	actor := p.Caller().Actor
	if p.Slug != "" {
		e, err := a.expo.Header(p.R.Context(), a.DB, p.Slug)
		if err != nil {
			return err
		}
		name, lang := e.ShortName.In(p.Locale.Lang())
		bar := &web.EditionBar{Slug: e.Slug, Name: name, Dates: p.Locale.DateRange(e.OpensOn, e.ClosesOn), Place: e.City.Words(p.Locale.Lang())}
		if lang != p.Locale.Lang() {
			bar.Lang = lang
		}
		for _, l := range editionLinks {
			bar.Links = append(bar.Links, web.NavLink{Key: l.key, Label: p.T("app.nav." + l.key), Href: p.URL("/" + e.Slug + l.path), Icon: l.icon})
		}
		p.Edition, p.Sample = bar, e.Sample
		if e.State == expo.Draft {
			p.NoIndex = true
		}
		a.frameUser(p, actor, &e)
		return nil
	}
	a.frameUser(p, actor, nil)
	return nil
}

// frameUser names the person signed in, with the desks that their roles open in the edition.
func (a *App) frameUser(p *web.Page, actor ops.Actor, e *expo.Edition) {
	if actor.Account == 0 {
		return
	}
	u := &web.UserBar{Name: actor.Name, SignOut: p.URL("/sign-out")}
	var roles []string
	seen := map[ops.Role]bool{}
	for _, g := range actor.Grants {
		if !seen[g.Role] {
			seen[g.Role] = true
			roles = append(roles, p.T("role."+string(g.Role)))
		}
	}
	u.Roles = strings.Join(roles, " · ")
	if e != nil && (actor.Has(ops.Organiser, e.ID) || actor.Has(ops.PavilionOrganiser, e.ID) || actor.Has(ops.ExhibitorAdmin, e.ID) || actor.Has(ops.ExhibitorStaff, e.ID)) {
		u.Links = append(u.Links, web.NavLink{Key: "desk", Label: p.T("app.nav.desk"), Href: p.URL("/" + e.Slug + "/desk"), Icon: web.IconGrid})
	}
	u.Links = append(u.Links, web.NavLink{Key: "account", Label: p.T("app.nav.account"), Href: p.URL("/account"), Icon: web.IconPerson})
	p.User = u
}
