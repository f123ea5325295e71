package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// client is a program or a browser without scripts: it keeps cookies and follows no redirect by itself.
type client struct {
	t    testing.TB
	base string
	http *http.Client
	// Lang is sent as Accept-Language, "" for none.
	Lang string
}

// answer is a whole answer.
type answer struct {
	*http.Response
	Text string
	err  error
}

// nobody returns a client that is not signed in.
func (h *house) nobody(t testing.TB) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &client{t: t, base: h.URL, http: &http.Client{Jar: jar, Timeout: time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as returns a client signed in by the demo's link of a role. Clients of one role share their session, because links are opened by
// address at a limited rate.
func (h *house) as(t testing.TB, role string) *client {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.clients[role]; c != nil {
		mine := *c
		mine.t = t
		return &mine
	}
	c := h.nobody(t)
	link, err := url.Parse(h.links[role])
	if err != nil || h.links[role] == "" {
		t.Fatalf("the demo printed no link for %q: %v", role, err)
	}
	c.post("/en/link", url.Values{"token": {link.Query().Get("token")}}).want(t, http.StatusSeeOther)
	h.clients[role] = c
	mine := *c
	return &mine
}

// request is one request; Body is sent as it is.
type request struct {
	Method, Path string
	Header       http.Header
	Body         io.Reader
	// Length is sent instead of the body's own when it is not 0; -1 sends the body in chunks.
	Length int64
}

// send sends a request and reads the whole answer. A client that is told to wait waits, as a well-behaved one does.
func (c *client) send(r request) *answer {
	c.t.Helper()
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			c.t.Fatal(err)
		}
	}
	for {
		a := c.once(r, body)
		if a.Response == nil || a.StatusCode != http.StatusTooManyRequests || r.Header.Get("X-Flood") != "" {
			return a
		}
		seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
		if err != nil || seconds < 1 || seconds > 60 {
			c.t.Fatalf("%s %s: too many requests, to be sent again after %q seconds", r.Method, r.Path, a.Header.Get("Retry-After"))
		}
		<-time.After(time.Duration(seconds) * time.Second)
	}
}

func (c *client) once(r request, body []byte) *answer {
	c.t.Helper()
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(body)
		if r.Length == -1 {
			reader = io.MultiReader(reader) // of unknown length
		}
	}
	address := r.Path
	if !strings.HasPrefix(address, "http") {
		address = c.base + r.Path
	}
	q, err := http.NewRequest(r.Method, address, reader)
	if err != nil {
		c.t.Fatalf("%s %s: %v", r.Method, r.Path, err)
	}
	for name, values := range r.Header {
		if name != "X-Flood" {
			q.Header[name] = values
		}
	}
	if c.Lang != "" && q.Header.Get("Accept-Language") == "" {
		q.Header.Set("Accept-Language", c.Lang)
	}
	response, err := c.http.Do(q)
	if err != nil {
		return &answer{err: err}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return &answer{Response: response, Text: string(text), err: err}
}

func (c *client) get(path string) *answer {
	c.t.Helper()
	return c.send(request{Method: http.MethodGet, Path: path})
}

// post sends a form as a browser does, without scripts.
func (c *client) post(path string, form url.Values) *answer {
	c.t.Helper()
	return c.send(request{Method: http.MethodPost, Path: path, Body: strings.NewReader(form.Encode()),
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}})
}

// file is a file of a form.
type file struct {
	Field, Name string
	Data        []byte
}

// upload sends a form with files.
func (c *client) upload(path string, form url.Values, files ...file) *answer {
	c.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range form {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile(f.Field, f.Name)
		if err == nil {
			_, err = part.Write(f.Data)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	return c.send(request{Method: http.MethodPost, Path: path, Body: &b, Header: http.Header{"Content-Type": {w.FormDataContentType()}}})
}

// api calls an operation's route below /api/v1 with a JSON body; nil sends none.
func (c *client) api(method, path string, body any) *answer {
	c.t.Helper()
	r := request{Method: method, Path: "/api/v1" + path}
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		r.Body, r.Header = bytes.NewReader(b), http.Header{"Content-Type": {"application/json"}}
	}
	return c.send(r)
}

// edition is api for a route of the demo's edition.
func (c *client) edition(method, path string, body any) *answer {
	c.t.Helper()
	return c.api(method, "/editions/"+slug+path, body)
}

// want fails the test at once unless the answer has one of the statuses.
func (a *answer) want(t testing.TB, statuses ...int) *answer {
	t.Helper()
	if a.err != nil {
		t.Fatalf("no answer: %v", a.err)
	}
	for _, s := range statuses {
		if a.StatusCode == s {
			return a
		}
	}
	t.Fatalf("%s %s answered %d, want %v:\n%.1200s", a.Request.Method, a.Request.URL.Path, a.StatusCode, statuses, a.Text)
	return a
}

// into reads the answer's JSON.
func (a *answer) into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.Text), v); err != nil {
		t.Fatalf("%s: %v in %.300s", a.Request.URL.Path, err, a.Text)
	}
}

// object reads the answer's JSON object.
func (a *answer) object(t testing.TB) map[string]any {
	t.Helper()
	var m map[string]any
	a.into(t, &m)
	return m
}

// problem is an RFC 9457 answer.
type problem struct {
	Type, Title, Detail, Reference string
	Status                         int
	Problems                       []struct{ Field, Key, Message string }
}

// problem reads an answer that must be a problem of the API, with a sentence for people in it.
func (a *answer) problem(t testing.TB) problem {
	t.Helper()
	var p problem
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("%s %s answered %d as %q: %.300s", a.Request.Method, a.Request.URL, a.StatusCode, got, a.Text)
	}
	a.into(t, &p)
	if p.Status != a.StatusCode || p.Title == "" || p.Detail == "" {
		t.Errorf("%s %s: the problem %+v does not fit the status %d, or says nothing", a.Request.Method, a.Request.URL, p, a.StatusCode)
	}
	return p
}

// items reads the "items" of a list.
func (a *answer) items(t testing.TB) []map[string]any {
	t.Helper()
	var list struct{ Items []map[string]any }
	a.into(t, &list)
	if len(list.Items) == 0 {
		t.Fatalf("%s lists nothing: the demo should hold some", a.Request.URL)
	}
	return list.Items
}

// text of a field, as it is written in JSON.
func field(m map[string]any, name string) string { return fmt.Sprint(m[name]) }
