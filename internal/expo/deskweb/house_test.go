package deskweb_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/deskweb"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
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

const slug = "caexpo-22"

// house is an edition with two pavilions, three exhibitors and a hall, served as the program serves it. Whoever calls
// says so in the header "As".
type house struct {
	http.Handler
	t              testing.TB
	expo           *expo.Operations
	floor          *floor.Operations
	changes        *ops.Changes
	bundle         *i18n.Bundle
	edition        expo.Edition
	vietnam, ai    expo.Pavilion
	mekong, robots expo.Exhibitor // of Vietnam (published), of the AI Pavilion (draft)
	loner          expo.Exhibitor // of no pavilion
	hall           floor.Hall
	booths         []floor.Booth // the first belongs to Vietnam
	food, drinks   expo.Category
	account        ident.Account
	guide          expo.TeamMember
	durian         expo.Product
	picker         expo.Demonstration
	parking        expo.Info
	tea            expo.GI
}

// canary is put into what people write; a page that shows it as markup has a hole.
const canary = `<script>alert("canary")</script>`

func open(t testing.TB) *house {
	t.Helper()
	now := clock.At(time.Date(2025, 8, 1, 2, 0, 0, 0, time.UTC))
	db := sqldbtest.SQLite(t)
	ids := ident.NewMaker(now, 1)
	r := ops.NewRegistry(db, now, ids, ops.Limits{})
	core := expo.New(now, false)
	r.Edition = core.Resolve
	h := &house{t: t, expo: core.Register(r), floor: floor.Register(r), changes: ops.RegisterChanges(r), account: ident.Account(ids.Next())}
	bundle, err := i18n.New(i18n.Catalogue(), web.Catalogue(), ops.Catalogue(), place.Catalogue(), hs.Catalogue(), money.Catalogue(), measure.Catalogue(), sheet.Catalogue(), expo.Catalogue(), floor.Catalogue(), deskweb.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	h.bundle = bundle
	h.fill(h.as("secretariat"))
	site := &web.Site{Bundle: bundle, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Frame: func(p *web.Page) error {
		e, err := core.Header(p.R.Context(), db, p.Slug)
		if err != nil {
			return err
		}
		p.Edition = &web.EditionBar{Slug: e.Slug, Name: e.ShortName.Words(p.Locale.Lang()), Dates: p.Locale.DateRange(e.OpensOn, e.ClosesOn)}
		if a := p.Caller().Actor; a.Account != 0 {
			p.User = &web.UserBar{Name: a.Name, SignOut: p.URL("/sign-out")}
		}
		return nil
	}}
	mux := http.NewServeMux()
	deskweb.Mount(mux, site, deskweb.Deps{Expo: h.expo, Floor: h.floor, Changes: h.changes, Clock: now})
	mux.Handle("/", site.NotFound())
	top := http.NewServeMux()
	top.Handle("/assets/", web.Assets())
	top.Handle("POST /theme", web.ThemeHandler())
	top.Handle("/", site.Localized(mux))
	h.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		web.SecurityHeaders(top).ServeHTTP(w, r.WithContext(h.as(r.Header.Get("As"))))
	})
	return h
}

// as returns a context that acts as somebody: "organiser", "vietnam", "ai", "mekong", "mekong-staff", "visitor", "" for nobody.
func (h *house) as(who string) context.Context {
	c := ops.Caller{Surface: "page", Language: "en", Actor: ops.Actor{Account: h.account, Name: "Lin Mei"}}
	g := ops.Grant{Edition: h.edition.ID}
	switch who {
	case "":
		return context.Background()
	case "secretariat":
		g = ops.Grant{Role: ops.Organiser}
	case "organiser":
		g.Role = ops.Organiser
	case "vietnam":
		g.Role, g.Pavilion = ops.PavilionOrganiser, h.vietnam.ID
	case "ai":
		g.Role, g.Pavilion = ops.PavilionOrganiser, h.ai.ID
	case "mekong":
		g.Role, g.Exhibitor = ops.ExhibitorAdmin, h.mekong.ID
	case "mekong-staff":
		g.Role, g.Exhibitor = ops.ExhibitorStaff, h.mekong.ID
	case "visitor":
		g.Role = ops.Visitor
	default:
		h.t.Fatalf("nobody is called %q", who)
	}
	c.Actor.Grants = []ops.Grant{g}
	return ops.With(context.Background(), c)
}

