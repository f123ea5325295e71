package web

import (
	"container/list"
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/fairway-expo/fairway/internal/values/clock"
)

// PageCache keeps finished pages for readers who are not signed in, as long as nothing has changed that they could
// show. Version names the state of an edition's records: a page is served again only while the version is the one
// under which it was made, so a change is seen by the very next reader, on every node. What a page shows of the clock
// (a hold that ends, the phase of the edition) may be old by MaxAge.
type PageCache struct {
	Clock clock.Clock
	// Version returns the state of an edition's public records.
	Version func(ctx context.Context, slug string) (string, error)
	// MaxAge bounds the age of a page; MaxBytes the memory of all pages together.
	MaxAge   time.Duration
	MaxBytes int

	mu    sync.Mutex
	bytes int
	order *list.List
	pages map[string]*list.Element
}

type keptPage struct {
	key, version string
	made         time.Time
	header       http.Header
	body         []byte
}

// maxKeptPage is the largest page worth keeping.
const maxKeptPage = 512 << 10

// key names what a page depends on besides the records: address, language, theme. "" is not to be kept.
func (c *PageCache) key(p *Page) string {
	if c == nil || p.Slug == "" || p.R.Method != http.MethodGet || p.Caller().Actor.Account != 0 || len(p.Query) > 300 {
		return ""
	}
	return p.Locale.Lang() + " " + string(p.Theme) + " " + p.Path + "?" + p.Query
}

// serve answers from the cache and reports whether it could. Otherwise the page is made, and kept under the version
// that was read before it was made.
func (c *PageCache) serve(p *Page) bool {
	p.cacheKey = c.key(p)
	if p.cacheKey == "" {
		return false
	}
	var err error
	if p.cacheVersion, err = c.Version(p.R.Context(), p.Slug); err != nil || p.cacheVersion == "" {
		p.cacheKey = ""
		return false
	}
	now := c.Clock.Now()
	c.mu.Lock()
	e := c.pages[p.cacheKey]
	var k *keptPage
	if e != nil {
		c.order.MoveToFront(e)
		k = e.Value.(*keptPage)
	}
	c.mu.Unlock()
	if k == nil || k.version != p.cacheVersion || now.Sub(k.made) > c.MaxAge {
		return false
	}
	h := p.W.Header()
	for name, v := range k.header {
		h[name] = v
	}
	p.W.WriteHeader(http.StatusOK)
	_, _ = p.W.Write(k.body) // the reader went away; there is nobody to tell
	return true
}

// pageHeaders are those that a page itself sets.
var pageHeaders = []string{"Content-Type", "Content-Language", "Content-Length", "Vary", "Cache-Control"}

func (c *PageCache) keep(p *Page, status int, body []byte) {
	if c == nil || p.cacheKey == "" || status != http.StatusOK || p.User != nil || p.Desk || len(p.Notices) > 0 || len(body) > maxKeptPage {
		return
	}
	k := &keptPage{key: p.cacheKey, version: p.cacheVersion, made: c.Clock.Now(), header: http.Header{}, body: append([]byte(nil), body...)}
	for _, name := range pageHeaders {
		k.header[name] = p.W.Header()[name]
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages == nil {
		c.pages, c.order = map[string]*list.Element{}, list.New()
	}
	if old := c.pages[k.key]; old != nil {
		c.drop(old)
	}
	c.pages[k.key] = c.order.PushFront(k)
	c.bytes += len(k.body) + len(k.key)
	for c.bytes > c.MaxBytes {
		c.drop(c.order.Back())
	}
}

func (c *PageCache) drop(e *list.Element) {
	k := c.order.Remove(e).(*keptPage)
	delete(c.pages, k.key)
	c.bytes -= len(k.body) + len(k.key)
}
