package ops_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// A little shop of one operation on stalls; stalls 1 to 9 belong to pavilion 10 and exhibitor 100 plus their number.
type paint struct {
	ops.InEdition
	Stall  ident.Exhibitor `json:"stall" check:"required"`
	Colour string          `json:"colour" check:"required,max=10,enum=red|blue"`
	Name   text.T          `json:"name" check:"max=20"`
	Days   []clock.Date    `json:"days" check:"max=2"`
	Height int64           `json:"height" check:"min=1,max=5"`
	Fail   bool            `json:"fail"`
}

func (in paint) Owner(context.Context, sqldb.Runner, ident.Edition) (ops.Owner, error) {
	if in.Stall > 9 {
		return ops.Owner{}, fault.NewNotFound("fault.not-found")
	}
	return ops.Owner{Pavilion: 10, Exhibitor: 100 + in.Stall}, nil
}

type painted struct {
	Coat int64 `json:"coat"`
}

type look struct{ ops.InEdition }

type shop struct {
	r     *ops.Registry
	paint *ops.Op[paint, painted]
	look  *ops.Op[look, painted]
	coats atomic.Int64
	clock *clock.Fixed
}

const (
	home    = ident.Edition(7)
	foreign = ident.Edition(8)
)

func open(_ testing.TB, db *sqldb.DB, l ops.Limits) *shop {
	return openAt(time.Date(2025, 9, 17, 1, 0, 0, 0, time.UTC), db, l)
}

func openAt(now time.Time, db *sqldb.DB, l ops.Limits) *shop {
	c := clock.At(now)
	s := &shop{clock: c, r: ops.NewRegistry(db, c, ident.NewMaker(c, 1), l)}
	s.r.Edition = func(_ context.Context, _ sqldb.Runner, ref string) (ops.EditionState, error) {
		switch ref {
		case "home":
			return ops.EditionState{ID: home, Public: true}, nil
		case "foreign":
			return ops.EditionState{ID: foreign, Public: true}, nil
		case "draft":
			return ops.EditionState{ID: 9}, nil
		}
		return ops.EditionState{}, fault.NewNotFound("fault.edition-not-found", "edition", ref)
	}
	s.paint = ops.Write(s.r, ops.Meta{Name: "shop.stall.paint", Doc: "Paints a stall.", Route: "POST /editions/{edition}/stalls/{stall}/paint", Example: `{}`,
		Roles: []ops.Role{ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin}},
		func(ctx context.Context, tx *ops.Writing, in paint) (painted, error) {
			n := s.coats.Add(1)
			tx.Record("stall", in.Stall, "paint", []ledger.Change{{Field: "colour", To: in.Colour}})
			if in.Fail {
				return painted{}, fault.NewConflict("", "fault.duplicate")
			}
			return painted{n}, nil
		})
	s.look = ops.Read(s.r, ops.Meta{Name: "shop.stall.look", Doc: "Looks.", Route: "GET /editions/{edition}/stalls", Example: `{}`, Roles: []ops.Role{ops.Public}},
		func(ctx context.Context, q *ops.Reading, in look) (painted, error) {
			return painted{int64(q.Edition)}, nil
		})
	return s
}

func as(account int64, grants ...ops.Grant) context.Context {
	return ops.With(context.Background(), ops.Caller{Surface: "api", Address: "203.0.113.9", Actor: ops.Actor{Account: ident.Account(account), Grants: grants}})
}

func withKey(ctx context.Context, key string) context.Context {
	c := ops.From(ctx)
	c.Key = key
	return ops.With(ctx, c)
}

var organiser = ops.Grant{Role: ops.Organiser, Edition: home}

func fine(stall int64) paint {
	return paint{InEdition: ops.InEdition{Edition: "home"}, Stall: ident.Exhibitor(stall), Colour: "red", Height: 1}
}

