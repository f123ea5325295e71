package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

// beside completes a form that stands beside a plan.
func (f *form) beside(fp formPage, version int64) *formPage {
	fp.Action, fp.Problems, fp.Hidden = f.d.URL(f.d.Path), f.problems, []web.HiddenField{f.d.KeyField()}
	if version > 0 {
		fp.Hidden = append(fp.Hidden, web.HiddenField{Name: "version", Value: f.value("version", plain(version, 0))})
	}
	return &fp
}

// pavilionChoice asks to which pavilion a booth belongs.
func (f *form) pavilionChoice(stored ident.Pavilion) (control, error) {
	options, err := f.d.pavilionOptions()
	return f.input(web.FieldSelect, "pavilion", "expodesk.pavilion", stored.String(), choices(append([]web.Option{{Label: f.d.T("expodesk.pavilion.none")}}, options...))), err
}

func showLay(d *desk) error { return layForm(d, d.form()) }

// layForm asks where rows of standard booths shall stand.
func layForm(d *desk, f *form) error {
	pl, err := d.plan(d.R.PathValue("hall"), 0)
	if err != nil {
		return err
	}
	h, m := &pl.plan.Hall, suffix("m")
	pavilion, err := f.pavilionChoice(0)
	if err != nil {
		return err
	}
	fp := f.beside(formPage{Submit: d.T("expodesk.lay.do"), Cancel: d.at("halls", h.ID.String()), Groups: []group{{Controls: []control{
		f.input(web.FieldText, "x_cm", "expodesk.lay.x", "3", m), f.input(web.FieldText, "y_cm", "expodesk.lay.y", "3", m),
		f.input(web.FieldText, "width_cm", "expodesk.hall.width", "", m, required), f.input(web.FieldText, "depth_cm", "expodesk.hall.depth", "", m, required),
		f.input(web.FieldText, "booth_width_cm", "expodesk.lay.booth_width", "3", m), f.input(web.FieldText, "booth_depth_cm", "expodesk.lay.booth_depth", "3", m),
		f.input(web.FieldText, "aisle_cm", "expodesk.lay.aisle", "3", m), f.input(web.FieldNumber, "per_row", "expodesk.lay.per_row", "8", bounds("1", "100")),
		f.input(web.FieldText, "prefix", "expodesk.lay.prefix", h.Code, limit(20)), f.input(web.FieldText, "first_row", "expodesk.lay.first_row", "A", limit(2)),
		f.input(web.FieldText, "height_cm", "expodesk.booth.height", "2.5", m), pavilion,
		f.input(web.FieldCheck, "single_rows", "expodesk.lay.single", ""),
	}}}}, 0)
	return d.RenderStatus(f.status(), planView(d.View, planPage{Head: d.hallHead(h, d.T("expodesk.lay")), Plan: pl.drawing, Form: fp, FormTitle: d.T("expodesk.lay")}))
}

func layBooths(d *desk) error {
	h, err := d.hall()
	if err != nil {
		return err
	}
	f := d.form()
	in := floor.LayBooths{OnHall: floor.OnHall{InEdition: d.in(), Hall: h.ID}, XCm: f.decimal("x_cm", 2), YCm: f.decimal("y_cm", 2), WidthCm: f.decimal("width_cm", 2),
		DepthCm: f.decimal("depth_cm", 2), BoothWidthCm: f.decimal("booth_width_cm", 2), BoothDepthCm: f.decimal("booth_depth_cm", 2), AisleCm: f.decimal("aisle_cm", 2),
		PerRow: f.number("per_row"), SingleRows: f.on("single_rows"), Prefix: f.read("prefix"), FirstRow: f.read("first_row"), HeightCm: f.decimal("height_cm", 2)}
	key(f.read("pavilion"), &in.Pavilion)
	return f.send(func(ctx context.Context) error {
		_, err := d.Floor.LayBooths.Do(ctx, in)
		return err
	}, func() error { return d.done("laid", d.path("halls", h.ID.String())) }, func() error { return layForm(d, f) })
}

