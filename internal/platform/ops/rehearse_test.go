package ops_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type parcel struct {
	ops.InEdition
	Data []byte `json:"data" check:"required,max=10"`
	Only bool   `json:"only"`
}

func TestARehearsalAnswersAndLeavesNothing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := open(t, db, ops.Limits{})
		send := ops.Write(s.r, ops.Meta{Name: "shop.parcel.send", Doc: "Sends.", Roles: []ops.Role{ops.Organiser}, Route: "POST /editions/{edition}/parcels", Example: "{}"},
			func(_ context.Context, tx *ops.Writing, in parcel) (int, error) {
				tx.Record("parcel", ident.Exhibitor(1), ledger.Created, nil)
				if in.Only {
					tx.Rehearse()
				}
				return len(in.Data), nil
			})
		ctx := ops.With(context.Background(), ops.Caller{Key: "k", Actor: ops.Actor{Account: 3, Grants: []ops.Grant{{Role: ops.Organiser, Edition: home}}}})
		in := parcel{ops.InEdition{Edition: "home"}, []byte("four"), true}
		entries := func() (n int64) {
			err := db.Read(ctx, func(r *sqldb.Read) (err error) { n, err = ledger.Count(ctx, r, home); return err })
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n, err := send.Do(ctx, in); err != nil || n != 4 || entries() != 0 {
			t.Errorf("rehearsal: %d %v, %d ledger entries", n, err, entries())
		}
		in.Only = false // another content under the same key: the rehearsal kept none
		if n, err := send.Do(ctx, in); err != nil || n != 4 || entries() != 1 {
			t.Errorf("in earnest: %d %v, %d ledger entries", n, err, entries())
		}
	})
}

func TestBytesAreBase64AndBounded(t *testing.T) {
	t.Parallel()
	s := open(t, sqldbtest.SQLite(t), ops.Limits{})
	echo := ops.Write(s.r, ops.Meta{Name: "shop.parcel.echo", Doc: "Echoes.", Roles: []ops.Role{ops.Public}, Route: "POST /editions/{edition}/echo", Example: "{}"},
		func(_ context.Context, _ *ops.Writing, in parcel) (string, error) { return string(in.Data), nil })
	out, err := echo.CallJSON(context.Background(), []byte(`{"edition":"home","data":"aGVsbG8="}`))
	if err != nil || !bytes.Equal(out, []byte(`"hello"`)) {
		t.Errorf("%s %v", out, err)
	}
	for data, key := range map[string]string{strings.Repeat("A", 16): "fault.body-too-big", "": "fault.required"} {
		_, err := echo.CallJSON(context.Background(), []byte(`{"edition":"home","data":"`+data+`"}`))
		if e := fault.As(err); e == nil || e.Problems[0].Key != key || e.Problems[0].Field != "data" {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := echo.CallJSON(context.Background(), []byte(`{"edition":"home","data":"not base64!"}`)); !fault.Is(err, fault.Invalid) {
		t.Errorf("not base64: %v", err)
	}
	p := echo.In.Properties["data"]
	if p.Type != "string" || p.ContentEncoding != "base64" || p.MaxLength == nil || *p.MaxLength != 16 {
		t.Errorf("schema %+v", p)
	}
}

func TestACheckerObeysTheTags(t *testing.T) {
	t.Parallel()
	type row struct {
		Name string `json:"name" check:"required,max=5"`
	}
	check := ops.Checker[row]()
	r := row{" Acme "}
	if err := check(&r); err != nil || r.Name != "Acme" {
		t.Errorf("%q %v", r.Name, err)
	}
	if e := fault.As(check(&row{"Mekong"})); e == nil || e.Problems[0].Key != "fault.too-long" {
		t.Errorf("%v", e)
	}
}
