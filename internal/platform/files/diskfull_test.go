//go:build linux

package files_test

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// zeros yields zeros without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestFullDiskIsUnavailable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("needs the right to mount a small file system: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	s, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Put(t.Context(), "document", io.LimitReader(zeros{}, 1<<20), 1<<21)
	if !fault.Is(err, fault.Unavailable) || fault.As(err).Problems[0].Key != "fault.disk-full" {
		t.Errorf("got %v, want fault.disk-full", err)
	}
	if left, _ := os.ReadDir(dir + "/_tmp"); len(left) != 0 {
		t.Errorf("%d unfinished files are left", len(left))
	}
	if _, err := s.Put(t.Context(), "document", strings.NewReader("small"), 10); err != nil {
		t.Errorf("there is room again: %v", err)
	}
}
