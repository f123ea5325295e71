package floor

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type sharePrefix struct{}

func (sharePrefix) Prefix() string { return "shr" }

// shareID is the key of a share.
type shareID = ident.Of[sharePrefix]

type shareArgs struct {
	Edition   ident.Edition
	ID        shareID
	Booth     BoothID
	Exhibitor ident.Exhibitor
	Published bool
	Now       clock.Micros
}

type shareRow struct {
	Booth     BoothID         `db:"booth_id"`
	Exhibitor ident.Exhibitor `db:"exhibitor_id"`
}

var (
	insertShare = sqldb.Exec[shareArgs](`
INSERT INTO expo_booth_share (edition_id, id, booth_id, exhibitor_id, created_at, updated_at)
VALUES (:edition, :id, :booth, :exhibitor, :now, :now) ON CONFLICT (edition_id, booth_id, exhibitor_id) DO NOTHING`)
	deleteShares = sqldb.Query[shareArgs, shareRow](`
DELETE FROM expo_booth_share WHERE edition_id = :edition
/*if booth*/ AND booth_id = :booth /*end*/ /*if exhibitor*/ AND exhibitor_id = :exhibitor /*end*/
RETURNING booth_id, exhibitor_id`)
	sharersOf = sqldb.Query[shareArgs, Tenant](`
SELECT e.id, e.name, e.country FROM expo_booth_share s
JOIN expo_exhibitor e ON e.edition_id = s.edition_id AND e.id = s.exhibitor_id
WHERE s.edition_id = :edition AND s.booth_id = :booth /*if published*/ AND e.state = 'published' /*end*/
ORDER BY e.sort_name, e.id`)
	sharingExhibitors = sqldb.Query[shareArgs, exhibitor](`
SELECT e.id, e.pavilion_id, e.state FROM expo_booth_share s
JOIN expo_exhibitor e ON e.edition_id = s.edition_id AND e.id = s.exhibitor_id
WHERE s.edition_id = :edition AND s.booth_id = :booth ORDER BY e.id`)
)

// sharers returns those who share a booth, by name; none if they are not to be seen.
func sharers(ctx context.Context, r sqldb.Runner, edition ident.Edition, id BoothID, seen, published bool) ([]Tenant, error) {
	if !seen {
		return []Tenant{}, nil
	}
	return sharersOf.All(ctx, r, shareArgs{Edition: edition, Booth: id, Published: published})
}

// ShareBooth is the input of expo.booth.share and expo.booth.unshare.
type ShareBooth struct {
	OnBooth
	Exhibitor ident.Exhibitor `json:"exhibitor" check:"required" doc:"Exhibitor that shares the booth with its lead, exh_…."`
	OnVersion
}

func shareBooth(ctx context.Context, tx *ops.Writing, in ShareBooth) (BoothDetail, error) {
	e, err := ownExhibitor(ctx, tx, in.Exhibitor)
	if err != nil {
		return BoothDetail{}, err
	}
	if _, err := share(ctx, tx, in.Booth, in.Version, e); err != nil {
		return BoothDetail{}, err
	}
	return boothDetail(ctx, tx, &tx.Call, boothArgs{Edition: tx.Edition, ID: in.Booth})
}

// share adds an exhibitor to a taken booth. It raises the booth's version, so that it never meets a withdrawal halfway.
func share(ctx context.Context, tx *ops.Writing, id BoothID, version int64, e exhibitor) (Booth, error) {
	_, b, err := claim(ctx, tx, id, version, func(b *Booth) error {
		if b.State != Reserved && b.State != Confirmed {
			return fault.NewConflict("", "expo.booth.not-taken", "code", b.Code)
		}
		if b.Exhibitor == e.ID {
			return fault.NewConflict("exhibitor", "expo.booth.is-lead", "code", b.Code)
		}
		return e.mayStand(b)
	})
	if err != nil {
		return b, err
	}
	n, err := insertShare.Do(ctx, tx.Tx, shareArgs{Edition: tx.Edition, ID: shareID(tx.IDs.Next()), Booth: id, Exhibitor: e.ID, Now: tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("exhibitor", "expo.booth.already-shared", "code", b.Code)
	}
	if err == nil {
		tx.Record("booth", id, "share", []ledger.Change{{Field: "sharer", To: e.ID}})
	}
	return b, err
}

func unshareBooth(ctx context.Context, tx *ops.Writing, in ShareBooth) (BoothDetail, error) {
	if _, _, err := claim(ctx, tx, in.Booth, in.Version, func(*Booth) error { return nil }); err != nil {
		return BoothDetail{}, err
	}
	gone, err := deleteShares.All(ctx, tx, shareArgs{Edition: tx.Edition, Booth: in.Booth, Exhibitor: in.Exhibitor})
	if err == nil && len(gone) == 0 {
		err = fault.NewNotFound("expo.booth.not-shared")
	}
	if err != nil {
		return BoothDetail{}, err
	}
	tx.Record("booth", in.Booth, "unshare", []ledger.Change{{Field: "sharer", From: in.Exhibitor}})
	return boothDetail(ctx, tx, &tx.Call, boothArgs{Edition: tx.Edition, ID: in.Booth})
}

// dropSharers ends the shares of a booth, or those of an exhibitor.
func dropSharers(ctx context.Context, tx *ops.Writing, a shareArgs) error {
	gone, err := deleteShares.All(ctx, tx, a)
	for _, s := range gone {
		tx.Record("booth", s.Booth, "unshare", []ledger.Change{{Field: "sharer", From: s.Exhibitor}})
	}
	return err
}

// tenantsMayStand judges lead and sharers of a booth against its pavilion.
func tenantsMayStand(ctx context.Context, tx *ops.Writing, b *Booth) error {
	if b.Exhibitor == 0 {
		return nil
	}
	lead, err := lockedExhibitor(ctx, tx, b.Exhibitor)
	if err != nil {
		return err
	}
	all, err := sharingExhibitors.All(ctx, tx, shareArgs{Edition: tx.Edition, Booth: b.ID})
	if err != nil {
		return err
	}
	for _, e := range append(all, lead) {
		if err := e.mayStand(b); err != nil {
			return err
		}
	}
	return nil
}
