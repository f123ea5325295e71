package expo_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// under returns goods under names.
func under(name string, gis ...expo.GI) expo.ProductFields {
	return goods(name, func(f *expo.ProductFields) {
		for _, g := range gis {
			f.GIs = append(f.GIs, g.ID)
		}
	})
}

func TestAProductBearsANameOnlyWithRegisterAndAuthorisation(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		registered, protected := s.gi(t, "Luc Ngan", "ended", "registered"), s.gi(t, "Tan Cuong", "protected")
		applied, none := s.gi(t, "Cao Phong", "applied", "published", "ended"), s.gi(t, "Nowhere")
		for _, g := range []expo.GI{registered, protected, applied, none} {
			s.authorise(t, g, s.saigon)
		}
		create := func(e expo.Exhibitor, f expo.ProductFields) expo.CreateProduct {
			return expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: e.ID}, ProductFields: f}
		}
		do(t, s.CreateProduct, s.admin(s.saigon), create(s.saigon, under("Litchi", registered, protected)))
		refuses(t, s.CreateProduct, s.organiser(), create(s.saigon, under("Orange", applied)), fault.Invalid, "gis", "expo.product.gi-not-registered")
		refuses(t, s.CreateProduct, s.organiser(), create(s.saigon, under("Orange", none)), fault.Invalid, "gis", "expo.product.gi-not-registered")
		refuses(t, s.CreateProduct, s.organiser(), create(s.nanning, under("Litchi", registered)), fault.Invalid, "gis", "expo.product.gi-not-authorised")
		refuses(t, s.CreateProduct, s.organiser(), create(s.saigon, goods("x", func(f *expo.ProductFields) { f.GIs = []expo.GIKey{12345} })), fault.Invalid, "gis", "expo.gi.not-found")
		p := do(t, s.CreateProduct, s.organiser(), create(s.nanning, goods("Litchi")))
		refuses(t, s.UpdateProduct, s.organiser(), expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, ProductFields: under("Litchi", registered), Version: 1},
			fault.Invalid, "gis", "expo.product.gi-not-authorised")
	})
}

func TestTheAuthorisationMustHoldOnTheOpeningDay(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "registered")
		authorise := func(from, until clock.Date) expo.AuthoriseGI {
			return expo.AuthoriseGI{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, GI: g.ID,
				GIUserFields: expo.GIUserFields{Document: "7", ValidFrom: from, ValidUntil: until}}
		}
		create := expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: under("Litchi", g)}
		for _, c := range []struct {
			from, until clock.Date
			holds       bool
		}{{"2025-09-18", "", false}, {"", "2025-09-16", false}, {"2024-01-01", "2025-01-01", false}, {"2025-09-17", "2025-09-17", true}, {"", "", true}} {
			do(t, s.AuthoriseGI, s.organiser(), authorise(c.from, c.until))
			if c.holds {
				p := do(t, s.CreateProduct, s.organiser(), create)
				refuses(t, s.AuthoriseGI, s.organiser(), authorise("", "2025-09-16"), fault.Conflict, "gi", "expo.gi.has-products")
				p.GIs = nil
				do(t, s.UpdateProduct, s.organiser(), expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, ProductFields: p.ProductFields, Version: 1})
			} else {
				refuses(t, s.CreateProduct, s.organiser(), create, fault.Invalid, "gis", "expo.product.gi-not-authorised")
			}
		}
		refuses(t, s.AuthoriseGI, s.organiser(), authorise("2025-09-02", "2025-09-01"), fault.Invalid, "valid_until", "expo.gi.ends-before-start")
	})
}

func TestAnAuthorisationEndsOnlyWithoutProducts(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "registered")
		s.authorise(t, g, s.saigon)
		end := expo.UnauthoriseGI{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, GI: g.ID}
		p := s.product(t, s.saigon, under("Litchi", g))
		refuses(t, s.UnauthoriseGI, s.organiser(), end, fault.Conflict, "gi", "expo.gi.has-products")
		do(t, s.UpdateProduct, s.organiser(), expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, ProductFields: goods("Litchi"), Version: 1})
		do(t, s.UnauthoriseGI, s.organiser(), end)
		refuses(t, s.UnauthoriseGI, s.organiser(), end, fault.NotFound, "", "expo.gi.user-not-found")
	})
}

func TestALinkAndTheEndOfItsAuthorisationNeverBothHappen(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		for i := range 6 {
			g := s.gi(t, fmt.Sprintf("Name %d", i), "registered")
			s.authorise(t, g, s.saigon)
			var wg sync.WaitGroup
			var linked, ended error
			wg.Add(2)
			go func() {
				defer wg.Done()
				_, linked = s.CreateProduct.Do(s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: under("Litchi", g)})
			}()
			go func() {
				defer wg.Done()
				_, ended = s.UnauthoriseGI.Do(s.organiser(), expo.UnauthoriseGI{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, GI: g.ID})
			}()
			wg.Wait()
			if (linked == nil) == (ended == nil) {
				t.Errorf("linked: %v, ended: %v; want exactly one refused", linked, ended)
			}
		}
	})
}

