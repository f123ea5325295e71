// Package e2e tests the program as people meet it: the built binary, its pages in a real browser, its API over real sockets, its files on
// a real disk. Nothing here imports the program. Tests that need a browser are skipped where there is none; the others need only Go.
package e2e

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/e2e/browser"
)

// slug is the edition of the demo.
const slug = "caexpo-22"

// languages are the eleven of the interface.
var languages = []string{"en", "zh", "vi", "th", "lo", "km", "my", "id", "ms", "fil", "pt"}

// startTime is how long a server may take to say its address; seeding on a busy machine with two cores is a part of it.
const startTime = 3 * time.Minute

// workshop is what all tests of the package share: one build, one seeded folder, one server that tests only read.
type workshop struct {
	folder string
	build  func() (string, error)
	seed   func() (string, error)
	serve  func() (*house, error)
}

// shop is built by TestMain; each part is made when a test first asks for it.
var shop workshop

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "fairway-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var open *house
	shop.folder = folder
	shop.build = sync.OnceValues(build)
	shop.seed = sync.OnceValues(seed)
	shop.serve = sync.OnceValues(func() (h *house, err error) {
		h, err = start(filepath.Join(folder, "public"))
		open = h
		return h, err
	})
	code := m.Run()
	if open != nil {
		open.kill()
	}
	_ = os.RemoveAll(folder) // a temporary folder; the system clears it too
	os.Exit(code)
}

// build builds the program without the race detector, which the program's own packages run under; FAIRWAY_BINARY names one that is
// built already, such as a release.
func build() (string, error) {
	if path := os.Getenv("FAIRWAY_BINARY"); path != "" {
		return path, nil
	}
	path := filepath.Join(shop.folder, "fairway")
	out, err := exec.Command("go", "build", "-o", path, "../cmd/fairway").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return path, nil
}

// seed fills a folder with the demo edition, once for all tests.
func seed() (string, error) {
	data := filepath.Join(shop.folder, "seeded")
	out, err := run("demo", "--seed-only", "--data", data)
	if err != nil {
		return "", fmt.Errorf("seed the demo: %w\n%s", err, out)
	}
	return data, nil
}

// run runs a command of the program to its end and returns all that it printed.
func run(args ...string) (string, error) {
	path, err := shop.build()
	if err != nil {
		return "", err
	}
	cmd := exec.Command(path, args...)
	cmd.Env = cleanEnv()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// cleanEnv is the environment without settings of the program, which would lead it to another database.
func cleanEnv() []string {
	var env []string
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "FAIRWAY_") {
			env = append(env, e)
		}
	}
	return env
}

// house is a running server over a data folder of its own.
type house struct {
	URL, Data string
	links     map[string]string // sign-in links by the role they are for
	cmd       *exec.Cmd
	log       *os.File

	mu      sync.Mutex
	clients map[string]*client
}

// The roles of the demo's sign-in links, by the words before the address.
const (
	secretariat       = "secretariat"
	organiser         = "organiser"
	pavilionOrganiser = "pavilion organiser, Viet Nam"
	exhibitorAdmin    = "exhibitor administrator"
	exhibitorStaff    = "exhibitor staff"
	visitor           = "visitor"
	gate              = "gate"
)

// public returns the server that all tests share. They must not change what it holds.
func public(t testing.TB) *house {
	t.Helper()
	h, err := shop.serve()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// own starts a server that the test may change, and ends it with the test.
func own(t testing.TB) *house {
	t.Helper()
	h, err := start(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.kill()
		if t.Failed() {
			if b, err := os.ReadFile(h.log.Name()); err == nil && len(b) > 0 {
				t.Logf("the server said:\n%.4000s", b)
			}
		}
	})
	return h
}

// start copies the seeded folder and serves it.
func start(data string) (*house, error) {
	seeded, err := shop.seed()
	if err != nil {
		return nil, err
	}
	if err := copyFolder(data, seeded); err != nil {
		return nil, fmt.Errorf("copy the demo: %w", err)
	}
	h := &house{Data: data, clients: map[string]*client{}}
	return h, h.open()
}

