package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// problems gathers what a visitor should never meet. The browser's events arrive on a goroutine of their own.
type problems struct {
	mu       sync.Mutex
	list     []string
	requests map[network.RequestID]string
	dismiss  func()
}

// Problems returns what has gone wrong since the page was opened or since the last call, in order of arrival, and takes it off the
// page's account: console errors, breaches of the content security policy, dialogs, failed requests.
func (p *Page) Problems() []string {
	p.t.Helper()
	// An answer from the page comes after every event that it caused before.
	Eval[bool](p, `new Promise(done => setTimeout(() => done(true), 0))`)
	return p.seen.drain()
}

func (p *problems) drain() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.list
	p.list = nil
	return list
}

func (p *problems) add(format string, args ...any) {
	problem := fmt.Sprintf(format, args...)
	if !slices.Contains(p.list, problem) {
		p.list = append(p.list, problem)
	}
}

// take sorts one event of the browser. It must not call the browser itself, which waits for it to return.
func (p *problems) take(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			p.add("console %s: %s", e.Type, words(e.Args))
		}
	case *runtime.EventExceptionThrown:
		p.add("script error: %s", exception(e.ExceptionDetails))
	case *log.EventEntryAdded:
		p.takeLog(e.Entry)
	case *page.EventJavascriptDialogOpening:
		p.add("dialog %s: %s", e.Type, e.Message)
		if p.dismiss != nil {
			go p.dismiss()
		}
	case *network.EventRequestWillBeSent:
		if p.requests == nil {
			p.requests = map[network.RequestID]string{}
		}
		p.requests[e.RequestID] = e.Request.Method + " " + e.Request.URL
	case *network.EventResponseReceived:
		if e.Type != network.ResourceTypeDocument && e.Response.Status >= 400 {
			p.add("request answered %d: %s", e.Response.Status, p.requests[e.RequestID])
		}
	case *network.EventLoadingFailed:
		// A request is aborted when the visitor goes on to another page, which is no fault.
		if !e.Canceled && e.ErrorText != "net::ERR_ABORTED" {
			p.add("request failed: %s: %s %s", p.requests[e.RequestID], e.ErrorText, e.BlockedReason)
		}
	}
}

// takeLog takes the browser's own messages. Those about the network repeat what the network events tell better.
func (p *problems) takeLog(e *log.Entry) {
	policy := strings.Contains(e.Text, "Content Security Policy")
	if policy {
		p.add("content security policy: %s", e.Text)
	} else if e.Level == log.EntryLevelError && e.Source != log.EntrySourceNetwork {
		p.add("browser %s error: %s %s", e.Source, e.Text, e.URL)
	}
}

func words(args []*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		var s string
		switch {
		case json.Unmarshal(a.Value, &s) == nil:
			parts = append(parts, s)
		case len(a.Value) > 0:
			parts = append(parts, string(a.Value))
		default:
			parts = append(parts, a.Description)
		}
	}
	return strings.Join(parts, " ")
}

func exception(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

func quote(s string) string { b, _ := json.Marshal(s); return string(b) } // a string always has a JSON form
