package expoweb_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/expoweb"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

const slug = "expo-1"

var inEdition = ops.InEdition{Edition: slug}

// show is a small edition behind its public pages.
type show struct {
	http.Handler
	expo  *expo.Operations
	floor *floor.Operations
	ctx   context.Context // the organiser's

	pavilions  map[string]expo.Pavilion
	exhibitors map[string]expo.Exhibitor
	categories map[string]expo.CategoryKey
	products   map[string]expo.ProductKey
	gi         expo.GIKey
}

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// newShow builds an edition. canary stands in every text field that people fill in, after the words that tests look for.
func newShow(t testing.TB, canary string) *show {
	t.Helper()
	c := clock.At(time.Date(2025, 8, 1, 8, 0, 0, 0, time.UTC))
	r := ops.NewRegistry(sqldbtest.SQLite(t), c, ident.NewMaker(c, 1), ops.Limits{})
	core := expo.New(c, false)
	s := &show{ctx: ops.With(t.Context(), ops.Caller{Actor: ops.Actor{Account: 7, Grants: []ops.Grant{{Role: ops.Organiser}}}}),
		pavilions: map[string]expo.Pavilion{}, exhibitors: map[string]expo.Exhibitor{},
		categories: map[string]expo.CategoryKey{}, products: map[string]expo.ProductKey{}}
	s.expo, s.floor = core.Register(r), floor.Register(r)
	r.Edition = core.Resolve
	bundle := must[*i18n.Bundle](t)(i18n.New(web.Catalogue(), expo.Catalogue(), floor.Catalogue(), expoweb.Catalogue(), ops.Catalogue(), hs.Catalogue(),
		money.Catalogue(), measure.Catalogue(), place.Catalogue()))
	site := &web.Site{Bundle: bundle, BaseURL: "https://expo.example", Log: slog.New(slog.DiscardHandler), Frame: s.frame}
	mux := http.NewServeMux()
	expoweb.Mount(mux, site, s.expo, s.floor)
	mux.Handle("/", site.NotFound())
	top := http.NewServeMux()
	top.Handle("/assets/", web.Assets())
	top.Handle("/", site.Localized(mux))
	s.Handler = web.SecurityHeaders(top)
	s.edition(t, canary)
	s.trade(t, canary)
	s.halls(t, canary)
	s.goods(t, canary)
	return s
}

// frame stands in for the program's: it names the edition and refuses one that the reader may not see.
func (s *show) frame(p *web.Page) error {
	if p.Slug == "" {
		return nil
	}
	e, err := s.expo.FindEdition.Do(p.Context(), expo.FindEdition{InEdition: ops.InEdition{Edition: p.Slug}})
	if err != nil {
		return err
	}
	p.Edition = &web.EditionBar{Slug: e.Slug, Name: e.ShortName.Words(p.Locale.Lang()), Dates: p.Locale.DateRange(e.OpensOn, e.ClosesOn), Links: []web.NavLink{
		{Key: "countries", Label: p.T("web.nav.pavilions"), Href: p.URL("/" + e.Slug + "/countries")}, {Key: "plan", Label: p.T("web.nav.plan"), Href: p.URL("/" + e.Slug + "/plan")},
		{Key: "exhibitors", Label: p.T("web.nav.exhibitors"), Href: p.URL("/" + e.Slug + "/exhibitors")},
		{Key: "products", Label: p.T("web.nav.products"), Href: p.URL("/" + e.Slug + "/products")}, {Key: "demonstrations", Label: p.T("web.nav.demonstrations"), Href: p.URL("/" + e.Slug + "/demonstrations")},
		{Key: "gi", Label: p.T("web.nav.indications"), Href: p.URL("/" + e.Slug + "/gi")}, {Key: "visit", Label: p.T("web.nav.information"), Href: p.URL("/" + e.Slug + "/visit")}}}
	return nil
}

func words(canary string, pairs ...string) text.T {
	t := text.Of(pairs...)
	for lang, e := range t {
		t[lang] = text.Entry{Text: e.Text + canary}
	}
	return t
}

