package people

import (
	"context"
	"errors"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
)

type grantPrefix struct{}

func (grantPrefix) Prefix() string { return "gra" }

// GrantID is the key of a grant.
type GrantID = ident.Of[grantPrefix]

// Grant is a role that an account holds.
type Grant struct {
	ID        GrantID       `json:"grant"`
	AccountID ident.Account `json:"account"`
	Email     string        `json:"email" ledger:"-"`
	Name      string        `json:"name" ledger:"-"`
	Role      ops.Role      `json:"role"`
	// EditionID is the edition, "" for the secretariat's organisers, who hold their role in every edition.
	EditionID   ident.Edition   `json:"edition"`
	PavilionID  ident.Pavilion  `json:"pavilion"`
	ExhibitorID ident.Exhibitor `json:"exhibitor"`
	CreatedAt   clock.Micros    `json:"created_at" ledger:"-"`
}

// ofExhibitor reports whether a role belongs to one stand.
func ofExhibitor(r ops.Role) bool { return r == ops.ExhibitorAdmin || r == ops.ExhibitorStaff }

// mayGrant reports whether the actor may give or take the role. Nobody gives more than they hold: the secretariat
// everything; an organiser every role of the edition; a pavilion organiser and an exhibitor's administrator the
// exhibitor roles of their own pavilion or stand. owner is the true owner of the exhibitor, zero for other roles.
func mayGrant(a ops.Actor, edition ident.Edition, g ops.Grant, owner ops.Owner) bool {
	switch {
	case g.Edition == 0:
		return a.Has(ops.Organiser, 0)
	case g.Edition != edition:
		return false
	case a.Has(ops.Organiser, edition):
		return true
	case ofExhibitor(g.Role):
		return a.Covers(edition, owner, ops.PavilionOrganiser, ops.ExhibitorAdmin)
	}
	return false
}

// permit finds the true owner of what a grant is for and refuses who may not give or take it.
func (c *Core) permit(ctx context.Context, w *ops.Writing, g ops.Grant) error {
	var owner ops.Owner
	if ofExhibitor(g.Role) {
		var err error
		if owner, err = c.d.ExhibitorOwner(ctx, w, w.Edition, g.Exhibitor); err != nil {
			return err
		}
		owner.Exhibitor = g.Exhibitor
	}
	if !mayGrant(w.Actor, w.Edition, g, owner) {
		return fault.NewDenied("fault.denied")
	}
	return nil
}

// checkShape refuses a grant that names too much or too little for its role.
func checkShape(g ops.Grant) error {
	var l fault.List
	switch {
	case !slices.Contains(ops.Granted, g.Role):
		l.Add("role", "people.grant.no-such-role")
	case g.Edition == 0 && g.Role != ops.Organiser:
		l.Add("everywhere", "people.grant.only-organiser-everywhere")
	case g.Role == ops.PavilionOrganiser && g.Pavilion == 0:
		l.Add("pavilion", "people.grant.needs-pavilion")
	case ofExhibitor(g.Role) && g.Exhibitor == 0:
		l.Add("exhibitor", "people.grant.needs-exhibitor")
	}
	if g.Role != ops.PavilionOrganiser && g.Pavilion != 0 {
		l.Add("pavilion", "people.grant.no-pavilion")
	}
	if !ofExhibitor(g.Role) && g.Exhibitor != 0 {
		l.Add("exhibitor", "people.grant.no-exhibitor")
	}
	return l.Err()
}

type grantRow struct {
	Grant
	GrantedBy ident.Account
	Now       clock.Micros
}

type grantArgs struct {
	Edition ident.Edition
	Grant   GrantID
}

type grantsOfArgs struct {
	Edition  ident.Edition
	Accounts []ident.Account
}