// must runs an operation that the fixture needs.
func must[In, Out any](t testing.TB, ctx context.Context, o *ops.Op[In, Out], in In) Out {
	t.Helper()
	out, err := o.Do(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (h *house) fill(ctx context.Context) {
	t, in := h.t, ops.InEdition{Edition: slug}
	h.edition = must(t, ctx, h.expo.CreateEdition, expo.CreateEdition{Slug: slug, EditionFields: expo.EditionFields{
		Name: text.Of("en", "22nd China-ASEAN Expo", "zh", "第22届中国—东盟博览会"), ShortName: text.Of("en", "22nd CAEXPO", "zh", "第22届东博会"),
		Theme: text.Of("en", "Digital Intelligence Empowering Development"), OpensOn: "2025-09-17", ClosesOn: "2025-09-21", Zone: "Asia/Shanghai", Country: "CN",
		City: text.Of("en", "Nanning", "zh", "南宁")}})
	h.edition = must(t, ctx, h.expo.SetEditionState, expo.SetEditionState{InEdition: in, State: expo.Published, Version: h.edition.Version})
	at := func(day int) clock.Micros { return clock.Of(time.Date(2025, 9, day, 1, 0, 0, 0, time.UTC)) }
	must(t, ctx, h.expo.AddPhase, expo.AddPhase{InEdition: in, Kind: "allocation", Name: text.Of("en", "Allocation of booths"), StartsAt: clock.Of(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)), EndsAt: at(1)})
	must(t, ctx, h.expo.AddPhase, expo.AddPhase{InEdition: in, Kind: "set-up", Name: text.Of("en", "Set-up"), StartsAt: at(13), EndsAt: at(16)})
	must(t, ctx, h.expo.AddRelation, expo.AddRelation{InEdition: in, Kind: "country-of-honour", Country: "MM", Source: "closing press conference"})
	must(t, ctx, h.floor.UpdateVenue, floor.UpdateVenue{InEdition: in, VenueFields: floor.VenueFields{Name: text.Of("en", "Convention Centre"), Country: "CN"}})
	h.hall = must(t, ctx, h.floor.CreateHall, floor.NewHall{InEdition: in, HallFields: floor.HallFields{Code: "D1", WidthCm: 6000, DepthCm: 4200, HeightLimitCm: 650, LoadKgM2: 3500}})
	h.food = must(t, ctx, h.expo.CreateCategory, expo.CreateCategory{InEdition: in, Code: "food", Name: text.Of("en", "Food", "zh", "食品")})
	h.drinks = must(t, ctx, h.expo.CreateCategory, expo.CreateCategory{InEdition: in, Code: "drinks", Parent: h.food.ID, Name: text.Of("en", "Drinks")})
	h.vietnam = must(t, ctx, h.expo.CreatePavilion, expo.CreatePavilion{InEdition: in, Code: "vn", Kind: "country", Country: "VN", Halls: []string{"D1"}, State: expo.Published,
		PavilionTexts: expo.PavilionTexts{Name: text.Of("en", "Viet Nam Pavilion", "zh", "越南馆")}})
	h.ai = must(t, ctx, h.expo.CreatePavilion, expo.CreatePavilion{InEdition: in, Code: "ai", Kind: "theme", Theme: "ai", State: expo.Published,
		PavilionTexts: expo.PavilionTexts{Name: text.Of("en", "AI Pavilion", "zh", "人工智能馆")}})
	must(t, ctx, h.floor.CreateArea, floor.CreateArea{OnHall: floor.OnHall{InEdition: in, Hall: h.hall.ID}, NewArea: floor.NewArea{Kind: "entrance",
		Label: text.Of("en", "North entrance"), Outline: place.Rectangle(place.Point{X: 2700, Y: 0}, 600, 150)}})
	laid := must(t, ctx, h.floor.LayBooths, floor.LayBooths{OnHall: floor.OnHall{InEdition: in, Hall: h.hall.ID}, XCm: 300, YCm: 300, WidthCm: 5400, DepthCm: 3600})
	h.booths = laid.Booths
	first := h.booths[0]
	h.booths[0] = must(t, ctx, h.floor.UpdateBooth, floor.UpdateBooth{OnBooth: floor.OnBooth{InEdition: in, Booth: first.ID}, Code: first.Code, Kind: first.Kind,
		HeightCm: first.HeightCm, Pavilion: h.vietnam.ID, Version: first.Version})
	h.exhibitors(ctx, in)
}

func (h *house) exhibitors(ctx context.Context, in ops.InEdition) {
	t := h.t
	h.mekong = must(t, ctx, h.expo.CreateExhibitor, expo.CreateExhibitor{InEdition: in, Pavilion: h.vietnam.ID, State: expo.Published, Categories: []expo.CategoryKey{h.food.ID},
		ExhibitorFields: expo.ExhibitorFields{Name: text.Of("en", "Mekong Star Foods", "vi", "Thực phẩm Sao Mê Kông"), Country: "VN", City: "Cần Thơ",
			Website: "https://mekongstar.example", Profile: text.Of("en", "Dried fruit and coconut. "+canary)}})
	h.robots = must(t, ctx, h.expo.CreateExhibitor, expo.CreateExhibitor{InEdition: in, Pavilion: h.ai.ID,
		ExhibitorFields: expo.ExhibitorFields{Name: text.Of("en", "Liuzhou Robots "+canary, "zh", "柳州机器人"), Country: "CN", City: "柳州"}})
	h.loner = must(t, ctx, h.expo.CreateExhibitor, expo.CreateExhibitor{InEdition: in, State: expo.Published,
		ExhibitorFields: expo.ExhibitorFields{Name: text.Of("en", "Straits Logistics"), Country: "SG"}})
	h.guide = must(t, ctx, h.expo.AddTeamMember, expo.AddTeamMember{InEdition: in, OnExhibitor: expo.OnExhibitor{Exhibitor: h.mekong.ID},
		TeamFields: expo.TeamFields{Name: "Nguyễn Thu Hà", Title: "Export manager", Email: "ha@mekongstar.example", Languages: expo.Tags{"vi", "en"}, Listed: true}})
	mekong := expo.OnExhibitor{Exhibitor: h.mekong.ID}
	h.durian = must(t, ctx, h.expo.CreateProduct, expo.CreateProduct{InEdition: in, OnExhibitor: mekong, State: expo.Published, ProductFields: expo.ProductFields{
		Kind: expo.Goods, Name: text.Of("en", "Frozen durian "+canary), HSCode: "0811.90", Origin: "VN", Unit: "KGM", Price: expo.PriceOf(680, "USD"), Incoterm: "FOB",
		IncotermPlace: "Cat Lai", FirstShown: true, Certificates: []expo.Certificate{{Name: "HACCP", Number: "H-1"}}}})
	h.picker = must(t, ctx, h.expo.CreateDemonstration, expo.CreateDemonstration{InEdition: in, OnExhibitor: mekong, DemonstrationFields: expo.DemonstrationFields{
		Kind: "robot", PavilionID: h.ai.ID, Title: text.Of("en", "Fruit-picking robot "+canary), Times: expo.Times{{Day: "2025-09-18", From: "10:30", To: "11:00"}}}})
	h.parking = must(t, ctx, h.expo.CreateInfo, expo.CreateInfo{InEdition: in, Kind: "question", Code: "parking", InfoFields: expo.InfoFields{
		Title: text.Of("en", "Where can I park? "+canary), Body: text.Of("en", "North of hall D.")}})
	h.tea = must(t, ctx, h.expo.CreateGI, expo.CreateGI{GIFields: expo.GIFields{NameOriginal: "Chè Shan tuyết", NameLatin: "Che Shan tuyet", Country: "VN", Product: text.Of("en", "tea")}})
	must(t, ctx, h.expo.AuthoriseGI, expo.AuthoriseGI{InEdition: in, OnExhibitor: mekong, GI: h.tea.ID, GIUserFields: expo.GIUserFields{Document: "GI-1"}})
	on := func(i int) floor.OnBooth { return floor.OnBooth{InEdition: in, Booth: h.booths[i].ID} }
	must(t, ctx, h.floor.HoldBooth, floor.HoldBooth{OnBooth: on(1), Hours: 12})
	must(t, ctx, h.floor.HoldBooth, floor.HoldBooth{OnBooth: on(5)})
	must(t, ctx, h.floor.ReserveBooth, floor.ReserveBooth{OnBooth: on(2), Exhibitor: h.robots.ID})
	must(t, ctx, h.floor.ReserveBooth, floor.ReserveBooth{OnBooth: on(3), Exhibitor: h.loner.ID})
	must(t, ctx, h.floor.ConfirmBooth, floor.ChangeState{OnBooth: on(3)})
	must(t, ctx, h.floor.BlockBooth, floor.BlockBooth{OnBooth: on(4), Reason: "Water pipe below " + canary})
}

// answer is what a page answered.
type answer struct {
	status   int
	location string
	body     string
}

func (h *house) get(who, path string) answer {
	return h.do(who, httptest.NewRequest(http.MethodGet, "/en/"+slug+"/desk"+path, nil))
}

func (h *house) post(who, path string, form url.Values) answer {
	r := httptest.NewRequest(http.MethodPost, "/en/"+slug+"/desk"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.do(who, r)
}

func (h *house) do(who string, r *http.Request) answer {
	r.Header.Set("As", who)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return answer{w.Code, w.Header().Get("Location"), w.Body.String()}
}

var (
	formPattern  = regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)</form>`)
	inputPattern = regexp.MustCompile(`(?s)<input\b([^>]*)>`)
	areaPattern  = regexp.MustCompile(`(?s)<textarea\b([^>]*)>(.*?)</textarea>`)
	listPattern  = regexp.MustCompile(`(?s)<select\b([^>]*)>(.*?)</select>`)
	picked       = regexp.MustCompile(`<option value="([^"]*)" selected`)
	namePattern  = regexp.MustCompile(`\bname="([^"]*)"`)
	valuePattern = regexp.MustCompile(`\bvalue="([^"]*)"`)
)

