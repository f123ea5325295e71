package floor

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// NewBooth says what a booth is and where it stands.
type NewBooth struct {
	Code     string         `json:"code" check:"required,pattern=code" doc:"Code on the plan, such as D3A05; unique in the edition."`
	Kind     string         `json:"kind" check:"required,enum=standard|custom" doc:"standard (3 m x 3 m units with shell) or custom (bare ground)."`
	Outline  place.Polygon  `json:"outline" check:"required,max=500" doc:"Corners [[x,y],…] in centimetres from the hall's origin."`
	HeightCm int64          `json:"height_cm" check:"min=0,max=10000" doc:"Height in centimetres, 250 if 0."`
	Pavilion ident.Pavilion `json:"pavilion" doc:"Pavilion to which the booth belongs, pav_…; empty for none."`
	Note     string         `json:"note" check:"max=500" doc:"Organisers' own note."`
}

// standardHeightCm is the height of a standard booth's shell.
const standardHeightCm = 250

type boothWrite struct {
	EditionID ident.Edition
	Booth
	CodeNorm string
	box
	WasVersion int64
	Now        clock.Micros
}

var (
	insertBooth = sqldb.Exec[boothWrite](`
INSERT INTO expo_booth (edition_id, id, hall_id, pavilion_id, code, code_norm, kind, outline, min_x, min_y, max_x, max_y, area_cm2,
corner, height_cm, state, held_until, held_by, exhibitor_id, note, version, created_at, updated_at)
VALUES (:edition_id, :id, :hall_id, :pavilion_id, :code, :code_norm, :kind, :outline, :min_x, :min_y, :max_x, :max_y, :area_cm2,
:corner, :height_cm, :state, :held_until, :held_by, :exhibitor_id, :note, 1, :now, :now)
ON CONFLICT (edition_id, code_norm) DO NOTHING`)
	// changeBooth leaves the allocation alone; the version pins the state that was judged.
	changeBooth = sqldb.Exec[boothWrite](`
UPDATE expo_booth SET hall_id = :hall_id, pavilion_id = :pavilion_id, code = :code, code_norm = :code_norm, kind = :kind,
outline = :outline, min_x = :min_x, min_y = :min_y, max_x = :max_x, max_y = :max_y, area_cm2 = :area_cm2, corner = :corner,
height_cm = :height_cm, note = :note, version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :was_version`)
	deleteBooth = sqldb.Exec[boothWrite](`
DELETE FROM expo_booth WHERE edition_id = :edition_id AND id = :id AND version = :was_version
AND (state IN ('available', 'blocked') OR state = 'held' AND held_until <= :now)`)
)

func (b *Booth) write(tx *ops.Writing, was int64) boothWrite {
	return boothWrite{tx.Edition, *b, text.Fold(b.Code), boxOf(b.Outline), was, tx.Now}
}

// plan returns the fields of a booth that its place is judged by.
func (b *Booth) plan() *NewBooth {
	return &NewBooth{Code: b.Code, Kind: b.Kind, Outline: b.Outline, HeightCm: b.HeightCm, Pavilion: b.Pavilion, Note: b.Note}
}

// booth makes an available booth.
func (n *NewBooth) booth(id BoothID, hall HallID) Booth {
	return Booth{ID: id, Hall: hall, Pavilion: n.Pavilion, Code: n.Code, Kind: n.Kind, Outline: n.Outline,
		AreaCm2: n.Outline.Area2() / 2, HeightCm: n.HeightCm, State: Available, Note: n.Note, Version: 1}
}

// CreateBooth is the input of expo.booth.create.
type CreateBooth struct {
	OnHall
	NewBooth
}

func createBooth(ctx context.Context, tx *ops.Writing, in CreateBooth) (Booth, error) {
	h, err := lockHall(ctx, tx, in.Hall)
	if err != nil {
		return Booth{}, err
	}
	if in.HeightCm == 0 {
		in.HeightCm = standardHeightCm
	}
	around := boxOf(in.Outline)
	l, err := loadNear(ctx, tx, tx.Edition, h, around)
	if err != nil {
		return Booth{}, err
	}
	v := l.judge(&in.NewBooth, 0)
	if err := v.err(); err != nil {
		return Booth{}, err
	}
	if err := pavilionsExist(ctx, tx, tx.Edition, in.Pavilion); err != nil {
		return Booth{}, err
	}
	b := in.booth(BoothID(tx.IDs.Next()), h.ID)
	b.Corner = v.corner
	if err := insert(ctx, tx, &b); err != nil || len(l.stands) == 0 {
		return b, err
	}
	return b, refreshNear(ctx, tx, h, around)
}

func insert(ctx context.Context, tx *ops.Writing, b *Booth) error {
	n, err := insertBooth.Do(ctx, tx.Tx, b.write(tx, 0))
	if err == nil && n == 0 {
		err = fault.NewConflict("code", "expo.booth.code-taken", "code", b.Code)
	}
	if err == nil {
		tx.Record("booth", b.ID, ledger.Created, ledger.Diff(nil, b))
	}
	return err
}

