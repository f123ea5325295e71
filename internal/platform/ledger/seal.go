package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// Seal is a signed head of the Merkle tree over the first Entries entries of an edition's ledger.
type Seal struct {
	EditionID ident.Edition
	ID        int64
	Entries   int64
	Root      string
	Note      string // signed note, golang.org/x/mod/sumdb/note
	CreatedAt clock.Micros
}

type hashArgs struct {
	Edition ident.Edition
	ID      int64
	Hash    string
}

type sealArgs struct {
	Edition ident.Edition
	ID      int64
	Entries int64
	Root    string
	Note    string
	Now     clock.Micros
}

var (
	insertHash = sqldb.Exec[hashArgs](`INSERT INTO ledger_hash (edition_id, id, hash) VALUES (:edition, :id, :hash)`)
	findHash   = sqldb.Query[hashArgs, string](`SELECT hash FROM ledger_hash WHERE edition_id = :edition AND id = :id`)
	insertSeal = sqldb.Exec[sealArgs](`
INSERT INTO ledger_seal (edition_id, id, entries, root, note, created_at, updated_at)
VALUES (:edition, :id, :entries, :root, :note, :now, :now)`)
	newestSeal = sqldb.Query[editionArgs, Seal](`
SELECT edition_id, id, entries, root, note, created_at FROM ledger_seal WHERE edition_id = :edition ORDER BY id DESC LIMIT 1`)
	allSeals = sqldb.Query[editionArgs, Seal](`
SELECT edition_id, id, entries, root, note, created_at FROM ledger_seal WHERE edition_id = :edition ORDER BY id`)
	sealedEditions = sqldb.Query[sqldb.None, ident.Edition](`SELECT edition_id FROM ledger_head WHERE id = 0 ORDER BY edition_id`)
)

// Editions returns the editions that have a ledger, 0 first.
func Editions(ctx context.Context, r sqldb.Runner) ([]ident.Edition, error) {
	return sealedEditions.All(ctx, r, sqldb.None{})
}

// sealBatch bounds the entries of one sealing transaction, so that other writes do not wait long.
const sealBatch = 2000

// SealNew adds the entries since the last seal to the Merkle tree and signs the new head. It returns nil, nil when
// there is nothing new, and seals at most 2,000 entries a call: call it until it returns nil.
func SealNew(ctx context.Context, db *sqldb.DB, edition ident.Edition, signer note.Signer, now clock.Micros) (*Seal, error) {
	var made *Seal
	err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		made = nil
		last, err := newestSeal.One(ctx, tx, editionArgs{edition})
		if err != nil && !errors.Is(err, sqldb.ErrNone) {
			return err
		}
		rows, err := entriesAfter.All(ctx, tx, afterArgs{Edition: edition, After: last.Entries, Limit: sealBatch})
		if err != nil || len(rows) == 0 {
			return err
		}
		read := stored(ctx, tx, edition)
		for i, r := range rows {
			n := last.Entries + int64(i)
			if r.ID != n+1 {
				return fmt.Errorf("ledger: entry %d is missing", n+1)
			}
			hashes, err := tlog.StoredHashesForRecordHash(n, recordHash(r), read)
			if err != nil {
				return err
			}
			at := tlog.StoredHashIndex(0, n)
			for j, h := range hashes {
				if _, err := insertHash.Do(ctx, tx, hashArgs{edition, at + int64(j), h.String()}); err != nil {
					return err
				}
			}
		}
		size := last.Entries + int64(len(rows))
		root, err := tlog.TreeHash(size, read)
		if err != nil {
			return err
		}
		signed, err := note.Sign(&note.Note{Text: headText(edition, size, root)}, signer)
		if err != nil {
			return err
		}
		made = &Seal{edition, last.ID + 1, size, root.String(), string(signed), now}
		_, err = insertSeal.Do(ctx, tx, sealArgs{edition, made.ID, size, made.Root, made.Note, now})
		return err
	})
	return made, err
}

// headText names the edition before the tree's own text, so that one edition's seal never passes for another's.
func headText(edition ident.Edition, size int64, root tlog.Hash) string {
	name := edition.String()
	if name == "" {
		name = "ed_0"
	}
	return "fairway ledger " + name + "\n" + string(tlog.FormatTree(tlog.Tree{N: size, Hash: root}))
}