func (s *show) edition(t testing.TB, canary string) {
	t.Helper()
	e := must[expo.Edition](t)(s.expo.CreateEdition.Do(s.ctx, expo.CreateEdition{Slug: slug, Sample: true, EditionFields: expo.EditionFields{
		Name:      words(canary, "en", "22nd China–ASEAN Expo", "zh", "第22届中国—东盟博览会", "th", "งานมหกรรมจีน-อาเซียน ครั้งที่ 22", "km", "ពិព័រណ៍ចិន-អាស៊ាន លើកទី២២"),
		ShortName: words(canary, "en", "22nd CAEXPO", "zh", "第22届东博会"),
		Theme:     words(canary, "en", "Digital intelligence empowers development, innovation leads the future", "zh", "数智赋能发展 创新引领未来"),
		About:     words(canary, "en", "Eleven countries show what they make, grow and build. Buyers meet makers, and cities show why one should come."),
		OpensOn:   "2025-09-17", ClosesOn: "2025-09-21", Zone: "Asia/Shanghai", Country: "CN", City: words(canary, "en", "Nanning", "zh", "南宁")}}))
	must[expo.Day](t)(s.expo.SetDay.Do(s.ctx, expo.SetDay{InEdition: inEdition, Day: "2025-09-21", Kind: "public", Opens: "08:30", Closes: "16:00", Note: words(canary, "en", "Sale of exhibits")}))
	at := func(day int) clock.Micros { return clock.Of(time.Date(2025, 9, day, 0, 0, 0, 0, time.UTC)) }
	must[expo.Phase](t)(s.expo.AddPhase.Do(s.ctx, expo.AddPhase{InEdition: inEdition, Kind: "set-up", Name: words(canary, "en", "Set-up of the stands"), StartsAt: at(14), EndsAt: at(16)}))
	must[expo.Phase](t)(s.expo.AddPhase.Do(s.ctx, expo.AddPhase{InEdition: inEdition, Kind: "show", Name: words(canary, "en", "The show"), StartsAt: at(17), EndsAt: at(22)}))
	relate := func(kind, country string, city text.T) {
		must[expo.Relation](t)(s.expo.AddRelation.Do(s.ctx, expo.AddRelation{InEdition: inEdition, Kind: kind, Country: country, City: city, Note: words(canary, "en", "With a pavilion of its own")}))
	}
	relate("country-of-honour", "MM", nil)
	relate("special-partner", "AE", nil)
	relate("city-of-charm", "ID", words(canary, "en", "South Kalimantan"))
	for _, c := range []string{"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"} {
		must[expo.Membership](t)(s.expo.AddMembership.Do(s.ctx, expo.AddMembership{Grouping: "asean", Country: c, Since: "1999-04-30", Source: "test"}))
	}
	must[expo.Membership](t)(s.expo.AddMembership.Do(s.ctx, expo.AddMembership{Grouping: "asean", Country: "TL", Since: "2025-10-26", Source: "test"}))
	must[floor.Venue](t)(s.floor.UpdateVenue.Do(s.ctx, floor.UpdateVenue{InEdition: inEdition, VenueFields: floor.VenueFields{Country: "CN",
		Name: words(canary, "en", "Nanning International Convention and Exhibition Centre", "zh", "南宁国际会展中心"), Address: words(canary, "en", "106 Minzu Avenue")}}))
	must[expo.Edition](t)(s.expo.SetEditionState.Do(s.ctx, expo.SetEditionState{InEdition: inEdition, State: "published", Version: e.Version}))
	must[expo.Edition](t)(s.expo.CreateEdition.Do(s.ctx, expo.CreateEdition{Slug: "hidden-1", EditionFields: expo.EditionFields{Name: text.Of("en", "Hidden edition"),
		ShortName: text.Of("en", "Hidden"), OpensOn: "2026-09-17", ClosesOn: "2026-09-21", Zone: "Asia/Shanghai", Country: "CN", City: text.Of("en", "Nanning")}}))
}

// firms are the exhibitors: name in English, in its own language, country, pavilion, category, state.
var firms = []struct {
	key, en, own, lang string
	country            place.Country
	pavilion, category string
	state              string
	first              bool
}{
	{"robots", "Red River Robotics", "红河机器人", "zh", "CN", "ai", "robots", "published", true},
	{"cloud", "Beibu Gulf Cloud", "北部湾算力云", "zh", "CN", "ai", "cloud", "published", false},
	{"lychee", "Luc Ngan Lychee Cooperative", "Hợp tác xã Vải thiều Lục Ngạn", "vi", "VN", "vn", "fruit", "published", false},
	{"durian", "Chanthaburi Durian Orchard", "สวนทุเรียนจันทบุรี", "th", "TH", "agriculture", "fruit", "published", false},
	{"pepper", "Kampot Pepper Community", "សហគមន៍ម្រេចកំពត", "km", "KH", "agriculture", "spice", "published", true},
	{"coffee", "Gayo Sustainable Coffee", "Perkebunan Kopi Gayo Berkelanjutan", "id", "ID", "agriculture", "spice", "published", false},
	{"draft", "Secret Draft Trading", "保密贸易", "zh", "CN", "ai", "robots", "draft", false},
}

