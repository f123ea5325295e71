package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
)

type importPrefix struct{}

func (importPrefix) Prefix() string { return "imp" }

// ImportKey is the key of an import.
type ImportKey = ident.Of[importPrefix]

// Import is a list that was taken.
type Import struct {
	ID       ImportKey `json:"id"`
	Kind     string    `json:"kind"`
	FileName string    `json:"file_name"`
	// FileHash is the SHA-256 of the file, hexadecimal.
	FileHash  string        `json:"file_hash"`
	Source    string        `json:"source"`
	Rows      int64         `json:"rows" db:"rows_read"`
	Created   int64         `json:"created" db:"rows_created"`
	Changed   int64         `json:"changed" db:"rows_changed"`
	Unchanged int64         `json:"unchanged" db:"rows_unchanged"`
	Refused   int64         `json:"refused" db:"rows_refused"`
	Duplicate int64         `json:"duplicate" db:"rows_duplicate"`
	AccountID ident.Account `json:"account,omitempty"`
	At        clock.Micros  `json:"at" db:"created_at"`
}

type importRecord struct {
	EditionID ident.Edition
	Import
}

type importArgs struct {
	Edition ident.Edition
	Kind    string
	Before  ImportKey
	Limit   int
}

var (
	insertImport = sqldb.Exec[importRecord](`
INSERT INTO expo_import (edition_id, id, kind, file_name, file_hash, source, rows_read, rows_created, rows_changed, rows_unchanged,
  rows_refused, rows_duplicate, account_id, created_at, updated_at)
VALUES (:edition_id, :id, :kind, :file_name, :file_hash, :source, :rows_read, :rows_created, :rows_changed, :rows_unchanged,
  :rows_refused, :rows_duplicate, :account_id, :created_at, :created_at)`)
	listImportRows = sqldb.Query[importArgs, Import](`
SELECT id, kind, file_name, file_hash, source, rows_read, rows_created, rows_changed, rows_unchanged, rows_refused, rows_duplicate,
  account_id, created_at FROM expo_import
WHERE edition_id = :edition /*if kind*/ AND kind = :kind /*end*/ /*if before*/ AND id < :before /*end*/
ORDER BY id DESC LIMIT :limit`)
)

// recordImport notes that a list was taken. The ledger has an entry for each record that it changed.
func recordImport(ctx context.Context, tx *ops.Writing, r *ImportReport, hash string) error {
	n := r.Counts
	_, err := insertImport.Do(ctx, tx.Tx, importRecord{tx.Edition, Import{ident.New[importPrefix](tx.IDs), r.Kind, r.FileName, hash, r.Source,
		n.Rows, n.Created, n.Changed, n.Unchanged, n.Refused, n.Duplicate, tx.Actor.Account, tx.Now}})
	return err
}

// ListImports is the input of expo.import.list.
type ListImports struct {
	ops.InEdition
	Kind   string    `json:"kind" check:"enum=exhibitors|products|booths" doc:"Only lists of this kind."`
	Before ImportKey `json:"before" doc:"Only imports before this one, imp_…: next of the page before."`
	Limit  int       `json:"limit" check:"min=0,max=200" doc:"Imports a page, 50 if 0."`
}

// ImportList is the imports of an edition, newest first.
type ImportList struct {
	Items []Import  `json:"items"`
	Next  ImportKey `json:"next,omitempty"`
}

func (c *Core) listImports(ctx context.Context, q *ops.Reading, in ListImports) (ImportList, error) {
	limit := paging.Size(in.Limit)
	items, err := listImportRows.All(ctx, q, importArgs{q.Edition, in.Kind, in.Before, limit + 1})
	out := ImportList{Items: items}
	if len(items) > limit {
		out.Items = items[:limit]
		out.Next = items[limit-1].ID
	}
	return out, err
}
