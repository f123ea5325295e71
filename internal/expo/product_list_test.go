package expo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func TestEachFilterFindsItsProducts(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "registered")
		other := s.gi(t, "Tan Cuong", "registered")
		s.authorise(t, g, s.saigon)
		s.product(t, s.saigon, goods("Durian", func(f *expo.ProductFields) {
			f.Name["vi"] = text.Entry{Text: "Sầu riêng"}
			f.CategoryID, f.HSCode, f.Origin, f.FirstShown, f.Unit, f.Price = s.fruit.ID, "0810.60", "VN", true, "kg", expo.PriceOf(680, "USD")
			f.Certificates = []expo.Certificate{{Name: "HACCP"}, {Name: "Halal"}}
		}))
		s.product(t, s.saigon, goods("Litchi", func(f *expo.ProductFields) {
			f.CategoryID, f.HSCode, f.Origin, f.GIs, f.Unit, f.Price = s.food.ID, "08109020", "VN", []expo.GIKey{g.ID}, "kg", expo.PriceOf(500, "USD")
			f.Certificates = []expo.Certificate{{Name: "haccp"}}
		}))
		s.product(t, s.nanning, goods("Walnut", func(f *expo.ProductFields) {
			f.HSCode, f.Origin, f.Unit, f.Price = "0802", "TH", "kg", expo.PriceOf(500, "CNY")
		}))
		s.product(t, s.nanning, service("100% cloud_", func(f *expo.ProductFields) { f.CPCCode = "83159" }))
		for _, c := range []struct {
			in   expo.ListProducts
			want []string
		}{
			{expo.ListProducts{}, []string{"100% cloud_", "Durian", "Litchi", "Walnut"}},
			{expo.ListProducts{Query: "SAU RIENG"}, []string{"Durian"}},
			{expo.ListProducts{Query: "100% cloud"}, []string{"100% cloud_"}},
			{expo.ListProducts{Query: "n%t"}, nil},
			{expo.ListProducts{Query: "%"}, nil},
			{expo.ListProducts{Kind: "service"}, []string{"100% cloud_"}},
			{expo.ListProducts{Category: s.food.ID}, []string{"Durian", "Litchi"}},
			{expo.ListProducts{Category: s.fruit.ID}, []string{"Durian"}},
			{expo.ListProducts{Exhibitor: s.nanning.ID}, []string{"100% cloud_", "Walnut"}},
			{expo.ListProducts{Pavilion: s.vietnam.ID}, []string{"Durian", "Litchi"}},
			{expo.ListProducts{Country: "CN"}, []string{"100% cloud_", "Walnut"}},
			{expo.ListProducts{Origin: "TH"}, []string{"Walnut"}},
			{expo.ListProducts{HS: "08"}, []string{"Durian", "Litchi", "Walnut"}},
			{expo.ListProducts{HS: "0810"}, []string{"Durian", "Litchi"}},
			{expo.ListProducts{HS: "0810.90"}, []string{"Litchi"}},
			{expo.ListProducts{HS: "09"}, nil},
			{expo.ListProducts{CPC: "83"}, []string{"100% cloud_"}},
			{expo.ListProducts{CPC: "84"}, nil},
			{expo.ListProducts{Certificate: "haccp"}, []string{"Durian", "Litchi"}},
			{expo.ListProducts{Certificate: "HALAL"}, []string{"Durian"}},
			{expo.ListProducts{Certificate: "HAL"}, nil},
			{expo.ListProducts{GI: "any"}, []string{"Litchi"}},
			{expo.ListProducts{GI: g.ID.String()}, []string{"Litchi"}},
			{expo.ListProducts{GI: other.ID.String()}, nil},
			{expo.ListProducts{FirstShown: true}, []string{"Durian"}},
			{expo.ListProducts{Currency: "USD"}, []string{"Durian", "Litchi"}},
			{expo.ListProducts{Currency: "USD", PriceFrom: "5.01"}, []string{"Durian"}},
			{expo.ListProducts{Currency: "usd", PriceFrom: "5.00", PriceTo: "5"}, []string{"Litchi"}},
			{expo.ListProducts{Currency: "USD", PriceTo: "0"}, nil},
			{expo.ListProducts{Country: "VN", Certificate: "HACCP", HS: "081060"}, []string{"Durian"}},
		} {
			c.in.InEdition = s.in
			page := do(t, s.ListProducts, nobody(), c.in)
			var got []string
			for _, it := range page.Items {
				got = append(got, it.Name.Words("en"))
			}
			if !slices.Equal(got, c.want) || page.Total != int64(len(c.want)) {
				t.Errorf("%+v: got %v of %d, want %v", c.in, got, page.Total, c.want)
			}
		}
		litchi := do(t, s.ListProducts, nobody(), expo.ListProducts{InEdition: s.in, GI: "any"}).Items[0]
		if len(litchi.GIs) != 1 || litchi.GIs[0].NameLatin != "Luc Ngan" || litchi.Price.String() != "5.00 USD" || litchi.ExhibitorName.Words("en") != "Saigon Fruit" {
			t.Errorf("item: %+v", litchi)
		}
	})
}

