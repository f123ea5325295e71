package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/fairway-expo/fairway/e2e/browser"
)

// desk returns the address of a page of the desk.
func desk(lang, path string) string { return "/" + lang + "/" + slug + "/desk" + path }

// TestABoothIsHeldReservedAndConfirmed leads a booth through its states by the desk's own forms, while another organiser wants it too.
func TestABoothIsHeldReservedAndConfirmed(t *testing.T) {
	t.Parallel()
	h := own(t)
	first, second := h.as(t, organiser), h.as(t, secretariat)
	second.Lang = "th"
	var booth, exhibitor map[string]any
	for _, b := range first.edition(http.MethodGet, "/booths?state=free&limit=50", nil).want(t, http.StatusOK).items(t) {
		list := first.edition(http.MethodGet, "/exhibitors?limit=1&pavilion="+field(b, "pavilion"), nil).want(t, http.StatusOK).object(t)
		if items, _ := list["items"].([]any); b["pavilion"] != nil && len(items) > 0 {
			booth, exhibitor = b, items[0].(map[string]any)
			break
		}
	}
	if booth == nil {
		t.Fatal("no free booth has a pavilion with exhibitors")
	}
	path := "/booths/" + field(booth, "id")
	state := func() string {
		return field(first.edition(http.MethodGet, path, nil).want(t, http.StatusOK).object(t), "state")
	}

	hold := formOf(t, first.get(desk("en", path)).want(t, http.StatusOK).Text, path+"/hold")
	late := formOf(t, second.get(desk("th", path)).want(t, http.StatusOK).Text, path+"/hold")
	hold.send(first).want(t, http.StatusSeeOther)
	if got := state(); got != "held" {
		t.Fatalf("after holding the booth is %s", got)
	}
	// The other organiser's page is older than the hold; nothing changes, and the reason is told in the page's language.
	refused := late.send(second).want(t, http.StatusConflict, http.StatusUnprocessableEntity)
	if said := alerts(t, refused.Text); !thai.MatchString(said) {
		t.Errorf("the second organiser is told %q", said)
	}
	conflict := second.edition(http.MethodPost, path+"/hold", map[string]any{"hours": 24}).want(t, http.StatusConflict).problem(t)
	if !thai.MatchString(conflict.Detail) {
		t.Errorf("over REST the second organiser is told %q", conflict.Detail)
	}

	reserve := map[string]any{"exhibitor": field(exhibitor, "id")}
	second.edition(http.MethodPost, path+"/reserve", reserve).want(t, http.StatusConflict)
	first.edition(http.MethodPost, path+"/reserve", reserve).want(t, http.StatusOK)
	name := h.nobody(t).edition(http.MethodGet, path, nil).want(t, http.StatusOK).object(t)
	if name["lead"] != nil {
		t.Errorf("the public sees who has reserved a booth: %v", name["lead"])
	}
	first.edition(http.MethodPost, path+"/confirm", map[string]any{}).want(t, http.StatusOK)
	if got := state(); got != "confirmed" {
		t.Errorf("at the end the booth is %s", got)
	}
	if page := h.nobody(t).get("/en/"+slug+"/exhibitors/"+field(exhibitor, "id")).want(t, http.StatusOK).Text; !strings.Contains(page, field(booth, "code")) {
		t.Errorf("the exhibitor's page does not tell the booth %s", field(booth, "code"))
	}
	h.verify(t)
}

var thai = regexp.MustCompile(`\p{Thai}`)

// TestAHundredOrganisersOneBooth asks for one booth many times at once: exactly one has it.
func TestAHundredOrganisersOneBooth(t *testing.T) {
	t.Parallel()
	h := own(t)
	clients := []*client{h.as(t, organiser), h.as(t, secretariat)}
	booth := field(clients[0].edition(http.MethodGet, "/booths?state=free&limit=1", nil).want(t, http.StatusOK).items(t)[0], "id")
	var won, lost int
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			a := clients[i%2].edition(http.MethodPost, "/booths/"+booth+"/hold", map[string]any{"hours": 24})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case a.err != nil:
				t.Errorf("no answer: %v", a.err)
			case a.StatusCode == http.StatusOK:
				won++
			case a.StatusCode == http.StatusConflict:
				lost++
			default:
				t.Errorf("answered %d: %.200s", a.StatusCode, a.Text)
			}
		})
	}
	all.Wait()
	if won != 1 || lost != 39 {
		t.Errorf("%d hold the booth and %d were refused, want 1 and 39", won, lost)
	}
}

// cphi is a real exhibitor list, which is not part of the project.
const cphi = "../../shared/data/expo/exhibitors/cphi-demo-exhibitors.csv"

