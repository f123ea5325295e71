package expo

import "github.com/fairway-expo/fairway/internal/platform/ops"

// Operations are the capability's operations, as pages call them.
type Operations struct {
	EditionOps
	ExhibitorOps
	ProductOps
	DemonstrationOps
	GIOps
	InfoOps
	ImportOps
}

// Register declares every operation of the capability.
func (c *Core) Register(r *ops.Registry) *Operations {
	return &Operations{EditionOps: c.registerEdition(r), ExhibitorOps: c.registerExhibitor(r), ProductOps: c.registerProduct(r),
		DemonstrationOps: c.registerDemonstration(r), GIOps: c.registerGI(r), InfoOps: c.registerInfo(r), ImportOps: c.registerImport(r)}
}

var (
	everybody   = []ops.Role{ops.Public}
	secretariat = []ops.Role{ops.Organiser}
	pavilions   = []ops.Role{ops.Organiser, ops.PavilionOrganiser}
	admins      = []ops.Role{ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin}
	staff       = []ops.Role{ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin, ops.ExhibitorStaff}
)

// EditionOps are the operations on the edition itself.
type EditionOps struct {
	ListEditions     *ops.Op[ListEditions, EditionList]
	FindEdition      *ops.Op[FindEdition, EditionView]
	GetFacets        *ops.Op[GetFacets, Facets]
	CreateEdition    *ops.Op[CreateEdition, Edition]
	UpdateEdition    *ops.Op[UpdateEdition, Edition]
	SetEditionState  *ops.Op[SetEditionState, Edition]
	SetDay           *ops.Op[SetDay, Day]
	AddPhase         *ops.Op[AddPhase, Phase]
	RemovePhase      *ops.Op[RemovePhase, Done]
	AddRelation      *ops.Op[AddRelation, Relation]
	RemoveRelation   *ops.Op[RemoveRelation, Done]
	ListMembers      *ops.Op[ListMembers, Members]
	AddMembership    *ops.Op[AddMembership, Membership]
	ListPavilions    *ops.Op[ListPavilions, PavilionList]
	FindPavilion     *ops.Op[FindPavilion, PavilionCount]
	CreatePavilion   *ops.Op[CreatePavilion, Pavilion]
	UpdatePavilion   *ops.Op[UpdatePavilion, Pavilion]
	DescribePavilion *ops.Op[DescribePavilion, Pavilion]
	ListCategories   *ops.Op[ListCategories, CategoryList]
	CreateCategory   *ops.Op[CreateCategory, Category]
	UpdateCategory   *ops.Op[UpdateCategory, Category]
}

