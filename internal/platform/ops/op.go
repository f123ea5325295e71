package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// InEdition is embedded by inputs that belong to an edition.
type InEdition struct {
	Edition string `json:"edition" check:"required,max=64" doc:"Edition, by slug (caexpo-22) or key (ed_…)."`
}

// EditionRef returns the slug or key.
func (in InEdition) EditionRef() string { return in.Edition }

// Owned is implemented by inputs that name an object belonging to a pavilion or an exhibitor. A missing object is a
// NotFound. It runs in the operation's own transaction.
type Owned interface {
	Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (Owner, error)
}

// Call is what every operation knows of its call.
type Call struct {
	Caller
	// Edition is the resolved edition, 0 for operations without one.
	Edition ident.Edition
	// Owner is what the input's Owner method said.
	Owner Owner
	// Now is the instant of the call; all that one call writes carries it.
	Now clock.Micros
	// IDs makes keys.
	IDs *ident.Maker
}

// Covers reports whether the caller holds one of the roles for an object of the owner in this edition.
func (c *Call) Covers(o Owner, roles ...Role) bool { return c.Actor.Covers(c.Edition, o, roles...) }

// Reading is given to an operation that reads. Its embedded reader runs queries.
type Reading struct {
	*sqldb.Read
	Call
}

// Writing is given to an operation that writes. Its embedded transaction runs queries and statements.
type Writing struct {
	*sqldb.Tx
	Call
	records   []ledger.Record
	rehearsed bool
}

// Rehearse makes the call show what it would do: its answer is given, and all that it wrote is undone. There is no
// ledger entry then and no answer is kept for the idempotency key; keys in the answer name nothing that exists.
func (w *Writing) Rehearse() { w.rehearsed = true }

// errRehearsed undoes the transaction of a rehearsal.
var errRehearsed = errors.New("rehearsed")

// Record notes what was done to an object, for the ledger. An operation that changed nothing records nothing.
func (w *Writing) Record(kind string, object fmt.Stringer, verb string, changes []ledger.Change) {
	w.records = append(w.records, ledger.Record{Kind: kind, Object: object.String(), Verb: verb, Changes: changes})
}

// Op is a registered operation with its Go types.
type Op[In, Out any] struct {
	*Operation
	r     *Registry
	check *checker
	shape *shape
	read  func(ctx context.Context, q *Reading, in In) (Out, error)
	write func(ctx context.Context, tx *Writing, in In) (Out, error)
	// prepare, if not nil, runs before the transaction (Prepare).
	prepare func(ctx context.Context, in *In) error
}

// Read registers an operation that changes nothing.
func Read[In, Out any](r *Registry, m Meta, f func(ctx context.Context, q *Reading, in In) (Out, error)) *Op[In, Out] {
	o := declare[In, Out](r, m, Reads)
	o.read = f
	return o
}

// Write registers an operation that changes something.
func Write[In, Out any](r *Registry, m Meta, f func(ctx context.Context, tx *Writing, in In) (Out, error)) *Op[In, Out] {
	effect := Writes
	if m.Irreversible {
		effect = Irreversible
	}
	o := declare[In, Out](r, m, effect)
	o.write = f
	return o
}

func declare[In, Out any](r *Registry, m Meta, effect Effect) *Op[In, Out] {
	var in In
	_, scoped := any(in).(interface{ EditionRef() string })
	_, owned := any(in).(Owned)
	t := reflect.TypeFor[In]()
	o := &Op[In, Out]{r: r, check: newChecker(t), shape: shapeOf(t)}
	o.Operation = &Operation{Meta: m, Effect: effect, InType: t, OutType: reflect.TypeFor[Out](), Scoped: scoped, Owned: owned,
		In: schemaOf(t, true), Out: schemaOf(reflect.TypeFor[Out](), false), CallJSON: o.callJSON}
	r.add(o.Operation)
	return o
}

// Do runs the operation for the caller in ctx.
func (o *Op[In, Out]) Do(ctx context.Context, in In) (Out, error) {
	var none Out
	c := Call{Caller: From(ctx), Now: clock.Of(o.r.clock.Now()), IDs: o.r.ids}
	if c.Language == "" {
		c.Language = "en"
	}
	if err := o.r.limits.allow(c.Caller, o.Rate, o.Effect, c.Now); err != nil {
		return none, err
	}
	if err := o.check.run(&in); err != nil {
		return none, err
	}
	if o.read != nil {
		var out Out
		err := o.r.db.Read(ctx, func(q *sqldb.Read) error {
			if err := o.admit(ctx, q, &c, in); err != nil {
				return err
			}
			var err error
			out, err = o.read(ctx, &Reading{q, c}, in)
			return err
		})
		if err != nil {
			return none, wrap(o.Name, err)
		}
		return out, nil
	}
	if err := o.runPrepare(ctx, c, &in); err != nil {
		return none, err
	}
	return o.doWrite(ctx, c, in)
}

