package app_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/internal/app"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// seeded is the small demo edition as a SQLite file, made once for all tests.
var seeded = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "fairway-app-test-")
	if err != nil {
		return "", err
	}
	a, err := app.Open(context.Background(), app.Config{Data: dir, MailFrom: "test@fairway.example"}, clock.At(start), io.Discard, ops.Limits{})
	if err != nil {
		return "", err
	}
	if err := a.Seed(context.Background(), demo.Small); err != nil {
		return "", err
	}
	return dir, a.Close()
})

var start = time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := seeded(); err == nil {
		_ = os.RemoveAll(dir) // a temporary folder
	}
	os.Exit(code)
}

// openDemo opens a copy of the small demo edition.
func openDemo(t testing.TB) *app.App {
	t.Helper()
	from, err := seeded()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"fairway.db", "keys/fairway.key"} {
		b, err := os.ReadFile(filepath.Join(from, name))
		if os.IsNotExist(err) && name != "fairway.db" {
			continue // a new key signs new seals
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a, err := app.Open(context.Background(), app.Config{Data: dir, MailFrom: "test@fairway.example", Node: 1}, clock.At(start.Add(time.Hour)), io.Discard, ops.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return a
}

func secretariat() context.Context { return ops.With(context.Background(), app.Secretariat("api")) }

// edition returns the key of an edition by its slug.
func edition(t testing.TB, a *app.App, slug string) ident.Edition {
	t.Helper()
	e, err := a.Expo.FindEdition.Do(secretariat(), expo.FindEdition{InEdition: ops.InEdition{Edition: slug}})
	if err != nil {
		t.Fatal(err)
	}
	return e.ID
}