// formOf reads the form of a page that posts to a path ending so, with what it is filled in with, as a browser would
// send it untouched.
func formOf(t testing.TB, body, ending string) (path string, form url.Values) {
	t.Helper()
	for _, m := range formPattern.FindAllStringSubmatch(body, -1) {
		action := unescape(m[1])
		if !strings.HasSuffix(action, ending) || strings.HasPrefix(action, "/theme") {
			continue
		}
		form = url.Values{}
		for _, in := range inputPattern.FindAllStringSubmatch(m[2], -1) {
			name, value := first(namePattern, in[1]), first(valuePattern, in[1])
			box := strings.Contains(in[1], `type="checkbox"`) || strings.Contains(in[1], `type="radio"`)
			if name != "" && (!box || strings.Contains(in[1], " checked")) {
				form.Add(name, value)
			}
		}
		for _, a := range areaPattern.FindAllStringSubmatch(m[2], -1) {
			form.Add(first(namePattern, a[1]), strings.TrimPrefix(unescape(a[2]), "\n"))
		}
		for _, s := range listPattern.FindAllStringSubmatch(m[2], -1) {
			form.Add(first(namePattern, s[1]), first(picked, s[2]))
		}
		return strings.TrimPrefix(action, "/en/"+slug+"/desk"), form
	}
	t.Fatalf("no form posts to …%s", ending)
	return "", nil
}

func first(p *regexp.Regexp, s string) string {
	if m := p.FindStringSubmatch(s); m != nil {
		return unescape(m[1])
	}
	return ""
}

func unescape(s string) string {
	return strings.NewReplacer("&amp;", "&", "&#34;", `"`, "&lt;", "<", "&gt;", ">", "&#39;", "'").Replace(s)
}
