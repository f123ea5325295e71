package floor

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// args turns the input of a list into a filter that gives nothing away: a state or an exhibitor's booths before they
// are confirmed show only to those who may see them.
func (in ListBooths) args(ctx context.Context, q *ops.Reading) (boothArgs, error) {
	a := boothArgs{Edition: q.Edition, Hall: in.Hall, Pavilion: in.Pavilion, Exhibitor: in.Exhibitor, Kind: in.Kind,
		Now: q.Now, Limit: paging.Size(in.Limit) + 1}
	if norm := text.Fold(in.Code); norm != "" {
		a.Pattern = norm + "%" // folded text holds no wildcard
	}
	switch in.State {
	case "":
	case Free, Available:
		a.Free = true
	case Taken:
		a.Taken = true
	default:
		a.State, a.Running = in.State, in.State == Held
	}
	if in.State != "" && in.State != Free && in.State != Taken && !q.Covers(ops.Owner{Pavilion: in.Pavilion}, allocators...) {
		return a, fault.NewDenied("fault.denied")
	}
	if in.Exhibitor != 0 {
		e, err := exhibitorByID(ctx, q, q.Edition, in.Exhibitor)
		if err != nil {
			return a, err
		}
		a.Shown = !q.Covers(ops.Owner{Pavilion: e.Pavilion, Exhibitor: e.ID}, ops.Organiser, ops.PavilionOrganiser,
			ops.ExhibitorAdmin, ops.ExhibitorStaff)
	}
	after, err := paging.Parse(in.After)
	if err != nil {
		return a, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	a.AfterCode, a.AfterID = after.Sort, BoothID(after.ID)
	return a, nil
}

func cursorAfter(code string, id BoothID) string {
	return paging.Cursor{Sort: text.Fold(code), ID: int64(id)}.String()
}

// exhibitor is what the floor needs to know of an exhibitor.
type exhibitor struct {
	ID       ident.Exhibitor
	Pavilion ident.Pavilion `db:"pavilion_id"`
	State    string
}

type exhibitorArgs struct {
	Edition ident.Edition
	IDs     []ident.Exhibitor `db:"ids"`
}

var (
	exhibitorRows = sqldb.Query[exhibitorArgs, exhibitor](`
SELECT id, pavilion_id, state FROM expo_exhibitor WHERE edition_id = :edition AND id IN (:ids)`)
	// lockExhibitors keeps exhibitors from being withdrawn or moved to another pavilion until the commit.
	lockExhibitors = sqldb.Query[exhibitorArgs, exhibitor](`
SELECT id, pavilion_id, state FROM expo_exhibitor WHERE edition_id = :edition AND id IN (:ids) ORDER BY id /*pg FOR SHARE */`)
)

func exhibitorByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ident.Exhibitor) (exhibitor, error) {
	e, err := exhibitorRows.One(ctx, r, exhibitorArgs{edition, []ident.Exhibitor{id}})
	if errors.Is(err, sqldb.ErrNone) {
		return exhibitor{}, fault.NewNotFound("expo.booth.exhibitor-unknown")
	}
	return e, err
}

type joinArgs struct {
	Edition   ident.Edition
	Exhibitor ident.Exhibitor
	Pavilion  ident.Pavilion
}

var (
	// lockJoining keeps an exhibitor from being given a booth until the commit.
	lockJoining = sqldb.Query[joinArgs, ident.Exhibitor](`
SELECT id FROM expo_exhibitor WHERE edition_id = :edition AND id = :exhibitor /*pg FOR UPDATE */`)
	boothsElsewhere = sqldb.Query[joinArgs, string](`
SELECT code FROM expo_booth WHERE edition_id = :edition AND exhibitor_id = :exhibitor AND pavilion_id NOT IN (0, :pavilion)
UNION ALL
SELECT b.code FROM expo_booth_share s JOIN expo_booth b ON b.edition_id = s.edition_id AND b.id = s.booth_id
WHERE s.edition_id = :edition AND s.exhibitor_id = :exhibitor AND b.pavilion_id NOT IN (0, :pavilion)
ORDER BY 1 LIMIT 1`)
)

// MayJoin refuses to move an exhibitor into a pavilion, 0 for none, while it stands on a booth of another one: the same
// rule by which a booth is given. The owner of exhibitors calls it, in its own transaction, before it moves one. Errors:
// NotFound; Conflict, which names the booth.
func MayJoin(ctx context.Context, tx *ops.Writing, id ident.Exhibitor, pavilion ident.Pavilion) error {
	a := joinArgs{tx.Edition, id, pavilion}
	if _, err := lockJoining.One(ctx, tx, a); errors.Is(err, sqldb.ErrNone) {
		return fault.NewNotFound("expo.booth.exhibitor-unknown")
	} else if err != nil || pavilion == 0 {
		return err
	}
	code, err := boothsElsewhere.One(ctx, tx, a)
	if errors.Is(err, sqldb.ErrNone) {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.NewConflict("pavilion", "expo.booth.other-pavilion", "code", code)
}

// mayStand refuses an exhibitor that is withdrawn or belongs to another pavilion than the booth's.
func (e exhibitor) mayStand(b *Booth) error {
	switch {
	case e.State == "withdrawn":
		return fault.NewConflict("exhibitor", "expo.booth.exhibitor-withdrawn")
	case b.Pavilion != 0 && e.Pavilion != 0 && e.Pavilion != b.Pavilion:
		return fault.NewConflict("exhibitor", "expo.booth.other-pavilion", "code", b.Code)
	}
	return nil
}

// lockedExhibitor returns an exhibitor that stays as it is until the commit.
func lockedExhibitor(ctx context.Context, tx *ops.Writing, id ident.Exhibitor) (exhibitor, error) {
	e, err := lockExhibitors.One(ctx, tx, exhibitorArgs{tx.Edition, []ident.Exhibitor{id}})
	if errors.Is(err, sqldb.ErrNone) {
		return exhibitor{}, fault.NewNotFound("expo.booth.exhibitor-unknown")
	}
	return e, err
}

type pavilionArgs struct {
	Edition ident.Edition
	IDs     []ident.Pavilion `db:"ids"`
}

var pavilionRows = sqldb.Query[pavilionArgs, ident.Pavilion](`
SELECT id FROM expo_pavilion WHERE edition_id = :edition AND id IN (:ids)`)

// pavilionsExist refuses a pavilion that the edition does not have.
func pavilionsExist(ctx context.Context, r sqldb.Runner, edition ident.Edition, ids ...ident.Pavilion) error {
	want := map[ident.Pavilion]bool{}
	for _, id := range ids {
		if id != 0 {
			want[id] = true
		}
	}
	if len(want) == 0 {
		return nil
	}
	list := make([]ident.Pavilion, 0, len(want))
	for id := range want {
		list = append(list, id)
	}
	found, err := pavilionRows.All(ctx, r, pavilionArgs{edition, list})
	if err == nil && len(found) < len(want) {
		err = fault.NewInvalid("pavilion", "expo.booth.pavilion-unknown")
	}
	return err
}
