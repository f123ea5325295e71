package expoweb_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/expoweb"
	"github.com/fairway-expo/fairway/internal/values/text"
)

var linkedData = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)

// faults reads a page token by token and names what is wrong with it.
func faults(page []byte) []string {
	void := map[string]bool{"meta": true, "link": true, "input": true, "img": true, "br": true, "hr": true}
	var wrong, stack []string
	ids := map[string]int{}
	headings := 0
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		t := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(stack) > 0 {
				wrong = append(wrong, fmt.Sprintf("never closed: %v", stack))
			}
			if headings != 1 {
				wrong = append(wrong, fmt.Sprintf("%d headings of the first rank", headings))
			}
			for id, n := range ids {
				if n > 1 {
					wrong = append(wrong, fmt.Sprintf("id %q is used %d times", id, n))
				}
			}
			return wrong
		case html.StartTagToken:
			if t.Data == "h1" {
				headings++
			}
			if !void[t.Data] {
				stack = append(stack, t.Data)
			}
		case html.EndTagToken:
			if len(stack) == 0 || stack[len(stack)-1] != t.Data {
				return append(wrong, fmt.Sprintf("</%s> does not close %v", t.Data, stack))
			}
			stack = stack[:len(stack)-1]
		}
		for _, a := range t.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				wrong = append(wrong, fmt.Sprintf("<%s> has the inline attribute %s", t.Data, a.Key))
			case a.Key == "href" && a.Val == "", a.Key == "lang" && a.Val == "":
				wrong = append(wrong, fmt.Sprintf("<%s> has an empty %s", t.Data, a.Key))
			}
		}
	}
}

func TestEveryPageIsSoundInEveryLanguage(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	for _, path := range s.paths() {
		for _, lang := range text.Languages {
			w := s.get(t, "/"+lang+path)
			if w.Code != http.StatusOK {
				t.Errorf("/%s%s: status %d, want 200", lang, path, w.Code)
				continue
			}
			for _, wrong := range faults(w.Body.Bytes()) {
				t.Errorf("/%s%s: %s", lang, path, wrong)
			}
			if page := w.Body.String(); strings.Contains(page, "⟦") {
				t.Errorf("/%s%s: missing message %s", lang, path, page[strings.Index(page, "⟦"):][:60])
			}
			for _, m := range linkedData.FindAllStringSubmatch(w.Body.String(), -1) {
				var v map[string]any
				if err := json.Unmarshal([]byte(m[1]), &v); err != nil || v["@context"] != "https://schema.org" || v["@type"] == "" {
					t.Errorf("/%s%s: structured data %s: %v", lang, path, m[1], err)
				}
			}
		}
	}
}

func TestStructuredDataSaysWhatThePageShows(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	for path, want := range map[string][]string{
		"/" + slug: {`"@type":"ExhibitionEvent"`, `"startDate":"2025-09-17"`, `"addressCountry":"CN"`},
		fmt.Sprintf("/%s/exhibitors/%s", slug, s.exhibitors["lychee"].ID): {`"@type":"Organization"`, `"foundingDate":"1998"`, `"sameAs":"https://www.firm.example/x"`},
		fmt.Sprintf("/%s/products/%s", slug, s.products["lychee"]):        {`"@type":"Product"`, `"price":"4.80"`, `"priceCurrency":"USD"`, `"countryOfOrigin":"VN"`},
		fmt.Sprintf("/%s/products/%s", slug, s.products["gpu"]):           {`"@type":"Service"`, `"price":"18.90"`, `"priceCurrency":"CNY"`},
		"/" + slug + "/visit": {`"@type":"FAQPage"`, `#faq-parking`, `"Where can I park?"`},
	} {
		m := linkedData.FindStringSubmatch(s.get(t, "/en"+path).Body.String())
		if m == nil {
			t.Errorf("%s: no structured data", path)
			continue
		}
		for _, part := range want {
			if !strings.Contains(m[1], part) {
				t.Errorf("%s: no %s in %s", path, part, m[1])
			}
		}
	}
}

// Each text field of a person holds markup behind its words; pages must show it as text.
func TestMarkupInEveryTextIsShownAsText(t *testing.T) {
	t.Parallel()
	const canary = `"><svg/onload=alert(1)>`
	s := newShow(t, canary)
	for _, path := range s.paths() {
		page := s.get(t, "/en"+path).Body.String()
		if strings.Contains(page, "<svg/onload") || strings.Contains(page, canary) {
			t.Errorf("%s: the canary is free", path)
		}
		for _, wrong := range faults([]byte(page)) {
			t.Errorf("%s: %s", path, wrong)
		}
	}
	// The canary must be there, else this test sees nothing.
	for _, path := range s.paths() {
		if path == "/"+slug+"/exhibitors?q=nothing-like-it" || strings.Contains(path, "none-such") {
			continue
		}
		if page := s.get(t, "/en"+path).Body.String(); !strings.Contains(page, "svg/onload=alert(1)") {
			t.Errorf("%s: the canary does not appear at all", path)
		}
	}
}

