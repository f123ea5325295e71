package expo

import (
	"context"
	"errors"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Exhibitor is a firm or body that shows at an edition.
type Exhibitor struct {
	ID ident.Exhibitor `json:"id"`
	// PavilionID is the pavilion whose organiser administers the exhibitor; 0 if the secretariat does.
	PavilionID ident.Pavilion `json:"pavilion,omitempty"`
	// OrganisationID is the firm behind it, which outlives the edition; 0 if not linked.
	OrganisationID OrganisationKey `json:"organisation,omitempty"`
	// ExternalSource and ExternalID name the record in the list it was imported from.
	ExternalSource string `json:"external_source,omitempty"`
	ExternalID     string `json:"external_id,omitempty"`
	ExhibitorFields
	Logo   string `json:"logo,omitempty"`
	Sample bool   `json:"sample"`
	// Source says where the statements about a real organisation come from; "" for the exhibitor's own.
	Source  string `json:"source,omitempty"`
	State   string `json:"state"`
	Version int64  `json:"version"`
}

// ExhibitorFields are what an exhibitor states about itself.
type ExhibitorFields struct {
	Name    text.T        `json:"name" check:"required,max=200" doc:"Name of the firm by language, as on the fascia board."`
	Country place.Country `json:"country" check:"pattern=country" doc:"ISO 3166-1 alpha-2 code of the firm's seat."`
	City    string        `json:"city" check:"max=100" doc:"City of the firm's seat."`
	Website string        `json:"website" check:"max=500,pattern=url" doc:"Address with https://."`
	Email   string        `json:"email" check:"max=254,pattern=email" doc:"Public e-mail address of the firm." ledger:"name"`
	Phone   string        `json:"phone" check:"max=40" doc:"Public telephone number of the firm." ledger:"name"`
	Profile text.T        `json:"profile" check:"max=4000" doc:"What the firm does, by language."`
	Founded int64         `json:"founded" check:"min=0,max=2100" doc:"Year of foundation; 0 if not stated."`
	// Employees is the number stated by the firm; 0 if not stated.
	Employees int64 `json:"employees" check:"min=0,max=10000000" doc:"Number of employees; 0 if not stated."`
	FirstTime bool  `json:"first_time" doc:"Exhibits at this expo for the first time."`
}

type organisationPrefix struct{}

func (organisationPrefix) Prefix() string { return "org" }

// OrganisationKey is the key of a firm in the people capability.
type OrganisationKey = ident.Of[organisationPrefix]

type exhibitorRow struct {
	EditionID ident.Edition
	Exhibitor
	NameNorm string
	SortName string
	Now      clock.Micros
}

// asRow adds the folded names by which lists sort and filter.
func (e Exhibitor) asRow(edition ident.Edition, now clock.Micros) exhibitorRow {
	return exhibitorRow{edition, e, foldedNames(e.Name), sortName(e.Name), now}
}

// foldedNames joins the folded names of all languages by line ends, so that one LIKE finds any of them.
func foldedNames(t text.T) string {
	var b strings.Builder
	for _, tag := range t.Tags() {
		b.WriteString(text.Fold(t[tag].Text) + "\n")
	}
	return b.String()
}

// sortName is the folded English name, else that of another language, cut to what an index should hold.
func sortName(t text.T) string {
	s := text.Fold(t.Words("en"))
	if len(s) > 120 {
		s = strings.ToValidUTF8(s[:120], "")
	}
	return s
}

type exhibitorArgs struct {
	Edition ident.Edition
	ID      ident.Exhibitor
}

const exhibitorColumns = `id, pavilion_id, organisation_id, external_source, external_id, name, country, city, website, email, phone,
profile, founded, employees, first_time, logo, sample, source, state, version`

var (
	findExhibitorRow = sqldb.Query[exhibitorArgs, Exhibitor](`SELECT ` + exhibitorColumns + ` FROM expo_exhibitor
WHERE edition_id = :edition AND id = :id`)
	insertExhibitor = sqldb.Exec[exhibitorRow](`
INSERT INTO expo_exhibitor (edition_id, id, pavilion_id, organisation_id, external_source, external_id, name, name_norm, sort_name,
  country, city, website, email, phone, profile, founded, employees, first_time, logo, sample, source, state, version, created_at, updated_at)
VALUES (:edition_id, :id, :pavilion_id, :organisation_id, :external_source, :external_id, :name, :name_norm, :sort_name,
  :country, :city, :website, :email, :phone, :profile, :founded, :employees, :first_time, :logo, :sample, :source, :state, 1, :now, :now)
ON CONFLICT DO NOTHING`)
	updateExhibitorRow = sqldb.Exec[exhibitorRow](`
UPDATE expo_exhibitor SET pavilion_id = :pavilion_id, organisation_id = :organisation_id, name = :name, name_norm = :name_norm,
  sort_name = :sort_name, country = :country, city = :city, website = :website, email = :email, phone = :phone, profile = :profile,
  founded = :founded, employees = :employees, first_time = :first_time, logo = :logo, source = :source, state = :state,
  external_source = :external_source, external_id = :external_id, version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :version`)
)

// OnExhibitor is embedded by inputs that name an exhibitor. Its pavilion and the exhibitor itself own the object.
type OnExhibitor struct {
	Exhibitor ident.Exhibitor `json:"exhibitor" check:"required" doc:"Key of the exhibitor, exh_…."`
}

// Owner is the exhibitor with its pavilion.
func (in OnExhibitor) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	return ExhibitorOwner(ctx, r, edition, in.Exhibitor)
}

