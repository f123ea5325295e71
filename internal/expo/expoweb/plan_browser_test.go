package expoweb_test

import (
	"context"
	"net/http/httptest"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

func TestPlanZoomsAndGoesToTheBoothInTheAddress(t *testing.T) {
	t.Parallel()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium: the plan was not moved in a browser")
	}
	server := httptest.NewServer(newShow(t, ""))
	t.Cleanup(server.Close)
	ctx, stop := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	ask := func(script string) string {
		t.Helper()
		answer, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(server.URL+"/en/"+slug+"/plan/D1#booth-D1Z1")); err != nil {
		t.Fatal(err)
	}
	const width = `document.querySelector(".hallplan-drawing").getAttribute("viewBox").split(" ")[2]`
	// until asks again and again, because the page draws when the browser finds the time.
	until := func(what, script, want string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); ; {
			got := ask(script)
			if got == want {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: got %s, want %s", what, got, want)
			}
		}
	}
	until("the booth in the address", `document.querySelector("[data-here]")?.id ?? "none"`, "booth-D1Z1")
	ask(`(document.querySelector("[data-zoom=all]").click(), "done")`)
	until("the whole hall with its margin", width, "8700.0")
	ask(`(document.querySelector("[data-zoom=in]").click(), "done")`)
	until("zoomed in once", width, "5800.0")
}
