package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

func showHalls(d *desk) error {
	list, err := d.Floor.ListHalls.Do(d.Context(), floor.ListHalls{InEdition: d.in()})
	if err != nil {
		return err
	}
	d.title("halls", d.T("expodesk.nav.halls"))
	add := web.ButtonData{Label: d.T("expodesk.hall.new"), Kind: "primary", Icon: web.IconPlus, Href: d.at("halls", "new")}
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.Title}), Actions: []web.ButtonData{
		{Label: d.T("expodesk.venue"), Icon: web.IconPin, Href: d.at("venue")}, add}},
		Empty: &web.EmptyData{Title: d.T("expodesk.halls.none"), Text: d.T("expodesk.halls.none.text"), Icon: web.IconHall, Actions: []web.ButtonData{add}},
		Table: web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.hall")}, {Label: d.T("expodesk.hall.size")},
			{Label: d.T("expodesk.hall.height"), Number: true}, {Label: d.T("expodesk.hall.load"), Number: true}, {Label: d.T("expodesk.nav.booths"), Number: true},
			{Label: d.T("expodesk.hall.free"), Number: true}, {Label: d.T("expodesk.actions"), Hidden: true}}}}
	for _, h := range list.Items {
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Component: nameCell(d.at("halls", h.ID.String()), words{Text: d.T("expodesk.hall.of", "code", h.Code)}, say(d.View, h.Name).Text)},
			{Text: d.Locale.Metres(h.WidthCm) + " × " + d.Locale.Metres(h.DepthCm)}, {Text: d.Locale.Metres(h.HeightLimitCm)}, {Text: d.Locale.FloorLoad(h.LoadKgM2)},
			{Text: d.number(h.Booths)}, {Text: d.number(h.Free)},
			{Component: web.LinkButton(web.ButtonData{Label: d.T("expodesk.edit"), Kind: "quiet", Icon: web.IconEdit, Href: d.at("halls", h.ID.String(), "edit")})}})
	}
	return d.Render(listView(d.View, pg))
}

// hall returns the hall in the path, an empty one for the page that adds one.
func (d *desk) hall() (floor.Hall, error) {
	ref := d.R.PathValue("hall")
	if ref == "" {
		return floor.Hall{}, nil
	}
	h, err := d.Floor.FindHall.Do(d.Context(), floor.FindHall{InEdition: d.in(), Hall: ref})
	return h.Hall, err
}

// hallHead is the head of a page below a hall's plan.
func (d *desk) hallHead(h *floor.Hall, title string) web.PageHeadData {
	d.title("halls", title)
	crumbs := []web.NavLink{{Label: d.T("expodesk.nav.halls"), Href: d.at("halls")}}
	if h.ID != 0 {
		crumbs = append(crumbs, web.NavLink{Label: d.T("expodesk.hall.of", "code", h.Code), Href: d.at("halls", h.ID.String())})
	}
	return web.PageHeadData{Title: title, Crumbs: d.crumbs(append(crumbs, web.NavLink{Label: title})...)}
}

func showHall(d *desk) error { return hallForm(d, d.form()) }

