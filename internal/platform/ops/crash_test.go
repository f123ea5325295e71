package ops_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/migrations"
)

// TestMain lets the test binary be its own victim: with FAIRWAY_CRASH_DB it writes until it is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("FAIRWAY_CRASH_DB"); path != "" {
		writeUntilKilled(path)
		return
	}
	os.Exit(m.Run())
}

// writeUntilKilled paints from 64 clients, each write under its own key, and says each key only after it was answered.
func writeUntilKilled(path string) {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, path, sqldb.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	run := os.Getenv("FAIRWAY_CRASH_RUN")
	hours, _ := time.ParseDuration(run + "h") // each run its own hour, as keys are made of the clock
	s := openAt(time.Date(2025, 9, 17, 1, 0, 0, 0, time.UTC).Add(hours), db, ops.Limits{})
	acks := make(chan string, 256)
	for client := range 64 {
		go func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%s-%d-%d", run, client, i)
				if _, err := s.paint.Do(withKey(as(1, organiser), key), fine(1)); err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				acks <- key
			}
		}()
	}
	for key := range acks {
		_, _ = io.WriteString(os.Stdout, key+"\n") // a closed pipe means that the parent is gone
	}
}

// TestNothingAnsweredIsLostWhenKilled kills the program twenty times while 64 clients write, and each time asks the
// database for every write that was answered.
func TestNothingAnsweredIsLostWhenKilled(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "fairway.db")
	ctx := context.Background()
	db, err := sqldb.Open(ctx, path, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := sqldb.Migrate(ctx, db, migrations.Files, clock.System{}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	kills, total := 20, 0
	if testing.Short() {
		kills = 3
	}
	seen := map[string]bool{}
	for i := range kills {
		for _, key := range killedRun(t, path, i) {
			seen[key] = true
		}
		found, entries := reopen(t, path)
		for key := range seen {
			if !found[key] {
				t.Fatalf("kill %d: the write %s was answered and is lost", i+1, key)
			}
		}
		if int64(len(found)) != entries {
			t.Fatalf("kill %d: %d writes, %d ledger entries: a write and its entry must live or die together", i+1, len(found), entries)
		}
		total = len(found)
	}
	if len(seen) < kills {
		t.Fatalf("only %d writes were answered in %d runs: the test did not test", len(seen), kills)
	}
	t.Logf("%d kills: %d writes answered, %d found, none lost", kills, len(seen), total)
}

// killedRun starts the writer, kills it at a random moment and returns the keys it had answered.
func killedRun(t *testing.T, path string, run int) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "FAIRWAY_CRASH_DB="+path, fmt.Sprintf("FAIRWAY_CRASH_RUN=%d", run))
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var keys []string
	lines := bufio.NewScanner(out)
	if !lines.Scan() { // the clock of the kill starts with the first answer
		t.Fatalf("the writer answered nothing: %s", errs.String())
	}
	keys = append(keys, lines.Text())
	kill := time.AfterFunc(time.Duration(rand.IntN(120))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	for lines.Scan() {
		keys = append(keys, lines.Text())
	}
	_ = cmd.Wait() // "signal: killed" is what was asked for
	if errs.Len() > 0 {
		t.Fatalf("the writer failed: %s", errs.String())
	}
	if n := len(keys); n > 0 && strings.Count(keys[n-1], "-") != 2 {
		keys = keys[:n-1] // cut in the middle of a line
	}
	return keys
}

var allKeys = sqldb.Query[sqldb.None, string](`SELECT idempotency_key FROM ops_answer WHERE edition_id = 7`)

func reopen(t *testing.T, path string) (found map[string]bool, entries int64) {
	t.Helper()
	ctx := context.Background()
	db, err := sqldb.Open(ctx, path, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sqldb.CheckIntegrity(ctx, db); err != nil {
		t.Fatal(err)
	}
	found = map[string]bool{}
	err = db.Read(ctx, func(r *sqldb.Read) error {
		keys, err := allKeys.All(ctx, r, sqldb.None{})
		for _, k := range keys {
			found[k] = true
		}
		if err != nil {
			return err
		}
		entries, err = ledger.Count(ctx, r, home)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, entries
}
