package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/api"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// A guest book of two operations that answer with what they were told.
type entry struct {
	Book    string        `json:"book" check:"required,max=20"`
	Words   string        `json:"words" check:"max=40"`
	Country place.Country `json:"country"`
}

type nothing struct{}

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	c := clock.At(time.Date(2025, 9, 17, 1, 0, 0, 0, time.UTC))
	r := ops.NewRegistry(sqldbtest.SQLite(t), c, ident.NewMaker(c, 1), ops.Limits{})
	everybody := []ops.Role{ops.Public}
	ops.Read(r, ops.Meta{Name: "book.entry.find", Doc: "Finds.", Route: "GET /books/{book}", Example: `{"book":"a"}`, Roles: everybody},
		func(_ context.Context, _ *ops.Reading, in entry) (entry, error) { return in, nil })
	ops.Write(r, ops.Meta{Name: "book.entry.write", Doc: "Writes.", Route: "POST /books/{book}", Example: `{"book":"a"}`, Roles: everybody},
		func(_ context.Context, _ *ops.Writing, in entry) (entry, error) { return in, nil })
	ops.Read(r, ops.Meta{Name: "book.page.find", Doc: "For members.", Route: "GET /pages", Example: `{}`, Roles: []ops.Role{ops.Member}},
		func(context.Context, *ops.Reading, nothing) (nothing, error) { return nothing{}, nil })
	bundle, err := i18n.New(i18n.Catalogue(), ops.Catalogue(), place.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	face := &api.Face{Registry: r, Bundle: bundle, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	s := httptest.NewServer(face.Handler())
	t.Cleanup(s.Close)
	return s
}

// ask sends a request written out by hand, since clients tidy what they send, and returns status, header and body.
func ask(t *testing.T, s *httptest.Server, request string) (*http.Response, string) {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	head, body, _ := strings.Cut(request, "\n\n")
	if _, err := io.WriteString(c, strings.ReplaceAll(head, "\n", "\r\n")+"\r\nHost: x\r\nConnection: close\r\n\r\n"+body); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(b)
}

func sized(body string) string { return "Content-Length: " + strconv.Itoa(len(body)) + "\n\n" + body }

func TestRequestsAsTheyCome(t *testing.T) {
	t.Parallel()
	s := serve(t)
	post := "POST /api/v1/books/a HTTP/1.1\n"
	js := post + "Content-Type: application/json\n"
	for name, c := range map[string]struct {
		request string
		status  int
		has     string
	}{
		"no body":                    {post + "Content-Length: 0\n\n", 200, `"book":"a"`},
		"no chunks":                  {post + "Transfer-Encoding: chunked\n\n0\r\n\r\n", 200, `"book":"a"`},
		"one chunk":                  {js + "Transfer-Encoding: chunked\n\n2\r\n{}\r\n0\r\n\r\n", 200, `"book":"a"`},
		"a chunk of another type":    {post + "Transfer-Encoding: chunked\n\n2\r\n{}\r\n0\r\n\r\n", 422, "fault.media-type"},
		"a broken chunk":             {js + "Transfer-Encoding: chunked\n\nzz\r\n{}\r\n0\r\n\r\n", 422, "fault.bad-json"},
		"compressed":                 {js + "Content-Encoding: gzip\nContent-Length: 2\n\n{}", 422, "fault.media-type"},
		"UTF-16":                     {post + "Content-Type: application/json; charset=utf-16\nContent-Length: 2\n\n{}", 422, "fault.media-type"},
		"UTF-8 said aloud":           {post + "Content-Type: application/json; charset=UTF-8\nContent-Length: 2\n\n{}", 200, ""},
		"a name twice":               {js + sized("{\"words\":\"a\",\"words\":\"\"}"), 422, `"field":"words"`},
		"path's name in capitals":    {js + sized("{\"Book\":\"b\"}"), 422, "fault.unknown-field"},
		"path and body differ":       {js + sized("{\"book\":\"b\"}"), 422, "fault.path-differs"},
		"not an object":              {js + sized("[]"), 422, "fault.wrong-type"},
		"a query":                    {"GET /api/v1/books/a?words=x&country=VN HTTP/1.1\n\n", 200, `"words":"x","country":"VN"`},
		"a query that is not read":   {"GET /api/v1/books/a?words=x;y HTTP/1.1\n\n", 422, "fault.pattern"},
		"a query with a bad percent": {"GET /api/v1/books/a?words=%zz HTTP/1.1\n\n", 422, "fault.pattern"},
		"a query that is not UTF-8":  {"GET /api/v1/books/a?words=%ff HTTP/1.1\n\n", 422, "fault.utf8"},
		"no such country":            {"GET /api/v1/books/a?country=XX HTTP/1.1\n\n", 422, `"field":"country","key":"place.country.unknown"`},
		"a name twice in the query":  {"GET /api/v1/books/a?words=x&words=y HTTP/1.1\n\n", 422, "fault.too-many"},
		"a slash in the path":        {"GET /api/v1/books/a%2Fb HTTP/1.1\n\n", 200, `"book":"a/b"`},
		"a NUL in the path":          {"GET /api/v1/books/%00 HTTP/1.1\n\n", 422, "fault.control-characters"},
		"no such address":            {"GET /api/v1/shelves HTTP/1.1\n\n", 404, "fault.not-found"},
		"not signed in":              {"GET /api/v1/pages HTTP/1.1\n\n", 401, "fault.sign-in-first"},
	} {
		res, body := ask(t, s, c.request)
		if res.StatusCode != c.status || !strings.Contains(body, c.has) {
			t.Errorf("%s: %d %s, want %d with %s", name, res.StatusCode, body, c.status, c.has)
		}
	}
}

func TestAnotherMethodNamesThoseThereAre(t *testing.T) {
	t.Parallel()
	res, _ := ask(t, serve(t), "PATCH /api/v1/books/a HTTP/1.1\n\n")
	if got := res.Header.Values("Allow"); res.StatusCode != 405 || len(got) != 1 || got[0] != "GET, HEAD, POST" {
		t.Errorf("%d, Allow %q", res.StatusCode, got)
	}
}

func TestTheDocumentSaysWhoNeedsToSignIn(t *testing.T) {
	t.Parallel()
	_, body := ask(t, serve(t), "GET /openapi.json HTTP/1.1\n\n")
	var doc struct {
		Paths map[string]map[string]struct {
			Security  *[]map[string][]string `json:"security"`
			Responses map[string]any         `json:"responses"`
		} `json:"paths"`
	}
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	public, member := doc.Paths["/books/{book}"]["get"], doc.Paths["/pages"]["get"]
	if public.Security == nil || len(*public.Security) != 0 {
		t.Errorf("a public operation needs nothing, said aloud: %v", public.Security)
	}
	if member.Security == nil || len(*member.Security) != 2 {
		t.Errorf("a member signs in by cookie or bearer: %v", member.Security)
	}
	for _, r := range []string{"200", "4XX", "5XX"} {
		if member.Responses[r] == nil {
			t.Errorf("no %s answer in %v", r, member.Responses)
		}
	}
}
