package expo

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// The kinds of product.
const (
	Goods   = "goods"
	Service = "service"
)

type productPrefix struct{}

func (productPrefix) Prefix() string { return "prd" }

// ProductKey is the key of a product.
type ProductKey = ident.Of[productPrefix]

// Product is what an exhibitor offers: goods or a service. One that was published is withdrawn, never deleted.
type Product struct {
	ID          ProductKey      `json:"id"`
	ExhibitorID ident.Exhibitor `json:"exhibitor"`
	// ExternalSource and ExternalID name the record in the list it was imported from; unique within the exhibitor.
	ExternalSource string `json:"external_source,omitempty"`
	ExternalID     string `json:"external_id,omitempty"`
	ProductFields
	Sample  bool   `json:"sample"`
	State   string `json:"state"`
	Version int64  `json:"version"`
}

// ProductFields are what an exhibitor states of a product. HS code, origin and Incoterm are for goods only, the CPC
// code for services only.
type ProductFields struct {
	Kind        string      `json:"kind" check:"required,enum=goods|service" doc:"goods or service."`
	CategoryID  CategoryKey `json:"category" doc:"Key of a category, cat_…; empty for none."`
	Name        text.T      `json:"name" check:"required,max=200" doc:"Name by language."`
	Description text.T      `json:"description" check:"max=4000" doc:"What it is, by language."`
	// HSCode is kept as digits alone.
	HSCode    hs.Code       `json:"hs_code" check:"max=20" doc:"Goods: code of the Harmonized System, 2 to 10 digits, with or without points."`
	HSEdition string        `json:"hs_edition" check:"enum=HS1992|HS1996|HS2002|HS2007|HS2012|HS2017|HS2022|HS2028" doc:"Edition of the HS code, HS2022 if empty."`
	Origin    place.Country `json:"origin" check:"pattern=country" doc:"Goods: ISO 3166-1 alpha-2 code of the country of origin, as the exhibitor states it."`
	CPCCode   hs.CPC        `json:"cpc_code" check:"max=20" doc:"Services: code of the Central Product Classification 2.1, 1 to 5 digits."`
	// CPCVersion is "2.1" where there is a code.
	CPCVersion string       `json:"cpc_version" check:"enum=2.1" doc:"Version of the CPC code: 2.1."`
	Unit       measure.Unit `json:"unit" check:"max=60" doc:"Unit of price and minimum order, by code or name: KGM, piece, GPU-hour."`
	// MinimumOrder is in units, 0 if not stated.
	MinimumOrder  int64          `json:"minimum_order" check:"min=0,max=1000000000000" doc:"Least quantity of an order, in units; 0 if not stated."`
	Price         Price          `json:"price" db:"-" doc:"Price of one unit, {\"amount\":\"12.50\",\"currency\":\"USD\"}; null if not stated."`
	Incoterm      money.Incoterm `json:"incoterm" check:"max=10" doc:"Goods: rule of Incoterms 2020 (FOB, CIF …), together with the named place."`
	IncotermPlace string         `json:"incoterm_place" check:"max=120" doc:"Named place of the Incoterm: Qinzhou, Laem Chabang."`
	LeadDays      int64          `json:"lead_days" check:"min=0,max=3650" doc:"Days from order to readiness; 0 if not stated."`
	FirstShown    bool           `json:"first_shown" doc:"Shown for the first time at this edition."`
	Certificates  []Certificate  `json:"certificates" check:"max=20" db:"-" doc:"All certificates of the product."`
	GIs           []GIKey        `json:"gis" check:"max=10" db:"-" doc:"Keys of the geographical indications under which it is sold, gi_…."`
}

// productRow is a product as its table holds it, price in two columns.
type productRow struct {
	EditionID ident.Edition
	Product
	PriceMinor    int64
	PriceCurrency money.Currency
	HSChapter     int64
	NameNorm      string
	SortName      string
	Now           clock.Micros
}

func (p Product) asRow(edition ident.Edition, now clock.Micros) productRow {
	chapter, _ := strconv.ParseInt(p.HSCode.Chapter(), 10, 64) // digits, or "" which is chapter 0
	return productRow{edition, p, p.Price.Minor, p.Price.Currency, chapter, foldedNames(p.Name), sortName(p.Name), now}
}

// productRecord is a product read together with the firm that shows it.
type productRecord struct {
	Product
	PriceMinor     int64
	PriceCurrency  money.Currency
	ExhibitorName  text.T
	Country        place.Country
	PavilionID     ident.Pavilion
	ExhibitorState string
}

func (p *productRecord) owner() ops.Owner {
	return ops.Owner{Pavilion: p.PavilionID, Exhibitor: p.ExhibitorID}
}

