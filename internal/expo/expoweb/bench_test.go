package expoweb_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func benchmarkPage(b *testing.B, path func(*show) string) {
	s := newShow(b, "")
	p := path(s)
	if w := s.get(b, p); w.Code != http.StatusOK {
		b.Fatalf("%s: status %d", p, w.Code)
	}
	b.ReportAllocs()
	for b.Loop() {
		s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, p, nil))
	}
}

func BenchmarkExhibitorPage(b *testing.B) {
	benchmarkPage(b, func(s *show) string { return "/en/" + slug + "/exhibitors/" + s.exhibitors["lychee"].ID.String() })
}

func BenchmarkExhibitorList(b *testing.B) {
	benchmarkPage(b, func(*show) string { return "/en/" + slug + "/exhibitors" })
}

func BenchmarkHallPlan(b *testing.B) {
	benchmarkPage(b, func(*show) string { return "/en/" + slug + "/plan/D1" })
}