func (o *Op[In, Out]) doWrite(ctx context.Context, c Call, in In) (Out, error) {
	var out Out
	var hash string
	if c.Key != "" {
		var err error
		if hash, err = bodyHash(o.Name, in); err != nil {
			return out, wrap(o.Name, err)
		}
	}
	err := o.r.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		c := c
		var zero Out
		out = zero
		if err := o.admit(ctx, tx, &c, in); err != nil {
			return err
		}
		if c.Key != "" {
			if found, err := answered(ctx, tx, &c, o.Name, hash, &out); err != nil || found {
				return err
			}
		}
		w := &Writing{Tx: tx, Call: c}
		var err error
		if out, err = o.write(ctx, w, in); err != nil {
			return err
		}
		if w.rehearsed {
			return errRehearsed
		}
		if c.Key != "" {
			if err := keepAnswer(ctx, tx, &c, o.Name, hash, out); err != nil {
				return err
			}
		}
		return o.r.appendLedger(ctx, w, o.Name)
	})
	if err != nil && !errors.Is(err, errRehearsed) {
		var zero Out
		return zero, wrap(o.Name, err)
	}
	return out, nil
}

// admit resolves the edition, checks the role, finds the owner and checks the role against it.
func (o *Op[In, Out]) admit(ctx context.Context, r sqldb.Runner, c *Call, in In) error {
	if o.Scoped {
		e, err := o.r.Edition(ctx, r, any(in).(interface{ EditionRef() string }).EditionRef())
		if err != nil {
			return err
		}
		if !e.Public && !c.Actor.InEdition(e.ID) {
			return fault.NewNotFound("fault.edition-not-found", "edition", any(in).(interface{ EditionRef() string }).EditionRef())
		}
		c.Edition = e.ID
	}
	held := false
	for _, role := range o.Roles {
		held = held || c.Actor.Has(role, c.Edition)
	}
	if !held {
		return denied(c.Actor)
	}
	if !o.Owned {
		return nil
	}
	owner, err := any(in).(Owned).Owner(ctx, r, c.Edition)
	if err != nil {
		return err
	}
	c.Owner = owner
	if !c.Actor.Covers(c.Edition, owner, o.Roles...) {
		return denied(c.Actor)
	}
	return nil
}

func (o *Op[In, Out]) callJSON(ctx context.Context, input []byte) ([]byte, error) {
	var in In
	if err := o.shape.refuse(input); err != nil {
		return nil, err
	}
	if err := decode(input, &in); err != nil {
		return nil, err
	}
	out, err := o.Do(ctx, in)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, wrap(o.Name, err)
	}
	return b, nil
}

// decode reads JSON that the input's shape does not refuse. What is wrong becomes a problem of a field where JSON
// tells it.
func decode(b []byte, into any) error {
	err := json.Unmarshal(b, into)
	var wrongType *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrongType):
		return fault.NewInvalid(wrongType.Field, "fault.wrong-type", "want", jsonKind(wrongType.Type)).With(err)
	}
	return unreadable(err, "", "")
}

// wrap adds the operation's name for the log and keeps the kind.
func wrap(name string, err error) error { return fmt.Errorf("%s: %w", name, err) }

// jsonKind names the JSON type that a Go type is written as.
func jsonKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "integer"
	case reflect.Float32, reflect.Float64:
		return "number"
	case reflect.Slice, reflect.Array:
		return "array"
	case reflect.Struct, reflect.Map:
		return "object"
	default:
		return "string"
	}
}

// Transact runs f as one write outside a registered operation, for background work and for seeding: rights are the
// program's own, the ledger names the operation as name. An error undoes everything.
func (r *Registry) Transact(ctx context.Context, edition ident.Edition, name string, f func(ctx context.Context, tx *Writing) error) error {
	c := Call{Caller: From(ctx), Edition: edition, Now: clock.Of(r.clock.Now()), IDs: r.ids}
	return r.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w := &Writing{Tx: tx, Call: c}
		if err := f(ctx, w); err != nil {
			return wrap(name, err)
		}
		return r.appendLedger(ctx, w, name)
	})
}

// appendLedger writes the records of a write as the last thing of its transaction.
func (r *Registry) appendLedger(ctx context.Context, w *Writing, name string) error {
	last, err := ledger.Append(ctx, w.Tx, ledger.Head{Edition: w.Edition, At: w.Now, Account: w.Actor.Account,
		Surface: w.Surface, Operation: name}, w.records)
	if err == nil && last > 0 && r.AfterWrite != nil {
		w.AfterCommit(func() { r.AfterWrite(w.Edition, last) })
	}
	return err
}