func cphiFile(t *testing.T) string {
	t.Helper()
	for _, path := range []string{cphi, os.Getenv("FAIRWAY_SHARED") + "/data/expo/exhibitors/cphi-demo-exhibitors.csv"} {
		if whole, err := filepath.Abs(path); err == nil { // a browser takes no other
			if _, err := os.Stat(whole); err == nil {
				return whole
			}
		}
	}
	t.Skip("needs ../shared: the exhibitor list of a real show")
	return ""
}

// TestARealListIsImportedInTheBrowser imports 282 firms at the desk: first only to see, then really, then once more.
func TestARealListIsImportedInTheBrowser(t *testing.T) {
	t.Parallel()
	path := cphiFile(t)
	b := browser.Open(t)
	h := own(t)
	p := h.signIn(t, b, browser.Desktop, organiser)
	before, _ := h.ledger(t)
	upload := func() {
		t.Helper()
		p.Visit(h.URL + desk("en", "/import"))
		p.Do(chromedp.SetUploadFiles(chromedp.CSS("main input[type=file]"), []string{path}))
		p.Click("main form[enctype] .form-actions button")
		p.WaitFor("main .alert[data-tone=info]") // that this is a rehearsal
	}
	figure := func(of string) int {
		t.Helper()
		n := browser.Eval[int](p, `Number([...document.querySelectorAll("main dl > div, main .stat, main .figure")].find(e => e.innerText.toLowerCase().includes("`+of+`"))?.innerText.match(/\d[\d,]*/)?.[0].replace(",", "") ?? -1)`)
		return n
	}
	upload()
	judge(t, p, "the report of a rehearsal", browser.Desktop, phone)
	axe(t, p, "the report of a rehearsal", phone, browser.Desktop)
	p.Look(browser.Desktop)
	if got := figure("created"); got != 282 {
		t.Errorf("the rehearsal would create %d firms, want 282: %.700s", got, p.Text("main"))
	}
	if after, _ := h.ledger(t); after != before {
		t.Errorf("the rehearsal wrote %d entries to the ledger", after-before)
	}
	p.Click("main button[name=step][value=import]")
	p.WaitFor("main .alert[data-tone=success]")
	if got := figure("created"); got != 282 {
		t.Errorf("the import created %d firms, want 282: %.700s", got, p.Text("main"))
	}
	upload()
	if got := figure("unchanged"); got != 282 {
		t.Errorf("the same list again leaves %d firms unchanged, want 282: %.700s", got, p.Text("main"))
	}
	var list struct{ Total int }
	h.as(t, organiser).edition(http.MethodGet, "/exhibitors?q=ACG&state=draft&limit=5", nil).want(t, http.StatusOK).into(t, &list)
	if list.Total == 0 {
		t.Error("a firm of the list is not among the exhibitors")
	}
	h.verify(t)
}

// TestARealListIsImportedOnTheCommandLine does the same as README says it.
func TestARealListIsImportedOnTheCommandLine(t *testing.T) {
	t.Parallel()
	path := cphiFile(t)
	seeded, err := shop.seed()
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir() + "/data"
	if err := copyFolder(data, seeded); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		args []string
		want string
	}{{[]string{"--dry-run"}, `(?i)282 created|created\D+282`}, {nil, `(?i)282 created|created\D+282`}, {nil, `(?i)282 unchanged|unchanged\D+282`}} {
		out, err := run(append([]string{"import", "exhibitors", path, "--edition", slug, "--data", data}, step.args...)...)
		if err != nil || !regexp.MustCompile(step.want).MatchString(out) {
			t.Errorf("fairway import %v: %v, want %s:\n%.1500s", step.args, err, step.want, out)
		}
	}
	if out, err := run("ledger", "verify", "--data", data); err != nil || !strings.Contains(out, "sound") {
		t.Errorf("fairway ledger verify: %v\n%s", err, out)
	}
}

