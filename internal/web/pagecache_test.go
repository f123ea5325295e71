package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

func TestPageCache(t *testing.T) {
	t.Parallel()
	bundle, err := i18n.New(web.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	version, made := "1", 0
	c := clock.At(time.Date(2025, 9, 17, 1, 0, 0, 0, time.UTC))
	site := &web.Site{Bundle: bundle, Log: slog.New(slog.DiscardHandler), Cache: &web.PageCache{Clock: c, MaxAge: 5 * time.Second, MaxBytes: 400,
		Version: func(context.Context, string) (string, error) { return version, nil }}}
	mux := http.NewServeMux()
	mux.Handle("GET /{edition}/page", site.Handle(func(p *web.Page) error {
		made++
		if p.R.URL.Query().Has("fail") {
			return fault.NewNotFound("fault.not-found")
		}
		return p.Render(templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, err := fmt.Fprintf(w, "page %d in %s for %d", made, p.Locale.Lang(), p.Caller().Actor.Account)
			return err
		}))
	}))
	h := site.Localized(mux)
	get := func(path string, account int64, theme string) string {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r = r.WithContext(ops.With(r.Context(), ops.Caller{Actor: ops.Actor{Account: ident.Account(account)}}))
		if theme != "" {
			r.AddCookie(&http.Cookie{Name: "theme", Value: theme})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return fmt.Sprintf("%d %s", w.Code, w.Body.String())
	}
	steps := []struct {
		what    string
		do      func()
		path    string
		account int64
		theme   string
		want    string
	}{
		{"first", nil, "/en/x/page", 0, "", "200 page 1 in en for 0"},
		{"again", nil, "/en/x/page", 0, "", "200 page 1 in en for 0"},
		{"another language", nil, "/zh/x/page", 0, "", "200 page 2 in zh for 0"},
		{"another theme", nil, "/en/x/page", 0, "dark", "200 page 3 in en for 0"},
		{"another query", nil, "/en/x/page?a=1", 0, "", "200 page 4 in en for 0"},
		{"a person is never served from it", nil, "/en/x/page", 7, "", "200 page 5 in en for 7"},
		{"nor fills it", nil, "/en/x/page", 0, "", "200 page 1 in en for 0"},
		{"after a change", func() { version = "2" }, "/en/x/page", 0, "", "200 page 6 in en for 0"},
		{"kept under the new version", nil, "/en/x/page", 0, "", "200 page 6 in en for 0"},
		{"too old", func() { c.Advance(6 * time.Second) }, "/en/x/page", 0, "", "200 page 7 in en for 0"},
		{"a draft has no version", func() { version = "" }, "/en/x/page", 0, "", "200 page 8 in en for 0"},
		{"and is not kept", nil, "/en/x/page", 0, "", "200 page 9 in en for 0"},
	}
	for _, s := range steps {
		if s.do != nil {
			s.do()
		}
		if got := get(s.path, s.account, s.theme); got != s.want {
			t.Errorf("%s: got %q, want %q", s.what, got, s.want)
		}
	}
	version = "3"
	before := made
	for i := range 40 { // more than fits
		get(fmt.Sprintf("/en/x/page?n=%d", i), 0, "")
	}
	get("/en/x/page?n=39", 0, "")
	get("/en/x/page?n=0", 0, "")
	if made != before+41 {
		t.Errorf("%d pages made, want 40, the newest from the cache, the oldest anew", made-before)
	}
	get("/en/x/page?fail", 0, "")
	get("/en/x/page?fail", 0, "")
	if made != before+43 {
		t.Error("an error page was kept")
	}
}