func TestFiltersThatCannotBeReadAreRefused(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		for _, c := range []struct {
			in         expo.ListProducts
			field, key string
		}{
			{expo.ListProducts{PriceFrom: "1"}, "currency", "expo.product.range-needs-currency"},
			{expo.ListProducts{Currency: "ZZZ"}, "currency", "money.currency.unknown"},
			{expo.ListProducts{Currency: "USD", PriceTo: "1,5"}, "price_to", "money.amount.format"},
			{expo.ListProducts{HS: "7"}, "hs", "hs.code.length"},
			{expo.ListProducts{CPC: "75"}, "cpc", "hs.cpc.division"},
			{expo.ListProducts{GI: "some"}, "gi", "fault.not-a-key"},
			{expo.ListProducts{After: "§"}, "after", "fault.cursor"},
		} {
			c.in.InEdition = s.in
			refuses(t, s.ListProducts, nobody(), c.in, fault.Invalid, c.field, c.key)
		}
	})
}

// assortment writes n published and other products with repeated names, and returns all of them.
func assortment(t testing.TB, s *stage, n int, draw func(i int) expo.Product) []expo.Product {
	t.Helper()
	var all []expo.Product
	must(t, s.registry.Transact(context.Background(), s.edition, "test.seed", func(ctx context.Context, tx *ops.Writing) error {
		for i := range n {
			p, err := s.core.AddProduct(ctx, tx, draw(i))
			if err != nil {
				return err
			}
			all = append(all, p)
		}
		return nil
	}))
	return all
}

func TestPagingGivesEachProductOnceInOrder(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		all := assortment(t, s, 137, func(i int) expo.Product {
			return expo.Product{ExhibitorID: s.saigon.ID, State: expo.Published, ProductFields: goods(fmt.Sprintf("Tea %d", i%11), func(f *expo.ProductFields) {
				f.FirstShown = i%3 == 0
			})}
		})
		rapid.Check(t, func(r *rapid.T) {
			limit, first := rapid.IntRange(1, 60).Draw(r, "limit"), rapid.Bool().Draw(r, "first shown")
			seen := map[expo.ProductKey]bool{}
			in := expo.ListProducts{InEdition: s.in, Limit: limit, FirstShown: first}
			last := ""
			for {
				page := do(t, s.ListProducts, nobody(), in)
				for _, it := range page.Items {
					if seen[it.ID] || it.SortName < last {
						r.Fatalf("%s (%s) comes twice or out of order after %s", it.ID, it.SortName, last)
					}
					seen[it.ID], last = true, it.SortName
				}
				if in.After = page.Next; in.After == "" {
					if len(seen) != int(page.Total) {
						r.Fatalf("%d seen, total %d", len(seen), page.Total)
					}
					break
				}
			}
			want := 0
			for _, p := range all {
				if !first || p.FirstShown {
					want++
				}
			}
			if len(seen) != want {
				r.Fatalf("%d seen, want %d", len(seen), want)
			}
		})
	})
}