func showNewBooth(d *desk) error { return newBoothForm(d, d.form(), nil) }

// newBoothForm asks for a booth by its corners; check is what was found out about the one that was typed.
func newBoothForm(d *desk, f *form, check *floor.BoothCheck) error {
	pl, err := d.plan(d.R.PathValue("hall"), 0)
	if err != nil {
		return err
	}
	h := &pl.plan.Hall
	pavilion, err := f.pavilionChoice(0)
	if err != nil {
		return err
	}
	fp := f.beside(formPage{Submit: d.T("expodesk.booth.create"), Cancel: d.at("halls", h.ID.String()), More: []web.ButtonData{checkButton(d)}, Groups: []group{{Controls: []control{
		f.input(web.FieldText, "code", "expodesk.booth.code", "", required, limit(32)),
		f.input(web.FieldRadio, "kind", "expodesk.booth.kind", floor.Custom, choices(d.options("expo.booth.kind.", floor.Standard, floor.Custom))),
		f.input(web.FieldArea, "outline", "expodesk.outline", "", rows(4), required),
		f.input(web.FieldText, "height_cm", "expodesk.booth.height", "2.5", suffix("m")), pavilion,
		f.input(web.FieldText, "note", "expodesk.booth.note", "", limit(500)),
	}}}}, 0)
	pg := planPage{Head: d.hallHead(h, d.T("expodesk.booth.new")), Plan: pl.drawing, Form: fp, FormTitle: d.T("expodesk.booth.new")}
	pg.judge(d, f, check)
	return d.RenderStatus(f.status(), planView(d.View, pg))
}

// checkButton asks what would be said about a place, without taking it.
func checkButton(d *desk) web.ButtonData {
	return web.ButtonData{Label: d.T("expodesk.booth.check"), Name: "check", Value: "1", Icon: web.IconSearch, Attrs: map[string]any{"formnovalidate": true}}
}

// judge draws the proposed outline and tells what was found out about it.
func (pg *planPage) judge(d *desk, f *form, check *floor.BoothCheck) {
	if f.sent == nil {
		return
	}
	read := &form{d: d, sent: f.sent}
	if p := read.outline("outline"); len(p) > 2 {
		pg.Plan.Proposed = path(p)
	}
	if check == nil {
		return
	}
	size := d.Locale.Area(check.AreaCm2)
	if check.Corner {
		size += " · " + d.T("expodesk.booth.corner")
	}
	pg.Verdict = &web.Notice{Kind: web.ToneSuccess, Title: d.T("expodesk.check.fits"), Text: size}
	if !check.Fits {
		pg.Verdict = &web.Notice{Kind: web.ToneDanger, Title: d.T("expodesk.check.refused"), Text: size}
	}
	for _, finding := range append(check.Problems, check.Warnings...) {
		pg.Points = append(pg.Points, d.Locale.Problem(finding.Problem()))
	}
}

// tryPlace judges the place that a form proposes; again shows the form with the verdict.
func (f *form) tryPlace(hall floor.HallID, booth floor.BoothID, kind string, height int64, outline place.Polygon, again func(*floor.BoothCheck) error) error {
	var check floor.BoothCheck
	show := func() error { return again(nil) }
	return f.send(func(ctx context.Context) (err error) {
		check, err = f.d.Floor.CheckBooth.Do(ctx, floor.CheckBooth{OnHall: floor.OnHall{InEdition: f.d.in(), Hall: hall}, Booth: booth, Code: f.read("code"),
			Kind: kind, Outline: outline, HeightCm: height})
		return err
	}, func() error { return again(&check) }, show)
}

