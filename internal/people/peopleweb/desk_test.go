package peopleweb_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/ops"
)

func regexpValue(t *testing.T, body, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no %s in:\n%s", pattern, body)
	}
	return m[1]
}

const desk = "/en/expo-22/desk/people"

func TestTheOrganiserGivesAndTakesRoles(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		s.person(t, "chair@example.com", ops.Grant{Role: ops.Organiser, Edition: edition22})
		b := s.browser(t).signIn("chair@example.com")
		page := b.get(desk).want(t, "desk", 200, "chair@example.com", "Give a role", `aria-current="page"`, "All people", "Viet Nam", "Gate staff")
		if strings.Contains(page.body, `name="everywhere"`) {
			t.Error("an organiser of one edition is offered the secretariat's role")
		}
		b.send(desk, "email", "x", "role", "gate").want(t, "a wrong address", 422, "Please enter an e-mail address", `value="x"`)
		b.send(desk, "email", "p@example.com", "role", "pavilion-organiser").want(t, "no pavilion", 422, "Please choose the pavilion")
		b.send(desk, "email", "p@example.com", "role", "organiser", "everywhere", "on").want(t, "above one's own", 403)
		b.send(desk, "email", "p@example.com", "name", "<script>x</script>", "role", "pavilion-organiser", "pavilion", pavilionA.String()).
			leads(t, "giving", desk+"?granted=1")
		page = b.get(desk+"?granted=1").want(t, "given", 200, "p@example.com", "&lt;script&gt;x", "Café &lt;Đà Lạt&gt;", "has been given")
		if strings.Contains(page.body, "<script>x") || strings.Contains(page.body, "<Đà") {
			t.Error("somebody's text reached the page unescaped")
		}
		b.send(desk, "email", "p@example.com", "role", "pavilion-organiser", "pavilion", pavilionA.String()).want(t, "again", 422, "already has this role")
		page = b.get(desk+"?filter=pavilion-organiser").want(t, "filtered", 200, "p@example.com")
		if n := strings.Count(page.body, "/remove\""); n != 1 {
			t.Errorf("the filter shows %d roles, want 1", n)
		}
		remove := regexpValue(t, page.body, `href="(/en/expo-22/desk/people/gra_[^"]+/remove)"`)
		b.get(remove).want(t, "the question", 200, "Take the role", "&lt;script&gt;x", `method="post"`)
		b.send(remove).leads(t, "taking", desk+"?removed=1")
		b.send(remove).want(t, "taking twice", 404)
		mine := regexpValue(t, b.get(desk+"?filter=organiser").body, `href="(/en/expo-22/desk/people/gra_[^"]+/remove)"`)
		b.send(mine).want(t, "the last organiser", 422, "This is the last organiser")
		b.get(desk+"/nonsense/remove").want(t, "no key", 404)
		b.get(desk+"?email=chair%40").want(t, "looking for an address", 200, "chair@example.com")
	})
}

func TestTheSecretariatGivesItsOwnRole(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		s.person(t, "boss@example.com", ops.Grant{Role: ops.Organiser})
		b := s.browser(t).signIn("boss@example.com")
		b.get(desk).want(t, "desk", 200, `name="everywhere"`)
		b.send(desk, "email", "deputy@example.com", "role", "organiser", "everywhere", "on").leads(t, "giving", desk+"?granted=1")
		b.get(desk+"?everywhere=1").want(t, "secretariat", 200, "deputy@example.com", "Every edition")
	})
}

func TestPavilionsAndExhibitorsSeeTheirOwnPeopleOnly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		s.person(t, "pavilion@example.com", ops.Grant{Role: ops.PavilionOrganiser, Edition: edition22, Pavilion: pavilionA})
		s.person(t, "admin@example.com", ops.Grant{Role: ops.ExhibitorAdmin, Edition: edition22, Exhibitor: inA})
		s.person(t, "visitor@example.com", ops.Grant{Role: ops.Visitor, Edition: edition22})
		a, b := "/en"+peopleweb.PeoplePath("expo-22", 0, inA), "/en"+peopleweb.PeoplePath("expo-22", 0, inB)
		for _, who := range []string{"pavilion@example.com", "admin@example.com"} {
			w := s.browser(t).signIn(who)
			w.get(desk).want(t, who+" asks for all", 403)
			w.get(b).want(t, who+" asks for another's", 403)
			w.send(b, "email", "x@example.com", "role", "exhibitor-staff").want(t, who+" gives another's", 403)
			page := w.get(a).want(t, who+" asks for their own", 200, "admin@example.com", "Café &lt;Đà Lạt&gt;")
			if strings.Contains(page.body, "Gate staff") || strings.Contains(page.body, `name="pavilion"`) {
				t.Error("the page of an exhibitor offers roles of the edition")
			}
			email := "staff." + who
			w.send(a, "email", email, "role", "exhibitor-staff").leads(t, who+" gives their own", "/en/expo-22/desk/people?exhibitor="+inA.String()+"&granted=1")
			w.send(a, "email", email, "role", "organiser").want(t, who+" gives more", 422)
			page = w.get(a).want(t, "after giving", 200, email)
			remove := regexpValue(t, page.body[strings.LastIndex(page.body, email):], `href="(/en/expo-22/desk/people/gra_[^"]+)"`)
			w.get(remove).want(t, who+" is asked", 200, email)
			w.send(remove).leads(t, who+" takes it", "/en/expo-22/desk/people?exhibitor="+inA.String()+"&removed=1")
		}
		s.browser(t).signIn("visitor@example.com").get(a).want(t, "a visitor", 403)
		s.browser(t).get(a).leads(t, "a stranger", "/en/sign-in?next=%2Fen%2Fexpo-22%2Fdesk%2Fpeople%3Fexhibitor%3D"+inA.String())
		s.browser(t).signIn("admin@example.com").get(desk+"?exhibitor=nonsense").want(t, "no key", 404)
	})
}
