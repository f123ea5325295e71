package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// FindProduct is the input of expo.product.find.
type FindProduct struct {
	ops.InEdition
	Product ProductKey `json:"product" check:"required" doc:"Key of the product, prd_…."`
}

// ProductView is a product as its page shows it.
type ProductView struct {
	Product
	ExhibitorName text.T         `json:"exhibitor_name"`
	Country       place.Country  `json:"country"`
	PavilionID    ident.Pavilion `json:"pavilion,omitempty"`
	Booths        []BoothCode    `json:"booths"`
	// Category is nil if none is stated.
	Category    *Category `json:"category_view,omitempty"`
	Pictures    []Picture `json:"pictures"`
	Indications []GIName  `json:"indications"`
	// Editable says that the caller may change the product.
	Editable bool `json:"editable"`
}

func (c *Core) findProduct(ctx context.Context, q *ops.Reading, in FindProduct) (ProductView, error) {
	p, err := productByID(ctx, q, q.Edition, in.Product)
	if err != nil {
		return ProductView{}, err
	}
	if !p.public() && !q.Covers(p.owner(), working...) {
		return ProductView{}, fault.NewNotFound("expo.product.not-found")
	}
	v := ProductView{Product: p.Product, ExhibitorName: p.ExhibitorName, Country: p.Country, PavilionID: p.PavilionID,
		Editable: q.Covers(p.owner(), admins...)}
	if v.Certificates, err = certificatesOf(ctx, q, q.Edition, p.ID); err != nil {
		return v, err
	}
	if v.Indications, err = giNamesOf.All(ctx, q, productKeys{q.Edition, []ProductKey{p.ID}}); err != nil {
		return v, err
	}
	v.GIs = make([]GIKey, len(v.Indications))
	for i, n := range v.Indications {
		v.GIs[i] = n.ID
	}
	if v.Pictures, err = PicturesOf(ctx, q, q.Edition, "product", int64(p.ID)); err != nil {
		return v, err
	}
	if v.Booths, err = boothsOf(ctx, q, p.owner()); err != nil {
		return v, err
	}
	if p.CategoryID != 0 {
		k, err := findCategoryRow.One(ctx, q, exhibitorCategoryRow{EditionID: q.Edition, CategoryID: p.CategoryID})
		if err != nil {
			return v, err
		}
		v.Category = &k
	}
	return v, nil
}

// ProductFacets are the published products of an edition, counted by what lists filter. Two facets of one product both
// count it.
type ProductFacets struct {
	Products   int64 `json:"products"`
	Goods      int64 `json:"goods"`
	Services   int64 `json:"services"`
	FirstShown int64 `json:"first_shown"`
	// WithGI counts products under at least one geographical indication.
	WithGI int64 `json:"with_gi"`
	// Countries are those of the exhibitors, Origins those of the goods.
	Countries  []CountryCount           `json:"countries"`
	Origins    []CountryCount           `json:"origins"`
	Chapters   []NameCount              `json:"chapters"`
	Divisions  []NameCount              `json:"divisions"`
	Currencies []NameCount              `json:"currencies"`
	Categories map[CategoryKey]int64    `json:"categories"`
	Pavilions  map[ident.Pavilion]int64 `json:"pavilions"`
	// Certificates are by name, most frequent first, at most 100.
	Certificates []NameCount `json:"certificates"`
}

// NameCount is a name or code with its number of products.
type NameCount struct {
	Name string `json:"name"`
	N    int64  `json:"n"`
}

// productGroup is the number of published products that are alike in all that facets ask, so that one scan of the table
// serves them.
type productGroup struct {
	Kind       string
	Country    place.Country
	PavilionID ident.Pavilion
	Origin     place.Country
	Chapter    string
	Division   string
	Currency   string
	CategoryID CategoryKey
	FirstShown bool
	N          int64
}

const publishedProducts = `FROM expo_product o JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE o.edition_id = :edition AND o.state = 'published' AND e.state = 'published'`

var (
	productGroups = sqldb.Query[inEdition, productGroup](`
SELECT o.kind, e.country, e.pavilion_id, o.origin, substr(o.hs_code, 1, 2) AS chapter, substr(o.cpc_code, 1, 2) AS division,
  o.price_currency AS currency, o.category_id, o.first_shown, count(*) AS n
` + publishedProducts + `
GROUP BY o.kind, e.country, e.pavilion_id, o.origin, substr(o.hs_code, 1, 2), substr(o.cpc_code, 1, 2), o.price_currency, o.category_id, o.first_shown`)
	countWithGI = sqldb.Query[inEdition, int64](`SELECT count(*) ` + publishedProducts + `
AND o.id IN (SELECT x.product_id FROM expo_product_gi x WHERE x.edition_id = :edition)`)
	countByCertificate = sqldb.Query[inEdition, NameCount](`
SELECT MIN(c.name) AS name, count(DISTINCT o.id) AS n FROM expo_certificate c
JOIN expo_product o ON o.edition_id = c.edition_id AND o.id = c.product_id
JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE c.edition_id = :edition AND o.state = 'published' AND e.state = 'published'
GROUP BY c.name_norm ORDER BY 2 DESC, 1 LIMIT 100`)
)

// GetProductFacets is the input of expo.product.facets.
type GetProductFacets struct {
	ops.InEdition
}

func (c *Core) getProductFacets(ctx context.Context, q *ops.Reading, _ GetProductFacets) (ProductFacets, error) {
	return c.productFacets.get(ctx, q, false, countProductFacets)
}

func countProductFacets(ctx context.Context, q *ops.Reading) (ProductFacets, error) {
	f := ProductFacets{Categories: map[CategoryKey]int64{}, Pavilions: map[ident.Pavilion]int64{}}
	countries, origins := map[place.Country]int64{}, map[place.Country]int64{}
	chapters, divisions, currencies := map[string]int64{}, map[string]int64{}, map[string]int64{}
	err := productGroups.Each(ctx, q, inEdition{q.Edition}, func(g productGroup) error {
		f.Products += g.N
		if g.Kind == Goods {
			f.Goods += g.N
		}
		if g.FirstShown {
			f.FirstShown += g.N
		}
		countries[g.Country] += g.N
		origins[g.Origin] += g.N
		chapters[g.Chapter] += g.N
		divisions[g.Division] += g.N
		currencies[g.Currency] += g.N
		f.Categories[g.CategoryID] += g.N
		f.Pavilions[g.PavilionID] += g.N
		return nil
	})
	if err != nil {
		return f, err
	}
	f.Services = f.Products - f.Goods
	delete(f.Categories, 0)
	delete(f.Pavilions, 0)
	f.Countries, f.Origins = countryCounts(countries), countryCounts(origins)
	f.Chapters, f.Divisions, f.Currencies = nameCounts(chapters), nameCounts(divisions), nameCounts(currencies)
	if f.WithGI, err = countWithGI.One(ctx, q, inEdition{q.Edition}); err != nil {
		return f, err
	}
	f.Certificates, err = countByCertificate.All(ctx, q, inEdition{q.Edition})
	return f, err
}

// countryCounts lists what is stated, by code.
func countryCounts(by map[place.Country]int64) []CountryCount {
	out := []CountryCount{}
	for _, k := range sortedKeys(by) {
		out = append(out, CountryCount{k, by[k]})
	}
	return out
}

func nameCounts(by map[string]int64) []NameCount {
	out := []NameCount{}
	for _, k := range sortedKeys(by) {
		out = append(out, NameCount{k, by[k]})
	}
	return out
}
