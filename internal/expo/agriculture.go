package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// The HS chapters of agricultural goods: sections I to IV, live animals to tobacco.
const (
	firstAgriculturalChapter = 1
	lastAgriculturalChapter  = 24
)

// The counts of the agriculture section. A registered name is not a product and an entry in a register is neither:
// each is counted by its own definition.
const (
	// GINames counts names under which at least one published product is on show.
	GINames = "gi-names"
	// GIProducts counts published products under at least one name.
	GIProducts = "gi-products"
	// GIEntries counts the entries that those names have in registers.
	GIEntries = "gi-entries"
	// NewOfferings counts published goods of chapters 01 to 24, shown for the first time at this edition, that
	// originate in a country that is a member of ASEAN on the opening day.
	NewOfferings = "new-offerings"
	// AgriculturalGoods counts published goods of chapters 01 to 24.
	AgriculturalGoods = "goods"
)

// AgricultureCounts are the counts of the agriculture section with what each of them means.
type AgricultureCounts struct {
	Items []DefinedCount `json:"items"`
	// On is the day for which ASEAN's members were asked, the edition's first.
	On clock.Date `json:"on"`
	// Members is the number of ASEAN's members on that day.
	Members int `json:"members"`
}

// DefinedCount is a number with its definition.
type DefinedCount struct {
	// Name is one of the constants above.
	Name string `json:"name"`
	// Definition is the message key of the sentence that says what is counted.
	Definition string `json:"definition"`
	N          int64  `json:"n"`
}

// N returns the count of that name, 0 if there is none.
func (a AgricultureCounts) N(name string) int64 {
	for _, k := range a.Items {
		if k.Name == name {
			return k.N
		}
	}
	return 0
}

type giTally struct {
	Names, Products, Entries int64
}

type offering struct {
	Origin     place.Country
	FirstShown bool
	N          int64
}

type chapterArgs struct {
	Edition     ident.Edition
	First, Last int64
}

var (
	countGIsOnShow = sqldb.Query[inEdition, giTally](`
SELECT count(DISTINCT x.gi_id) AS names, count(DISTINCT x.product_id) AS products,
  (SELECT count(*) FROM expo_gi_entry n WHERE n.edition_id = 0 AND n.gi_id IN (
    SELECT y.gi_id FROM expo_product_gi y JOIN expo_product p ON p.edition_id = y.edition_id AND p.id = y.product_id
    JOIN expo_exhibitor f ON f.edition_id = p.edition_id AND f.id = p.exhibitor_id
    WHERE y.edition_id = :edition AND p.state = 'published' AND f.state = 'published')) AS entries
FROM expo_product_gi x JOIN expo_product o ON o.edition_id = x.edition_id AND o.id = x.product_id
JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE x.edition_id = :edition AND o.state = 'published' AND e.state = 'published'`)
	agriculturalByOrigin = sqldb.Query[chapterArgs, offering](`
SELECT o.origin, o.first_shown, count(*) AS n ` + publishedProducts + `
AND o.kind = 'goods' AND o.hs_chapter >= :first AND o.hs_chapter <= :last GROUP BY o.origin, o.first_shown ORDER BY o.origin`)
)

// CountAgriculture is the input of expo.agriculture.counts.
type CountAgriculture struct {
	ops.InEdition
}

func (c *Core) countAgriculture(ctx context.Context, q *ops.Reading, _ CountAgriculture) (AgricultureCounts, error) {
	return c.agriculture.get(ctx, q, true, agricultureCounts)
}

func agricultureCounts(ctx context.Context, q *ops.Reading) (AgricultureCounts, error) {
	e, err := editionByRef.One(ctx, q, editionRef{ID: q.Edition})
	if err != nil {
		return AgricultureCounts{}, err
	}
	members, err := MembersOn(ctx, q, "asean", e.OpensOn)
	if err != nil {
		return AgricultureCounts{}, err
	}
	gi, err := countGIsOnShow.One(ctx, q, inEdition{q.Edition})
	if err != nil {
		return AgricultureCounts{}, err
	}
	var fresh, all int64
	err = agriculturalByOrigin.Each(ctx, q, chapterArgs{q.Edition, firstAgriculturalChapter, lastAgriculturalChapter}, func(o offering) error {
		all += o.N
		if o.FirstShown && members[string(o.Origin)] {
			fresh += o.N
		}
		return nil
	})
	out := AgricultureCounts{On: e.OpensOn, Members: len(members), Items: []DefinedCount{
		{GINames, "expo.agriculture.gi-names", gi.Names},
		{GIProducts, "expo.agriculture.gi-products", gi.Products},
		{GIEntries, "expo.agriculture.gi-entries", gi.Entries},
		{NewOfferings, "expo.agriculture.new-offerings", fresh},
		{AgriculturalGoods, "expo.agriculture.goods", all},
	}}
	return out, err
}
