package peopleweb_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

const (
	edition22 = ident.Edition(22)
	pavilionA = ident.Pavilion(101)
	inA       = ident.Exhibitor(201)
	inB       = ident.Exhibitor(202)
)

// site is the pages over a real server and database, with a post box instead of a mail server.
type site struct {
	core  *people.Core
	ops   *people.Operations
	db    *sqldb.DB
	reg   *ops.Registry
	clock *clock.Fixed
	kit   *web.Site
	url   string
	mu    sync.Mutex
	post  []people.Message
}

func newSite(t *testing.T, db *sqldb.DB) *site {
	t.Helper()
	words, err := i18n.New(web.Catalogue(), people.Catalogue(), peopleweb.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	s := &site{db: db, clock: clock.At(time.Date(2025, 9, 17, 2, 5, 0, 0, time.UTC))}
	s.core, err = people.New(people.Deps{DB: db, Secret: bytes.Repeat([]byte("s"), 32), Words: words,
		Mail: func(_ context.Context, tx *sqldb.Tx, _ clock.Micros, m people.Message) error {
			tx.AfterCommit(func() { s.mu.Lock(); s.post = append(s.post, m); s.mu.Unlock() })
			return nil
		},
		ExhibitorOwner: func(_ context.Context, _ sqldb.Runner, _ ident.Edition, x ident.Exhibitor) (ops.Owner, error) {
			return ops.Owner{Pavilion: map[ident.Exhibitor]ident.Pavilion{inA: pavilionA}[x], Exhibitor: x}, nil
		},
		CheckPavilion: func(context.Context, sqldb.Runner, ident.Edition, ident.Pavilion) error { return nil },
		EditionName: func(context.Context, sqldb.Runner, ident.Edition, string) (string, error) {
			return "the 22nd Expo", nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	s.reg = ops.NewRegistry(db, s.clock, ident.NewMaker(s.clock, 1), ops.Limits{})
	s.reg.Edition = func(context.Context, sqldb.Runner, string) (ops.EditionState, error) {
		return ops.EditionState{ID: edition22, Public: true}, nil
	}
	s.ops = s.core.Register(s.reg)
	mux := http.NewServeMux()
	s.kit = &web.Site{Bundle: words, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Frame: func(p *web.Page) error {
		if a := p.Caller().Actor; a.Account != 0 {
			p.User = &web.UserBar{Name: a.Name, SignOut: p.URL("/sign-out")}
		}
		return nil
	}}
	peopleweb.Mount(mux, peopleweb.Deps{Site: s.kit, Ops: s.ops, Places: places,
		Groups: func(p *web.Page) ([]web.NavGroup, error) {
			return []web.NavGroup{{Links: []web.NavLink{{Key: "people", Label: "All people", Href: p.URL("/expo-22/desk/people")}}}}, nil
		},
		Subject: func(_ *web.Page, v ident.Pavilion, x ident.Exhibitor) (string, string, error) {
			if x != 0 && x != inA && x != inB || v != 0 && v != pavilionA {
				return "", "", fault.NewNotFound("fault.not-found")
			}
			return "Café <Đà Lạt>", "vi", nil
		},
		Pavilions: func(*web.Page) ([]web.Option, error) {
			return []web.Option{{Value: pavilionA.String(), Label: "Viet Nam"}}, nil
		}})
	mux.Handle("/", s.kit.NotFound())
	// Neighbours with the shape of the expo's pages: two patterns that clash stop the program.
	for _, pattern := range []string{"GET /{edition}", "GET /{edition}/exhibitors", "GET /{edition}/exhibitors/{exhibitor}",
		"GET /{edition}/desk", "GET /{edition}/desk/exhibitors/{exhibitor}", "POST /{edition}/desk/halls/{hall}/{verb}", "GET /{$}"} {
		mux.Handle(pattern, s.kit.NotFound())
	}
	root := http.NewServeMux()
	root.Handle("/assets/", web.Assets())
	root.Handle("/", s.recognise(s.kit.Localized(mux)))
	srv := httptest.NewServer(root)
	t.Cleanup(srv.Close)
	s.url = srv.URL
	return s
}

// recognise puts the person into the context as the program does.
func (s *site) recognise(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller := ops.Caller{Surface: "page", Address: "192.0.2.7"}
		var err error
		if caller.Actor, err = s.core.Authenticate(r.Context(), peopleweb.Token(r), clock.Of(s.clock.Now())); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r.WithContext(ops.With(r.Context(), caller)))
	})
}

func places(_ *web.Page, grants []ops.Grant) ([]peopleweb.Place, error) {
	out := make([]peopleweb.Place, len(grants))
	for i, g := range grants {
		if g.Edition != 0 {
			out[i] = peopleweb.Place{Edition: "the 22nd Expo", Href: "/en/expo-22/desk"}
		}
		if g.Exhibitor != 0 || g.Pavilion != 0 {
			out[i].Subject = "Café <Đà Lạt>"
		}
	}
	return out, nil
}

func each(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { f(t, newSite(t, db)) })
}

