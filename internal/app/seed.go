package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// demoSeed is the number from which the demo edition's fictional part grows.
const demoSeed = 22

// seeder turns the demo's facts and generated firms into records, through the same functions that operations and the
// import use, so that every rule holds for them too.
type seeder struct {
	*App
	data    *demo.Data
	edition *demo.Edition
	facts   demo.EditionFacts

	id          ident.Edition
	halls       map[string]floor.HallID
	pavilions   map[string]ident.Pavilion
	categories  map[string]expo.CategoryKey
	exhibitors  map[string]ident.Exhibitor
	booths      map[string]floor.BoothID
	pictures    map[string]expo.StoredPicture
	products    map[string]expo.ProductKey
	indications map[string]expo.GIKey
}

// Seed fills an empty database with the demo editions at a scale.
func (a *App) Seed(ctx context.Context, scale demo.Scale) error {
	ctx = ops.With(ctx, Secretariat("seed"))
	data, err := demo.Load()
	if err != nil {
		return err
	}
	if err := a.seedMemberships(ctx, data); err != nil {
		return err
	}
	var shown *seeder
	for i, facts := range data.Editions {
		s := &seeder{App: a, data: data, facts: facts, halls: map[string]floor.HallID{}, pavilions: map[string]ident.Pavilion{},
			categories: map[string]expo.CategoryKey{}, exhibitors: map[string]ident.Exhibitor{}, booths: map[string]floor.BoothID{}, products: map[string]expo.ProductKey{}}
		if err := s.seedEdition(ctx); err != nil {
			return fmt.Errorf("seed %s: %w", facts.Slug, err)
		}
		if i > 0 {
			continue
		}
		s.edition = data.Generate(scale, demoSeed)
		for _, step := range []func(context.Context) error{s.seedFloor, s.seedBooths, s.seedIndications, s.seedExhibitors, s.seedDemonstrations,
			s.seedInformation, s.allotBooths} {
			if err := step(ctx); err != nil {
				return fmt.Errorf("seed %s: %w", facts.Slug, err)
			}
		}
		if err := s.seedPeople(ctx); err != nil {
			return err
		}
		shown = s
	}
	if err := shown.publish(ctx); err != nil { // last, so that a published demo is a whole one
		return err
	}
	if err := sqldb.Analyze(ctx, a.DB); err != nil {
		return err
	}
	return a.Seal(ctx)
}

func (a *App) seedMemberships(ctx context.Context, data *demo.Data) error {
	return a.Ops.Transact(ctx, 0, "expo.membership.create", func(ctx context.Context, tx *ops.Writing) error {
		for _, m := range data.Memberships {
			source := m.Source
			if !m.Verified {
				source = "unverified: " + source
			}
			if m.Precision == "year" {
				source = "year only: " + source
			}
			if _, err := a.expo.PutMembership(ctx, tx, expo.AddMembership{Grouping: m.Group, Country: m.Country, Since: m.Since, Source: cut(source, 300)}); err != nil {
				return fmt.Errorf("%s %s: %w", m.Group, m.Country, err)
			}
		}
		return nil
	})
}

// cut shortens a source to what a column of sources takes.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

var nanning = text.Of("en", "Nanning", "zh", "南宁", "vi", "Nam Ninh", "th", "หนานหนิง", "lo", "ໜານໜິງ", "km", "ណាននីង", "my", "နန်နင်း",
	"id", "Nanning", "ms", "Nanning", "fil", "Nanning", "pt", "Nanning")

