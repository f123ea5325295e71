package people_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

func TestAnAddressHasOneAccount(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		ids := map[ident.Account]bool{}
		for _, email := range []string{"a@example.com", "A@Example.com", " a@EXAMPLE.COM", "a@example.com"} {
			wg.Go(func() {
				err := h.db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
					a, _, err := people.EnsureAccount(ctx, &ops.Writing{Tx: tx, Call: ops.Call{Now: clock.Of(h.clock.Now()), IDs: h.reg.IDs()}}, people.Person{Email: email})
					if err == nil {
						tx.AfterCommit(func() { mu.Lock(); ids[a.ID] = true; mu.Unlock() })
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if len(ids) != 1 {
			t.Errorf("accounts %v of one address", ids)
		}
	})
}

func TestAPersonSetsNameAndLanguage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		ctx := h.as(t, h.token(t, "a@example.com"))
		got, err := h.UpdateMe.Do(ctx, people.UpdateMe{Name: "  李\n梅 ", Language: "zh"})
		if err != nil || got.Name != "李 梅" || got.Language != "zh" {
			t.Errorf("%+v, %v", got, err)
		}
		me, err := h.Me.Do(ctx, people.None{})
		if err != nil || me.Account != got {
			t.Errorf("me %+v, %v; want %+v", me.Account, err, got)
		}
		other := h.person(t, "b@example.com")
		names, err := h.core.Names(ctx, []ident.Account{got.ID, other, 77})
		if d := cmp.Diff(map[ident.Account]string{got.ID: "李 梅", other: "b@example.com"}, names); d != "" || err != nil {
			t.Errorf("names (-want +got):\n%s%v", d, err)
		}
		for _, bad := range []people.UpdateMe{{Language: "xx"}, {Language: ""}, {Language: "zh", Name: "\u202eevil"}, {Language: "zh", Name: "\xff"}} {
			if _, err := h.UpdateMe.Do(ctx, bad); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: %v, want Invalid", bad, err)
			}
		}
	})
}

func TestAnOrganisationOutlivesAnEdition(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		id := h.person(t, "a@example.com")
		var first, again, abroad people.Organisation
		h.write(t, func(ctx context.Context, w *ops.Writing) (err error) {
			first, err = people.EnsureOrganisation(ctx, w, people.Organisation{Name: "Café Đà Lạt", Country: "VN", Website: "https://dalat.example", Registration: "0301"})
			if err != nil {
				return err
			}
			if again, err = people.EnsureOrganisation(ctx, w, people.Organisation{Name: " CAFE DA LAT. ", Country: "VN"}); err != nil {
				return err
			}
			if abroad, err = people.EnsureOrganisation(ctx, w, people.Organisation{Name: "Café Đà Lạt", Country: "TH"}); err != nil {
				return err
			}
			if err := people.AddMember(ctx, w, first.ID, id, "Sales"); err != nil {
				return err
			}
			return people.AddMember(ctx, w, first.ID, id, "Sales")
		})
		if d := cmp.Diff(first, again); d != "" || abroad.ID == first.ID {
			t.Errorf("the same firm is found again (-want +got):\n%s, abroad it is %v", d, abroad.ID)
		}
		me, err := h.Me.Do(h.as(t, h.token(t, "a@example.com")), people.None{})
		if err != nil || len(me.Organisations) != 1 || me.Organisations[0].OrganisationID != first.ID || me.Organisations[0].Title != "Sales" {
			t.Errorf("%+v, %v", me, err)
		}
		err = h.db.Read(t.Context(), func(r *sqldb.Read) error {
			_, err := people.FindOrganisation(t.Context(), r, first.ID+1<<30)
			return err
		})
		wantFault(t, "an organisation that is not there", err, fault.NotFound, "people.organisation.not-found")
	})
}
