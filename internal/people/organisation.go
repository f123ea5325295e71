package people

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type organisationPrefix struct{}

func (organisationPrefix) Prefix() string { return "org" }

// OrganisationID is the key of an organisation.
type OrganisationID = ident.Of[organisationPrefix]

type memberPrefix struct{}

func (memberPrefix) Prefix() string { return "mem" }

// Organisation is a firm or public body as it is known from edition to edition.
type Organisation struct {
	ID   OrganisationID `json:"organisation"`
	Name string         `json:"name"`
	// Country is ISO 3166-1 alpha-2, "" if not known.
	Country string `json:"country"`
	Website string `json:"website"`
	// Registration is its number in the register of companies of its country, "" if not known.
	Registration string `json:"registration"`
}

// Membership says that an account works for an organisation.
type Membership struct {
	ID             ident.Of[memberPrefix] `json:"membership"`
	OrganisationID OrganisationID         `json:"organisation"`
	Name           string                 `json:"name"`
	Country        string                 `json:"country"`
	// Title is the person's own title there, "" if not known.
	Title string `json:"title" ledger:"name"`
}

type organisationRow struct {
	Organisation
	NameNorm string
	Now      clock.Micros
}

type memberRow struct {
	ID           ident.Of[memberPrefix]
	Organisation OrganisationID
	Account      ident.Account
	Title        string
	Now          clock.Micros
}

var (
	organisationByName = sqldb.Query[organisationRow, Organisation](`
SELECT id, name, country, website, registration FROM people_organisation
WHERE edition_id = 0 AND name_norm = :name_norm AND country = :country ORDER BY id LIMIT 1`)
	organisationByID = sqldb.Query[organisationRow, Organisation](`
SELECT id, name, country, website, registration FROM people_organisation WHERE edition_id = 0 AND id = :id`)
	insertOrganisation = sqldb.Exec[organisationRow](`
INSERT INTO people_organisation (edition_id, id, name, name_norm, country, website, registration, created_at, updated_at)
VALUES (0, :id, :name, :name_norm, :country, :website, :registration, :now, :now)`)
	membershipsOf = sqldb.Query[accountArgs, Membership](`
SELECT m.id, m.organisation_id, o.name, o.country, m.title FROM people_member m
JOIN people_organisation o ON o.edition_id = m.edition_id AND o.id = m.organisation_id
WHERE m.edition_id = 0 AND m.account_id = :account ORDER BY m.id LIMIT 50`)
	insertMember = sqldb.Exec[memberRow](`
INSERT INTO people_member (edition_id, id, organisation_id, account_id, title, created_at, updated_at)
VALUES (0, :id, :organisation, :account, :title, :now, :now) ON CONFLICT (edition_id, organisation_id, account_id) DO NOTHING`)
)

// EnsureOrganisation returns the organisation of that folded name and country, and makes it of o if there is none.
// o.ID is not read. Two firms of one name in one country are told apart by people, not here: the first made is found.
// It checks no permission.
func EnsureOrganisation(ctx context.Context, w *ops.Writing, o Organisation) (Organisation, error) {
	o.Name = oneLine(o.Name)
	if o.Name == "" {
		return o, fault.NewInvalid("name", "fault.required")
	}
	row := organisationRow{Organisation: o, NameNorm: text.Fold(o.Name), Now: w.Now}
	found, err := organisationByName.One(ctx, w, row)
	if !errors.Is(err, sqldb.ErrNone) {
		return found, err
	}
	o.ID = ident.New[organisationPrefix](w.IDs)
	row.Organisation = o
	if _, err := insertOrganisation.Do(ctx, w.Tx, row); err != nil {
		return o, err
	}
	w.Record("organisation", o.ID, ledger.Created, ledger.Diff(nil, &o))
	return o, nil
}

// FindOrganisation returns an organisation; a missing one is a NotFound.
func FindOrganisation(ctx context.Context, r sqldb.Runner, id OrganisationID) (Organisation, error) {
	o, err := organisationByID.One(ctx, r, organisationRow{Organisation: Organisation{ID: id}})
	if errors.Is(err, sqldb.ErrNone) {
		return o, fault.NewNotFound("people.organisation.not-found")
	}
	return o, err
}

// AddMember makes an account a member of an organisation; one that is already stays as it is. It checks no permission.
func AddMember(ctx context.Context, w *ops.Writing, o OrganisationID, a ident.Account, title string) error {
	m := Membership{ID: ident.New[memberPrefix](w.IDs), OrganisationID: o, Title: oneLine(title)}
	n, err := insertMember.Do(ctx, w.Tx, memberRow{m.ID, o, a, m.Title, w.Now})
	if err == nil && n > 0 {
		w.Record("membership", m.ID, ledger.Created, []ledger.Change{{Field: "organisation", To: o}, {Field: "account", To: a}})
	}
	return err
}
