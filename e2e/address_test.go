package e2e

import (
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// assetPattern finds the addresses of style sheet, script and icon in a page.
var assetPattern = regexp.MustCompile(`/assets/[^"]+`)

// plain sends a request line as it stands, which Go's own client would tidy up, and returns the whole answer.
func plain(t *testing.T, h *house, line string, more ...string) string {
	t.Helper()
	u, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(line + "\r\nHost: " + u.Host + "\r\nConnection: close\r\n" + strings.Join(append(more, "", ""), "\r\n"))); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	buffer := make([]byte, 64<<10)
	for {
		n, err := conn.Read(buffer)
		b.Write(buffer[:n])
		if err != nil {
			return b.String() // the end, or a connection that the server has cut
		}
	}
}

// TestNoPathLeadsOut asks for files outside of what is served.
func TestNoPathLeadsOut(t *testing.T) {
	t.Parallel()
	h := public(t)
	key, err := filepath.Glob(filepath.Join(h.Data, "keys", "keys", "*"))
	if err != nil || len(key) == 0 {
		t.Fatalf("the server has no key: %v", err)
	}
	secret, err := os.ReadFile(key[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"/../keys/keys/fairway", "/..%2fkeys%2fkeys%2ffairway", "/%2e%2e/%2e%2e/keys/keys/fairway", "/picture/../../keys/keys/fairway", "/picture/..%5c..%5ckeys",
		"//etc/passwd", "/%2fetc%2fpasswd", "/..;/..;/etc/passwd", "/....//....//etc/passwd", "/%00", "/picture/%00.png", "/picture/", "/.", "/_tmp/"} {
		for _, root := range []string{"/files", "/assets"} {
			text := plain(t, h, "GET "+root+to+" HTTP/1.1")
			status, _, _ := strings.Cut(text, "\r\n")
			if strings.Contains(text, strings.TrimSpace(string(secret))) || strings.Contains(text, "root:") {
				t.Fatalf("%s%s gives a secret away", root, to)
			}
			if !regexp.MustCompile(`^HTTP/1\.1 (30[178]|400|404)`).MatchString(status) {
				t.Errorf("%s%s answers %q", root, to, status)
			}
		}
	}
}

// TestHugeHeadersAreRefused sends a cookie and a header greater than any browser's.
func TestHugeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	h := public(t)
	for _, header := range []string{"Cookie: fairway_session=" + strings.Repeat("a", 200<<10), "X-Long: " + strings.Repeat("b", 1<<20)} {
		if text := plain(t, h, "GET /en HTTP/1.1", header); !strings.HasPrefix(text, "HTTP/1.1 431") {
			t.Errorf("a header of %d bytes is answered %.60q", len(header), text)
		}
	}
	for _, line := range []string{"GET /en HTTP/9.9", "NONSENSE", "GET http://evil.example/ HTTP/1.1", "GET * HTTP/1.1"} {
		text := plain(t, h, line)
		if strings.HasPrefix(text, "HTTP/1.1 5") && !strings.HasPrefix(text, "HTTP/1.1 505") {
			t.Errorf("%q is answered %.60q", line, text)
		}
	}
	h.nobody(t).get("/healthz").want(t, http.StatusOK)
}

// TestLanguagesInAddresses asks with prefixes that are no interface language. None leads away from the server, or in a circle.
func TestLanguagesInAddresses(t *testing.T) {
	t.Parallel()
	h := public(t)
	c := h.nobody(t)
	for _, path := range []string{"/xx/" + slug, "/EN/" + slug, "/en-US/" + slug, "/zh-Hans/" + slug, "/%65n/" + slug, "/en//evil.example", "/en/%2f%2fevil.example", "/en/..%2f..", "/th%00/x",
		"/" + strings.Repeat("a", 5000), "/en/" + strings.Repeat("/", 500), "/" + slug + "?next=//evil.example"} {
		a := c.get(path)
		for range 5 {
			if a.err != nil {
				t.Fatalf("%.60s: %v", path, a.err)
			}
			if a.StatusCode < 300 || a.StatusCode > 399 {
				break
			}
			to, err := a.Location()
			if err != nil || to.Host != a.Request.URL.Host {
				t.Fatalf("%.60s leads to %v, %v", path, to, err)
			}
			a = c.get(to.RequestURI())
		}
		if a.StatusCode != http.StatusOK && a.StatusCode != http.StatusNotFound && a.StatusCode != http.StatusBadRequest {
			t.Errorf("%.60s ends with %d", path, a.StatusCode)
		}
	}
	if text := plain(t, h, "GET //evil.example/%2e%2e HTTP/1.1"); strings.Contains(strings.ToLower(text), "location: //evil") || strings.Contains(text, "Location: http://evil") {
		t.Errorf("an address with two slashes leads away: %.300s", text)
	}
	for wanted, lang := range map[string]string{"th": "th", "zh-TW,zh;q=0.8": "zh", "km-KH": "km", "tl": "fil", "xx, *;q=0.1": "en", strings.Repeat("a,", 3000): "en", "\xff": "en", "": "en"} {
		c := h.nobody(t)
		c.Lang = wanted
		if got := c.get("/"+slug).want(t, http.StatusFound).Header.Get("Location"); !strings.HasPrefix(got, "/"+lang+"/") {
			t.Errorf("who wants %.30q is sent to %s", wanted, got)
		}
	}
}

// TestSigningInLeadsNowhereElse follows next= and back= to other sites.
func TestSigningInLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	h := own(t)
	link, err := url.Parse(h.links[gate])
	if err != nil {
		t.Fatal(err)
	}
	signed := h.as(t, visitor)
	for _, to := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)", "https:evil.example", "/%09//evil.example", "///evil.example",
		"http:///evil.example", "/..//evil.example"} {
		for _, a := range []*answer{
			signed.get("/en/sign-in?next=" + url.QueryEscape(to)),
			h.nobody(t).post("/en/link", url.Values{"token": {link.Query().Get("token")}, "next": {to}}),
			signed.post("/theme", url.Values{"theme": {"dark"}, "back": {to}}),
		} {
			a.want(t, http.StatusSeeOther, http.StatusFound)
			where, err := a.Location()
			if err != nil || where.Host != a.Request.URL.Host || where.Scheme != "http" || strings.HasPrefix(where.Path, "//") {
				t.Errorf("%q leads to %q, %v", to, a.Header.Get("Location"), err)
			}
		}
	}
}

// TestTheSessionsCookieIsKept looks at the cookie that stands for a person.
func TestTheSessionsCookieIsKept(t *testing.T) {
	t.Parallel()
	h := own(t)
	link, err := url.Parse(h.links[visitor])
	if err != nil {
		t.Fatal(err)
	}
	a := h.nobody(t).post("/en/link", url.Values{"token": {link.Query().Get("token")}}).want(t, http.StatusSeeOther)
	for _, cookie := range a.Cookies() {
		if cookie.Name == "fairway_session" {
			if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" || len(cookie.Value) < 32 {
				t.Errorf("the session's cookie is %v", cookie)
			}
			return
		}
	}
	t.Error("signing in sets no cookie for the session")
}
