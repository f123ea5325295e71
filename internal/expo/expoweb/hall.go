package expoweb

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// boothShape is a booth on the plan of its hall. Lengths are centimetres as text, ready for SVG.
type boothShape struct {
	Anchor, Code, Href, Path string
	// State is free or taken, Say the whole in words: code, exhibitor, area.
	State, Say string
	X, Y, Size string
	Tint       string
	Label      string // the exhibitor's name where the booth is large enough for it
	LabelY     string
	LabelSize  string
	Found      bool
}

// areaShape is a fixed area; Kind chooses its pattern and its sign.
type areaShape struct{ Kind, Path, Say, Sign, X, Y, Size, Turn string }

// hallPage is the plan of a hall and, with List, the same as a table.
type hallPage struct {
	Head      web.PageHeadData
	Search    web.SearchData
	Found     []foundBooth
	Asked     string
	Views     []web.NavLink
	Halls     []web.NavLink
	Box       string
	Label     string
	Outline   string
	Areas     []areaShape
	Booths    []boothShape
	Kinds     []string // kinds of areas present, for the legend
	Pavilions []web.NavLink
	List      *boothList
}

// boothList is the equal view of a plan as a table.
type boothList struct{ Rows []boothLine }

type boothLine struct {
	Anchor, Code, Kind, Area, State, Href, Pavilion string
	Name                                            words
	Free, Corner                                    bool
	More                                            string
}

// hall shows the plan of one hall, or its booths as a table.
func (h *pages) hall(p *web.Page) error {
	ctx := p.Context()
	plan, err := h.floor.HallPlan.Do(ctx, floor.FindHall{InEdition: in(p), Hall: p.R.PathValue("hall")})
	if err != nil {
		return err
	}
	pavilions, err := h.expo.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in(p)})
	if err != nil {
		return err
	}
	halls, err := h.floor.ListHalls.Do(ctx, floor.ListHalls{InEdition: in(p)})
	if err != nil {
		return err
	}
	name := hallName(p, &plan.Hall)
	p.Active, p.Title = "plan", p.T("expoweb.plan.of", "code", plan.Hall.Code)
	p.Description = p.T("expoweb.plan.description", "hall", name.Text, "n", len(plan.Booths))
	d := hallPage{Label: p.Title, Head: web.PageHeadData{Title: name.Text, Lang: name.Lang,
		Crumbs: crumbs(p, web.NavLink{Label: p.T("expoweb.plan.title"), Href: at(p, "plan")}, web.NavLink{Label: plan.Hall.Code}),
		Facts: []web.Fact{{Icon: web.IconBooth, Text: p.T("expoweb.booths.n", "n", len(plan.Booths))},
			{Icon: web.IconTruck, Label: p.T("expoweb.load"), Text: p.Locale.FloorLoad(plan.Hall.LoadKgM2)},
			{Icon: web.IconArrowUp, Label: p.T("expoweb.height"), Text: p.T("expoweb.height.limit", "height", p.Locale.Metres(plan.Hall.HeightLimitCm))}}}}
	if d.Search, d.Found, err = h.searchBooths(p, plan.Hall.ID); err != nil {
		return err
	}
	d.Asked = d.Search.Value
	for _, other := range halls.Items {
		d.Halls = append(d.Halls, web.NavLink{Label: other.Code, Href: at(p, "plan", url.PathEscape(other.Code)), Current: other.ID == plan.Hall.ID})
	}
	list := p.R.URL.Query().Get("view") == "list"
	d.Views = []web.NavLink{{Label: p.T("expoweb.view.plan"), Icon: web.IconHall, Href: p.WithQuery("view", ""), Current: !list},
		{Label: p.T("expoweb.view.list"), Icon: web.IconList, Href: p.WithQuery("view", "list"), Current: list}}
	names := pavilionNames(pavilions.Items)
	if list {
		d.List = boothListOf(p, plan.Booths, names)
		return p.Render(hallView(p.View, d))
	}
	d.draw(p, &plan, pavilions.Items, names)
	return p.Render(hallView(p.View, d))
}

// draw fills in the plan.
func (d *hallPage) draw(p *web.Page, plan *floor.Plan, pavilions []expo.PavilionCount, names map[ident.Pavilion]text.T) {
	const margin = 150
	d.Box = "-" + num(margin) + " -" + num(margin) + " " + num(plan.Hall.WidthCm+2*margin) + " " + num(plan.Hall.DepthCm+2*margin)
	d.Outline = pathOf(plan.Hall.Outline, place.Point{})
	seen := map[string]bool{}
	for i := range plan.Areas {
		a := areaShapeOf(p, &plan.Areas[i])
		if !seen[a.Kind] {
			seen[a.Kind] = true
			d.Kinds = append(d.Kinds, a.Kind)
		}
		d.Areas = append(d.Areas, a)
	}
	found := map[string]bool{}
	for _, f := range d.Found {
		found[f.Code] = true
	}
	tints := map[ident.Pavilion]string{}
	for _, v := range pavilions {
		tints[v.ID] = string(rune('1' + web.Seed(v.Code)%8))
	}
	shown := map[ident.Pavilion]bool{}
	d.Booths = make([]boothShape, 0, len(plan.Booths))
	for i := range plan.Booths {
		b := &plan.Booths[i]
		s := boothShapeOf(p, b, plan.Hall.Code, names[b.Pavilion])
		s.Tint, s.Found = tints[b.Pavilion], found[b.Code]
		shown[b.Pavilion] = true
		d.Booths = append(d.Booths, s)
	}
	for _, v := range pavilions {
		if shown[v.ID] {
			w := say(p.View, v.Name)
			d.Pavilions = append(d.Pavilions, web.NavLink{Key: tints[v.ID], Label: w.Text, Lang: w.Lang, Href: at(p, "pavilions", v.Code)})
		}
	}
}

