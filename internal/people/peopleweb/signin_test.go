package peopleweb_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

func TestSigningInWithoutScripts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		b := s.browser(t)
		b.get("/en/account").leads(t, "a page for members", "/en/sign-in?next=%2Fen%2Faccount")
		b.get("/en/sign-in/code").leads(t, "the second step without the first", "/en/sign-in")
		b.get("/en/sign-in?next=%2Fen%2Fexpo-22").want(t, "form", 200, `type="email"`, `autocomplete="email"`, `value="/en/expo-22"`)
		b.send("/en/sign-in", "email", "not an address").want(t, "a wrong address", 422, `value="not an address"`, "Please enter an e-mail address", `aria-invalid="true"`)
		b.send("/en/sign-in", "email", "mei@example.com", "next", "/en/expo-22?a=b").leads(t, "a right address", "/en/sign-in/code?next=%2Fen%2Fexpo-22%3Fa%3Db")
		b.get("/en/sign-in/code?next=%2Fen%2Fexpo-22").want(t, "code form", 200, `inputmode="numeric"`, `autocomplete="one-time-code"`, "mei@example.com")
		b.send("/en/sign-in/code", "code", "00000000x").want(t, "a wrong code", 422, "You have 4 tries left", "mei@example.com")
		a := b.send("/en/sign-in/code", "code", s.lastCode(t), "next", "/en/expo-22?a=b").leads(t, "the right code", "/en/expo-22?a=b")
		var session *http.Cookie
		for _, c := range (&http.Response{Header: a.header}).Cookies() {
			if c.Name == "fairway_session" {
				session = c
			}
		}
		if session == nil || !session.HttpOnly || session.SameSite != http.SameSiteLaxMode || session.Path != "/" || session.Secure || len(session.Value) != 43 {
			t.Errorf("session cookie %+v", session)
		}
		b.get("/en/account").want(t, "account", 200, "mei@example.com", "You have no role yet")
		b.get("/en/sign-in?next=%2Fen%2Fexpo-22").leads(t, "signing in again", "/en/expo-22")
	})
}

func TestSigningInLeadsToOurOwnPagesOnly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		b := s.browser(t).signIn("a@example.com")
		b.get("/en/account").want(t, "account", 200) // sets the language's cookie
		for _, next := range []string{"https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
			"javascript:alert(1)", "evil.example", "http:evil.example", "/%0d%0aSet-Cookie:x", "/x\r\nSet-Cookie: a=b", "///evil.example", " //evil.example",
			"/" + strings.Repeat("a", 3000), "https:/evil.example"} {
			a := b.get("/en/sign-in?next=" + url.QueryEscape(next))
			to, err := url.Parse(a.location)
			if a.status != http.StatusSeeOther || err != nil || to.Host != "" || to.Scheme != "" || !strings.HasPrefix(to.Path, "/") ||
				strings.HasPrefix(a.location, "//") || a.header.Get("Set-Cookie") != "" {
				t.Errorf("next %.60q leads to %d %q", next, a.status, a.location)
			}
		}
		b.get("/en/sign-in?next=%2Fth%2Fexpo-22%2Fdesk").leads(t, "our own page", "/th/expo-22/desk")
	})
}

func TestPagesDoNotTellWhetherAnAddressHasAnAccount(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		s.person(t, "here1@example.com", ops.Grant{Role: ops.Organiser})
		var pages []string
		for _, email := range []string{"here1@example.com", "gone1@example.com"} {
			b := s.browser(t)
			b.send("/en/sign-in", "email", email).leads(t, email, "/en/sign-in/code")
			p := b.get("/en/sign-in/code").body + b.send("/en/sign-in/code", "code", "x").body
			pages = append(pages, strings.ReplaceAll(p, email, "E"))
		}
		if pages[0] != pages[1] {
			t.Errorf("the pages differ:\n%s\n%s", pages[0], pages[1])
		}
	})
}

func TestTooManyCodesAreSaidInTheForm(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		b := s.browser(t)
		for range 5 {
			b.send("/en/sign-in", "email", "a@example.com").leads(t, "a code", "/en/sign-in/code")
		}
		b.send("/en/sign-in", "email", "a@example.com").want(t, "the sixth", 422, "At most 5 codes an hour", `value="a@example.com"`)
	})
}

