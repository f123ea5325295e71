package expo_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func TestEveryStatementPrepares(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for _, err := range sqldb.PrepareAll(context.Background(), db) {
			t.Error(err)
		}
	})
}

func TestEveryOperationOfTheExpoHasATitle(t *testing.T) {
	t.Parallel()
	s := newStage(t, sqldbtest.SQLite(t))
	words, err := i18n.New(expo.Catalogue())
	must(t, err)
	for _, err := range s.registry.Check(words.Locale("en").Has) {
		t.Error(err)
	}
}

func TestGoodsAndServicesAreKeptAsStated(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		durian := s.product(t, s.saigon, goods("Frozen durian", func(f *expo.ProductFields) {
			f.CategoryID, f.HSCode, f.Origin, f.Unit, f.MinimumOrder = s.fruit.ID, "0811.90", "VN", "kg", 1000
			f.Price, f.Incoterm, f.IncotermPlace, f.LeadDays, f.FirstShown = expo.PriceOf(680, "USD"), "fob", "Cat Lai", 21, true
			f.Certificates = []expo.Certificate{{Name: "HACCP", Number: "7", Issuer: "SGS", ValidUntil: "2027-01-31"}, {Name: "Halal"}, {Name: "Halal"}}
		}))
		got := do(t, s.FindProduct, nobody(), expo.FindProduct{InEdition: s.in, Product: durian.ID})
		want := goods("Frozen durian", func(f *expo.ProductFields) {
			f.CategoryID, f.HSCode, f.HSEdition, f.Origin, f.Unit, f.MinimumOrder = s.fruit.ID, "081190", "HS2022", "VN", "KGM", 1000
			f.Price, f.Incoterm, f.IncotermPlace, f.LeadDays, f.FirstShown = expo.PriceOf(680, "USD"), "FOB", "Cat Lai", 21, true
			f.Certificates = []expo.Certificate{{Name: "HACCP", Number: "7", Issuer: "SGS", ValidUntil: "2027-01-31"}, {Name: "Halal"}}
			f.GIs = []expo.GIKey{}
		})
		if d := cmp.Diff(want, got.ProductFields, cmp.AllowUnexported(expo.Price{})); d != "" {
			t.Error(d)
		}
		if got.ExhibitorName.Words("en") != "Saigon Fruit" || got.Category.Code != "fruit" || got.Editable || got.Version != 1 {
			t.Errorf("view: %+v", got)
		}
		gpu := s.product(t, s.nanning, service("GPU hours", func(f *expo.ProductFields) {
			f.CPCCode, f.Unit, f.Price = "83159", "GPU hour", expo.PriceOf(250, "CNY")
		}))
		if gpu.Unit != "FW-GPUH" || gpu.CPCVersion != "2.1" || gpu.HSEdition != "" {
			t.Errorf("service: %+v", gpu)
		}
	})
}

func TestWhatIsNotForGoodsOrServicesIsRefused(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "registered")
		for _, c := range []struct {
			name       string
			fields     expo.ProductFields
			field, key string
		}{
			{"goods with CPC", goods("x", func(f *expo.ProductFields) { f.CPCCode = "83159" }), "cpc_code", "expo.product.goods-has-no-cpc"},
			{"service with HS", service("x", func(f *expo.ProductFields) { f.HSCode = "0811" }), "hs_code", "expo.product.service-has-no-hs"},
			{"service with HS edition", service("x", func(f *expo.ProductFields) { f.HSEdition = "HS2022" }), "hs_code", "expo.product.service-has-no-hs"},
			{"service with origin", service("x", func(f *expo.ProductFields) { f.Origin = "VN" }), "origin", "expo.product.service-has-no-origin"},
			{"service with Incoterm", service("x", func(f *expo.ProductFields) { f.Incoterm, f.IncotermPlace = "FOB", "Qinzhou" }), "incoterm", "expo.product.service-has-no-incoterm"},
			{"service with GI", service("x", func(f *expo.ProductFields) { f.GIs = []expo.GIKey{g.ID} }), "gis", "expo.product.service-has-no-gi"},
			{"CPC of goods", service("x", func(f *expo.ProductFields) { f.CPCCode = "01211" }), "cpc_code", "expo.product.cpc-not-service"},
			{"CPC of no division", service("x", func(f *expo.ProductFields) { f.CPCCode = "75" }), "cpc_code", "hs.cpc.division"},
			{"HS of no chapter", goods("x", func(f *expo.ProductFields) { f.HSCode = "7701" }), "hs_code", "hs.code.chapter"},
			{"Incoterm without place", goods("x", func(f *expo.ProductFields) { f.Incoterm = "CIF" }), "incoterm_place", "expo.product.incoterm-needs-place"},
			{"place without Incoterm", goods("x", func(f *expo.ProductFields) { f.IncotermPlace = "Qinzhou" }), "incoterm", "expo.product.place-needs-incoterm"},
			{"old Incoterm", goods("x", func(f *expo.ProductFields) { f.Incoterm, f.IncotermPlace = "DAT", "Qinzhou" }), "incoterm", "money.incoterm.unknown"},
			{"unknown unit", goods("x", func(f *expo.ProductFields) { f.Unit = "wagonload" }), "unit", "unit.unknown"},
			{"price without unit", goods("x", func(f *expo.ProductFields) { f.Price = expo.PriceOf(1, "USD") }), "unit", "expo.product.unit-required"},
			{"quantity without unit", goods("x", func(f *expo.ProductFields) { f.MinimumOrder = 1 }), "unit", "expo.product.unit-required"},
			{"negative price", goods("x", func(f *expo.ProductFields) { f.Unit, f.Price = "kg", expo.PriceOf(-1, "USD") }), "price", "expo.product.price-negative"},
			{"price in no currency", goods("x", func(f *expo.ProductFields) { f.Unit, f.Price = "kg", expo.PriceOf(1, "ZZZ") }), "price", "money.currency.unknown"},
			{"origin of no country", goods("x", func(f *expo.ProductFields) { f.Origin = "ZZ" }), "origin", "expo.country-unknown"},
			{"no name", goods(""), "name", "fault.required"},
			{"unknown category", goods("x", func(f *expo.ProductFields) { f.CategoryID = 12345 }), "category", "expo.category.not-found"},
			{"too many certificates", goods("x", func(f *expo.ProductFields) { f.Certificates = make([]expo.Certificate, 21) }), "certificates", "fault.too-many"},
			{"certificate until no day", goods("x", func(f *expo.ProductFields) {
				f.Certificates = []expo.Certificate{{Name: "ISO", ValidUntil: "2025-02-30"}}
			}), "certificates.0.valid_until", "fault.not-a-date"},
		} {
			t.Log(c.name)
			refuses(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: c.fields}, fault.Invalid, c.field, c.key)
		}
		if page := do(t, s.ListProducts, s.organiser(), expo.ListProducts{InEdition: s.in, State: "all"}); page.Total != 0 {
			t.Errorf("%d products after refusals", page.Total)
		}
	})
}

