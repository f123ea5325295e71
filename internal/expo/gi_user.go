package expo

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
)

type giUserPrefix struct{}

func (giUserPrefix) Prefix() string { return "giu" }

// GIUserKey is the key of an authorisation to use a geographical indication.
type GIUserKey = ident.Of[giUserPrefix]

// GIUser is an exhibitor that may use a geographical indication at an edition.
type GIUser struct {
	ID          GIUserKey       `json:"id"`
	GIID        GIKey           `json:"gi" db:"gi_id"`
	ExhibitorID ident.Exhibitor `json:"exhibitor"`
	GIUserFields
}

// GIUserFields are what the organiser saw of an authorisation.
type GIUserFields struct {
	Document string `json:"document" check:"required,max=120" doc:"Number of the document that authorises the exhibitor."`
	// ValidFrom and ValidUntil are the first and last day of validity, "" for open ends.
	ValidFrom  clock.Date `json:"valid_from" doc:"First day of validity; empty if not stated."`
	ValidUntil clock.Date `json:"valid_until" doc:"Last day of validity; empty if not stated."`
}

// validOn reports whether the authorisation holds on a day.
func (f GIUserFields) validOn(day clock.Date) bool {
	return (f.ValidFrom == "" || f.ValidFrom <= day) && (f.ValidUntil == "" || day <= f.ValidUntil)
}

type giUserRow struct {
	EditionID ident.Edition
	GIUser
	Now clock.Micros
}

type giUseArgs struct {
	Edition   ident.Edition
	GI        GIKey `db:"gi"`
	Exhibitor ident.Exhibitor
	GIs       []GIKey `db:"gis"`
}

type productGIRow struct {
	EditionID ident.Edition
	ID        int64
	ProductID ProductKey
	GIID      GIKey `db:"gi_id"`
	Now       clock.Micros
}

// giStanding says how many entries of a name protect it now.
type giStanding struct {
	ID         GIKey
	Registered int64
}

const giUserColumns = `id, gi_id, exhibitor_id, document, valid_from, valid_until`

var (
	// The lock serialises a new link with the end of the authorisation it rests on.
	usersFor = sqldb.Query[giUseArgs, GIUser](`SELECT ` + giUserColumns + ` FROM expo_gi_user
WHERE edition_id = :edition AND exhibitor_id = :exhibitor AND gi_id IN (:gis) ORDER BY gi_id /*pg FOR UPDATE */`)
	findGIUser = sqldb.Query[giUseArgs, GIUser](`SELECT ` + giUserColumns + ` FROM expo_gi_user
WHERE edition_id = :edition AND exhibitor_id = :exhibitor AND gi_id = :gi`)
	insertGIUser = sqldb.Exec[giUserRow](`
INSERT INTO expo_gi_user (edition_id, id, gi_id, exhibitor_id, document, valid_from, valid_until, created_at, updated_at)
VALUES (:edition_id, :id, :gi_id, :exhibitor_id, :document, :valid_from, :valid_until, :now, :now) ON CONFLICT DO NOTHING`)
	updateGIUser = sqldb.Exec[giUserRow](`
UPDATE expo_gi_user SET document = :document, valid_from = :valid_from, valid_until = :valid_until, updated_at = :now
WHERE edition_id = :edition_id AND gi_id = :gi_id AND exhibitor_id = :exhibitor_id`)
	deleteGIUser = sqldb.Exec[giUseArgs](`DELETE FROM expo_gi_user
WHERE edition_id = :edition AND gi_id = :gi AND exhibitor_id = :exhibitor`)
	productsUnder = sqldb.Query[giUseArgs, int64](`SELECT count(*) FROM expo_product_gi x
JOIN expo_product o ON o.edition_id = x.edition_id AND o.id = x.product_id
WHERE x.edition_id = :edition AND x.gi_id = :gi AND o.exhibitor_id = :exhibitor`)
	standingOf = sqldb.Query[giUseArgs, giStanding](`
SELECT g.id, (SELECT count(*) FROM expo_gi_entry e WHERE e.edition_id = 0 AND e.gi_id = g.id AND e.status IN ('registered', 'protected')) AS registered
FROM expo_gi g WHERE g.edition_id = 0 AND g.id IN (:gis) ORDER BY g.id`)
	giKeysOf = sqldb.Query[productArgs, GIKey](`SELECT gi_id FROM expo_product_gi
WHERE edition_id = :edition AND product_id = :id ORDER BY gi_id`)
	insertProductGI = sqldb.Exec[productGIRow](`
INSERT INTO expo_product_gi (edition_id, id, product_id, gi_id, created_at, updated_at)
VALUES (:edition_id, :id, :product_id, :gi_id, :now, :now) ON CONFLICT DO NOTHING`)
	deleteProductGI = sqldb.Exec[productGIRow](`DELETE FROM expo_product_gi
WHERE edition_id = :edition_id AND product_id = :product_id AND gi_id = :gi_id`)
)

