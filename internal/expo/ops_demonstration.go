package expo

import "github.com/fairway-expo/fairway/internal/platform/ops"

// DemonstrationOps are the operations on demonstrations.
type DemonstrationOps struct {
	ListDemonstrations    *ops.Op[ListDemonstrations, DemonstrationPage]
	FindDemonstration     *ops.Op[FindDemonstration, DemonstrationView]
	CreateDemonstration   *ops.Op[CreateDemonstration, Demonstration]
	UpdateDemonstration   *ops.Op[UpdateDemonstration, Demonstration]
	SetDemonstrationState *ops.Op[SetDemonstrationState, Demonstration]
}

func (c *Core) registerDemonstration(r *ops.Registry) DemonstrationOps {
	return DemonstrationOps{
		ListDemonstrations: ops.Read(r, ops.Meta{Name: "expo.demonstration.list", Roles: everybody, Route: "GET /editions/{edition}/demonstrations",
			Example: `{"edition":"{{edition}}","kind":"robot","limit":10}`,
			Doc:     "Lists demonstrations by title with their times, filtered by words of the title, kind, theme pavilion, exhibitor, day, hands-on. States other than published need a role."}, c.listDemonstrations),
		FindDemonstration: ops.Read(r, ops.Meta{Name: "expo.demonstration.find", Roles: everybody, Route: "GET /editions/{edition}/demonstrations/{demonstration}",
			Example: `{"edition":"{{edition}}","demonstration":"{{demonstration}}"}`,
			Doc:     "Returns a demonstration with its times, theme pavilion, product, pictures and where its exhibitor stands."}, c.findDemonstration),
		CreateDemonstration: ops.Write(r, ops.Meta{Name: "expo.demonstration.create", Roles: admins, Route: "POST /editions/{edition}/exhibitors/{exhibitor}/demonstrations",
			Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}","kind":"robot","title":"Fruit-picking robot","times":[{"day":"2025-09-18","from":"10:30","to":"11:00"}],"hands_on":true}`,
			Doc:     "Adds a demonstration of an exhibitor, as draft unless the state says published. Refuses times outside the edition's days, a pavilion that is no theme's, and another exhibitor's product."}, c.createDemonstration),
		UpdateDemonstration: ops.Write(r, ops.Meta{Name: "expo.demonstration.update", Roles: admins, Route: "PUT /editions/{edition}/demonstrations/{demonstration}",
			Example: `{"edition":"{{edition}}","demonstration":"{{demonstration}}","kind":"robot","title":"Fruit-picking robot","version":1}`,
			Doc:     "Changes all that is stated of a demonstration; fields left out become empty."}, c.updateDemonstration),
		SetDemonstrationState: ops.Write(r, ops.Meta{Name: "expo.demonstration.set-state", Roles: admins, Route: "POST /editions/{edition}/demonstrations/{demonstration}/state",
			Example: `{"edition":"{{edition}}","demonstration":"{{demonstration}}","state":"published","version":1}`,
			Doc:     "Publishes a demonstration, returns it to draft, or withdraws it."}, c.setDemonstrationState),
	}
}
