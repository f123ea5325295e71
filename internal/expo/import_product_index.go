package expo

import (
	"context"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// knownProduct is as much of a product as it takes to know it again.
type knownProduct struct {
	ID             ProductKey
	ExhibitorID    ident.Exhibitor
	ExternalSource string
	ExternalID     string
	Name           text.T
	row            int
}

type productChunk struct {
	Edition ident.Edition
	IDs     []ProductKey `db:"ids"`
}

type productCertificate struct {
	ProductID ProductKey
	Certificate
}

type productGI struct {
	ProductID ProductKey
	GIID      GIKey `db:"gi_id"`
}

var (
	productsOfSome = sqldb.Query[chunkArgs, knownProduct](`
SELECT id, exhibitor_id, external_source, external_id, name FROM expo_product WHERE edition_id = :edition AND exhibitor_id IN (:ids) ORDER BY id`)
	ownersOfSome = sqldb.Query[productChunk, knownProduct](`
SELECT id, exhibitor_id, external_source, external_id, name FROM expo_product WHERE edition_id = :edition AND id IN (:ids) ORDER BY id`)
	someProducts = sqldb.Query[productChunk, productRow](`SELECT ` + productColumns + ` FROM expo_product o
WHERE o.edition_id = :edition AND o.id IN (:ids)`)
	someCertificates = sqldb.Query[productChunk, productCertificate](`
SELECT product_id, name, number, issuer, valid_until FROM expo_certificate WHERE edition_id = :edition AND product_id IN (:ids) ORDER BY id`)
	someGIs = sqldb.Query[productChunk, productGI](`
SELECT product_id, gi_id FROM expo_product_gi WHERE edition_id = :edition AND product_id IN (:ids) ORDER BY gi_id`)
)

// meet reads what the exhibitors of some rows show already, and the products that the rows name by key.
func (x *productImport) meet(ctx context.Context, list []productCells) error {
	var firms []ident.Exhibitor
	var keys []ProductKey
	for _, c := range list {
		if c.exhibitor != nil && x.of[c.exhibitor.ID] == nil {
			x.of[c.exhibitor.ID] = []*knownProduct{}
			firms = append(firms, c.exhibitor.ID)
		}
		if c.key != 0 {
			keys = append(keys, c.key)
		}
	}
	add := func(k knownProduct) error {
		if x.by[k.ID] == nil {
			x.by[k.ID] = &k
		}
		return nil
	}
	if len(keys) > 0 {
		if err := ownersOfSome.Each(ctx, x.run.tx, productChunk{x.run.tx.Edition, keys}, add); err != nil {
			return err
		}
	}
	if len(firms) == 0 {
		return nil
	}
	return productsOfSome.Each(ctx, x.run.tx, chunkArgs{x.run.tx.Edition, firms}, func(k knownProduct) error {
		if err := add(k); err != nil {
			return err
		}
		x.of[k.ExhibitorID] = append(x.of[k.ExhibitorID], x.by[k.ID])
		return nil
	})
}

// load reads products whole.
func (x *productImport) load(ctx context.Context, ids []ProductKey) error {
	x.full = map[ProductKey]Product{}
	if len(ids) == 0 {
		return nil
	}
	a := productChunk{x.run.tx.Edition, ids}
	err := someProducts.Each(ctx, x.run.tx, a, func(r productRow) error {
		p := r.Product
		p.Price, p.Certificates, p.GIs = PriceOf(r.PriceMinor, r.PriceCurrency), []Certificate{}, []GIKey{}
		x.full[p.ID] = p
		return nil
	})
	if err != nil {
		return err
	}
	err = someCertificates.Each(ctx, x.run.tx, a, func(k productCertificate) error {
		p := x.full[k.ProductID]
		p.Certificates = append(p.Certificates, k.Certificate)
		x.full[k.ProductID] = p
		return nil
	})
	if err != nil {
		return err
	}
	return someGIs.Each(ctx, x.run.tx, a, func(k productGI) error {
		p := x.full[k.ProductID]
		p.GIs = append(p.GIs, k.GIID)
		x.full[k.ProductID] = p
		return nil
	})
}

// find returns the product of the row, nil if it is new; other as for exhibitors.
func (x *productImport) find(c *productCells) (k *knownProduct, other bool) {
	if k = x.by[c.key]; k != nil {
		return k, false
	}
	if c.exhibitor == nil {
		return nil, false
	}
	source := x.run.in.Source
	for _, k := range x.of[c.exhibitor.ID] {
		if c.id != "" && k.ExternalID == c.id && k.ExternalSource == source {
			return k, false
		}
	}
	var found *knownProduct
	for _, k := range x.of[c.exhibitor.ID] {
		own := k.ExternalSource == source
		if own && c.id != "" && k.ExternalID != "" {
			continue
		}
		for _, n := range foldedList(k.Name) {
			if slices.Contains(c.names, n) && (found == nil || own) {
				found = k
			}
		}
	}
	return found, found != nil && found.ExternalSource != source
}
