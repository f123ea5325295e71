package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// CountryCount is a country with the number of its published exhibitors.
type CountryCount struct {
	Country place.Country `json:"country"`
	N       int64         `json:"n"`
}

// Facets are what is on show in an edition, counted over published records.
type Facets struct {
	Exhibitors     int64                    `json:"exhibitors"`
	FirstTime      int64                    `json:"first_time"`
	Products       int64                    `json:"products"`
	Goods          int64                    `json:"goods"`
	Services       int64                    `json:"services"`
	FirstShown     int64                    `json:"first_shown"`
	Demonstrations int64                    `json:"demonstrations"`
	Booths         int64                    `json:"booths"`
	Countries      []CountryCount           `json:"countries"`
	Categories     map[CategoryKey]int64    `json:"categories"`
	Pavilions      map[ident.Pavilion]int64 `json:"pavilions"`
}

type facetCount struct {
	Key string
	N   int64
}

var (
	countByCountry = sqldb.Query[inEdition, CountryCount](`SELECT country, count(*) AS n FROM expo_exhibitor
WHERE edition_id = :edition AND state = 'published' GROUP BY country ORDER BY country`)
	countByCategory = sqldb.Query[inEdition, struct {
		Category CategoryKey
		N        int64
	}](`SELECT x.category_id AS category, count(*) AS n FROM expo_exhibitor_category x
JOIN expo_exhibitor e ON e.edition_id = x.edition_id AND e.id = x.exhibitor_id
WHERE x.edition_id = :edition AND e.state = 'published' GROUP BY x.category_id ORDER BY x.category_id`)
	countByPavilion = sqldb.Query[inEdition, struct {
		Pavilion ident.Pavilion
		N        int64
	}](`SELECT pavilion_id AS pavilion, count(*) AS n FROM expo_exhibitor
WHERE edition_id = :edition AND state = 'published' GROUP BY pavilion_id ORDER BY pavilion_id`)
	countEverything = sqldb.Query[inEdition, facetCount](`
SELECT 'first-time' AS key, count(*) AS n FROM expo_exhibitor WHERE edition_id = :edition AND state = 'published' AND first_time
UNION ALL SELECT o.kind AS key, count(*) AS n FROM expo_product o JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
  WHERE o.edition_id = :edition AND o.state = 'published' AND e.state = 'published' GROUP BY o.kind
UNION ALL SELECT 'first-shown' AS key, count(*) AS n FROM expo_product o JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
  WHERE o.edition_id = :edition AND o.state = 'published' AND e.state = 'published' AND o.first_shown
UNION ALL SELECT 'demonstrations' AS key, count(*) AS n FROM expo_demonstration d JOIN expo_exhibitor e ON e.edition_id = d.edition_id AND e.id = d.exhibitor_id
  WHERE d.edition_id = :edition AND d.state = 'published' AND e.state = 'published'
UNION ALL SELECT 'booths' AS key, count(*) AS n FROM expo_booth WHERE edition_id = :edition`)
)

// GetFacets is the input of expo.edition.facets.
type GetFacets struct {
	ops.InEdition
}

func (c *Core) getFacets(ctx context.Context, q *ops.Reading, _ GetFacets) (Facets, error) {
	return c.facetsOf(ctx, q)
}

func (c *Core) facetsOf(ctx context.Context, q *ops.Reading) (Facets, error) {
	return c.facets.get(ctx, q, false, countFacets)
}

func countFacets(ctx context.Context, q *ops.Reading) (Facets, error) {
	f := Facets{Categories: map[CategoryKey]int64{}, Pavilions: map[ident.Pavilion]int64{}}
	in := inEdition{q.Edition}
	var err error
	if f.Countries, err = countByCountry.All(ctx, q, in); err != nil {
		return f, err
	}
	for _, n := range f.Countries {
		f.Exhibitors += n.N
	}
	categories, err := countByCategory.All(ctx, q, in)
	if err != nil {
		return f, err
	}
	for _, n := range categories {
		f.Categories[n.Category] = n.N
	}
	pavilions, err := countByPavilion.All(ctx, q, in)
	if err != nil {
		return f, err
	}
	for _, n := range pavilions {
		f.Pavilions[n.Pavilion] = n.N
	}
	rest, err := countEverything.All(ctx, q, in)
	for _, n := range rest {
		switch n.Key {
		case "first-time":
			f.FirstTime = n.N
		case "goods":
			f.Goods = n.N
		case "service":
			f.Services = n.N
		case "first-shown":
			f.FirstShown = n.N
		case "demonstrations":
			f.Demonstrations = n.N
		case "booths":
			f.Booths = n.N
		}
	}
	f.Products = f.Goods + f.Services
	return f, err
}
