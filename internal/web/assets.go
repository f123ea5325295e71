package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed css/*.css dist/app.js dist/app.js.LICENSE.txt
var assetFiles embed.FS

// assetPrefix is where the app mounts Assets.
const assetPrefix = "/assets/"

// styleSheets are joined in this order into app.css; the colours of tokens.go come first.
var styleSheets = [...]string{
	"css/tokens.css", "css/base.css", "css/layout.css", "css/header.css", "css/menus.css", "css/footer.css", "css/hero.css", "css/content.css", "css/cards.css",
	"css/controls.css", "css/forms.css", "css/filters.css", "css/tables.css", "css/feedback.css", "css/desk.css", "css/expodesk.css", "css/floordesk.css", "css/gallery.css",
	"css/expo.css", "css/records.css", "css/visit.css", "css/hallplan.css",
	"css/print.css",
}

type asset struct {
	kind, url, etag string
	plain, packed   []byte
}

// assets holds every file by its plain name and by its name with the content hash. It is made once, at first use.
var assets = sync.OnceValue(func() map[string]*asset {
	all := map[string]*asset{}
	add := func(name, kind string, content []byte) {
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:6])
		ext := path.Ext(name)
		hashed := strings.TrimSuffix(name, ext) + "." + hash + ext
		a := &asset{kind: kind, url: assetPrefix + hashed, etag: `"` + hash + `"`, plain: content, packed: pack(content)}
		all[name], all[hashed] = a, a
	}
	var css bytes.Buffer
	css.WriteString("@layer tokens,base,layout,components,states;\n" + tokenCSS())
	for _, name := range styleSheets {
		css.Write(mustRead(name))
	}
	add("app.css", "text/css; charset=utf-8", css.Bytes())
	add("app.js", "text/javascript; charset=utf-8", mustRead("dist/app.js"))
	add("app.js.LICENSE.txt", "text/plain; charset=utf-8", mustRead("dist/app.js.LICENSE.txt"))
	add("favicon.svg", "image/svg+xml", []byte(favicon))
	return all
})

func mustRead(name string) []byte {
	b, err := fs.ReadFile(assetFiles, name)
	if err != nil {
		panic(err) // the file is embedded at compile time
	}
	return b
}

func pack(content []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant of the package
	}
	_, _ = z.Write(content) // a bytes.Buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

// AssetURL returns the address of app.css, app.js or favicon.svg with the hash of its content, so that browsers may
// keep it for ever. An unknown name gives the plain address, which answers 404.
func AssetURL(name string) string {
	if a, ok := assets()[name]; ok {
		return a.url
	}
	return assetPrefix + name
}

// Assets serves the kit's files below /assets/: hashed names are immutable for a year, plain names are checked again
// each time; gzip is ready-made.
func Assets() http.Handler {
	all := assets()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, assetPrefix)
		a, ok := all[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		a.serve(w, r, assetPrefix+name == a.url)
	})
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request, hashed bool) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("ETag", a.etag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	if hashed {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.Contains(r.Header.Get("If-None-Match"), a.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = a.packed
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the reader may have gone
	}
}