func entries(t testing.TB, s *shop) []ledger.Entry {
	t.Helper()
	var out []ledger.Entry
	err := s.r.DB().Read(context.Background(), func(q *sqldb.Read) (err error) {
		out, err = ledger.After(context.Background(), q, home, 0, "", "", 200)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhoMay(t *testing.T) {
	t.Parallel()
	s := open(t, sqldbtest.SQLite(t), ops.Limits{})
	for _, c := range []struct {
		name string
		ctx  context.Context
		in   paint
		want string // "" is allowed
	}{
		{"organiser of the edition", as(1, organiser), fine(1), ""},
		{"secretariat", as(1, ops.Grant{Role: ops.Organiser}), fine(1), ""},
		{"pavilion organiser of the pavilion", as(1, ops.Grant{Role: ops.PavilionOrganiser, Edition: home, Pavilion: 10}), fine(1), ""},
		{"exhibitor admin of the stall", as(1, ops.Grant{Role: ops.ExhibitorAdmin, Edition: home, Exhibitor: 101}), fine(1), ""},
		{"anonymous", as(0), fine(1), "fault.sign-in-first"},
		{"signed in without role", as(1), fine(1), "fault.denied"},
		{"visitor", as(1, ops.Grant{Role: ops.Visitor, Edition: home}), fine(1), "fault.denied"},
		{"organiser of another edition", as(1, ops.Grant{Role: ops.Organiser, Edition: foreign}), fine(1), "fault.denied"},
		{"another pavilion", as(1, ops.Grant{Role: ops.PavilionOrganiser, Edition: home, Pavilion: 11}), fine(1), "fault.denied"},
		{"the pavilion in another edition", as(1, ops.Grant{Role: ops.PavilionOrganiser, Edition: foreign, Pavilion: 10}), fine(1), "fault.denied"},
		{"pavilion organiser without a pavilion", as(1, ops.Grant{Role: ops.PavilionOrganiser, Edition: home}), fine(1), "fault.denied"},
		{"another exhibitor", as(1, ops.Grant{Role: ops.ExhibitorAdmin, Edition: home, Exhibitor: 102}), fine(1), "fault.denied"},
		{"staff where only the admin may", as(1, ops.Grant{Role: ops.ExhibitorStaff, Edition: home, Exhibitor: 101}), fine(1), "fault.denied"},
		{"missing object", as(1, organiser), fine(10), "fault.not-found"},
		{"missing edition", as(1, organiser), paint{InEdition: ops.InEdition{Edition: "nowhere"}, Stall: 1, Colour: "red", Height: 1}, "fault.edition-not-found"},
		{"draft edition without a role", as(1, organiser), paint{InEdition: ops.InEdition{Edition: "draft"}, Stall: 1, Colour: "red", Height: 1}, "fault.edition-not-found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := s.coats.Load()
			_, err := s.paint.Do(c.ctx, c.in)
			if got := key(err); got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
			if ran := s.coats.Load() > before; ran != (c.want == "") {
				t.Errorf("the operation ran: %v", ran)
			}
		})
	}
}

func key(err error) string {
	if err == nil {
		return ""
	}
	if e := fault.As(err); e != nil && len(e.Problems) > 0 {
		return e.Problems[0].Key
	}
	return err.Error()
}

func TestEveryProblemOfAnInputIsNamed(t *testing.T) {
	t.Parallel()
	s := open(t, sqldbtest.SQLite(t), ops.Limits{})
	_, err := s.paint.Do(as(1, organiser), paint{Colour: "green", Height: 9, Days: []clock.Date{"2025-02-30"},
		Name: text.Of("en", strings.Repeat("x", 21), "zh", "bad\x00")})
	want := map[string]string{"edition": "fault.required", "stall": "fault.required", "colour": "fault.not-one-of", "height": "fault.too-big",
		"days.0": "fault.not-a-date", "name.en": "fault.too-long", "name.zh": "fault.control-characters"}
	got := map[string]string{}
	if e := fault.As(err); e != nil {
		for _, p := range e.Problems {
			got[p.Field] = p.Key
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	in := fine(1)
	in.Colour = "  red\t"
	if _, err := s.paint.Do(as(1, organiser), in); err != nil {
		t.Errorf("spaces around a word are cut before it is checked: %v", err)
	}
}

func TestStrictJSON(t *testing.T) {
	t.Parallel()
	s := open(t, sqldbtest.SQLite(t), ops.Limits{})
	for input, want := range map[string]string{
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1}`:            "",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"price":2}`:  "fault.unknown-field",
		`{"edition":"home","stall":"pav_0000000000001","colour":"red","height":1}`:            "fault.not-a-key",
		`{"edition":"home","stall":"exh_0000000000001","colour":7,"height":1}`:                "fault.wrong-type",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1}{"again":1}`: "fault.bad-json",
		`{"edition":"home"`: "fault.bad-json",
		`[1,2]`:             "fault.wrong-type",
		`{"edition":"home","stall":"exh_0000000000001","colour":"r\u0000","height":1}`: "fault.control-characters",
		// what encoding/json alone lets pass
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"colour":"blue"}`:                   "colour fault.too-many",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"c\u006flour":"blue"}`:              "colour fault.too-many",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"name":{"en":"a","en":""}}`:         "name.en fault.too-many",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"Fail":true}`:                       "Fail fault.unknown-field",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":null}`:                                "height fault.wrong-type",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"name":null}`:                       "name fault.wrong-type",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"days":[null]}`:                     "days.0 fault.wrong-type",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"days":null}`:                       "",
		`{"edition":"home","stall":"exh_0000000000001","colour":"red","height":1,"name":{"??":"x"}}`:                 "name fault.pattern",
		`{"edition":"home","stall":"exh_1","colour":"red","height":1}`:                                               "stall fault.not-a-key",
		"{\"edition\":\"home\",\"colour\":\"r\xff\"}":                                                                "fault.utf8",
		` { "edition" : "home" , "stall":"exh_0000000000001",` + "\n\t" + `"colour":"red","days":[ ], "height":1 } `: "",
	} {
		out, err := s.r.Find("shop.stall.paint").CallJSON(as(1, organiser), []byte(input))
		got := key(err)
		if field, _, ok := strings.Cut(want, " "); ok && fault.As(err) != nil {
			want = strings.TrimPrefix(want, field+" ")
			if at := fault.As(err).Problems[0].Field; at != field {
				t.Errorf("%s: problem of %q, want of %q", input, at, field)
			}
		}
		if got != want {
			t.Errorf("%s: got %q (%v), want %q", input, got, err, want)
		}
		if err == nil && !json.Valid(out) {
			t.Errorf("%s: answer %q", input, out)
		}
	}
}

func TestAKeyHasOneEffectAndOneAnswer(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := open(t, db, ops.Limits{})
		ctx := withKey(as(1, organiser), "k1")
		var wg sync.WaitGroup
		answers := make([]painted, 16)
		for i := range answers {
			wg.Go(func() {
				for {
					got, err := s.paint.Do(ctx, fine(1))
					if key(err) == "fault.in-progress" { // PostgreSQL: the twin is not yet committed
						continue
					}
					if err != nil {
						t.Error(err)
					}
					answers[i] = got
					return
				}
			})
		}
		wg.Wait()
		for _, a := range answers {
			if a != answers[0] || a.Coat == 0 {
				t.Errorf("answers differ: %v", answers)
				break
			}
		}
		if n := len(entries(t, s)); n != 1 {
			t.Errorf("%d ledger entries, want 1", n)
		}
		other := fine(2)
		if _, err := s.paint.Do(ctx, other); key(err) != "fault.key-reused" || fault.Of(err) != fault.Conflict {
			t.Errorf("the key with other content: got %v, want a Conflict", err)
		}
		if _, err := s.paint.Do(withKey(as(2, organiser), "k1"), other); err != nil {
			t.Errorf("another person's same key is another key: %v", err)
		}
		if _, err := s.paint.Do(withKey(as(2), "k1"), fine(1)); fault.Of(err) != fault.Denied {
			t.Errorf("a key does not open what is denied: %v", err)
		}
	})
}

func TestAFailedWriteLeavesNothing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := open(t, db, ops.Limits{})
		bad := fine(1)
		bad.Fail = true
		ctx := withKey(as(1, organiser), "k2")
		if _, err := s.paint.Do(ctx, bad); fault.Of(err) != fault.Conflict {
			t.Fatalf("got %v", err)
		}
		if n := len(entries(t, s)); n != 0 {
			t.Errorf("%d ledger entries of a failed write", n)
		}
		if _, err := s.paint.Do(ctx, fine(1)); err != nil {
			t.Errorf("the key of a failed write is free: %v", err)
		}
	})
}

func TestTheLedgerTellsWhoWhatAndHow(t *testing.T) {
	t.Parallel()
	s := open(t, sqldbtest.SQLite(t), ops.Limits{})
	if _, err := s.paint.Do(as(5, organiser), fine(3)); err != nil {
		t.Fatal(err)
	}
	got := entries(t, s)
	want := ledger.Entry{EditionID: home, ID: 1, At: clock.Of(s.clock.Now()), AccountID: 5, Surface: "api", Operation: "shop.stall.paint",
		Kind: "stall", Object: ident.Exhibitor(3).String(), Verb: "paint", Changes: json.RawMessage(`[{"field":"colour","to":"red"}]`)}
	if len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestRateLimits(t *testing.T) {
	t.Parallel()
	s := open(t, sqldbtest.SQLite(t), ops.Limits{Writes: ops.Limit{PerSecond: 1, Burst: 3}, Reads: ops.Limit{PerSecond: 1, Burst: 5}})
	allowed := func(ctx context.Context) (n int) {
		for range 10 {
			if _, err := s.paint.Do(ctx, fine(1)); err == nil {
				n++
			} else if e := fault.As(err); e.Kind != fault.Unavailable || e.RetryAfterSeconds < 1 {
				t.Errorf("got %v, want Unavailable with a time", err)
			}
		}
		return n
	}
	if n := allowed(as(1, organiser)); n != 3 {
		t.Errorf("%d writes at once, want the burst of 3", n)
	}
	if n := allowed(as(2, organiser)); n != 3 {
		t.Errorf("another person: %d writes, want 3", n)
	}
	s.clock.Advance(2 * time.Second)
	if n := allowed(as(1, organiser)); n != 2 {
		t.Errorf("two seconds later %d writes, want 2", n)
	}
	cli := ops.From(as(1, organiser))
	cli.Surface = "cli"
	if n := allowed(ops.With(context.Background(), cli)); n != 10 {
		t.Errorf("command line: %d writes, want all", n)
	}
}

func TestAPanicIsInternalAndOthersGoOn(t *testing.T) {
	t.Parallel()
	db := sqldbtest.SQLite(t)
	s := open(t, db, ops.Limits{})
	boom := ops.Write(s.r, ops.Meta{Name: "shop.stall.burn", Doc: "Burns.", Route: "POST /burn", Example: `{}`, Roles: []ops.Role{ops.Public}},
		func(context.Context, *ops.Writing, struct{}) (painted, error) { panic("fire") })
	if _, err := boom.Do(as(1), struct{}{}); fault.Of(err) != fault.Internal || !strings.Contains(err.Error(), "fire") {
		t.Errorf("got %v, want Internal", err)
	}
	if _, err := s.paint.Do(as(1, organiser), fine(1)); err != nil {
		t.Error(err)
	}
}

func TestBadDeclarationsStopTheStart(t *testing.T) {
	t.Parallel()
	nothing := func(context.Context, *ops.Reading, look) (painted, error) { return painted{}, nil }
	good := ops.Meta{Name: "shop.a.b", Doc: "Doc.", Route: "GET /editions/{edition}/a", Example: `{}`, Roles: []ops.Role{ops.Public}}
	for name, spoil := range map[string]func(*ops.Meta){
		"no doc": func(m *ops.Meta) { m.Doc = " " }, "no roles": func(m *ops.Meta) { m.Roles = nil }, "no route": func(m *ops.Meta) { m.Route = "GET" },
		"bad example": func(m *ops.Meta) { m.Example = "{" }, "a read that is not GET": func(m *ops.Meta) { m.Route = "POST /editions/{edition}/a" },
		"owner unknown": func(m *ops.Meta) { m.Roles = []ops.Role{ops.ExhibitorAdmin} }, "name": func(m *ops.Meta) { m.Name = "shop" },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, sqldbtest.SQLite(t), ops.Limits{})
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			m := good
			spoil(&m)
			ops.Read(s.r, m, nothing)
		})
	}
	s := open(t, sqldbtest.SQLite(t), ops.Limits{})
	ops.Read(s.r, good, nothing)
	if errs := s.r.Check(func(k string) bool { return k == "op.shop.a.b" }); len(errs) != 2 {
		t.Errorf("untitled operations: got %v, want the two others", errs)
	}
}

func TestFeedNeverMissesAnEntry(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := open(t, db, ops.Limits{})
		changes := ops.RegisterChanges(s.r)
		done := make(chan struct{})
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				for i := range 25 {
					if _, err := s.paint.Do(as(int64(w+1), organiser), fine(int64(i%9+1))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		go func() { wg.Wait(); close(done) }()
		after, seen := int64(0), 0
		for finished := false; ; {
			p, err := changes.List.Do(as(1, organiser), ops.ListChanges{InEdition: ops.InEdition{Edition: "home"}, After: after, Limit: 7})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range p.Items {
				if e.ID != int64(seen)+1 {
					t.Fatalf("entry %d follows %d", e.ID, seen)
				}
				seen++
			}
			after = p.Next
			if len(p.Items) == 0 && finished {
				break
			}
			select {
			case <-done:
				finished = true
			default:
			}
		}
		if seen != 200 {
			t.Errorf("%d entries read, want 200", seen)
		}
	})
}

func TestEveryStatementPrepares(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if errs := sqldb.PrepareAll(context.Background(), db); len(errs) > 0 {
			t.Error(errors.Join(errs...))
		}
	})
}

func BenchmarkWriteThroughThePipeline(b *testing.B) {
	s := open(b, sqldbtest.SQLite(b), ops.Limits{})
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := s.paint.Do(as(1, organiser), fine(1)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}
