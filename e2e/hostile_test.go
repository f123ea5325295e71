package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// raw is a JSON body as it is sent.
func raw(body string) request {
	return request{Body: strings.NewReader(body), Header: http.Header{"Content-Type": {"application/json"}}}
}

// to gives a request its method and its path below the edition.
func (r request) to(method, path string) request {
	r.Method, r.Path = method, "/api/v1/editions/"+slug+path
	return r
}

// with adds a header.
func (r request) with(name, value string) request {
	if r.Header == nil {
		r.Header = http.Header{}
	}
	r.Header = r.Header.Clone()
	r.Header.Set(name, value)
	return r
}

// giant is a PNG of a few bytes whose header promises 30,000 x 30,000 pixels.
func giant() []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		var n [4]byte
		binary.BigEndian.PutUint32(n[:], uint32(len(data)))
		b.Write(n[:])
		body := append([]byte(kind), data...)
		b.Write(body)
		binary.BigEndian.PutUint32(n[:], crc32.ChecksumIEEE(body))
		b.Write(n[:])
	}
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, 30000)
	binary.BigEndian.PutUint32(head[4:], 30000)
	head[8], head[9] = 8, 6
	chunk("IHDR", head)
	chunk("IDAT", []byte{0x78, 0x9c, 0x03, 0, 0, 0, 0, 1})
	chunk("IEND", nil)
	return b.Bytes()
}

