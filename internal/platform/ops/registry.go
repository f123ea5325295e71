package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// Effect says what an operation does to the world.
type Effect string

// The effects. An irreversible operation cannot be undone by another one; faces ask before they call it.
const (
	Reads        Effect = "read"
	Writes       Effect = "write"
	Irreversible Effect = "irreversible"
)

// Meta declares an operation.
type Meta struct {
	// Name is capability.noun.verb, lower case: "expo.exhibitor.update". The catalogue holds its title as "op." + Name.
	Name string
	// Doc says in plain English what it does, what it needs and what it refuses. Models and API users read it.
	Doc string
	// Roles may call it. Public alone means everybody.
	Roles []Role
	// Route is method and path below /api/v1: "GET /editions/{edition}/exhibitors/{exhibitor}".
	Route string
	// Example is an input as JSON. "{{exhibitor}}" and the like stand for keys of the demo edition (Registry.Example).
	Example string
	// Irreversible marks a write that no other operation undoes.
	Irreversible bool
	// Rate is the class of its rate limit; the zero value is Ordinary.
	Rate Rate
	// Hidden keeps an operation off the public API document (files and sign-in answers), not off the checks.
	Hidden bool
}

// Operation is a registered operation without its Go types, as faces see it.
type Operation struct {
	Meta
	Effect Effect
	// InType and OutType are the Go types of input and output.
	InType, OutType reflect.Type
	// In and Out are their JSON schemas (2020-12).
	In, Out *jsonschema.Schema
	// CallJSON decodes the input strictly, runs the operation and encodes the output.
	CallJSON func(ctx context.Context, input []byte) ([]byte, error)
	// Scoped reports whether the input names an edition.
	Scoped bool
	// Owned reports whether the input names an object that belongs to somebody.
	Owned bool
}

// Method and Path return the two halves of the route.
func (o *Operation) Method() string { m, _, _ := strings.Cut(o.Route, " "); return m }

// Path returns the path below /api/v1.
func (o *Operation) Path() string { _, p, _ := strings.Cut(o.Route, " "); return p }

// EditionState is what the pipeline needs to know of an edition.
type EditionState struct {
	ID ident.Edition
	// Public editions exist for everybody; others only for those with a role in them.
	Public bool
}

// Registry holds the operations of a program. Register everything before the first call; afterwards it is only read.
type Registry struct {
	db     *sqldb.DB
	clock  clock.Clock
	ids    *ident.Maker
	limits *limiter
	byName map[string]*Operation
	// Edition finds an edition by slug or key; app sets it. A missing edition is a NotFound.
	Edition func(ctx context.Context, r sqldb.Runner, ref string) (EditionState, error)
	// AfterWrite, when set, is called after each committed write with the edition and its newest ledger number.
	AfterWrite func(edition ident.Edition, last int64)
	// examples are the values of {{name}} in examples.
	examples map[string]string
}

// NewRegistry returns an empty registry over a database.
func NewRegistry(db *sqldb.DB, c clock.Clock, ids *ident.Maker, l Limits) *Registry {
	return &Registry{db: db, clock: c, ids: ids, limits: newLimiter(l), byName: map[string]*Operation{}, examples: map[string]string{}}
}

// DB returns the database the operations run on.
func (r *Registry) DB() *sqldb.DB { return r.db }

// Clock returns the clock the operations read.
func (r *Registry) Clock() clock.Clock { return r.clock }

// IDs returns the key maker.
func (r *Registry) IDs() *ident.Maker { return r.ids }

// Operations returns all operations by name.
func (r *Registry) Operations() []*Operation {
	out := make([]*Operation, 0, len(r.byName))
	for _, o := range r.byName {
		out = append(out, o)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// Find returns the operation of that name, nil if there is none.
func (r *Registry) Find(name string) *Operation { return r.byName[name] }

// SetExample sets the value of {{name}} in examples.
func (r *Registry) SetExample(name, value string) { r.examples[name] = value }

// Example returns an operation's example with its {{names}} filled in; a name without a value stays.
func (r *Registry) Example(o *Operation) json.RawMessage {
	s := o.Meta.Example
	for name, v := range r.examples {
		s = strings.ReplaceAll(s, "{{"+name+"}}", v)
	}
	return json.RawMessage(s)
}

// Check returns an error for each operation whose title the catalogue does not have.
func (r *Registry) Check(has func(key string) bool) []error {
	var errs []error
	for _, o := range r.Operations() {
		if !has("op." + o.Name) {
			errs = append(errs, fmt.Errorf("operation %s has no message op.%s", o.Name, o.Name))
		}
	}
	return errs
}

func (r *Registry) add(o *Operation) {
	m := o.Meta
	bad := func(what string) { panic(fmt.Sprintf("ops: operation %q %s", m.Name, what)) }
	switch {
	case strings.Count(m.Name, ".") < 1 || m.Name != strings.ToLower(m.Name):
		bad("needs a name like capability.noun.verb")
	case r.byName[m.Name] != nil:
		bad("is registered twice")
	case strings.TrimSpace(m.Doc) == "":
		bad("has no doc")
	case len(m.Roles) == 0:
		bad("does not say who may call it")
	case !strings.Contains(m.Route, " /"):
		bad("has no route")
	case !json.Valid([]byte(m.Example)):
		bad("has no example that is JSON")
	case o.Effect == Reads && o.Method() != "GET":
		bad("reads, so its route must be a GET")
	case o.Effect != Reads && o.Method() == "GET":
		bad("writes, so its route must not be a GET")
	case strings.Contains(o.Path(), "{edition}") && !o.Scoped:
		bad("names {edition} in its route, so its input must embed ops.InEdition")
	}
	for _, role := range m.Roles {
		if role.limitedToOwner() && !o.Owned {
			bad("admits " + string(role) + " but its input does not say who owns the object (method Owner)")
		}
	}
	r.byName[m.Name] = o
}