var (
	insertGrant = sqldb.Exec[grantRow](`
INSERT INTO people_grant (edition_id, id, account_id, role, pavilion_id, exhibitor_id, granted_by, created_at, updated_at)
VALUES (:edition_id, :id, :account_id, :role, :pavilion_id, :exhibitor_id, :granted_by, :now, :now)
ON CONFLICT (edition_id, account_id, role, pavilion_id, exhibitor_id) DO NOTHING`)
	grantByID = sqldb.Query[grantArgs, Grant](`
SELECT g.id, g.account_id, a.email, a.name, g.role, g.edition_id, g.pavilion_id, g.exhibitor_id, g.created_at
FROM people_grant g JOIN people_account a ON a.edition_id = 0 AND a.id = g.account_id
WHERE g.edition_id IN (0, :edition) AND g.id = :grant`)
	deleteGrant      = sqldb.Exec[grantRow](`DELETE FROM people_grant WHERE edition_id = :edition_id AND id = :id`)
	grantsOfAccounts = sqldb.Query[grantsOfArgs, Grant](`
SELECT g.id, g.account_id, a.email, a.name, g.role, g.edition_id, g.pavilion_id, g.exhibitor_id, g.created_at
FROM people_grant g JOIN people_account a ON a.edition_id = 0 AND a.id = g.account_id
WHERE g.edition_id = :edition AND g.account_id IN (:accounts) ORDER BY g.id`)
)

// AddGrant gives an account a role; made is false if it had it. It checks the shape of the grant, and neither
// permission nor whether pavilion and exhibitor exist: that is for the operation, or for the seed that made them.
func AddGrant(ctx context.Context, w *ops.Writing, a Account, g ops.Grant) (out Grant, made bool, err error) {
	if err := checkShape(g); err != nil {
		return out, false, err
	}
	out = Grant{ID: ident.New[grantPrefix](w.IDs), AccountID: a.ID, Email: a.Email, Name: a.Name, Role: g.Role,
		EditionID: g.Edition, PavilionID: g.Pavilion, ExhibitorID: g.Exhibitor, CreatedAt: w.Now}
	n, err := insertGrant.Do(ctx, w.Tx, grantRow{out, w.Actor.Account, w.Now})
	if err != nil || n == 0 {
		return out, false, err
	}
	w.Record("grant", out.ID, ledger.Created, ledger.Diff(nil, &out))
	return out, true, nil
}

// CreateGrant is the input of people.grant.create.
type CreateGrant struct {
	ops.InEdition
	Email      string          `json:"email" check:"required,max=254" doc:"Address of the person; an account is made if there is none."`
	Name       string          `json:"name" check:"max=100" doc:"Name for a new account; one that exists keeps its own."`
	Language   string          `json:"language" check:"enum=en|zh|vi|th|lo|km|my|id|ms|fil|pt" doc:"Language of the invitation to a new account; the caller's if empty."`
	Role       ops.Role        `json:"role" check:"required,enum=organiser|pavilion-organiser|exhibitor-admin|exhibitor-staff|visitor|gate" doc:"Role to give."`
	Pavilion   ident.Pavilion  `json:"pavilion" doc:"Pavilion, for a pavilion-organiser and no other role."`
	Exhibitor  ident.Exhibitor `json:"exhibitor" doc:"Exhibitor, for exhibitor-admin and exhibitor-staff and no other role."`
	Everywhere bool            `json:"everywhere" doc:"Organiser of every edition: the secretariat. Only the secretariat may give it."`
}

// Owner lets the pipeline turn away those who could not have the right whatever the input names; permit decides.
func (in CreateGrant) Owner(ctx context.Context, _ sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	return widestOwner(ctx, edition, in.Pavilion, in.Exhibitor), nil
}

// widestOwner is the owner that an exhibitor would have if it stood in the caller's own pavilion. Which pavilion it
// really stands in is known above this package, so the input's Owner method cannot ask; the operation does.
func widestOwner(ctx context.Context, edition ident.Edition, p ident.Pavilion, x ident.Exhibitor) ops.Owner {
	if x != 0 {
		for _, g := range ops.From(ctx).Actor.Grants {
			if g.Role == ops.PavilionOrganiser && g.Edition == edition {
				return ops.Owner{Pavilion: g.Pavilion, Exhibitor: x}
			}
		}
	}
	return ops.Owner{Pavilion: p, Exhibitor: x}
}

func (c *Core) createGrant(ctx context.Context, w *ops.Writing, in CreateGrant) (Grant, error) {
	g := ops.Grant{Role: in.Role, Edition: w.Edition, Pavilion: in.Pavilion, Exhibitor: in.Exhibitor}
	if in.Everywhere {
		g.Edition = 0
	}
	if err := checkShape(g); err != nil {
		return Grant{}, err
	}
	if err := c.permit(ctx, w, g); err != nil {
		return Grant{}, err
	}
	if g.Pavilion != 0 {
		if err := c.d.CheckPavilion(ctx, w, w.Edition, g.Pavilion); err != nil {
			return Grant{}, err
		}
	}
	language := in.Language
	if language == "" {
		language = w.Language
	}
	a, _, err := EnsureAccount(ctx, w, Person{in.Email, in.Name, language})
	if err != nil {
		return Grant{}, err
	}
	out, made, err := AddGrant(ctx, w, a, g)
	if err != nil {
		return out, err
	}
	if !made {
		return out, fault.NewConflict("email", "people.grant.exists")
	}
	return out, c.invite(ctx, w, a, g)
}

