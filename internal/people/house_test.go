package people_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// Two editions, each with a pavilion and an exhibitor in it; the first has a second pavilion with its own exhibitor.
const (
	edition22 = ident.Edition(22)
	edition23 = ident.Edition(23)
	pavilionA = ident.Pavilion(101)
	pavilionB = ident.Pavilion(102)
	pavilionC = ident.Pavilion(103)
	inA       = ident.Exhibitor(201)
	inB       = ident.Exhibitor(202)
	inC       = ident.Exhibitor(203) // of edition 23
)

var places = map[ident.Exhibitor]struct {
	edition  ident.Edition
	pavilion ident.Pavilion
}{inA: {edition22, pavilionA}, inB: {edition22, pavilionB}, inC: {edition23, pavilionC}}

// house is the capability over a database, with a post box instead of a mail server.
type house struct {
	*people.Operations
	core  *people.Core
	db    *sqldb.DB
	reg   *ops.Registry
	clock *clock.Fixed
	mu    sync.Mutex
	post  []people.Message
}

func newHouse(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	words, err := i18n.New(people.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	h := &house{db: db, clock: clock.At(time.Date(2025, 9, 17, 2, 5, 0, 0, time.UTC))}
	h.core, err = people.New(people.Deps{DB: db, Secret: bytes.Repeat([]byte("s"), 32), Words: words, BaseURL: "https://expo.example",
		Mail: func(_ context.Context, tx *sqldb.Tx, _ clock.Micros, m people.Message) error {
			tx.AfterCommit(func() { h.mu.Lock(); h.post = append(h.post, m); h.mu.Unlock() })
			return nil
		},
		ExhibitorOwner: func(_ context.Context, _ sqldb.Runner, e ident.Edition, x ident.Exhibitor) (ops.Owner, error) {
			if places[x].edition != e {
				return ops.Owner{}, fault.NewNotFound("fault.not-found")
			}
			return ops.Owner{Pavilion: places[x].pavilion, Exhibitor: x}, nil
		},
		CheckPavilion: func(_ context.Context, _ sqldb.Runner, e ident.Edition, p ident.Pavilion) error {
			if e == edition22 && (p == pavilionA || p == pavilionB) || e == edition23 && p == pavilionC {
				return nil
			}
			return fault.NewNotFound("fault.not-found")
		},
		EditionName: func(context.Context, sqldb.Runner, ident.Edition, string) (string, error) {
			return "the 22nd Expo", nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	h.reg = ops.NewRegistry(db, h.clock, ident.NewMaker(h.clock, 1), ops.Limits{})
	h.reg.Edition = func(_ context.Context, _ sqldb.Runner, ref string) (ops.EditionState, error) {
		switch ref {
		case "expo-22":
			return ops.EditionState{ID: edition22, Public: true}, nil
		case "expo-23":
			return ops.EditionState{ID: edition23, Public: true}, nil
		}
		return ops.EditionState{}, fault.NewNotFound("fault.edition-not-found", "edition", ref)
	}
	h.Operations = h.core.Register(h.reg)
	for _, err := range h.reg.Check(words.Locale("en").Has) {
		t.Error(err)
	}
	return h
}

// each runs f on both engines with a house of its own.
func each(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { f(t, newHouse(t, db)) })
}

// write runs f as the program itself does when it seeds.
func (h *house) write(t *testing.T, f func(ctx context.Context, w *ops.Writing) error) {
	t.Helper()
	err := h.db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		return f(ctx, &ops.Writing{Tx: tx, Call: ops.Call{Now: clock.Of(h.clock.Now()), IDs: h.reg.IDs()}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// person makes an account with the grants and returns its key.
func (h *house) person(t *testing.T, email string, grants ...ops.Grant) ident.Account {
	t.Helper()
	var id ident.Account
	h.write(t, func(ctx context.Context, w *ops.Writing) error {
		a, _, err := people.EnsureAccount(ctx, w, people.Person{Email: email})
		if err != nil {
			return err
		}
		id = a.ID
		for _, g := range grants {
			if _, _, err := people.AddGrant(ctx, w, a, g); err != nil {
				return err
			}
		}
		return nil
	})
	return id
}

var codeInLetter = regexp.MustCompile(`\d{4} \d{4}`)

// askCode requests a code and reads it from the letter.
func (h *house) askCode(t *testing.T, email string) (people.CodeSent, string) {
	t.Helper()
	before := len(h.letters())
	sent, err := h.RequestCode.Do(t.Context(), people.RequestCode{Email: email})
	if err != nil {
		t.Fatal(err)
	}
	letters := h.letters()
	if len(letters) != before+1 {
		t.Fatalf("%d letters after one request, want one more than %d", len(letters), before)
	}
	return sent, codeInLetter.FindString(letters[before].Text)
}

func (h *house) letters() []people.Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]people.Message{}, h.post...)
}

// open signs in by code; the refusal is the error.
func (h *house) open(ctx context.Context, request people.CodeRequest, code string) (people.Opening, error) {
	o, err := h.OpenSession.Do(ctx, people.OpenSession{Request: request, Code: code, Agent: "test"})
	if err == nil {
		err = o.Err()
	}
	return o, err
}

// token signs a person in and returns the session's token.
func (h *house) token(t *testing.T, email string) string {
	t.Helper()
	sent, code := h.askCode(t, email)
	o, err := h.open(t.Context(), sent.Request, code)
	if err != nil {
		t.Fatal(err)
	}
	return o.Token
}

// as returns the context of whoever holds the token.
func (h *house) as(t *testing.T, token string) context.Context {
	t.Helper()
	a, err := h.core.Authenticate(t.Context(), token, clock.Of(h.clock.Now()))
	if err != nil {
		t.Fatal(err)
	}
	return ops.With(t.Context(), ops.Caller{Actor: a})
}

func (h *house) signedIn(t *testing.T, token string) bool {
	t.Helper()
	return ops.From(h.as(t, token)).Actor.Account != 0
}

// holding returns a context whose actor holds just these grants.
func holding(t *testing.T, account ident.Account, grants ...ops.Grant) context.Context {
	t.Helper()
	return ops.With(t.Context(), ops.Caller{Actor: ops.Actor{Account: account, Grants: grants}})
}

// wantFault fails unless err has the kind and its first problem the key.
func wantFault(t *testing.T, what string, err error, kind fault.Kind, key string) {
	t.Helper()
	e := fault.As(err)
	if e == nil || e.Kind != kind || len(e.Problems) == 0 || e.Problems[0].Key != key {
		t.Errorf("%s: got %v, want %v %s", what, err, kind, key)
	}
}

var allText = []*sqldb.Q[sqldb.None, string]{
	sqldb.Query[sqldb.None, string](`SELECT operation || ' ' || kind || ' ' || object || ' ' || verb || ' ' || changes FROM ledger_entry`),
	sqldb.Query[sqldb.None, string](`SELECT body_hash || ' ' || answer FROM ops_answer`),
	sqldb.Query[sqldb.None, string](`SELECT token_hash || ' ' || agent FROM people_session`),
	sqldb.Query[sqldb.None, string](`SELECT token_hash || ' ' || label FROM people_link`),
	sqldb.Query[sqldb.None, string](`SELECT email_norm || ' ' || code_hash FROM people_code`),
}

// stored returns every text that the database keeps of signing in.
func (h *house) stored(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := h.db.Read(t.Context(), func(r *sqldb.Read) error {
		for _, q := range allText {
			rows, err := q.All(t.Context(), r, sqldb.None{})
			if err != nil {
				return err
			}
			fmt.Fprintln(&b, strings.Join(rows, "\n"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryStatementPrepares(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for _, err := range sqldb.PrepareAll(t.Context(), db) {
			t.Error(err)
		}
	})
}

func TestNewRefusesToStartWithoutWhatItNeeds(t *testing.T) {
	t.Parallel()
	if _, err := people.New(people.Deps{Secret: []byte("short")}); err == nil {
		t.Error("a short secret was taken")
	}
	if _, err := people.New(people.Deps{Secret: make([]byte, 32)}); err == nil {
		t.Error("missing dependencies were taken")
	}
}