// TestAPavilionOrganiserWritesItsOwnTextsOnly changes the introduction of the own pavilion, and is refused the neighbour's.
func TestAPavilionOrganiserWritesItsOwnTextsOnly(t *testing.T) {
	t.Parallel()
	h := own(t)
	c := h.as(t, pavilionOrganiser)
	var own, foreign string
	for _, v := range c.edition(http.MethodGet, "/pavilions?kind=country", nil).want(t, http.StatusOK).items(t) {
		switch v["code"] {
		case "vn":
			own = field(v, "id")
		case "th":
			foreign = field(v, "id")
		}
	}
	f := formOf(t, c.get(desk("en", "/pavilions/"+own+"/texts")).want(t, http.StatusOK).Text, "/texts")
	f.Values.Set("intro.en", "Coffee, rice and software from forty firms.")
	f.send(c).want(t, http.StatusSeeOther)
	if page := h.nobody(t).get("/en/"+slug+"/pavilions/vn").want(t, http.StatusOK).Text; !strings.Contains(page, "Coffee, rice and software from forty firms.") {
		t.Error("the pavilion's page does not show the new words")
	}
	entries, _ := h.ledger(t)
	for _, path := range []string{"/pavilions/" + foreign, "/pavilions/" + foreign + "/texts", "/pavilions/" + foreign + "/exhibitors", "/edition", "/halls"} {
		a := c.get(desk("vi", path)).want(t, http.StatusForbidden)
		if strings.Contains(a.Text, "fault.denied") || heading(t, a.Text) == "" {
			t.Errorf("%s says %q", path, heading(t, a.Text))
		}
	}
	f.Action = desk("vi", "/pavilions/"+foreign+"/texts")
	f.Values.Set("_key", "another-key-0001")
	f.send(c).want(t, http.StatusForbidden)
	c.edition(http.MethodPut, "/pavilions/"+foreign+"/texts", map[string]any{"name": "Mine", "intro": "Mine", "version": 1}).want(t, http.StatusForbidden)
	if after, _ := h.ledger(t); after != entries {
		t.Errorf("refused changes wrote %d entries to the ledger", after-entries)
	}
}

// picture draws a PNG.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			p.Set(x, y, color.NRGBA{R: uint8(x), G: uint8(y), B: 120, A: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// mine returns the exhibitor that the sample account of an exhibitor works for.
func mine(t testing.TB, c *client) string {
	t.Helper()
	m := regexp.MustCompile(`/desk/exhibitors/(exh_[0-9a-z]+)`).FindStringSubmatch(c.get(desk("en", "")).follow(t, c).want(t, http.StatusOK).Text)
	if m == nil {
		t.Fatal("the desk of an exhibitor does not lead to it")
	}
	return m[1]
}

// follow goes where an answer leads, at most five times.
func (a *answer) follow(t testing.TB, c *client) *answer {
	t.Helper()
	for range 5 {
		if a.err != nil || a.StatusCode < 300 || a.StatusCode > 399 {
			return a
		}
		a = c.get(a.Header.Get("Location"))
	}
	t.Fatal("redirected without end")
	return a
}

// TestAnExhibitorTellsWhatItShows edits the profile, adds a product with a picture, publishes it, and finds all on the public page.
func TestAnExhibitorTellsWhatItShows(t *testing.T) {
	t.Parallel()
	h := own(t)
	c, staff := h.as(t, exhibitorAdmin), h.as(t, exhibitorStaff)
	id := mine(t, c)
	f := formOf(t, c.get(desk("en", "/exhibitors/"+id+"/profile")).want(t, http.StatusOK).Text, "/profile")
	staffForm := f
	f.Values.Set("profile.en", "We dry mangoes by the sun of Cần Thơ.")
	f.send(c).want(t, http.StatusSeeOther)
	staffForm.send(staff).want(t, http.StatusForbidden)

	product := c.edition(http.MethodPost, "/exhibitors/"+id+"/products", map[string]any{"kind": "goods", "name": map[string]string{"en": "Sun-dried mango", "zh": "芒果干"},
		"hs_code": "0804.50", "origin": "VN", "unit": "KGM", "price": map[string]string{"amount": "8.40", "currency": "USD"}, "incoterm": "FOB", "incoterm_place": "Cat Lai",
		"first_shown": true}).want(t, http.StatusOK).object(t)
	c.edition(http.MethodPost, "/pictures", map[string]any{"of_kind": "product", "of": product["id"], "alt": "Dried mango on a mat",
		"data": base64.StdEncoding.EncodeToString(picture(t, 900, 600))}).want(t, http.StatusOK)
	public := "/en/" + slug + "/products/" + field(product, "id")
	h.nobody(t).get(public).want(t, http.StatusNotFound) // still a draft
	c.edition(http.MethodPost, "/products/"+field(product, "id")+"/state", map[string]any{"state": "published", "version": product["version"]}).want(t, http.StatusOK)

	page := h.nobody(t).get(public).want(t, http.StatusOK).Text
	for _, want := range []string{"Sun-dried mango", "0804", "Dried mango on a mat", "application/ld+json"} {
		if !strings.Contains(page, want) {
			t.Errorf("the product's page lacks %q", want)
		}
	}
	for _, src := range regexp.MustCompile(`src="(/files/picture/[^"]+)"`).FindAllStringSubmatch(page, 3) {
		a := h.nobody(t).get(src[1]).want(t, http.StatusOK)
		if !strings.HasPrefix(a.Header.Get("Content-Type"), "image/") || !strings.Contains(a.Header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s is sent as %q", src[1], a.Header.Get("Content-Type"))
		}
	}
	if profile := h.nobody(t).get("/en/"+slug+"/exhibitors/"+id).want(t, http.StatusOK).Text; !strings.Contains(profile, "We dry mangoes by the sun of Cần Thơ.") ||
		!strings.Contains(profile, "Sun-dried mango") {
		t.Error("the exhibitor's page does not show the new profile and product")
	}
	if chinese := h.nobody(t).get("/zh/"+slug+"/products/"+field(product, "id")).want(t, http.StatusOK).Text; !strings.Contains(chinese, "芒果干") {
		t.Error("the Chinese page does not show the Chinese name")
	}
}