func (s *seeder) seedEdition(ctx context.Context) error {
	e, err := s.Expo.CreateEdition.Do(ctx, expo.CreateEdition{Slug: s.facts.Slug, Sample: true, EditionFields: expo.EditionFields{
		Name: s.facts.Name, ShortName: shortName(s.facts), Theme: s.facts.Theme, OpensOn: s.facts.Opens, ClosesOn: s.facts.Closes,
		Zone: s.facts.Zone, Country: "CN", City: nanning}})
	if err != nil {
		return err
	}
	s.id = e.ID
	in := ops.InEdition{Edition: s.facts.Slug}
	for d := s.facts.Opens; d <= s.facts.Closes; d = d.AddDays(1) {
		kind := "trade"
		if d >= s.facts.PublicFrom {
			kind = "public"
		}
		if _, err := s.Expo.SetDay.Do(ctx, expo.SetDay{InEdition: in, Day: d, Kind: kind, Opens: s.facts.DailyFrom, Closes: s.facts.DailyTo}); err != nil {
			return err
		}
	}
	zone := e.Location()
	for _, p := range s.facts.Phases {
		source := p.Source
		if p.Sample {
			source = strings.TrimSpace("sample " + source)
		}
		if _, err := s.Expo.AddPhase.Do(ctx, expo.AddPhase{InEdition: in, Kind: phaseKind(p.Key), Name: p.Name, Source: cut(source, 300),
			StartsAt: s.at(zone, p.FromDay, p.From, "00:00"), EndsAt: s.at(zone, p.ToDay, p.To, "24:00")}); err != nil {
			return fmt.Errorf("phase %s: %w", p.Key, err)
		}
	}
	for _, r := range s.data.Relations {
		if r.Edition != s.facts.Slug {
			continue
		}
		if _, err := s.Expo.AddRelation.Do(ctx, expo.AddRelation{InEdition: in, Kind: r.Kind, Country: r.Country, City: text.Of("en", r.City), Source: cut(r.Source, 300)}); err != nil {
			return fmt.Errorf("relation %s: %w", r.Kind, err)
		}
	}
	return nil
}

// at is the instant of a day counted from the opening and an hour of it.
func (s *seeder) at(zone *time.Location, day int, hour, otherwise string) clock.Micros {
	if hour == "" {
		hour = otherwise
	}
	var h, m int
	_, _ = fmt.Sscanf(hour, "%d:%d", &h, &m) // the demo's loader has checked it
	d := s.facts.Opens.AddDays(day).Time(zone)
	return clock.Of(time.Date(d.Year(), d.Month(), d.Day(), h, m, 0, 0, zone))
}

func phaseKind(key string) string {
	for _, k := range []string{"planning", "application", "allocation", "set-up", "show", "tear-down"} {
		if strings.Contains(key, k) || strings.Contains(strings.ReplaceAll(key, "setup", "set-up"), k) || strings.Contains(strings.ReplaceAll(key, "teardown", "tear-down"), k) {
			return k
		}
	}
	return "other"
}

func shortName(f demo.EditionFacts) text.T {
	n := fmt.Sprint(f.Number)
	t := text.T{}
	for _, l := range text.Languages {
		t[l] = text.Entry{Text: "CAEXPO " + n}
	}
	t["zh"] = text.Entry{Text: "第" + n + "届东博会"}
	return t
}

func (s *seeder) seedFloor(ctx context.Context) error {
	return s.Ops.Transact(ctx, s.id, "expo.hall.create", func(ctx context.Context, tx *ops.Writing) error {
		venue, err := floor.CreateVenue(ctx, tx, floor.VenueFields{
			Name:    text.Of("en", "Nanning International Convention and Exhibition Center", "zh", "南宁国际会展中心"),
			Country: "CN", City: nanning, Source: "eng.nicec.cn"})
		if err != nil {
			return err
		}
		x, y, deepest := 0, 0, 0
		for i, h := range s.data.Halls {
			if x > 0 && x+h.WidthCm > 34000 { // the site plan is modelled too: rows of halls with streets of 12 m
				x, y, deepest = 0, y+deepest+1200, 0
			}
			made, err := floor.CreateHall(ctx, tx, venue.ID, floor.HallFields{Code: h.Key, Name: h.Name, WidthCm: int64(h.WidthCm), DepthCm: int64(h.DepthCm),
				HeightLimitCm: int64(h.HeightCm), WallHeightLimitCm: int64(h.WallHeightCm), LoadKgM2: int64(h.LoadKgPerM2),
				SiteXCm: int64(x), SiteYCm: int64(y), Position: int64(i), Source: cut(h.Source, 300)})
			if err != nil {
				return fmt.Errorf("hall %s: %w", h.Key, err)
			}
			x += h.WidthCm + 1200
			deepest = max(deepest, h.DepthCm)
			s.halls[h.Key] = made.ID
			var areas []floor.NewArea
			for _, b := range h.Blocked {
				kind := b.Kind
				if kind != "exit" && kind != "column" && kind != "service" {
					kind = "blocked"
				}
				areas = append(areas, floor.NewArea{Kind: kind, Outline: polygon(b.Polygon)})
			}
			if _, err := floor.CreateAreas(ctx, tx, made.ID, areas); err != nil {
				return fmt.Errorf("hall %s: %w", h.Key, err)
			}
		}
		return s.seedPavilions(ctx, tx)
	})
}

