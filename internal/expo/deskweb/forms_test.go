package deskweb_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
)

// send fetches a form as somebody, changes fields as told (name, value, name, value …), and sends it.
func (h *house) send(who, page, ending string, changes ...string) (answer, url.Values) {
	h.t.Helper()
	shown := h.get(who, page)
	if shown.status != 200 {
		h.t.Fatalf("%s as %s: %d", page, who, shown.status)
	}
	path, form := formOf(h.t, shown.body, ending)
	for i := 0; i < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return h.post(who, path, form), form
}

func (h *house) saved(t *testing.T, got answer) {
	t.Helper()
	if got.status != 303 || !strings.Contains(got.location, "done=") {
		i := max(strings.Index(got.body, "alert-title"), 0)
		t.Fatalf("%d to %q, want a redirect: %.600s", got.status, got.location, got.body[i:])
	}
}

// TestFormsSave saves every form untouched but for one field, and reads the change back.
func TestFormsSave(t *testing.T) {
	t.Parallel()
	h := open(t)
	mekong := "/exhibitors/" + h.mekong.ID.String()
	hall := "/halls/" + h.hall.ID.String()
	for name, c := range map[string]struct {
		who, page, ending string
		changes           []string
		// then is a page that shows the outcome, words what it says.
		then, words string
	}{
		"edition":       {"organiser", "/edition", "/desk/edition", []string{"theme.en", "Fairways for all"}, "/edition", "Fairways for all"},
		"day":           {"organiser", "/calendar", "/days/2025-09-21", []string{"kind", "public", "closes", "16:00"}, "/calendar", "Public day · 08:30–16:00"},
		"phase":         {"organiser", "/calendar/phases/new", "/phases/new", []string{"name.en", "Move out", "starts_at", "2025-09-21T17:00", "ends_at", "2025-09-22T20:00"}, "/calendar", "Move out"},
		"relation":      {"organiser", "/calendar/relations/new", "/relations/new", []string{"country", "LA", "kind", "special-partner"}, "/calendar", "Special Partner"},
		"category":      {"organiser", "/categories/new", "/categories/new", []string{"name.en", "Sea fruit", "code", "sea-fruit", "parent", h.food.ID.String()}, "/categories", "Sea fruit"},
		"venue":         {"organiser", "/venue", "/venue", []string{"name.en", "Harbour Hall", "latitude_e6", "22.8171"}, "/venue", "22.8171"},
		"hall":          {"organiser", "/halls/new", "/halls/new", []string{"code", "D9", "width_cm", "30", "depth_cm", "20,55", "height_limit_cm", "6", "load_kg_m2", "1.5"}, "/halls", "20.55"},
		"hall changed":  {"organiser", hall + "/edit", "/edit", []string{"height_limit_cm", "7"}, hall + "/edit", `value="7"`},
		"area":          {"organiser", hall + "/areas", "/areas", []string{"outline", "58 40, 59 40, 59 41, 58 41", "label.en", "Pillar nine"}, hall + "/areas", "Pillar nine"},
		"booth":         {"organiser", hall + "/new", "/new", []string{"code", "Z1", "outline", "54 0, 60 0, 60 6, 54 6"}, hall, "Z1"},
		"rows":          {"organiser", hall + "/lay", "/lay", []string{"x_cm", "3", "y_cm", "39", "width_cm", "9", "depth_cm", "3", "prefix", "Q"}, hall, "QA03"},
		"pavilion":      {"organiser", "/pavilions/new", "/pavilions/new", []string{"name.en", "Blue Pavilion", "kind", "theme", "theme", "blue", "code", "blue"}, "/pavilions", "Blue Pavilion"},
		"texts":         {"vietnam", "/pavilions/" + h.vietnam.ID.String() + "/texts", "/texts", []string{"intro.en", "Come and taste"}, "/pavilions/" + h.vietnam.ID.String(), "Come and taste"},
		"exhibitor":     {"vietnam", "/exhibitors/new?pavilion=" + h.vietnam.ID.String(), "pavilion=" + h.vietnam.ID.String(), []string{"name.en", "Da Lat Flowers"}, "/pavilions/" + h.vietnam.ID.String() + "/exhibitors", "Da Lat Flowers"},
		"profile":       {"mekong", mekong + "/profile", "/profile", []string{"profile.zh", "果干与椰子", "founded", "1998"}, mekong, "1998"},
		"team":          {"mekong", mekong + "/team/new", "/team/new", []string{"name", "Lê Văn An", "languages", "km"}, mekong + "/team", "Lê Văn An"},
		"goods":         {"mekong", mekong + "/products/new?kind=goods", "kind=goods", []string{"name.en", "Coconut water", "hs_code", "2009.89", "unit", "LTR", "price", "1.25", "currency", "USD", "certificates", "Halal; H-7; JAKIM; 2027-01-31"}, mekong + "/products", "Coconut water"},
		"service":       {"mekong", mekong + "/products/new?kind=service", "kind=service", []string{"name.en", "Cold storage", "cpc_code", "67210"}, mekong + "/products", "CPC 67210"},
		"demonstration": {"mekong", mekong + "/demonstrations/new", "/demonstrations/new", []string{"title.en", "Juice by robot", "times", "2025-09-19 10:00 10:30"}, mekong + "/demonstrations", "Juice by robot"},
		"information":   {"organiser", "/information/question/parking", "/parking", []string{"body.en", "South of hall A."}, "/information/question/parking", "South of hall A."},
		"authorisation": {"organiser", "/gi/" + h.tea.ID.String() + "?exhibitor=" + h.loner.ID.String(), "/gi/" + h.tea.ID.String(), []string{"document", "GI-2"}, "/gi/" + h.tea.ID.String(), "GI-2"},
	} {
		t.Run(name, func(t *testing.T) {
			if before := h.get(c.who, c.then); strings.Contains(before.body, c.words) {
				t.Fatalf("%s says %q before", c.then, c.words)
			}
			got, _ := h.send(c.who, c.page, c.ending, c.changes...)
			h.saved(t, got)
			if after := h.get(c.who, c.then); !strings.Contains(after.body, c.words) {
				t.Errorf("%s does not say %q", c.then, c.words)
			}
		})
	}
}

