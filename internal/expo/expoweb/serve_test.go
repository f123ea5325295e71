package expoweb_test

import (
	"net/http"
	"os"
	"testing"
)

// FAIRWAY_PAGES=127.0.0.1:8098 go test -run ServePages -timeout 0 ./internal/expo/expoweb
// serves the pages of the test's edition while their looks are worked on; without the variable there is nothing to do.
func TestServePages(t *testing.T) {
	addr := os.Getenv("FAIRWAY_PAGES")
	if addr == "" {
		t.Skip("FAIRWAY_PAGES names no address")
	}
	t.Fatal(http.ListenAndServe(addr, newShow(t, "")))
}