func hallForm(d *desk, f *form) error {
	h, err := d.hall()
	if err != nil {
		return err
	}
	title, back := d.T("expodesk.hall.new"), d.at("halls")
	if h.ID != 0 {
		title, back = d.T("expodesk.hall.edit", "code", h.Code), d.at("halls", h.ID.String())
	}
	m := suffix("m")
	outline := ""
	if h.ID != 0 && len(h.Outline) > 0 && !rectangular(h.Outline) {
		outline = corners(h.Outline)
	}
	return f.show(formPage{Head: d.hallHead(&h, title), Cancel: back, Groups: []group{
		{Legend: d.T("expodesk.hall.names"), Controls: []control{
			f.input(web.FieldText, "code", "expodesk.hall.code", h.Code, required, limit(32)),
			f.input(web.FieldNumber, "position", "expodesk.position", measured(h.Position, 0), bounds("0", "10000")),
			f.texts("name", "expodesk.hall.name", h.Name, func(t *web.MultilingualData) { t.MaxLength = 200 }),
		}},
		{Legend: d.T("expodesk.hall.ground"), Hint: d.T("expodesk.hall.ground.hint"), Controls: []control{
			f.input(web.FieldText, "width_cm", "expodesk.hall.width", plain(h.WidthCm, 2), m),
			f.input(web.FieldText, "depth_cm", "expodesk.hall.depth", plain(h.DepthCm, 2), m),
			f.input(web.FieldArea, "outline", "expodesk.outline", outline, rows(3)),
		}},
		{Legend: d.T("expodesk.hall.limits"), Controls: []control{
			f.input(web.FieldText, "height_limit_cm", "expodesk.hall.height", plain(h.HeightLimitCm, 2), m, required),
			f.input(web.FieldText, "wall_height_limit_cm", "expodesk.hall.wall", plain(h.WallHeightLimitCm, 2), m),
			f.input(web.FieldText, "load_kg_m2", "expodesk.hall.load", plain(h.LoadKgM2, 3), suffix("t/m²"), required),
		}},
		{Legend: d.T("expodesk.hall.site"), Hint: d.T("expodesk.hall.site.hint"), Controls: []control{
			f.input(web.FieldText, "site_x_cm", "expodesk.hall.x", measured(h.SiteXCm, 2), m),
			f.input(web.FieldText, "site_y_cm", "expodesk.hall.y", measured(h.SiteYCm, 2), m),
			f.input(web.FieldText, "source", "expodesk.source", h.Source, limit(300)),
		}},
	}}, h.Version)
}

func saveHall(d *desk) error {
	h, err := d.hall()
	if err != nil {
		return err
	}
	f := d.form()
	fields := floor.HallFields{Code: f.read("code"), Name: f.words("name", h.Name), WidthCm: f.decimal("width_cm", 2), DepthCm: f.decimal("depth_cm", 2),
		Outline: f.outline("outline"), HeightLimitCm: f.decimal("height_limit_cm", 2), WallHeightLimitCm: f.decimal("wall_height_limit_cm", 2),
		LoadKgM2: f.decimal("load_kg_m2", 3), SiteXCm: f.decimal("site_x_cm", 2), SiteYCm: f.decimal("site_y_cm", 2), Position: f.number("position"), Source: f.read("source")}
	version := int64(0)
	if h.ID != 0 {
		version = f.version()
	}
	var made floor.Hall
	return f.send(func(ctx context.Context) (err error) {
		if h.ID == 0 {
			made, err = d.Floor.CreateHall.Do(ctx, floor.NewHall{InEdition: d.in(), HallFields: fields})
			return err
		}
		made, err = d.Floor.UpdateHall.Do(ctx, floor.UpdateHall{OnHall: floor.OnHall{InEdition: d.in(), Hall: h.ID}, HallFields: fields, Version: version})
		return err
	}, func() error { return d.done("saved", d.path("halls", made.ID.String())) }, func() error { return hallForm(d, f) })
}

// rectangular reports whether an outline is the upright rectangle of its own width and depth from the origin.
func rectangular(p place.Polygon) bool {
	least, greatest := p.Bounds()
	return len(p) == 4 && least == (place.Point{}) && p.Area2() == 2*greatest.X*greatest.Y
}

func showAreas(d *desk) error { return areaForm(d, d.form()) }

// areaForm lists the fixed areas of a hall on its plan and asks for a new one.
func areaForm(d *desk, f *form) error {
	pl, err := d.plan(d.R.PathValue("hall"), 0)
	if err != nil {
		return err
	}
	h := &pl.plan.Hall
	fp := formPage{Action: d.URL(d.Path), Submit: d.T("expodesk.area.add"), Problems: f.problems, Hidden: []web.HiddenField{d.KeyField()}, Groups: []group{{Controls: []control{
		f.input(web.FieldSelect, "kind", "expodesk.area.kind", "column", choices(d.options("expo.area.kind.", "aisle", "blocked", "exit", "entrance", "column", "service"))),
		f.texts("label", "expodesk.area.label", nil, func(t *web.MultilingualData) { t.MaxLength = 100 }),
		f.input(web.FieldArea, "outline", "expodesk.outline", "", rows(3), required),
	}}}}
	pg := planPage{Head: d.hallHead(h, d.T("expodesk.areas")), Plan: pl.drawing, Form: &fp, FormTitle: d.T("expodesk.area.add"),
		Table: web.TableData{Caption: d.T("expodesk.areas"), Empty: d.T("expodesk.areas.none"), Columns: []web.Column{{Label: d.T("expodesk.area.kind")},
			{Label: d.T("expodesk.area.label")}, {Label: d.T("expodesk.outline")}, {Label: d.T("expodesk.actions"), Hidden: true}}}}
	for _, a := range pl.plan.Areas {
		label := say(d.View, a.Label)
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Text: d.T("expo.area.kind." + a.Kind)}, {Text: label.Text, Lang: label.Lang}, {Text: corners(a.Outline)},
			d.removeCell(d.at("halls", h.ID.String(), "areas", a.ID.String(), "remove"))})
	}
	return d.RenderStatus(f.status(), planView(d.View, pg))
}