func TestAPriceInWordsIsRefusedAtItsField(t *testing.T) {
	t.Parallel()
	s := newStage(t, sqldbtest.SQLite(t))
	for price, key := range map[string]string{`{"amount":"12,50","currency":"USD"}`: "money.amount.format", `{"amount":12.5,"currency":"USD"}`: "money.amount.format",
		`{"amount":"1","currency":"Kip"}`: "money.currency.unknown", `{"amount":"0.5","currency":"VND"}`: "money.amount.decimals"} {
		_, err := s.CreateProduct.CallJSON(s.organiser(), []byte(`{"edition":"stage","exhibitor":"`+s.saigon.ID.String()+`","kind":"goods","name":"x","unit":"kg","price":`+price+`}`))
		if e := fault.As(err); e == nil || e.Problems[0].Field != "price" || e.Problems[0].Key != key {
			t.Errorf("%s: %v, want %s", price, err, key)
		}
	}
}

func TestAnUpdateKeepsWhatDidNotChangeAndRefusesOldVersions(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		p := s.product(t, s.saigon, goods("Litchi", func(f *expo.ProductFields) { f.Certificates = []expo.Certificate{{Name: "HACCP"}} }))
		update := expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, ProductFields: p.ProductFields, Version: 1}
		if again := do(t, s.UpdateProduct, s.organiser(), update); again.Version != 1 {
			t.Errorf("an update that changes nothing made version %d", again.Version)
		}
		update.Certificates = []expo.Certificate{{Name: "Halal"}}
		if got := do(t, s.UpdateProduct, s.organiser(), update); got.Version != 2 {
			t.Errorf("version %d, want 2", got.Version)
		}
		update.Name = text.Of("en", "Litchi again")
		refuses(t, s.UpdateProduct, s.organiser(), update, fault.Conflict, "", "fault.stale")
		got := do(t, s.FindProduct, nobody(), expo.FindProduct{InEdition: s.in, Product: p.ID})
		if got.Name.Words("en") != "Litchi" || len(got.Certificates) != 1 || got.Certificates[0].Name != "Halal" {
			t.Errorf("after a stale update: %+v", got.ProductFields)
		}
		refuses(t, s.UpdateProduct, s.organiser(), expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: 1 << 40}, ProductFields: p.ProductFields, Version: 1},
			fault.NotFound, "", "expo.product.not-found")
	})
}