// invite tells a person of a new role. The letter is the same whether or not the account is new, so that nobody can
// learn from it, or from who gets one, which addresses have accounts.
func (c *Core) invite(ctx context.Context, w *ops.Writing, a Account, g ops.Grant) error {
	l := c.d.Words.Locale(a.Language)
	place := l.T("people.mail.every-edition")
	if g.Edition != 0 {
		var err error
		if place, err = c.d.EditionName(ctx, w, g.Edition, l.Lang()); err != nil {
			return err
		}
	}
	text := l.T("people.mail.invitation.text", "role", l.T("role."+string(g.Role)), "edition", place, "email", a.Email)
	if c.d.BaseURL != "" {
		text += "\n\n" + c.d.BaseURL + "/" + l.Lang() + "/sign-in"
	}
	return c.write(ctx, w, a.Email, l.T("people.mail.invitation.subject", "edition", place), text)
}

// OneGrant names a grant of the edition, or of the secretariat.
type OneGrant struct {
	ops.InEdition
	Grant GrantID `json:"grant" check:"required" doc:"Key of the grant (gra_…)."`
}

// Owner lets the pipeline turn away those who could not have the right whatever pavilion the exhibitor stands in.
func (in OneGrant) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	g, err := findGrant(ctx, r, edition, in.Grant)
	return widestOwner(ctx, edition, g.PavilionID, g.ExhibitorID), err
}

func findGrant(ctx context.Context, r sqldb.Runner, edition ident.Edition, id GrantID) (Grant, error) {
	g, err := grantByID.One(ctx, r, grantArgs{edition, id})
	if errors.Is(err, sqldb.ErrNone) {
		return g, fault.NewNotFound("people.grant.not-found")
	}
	return g, err
}

func (c *Core) removeGrant(ctx context.Context, w *ops.Writing, in OneGrant) (Grant, error) {
	g, err := findGrant(ctx, w, w.Edition, in.Grant)
	if err != nil {
		return g, err
	}
	if err := c.permit(ctx, w, ops.Grant{Role: g.Role, Edition: g.EditionID, Pavilion: g.PavilionID, Exhibitor: g.ExhibitorID}); err != nil {
		return g, err
	}
	if g.Role == ops.Organiser {
		if err := keepOrganiser(ctx, w, g.EditionID, func(o organiserRow) bool { return o.ID != g.ID }); err != nil {
			return g, err
		}
	}
	n, err := deleteGrant.Do(ctx, w.Tx, grantRow{Grant: g})
	if err != nil {
		return g, err
	}
	if n == 0 { // PostgreSQL only: removed by another transaction since we looked
		return g, fault.NewNotFound("people.grant.not-found")
	}
	w.Record("grant", g.ID, ledger.Deleted, nil)
	return g, nil
}

type organiserRow struct {
	ID        GrantID
	AccountID ident.Account
}

// organisers locks what it returns, so that of two organisers who remove each other at once only one succeeds.
var organisers = sqldb.Query[grantArgs, organiserRow](`
SELECT g.id, g.account_id FROM people_grant g JOIN people_account a ON a.edition_id = 0 AND a.id = g.account_id
WHERE g.edition_id IN (0, :edition) AND g.role = 'organiser' AND a.state = 'active' ORDER BY g.id /*pg FOR UPDATE */`)

// keepOrganiser is a Conflict if an organiser would go and no active one of the edition, or of the secretariat, stays.
func keepOrganiser(ctx context.Context, w *ops.Writing, edition ident.Edition, stays func(organiserRow) bool) error {
	all, err := organisers.All(ctx, w, grantArgs{Edition: edition})
	if err != nil {
		return err
	}
	goes := func(o organiserRow) bool { return !stays(o) }
	if slices.ContainsFunc(all, goes) && !slices.ContainsFunc(all, stays) {
		return fault.NewConflict("", "people.grant.last-organiser")
	}
	return nil
}

