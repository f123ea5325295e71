package expoweb

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

// hallShape is a hall on the plan of the site.
type hallShape struct {
	Href, Path, Code, Name string
	X, Y, Size             string
}

// hallRow is a hall in the list beside the plan of the site.
type hallRow struct {
	Href, Code string
	Name       words
	Pavilions  string
	Facts      []web.Fact
}

// foundBooth is a booth that a search found.
type foundBooth struct {
	Href, Code, Hall string
	Name             words
	State            string
	Free             bool
}

type sitePage struct {
	Head   web.PageHeadData
	Search web.SearchData
	Found  []foundBooth
	Asked  string
	Box    string
	Shapes []hallShape
	Halls  []hallRow
}

// site shows how the halls lie to each other, and finds a booth in all of them.
func (h *pages) site(p *web.Page) error {
	ctx := p.Context()
	halls, err := h.floor.ListHalls.Do(ctx, floor.ListHalls{InEdition: in(p)})
	if err != nil {
		return err
	}
	pavilions, err := h.expo.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in(p)})
	if err != nil {
		return err
	}
	p.Active, p.Title, p.Description = "plan", p.T("expoweb.plan.title"), p.T("expoweb.plan.lede")
	d := sitePage{Head: web.PageHeadData{Crumbs: crumbs(p, web.NavLink{Label: p.Title}), Title: p.Title, Lede: p.Description}}
	if d.Search, d.Found, err = h.searchBooths(p, 0); err != nil {
		return err
	}
	d.Asked = d.Search.Value
	in := map[string][]string{}
	for _, v := range pavilions.Items {
		for _, hall := range v.Halls {
			in[hall.Code] = append(in[hall.Code], say(p.View, v.Name).Text)
		}
	}
	d.Box, d.Shapes = siteShapes(p, halls.Items)
	for _, hall := range halls.Items {
		d.Halls = append(d.Halls, hallRow{Href: at(p, "plan", url.PathEscape(hall.Code)), Code: hall.Code, Name: hallName(p, &hall.Hall),
			Pavilions: p.Locale.List(in[hall.Code]), Facts: []web.Fact{
				{Icon: web.IconBooth, Text: p.T("expoweb.booths.n", "n", hall.Booths)},
				{Icon: web.IconTruck, Label: p.T("expoweb.load"), Text: p.Locale.FloorLoad(hall.LoadKgM2)},
				{Icon: web.IconArrowUp, Label: p.T("expoweb.height"), Text: p.Locale.Metres(hall.HeightLimitCm)},
			}})
	}
	return p.Render(siteView(p.View, d))
}

// hallName is a hall's own name; "" when it is called by its code alone.
func hallName(p *web.Page, h *floor.Hall) words {
	w := say(p.View, h.Name)
	if w.Text == "" || w.Text == h.Code {
		return words{Text: p.T("expoweb.hall.code", "code", h.Code)}
	}
	return w
}

// siteShapes draws the halls where they stand on the site, with a margin around them.
func siteShapes(p *web.Page, halls []floor.HallCount) (box string, shapes []hallShape) {
	minX, minY, maxX, maxY := int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MinInt64), int64(math.MinInt64)
	for _, h := range halls {
		minX, minY = min(minX, h.SiteXCm), min(minY, h.SiteYCm)
		maxX, maxY = max(maxX, h.SiteXCm+h.WidthCm), max(maxY, h.SiteYCm+h.DepthCm)
		size := min(2200, h.DepthCm/3, h.WidthCm/int64(max(2, len(h.Code))))
		shapes = append(shapes, hallShape{Href: at(p, "plan", url.PathEscape(h.Code)), Code: h.Code, Name: hallName(p, &h.Hall).Text,
			Path: pathOf(h.Outline, place.Point{X: h.SiteXCm, Y: h.SiteYCm}),
			X:    num(h.SiteXCm + h.WidthCm/2), Y: num(h.SiteYCm + h.DepthCm/2 + size*35/100), Size: num(size)})
	}
	if len(shapes) == 0 {
		return "", nil
	}
	const margin = 600
	return num(minX-margin) + " " + num(minY-margin) + " " + num(maxX-minX+2*margin) + " " + num(maxY-minY+2*margin), shapes
}

// searchBooths answers ?q= with the booths whose code or exhibitor begins so, in one hall or in all of them.
func (h *pages) searchBooths(p *web.Page, hall floor.HallID) (web.SearchData, []foundBooth, error) {
	q := strings.TrimSpace(p.R.URL.Query().Get("q"))
	s := web.SearchData{ID: "booth-search", Label: p.T("expoweb.plan.search"), Placeholder: p.T("expoweb.plan.search.hint"), Action: p.URL(p.Path), Value: q}
	if p.R.URL.Query().Get("view") == "list" {
		s.Hidden = []web.HiddenField{{Name: "view", Value: "list"}}
	}
	if q == "" {
		return s, nil, nil
	}
	list, err := h.floor.SearchBooths.Do(p.Context(), floor.SearchBooths{InEdition: in(p), Q: q, Hall: hall})
	if err != nil {
		return s, nil, err
	}
	found := make([]foundBooth, 0, len(list.Items))
	for _, b := range list.Items {
		f := foundBooth{Href: at(p, "plan", url.PathEscape(b.HallCode)) + "#" + boothAnchor(b.Code), Code: b.Code, Hall: b.HallCode,
			Free: isFree(b.State), State: p.T("expoweb.booth.taken")}
		if f.Free {
			f.State = p.T("expoweb.booth.free")
		}
		if b.Lead != nil {
			f.Name = say(p.View, b.Lead.Name)
		}
		found = append(found, f)
	}
	p.NoIndex = true
	return s, found, nil
}

func isFree(state string) bool { return state == floor.Free || state == floor.Available }

func num(n int64) string { return strconv.FormatInt(n, 10) }

// pathOf writes an outline as an SVG path in centimetres.
func pathOf(outline place.Polygon, by place.Point) string {
	b := make([]byte, 0, 12*len(outline))
	last := place.Point{}
	for i, c := range outline {
		c = c.Add(by)
		switch {
		case i == 0:
			b = append(b, 'M')
			b = strconv.AppendInt(b, c.X, 10)
			b = append(b, ' ')
			b = strconv.AppendInt(b, c.Y, 10)
		case c.Y == last.Y:
			b = append(b, 'H')
			b = strconv.AppendInt(b, c.X, 10)
		case c.X == last.X:
			b = append(b, 'V')
			b = strconv.AppendInt(b, c.Y, 10)
		default:
			b = append(b, 'L')
			b = strconv.AppendInt(b, c.X, 10)
			b = append(b, ' ')
			b = strconv.AppendInt(b, c.Y, 10)
		}
		last = c
	}
	return string(append(b, 'Z'))
}