func TestOnlyThoseWhoWorkOnItSeeADraft(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		shown := s.product(t, s.saigon, goods("Shown"))
		draft := do(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: goods("Draft")})
		behind := s.product(t, s.hidden, goods("Published, of a draft exhibitor"))
		for who, ctx := range map[string]context.Context{"nobody": nobody(), "visitor": s.visitor(), "admin of another": s.admin(s.nanning), "organiser of another pavilion": s.pavilionOrganiser(s.ai)} {
			t.Log(who)
			do(t, s.FindProduct, ctx, expo.FindProduct{InEdition: s.in, Product: shown.ID})
			refuses(t, s.FindProduct, ctx, expo.FindProduct{InEdition: s.in, Product: draft.ID}, fault.NotFound, "", "expo.product.not-found")
			refuses(t, s.FindProduct, ctx, expo.FindProduct{InEdition: s.in, Product: behind.ID}, fault.NotFound, "", "expo.product.not-found")
			refuses(t, s.ListPictures, ctx, expo.ListPictures{InEdition: s.in, OfKind: "product", Of: draft.ID.String()}, fault.NotFound, "", "expo.picture.object-not-found")
			if page := do(t, s.ListProducts, ctx, expo.ListProducts{InEdition: s.in}); page.Total != 1 || len(page.Items) != 1 || page.Items[0].ID != shown.ID {
				t.Errorf("lists %+v", page)
			}
			refuses(t, s.ListProducts, ctx, expo.ListProducts{InEdition: s.in, State: "all"}, fault.Denied, "", "fault.denied")
			refuses(t, s.ListProducts, ctx, expo.ListProducts{InEdition: s.in, State: "draft", Exhibitor: s.saigon.ID}, fault.Denied, "", "fault.denied")
		}
		for who, ctx := range map[string]context.Context{"organiser": s.organiser(), "pavilion": s.pavilionOrganiser(s.vietnam), "admin": s.admin(s.saigon), "staff": s.staff(s.saigon)} {
			t.Log(who)
			do(t, s.FindProduct, ctx, expo.FindProduct{InEdition: s.in, Product: draft.ID})
			if page := do(t, s.ListProducts, ctx, expo.ListProducts{InEdition: s.in, State: "all", Exhibitor: s.saigon.ID}); page.Total != 2 {
				t.Errorf("%d of 2 products", page.Total)
			}
		}
		if page := do(t, s.ListProducts, s.pavilionOrganiser(s.vietnam), expo.ListProducts{InEdition: s.in, State: "all", Pavilion: s.vietnam.ID}); page.Total != 3 {
			t.Errorf("%d of 3 products of the pavilion", page.Total)
		}
	})
}

func TestWhoMayChangeAProduct(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		p := s.product(t, s.saigon, goods("Rice"))
		create := expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: goods("New")}
		update := expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, ProductFields: p.ProductFields, Version: 1}
		state := expo.SetProductState{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, State: expo.Published, Version: 1}
		for who, ctx := range map[string]context.Context{"visitor": s.visitor(), "staff": s.staff(s.saigon), "admin of another": s.admin(s.nanning), "another pavilion": s.pavilionOrganiser(s.ai)} {
			t.Log(who)
			refuses(t, s.CreateProduct, ctx, create, fault.Denied, "", "fault.denied")
			refuses(t, s.UpdateProduct, ctx, update, fault.Denied, "", "fault.denied")
			refuses(t, s.SetProductState, ctx, state, fault.Denied, "", "fault.denied")
		}
		refuses(t, s.CreateProduct, nobody(), create, fault.Denied, "", "fault.sign-in-first")
		for _, ctx := range []context.Context{s.organiser(), s.secretariat(), s.pavilionOrganiser(s.vietnam), s.admin(s.saigon)} {
			do(t, s.CreateProduct, ctx, create)
			do(t, s.UpdateProduct, ctx, update)
		}
		foreign := as(9, ops.Grant{Role: ops.Organiser, Edition: s.edition + 1})
		refuses(t, s.UpdateProduct, foreign, update, fault.Denied, "", "fault.denied")
	})
}

func TestHostileTextStaysTextOrIsRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t, sqldbtest.SQLite(t))
	html := `<script>alert("1")</script>&amp;<img src=x onerror=alert(1)>`
	p := s.product(t, s.saigon, goods(html, func(f *expo.ProductFields) { f.Description = text.Of("en", html) }))
	if got := do(t, s.FindProduct, nobody(), expo.FindProduct{InEdition: s.in, Product: p.ID}); got.Name.Words("en") != html {
		t.Errorf("kept %q", got.Name.Words("en"))
	}
	if page := do(t, s.ListProducts, nobody(), expo.ListProducts{InEdition: s.in, Query: `%' OR 1=1 --`}); page.Total != 0 {
		t.Errorf("a filter of signs found %d", page.Total)
	}
	for _, c := range []struct{ words, key string }{
		{"moc.live\u202e", "fault.control-characters"}, {"a\x00b", "fault.control-characters"}, {"\xff\xfe", "fault.utf8"},
		{strings.Repeat("x", 10<<20), "fault.too-long"},
	} {
		f := goods(c.words)
		refuses(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: f}, fault.Invalid, "name.en", c.key)
		f = goods("x", func(f *expo.ProductFields) { f.Certificates = []expo.Certificate{{Name: c.words}} })
		refuses(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: f}, fault.Invalid, "certificates.0.name", c.key)
	}
}