// bomb is an XLSX whose one sheet unpacks to 600 MB.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part := func(name, text string, times int) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for range times {
			if _, err := f.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	part("[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>`+
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`, 1)
	part("xl/workbook.xml", `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="a" sheetId="1"/></sheets></workbook>`, 1)
	part("xl/worksheets/sheet1.xml", strings.Repeat("<row><c><v>0</v></c></row>", 40330), 600)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hostile is a request that must be refused with one of the statuses.
type hostile struct {
	name string
	r    request
	want []int
}

// hostileToAPI are requests that no honest program sends.
func hostileToAPI(t testing.TB, x things) []hostile {
	name := func(s string) request { return raw(`{"country":"VN","name":"`+s+`"}`).to("POST", "/exhibitors") }
	file := func(kind, name string, data []byte) request {
		return raw(`{"kind":"`+kind+`","file_name":"`+name+`","data":"`+base64.StdEncoding.EncodeToString(data)+`"}`).to("POST", "/imports")
	}
	drawing := func(data []byte) request {
		return raw(`{"of_kind":"product","of":"`+x.goods+`","alt":"a","data":"`+base64.StdEncoding.EncodeToString(data)+`"}`).to("POST", "/pictures")
	}
	big := strings.Repeat("a", 10<<20)
	chunked := name(big)
	chunked.Length = -1
	deep := strings.Repeat("[", 200000) + strings.Repeat("]", 200000)
	return []hostile{
		{"a text of 10 MB", name(big), []int{413}},
		{"a text of 10 MB whose length is not told", chunked, []int{413}},
		{"a text of 20,000 letters", name(big[:20000]), []int{422}},
		{"bytes that are no UTF-8", name("Caf\xe9 \xff\xfe"), []int{422}},
		{"half a surrogate", name(`\ud800`), []int{422}},
		{"a NUL", name(`Mekong\u0000Star`), []int{422}},
		{"a control character", name(`Mekong\u001bStar`), []int{422}},
		{"a right-to-left override", name("Mekong \u202egnp.exe"), []int{422}},
		{"an isolate that is not closed", name("Mekong \u2066Star"), []int{422}},
		{"an empty name", name(""), []int{422}},
		{"a country that is none", raw(`{"country":"ZZZ","name":"A"}`).to("POST", "/exhibitors"), []int{422}},
		{"a website that is a script", raw(`{"country":"VN","name":"A","website":"javascript:alert(1)"}`).to("POST", "/exhibitors"), []int{422}},
		{"broken JSON", raw(`{"name":`).to("POST", "/exhibitors"), []int{422}},
		{"two values", raw(`{"country":"VN","name":"A"} {}`).to("POST", "/exhibitors"), []int{422}},
		{"a list", raw(`[]`).to("POST", "/exhibitors"), []int{422}},
		{"null", raw(`null`).to("POST", "/exhibitors"), []int{422}},
		{"200,000 brackets", raw(deep).to("POST", "/exhibitors"), []int{422}},
		{"200,000 brackets in a field", raw(`{"country":"VN","name":`+deep+`}`).to("POST", "/exhibitors"), []int{422}},
		{"a field that does not exist", raw(`{"country":"VN","name":"A","admin":true}`).to("POST", "/exhibitors"), []int{422}},
		{"a number for a text", raw(`{"country":"VN","name":7}`).to("POST", "/exhibitors"), []int{422}},
		{"a number too great", raw(`{"booth":"x","hours":1e400}`).to("POST", "/booths/"+x.booth+"/hold"), []int{422}},
		{"no body", request{}.to("POST", "/exhibitors"), []int{422}},
		{"a form", raw("name=A&country=VN").with("Content-Type", "application/x-www-form-urlencoded").to("POST", "/exhibitors"), []int{415, 422}},
		{"no content type", raw(`{"country":"VN","name":"A"}`).with("Content-Type", "").to("POST", "/exhibitors"), []int{415, 422}},
		{"JSON as plain text", raw(`{"country":"VN","name":"A"}`).with("Content-Type", "text/plain").to("POST", "/exhibitors"), []int{415, 422}},
		{"an exhibitor that does not exist", raw(`{"country":"VN","name":"A","version":1}`).to("PUT", "/exhibitors/exh_0000000000001"), []int{404}},
		{"a key of another kind", raw(`{"country":"VN","name":"A","version":1}`).to("PUT", "/exhibitors/"+x.goods), []int{404, 422}},
		{"a key that is none", raw(`{"country":"VN","name":"A","version":1}`).to("PUT", "/exhibitors/..%2f..%2fetc"), []int{404, 422}},
		{"an edition that does not exist", request{Method: "GET", Path: "/api/v1/editions/caexpo-99"}, []int{404}},
		{"an edition with a quote", request{Method: "GET", Path: "/api/v1/editions/x'%20OR%20'1'='1"}, []int{404, 422}},
		{"a booth with a quote", request{}.to("GET", "/booths/%27%20OR%201=1--"), []int{404, 422}},
		{"a path that does not exist", request{Method: "GET", Path: "/api/v1/nothing/here"}, []int{404}},
		{"a wrong method", request{}.to("PATCH", "/exhibitors"), []int{405}},
		{"a wrong method on one", raw(`{}`).to("POST", "/exhibitors/"+x.exhibitor), []int{405}},
		{"TRACE", request{}.to("TRACE", "/exhibitors"), []int{405}},
		{"a cursor that was made up", request{}.to("GET", "/exhibitors?after=AAAA"), []int{422}},
		{"a page without end", request{}.to("GET", "/exhibitors?limit=1000000"), []int{422}},
		{"a word of 5,000 letters", request{}.to("GET", "/exhibitors?q="+big[:5000]), []int{422}},
		{"bytes in a query", request{}.to("GET", "/exhibitors?q=%ff%fe"), []int{422}},
		{"the same field twice", request{}.to("GET", "/exhibitors?q=a&q=b"), []int{422}},
		{"a picture of 30,000 x 30,000", drawing(giant()), []int{413, 422}},
		{"an SVG", drawing([]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)), []int{415, 422}},
		{"a page as a picture", drawing([]byte("<!doctype html><script>alert(1)</script>")), []int{415, 422}},
		{"a picture cut short", drawing(picture(t, 300, 300)[:200]), []int{422}},
		{"base64 that is none", raw(`{"of_kind":"product","of":"`+x.goods+`","alt":"a","data":"%%%%"}`).to("POST", "/pictures"), []int{422}},
		{"a zip bomb", file("exhibitors", "list.xlsx", bomb(t)), []int{413, 422}},
		{"a spreadsheet that is none", file("exhibitors", "list.xlsx", []byte("PK\x03\x04 not really")), []int{422}},
		{"a list without a name", file("exhibitors", "list.csv", []byte("colour,size\nred,7\n")), []int{422}},
		{"a list of a kind that does not exist", file("secrets", "list.csv", []byte("a,b\n1,2\n")), []int{422}},
		{"an empty list", file("exhibitors", "list.csv", nil), []int{422}},
	}
}

// TestHostileRequestsChangeNothing sends what attackers and broken programs send. Each is refused with a precise status and a sentence in
// the caller's language, and at the end not one entry has been added to a ledger.
func TestHostileRequestsChangeNothing(t *testing.T) {
	t.Parallel()
	h := own(t)
	x := find(t, h)
	thaiSpeaker, english := h.as(t, organiser), h.as(t, secretariat)
	thaiSpeaker.Lang, english.Lang = "th", "en"
	edition, common := h.ledger(t)
	for _, q := range hostileToAPI(t, x) {
		t.Run(q.name, func(t *testing.T) {
			c := *thaiSpeaker
			c.t = t
			a := c.send(q.r)
			if a.err != nil {
				t.Fatalf("no answer: %v", a.err)
			}
			if !slices.Contains(q.want, a.StatusCode) {
				t.Fatalf("answered %d, want %v: %.400s", a.StatusCode, q.want, a.Text)
			}
			p := a.problem(t)
			if p.Title == "" || !thai.MatchString(p.Title) || !thai.MatchString(p.Detail) {
				t.Errorf("says in Thai %q: %q", p.Title, p.Detail)
			}
			if a.StatusCode == http.StatusMethodNotAllowed && !strings.Contains(strings.Join(a.Header.Values("Allow"), ","), "GET") {
				t.Errorf("does not say what is allowed: %q", a.Header.Values("Allow"))
			}
			if strings.Contains(a.Text, "/internal/") || strings.Contains(a.Text, "sqlite") || strings.Contains(a.Text, ".go:") || strings.Contains(a.Text, "SELECT") {
				t.Errorf("tells about the inside: %.400s", a.Text)
			}
			checkHeaders(t, a)
		})
	}
	if e, c := h.ledger(t); e != edition || c != common {
		t.Errorf("refused requests added %d and %d entries to the ledgers", e-edition, c-common)
	}
	h.verify(t)
}

// TestAKeyIsForOneContent sends the same idempotency key with the same and with other content.
func TestAKeyIsForOneContent(t *testing.T) {
	t.Parallel()
	h := own(t)
	c := h.as(t, organiser)
	c.Lang = "th"
	make := func(name string) *answer {
		return c.send(raw(`{"country":"VN","name":"`+name+`"}`).to("POST", "/exhibitors").with("Idempotency-Key", "key-of-this-test-1"))
	}
	first := make("Mekong Star").want(t, http.StatusOK)
	entries, _ := h.ledger(t)
	if again := make("Mekong Star").want(t, http.StatusOK); again.Text != first.Text {
		t.Errorf("the same request again answers %.200s, first it was %.200s", again.Text, first.Text)
	}
	if p := make("Saigon Star").want(t, http.StatusConflict).problem(t); !thai.MatchString(p.Detail) {
		t.Errorf("other content under the same key is told %q", p.Detail)
	}
	if after, _ := h.ledger(t); after != entries {
		t.Errorf("repeating added %d entries to the ledger", after-entries)
	}
	// Another person may use the same words as a key.
	h.as(t, secretariat).send(raw(`{"country":"VN","name":"Hue Star"}`).to("POST", "/exhibitors").with("Idempotency-Key", "key-of-this-test-1")).want(t, http.StatusOK)
}

// checkHeaders tells what an answer lacks of what every answer carries.
func checkHeaders(t *testing.T, a *answer) {
	t.Helper()
	where := a.Request.Method + " " + a.Request.URL.Path
	csp := a.Header.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("%s has the policy %q", where, csp)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "", "Permissions-Policy": "geolocation=()", "Cross-Origin-Opener-Policy": "same-origin"} {
		if got := a.Header.Get(name); got == "" || !strings.Contains(got, want) {
			t.Errorf("%s has %s %q", where, name, got)
		}
	}
	if server := a.Header.Get("Server") + a.Header.Get("X-Powered-By"); server != "" {
		t.Errorf("%s tells what serves it: %q", where, server)
	}
}

// TestEveryAnswerIsGuarded looks at the headers of each kind of answer.
func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	h := public(t)
	c := h.nobody(t)
	page := c.get("/en/"+slug).want(t, http.StatusOK)
	assets := assetPattern.FindAllString(page.Text, -1)
	if len(assets) < 2 {
		t.Fatalf("the page names the assets %q", assets)
	}
	paths := append(assets, "/", "/en/"+slug, "/en/nothing", "/favicon.ico", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz", "/openapi.json", "/api/v1/editions", "/api/v1/none",
		"/files/none", "/assets/none", "/en/sign-in", "/en/"+slug+"/desk", "/none")
	for _, path := range paths {
		a := c.get(path)
		if a.err != nil {
			t.Fatal(a.err)
		}
		checkHeaders(t, a)
		if a.StatusCode >= 500 {
			t.Errorf("%s answered %d", path, a.StatusCode)
		}
	}
	if desk := h.as(t, organiser).get("/en/"+slug+"/desk").want(t, http.StatusOK); !strings.Contains(desk.Header.Get("Cache-Control"), "no-store") {
		t.Errorf("a desk may be stored: %q", desk.Header.Get("Cache-Control"))
	}
}

// TestPagesRefuseOtherSitesForms sends forms as a page of another site would make a browser send them.
func TestPagesRefuseOtherSitesForms(t *testing.T) {
	t.Parallel()
	h := own(t)
	c := h.as(t, organiser)
	edition, common := h.ledger(t)
	for _, path := range []string{"/en/sign-out", "/en/account", "/theme", "/en/link", "/en/" + slug + "/desk/categories/new", "/api/v1/editions/" + slug + "/exhibitors"} {
		for _, header := range []http.Header{{"Sec-Fetch-Site": {"cross-site"}}, {"Origin": {"https://evil.example"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"null"}}} {
			header.Set("Content-Type", "application/x-www-form-urlencoded")
			a := c.send(request{Method: "POST", Path: path, Header: header, Body: strings.NewReader("code=drones&name.en=Drones&theme=dark")}).want(t, http.StatusForbidden)
			checkHeaders(t, a)
		}
	}
	if e, m := h.ledger(t); e != edition || m != common {
		t.Errorf("forms of other sites added %d and %d entries to the ledgers", e-edition, m-common)
	}
	h.as(t, organiser).api("GET", "/me", nil).want(t, http.StatusOK) // still signed in
}

// TestFormsRefuseBadText sends to forms what the API refuses, and gets the page in its language again with what is wrong.
func TestFormsRefuseBadText(t *testing.T) {
	t.Parallel()
	h := own(t)
	c := h.as(t, exhibitorAdmin)
	id := mine(t, c)
	page := c.get(desk("th", "/exhibitors/"+id+"/profile")).want(t, http.StatusOK).Text
	entries, _ := h.ledger(t)
	for name, text := range map[string]string{"no UTF-8": "Caf\xe9", "a NUL": "a\x00b", "an override": "a\u202eb", "20,000 letters": strings.Repeat("a", 20000),
		"10 MB": strings.Repeat("a", 10<<20), "nothing": ""} {
		f := formOf(t, page, "/profile")
		for tag := range f.Values {
			if text == "" && strings.HasPrefix(tag, "name.") {
				f.Values.Set(tag, "")
			}
		}
		f.Values.Set("name.en", text)
		a := f.send(c).want(t, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge)
		if said := alerts(t, a.Text) + heading(t, a.Text); !thai.MatchString(said) {
			t.Errorf("%s is told %q", name, said)
		}
		checkHeaders(t, a)
	}
	// A form that is not one.
	a := c.send(request{Method: "POST", Path: desk("th", "/exhibitors/"+id+"/profile"), Body: strings.NewReader("%zz;=%"), Header: http.Header{"Content-Type": {"multipart/form-data"}}})
	if a.err != nil || a.StatusCode < 400 || a.StatusCode >= 500 {
		t.Errorf("a broken form is answered %v", a.Response)
	}
	if after, _ := h.ledger(t); after != entries {
		t.Errorf("refused forms added %d entries to the ledger", after-entries)
	}
	f := formOf(t, page, "/profile")
	f.Values.Set("version", "9999")
	f.send(c).want(t, http.StatusConflict, http.StatusUnprocessableEntity)
}
