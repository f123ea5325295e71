package deskweb

import (
	"context"
	"net/http"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// Deps are what the desks need.
type Deps struct {
	Expo    *expo.Operations
	Floor   *floor.Operations
	Changes *ops.Changes
	Clock   clock.Clock
	// Names returns the names of accounts for the ledger, by key; those it does not know are left out. nil: keys are shown.
	Names func(ctx context.Context, accounts []ident.Account) (map[ident.Account]string, error)
	// FileURL returns the address of a stored picture by its name in the file store; nil shows no pictures.
	FileURL func(name string) string
}

// pages are the handlers.
type pages struct{ Deps }

// The greatest bodies of forms with files, in bytes.
const (
	maxPicture = 16 << 20
	maxImport  = 64 << 20
)

// page is one page of a desk.
type page struct {
	// organiser keeps the page to organisers of the edition.
	organiser bool
	// upload is the greatest body of a form with a file; 0 for forms without.
	upload int64
	show   func(d *desk) error
}

// Mount adds the desks to mux. Its patterns have no language: the site cuts it from the path first.
func Mount(mux *http.ServeMux, s *web.Site, deps Deps) {
	h := &pages{deps}
	for _, group := range []map[string]page{h.editionPages(), h.floorPages(), h.exhibitorPages(), h.offerPages(), h.listPages()} {
		for pattern, pg := range group {
			method, path, _ := strings.Cut(pattern, " ")
			mux.Handle(method+" /{edition}/desk"+path, s.Handle(func(p *web.Page) error {
				d, err := h.begin(p, pg)
				if err != nil {
					return err
				}
				return pg.show(d)
			}))
		}
	}
}

// editionPages are the pages about the edition as a whole.
func (h *pages) editionPages() map[string]page {
	all := map[string]func(*desk) error{
		"GET /edition": showEdition, "POST /edition": saveEdition,
		"GET /edition/state/{state}": askEditionState, "POST /edition/state/{state}": setEditionState,
		"GET /calendar": showCalendar, "POST /calendar/days/{day}": saveDay,
		"GET /calendar/phases/new": showPhase, "POST /calendar/phases/new": addPhase,
		"GET /calendar/phases/{phase}/remove": askRemovePhase, "POST /calendar/phases/{phase}/remove": removePhase,
		"GET /calendar/relations/new": showRelation, "POST /calendar/relations/new": addRelation,
		"GET /calendar/relations/{relation}/remove": askRemoveRelation, "POST /calendar/relations/{relation}/remove": removeRelation,
		"GET /categories": showCategories, "GET /categories/new": showCategory, "POST /categories/new": saveCategory,
		"GET /categories/{category}": showCategory, "POST /categories/{category}": saveCategory,
		"GET /ledger":      showLedger,
		"GET /information": showInformation, "GET /information/new": showInfo, "POST /information/new": saveInfo,
		"GET /information/{kind}/{code}": showInfo, "POST /information/{kind}/{code}": saveInfo,
		"GET /information/{kind}/{code}/remove": askRemoveInfo, "POST /information/{kind}/{code}/remove": removeInfo,
		"GET /gi": showIndications, "GET /gi/{gi}": showIndication, "POST /gi/{gi}": authoriseIndication,
		"GET /gi/{gi}/users/{exhibitor}/remove": askUnauthorise, "POST /gi/{gi}/users/{exhibitor}/remove": unauthorise,
	}
	out := map[string]page{"GET": {show: start}}
	for pattern, show := range all {
		out[pattern] = page{organiser: true, show: show}
	}
	return out
}

// floorPages are the pages about halls, booths and pavilions. Those about booths are open to pavilion organisers too.
func (h *pages) floorPages() map[string]page {
	out := map[string]page{}
	for pattern, show := range map[string]func(*desk) error{
		"GET /venue": showVenue, "POST /venue": saveVenue,
		"GET /halls": showHalls, "GET /halls/new": showHall, "POST /halls/new": saveHall,
		"GET /halls/{hall}/edit": showHall, "POST /halls/{hall}/edit": saveHall,
		"GET /halls/{hall}": showPlan, "GET /halls/{hall}/lay": showLay, "POST /halls/{hall}/lay": layBooths,
		"GET /halls/{hall}/new": showNewBooth, "POST /halls/{hall}/new": createBooth,
		"GET /halls/{hall}/areas": showAreas, "POST /halls/{hall}/areas": addArea,
		"GET /halls/{hall}/areas/{area}/remove": askRemoveArea, "POST /halls/{hall}/areas/{area}/remove": removeArea,
		"GET /booths": showBooths, "GET /booths/{booth}/edit": editBooth, "POST /booths/{booth}/edit": saveBooth,
		"GET /booths/{booth}/move": showMove, "POST /booths/{booth}/move": moveBooth,
		"GET /pavilions": showPavilions, "GET /pavilions/new": newPavilion, "POST /pavilions/new": createPavilion,
	} {
		out[pattern] = page{organiser: true, show: show}
	}
	for pattern, show := range map[string]func(*desk) error{
		"GET /booths/{booth}": showBooth, "POST /booths/{booth}/{act}": allocate, "GET /booths/{booth}/ask/{act}": askAllocate,
		"GET /pavilions/{pavilion}": showPavilion, "GET /pavilions/{pavilion}/texts": editPavilion, "POST /pavilions/{pavilion}/texts": savePavilion,
		"GET /pavilions/{pavilion}/demonstrations": pavilionDemonstrations,
		"GET /pavilions/{pavilion}/exhibitors":     pavilionExhibitors, "GET /pavilions/{pavilion}/booths": pavilionBooths,
	} {
		out[pattern] = page{show: show}
	}
	return out
}

// exhibitorPages are the pages about exhibitors; the operations limit them to those who work on the exhibitor.
func (h *pages) exhibitorPages() map[string]page {
	out := map[string]page{"GET /exhibitors": {organiser: true, show: showExhibitors}}
	for pattern, show := range map[string]func(*desk) error{
		"GET /exhibitors/new": newExhibitor, "POST /exhibitors/new": createExhibitor,
		"GET /exhibitors/{exhibitor}": showExhibitor, "GET /exhibitors/{exhibitor}/profile": editProfile, "POST /exhibitors/{exhibitor}/profile": saveProfile,
		"GET /exhibitors/{exhibitor}/place": showPlacement, "POST /exhibitors/{exhibitor}/place": savePlacement,
		"GET /exhibitors/{exhibitor}/state/{state}": askExhibitorState, "POST /exhibitors/{exhibitor}/state/{state}": setExhibitorState,
		"GET /exhibitors/{exhibitor}/team": showTeam, "GET /exhibitors/{exhibitor}/team/new": showMember, "POST /exhibitors/{exhibitor}/team/new": saveMember,
		"GET /exhibitors/{exhibitor}/team/{member}": showMember, "POST /exhibitors/{exhibitor}/team/{member}": saveMember,
		"GET /exhibitors/{exhibitor}/team/{member}/remove": askRemoveMember, "POST /exhibitors/{exhibitor}/team/{member}/remove": removeMember,
	} {
		out[pattern] = page{show: show}
	}
	return out
}

// offerPages are the pages about what exhibitors show: products, demonstrations and pictures of either.
func (h *pages) offerPages() map[string]page {
	const x = "/exhibitors/{exhibitor}"
	const product, demonstration = x + "/products/{product}", x + "/demonstrations/{demonstration}"
	out := map[string]page{}
	for pattern, show := range map[string]func(*desk) error{
		"GET " + x + "/products": showProducts, "GET " + x + "/products/new": showProduct, "POST " + x + "/products/new": saveProduct,
		"GET " + product: showProduct, "POST " + product: saveProduct, "GET " + product + "/state/{state}": askProductState, "POST " + product + "/state/{state}": setProductState,
		"GET " + x + "/demonstrations": showDemonstrations, "GET " + x + "/demonstrations/new": showDemonstration, "POST " + x + "/demonstrations/new": saveDemonstration,
		"GET " + demonstration: showDemonstration, "POST " + demonstration: saveDemonstration,
		"GET " + demonstration + "/state/{state}": askDemonstrationState, "POST " + demonstration + "/state/{state}": setDemonstrationState,
	} {
		out[pattern] = page{show: show}
	}
	for _, of := range []string{x, product, demonstration} {
		out["GET "+of+"/pictures"] = page{show: showPictures}
		out["POST "+of+"/pictures"] = page{upload: maxPicture, show: addPicture}
		out["POST "+of+"/pictures/order"] = page{show: orderPictures}
		out["GET "+of+"/pictures/{picture}/remove"] = page{show: askRemovePicture}
		out["POST "+of+"/pictures/{picture}/remove"] = page{show: removePicture}
	}
	return out
}

// listPages take and give lists of records as files, for the whole edition or for one pavilion.
func (h *pages) listPages() map[string]page {
	const pavilion = "/pavilions/{pavilion}"
	return map[string]page{
		"GET /import": {organiser: true, show: showImport}, "POST /import": {organiser: true, upload: maxImport, show: runImport},
		"GET /export/{kind}":                 {organiser: true, show: exportFile},
		"GET " + pavilion + "/import":        {show: showImport},
		"POST " + pavilion + "/import":       {upload: maxImport, show: runImport},
		"GET " + pavilion + "/export/{kind}": {show: exportFile},
	}
}