func TestOnlyTheSecretariatEntersNames(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "registered")
		fields := expo.GIFields{NameOriginal: "Tân Cương", NameLatin: "Tan Cuong", Country: "VN"}
		for _, ctx := range []context.Context{s.organiser(), s.pavilionOrganiser(s.vietnam), s.admin(s.saigon), s.visitor()} {
			refuses(t, s.CreateGI, ctx, expo.CreateGI{GIFields: fields}, fault.Denied, "", "fault.denied")
			refuses(t, s.UpdateGI, ctx, expo.UpdateGI{GI: g.ID, GIFields: fields}, fault.Denied, "", "fault.denied")
			refuses(t, s.AddGIEntry, ctx, expo.AddGIEntry{GI: g.ID, GIEntryFields: expo.GIEntryFields{Register: "x", Status: "registered", Source: "x"}}, fault.Denied, "", "fault.denied")
			refuses(t, s.RemoveGIEntry, ctx, expo.RemoveGIEntry{Entry: 1}, fault.Denied, "", "fault.denied")
		}
		for _, ctx := range []context.Context{s.pavilionOrganiser(s.vietnam), s.admin(s.saigon), s.visitor()} {
			refuses(t, s.AuthoriseGI, ctx, expo.AuthoriseGI{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, GI: g.ID,
				GIUserFields: expo.GIUserFields{Document: "x"}}, fault.Denied, "", "fault.denied")
			refuses(t, s.UnauthoriseGI, ctx, expo.UnauthoriseGI{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, GI: g.ID}, fault.Denied, "", "fault.denied")
		}
		second := do(t, s.CreateGI, s.secretariat(), expo.CreateGI{GIFields: fields})
		refuses(t, s.CreateGI, s.secretariat(), expo.CreateGI{GIFields: fields}, fault.Conflict, "name_original", "expo.gi.name-taken")
		fields.NameOriginal = "Luc Ngan"
		refuses(t, s.UpdateGI, s.secretariat(), expo.UpdateGI{GI: second.ID, GIFields: fields}, fault.Conflict, "name_original", "expo.gi.name-taken")
		fields.NameOriginal, fields.Country = "Luc Ngan", "TH"
		do(t, s.UpdateGI, s.secretariat(), expo.UpdateGI{GI: second.ID, GIFields: fields})
		refuses(t, s.UpdateGI, s.secretariat(), expo.UpdateGI{GI: 12345, GIFields: fields}, fault.NotFound, "", "expo.gi.not-found")
		refuses(t, s.AddGIEntry, s.secretariat(), expo.AddGIEntry{GI: 12345, GIEntryFields: expo.GIEntryFields{Register: "x", Status: "registered", Source: "x"}}, fault.NotFound, "", "expo.gi.not-found")
		refuses(t, s.RemoveGIEntry, s.secretariat(), expo.RemoveGIEntry{Entry: 12345}, fault.NotFound, "", "expo.gi-entry.not-found")
	})
}

func TestTheListOfNamesCountsNamesAndEntriesApart(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		two := s.gi(t, "Luc Ngan", "registered", "applied")
		s.gi(t, "Tân Cương", "protected")
		s.gi(t, "Nowhere")
		s.authorise(t, two, s.saigon)
		s.product(t, s.saigon, under("Litchi", two))
		s.product(t, s.saigon, under("Litchi wine", two))
		for _, c := range []struct {
			in             expo.ListGIs
			names, entries int64
		}{
			{expo.ListGIs{}, 3, 3}, {expo.ListGIs{Limit: 1}, 3, 3}, {expo.ListGIs{Query: "tan cuong"}, 1, 1}, {expo.ListGIs{Country: "VN"}, 3, 3}, {expo.ListGIs{Country: "TH"}, 0, 0},
			{expo.ListGIs{Status: "registered"}, 1, 2}, {expo.ListGIs{Register: "Register of applied"}, 1, 2}, {expo.ListGIs{Register: "Register of applied", Status: "registered"}, 0, 0},
			{expo.ListGIs{ProductClass: "fruit"}, 3, 3}, {expo.ListGIs{ProductClass: "tea"}, 0, 0}, {expo.ListGIs{OnShow: true}, 1, 2},
		} {
			c.in.InEdition = s.in
			if page := do(t, s.ListGIs, nobody(), c.in); page.Total != c.names || page.Entries != c.entries {
				t.Errorf("%+v: %d names and %d entries, want %d and %d", c.in, page.Total, page.Entries, c.names, c.entries)
			}
		}
		seen := map[expo.GIKey]int64{}
		for in := (expo.ListGIs{InEdition: s.in, Limit: 1}); ; {
			page := do(t, s.ListGIs, nobody(), in)
			for _, it := range page.Items {
				seen[it.ID] += it.Products + 1
			}
			if in.After = page.Next; in.After == "" {
				break
			}
		}
		if len(seen) != 3 || seen[two.ID] != 3 {
			t.Errorf("paging saw %v", seen)
		}
		v := do(t, s.FindGI, nobody(), expo.FindGI{InEdition: s.in, GI: two.ID})
		if len(v.Entries) != 2 || len(v.Users) != 1 || v.Users[0].Document != "" || v.ProductCount != 2 || len(v.Products) != 2 {
			t.Errorf("the public sees %+v", v)
		}
		if v := do(t, s.FindGI, s.organiser(), expo.FindGI{InEdition: s.in, GI: two.ID}); v.Users[0].Document != "doc" {
			t.Errorf("the organiser sees %+v", v.Users)
		}
		refuses(t, s.FindGI, nobody(), expo.FindGI{InEdition: s.in, GI: 12345}, fault.NotFound, "", "expo.gi.not-found")
	})
}

