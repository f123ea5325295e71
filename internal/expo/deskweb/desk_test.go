package deskweb_test

import (
	"strings"
	"testing"
)

// TestPagesByRole opens every page of the desks as everybody.
func TestPagesByRole(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, c := range h.pages() {
		for _, who := range []string{"organiser", "vietnam", "ai", "mekong", "mekong-staff", "visitor"} {
			want := 403
			if strings.Contains(" "+c.who+" ", " "+who+" ") {
				want = 200
			}
			got := h.get(who, c.path)
			if got.status != want {
				t.Errorf("%s as %s: %d %s, want %d", c.path, who, got.status, got.location, want)
			}
			if strings.Contains(got.body, "⟦") {
				i := strings.Index(got.body, "⟦")
				t.Errorf("%s as %s: a message is missing: %.60s", c.path, who, got.body[i:])
			}
			if strings.Contains(got.body, canary) {
				t.Errorf("%s as %s shows text of people as markup", c.path, who)
			}
		}
		if got := h.get("", c.path); got.status != 303 || !strings.HasPrefix(got.location, "/en/sign-in?next=") {
			t.Errorf("%s as nobody: %d to %q, want the way to sign in", c.path, got.status, got.location)
		}
	}
}

type pageCase struct{ path, who string }

func (h *house) pages() []pageCase {
	mekong, robots := "/exhibitors/"+h.mekong.ID.String(), "/exhibitors/"+h.robots.ID.String()
	hall, vietnam := "/halls/"+h.hall.ID.String(), "/pavilions/"+h.vietnam.ID.String()
	booth := func(i int) string { return "/booths/" + h.booths[i].ID.String() }
	product, demonstration, gi := mekong+"/products/"+h.durian.ID.String(), mekong+"/demonstrations/"+h.picker.ID.String(), "/gi/"+h.tea.ID.String()
	member := mekong + "/team/" + h.guide.ID.String()
	return []pageCase{
		{"/edition", "organiser"}, {"/edition/state/draft", "organiser"}, {"/calendar", "organiser"}, {"/calendar/phases/new", "organiser"},
		{"/calendar/relations/new", "organiser"}, {"/categories", "organiser"}, {"/categories/new", "organiser"},
		{"/categories/" + h.drinks.ID.String(), "organiser"}, {"/ledger", "organiser"}, {"/ledger?kind=booth", "organiser"},
		{"/exhibitors", "organiser"}, {"/exhibitors?state=draft&q=robot", "organiser"}, {"/exhibitors/new", "organiser"},
		{"/exhibitors/new?pavilion=" + h.vietnam.ID.String(), "organiser vietnam"},
		{mekong, "organiser vietnam mekong mekong-staff"}, {mekong + "/profile", "organiser vietnam mekong"}, {mekong + "/place", "organiser"},
		{mekong + "/state/withdrawn", "organiser vietnam"}, {mekong + "/team", "organiser vietnam mekong mekong-staff"},
		{mekong + "/team/new", "organiser vietnam mekong"}, {member, "organiser vietnam mekong"}, {member + "/remove", "organiser vietnam mekong"},
		{robots, "organiser ai"}, {robots + "/profile", "organiser ai"},
		{"/venue", "organiser"}, {"/halls", "organiser"}, {"/halls/new", "organiser"}, {hall, "organiser"}, {hall + "?q=D1A", "organiser"},
		{hall + "?zoom=2", "organiser"}, {hall + "/edit", "organiser"}, {hall + "/lay", "organiser"}, {hall + "/new", "organiser"}, {hall + "/areas", "organiser"},
		{"/booths", "organiser"}, {"/booths?state=held", "organiser"}, {booth(0), "organiser vietnam"}, {booth(0) + "?find=mek", "organiser vietnam"},
		{booth(1), "organiser"}, {booth(2), "organiser"}, {booth(3), "organiser"}, {booth(4), "organiser"}, {booth(0) + "/edit", "organiser"},
		{booth(0) + "/move", "organiser"}, {booth(2) + "/ask/withdraw", "organiser"},
		{"/pavilions", "organiser"}, {"/pavilions/new", "organiser"}, {vietnam, "organiser vietnam"}, {vietnam + "/texts", "organiser vietnam"},
		{vietnam + "/exhibitors", "organiser vietnam"}, {vietnam + "/booths?state=available", "organiser vietnam"}, {"/pavilions/" + h.ai.ID.String(), "organiser ai"},
		{vietnam + "/import", "organiser vietnam"}, {vietnam + "/demonstrations", "organiser vietnam"}, {"/pavilions/" + h.ai.ID.String() + "/demonstrations", "organiser ai"},
		{"/import", "organiser"}, {"/information", "organiser"}, {"/information?kind=question", "organiser"}, {"/information/new?kind=rule", "organiser"},
		{"/information/question/parking", "organiser"}, {"/information/question/parking/remove", "organiser"}, {"/gi", "organiser"}, {gi, "organiser"},
		{gi + "?find=straits", "organiser"}, {gi + "?exhibitor=" + h.loner.ID.String(), "organiser"}, {gi + "/users/" + h.mekong.ID.String() + "/remove", "organiser"},
		{mekong + "/products", "organiser vietnam mekong mekong-staff"}, {mekong + "/products/new?kind=goods", "organiser vietnam mekong"},
		{mekong + "/products/new?kind=service", "organiser vietnam mekong"}, {product, "organiser vietnam mekong"}, {product + "/state/draft", "organiser vietnam mekong"},
		{product + "/pictures", "organiser vietnam mekong"}, {mekong + "/pictures", "organiser vietnam mekong"},
		{mekong + "/demonstrations", "organiser vietnam mekong mekong-staff"}, {mekong + "/demonstrations/new", "organiser vietnam mekong"},
		{demonstration, "organiser vietnam mekong"}, {demonstration + "/state/published", "organiser vietnam mekong"}, {demonstration + "/pictures", "organiser vietnam mekong"},
	}
}

// TestStart leads everybody to their own desk.
func TestStart(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.get("organiser", ""); got.status != 200 || !strings.Contains(got.body, "22nd China-ASEAN Expo") {
		t.Errorf("organiser: %d", got.status)
	}
	base := "/en/" + slug + "/desk"
	for who, want := range map[string]string{"vietnam": base + "/pavilions/" + h.vietnam.ID.String(), "mekong": base + "/exhibitors/" + h.mekong.ID.String()} {
		if got := h.get(who, ""); got.status != 303 || got.location != want {
			t.Errorf("%s: %d to %s, want %s", who, got.status, got.location, want)
		}
	}
	if got := h.get("visitor", ""); got.status != 403 {
		t.Errorf("visitor: %d, want 403", got.status)
	}
}
