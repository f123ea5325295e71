package floor

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type hallPrefix struct{}

func (hallPrefix) Prefix() string { return "hall" }

// HallID is the key of a hall.
type HallID = ident.Of[hallPrefix]

// Hall is a hall of a venue, with its plan's outline and its limits.
type Hall struct {
	ID    HallID  `json:"id"`
	Venue VenueID `json:"venue" db:"venue_id"`
	// Code names the hall on signs and in addresses: "D3". Unique in the edition.
	Code string `json:"code"`
	Name text.T `json:"name"`
	// WidthCm and DepthCm are the greatest X and Y of the outline.
	WidthCm int64 `json:"width_cm"`
	DepthCm int64 `json:"depth_cm"`
	// Outline is the hall's wall, in the hall's own coordinates; none is negative.
	Outline place.Polygon `json:"outline"`
	// HeightLimitCm bounds every booth; WallHeightLimitCm those that stand at the wall, 0 if there is no other limit.
	HeightLimitCm     int64 `json:"height_limit_cm"`
	WallHeightLimitCm int64 `json:"wall_height_limit_cm"`
	// LoadKgM2 is what the floor bears, in kilograms a square metre.
	LoadKgM2 int64 `json:"load_kg_m2"`
	// SiteXCm and SiteYCm place the hall's origin on the plan of the whole site.
	SiteXCm int64 `json:"site_x_cm"`
	SiteYCm int64 `json:"site_y_cm"`
	// Position is the hall's place in lists.
	Position int64 `json:"position"`
	// PlanVersion rises with every change of the hall's geometry, its areas' or its booths'.
	PlanVersion int64  `json:"plan_version" ledger:"-"`
	Source      string `json:"source"`
	Version     int64  `json:"version" ledger:"-"`
}

// HallCount is a hall with the number of its booths.
type HallCount struct {
	Hall
	Booths int64 `json:"booths"`
	// Free counts the booths that may be taken.
	Free int64 `json:"free"`
}

type hallArgs struct {
	Edition ident.Edition
	ID      HallID
	Code    string
	Now     clock.Micros
}

type hallRow struct {
	EditionID ident.Edition
	Hall
	Now clock.Micros
}

const hallColumns = `id, venue_id, code, name, width_cm, depth_cm, outline, height_limit_cm, wall_height_limit_cm, load_kg_m2,
site_x_cm, site_y_cm, position, plan_version, source, version`

var (
	findHallRow = sqldb.Query[hallArgs, Hall](`SELECT ` + hallColumns + ` FROM expo_hall
WHERE edition_id = :edition /*if id*/ AND id = :id /*end*/ /*if code*/ AND code = :code /*end*/ ORDER BY position, id LIMIT 1`)
	hallsOf = sqldb.Query[hallArgs, HallCount](`SELECT ` + hallColumns + `,
  (SELECT count(*) FROM expo_booth b WHERE b.edition_id = h.edition_id AND b.hall_id = h.id) AS booths,
  (SELECT count(*) FROM expo_booth b WHERE b.edition_id = h.edition_id AND b.hall_id = h.id
    AND (b.state = 'available' OR b.state = 'held' AND b.held_until <= :now)) AS free
FROM expo_hall h WHERE edition_id = :edition /*if id*/ AND id = :id /*end*/ /*if code*/ AND code = :code /*end*/ ORDER BY position, id`)
	// lockHallRow makes geometry writers of one hall wait for each other.
	lockHallRow = sqldb.Query[hallArgs, Hall](`
UPDATE expo_hall SET plan_version = plan_version + 1, updated_at = :now WHERE edition_id = :edition AND id = :id
RETURNING ` + hallColumns)
	insertHall = sqldb.Exec[hallRow](`
INSERT INTO expo_hall (edition_id, id, venue_id, code, name, width_cm, depth_cm, outline, height_limit_cm, wall_height_limit_cm,
load_kg_m2, site_x_cm, site_y_cm, position, plan_version, source, version, created_at, updated_at)
VALUES (:edition_id, :id, :venue_id, :code, :name, :width_cm, :depth_cm, :outline, :height_limit_cm, :wall_height_limit_cm,
:load_kg_m2, :site_x_cm, :site_y_cm, :position, 1, :source, 1, :now, :now)
ON CONFLICT (edition_id, code) DO NOTHING`)
	updateHallRow = sqldb.Exec[hallRow](`
UPDATE expo_hall SET code = :code, name = :name, width_cm = :width_cm, depth_cm = :depth_cm, outline = :outline,
height_limit_cm = :height_limit_cm, wall_height_limit_cm = :wall_height_limit_cm, load_kg_m2 = :load_kg_m2,
site_x_cm = :site_x_cm, site_y_cm = :site_y_cm, position = :position, source = :source, version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :version`)
)

