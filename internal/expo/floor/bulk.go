package floor

import (
	"context"
	"fmt"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// maxProblems bounds what is said about one bad list.
const maxProblems = 50

// CreateMany creates booths in a hall, all or none, judged against what stands there and against each other. A height
// of 0 means the standard booth's. Errors: as Judge, with "index." before the field, at most 50 problems; Conflict if a
// code is taken; NotFound hall; after an error the transaction must not be committed. Cost: one statement and one ledger
// record a booth; 5,400 booths take a few seconds.
func CreateMany(ctx context.Context, tx *ops.Writing, hall HallID, list []NewBooth) ([]Booth, error) {
	h, err := lockHall(ctx, tx, hall)
	if err != nil {
		return nil, err
	}
	l, err := loadLayout(ctx, tx, tx.Edition, h)
	if err != nil {
		return nil, err
	}
	return l.createAll(ctx, tx, list)
}

func (l *Layout) createAll(ctx context.Context, tx *ops.Writing, list []NewBooth) ([]Booth, error) {
	before := l.stands
	out, made, err := l.judgeAll(tx, list)
	if err != nil {
		return nil, err
	}
	pavilions := make([]ident.Pavilion, len(list))
	for i := range list {
		pavilions[i] = list[i].Pavilion
	}
	if err := pavilionsExist(ctx, tx, tx.Edition, pavilions...); err != nil {
		return nil, err
	}
	for i := range out {
		// The corners are known only now that all stand.
		s := made[i]
		s.Corner = l.corner(s.sides, l.touching(s.box, s.ID))
		out[i].Corner = s.Corner
		if err := insert(ctx, tx, &out[i]); err != nil {
			if e := fault.As(err); e != nil && len(e.Problems) > 0 {
				e.Problems[0].Field = fmt.Sprintf("%d.%s", i, e.Problems[0].Field)
			}
			return nil, err
		}
	}
	for _, s := range before {
		if err := l.refreshCorner(ctx, tx, s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// judgeAll judges the list booth by booth and puts each that fits.
func (l *Layout) judgeAll(tx *ops.Writing, list []NewBooth) ([]Booth, []*stand, error) {
	out := make([]Booth, len(list))
	made := make([]*stand, len(list))
	all := verdict{}
	for i := range list {
		n := list[i]
		if n.HeightCm == 0 {
			n.HeightCm = standardHeightCm
		}
		v := l.judge(&n, 0)
		for _, p := range v.problems {
			p.Field = fmt.Sprintf("%d.%s", i, p.Field)
			all.problems = append(all.problems, p)
			all.invalid = all.invalid || v.invalid
		}
		if len(all.problems) >= maxProblems {
			break
		}
		if len(v.problems) > 0 {
			continue
		}
		out[i] = n.booth(BoothID(tx.IDs.Next()), l.hall.ID)
		made[i] = &stand{ID: out[i].ID, Code: n.Code, Outline: n.Outline, HeightCm: n.HeightCm}
		l.put(made[i])
	}
	return out, made, all.err()
}

// Allotment gives a booth to exhibitors.
type Allotment struct {
	Booth BoothID
	// Lead is the exhibitor that gets it.
	Lead ident.Exhibitor
	// Confirmed says that it is settled; otherwise the booth is reserved.
	Confirmed bool
	// Sharers stand on it too.
	Sharers []ident.Exhibitor
}

// AllotMany gives many booths to exhibitors at once, under the same rules as reserve, confirm and share. A booth that
// the lead already has is confirmed if asked for, and new sharers are added to it; what is already so is left alone, so
// that the same list twice changes nothing. It returns the number of booths changed. Errors: NotFound; Conflict, which
// names the booth; after an error the transaction must not be committed.
func AllotMany(ctx context.Context, tx *ops.Writing, list []Allotment) (int, error) {
	known, err := exhibitorsOf(ctx, tx, list)
	if err != nil {
		return 0, err
	}
	changed := 0
	for _, a := range list {
		did, err := allot(ctx, tx, a, known)
		if err != nil {
			return 0, err
		}
		if did {
			changed++
		}
	}
	return changed, nil
}

func exhibitorsOf(ctx context.Context, tx *ops.Writing, list []Allotment) (map[ident.Exhibitor]exhibitor, error) {
	var ids []ident.Exhibitor
	for _, a := range list {
		ids = append(append(ids, a.Lead), a.Sharers...)
	}
	slices.Sort(ids)
	known := map[ident.Exhibitor]exhibitor{}
	for part := range slices.Chunk(slices.Compact(ids), 500) {
		err := lockExhibitors.Each(ctx, tx, exhibitorArgs{tx.Edition, part}, func(e exhibitor) error { known[e.ID] = e; return nil })
		if err != nil {
			return nil, err
		}
	}
	return known, nil
}

func allot(ctx context.Context, tx *ops.Writing, a Allotment, known map[ident.Exhibitor]exhibitor) (bool, error) {
	b, err := boothByID(ctx, tx, tx.Edition, a.Booth)
	if err != nil {
		return false, err
	}
	changed := false
	has := b.Exhibitor == a.Lead && (b.State == Confirmed || b.State == Reserved && !a.Confirmed)
	if !has {
		changed = true
		if b, err = transition(ctx, tx, a.Booth, 0, "allot", func(b *Booth) error { return b.allot(a, known, tx.Actor.Account) }); err != nil {
			return false, err
		}
	}
	if len(a.Sharers) == 0 {
		return changed, nil
	}
	there, err := sharingExhibitors.All(ctx, tx, shareArgs{Edition: tx.Edition, Booth: a.Booth})
	if err != nil {
		return false, err
	}
	for _, id := range a.Sharers {
		if id == a.Lead || slices.ContainsFunc(there, func(e exhibitor) bool { return e.ID == id }) {
			continue
		}
		e, ok := known[id]
		if !ok {
			return false, fault.NewNotFound("expo.booth.exhibitor-unknown")
		}
		if _, err := share(ctx, tx, a.Booth, 0, e); err != nil {
			return false, err
		}
		changed = true
	}
	return changed, nil
}

// allot is the step of AllotMany.
func (b *Booth) allot(a Allotment, known map[ident.Exhibitor]exhibitor, by ident.Account) error {
	e, ok := known[a.Lead]
	if !ok {
		return fault.NewNotFound("expo.booth.exhibitor-unknown")
	}
	if b.State != Reserved || b.Exhibitor != a.Lead {
		if err := b.mayBeTaken(by); err != nil {
			return err
		}
	}
	if err := e.mayStand(b); err != nil {
		return err
	}
	b.take(a.Lead, a.Confirmed)
	return nil
}

type allArgs struct {
	Edition ident.Edition
	Hall    HallID
}

var boothsOfHall = sqldb.Query[allArgs, Booth](`SELECT ` + boothColumns + ` FROM expo_booth
WHERE edition_id = :edition /*if hall*/ AND hall_id = :hall /*end*/ ORDER BY code_norm, id`)

// AllBooths returns the booths of a hall by code, those of the whole edition for hall 0, as they are stored: exports and
// imports work on it. About 1 KB a booth.
func AllBooths(ctx context.Context, r sqldb.Runner, edition ident.Edition, hall HallID) ([]Booth, error) {
	return boothsOfHall.All(ctx, r, allArgs{edition, hall})
}
