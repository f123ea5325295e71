package people

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// The states of an account. A disabled one cannot sign in, and its sessions have ended.
const (
	Active   = "active"
	Disabled = "disabled"
)

// Account is a person known by an e-mail address.
type Account struct {
	ID ident.Account `json:"account"`
	// Email is the normalised address, the one that mail goes to.
	Email string `json:"email" ledger:"name"`
	// Name is what the person wants to be called; it may be empty.
	Name string `json:"name" ledger:"name"`
	// Language is the interface language of letters.
	Language  string       `json:"language"`
	State     string       `json:"state"`
	CreatedAt clock.Micros `json:"created_at" ledger:"-"`
}

// Shown returns the name, or the address of somebody who gave none.
func (a Account) Shown() string {
	if a.Name != "" {
		return a.Name
	}
	return a.Email
}

// Person is what is known of somebody before they have an account. Name and Language may be empty.
type Person struct{ Email, Name, Language string }

type accountRow struct {
	Account
	EmailNorm string
	Now       clock.Micros
}

type emailArgs struct{ EmailNorm string }

var (
	accountByEmail = sqldb.Query[emailArgs, Account](`
SELECT id, email, name, language, state, created_at FROM people_account WHERE edition_id = 0 AND email_norm = :email_norm`)
	accountByID = sqldb.Query[accountArgs, Account](`
SELECT id, email, name, language, state, created_at FROM people_account WHERE edition_id = 0 AND id = :account`)
	insertAccount = sqldb.Exec[accountRow](`
INSERT INTO people_account (edition_id, id, email, email_norm, name, language, state, created_at, updated_at)
VALUES (0, :id, :email, :email_norm, :name, :language, :state, :now, :now) ON CONFLICT (edition_id, email_norm) DO NOTHING`)
	updateAccount = sqldb.Exec[accountRow](`
UPDATE people_account SET name = :name, language = :language, state = :state, updated_at = :now WHERE edition_id = 0 AND id = :id`)
)

// EnsureAccount returns the account of an address and makes it if there is none; made says which. An account that
// exists keeps its name and language. A wrong address is Invalid. It checks no permission.
func EnsureAccount(ctx context.Context, w *ops.Writing, p Person) (a Account, made bool, err error) {
	email, err := NormaliseEmail(p.Email)
	if err != nil {
		return Account{}, false, err
	}
	a, err = accountByEmail.One(ctx, w, emailArgs{email})
	if !errors.Is(err, sqldb.ErrNone) {
		return a, false, err
	}
	a = Account{ID: ident.Account(w.IDs.Next()), Email: email, Name: oneLine(p.Name), Language: knownLanguage(p.Language),
		State: Active, CreatedAt: w.Now}
	n, err := insertAccount.Do(ctx, w.Tx, accountRow{a, email, w.Now})
	if err != nil {
		return Account{}, false, err
	}
	if n == 0 { // PostgreSQL only: made by another transaction since we looked
		a, err = accountByEmail.One(ctx, w, emailArgs{email})
		return a, false, err
	}
	w.Record("account", a.ID, ledger.Created, ledger.Diff(nil, &a))
	return a, true, nil
}

func findAccount(ctx context.Context, r sqldb.Runner, id ident.Account) (Account, error) {
	a, err := accountByID.One(ctx, r, accountArgs{Account: id})
	if errors.Is(err, sqldb.ErrNone) {
		return a, fault.NewNotFound("people.account.not-found")
	}
	return a, err
}

// oneLine keeps a name from breaking lists and letters into lines.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func knownLanguage(tag string) string {
	if slices.Contains(text.Languages, tag) {
		return tag
	}
	return "en"
}

// Me is one's own account with everything that hangs on it.
type Me struct {
	Account
	Grants        []ops.Grant  `json:"grants"`
	Organisations []Membership `json:"organisations"`
}

// None is the input of an operation that needs no input.
type None struct{}

func (c *Core) me(ctx context.Context, q *ops.Reading, _ None) (Me, error) {
	a, err := findAccount(ctx, q, q.Actor.Account)
	if err != nil {
		return Me{}, err
	}
	m := Me{Account: a, Grants: slices.Clone(q.Actor.Grants)}
	if m.Grants == nil {
		m.Grants = []ops.Grant{}
	}
	m.Organisations, err = membershipsOf.All(ctx, q, accountArgs{Account: a.ID})
	return m, err
}

// UpdateMe is the input of people.account.update; both values replace the present ones.
type UpdateMe struct {
	Name     string `json:"name" check:"max=100" doc:"What you want to be called; empty for none."`
	Language string `json:"language" check:"required,enum=en|zh|vi|th|lo|km|my|id|ms|fil|pt" doc:"Language of letters to you."`
}

