package expo

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// boothFields are what a list of booths may hold. Lengths are metres unless the cell says cm.
func boothFields() []sheet.Field {
	return []sheet.Field{
		one("key", "fairway key"),
		one("code", "booth", "booth no", "booth code", "stand", "stand no", "展位号", "展位", "gian hàng", "số gian hàng", "บูธ", "gerai", "estande"),
		one("hall", "hall code", "hall no", "halle", "展馆", "馆号", "nhà", "ฮอลล์", "dewan", "aula"),
		one("kind", "type", "booth type", "stand type", "展位类型", "loại"),
		one("x", "x m", "left", "x (m)"),
		one("y", "y m", "top", "y (m)"),
		one("width", "width m", "width (m)", "frontage", "宽", "宽度", "chiều rộng", "กว้าง", "lebar", "largura"),
		one("depth", "depth m", "depth (m)", "length", "长", "长度", "深", "chiều sâu", "ลึก", "panjang", "profundidade"),
		one("outline", "corners", "polygon", "points"),
		one("height", "height m", "height (m)", "高", "高度", "chiều cao", "สูง", "tinggi", "altura"),
		one("pavilion", "pavilion code", "展区"),
		one("note", "remark", "remarks", "notes", "备注", "ghi chú", "หมายเหตุ", "catatan"),
	}
}

// boothImport takes the rows of a list of booths: first the changes of booths that exist, then the new ones hall by
// hall, each judged against the plan and against the rows before it. A row that does not fit is refused alone. Corners
// and allocation are not imported: the plan tells the first, trade verbs change the second.
type boothImport struct {
	run       *importing
	check     func(*floor.NewBooth) error
	pavilions map[string]ident.Pavilion
	halls     map[string]floor.HallID
	by        map[string]*floor.Booth // by folded code, those of earlier rows included
	ids       map[floor.BoothID]*floor.Booth
	seen      map[string]int // rows by folded code
	rows      []boothCells
}

type boothCells struct {
	*importRow
	old  *floor.Booth // nil for a new one
	hall floor.HallID
	new  floor.NewBooth
}

type boothHall struct {
	ID   floor.HallID
	Code string
}

var everyHall = sqldb.Query[inEdition, boothHall](`SELECT id, code FROM expo_hall WHERE edition_id = :edition ORDER BY id`)

func newBoothImport(ctx context.Context, run *importing) (*boothImport, error) {
	x := &boothImport{run: run, check: ops.Checker[floor.NewBooth](), halls: map[string]floor.HallID{},
		by: map[string]*floor.Booth{}, ids: map[floor.BoothID]*floor.Booth{}, seen: map[string]int{}}
	var err error
	if x.pavilions, err = pavilionCodes(ctx, run); err != nil {
		return nil, err
	}
	in := inEdition{run.tx.Edition}
	if err := everyHall.Each(ctx, run.tx, in, func(h boothHall) error { x.halls[squash(h.Code)] = h.ID; return nil }); err != nil {
		return nil, err
	}
	all, err := floor.AllBooths(ctx, run.tx, run.tx.Edition, 0)
	for i := range all {
		x.by[text.Fold(all[i].Code)], x.ids[all[i].ID] = &all[i], &all[i]
	}
	return x, err
}

func (x *boothImport) take(_ context.Context, rows []*importRow) error {
	for _, r := range rows {
		c, err := x.read(r)
		if err != nil {
			return err
		}
		if r.v.Verdict == "" {
			x.rows = append(x.rows, c)
		}
	}
	return nil
}

// finish writes: changes in the order of the file, then new booths hall by hall.
func (x *boothImport) finish(ctx context.Context) error {
	var halls []floor.HallID
	fresh := map[floor.HallID][]boothCells{}
	for _, c := range x.rows {
		if c.old != nil {
			if err := x.change(ctx, c); err != nil {
				return err
			}
			continue
		}
		if fresh[c.hall] == nil {
			halls = append(halls, c.hall)
		}
		fresh[c.hall] = append(fresh[c.hall], c)
	}
	for _, hall := range halls {
		if err := x.create(ctx, hall, fresh[hall]); err != nil {
			return err
		}
	}
	return nil
}