// ExhibitorOwner returns the exhibitor and its pavilion as owner; a missing exhibitor is a NotFound.
func ExhibitorOwner(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ident.Exhibitor) (ops.Owner, error) {
	e, err := exhibitorByID(ctx, r, edition, id)
	return e.owner(), err
}

func (e *Exhibitor) owner() ops.Owner { return ops.Owner{Pavilion: e.PavilionID, Exhibitor: e.ID} }

func exhibitorByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ident.Exhibitor) (Exhibitor, error) {
	e, err := findExhibitorRow.One(ctx, r, exhibitorArgs{edition, id})
	if errors.Is(err, sqldb.ErrNone) {
		return Exhibitor{}, fault.NewNotFound("expo.exhibitor.not-found")
	}
	return e, err
}

// CreateExhibitor is the input of expo.exhibitor.create.
type CreateExhibitor struct {
	ops.InEdition
	// Pavilion owns the new exhibitor; a pavilion organiser may create in its own only.
	Pavilion ident.Pavilion `json:"pavilion" doc:"Key of the pavilion, pav_…; empty for none."`
	ExhibitorFields
	Categories []CategoryKey `json:"categories" check:"max=20" doc:"Keys of categories."`
	State      string        `json:"state" check:"enum=draft|published" doc:"draft (default) or published."`
	Source     string        `json:"source" check:"max=300" doc:"Where statements about a real organisation come from."`
}

// Owner is the pavilion in which the exhibitor is created.
func (in CreateExhibitor) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	if in.Pavilion == 0 {
		return ops.Owner{}, nil
	}
	return OnPavilion{in.Pavilion}.Owner(ctx, r, edition)
}

func (c *Core) createExhibitor(ctx context.Context, tx *ops.Writing, in CreateExhibitor) (Exhibitor, error) {
	e := Exhibitor{PavilionID: in.Pavilion, ExhibitorFields: in.ExhibitorFields, State: in.State, Source: in.Source}
	return c.AddExhibitor(ctx, tx, e, in.Categories)
}

// AddExhibitor writes a new exhibitor with its categories, for the operation, the import and the seed. The key and
// version are made here; State defaults to draft. It links or creates the organisation of the same name and country.
func (c *Core) AddExhibitor(ctx context.Context, tx *ops.Writing, e Exhibitor, categories []CategoryKey) (Exhibitor, error) {
	if err := e.check(); err != nil {
		return Exhibitor{}, err
	}
	if e.State == "" {
		e.State = Draft
	}
	e.ID, e.Version = ident.Exhibitor(tx.IDs.Next()), 1
	if c.Organisation != nil && e.OrganisationID == 0 {
		id, err := c.Organisation(ctx, tx, e.Name.Words("en"), string(e.Country), e.Website)
		if err != nil {
			return Exhibitor{}, err
		}
		e.OrganisationID = OrganisationKey(id)
	}
	n, err := insertExhibitor.Do(ctx, tx.Tx, e.asRow(tx.Edition, tx.Now))
	if err == nil && n == 0 {
		err = fault.NewConflict("external_id", "expo.exhibitor.external-taken", "id", e.ExternalID)
	}
	if err != nil {
		return Exhibitor{}, err
	}
	if _, err := setCategories(ctx, tx, e.ID, nil, categories); err != nil {
		return Exhibitor{}, err
	}
	tx.Record("exhibitor", e.ID, ledger.Created, ledger.Diff(nil, &e))
	return e, nil
}

