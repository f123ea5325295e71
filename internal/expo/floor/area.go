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

type areaPrefix struct{}

func (areaPrefix) Prefix() string { return "area" }

// AreaID is the key of a fixed area.
type AreaID = ident.Of[areaPrefix]

// Area is a part of a hall on which no booth may stand. Areas may lie over each other: a column in an aisle.
type Area struct {
	ID   AreaID `json:"id"`
	Hall HallID `json:"hall" db:"hall_id"`
	// Kind is aisle, blocked, exit, entrance, column or service.
	Kind    string        `json:"kind"`
	Label   text.T        `json:"label"`
	Outline place.Polygon `json:"outline"`
}

type areaArgs struct {
	Edition ident.Edition
	ID      AreaID
	Hall    HallID
}

type areaRow struct {
	EditionID ident.Edition
	Area
	Now clock.Micros
}

var (
	areasOfHall = sqldb.Query[areaArgs, Area](`
SELECT id, hall_id, kind, label, outline FROM expo_area WHERE edition_id = :edition AND hall_id = :hall ORDER BY id`)
	findAreaRow = sqldb.Query[areaArgs, Area](`
SELECT id, hall_id, kind, label, outline FROM expo_area WHERE edition_id = :edition AND id = :id`)
	insertArea = sqldb.Exec[areaRow](`
INSERT INTO expo_area (edition_id, id, hall_id, kind, label, outline, created_at, updated_at)
VALUES (:edition_id, :id, :hall_id, :kind, :label, :outline, :now, :now)`)
	deleteArea = sqldb.Exec[areaArgs](`DELETE FROM expo_area WHERE edition_id = :edition AND id = :id`)
)

// NewArea says what a fixed area is.
type NewArea struct {
	Kind    string        `json:"kind" check:"required,enum=aisle|blocked|exit|entrance|column|service" doc:"What it is."`
	Label   text.T        `json:"label" check:"max=100" doc:"Words on the plan by language, may be empty."`
	Outline place.Polygon `json:"outline" check:"required,max=500" doc:"Corners [[x,y],…] in centimetres from the hall's origin."`
}

// CreateArea is the input of expo.area.create.
type CreateArea struct {
	OnHall
	NewArea
}

func createArea(ctx context.Context, tx *ops.Writing, in CreateArea) (Area, error) {
	areas, err := CreateAreas(ctx, tx, in.Hall, []NewArea{in.NewArea})
	if err != nil {
		return Area{}, err
	}
	return areas[0], nil
}

// CreateAreas marks fixed areas in a hall. Errors: Invalid if an outline is broken or leaves the hall, Conflict if a
// booth stands on it; then nothing may be kept of the transaction.
func CreateAreas(ctx context.Context, tx *ops.Writing, hall HallID, areas []NewArea) ([]Area, error) {
	h, err := lockHall(ctx, tx, hall)
	if err != nil {
		return nil, err
	}
	l, err := loadLayout(ctx, tx, tx.Edition, h)
	if err != nil {
		return nil, err
	}
	out := make([]Area, 0, len(areas))
	for _, a := range areas {
		if err := l.mayFix(a.Outline); err != nil {
			return nil, err
		}
		made := Area{AreaID(tx.IDs.Next()), hall, a.Kind, a.Label, a.Outline}
		if _, err := insertArea.Do(ctx, tx.Tx, areaRow{tx.Edition, made, tx.Now}); err != nil {
			return nil, err
		}
		tx.Record("area", made.ID, ledger.Created, ledger.Diff(nil, &made))
		out = append(out, made)
	}
	return out, nil
}

// RemoveArea is the input of expo.area.remove.
type RemoveArea struct {
	ops.InEdition
	Area AreaID `json:"area" check:"required" doc:"Key of the area, area_…."`
}

func removeArea(ctx context.Context, tx *ops.Writing, in RemoveArea) (Area, error) {
	a, err := findAreaRow.One(ctx, tx, areaArgs{Edition: tx.Edition, ID: in.Area})
	if errors.Is(err, sqldb.ErrNone) {
		return Area{}, fault.NewNotFound("expo.area.not-found")
	}
	if err != nil {
		return Area{}, err
	}
	if _, err := lockHall(ctx, tx, a.Hall); err != nil {
		return Area{}, err
	}
	n, err := deleteArea.Do(ctx, tx.Tx, areaArgs{Edition: tx.Edition, ID: in.Area})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.area.not-found")
	}
	if err != nil {
		return Area{}, err
	}
	tx.Record("area", a.ID, ledger.Deleted, nil)
	return a, nil
}
