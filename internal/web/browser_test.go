package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// browser starts Chromium with the flags that keep it quiet, or skips.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("FAIRWAY_CHROMIUM")
	if path == "" {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if found, err := exec.LookPath(name); err == nil {
				path = found
				break
			}
		}
	}
	if path == "" {
		t.Skip("no chromium: the page kit was not looked at in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// tooWide lists what reaches over the right edge of the screen. Things inside a scrolling frame are allowed to, and so
// are the lines of a drawing; what is cut off by overflow: hidden is not.
const tooWide = `(() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll/.test(getComputedStyle(p).overflowX) && p !== document.documentElement) return true; return false; };
  const out = [];
  for (const menu of document.querySelectorAll("details.menu, .multilingual details")) menu.open = true;
  if (document.documentElement.scrollWidth > wide) out.push("page is " + document.documentElement.scrollWidth + " wide");
  for (const e of document.querySelectorAll("body *:not(svg *, .vh)")) {
    const r = e.getBoundingClientRect();
    if (r.width > 1 && r.right > wide + 1 && !scrolls(e)) out.push(e.tagName + "." + (e.className.baseVal ?? e.className) + " ends at " + Math.round(r.right));
  }
  return out.slice(0, 6).join("; ");
})()`

// tooSmall lists controls under 24 pixels that are not links inside a sentence (WCAG 2.2, 2.5.8).
const tooSmall = `[...document.querySelectorAll("a,button,summary,input,select,textarea")].filter((e) => {
  const r = e.getBoundingClientRect();
  if (r.width < 2 || e.matches(".skip,[type=hidden]") || e.closest("p,li.timeline,dd,th,td") || e.matches(".cover,.facts a,.timeline a,.steps a,.alert a,.figures a")) return false;
  const label = e.matches("input") && e.closest("label");
  const box = label ? label.getBoundingClientRect() : r;
  return (box.height < 24 || box.width < 24) && !(e.matches("input[type=checkbox],input[type=radio]") && r.height >= 22);
}).map((e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20)).slice(0, 6).join("; ")`

func TestEveryLanguageFitsTheScreenAndObeysThePolicy(t *testing.T) {
	t.Parallel()
	ctx := browser(t)
	server := httptest.NewServer(testSite(t))
	t.Cleanup(server.Close)

	var mu sync.Mutex
	var complaints []string
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Listen(ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			// The gallery's error page answers 404 on purpose.
			if !strings.Contains(e.Entry.Text, "404") {
				complaints = append(complaints, e.Entry.Text)
			}
		case *runtime.EventExceptionThrown:
			complaints = append(complaints, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range text.Languages {
		for _, page := range []string{"/gallery", "/gallery/desk", "/gallery/error"} {
			for _, width := range []int64{360, 1024} {
				look(t, ctx, server.URL+"/"+lang+page, width)
			}
		}
	}
	take := func() []string {
		mu.Lock()
		defer mu.Unlock()
		taken := complaints
		complaints = nil
		return taken
	}
	if found := take(); len(found) > 0 {
		t.Errorf("the browser complained: %s", fmt.Sprint(found))
	}
	// The listener must be able to hear: an inline style is against the policy.
	ask(t, ctx, `document.body.setAttribute("style", "color: red"), "done"`)
	for deadline := time.Now().Add(10 * time.Second); len(take()) == 0; ask(t, ctx, `"again"`) {
		if time.Now().After(deadline) {
			t.Fatal("an inline style brought no complaint: this test would not hear of one")
		}
	}
}

// look opens a page and complains of what does not fit the width or cannot be pressed.
func look(t *testing.T, ctx context.Context, url string, width int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 780), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	for what, script := range map[string]string{"wider than the screen": tooWide, "too small to press": tooSmall} {
		if found := ask(t, ctx, script); found != "" {
			t.Errorf("%s at %d: %s: %s", url, width, what, found)
		}
	}
	if got := ask(t, ctx, "document.documentElement.className"); got != "scripted" {
		t.Errorf("%s: the module did not run", url)
	}
}

// The scripts add to pages that work without them: each line is what a person does and what must then be so.
func TestScriptsKeepTheirPromises(t *testing.T) {
	t.Parallel()
	ctx := browser(t)
	server := httptest.NewServer(testSite(t))
	t.Cleanup(server.Close)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(server.URL+"/en/gallery?q=1")); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ what, do, see, want string }{
		{"the theme changes without leaving the page", `document.querySelector(".tool-theme button").click()`,
			`document.documentElement.dataset.theme + " " + document.cookie + " " + location.search`, "dark theme=dark ?q=1"},
		{"the footer shows the choice", ``, `document.querySelector(".foot [value=dark]").getAttribute("aria-pressed")`, "true"},
		{"it changes back", `document.querySelector(".tool-theme button").click()`, `document.documentElement.dataset.theme`, "light"},
		{"a link opens its dialog", `document.querySelector("[data-dialog=confirm]").click()`, `String(document.getElementById("confirm").open)`, "true"},
		{"cancel closes it", `document.querySelector("#confirm [data-dialog-close]").click()`, `String(document.getElementById("confirm").open)`, "false"},
		{"a menu opens", `document.querySelector("details.menu summary").click()`, `String(document.querySelector("details.menu").open)`, "true"},
		{"Escape closes it", `document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}))`, `String(document.querySelector("details.menu").open)`, "false"},
		{"an answer's message is shown", `document.body.dispatchEvent(new CustomEvent("toast", {bubbles: true, detail: {kind: "success", text: "<b>Saved</b>"}}))`,
			`document.getElementById("toasts").textContent`, "<b>Saved</b>"},
		{"a form is sent once", `window.sent = 0; window.addEventListener("submit", (e) => { if (!e.defaultPrevented) window.sent++; e.preventDefault(); }); ` +
			`const f = document.querySelector("#confirm-page-title").form || document.querySelector(".dialog-page form"); f.requestSubmit(); f.requestSubmit()`,
			`String(window.sent)`, "1"},
	} {
		ask(t, ctx, "(() => { "+step.do+"; return '' })()")
		if got := ask(t, ctx, step.see); got != step.want {
			t.Errorf("%s: got %q, want %q", step.what, got, step.want)
		}
	}
}

func ask(t *testing.T, ctx context.Context, script string) string {
	t.Helper()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
	if err != nil {
		t.Fatal(err)
	}
	return answer
}
