package expoweb

import (
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// dayView is one day of the show as its strip of days shows it.
type dayView struct {
	Machine, Weekday, Date, Kind, Hours string
	Public                              bool
	Note                                words
}

// honour is a country that the edition sets in the light: Country of Honour, Special Partner, City of Charm.
type honour struct {
	Label, Title, Country string
	Lang                  string
	Note                  words
	Href                  string
	Icon                  web.IconName
}

type homePage struct {
	Hero      web.HeroData
	Theme     words
	Figures   []web.StatData
	About     words
	Days      []dayView
	Zone      string
	Phases    []web.EventData
	Honours   []honour
	Lead      *pavilionCard
	Themes    []pavilionCard
	Countries []pavilionCard
	Search    web.SearchData
	Fresh     []web.EntityCardData
	FreshAll  web.NavLink
	Links     []web.CardData
}

func (h *pages) home(p *web.Page) error {
	ctx := p.Context()
	e, err := h.expo.FindEdition.Do(ctx, expo.FindEdition{InEdition: in(p)})
	if err != nil {
		return err
	}
	facets, err := h.expo.GetFacets.Do(ctx, expo.GetFacets{InEdition: in(p)})
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
	venue, err := h.venue(p)
	if err != nil {
		return err
	}
	p.Active = "home"
	about := say(p.View, e.About)
	d := homePage{Hero: homeHero(p, &e, &venue), Theme: say(p.View, e.Theme), Figures: homeFigures(p, &facets, len(halls.Items)), About: about,
		Days: daysOf(p, &e), Zone: e.Zone, Phases: phasesOf(p, &e), Honours: honoursOf(p, &e, pavilions.Items),
		Search: web.SearchData{ID: "find", Label: p.T("expoweb.home.search"), Placeholder: p.T("expoweb.home.search.hint"), Action: at(p, "exhibitors")},
		Links:  homeLinks(p)}
	for _, v := range pavilions.Items {
		switch c := pavilionCardOf(p, &v); {
		case v.Theme == "ai":
			d.Lead = &c
		case v.Kind == "theme":
			d.Themes = append(d.Themes, c)
		default:
			d.Countries = append(d.Countries, c)
		}
	}
	if err := h.firstShown(p, &d); err != nil {
		return err
	}
	p.Description = plainLines(firstOf(about.Text, d.Theme.Text, d.Hero.Title), 160)
	if err := linked(p, eventOf(p, &e, &venue)); err != nil {
		return err
	}
	return p.Render(homeView(p.View, d))
}

// firstShown adds the first products that the public sees for the first time here.
func (h *pages) firstShown(p *web.Page, d *homePage) error {
	const n = 8
	list, err := h.expo.ListProducts.Do(p.Context(), expo.ListProducts{InEdition: in(p), FirstShown: true, Limit: 10 * n})
	if err != nil {
		return err
	}
	// The list is in the order of names, where like stands beside like: one of each code makes a livelier choice.
	seen := map[string]bool{}
	for i := range list.Items {
		o := &list.Items[i]
		if kind := o.HSCode.Heading() + "/" + string(o.CPCCode); len(d.Fresh) < n && !seen[kind] {
			seen[kind] = true
			d.Fresh = append(d.Fresh, productCard(p, o, true))
		}
	}
	if list.Total > n {
		d.FreshAll = web.NavLink{Label: p.T("expoweb.home.first_shown.all", "n", list.Total), Href: at(p, "products") + "?first=1"}
	}
	return nil
}

// venue returns the main venue, or an empty one for an edition that has not entered it yet.
func (h *pages) venue(p *web.Page) (floor.Venue, error) {
	v, err := h.floor.FindVenue.Do(p.Context(), floor.FindVenue{InEdition: in(p)})
	if fault.Is(err, fault.NotFound) {
		return floor.Venue{}, nil
	}
	return v, err
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

func homeHero(p *web.Page, e *expo.EditionView, venue *floor.Venue) web.HeroData {
	name, short, city, place := say(p.View, e.Name), say(p.View, e.ShortName), say(p.View, e.City), say(p.View, venue.Name)
	h := web.HeroData{Title: name.Text, Lang: name.Lang, Seed: web.Seed(e.Slug), Facts: []web.Fact{
		{Icon: web.IconCalendar, Label: p.T("expoweb.dates"), Text: p.Locale.DateRange(e.OpensOn, e.ClosesOn)},
		{Icon: web.IconPin, Label: p.T("expoweb.place"), Text: city.Text + " · " + p.Locale.Country(e.Country), Lang: city.Lang},
	}, Actions: []web.ButtonData{
		{Label: p.T("expoweb.home.exhibitors"), Kind: "primary", Icon: web.IconExhibitor, Href: at(p, "exhibitors")},
		{Label: p.T("expoweb.home.plan"), Icon: web.IconHall, Href: at(p, "plan")},
	}}
	if short.Text != name.Text {
		h.Eyebrow = short.Text
	}
	if place.Text != "" {
		h.Facts = append(h.Facts, web.Fact{Icon: web.IconHall, Label: p.T("expoweb.venue"), Text: place.Text, Lang: place.Lang})
	}
	return h
}

func homeFigures(p *web.Page, f *expo.Facets, halls int) []web.StatData {
	var all []web.StatData
	add := func(key string, n int64, href string) {
		if n > 0 {
			all = append(all, web.StatData{Label: p.T("expoweb.figure." + key), Value: p.Locale.Number(n), Href: href})
		}
	}
	add("exhibitors", f.Exhibitors, at(p, "exhibitors"))
	add("countries", int64(len(f.Countries)), at(p, "countries"))
	add("products", f.Products, at(p, "products"))
	add("demonstrations", f.Demonstrations, at(p, "demonstrations"))
	add("halls", int64(halls), at(p, "plan"))
	return all
}

func daysOf(p *web.Page, e *expo.EditionView) []dayView {
	days := make([]dayView, 0, len(e.Days))
	for _, d := range e.Days {
		t := d.Day.Time(e.Location())
		days = append(days, dayView{Machine: string(d.Day), Weekday: p.Locale.Weekday(t.Weekday()), Date: p.Locale.DateShort(d.Day),
			Kind: p.T("expoweb.day." + d.Kind), Public: d.Kind == "public", Hours: d.Opens + "–" + d.Closes, Note: say(p.View, d.Note)})
	}
	return days
}

func phasesOf(p *web.Page, e *expo.EditionView) []web.EventData {
	icons := map[string]web.IconName{"show": web.IconFlag, "application": web.IconEdit, "allocation": web.IconBooth, "set-up": web.IconTruck,
		"tear-down": web.IconTruck}
	all := make([]web.EventData, 0, len(e.Phases))
	zone := e.Location()
	for _, ph := range e.Phases {
		name := say(p.View, ph.Name)
		from, to := ph.StartsAt.In(zone), ph.EndsAt.In(zone)
		ev := web.EventData{Title: name.Text, Lang: name.Lang, Icon: icons[ph.Kind], Machine: from.Format("2006-01-02T15:04:05Z07:00"),
			When: p.Locale.DateRange(dateOf(from), dateOf(to.Add(-1)))}
		if ph.Kind == "show" {
			ev.Tone = web.ToneSuccess
		}
		all = append(all, ev)
	}
	return all
}

func honoursOf(p *web.Page, e *expo.EditionView, pavilions []expo.PavilionCount) []honour {
	pages := map[string]string{}
	for _, v := range pavilions {
		if v.Kind == "country" {
			pages[v.Country] = at(p, "pavilions", v.Code)
		}
	}
	icons := map[string]web.IconName{"country-of-honour": web.IconStar, "special-partner": web.IconHandshake, "city-of-charm": web.IconPin}
	order := []string{"country-of-honour", "special-partner", "city-of-charm"}
	var all []honour
	for _, kind := range order {
		for _, r := range e.Relations {
			if r.Kind != kind {
				continue
			}
			country := p.Locale.Country(r.Country)
			w := honour{Label: p.T("expoweb.relation." + kind), Title: country, Country: r.Country, Note: say(p.View, r.Note),
				Href: pages[r.Country], Icon: icons[kind]}
			if city := say(p.View, r.City); city.Text != "" {
				w.Title, w.Lang = city.Text, city.Lang
				if w.Note.Text == "" {
					w.Note = words{Text: country}
				}
			}
			all = append(all, w)
		}
	}
	return all
}

func homeLinks(p *web.Page) []web.CardData {
	return []web.CardData{
		{Icon: web.IconClock, Title: p.T("expoweb.home.hours"), Text: p.T("expoweb.home.hours.text"), Href: at(p, "visit") + "#hours"},
		{Icon: web.IconRoute, Title: p.T("expoweb.home.way"), Text: p.T("expoweb.home.way.text"), Href: at(p, "visit") + "#getting-there"},
		{Icon: web.IconHelp, Title: p.T("expoweb.home.questions"), Text: p.T("expoweb.home.questions.text"), Href: at(p, "visit") + "#question"},
	}
}

// eventOf is the edition as schema.org's ExhibitionEvent.
func eventOf(p *web.Page, e *expo.EditionView, venue *floor.Venue) any {
	city := say(p.View, e.City).Text
	ev := map[string]any{
		"@context": "https://schema.org", "@type": "ExhibitionEvent", "name": say(p.View, e.Name).Text,
		"startDate": string(e.OpensOn), "endDate": string(e.ClosesOn), "inLanguage": p.Locale.HTMLLang(),
		"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "eventStatus": "https://schema.org/EventScheduled",
		"location": map[string]any{"@type": "Place", "name": firstOf(say(p.View, venue.Name).Text, city), "address": map[string]any{
			"@type": "PostalAddress", "addressLocality": city, "addressCountry": e.Country, "streetAddress": say(p.View, venue.Address).Text}},
		"description": firstOf(say(p.View, e.About).Text, say(p.View, e.Theme).Text),
	}
	if p.BaseURL != "" {
		ev["url"] = absolute(p, p.URL("/"+p.Slug))
	}
	if about := say(p.View, e.Theme).Text; about != "" {
		ev["alternateName"] = strings.TrimSpace(about)
	}
	return ev
}
