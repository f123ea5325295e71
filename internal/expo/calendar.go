package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type phasePrefix struct{}

func (phasePrefix) Prefix() string { return "pha" }

// PhaseKey is the key of a phase.
type PhaseKey = ident.Of[phasePrefix]

// Phase is a stretch of the edition's calendar: application, allocation, set-up, show, tear-down.
type Phase struct {
	ID       PhaseKey     `json:"id"`
	Kind     string       `json:"kind"`
	Name     text.T       `json:"name"`
	StartsAt clock.Micros `json:"starts_at"`
	EndsAt   clock.Micros `json:"ends_at"`
	Source   string       `json:"source"`
}

type phaseRow struct {
	EditionID ident.Edition
	Phase
	Now clock.Micros
}

type phaseArgs struct {
	Edition ident.Edition
	ID      PhaseKey
}

var (
	phasesOf = sqldb.Query[inEdition, Phase](`SELECT id, kind, name, starts_at, ends_at, source FROM expo_phase
WHERE edition_id = :edition ORDER BY starts_at, id`)
	insertPhase = sqldb.Exec[phaseRow](`
INSERT INTO expo_phase (edition_id, id, kind, name, starts_at, ends_at, source, created_at, updated_at)
VALUES (:edition_id, :id, :kind, :name, :starts_at, :ends_at, :source, :now, :now)`)
	deletePhase = sqldb.Exec[phaseArgs](`DELETE FROM expo_phase WHERE edition_id = :edition AND id = :id`)
)

// AddPhase is the input of expo.phase.create.
type AddPhase struct {
	ops.InEdition
	Kind     string       `json:"kind" check:"required,enum=planning|application|allocation|set-up|show|tear-down|other" doc:"What the phase is for."`
	Name     text.T       `json:"name" check:"required,max=120" doc:"Name by language."`
	StartsAt clock.Micros `json:"starts_at" check:"required" doc:"First instant, RFC 3339."`
	EndsAt   clock.Micros `json:"ends_at" check:"required" doc:"Instant after the last, RFC 3339."`
	Source   string       `json:"source" check:"max=300" doc:"Where the dates come from."`
}

func (c *Core) addPhase(ctx context.Context, tx *ops.Writing, in AddPhase) (Phase, error) {
	if in.EndsAt <= in.StartsAt {
		return Phase{}, fault.NewInvalid("ends_at", "expo.phase.ends-before-start")
	}
	p := Phase{ident.New[phasePrefix](tx.IDs), in.Kind, in.Name, in.StartsAt, in.EndsAt, in.Source}
	if _, err := insertPhase.Do(ctx, tx.Tx, phaseRow{tx.Edition, p, tx.Now}); err != nil {
		return Phase{}, err
	}
	tx.Record("phase", p.ID, ledger.Created, ledger.Diff(nil, &p))
	return p, nil
}

// RemovePhase is the input of expo.phase.remove.
type RemovePhase struct {
	ops.InEdition
	Phase PhaseKey `json:"phase" check:"required" doc:"Key of the phase."`
}

// Done is the answer of an operation that has nothing to tell.
type Done struct{}

func (c *Core) removePhase(ctx context.Context, tx *ops.Writing, in RemovePhase) (Done, error) {
	n, err := deletePhase.Do(ctx, tx.Tx, phaseArgs{tx.Edition, in.Phase})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.phase.not-found")
	}
	if err != nil {
		return Done{}, err
	}
	tx.Record("phase", in.Phase, ledger.Deleted, nil)
	return Done{}, nil
}

type relationPrefix struct{}

func (relationPrefix) Prefix() string { return "rel" }

// RelationKey is the key of a relation.
type RelationKey = ident.Of[relationPrefix]

// Relation ties a country to an edition: Country of Honour, Special Partner, or a City of Charm that it shows.
type Relation struct {
	ID      RelationKey `json:"id"`
	Kind    string      `json:"kind"`
	Country string      `json:"country"`
	City    text.T      `json:"city"`
	Note    text.T      `json:"note"`
	Source  string      `json:"source"`
}

type relationRow struct {
	EditionID ident.Edition
	Relation
	Now clock.Micros
}

type relationArgs struct {
	Edition ident.Edition
	ID      RelationKey
}

var (
	relationsOf = sqldb.Query[inEdition, Relation](`SELECT id, kind, country, city, note, source FROM expo_relation
WHERE edition_id = :edition ORDER BY kind, country, id`)
	insertRelation = sqldb.Exec[relationRow](`
INSERT INTO expo_relation (edition_id, id, kind, country, city, note, source, created_at, updated_at)
VALUES (:edition_id, :id, :kind, :country, :city, :note, :source, :now, :now)`)
	deleteRelation = sqldb.Exec[relationArgs](`DELETE FROM expo_relation WHERE edition_id = :edition AND id = :id`)
)

// AddRelation is the input of expo.relation.create.
type AddRelation struct {
	ops.InEdition
	Kind    string `json:"kind" check:"required,enum=country-of-honour|special-partner|city-of-charm" doc:"country-of-honour, special-partner or city-of-charm."`
	Country string `json:"country" check:"required,pattern=country" doc:"ISO 3166-1 alpha-2 code."`
	City    text.T `json:"city" check:"max=100" doc:"The city, for a City of Charm."`
	Note    text.T `json:"note" check:"max=500" doc:"What to say about it."`
	Source  string `json:"source" check:"max=300" doc:"Where this is stated."`
}

func (c *Core) addRelation(ctx context.Context, tx *ops.Writing, in AddRelation) (Relation, error) {
	if in.Kind == "city-of-charm" && in.City.Empty() {
		return Relation{}, fault.NewInvalid("city", "fault.required")
	}
	p := Relation{ident.New[relationPrefix](tx.IDs), in.Kind, in.Country, in.City, in.Note, in.Source}
	if _, err := insertRelation.Do(ctx, tx.Tx, relationRow{tx.Edition, p, tx.Now}); err != nil {
		return Relation{}, err
	}
	tx.Record("relation", p.ID, ledger.Created, ledger.Diff(nil, &p))
	return p, nil
}

// RemoveRelation is the input of expo.relation.remove.
type RemoveRelation struct {
	ops.InEdition
	Relation RelationKey `json:"relation" check:"required" doc:"Key of the relation."`
}

func (c *Core) removeRelation(ctx context.Context, tx *ops.Writing, in RemoveRelation) (Done, error) {
	n, err := deleteRelation.Do(ctx, tx.Tx, relationArgs{tx.Edition, in.Relation})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.relation.not-found")
	}
	if err != nil {
		return Done{}, err
	}
	tx.Record("relation", in.Relation, ledger.Deleted, nil)
	return Done{}, nil
}
