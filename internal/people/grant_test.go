package people_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

var (
	secretariat = ops.Grant{Role: ops.Organiser}
	organiser22 = ops.Grant{Role: ops.Organiser, Edition: edition22}
	organiserA  = ops.Grant{Role: ops.PavilionOrganiser, Edition: edition22, Pavilion: pavilionA}
	adminA      = ops.Grant{Role: ops.ExhibitorAdmin, Edition: edition22, Exhibitor: inA}
)

var actors = []struct {
	name   string
	grants []ops.Grant
}{
	{"secretariat", []ops.Grant{secretariat}},
	{"organiser 22", []ops.Grant{organiser22}},
	{"organiser 23", []ops.Grant{{Role: ops.Organiser, Edition: edition23}}},
	{"pavilion A", []ops.Grant{organiserA}},
	{"admin in A", []ops.Grant{adminA}},
	{"staff in A", []ops.Grant{{Role: ops.ExhibitorStaff, Edition: edition22, Exhibitor: inA}}},
	{"gate", []ops.Grant{{Role: ops.Gate, Edition: edition22}}},
	{"visitor", []ops.Grant{{Role: ops.Visitor, Edition: edition22}}},
	{"nobody", nil},
	{"pavilion A and B", []ops.Grant{organiserA, {Role: ops.PavilionOrganiser, Edition: edition22, Pavilion: pavilionB}}},
}

// grantCases say who may give what in edition 22: one letter an actor of the table above, y or n.
var grantCases = []struct {
	name string
	in   people.CreateGrant
	may  string
}{
	{"secretariat", people.CreateGrant{Role: ops.Organiser, Everywhere: true}, "ynnnnnnnnn"},
	{"organiser", people.CreateGrant{Role: ops.Organiser}, "yynnnnnnnn"},
	{"gate", people.CreateGrant{Role: ops.Gate}, "yynnnnnnnn"},
	{"visitor", people.CreateGrant{Role: ops.Visitor}, "yynnnnnnnn"},
	{"organiser of pavilion A", people.CreateGrant{Role: ops.PavilionOrganiser, Pavilion: pavilionA}, "yynnnnnnnn"},
	{"organiser of pavilion B", people.CreateGrant{Role: ops.PavilionOrganiser, Pavilion: pavilionB}, "yynnnnnnnn"},
	{"admin in A", people.CreateGrant{Role: ops.ExhibitorAdmin, Exhibitor: inA}, "yynyynnnny"},
	{"staff in A", people.CreateGrant{Role: ops.ExhibitorStaff, Exhibitor: inA}, "yynyynnnny"},
	{"admin in B", people.CreateGrant{Role: ops.ExhibitorAdmin, Exhibitor: inB}, "yynnnnnnny"},
	{"staff in B", people.CreateGrant{Role: ops.ExhibitorStaff, Exhibitor: inB}, "yynnnnnnny"},
}

func TestWhoMayGiveAndTakeWhichRole(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.person(t, "boss@example.com", secretariat)
		h.person(t, "chair@example.com", organiser22)
		for i, actor := range actors {
			ctx := holding(t, ident.Account(9000+i), actor.grants...)
			for n, tt := range grantCases {
				what := actor.name + " gives " + tt.name
				in := tt.in
				in.InEdition = ops.InEdition{Edition: "expo-22"}
				in.Email = fmt.Sprintf("p%d-%d@example.com", i, n)
				got, err := h.CreateGrant.Do(ctx, in)
				if tt.may[i] == 'n' {
					if !fault.Is(err, fault.Denied) {
						t.Errorf("%s: got %v, want Denied", what, err)
					}
					// The same role, given by one who may, cannot be taken away by one who may not.
					if got, err = h.CreateGrant.Do(holding(t, 1, secretariat), in); err != nil {
						t.Fatal(err)
					}
					_, err = h.RemoveGrant.Do(ctx, people.OneGrant{InEdition: in.InEdition, Grant: got.ID})
					if !fault.Is(err, fault.Denied) {
						t.Errorf("%s, takes: got %v, want Denied", what, err)
					}
					continue
				}
				if err != nil {
					t.Errorf("%s: %v", what, err)
					continue
				}
				if _, err := h.RemoveGrant.Do(ctx, people.OneGrant{InEdition: in.InEdition, Grant: got.ID}); err != nil {
					t.Errorf("%s, takes: %v", what, err)
				}
				_, err = h.RemoveGrant.Do(ctx, people.OneGrant{InEdition: in.InEdition, Grant: got.ID})
				if !fault.Is(err, fault.NotFound) {
					t.Errorf("%s, takes twice: %v", what, err)
				}
			}
		}
	})
}

func TestGrantsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		ctx := holding(t, 1, secretariat)
		in22 := ops.InEdition{Edition: "expo-22"}
		for _, tt := range []struct {
			in   people.CreateGrant
			kind fault.Kind
			key  string
		}{
			{people.CreateGrant{Role: ops.PavilionOrganiser}, fault.Invalid, "people.grant.needs-pavilion"},
			{people.CreateGrant{Role: ops.ExhibitorStaff}, fault.Invalid, "people.grant.needs-exhibitor"},
			{people.CreateGrant{Role: ops.ExhibitorStaff, Exhibitor: inA, Pavilion: pavilionA}, fault.Invalid, "people.grant.no-pavilion"},
			{people.CreateGrant{Role: ops.Gate, Exhibitor: inA}, fault.Invalid, "people.grant.no-exhibitor"},
			{people.CreateGrant{Role: ops.Gate, Everywhere: true}, fault.Invalid, "people.grant.only-organiser-everywhere"},
			{people.CreateGrant{Role: "king"}, fault.Invalid, "fault.not-one-of"},
			{people.CreateGrant{Role: ops.Member}, fault.Invalid, "fault.not-one-of"},
			{people.CreateGrant{Role: ops.PavilionOrganiser, Pavilion: pavilionC}, fault.NotFound, "fault.not-found"},
			{people.CreateGrant{Role: ops.ExhibitorAdmin, Exhibitor: inC}, fault.NotFound, "fault.not-found"},
			{people.CreateGrant{Role: ops.Gate, Email: "a@b.co\r\nBcc: c@d.ee"}, fault.Invalid, "fault.pattern-email"},
			{people.CreateGrant{Role: ops.Gate, Name: strings.Repeat("x", 101)}, fault.Invalid, "fault.too-long"},
		} {
			tt.in.InEdition = in22
			if tt.in.Email == "" {
				tt.in.Email = "a@example.com"
			}
			_, err := h.CreateGrant.Do(ctx, tt.in)
			wantFault(t, fmt.Sprintf("%+v", tt.in), err, tt.kind, tt.key)
		}
		if n := len(h.letters()); n != 0 {
			t.Errorf("%d letters went out for refused grants", n)
		}
		got, err := h.ListAccounts.Do(ctx, people.ListAccounts{InEdition: in22})
		if err != nil || len(got.Items) != 0 {
			t.Errorf("refused grants left %v, %v", got, err)
		}
	})
}

func TestAGrantInvitesByLetter(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		ctx := holding(t, 1, organiserA)
		in := people.CreateGrant{InEdition: ops.InEdition{Edition: "expo-22"}, Email: "New@Example.com", Name: " Somchai\nJaidee ",
			Language: "en", Role: ops.ExhibitorAdmin, Exhibitor: inA}
		got, err := h.CreateGrant.Do(ctx, in)
		if err != nil || got.Email != "new@example.com" || got.Name != "Somchai Jaidee" || got.EditionID != edition22 {
			t.Fatalf("%+v, %v", got, err)
		}
		m := h.letters()
		if len(m) != 1 || m[0].To != "new@example.com" {
			t.Fatalf("letters: %v", m)
		}
		for _, words := range []string{"Exhibitor administrator", "the 22nd Expo", "new@example.com", "https://expo.example/en/sign-in"} {
			if !strings.Contains(m[0].Text, words) {
				t.Errorf("the letter does not say %q:\n%s", words, m[0].Text)
			}
		}
		_, err = h.CreateGrant.Do(ctx, in)
		wantFault(t, "the same again", err, fault.Conflict, "people.grant.exists")
		if len(h.letters()) != 1 {
			t.Error("a refused grant sent a letter")
		}
		if a := ops.From(h.as(t, h.token(t, "new@example.com"))).Actor; a.Account != got.AccountID || len(a.Grants) != 1 || a.Grants[0] != adminA {
			t.Errorf("signed in as %+v, want account %v with %+v", a, got.AccountID, adminA)
		}
	})
}

