package files_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

func open(t *testing.T) (*files.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "blobs")
	s, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, dir
}

// onDisk lists the files below the store's folder.
func onDisk(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(p, dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPutOpenRemove(t *testing.T) {
	t.Parallel()
	s, dir := open(t)
	const content = "%PDF-1.7 a certificate of origin"
	ref, err := s.Put(t.Context(), "document", strings.NewReader(content), 100)
	if err != nil || !ref.Valid() || ref.Kind() != "document" {
		t.Fatalf("Put = %q, %v", ref, err)
	}
	again, err := s.Put(t.Context(), "document", strings.NewReader(content), 100)
	if err != nil || again != ref || len(onDisk(t, dir)) != 1 {
		t.Errorf("the same content again: %q, %v, %d files", again, err, len(onDisk(t, dir)))
	}
	b, err := s.Open(ref)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(b)
	if err != nil || string(got) != content || b.Size != int64(len(content)) || b.Type != "application/pdf" || b.ETag != `"`+string(ref[len("document/"):])+`"` {
		t.Errorf("read %q, %v, %+v", got, err, b.Info)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	for range 2 {
		if err := s.Remove(ref); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Info(ref); !fault.Is(err, fault.NotFound) {
		t.Errorf("after Remove: %v", err)
	}
}

func TestPutLeavesNothingBehindWhenItFails(t *testing.T) {
	t.Parallel()
	s, dir := open(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	broken := errors.New("connection lost")
	for name, c := range map[string]struct {
		ctx  context.Context
		kind string
		r    io.Reader
		want func(error) bool
	}{
		"too large":   {t.Context(), "document", strings.NewReader("12345678901"), func(err error) bool { return fault.Is(err, fault.Invalid) }},
		"cut off":     {t.Context(), "document", io.MultiReader(strings.NewReader("123"), iotest.ErrReader(broken)), func(err error) bool { return errors.Is(err, broken) }},
		"cancelled":   {cancelled, "document", strings.NewReader("123"), func(err error) bool { return errors.Is(err, context.Canceled) }},
		"wrong kind":  {t.Context(), "../x", strings.NewReader("123"), func(err error) bool { return fault.Is(err, fault.Internal) }},
		"hidden kind": {t.Context(), "_tmp", strings.NewReader("123"), func(err error) bool { return fault.Is(err, fault.Internal) }},
	} {
		if ref, err := s.Put(c.ctx, c.kind, c.r, 10); ref != "" || !c.want(err) {
			t.Errorf("%s: %q, %v", name, ref, err)
		}
		if left := onDisk(t, dir); len(left) != 0 {
			t.Errorf("%s left %v behind", name, left)
		}
	}
	if _, err := s.Put(t.Context(), "document", strings.NewReader("1234567890"), 10); err != nil {
		t.Errorf("exactly the limit: %v", err)
	}
}

func TestNoRefLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	s, dir := open(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	hash := strings.Repeat("a", 64)
	if err := os.MkdirAll(filepath.Join(dir, "document", "aa"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../../secret", filepath.Join(dir, "document", "aa", hash)); err != nil {
		t.Fatal(err)
	}
	for _, ref := range []files.Ref{"", "../secret", "document/../../secret", "/etc/passwd", "document/" + files.Ref(hash[:63]), "document/" + files.Ref(strings.ToUpper(hash)), "document/" + files.Ref(hash), files.Ref("document/" + hash + "\n")} {
		if b, err := s.Open(ref); err == nil {
			_ = b.Close()
			t.Errorf("%q was opened", ref)
		}
	}
}

func TestConcurrentPutsOfOneContent(t *testing.T) {
	t.Parallel()
	s, dir := open(t)
	content := bytes.Repeat([]byte("x"), 100_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := s.Put(t.Context(), "document", bytes.NewReader(content), 1<<20); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if left := onDisk(t, dir); len(left) != 1 {
		t.Errorf("on disk: %v", left)
	}
}

func TestSweepTakesOnlyOldLeftovers(t *testing.T) {
	t.Parallel()
	s, dir := open(t)
	old, fresh := filepath.Join(dir, "_tmp", "old"), filepath.Join(dir, "_tmp", "fresh")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	noon := time.Date(2025, 9, 17, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(old, noon, noon); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Sweep(noon.Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("Sweep = %d, %v", n, err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error(err)
	}
}

func TestEveryMessageKeyIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	f, err := files.Catalogue().Open("en.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words map[string]any
	if err := json.NewDecoder(f).Decode(&words); err != nil {
		t.Fatal(err)
	}
	sources, _ := filepath.Glob("*.go")
	found := 0
	for _, name := range sources {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(files\.[a-z.-]+)"`).FindAllStringSubmatch(string(b), -1) {
			found++
			if words[m[1]] == nil {
				t.Errorf("no message for %s", m[1])
			}
		}
	}
	if found == 0 {
		t.Error("found no message keys in the source")
	}
}