// boundsOf returns the box around an outline.
func boundsOf(outline place.Polygon) (x, y, w, h int64) {
	if len(outline) == 0 {
		return 0, 0, 0, 0
	}
	minX, minY, maxX, maxY := outline[0].X, outline[0].Y, outline[0].X, outline[0].Y
	for _, c := range outline[1:] {
		minX, minY, maxX, maxY = min(minX, c.X), min(minY, c.Y), max(maxX, c.X), max(maxY, c.Y)
	}
	return minX, minY, maxX - minX, maxY - minY
}

func areaShapeOf(p *web.Page, a *floor.Area) areaShape {
	x, y, w, h := boundsOf(a.Outline)
	s := areaShape{Kind: a.Kind, Path: pathOf(a.Outline, place.Point{}), Say: p.T("expoweb.area." + a.Kind)}
	if label := say(p.View, a.Label); label.Text != "" {
		s.Say = label.Text
	}
	if a.Kind != "column" && a.Kind != "aisle" {
		s.sign(x, y, w, h)
	}
	return s
}

// sign writes what an area is upon it where the words have room, upright along a narrow one.
func (s *areaShape) sign(x, y, w, h int64) {
	letters := int64(max(3, utf8.RuneCountInString(s.Say)))
	if wide(s.Say) {
		letters *= 2
	}
	size := min(min(w, h)*60/100, max(w, h)*100/(letters*62), 150)
	if size < 50 {
		return
	}
	s.Sign, s.X, s.Y, s.Size = s.Say, num(x+w/2), num(y+h/2+size*35/100), num(size)
	if h > w {
		s.X, s.Y = num(x+w/2+size*35/100), num(y+h/2)
		s.Turn = "rotate(-90 " + s.X + " " + s.Y + ")"
	}
}

func boothShapeOf(p *web.Page, b *floor.PlanBooth, hall string, pavilion text.T) boothShape {
	x, y, w, h := boundsOf(b.Outline)
	// The hall is known on its own plan: without it the code is written larger.
	code := b.Code
	if short := strings.TrimLeft(strings.TrimPrefix(code, hall), "-"); short != "" {
		code = short
	}
	size := min(h*30/100, w*135/100/int64(max(3, len(code))), 130)
	s := boothShape{Anchor: boothAnchor(b.Code), Code: code, Path: pathOf(b.Outline, place.Point{}), State: "taken",
		X: num(x + w/2), Y: num(y + h/2 + size*35/100), Size: num(size)}
	if isFree(b.State) {
		s.State = "free"
	}
	parts := []string{b.Code}
	if b.Lead != nil {
		name := say(p.View, b.Lead.Name).Text
		parts = append(parts, name)
		s.Href = at(p, "exhibitors", b.Lead.ID.String())
		s.label(name, y, w, h, size)
	} else {
		parts = append(parts, p.T("expoweb.booth."+s.State))
	}
	if b.SharerCount > 0 {
		parts = append(parts, p.T("expoweb.booth.shared", "n", b.SharerCount))
	}
	if w := say(p.View, pavilion); w.Text != "" {
		parts = append(parts, w.Text)
	}
	s.Say = strings.Join(append(parts, p.Locale.Area(b.AreaCm2)), " · ")
	return s
}

// label puts the exhibitor's name below the code of a booth that is wide enough to hold it.
func (s *boothShape) label(name string, y, w, h, size int64) {
	if w < 560 || h < 280 || name == "" {
		return
	}
	letter := min(110, h/5) // centimetres of type
	room := int((w - 60) * 100 / (letter * 56))
	if wide(name) {
		room = int((w - 60) / letter)
	}
	if room < 9 && !wide(name) || room < 3 {
		return
	}
	if utf8.RuneCountInString(name) > room {
		name = strings.TrimRight(string([]rune(name)[:room-1]), " ,.") + "…"
	}
	s.Label, s.LabelY, s.LabelSize = name, num(y+h/2+letter+letter/5), num(letter)
	s.Y = num(y + h/2 - letter/5)
}

// wide reports whether a name is written in characters as wide as they are high.
func wide(name string) bool {
	for _, r := range name {
		if r >= 0x2E80 {
			return true
		}
	}
	return false
}

func boothListOf(p *web.Page, booths []floor.PlanBooth, names map[ident.Pavilion]text.T) *boothList {
	l := &boothList{Rows: make([]boothLine, 0, len(booths))}
	free, taken, corner := p.T("expoweb.booth.free"), p.T("expoweb.booth.taken"), p.T("expoweb.booth.corner")
	for i := range booths {
		b := &booths[i]
		r := boothLine{Anchor: boothAnchor(b.Code), Code: b.Code, Area: p.Locale.Area(b.AreaCm2), State: taken, Free: isFree(b.State),
			Kind: p.T("expoweb.booth.kind." + b.Kind), Pavilion: say(p.View, names[b.Pavilion]).Text}
		if r.Free {
			r.State = free
		}
		if b.Corner {
			r.Kind += " · " + corner
		}
		if b.Lead != nil {
			r.Name, r.Href = say(p.View, b.Lead.Name), at(p, "exhibitors", b.Lead.ID.String())
		}
		if b.SharerCount > 0 {
			r.More = p.T("expoweb.booth.shared", "n", b.SharerCount)
		}
		l.Rows = append(l.Rows, r)
	}
	return l
}
