package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/app"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// person is somebody with one grant, for the matrix of who may what.
type person struct {
	name    string
	role    ops.Role
	grants  []ops.Grant
	account ident.Account
	// own says that the grant reaches the objects of the examples: same edition and, for limited roles, same owner.
	own bool
}

// TestEveryOperationAsEveryRole calls the example of every operation as every role, in its own and in a foreign
// edition, on its own and on foreign objects. What may be done follows from the operation's declaration alone; an
// operation added tomorrow is in the matrix tomorrow. A refusal must change nothing; an example must work for the
// first of its roles, or be listed with its reason.
func TestEveryOperationAsEveryRole(t *testing.T) {
	t.Parallel()
	reads := openDemo(t)
	if err := reads.SetExamples(context.Background(), "caexpo-22"); err != nil {
		t.Fatal(err)
	}
	for _, o := range reads.Ops.Operations() {
		t.Run(o.Name, func(t *testing.T) {
			t.Parallel()
			if o.Effect == ops.Reads {
				matrix(t, reads, o)
				return
			}
			a := openDemo(t) // each write has an edition of its own to change
			if err := a.SetExamples(context.Background(), "caexpo-22"); err != nil {
				t.Fatal(err)
			}
			matrix(t, a, a.Ops.Find(o.Name))
		})
	}
}

func matrix(t *testing.T, a *app.App, o *ops.Operation) {
	input := a.Ops.Example(o)
	if strings.Contains(string(input), "{{") {
		t.Fatalf("the demo has nothing for the example %s", input)
	}
	people := persons(t, a)
	before := entries(t, a)
	for _, p := range people {
		if may(o, p) {
			continue
		}
		_, err := o.CallJSON(caller(p), input)
		if k := fault.Of(err); err == nil || k != fault.Denied && k != fault.NotFound {
			t.Errorf("%s: got %v, want Denied", p.name, err)
		}
	}
	if n := entries(t, a); n != before {
		t.Errorf("refused calls left %d ledger entries", n-before)
	}
	succeeded, first := false, error(nil)
	for _, p := range people {
		if !may(o, p) {
			continue
		}
		_, err := o.CallJSON(caller(p), input)
		succeeded = succeeded || err == nil
		if first == nil {
			first = err
		}
		if fault.Of(err) == fault.Internal && err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
		if err != nil && fault.Of(err) == fault.Denied && !deniedByContent[o.Name] {
			t.Errorf("%s: got %v, want to be admitted", p.name, err)
		}
	}
	if !succeeded && needsState[o.Name] == "" {
		t.Errorf("the example works for nobody: %v", first)
	}
	if succeeded && needsState[o.Name] != "" {
		t.Errorf("the example works: take it off the list of those that need a state")
	}
}

// deniedByContent are operations that ask more of the caller than the declaration can say: what is in the input.
var deniedByContent = map[string]bool{
	"people.grant.create": true, // nobody gives more than he holds
	"people.grant.list":   true, // the whole edition is for organisers
	"people.grant.find":   true,
	"people.grant.remove": true,
}

// needsState are operations whose example the demo refuses, with the reason; their own packages test them.
var needsState = map[string]string{
	"expo.edition.update":    "the demo's edition has been published, so it is not at version 1",
	"expo.edition.set-state": "the same",
	"expo.booth.lay":         "the demo's halls are full",
	"expo.booth.confirm":     "needs a reserved booth",
	"expo.booth.release":     "needs a held booth",
	"expo.booth.share":       "needs a taken booth",
	"expo.booth.unshare":     "needs a shared booth",
	"expo.booth.unblock":     "needs a blocked booth",
	"expo.booth.withdraw":    "needs a taken booth",
	"expo.gi.unauthorise":    "needs an authorised exhibitor",
	"people.session.end":     "needs a session",
	"people.session.open":    "needs a code from a letter",
	"people.link.open":       "needs a link's token",
}

func may(o *ops.Operation, p person) bool {
	for _, r := range o.Roles {
		switch {
		case r == ops.Public:
			return true
		case r == ops.Member && p.account != 0:
			return true
		case r == p.role && p.role == ops.Organiser && !o.Scoped:
			if p.grants[0].Edition == 0 {
				return true // only the secretariat's own organiser is one outside editions
			}
		case r == p.role && o.Scoped && p.own:
			return true
		}
	}
	return false
}

func caller(p person) context.Context {
	return ops.With(context.Background(), ops.Caller{Surface: "api", Language: "en", Address: "192.0.2.1",
		Actor: ops.Actor{Account: p.account, Name: p.name, Grants: p.grants}})
}

