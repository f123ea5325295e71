package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/internal/api"
	"github.com/fairway-expo/fairway/internal/expo/expoweb"
	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// Handler serves everything: pages, API, files, health.
func (a *App) Handler() http.Handler {
	site := &web.Site{Bundle: a.Bundle, BaseURL: a.Config.BaseURL, Log: a.Log, Frame: a.frame}
	if !a.Config.NoPageCache {
		site.Cache = &web.PageCache{Clock: a.Clock, Version: a.publicVersion, MaxAge: 5 * time.Second, MaxBytes: 24 << 20}
	}
	face := &api.Face{Registry: a.Ops, Bundle: a.Bundle, Log: a.Log, Version: Version, BaseURL: a.Config.BaseURL}
	rest := face.Handler()

	top := http.NewServeMux()
	top.Handle(api.Prefix+"/", rest)
	top.Handle("/openapi.json", rest)
	top.Handle("/assets/", web.Assets())
	top.Handle("GET /files/{path...}", a.serveFile())
	top.Handle("POST /theme", web.ThemeHandler())
	top.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	top.HandleFunc("GET /readyz", a.ready)
	top.HandleFunc("GET /robots.txt", a.robots)
	top.HandleFunc("GET /sitemap.xml", a.sitemap)
	top.HandleFunc("GET /sitemap/{n}", a.sitemap)
	top.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, web.AssetURL("favicon.svg"), http.StatusFound)
	})
	top.Handle("/", site.Localized(a.pages(site)))

	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(site.Handle(func(*web.Page) error { return fault.NewDenied("fault.cross-origin") }))
	return a.contain(web.SecurityHeaders(crossOrigin.Handler(a.identify(top))))
}

// publicVersion names the state of an edition's records by the number of entries in its ledger and in the common one:
// every change of a record is an entry, on whatever node it was made. A draft has no public version.
func (a *App) publicVersion(ctx context.Context, slug string) (version string, err error) {
	err = a.DB.Read(ctx, func(r *sqldb.Read) error {
		e, err := a.expo.Resolve(ctx, r, slug)
		if err != nil || !e.Public {
			return err
		}
		own, err := ledger.Count(ctx, r, e.ID)
		if err != nil {
			return err
		}
		common, err := ledger.Count(ctx, r, 0)
		version = strconv.FormatInt(own, 10) + "." + strconv.FormatInt(common, 10)
		return err
	})
	return version, err
}

// pages mounts the pages of every capability, below the language.
func (a *App) pages(site *web.Site) http.Handler {
	mux := http.NewServeMux()
	expoweb.Mount(mux, site, a.Expo, a.Floor)
	peopleweb.Mount(mux, a.peopleDeps(site))
	a.mountDesks(mux, site)
	mux.Handle("GET /gallery", site.Handle(func(p *web.Page) error { return p.Render(web.Gallery(p.View)) }))
	mux.Handle("/", site.NotFound())
	return mux
}

// identify puts the caller into the request's context: the session's actor, or nobody.
func (a *App) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := ops.Caller{Surface: "page", Address: a.address(r)}
		if token := sessionToken(r); token != "" {
			actor, err := a.people.Authenticate(r.Context(), token, clock.Of(a.Clock.Now()))
			if err != nil {
				a.Log.Error("authenticate", "error", err)
				http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
				return
			}
			c.Actor = actor
		}
		next.ServeHTTP(w, r.WithContext(ops.With(r.Context(), c)))
	})
}

func sessionToken(r *http.Request) string {
	if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && strings.HasPrefix(r.URL.Path, api.Prefix) {
		return t
	}
	return peopleweb.Token(r)
}

// address is the caller's network address, as the trusted proxy reports it if there is one.
func (a *App) address(r *http.Request) string {
	if a.Config.Proxy {
		list := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(list[len(list)-1]); last != "" {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// contain turns a panic of a handler into a logged 500 instead of a cut connection.
func (a *App) contain(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			a.Log.Error("panic", "path", r.URL.Path, "value", p, "stack", string(debug.Stack()))
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	err := a.DB.Read(ctx, func(q *sqldb.Read) error { _, err := a.expo.Resolve(ctx, q, "?"); _ = err; return nil })
	if err != nil {
		http.Error(w, "database away", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// Serve serves on the configured address and runs the background work until ctx ends, then lets requests finish.
// ready is called with the address once it listens.
func (a *App) Serve(ctx context.Context, ready func(address string)) error {
	l, err := net.Listen("tcp", a.Config.Addr)
	if err != nil {
		return err
	}
	s := &http.Server{Handler: a.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 60 * time.Second,
		WriteTimeout: 120 * time.Second, IdleTimeout: 120 * time.Second, MaxHeaderBytes: 32 << 10}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	worked := make(chan struct{})
	go func() { defer close(worked); a.Jobs.Run(work) }()
	served := make(chan error, 1)
	go func() { served <- s.Serve(l) }()
	ready(l.Addr().String())
	select {
	case err = <-served:
	case <-ctx.Done():
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
		err = s.Shutdown(grace)
		cancel()
	}
	stopWork()
	<-worked
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
