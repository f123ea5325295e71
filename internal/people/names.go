package people

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type namesArgs struct {
	Accounts []ident.Account
}

type nameRow struct {
	ID    ident.Account
	Name  string
	Email string
}

var namesOfAccounts = sqldb.Query[namesArgs, nameRow](`SELECT id, name, email FROM people_account WHERE edition_id = 0 AND id IN (:accounts)`)

// Names returns what to call accounts, by key: their names, or addresses where there is no name. Unknown ones are left
// out. It asks for no right; the ledger's page, which needs it, is for organisers.
func (c *Core) Names(ctx context.Context, accounts []ident.Account) (map[ident.Account]string, error) {
	out := make(map[ident.Account]string, len(accounts))
	if len(accounts) == 0 {
		return out, nil
	}
	err := c.d.DB.Read(ctx, func(r *sqldb.Read) error {
		return namesOfAccounts.Each(ctx, r, namesArgs{accounts}, func(n nameRow) error {
			if out[n.ID] = n.Name; n.Name == "" {
				out[n.ID] = n.Email
			}
			return nil
		})
	})
	return out, err
}