// OnHall is embedded by inputs that name a hall.
type OnHall struct {
	ops.InEdition
	Hall HallID `json:"hall" check:"required" doc:"Key of the hall, hall_…."`
}

// ListHalls is the input of expo.hall.list.
type ListHalls struct{ ops.InEdition }

// HallList is all halls in the order of the site.
type HallList struct {
	Items []HallCount `json:"items"`
}

func listHalls(ctx context.Context, q *ops.Reading, _ ListHalls) (HallList, error) {
	rows, err := hallsOf.All(ctx, q, hallArgs{Edition: q.Edition, Now: q.Now})
	return HallList{rows}, err
}

// FindHall is the input of expo.hall.find.
type FindHall struct {
	ops.InEdition
	Hall string `json:"hall" check:"required,max=64" doc:"Key (hall_…) or code (D3) of the hall."`
}

func findHall(ctx context.Context, q *ops.Reading, in FindHall) (HallCount, error) {
	rows, err := hallsOf.All(ctx, q, in.args(q))
	if err != nil {
		return HallCount{}, err
	}
	if len(rows) == 0 {
		return HallCount{}, fault.NewNotFound("expo.hall.not-found")
	}
	return rows[0], nil
}

func (in FindHall) args(q *ops.Reading) hallArgs {
	a := hallArgs{Edition: q.Edition, Now: q.Now}
	if err := a.ID.UnmarshalText([]byte(in.Hall)); err != nil {
		a.Code = in.Hall
	}
	return a
}

// HallByCode returns a hall by its code; a missing one is a NotFound.
func HallByCode(ctx context.Context, r sqldb.Runner, edition ident.Edition, code string) (Hall, error) {
	if code == "" {
		return Hall{}, fault.NewNotFound("expo.hall.not-found")
	}
	return hallBy(ctx, r, hallArgs{Edition: edition, Code: code})
}

func hallByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id HallID) (Hall, error) {
	if id == 0 {
		return Hall{}, fault.NewNotFound("expo.hall.not-found")
	}
	return hallBy(ctx, r, hallArgs{Edition: edition, ID: id})
}

func hallBy(ctx context.Context, r sqldb.Runner, a hallArgs) (Hall, error) {
	h, err := findHallRow.One(ctx, r, a)
	if errors.Is(err, sqldb.ErrNone) {
		return Hall{}, fault.NewNotFound("expo.hall.not-found")
	}
	return h, err
}

// lockHall raises the hall's plan version. Invariant: every write of geometry calls it before it reads geometry, so that
// what it reads stands until its commit.
func lockHall(ctx context.Context, tx *ops.Writing, id HallID) (Hall, error) {
	h, err := lockHallRow.One(ctx, tx, hallArgs{Edition: tx.Edition, ID: id, Now: tx.Now})
	if errors.Is(err, sqldb.ErrNone) {
		return Hall{}, fault.NewNotFound("expo.hall.not-found")
	}
	return h, err
}

// HallFields are the fields of a hall that an organiser writes.
type HallFields struct {
	Code              string        `json:"code" check:"required,pattern=code" doc:"Code on signs, such as D3; unique in the edition."`
	Name              text.T        `json:"name" check:"max=200" doc:"Name by language; empty to call it by its code."`
	WidthCm           int64         `json:"width_cm" check:"min=0,max=100000" doc:"Width in centimetres, for a hall without outline: a rectangle."`
	DepthCm           int64         `json:"depth_cm" check:"min=0,max=100000" doc:"Depth in centimetres, for a hall without outline."`
	Outline           place.Polygon `json:"outline" check:"max=500" doc:"Corners [[x,y],…] of the wall in centimetres, none negative; empty for a rectangle."`
	HeightLimitCm     int64         `json:"height_limit_cm" check:"required,min=100,max=10000" doc:"Greatest height of a booth in centimetres."`
	WallHeightLimitCm int64         `json:"wall_height_limit_cm" check:"min=0,max=10000" doc:"Greatest height of a booth at the wall; 0 for no other limit."`
	LoadKgM2          int64         `json:"load_kg_m2" check:"required,min=1,max=100000" doc:"Floor load in kilograms a square metre."`
	SiteXCm           int64         `json:"site_x_cm" check:"min=-1000000,max=1000000" doc:"X of the hall's origin on the site plan, in centimetres."`
	SiteYCm           int64         `json:"site_y_cm" check:"min=-1000000,max=1000000" doc:"Y of the hall's origin on the site plan, in centimetres."`
	Position          int64         `json:"position" check:"min=0,max=10000" doc:"Place in lists."`
	Source            string        `json:"source" check:"max=300" doc:"Where this is stated."`
}

