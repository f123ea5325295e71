package web

import (
	"net/http"
	"os"
	"testing"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
)

func testBundle(t testing.TB) *i18n.Bundle {
	t.Helper()
	b, err := i18n.New(Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func testSite(t testing.TB) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/assets/", Assets())
	mux.Handle("POST /theme", ThemeHandler())
	mux.Handle("/", GalleryHandler(testBundle(t)))
	return SecurityHeaders(mux)
}

// FAIRWAY_GALLERY=127.0.0.1:8099 go test -run ServeGallery -timeout 0 ./internal/web
// serves the gallery while its looks are worked on; without the variable there is nothing to do.
func TestServeGallery(t *testing.T) {
	addr := os.Getenv("FAIRWAY_GALLERY")
	if addr == "" {
		t.Skip("FAIRWAY_GALLERY names no address")
	}
	t.Fatal(http.ListenAndServe(addr, testSite(t)))
}