func (s *show) trade(t testing.TB, canary string) {
	t.Helper()
	for i, v := range []struct{ code, kind, value, en, zh, state string }{
		{"ai", "theme", "ai", "AI Pavilion", "人工智能专区", "published"}, {"agriculture", "theme", "agriculture", "Agriculture", "农业展", "published"},
		{"vn", "country", "VN", "Viet Nam", "越南", "published"}, {"la", "country", "LA", "Lao PDR", "老挝", "published"},
		{"secret", "theme", "secret", "Secret pavilion", "", "draft"},
	} {
		in := expo.CreatePavilion{InEdition: inEdition, Code: v.code, Kind: v.kind, Position: int64(i), State: v.state, Source: "organiser" + canary,
			PavilionTexts: expo.PavilionTexts{Name: words(canary, "en", v.en, "zh", v.zh), Intro: words(canary, "en", "Two hundred firms show robots that weld, sort and carry, models that speak the region's languages, and the power behind them.")}}
		if v.kind == "country" {
			in.Country = v.value
		} else {
			in.Theme = v.value
		}
		s.pavilions[v.code] = must[expo.Pavilion](t)(s.expo.CreatePavilion.Do(s.ctx, in))
	}
	for _, c := range []struct{ code, parent, en string }{{"machinery", "", "Machinery"}, {"food", "", "Food"}, {"robots", "machinery", "Robots"},
		{"cloud", "machinery", "Cloud and compute"}, {"fruit", "food", "Fruit"}, {"spice", "food", "Spices and coffee"}} {
		k := must[expo.Category](t)(s.expo.CreateCategory.Do(s.ctx, expo.CreateCategory{InEdition: inEdition, Parent: s.categories[c.parent], Code: c.code, Name: words(canary, "en", c.en)}))
		s.categories[c.code] = k.ID
	}
	for _, f := range firms {
		profile := words(canary, f.lang, f.own+": what we make, in our own words.")
		profile["en"] = text.Entry{Text: "We make and export with care.\n\nVisit our stand to taste and to try." + canary}
		if f.key == "lychee" {
			profile["en"] = text.Entry{Text: profile["en"].Text, By: "machine"}
		}
		e := must[expo.Exhibitor](t)(s.expo.CreateExhibitor.Do(s.ctx, expo.CreateExhibitor{InEdition: inEdition, Pavilion: s.pavilions[f.pavilion].ID, State: f.state,
			Categories: []expo.CategoryKey{s.categories[f.category]}, Source: "own words" + canary, ExhibitorFields: expo.ExhibitorFields{
				Name: words(canary, "en", f.en, f.lang, f.own), Country: f.country, City: "City" + canary, Website: "https://www.firm.example/x", Phone: "+86 771" + canary,
				Email: "hello@firm.example", Profile: profile, Founded: 1998, Employees: 1250, FirstTime: f.first}}))
		s.exhibitors[f.key] = e
		must[expo.TeamMember](t)(s.expo.AddTeamMember.Do(s.ctx, expo.AddTeamMember{InEdition: inEdition, OnExhibitor: expo.OnExhibitor{Exhibitor: e.ID},
			TeamFields: expo.TeamFields{Name: "Nguyễn Thu Hà" + canary, Title: "Export manager" + canary, Email: "private@firm.example", Languages: expo.Tags{"vi", "en"}, Listed: true}}))
		must[expo.TeamMember](t)(s.expo.AddTeamMember.Do(s.ctx, expo.AddTeamMember{InEdition: inEdition, OnExhibitor: expo.OnExhibitor{Exhibitor: e.ID},
			TeamFields: expo.TeamFields{Name: "Unlisted Person"}}))
	}
}

