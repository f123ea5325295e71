package expo

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type demonstrationPrefix struct{}

func (demonstrationPrefix) Prefix() string { return "dem" }

// DemonstrationKey is the key of a demonstration.
type DemonstrationKey = ident.Of[demonstrationPrefix]

// Demonstration is something shown at work: a robot, a drone, a model that answers.
type Demonstration struct {
	ID          DemonstrationKey `json:"id"`
	ExhibitorID ident.Exhibitor  `json:"exhibitor"`
	DemonstrationFields
	Sample  bool   `json:"sample"`
	State   string `json:"state"`
	Version int64  `json:"version"`
}

// DemonstrationFields are what an exhibitor states of a demonstration.
type DemonstrationFields struct {
	Kind string `json:"kind" check:"required,enum=robot|drone|model|vehicle|process|other" doc:"robot, drone, model, vehicle, process or other."`
	// PavilionID is the theme pavilion in which it is shown, not necessarily the exhibitor's own.
	PavilionID  ident.Pavilion `json:"pavilion" doc:"Key of the theme pavilion in which it is shown, pav_…; empty for the exhibitor's stand."`
	ProductID   ProductKey     `json:"product" doc:"Key of the exhibitor's product that is shown, prd_…; empty for none."`
	Title       text.T         `json:"title" check:"required,max=200" doc:"Title by language."`
	Description text.T         `json:"description" check:"max=3000" doc:"What is to be seen, by language."`
	Times       Times          `json:"times" check:"max=60" doc:"When it is shown, venue-local; empty for all day."`
	HandsOn     bool           `json:"hands_on" doc:"Visitors may try it."`
}

// DemonstrationTime is one showing on a day of the edition, venue-local.
type DemonstrationTime struct {
	Day  clock.Date `json:"day" check:"required" doc:"Day of the edition, 2025-09-17."`
	From string     `json:"from" check:"required,max=5" doc:"Beginning, 10:30."`
	To   string     `json:"to" check:"required,max=5" doc:"End, 11:00."`
}

// Times are the showings of a demonstration, stored as JSON, in order.
type Times []DemonstrationTime

// Value gives the JSON text.
func (t Times) Value() (driver.Value, error) {
	return sqldb.JSON[[]DemonstrationTime]{V: append([]DemonstrationTime{}, t...)}.Value()
}

// Scan reads the JSON text.
func (t *Times) Scan(src any) error {
	var j sqldb.JSON[[]DemonstrationTime]
	err := j.Scan(src)
	*t = j.V
	return err
}

// days lists the days of the showings once each, for the day filter.
func (t Times) days() string {
	var days []string
	for _, s := range t {
		days = append(days, string(s.Day))
	}
	return strings.Join(slices.Compact(days), " ")
}

type demonstrationRow struct {
	EditionID ident.Edition
	Demonstration
	TitleNorm string
	SortTitle string
	Days      string
	Now       clock.Micros
}

func (d Demonstration) asRow(edition ident.Edition, now clock.Micros) demonstrationRow {
	return demonstrationRow{edition, d, foldedNames(d.Title), sortName(d.Title), d.Times.days(), now}
}

// demonstrationRecord is a demonstration read together with the firm that shows it.
type demonstrationRecord struct {
	Demonstration
	ExhibitorName     text.T
	Country           place.Country
	ExhibitorPavilion ident.Pavilion
	ExhibitorState    string
}

func (d *demonstrationRecord) owner() ops.Owner {
	return ops.Owner{Pavilion: d.ExhibitorPavilion, Exhibitor: d.ExhibitorID}
}

func (d *demonstrationRecord) public() bool {
	return d.State == Published && d.ExhibitorState == Published
}

type demonstrationArgs struct {
	Edition ident.Edition
	ID      DemonstrationKey
}

const demonstrationColumns = `d.id, d.exhibitor_id, d.kind, d.pavilion_id, d.product_id, d.title, d.description, d.times, d.hands_on, d.sample, d.state, d.version`