// browser keeps cookies and does not follow redirects.
type browser struct {
	t    *testing.T
	s    *site
	http *http.Client
}

func (s *site) browser(t *testing.T) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t, s, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

type answer struct {
	status   int
	location string
	header   http.Header
	body     string
}

func (b *browser) do(req *http.Request, err error) answer {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	res, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if i := strings.Index(string(body), "⟦"); i >= 0 {
		b.t.Errorf("%s %s lacks a message: %.60s", req.Method, req.URL, body[i:])
	}
	return answer{res.StatusCode, res.Header.Get("Location"), res.Header, string(body)}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do(http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.s.url+path, nil))
}

func (b *browser) send(path string, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.s.url+path, strings.NewReader(form.Encode()))
	if err == nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return b.do(req, err)
}

// want fails unless the answer has the status and its page holds all the words.
func (a answer) want(t *testing.T, what string, status int, words ...string) answer {
	t.Helper()
	if a.status != status {
		t.Errorf("%s: status %d, want %d; location %q", what, a.status, status, a.location)
	}
	for _, w := range words {
		if !strings.Contains(a.body, w) {
			t.Errorf("%s: the page does not hold %q:\n%s", what, w, a.body)
		}
	}
	return a
}

func (a answer) leads(t *testing.T, what, to string) answer {
	t.Helper()
	if a.status != http.StatusSeeOther || a.location != to {
		t.Errorf("%s: %d to %q, want 303 to %q", what, a.status, a.location, to)
	}
	return a
}

var codeInLetter = regexp.MustCompile(`\d{4} \d{4}`)

func (s *site) lastCode(t *testing.T) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.post) == 0 {
		t.Fatal("no letter came")
	}
	return codeInLetter.FindString(s.post[len(s.post)-1].Text)
}

// signIn goes through both pages.
func (b *browser) signIn(email string) *browser {
	b.t.Helper()
	b.send("/en/sign-in", "email", email).leads(b.t, "asking for a code", "/en/sign-in/code")
	b.send("/en/sign-in/code", "code", b.s.lastCode(b.t)).leads(b.t, "the code", "/en/account")
	return b
}

// write runs f as the program itself does when it seeds.
func (s *site) write(t *testing.T, f func(ctx context.Context, w *ops.Writing) error) {
	t.Helper()
	err := s.db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		return f(ctx, &ops.Writing{Tx: tx, Call: ops.Call{Now: clock.Of(s.clock.Now()), IDs: s.reg.IDs()}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *site) person(t *testing.T, email string, grants ...ops.Grant) (a people.Account) {
	t.Helper()
	s.write(t, func(ctx context.Context, w *ops.Writing) (err error) {
		if a, _, err = people.EnsureAccount(ctx, w, people.Person{Email: email}); err != nil {
			return err
		}
		for _, g := range grants {
			if _, _, err := people.AddGrant(ctx, w, a, g); err != nil {
				return err
			}
		}
		return nil
	})
	return a
}
