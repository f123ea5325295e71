package deskweb

import (
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/web"
)

// drawn is a booth as the plan draws it; lengths are centimetres.
type drawn struct {
	Href, State, Outline, Code, Title string
	// X, Y and Size place the code in the booth.
	X, Y, Size string
	// MarkX and MarkY place the sign of the state, MarkSize is its side; "" draws none.
	MarkX, MarkY, MarkSize string
	Chosen                 bool
}

// fixed is a fixed area as the plan draws it.
type fixed struct{ Kind, Outline, Title, Label, X, Y, Size string }

// drawing is the plan of a hall.
type drawing struct {
	ViewBox, Wall, Label string
	Width, Depth         int64
	Areas                []fixed
	Booths               []drawn
	// Legend counts the booths by state.
	Legend []legend
	// Zoom is "1" to "3"; In and Out are the addresses of the next ones, "" at the ends.
	Zoom, In, Out string
	// Proposed is the outline of a booth that is being considered.
	Proposed string
}

type legend struct{ State, Label, Count string }

// loaded is a plan with its drawing.
type loaded struct {
	plan    floor.Plan
	drawing *drawing
}

// plan reads and draws a hall, by key or code. chosen is the booth whose page it is, 0 for none.
func (d *desk) plan(hall string, chosen floor.BoothID) (*loaded, error) {
	plan, err := d.Floor.HallPlan.Do(d.Context(), floor.FindHall{InEdition: d.in(), Hall: hall})
	if err != nil {
		return nil, err
	}
	h := &plan.Hall
	const margin = 60
	least, greatest := h.Outline.Bounds()
	width, depth := greatest.X-least.X+2*margin, greatest.Y-least.Y+2*margin
	dr := &drawing{ViewBox: join(least.X-margin, least.Y-margin, width, depth), Wall: path(h.Outline), Width: width, Depth: depth,
		Label: d.T("expodesk.plan.of", "code", h.Code)}
	d.zoom(dr)
	for _, a := range plan.Areas {
		dr.Areas = append(dr.Areas, d.drawArea(&a))
	}
	count := map[string]int64{}
	for i := range plan.Booths {
		b := &plan.Booths[i]
		count[b.State]++
		dr.Booths = append(dr.Booths, d.drawBooth(b, b.ID == chosen))
	}
	for _, s := range append(append([]string{}, boothStates...), floor.Free, floor.Taken) {
		if count[s] > 0 {
			dr.Legend = append(dr.Legend, legend{s, d.T("expodesk.state." + s), d.number(count[s])})
		}
	}
	return &loaded{plan, dr}, nil
}

func (d *desk) zoom(dr *drawing) {
	const most = 3
	z, err := strconv.Atoi(d.R.URL.Query().Get("zoom"))
	if err != nil || z < 1 || z > most {
		z = 1
	}
	dr.Zoom = strconv.Itoa(z)
	if z < most {
		dr.In = d.WithQuery("zoom", strconv.Itoa(z+1)) + "#plan"
	}
	if z > 1 {
		dr.Out = d.WithQuery("zoom", strconv.Itoa(z-1)) + "#plan"
	}
}

func (d *desk) drawArea(a *floor.Area) fixed {
	least, greatest := a.Outline.Bounds()
	f := fixed{Kind: a.Kind, Outline: path(a.Outline), Title: d.T("expo.area.kind." + a.Kind)}
	label := say(d.View, a.Label).Text
	if label == "" {
		return f
	}
	f.Title = label
	size := min((greatest.Y-least.Y)*2/3, (greatest.X-least.X)*16/10/int64(len([]rune(label))+1), 120)
	if size >= 40 {
		f.Label, f.X, f.Y, f.Size = label, join((least.X+greatest.X)/2), join((least.Y+greatest.Y)/2+size/3), join(size)
	}
	return f
}

func (d *desk) drawBooth(b *floor.PlanBooth, chosen bool) drawn {
	least, greatest := b.Outline.Bounds()
	width, depth := greatest.X-least.X, greatest.Y-least.Y
	size := min(depth/3, width*16/10/int64(len(b.Code)+1), 110)
	sign := min(width, depth) * 2 / 5
	out := drawn{State: b.State, Outline: path(b.Outline), Code: b.Code, Chosen: chosen,
		X: join((least.X + greatest.X) / 2), Y: join(least.Y + depth/2 - sign/8), Size: join(size)}
	if stateMark[b.State] != "" {
		out.MarkX, out.MarkY, out.MarkSize = join((least.X+greatest.X-sign)/2), join(least.Y+depth/2+sign/12), join(sign)
	} else {
		out.Y = join(least.Y + depth/2 + size/3)
	}
	parts := []string{b.Code, d.T("expodesk.state." + b.State), d.Locale.Area(b.AreaCm2)}
	if b.Lead != nil {
		parts = append(parts, say(d.View, b.Lead.Name).Text)
	}
	out.Title = strings.Join(parts, " · ")
	if d.covers(ops.Owner{Pavilion: b.Pavilion}, ops.Organiser, ops.PavilionOrganiser) {
		out.Href = d.at("booths", b.ID.String()) + "?zoom=" + d.zoomNow() + "#booth"
	}
	return out
}