var (
	findDemonstrationRow = sqldb.Query[demonstrationArgs, demonstrationRecord](`
SELECT ` + demonstrationColumns + `, e.name AS exhibitor_name, e.country, e.pavilion_id AS exhibitor_pavilion, e.state AS exhibitor_state
FROM expo_demonstration d JOIN expo_exhibitor e ON e.edition_id = d.edition_id AND e.id = d.exhibitor_id
WHERE d.edition_id = :edition AND d.id = :id`)
	insertDemonstration = sqldb.Exec[demonstrationRow](`
INSERT INTO expo_demonstration (edition_id, id, exhibitor_id, pavilion_id, product_id, kind, title, title_norm, sort_title, description, times, days,
  hands_on, sample, state, version, created_at, updated_at)
VALUES (:edition_id, :id, :exhibitor_id, :pavilion_id, :product_id, :kind, :title, :title_norm, :sort_title, :description, :times, :days,
  :hands_on, :sample, :state, 1, :now, :now)`)
	updateDemonstrationRow = sqldb.Exec[demonstrationRow](`
UPDATE expo_demonstration SET pavilion_id = :pavilion_id, product_id = :product_id, kind = :kind, title = :title, title_norm = :title_norm,
  sort_title = :sort_title, description = :description, times = :times, days = :days, hands_on = :hands_on, state = :state,
  version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :version`)
)

func demonstrationByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id DemonstrationKey) (demonstrationRecord, error) {
	d, err := findDemonstrationRow.One(ctx, r, demonstrationArgs{edition, id})
	if errors.Is(err, sqldb.ErrNone) {
		return d, fault.NewNotFound("expo.demonstration.not-found")
	}
	return d, err
}

// OnDemonstration is embedded by inputs that name a demonstration; its exhibitor owns it.
type OnDemonstration struct {
	Demonstration DemonstrationKey `json:"demonstration" check:"required" doc:"Key of the demonstration, dem_…."`
}

// Owner is the exhibitor with its pavilion.
func (in OnDemonstration) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	d, err := demonstrationByID(ctx, r, edition, in.Demonstration)
	return d.owner(), err
}

// settle applies the rules of a demonstration and puts its times in order.
func (d *Demonstration) settle(ctx context.Context, tx *ops.Writing) error {
	var l fault.List
	if d.Title.Empty() {
		l.Add("title", "fault.required")
	}
	if err := d.checkPlace(ctx, tx, &l); err != nil {
		return err
	}
	var days []Day
	if len(d.Times) > 0 {
		var err error
		if days, err = daysOf.All(ctx, tx, inEdition{tx.Edition}); err != nil {
			return err
		}
	}
	d.Times = d.Times.settle(days, &l)
	return l.Err()
}

// checkPlace refuses a pavilion that is no theme's and a product that is not the exhibitor's own.
func (d *Demonstration) checkPlace(ctx context.Context, tx *ops.Writing, l *fault.List) error {
	if d.PavilionID != 0 {
		p, err := pavilionByID(ctx, tx, tx.Edition, d.PavilionID)
		switch {
		case fault.Is(err, fault.NotFound):
			l.Add("pavilion", "expo.pavilion.not-found")
		case err != nil:
			return err
		case p.Kind != "theme":
			l.Add("pavilion", "expo.demonstration.pavilion-not-theme")
		}
	}
	if d.ProductID != 0 {
		p, err := productByID(ctx, tx, tx.Edition, d.ProductID)
		switch {
		case fault.Is(err, fault.NotFound) || err == nil && p.ExhibitorID != d.ExhibitorID:
			l.Add("product", "expo.demonstration.product-not-own")
		case err != nil:
			return err
		}
	}
	return nil
}

