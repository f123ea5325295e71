package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// ListGIs is the input of expo.gi.list. Empty filters do not limit; register and status must hold for one and the same
// entry.
type ListGIs struct {
	ops.InEdition
	Query        string        `json:"q" check:"max=100" doc:"Words of the name in any script or language."`
	Country      place.Country `json:"country" check:"pattern=country" doc:"ISO 3166-1 alpha-2 code of the country of the place."`
	ProductClass string        `json:"product_class" check:"max=80" doc:"Class of the product, as the list states it: fruit."`
	Register     string        `json:"register" check:"max=120" doc:"Name of a register in which it has an entry."`
	Status       string        `json:"status" check:"enum=applied|published|registered|protected|ended" doc:"Status of an entry."`
	OnShow       bool          `json:"on_show" doc:"Only names under which the edition shows a product."`
	After        string        `json:"after" check:"max=1000" doc:"Value of next of the page before."`
	Limit        int           `json:"limit" check:"min=0,max=200" doc:"Items of a page, 50 if 0, at most 200."`
}

// GIItem is a geographical indication in a list.
type GIItem struct {
	GI
	SortName string `json:"-"`
	// Entries are what the registers say, in the order of the registers.
	Entries []GIEntry `json:"entries" db:"-"`
	// Products counts the published products under the name at this edition.
	Products int64 `json:"products" db:"-"`
}

// GIPage is a page of geographical indications by Latin name.
type GIPage struct {
	Items []GIItem `json:"items"`
	// Next is the value of after for the next page; "" on the last.
	Next string `json:"next,omitempty"`
	// Total counts the names that the filters admit, Entries all the register entries of those names. A name with two
	// entries is one name.
	Total   int64 `json:"total"`
	Entries int64 `json:"entries"`
}

type giFilter struct {
	Edition      ident.Edition
	Like         string
	Country      place.Country
	ProductClass string
	Entry        bool
	Register     string
	Status       string
	OnShow       bool
	AfterName    string
	AfterID      GIKey
	Paged        bool
	Limit        int
}

// giWhere asks for register and status within one EXISTS, so that both hold for one and the same entry.
const giWhere = `WHERE g.edition_id = 0 /*if like*/ AND g.name_norm LIKE :like ESCAPE '\' /*end*/
/*if country*/ AND g.country = :country /*end*/ /*if product_class*/ AND g.product_class = :product_class /*end*/
/*if entry*/ AND EXISTS (SELECT 1 FROM expo_gi_entry n WHERE n.edition_id = 0 AND n.gi_id = g.id /*end*/
/*if register*/ AND n.register = :register /*end*/ /*if status*/ AND n.status = :status /*end*/ /*if entry*/ ) /*end*/
/*if on_show*/ AND EXISTS (SELECT 1 FROM expo_product_gi x JOIN expo_product o ON o.edition_id = x.edition_id AND o.id = x.product_id
  JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
  WHERE x.edition_id = :edition AND x.gi_id = g.id AND o.state = 'published' AND e.state = 'published') /*end*/`

type giTotals struct{ Names, Entries int64 }

var (
	listGIRows = sqldb.Query[giFilter, GIItem](`SELECT ` + giColumns + `, g.sort_name FROM expo_gi g ` + giWhere + `
/*if paged*/ AND (g.sort_name, g.id) > (:after_name, :after_id) /*end*/
ORDER BY g.sort_name, g.id LIMIT :limit`)
	countGIRows = sqldb.Query[giFilter, giTotals](`SELECT count(*) AS names,
  CAST(COALESCE(SUM((SELECT count(*) FROM expo_gi_entry n WHERE n.edition_id = 0 AND n.gi_id = g.id)), 0) AS BIGINT) AS entries
FROM expo_gi g ` + giWhere)
)

type giKeys struct {
	Edition ident.Edition
	IDs     []GIKey `db:"ids"`
}

type giCount struct {
	GIID GIKey `db:"gi_id"`
	N    int64
}

var (
	entriesOfGIs = sqldb.Query[giKeys, GIEntry](`SELECT ` + giEntryColumns + ` FROM expo_gi_entry
WHERE edition_id = 0 AND gi_id IN (:ids) ORDER BY gi_id, register, dated, id`)
	productsOfGIs = sqldb.Query[giKeys, giCount](`SELECT x.gi_id, count(*) AS n FROM expo_product_gi x
JOIN expo_product o ON o.edition_id = x.edition_id AND o.id = x.product_id
JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE x.edition_id = :edition AND x.gi_id IN (:ids) AND o.state = 'published' AND e.state = 'published' GROUP BY x.gi_id ORDER BY x.gi_id`)
)