func (s *show) halls(t testing.TB, canary string) {
	t.Helper()
	for i, code := range []string{"B1", "D1", "D2"} {
		h := must[floor.Hall](t)(s.floor.CreateHall.Do(s.ctx, floor.NewHall{InEdition: inEdition, HallFields: floor.HallFields{Code: code, WidthCm: 8400, DepthCm: 6000,
			Name: words(canary, "en", "Hall "+code), HeightLimitCm: 650, WallHeightLimitCm: 450, LoadKgM2: 1500, SiteXCm: int64(i) * 9600, SiteYCm: int64(i%2) * 3000, Position: int64(i)}}))
		area := func(kind string, x, y, w, d int64) {
			must[floor.Area](t)(s.floor.CreateArea.Do(s.ctx, floor.CreateArea{OnHall: floor.OnHall{InEdition: inEdition, Hall: h.ID},
				NewArea: floor.NewArea{Kind: kind, Label: words(canary, "en", kind), Outline: place.Rectangle(place.Point{X: x, Y: y}, w, d)}}))
		}
		area("entrance", 3600, 5800, 1200, 200)
		area("exit", 0, 2400, 150, 900)
		area("service", 7600, 0, 800, 500)
		area("column", 2080, 2080, 60, 60)
		laid := must[floor.Laid](t)(s.floor.LayBooths.Do(s.ctx, floor.LayBooths{OnHall: floor.OnHall{InEdition: inEdition, Hall: h.ID}, XCm: 450, YCm: 600, WidthCm: 7500, DepthCm: 3900}))
		wide := must[floor.Booth](t)(s.floor.CreateBooth.Do(s.ctx, floor.CreateBooth{OnHall: floor.OnHall{InEdition: inEdition, Hall: h.ID},
			NewBooth: floor.NewBooth{Code: code + "Z1", Kind: "custom", HeightCm: 400, Outline: place.Rectangle(place.Point{X: 900, Y: 4950}, 1500, 600)}}))
		if code != "D1" {
			continue
		}
		for n, f := range []string{"robots", "cloud", "lychee", "durian", "pepper", "coffee"} {
			b := laid.Booths[n*3].ID
			if f == "robots" {
				b = wide.ID
			}
			on := floor.OnBooth{InEdition: inEdition, Booth: b}
			must[floor.Booth](t)(s.floor.ReserveBooth.Do(s.ctx, floor.ReserveBooth{OnBooth: on, Exhibitor: s.exhibitors[f].ID}))
			must[floor.Booth](t)(s.floor.ConfirmBooth.Do(s.ctx, floor.ChangeState{OnBooth: on}))
		}
	}
	p := s.pavilions["ai"]
	must[expo.Pavilion](t)(s.expo.UpdatePavilion.Do(s.ctx, expo.UpdatePavilion{InEdition: inEdition, Pavilion: p.ID, Halls: []string{"D1", "D2"}, State: "published", Version: p.Version,
		PavilionTexts: expo.PavilionTexts{Name: p.Name, Intro: p.Intro}}))
}

// get reads a page as an anonymous visitor.
func (s *show) get(t testing.TB, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// paths are the public pages of the edition, without language.
func (s *show) paths() []string {
	e := "/" + slug
	return []string{"/", e, e + "/countries", e + "/pavilions/ai", e + "/pavilions/vn", e + "/plan", e + "/plan?q=Red", e + "/plan/D1", e + "/plan/D1?view=list",
		e + "/plan/D1?q=D1Z", e + "/exhibitors", e + "/exhibitors?view=rows", e + "/exhibitors?q=nothing-like-it", e + "/exhibitors?category=food&country=VN",
		e + "/products", e + "/products?view=rows", e + "/products?currency=USD&price=10-100&kind=goods", e + "/products?hs=08&first=1", e + "/products?q=nothing-like-it",
		e + "/demonstrations", e + "/demonstrations?day=2025-09-17", e + "/demonstrations?kind=drone", e + "/gi", e + "/gi?country=VN&status=registered", e + "/gi?q=none-such",
		e + "/visit", fmt.Sprintf("%s/gi/%s", e, s.gi), fmt.Sprintf("%s/products/%s", e, s.products["lychee"]), fmt.Sprintf("%s/products/%s", e, s.products["gpu"]),
		fmt.Sprintf("%s/exhibitors/%s", e, s.exhibitors["lychee"].ID), fmt.Sprintf("%s/exhibitors/%s", e, s.exhibitors["robots"].ID)}
}