func createBooth(d *desk) error {
	h, err := d.hall()
	if err != nil {
		return err
	}
	f := d.form()
	in := floor.CreateBooth{OnHall: floor.OnHall{InEdition: d.in(), Hall: h.ID}, NewBooth: floor.NewBooth{Code: f.read("code"), Kind: f.read("kind"), Outline: f.outline("outline"),
		HeightCm: f.decimal("height_cm", 2), Note: f.read("note")}}
	key(f.read("pavilion"), &in.Pavilion)
	if f.on("check") {
		return f.tryPlace(h.ID, 0, in.Kind, in.HeightCm, in.Outline, func(c *floor.BoothCheck) error { return newBoothForm(d, f, c) })
	}
	var made floor.Booth
	return f.send(func(ctx context.Context) (err error) {
		made, err = d.Floor.CreateBooth.Do(ctx, in)
		return err
	}, func() error { return d.done("created", d.path("booths", made.ID.String())) }, func() error { return newBoothForm(d, f, nil) })
}

func editBooth(d *desk) error { return boothForm(d, d.form()) }

func boothForm(d *desk, f *form) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	pavilion, err := f.pavilionChoice(b.Pavilion)
	if err != nil {
		return err
	}
	return f.show(formPage{Head: d.boothHead(&b, d.T("expodesk.booth.edit")), Cancel: d.at("booths", b.ID.String()), Groups: []group{{Controls: []control{
		f.input(web.FieldText, "code", "expodesk.booth.code", b.Code, required, limit(32)),
		f.input(web.FieldRadio, "kind", "expodesk.booth.kind", b.Kind, choices(d.options("expo.booth.kind.", floor.Standard, floor.Custom))),
		f.input(web.FieldText, "height_cm", "expodesk.booth.height", plain(b.HeightCm, 2), suffix("m"), required), pavilion,
		f.input(web.FieldText, "note", "expodesk.booth.note", b.Note, limit(500)),
	}}}}, b.Version)
}

func saveBooth(d *desk) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	f := d.form()
	in := floor.UpdateBooth{OnBooth: floor.OnBooth{InEdition: d.in(), Booth: b.ID}, Code: f.read("code"), Kind: f.read("kind"), HeightCm: f.decimal("height_cm", 2),
		Note: f.read("note"), Version: f.version()}
	key(f.read("pavilion"), &in.Pavilion)
	return f.send(func(ctx context.Context) error {
		_, err := d.Floor.UpdateBooth.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("booths", b.ID.String())) }, func() error { return boothForm(d, f) })
}

func showMove(d *desk) error { return moveForm(d, d.form(), nil) }

func moveForm(d *desk, f *form, check *floor.BoothCheck) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	pl, err := d.plan(b.Hall.String(), b.ID)
	if err != nil {
		return err
	}
	fp := f.beside(formPage{Submit: d.T("expodesk.booth.move"), Cancel: d.at("booths", b.ID.String()), More: []web.ButtonData{checkButton(d)}, Groups: []group{{Controls: []control{
		f.input(web.FieldArea, "outline", "expodesk.outline", corners(b.Outline), rows(4), required)}}}}, b.Version)
	pg := planPage{Head: d.boothHead(&b, d.T("expodesk.booth.move")), Plan: pl.drawing, Form: fp, FormTitle: d.T("expodesk.booth.move.of", "code", b.Code)}
	pg.judge(d, f, check)
	return d.RenderStatus(f.status(), planView(d.View, pg))
}

func moveBooth(d *desk) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	f := d.form()
	in := floor.MoveBooth{OnBooth: floor.OnBooth{InEdition: d.in(), Booth: b.ID}, Outline: f.outline("outline"), Version: f.version()}
	if f.on("check") {
		return f.tryPlace(b.Hall, b.ID, b.Kind, b.HeightCm, in.Outline, func(c *floor.BoothCheck) error { return moveForm(d, f, c) })
	}
	return f.send(func(ctx context.Context) error {
		_, err := d.Floor.MoveBooth.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("booths", b.ID.String())) }, func() error { return moveForm(d, f, nil) })
}