// hall checks the outline, or makes it from width and depth.
func (f HallFields) hall(id HallID, venue VenueID) (Hall, error) {
	if len(f.Outline) == 0 {
		if f.WidthCm == 0 || f.DepthCm == 0 {
			return Hall{}, fault.NewInvalid("outline", "expo.hall.no-outline")
		}
		f.Outline = place.Rectangle(place.Point{}, f.WidthCm, f.DepthCm)
	}
	if err := validOutline(f.Outline); err != nil {
		return Hall{}, err
	}
	b := boxOf(f.Outline)
	if b.MinX < 0 || b.MinY < 0 || b.MaxX > maxHallCm || b.MaxY > maxHallCm {
		return Hall{}, fault.NewInvalid("outline", "expo.hall.out-of-bounds", "max", maxHallCm/100)
	}
	return Hall{id, venue, f.Code, f.Name, b.MaxX, b.MaxY, f.Outline, f.HeightLimitCm, f.WallHeightLimitCm, f.LoadKgM2, f.SiteXCm,
		f.SiteYCm, f.Position, 1, f.Source, 1}, nil
}

// maxHallCm is the greatest width and depth of a hall: 1 km.
const maxHallCm = 100_000

// validOutline gives the polygon's own problem the name of the field.
func validOutline(p place.Polygon) error {
	err := p.Valid()
	if e := fault.As(err); e != nil && len(e.Problems) > 0 {
		e.Problems[0].Field = "outline"
	}
	return err
}

// NewHall is the input of expo.hall.create.
type NewHall struct {
	ops.InEdition
	Venue VenueID `json:"venue" doc:"Key of the venue, ven_…; empty for the edition's main venue."`
	HallFields
}

func createHall(ctx context.Context, tx *ops.Writing, in NewHall) (Hall, error) {
	return CreateHall(ctx, tx, in.Venue, in.HallFields)
}

// CreateHall adds a hall to a venue, the main one for key 0. Errors: Invalid outline; NotFound venue; Conflict if the
// code is taken.
func CreateHall(ctx context.Context, tx *ops.Writing, venue VenueID, f HallFields) (Hall, error) {
	v, err := venueOf(ctx, tx, tx.Edition, venue)
	if err != nil {
		return Hall{}, err
	}
	h, err := f.hall(HallID(tx.IDs.Next()), v.ID)
	if err != nil {
		return Hall{}, err
	}
	n, err := insertHall.Do(ctx, tx.Tx, hallRow{tx.Edition, h, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("code", "expo.hall.code-taken", "code", h.Code)
	}
	if err != nil {
		return Hall{}, err
	}
	tx.Record("hall", h.ID, ledger.Created, ledger.Diff(nil, &h))
	return h, nil
}

// UpdateHall is the input of expo.hall.update.
type UpdateHall struct {
	OnHall
	HallFields
	Version int64 `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func updateHall(ctx context.Context, tx *ops.Writing, in UpdateHall) (Hall, error) {
	old, err := lockHall(ctx, tx, in.Hall)
	if err != nil {
		return Hall{}, err
	}
	h, err := in.hall(old.ID, old.Venue)
	if err != nil {
		return Hall{}, err
	}
	h.PlanVersion, h.Version = old.PlanVersion, in.Version
	if h.Code != old.Code {
		_, err := HallByCode(ctx, tx, tx.Edition, h.Code)
		if err == nil {
			return Hall{}, fault.NewConflict("code", "expo.hall.code-taken", "code", h.Code)
		}
		if !fault.Is(err, fault.NotFound) {
			return Hall{}, err
		}
	}
	l, err := loadLayout(ctx, tx, tx.Edition, h)
	if err != nil {
		return Hall{}, err
	}
	if err := l.stillFits(); err != nil {
		return Hall{}, err
	}
	n, err := updateHallRow.Do(ctx, tx.Tx, hallRow{tx.Edition, h, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Hall{}, err
	}
	h.Version++
	if d := ledger.Diff(&old, &h); len(d) > 0 {
		tx.Record("hall", h.ID, ledger.Updated, d)
	}
	return h, refreshCorners(ctx, tx, l, boxOf(old.Outline).union(boxOf(h.Outline)))
}