func (c *Core) registerEdition(r *ops.Registry) EditionOps {
	return EditionOps{
		ListEditions: ops.Read(r, ops.Meta{Name: "expo.edition.list", Roles: everybody, Route: "GET /editions", Example: `{}`,
			Doc: "Lists the editions that the caller may see, newest first."}, c.listEditions),
		FindEdition: ops.Read(r, ops.Meta{Name: "expo.edition.find", Roles: everybody, Route: "GET /editions/{edition}", Example: `{"edition":"{{edition}}"}`,
			Doc: "Returns an edition with its days and hours, phases, and relations (Country of Honour, Special Partner, Cities of Charm)."}, c.findEdition),
		GetFacets: ops.Read(r, ops.Meta{Name: "expo.edition.facets", Roles: everybody, Route: "GET /editions/{edition}/facets", Example: `{"edition":"{{edition}}"}`,
			Doc: "Counts what is published in an edition: exhibitors by country, category and pavilion, products, demonstrations, booths."}, c.getFacets),
		CreateEdition: ops.Write(r, ops.Meta{Name: "expo.edition.create", Roles: secretariat, Route: "POST /editions",
			Example: `{"slug":"caexpo-24","name":"24th China-ASEAN Expo","short_name":"24th CAEXPO","opens_on":"2027-09-15","closes_on":"2027-09-19","zone":"Asia/Shanghai","country":"CN","city":{"en":"Nanning","zh":"南宁"}}`,
			Doc:     "Creates a draft edition with one trade day for each date. Only the secretariat itself may."}, c.createEdition),
		UpdateEdition: ops.Write(r, ops.Meta{Name: "expo.edition.update", Roles: secretariat, Route: "PUT /editions/{edition}",
			Example: `{"edition":"{{edition}}","name":"22nd China-ASEAN Expo","short_name":"22nd CAEXPO","opens_on":"2025-09-17","closes_on":"2025-09-21","zone":"Asia/Shanghai","country":"CN","city":"Nanning","version":1}`,
			Doc:     "Changes names, theme, dates and place. Days outside new dates are dropped, new days are trade days."}, c.updateEdition),
		SetEditionState: ops.Write(r, ops.Meta{Name: "expo.edition.set-state", Roles: secretariat, Route: "POST /editions/{edition}/state",
			Example: `{"edition":"{{edition}}","state":"published","version":1}`,
			Doc:     "Publishes an edition, returns it to draft, or archives it. A draft exists only for those with a role in it."}, c.setEditionState),
		SetDay: ops.Write(r, ops.Meta{Name: "expo.day.update", Roles: secretariat, Route: "PUT /editions/{edition}/days/{day}",
			Example: `{"edition":"{{edition}}","day":"2025-09-21","kind":"public","opens":"08:30","closes":"16:00"}`,
			Doc:     "Makes a day of the edition a trade day or a public day and sets its hours (venue-local)."}, c.setDay),
		AddPhase: ops.Write(r, ops.Meta{Name: "expo.phase.create", Roles: secretariat, Route: "POST /editions/{edition}/phases",
			Example: `{"edition":"{{edition}}","kind":"tear-down","name":"Tear-down","starts_at":"2025-09-21T09:00:00Z","ends_at":"2025-09-22T16:00:00Z"}`,
			Doc:     "Adds a phase to the edition's calendar: application, allocation, set-up, show, tear-down."}, c.addPhase),
		RemovePhase: ops.Write(r, ops.Meta{Name: "expo.phase.remove", Roles: secretariat, Route: "DELETE /editions/{edition}/phases/{phase}",
			Example: `{"edition":"{{edition}}","phase":"{{phase}}"}`, Doc: "Removes a phase from the edition's calendar."}, c.removePhase),
		AddRelation: ops.Write(r, ops.Meta{Name: "expo.relation.create", Roles: secretariat, Route: "POST /editions/{edition}/relations",
			Example: `{"edition":"{{edition}}","kind":"country-of-honour","country":"MM","source":"closing press conference"}`,
			Doc:     "Names the Country of Honour, a Special Partner, or a City of Charm that a country shows."}, c.addRelation),
		RemoveRelation: ops.Write(r, ops.Meta{Name: "expo.relation.remove", Roles: secretariat, Route: "DELETE /editions/{edition}/relations/{relation}",
			Example: `{"edition":"{{edition}}","relation":"{{relation}}"}`, Doc: "Removes a relation between a country and the edition."}, c.removeRelation),
		ListMembers: ops.Read(r, ops.Meta{Name: "expo.membership.list", Roles: everybody, Route: "GET /memberships/{grouping}", Example: `{"grouping":"asean","on":"2025-09-17"}`,
			Doc: "Lists the members of a grouping (asean, rcep) on a day: ASEAN has ten on 2025-09-17 and eleven on 2025-11-01."}, c.listMembers),
		AddMembership: ops.Write(r, ops.Meta{Name: "expo.membership.create", Roles: secretariat, Route: "POST /memberships",
			Example: `{"grouping":"asean","country":"XK","since":"2030-01-01","source":"example"}`,
			Doc:     "States from when to when a country belongs to a grouping. Only the secretariat itself may."}, c.addMembership),
		ListPavilions: ops.Read(r, ops.Meta{Name: "expo.pavilion.list", Roles: everybody, Route: "GET /editions/{edition}/pavilions", Example: `{"edition":"{{edition}}","kind":"country"}`,
			Doc: "Lists the pavilions of countries and themes with their halls and what stands in them."}, c.listPavilions),
		FindPavilion: ops.Read(r, ops.Meta{Name: "expo.pavilion.find", Roles: everybody, Route: "GET /editions/{edition}/pavilions/{pavilion}", Example: `{"edition":"{{edition}}","pavilion":"{{pavilion}}"}`,
			Doc: "Returns a pavilion by code or key."}, c.findPavilion),
		CreatePavilion: ops.Write(r, ops.Meta{Name: "expo.pavilion.create", Roles: secretariat, Route: "POST /editions/{edition}/pavilions",
			Example: `{"edition":"{{edition}}","code":"blue-economy-2","kind":"theme","theme":"blue-economy","name":"Blue Economy","halls":["D1"]}`,
			Doc:     "Creates a pavilion of a country or of a theme."}, c.createPavilion),
		UpdatePavilion: ops.Write(r, ops.Meta{Name: "expo.pavilion.update", Roles: secretariat, Route: "PUT /editions/{edition}/pavilions/{pavilion}",
			Example: `{"edition":"{{edition}}","pavilion":"{{pavilion}}","name":"AI Pavilion","halls":["D1"],"state":"published","version":1}`,
			Doc:     "Changes a pavilion's texts, halls, place and state."}, c.updatePavilion),
		DescribePavilion: ops.Write(r, ops.Meta{Name: "expo.pavilion.describe", Roles: pavilions, Route: "PUT /editions/{edition}/pavilions/{pavilion}/texts",
			Example: `{"edition":"{{edition}}","pavilion":"{{pavilion}}","name":"AI Pavilion","intro":"What the pavilion shows.","version":1}`,
			Doc:     "Changes a pavilion's name and introduction; the pavilion's own organiser may."}, c.describePavilion),
		ListCategories: ops.Read(r, ops.Meta{Name: "expo.category.list", Roles: everybody, Route: "GET /editions/{edition}/categories", Example: `{"edition":"{{edition}}"}`,
			Doc: "Lists the two-level tree of categories of what is shown."}, c.listCategories),
		CreateCategory: ops.Write(r, ops.Meta{Name: "expo.category.create", Roles: secretariat, Route: "POST /editions/{edition}/categories",
			Example: `{"edition":"{{edition}}","code":"drones","name":{"en":"Drones","zh":"无人机"}}`, Doc: "Adds a category at the top or below a top one."}, c.createCategory),
		UpdateCategory: ops.Write(r, ops.Meta{Name: "expo.category.update", Roles: secretariat, Route: "PUT /editions/{edition}/categories/{category}",
			Example: `{"edition":"{{edition}}","category":"{{category}}","name":"Drones"}`, Doc: "Changes a category's name and place."}, c.updateCategory),
	}
}