// UpdateBooth is the input of expo.booth.update.
type UpdateBooth struct {
	OnBooth
	Code     string         `json:"code" check:"required,pattern=code" doc:"Code on the plan, such as D3A05; unique in the edition."`
	Kind     string         `json:"kind" check:"required,enum=standard|custom" doc:"standard or custom."`
	HeightCm int64          `json:"height_cm" check:"required,min=1,max=10000" doc:"Height in centimetres."`
	Pavilion ident.Pavilion `json:"pavilion" doc:"Pavilion to which the booth belongs, pav_…; empty for none."`
	Note     string         `json:"note" check:"max=500" doc:"Organisers' own note."`
	Version  int64          `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func updateBooth(ctx context.Context, tx *ops.Writing, in UpdateBooth) (Booth, error) {
	return Change(ctx, tx, in.Booth, in.Version, func(b *Booth) {
		b.Code, b.Kind, b.HeightCm, b.Pavilion, b.Note = in.Code, in.Kind, in.HeightCm, in.Pavilion, in.Note
	})
}

// MoveBooth is the input of expo.booth.move.
type MoveBooth struct {
	OnBooth
	Hall    HallID        `json:"hall" doc:"Hall to move to, hall_…; empty to stay in its hall."`
	Outline place.Polygon `json:"outline" check:"required,max=500" doc:"New corners [[x,y],…] in centimetres from the hall's origin."`
	Version int64         `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func moveBooth(ctx context.Context, tx *ops.Writing, in MoveBooth) (Booth, error) {
	return Change(ctx, tx, in.Booth, in.Version, func(b *Booth) {
		b.Outline = in.Outline
		if in.Hall != 0 {
			b.Hall = in.Hall
		}
	})
}

// Change edits code, kind, outline, height, hall, pavilion or note of a booth and judges the outcome; what edit does to
// the allocation is ignored. version is the one that was read, 0 for whichever is there. Errors: NotFound; Invalid or
// Conflict as Judge; Conflict if the code is taken, if a confirmed booth would move, if its exhibitor may not stand in
// the new pavilion, or if somebody else changed it first.
func Change(ctx context.Context, tx *ops.Writing, id BoothID, version int64, edit func(*Booth)) (Booth, error) {
	old, err := boothByID(ctx, tx, tx.Edition, id)
	if err != nil {
		return Booth{}, err
	}
	if version != 0 && version != old.Version {
		return Booth{}, fault.NewConflict("", "fault.stale")
	}
	b := old
	edit(&b)
	b.ID, b.State, b.HeldUntil, b.HeldBy, b.Exhibitor, b.Version = old.ID, old.State, old.HeldUntil, old.HeldBy, old.Exhibitor, old.Version
	moved := b.Hall != old.Hall || len(ledger.Diff(&placed{old.Outline}, &placed{b.Outline})) > 0
	if moved && old.State == Confirmed {
		return Booth{}, fault.NewConflict("", "expo.booth.confirmed", "code", old.Code)
	}
	left, h, err := lockHalls(ctx, tx, old.Hall, b.Hall)
	if err != nil {
		return Booth{}, err
	}
	if err := judgeChange(ctx, tx, h, &old, &b); err != nil {
		return Booth{}, err
	}
	diff := ledger.Diff(&old, &b)
	if len(diff) == 0 {
		return old.at(tx.Now), nil
	}
	n, err := changeBooth.Do(ctx, tx.Tx, b.write(tx, old.Version))
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Booth{}, err
	}
	b.Version++
	b = b.at(tx.Now)
	tx.Record("booth", id, ledger.Updated, diff)
	if !moved {
		return b, nil
	}
	if err := refreshNear(ctx, tx, left, boxOf(old.Outline)); err != nil {
		return Booth{}, err
	}
	return b, refreshNear(ctx, tx, h, boxOf(b.Outline))
}

type placed struct{ Outline place.Polygon }

// lockHalls locks two halls, which may be one, in the order of their keys, so that two moves never wait for each other.
func lockHalls(ctx context.Context, tx *ops.Writing, from, to HallID) (left, entered Hall, err error) {
	if from == to {
		left, err = lockHall(ctx, tx, from)
		return left, left, err
	}
	first, second := &left, &entered
	a, b := from, to
	if a > b {
		a, b, first, second = b, a, second, first
	}
	if *first, err = lockHall(ctx, tx, a); err != nil {
		return left, entered, err
	}
	*second, err = lockHall(ctx, tx, b)
	return left, entered, err
}