// public reports whether everybody may see the product: a published product of a published exhibitor.
func (p *productRecord) public() bool { return p.State == Published && p.ExhibitorState == Published }

type productArgs struct {
	Edition ident.Edition
	ID      ProductKey
	Now     clock.Micros
}

const productColumns = `o.id, o.exhibitor_id, o.external_source, o.external_id, o.kind, o.category_id, o.name, o.description, o.hs_code, o.hs_edition,
o.origin, o.cpc_code, o.cpc_version, o.unit, o.minimum_order, o.price_minor, o.price_currency, o.incoterm, o.incoterm_place, o.lead_days,
o.first_shown, o.sample, o.state, o.version`

var (
	findProductRow = sqldb.Query[productArgs, productRecord](`
SELECT ` + productColumns + `, e.name AS exhibitor_name, e.country, e.pavilion_id, e.state AS exhibitor_state
FROM expo_product o JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE o.edition_id = :edition AND o.id = :id`)
	insertProduct = sqldb.Exec[productRow](`
INSERT INTO expo_product (edition_id, id, exhibitor_id, category_id, kind, external_source, external_id, name, name_norm, sort_name, description,
  hs_code, hs_edition, hs_chapter, origin, cpc_code, cpc_version, unit, minimum_order, price_minor, price_currency, incoterm, incoterm_place,
  lead_days, first_shown, sample, state, version, created_at, updated_at)
VALUES (:edition_id, :id, :exhibitor_id, :category_id, :kind, :external_source, :external_id, :name, :name_norm, :sort_name, :description,
  :hs_code, :hs_edition, :hs_chapter, :origin, :cpc_code, :cpc_version, :unit, :minimum_order, :price_minor, :price_currency, :incoterm, :incoterm_place,
  :lead_days, :first_shown, :sample, :state, 1, :now, :now)
ON CONFLICT DO NOTHING`)
	updateProductRow = sqldb.Exec[productRow](`
UPDATE expo_product SET category_id = :category_id, kind = :kind, external_source = :external_source, external_id = :external_id, name = :name,
  name_norm = :name_norm, sort_name = :sort_name, description = :description, hs_code = :hs_code, hs_edition = :hs_edition, hs_chapter = :hs_chapter,
  origin = :origin, cpc_code = :cpc_code, cpc_version = :cpc_version, unit = :unit, minimum_order = :minimum_order, price_minor = :price_minor,
  price_currency = :price_currency, incoterm = :incoterm, incoterm_place = :incoterm_place, lead_days = :lead_days, first_shown = :first_shown,
  state = :state, version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :version`)
)

func productByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ProductKey) (productRecord, error) {
	p, err := findProductRow.One(ctx, r, productArgs{Edition: edition, ID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return p, fault.NewNotFound("expo.product.not-found")
	}
	p.Price = PriceOf(p.PriceMinor, p.PriceCurrency)
	return p, err
}

// LoadProduct returns a product whole, with certificates and geographical indications, as ChangeProduct wants the old
// value; a missing one is a NotFound. It asks for no right.
func LoadProduct(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ProductKey) (Product, error) {
	p, err := productByID(ctx, r, edition, id)
	if err != nil {
		return Product{}, err
	}
	return p.Product, p.complete(ctx, r, edition)
}

// complete reads what stands in tables of its own.
func (p *Product) complete(ctx context.Context, r sqldb.Runner, edition ident.Edition) error {
	var err error
	if p.Certificates, err = certificatesOf(ctx, r, edition, p.ID); err != nil {
		return err
	}
	p.GIs, err = giKeysOf.All(ctx, r, productArgs{Edition: edition, ID: p.ID})
	return err
}

// OnProduct is embedded by inputs that name a product; its exhibitor owns it.
type OnProduct struct {
	Product ProductKey `json:"product" check:"required" doc:"Key of the product, prd_…."`
}

// Owner is the exhibitor with its pavilion.
func (in OnProduct) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	p, err := productByID(ctx, r, edition, in.Product)
	return p.owner(), err
}

// CreateProduct is the input of expo.product.create.
type CreateProduct struct {
	ops.InEdition
	OnExhibitor
	ProductFields
	State string `json:"state" check:"enum=draft|published" doc:"draft (default) or published."`
}

func (c *Core) createProduct(ctx context.Context, tx *ops.Writing, in CreateProduct) (Product, error) {
	return c.AddProduct(ctx, tx, Product{ExhibitorID: in.Exhibitor, ProductFields: in.ProductFields, State: in.State})
}