func TestDraftsAreInvisible(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	secrets := []string{"Secret Draft", "Secret prototype", "Secret pavilion", "Secret drone", "保密贸易", "Hidden", "Unlisted Person", "private@firm.example", s.exhibitors["draft"].ID.String(), s.products["secret"].String()}
	for _, path := range s.paths() {
		page := s.get(t, "/en"+path).Body.String()
		for _, secret := range secrets {
			if strings.Contains(page, secret) {
				t.Errorf("%s shows %q", path, secret)
			}
		}
	}
	for _, path := range []string{"/exhibitors/" + s.exhibitors["draft"].ID.String(), "/products/" + s.products["secret"].String(), "/products/" + s.products["hidden"].String(), "/pavilions/secret"} {
		if w := s.get(t, "/en/"+slug+path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
	if w := s.get(t, "/en/hidden-1"); w.Code != http.StatusNotFound {
		t.Errorf("draft edition: status %d, want 404", w.Code)
	}
	// The same records exist for those who may see them.
	drafts, err := s.expo.ListExhibitors.Do(s.ctx, expo.ListExhibitors{InEdition: inEdition, State: "draft"})
	if err != nil || len(drafts.Items) != 1 {
		t.Errorf("drafts for the organiser: %v, error %v", drafts.Items, err)
	}
	if o, err := s.expo.FindProduct.Do(s.ctx, expo.FindProduct{InEdition: inEdition, Product: s.products["secret"]}); err != nil || o.State != "draft" {
		t.Errorf("draft product for the organiser: %v, error %v", o.State, err)
	}
}

func TestUnknownAddressesAreNotFound(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	e := "/en/" + slug
	for _, path := range []string{"/en/none-such", e + "/exhibitors/exh_0000000000001", e + "/exhibitors/nonsense", e + "/exhibitors/prd_0000000000001", e + "/products/x",
		e + "/products/prd_0000000000001", e + "/pavilions/atlantis", e + "/plan/Z9", e + "/gi/gi_0000000000001", e + "/gi/x", e + "/no-such-page"} {
		w := s.get(t, path)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("%s: status %d, want a page with 404", path, w.Code)
		}
	}
}

func TestFiltersAdmitWhatTheySay(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	for query, want := range map[string]struct{ shown, absent []string }{
		"/exhibitors?country=VN":                                    {[]string{"Luc Ngan", "1 exhibitor"}, []string{"Kampot", "Red River"}},
		"/exhibitors?country=nonsense":                              {[]string{"Luc Ngan", "Kampot"}, nil},
		"/exhibitors?pavilion=ai":                                   {[]string{"Red River", "Beibu"}, []string{"Kampot"}},
		"/exhibitors?category=food":                                 {[]string{"Luc Ngan", "Kampot", "– Fruit"}, []string{"Red River Robotics"}},
		"/exhibitors?category=fruit":                                {[]string{"Luc Ngan", "Chanthaburi"}, []string{"Kampot Pepper"}},
		"/exhibitors?first=1":                                       {[]string{"Red River", "Kampot"}, []string{"Luc Ngan"}},
		"/exhibitors?q=gayo":                                        {[]string{"Gayo"}, []string{"Kampot"}},
		"/exhibitors?q=%E7%BA%A2%E6%B2%B3":                          {[]string{"Red River"}, []string{"Kampot"}},
		"/exhibitors?q=zzz":                                         {[]string{"No exhibitor matches"}, []string{"Kampot"}},
		"/products?kind=service":                                    {[]string{"GPU hours"}, []string{"Monthong", "Kampot red"}},
		"/products?hs=08":                                           {[]string{"lychee", "Monthong"}, []string{"Kampot red"}},
		"/products?origin=KH":                                       {[]string{"Kampot red"}, []string{"Monthong"}},
		"/products?first=1":                                         {[]string{"Monthong", "Welding"}, []string{"Kampot red"}},
		"/products?gi=1":                                            {[]string{"Fresh lychee"}, []string{"Monthong"}},
		"/products?certificate=HACCP":                               {[]string{"Fresh lychee", "Monthong"}, nil},
		"/products?currency=USD":                                    {[]string{"Fresh lychee", "Kampot red"}, []string{"Monthong"}},
		"/products?currency=USD&price=10-100":                       {[]string{"Kampot red"}, []string{"Fresh lychee"}},
		"/products?currency=USD&price_to=5":                         {[]string{"Fresh lychee"}, []string{"Kampot red"}},
		"/products?exhibitor=" + s.exhibitors["durian"].ID.String(): {[]string{"Monthong", "One exhibitor only"}, []string{"Kampot red"}},
		"/demonstrations?day=2025-09-19":                            {[]string{"Roasting"}, []string{"sorts fruit"}},
		"/demonstrations?kind=robot":                                {[]string{"sorts fruit"}, []string{"Roasting"}},
		"/demonstrations?pavilion=agriculture":                      {[]string{"Roasting"}, []string{"sorts fruit"}},
		"/demonstrations?hands-on=1":                                {[]string{"sorts fruit", "Ask a model"}, []string{"Roasting"}},
		"/gi?country=CN":                                            {[]string{"平谷大桃"}, []string{"Lục Ngạn"}},
		"/gi?status=applied":                                        {[]string{"Lục Ngạn"}, []string{"平谷大桃"}},
		"/gi?shown=1":                                               {[]string{"Lục Ngạn"}, []string{"平谷大桃"}},
		"/plan?q=Red":                                               {[]string{"D1Z1", "Red River Robotics"}, nil},
		"/plan/D1?q=D1Z1":                                           {[]string{`data-found="yes"`}, nil},
	} {
		w := s.get(t, "/en/"+slug+query)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", query, w.Code)
			continue
		}
		main := w.Body.String()
		for _, x := range want.shown {
			if !strings.Contains(main, x) {
				t.Errorf("%s does not show %q", query, x)
			}
		}
		for _, x := range want.absent {
			if strings.Contains(main, x) {
				t.Errorf("%s shows %q", query, x)
			}
		}
	}
}

