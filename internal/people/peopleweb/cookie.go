package peopleweb

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/web"
)

const (
	// pendingCookie ties the second step of signing in to the browser that did the first: whose code is awaited.
	pendingCookie = "fairway_sign_in"
	pendingLife   = 10 * time.Minute
)

// Token returns the session's token that a request came with, "" for none.
func Token(r *http.Request) string {
	c, err := r.Cookie(people.SessionCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

// setCookie keeps a secret of ours in the browser: no script reads it, and forms of other sites do not send it. An
// empty value removes it.
func (s pages) setCookie(p *web.Page, name, value string, life time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int(life / time.Second), HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: p.R.TLS != nil || strings.HasPrefix(s.Site.BaseURL, "https://")}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(p.W, c)
}

func (s pages) setPending(p *web.Page, request people.CodeRequest, email string) {
	s.setCookie(p, pendingCookie, request.String()+"."+base64.RawURLEncoding.EncodeToString([]byte(email)), pendingLife)
}

// pending returns the request whose code is awaited and the address as it was typed; a zero request if there is none.
func pending(p *web.Page) (request people.CodeRequest, email string) {
	c, err := p.R.Cookie(pendingCookie)
	if err != nil {
		return 0, ""
	}
	key, encoded, _ := strings.Cut(c.Value, ".")
	typed, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || len(typed) > 254 {
		return 0, ""
	}
	if request.UnmarshalText([]byte(key)) != nil {
		return 0, ""
	}
	return request, string(typed)
}
