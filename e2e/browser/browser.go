package browser

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long one step in the browser may take. It is generous because CI has two cores and runs other tests beside.
const patience = 60 * time.Second

// Browser is one running Chromium with an empty profile of its own. Pages of the same browser share nothing: each has its own
// cookies and storage.
type Browser struct {
	ctx context.Context
}

// Open starts a Chromium and ends it with the test. It skips the test when there is none, and fails it when CI=true.
// FAIRWAY_CHROMIUM names the program where it is not in PATH.
func Open(t testing.TB) *Browser {
	t.Helper()
	path := program()
	if path == "" {
		lacking(t, "needs a browser: chromium is not installed (Debian's package chromium, or FAIRWAY_CHROMIUM)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("headless", "new"),
		// Root has no sandbox in a container; only our own pages are ever opened.
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		// The same letters at the same places on every machine, so that screenshots can be compared.
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "en"),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.WSURLReadTimeout(patience),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &Browser{ctx: ctx}
}

// program finds Chromium under the names that systems give it.
func program() string {
	if path := os.Getenv("FAIRWAY_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// lacking ends a test that the machine cannot run: skipped on a laptop, failed in CI, where a skipped half would prove nothing.
func lacking(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}
