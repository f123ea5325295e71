// Package sqldbtest gives tests fresh, migrated databases on both engines.
//
// SQLite is always there. PostgreSQL is used when FAIRWAY_TEST_PG names a server in which databases may be made, or
// when Debian's binaries are found, in which case a throwaway cluster is started for the test process. Elsewhere the
// PostgreSQL half is skipped by name; with CI=true it fails instead.
package sqldbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/migrations"
)

// Each runs f as one sub-test per engine, in parallel, each with its own migrated and empty database.
func Each(t *testing.T, f func(t *testing.T, db *sqldb.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, Postgres(t)) })
}

var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "fairway-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "t.db")
	if err := migrate(path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func migrate(dsn string) error {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, dsn, sqldb.Options{})
	if err != nil {
		return err
	}
	if err := sqldb.Migrate(ctx, db, migrations.Files, clock.System{}); err != nil {
		_ = db.Close() // the migration's error is the one to tell
		return err
	}
	return db.Close()
}

// SQLite returns a migrated, empty SQLite database in the test's own folder.
func SQLite(t testing.TB) *sqldb.DB {
	t.Helper()
	b, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("template: %v", err)
	}
	path := filepath.Join(t.TempDir(), "fairway.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

func open(t testing.TB, dsn string) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(context.Background(), dsn, sqldb.Options{Readers: 4, PoolSize: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

var databases atomic.Int64

// Postgres returns a migrated, empty PostgreSQL database, cloned from a template that is made once per schema.
func Postgres(t testing.TB) *sqldb.DB {
	t.Helper()
	return open(t, PostgresURL(t))
}

// PostgresURL is Postgres for a test that opens the database itself; the database is dropped when the test ends.
func PostgresURL(t testing.TB) string {
	t.Helper()
	admin, err := server()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("needs PostgreSQL: %v", err)
		}
		t.Skipf("needs PostgreSQL: %v", err)
	}
	template, err := pgTemplate()
	if err != nil {
		t.Fatalf("template database: %v", err)
	}
	name := fmt.Sprintf("fw_%d_%d", os.Getpid(), databases.Add(1))
	// Cloning refuses while another session is cloning the same template, so the clones queue on a lock file.
	if err := locked(func() error { return run(admin, "CREATE DATABASE "+name+" TEMPLATE "+template) }); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run(admin, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop: %v", err)
		}
	})
	return withDatabase(admin, name)
}

// pgTemplate makes the template database for the present migrations once per server.
var pgTemplate = sync.OnceValues(func() (string, error) {
	admin, err := server()
	if err != nil {
		return "", err
	}
	name := "fw_template_" + schemaHash()
	return name, locked(func() error {
		db, err := sql.Open("pgx", admin)
		if err != nil {
			return err
		}
		defer db.Close()
		var n int
		if err := db.QueryRow("SELECT count(*) FROM pg_database WHERE datname = $1", name).Scan(&n); err != nil || n > 0 {
			return err
		}
		building := fmt.Sprintf("%s_%d", name, os.Getpid())
		if err := run(admin, "CREATE DATABASE "+building); err != nil {
			return err
		}
		if err := migrate(withDatabase(admin, building)); err != nil {
			return err
		}
		return run(admin, "ALTER DATABASE "+building+" RENAME TO "+name)
	})
})

func schemaHash() string {
	h := sha256.New()
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		panic(err) // the pattern is fixed
	}
	for _, n := range names {
		b, err := fs.ReadFile(migrations.Files, n)
		if err != nil {
			panic(err) // embedded
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

func run(dsn, statement string) error {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err = db.Exec(statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func withDatabase(dsn, name string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		panic(err) // run has used it before
	}
	u.Path = "/" + name
	return u.String()
}
