// Package browser drives a real Chromium for tests, and judges pages as a visitor would meet them.
//
// A test opens the browser once and a page for every view it wants to see:
//
//	b := browser.Open(t)
//	p := b.Page(t, browser.Phone)
//	p.Visit(server.URL + "/km/exhibitors")
//	p.Check() // nothing overflows, no glyph is missing, axe-core finds no violation
//
// A page fails its test by itself, when the test ends, for everything a visitor should never meet: an error in the console, a breach of
// the content security policy, a dialog, a request that failed. A test that wants to see such a problem takes it with Problems.
//
// It needs Debian's chromium, and e2e/axe (npm ci) for the accessibility checks. Where one is missing the test is skipped, with a message that
// begins "needs a browser:" or "needs axe:"; with CI=true it fails instead. Nothing leaves the machine: the browser's own background
// traffic is switched off.
package browser
