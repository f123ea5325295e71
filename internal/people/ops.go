package people

import "github.com/fairway-expo/fairway/internal/platform/ops"

// Operations are the operations of the capability, for pages to call.
type Operations struct {
	RequestCode    *ops.Op[RequestCode, CodeSent]
	OpenSession    *ops.Op[OpenSession, Opening]
	OpenLink       *ops.Op[OpenLink, Opening]
	ListSessions   *ops.Op[None, Sessions]
	EndSession     *ops.Op[OneSession, Ended]
	EndOthers      *ops.Op[None, Ended]
	Me             *ops.Op[None, Me]
	UpdateMe       *ops.Op[UpdateMe, Account]
	ListAccounts   *ops.Op[ListAccounts, Accounts]
	DisableAccount *ops.Op[OneAccount, Account]
	EnableAccount  *ops.Op[OneAccount, Account]
	ListGrants     *ops.Op[ListGrants, Grants]
	FindGrant      *ops.Op[OneGrant, Grant]
	CreateGrant    *ops.Op[CreateGrant, Grant]
	RemoveGrant    *ops.Op[OneGrant, Grant]
}

// Register declares the operations.
func (c *Core) Register(r *ops.Registry) *Operations {
	everybody, member := []ops.Role{ops.Public}, []ops.Role{ops.Member}
	granters := []ops.Role{ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin}
	return &Operations{
		RequestCode: ops.Write(r, ops.Meta{Name: "people.code.request", Roles: everybody, Rate: ops.Guarded, Hidden: true,
			Doc:   "Sends a sign-in code of eight digits to an e-mail address, valid for ten minutes. The answer is the same whether or not the address has an account. An address is sent five codes an hour.",
			Route: "POST /sign-in/codes", Example: `{"email":"mei.lin@example.com"}`}, c.requestCode),
		OpenSession: ops.Write(r, ops.Meta{Name: "people.session.open", Roles: everybody, Rate: ops.Guarded, Hidden: true,
			Doc:   "Signs in with the code from the letter and answers the session's token. A code bears five tries and opens one session. An address without an account gets one. Takes no idempotency key.",
			Route: "POST /sign-in/sessions", Example: `{"request":"cod_0000000000001","code":"1234 5678"}`}, c.openByCode),
		OpenLink: ops.Write(r, ops.Meta{Name: "people.link.open", Roles: everybody, Rate: ops.Guarded, Hidden: true,
			Doc:   "Signs in with a sign-in link and answers the session's token. Takes no idempotency key.",
			Route: "POST /sign-in/links", Example: `{"token":"AAAAAAAAAAAAAAAAAAAAAA"}`}, c.openByLink),
		ListSessions: ops.Read(r, ops.Meta{Name: "people.session.list", Roles: member,
			Doc:   "Lists the places in which you are signed in, the one used last first, at most a hundred.",
			Route: "GET /me/sessions", Example: `{}`}, c.listSessions),
		EndSession: ops.Write(r, ops.Meta{Name: "people.session.end", Roles: member, Irreversible: true,
			Doc:   "Ends one of your own sessions at once; ending the present one signs you out.",
			Route: "DELETE /me/sessions/{session}", Example: `{"session":"ses_0000000000001"}`}, c.endOne),
		EndOthers: ops.Write(r, ops.Meta{Name: "people.session.end-others", Roles: member, Irreversible: true,
			Doc:   "Ends all your sessions but the present one.",
			Route: "POST /me/sessions/end-others", Example: `{}`}, c.endOthers),
		Me: ops.Read(r, ops.Meta{Name: "people.account.me", Roles: member,
			Doc:   "Gives your own account, the roles you hold and the organisations you work for.",
			Route: "GET /me", Example: `{}`}, c.me),
		UpdateMe: ops.Write(r, ops.Meta{Name: "people.account.update", Roles: member,
			Doc:   "Sets your own name and the language of letters to you.",
			Route: "PUT /me", Example: `{"name":"Mei Lin","language":"zh"}`}, c.updateMe),
		ListAccounts: ops.Read(r, ops.Meta{Name: "people.account.list", Roles: []ops.Role{ops.Organiser},
			Doc:   "Lists the people who hold a role in the edition, by address, with their roles in it.",
			Route: "GET /editions/{edition}/accounts", Example: `{"edition":"{{edition}}","limit":10}`}, c.listAccounts),
		DisableAccount: ops.Write(r, ops.Meta{Name: "people.account.disable", Roles: []ops.Role{ops.Organiser},
			Doc:   "Disables an account and ends its sessions at once. Accounts belong to no edition, so only the secretariat may. Not your own, and not the secretariat's last organiser.",
			Route: "POST /accounts/{account}/disable", Example: `{"account":"{{account}}"}`}, c.disable),
		EnableAccount: ops.Write(r, ops.Meta{Name: "people.account.enable", Roles: []ops.Role{ops.Organiser},
			Doc:   "Lets a disabled account sign in again. Only the secretariat may.",
			Route: "POST /accounts/{account}/enable", Example: `{"account":"{{account}}"}`}, c.enable),
		ListGrants: ops.Read(r, ops.Meta{Name: "people.grant.list", Roles: granters,
			Doc:   "Lists the roles held in the edition, oldest first. Pavilion organisers and exhibitors see those of their own pavilion or exhibitor and must name it.",
			Route: "GET /editions/{edition}/grants", Example: `{"edition":"{{edition}}","limit":10}`}, c.listGrants),
		FindGrant: ops.Read(r, ops.Meta{Name: "people.grant.find", Roles: granters,
			Doc:   "Gives one role held in the edition, with the person who holds it.",
			Route: "GET /editions/{edition}/grants/{grant}", Example: `{"edition":"{{edition}}","grant":"{{grant}}"}`}, c.findOneGrant),
		CreateGrant: ops.Write(r, ops.Meta{Name: "people.grant.create", Roles: granters, Rate: ops.Guarded,
			Doc:   "Gives a person a role in the edition and writes to them. Makes an account if the address has none. Organisers give every role; pavilion organisers and exhibitor administrators give exhibitor roles of their own pavilion or exhibitor.",
			Route: "POST /editions/{edition}/grants", Example: `{"edition":"{{edition}}","email":"somchai@example.com","role":"visitor"}`}, c.createGrant),
		RemoveGrant: ops.Write(r, ops.Meta{Name: "people.grant.remove", Roles: granters,
			Doc:   "Takes a role from a person; who may give it may take it. The last organiser of an edition stays.",
			Route: "DELETE /editions/{edition}/grants/{grant}", Example: `{"edition":"{{edition}}","grant":"{{grant}}"}`}, c.removeGrant),
	}
}