func TestFacetsCountWhatBruteForceCounts(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		g := s.gi(t, "Luc Ngan", "protected")
		s.authorise(t, g, s.saigon)
		exhibitors := []expo.Exhibitor{s.saigon, s.hidden, s.nanning}
		states := []string{expo.Published, expo.Published, expo.Published, expo.Draft, expo.Withdrawn}
		all := assortment(t, s, 240, func(i int) expo.Product {
			f := goods(fmt.Sprintf("Thing %d", i), func(f *expo.ProductFields) {
				f.HSCode, f.Origin = []hs.Code{"", "0810", "8517"}[i%3], []place.Country{"VN", "", "TH", "CN"}[i%4]
			})
			if i%7 == 0 {
				f = service(fmt.Sprintf("Service %d", i), func(f *expo.ProductFields) { f.CPCCode = "83159" })
			} else if i%15 == 0 {
				f.GIs = []expo.GIKey{g.ID}
			}
			f.FirstShown, f.CategoryID, f.Unit = i%6 == 0, []expo.CategoryKey{0, s.food.ID, s.fruit.ID}[i/2%3], "kg"
			f.Price = []expo.Price{{}, expo.PriceOf(1, "USD"), expo.PriceOf(1, "LAK")}[i/3%3]
			f.Certificates = [][]expo.Certificate{nil, {{Name: "HACCP"}, {Name: "HACCP", Number: "2"}}, {{Name: "Halal"}}, {{Name: "haccp"}}}[i/5%4]
			p := expo.Product{ExhibitorID: exhibitors[i/4%3].ID, ProductFields: f, State: states[i%5]}
			if p.ExhibitorID != s.saigon.ID {
				p.GIs = nil
			}
			return p
		})
		got := do(t, s.GetProductFacets, nobody(), expo.GetProductFacets{InEdition: s.in})
		if d := cmp.Diff(byHand(all, map[ident.Exhibitor]expo.Exhibitor{s.saigon.ID: s.saigon, s.nanning.ID: s.nanning}), got); d != "" {
			t.Error(d)
		}
		edition := do(t, s.GetFacets, nobody(), expo.GetFacets{InEdition: s.in})
		if got.Products == 0 || edition.Products != got.Products || edition.Services != got.Services || edition.FirstShown != got.FirstShown {
			t.Errorf("the edition's facets say %+v", edition)
		}
		// A change is seen at once.
		s.product(t, s.saigon, goods("One more", func(f *expo.ProductFields) { f.Origin = "LA" }))
		again := do(t, s.GetProductFacets, nobody(), expo.GetProductFacets{InEdition: s.in})
		if again.Products != got.Products+1 || !slices.Contains(again.Origins, expo.CountryCount{Country: "LA", N: 1}) {
			t.Errorf("after a change: %+v", again)
		}
	})
}

// byHand counts the published products of the given, published exhibitors.
func byHand(all []expo.Product, published map[ident.Exhibitor]expo.Exhibitor) expo.ProductFacets {
	f := expo.ProductFacets{Categories: map[expo.CategoryKey]int64{}, Pavilions: map[ident.Pavilion]int64{}}
	countries, origins := map[string]int64{}, map[string]int64{}
	chapters, divisions, currencies, certificates := map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}
	count := func(by map[string]int64, key string) {
		if key != "" {
			by[key]++
		}
	}
	for _, p := range all {
		e, ok := published[p.ExhibitorID]
		if p.State != expo.Published || !ok {
			continue
		}
		f.Products++
		if p.Kind == expo.Goods {
			f.Goods++
		} else {
			f.Services++
			divisions[string(p.CPCCode[:2])]++
		}
		if p.FirstShown {
			f.FirstShown++
		}
		if len(p.GIs) > 0 {
			f.WithGI++
		}
		count(countries, string(e.Country))
		count(origins, string(p.Origin))
		count(chapters, p.HSCode.Chapter())
		count(currencies, string(p.Price.Currency))
		if p.CategoryID != 0 {
			f.Categories[p.CategoryID]++
		}
		if e.PavilionID != 0 {
			f.Pavilions[e.PavilionID]++
		}
		names := map[string]bool{}
		for _, c := range p.Certificates {
			names[text.Fold(c.Name)] = true
		}
		for n := range names {
			certificates[n]++
		}
	}
	f.Countries, f.Origins = byCountry(countries), byCountry(origins)
	f.Chapters, f.Divisions, f.Currencies = byName(chapters), byName(divisions), byName(currencies)
	f.Certificates = []expo.NameCount{{Name: "HACCP", N: certificates["haccp"]}, {Name: "Halal", N: certificates["halal"]}}
	slices.SortFunc(f.Certificates, func(a, b expo.NameCount) int { return int(b.N - a.N) })
	return f
}

func byName(by map[string]int64) []expo.NameCount {
	out := []expo.NameCount{}
	for name, n := range by {
		out = append(out, expo.NameCount{Name: name, N: n})
	}
	slices.SortFunc(out, func(a, b expo.NameCount) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func byCountry(by map[string]int64) []expo.CountryCount {
	out := []expo.CountryCount{}
	for _, c := range byName(by) {
		out = append(out, expo.CountryCount{Country: place.Country(c.Name), N: c.N})
	}
	return out
}

func TestTheSchemaOfAPriceIsItsJSON(t *testing.T) {
	t.Parallel()
	s := newStage(t, sqldbtest.SQLite(t))
	price := s.CreateProduct.In.Properties["price"]
	b, err := json.Marshal(price)
	must(t, err)
	if price.Properties["amount"] == nil || price.Properties["amount"].Type != "string" || price.Properties["Minor"] != nil {
		t.Errorf("schema %s", b)
	}
	p := s.product(t, s.saigon, goods("x", func(f *expo.ProductFields) { f.Unit, f.Price = "kg", expo.PriceOf(1250, "USD") }))
	b, err = json.Marshal(p)
	must(t, err)
	var back expo.Product
	must(t, json.Unmarshal(b, &back))
	if back.Price.Amount != money.Of(1250, "USD") {
		t.Errorf("%s is read as %v", b, back.Price)
	}
}