func recordHash(r entryRow) tlog.Hash {
	b, err := json.Marshal(struct {
		Edition int64 `json:"edition"`
		Entry
	}{int64(r.EditionID), entries([]entryRow{r})[0]})
	if err != nil {
		// Changes is not JSON any more: somebody edited the row. Hash it as it is; Verify will tell.
		b = []byte("broken:" + r.Changes)
	}
	return tlog.RecordHash(b)
}

func stored(ctx context.Context, r sqldb.Runner, edition ident.Edition) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, ix := range indexes {
			s, err := findHash.One(ctx, r, hashArgs{Edition: edition, ID: ix})
			if err != nil {
				return nil, fmt.Errorf("ledger: hash %d: %w", ix, err)
			}
			if out[i], err = tlog.ParseHash(s); err != nil {
				return nil, err
			}
		}
		return out, nil
	})
}

// Report is what Verify found.
type Report struct {
	Edition ident.Edition
	Entries int64 // entries in the table
	Sealed  int64 // entries covered by the newest seal
	Seals   int
	// Faults name what does not fit; empty means that every entry up to Sealed is as it was when it was sealed.
	Faults []string
}

// Verify recomputes the Merkle tree of an edition from its entries and compares it with every seal and its signature.
// It also checks that the numbers are dense and that the head counts them. Memory: 64 bytes an entry.
func Verify(ctx context.Context, r sqldb.Runner, edition ident.Edition, verifier note.Verifier) (Report, error) {
	rep := Report{Edition: edition}
	seals, err := allSeals.All(ctx, r, editionArgs{edition})
	if err != nil {
		return rep, err
	}
	rep.Seals = len(seals)
	var hashes []tlog.Hash
	read := tlog.HashReaderFunc(func(ix []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(ix))
		for i, x := range ix {
			if x >= int64(len(hashes)) {
				return nil, fmt.Errorf("hash %d is beyond the entries", x)
			}
			out[i] = hashes[x]
		}
		return out, nil
	})
	fault := func(format string, args ...any) { rep.Faults = append(rep.Faults, fmt.Sprintf(format, args...)) }
	next := 0
	check := func() {
		for next < len(seals) && seals[next].Entries == rep.Entries {
			s := seals[next]
			next++
			root, err := tlog.TreeHash(s.Entries, read)
			if err != nil || root.String() != s.Root {
				fault("seal %d over %d entries: the entries do not give its root", s.ID, s.Entries)
				continue
			}
			n, err := note.Open([]byte(s.Note), note.VerifierList(verifier))
			if err != nil || n.Text != headText(edition, s.Entries, root) {
				fault("seal %d over %d entries: its signature does not fit", s.ID, s.Entries)
				continue
			}
			rep.Sealed = s.Entries
		}
	}
	err = entriesScan.Each(ctx, r, editionArgs{edition}, func(row entryRow) error {
		if row.ID != rep.Entries+1 {
			fault("entry %d is missing before entry %d", rep.Entries+1, row.ID)
			return errStop
		}
		hs, err := tlog.StoredHashesForRecordHash(rep.Entries, recordHash(row), read)
		if err != nil {
			return err
		}
		hashes = append(hashes, hs...)
		rep.Entries++
		check()
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		return rep, err
	}
	for ; next < len(seals); next++ {
		fault("seal %d covers %d entries, %d can be checked", seals[next].ID, seals[next].Entries, rep.Entries)
	}
	head, err := Count(ctx, r, edition)
	if err == nil && head != rep.Entries && len(rep.Faults) == 0 {
		fault("the head counts %d entries, there are %d", head, rep.Entries)
	}
	return rep, err
}

var errStop = errors.New("stop")

var entriesScan = sqldb.Query[editionArgs, entryRow](`
SELECT edition_id, id, at, account_id, surface, operation, kind, object, verb, changes FROM ledger_entry
WHERE edition_id = :edition ORDER BY id`)

type noteArgs struct {
	Edition ident.Edition
	Note    string
}

var countNote = sqldb.Query[noteArgs, int64](`SELECT count(*) FROM ledger_seal WHERE edition_id = :edition AND note = :note`)

// HasSeal reports whether a signed note is one of the edition's seals.
func HasSeal(ctx context.Context, r sqldb.Runner, edition ident.Edition, signed string) (bool, error) {
	n, err := countNote.One(ctx, r, noteArgs{edition, signed})
	return n > 0, err
}
