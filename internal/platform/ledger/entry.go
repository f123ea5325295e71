package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
)

// Verbs say what happened to an object.
const (
	Created = "create"
	Updated = "update"
	Deleted = "delete"
)

// Change is one changed field. From and To are absent for personal data.
type Change struct {
	Field string `json:"field"`
	From  any    `json:"from,omitempty"`
	To    any    `json:"to,omitempty"`
}

// Record is what a write did to one object.
type Record struct {
	// Kind is the object's noun, such as "exhibitor".
	Kind string
	// Object is the shown form of its key, such as "exh_01h…".
	Object string
	// Verb is one of the constants above or a trade verb such as "hold" or "confirm".
	Verb string
	// Changes are the changed fields; empty for a deletion.
	Changes []Change
}

// Head is what the records of one write have in common.
type Head struct {
	Edition   ident.Edition
	At        clock.Micros
	Account   ident.Account // 0: nobody signed in, or the program itself
	Surface   string        // "page", "api", "cli", "job", "seed"
	Operation string        // "expo.exhibitor.update"
}

// Entry is one row of the ledger.
type Entry struct {
	EditionID ident.Edition   `json:"-"`
	ID        int64           `json:"number"`
	At        clock.Micros    `json:"at"`
	AccountID ident.Account   `json:"account,omitempty"`
	Surface   string          `json:"surface"`
	Operation string          `json:"operation"`
	Kind      string          `json:"kind"`
	Object    string          `json:"object"`
	Verb      string          `json:"verb"`
	Changes   json.RawMessage `json:"changes"`
}

type headArgs struct {
	Edition ident.Edition
	N       int64
	Now     clock.Micros
}

var takeNumbers = sqldb.Query[headArgs, int64](`
INSERT INTO ledger_head (edition_id, id, entries, created_at, updated_at) VALUES (:edition, 0, :n, :now, :now)
ON CONFLICT (edition_id, id) DO UPDATE SET entries = ledger_head.entries + excluded.entries, updated_at = excluded.updated_at
RETURNING entries`)

type entryRow struct {
	EditionID ident.Edition
	ID        int64
	At        clock.Micros
	AccountID ident.Account
	Surface   string
	Operation string
	Kind      string
	Object    string
	Verb      string
	Changes   string
}

var insertEntry = sqldb.Exec[entryRow](`
INSERT INTO ledger_entry (edition_id, id, at, account_id, surface, operation, kind, object, verb, changes)
VALUES (:edition_id, :id, :at, :account_id, :surface, :operation, :kind, :object, :verb, :changes)`)

// Append writes one entry per record and returns the number of the last one, 0 if there are no records. It should be
// the last thing a transaction does: on PostgreSQL it holds the edition's ledger until the commit, which keeps the
// numbers in the order in which the entries become visible.
func Append(ctx context.Context, tx *sqldb.Tx, h Head, records []Record) (int64, error) {
	if len(records) == 0 {
		return 0, nil
	}
	last, err := takeNumbers.One(ctx, tx, headArgs{h.Edition, int64(len(records)), h.At})
	if err != nil {
		return 0, fmt.Errorf("ledger: %w", err)
	}
	first := last - int64(len(records)) + 1
	for i, r := range records {
		changes := []byte("[]")
		if len(r.Changes) > 0 {
			if changes, err = json.Marshal(r.Changes); err != nil {
				return 0, fmt.Errorf("ledger: %s: %w", r.Object, err)
			}
		}
		if _, err := insertEntry.Do(ctx, tx, entryRow{h.Edition, first + int64(i), h.At, h.Account, h.Surface, h.Operation,
			r.Kind, r.Object, r.Verb, string(changes)}); err != nil {
			return 0, fmt.Errorf("ledger: %w", err)
		}
	}
	return last, nil
}

type afterArgs struct {
	Edition ident.Edition
	After   int64
	Object  string
	Kind    string
	Limit   int
}

var entriesAfter = sqldb.Query[afterArgs, entryRow](`
SELECT edition_id, id, at, account_id, surface, operation, kind, object, verb, changes FROM ledger_entry
WHERE edition_id = :edition AND id > :after /*if object*/ AND object = :object /*end*/ /*if kind*/ AND kind = :kind /*end*/
ORDER BY id LIMIT :limit`)

var entriesBefore = sqldb.Query[afterArgs, entryRow](`
SELECT edition_id, id, at, account_id, surface, operation, kind, object, verb, changes FROM ledger_entry
WHERE edition_id = :edition AND id < :after /*if object*/ AND object = :object /*end*/ /*if kind*/ AND kind = :kind /*end*/
ORDER BY id DESC LIMIT :limit`)

// After returns the entries with a number above after, rising, at most limit (paging.Size applies).
// object and kind limit them to one object or one noun when they are not "".
func After(ctx context.Context, r sqldb.Runner, edition ident.Edition, after int64, object, kind string, limit int) ([]Entry, error) {
	rows, err := entriesAfter.All(ctx, r, afterArgs{edition, after, object, kind, paging.Size(limit)})
	return entries(rows), err
}

// Before returns the entries with a number below before (0: the newest), falling, at most limit.
func Before(ctx context.Context, r sqldb.Runner, edition ident.Edition, before int64, object, kind string, limit int) ([]Entry, error) {
	if before <= 0 {
		before = 1<<63 - 1
	}
	rows, err := entriesBefore.All(ctx, r, afterArgs{edition, before, object, kind, paging.Size(limit)})
	return entries(rows), err
}

func entries(rows []entryRow) []Entry {
	out := make([]Entry, len(rows))
	for i, r := range rows {
		out[i] = Entry{r.EditionID, r.ID, r.At, r.AccountID, r.Surface, r.Operation, r.Kind, r.Object, r.Verb, json.RawMessage(r.Changes)}
	}
	return out
}

type editionArgs struct{ Edition ident.Edition }

var headCount = sqldb.Query[editionArgs, int64](`SELECT entries FROM ledger_head WHERE edition_id = :edition AND id = 0`)

// Count returns the number of the newest entry, 0 for an empty ledger.
func Count(ctx context.Context, r sqldb.Runner, edition ident.Edition) (int64, error) {
	n, err := headCount.One(ctx, r, editionArgs{edition})
	if err == sqldb.ErrNone {
		return 0, nil
	}
	return n, err
}

// Diff lists the exported fields in which two values of one struct type differ, by their JSON names. A field tagged
// `ledger:"-"` is left out; one tagged `ledger:"name"` is personal data and listed without its values. A nil old
// value lists every field that is not zero. Fields of embedded structs count as the struct's own; "version" is left out.
func Diff[T any](old, changed *T) []Change {
	var out []Change
	nv := reflect.ValueOf(changed).Elem()
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if f.Anonymous {
			continue
		}
		tag := f.Tag.Get("ledger")
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || tag == "-" || name == "-" || name == "version" {
			continue
		}
		if name == "" {
			name = sqldb.Column(f.Name)
		}
		to := nv.FieldByIndex(f.Index)
		c := Change{Field: name}
		if old == nil {
			if to.IsZero() {
				continue
			}
		} else {
			from := reflect.ValueOf(old).Elem().FieldByIndex(f.Index)
			if same(from.Interface(), to.Interface()) {
				continue
			}
			c.From = from.Interface()
		}
		c.To = to.Interface()
		if tag == "name" {
			c.From, c.To = nil, nil
		}
		out = append(out, c)
	}
	return out
}

func same(a, b any) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && string(x) == string(y)
}
