package people

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type linkPrefix struct{}

func (linkPrefix) Prefix() string { return "lnk" }

type linkRow struct {
	ID        ident.Of[linkPrefix]
	Account   ident.Account
	TokenHash string
	Label     string
	ExpiresAt clock.Micros
	Now       clock.Micros
}

var (
	insertLink = sqldb.Exec[linkRow](`
INSERT INTO people_link (edition_id, id, account_id, token_hash, label, expires_at, created_at, updated_at)
VALUES (0, :id, :account, :token_hash, :label, :expires_at, :now, :now)`)
	deleteLinks = sqldb.Exec[linkRow](`DELETE FROM people_link WHERE edition_id = 0 AND account_id = :account AND label = :label`)
	findLink    = sqldb.Query[linkRow, ident.Account](`
SELECT account_id FROM people_link WHERE edition_id = 0 AND token_hash = :token_hash AND expires_at > :now`)
)

// NewLink makes a sign-in link for an account and returns its token of 128 bits, which is not stored. The link opens
// a session each time it is used until it expires. An older link of the account with the same label is removed. It
// checks no permission; there is no operation that makes links.
func NewLink(ctx context.Context, w *ops.Writing, a ident.Account, label string, expires clock.Micros) (token string, err error) {
	token = newToken(linkBytes)
	row := linkRow{ident.New[linkPrefix](w.IDs), a, hashToken(token), label, expires, w.Now}
	if _, err := deleteLinks.Do(ctx, w.Tx, row); err != nil {
		return "", err
	}
	if _, err := insertLink.Do(ctx, w.Tx, row); err != nil {
		return "", err
	}
	w.Record("link", row.ID, ledger.Created, []ledger.Change{{Field: "account", To: a}, {Field: "label", To: label}})
	return token, nil
}

// OpenLink is the input of people.link.open.
type OpenLink struct {
	Token string `json:"token" check:"required,max=100" doc:"Last part of the link's address."`
	Agent string `json:"agent" check:"max=300" doc:"What the session is shown as, such as the browser's name."`
}

func (c *Core) openByLink(ctx context.Context, w *ops.Writing, in OpenLink) (Opening, error) {
	if err := refuseKey(w); err != nil {
		return Opening{}, err
	}
	over := fault.NewNotFound("people.link.over")
	if !couldBeToken(in.Token, linkBytes) {
		return Opening{}, over
	}
	id, err := findLink.One(ctx, w, linkRow{TokenHash: hashToken(in.Token), Now: w.Now})
	if errors.Is(err, sqldb.ErrNone) {
		return Opening{}, over
	}
	if err != nil {
		return Opening{}, err
	}
	a, err := findAccount(ctx, w, id)
	if err != nil {
		return Opening{}, err
	}
	return c.open(ctx, w, a, in.Agent)
}
