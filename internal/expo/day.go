package expo

import (
	"context"
	"errors"
	"regexp"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type dayPrefix struct{}

func (dayPrefix) Prefix() string { return "day" }

// Day is one day of the show. Hours are venue-local, "08:30".
type Day struct {
	ID     ident.Of[dayPrefix] `json:"id"`
	Day    clock.Date          `json:"day"`
	Kind   string              `json:"kind"` // "trade" or "public"
	Opens  string              `json:"opens"`
	Closes string              `json:"closes"`
	Note   text.T              `json:"note"`
}

type inEdition struct{ Edition ident.Edition }

type dayRow struct {
	EditionID ident.Edition
	Day
	Now clock.Micros
}

type dayArgs struct {
	Edition  ident.Edition
	Day      clock.Date
	OpensOn  clock.Date
	ClosesOn clock.Date
}

var (
	daysOf = sqldb.Query[inEdition, Day](`SELECT id, day, kind, opens, closes, note FROM expo_day
WHERE edition_id = :edition ORDER BY day, id`)
	dayOf = sqldb.Query[dayArgs, Day](`SELECT id, day, kind, opens, closes, note FROM expo_day
WHERE edition_id = :edition AND day = :day`)
	insertDay = sqldb.Exec[dayRow](`
INSERT INTO expo_day (edition_id, id, day, kind, opens, closes, note, created_at, updated_at)
VALUES (:edition_id, :id, :day, :kind, :opens, :closes, :note, :now, :now) ON CONFLICT (edition_id, day) DO NOTHING`)
	updateDay = sqldb.Exec[dayRow](`
UPDATE expo_day SET kind = :kind, opens = :opens, closes = :closes, note = :note, updated_at = :now
WHERE edition_id = :edition_id AND id = :id`)
	dropDaysOutside = sqldb.Query[dayArgs, ident.Of[dayPrefix]](`
DELETE FROM expo_day WHERE edition_id = :edition AND (day < :opens_on OR day > :closes_on) RETURNING id`)
)

// alignDays drops the days outside the edition's dates and adds trade days for new ones.
func alignDays(ctx context.Context, tx *ops.Writing, e *Edition) error {
	dropped, err := dropDaysOutside.All(ctx, tx, dayArgs{Edition: e.ID, OpensOn: e.OpensOn, ClosesOn: e.ClosesOn})
	if err != nil {
		return err
	}
	for _, id := range dropped {
		tx.Record("day", id, ledger.Deleted, nil)
	}
	for d := e.OpensOn; d <= e.ClosesOn; d = d.AddDays(1) {
		day := Day{ID: ident.New[dayPrefix](tx.IDs), Day: d, Kind: "trade", Opens: "08:30", Closes: "17:00"}
		n, err := insertDay.Do(ctx, tx.Tx, dayRow{e.ID, day, tx.Now})
		if err != nil {
			return err
		}
		if n == 1 {
			tx.Record("day", day.ID, ledger.Created, ledger.Diff(nil, &day))
		}
	}
	return nil
}

// SetDay is the input of expo.day.update.
type SetDay struct {
	ops.InEdition
	Day    clock.Date `json:"day" check:"required" doc:"Day of the edition, 2025-09-17."`
	Kind   string     `json:"kind" check:"required,enum=trade|public" doc:"trade or public."`
	Opens  string     `json:"opens" check:"required,max=5" doc:"Opening hour, venue-local, 08:30."`
	Closes string     `json:"closes" check:"required,max=5" doc:"Closing hour, venue-local, 17:00."`
	Note   text.T     `json:"note" check:"max=300" doc:"What differs on this day."`
}

var hourPattern = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

func (c *Core) setDay(ctx context.Context, tx *ops.Writing, in SetDay) (Day, error) {
	var l fault.List
	if !hourPattern.MatchString(in.Opens) {
		l.Add("opens", "expo.day.hour")
	}
	if !hourPattern.MatchString(in.Closes) || in.Closes <= in.Opens {
		l.Add("closes", "expo.day.closes-before-opening")
	}
	if err := l.Err(); err != nil {
		return Day{}, err
	}
	old, err := dayOf.One(ctx, tx, dayArgs{Edition: tx.Edition, Day: in.Day})
	if errors.Is(err, sqldb.ErrNone) {
		return Day{}, fault.NewNotFound("expo.day.not-in-edition", "day", string(in.Day))
	}
	if err != nil {
		return Day{}, err
	}
	d := old
	d.Kind, d.Opens, d.Closes, d.Note = in.Kind, in.Opens, in.Closes, in.Note
	changes := ledger.Diff(&old, &d)
	if len(changes) == 0 {
		return d, nil
	}
	if _, err := updateDay.Do(ctx, tx.Tx, dayRow{tx.Edition, d, tx.Now}); err != nil {
		return Day{}, err
	}
	tx.Record("day", d.ID, ledger.Updated, changes)
	return d, nil
}