func TestTheLastOrganiserStays(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		in22 := ops.InEdition{Edition: "expo-22"}
		id := h.person(t, "chair@example.com", organiser22)
		ctx := holding(t, id, organiser22)
		list, err := h.ListGrants.Do(ctx, people.ListGrants{InEdition: in22, Role: ops.Organiser})
		if err != nil || len(list.Items) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		mine := people.OneGrant{InEdition: in22, Grant: list.Items[0].ID}
		_, err = h.RemoveGrant.Do(ctx, mine)
		wantFault(t, "the only organiser", err, fault.Conflict, "people.grant.last-organiser")
		for round := range 12 { // enough for both to look before either has removed, if nothing held them apart
			h.person(t, fmt.Sprintf("vice%d@example.com", round), organiser22)
			list, err = h.ListGrants.Do(ctx, people.ListGrants{InEdition: in22, Role: ops.Organiser})
			if err != nil || len(list.Items) != 2 {
				t.Fatalf("%v, %v", list, err)
			}
			var wg sync.WaitGroup
			errs := make([]error, 2)
			for i := range errs {
				by := holding(t, list.Items[i].AccountID, organiser22)
				wg.Go(func() { _, errs[i] = h.RemoveGrant.Do(by, people.OneGrant{InEdition: in22, Grant: list.Items[1-i].ID}) })
			}
			wg.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("two organisers removed each other: %v, %v; want exactly one to succeed", errs[0], errs[1])
			}
		}
		h.person(t, "boss@example.com", secretariat)
		list, err = h.ListGrants.Do(ctx, people.ListGrants{InEdition: in22, Role: ops.Organiser})
		if err != nil || len(list.Items) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		if _, err := h.RemoveGrant.Do(ctx, people.OneGrant{InEdition: in22, Grant: list.Items[0].ID}); err != nil {
			t.Errorf("the edition's last organiser while the secretariat is there: %v", err)
		}
		list, err = h.ListGrants.Do(holding(t, 1, secretariat), people.ListGrants{InEdition: in22, Everywhere: true})
		if err != nil || len(list.Items) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		_, err = h.RemoveGrant.Do(holding(t, 1, secretariat), people.OneGrant{InEdition: in22, Grant: list.Items[0].ID})
		wantFault(t, "the secretariat's last", err, fault.Conflict, "people.grant.last-organiser")
	})
}

