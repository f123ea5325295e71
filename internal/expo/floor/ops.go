package floor

import (
	"github.com/fairway-expo/fairway/internal/platform/ops"
)

// Operations are the floor's operations, for pages to call.
type Operations struct {
	FindVenue   *ops.Op[FindVenue, Venue]
	UpdateVenue *ops.Op[UpdateVenue, Venue]

	ListHalls  *ops.Op[ListHalls, HallList]
	FindHall   *ops.Op[FindHall, HallCount]
	CreateHall *ops.Op[NewHall, Hall]
	UpdateHall *ops.Op[UpdateHall, Hall]
	HallPlan   *ops.Op[FindHall, Plan]

	CreateArea *ops.Op[CreateArea, Area]
	RemoveArea *ops.Op[RemoveArea, Area]

	ListBooths   *ops.Op[ListBooths, BoothList]
	FindBooth    *ops.Op[FindBooth, BoothDetail]
	SearchBooths *ops.Op[SearchBooths, FoundBooths]
	CheckBooth   *ops.Op[CheckBooth, BoothCheck]
	CreateBooth  *ops.Op[CreateBooth, Booth]
	UpdateBooth  *ops.Op[UpdateBooth, Booth]
	MoveBooth    *ops.Op[MoveBooth, Booth]
	RemoveBooth  *ops.Op[RemoveBooth, Booth]
	LayBooths    *ops.Op[LayBooths, Laid]

	HoldBooth     *ops.Op[HoldBooth, Booth]
	ReleaseBooth  *ops.Op[ChangeState, Booth]
	ReserveBooth  *ops.Op[ReserveBooth, Booth]
	ConfirmBooth  *ops.Op[ChangeState, Booth]
	WithdrawBooth *ops.Op[ChangeState, Booth]
	BlockBooth    *ops.Op[BlockBooth, Booth]
	UnblockBooth  *ops.Op[ChangeState, Booth]
	ShareBooth    *ops.Op[ShareBooth, BoothDetail]
	UnshareBooth  *ops.Op[ShareBooth, BoothDetail]
}

