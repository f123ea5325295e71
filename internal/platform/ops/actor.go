package ops

import (
	"context"
	"slices"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// Role is what a person may be in an edition.
type Role string

// The roles. Public and Member are not granted: everybody is Public, everybody signed in is a Member.
const (
	Public            Role = "public"
	Member            Role = "member"
	Visitor           Role = "visitor"
	ExhibitorStaff    Role = "exhibitor-staff"
	ExhibitorAdmin    Role = "exhibitor-admin"
	PavilionOrganiser Role = "pavilion-organiser"
	Gate              Role = "gate"
	Organiser         Role = "organiser"
)

// Granted are the roles that can be granted, weakest first.
var Granted = []Role{Visitor, ExhibitorStaff, ExhibitorAdmin, PavilionOrganiser, Gate, Organiser}

// limitedToOwner reports whether a role holds only for the objects of one pavilion or one exhibitor.
func (r Role) limitedToOwner() bool {
	return r == ExhibitorStaff || r == ExhibitorAdmin || r == PavilionOrganiser
}

// Grant gives a role in an edition. A PavilionOrganiser names a pavilion, exhibitor roles name an exhibitor.
// An Organiser grant with edition 0 is the secretariat's own: it holds in every edition.
type Grant struct {
	Role      Role            `json:"role"`
	Edition   ident.Edition   `json:"edition"`
	Pavilion  ident.Pavilion  `json:"pavilion,omitempty"`
	Exhibitor ident.Exhibitor `json:"exhibitor,omitempty"`
}

func (g Grant) in(edition ident.Edition) bool {
	return g.Edition == edition || g.Edition == 0 && g.Role == Organiser
}

// Actor is who calls an operation. The zero value is an anonymous visitor.
type Actor struct {
	Account ident.Account
	Name    string
	Grants  []Grant
	// Session is the key of the session the actor came with, 0 for none.
	Session int64
}

// Owner says to whom an object belongs. The zero value is the edition's own.
type Owner struct {
	Pavilion  ident.Pavilion
	Exhibitor ident.Exhibitor
}

// Has reports whether the actor holds the role in the edition, for whatever object.
func (a Actor) Has(role Role, edition ident.Edition) bool {
	switch role {
	case Public:
		return true
	case Member:
		return a.Account != 0
	}
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role == role && g.in(edition) })
}

// InEdition reports whether the actor holds any granted role in the edition.
func (a Actor) InEdition(edition ident.Edition) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.in(edition) })
}

// Covers reports whether one of the roles, held in the edition, reaches an object of the owner.
func (a Actor) Covers(edition ident.Edition, o Owner, roles ...Role) bool {
	for _, role := range roles {
		if !role.limitedToOwner() {
			if a.Has(role, edition) {
				return true
			}
			continue
		}
		for _, g := range a.Grants {
			if g.Role != role || g.Edition != edition {
				continue
			}
			if role == PavilionOrganiser && g.Pavilion != 0 && g.Pavilion == o.Pavilion {
				return true
			}
			if role != PavilionOrganiser && g.Exhibitor != 0 && g.Exhibitor == o.Exhibitor {
				return true
			}
		}
	}
	return false
}

// Caller is an actor with the circumstances of the call.
type Caller struct {
	Actor Actor
	// Surface is "page", "api", "cli", "job" or "seed"; rate limits hold for page and api.
	Surface string
	// Language is the reader's language, "en" if empty.
	Language string
	// Key is the idempotency key, at most 100 characters; "" for none.
	Key string
	// Address is the network address of the caller, for rate limits.
	Address string
}

type callerKey struct{}

// With returns a context that carries the caller.
func With(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// From returns the caller of the context; the zero Caller (anonymous, no surface) if there is none.
func From(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

// denied tells an anonymous caller to sign in and anybody else that it is not theirs to do.
func denied(a Actor) error {
	if a.Account == 0 && len(a.Grants) == 0 {
		return fault.NewDenied("fault.sign-in-first")
	}
	return fault.NewDenied("fault.denied")
}