func (c *Core) updateMe(ctx context.Context, w *ops.Writing, in UpdateMe) (Account, error) {
	old, err := findAccount(ctx, w, w.Actor.Account)
	if err != nil {
		return old, err
	}
	a := old
	a.Name, a.Language = oneLine(in.Name), in.Language
	return a, saveAccount(ctx, w, old, a, ledger.Updated)
}

func saveAccount(ctx context.Context, w *ops.Writing, old, a Account, verb string) error {
	changes := ledger.Diff(&old, &a)
	if len(changes) == 0 {
		return nil
	}
	if _, err := updateAccount.Do(ctx, w.Tx, accountRow{a, "", w.Now}); err != nil {
		return err
	}
	w.Record("account", a.ID, verb, changes)
	return nil
}

// OneAccount names an account.
type OneAccount struct {
	Account ident.Account `json:"account" check:"required" doc:"Key of the account (acc_…)."`
}

func (c *Core) disable(ctx context.Context, w *ops.Writing, in OneAccount) (Account, error) {
	old, err := findAccount(ctx, w, in.Account)
	if err != nil {
		return old, err
	}
	if in.Account == w.Actor.Account {
		return old, fault.NewConflict("", "people.account.not-yourself")
	}
	if err := keepOrganiser(ctx, w, 0, func(o organiserRow) bool { return o.AccountID != in.Account }); err != nil {
		return old, err
	}
	a := old
	a.State = Disabled
	if err := saveAccount(ctx, w, old, a, "disable"); err != nil {
		return a, err
	}
	return a, endSessions(ctx, w, a.ID, 0)
}

func (c *Core) enable(ctx context.Context, w *ops.Writing, in OneAccount) (Account, error) {
	old, err := findAccount(ctx, w, in.Account)
	if err != nil {
		return old, err
	}
	a := old
	a.State = Active
	return a, saveAccount(ctx, w, old, a, "enable")
}

// ListAccounts is the input of people.account.list.
type ListAccounts struct {
	ops.InEdition
	Email string `json:"email" check:"max=254" doc:"Beginning of the address; empty for all."`
	After string `json:"after" check:"max=2000" doc:"Cursor: next of the page before."`
	Limit int    `json:"limit" check:"min=0,max=200" doc:"Accounts a page, 50 if 0."`
}

// AccountGrants is an account with its grants in one edition.
type AccountGrants struct {
	Account
	Grants []Grant `json:"grants"`
}

// Accounts is a page of accounts, by address.
type Accounts struct {
	Items []AccountGrants `json:"items"`
	Next  string          `json:"next"`
}

type listAccountsArgs struct {
	Edition ident.Edition
	From    string
	Pattern string
	Limit   int
}

var accountsOf = sqldb.Query[listAccountsArgs, Account](`
SELECT a.id, a.email, a.name, a.language, a.state, a.created_at FROM people_account a
WHERE a.edition_id = 0 AND a.email_norm > :from /*if pattern*/ AND a.email_norm LIKE :pattern ESCAPE '\' /*end*/
AND EXISTS (SELECT 1 FROM people_grant g WHERE g.edition_id = :edition AND g.account_id = a.id)
ORDER BY a.email_norm, a.id LIMIT :limit`)

func (c *Core) listAccounts(ctx context.Context, q *ops.Reading, in ListAccounts) (Accounts, error) {
	after, err := paging.Parse(in.After)
	if err != nil {
		return Accounts{}, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	size := paging.Size(in.Limit)
	rows, err := accountsOf.All(ctx, q, listAccountsArgs{q.Edition, after.Sort, prefixPattern(in.Email), size + 1})
	if err != nil {
		return Accounts{}, err
	}
	out := Accounts{Items: make([]AccountGrants, 0, len(rows))}
	if len(rows) > size {
		rows = rows[:size]
		out.Next = paging.Cursor{Sort: rows[size-1].Email, ID: int64(rows[size-1].ID)}.String()
	}
	ids, at := make([]ident.Account, 0, len(rows)), map[ident.Account]int{}
	for i, a := range rows {
		out.Items = append(out.Items, AccountGrants{Account: a, Grants: []Grant{}})
		ids, at[a.ID] = append(ids, a.ID), i
	}
	grants, err := grantsOfAccounts.All(ctx, q, grantsOfArgs{q.Edition, ids})
	for _, g := range grants {
		i := at[g.AccountID]
		out.Items[i].Grants = append(out.Items[i].Grants, g)
	}
	return out, err
}

// prefixPattern returns the LIKE pattern of normalised addresses that begin with what was typed, "" for nothing typed.
func prefixPattern(typed string) string {
	if typed == "" {
		return ""
	}
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(typed)) + "%"
}