// TestFormsShowProblems sends what is refused: the form comes back with what was typed and the problem beside its field.
func TestFormsShowProblems(t *testing.T) {
	t.Parallel()
	h := open(t)
	mekong := "/exhibitors/" + h.mekong.ID.String()
	hall := "/halls/" + h.hall.ID.String()
	for name, c := range map[string]struct {
		who, page, ending string
		changes           []string
		field, problem    string
		typed             string
	}{
		"number":   {"mekong", mekong + "/profile", "/profile", []string{"founded", "long ago", "city", "Huế"}, "f-founded", "Please write a number", `value="Huế"`},
		"required": {"organiser", "/edition", "/desk/edition", []string{"name.en", "", "name.zh", "", "zone", "Asia/Nowhere"}, "f-name-en", "Please fill this in", "Asia/Nowhere"},
		"overlap":  {"organiser", hall + "/new", "/new", []string{"code", "X1", "outline", "3 3, 9 3, 9 9, 3 9"}, "f-outline", "overlaps booth D1A01", "3 3, 9 3, 9 9, 3 9"},
		"corner":   {"organiser", hall + "/new", "/new", []string{"code", "X1", "outline", "3 three"}, "f-outline", "is not a corner", "3 three"},
		"hour":     {"organiser", "/calendar", "/days/2025-09-18", []string{"opens", "25:00"}, "day-2025-09-18-opens", "Please enter the hour", "25:00"},
		"price":    {"mekong", mekong + "/products/new?kind=goods", "kind=goods", []string{"name.en", "Nuts", "price", "3"}, "f-currency", "Please fill this in", `value="3"`},
		"showing":  {"mekong", mekong + "/demonstrations/new", "/demonstrations/new", []string{"title.en", "Robot", "times", "2025-12-24 10:00 11:00"}, "f-times", "is not a day of this edition", "2025-12-24 10:00 11:00"},
		"markup":   {"mekong", mekong + "/team/new", "/team/new", []string{"name", canary, "email", "nobody"}, "f-email", "", "&lt;script&gt;"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := h.send(c.who, c.page, c.ending, c.changes...)
			if got.status != 422 && got.status != 409 {
				t.Fatalf("%d to %q", got.status, got.location)
			}
			for _, want := range []string{`id="` + c.field + `-problem"`, c.problem, c.typed} {
				if !strings.Contains(got.body, want) {
					t.Errorf("the page does not hold %q", want)
				}
			}
			if strings.Contains(got.body, canary) || strings.Contains(got.body, "⟦") {
				t.Error("the page shows markup of people, or misses a message")
			}
		})
	}
}