// read says what a row means and judges all but its place.
func (x *boothImport) read(r *importRow) (boothCells, error) {
	c := boothCells{importRow: r}
	code := oneLine(r.cell("code"))
	r.v.Name = cut(code)
	if key := r.cell("key"); key != "" {
		var id floor.BoothID
		if err := id.UnmarshalText([]byte(key)); err == nil {
			c.old = x.ids[id]
		}
		if c.old == nil {
			r.noteNew("key", "expo.import.key-unknown", "key", cut(key))
		}
	}
	if c.old == nil {
		c.old = x.by[text.Fold(code)]
	}
	if c.old != nil {
		c.hall, c.new = c.old.Hall, floor.NewBooth{Code: c.old.Code, Kind: c.old.Kind, Outline: c.old.Outline, HeightCm: c.old.HeightCm,
			Pavilion: c.old.Pavilion, Note: c.old.Note}
		r.v.Name = c.old.Code
	}
	if code != "" {
		c.new.Code = code
	}
	x.fill(&c)
	norm := text.Fold(c.new.Code)
	switch first := x.seen[norm]; {
	case first != 0:
		c.refuse(fault.NewProblem("code", "expo.import.booth-repeated", "row", first))
	case norm != "":
		x.seen[norm] = r.v.Row
	}
	if c.v.Verdict != "" {
		return c, nil
	}
	if err := x.check(&c.new); err != nil {
		return c, c.refuseError(err)
	}
	return c, nil
}

// fill puts what the row states into a booth.
func (x *boothImport) fill(c *boothCells) {
	if s := c.cell("hall"); s != "" {
		id, ok := x.halls[squash(s)]
		if !ok {
			id, ok = x.halls[squash(sheet.ParseStand(s).Hall)]
		}
		if !ok {
			c.refuse(fault.NewProblem("hall", "expo.hall.code-unknown", "code", cut(s)))
		}
		c.hall = id
	} else if c.hall == 0 {
		c.refuse(fault.NewProblem("hall", "fault.required"))
	}
	x.outline(c)
	if s := c.cell("kind"); s != "" {
		if c.new.Kind = parseBoothKind(s); c.new.Kind == "" {
			c.refuse(fault.NewProblem("kind", "fault.not-one-of", "values", "standard, custom"))
		}
	} else if c.new.Kind == "" {
		c.new.Kind = floor.Custom
		if units(c.new.Outline) {
			c.new.Kind = floor.Standard
		}
	}
	if h, ok := c.length("height"); ok {
		c.new.HeightCm = h
	}
	if code := c.cell("pavilion"); code != "" {
		p, ok := x.pavilions[text.Fold(code)]
		if !ok {
			c.refuse(fault.NewProblem("pavilion", "expo.import.pavilion-unknown", "code", cut(code)))
		}
		c.new.Pavilion = p
	}
	if s := oneLine(c.cell("note")); s != "" {
		c.new.Note = s
	}
}

// outline reads corners, or the rectangle of x, y, width and depth; what a rectangle lacks stays as it is, and a new
// booth is 3 m wide and deep unless the row says otherwise.
func (x *boothImport) outline(c *boothCells) {
	if s := c.cell("outline"); s != "" {
		p, ok := parseOutline(s)
		if !ok {
			c.refuse(fault.NewProblem("outline", "place.polygon.format"))
		}
		c.new.Outline = p
		return
	}
	left, hasX := c.length("x")
	top, hasY := c.length("y")
	width, hasWidth := c.length("width")
	depth, hasDepth := c.length("depth")
	if !hasX && !hasY && !hasWidth && !hasDepth && c.old != nil {
		return
	}
	was, size, rectangle := rectangleOf(c.new.Outline)
	if c.old == nil {
		size, rectangle = place.Point{X: 300, Y: 300}, hasX && hasY
	}
	if !rectangle && !(hasX && hasY && hasWidth && hasDepth) {
		c.refuse(fault.NewProblem("x", "expo.import.place-missing"))
		return
	}
	at := was
	for _, s := range []struct {
		has  bool
		from int64
		to   *int64
	}{{hasX, left, &at.X}, {hasY, top, &at.Y}, {hasWidth, width, &size.X}, {hasDepth, depth, &size.Y}} {
		if s.has {
			*s.to = s.from
		}
	}
	if old, oldSize, ok := rectangleOf(c.new.Outline); ok && old == at && oldSize == size {
		return // the same rectangle, whatever corner it begins with
	}
	c.new.Outline = place.Rectangle(at, size.X, size.Y)
}

// length reads a length; what is none refuses the row.
func (c *boothCells) length(field string) (int64, bool) {
	s := c.cell(field)
	if s == "" {
		return 0, false
	}
	cm, ok := parseLength(s)
	if !ok {
		c.refuse(fault.NewProblem(field, "expo.import.not-a-length", "text", cut(s)))
	}
	return cm, ok
}