func TestALinkSignsInOnlyWhenTheButtonIsPressed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		id := s.person(t, "organiser@example.com", ops.Grant{Role: ops.Organiser, Edition: edition22}).ID
		var token string
		s.write(t, func(ctx context.Context, w *ops.Writing) (err error) {
			token, err = people.NewLink(ctx, w, id, "organiser", clock.Of(s.clock.Now().Add(time.Hour)))
			return err
		})
		b := s.browser(t)
		path := "/en" + peopleweb.LinkPath(token)
		a := b.get(path).want(t, "the link", 200, "Sign me in", `value="`+token+`"`)
		if a.header.Get("Referrer-Policy") != "no-referrer" || strings.Contains(strings.Join(a.header.Values("Set-Cookie"), " "), "fairway_session") {
			t.Errorf("headers %v", a.header)
		}
		b.get("/en/account").leads(t, "after looking", "/en/sign-in?next=%2Fen%2Faccount")
		b.send("/en/link", "token", "AAAAAAAAAAAAAAAAAAAAAA").want(t, "a wrong link", 404, "no longer valid")
		b.send("/en/link", "token", token).leads(t, "the button", "/en/account")
		b.get("/en/account").want(t, "account", 200, "organiser@example.com", "Organiser", "the 22nd Expo", `href="/en/expo-22/desk"`)
	})
}

func TestCookiesAreSecureOnHTTPS(t *testing.T) {
	t.Parallel()
	// The flag follows the public address, because TLS often ends before the program.
	each(t, func(t *testing.T, s *site) {
		for base, secure := range map[string]bool{"": false, "http://expo.example": false, "https://expo.example": true} {
			s.kit.BaseURL = base
			a := s.browser(t).send("/en/sign-in", "email", "a@example.com")
			if got := a.header.Get("Set-Cookie"); !strings.HasPrefix(got, "fairway_sign_in=") || strings.Contains(got, "; Secure") != secure {
				t.Errorf("at %q: %s; want secure %v", base, got, secure)
			}
		}
	})
}

func TestSessionsAndSigningOut(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		here, there, third := s.browser(t).signIn("a@example.com"), s.browser(t).signIn("a@example.com"), s.browser(t).signIn("a@example.com")
		stranger := s.browser(t).signIn("b@example.com")
		list := here.get("/en/account/sessions").want(t, "sessions", 200, "Firefox · Linux", "This device", "192.0.2.7", "End all other sessions")
		key := regexpValue(t, list.body, `name="session" value="(ses_[^"]+)"`)
		stranger.send("/en/account/sessions/end", "session", key).want(t, "a stranger ends it", 404)
		here.send("/en/account/sessions/end", "session", "nonsense").want(t, "no key", 404)
		here.send("/en/account/sessions/end", "session", key).leads(t, "ending one", "/en/account/sessions?ended")
		alive := 0
		for _, b := range []*browser{there, third} {
			if b.get("/en/account").status == 200 {
				alive++
			}
		}
		if alive != 1 {
			t.Errorf("%d of the other two sessions live after one was ended", alive)
		}
		here.send("/en/account/sessions/end-others").leads(t, "ending the others", "/en/account/sessions?ended")
		for _, b := range []*browser{there, third} {
			b.get("/en/account").leads(t, "another session", "/en/sign-in?next=%2Fen%2Faccount")
		}
		here.get("/en/account/sessions?ended").want(t, "sessions", 200, "The session has ended")
		here.send("/en/sign-out").leads(t, "signing out", "/en/")
		here.get("/en/account").leads(t, "signed out", "/en/sign-in?next=%2Fen%2Faccount")
		stranger.get("/en/account").want(t, "the stranger", 200, "b@example.com")
		here.send("/en/sign-out").leads(t, "signing out twice", "/en/")
	})
}

func TestSavingTheAccount(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		b := s.browser(t).signIn("a@example.com")
		b.send("/en/account", "name", "<b>Mei & Lin</b>", "language", "zh").leads(t, "saving", "/en/account?saved")
		b.get("/en/account?saved").want(t, "saved", 200, `value="&lt;b&gt;Mei &amp; Lin&lt;/b&gt;"`, "Your account has been saved", `<option value="zh" selected>`)
		b.send("/en/account", "name", strings.Repeat("x", 101), "language", "zh").want(t, "a long name", 422, "at most 100 characters", strings.Repeat("x", 101))
		s.browser(t).send("/en/account", "name", "x", "language", "zh").want(t, "a stranger", 401)
	})
}