// settle checks each time against the edition's days and returns the times in order, each once, never nil.
func (t Times) settle(days []Day, l *fault.List) Times {
	out := append(Times{}, t...)
	for _, s := range out {
		switch {
		case !slices.ContainsFunc(days, func(d Day) bool { return d.Day == s.Day }):
			l.Add("times", "expo.demonstration.day-not-in-edition", "day", string(s.Day))
		case !hourPattern.MatchString(s.From) || !hourPattern.MatchString(s.To):
			l.Add("times", "expo.demonstration.hour", "from", s.From, "to", s.To)
		case s.To <= s.From:
			l.Add("times", "expo.demonstration.ends-before-start", "from", s.From, "to", s.To)
		}
	}
	slices.SortFunc(out, func(a, b DemonstrationTime) int {
		return strings.Compare(string(a.Day)+a.From+a.To, string(b.Day)+b.From+b.To)
	})
	return slices.Compact(out)
}

// CreateDemonstration is the input of expo.demonstration.create.
type CreateDemonstration struct {
	ops.InEdition
	OnExhibitor
	DemonstrationFields
	State string `json:"state" check:"enum=draft|published" doc:"draft (default) or published."`
}

func (c *Core) createDemonstration(ctx context.Context, tx *ops.Writing, in CreateDemonstration) (Demonstration, error) {
	return c.AddDemonstration(ctx, tx, Demonstration{ExhibitorID: in.Exhibitor, DemonstrationFields: in.DemonstrationFields, State: in.State})
}

// AddDemonstration writes a new demonstration of d.ExhibitorID, which must exist, for the operation and the seed. Key
// and version are made here; State defaults to draft.
func (c *Core) AddDemonstration(ctx context.Context, tx *ops.Writing, d Demonstration) (Demonstration, error) {
	if err := d.settle(ctx, tx); err != nil {
		return Demonstration{}, err
	}
	if d.State == "" {
		d.State = Draft
	}
	d.ID, d.Version = ident.New[demonstrationPrefix](tx.IDs), 1
	if _, err := insertDemonstration.Do(ctx, tx.Tx, d.asRow(tx.Edition, tx.Now)); err != nil {
		return Demonstration{}, err
	}
	tx.Record("demonstration", d.ID, ledger.Created, ledger.Diff(nil, &d))
	return d, nil
}

// UpdateDemonstration is the input of expo.demonstration.update: all that is stated of it.
type UpdateDemonstration struct {
	ops.InEdition
	OnDemonstration
	DemonstrationFields
	Version int64 `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) updateDemonstration(ctx context.Context, tx *ops.Writing, in UpdateDemonstration) (Demonstration, error) {
	return changeDemonstration(ctx, tx, in.Demonstration, in.Version, func(d *Demonstration) { d.DemonstrationFields = in.DemonstrationFields })
}

// SetDemonstrationState is the input of expo.demonstration.set-state.
type SetDemonstrationState struct {
	ops.InEdition
	OnDemonstration
	State   string `json:"state" check:"required,enum=draft|published|withdrawn" doc:"draft, published or withdrawn."`
	Version int64  `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) setDemonstrationState(ctx context.Context, tx *ops.Writing, in SetDemonstrationState) (Demonstration, error) {
	return changeDemonstration(ctx, tx, in.Demonstration, in.Version, func(d *Demonstration) { d.State = in.State })
}

func changeDemonstration(ctx context.Context, tx *ops.Writing, id DemonstrationKey, version int64, change func(*Demonstration)) (Demonstration, error) {
	was, err := demonstrationByID(ctx, tx, tx.Edition, id)
	if err != nil {
		return Demonstration{}, err
	}
	old, d := was.Demonstration, was.Demonstration
	change(&d)
	d.Version = version
	if err := d.settle(ctx, tx); err != nil {
		return Demonstration{}, err
	}
	if version != old.Version {
		return Demonstration{}, fault.NewConflict("", "fault.stale")
	}
	changes := ledger.Diff(&old, &d)
	if len(changes) == 0 {
		return old, nil
	}
	n, err := updateDemonstrationRow.Do(ctx, tx.Tx, d.asRow(tx.Edition, tx.Now))
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Demonstration{}, err
	}
	d.Version++
	tx.Record("demonstration", d.ID, ledger.Updated, changes)
	return d, nil
}