// mayUseGIs refuses, for each name, an exhibitor that is not an authorised user on the edition's opening day, and a
// name that no register has registered or protected.
func mayUseGIs(ctx context.Context, tx *ops.Writing, exhibitor ident.Exhibitor, gis []GIKey) error {
	if len(gis) == 0 {
		return nil
	}
	e, err := editionByRef.One(ctx, tx, editionRef{ID: tx.Edition})
	if err != nil {
		return err
	}
	args := giUseArgs{Edition: tx.Edition, Exhibitor: exhibitor, GIs: gis}
	standing, err := standingOf.All(ctx, tx, args)
	if err != nil {
		return err
	}
	users, err := usersFor.All(ctx, tx, args)
	if err != nil {
		return err
	}
	var l fault.List
	for _, k := range gis {
		at := slices.IndexFunc(standing, func(s giStanding) bool { return s.ID == k })
		switch {
		case at < 0:
			l.Add("gis", "expo.gi.not-found")
		case standing[at].Registered == 0:
			l.Add("gis", "expo.product.gi-not-registered", "gi", k.String())
		case !slices.ContainsFunc(users, func(u GIUser) bool { return u.GIID == k && u.validOn(e.OpensOn) }):
			l.Add("gis", "expo.product.gi-not-authorised", "gi", k.String(), "day", string(e.OpensOn))
		}
	}
	return l.Err()
}

// linkGIs makes want the indications of a product that had the given ones.
func linkGIs(ctx context.Context, tx *ops.Writing, id ProductKey, had, want []GIKey) error {
	for _, k := range had {
		if !slices.Contains(want, k) {
			if _, err := deleteProductGI.Do(ctx, tx.Tx, productGIRow{EditionID: tx.Edition, ProductID: id, GIID: k}); err != nil {
				return err
			}
		}
	}
	for _, k := range want {
		if slices.Contains(had, k) {
			continue
		}
		if _, err := insertProductGI.Do(ctx, tx.Tx, productGIRow{tx.Edition, tx.IDs.Next(), id, k, tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

// AuthoriseGI is the input of expo.gi.authorise.
type AuthoriseGI struct {
	ops.InEdition
	OnExhibitor
	GI GIKey `json:"gi" check:"required" doc:"Key of the geographical indication, gi_…."`
	GIUserFields
}

func (c *Core) authoriseGI(ctx context.Context, tx *ops.Writing, in AuthoriseGI) (GIUser, error) {
	if _, err := giByID(ctx, tx, in.GI); err != nil {
		return GIUser{}, err
	}
	return c.PutGIUser(ctx, tx, in.GI, in.Exhibitor, in.GIUserFields)
}

// PutGIUser says that an exhibitor may use a name at the edition, or changes what is known of it, for the operation and
// the seed. Errors: Invalid for an end before the beginning; Conflict when the change would leave the exhibitor's
// products under the name without authorisation.
func (c *Core) PutGIUser(ctx context.Context, tx *ops.Writing, gi GIKey, exhibitor ident.Exhibitor, f GIUserFields) (GIUser, error) {
	if f.ValidFrom != "" && f.ValidUntil != "" && f.ValidUntil < f.ValidFrom {
		return GIUser{}, fault.NewInvalid("valid_until", "expo.gi.ends-before-start")
	}
	u := GIUser{ident.New[giUserPrefix](tx.IDs), gi, exhibitor, f}
	n, err := insertGIUser.Do(ctx, tx.Tx, giUserRow{tx.Edition, u, tx.Now})
	if err != nil {
		return GIUser{}, err
	}
	if n == 1 {
		tx.Record("gi-user", u.ID, ledger.Created, ledger.Diff(nil, &u))
		return u, nil
	}
	args := giUseArgs{Edition: tx.Edition, GI: gi, Exhibitor: exhibitor}
	old, err := findGIUser.One(ctx, tx, args)
	if err != nil {
		return GIUser{}, err
	}
	u.ID = old.ID
	changes := ledger.Diff(&old, &u)
	if len(changes) == 0 {
		return u, nil
	}
	if _, err := updateGIUser.Do(ctx, tx.Tx, giUserRow{tx.Edition, u, tx.Now}); err != nil {
		return GIUser{}, err
	}
	e, err := editionByRef.One(ctx, tx, editionRef{ID: tx.Edition})
	if err != nil {
		return GIUser{}, err
	}
	if !u.validOn(e.OpensOn) {
		if err := noProductsUnder(ctx, tx, args); err != nil {
			return GIUser{}, err
		}
	}
	tx.Record("gi-user", u.ID, ledger.Updated, changes)
	return u, nil
}

func noProductsUnder(ctx context.Context, tx *ops.Writing, args giUseArgs) error {
	n, err := productsUnder.One(ctx, tx, args)
	if err == nil && n > 0 {
		err = fault.NewConflict("gi", "expo.gi.has-products", "n", n)
	}
	return err
}

// UnauthoriseGI is the input of expo.gi.unauthorise.
type UnauthoriseGI struct {
	ops.InEdition
	OnExhibitor
	GI GIKey `json:"gi" check:"required" doc:"Key of the geographical indication, gi_…."`
}

func (c *Core) unauthoriseGI(ctx context.Context, tx *ops.Writing, in UnauthoriseGI) (Done, error) {
	args := giUseArgs{Edition: tx.Edition, GI: in.GI, Exhibitor: in.Exhibitor}
	u, err := findGIUser.One(ctx, tx, args)
	if errors.Is(err, sqldb.ErrNone) {
		return Done{}, fault.NewNotFound("expo.gi.user-not-found")
	}
	if err != nil {
		return Done{}, err
	}
	// Deleted first: the row lock makes a product that is just being linked visible to the question that follows.
	if _, err := deleteGIUser.Do(ctx, tx.Tx, args); err != nil {
		return Done{}, err
	}
	if err := noProductsUnder(ctx, tx, args); err != nil {
		return Done{}, err
	}
	tx.Record("gi-user", u.ID, ledger.Deleted, nil)
	return Done{}, nil
}