// ExhibitorOps are the operations on exhibitors and their teams.
type ExhibitorOps struct {
	ListExhibitors   *ops.Op[ListExhibitors, ExhibitorPage]
	FindExhibitor    *ops.Op[FindExhibitor, ExhibitorView]
	CreateExhibitor  *ops.Op[CreateExhibitor, Exhibitor]
	UpdateExhibitor  *ops.Op[UpdateExhibitor, Exhibitor]
	PlaceExhibitor   *ops.Op[PlaceExhibitor, Exhibitor]
	ListTeam         *ops.Op[ListTeam, TeamList]
	AddTeamMember    *ops.Op[AddTeamMember, TeamMember]
	UpdateTeamMember *ops.Op[UpdateTeamMember, TeamMember]
	RemoveTeamMember *ops.Op[RemoveTeamMember, Done]
}

func (c *Core) registerExhibitor(r *ops.Registry) ExhibitorOps {
	return ExhibitorOps{
		ListExhibitors: ops.Read(r, ops.Meta{Name: "expo.exhibitor.list", Roles: everybody, Route: "GET /editions/{edition}/exhibitors", Example: `{"edition":"{{edition}}","country":"VN","limit":10}`,
			Doc: "Lists exhibitors by name with their booths, filtered by words of the name, country, pavilion, category, first time. States other than published need a role."}, c.listExhibitors),
		FindExhibitor: ops.Read(r, ops.Meta{Name: "expo.exhibitor.find", Roles: everybody, Route: "GET /editions/{edition}/exhibitors/{exhibitor}", Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}"}`,
			Doc: "Returns an exhibitor with pavilion, categories, booths and the listed part of its team."}, c.findExhibitor),
		CreateExhibitor: ops.Write(r, ops.Meta{Name: "expo.exhibitor.create", Roles: pavilions, Route: "POST /editions/{edition}/exhibitors",
			Example: `{"edition":"{{edition}}","pavilion":"{{pavilion}}","name":{"en":"Mekong Star Foods","vi":"Thực phẩm Sao Mê Kông"},"country":"VN","city":"Cần Thơ","website":"https://mekongstar.example"}`,
			Doc:     "Creates an exhibitor, as draft unless the state says published. A pavilion organiser may in its own pavilion only."}, c.createExhibitor),
		UpdateExhibitor: ops.Write(r, ops.Meta{Name: "expo.exhibitor.update", Roles: admins, Route: "PUT /editions/{edition}/exhibitors/{exhibitor}",
			Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}","name":"Mekong Star Foods","country":"VN","version":1}`,
			Doc:     "Changes an exhibitor's whole profile and categories; fields left out become empty."}, c.updateExhibitor),
		PlaceExhibitor: ops.Write(r, ops.Meta{Name: "expo.exhibitor.place", Roles: pavilions, Route: "POST /editions/{edition}/exhibitors/{exhibitor}/place",
			Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}","pavilion":"{{pavilion}}","state":"published","version":1}`,
			Doc:     "Publishes an exhibitor, or withdraws it from its booths; the secretariat may also move it to another pavilion, unless it stands on a booth of the old one."}, c.placeExhibitor),
		ListTeam: ops.Read(r, ops.Meta{Name: "expo.team.list", Roles: staff, Route: "GET /editions/{edition}/exhibitors/{exhibitor}/team", Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}"}`,
			Doc: "Lists an exhibitor's whole team with contact details, for those who work on the exhibitor."}, c.listTeam),
		AddTeamMember: ops.Write(r, ops.Meta{Name: "expo.team.create", Roles: admins, Route: "POST /editions/{edition}/exhibitors/{exhibitor}/team",
			Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}","name":"Nguyễn Thu Hà","title":"Export manager","languages":["vi","en"],"listed":true}`,
			Doc:     "Adds a person to an exhibitor's team."}, c.addTeamMember),
		UpdateTeamMember: ops.Write(r, ops.Meta{Name: "expo.team.update", Roles: admins, Route: "PUT /editions/{edition}/team/{member}",
			Example: `{"edition":"{{edition}}","member":"{{member}}","name":"Nguyễn Thu Hà","listed":false}`, Doc: "Changes what is stated of a team member."}, c.updateTeamMember),
		RemoveTeamMember: ops.Write(r, ops.Meta{Name: "expo.team.remove", Roles: admins, Route: "DELETE /editions/{edition}/team/{member}",
			Example: `{"edition":"{{edition}}","member":"{{member}}"}`, Doc: "Removes a person from an exhibitor's team."}, c.removeTeamMember),
	}
}
