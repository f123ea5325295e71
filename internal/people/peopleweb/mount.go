package peopleweb

import (
	"net/http"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// Place is where a grant holds, in words of the page's language, and where its holder works.
type Place struct {
	// Edition names the edition, "" for a grant of every edition. Subject names the pavilion or exhibitor, "" for others.
	Edition, EditionLang string
	Subject, SubjectLang string
	// Href is the finished address of the desk that the grant opens, "" for none.
	Href string
}

// Deps are what the pages need; all but Groups must be set.
type Deps struct {
	Site *web.Site
	Ops  *people.Operations
	// Places describes grants, one Place for each in the same order.
	Places func(p *web.Page, grants []ops.Grant) ([]Place, error)
	// Subject names a pavilion or an exhibitor of the page's edition (the other key is 0), with the language of the name;
	// a missing one is a NotFound.
	Subject func(p *web.Page, pavilion ident.Pavilion, exhibitor ident.Exhibitor) (name, lang string, err error)
	// Pavilions are the pavilions of the page's edition for a choice; values are keys (pav_…).
	Pavilions func(p *web.Page) ([]web.Option, error)
	// Groups is the side navigation of the desk. The link to this page has the key "people", or the key of the pavilion
	// or exhibitor and ":people". nil draws none.
	Groups func(p *web.Page) ([]web.NavGroup, error)
}

type pages struct{ Deps }

// Mount adds the pages to a mux that serves addresses without their language. The person asking must be in the
// request's context (people.Core.Authenticate of Token).
func Mount(mux *http.ServeMux, d Deps) {
	s := pages{d}
	for pattern, f := range map[string]func(*web.Page) error{
		"GET /sign-in":                               s.signIn,
		"POST /sign-in":                              s.sendCode,
		"GET /sign-in/code":                          s.code,
		"POST /sign-in/code":                         s.openByCode,
		"GET /link":                                  s.link,
		"POST /link":                                 s.openByLink,
		"POST /sign-out":                             s.signOut,
		"GET /account":                               s.account,
		"POST /account":                              s.saveAccount,
		"GET /account/sessions":                      s.sessions,
		"POST /account/sessions/end":                 s.endSession,
		"POST /account/sessions/end-others":          s.endOthers,
		"GET /{edition}/desk/people":                 s.desk,
		"POST /{edition}/desk/people":                s.grant,
		"GET /{edition}/desk/people/{grant}/remove":  s.confirmRemove,
		"POST /{edition}/desk/people/{grant}/remove": s.remove,
	} {
		mux.Handle(pattern, d.Site.Handle(f))
	}
}

// LinkPath is the path, without the language, of the page that opens a sign-in link. The token is in the query and not
// in the path, where a pattern for it would clash with the pages of editions.
func LinkPath(token string) string { return "/link?token=" + token }

// PeoplePath is the path, without the language, of the desk of people: of one exhibitor, of one pavilion's organisers,
// or, with both 0, of the whole edition.
func PeoplePath(slug string, pavilion ident.Pavilion, exhibitor ident.Exhibitor) string {
	return scope{Pavilion: pavilion, Exhibitor: exhibitor}.path(slug, "")
}
