package deskweb_test

import (
	"net/http"
	"os"
	"testing"
)

func TestShow(t *testing.T) {
	addr := os.Getenv("SHOW")
	if addr == "" {
		t.Skip()
	}
	h := open(t)
	f, _ := os.Create("/tmp/desk-ids")
	f.WriteString(h.vietnam.ID.String() + " " + h.mekong.ID.String() + " " + h.robots.ID.String() + " " + h.hall.ID.String() + " " + h.booths[0].ID.String() + " " + h.booths[2].ID.String() + " " + h.booths[1].ID.String())
	f.Close()
	http.ListenAndServe(addr, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("as"); err == nil {
			r.Header.Set("As", c.Value)
		} else if v := r.URL.Query().Get("as"); v != "" {
			r.Header.Set("As", v)
		} else {
			r.Header.Set("As", "organiser")
		}
		h.ServeHTTP(w, r)
	}))
}
