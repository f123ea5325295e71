package expo

import "github.com/fairway-expo/fairway/internal/platform/ops"

// GIOps are the operations on geographical indications, and the counts of the agriculture section.
type GIOps struct {
	ListGIs          *ops.Op[ListGIs, GIPage]
	FindGI           *ops.Op[FindGI, GIView]
	CreateGI         *ops.Op[CreateGI, GI]
	UpdateGI         *ops.Op[UpdateGI, GI]
	AddGIEntry       *ops.Op[AddGIEntry, GIEntry]
	RemoveGIEntry    *ops.Op[RemoveGIEntry, Done]
	AuthoriseGI      *ops.Op[AuthoriseGI, GIUser]
	UnauthoriseGI    *ops.Op[UnauthoriseGI, Done]
	CountAgriculture *ops.Op[CountAgriculture, AgricultureCounts]
}

func (c *Core) registerGI(r *ops.Registry) GIOps {
	return GIOps{
		ListGIs: ops.Read(r, ops.Meta{Name: "expo.gi.list", Roles: everybody, Route: "GET /editions/{edition}/indications",
			Example: `{"edition":"{{edition}}","country":"CN","status":"registered","limit":10}`,
			Doc:     "Lists geographical indications by Latin name with their register entries and how many products the edition shows under each, filtered by words, country, product class, register, status. Counts names and register entries apart."}, c.listGIs),
		FindGI: ops.Read(r, ops.Meta{Name: "expo.gi.find", Roles: everybody, Route: "GET /editions/{edition}/indications/{gi}", Example: `{"edition":"{{edition}}","gi":"{{gi}}"}`,
			Doc: "Returns a geographical indication with its register entries, the exhibitors that may use it at this edition, and the products shown under it."}, c.findGI),
		CreateGI: ops.Write(r, ops.Meta{Name: "expo.gi.create", Roles: secretariat, Route: "POST /indications",
			Example: `{"name_original":"Vải thiều Lục Ngạn (ví dụ)","name_latin":"Vai thieu Luc Ngan (example)","country":"VN","territory":"Bắc Giang","product":"litchi","product_class":"fruit"}`,
			Doc:     "Enters a geographical indication, which holds for every edition. Only the secretariat itself may. Refuses a name that the country has already."}, c.createGI),
		UpdateGI: ops.Write(r, ops.Meta{Name: "expo.gi.update", Roles: secretariat, Route: "PUT /indications/{gi}",
			Example: `{"gi":"{{gi}}","name_original":"平谷大桃子","name_latin":"Pinggu Da Tao Zi","country":"CN","product":"peach","product_class":"fruit"}`,
			Doc:     "Changes all that is stated of a geographical indication. Only the secretariat itself may."}, c.updateGI),
		AddGIEntry: ops.Write(r, ops.Meta{Name: "expo.gi-entry.create", Roles: secretariat, Route: "POST /indications/{gi}/entries",
			Example: `{"gi":"{{gi}}","register":"EU/UK PDO","number":"PDO-CN-0628","class":"class 1.6","status":"registered","dated":"2012-11-09","source":"EU register"}`,
			Doc:     "Enters what one register says of a geographical indication, with its source. Only the secretariat itself may."}, c.addGIEntry),
		RemoveGIEntry: ops.Write(r, ops.Meta{Name: "expo.gi-entry.remove", Roles: secretariat, Route: "DELETE /indication-entries/{entry}",
			Example: `{"entry":"{{gi-entry}}"}`, Doc: "Removes a register entry. Only the secretariat itself may."}, c.removeGIEntry),
		AuthoriseGI: ops.Write(r, ops.Meta{Name: "expo.gi.authorise", Roles: secretariat, Route: "POST /editions/{edition}/indications/{gi}/users",
			Example: `{"edition":"{{edition}}","gi":"{{gi}}","exhibitor":"{{exhibitor}}","document":"GI-2024-117","valid_from":"2024-01-01","valid_until":"2026-12-31"}`,
			Doc:     "States by which document an exhibitor may use a geographical indication at the edition, or changes that. Refuses a validity that leaves the exhibitor's products under the name without authorisation on the opening day."}, c.authoriseGI),
		UnauthoriseGI: ops.Write(r, ops.Meta{Name: "expo.gi.unauthorise", Roles: secretariat, Route: "DELETE /editions/{edition}/indications/{gi}/users/{exhibitor}",
			Example: `{"edition":"{{edition}}","gi":"{{gi}}","exhibitor":"{{exhibitor}}"}`,
			Doc:     "Ends an exhibitor's authorisation to use a geographical indication. Refused while a product of the exhibitor bears the name."}, c.unauthoriseGI),
		CountAgriculture: ops.Read(r, ops.Meta{Name: "expo.agriculture.counts", Roles: everybody, Route: "GET /editions/{edition}/agriculture", Example: `{"edition":"{{edition}}"}`,
			Doc: "Counts the agriculture section by definition, each count with the key of its definition: names on show, products under a name, register entries of those names, new offerings from ASEAN, all agricultural goods (HS chapters 01 to 24)."}, c.countAgriculture),
	}
}