// TestSessionsAreListedAndEnded signs one person in twice and ends the other session.
func TestSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	h := own(t)
	here, there := h.as(t, visitor), h.nobody(t)
	link, err := url.Parse(h.links[visitor])
	if err != nil {
		t.Fatal(err)
	}
	there.post("/en/link", url.Values{"token": {link.Query().Get("token")}}).want(t, http.StatusSeeOther)
	var list struct {
		Items []struct {
			Session string
			Current bool
		}
	}
	here.api(http.MethodGet, "/me/sessions", nil).want(t, http.StatusOK).into(t, &list)
	if len(list.Items) != 2 {
		t.Fatalf("%d sessions are listed, want 2", len(list.Items))
	}
	for _, s := range list.Items {
		if !s.Current {
			here.api(http.MethodDelete, "/me/sessions/"+s.Session, nil).want(t, http.StatusOK)
		}
	}
	there.api(http.MethodGet, "/me", nil).want(t, http.StatusUnauthorized)
	there.get("/km/account").want(t, http.StatusSeeOther)
	here.api(http.MethodGet, "/me", nil).want(t, http.StatusOK)
	page := here.get("/en/account/sessions").want(t, http.StatusOK).Text
	if strings.Contains(page, "end-others") {
		t.Error("the page offers to end other sessions when there are none")
	}
	here.post("/en/sign-out", url.Values{}).want(t, http.StatusSeeOther)
	here.api(http.MethodGet, "/me", nil).want(t, http.StatusUnauthorized)
}

// TestNothingAnsweredIsLost kills the server in the middle of writes, as a power failure would, and looks for each one that was answered.
func TestNothingAnsweredIsLost(t *testing.T) {
	t.Parallel()
	h := own(t)
	clients := []*client{h.as(t, organiser), h.as(t, secretariat), h.as(t, pavilionOrganiser)}
	pavilion := ""
	for _, v := range clients[0].edition(http.MethodGet, "/pavilions?kind=country", nil).want(t, http.StatusOK).items(t) {
		if v["code"] == "vn" {
			pavilion = field(v, "id")
		}
	}
	var mu sync.Mutex
	var kept []string
	enough := make(chan struct{})
	var writers sync.WaitGroup
	for i := range 9 {
		writers.Go(func() {
			for {
				// Once the server is dead, requests fail: that is the end of the writer.
				a := clients[i%3].once(request{Method: http.MethodPost, Path: "/api/v1/editions/" + slug + "/exhibitors", Header: http.Header{"Content-Type": {"application/json"}}},
					[]byte(`{"name":"Kill Test Trading","country":"VN","pavilion":"`+pavilion+`"}`))
				if a.err != nil || a.Response == nil {
					return
				}
				if a.StatusCode != http.StatusOK {
					continue
				}
				var made struct{ ID string }
				if err := json.Unmarshal([]byte(a.Text), &made); err != nil {
					t.Errorf("an answer is no JSON: %v", err)
				}
				mu.Lock()
				kept = append(kept, made.ID)
				if len(kept) == 60 {
					close(enough)
				}
				mu.Unlock()
			}
		})
	}
	<-enough
	h.kill()
	writers.Wait()
	h.verify(t)
	h.restart(t)
	c := h.as(t, organiser)
	lost := slices.DeleteFunc(slices.Clone(kept), func(id string) bool {
		a := c.edition(http.MethodGet, "/exhibitors/"+id, nil)
		return a.err == nil && a.StatusCode == http.StatusOK
	})
	if len(lost) > 0 {
		t.Errorf("%d of %d writes that were answered are gone: %v", len(lost), len(kept), lost)
	}
	t.Logf("%d writes were answered before the end", len(kept))
}