func (d *desk) zoomNow() string {
	if z := d.R.URL.Query().Get("zoom"); z == "2" || z == "3" {
		return z
	}
	return "1"
}

func join(all ...int64) string {
	s := make([]string, len(all))
	for i, n := range all {
		s[i] = strconv.FormatInt(n, 10)
	}
	return strings.Join(s, " ")
}

// planPage is a page with a plan: the hall's own, a booth's, or a form about either.
type planPage struct {
	Head   web.PageHeadData
	Tabs   []web.NavLink
	Plan   *drawing
	Search *web.SearchData
	// Found are the booths that the search found; Nothing says that there were none.
	Found   []web.NavLink
	Nothing bool
	Booth   *boothPanel
	// Form stands beside the plan under FormTitle; Verdict is what is said about what it proposes.
	Form      *formPage
	FormTitle string
	Verdict   *web.Notice
	Points    []string
	Tools     []web.ButtonData
	// Table lists what the plan shows.
	Table web.TableData
}

func showPlan(d *desk) error {
	q := strings.TrimSpace(d.R.URL.Query().Get("q"))
	pl, err := d.plan(d.R.PathValue("hall"), 0)
	if err != nil {
		return err
	}
	h, id := &pl.plan.Hall, pl.plan.Hall.ID.String()
	d.title("halls", d.T("expodesk.hall.of", "code", h.Code))
	pg := planPage{Plan: pl.drawing, Head: web.PageHeadData{Title: d.Title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.halls"), Href: d.at("halls")}, web.NavLink{Label: d.Title}),
		Facts: []web.Fact{{Icon: web.IconHall, Text: d.Locale.Metres(h.WidthCm) + " × " + d.Locale.Metres(h.DepthCm)},
			{Icon: web.IconArrowUp, Label: d.T("expodesk.hall.height"), Text: d.Locale.Metres(h.HeightLimitCm)},
			{Icon: web.IconTruck, Label: d.T("expodesk.hall.load"), Text: d.Locale.FloorLoad(h.LoadKgM2)}}},
		Tools: []web.ButtonData{{Label: d.T("expodesk.booth.new"), Icon: web.IconPlus, Href: d.at("halls", id, "new")},
			{Label: d.T("expodesk.lay"), Icon: web.IconGrid, Href: d.at("halls", id, "lay")}, {Label: d.T("expodesk.areas"), Icon: web.IconRoute, Href: d.at("halls", id, "areas")},
			{Label: d.T("expodesk.hall.change"), Icon: web.IconEdit, Href: d.at("halls", id, "edit")}},
		Search: &web.SearchData{Value: q, Label: d.T("expodesk.plan.search"), Action: d.at("halls", id)}}
	if q != "" {
		found, err := d.Floor.SearchBooths.Do(d.Context(), floor.SearchBooths{InEdition: d.in(), Q: q, Hall: h.ID})
		if err != nil {
			return err
		}
		if len(found.Items) == 1 {
			return d.Redirect(d.path("booths", found.Items[0].ID.String()))
		}
		for _, b := range found.Items {
			pg.Found = append(pg.Found, web.NavLink{Label: b.Code, Href: d.at("booths", b.ID.String())})
		}
		pg.Nothing = len(found.Items) == 0
	}
	pg.Table = d.planTable(&pl.plan)
	return d.Render(planView(d.View, pg))
}

// planTable is the list that says the same as the plan.
func (d *desk) planTable(p *floor.Plan) web.TableData {
	t := web.TableData{Caption: d.T("expodesk.plan.list"), Empty: d.T("expodesk.booths.none"), Columns: []web.Column{{Label: d.T("expodesk.booth")},
		{Label: d.T("expodesk.state")}, {Label: d.T("expodesk.booth.area"), Number: true}, {Label: d.T("expodesk.booth.kind")}, {Label: d.T("expodesk.exhibitor")}}}
	for i := range p.Booths {
		b := &p.Booths[i]
		t.Rows = append(t.Rows, []web.Cell{{Text: b.Code, Href: d.at("booths", b.ID.String())}, {Component: stateBadge(d.View, b.State)}, {Text: d.Locale.Area(b.AreaCm2)},
			{Text: d.boothKind(b.Kind, b.Corner)}, d.tenantCell(b.Lead)})
	}
	return t
}

func (d *desk) boothKind(kind string, corner bool) string {
	s := d.T("expo.booth.kind." + kind)
	if corner {
		s += " · " + d.T("expodesk.booth.corner")
	}
	return s
}

func (d *desk) tenantCell(t *floor.Tenant) web.Cell {
	if t == nil {
		return web.Cell{}
	}
	name := say(d.View, t.Name)
	return web.Cell{Text: name.Text, Lang: name.Lang, Href: d.at("exhibitors", t.ID.String())}
}