func addArea(d *desk) error {
	h, err := d.hall()
	if err != nil {
		return err
	}
	f := d.form()
	in := floor.CreateArea{OnHall: floor.OnHall{InEdition: d.in(), Hall: h.ID}, NewArea: floor.NewArea{Kind: f.read("kind"), Label: f.words("label", nil), Outline: f.outline("outline")}}
	return f.send(func(ctx context.Context) error {
		_, err := d.Floor.CreateArea.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("halls", h.ID.String(), "areas")) }, func() error { return areaForm(d, f) })
}

func askRemoveArea(d *desk) error { return removeAreaQuestion(d, d.form()) }

func removeAreaQuestion(d *desk, f *form) error {
	h, err := d.hall()
	if err != nil {
		return err
	}
	return f.ask(d.hallHead(&h, d.T("expodesk.area.remove")), web.ConfirmData{Title: d.T("expodesk.area.remove.question", "code", h.Code), Confirm: d.T("expodesk.remove"),
		Danger: true, Back: d.at("halls", h.ID.String(), "areas")})
}

func removeArea(d *desk) error {
	var id floor.AreaID
	if key(d.R.PathValue("area"), &id); id == 0 {
		return fault.NewNotFound("expo.area.not-found")
	}
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Floor.RemoveArea.Do(ctx, floor.RemoveArea{InEdition: d.in(), Area: id})
		return err
	}, func() error { return d.done("removed", d.path("halls", d.R.PathValue("hall"), "areas")) }, func() error { return removeAreaQuestion(d, f) })
}

func showVenue(d *desk) error { return venueForm(d, d.form()) }

// venue returns the main venue, an empty one if none has been entered.
func (d *desk) venue() (floor.Venue, error) {
	v, err := d.Floor.FindVenue.Do(d.Context(), floor.FindVenue{InEdition: d.in()})
	if fault.Is(err, fault.NotFound) {
		return floor.Venue{Country: d.edition.Country, City: d.edition.City}, nil
	}
	return v, err
}

func venueForm(d *desk, f *form) error {
	v, err := d.venue()
	if err != nil {
		return err
	}
	return f.show(formPage{Head: d.hallHead(&floor.Hall{}, d.T("expodesk.venue")), Cancel: d.at("halls"), Groups: []group{{Controls: []control{
		f.texts("name", "expodesk.venue.name", v.Name, needed(200)), f.texts("address", "expodesk.venue.address", v.Address, area(2, 500)),
		f.input(web.FieldSelect, "country", "expodesk.edition.country", v.Country, choices(d.countryOptions()), required),
		f.texts("city", "expodesk.edition.city", v.City, func(t *web.MultilingualData) { t.MaxLength = 100 }),
		f.input(web.FieldText, "latitude_e6", "expodesk.venue.latitude", plain(v.LatitudeE6, 6)),
		f.input(web.FieldText, "longitude_e6", "expodesk.venue.longitude", plain(v.LongitudeE6, 6)),
		f.input(web.FieldText, "source", "expodesk.source", v.Source, limit(300)),
	}}}}, v.Version)
}

func saveVenue(d *desk) error {
	v, err := d.venue()
	if err != nil {
		return err
	}
	f := d.form()
	in := floor.UpdateVenue{InEdition: d.in(), Venue: v.ID, Version: f.version(), VenueFields: floor.VenueFields{Name: f.words("name", v.Name), Address: f.words("address", v.Address),
		Country: f.read("country"), City: f.words("city", v.City), LatitudeE6: f.decimal("latitude_e6", 6), LongitudeE6: f.decimal("longitude_e6", 6), Source: f.read("source")}}
	return f.send(func(ctx context.Context) error {
		_, err := d.Floor.UpdateVenue.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path("halls")) }, func() error { return venueForm(d, f) })
}
