// Package ledger owns the one list of everything that was changed in an edition: who, when, through which surface, by
// which operation, on what, and what changed.
//
// An entry is appended in the transaction of its write, under a dense number that rises by one, so a reader that asks
// for the entries after a number never misses one. The list is the audit trail, the change feed, and the source of
// the search index, webhooks and statistics. Seal adds the entries to a Merkle tree and signs its head; Verify
// recomputes everything and names the first thing that does not fit.
//
// Tables: ledger_head, ledger_entry, ledger_hash, ledger_seal. What outlives an edition is written to the ledger of
// edition 0.
//
// It refuses to hold personal data as values: fields marked so are recorded by name only (see Diff), because an entry
// can never be removed without breaking the seal.
package ledger