func TestPlanLeadsToBoothsAndBack(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	robots := s.exhibitors["robots"].ID.String()
	plan := s.get(t, "/en/"+slug+"/plan/D1").Body.String()
	for _, want := range []string{`id="booth-D1Z1"`, `href="/en/` + slug + `/exhibitors/` + robots + `"`, `data-state="free"`, `data-kind="entrance"`, `view=list`} {
		if !strings.Contains(plan, want) {
			t.Errorf("the plan has no %s", want)
		}
	}
	list := s.get(t, "/en/"+slug+"/plan/D1?view=list").Body.String()
	booths := regexp.MustCompile(`class="booth" id="(booth-[^"]+)"`).FindAllStringSubmatch(plan, -1)
	if len(booths) < 100 {
		t.Fatalf("the plan shows %d booths", len(booths))
	}
	for _, b := range booths {
		if !strings.Contains(list, `id="`+b[1]+`"`) {
			t.Fatalf("the list has no %s", b[1])
		}
	}
	if page := s.get(t, "/en/"+slug+"/exhibitors/"+robots).Body.String(); !strings.Contains(page, "/plan/D1#booth-D1Z1") {
		t.Error("the exhibitor's page does not lead to its booth")
	}
}

func TestTextsCarryTheirLanguageAndTheirOriginal(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	lychee := "/" + slug + "/exhibitors/" + s.exhibitors["lychee"].ID.String()
	for path, want := range map[string][]string{
		"/en" + lychee: {`<p class="other-name" lang="vi">Hợp tác xã Vải thiều Lục Ngạn</p>`, "Translated by machine. Read the original, Vietnamese", "in our own words"},
		"/vi" + lychee: {"<h1>Hợp tác xã Vải thiều Lục Ngạn</h1>"},
		"/th" + lychee: {`<h1 lang="en">Luc Ngan Lychee Cooperative</h1>`},
		"/zh/" + slug:  {"第22届中国—东盟博览会"},
	} {
		page := s.get(t, path).Body.String()
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s has no %s", path, w)
			}
		}
	}
}

func TestAseanMembershipIsThatOfTheOpeningDay(t *testing.T) {
	t.Parallel()
	page := newShow(t, "").get(t, "/en/"+slug+"/countries").Body.String()
	if want := "ASEAN had 10 members on 17 September 2025, the opening day."; !strings.Contains(page, want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestSitemapListsPublicPagesOnly(t *testing.T) {
	t.Parallel()
	s := newShow(t, "")
	// The caller's rights must not widen the file.
	b, err := expoweb.Sitemap(s.ctx, s.expo, "https://expo.example")
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		Locations []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(b, &set); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, l := range set.Locations {
		seen[l] = true
		path := strings.TrimPrefix(l, "https://expo.example")
		if w := s.get(t, path); w.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	e := "https://expo.example/en/" + slug
	for _, want := range []string{e, e + "/gi", e + "/pavilions/ai", e + "/exhibitors/" + s.exhibitors["lychee"].ID.String(), e + "/products/" + s.products["gpu"].String(), e + "/gi/" + s.gi.String()} {
		if !seen[want] {
			t.Errorf("the sitemap has no %s", want)
		}
	}
	for _, secret := range []string{"hidden-1", "pavilions/secret", s.exhibitors["draft"].ID.String(), s.products["secret"].String(), s.products["hidden"].String()} {
		if strings.Contains(string(b), secret) {
			t.Errorf("the sitemap shows %s", secret)
		}
	}
	if _, err := expoweb.SitemapPage(s.ctx, s.expo, "https://expo.example", 2); err == nil {
		t.Error("a second page exists")
	}
}