// check applies the rules that a tag cannot state.
func (f *ExhibitorFields) check() error {
	if f.Country != "" && !f.Country.Valid() {
		return fault.NewInvalid("country", "expo.country-unknown", "code", string(f.Country))
	}
	if f.Name.Empty() {
		return fault.NewInvalid("name", "fault.required")
	}
	return nil
}

// UpdateExhibitor is the input of expo.exhibitor.update: the whole profile.
type UpdateExhibitor struct {
	ops.InEdition
	OnExhibitor
	ExhibitorFields
	Categories []CategoryKey `json:"categories" check:"max=20" doc:"Keys of all categories."`
	Version    int64         `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) updateExhibitor(ctx context.Context, tx *ops.Writing, in UpdateExhibitor) (Exhibitor, error) {
	old, err := exhibitorByID(ctx, tx, tx.Edition, in.Exhibitor)
	if err != nil {
		return Exhibitor{}, err
	}
	e := old
	e.ExhibitorFields, e.Version = in.ExhibitorFields, in.Version
	return c.ChangeExhibitor(ctx, tx, old, e, in.Categories)
}

// ChangeExhibitor writes the changed exhibitor and, unless categories is nil, its categories, for the operation and
// the import. e.Version must be the version that was read. Nothing is written when nothing changed. One that withdraws
// leaves its booths. Errors besides those of the fields: Conflict for an older version, and for a pavilion other than
// that of its booths.
func (c *Core) ChangeExhibitor(ctx context.Context, tx *ops.Writing, old, e Exhibitor, categories []CategoryKey) (Exhibitor, error) {
	if err := e.check(); err != nil {
		return Exhibitor{}, err
	}
	if e.Version != old.Version {
		return Exhibitor{}, fault.NewConflict("", "fault.stale")
	}
	if e.PavilionID != old.PavilionID {
		if err := floor.MayJoin(ctx, tx, e.ID, e.PavilionID); err != nil {
			return Exhibitor{}, err
		}
	}
	changes := ledger.Diff(&old, &e)
	if categories != nil {
		had, err := categoriesOf(ctx, tx, tx.Edition, e.ID)
		if err != nil {
			return Exhibitor{}, err
		}
		changed, err := setCategories(ctx, tx, e.ID, had, categories)
		if err != nil {
			return Exhibitor{}, err
		}
		if changed {
			changes = append(changes, ledger.Change{Field: "categories", From: had, To: categories})
		}
	}
	if len(changes) == 0 {
		return old, nil
	}
	n, err := updateExhibitorRow.Do(ctx, tx.Tx, e.asRow(tx.Edition, tx.Now))
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Exhibitor{}, err
	}
	e.Version++
	tx.Record("exhibitor", e.ID, ledger.Updated, changes)
	if e.State == Withdrawn {
		_, err = floor.WithdrawExhibitor(ctx, tx, e.ID)
	}
	return e, err
}

// PlaceExhibitor is the input of expo.exhibitor.place: state and pavilion, which the secretariat decides.
type PlaceExhibitor struct {
	ops.InEdition
	OnExhibitor
	State    string         `json:"state" check:"required,enum=draft|published|withdrawn" doc:"draft, published or withdrawn."`
	Pavilion ident.Pavilion `json:"pavilion" doc:"Key of the pavilion, pav_…; empty for none."`
	Version  int64          `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) placeExhibitor(ctx context.Context, tx *ops.Writing, in PlaceExhibitor) (Exhibitor, error) {
	old, err := exhibitorByID(ctx, tx, tx.Edition, in.Exhibitor)
	if err != nil {
		return Exhibitor{}, err
	}
	if in.Pavilion != old.PavilionID {
		if !tx.Covers(ops.Owner{}, ops.Organiser) {
			return Exhibitor{}, fault.NewDenied("expo.exhibitor.pavilion-by-organiser")
		}
		if in.Pavilion != 0 {
			if _, err := pavilionByID(ctx, tx, tx.Edition, in.Pavilion); err != nil {
				return Exhibitor{}, err
			}
		}
	}
	e := old
	e.State, e.PavilionID, e.Version = in.State, in.Pavilion, in.Version
	return c.ChangeExhibitor(ctx, tx, old, e, nil)
}
