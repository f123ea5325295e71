package sqldb_test

import (
	"context"
	"flag"
	"os"
	"testing"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestSchemaIsAsInTheGoldenFile(t *testing.T) {
	t.Parallel()
	got, err := sqldb.Schema(context.Background(), sqldbtest.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	const golden = "../../../migrations/schema.golden.sql"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the migrations give another schema than migrations/schema.golden.sql: run `make generate` and review the difference")
	}
}

func TestBothEnginesMigrate(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if err := sqldb.CheckIntegrity(context.Background(), db); err != nil {
			t.Error(err)
		}
	})
}