func polygon(points []demo.Point) place.Polygon {
	p := make(place.Polygon, len(points))
	for i, q := range points {
		p[i] = place.Point{X: int64(q.X), Y: int64(q.Y)}
	}
	return p
}

func (s *seeder) seedPavilions(ctx context.Context, tx *ops.Writing) error {
	for i, p := range s.data.Pavilions {
		in := expo.CreatePavilion{Code: p.Key, Kind: p.Kind, Country: p.Country, PavilionTexts: expo.PavilionTexts{Name: p.Name, Intro: p.Intro},
			Position: int64(i), Halls: p.Halls, State: expo.Published, Source: cut(p.Source, 300)}
		if p.Kind != "country" {
			in.Kind, in.Theme, in.Country = "theme", p.Key, ""
		}
		made, err := s.expo.PutPavilion(ctx, tx, in)
		if err != nil {
			return fmt.Errorf("pavilion %s: %w", p.Key, err)
		}
		s.pavilions[p.Key] = made.ID
	}
	for i, c := range s.data.Categories {
		made, err := s.expo.PutCategory(ctx, tx, expo.CreateCategory{Parent: s.categories[c.Parent], Code: c.Key, Name: c.Name, Position: int64(i)})
		if err != nil {
			return fmt.Errorf("category %s: %w", c.Key, err)
		}
		s.categories[c.Key] = made.ID
	}
	return nil
}

func (s *seeder) seedBooths(ctx context.Context) error {
	byHall := map[string][]floor.NewBooth{}
	for _, b := range s.edition.Booths {
		byHall[b.Hall] = append(byHall[b.Hall], floor.NewBooth{Code: b.Code, Kind: b.Kind, Outline: polygon(b.Polygon), HeightCm: int64(b.HeightCm), Pavilion: s.pavilions[b.Pavilion]})
	}
	for _, h := range s.data.Halls {
		if len(byHall[h.Key]) == 0 {
			continue
		}
		err := s.Ops.Transact(ctx, s.id, "expo.booth.create", func(ctx context.Context, tx *ops.Writing) error {
			made, err := floor.CreateMany(ctx, tx, s.halls[h.Key], byHall[h.Key])
			for _, b := range made {
				s.booths[b.Code] = b.ID
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("booths of hall %s: %w", h.Key, err)
		}
	}
	return nil
}

// allotBooths gives the generated stands to their exhibitors, and shows the other states too.
func (s *seeder) allotBooths(ctx context.Context) error {
	return s.Ops.Transact(ctx, s.id, "expo.booth.confirm", func(ctx context.Context, tx *ops.Writing) error {
		var list []floor.Allotment
		for _, b := range s.edition.Booths {
			if b.Exhibitor != "" {
				list = append(list, floor.Allotment{Booth: s.booths[b.Code], Lead: s.exhibitors[b.Exhibitor], Confirmed: b.Status != "reserved"})
			}
		}
		_, err := floor.AllotMany(ctx, tx, list)
		return err
	})
}

func (s *seeder) publish(ctx context.Context) error {
	if !s.facts.Published {
		return nil
	}
	e, err := s.Expo.FindEdition.Do(ctx, expo.FindEdition{InEdition: ops.InEdition{Edition: s.facts.Slug}})
	if err != nil {
		return err
	}
	_, err = s.Expo.SetEditionState.Do(ctx, expo.SetEditionState{InEdition: ops.InEdition{Edition: s.facts.Slug}, State: expo.Published, Version: e.Version})
	return err
}
