package expo

import (
	"context"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Certificate is a certificate that an exhibitor states for a product: Halal, HACCP, ISO 9001. Fairway shows the
// statement and does not verify it.
type Certificate struct {
	Name   string `json:"name" check:"required,max=120" doc:"Name of the certificate: Halal, HACCP, ISO 9001."`
	Number string `json:"number" check:"max=80" doc:"Number of the certificate."`
	Issuer string `json:"issuer" check:"max=160" doc:"Who issued it."`
	// ValidUntil is the last day of validity, "" if not stated.
	ValidUntil clock.Date `json:"valid_until" doc:"Last day of validity, 2027-06-30; empty if not stated."`
}

type certificateRow struct {
	EditionID ident.Edition
	ID        int64
	ProductID ProductKey
	Certificate
	// NameNorm is the folded name, by which lists filter.
	NameNorm string
	Now      clock.Micros
}

// Without statistics SQLite would rather read a whole edition by the primary key than look up few rows by an index that
// does not cover the query; INDEXED BY says what is right at any size.
var (
	certificateRows = sqldb.Query[productArgs, Certificate](`SELECT name, number, issuer, valid_until
FROM expo_certificate /*sqlite INDEXED BY expo_certificate_product */ WHERE edition_id = :edition AND product_id = :id ORDER BY id`)
	insertCertificate = sqldb.Exec[certificateRow](`
INSERT INTO expo_certificate (edition_id, id, product_id, name, name_norm, number, issuer, valid_until, created_at, updated_at)
VALUES (:edition_id, :id, :product_id, :name, :name_norm, :number, :issuer, :valid_until, :now, :now)`)
	deleteCertificates = sqldb.Exec[productArgs](`DELETE FROM expo_certificate /*sqlite INDEXED BY expo_certificate_product */
WHERE edition_id = :edition AND product_id = :id`)
)

func certificatesOf(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ProductKey) ([]Certificate, error) {
	return certificateRows.All(ctx, r, productArgs{Edition: edition, ID: id})
}

func addCertificates(ctx context.Context, tx *ops.Writing, id ProductKey, list []Certificate) error {
	for _, k := range list {
		if _, err := insertCertificate.Do(ctx, tx.Tx, certificateRow{tx.Edition, tx.IDs.Next(), id, k, text.Fold(k.Name), tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

// changeCertificates writes the whole list anew if it differs; the product's ledger entry tells what changed.
func changeCertificates(ctx context.Context, tx *ops.Writing, id ProductKey, had, want []Certificate) error {
	if slices.Equal(had, want) {
		return nil
	}
	if _, err := deleteCertificates.Do(ctx, tx.Tx, productArgs{Edition: tx.Edition, ID: id}); err != nil {
		return err
	}
	return addCertificates(ctx, tx, id, want)
}
