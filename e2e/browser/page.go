package browser

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// View is how a page is looked at. Width and Height are CSS pixels; Scale is device pixels per CSS pixel.
type View struct {
	Name          string
	Width, Height int64
	Scale         float64
	Touch         bool
	Dark          bool
}

// InDark returns the view with the visitor's wish for dark colours.
func (v View) InDark() View { v.Dark = true; v.Name += "-dark"; return v }

var (
	// Phone is a common phone held upright.
	Phone = View{Name: "phone", Width: 390, Height: 844, Scale: 2, Touch: true}
	// Desktop is a small laptop's window.
	Desktop = View{Name: "desktop", Width: 1280, Height: 900, Scale: 1}
)

// Page is one tab in a view. Its methods fail the test when the browser cannot do what they ask. It is not safe for concurrent use.
type Page struct {
	t    testing.TB
	ctx  context.Context
	view View
	seen *problems
}

// Page opens an empty tab with cookies and storage of its own, and closes it with the test. Problems that the test has not taken
// by then fail it.
func (b *Browser) Page(t testing.TB, v View) *Page {
	t.Helper()
	p := &Page{t: t, seen: &problems{}}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.seen.take))
	p.ctx = ctx
	t.Cleanup(cancel)
	t.Cleanup(func() {
		for _, problem := range p.seen.drain() {
			t.Errorf("the page met a problem: %s", problem)
		}
	})
	p.seen.dismiss = func() {
		_, _ = chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{}) // a closed tab has no dialog
	}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	p.Look(v)
	return p
}

// Look changes the view of the page that is open.
func (p *Page) Look(v View) {
	p.t.Helper()
	p.view = v
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	call(p, "set the window", emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: v.Width, Height: v.Height, DeviceScaleFactor: v.Scale, Mobile: v.Touch,
	})
	call(p, "set touch", emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: v.Touch})
	call(p, "set the colours", emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		// What moves would make every picture another one.
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// Visit opens the address, waits until the page and its fonts are loaded, and returns the HTTP status. A status of 400 or
// above is no problem by itself, because error pages are visited too.
func (p *Page) Visit(url string) (status int) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(url))
	if err != nil {
		p.t.Fatalf("visit %s: %v", url, err)
	}
	p.settle()
	return int(response.Status)
}

// settle waits for the fonts and for the frame that shows them.
func (p *Page) settle() {
	p.t.Helper()
	Eval[bool](p, `document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
}

// Do runs chromedp's own actions, for what has no method here.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("in the browser: %v", err)
	}
}

// Click clicks the first visible element that the CSS selector finds. It does not wait for a page that the click loads: follow it with
// WaitFor, or use Follow.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// Follow clicks, and waits until the page that the click loads is there.
func (p *Page) Follow(selector string) (status int) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
	if err != nil {
		p.t.Fatalf("follow %s: %v", selector, err)
	}
	p.settle()
	return int(response.Status)
}

// Fill replaces the value of a field by typing.
func (p *Page) Fill(selector, value string) {
	p.t.Helper()
	p.Do(chromedp.Clear(chromedp.CSS(selector)), chromedp.SendKeys(chromedp.CSS(selector), value))
}

// Press sends keys to the element that has the focus; package kb of chromedp names the special ones.
func (p *Page) Press(keys string) { p.t.Helper(); p.Do(chromedp.KeyEvent(keys)) }

// WaitFor waits until an element is visible.
func (p *Page) WaitFor(selector string) {
	p.t.Helper()
	p.Do(chromedp.WaitVisible(chromedp.CSS(selector)))
}

// Text returns the visible text of the first element, without space at its ends.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return Eval[string](p, `(document.querySelector(`+quote(selector)+`)?.innerText ?? "").trim()`)
}

// Count returns how many elements the selector finds.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	return Eval[int](p, `document.querySelectorAll(`+quote(selector)+`).length`)
}

// URL returns the address of the page that is open.
func (p *Page) URL() string { p.t.Helper(); return Eval[string](p, `location.href`) }

// Screenshot writes a PNG of the window, or of the page's whole height, and makes the folders on the way.
func (p *Page) Screenshot(path string, whole bool) {
	p.t.Helper()
	p.settle()
	picture := call(p, "take a picture", page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &whole,
		Clip: p.clip(whole)})
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, picture.Data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// clip is nil for the window, and the whole page otherwise. Its width stays the window's, so that a page which is too wide shows it.
func (p *Page) clip(whole bool) *page.Viewport {
	if !whole {
		return nil
	}
	height := Eval[float64](p, `Math.max(document.documentElement.scrollHeight, innerHeight)`)
	return &page.Viewport{Width: float64(p.view.Width), Height: height, Scale: 1}
}

// Eval runs an expression in the page and returns its value; it waits for a promise. The page's content security policy does not
// bind it.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("evaluate %.80q: %v", expression, err)
	}
	return value
}

// call sends one command of the devtools protocol.
func call[P, R any](p *Page, what string, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
	return result
}