// TestSentTwice has one effect, and a version that is gone is refused.
func TestSentTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, form := h.send("organiser", "/exhibitors/new", "/exhibitors/new", "name.en", "Twice Trading")
	h.saved(t, first)
	again := h.post("organiser", "/exhibitors/new", form)
	if again.status != 303 || again.location != first.location {
		t.Errorf("the second time: %d to %s, want %s", again.status, again.location, first.location)
	}
	list := must(t, h.as("organiser"), h.expo.ListExhibitors, expo.ListExhibitors{InEdition: ops.InEdition{Edition: slug}, Query: "twice", State: "all"})
	if list.Total != 1 {
		t.Errorf("%d exhibitors, want 1", list.Total)
	}
	_, stale := formOf(t, h.get("mekong", "/exhibitors/"+h.mekong.ID.String()+"/profile").body, "/profile")
	saved, _ := h.send("mekong", "/exhibitors/"+h.mekong.ID.String()+"/profile", "/profile", "city", "Huế")
	h.saved(t, saved)
	stale.Set("city", "Đà Nẵng")
	if got := h.post("mekong", "/exhibitors/"+h.mekong.ID.String()+"/profile", stale); got.status != 422 || !strings.Contains(got.body, "Somebody else has changed this") {
		t.Errorf("a stale form: %d", got.status)
	}
}

// TestAllocation takes a booth through its states by the buttons of its page.
func TestAllocation(t *testing.T) {
	t.Parallel()
	h := open(t)
	booth := "/booths/" + h.booths[0].ID.String()
	step := func(act, page string, want string, changes ...string) {
		t.Helper()
		got, _ := h.send("vietnam", page, "/"+act, changes...)
		h.saved(t, got)
		now := must(t, h.as("organiser"), h.floor.FindBooth, floor.FindBooth{InEdition: ops.InEdition{Edition: slug}, Booth: h.booths[0].ID.String()})
		if now.State != want {
			t.Fatalf("after %s the booth is %s, want %s", act, now.State, want)
		}
	}
	step("hold", booth, floor.Held, "hours", "24")
	step("reserve", booth+"?find=mekong", floor.Reserved, "exhibitor", h.mekong.ID.String())
	_, form := formOf(t, h.get("vietnam", booth).body, "/release")
	h.saved(t, h.post("vietnam", booth+"/confirm", form))
	if got := h.get("mekong", "/exhibitors/"+h.mekong.ID.String()); !strings.Contains(got.body, h.booths[0].Code) {
		t.Error("the exhibitor's desk does not show its booth")
	}
	step("withdraw", booth+"/ask/withdraw", floor.Available)
	for _, c := range []struct{ who, booth, act string }{{"ai", booth, "hold"}, {"mekong", booth, "hold"}, {"vietnam", "/booths/" + h.booths[6].ID.String(), "hold"}, {"vietnam", booth, "block"}} {
		if got := h.post(c.who, c.booth+"/"+c.act, url.Values{"reason": {"x"}}); got.status != 403 {
			t.Errorf("%s %s as %s: %d, want 403", c.act, c.booth, c.who, got.status)
		}
	}
}

// TestPlaceIsTried without taking it.
func TestPlaceIsTried(t *testing.T) {
	t.Parallel()
	h := open(t)
	hall := "/halls/" + h.hall.ID.String() + "/new"
	for outline, want := range map[string]string{"54 0, 60 0, 60 6, 54 6": "It fits here.", "3 3, 9 3, 9 9, 3 9": "It cannot stand here."} {
		got, _ := h.send("organiser", hall, "/new", "code", "T1", "outline", outline, "check", "1")
		if got.status != 200 || !strings.Contains(got.body, want) || !strings.Contains(got.body, "floor-proposed") {
			t.Errorf("%s: %d, want %q", outline, got.status, want)
		}
	}
	if found := must(t, h.as("organiser"), h.floor.SearchBooths, floor.SearchBooths{InEdition: ops.InEdition{Edition: slug}, Q: "T1"}); len(found.Items) > 0 {
		t.Error("trying a place took it")
	}
}

// upload sends a form with a file.
func (h *house) upload(who, path string, form url.Values, field, name, content string) answer {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, values := range form {
		for _, v := range values {
			if k != field {
				_ = m.WriteField(k, v) // a bytes.Buffer takes everything
			}
		}
	}
	if name != "" {
		w, err := m.CreateFormFile(field, name)
		if err != nil {
			h.t.Fatal(err)
		}
		_, _ = w.Write([]byte(content))
	}
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, "/en/"+slug+"/desk"+path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.do(who, r)
}

const list = "Our fair,,\nFirm,Land,Seat\nMekong Star Foods,Vietnam,Cần Thơ\nBạc Liêu Salt,Vietnam,Bạc Liêu\n\"" + `<script>alert(""canary"")</script>` + "\",Atlantis,\n,Vietnam,\n"