// copyFolder copies with the files' modes, without which the program rightly refuses its own key.
func copyFolder(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rest, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return os.Chmod(filepath.Join(to, rest), info.Mode().Perm())
	})
}

var (
	openLine = regexp.MustCompile(`^Open\s+(http://\S+?)/$`)
	linkLine = regexp.MustCompile(`^  (\S.*?)\s{2,}(http://\S+)$`)
)

// open starts the program and waits until it has told its address and its links.
func (h *house) open() error {
	path, err := shop.build()
	if err != nil {
		return err
	}
	if h.log, err = os.CreateTemp(shop.folder, "log-"); err != nil {
		return err
	}
	h.cmd = exec.Command(path, "demo", "--data", h.Data, "--addr", "127.0.0.1:0")
	h.cmd.Env, h.cmd.Stderr = cleanEnv(), h.log
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := h.cmd.Start(); err != nil {
		return err
	}
	told := make(chan error, 1)
	h.links = map[string]string{}
	go func() { told <- h.listen(out) }()
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	select {
	case err := <-told:
		return err
	case <-ctx.Done():
		h.kill()
		return fmt.Errorf("the server did not start in %v", startTime)
	}
}

func (h *house) listen(out io.Reader) error {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		if m := openLine.FindStringSubmatch(line); m != nil {
			h.URL = m[1]
		} else if m := linkLine.FindStringSubmatch(line); m != nil {
			h.links[m[1]] = m[2]
		} else if strings.HasPrefix(line, "End with") {
			go func() { _, _ = io.Copy(io.Discard, out) }() // so that the server is never stopped by a full pipe
			return nil
		}
	}
	said, _ := os.ReadFile(h.log.Name()) // for the message only
	return fmt.Errorf("the server ended before it served: %s", said)
}

// kill ends the server as a power failure would, with no chance to tidy up.
func (h *house) kill() {
	if h.cmd == nil || h.cmd.Process == nil {
		return
	}
	_ = h.cmd.Process.Kill() // it may have ended by itself
	_ = h.cmd.Wait()         // killed
	h.cmd = nil
}

// restart opens the folder of a killed server again.
func (h *house) restart(t testing.TB) {
	t.Helper()
	h.kill()
	h.clients = map[string]*client{}
	if err := h.open(); err != nil {
		t.Fatal(err)
	}
}

// at returns the address of a page of the edition: h.at("km", "/exhibitors").
func (h *house) at(lang, path string) string { return h.URL + "/" + lang + "/" + slug + path }

// signIn opens a tab and signs in there as people do: by the link, with the button.
func (h *house) signIn(t testing.TB, b *browser.Browser, v browser.View, role string) *browser.Page {
	t.Helper()
	p := b.Page(t, v)
	link, ok := h.links[role]
	if !ok {
		t.Fatalf("the demo printed no link for %q", role)
	}
	p.Visit(link)
	if status := p.Follow("main form button.button"); status != http.StatusOK {
		t.Fatalf("signing in as %s answered %d", role, status)
	}
	return p
}

// ledger returns how many entries the edition's ledger and the common one have.
func (h *house) ledger(t testing.TB) (edition, common int64) {
	t.Helper()
	c := h.as(t, secretariat)
	var page struct{ Total int64 }
	c.get("/api/v1/changes?edition="+slug+"&limit=1").want(t, http.StatusOK).into(t, &page)
	edition = page.Total
	c.get("/api/v1/changes/common?limit=1").want(t, http.StatusOK).into(t, &page)
	return edition, page.Total
}

// verify runs `fairway ledger verify` over the folder of a server.
func (h *house) verify(t testing.TB) {
	t.Helper()
	out, err := run("ledger", "verify", "--data", h.Data)
	if err != nil || !strings.Contains(out, "sound") || strings.Contains(out, "BROKEN") {
		t.Errorf("fairway ledger verify: %v\n%s", err, out)
	}
}