// judgeChange judges a changed booth in its hall and fills in what follows from its place.
func judgeChange(ctx context.Context, tx *ops.Writing, h Hall, old, b *Booth) error {
	l, err := loadNear(ctx, tx, tx.Edition, h, boxOf(b.Outline))
	if err != nil {
		return err
	}
	v := l.judge(b.plan(), b.ID)
	if err := v.err(); err != nil {
		return err
	}
	b.AreaCm2, b.Corner = v.areaCm2, v.corner
	if norm := text.Fold(b.Code); norm != text.Fold(old.Code) {
		taken, err := boothByNorm.All(ctx, tx, boothArgs{Edition: tx.Edition, CodeNorm: norm})
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return fault.NewConflict("code", "expo.booth.code-taken", "code", b.Code)
		}
	}
	if b.Pavilion == old.Pavilion {
		return nil
	}
	if err := pavilionsExist(ctx, tx, tx.Edition, b.Pavilion); err != nil {
		return err
	}
	return tenantsMayStand(ctx, tx, b)
}

// RemoveBooth is the input of expo.booth.remove.
type RemoveBooth struct {
	OnBooth
	Version int64 `json:"version" check:"min=0" doc:"Version that was read; 0 for whichever is there."`
}

func removeBooth(ctx context.Context, tx *ops.Writing, in RemoveBooth) (Booth, error) {
	found, err := boothByID(ctx, tx, tx.Edition, in.Booth)
	if err != nil {
		return Booth{}, err
	}
	h, err := lockHall(ctx, tx, found.Hall)
	if err != nil {
		return Booth{}, err
	}
	// Read again under the hall's lock: it may have been moved or taken while this write waited.
	stored, err := boothByID(ctx, tx, tx.Edition, in.Booth)
	if err != nil {
		return Booth{}, err
	}
	b := stored.at(tx.Now)
	if b.State != Blocked {
		if err := b.mustBe(Available); err != nil {
			return Booth{}, err
		}
	}
	if in.Version != 0 && in.Version != b.Version || b.Hall != found.Hall {
		return Booth{}, fault.NewConflict("", "fault.stale")
	}
	n, err := deleteBooth.Do(ctx, tx.Tx, b.write(tx, b.Version))
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Booth{}, err
	}
	tx.Record("booth", b.ID, ledger.Deleted, nil)
	return b, refreshNear(ctx, tx, h, boxOf(b.Outline))
}

// CheckBooth is the input of expo.booth.check.
type CheckBooth struct {
	OnHall
	Booth    BoothID       `json:"booth" doc:"Key of the booth if it stands already, bth_…; empty for a new one."`
	Code     string        `json:"code" check:"pattern=code" doc:"Code to check, may be empty."`
	Kind     string        `json:"kind" check:"required,enum=standard|custom" doc:"standard or custom."`
	Outline  place.Polygon `json:"outline" check:"required,max=500" doc:"Corners [[x,y],…] in centimetres from the hall's origin."`
	HeightCm int64         `json:"height_cm" check:"min=0,max=10000" doc:"Height in centimetres, 250 if 0."`
}

// Finding is one thing to say about a proposed booth: a message key and its arguments.
type Finding struct {
	Field string         `json:"field"`
	Key   string         `json:"key"`
	Args  map[string]any `json:"args,omitempty"`
}

// Problem returns the finding as a problem, for the locale to word.
func (f Finding) Problem() fault.Problem {
	return fault.Problem{Field: f.Field, Key: f.Key, Args: f.Args}
}

// BoothCheck is what a proposed booth would be.
type BoothCheck struct {
	// Fits says that there are no problems.
	Fits     bool      `json:"fits"`
	Problems []Finding `json:"problems"`
	Warnings []Finding `json:"warnings"`
	Corner   bool      `json:"corner"`
	AreaCm2  int64     `json:"area_cm2"`
}

func checkBooth(ctx context.Context, q *ops.Reading, in CheckBooth) (BoothCheck, error) {
	h, err := hallByID(ctx, q, q.Edition, in.Hall)
	if err != nil {
		return BoothCheck{}, err
	}
	if in.HeightCm == 0 {
		in.HeightCm = standardHeightCm
	}
	l, err := loadNear(ctx, q, q.Edition, h, boxOf(in.Outline))
	if err != nil {
		return BoothCheck{}, err
	}
	v := l.judge(&NewBooth{Code: in.Code, Kind: in.Kind, Outline: in.Outline, HeightCm: in.HeightCm}, in.Booth)
	if norm := text.Fold(in.Code); norm != "" {
		taken, err := boothByNorm.All(ctx, q, boothArgs{Edition: q.Edition, CodeNorm: norm})
		if err != nil {
			return BoothCheck{}, err
		}
		if len(taken) > 0 && taken[0].ID != in.Booth {
			v.refuse("code", "expo.booth.code-taken", "code", in.Code)
		}
	}
	return BoothCheck{len(v.problems) == 0, findings(v.problems), findings(v.warnings), v.corner, v.areaCm2}, nil
}

func findings(problems []fault.Problem) []Finding {
	out := make([]Finding, len(problems))
	for i, p := range problems {
		out[i] = Finding{p.Field, p.Key, p.Args}
	}
	return out
}
