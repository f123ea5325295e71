package people

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// Message is a letter to one person in plain text. To is a normalised address, Subject one line of at most 200 characters.
type Message struct{ To, Subject, Text string }

// Deps are what the capability needs of the rest of the program. All of them must be set, except BaseURL.
type Deps struct {
	DB *sqldb.DB
	// Secret keys the hashes of sign-in codes: at least 32 random bytes, the same on every node and after a restart.
	Secret []byte
	// Words speaks to people in letters.
	Words *i18n.Bundle
	// Mail queues a letter in the transaction, so that it is sent if and only if the transaction is kept.
	Mail func(ctx context.Context, tx *sqldb.Tx, now clock.Micros, m Message) error
	// BaseURL is the public origin, "https://expo.example", for links in letters; empty leaves them out.
	BaseURL string
	// ExhibitorOwner says to which pavilion an exhibitor of the edition belongs; a missing exhibitor is a NotFound.
	ExhibitorOwner func(ctx context.Context, r sqldb.Runner, edition ident.Edition, exhibitor ident.Exhibitor) (ops.Owner, error)
	// CheckPavilion returns a NotFound if the edition has no such pavilion.
	CheckPavilion func(ctx context.Context, r sqldb.Runner, edition ident.Edition, pavilion ident.Pavilion) error
	// EditionName names an edition in a language, for letters.
	EditionName func(ctx context.Context, r sqldb.Runner, edition ident.Edition, language string) (string, error)
}

// Core is the people capability.
type Core struct{ d Deps }

// New returns the capability. It fails if a dependency is missing or the secret is short.
func New(d Deps) (*Core, error) {
	switch {
	case len(d.Secret) < 32:
		return nil, errors.New("people: the secret must have 32 bytes or more")
	case d.DB == nil || d.Words == nil || d.Mail == nil || d.ExhibitorOwner == nil || d.CheckPavilion == nil || d.EditionName == nil:
		return nil, errors.New("people: a dependency is missing")
	}
	return &Core{d}, nil
}

// maxSubject keeps a subject with a long name in it within what mail takes.
const maxSubject = 200

// write queues a letter of plain text.
func (c *Core) write(ctx context.Context, w *ops.Writing, to, subject, text string) error {
	if r := []rune(oneLine(subject)); len(r) > maxSubject {
		subject = string(r[:maxSubject-1]) + "…"
	} else {
		subject = string(r)
	}
	return c.d.Mail(ctx, w.Tx, w.Now, Message{To: to, Subject: subject, Text: text})
}

type accountArgs struct {
	Account ident.Account
	Now     clock.Micros
	Limit   int
	Except  int64
}
