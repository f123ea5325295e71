package expo

import (
	"context"
	"strconv"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/paging"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// ListProducts is the input of expo.product.list. Empty filters do not limit.
type ListProducts struct {
	ops.InEdition
	Query       string          `json:"q" check:"max=100" doc:"Words of the name in any language, without regard to case and Latin marks."`
	Kind        string          `json:"kind" check:"enum=goods|service" doc:"goods or service."`
	Category    CategoryKey     `json:"category" doc:"Key of a category, cat_…; its branches count too."`
	Exhibitor   ident.Exhibitor `json:"exhibitor" doc:"Key of an exhibitor, exh_…."`
	Pavilion    ident.Pavilion  `json:"pavilion" doc:"Key of the exhibitor's pavilion, pav_…."`
	Country     place.Country   `json:"country" check:"pattern=country" doc:"Country of the exhibitor's seat, ISO 3166-1 alpha-2."`
	Origin      place.Country   `json:"origin" check:"pattern=country" doc:"Country of origin of goods, ISO 3166-1 alpha-2."`
	HS          string          `json:"hs" check:"max=20" doc:"HS chapter, heading or longer code that the goods lie within: 08, 0810, 0810.60."`
	CPC         string          `json:"cpc" check:"max=5" doc:"Leading digits of the CPC 2.1 code of services: 83."`
	Certificate string          `json:"certificate" check:"max=120" doc:"Whole name of a certificate, without regard to case: Halal."`
	GI          string          `json:"gi" check:"max=20" doc:"any for products under some geographical indication, or the key of one, gi_…."`
	FirstShown  bool            `json:"first_shown" doc:"Only what is shown for the first time at this edition."`
	Currency    string          `json:"currency" check:"max=3" doc:"Currency of price_from and price_to; alone: priced in it."`
	PriceFrom   string          `json:"price_from" check:"max=30" doc:"Least price of a unit in that currency, 12.50."`
	PriceTo     string          `json:"price_to" check:"max=30" doc:"Greatest price of a unit in that currency."`
	// State other than "" and "published" is for those who may work on the products they see.
	State string `json:"state" check:"enum=draft|published|withdrawn|all" doc:"published (default), draft, withdrawn or all; the others need a role."`
	After string `json:"after" check:"max=1000" doc:"Value of next of the page before."`
	Limit int    `json:"limit" check:"min=0,max=200" doc:"Items of a page, 50 if 0, at most 200."`
}

// ProductItem is a product in a list.
type ProductItem struct {
	ID            ProductKey      `json:"id"`
	ExhibitorID   ident.Exhibitor `json:"exhibitor"`
	ExhibitorName text.T          `json:"exhibitor_name"`
	Country       place.Country   `json:"country"`
	Kind          string          `json:"kind"`
	Name          text.T          `json:"name"`
	HSCode        hs.Code         `json:"hs_code"`
	CPCCode       hs.CPC          `json:"cpc_code"`
	Origin        place.Country   `json:"origin"`
	Unit          measure.Unit    `json:"unit"`
	MinimumOrder  int64           `json:"minimum_order"`
	Price         Price           `json:"price" db:"-"`
	PriceMinor    int64           `json:"-"`
	PriceCurrency money.Currency  `json:"-"`
	Incoterm      money.Incoterm  `json:"incoterm"`
	IncotermPlace string          `json:"incoterm_place"`
	FirstShown    bool            `json:"first_shown"`
	Sample        bool            `json:"sample"`
	State         string          `json:"state"`
	SortName      string          `json:"-"`
	// Thumb is the first picture's thumbnail, "" if there is none; Alt says what it shows.
	Thumb string   `json:"thumb,omitempty" db:"-"`
	Alt   text.T   `json:"alt" db:"-"`
	GIs   []GIName `json:"gis" db:"-"`
}

// GIName names a geographical indication under which a product is sold.
type GIName struct {
	ProductID    ProductKey `json:"-"`
	ID           GIKey      `json:"id"`
	NameOriginal string     `json:"name_original"`
	NameLatin    string     `json:"name_latin"`
	Names        text.T     `json:"names"`
}

// ProductPage is a page of products by name.
type ProductPage struct {
	Items []ProductItem `json:"items"`
	// Next is the value of after for the next page; "" on the last.
	Next string `json:"next,omitempty"`
	// Total counts all products that the filters admit.
	Total int64 `json:"total"`
}

type productFilter struct {
	Edition     ident.Edition
	Like        string
	Kind        string
	Categories  []CategoryKey
	Exhibitor   ident.Exhibitor
	Pavilion    ident.Pavilion
	Country     place.Country
	Origin      place.Country
	Chapter     int64
	HSLike      string
	CPCLike     string
	Certificate string
	AnyGI       bool
	GI          GIKey `db:"gi"`
	FirstShown  bool
	Currency    money.Currency
	From        *int64
	To          *int64
	State       string
	// Public asks for a published exhibitor too.
	Public    bool
	AfterName string
	AfterID   ProductKey
	Paged     bool
	Limit     int
}

const productWhere = `FROM expo_product o JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE o.edition_id = :edition /*if state*/ AND o.state = :state /*end*/ /*if public*/ AND e.state = 'published' /*end*/
/*if like*/ AND o.name_norm LIKE :like ESCAPE '\' /*end*/
/*if kind*/ AND o.kind = :kind /*end*/
/*if categories*/ AND o.category_id IN (:categories) /*end*/
/*if exhibitor*/ AND o.exhibitor_id = :exhibitor /*end*/
/*if pavilion*/ AND e.pavilion_id = :pavilion /*end*/
/*if country*/ AND e.country = :country /*end*/
/*if origin*/ AND o.origin = :origin /*end*/
/*if chapter*/ AND o.hs_chapter = :chapter /*end*/
/*if hs_like*/ AND o.hs_code LIKE :hs_like /*end*/
/*if cpc_like*/ AND o.cpc_code LIKE :cpc_like /*end*/
/*if certificate*/ AND o.id IN (SELECT c.product_id FROM expo_certificate c WHERE c.edition_id = :edition AND c.name_norm = :certificate) /*end*/
/*if any_gi*/ AND o.id IN (SELECT x.product_id FROM expo_product_gi x WHERE x.edition_id = :edition) /*end*/
/*if gi*/ AND o.id IN (SELECT x.product_id FROM expo_product_gi x WHERE x.edition_id = :edition AND x.gi_id = :gi) /*end*/
/*if first_shown*/ AND o.first_shown /*end*/
/*if currency*/ AND o.price_currency = :currency /*end*/
/*if from*/ AND o.price_minor >= :from /*end*/ /*if to*/ AND o.price_minor <= :to /*end*/`

var (
	listProductRows = sqldb.Query[productFilter, ProductItem](`
SELECT o.id, o.exhibitor_id, e.name AS exhibitor_name, e.country, o.kind, o.name, o.hs_code, o.cpc_code, o.origin, o.unit, o.minimum_order,
  o.price_minor, o.price_currency, o.incoterm, o.incoterm_place, o.first_shown, o.sample, o.state, o.sort_name
` + productWhere + `
/*if paged*/ AND (o.sort_name, o.id) > (:after_name, :after_id) /*end*/
ORDER BY o.sort_name, o.id LIMIT :limit`)
	countProductRows = sqldb.Query[productFilter, int64](`SELECT count(*) ` + productWhere)
)

type productKeys struct {
	Edition ident.Edition
	IDs     []ProductKey `db:"ids"`
}

var (
	giNamesOf = sqldb.Query[productKeys, GIName](`
SELECT x.product_id, g.id, g.name_original, g.name_latin, g.names FROM expo_product_gi x JOIN expo_gi g ON g.edition_id = 0 AND g.id = x.gi_id
WHERE x.edition_id = :edition AND x.product_id IN (:ids) ORDER BY x.product_id, g.sort_name, g.id`)
	thumbsOfProducts = sqldb.Query[productKeys, thumb](`SELECT of_id, thumb, alt FROM expo_picture /*sqlite INDEXED BY expo_picture_of */
WHERE edition_id = :edition AND of_kind = 'product' AND of_id IN (:ids) ORDER BY of_id, position, id`)
)

type thumb struct {
	OfID  int64
	Thumb string
	Alt   text.T
}

func (c *Core) listProducts(ctx context.Context, q *ops.Reading, in ListProducts) (ProductPage, error) {
	f, err := in.filter(q.Edition)
	if err != nil {
		return ProductPage{}, err
	}
	if in.Query != "" && f.Like == "" {
		return ProductPage{Items: []ProductItem{}}, nil
	}
	if f.State, f.Public, err = statesFor(ctx, q, in.State, in.Pavilion, in.Exhibitor); err != nil {
		return ProductPage{}, err
	}
	if in.Category != 0 {
		if f.Categories, err = branch(ctx, q, in.Category); err != nil {
			return ProductPage{}, err
		}
	}
	out := ProductPage{}
	if out.Items, err = listProductRows.All(ctx, q, f); err != nil {
		return out, err
	}
	if len(out.Items) == f.Limit {
		out.Items = out.Items[:f.Limit-1]
		last := out.Items[len(out.Items)-1]
		out.Next = paging.Cursor{Sort: last.SortName, ID: int64(last.ID)}.String()
	}
	if out.Total, err = c.countProducts(ctx, q, in, f); err != nil {
		return out, err
	}
	return out, describeProducts(ctx, q, out.Items)
}

// statesFor reads the state filter of a list of what exhibitors show. Whoever asks for more than what is published
// must be an organiser, the organiser of the pavilion that the list is limited to, or work for the exhibitor that it is
// limited to. public says that the exhibitor must be published as well.
func statesFor(ctx context.Context, q *ops.Reading, state string, pavilion ident.Pavilion, exhibitor ident.Exhibitor) (filter string, public bool, err error) {
	if state == "" || state == Published {
		return Published, true, nil
	}
	owner := ops.Owner{Pavilion: pavilion}
	if exhibitor != 0 {
		if owner, err = ExhibitorOwner(ctx, q, q.Edition, exhibitor); err != nil {
			return "", false, err
		}
	}
	if !q.Covers(owner, working...) {
		return "", false, fault.NewDenied("fault.denied")
	}
	if state == "all" {
		state = ""
	}
	return state, false, nil
}

func (in *ListProducts) filter(edition ident.Edition) (productFilter, error) {
	at, err := paging.Parse(in.After)
	if err != nil {
		return productFilter{}, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	f := productFilter{Edition: edition, Like: likeOf(in.Query), Kind: in.Kind, Exhibitor: in.Exhibitor,
		Pavilion: in.Pavilion, Country: in.Country, Origin: in.Origin, Certificate: text.Fold(in.Certificate), FirstShown: in.FirstShown,
		AfterName: at.Sort, AfterID: ProductKey(at.ID), Paged: in.After != "", Limit: paging.Size(in.Limit) + 1}
	var l fault.List
	f.codes(in, &l)
	f.prices(in, &l)
	switch in.GI {
	case "", "any":
		f.AnyGI = in.GI == "any"
	default:
		if err := f.GI.UnmarshalText([]byte(in.GI)); err != nil {
			l.Add("gi", "fault.not-a-key")
		}
	}
	return f, l.Err()
}

func (f *productFilter) codes(in *ListProducts, l *fault.List) {
	if in.HS != "" {
		code, err := hs.Parse(in.HS)
		addProblem(l, "hs", err)
		f.Chapter, _ = strconv.ParseInt(code.Chapter(), 10, 64) // digits, or refused above
		if len(code) > 2 {
			f.HSLike = string(code) + "%"
		}
	}
	if in.CPC != "" {
		code, err := hs.ParseCPC(in.CPC)
		addProblem(l, "cpc", err)
		f.CPCLike = string(code) + "%"
	}
}

func (f *productFilter) prices(in *ListProducts, l *fault.List) {
	if in.Currency == "" {
		if in.PriceFrom != "" || in.PriceTo != "" {
			l.Add("currency", "expo.product.range-needs-currency")
		}
		return
	}
	var err error
	if f.Currency, err = money.ParseCurrency(in.Currency); err != nil {
		addProblem(l, "currency", err)
		return
	}
	bound := func(field, s string) *int64 {
		if s == "" {
			return nil
		}
		a, err := money.Parse(s, f.Currency)
		addProblem(l, field, err)
		return &a.Minor
	}
	f.From, f.To = bound("price_from", in.PriceFrom), bound("price_to", in.PriceTo)
}

// branch returns the category and those below it; they are asked first, because a planner without statistics may join
// whole tables for a subquery.
func branch(ctx context.Context, q *ops.Reading, id CategoryKey) ([]CategoryKey, error) {
	all, err := allCategories.All(ctx, q, inEdition{q.Edition})
	keys := []CategoryKey{id}
	for _, k := range all {
		if k.ParentID == id {
			keys = append(keys, k.ID)
		}
	}
	return keys, err
}

// countProducts takes the totals of the plain published lists from the facets, which are counted once a change.
func (c *Core) countProducts(ctx context.Context, q *ops.Reading, in ListProducts, f productFilter) (int64, error) {
	in.After, in.Limit = "", 0
	plain := ListProducts{InEdition: in.InEdition, State: in.State}
	first := plain
	first.FirstShown = true
	kind := plain
	kind.Kind = in.Kind
	if f.Public && (in == kind || in == first) {
		v, err := c.facetsOf(ctx, q)
		switch {
		case in == first:
			return v.FirstShown, err
		case in.Kind == Goods:
			return v.Goods, err
		case in.Kind == Service:
			return v.Services, err
		}
		return v.Products, err
	}
	f.Paged = false
	return countProductRows.One(ctx, q, f)
}

// describeProducts adds prices, first pictures and indications to a page in two queries.
func describeProducts(ctx context.Context, q *ops.Reading, items []ProductItem) error {
	if len(items) == 0 {
		return nil
	}
	keys := productKeys{Edition: q.Edition}
	at := make(map[ProductKey]int, len(items))
	for i := range items {
		items[i].GIs = []GIName{}
		items[i].Price = PriceOf(items[i].PriceMinor, items[i].PriceCurrency)
		at[items[i].ID] = i
		keys.IDs = append(keys.IDs, items[i].ID)
	}
	thumbs, err := thumbsOfProducts.All(ctx, q, keys)
	if err != nil {
		return err
	}
	for _, p := range thumbs {
		if it := &items[at[ProductKey(p.OfID)]]; it.Thumb == "" {
			it.Thumb, it.Alt = p.Thumb, p.Alt
		}
	}
	names, err := giNamesOf.All(ctx, q, keys)
	if err != nil {
		return err
	}
	for _, n := range names {
		it := &items[at[n.ProductID]]
		it.GIs = append(it.GIs, n)
	}
	return nil
}
