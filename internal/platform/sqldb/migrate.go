package sqldb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/fairway-expo/fairway/internal/values/clock"
)

// Migrate applies the .sql files at the root of files that the database has not seen, in the order of their numbers,
// each in its own transaction. It refuses to run when an applied file has changed or is gone, or when the database
// was made by a newer release.
func Migrate(ctx context.Context, db *DB, files fs.FS, c clock.Clock) error {
	list, err := migrationFiles(files)
	if err != nil {
		return err
	}
	conn, err := db.w.Conn(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", kinded(err))
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS sqldb_migration (
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)`); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	applied, err := appliedMigrations(ctx, conn)
	if err != nil {
		return err
	}
	for v := range applied {
		if v > int64(len(list)) {
			return fmt.Errorf("migrate: the database is at version %d, this program knows %d: use a newer program", v, len(list))
		}
	}
	for _, m := range list {
		switch sum, ok := applied[m.version]; {
		case ok && sum != m.checksum:
			return fmt.Errorf("migrate: %s was changed after it was applied", m.name)
		case ok:
			continue
		}
		if err := applyMigration(ctx, conn, db.e, m, c); err != nil {
			return err
		}
	}
	return nil
}

type migration struct {
	version  int64
	name     string
	text     string
	checksum string
}

func migrationFiles(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []migration
	for i, name := range names {
		v, err := strconv.ParseInt(strings.SplitN(name, "_", 2)[0], 10, 64)
		if err != nil || v != int64(i+1) {
			return nil, fmt.Errorf("migrate: %s should have number %04d", name, i+1)
		}
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(b)
		out = append(out, migration{v, name, string(b), hex.EncodeToString(sum[:])})
	}
	return out, nil
}

func appliedMigrations(ctx context.Context, conn *sql.Conn) (map[int64]string, error) {
	rows, err := conn.QueryContext(ctx, "SELECT version, checksum FROM sqldb_migration")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64]string{}
	for rows.Next() {
		var v int64
		var sum string
		if err := rows.Scan(&v, &sum); err != nil {
			return nil, err
		}
		out[v] = sum
	}
	return out, rows.Err()
}

func applyMigration(ctx context.Context, conn *sql.Conn, e Engine, m migration, c clock.Clock) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // no effect after the commit
	insert := "INSERT INTO sqldb_migration (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)"
	var args []any
	if e == Postgres {
		// Another node that starts at the same moment waits here and then finds the row.
		if _, err := tx.ExecContext(ctx, "LOCK TABLE sqldb_migration IN EXCLUSIVE MODE"); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqldb_migration WHERE version = $1", m.version).Scan(&n); err != nil || n > 0 {
			return err
		}
		args = append(args, pgx.QueryExecModeSimpleProtocol) // several statements in one text
	}
	if _, err := tx.ExecContext(ctx, openMarks(m.text, e), args...); err != nil {
		return fmt.Errorf("migrate: %s: %w", m.name, err)
	}
	if _, err := tx.ExecContext(ctx, insert, m.version, m.name, m.checksum, int64(clock.Of(c.Now()))); err != nil {
		return fmt.Errorf("migrate: %s: %w", m.name, err)
	}
	return tx.Commit()
}

// Schema returns SQLite's own words for every table and index, sorted, for schema.golden.sql.
func Schema(ctx context.Context, db *DB) (string, error) {
	rows, err := db.w.QueryContext(ctx, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return "", err
		}
		b.WriteString(s + ";\n\n")
	}
	return b.String(), rows.Err()
}

// CheckIntegrity asks SQLite to verify the whole file; PostgreSQL does so by itself, and nil is returned.
func CheckIntegrity(ctx context.Context, db *DB) error {
	if db.e == Postgres {
		return nil
	}
	var s string
	if err := db.w.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&s); err != nil {
		return err
	}
	if s != "ok" {
		return fmt.Errorf("integrity check: %s", s)
	}
	return nil
}

// Analyze lets the engine learn how the tables are filled, on which its choice of indexes rests. It should run after
// much was written at once; Optimize does it from time to time where it is worth it.
func Analyze(ctx context.Context, db *DB) error {
	_, err := db.w.ExecContext(ctx, "ANALYZE")
	return kinded(err)
}

// Optimize asks SQLite to learn anew about the tables that changed much; PostgreSQL does so by itself.
func Optimize(ctx context.Context, db *DB) error {
	if db.e == Postgres {
		return nil
	}
	_, err := db.w.ExecContext(ctx, "PRAGMA optimize=0x10002")
	return kinded(err)
}
