package app

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/fairway-expo/fairway/internal/expo/expoweb"
	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// serveFile serves stored pictures. A reference names its content, so an answer never changes; it is not a page: the
// sandbox keeps a browser from running anything in it.
func (a *App) serveFile() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ref := files.Ref(r.PathValue("path"))
		b, err := a.Files.Open(ref)
		if err != nil {
			if fault.Of(err) != fault.NotFound && fault.Of(err) != fault.Invalid {
				a.Log.Error("file", "ref", ref, "error", err)
			}
			http.NotFound(w, r)
			return
		}
		defer b.Close()
		h := w.Header()
		h.Set("Content-Type", b.Type)
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", b.ETag)
		http.ServeContent(w, r, "", time.Time{}, b)
	})
}

func (a *App) robots(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprint(w, "User-agent: *\nDisallow: /api/\nDisallow: /*/sign-in\nDisallow: /*/account\nDisallow: /*/*/desk\n")
	if a.Config.BaseURL != "" {
		fmt.Fprintf(w, "Sitemap: %s/sitemap.xml\n", a.Config.BaseURL)
	}
}

func (a *App) sitemap(w http.ResponseWriter, r *http.Request) {
	if a.Config.BaseURL == "" {
		http.NotFound(w, r)
		return
	}
	page := func() ([]byte, error) { return expoweb.Sitemap(r.Context(), a.Expo, a.Config.BaseURL) }
	if n, err := strconv.Atoi(r.PathValue("n")); err == nil {
		page = func() ([]byte, error) { return expoweb.SitemapPage(r.Context(), a.Expo, a.Config.BaseURL, n) }
	}
	b, err := page()
	if fault.Is(err, fault.NotFound) {
		http.NotFound(w, r)
		return
	}
	if err != nil {
		a.Log.Error("sitemap", "error", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	_, _ = w.Write(b) // the reader went away; there is nobody to tell
}