// persons are all roles with grants in the edition of the examples and in another, on the owner of the examples' objects
// and on another owner.
func persons(t *testing.T, a *app.App) []person {
	here, there := edition(t, a, "caexpo-22"), edition(t, a, "caexpo-23")
	own, foreign := pavilion(t, a, "ai"), pavilion(t, a, "th")
	var exhibitor, other ident.Exhibitor
	if err := exhibitor.UnmarshalText([]byte(exampleKey(t, a, "expo.exhibitor.find", "exhibitor"))); err != nil {
		t.Fatal(err)
	}
	list, err := a.Expo.ListExhibitors.Do(secretariat(), expo.ListExhibitors{InEdition: ops.InEdition{Edition: "caexpo-22"}, Pavilion: foreign, Limit: 1})
	if err != nil || len(list.Items) == 0 {
		t.Fatalf("a foreign exhibitor: %v", err)
	}
	other = list.Items[0].ID
	me := organiserAccount(t, a)
	grant := func(name string, own bool, g ops.Grant) person { return person{name, g.Role, []ops.Grant{g}, me, own} }
	return []person{
		grant("secretariat", true, ops.Grant{Role: ops.Organiser}),
		grant("organiser", true, ops.Grant{Role: ops.Organiser, Edition: here}),
		grant("organiser of another edition", false, ops.Grant{Role: ops.Organiser, Edition: there}),
		grant("pavilion organiser", true, ops.Grant{Role: ops.PavilionOrganiser, Edition: here, Pavilion: own}),
		grant("organiser of another pavilion", false, ops.Grant{Role: ops.PavilionOrganiser, Edition: here, Pavilion: foreign}),
		grant("pavilion organiser in another edition", false, ops.Grant{Role: ops.PavilionOrganiser, Edition: there, Pavilion: own}),
		grant("exhibitor administrator", true, ops.Grant{Role: ops.ExhibitorAdmin, Edition: here, Exhibitor: exhibitor}),
		grant("administrator of another exhibitor", false, ops.Grant{Role: ops.ExhibitorAdmin, Edition: here, Exhibitor: other}),
		grant("exhibitor administrator in another edition", false, ops.Grant{Role: ops.ExhibitorAdmin, Edition: there, Exhibitor: exhibitor}),
		grant("exhibitor staff", true, ops.Grant{Role: ops.ExhibitorStaff, Edition: here, Exhibitor: exhibitor}),
		grant("staff of another exhibitor", false, ops.Grant{Role: ops.ExhibitorStaff, Edition: here, Exhibitor: other}),
		grant("visitor", true, ops.Grant{Role: ops.Visitor, Edition: here}),
		grant("gate", true, ops.Grant{Role: ops.Gate, Edition: here}),
		{"signed in without a role", ops.Member, nil, me, false},
		{"nobody", ops.Public, nil, 0, false},
	}
}

// organiserAccount is the account of the demo's organiser.
func organiserAccount(t *testing.T, a *app.App) ident.Account {
	t.Helper()
	g, err := a.People.ListGrants.Do(secretariat(), people.ListGrants{InEdition: ops.InEdition{Edition: "caexpo-22"}, Role: ops.Organiser})
	if err != nil || len(g.Items) == 0 {
		t.Fatalf("the demo's organiser: %v", err)
	}
	return g.Items[0].AccountID
}

func pavilion(t *testing.T, a *app.App, code string) ident.Pavilion {
	t.Helper()
	p, err := a.Expo.FindPavilion.Do(secretariat(), expo.FindPavilion{InEdition: ops.InEdition{Edition: "caexpo-22"}, Pavilion: code})
	if err != nil {
		t.Fatal(err)
	}
	return p.ID
}

func exampleKey(t *testing.T, a *app.App, operation, field string) string {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(a.Ops.Example(a.Ops.Find(operation)), &m); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(m[field])
}

// entries counts the ledger entries of all editions.
func entries(t *testing.T, a *app.App) (n int64) {
	t.Helper()
	err := a.DB.Read(context.Background(), func(r *sqldb.Read) error {
		for _, e := range []ident.Edition{0, edition(t, a, "caexpo-22"), edition(t, a, "caexpo-23")} {
			c, err := ledger.Count(context.Background(), r, e)
			if err != nil {
				return err
			}
			n += c
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEveryOperationIsTitledInTheCatalogue(t *testing.T) {
	t.Parallel()
	a := openDemo(t)
	if errs := a.Ops.Check(a.Bundle.Locale("en").Has); len(errs) > 0 {
		t.Error(errs)
	}
	routes := map[string]string{}
	for _, o := range a.Ops.Operations() {
		if twin := routes[o.Route]; twin != "" {
			t.Errorf("%s and %s share the route %s", o.Name, twin, o.Route)
		}
		routes[o.Route] = o.Name
		if !slices.Contains([]string{"GET", "POST", "PUT", "DELETE"}, o.Method()) {
			t.Errorf("%s: method %s", o.Name, o.Method())
		}
	}
}

func TestEveryStatementPreparesOnSQLite(t *testing.T) {
	t.Parallel()
	for _, err := range sqldb.PrepareAll(context.Background(), openDemo(t).DB) {
		t.Error(err)
	}
}