func (c *Core) listGIs(ctx context.Context, q *ops.Reading, in ListGIs) (GIPage, error) {
	at, err := paging.Parse(in.After)
	if err != nil {
		return GIPage{}, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	f := giFilter{Edition: q.Edition, Like: likeOf(in.Query), Country: in.Country, ProductClass: in.ProductClass, Register: in.Register,
		Status: in.Status, Entry: in.Register != "" || in.Status != "", OnShow: in.OnShow, AfterName: at.Sort, AfterID: GIKey(at.ID),
		Paged: in.After != "", Limit: paging.Size(in.Limit) + 1}
	if in.Query != "" && f.Like == "" {
		return GIPage{Items: []GIItem{}}, nil
	}
	out := GIPage{}
	if out.Items, err = listGIRows.All(ctx, q, f); err != nil {
		return out, err
	}
	if len(out.Items) == f.Limit {
		out.Items = out.Items[:f.Limit-1]
		last := out.Items[len(out.Items)-1]
		out.Next = paging.Cursor{Sort: last.SortName, ID: int64(last.ID)}.String()
	}
	f.Paged = false
	totals, err := countGIRows.One(ctx, q, f)
	if err != nil {
		return out, err
	}
	out.Total, out.Entries = totals.Names, totals.Entries
	return out, describeGIs(ctx, q, out.Items)
}

// describeGIs adds register entries and the number of products to a page in two queries.
func describeGIs(ctx context.Context, q *ops.Reading, items []GIItem) error {
	if len(items) == 0 {
		return nil
	}
	keys := giKeys{Edition: q.Edition}
	at := make(map[GIKey]int, len(items))
	for i := range items {
		items[i].Entries = []GIEntry{}
		at[items[i].ID] = i
		keys.IDs = append(keys.IDs, items[i].ID)
	}
	entries, err := entriesOfGIs.All(ctx, q, keys)
	if err != nil {
		return err
	}
	for _, e := range entries {
		it := &items[at[e.GIID]]
		it.Entries = append(it.Entries, e)
	}
	products, err := productsOfGIs.All(ctx, q, keys)
	for _, n := range products {
		items[at[n.GIID]].Products = n.N
	}
	return err
}

// FindGI is the input of expo.gi.find.
type FindGI struct {
	ops.InEdition
	GI GIKey `json:"gi" check:"required" doc:"Key of the geographical indication, gi_…."`
}

// GIView is a geographical indication as its page shows it.
type GIView struct {
	GI
	Entries []GIEntry `json:"entries"`
	// Users are the exhibitors that may use the name at this edition; documents are shown to those who work on them.
	Users []GIUserItem `json:"users"`
	// Products are the first 50 published products under the name at this edition, ProductCount all of them.
	Products     []ProductItem `json:"products"`
	ProductCount int64         `json:"product_count"`
}

// GIUserItem is an authorised user with its name.
type GIUserItem struct {
	GIUser
	ExhibitorName text.T         `json:"exhibitor_name"`
	PavilionID    ident.Pavilion `json:"-"`
	State         string         `json:"-"`
}

var usersOfGI = sqldb.Query[giUseArgs, GIUserItem](`
SELECT u.id, u.gi_id, u.exhibitor_id, u.document, u.valid_from, u.valid_until, e.name AS exhibitor_name, e.pavilion_id, e.state
FROM expo_gi_user u JOIN expo_exhibitor e ON e.edition_id = u.edition_id AND e.id = u.exhibitor_id
WHERE u.edition_id = :edition AND u.gi_id = :gi ORDER BY e.sort_name, u.id`)

func (c *Core) findGI(ctx context.Context, q *ops.Reading, in FindGI) (GIView, error) {
	g, err := giByID(ctx, q, in.GI)
	if err != nil {
		return GIView{}, err
	}
	v := GIView{GI: g, Users: []GIUserItem{}}
	if v.Entries, err = entriesOfGI.All(ctx, q, giArgs{ID: g.ID}); err != nil {
		return v, err
	}
	users, err := usersOfGI.All(ctx, q, giUseArgs{Edition: q.Edition, GI: g.ID})
	if err != nil {
		return v, err
	}
	for _, u := range users {
		works := q.Covers(ops.Owner{Pavilion: u.PavilionID, Exhibitor: u.ExhibitorID}, working...)
		if !works {
			u.Document = ""
		}
		if works || u.State == Published {
			v.Users = append(v.Users, u)
		}
	}
	products, err := c.listProducts(ctx, q, ListProducts{GI: g.ID.String()})
	v.Products, v.ProductCount = products.Items, products.Total
	return v, err
}
