package api

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// problem is an RFC 9457 problem detail. Type is a URN of the error's kind; Problems extend it with each wrong field.
type problem struct {
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Status    int       `json:"status"`
	Detail    string    `json:"detail,omitempty"`
	Reference string    `json:"reference,omitempty"`
	Problems  []oneWord `json:"problems,omitempty"`
}

type oneWord struct {
	Field   string         `json:"field,omitempty"`
	Key     string         `json:"key"`
	Args    map[string]any `json:"args,omitempty"`
	Message string         `json:"message"`
}

// fail answers with a problem. A status of 0 means that of the error's kind.
func (f *Face) fail(w http.ResponseWriter, r *http.Request, status int, err error) {
	if r.Context().Err() != nil {
		return // the caller went away
	}
	e := fault.As(err)
	if e == nil {
		e = &fault.Error{Kind: fault.Internal, Cause: err}
	}
	if status == 0 {
		status = e.HTTPStatus()
	}
	l := f.Bundle.Locale(language(r))
	p := problem{Type: "urn:fairway:fault:" + e.Kind.String(), Title: l.T("fault.title." + e.Kind.String()), Status: status}
	if e.Kind == fault.Internal {
		var b [4]byte
		if _, err := rand.Read(b[:]); err != nil {
			panic(err) // the system's source of randomness never fails
		}
		p.Reference = hex.EncodeToString(b[:])
		p.Detail = l.T("fault.internal", "reference", p.Reference)
		f.Log.Error("api", "reference", p.Reference, "method", r.Method, "path", r.URL.Path, "error", err)
	}
	for _, q := range e.Problems {
		p.Problems = append(p.Problems, oneWord{q.Field, q.Key, q.Args, l.Problem(q)})
	}
	if len(p.Problems) > 0 {
		p.Detail = p.Problems[0].Message
	}
	if e.RetryAfterSeconds > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(e.RetryAfterSeconds))
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="fairway"`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Content-Language", l.HTMLLang())
	w.Header().Set("Cache-Control", "private, no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(p) // the reader went away; there is nobody to tell
}
