package expo

import "github.com/fairway-expo/fairway/internal/platform/ops"

// InfoOps are the operations on visitor information.
type InfoOps struct {
	ListInfo   *ops.Op[ListInfo, InfoList]
	FindInfo   *ops.Op[FindInfo, Info]
	CreateInfo *ops.Op[CreateInfo, Info]
	UpdateInfo *ops.Op[UpdateInfo, Info]
	RemoveInfo *ops.Op[RemoveInfo, Done]
}

func (c *Core) registerInfo(r *ops.Registry) InfoOps {
	return InfoOps{
		ListInfo: ops.Read(r, ops.Meta{Name: "expo.info.list", Roles: everybody, Route: "GET /editions/{edition}/information", Example: `{"edition":"{{edition}}","kind":"hours"}`,
			Doc: "Lists visitor information in order: hours, getting there, entrances, services, rules, contacts, questions."}, c.listInfo),
		FindInfo: ops.Read(r, ops.Meta{Name: "expo.info.find", Roles: everybody, Route: "GET /editions/{edition}/information/{kind}/{code}",
			Example: `{"edition":"{{edition}}","kind":"hours","code":"{{info-code}}"}`,
			Doc:     "Returns one record of visitor information by kind and code, which stay the same, with its source and date."}, c.findInfo),
		CreateInfo: ops.Write(r, ops.Meta{Name: "expo.info.create", Roles: secretariat, Route: "POST /editions/{edition}/information",
			Example: `{"edition":"{{edition}}","kind":"question","code":"parking","title":"Where can I park?","body":"Car park P2, north of hall D.","source":"venue","as_of":"2025-09"}`,
			Doc:     "Adds a record of visitor information. Refuses a code that the kind has already, and a link without https."}, c.createInfo),
		UpdateInfo: ops.Write(r, ops.Meta{Name: "expo.info.update", Roles: secretariat, Route: "PUT /editions/{edition}/information/{info}",
			Example: `{"edition":"{{edition}}","info":"{{info}}","title":"Trade days","opens":"08:30","closes":"17:00","version":1}`,
			Doc:     "Changes all that is stated in a record of visitor information; kind and code stay."}, c.updateInfo),
		RemoveInfo: ops.Write(r, ops.Meta{Name: "expo.info.remove", Roles: secretariat, Route: "DELETE /editions/{edition}/information/{info}",
			Example: `{"edition":"{{edition}}","info":"{{info}}"}`, Doc: "Removes a record of visitor information."}, c.removeInfo),
	}
}