func TestWhoSeesWhichGrants(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.person(t, "boss@example.com", secretariat)
		h.person(t, "a@example.com", organiserA, adminA)
		h.person(t, "b@example.com", ops.Grant{Role: ops.ExhibitorAdmin, Edition: edition22, Exhibitor: inB})
		h.person(t, "c@example.com", ops.Grant{Role: ops.ExhibitorAdmin, Edition: edition23, Exhibitor: inC})
		in22 := ops.InEdition{Edition: "expo-22"}
		for _, tt := range []struct {
			name string
			in   people.ListGrants
			sees string // one letter an actor: number of grants, or n for Denied
		}{
			{"all", people.ListGrants{}, "33nnnnnnnn"},
			{"secretariat", people.ListGrants{Everywhere: true}, "11nnnnnnnn"},
			{"exhibitor in A", people.ListGrants{Exhibitor: inA}, "11n11nnnn1"},
			{"exhibitor in B", people.ListGrants{Exhibitor: inB}, "11nnnnnnn1"},
			{"exhibitor in B through pavilion A", people.ListGrants{Exhibitor: inB, Pavilion: pavilionA}, "00nnnnnnn0"},
			{"pavilion A", people.ListGrants{Pavilion: pavilionA}, "11n1nnnnn1"},
			{"pavilion B", people.ListGrants{Pavilion: pavilionB}, "00nnnnnnn0"},
			{"role", people.ListGrants{Role: ops.ExhibitorAdmin}, "22nnnnnnnn"},
			{"address", people.ListGrants{Email: "A@"}, "22nnnnnnnn"},
		} {
			tt.in.InEdition = in22
			for i, actor := range actors {
				got, err := h.ListGrants.Do(holding(t, ident.Account(9000+i), actor.grants...), tt.in)
				if tt.sees[i] == 'n' {
					if !fault.Is(err, fault.Denied) {
						t.Errorf("%s lists %s: got %v, %v; want Denied", actor.name, tt.name, got, err)
					}
				} else if err != nil || len(got.Items) != int(tt.sees[i]-'0') {
					t.Errorf("%s lists %s: got %v, %v; want %c", actor.name, tt.name, got, err, tt.sees[i])
				}
			}
		}
		all, err := h.ListGrants.Do(holding(t, 1, secretariat), people.ListGrants{InEdition: in22, Role: ops.ExhibitorAdmin})
		if err != nil || len(all.Items) != 2 {
			t.Fatalf("%v, %v", all, err)
		}
		for i, actor := range actors {
			for _, g := range all.Items {
				_, err := h.FindGrant.Do(holding(t, ident.Account(9000+i), actor.grants...), people.OneGrant{InEdition: in22, Grant: g.ID})
				sees := map[ident.Exhibitor]string{inA: "yynyynnnny", inB: "yynnnnnnny"}[g.ExhibitorID]
				if (err == nil) != (sees[i] == 'y') || err != nil && !fault.Is(err, fault.Denied) {
					t.Errorf("%s finds the grant of %v: %v", actor.name, g.ExhibitorID, err)
				}
			}
		}
		for i, actor := range actors[1:] {
			_, err := h.ListAccounts.Do(holding(t, ident.Account(9000+i), actor.grants...), people.ListAccounts{InEdition: in22})
			if (err == nil) != (actor.name == "organiser 22") {
				t.Errorf("%s lists accounts: %v", actor.name, err)
			}
		}
	})
}

func TestListsPageByKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		in22 := ops.InEdition{Edition: "expo-22"}
		for i := range 5 {
			h.person(t, fmt.Sprintf("p%d@example.com", 4-i), ops.Grant{Role: ops.Gate, Edition: edition22}, ops.Grant{Role: ops.Visitor, Edition: edition22})
		}
		h.person(t, "p_x@example.com", ops.Grant{Role: ops.Gate, Edition: edition22})
		h.person(t, "elsewhere@example.com", ops.Grant{Role: ops.Gate, Edition: edition23})
		ctx := holding(t, 1, organiser22)
		var emails []string
		grants := 0
		for after := ""; ; {
			page, err := h.ListAccounts.Do(ctx, people.ListAccounts{InEdition: in22, After: after, Limit: 2})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range page.Items {
				emails = append(emails, a.Email)
				grants += len(a.Grants)
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if got := strings.Join(emails, " "); got != "p0@example.com p1@example.com p2@example.com p3@example.com p4@example.com p_x@example.com" || grants != 11 {
			t.Errorf("accounts %s with %d grants", got, grants)
		}
		got, err := h.ListAccounts.Do(ctx, people.ListAccounts{InEdition: in22, Email: "P_"})
		if err != nil || len(got.Items) != 1 || got.Items[0].Email != "p_x@example.com" {
			t.Errorf("beginning with p_: %v, %v", got, err)
		}
		count := 0
		for after := ""; ; {
			page, err := h.ListGrants.Do(ctx, people.ListGrants{InEdition: in22, After: after, Limit: 4})
			if err != nil {
				t.Fatal(err)
			}
			count += len(page.Items)
			if after = page.Next; after == "" {
				break
			}
		}
		if count != 11 {
			t.Errorf("%d grants, want 11", count)
		}
		_, err = h.ListGrants.Do(ctx, people.ListGrants{InEdition: in22, After: "no cursor"})
		wantFault(t, "a broken cursor", err, fault.Invalid, "fault.cursor")
	})
}
