package app_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/internal/app"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

// BenchmarkPages renders pages of the full edition through the whole program, without a network. FAIRWAY_BENCH_DATA
// names a folder to seed once and use again.
func BenchmarkPages(b *testing.B) {
	dir := os.Getenv("FAIRWAY_BENCH_DATA")
	if dir == "" {
		dir = b.TempDir()
	}
	a, err := app.Open(context.Background(), app.Config{Data: dir, MailFrom: "bench@fairway.example", NoPageCache: true}, clock.System{}, io.Discard, ops.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	ctx := ops.With(context.Background(), app.Secretariat("cli"))
	list, err := a.Expo.ListEditions.Do(ctx, expo.ListEditions{})
	if err != nil {
		b.Fatal(err)
	}
	if len(list.Items) == 0 {
		if err := a.Seed(ctx, demo.Full); err != nil {
			b.Fatal(err)
		}
	}
	first, err := a.Expo.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: ops.InEdition{Edition: "caexpo-22"}, Limit: 1, Country: "VN"})
	if err != nil || len(first.Items) == 0 {
		b.Fatal(err)
	}
	h := a.Handler()
	for name, path := range map[string]string{"home": "", "exhibitor": "/exhibitors/" + first.Items[0].ID.String(), "exhibitors": "/exhibitors", "products": "/products",
		"pavilion": "/pavilions/ai", "plan": "/plan/B1", "gi": "/gi"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/zh/caexpo-22"+path, nil))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: %d", path, w.Code)
				}
			}
		})
	}
}