// Register declares every operation of the floor.
func Register(r *ops.Registry) *Operations {
	public, organiser, allocates := []ops.Role{ops.Public}, []ops.Role{ops.Organiser}, allocators
	meta := func(name string, roles []ops.Role, route, example, doc string) ops.Meta {
		return ops.Meta{Name: "expo." + name, Roles: roles, Route: route, Example: example, Doc: doc}
	}
	const edition, booth = "/editions/{edition}", "/editions/{edition}/booths/{booth}"
	const oneBooth, square = `{"edition":"{{edition}}","booth":"{{booth}}"}`, `[[0,0],[300,0],[300,300],[0,300]]`
	return &Operations{
		FindVenue: ops.Read(r, meta("venue.find", public, "GET "+edition+"/venue", `{"edition":"{{edition}}"}`,
			"Returns a venue of the edition: name, address, city, coordinates. Without a key, the main venue."), findVenue),
		UpdateVenue: ops.Write(r, meta("venue.update", organiser, "PUT "+edition+"/venue",
			`{"edition":"{{edition}}","name":{"en":"Convention Centre"},"country":"CN","version":1}`,
			"Rewrites a venue as a whole, or enters the edition's first venue if version is 0. Refuses an older version."), updateVenue),

		ListHalls: ops.Read(r, meta("hall.list", public, "GET "+edition+"/halls", `{"edition":"{{edition}}"}`,
			"Lists the halls in the order of the site, with limits, outline and the number of booths and of free booths."), listHalls),
		FindHall: ops.Read(r, meta("hall.find", public, "GET "+edition+"/halls/{hall}", `{"edition":"{{edition}}","hall":"{{hall}}"}`,
			"Returns one hall by key or code, with its number of booths and of free booths."), findHall),
		CreateHall: ops.Write(r, meta("hall.create", organiser, "POST "+edition+"/halls",
			`{"edition":"{{edition}}","code":"Z9","width_cm":6000,"depth_cm":4000,"height_limit_cm":650,"load_kg_m2":1500}`,
			"Adds a hall with its outline or width and depth in centimetres, height limits and floor load. Refuses a code that is taken."), createHall),
		UpdateHall: ops.Write(r, meta("hall.update", organiser, "PUT "+edition+"/halls/{hall}",
			`{"edition":"{{edition}}","hall":"{{hall}}","code":"Z9","width_cm":9000,"depth_cm":9000,"height_limit_cm":650,"load_kg_m2":1500,"version":1}`,
			"Rewrites a hall as a whole. Refuses an older version, and an outline or limit that booths or areas in it would break."), updateHall),
		HallPlan: ops.Read(r, meta("hall.plan", public, "GET "+edition+"/halls/{hall}/plan", `{"edition":"{{edition}}","hall":"{{hall}}"}`,
			"Returns all that is drawn of a hall, by key or code: outline, fixed areas, and booths with outline, corner flag, state and lead exhibitor. The public sees the states free and taken, and exhibitors of confirmed booths."), planOf),

		CreateArea: ops.Write(r, meta("area.create", organiser, "POST "+edition+"/halls/{hall}/areas",
			`{"edition":"{{edition}}","hall":"{{hall}}","kind":"column","outline":[[0,0],[60,0],[60,60],[0,60]]}`,
			"Marks a fixed area (aisle, blocked, exit, entrance, column, service) on which no booth may stand. Refuses one outside the hall or under a booth."), createArea),
		RemoveArea: ops.Write(r, meta("area.remove", organiser, "DELETE "+edition+"/areas/{area}", `{"edition":"{{edition}}","area":"{{area}}"}`,
			"Removes a fixed area."), removeArea),

		ListBooths: ops.Read(r, meta("booth.list", public, "GET "+edition+"/booths", `{"edition":"{{edition}}","state":"free","limit":20}`,
			"Lists booths by code, filtered by hall, pavilion, exhibitor, kind, state and the beginning of the code. States other than free and taken are for those who allocate the booths."), listBooths),
		FindBooth: ops.Read(r, meta("booth.find", public, "GET "+booth, oneBooth,
			"Returns one booth by key or code, with its exhibitor and those who share it as far as the caller may see them."), findBooth),
		SearchBooths: ops.Read(r, meta("booth.search", public, "GET "+edition+"/booth-search", `{"edition":"{{edition}}","q":"D3"}`,
			"Finds booths by the beginning of their code or of a word in the name of an exhibitor on show there."), searchBooths),
		CheckBooth: ops.Read(r, meta("booth.check", organiser, "GET "+edition+"/halls/{hall}/booth-check",
			`{"edition":"{{edition}}","hall":"{{hall}}","kind":"standard","outline":`+square+`}`,
			"Judges a proposed booth without writing: problems that would refuse it, warnings, corner flag and area."), checkBooth),
		CreateBooth: ops.Write(r, meta("booth.create", organiser, "POST "+edition+"/halls/{hall}/booths",
			`{"edition":"{{edition}}","hall":"{{hall}}","code":"Z901","kind":"standard","outline":`+square+`}`,
			"Creates a booth. Refuses one outside the hall, over another booth or a fixed area, too high, not made of 3 m x 3 m units if standard, under 9 m2 if custom, or with a code that is taken."), createBooth),
		UpdateBooth: ops.Write(r, meta("booth.update", organiser, "PUT "+booth,
			`{"edition":"{{edition}}","booth":"{{booth}}","code":"Z901","kind":"standard","height_cm":250,"version":1}`,
			"Rewrites code, kind, height, pavilion and note of a booth. Refuses an older version and what booth.create refuses."), updateBooth),
		MoveBooth: ops.Write(r, meta("booth.move", organiser, "POST "+booth+"/move",
			`{"edition":"{{edition}}","booth":"{{booth}}","outline":`+square+`,"version":1}`,
			"Gives a booth another outline, or another hall. Refuses a confirmed booth, an older version and what booth.create refuses."), moveBooth),
		RemoveBooth: ops.Write(r, meta("booth.remove", organiser, "DELETE "+booth, oneBooth,
			"Removes a booth that is available or blocked. Refuses one that is held, reserved or confirmed: release or withdraw it first."), removeBooth),
		LayBooths: ops.Write(r, meta("booth.lay", organiser, "POST "+edition+"/halls/{hall}/booth-rows",
			`{"edition":"{{edition}}","hall":"{{hall}}","x_cm":300,"y_cm":300,"width_cm":4800,"depth_cm":3000,"prefix":"Z9"}`,
			"Fills a rectangle with islands of standard booths and aisles, with codes of prefix, row letter and number. Leaves out places on fixed areas; refuses the whole if a booth stands in the way."), layBooths),

		HoldBooth: ops.Write(r, meta("booth.hold", allocates, "POST "+booth+"/hold", `{"edition":"{{edition}}","booth":"{{booth}}","hours":72}`,
			"Holds an available booth for the caller for some hours; the hold ends by itself. Of two at once exactly one wins."), holdBooth),
		ReleaseBooth: ops.Write(r, meta("booth.release", allocates, "POST "+booth+"/release", oneBooth, "Ends a hold, whoever holds the booth."), releaseBooth),
		ReserveBooth: ops.Write(r, meta("booth.reserve", allocates, "POST "+booth+"/reserve",
			`{"edition":"{{edition}}","booth":"{{booth}}","exhibitor":"{{exhibitor}}"}`,
			"Gives an available booth, or one that the caller holds, to an exhibitor. A pavilion's booth is for its exhibitors, or, from an organiser, for one without pavilion. Refuses a withdrawn exhibitor. Of two at once exactly one wins."), reserveBooth),
		ConfirmBooth: ops.Write(r, meta("booth.confirm", allocates, "POST "+booth+"/confirm", oneBooth,
			"Confirms a reserved booth; from then on the public sees its exhibitor, and it can no longer be moved."), confirmBooth),
		WithdrawBooth: ops.Write(r, meta("booth.withdraw", allocates, "POST "+booth+"/withdraw", oneBooth,
			"Takes a reserved or confirmed booth from its exhibitor and from all who share it; it is available again."), withdrawBooth),
		BlockBooth: ops.Write(r, meta("booth.block", organiser, "POST "+booth+"/block",
			`{"edition":"{{edition}}","booth":"{{booth}}","reason":"Water pipe below"}`,
			"Takes an available booth out of allocation, with the reason."), blockBooth),
		UnblockBooth: ops.Write(r, meta("booth.unblock", organiser, "POST "+booth+"/unblock", oneBooth, "Makes a blocked booth available again."), unblockBooth),
		ShareBooth: ops.Write(r, meta("booth.share", allocates, "POST "+booth+"/sharers",
			`{"edition":"{{edition}}","booth":"{{booth}}","exhibitor":"{{exhibitor}}"}`,
			"Lets another exhibitor share a reserved or confirmed booth with its lead."), shareBooth),
		UnshareBooth: ops.Write(r, meta("booth.unshare", allocates, "DELETE "+booth+"/sharers/{exhibitor}",
			`{"edition":"{{edition}}","booth":"{{booth}}","exhibitor":"{{exhibitor}}"}`,
			"Ends an exhibitor's share of a booth."), unshareBooth),
	}
}
