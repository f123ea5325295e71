package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func mustReadSource(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func render(t testing.TB, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLayoutNamesThePageInEveryLanguage(t *testing.T) {
	t.Parallel()
	v := &View{Locale: testBundle(t).Locale("zh"), Path: "/caexpo-22/exhibitors", Query: "country=TH&q=durian", BaseURL: "https://expo.example", Title: "参展商"}
	page := render(t, Layout(v))
	if !strings.Contains(page, `<html lang="zh-Hans">`) {
		t.Error("the page does not say that it is in Simplified Chinese")
	}
	for _, l := range text.Languages {
		want := `hreflang="` + HTMLLang(l) + `" href="https://expo.example/` + l + `/caexpo-22/exhibitors?country=TH&amp;q=durian"`
		if !strings.Contains(page, want) {
			t.Errorf("no alternate %s", want)
		}
	}
	for _, want := range []string{`hreflang="x-default" href="https://expo.example/en/caexpo-22/exhibitors?`, `rel="canonical" href="https://expo.example/zh/caexpo-22/exhibitors?`} {
		if !strings.Contains(page, want) {
			t.Errorf("the head lacks %s", want)
		}
	}
	if v.Desk = true; strings.Contains(render(t, Layout(v)), "hreflang=\"x-default\"") {
		t.Error("a desk is offered to search engines")
	}
}

func TestLinkedDataCannotEndItsElement(t *testing.T) {
	t.Parallel()
	v := &View{Locale: testBundle(t).Locale("en"), JSONLD: [][]byte{[]byte(`{"name":"</script><script>alert(1)</script>"}`)}}
	page := render(t, Layout(v))
	if strings.Contains(page, "<script>alert") || !strings.Contains(page, `\u003c/script>`) {
		t.Error("text inside JSON-LD ends the element")
	}
}

func TestPeoplesTextIsEscaped(t *testing.T) {
	t.Parallel()
	v := &View{Locale: testBundle(t).Locale("en")}
	const evil = `"><img src=x onerror=alert(1)>`
	page := render(t, EntityCard(EntityCardData{Href: "javascript:alert(1)", Title: evil, Subtitle: evil, Facts: []Fact{{Icon: IconPin, Text: evil}}})) +
		render(t, Field(v, FieldData{Name: evil, Label: evil, Value: evil, Hint: evil, Problem: evil, Kind: FieldArea})) +
		render(t, Icon(IconPin, evil)) + render(t, Picture(PictureData{Src: evil, Alt: evil}))
	if strings.Contains(page, "<img src=x") {
		t.Errorf("text became markup: %s", page)
	}
}

func TestThemeIsKeptAndComesBackToThePage(t *testing.T) {
	t.Parallel()
	site := testSite(t)
	for theme, want := range map[string]string{"dark": "dark", "light": "light", "toggle": "dark", "purple": "system"} {
		r := httptest.NewRequest(http.MethodPost, "/theme", strings.NewReader(url.Values{"theme": {theme}, "back": {"/th/gallery?q=1"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/th/gallery?q=1" {
			t.Errorf("%s: status %d to %q", theme, w.Code, w.Header().Get("Location"))
		}
		if got := w.Result().Cookies()[0].Value; got != want {
			t.Errorf("theme %s is kept as %q, want %q", theme, got, want)
		}
	}
	if page := get(t, site, "/en/gallery", &http.Cookie{Name: "theme", Value: "dark"}).Body.String(); !strings.Contains(page, `<html lang="en" data-theme="dark">`) {
		t.Error("the cookie's theme does not reach the page")
	}
}

func TestLocalPathRefusesOtherServers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"/en/x?a=1": "/en/x?a=1", "https://evil.example/": "/", "//evil.example": "/", `/\evil.example`: "/", "en": "/", "": "/", "/a\nb": "/", "javascript:alert(1)": "/",
	} {
		if got := LocalPath(in); got != want {
			t.Errorf("LocalPath(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLocaleFollowsPathThenCookieThenBrowser(t *testing.T) {
	t.Parallel()
	b := testBundle(t)
	r := httptest.NewRequest(http.MethodGet, "/gate", nil)
	r.Header.Set("Accept-Language", "th;q=0.5, vi")
	if got := Locale(b, r).Lang(); got != "vi" {
		t.Errorf("browser: %s, want vi", got)
	}
	r.AddCookie(&http.Cookie{Name: "lang", Value: "km"})
	if got := Locale(b, r).Lang(); got != "km" {
		t.Errorf("cookie: %s, want km", got)
	}
	r.URL.Path = "/lo/caexpo-22"
	if got := Locale(b, r).Lang(); got != "lo" {
		t.Errorf("path: %s, want lo", got)
	}
	if lang, rest := SplitLanguage("/caexpo-22/x"); lang != "" || rest != "/caexpo-22/x" {
		t.Errorf("SplitLanguage took %q from a path without language, rest %q", lang, rest)
	}
}

func TestAssetsAreImmutableAndPacked(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"app.css", "app.js", "favicon.svg"} {
		r := httptest.NewRequest(http.MethodGet, AssetURL(name), nil)
		r.Header.Set("Accept-Encoding", "br, gzip")
		w := httptest.NewRecorder()
		Assets().ServeHTTP(w, r)
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(z)
		if err != nil || !bytes.Equal(plain, assets()[name].plain) {
			t.Errorf("%s: the packed file is not the plain one (%v)", name, err)
		}
		r.Header.Set("If-None-Match", w.Header().Get("ETag"))
		again := httptest.NewRecorder()
		if Assets().ServeHTTP(again, r); again.Code != http.StatusNotModified {
			t.Errorf("%s: a known file is sent again: %d", name, again.Code)
		}
	}
	w := httptest.NewRecorder()
	if Assets().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/assets/../doc.go", nil)); w.Code != 404 {
		t.Errorf("a file that is no asset: %d", w.Code)
	}
}

// The bundle is committed; this notices a change of its sources that was not bundled.
func TestBundleIsMadeFromItsSources(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("js/src/*.js")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	slices.Sort(sources)
	sum := sha256.New()
	for _, name := range append([]string{"js/package-lock.json", "js/build.mjs"}, sources...) {
		sum.Write(mustReadSource(t, name))
	}
	if got, want := strings.TrimSpace(string(mustReadSource(t, "dist/sources.sha256"))), hex.EncodeToString(sum.Sum(nil)); got != want {
		t.Error("dist/app.js is stale: run npm ci && npm run build in internal/web/js")
	}
}

func TestEveryMessageIsUsedAndEveryUseHasAMessage(t *testing.T) {
	t.Parallel()
	catalogue := string(mustReadSource(t, "messages/en.json"))
	var code strings.Builder
	files, err := filepath.Glob("*.templ")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, more...) {
		if !strings.HasSuffix(f, "_test.go") && !strings.HasSuffix(f, "_templ.go") {
			code.Write(mustReadSource(t, f))
		}
	}
	for _, m := range regexp.MustCompile(`"(web\.[a-z_.]+[a-z_])"`).FindAllStringSubmatch(code.String(), -1) {
		if !strings.Contains(catalogue, `"`+m[1]+`":`) {
			t.Errorf("no message %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`"(web\.[a-z0-9_.]+)":`).FindAllStringSubmatch(catalogue, -1) {
		// Navigation words are for the pages, error words are put together from the status.
		if !strings.Contains(code.String(), `"`+m[1]+`"`) && !strings.HasPrefix(m[1], "web.nav.") && !strings.HasPrefix(m[1], "web.error.") {
			t.Errorf("message %s is not used", m[1])
		}
	}
}

func TestErrorPagesSpeakForEveryStatus(t *testing.T) {
	t.Parallel()
	for status := 400; status < 600; status++ {
		v := &View{Locale: testBundle(t).Locale("en")}
		page := render(t, ErrorPage(v, ErrorData{Status: status, Reference: "ref-1", RetryAfterSeconds: 3}))
		if wrong := checkMarkup([]byte(page)); wrong != nil || !strings.Contains(page, "ref-1") || !strings.Contains(page, strconv.Itoa(status)) {
			t.Fatalf("status %d: %v", status, wrong)
		}
	}
	v := &View{Locale: testBundle(t).Locale("en")}
	if got := v.ErrorOf(fault.NewDenied("web.error.403.text"), "r"); got.Status != 403 || got.Problem == "" {
		t.Errorf("a refusal becomes %+v", got)
	}
	if got := v.ErrorOf(io.ErrUnexpectedEOF, "r"); got.Status != 500 || got.Problem != "" {
		t.Errorf("an unknown error becomes %+v", got)
	}
}

func TestProblemsStandBesideTheirField(t *testing.T) {
	t.Parallel()
	v := &View{Locale: testBundle(t).Locale("en")}
	var l fault.List
	l.Add("mail", "web.form.failed")
	p := v.Problems(l.Err())
	if diff := cmp.Diff(Problems{"mail": "That did not work. Please try again."}, p); diff != "" {
		t.Error(diff)
	}
	page := render(t, Field(v, FieldData{Name: "mail", Label: "Mail", Kind: FieldEmail, Value: "a@", Problem: p["mail"]}))
	for _, want := range []string{`aria-invalid="true"`, `aria-describedby="f-mail-problem"`, `id="f-mail-problem"`, `value="a@"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the field lacks %s: %s", want, page)
		}
	}
	if v.Problems(nil) != nil || v.Problems(io.EOF)[""] == "" {
		t.Error("no error gives problems, or an unknown error gives none")
	}
}

func TestReadTextKeepsTheTranslatorOfUnchangedWords(t *testing.T) {
	t.Parallel()
	old := text.T{"en": {Text: "Durian"}, "zh": {Text: "榴莲", By: "machine"}, "th": {Text: "ทุเรียน", By: "machine"}, "ta": {Text: "முள்நாறி"}}
	got := ReadText(url.Values{"name.en": {" Durian "}, "name.zh": {"榴莲"}, "name.th": {"ทุเรียนหมอนทอง"}, "name.vi": {""}}, "name", old)
	want := text.T{"en": {Text: "Durian"}, "zh": {Text: "榴莲", By: "machine"}, "th": {Text: "ทุเรียนหมอนทอง"}, "ta": {Text: "முள்நாறி"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMonogramsInEveryScript(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Red River Robotics": "RR", "durian": "D", "红河机器人": "红", "เรดริเวอร์": "เร", "สวนทุเรียน": "ส", "ក្រុមហ៊ុន": "ក្", "ໂຮງງານ": "ໂຮ",
		"": "·", "--": "·", "3M Viet Nam": "3V",
	} {
		if got := initials(name); got != want {
			t.Errorf("initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestWithQueryChangesOneValueAndForgetsTheCursor(t *testing.T) {
	t.Parallel()
	v := &View{Locale: testBundle(t).Locale("id"), Path: "/e/exhibitors", Query: "after=abc&country=TH&q=kopi"}
	if got, want := v.WithQuery("country", ""), "/id/e/exhibitors?q=kopi"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := v.WithQuery("sort", "name"), "/id/e/exhibitors?country=TH&q=kopi&sort=name"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMotifIsTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	for shape := range motifPlans {
		a, b := render(t, Motif(MotifShape(shape), 7)), render(t, Motif(MotifShape(shape), 8))
		if a == b || a != render(t, Motif(MotifShape(shape), 7)) || strings.Contains(a, "NaN") {
			t.Errorf("shape %d does not follow its seed", shape)
		}
		if wrong := checkMarkup([]byte(a)); wrong != nil {
			t.Errorf("shape %d: %v", shape, wrong)
		}
	}
}

// A page of 50 cards must take less than a millisecond.
func BenchmarkFiftyCards(b *testing.B) {
	v := &View{Locale: testBundle(b).Locale("en"), Path: "/caexpo-22/exhibitors"}
	cards := make([]EntityCardData, 50)
	for i := range cards {
		cards[i] = galleryEntities(v)[i%4]
		if i%2 == 0 {
			cards[i].Picture = PictureData{}
		}
	}
	for b.Loop() {
		var out bytes.Buffer
		_ = Layout(v).Render(context.Background(), &out) // a bytes.Buffer takes everything
		for _, c := range cards {
			_ = EntityCard(c).Render(context.Background(), &out)
		}
	}
}