// TestImport takes a list from the file to the records: report, corrected column, import, and the same file again.
func TestImport(t *testing.T) {
	t.Parallel()
	h := open(t)
	path, form := formOf(t, h.get("organiser", "/import").body, "/import")
	count := func() int64 {
		return must(t, h.as("organiser"), h.expo.ListExhibitors, expo.ListExhibitors{InEdition: ops.InEdition{Edition: slug}, State: "all"}).Total
	}
	before := count()
	report := h.upload("organiser", path, form, "data", "firms.csv", list)
	if report.status != 200 || !strings.Contains(report.body, "This is a rehearsal") || strings.Contains(report.body, canary) || strings.Contains(report.body, "⟦") {
		t.Fatalf("report: %d\n%s", report.status, report.body)
	}
	if n := count(); n != before {
		t.Fatalf("the rehearsal made %d exhibitors", n-before)
	}
	path, form = formOf(t, report.body, "/import")
	columns := map[string]string{}
	for i := 0; form.Has("column." + string(rune('0'+i))); i++ {
		columns[form.Get("column."+string(rune('0'+i)))] = form.Get("field." + string(rune('0'+i)))
		if form.Get("column."+string(rune('0'+i))) == "Seat" {
			form.Set("field."+string(rune('0'+i)), "city")
		}
	}
	if diff := cmp.Diff(map[string]string{"Firm": "name", "Land": "country", "Seat": ""}, columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	form.Set("step", "import")
	form.Set("duplicates", "create")
	done := h.upload("organiser", path, form, "data", "", "")
	if done.status != 200 || !strings.Contains(done.body, "The list has been imported") {
		t.Fatalf("import: %d\n%s", done.status, done.body)
	}
	made := count()
	if made <= before {
		t.Error("nothing was imported")
	}
	if again := h.upload("organiser", path, form, "data", "", ""); again.status != 200 || count() != made {
		t.Errorf("sent twice: %d, %d exhibitors, want %d", again.status, count(), made)
	}
	salt := must(t, h.as("organiser"), h.expo.ListExhibitors, expo.ListExhibitors{InEdition: ops.InEdition{Edition: slug}, State: "all", Query: "salt"})
	if len(salt.Items) != 1 || salt.Items[0].City != "Bạc Liêu" {
		t.Errorf("the corrected column was not used: %+v", salt.Items)
	}
	if past := h.get("organiser", "/import"); !strings.Contains(past.body, "firms.csv") {
		t.Error("the import is not listed")
	}
	own := "/pavilions/" + h.vietnam.ID.String() + "/import"
	_, form = formOf(t, h.get("vietnam", own).body, own)
	if got := h.upload("ai", own, form, "data", "firms.csv", list); got.status != 403 {
		t.Errorf("import into a foreign pavilion: %d, want 403", got.status)
	}
}

// TestExport sends files that people can open.
func TestExport(t *testing.T) {
	t.Parallel()
	h := open(t)
	got := h.get("organiser", "/export/exhibitors?format=csv")
	if got.status != 200 || !strings.Contains(got.body, "Mekong Star Foods") {
		t.Errorf("CSV: %d", got.status)
	}
	if got := h.get("organiser", "/export/booths?format=xlsx"); got.status != 200 || !strings.HasPrefix(got.body, "PK") {
		t.Errorf("XLSX: %d", got.status)
	}
	if got := h.get("vietnam", "/pavilions/"+h.vietnam.ID.String()+"/export/exhibitors"); got.status != 200 || strings.Contains(got.body, "Straits Logistics") {
		t.Errorf("a pavilion's export: %d, or it holds another's exhibitor", got.status)
	}
	if got := h.get("vietnam", "/export/exhibitors"); got.status != 403 {
		t.Errorf("the whole export as a pavilion organiser: %d, want 403", got.status)
	}
}

// TestEveryOfferedColumnIsTaken chooses each field that a report offers for a column: the import must know it.
func TestEveryOfferedColumnIsTaken(t *testing.T) {
	t.Parallel()
	h := open(t)
	options := regexp.MustCompile(`<option value="([a-z_.]+)"`)
	for _, kind := range []string{"exhibitors", "products", "booths"} {
		path, form := formOf(t, h.get("organiser", "/import").body, "/import")
		form.Set("kind", kind)
		report := h.upload("organiser", path, form, "data", "one.csv", "alpha,beta\n1,2\n")
		offered := map[string]bool{}
		for _, m := range options.FindAllStringSubmatch(report.body, -1) {
			offered[m[1]] = true
		}
		if report.status != 200 || len(offered) < 10 {
			t.Fatalf("%s: %d, %d fields are offered", kind, report.status, len(offered))
		}
		for field := range offered {
			_, err := h.expo.RunImport.Do(h.as("organiser"), expo.RunImport{InEdition: ops.InEdition{Edition: slug}, Kind: kind, FileName: "one.csv",
				Data: []byte("alpha,beta\n1,2\n"), Map: []string{field + "=alpha"}, DryRun: true})
			if err != nil {
				t.Errorf("%s: %s: %v", kind, field, err)
			}
		}
	}
}
