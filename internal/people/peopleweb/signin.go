package peopleweb

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// signInForm is both steps of signing in: asking for a code, and typing it.
type signInForm struct {
	Email, Next string
	Problems    web.Problems
}

// next is where to go after signing in: one of our own addresses with its language, "" if none was asked for.
func next(p *web.Page) string {
	asked := p.R.FormValue("next")
	if asked == "" || len(asked) > 2000 || web.LocalPath(asked) != asked {
		return ""
	}
	return asked
}

func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?next=" + url.QueryEscape(next)
}

// leave goes on after signing in.
func leave(p *web.Page, next string) error {
	if next == "" {
		return p.Redirect("/account")
	}
	http.Redirect(p.W, p.R, next, http.StatusSeeOther)
	return nil
}

// agent is what the session list shows of the browser.
func agent(p *web.Page) string {
	s := strings.ToValidUTF8(p.R.UserAgent(), "")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
	for utf8.RuneCountInString(s) > 300 {
		s = s[:len(s)-1]
		s = strings.ToValidUTF8(s, "")
	}
	return s
}

// again shows a form with its problems, or gives back an error that no change to the form repairs.
func again(p *web.Page, err error, form func(web.Problems) error) error {
	e := fault.As(err)
	if e == nil || e.Kind == fault.Internal || e.Kind == fault.NotFound || e.Kind == fault.Denied && p.Caller().Actor.Account != 0 {
		return err
	}
	return form(p.View.Problems(err))
}

func statusOf(problems web.Problems) int {
	if len(problems) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

func (s pages) signIn(p *web.Page) error {
	if p.Caller().Actor.Account != 0 {
		return leave(p, next(p))
	}
	_, email := pending(p)
	return s.showSignIn(p, signInForm{Email: email, Next: next(p)})
}

func (s pages) showSignIn(p *web.Page, f signInForm) error {
	p.Title, p.NoIndex = p.T("people.sign-in.title"), true
	return p.RenderStatus(statusOf(f.Problems), signInPage(p.View, f))
}

func (s pages) sendCode(p *web.Page) error {
	f := signInForm{Email: strings.TrimSpace(p.R.PostFormValue("email")), Next: next(p)}
	sent, err := s.Ops.RequestCode.Do(p.Context(), people.RequestCode{Email: f.Email})
	if err != nil {
		return again(p, err, func(problems web.Problems) error {
			f.Problems = problems
			return s.showSignIn(p, f)
		})
	}
	s.setPending(p, sent.Request, f.Email)
	return p.Redirect(withNext("/sign-in/code", f.Next))
}

func (s pages) code(p *web.Page) error {
	request, email := pending(p)
	if request == 0 {
		return p.Redirect(withNext("/sign-in", next(p)))
	}
	return s.showCode(p, signInForm{Email: email, Next: next(p)})
}

func (s pages) showCode(p *web.Page, f signInForm) error {
	p.Title, p.NoIndex = p.T("people.code.title"), true
	return p.RenderStatus(statusOf(f.Problems), codePage(p.View, f))
}

func (s pages) openByCode(p *web.Page) error {
	request, email := pending(p)
	if request == 0 {
		return p.Redirect(withNext("/sign-in", next(p)))
	}
	o, err := s.Ops.OpenSession.Do(p.Context(), people.OpenSession{Request: request, Code: p.R.PostFormValue("code"), Agent: agent(p)})
	if err == nil {
		err = o.Err()
	}
	if err != nil {
		return again(p, err, func(problems web.Problems) error {
			return s.showCode(p, signInForm{Email: email, Next: next(p), Problems: problems})
		})
	}
	return s.enter(p, o)
}

// enter gives the browser the session's token and goes on.
func (s pages) enter(p *web.Page, o people.Opening) error {
	s.setCookie(p, people.SessionCookie, o.Token, people.IdleLife)
	s.setCookie(p, pendingCookie, "", 0)
	p.W.Header().Set("Cache-Control", "no-store")
	return leave(p, next(p))
}

// link shows a button and signs nobody in: programs that look at links before people do must not use them up or
// leave sessions behind.
func (s pages) link(p *web.Page) error {
	p.Title, p.NoIndex = p.T("people.link.title"), true
	p.BaseURL = "" // no canonical and alternate addresses that repeat the secret
	p.W.Header().Set("Referrer-Policy", "no-referrer")
	return p.Render(linkPage(p.View, p.R.URL.Query().Get("token")))
}

func (s pages) openByLink(p *web.Page) error {
	o, err := s.Ops.OpenLink.Do(p.Context(), people.OpenLink{Token: p.R.PostFormValue("token"), Agent: agent(p)})
	if err == nil {
		err = o.Err()
	}
	if err != nil {
		return err
	}
	return s.enter(p, o)
}

func (s pages) signOut(p *web.Page) error {
	actor := p.Caller().Actor
	if actor.Session != 0 {
		_, err := s.Ops.EndSession.Do(p.Context(), people.OneSession{Session: people.SessionID(actor.Session)})
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	s.setCookie(p, people.SessionCookie, "", 0)
	return p.Redirect("/")
}