// ListGrants is the input of people.grant.list.
type ListGrants struct {
	ops.InEdition
	Role       ops.Role        `json:"role" check:"enum=organiser|pavilion-organiser|exhibitor-admin|exhibitor-staff|visitor|gate" doc:"Only this role; empty for all."`
	Pavilion   ident.Pavilion  `json:"pavilion" doc:"Only the organisers of this pavilion."`
	Exhibitor  ident.Exhibitor `json:"exhibitor" doc:"Only the people of this exhibitor. Pavilion organisers and exhibitors must name one of their own."`
	Email      string          `json:"email" check:"max=254" doc:"Beginning of the address; empty for all."`
	Everywhere bool            `json:"everywhere" doc:"The secretariat's organisers instead of the edition's people."`
	After      string          `json:"after" check:"max=2000" doc:"Cursor: next of the page before."`
	Limit      int             `json:"limit" check:"min=0,max=200" doc:"Grants a page, 50 if 0."`
}

// Owner lets the pipeline turn away those who may see nothing of what the input names; the operation decides.
func (in ListGrants) Owner(ctx context.Context, _ sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	return widestOwner(ctx, edition, in.Pavilion, in.Exhibitor), nil
}

// Grants is a page of grants, oldest first.
type Grants struct {
	Items []Grant `json:"items"`
	Next  string  `json:"next"`
}

type listGrantsArgs struct {
	Edition   ident.Edition
	After     int64
	Role      ops.Role
	Pavilion  ident.Pavilion
	Exhibitor ident.Exhibitor
	Pattern   string
	Limit     int
}

var grantsOf = sqldb.Query[listGrantsArgs, Grant](`
SELECT g.id, g.account_id, a.email, a.name, g.role, g.edition_id, g.pavilion_id, g.exhibitor_id, g.created_at
FROM people_grant g JOIN people_account a ON a.edition_id = 0 AND a.id = g.account_id
WHERE g.edition_id = :edition AND g.id > :after /*if role*/ AND g.role = :role /*end*/
/*if pavilion*/ AND g.pavilion_id = :pavilion /*end*/ /*if exhibitor*/ AND g.exhibitor_id = :exhibitor /*end*/
/*if pattern*/ AND a.email_norm LIKE :pattern ESCAPE '\' /*end*/
ORDER BY g.id LIMIT :limit`)

func (c *Core) listGrants(ctx context.Context, q *ops.Reading, in ListGrants) (Grants, error) {
	if err := c.maySeeGrants(ctx, q, in.Everywhere, in.Pavilion, in.Exhibitor); err != nil {
		return Grants{}, err
	}
	after, err := paging.Parse(in.After)
	if err != nil {
		return Grants{}, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	size := paging.Size(in.Limit)
	args := listGrantsArgs{q.Edition, after.ID, in.Role, in.Pavilion, in.Exhibitor, prefixPattern(in.Email), size + 1}
	if in.Everywhere {
		args.Edition = 0
	}
	rows, err := grantsOf.All(ctx, q, args)
	out := Grants{Items: rows}
	if len(rows) > size {
		out.Items = rows[:size]
		out.Next = paging.Cursor{ID: int64(rows[size-1].ID)}.String()
	}
	return out, err
}

// maySeeGrants lets an organiser see all, and others what belongs to their own pavilion or stand.
func (c *Core) maySeeGrants(ctx context.Context, q *ops.Reading, everywhere bool, p ident.Pavilion, x ident.Exhibitor) error {
	if q.Actor.Has(ops.Organiser, q.Edition) {
		return nil
	}
	owner := ops.Owner{Pavilion: p}
	if x != 0 {
		var err error
		if owner, err = c.d.ExhibitorOwner(ctx, q, q.Edition, x); err != nil {
			return err
		}
		owner.Exhibitor = x
	}
	if everywhere || !q.Covers(owner, ops.PavilionOrganiser, ops.ExhibitorAdmin) {
		return fault.NewDenied("fault.denied")
	}
	return nil
}

func (c *Core) findOneGrant(ctx context.Context, q *ops.Reading, in OneGrant) (Grant, error) {
	g, err := findGrant(ctx, q, q.Edition, in.Grant)
	if err != nil {
		return g, err
	}
	return g, c.maySeeGrants(ctx, q, g.EditionID == 0, g.PavilionID, g.ExhibitorID)
}
