package floor

import (
	"context"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// Layout is a hall with its fixed areas and booths in memory, to judge where a booth may stand. It holds either the
// whole hall or the part around one place. It is used by one goroutine.
type Layout struct {
	hall   Hall
	wall   []side
	areas  []Area
	stands []*stand
	// cells finds the stands near a place: a stand is listed in each cell that its box touches.
	cells map[cell][]*stand
}

// stand is the ground that a booth takes.
type stand struct {
	ID       BoothID
	Code     string
	Outline  place.Polygon
	HeightCm int64
	Corner   bool
	box      box
	sides    []side
}

type cell struct{ x, y int64 }

// cellCm is the side of a cell: a few standard booths.
const cellCm = 900

// cellsOf calls f for each cell that the box touches, within the hall. Booths outside it are refused before they matter.
func (l *Layout) cellsOf(b box, f func(cell)) {
	for x := max(b.MinX, 0) / cellCm; x <= min(b.MaxX, l.hall.WidthCm)/cellCm; x++ {
		for y := max(b.MinY, 0) / cellCm; y <= min(b.MaxY, l.hall.DepthCm)/cellCm; y++ {
			f(cell{x, y})
		}
	}
}

func newLayout(h Hall, areas []Area) *Layout {
	return &Layout{hall: h, wall: sides(h.Outline), areas: areas, cells: map[cell][]*stand{}}
}

// put adds a stand without judging it.
func (l *Layout) put(s *stand) {
	s.box, s.sides = boxOf(s.Outline), sides(s.Outline)
	l.stands = append(l.stands, s)
	l.cellsOf(s.box, func(c cell) { l.cells[c] = append(l.cells[c], s) })
}

// touching returns the stands whose boxes share a point with b, each once, in the order in which they were put; without
// the stand of the booth except.
func (l *Layout) touching(b box, except BoothID) []*stand {
	var out []*stand
	l.cellsOf(b, func(c cell) {
		for _, s := range l.cells[c] {
			if s.box.touches(b) && (except == 0 || s.ID != except) && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	})
	return out
}

type nearArgs struct {
	Edition ident.Edition
	Hall    HallID
	box
}

const standColumns = `id, code, outline, height_cm, corner`

var (
	standsOfHall = sqldb.Query[nearArgs, stand](`SELECT ` + standColumns + ` FROM expo_booth
WHERE edition_id = :edition AND hall_id = :hall ORDER BY id`)
	standsNear = sqldb.Query[nearArgs, stand](`SELECT ` + standColumns + ` FROM expo_booth
WHERE edition_id = :edition AND id IN (SELECT id FROM expo_booth WHERE edition_id = :edition AND hall_id = :hall
  AND min_x <= :max_x AND max_x >= :min_x AND min_y <= :max_y AND max_y >= :min_y) ORDER BY id`)
)

// loadLayout reads the whole hall.
func loadLayout(ctx context.Context, r sqldb.Runner, edition ident.Edition, h Hall) (*Layout, error) {
	return load(ctx, r, standsOfHall, h, nearArgs{Edition: edition, Hall: h.ID})
}

// loadNear reads what touches a box.
func loadNear(ctx context.Context, r sqldb.Runner, edition ident.Edition, h Hall, b box) (*Layout, error) {
	return load(ctx, r, standsNear, h, nearArgs{edition, h.ID, b})
}

func load(ctx context.Context, r sqldb.Runner, q *sqldb.Q[nearArgs, stand], h Hall, a nearArgs) (*Layout, error) {
	areas, err := areasOfHall.All(ctx, r, areaArgs{Edition: a.Edition, Hall: h.ID})
	if err != nil {
		return nil, err
	}
	l := newLayout(h, areas)
	return l, q.Each(ctx, r, a, func(s stand) error { l.put(&s); return nil })
}

// LoadLayout reads a hall to judge many booths against it, as an import does row by row.
func LoadLayout(ctx context.Context, r sqldb.Runner, edition ident.Edition, hall HallID) (*Layout, error) {
	h, err := hallByID(ctx, r, edition, hall)
	if err != nil {
		return nil, err
	}
	return loadLayout(ctx, r, edition, h)
}

// Judge returns nil if a booth may stand as described, else an error with every problem: Invalid if one of them is a
// fault of the booth itself, Conflict if all come from what stands there already. self is the booth's key if it stands
// in the hall already, 0 for a new one.
func (l *Layout) Judge(b *NewBooth, self BoothID) error {
	v := l.judge(b, self)
	return v.err()
}

// Put adds a booth that was judged, so that the next ones are judged against it as well.
func (l *Layout) Put(b *NewBooth) {
	l.put(&stand{Code: b.Code, Outline: b.Outline, HeightCm: b.HeightCm})
}

// verdict is what there is to say about a booth's place.
type verdict struct {
	problems []fault.Problem
	// invalid says that a problem lies in the booth itself.
	invalid  bool
	warnings []fault.Problem
	corner   bool
	areaCm2  int64
}

func (v *verdict) refuse(field, key string, args ...any) {
	v.problems = append(v.problems, fault.NewProblem(field, key, args...))
}

func (v *verdict) err() error {
	switch {
	case len(v.problems) == 0:
		return nil
	case v.invalid:
		return &fault.Error{Kind: fault.Invalid, Problems: v.problems}
	}
	return &fault.Error{Kind: fault.Conflict, Problems: v.problems}
}

func (l *Layout) judge(b *NewBooth, self BoothID) verdict {
	var v verdict
	if err := validOutline(b.Outline); err != nil {
		return verdict{problems: fault.As(err).Problems, invalid: true}
	}
	v.areaCm2 = b.Outline.Area2() / 2
	l.judgeShape(b, &v)
	l.judgeHeight(b, &v)
	if !l.hall.Outline.Contains(b.Outline) {
		v.refuse("outline", "expo.booth.outside", "hall", l.hall.Code)
	}
	v.invalid = len(v.problems) > 0
	for _, a := range l.areas {
		if a.Outline.Overlaps(b.Outline) {
			v.refuse("outline", "expo.booth.on-area", "kind", a.Kind, "label", a.label())
		}
	}
	near := l.touching(boxOf(b.Outline), self)
	for _, s := range near {
		if s.Outline.Overlaps(b.Outline) {
			v.refuse("outline", "expo.booth.overlap", "code", s.Code)
		}
	}
	v.corner = l.corner(sides(b.Outline), near)
	return v
}

// label names an area in a message: its English words, else its key.
func (a *Area) label() string {
	if words := a.Label.Words("en"); words != "" {
		return words
	}
	return a.ID.String()
}

// judgeShape holds standard booths to units of 3 m, and custom ones to the area of one unit.
func (l *Layout) judgeShape(b *NewBooth, v *verdict) {
	switch {
	case b.Kind == Standard && !standard(b.Outline):
		v.refuse("outline", "expo.booth.not-standard")
	case b.Kind == Custom && v.areaCm2 < unitCm2:
		v.refuse("outline", "expo.booth.too-small", "min", unitCm2/10_000)
	case b.Kind == Custom && b.Outline.Area2()%(2*unitCm2) != 0:
		v.warnings = append(v.warnings, fault.NewProblem("outline", "expo.booth.not-a-multiple", "unit", unitCm2/10_000))
	}
}

func (l *Layout) judgeHeight(b *NewBooth, v *verdict) {
	h := &l.hall
	if b.HeightCm > h.HeightLimitCm {
		v.refuse("height_cm", "expo.booth.too-high", "limit", metres(h.HeightLimitCm), "hall", h.Code)
		return
	}
	if h.WallHeightLimitCm == 0 || b.HeightCm <= h.WallHeightLimitCm {
		return
	}
	for _, s := range sides(b.Outline) {
		if s.sharesAny(l.wall) {
			v.refuse("height_cm", "expo.booth.too-high-at-wall", "limit", metres(h.WallHeightLimitCm), "hall", h.Code)
			return
		}
	}
}

// corner reports whether two neighbouring sides are open: beside neither a booth nor the wall.
func (l *Layout) corner(own []side, near []*stand) bool {
	open := func(s side) bool {
		if s.sharesAny(l.wall) {
			return false
		}
		for _, n := range near {
			if s.sharesAny(n.sides) {
				return false
			}
		}
		return true
	}
	before := open(own[len(own)-1])
	for _, s := range own {
		now := open(s)
		if before && now {
			return true
		}
		before = now
	}
	return false
}

// mayFix judges a new fixed area.
func (l *Layout) mayFix(outline place.Polygon) error {
	if err := validOutline(outline); err != nil {
		return err
	}
	if !l.hall.Outline.Contains(outline) {
		return fault.NewInvalid("outline", "expo.area.outside", "hall", l.hall.Code)
	}
	for _, s := range l.touching(boxOf(outline), 0) {
		if s.Outline.Overlaps(outline) {
			return fault.NewConflict("outline", "expo.area.on-booth", "code", s.Code)
		}
	}
	return nil
}

// stillFits judges all that stands in the hall against its changed outline and limits.
func (l *Layout) stillFits() error {
	for _, a := range l.areas {
		if !l.hall.Outline.Contains(a.Outline) {
			return fault.NewConflict("outline", "expo.hall.area-outside", "label", a.label())
		}
	}
	for _, s := range l.stands {
		var v verdict
		l.judgeHeight(&NewBooth{Outline: s.Outline, HeightCm: s.HeightCm}, &v)
		switch {
		case !l.hall.Outline.Contains(s.Outline):
			return fault.NewConflict("outline", "expo.hall.booth-outside", "code", s.Code)
		case len(v.problems) > 0:
			return fault.NewConflict("height_limit_cm", "expo.hall.booth-too-high", "code", s.Code, "height", metres(s.HeightCm))
		}
	}
	return nil
}

type cornerArgs struct {
	Edition ident.Edition
	ID      BoothID
	Corner  bool
	Now     clock.Micros
}

// setCorner leaves the version alone: the flag follows the plan and is nobody's input.
var setCorner = sqldb.Exec[cornerArgs](`
UPDATE expo_booth SET corner = :corner, updated_at = :now WHERE edition_id = :edition AND id = :id`)

// refreshCorners brings up to date the corner flags of the booths that touch the box. The layout must hold them and all
// that touches them.
func refreshCorners(ctx context.Context, tx *ops.Writing, l *Layout, around box) error {
	for _, s := range l.touching(around, 0) {
		if err := l.refreshCorner(ctx, tx, s); err != nil {
			return err
		}
	}
	return nil
}

func (l *Layout) refreshCorner(ctx context.Context, tx *ops.Writing, s *stand) error {
	corner := l.corner(s.sides, l.touching(s.box, s.ID))
	if corner == s.Corner {
		return nil
	}
	if _, err := setCorner.Do(ctx, tx.Tx, cornerArgs{tx.Edition, s.ID, corner, tx.Now}); err != nil {
		return err
	}
	tx.Record("booth", s.ID, ledger.Updated, []ledger.Change{{Field: "corner", From: s.Corner, To: corner}})
	s.Corner = corner
	return nil
}

// refreshNear does so for one place of the hall as it is stored now.
func refreshNear(ctx context.Context, tx *ops.Writing, h Hall, around box) error {
	l, err := loadNear(ctx, tx, tx.Edition, h, around)
	if err != nil || len(l.stands) == 0 {
		return err
	}
	wide := around
	for _, s := range l.stands {
		wide = wide.union(s.box)
	}
	if l, err = loadNear(ctx, tx, tx.Edition, h, wide); err != nil {
		return err
	}
	return refreshCorners(ctx, tx, l, around)
}