// A registered name is not a product, and neither is an entry in a register: the agriculture section counts each by
// its own definition.
func TestTheAgricultureSectionCountsByDefinition(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		check := func(when string, names, products, entries, fresh, all int64) {
			t.Helper()
			got := do(t, s.CountAgriculture, nobody(), expo.CountAgriculture{InEdition: s.in})
			for name, want := range map[string]int64{expo.GINames: names, expo.GIProducts: products, expo.GIEntries: entries, expo.NewOfferings: fresh, expo.AgriculturalGoods: all} {
				if got.N(name) != want {
					t.Errorf("%s: %s = %d, want %d", when, name, got.N(name), want)
				}
			}
			if got.On != "2025-09-17" || got.Members != 10 || len(got.Items) != 5 || got.Items[0].Definition != "expo.agriculture.gi-names" {
				t.Errorf("%s: %+v", when, got)
			}
		}
		check("at first", 0, 0, 0, 0, 0)
		litchi, tea := s.gi(t, "Luc Ngan", "registered", "protected", "applied"), s.gi(t, "Tan Cuong", "registered")
		s.authorise(t, litchi, s.saigon)
		s.authorise(t, tea, s.saigon)
		s.authorise(t, tea, s.hidden)
		check("names alone", 0, 0, 0, 0, 0)
		do(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: under("Draft", litchi)})
		s.product(t, s.hidden, under("Of a draft exhibitor", tea))
		check("nothing public", 0, 0, 0, 0, 0)
		s.product(t, s.saigon, under("Litchi", litchi))
		p := s.product(t, s.saigon, under("Litchi wine", litchi))
		check("one name, two products, three entries", 1, 2, 3, 0, 0)
		both := s.product(t, s.saigon, under("Litchi tea", litchi, tea))
		check("a product under two names", 2, 3, 4, 0, 0)
		do(t, s.SetProductState, s.organiser(), expo.SetProductState{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, State: expo.Withdrawn, Version: 1})
		do(t, s.SetProductState, s.organiser(), expo.SetProductState{InEdition: s.in, OnProduct: expo.OnProduct{Product: both.ID}, State: expo.Withdrawn, Version: 1})
		check("withdrawn", 1, 1, 3, 0, 0)
		fresh := func(name string, code hs.Code, origin place.Country, first bool) {
			s.product(t, s.nanning, goods(name, func(f *expo.ProductFields) { f.HSCode, f.Origin, f.FirstShown = code, origin, first }))
		}
		fresh("Durian", "0810", "TH", true)
		fresh("Cigars", "2402", "ID", true)
		fresh("Live fish", "01", "LA", true)
		check("three new offerings of ASEAN", 1, 1, 3, 3, 3)
		fresh("Rice, shown before", "1006", "VN", false)
		fresh("Rice of China", "1006", "CN", true)
		fresh("Coffee of Timor-Leste, not yet a member", "0901", "TL", true)
		fresh("Rice of no stated origin", "1006", "", true)
		check("agricultural, but no new offerings of ASEAN", 1, 1, 3, 3, 7)
		fresh("Cement", "2523", "VN", true)
		fresh("No code", "", "VN", true)
		check("not agricultural", 1, 1, 3, 3, 7)
		do(t, s.AddGIEntry, s.secretariat(), expo.AddGIEntry{GI: litchi.ID, GIEntryFields: expo.GIEntryFields{Register: "A fourth", Status: "ended", Source: "test"}})
		check("a fourth entry makes neither a name nor a product", 1, 1, 4, 3, 7)
	})
}

func TestPublishingExaminesNamesAgain(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "registered")
		s.authorise(t, g, s.saigon)
		p := do(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID}, ProductFields: under("Litchi", g)})
		entry := do(t, s.FindGI, nobody(), expo.FindGI{InEdition: s.in, GI: g.ID}).Entries[0]
		do(t, s.RemoveGIEntry, s.secretariat(), expo.RemoveGIEntry{Entry: entry.ID})
		publish := expo.SetProductState{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, State: expo.Published, Version: 1}
		refuses(t, s.SetProductState, s.organiser(), publish, fault.Invalid, "gis", "expo.product.gi-not-registered")
		p.Name = text.Of("en", "Litchi, renamed")
		do(t, s.UpdateProduct, s.organiser(), expo.UpdateProduct{InEdition: s.in, OnProduct: expo.OnProduct{Product: p.ID}, ProductFields: p.ProductFields, Version: 1})
	})
}
