package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type membershipPrefix struct{}

func (membershipPrefix) Prefix() string { return "mem" }

// MembershipKey is the key of a membership.
type MembershipKey = ident.Of[membershipPrefix]

// Membership says from when to when a country belongs to a grouping such as ASEAN or an agreement such as RCEP.
// Whether a country is a member is always asked for a day: ASEAN has ten members on 2025-09-17, eleven on 2025-11-01.
type Membership struct {
	ID MembershipKey `json:"id"`
	// Grouping is "asean", "rcep" or another short name.
	Grouping string     `json:"grouping" db:"grouping_code"`
	Country  string     `json:"country"`
	Since    clock.Date `json:"since"`
	// Until is the last day; "" while it lasts.
	Until  clock.Date `json:"until"`
	Source string     `json:"source"`
}

type membershipRow struct {
	Membership
	Now clock.Micros
}

type membershipArgs struct {
	Grouping string
	On       clock.Date
}

var (
	membersOn = sqldb.Query[membershipArgs, Membership](`
SELECT id, grouping_code, country, since, until, source FROM expo_membership
WHERE edition_id = 0 AND grouping_code = :grouping AND since <= :on AND (until = '' OR until >= :on) ORDER BY country, id`)
	insertMembership = sqldb.Exec[membershipRow](`
INSERT INTO expo_membership (edition_id, id, grouping_code, country, since, until, source, created_at, updated_at)
VALUES (0, :id, :grouping_code, :country, :since, :until, :source, :now, :now)
ON CONFLICT (edition_id, grouping_code, country, since) DO NOTHING`)
)

// ListMembers is the input of expo.membership.list.
type ListMembers struct {
	Grouping string     `json:"grouping" check:"required,max=20" doc:"Grouping: asean or rcep."`
	On       clock.Date `json:"on" check:"required" doc:"Day for which the question is asked, 2025-09-17."`
}

// Members is the membership of a grouping on a day.
type Members struct {
	Items []Membership `json:"items"`
	Total int          `json:"total"`
}

func (c *Core) listMembers(ctx context.Context, q *ops.Reading, in ListMembers) (Members, error) {
	items, err := membersOn.All(ctx, q, membershipArgs(in))
	return Members{items, len(items)}, err
}

// MembersOn returns the codes of a grouping's members on a day.
func MembersOn(ctx context.Context, r sqldb.Runner, grouping string, on clock.Date) (map[string]bool, error) {
	items, err := membersOn.All(ctx, r, membershipArgs{grouping, on})
	out := make(map[string]bool, len(items))
	for _, m := range items {
		out[m.Country] = true
	}
	return out, err
}

// AddMembership is the input of expo.membership.create.
type AddMembership struct {
	Grouping string     `json:"grouping" check:"required,max=20,pattern=slug" doc:"Grouping: asean or rcep."`
	Country  string     `json:"country" check:"required,pattern=country" doc:"ISO 3166-1 alpha-2 code."`
	Since    clock.Date `json:"since" check:"required" doc:"First day of membership."`
	Until    clock.Date `json:"until" doc:"Last day of membership, empty while it lasts."`
	Source   string     `json:"source" check:"required,max=300" doc:"Where this is stated."`
}

func (c *Core) addMembership(ctx context.Context, tx *ops.Writing, in AddMembership) (Membership, error) {
	return c.PutMembership(ctx, tx, in)
}

// PutMembership states a membership, for the operation and the seed.
func (c *Core) PutMembership(ctx context.Context, tx *ops.Writing, in AddMembership) (Membership, error) {
	if in.Until != "" && in.Until < in.Since {
		return Membership{}, fault.NewInvalid("until", "expo.membership.ends-before-start")
	}
	m := Membership{ident.New[membershipPrefix](tx.IDs), in.Grouping, in.Country, in.Since, in.Until, in.Source}
	n, err := insertMembership.Do(ctx, tx.Tx, membershipRow{m, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("country", "fault.duplicate")
	}
	if err != nil {
		return Membership{}, err
	}
	tx.Record("membership", m.ID, ledger.Created, ledger.Diff(nil, &m))
	return m, nil
}