// AddProduct writes a new product of p.ExhibitorID, which must exist, with its certificates and geographical
// indications, for the operation, the import and the seed. Key and version are made here; State defaults to draft.
// Errors: Invalid; Conflict if the external key is taken. It checks no role. Cost: two statements and one ledger
// record, one statement more for each certificate, category and indication.
func (c *Core) AddProduct(ctx context.Context, tx *ops.Writing, p Product) (Product, error) {
	if err := p.settle(); err != nil {
		return Product{}, err
	}
	if p.State == "" {
		p.State = Draft
	}
	p.ID, p.Version = ident.New[productPrefix](tx.IDs), 1
	if err := checkCategory(ctx, tx, p.CategoryID); err != nil {
		return Product{}, err
	}
	if err := mayUseGIs(ctx, tx, p.ExhibitorID, p.GIs); err != nil {
		return Product{}, err
	}
	n, err := insertProduct.Do(ctx, tx.Tx, p.asRow(tx.Edition, tx.Now))
	if err == nil && n == 0 {
		err = fault.NewConflict("external_id", "expo.product.external-taken", "id", p.ExternalID)
	}
	if err != nil {
		return Product{}, err
	}
	if err := addCertificates(ctx, tx, p.ID, p.Certificates); err != nil {
		return Product{}, err
	}
	if err := linkGIs(ctx, tx, p.ID, nil, p.GIs); err != nil {
		return Product{}, err
	}
	tx.Record("product", p.ID, ledger.Created, ledger.Diff(nil, &p))
	return p, nil
}

func checkCategory(ctx context.Context, tx *ops.Writing, id CategoryKey) error {
	if id == 0 {
		return nil
	}
	_, err := findCategoryRow.One(ctx, tx, exhibitorCategoryRow{EditionID: tx.Edition, CategoryID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return fault.NewInvalid("category", "expo.category.not-found")
	}
	return err
}

// UpdateProduct is the input of expo.product.update: all that is stated of the product.
type UpdateProduct struct {
	ops.InEdition
	OnProduct
	ProductFields
	Version int64 `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) updateProduct(ctx context.Context, tx *ops.Writing, in UpdateProduct) (Product, error) {
	old, err := LoadProduct(ctx, tx, tx.Edition, in.Product)
	if err != nil {
		return Product{}, err
	}
	p := old
	p.ProductFields, p.Version = in.ProductFields, in.Version
	return c.ChangeProduct(ctx, tx, old, p)
}

// SetProductState is the input of expo.product.set-state.
type SetProductState struct {
	ops.InEdition
	OnProduct
	State   string `json:"state" check:"required,enum=draft|published|withdrawn" doc:"draft, published or withdrawn."`
	Version int64  `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) setProductState(ctx context.Context, tx *ops.Writing, in SetProductState) (Product, error) {
	old, err := LoadProduct(ctx, tx, tx.Edition, in.Product)
	if err != nil {
		return Product{}, err
	}
	p := old
	p.State, p.Version = in.State, in.Version
	return c.ChangeProduct(ctx, tx, old, p)
}

// ChangeProduct writes the changed product, for the operations and the import. old is what LoadProduct returned,
// p.Version the version that was read. Nothing is written when nothing changed. A geographical indication is examined
// when it is added and whenever the product is published.
func (c *Core) ChangeProduct(ctx context.Context, tx *ops.Writing, old, p Product) (Product, error) {
	if err := p.settle(); err != nil {
		return Product{}, err
	}
	if p.Version != old.Version {
		return Product{}, fault.NewConflict("", "fault.stale")
	}
	changes := ledger.Diff(&old, &p)
	if len(changes) == 0 {
		return old, nil
	}
	examined := p.GIs
	if p.State != Published || old.State == Published {
		examined = slices.DeleteFunc(slices.Clone(p.GIs), func(k GIKey) bool { return slices.Contains(old.GIs, k) })
	}
	if err := mayUseGIs(ctx, tx, p.ExhibitorID, examined); err != nil {
		return Product{}, err
	}
	if p.CategoryID != old.CategoryID {
		if err := checkCategory(ctx, tx, p.CategoryID); err != nil {
			return Product{}, err
		}
	}
	n, err := updateProductRow.Do(ctx, tx.Tx, p.asRow(tx.Edition, tx.Now))
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Product{}, err
	}
	if err := changeCertificates(ctx, tx, p.ID, old.Certificates, p.Certificates); err != nil {
		return Product{}, err
	}
	if err := linkGIs(ctx, tx, p.ID, old.GIs, p.GIs); err != nil {
		return Product{}, err
	}
	p.Version++
	tx.Record("product", p.ID, ledger.Updated, changes)
	return p, nil
}
