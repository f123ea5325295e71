package floor

import (
	"context"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// defaultHoldHours and the bound in HoldBooth's check are the lengths of a hold.
const defaultHoldHours = 72

type stateWrite struct {
	EditionID ident.Edition
	Booth
	WasState   string
	WasVersion int64
	Now        clock.Micros
}

// setState is the one statement that allocates. Invariant: it changes nothing unless the booth is as it was read, so of
// two who take one booth exactly one wins.
var setState = sqldb.Exec[stateWrite](`
UPDATE expo_booth SET state = :state, held_until = :held_until, held_by = :held_by, exhibitor_id = :exhibitor_id, note = :note,
version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND state = :was_state AND version = :was_version`)

// claim changes the allocation of a booth. step judges the booth as it is now, a hold that is over being an available
// booth, and changes it; its error refuses. version is the one that was read, 0 for whichever is there. When somebody
// else was faster the step judges again, so that the loser hears the true reason. before is the booth as it was stored.
func claim(ctx context.Context, tx *ops.Writing, id BoothID, version int64, step func(*Booth) error) (before, after Booth, err error) {
	const attempts = 4
	for range attempts {
		stored, err := boothByID(ctx, tx, tx.Edition, id)
		if err != nil {
			return stored, stored, err
		}
		b := stored.at(tx.Now)
		if err := step(&b); err != nil {
			return stored, b, err
		}
		if version != 0 && version != stored.Version {
			break
		}
		n, err := setState.Do(ctx, tx.Tx, stateWrite{tx.Edition, b, stored.State, stored.Version, tx.Now})
		if err != nil {
			return stored, b, err
		}
		if n == 1 {
			b.Version++
			return stored, b, nil
		}
	}
	return before, after, fault.NewConflict("", "fault.stale")
}

// transition claims a booth and writes it to the ledger.
func transition(ctx context.Context, tx *ops.Writing, id BoothID, version int64, verb string, step func(*Booth) error) (Booth, error) {
	old, b, err := claim(ctx, tx, id, version, step)
	if err != nil {
		return Booth{}, err
	}
	tx.Record("booth", id, verb, ledger.Diff(&old, &b))
	return b, nil
}

// mustBe refuses a booth that is in another state, with that state as the reason.
func (b *Booth) mustBe(state string) error {
	if b.State == state {
		return nil
	}
	if b.State == Held {
		return fault.NewConflict("", "expo.booth.held", "code", b.Code, "until", b.HeldUntil.Time().Format("2006-01-02 15:04 UTC"))
	}
	return fault.NewConflict("", "expo.booth."+b.State, "code", b.Code)
}

// mayBeTaken refuses a booth that is neither available nor held by the account.
func (b *Booth) mayBeTaken(by ident.Account) error {
	if b.State == Held && b.HeldBy == by {
		return nil
	}
	return b.mustBe(Available)
}

// take gives the booth to an exhibitor.
func (b *Booth) take(e ident.Exhibitor, confirmed bool) {
	b.State, b.Exhibitor, b.HeldUntil, b.HeldBy = Reserved, e, 0, 0
	if confirmed {
		b.State = Confirmed
	}
}

// free makes the booth available.
func (b *Booth) free() { b.State, b.Exhibitor, b.HeldUntil, b.HeldBy = Available, 0, 0, 0 }

// OnVersion is embedded by changes of a booth's state.
type OnVersion struct {
	Version int64 `json:"version" check:"min=0" doc:"Version that was read; 0 for whichever is there."`
}

// HoldBooth is the input of expo.booth.hold.
type HoldBooth struct {
	OnBooth
	Hours int64 `json:"hours" check:"min=0,max=720" doc:"Hours for which the booth is held, 72 if 0, at most 720 (30 days)."`
	Renew bool  `json:"renew" doc:"Also lengthen the caller's own running hold."`
	OnVersion
}

func holdBooth(ctx context.Context, tx *ops.Writing, in HoldBooth) (Booth, error) {
	if in.Hours == 0 {
		in.Hours = defaultHoldHours
	}
	until := clock.Of(tx.Now.Time().Add(time.Duration(in.Hours) * time.Hour))
	return transition(ctx, tx, in.Booth, in.Version, "hold", func(b *Booth) error {
		if own := b.State == Held && in.Renew && b.HeldBy == tx.Actor.Account; !own {
			if err := b.mustBe(Available); err != nil {
				return err
			}
		}
		b.State, b.HeldUntil, b.HeldBy = Held, until, tx.Actor.Account
		return nil
	})
}

// ChangeState is the input of the changes of state that need nothing more.
type ChangeState struct {
	OnBooth
	OnVersion
}

func releaseBooth(ctx context.Context, tx *ops.Writing, in ChangeState) (Booth, error) {
	return transition(ctx, tx, in.Booth, in.Version, "release", func(b *Booth) error {
		if b.State != Held {
			return fault.NewConflict("", "expo.booth.not-held", "code", b.Code)
		}
		b.free()
		return nil
	})
}

// ReserveBooth is the input of expo.booth.reserve.
type ReserveBooth struct {
	OnBooth
	Exhibitor ident.Exhibitor `json:"exhibitor" check:"required" doc:"Exhibitor that gets the booth, exh_…."`
	OnVersion
}

func reserveBooth(ctx context.Context, tx *ops.Writing, in ReserveBooth) (Booth, error) {
	e, err := ownExhibitor(ctx, tx, in.Exhibitor)
	if err != nil {
		return Booth{}, err
	}
	return transition(ctx, tx, in.Booth, in.Version, "reserve", func(b *Booth) error {
		if err := b.mayBeTaken(tx.Actor.Account); err != nil {
			return err
		}
		if err := e.mayStand(b); err != nil {
			return err
		}
		b.take(e.ID, false)
		return nil
	})
}

// ownExhibitor returns an exhibitor that the caller may allocate booths to, and that stays as it is until the commit.
func ownExhibitor(ctx context.Context, tx *ops.Writing, id ident.Exhibitor) (exhibitor, error) {
	e, err := lockedExhibitor(ctx, tx, id)
	if err == nil && !tx.Covers(ops.Owner{Pavilion: e.Pavilion}, allocators...) {
		err = fault.NewDenied("expo.booth.foreign-exhibitor")
	}
	return e, err
}

func confirmBooth(ctx context.Context, tx *ops.Writing, in ChangeState) (Booth, error) {
	return transition(ctx, tx, in.Booth, in.Version, "confirm", func(b *Booth) error {
		if b.State != Reserved {
			if b.State == Available {
				return fault.NewConflict("", "expo.booth.not-reserved", "code", b.Code)
			}
			return b.mustBe(Reserved)
		}
		e, err := lockedExhibitor(ctx, tx, b.Exhibitor)
		if err != nil {
			return err
		}
		if err := e.mayStand(b); err != nil {
			return err
		}
		b.State = Confirmed
		return nil
	})
}

func withdrawBooth(ctx context.Context, tx *ops.Writing, in ChangeState) (Booth, error) {
	return withdraw(ctx, tx, in.Booth, in.Version)
}

// withdraw takes a booth from its lead exhibitor and from all who share it.
func withdraw(ctx context.Context, tx *ops.Writing, id BoothID, version int64) (Booth, error) {
	b, err := transition(ctx, tx, id, version, "withdraw", func(b *Booth) error {
		if b.State != Reserved && b.State != Confirmed {
			return fault.NewConflict("", "expo.booth.not-taken", "code", b.Code)
		}
		b.free()
		return nil
	})
	if err != nil {
		return b, err
	}
	return b, dropSharers(ctx, tx, shareArgs{Edition: tx.Edition, Booth: id})
}

// BlockBooth is the input of expo.booth.block.
type BlockBooth struct {
	OnBooth
	Reason string `json:"reason" check:"required,max=500" doc:"Why nobody may have the booth; kept as its note."`
	OnVersion
}

func blockBooth(ctx context.Context, tx *ops.Writing, in BlockBooth) (Booth, error) {
	return transition(ctx, tx, in.Booth, in.Version, "block", func(b *Booth) error {
		if err := b.mustBe(Available); err != nil {
			return err
		}
		b.State, b.Note = Blocked, in.Reason
		return nil
	})
}

func unblockBooth(ctx context.Context, tx *ops.Writing, in ChangeState) (Booth, error) {
	return transition(ctx, tx, in.Booth, in.Version, "unblock", func(b *Booth) error {
		if b.State != Blocked {
			return fault.NewConflict("", "expo.booth.not-blocked", "code", b.Code)
		}
		b.State, b.Note = Available, ""
		return nil
	})
}

// WithdrawExhibitor frees every booth that an exhibitor leads and ends its shares of others. The owner of exhibitors
// calls it, in its own transaction, when an exhibitor withdraws. It returns the number of booths freed.
func WithdrawExhibitor(ctx context.Context, tx *ops.Writing, id ident.Exhibitor) (int, error) {
	led, err := boothsLed.All(ctx, tx, boothArgs{Edition: tx.Edition, Exhibitor: id})
	if err != nil {
		return 0, err
	}
	for _, booth := range led {
		if _, err := withdraw(ctx, tx, booth, 0); err != nil {
			return 0, err
		}
	}
	return len(led), dropSharers(ctx, tx, shareArgs{Edition: tx.Edition, Exhibitor: id})
}

var boothsLed = sqldb.Query[boothArgs, BoothID](`
SELECT id FROM expo_booth WHERE edition_id = :edition AND exhibitor_id = :exhibitor ORDER BY id`)

type expireArgs struct {
	Edition ident.Edition
	Now     clock.Micros
}

var expireRows = sqldb.Query[expireArgs, BoothID](`
UPDATE expo_booth SET state = 'available', held_until = 0, held_by = 0, version = version + 1, updated_at = :now
WHERE edition_id = :edition AND state = 'held' AND held_until <= :now RETURNING id`)

// ExpireHolds makes the booths of an edition available whose holds are over, writes it to the ledger, and returns their
// number. Reads and writes treat such holds as over anyway; a job calls this, at the end of its transaction, so that
// the ledger and what follows from it know.
func ExpireHolds(ctx context.Context, tx *sqldb.Tx, edition ident.Edition, now clock.Micros) (int, error) {
	ids, err := expireRows.All(ctx, tx, expireArgs{edition, now})
	if err != nil {
		return 0, err
	}
	records := make([]ledger.Record, len(ids))
	for i, id := range ids {
		records[i] = ledger.Record{Kind: "booth", Object: id.String(), Verb: "expire",
			Changes: []ledger.Change{{Field: "state", From: Held, To: Available}}}
	}
	_, err = ledger.Append(ctx, tx, ledger.Head{Edition: edition, At: now, Surface: "job", Operation: "expo.booth.expire"}, records)
	return len(ids), err
}
