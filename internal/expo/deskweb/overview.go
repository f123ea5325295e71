package deskweb

import (
	"cmp"
	"slices"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// boothStates are the states of booths in the order of their allocation.
var boothStates = []string{floor.Confirmed, floor.Reserved, floor.Held, floor.Available, floor.Blocked}

// share is one part of a whole, as a bar and a table row show it.
type share struct {
	State, Label, Count, Area, Percent, Href string
	// From and Width are the part of the bar in thousandths.
	From, Width int64
}

type overviewPage struct {
	Head       web.PageHeadData
	Exhibitors []web.StatData
	Shares     []share
	// Booths and Area are the totals in words; Booths is "" when there are none.
	Booths, Area string
	Holds        []web.EventData
	Phases       []web.EventData
	Changes      []entry
	LedgerHref   string
}

// start shows an organiser the edition; others go to the desk of what they work on.
func start(d *desk) error {
	if d.organiser {
		return showOverview(d)
	}
	for _, g := range d.Caller().Actor.Grants {
		switch {
		case g.Edition != d.edition.ID:
		case g.Role == ops.PavilionOrganiser && g.Pavilion != 0:
			return d.Redirect(d.path("pavilions", g.Pavilion.String()))
		case g.Exhibitor != 0:
			return d.Redirect(d.path("exhibitors", g.Exhibitor.String()))
		}
	}
	return fault.NewDenied("fault.denied")
}

func showOverview(d *desk) error {
	e := &d.edition
	d.title("overview", d.T("expodesk.nav.overview"))
	name := say(d.View, e.Name)
	pg := overviewPage{LedgerHref: d.at("ledger"), Head: web.PageHeadData{Eyebrow: d.T("expodesk.desk.organiser"), Title: name.Text, Lang: name.Lang,
		Badges: []web.BadgeData{{Text: d.T("expodesk.state." + e.State), Tone: stateTones[e.State]}},
		Facts: []web.Fact{{Icon: web.IconCalendar, Text: d.Locale.DateRange(e.OpensOn, e.ClosesOn)},
			{Icon: web.IconPin, Text: say(d.View, e.City).Text}},
		Actions: []web.ButtonData{{Label: d.T("expodesk.visitors-view"), Icon: web.IconLinkOut, Href: d.URL("/" + d.Slug)}}}}
	for _, load := range []func(*desk) error{pg.exhibitors, pg.booths, pg.holds, pg.changes} {
		if err := load(d); err != nil {
			return err
		}
	}
	pg.Phases = phaseEvents(d, true)
	return d.Render(overviewView(d.View, pg))
}

func (pg *overviewPage) exhibitors(d *desk) error {
	icons := map[string]web.IconName{expo.Published: web.IconExhibitor, expo.Draft: web.IconEdit, expo.Withdrawn: web.IconMinus}
	for _, state := range []string{expo.Published, expo.Draft, expo.Withdrawn} {
		list, err := d.Expo.ListExhibitors.Do(d.Context(), expo.ListExhibitors{InEdition: d.in(), State: state, Limit: 1})
		if err != nil {
			return err
		}
		pg.Exhibitors = append(pg.Exhibitors, web.StatData{Icon: icons[state], Label: d.T("expodesk.overview.exhibitors." + state),
			Value: d.number(list.Total), Href: d.at("exhibitors") + "?state=" + state})
	}
	facets, err := d.Expo.GetFacets.Do(d.Context(), expo.GetFacets{InEdition: d.in()})
	if err != nil {
		return err
	}
	pg.Exhibitors = append(pg.Exhibitors, web.StatData{Icon: web.IconProduct, Label: d.T("expodesk.overview.products"), Value: d.number(facets.Products)})
	pg.Exhibitors[0].Note = d.T("expodesk.overview.countries", "n", len(facets.Countries))
	return nil
}

// booths counts the booths of all halls by state, with their area.
func (pg *overviewPage) booths(d *desk) error {
	halls, err := d.Floor.ListHalls.Do(d.Context(), floor.ListHalls{InEdition: d.in()})
	if err != nil {
		return err
	}
	count, area := map[string]int64{}, map[string]int64{}
	var booths, all int64
	for _, h := range halls.Items {
		if h.Booths == 0 {
			continue
		}
		plan, err := d.Floor.HallPlan.Do(d.Context(), floor.FindHall{InEdition: d.in(), Hall: h.ID.String()})
		if err != nil {
			return err
		}
		for _, b := range plan.Booths {
			count[b.State]++
			area[b.State] += b.AreaCm2
			all += b.AreaCm2
			booths++
		}
	}
	if booths == 0 {
		return nil
	}
	pg.Booths, pg.Area = d.T("expodesk.booths.n", "n", booths), d.Locale.Area(all)
	var from int64
	for _, s := range boothStates {
		if count[s] == 0 {
			continue
		}
		width := area[s] * 1000 / all
		pg.Shares = append(pg.Shares, share{s, d.T("expodesk.state." + s), d.number(count[s]), d.Locale.Area(area[s]),
			d.Locale.Share(area[s], all, 1), d.at("booths") + "?state=" + s, from, width})
		from += width
	}
	return nil
}

// soonHolds is how many of the holds that end next the overview shows.
const soonHolds = 6

func (pg *overviewPage) holds(d *desk) error {
	list, err := d.Floor.ListBooths.Do(d.Context(), floor.ListBooths{InEdition: d.in(), State: floor.Held, Limit: 200})
	if err != nil {
		return err
	}
	slices.SortStableFunc(list.Items, func(a, b floor.BoothView) int { return cmp.Compare(a.HeldUntil, b.HeldUntil) })
	for i, b := range list.Items {
		if i == soonHolds {
			break
		}
		ev := web.EventData{When: d.T("expodesk.hold.until", "when", d.moment(b.HeldUntil)), Machine: machine(b.HeldUntil), Title: b.Code,
			Text: d.T("expodesk.hall.of", "code", b.HallCode) + " · " + d.Locale.Area(b.AreaCm2), Href: d.at("booths", b.ID.String()), Icon: web.IconClock}
		if b.HeldUntil.Time().Sub(d.now().Time()).Hours() < 24 {
			ev.Tone = web.ToneWarning
		}
		pg.Holds = append(pg.Holds, ev)
	}
	return nil
}

func (pg *overviewPage) changes(d *desk) error {
	list, err := d.Changes.List.Do(d.Context(), ops.ListChanges{InEdition: d.in(), Newest: true, Limit: 6})
	if err != nil {
		return err
	}
	pg.Changes, err = d.entries(list.Items)
	return err
}

// phaseEvents are the edition's phases as a timeline; coming leaves out those that are over.
func phaseEvents(d *desk, coming bool) []web.EventData {
	var all []web.EventData
	now := d.now()
	for _, ph := range d.edition.Phases {
		if coming && ph.EndsAt <= now {
			continue
		}
		name := say(d.View, ph.Name)
		ev := web.EventData{Title: name.Text, Lang: name.Lang, Machine: machine(ph.StartsAt), When: d.moment(ph.StartsAt) + " – " + d.moment(ph.EndsAt),
			Icon: web.IconCalendar}
		if ph.StartsAt <= now && now < ph.EndsAt {
			ev.Tone, ev.Icon = web.ToneSuccess, web.IconClock
		}
		all = append(all, ev)
	}
	return all
}