// change writes what a row changes of a booth.
func (x *boothImport) change(ctx context.Context, c boothCells) error {
	b := *c.old
	b.Hall, b.Code, b.Kind, b.Outline, b.HeightCm, b.Pavilion, b.Note = c.hall, c.new.Code, c.new.Kind, c.new.Outline, c.new.HeightCm, c.new.Pavilion, c.new.Note
	c.v.Object = b.ID.String()
	if len(ledger.Diff(c.old, &b)) == 0 {
		c.v.Verdict = RowUnchanged
		return nil
	}
	// Invariant: Change judges before it writes anything but the hall's lock, so a refusal leaves nothing behind.
	after, err := floor.Change(ctx, x.run.tx, b.ID, c.old.Version, func(n *floor.Booth) {
		n.Hall, n.Code, n.Kind, n.Outline, n.HeightCm, n.Pavilion, n.Note = b.Hall, b.Code, b.Kind, b.Outline, b.HeightCm, b.Pavilion, b.Note
	})
	if err != nil {
		return c.refuseError(err)
	}
	c.v.Verdict, c.v.Changes = RowChanged, ledger.Diff(c.old, &after)
	return nil
}

// create judges the new booths of a hall one by one and writes those that fit together.
func (x *boothImport) create(ctx context.Context, hall floor.HallID, list []boothCells) error {
	l, err := floor.LoadLayout(ctx, x.run.tx, x.run.tx.Edition, hall)
	if err != nil {
		return err
	}
	var fit []boothCells
	var booths []floor.NewBooth
	for _, c := range list {
		if c.new.HeightCm == 0 {
			c.new.HeightCm = 250 // the shell of a standard booth
		}
		if err := l.Judge(&c.new, 0); err != nil {
			if err := c.refuseError(err); err != nil {
				return err
			}
			continue
		}
		l.Put(&c.new)
		fit, booths = append(fit, c), append(booths, c.new)
	}
	made, err := floor.CreateMany(ctx, x.run.tx, hall, booths)
	if err != nil {
		return err
	}
	for i, c := range fit {
		c.v.Verdict, c.v.Object = RowCreated, made[i].ID.String()
	}
	return nil
}

// parseBoothKind reads standard (shell) or custom (bare ground), "" for anything else.
func parseBoothKind(cell string) string {
	switch text.Fold(cell) {
	case "standard", "shell", "shell scheme", "standard booth", "标准展位", "标摊", "标准", "tieu chuan", "มาตรฐาน", "standar", "padrao":
		return floor.Standard
	case "custom", "raw", "raw space", "space", "space only", "bare ground", "special", "光地", "特装", "特装展位", "dat trong", "พื้นที่เปล่า", "khas":
		return floor.Custom
	}
	return ""
}

// parseLength reads metres, or centimetres where the cell says so, in whole centimetres: "3", "3.5 m", "350cm".
func parseLength(cell string) (cm int64, ok bool) {
	s := strings.ToLower(strings.TrimSpace(cell))
	scale := 2
	for _, unit := range []struct {
		word  string
		scale int
	}{{"cm", 0}, {"厘米", 0}, {"米", 2}, {"m", 2}} {
		if rest, found := strings.CutSuffix(s, unit.word); found {
			s, scale = strings.TrimSpace(rest), unit.scale
			break
		}
	}
	negative := strings.HasPrefix(s, "-")
	whole, fraction, _ := strings.Cut(strings.Replace(strings.TrimPrefix(s, "-"), ",", ".", 1), ".")
	if fraction = strings.TrimRight(fraction, "0"); len(fraction) > scale || whole == "" || len(whole) > 7 {
		return 0, false
	}
	for _, r := range whole + fraction + strings.Repeat("0", scale-len(fraction)) {
		if !unicode.IsDigit(r) || r > '9' {
			return 0, false
		}
		cm = cm*10 + int64(r-'0')
	}
	if negative {
		cm = -cm
	}
	return cm, true
}

// parseOutline reads corners as the API writes them, [[0,0],[300,0],…] in centimetres.
func parseOutline(cell string) (place.Polygon, bool) {
	var p place.Polygon
	err := json.Unmarshal([]byte(cell), &p)
	return p, err == nil && len(p) >= 3
}

// rectangleOf returns corner and size of an upright rectangle, in whatever order its corners stand.
func rectangleOf(p place.Polygon) (corner, size place.Point, ok bool) {
	if len(p) != 4 {
		return corner, size, false
	}
	least, greatest := p.Bounds()
	size = place.Point{X: greatest.X - least.X, Y: greatest.Y - least.Y}
	return least, size, p.Area2() == 2*size.X*size.Y && !slices.ContainsFunc(p, func(c place.Point) bool {
		return c.X != least.X && c.X != greatest.X || c.Y != least.Y && c.Y != greatest.Y
	})
}

// units reports whether the outline is a rectangle of 3 m x 3 m units.
func units(p place.Polygon) bool {
	_, size, ok := rectangleOf(p)
	return ok && size.X > 0 && size.X%300 == 0 && size.Y%300 == 0
}
