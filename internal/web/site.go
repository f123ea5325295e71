package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Site is what the handlers of all pages share. App fills it in once.
type Site struct {
	Bundle *i18n.Bundle
	// BaseURL is the public origin, "https://expo.example", without a slash at the end; "" leaves canonical links out.
	BaseURL string
	Log     *slog.Logger
	// Frame completes the View with the edition in the path and the person signed in. A draft edition that the person
	// may not see is a NotFound.
	Frame func(p *Page) error
	// Cache keeps pages for readers who are not signed in; nil keeps none.
	Cache *PageCache
}

// maxForm bounds the body of a form without files.
const maxForm = 2 << 20

// Page is one request for a page: the View under construction, the request with the language cut from its path, and
// the answer.
type Page struct {
	*View
	R    *http.Request
	W    http.ResponseWriter
	site *Site
	// Slug is the edition in the path, "" on pages of no edition.
	Slug string
	// cacheKey and cacheVersion are set when the page may be kept.
	cacheKey, cacheVersion string
}

type localeKey struct{}

// Localized serves pages below /{lang}: it cuts the language from the path, remembers it, and sends addresses without
// a language to the reader's own.
func (s *Site) Localized(pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lang, rest := SplitLanguage(r.URL.Path)
		if lang == "" {
			s.toLanguage(w, r)
			return
		}
		if r.Method == http.MethodGet {
			RememberLanguage(w, r, lang)
		}
		r2 := r.WithContext(context.WithValue(r.Context(), localeKey{}, s.Bundle.Locale(lang)))
		u := *r.URL
		u.Path, u.RawPath = rest, ""
		r2.URL = &u
		pages.ServeHTTP(w, r2)
	})
}

func (s *Site) toLanguage(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
		return
	}
	w.Header().Set("Vary", "Accept-Language, Cookie")
	to := url.URL{Path: "/" + Locale(s.Bundle, r).Lang() + r.URL.Path, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusFound)
}

// Handle serves a page. An error of f becomes an error page; an anonymous reader who must sign in is sent there.
func (s *Site) Handle(f func(p *Page) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l, ok := r.Context().Value(localeKey{}).(*i18n.Locale)
		if !ok {
			l = Locale(s.Bundle, r)
		}
		p := &Page{R: r, W: w, site: s, Slug: r.PathValue("edition")}
		p.View = &View{Locale: l, Path: r.URL.Path, Query: r.URL.RawQuery, Theme: RequestTheme(r),
			Unreviewed: !s.Bundle.Reviewed(l.Lang()), BaseURL: s.BaseURL}
		if r.Method == http.MethodPost && !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
			if err := r.ParseForm(); err != nil {
				p.fail(bodyFault(err))
				return
			}
		}
		if s.Cache != nil && s.Cache.serve(p) {
			return
		}
		if s.Frame != nil {
			if err := s.Frame(p); err != nil {
				p.fail(err)
				return
			}
		}
		if err := f(p); err != nil {
			p.fail(err)
		}
	})
}

// NotFound answers every address that no page has.
func (s *Site) NotFound() http.Handler {
	return s.Handle(func(p *Page) error { return fault.NewNotFound("fault.not-found") })
}

func bodyFault(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fault.NewInvalid("", "fault.body-too-big", "max", strconv.FormatInt(big.Limit>>20, 10)+" MiB").With(err)
	}
	return fault.NewInvalid("", "fault.media-type").With(err)
}

// Context returns the request's context with the idempotency key of a form ("_key"), so that a form sent twice has one
// effect.
func (p *Page) Context() context.Context {
	ctx := p.R.Context()
	c := ops.From(ctx)
	c.Language = p.Locale.Lang()
	if p.R.Method == http.MethodPost {
		c.Key = p.R.PostFormValue("_key")
	}
	return ops.With(ctx, c)
}

// Caller returns who asks.
func (p *Page) Caller() ops.Caller { return ops.From(p.R.Context()) }

// KeyField is the hidden field that makes a form idempotent; put it into every form that writes.
func (p *Page) KeyField() HiddenField {
	return HiddenField{Name: "_key", Value: randomHex(12)}
}

func randomHex(n int) string {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		panic(err) // the system's source of randomness never fails
	}
	return hex.EncodeToString(b)
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render answers 200 with a whole page.
func (p *Page) Render(c templ.Component) error { return p.RenderStatus(http.StatusOK, c) }

// RenderStatus answers with a whole page under a status. Nothing is sent when the page cannot be made.
func (p *Page) RenderStatus(status int, c templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := c.Render(p.R.Context(), b); err != nil {
		return err
	}
	h := p.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Locale.HTMLLang())
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	h.Set("Vary", "Cookie")
	if p.User != nil || p.Desk {
		h.Set("Cache-Control", "private, no-store")
	} else {
		h.Set("Cache-Control", "private, no-cache")
	}
	p.site.Cache.keep(p, status, b.Bytes())
	p.W.WriteHeader(status)
	if p.R.Method != http.MethodHead {
		_, _ = p.W.Write(b.Bytes()) // the reader went away; there is nobody to tell
	}
	return nil
}

// Redirect sends the reader to a path of ours, in the page's language, after a form.
func (p *Page) Redirect(path string) error {
	http.Redirect(p.W, p.R, p.URL(path), http.StatusSeeOther)
	return nil
}

// Problems returns the translated problems of an Invalid or Conflict error by field, to stand beside the fields of the
// form that was sent. Other errors return nil: they are for the error page.
func (p *Page) Problems(err error) Problems {
	e := fault.As(err)
	if e == nil || e.Kind != fault.Invalid && e.Kind != fault.Conflict {
		return nil
	}
	return p.View.Problems(err)
}

// fail answers with an error page, or sends an anonymous reader of a page to sign in.
func (p *Page) fail(err error) {
	if p.R.Context().Err() != nil {
		return // the reader went away; there is nobody to answer and nothing to report
	}
	d := p.ErrorOf(err, randomHex(4))
	if d.Status == http.StatusUnauthorized && p.R.Method == http.MethodGet {
		http.Redirect(p.W, p.R, p.URL("/sign-in?next="+url.QueryEscape(p.Here())), http.StatusSeeOther)
		return
	}
	if d.Status == http.StatusInternalServerError {
		p.site.Log.Error("page", "reference", d.Reference, "method", p.R.Method, "path", p.Path, "error", err)
	}
	if d.RetryAfterSeconds > 0 {
		p.W.Header().Set("Retry-After", strconv.Itoa(d.RetryAfterSeconds))
	}
	p.NoIndex = true
	if err := p.RenderStatus(d.Status, ErrorPage(p.View, d)); err != nil {
		p.site.Log.Error("error page", "error", err)
		http.Error(p.W, http.StatusText(d.Status), d.Status)
	}
}
