package peopleweb

import (
	"net/url"
	"slices"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// scope is which people the desk shows: the whole edition's, one pavilion's organisers, or one exhibitor's people.
// Pavilion organisers and exhibitors come with a scope; the links to the page carry it.
type scope struct {
	Pavilion  ident.Pavilion
	Exhibitor ident.Exhibitor
	// Name is the pavilion's or exhibitor's, in Lang.
	Name, Lang string
}

// readScope reads the scope of a request; a key that is none, or of nothing in the edition, is a NotFound.
func (s pages) readScope(p *web.Page) (c scope, err error) {
	q := p.R.URL.Query()
	if err := c.Exhibitor.UnmarshalText([]byte(q.Get("exhibitor"))); err != nil {
		return c, fault.NewNotFound("fault.not-found").With(err)
	}
	if err := c.Pavilion.UnmarshalText([]byte(q.Get("of"))); err != nil {
		return c, fault.NewNotFound("fault.not-found").With(err)
	}
	if c.Exhibitor != 0 || c.Pavilion != 0 {
		c.Name, c.Lang, err = s.Subject(p, c.Pavilion, c.Exhibitor)
	}
	return c, err
}

// path is the page's, without the language, with the scope and what was done as its query. The pavilion of the scope is
// called "of", because "pavilion" is a field of the form.
func (c scope) path(slug, page string, done ...string) string {
	q := url.Values{}
	if c.Exhibitor != 0 {
		q.Set("exhibitor", c.Exhibitor.String())
	}
	if c.Pavilion != 0 {
		q.Set("of", c.Pavilion.String())
	}
	for _, name := range done {
		q.Set(name, "1")
	}
	path := "/" + slug + "/desk/people" + page
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return path
}

// roles are those that are listed and given in the scope.
func (c scope) roles() []ops.Role {
	switch {
	case c.Exhibitor != 0:
		return []ops.Role{ops.ExhibitorStaff, ops.ExhibitorAdmin}
	case c.Pavilion != 0:
		return []ops.Role{ops.PavilionOrganiser}
	}
	return []ops.Role{ops.Visitor, ops.Gate, ops.PavilionOrganiser, ops.Organiser}
}

type deskForm struct {
	Scope  scope
	List   people.Grants
	Places []Place
	// Role, Email and Everywhere are the filter.
	Role       ops.Role
	Email      string
	Everywhere bool
	// Secretariat lets the person give the secretariat's role.
	Secretariat bool
	Pavilions   []web.Option
	Key         web.HiddenField
	// Typed is what was sent and refused, with Problems.
	Typed    people.CreateGrant
	Problems web.Problems
}

func (s pages) desk(p *web.Page) error {
	q := p.R.URL.Query()
	for _, done := range []string{"granted", "removed"} {
		if q.Has(done) {
			p.Notices = append(p.Notices, web.Notice{Kind: web.ToneSuccess, Text: p.T("people.desk." + done)})
			q.Del(done)
			p.Query = q.Encode() // the page's own links do not say it again
		}
	}
	c, err := s.readScope(p)
	if err != nil {
		return err
	}
	return s.showDesk(p, deskForm{Scope: c})
}

// showDesk lists and offers the form; f brings the scope and what was typed.
func (s pages) showDesk(p *web.Page, f deskForm) (err error) {
	q := p.R.URL.Query()
	f.Role, f.Email, f.Everywhere = ops.Role(q.Get("filter")), q.Get("email"), q.Has("everywhere")
	if !slices.Contains(ops.Granted, f.Role) {
		f.Role = ""
	}
	f.List, err = s.Ops.ListGrants.Do(p.Context(), people.ListGrants{InEdition: ops.InEdition{Edition: p.Slug}, Role: f.Role, Email: f.Email,
		Pavilion: f.Scope.Pavilion, Exhibitor: f.Scope.Exhibitor, Everywhere: f.Everywhere, After: q.Get("after")})
	if err != nil {
		return err
	}
	grants := make([]ops.Grant, 0, len(f.List.Items))
	for _, g := range f.List.Items {
		grants = append(grants, ops.Grant{Role: g.Role, Edition: g.EditionID, Pavilion: g.PavilionID, Exhibitor: g.ExhibitorID})
	}
	if f.Places, err = s.Places(p, grants); err != nil {
		return err
	}
	if f.Scope == (scope{}) {
		if f.Pavilions, err = s.Pavilions(p); err != nil {
			return err
		}
	}
	f.Secretariat, f.Key = secretariat(p), p.KeyField()
	if err := s.frame(p, f.Scope, p.T("people.desk.title")); err != nil {
		return err
	}
	return p.RenderStatus(statusOf(f.Problems), peopleDesk(p.View, p.Slug, f))
}

func (s pages) grant(p *web.Page) error {
	c, err := s.readScope(p)
	if err != nil {
		return err
	}
	in := people.CreateGrant{InEdition: ops.InEdition{Edition: p.Slug}, Email: p.R.PostFormValue("email"), Name: p.R.PostFormValue("name"),
		Role: ops.Role(p.R.PostFormValue("role")), Exhibitor: c.Exhibitor, Pavilion: c.Pavilion, Everywhere: p.R.PostFormValue("everywhere") != ""}
	// One form serves all roles, so the pavilion counts only for the role that has one.
	if in.Role == ops.PavilionOrganiser && c.Pavilion == 0 {
		if err := in.Pavilion.UnmarshalText([]byte(p.R.PostFormValue("pavilion"))); err != nil {
			return fault.NewNotFound("fault.not-found").With(err)
		}
	}
	if _, err := s.Ops.CreateGrant.Do(p.Context(), in); err != nil {
		return again(p, err, func(problems web.Problems) error {
			return s.showDesk(p, deskForm{Scope: c, Typed: in, Problems: problems})
		})
	}
	return p.Redirect(c.path(p.Slug, "", "granted"))
}

// frame makes the page one of the desk.
func (s pages) frame(p *web.Page, c scope, title string) (err error) {
	p.Title, p.Desk, p.NoIndex, p.Active = title, true, true, "people"
	switch {
	case c.Exhibitor != 0:
		p.Active = c.Exhibitor.String() + ":people"
	case c.Pavilion != 0:
		p.Active = c.Pavilion.String() + ":people"
	}
	if s.Groups != nil {
		p.DeskGroups, err = s.Groups(p)
	}
	return err
}

type removeForm struct {
	Grant people.Grant
	Place Place
	Scope scope
	Key   web.HiddenField
	// Problem is why it was refused.
	Problem string
}

func (s pages) oneGrant(p *web.Page) (in people.OneGrant, err error) {
	in.InEdition = ops.InEdition{Edition: p.Slug}
	if err := in.Grant.UnmarshalText([]byte(p.R.PathValue("grant"))); err != nil {
		return in, fault.NewNotFound("people.grant.not-found").With(err)
	}
	return in, nil
}

func (s pages) confirmRemove(p *web.Page) error { return s.showRemove(p, nil) }

func (s pages) showRemove(p *web.Page, problems web.Problems) error {
	in, err := s.oneGrant(p)
	if err != nil {
		return err
	}
	c, err := s.readScope(p)
	if err != nil {
		return err
	}
	g, err := s.Ops.FindGrant.Do(p.Context(), in)
	if err != nil {
		return err
	}
	places, err := s.Places(p, []ops.Grant{{Role: g.Role, Edition: g.EditionID, Pavilion: g.PavilionID, Exhibitor: g.ExhibitorID}})
	if err != nil {
		return err
	}
	if err := s.frame(p, c, p.T("people.desk.remove")); err != nil {
		return err
	}
	return p.RenderStatus(statusOf(problems), removePage(p.View, p.Slug, removeForm{g, places[0], c, p.KeyField(), problems[""]}))
}

func (s pages) remove(p *web.Page) error {
	in, err := s.oneGrant(p)
	if err != nil {
		return err
	}
	c, err := s.readScope(p)
	if err != nil {
		return err
	}
	if _, err := s.Ops.RemoveGrant.Do(p.Context(), in); err != nil {
		return again(p, err, func(problems web.Problems) error { return s.showRemove(p, problems) })
	}
	return p.Redirect(c.path(p.Slug, "", "removed"))
}
