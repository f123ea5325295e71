package expo

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type teamPrefix struct{}

func (teamPrefix) Prefix() string { return "tm" }

// TeamKey is the key of a team member.
type TeamKey = ident.Of[teamPrefix]

// TeamMember is a person at the stand. Only listed members are shown to the public, without e-mail and telephone.
type TeamMember struct {
	ID          TeamKey         `json:"id"`
	ExhibitorID ident.Exhibitor `json:"exhibitor"`
	TeamFields
	Position int64 `json:"position"`
}

// TeamFields are what is stated of a team member. All of it is personal data.
type TeamFields struct {
	Name      string `json:"name" check:"required,max=120" doc:"Name of the person." ledger:"name"`
	Title     string `json:"title" check:"max=120" doc:"Position in the firm." ledger:"name"`
	Email     string `json:"email" check:"max=254,pattern=email" doc:"E-mail address, never public." ledger:"name"`
	Phone     string `json:"phone" check:"max=40" doc:"Telephone number, never public." ledger:"name"`
	Languages Tags   `json:"languages" doc:"BCP 47 tags of the languages spoken." ledger:"name"`
	Listed    bool   `json:"listed" doc:"Name, position and languages are public."`
}

type teamRow struct {
	EditionID ident.Edition
	TeamMember
	Now clock.Micros
}

type teamArgs struct {
	Edition   ident.Edition
	ID        TeamKey
	Exhibitor ident.Exhibitor
}

const teamColumns = `id, exhibitor_id, name, title, email, phone, languages, listed, position`

var (
	teamRows = sqldb.Query[teamArgs, TeamMember](`SELECT ` + teamColumns + ` FROM expo_team_member
WHERE edition_id = :edition AND exhibitor_id = :exhibitor ORDER BY position, id`)
	findTeamRow = sqldb.Query[teamArgs, TeamMember](`SELECT ` + teamColumns + ` FROM expo_team_member
WHERE edition_id = :edition AND id = :id`)
	insertTeam = sqldb.Exec[teamRow](`
INSERT INTO expo_team_member (edition_id, id, exhibitor_id, account_id, name, title, email, phone, languages, listed, position, created_at, updated_at)
VALUES (:edition_id, :id, :exhibitor_id, 0, :name, :title, :email, :phone, :languages, :listed, :position, :now, :now)`)
	updateTeamRow = sqldb.Exec[teamRow](`
UPDATE expo_team_member SET name = :name, title = :title, email = :email, phone = :phone, languages = :languages, listed = :listed,
updated_at = :now WHERE edition_id = :edition_id AND id = :id`)
	deleteTeam = sqldb.Exec[teamArgs](`DELETE FROM expo_team_member WHERE edition_id = :edition AND id = :id`)
)

// teamOf returns the team; only its public part when public is true.
func teamOf(ctx context.Context, q *ops.Reading, exhibitor ident.Exhibitor, public bool) ([]TeamMember, error) {
	all, err := teamRows.All(ctx, q, teamArgs{Edition: q.Edition, Exhibitor: exhibitor})
	if err != nil || !public {
		return all, err
	}
	out := []TeamMember{}
	for _, m := range all {
		if m.Listed {
			m.Email, m.Phone = "", ""
			out = append(out, m)
		}
	}
	return out, nil
}

func teamMember(ctx context.Context, r sqldb.Runner, edition ident.Edition, id TeamKey) (TeamMember, error) {
	m, err := findTeamRow.One(ctx, r, teamArgs{Edition: edition, ID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return m, fault.NewNotFound("expo.team.not-found")
	}
	return m, err
}

// ListTeam is the input of expo.team.list: the whole team, for those who work on the exhibitor.
type ListTeam struct {
	ops.InEdition
	OnExhibitor
}

// TeamList is a team by position.
type TeamList struct {
	Items []TeamMember `json:"items"`
}

func (c *Core) listTeam(ctx context.Context, q *ops.Reading, in ListTeam) (TeamList, error) {
	items, err := teamOf(ctx, q, in.Exhibitor, false)
	return TeamList{items}, err
}

// AddTeamMember is the input of expo.team.create.
type AddTeamMember struct {
	ops.InEdition
	OnExhibitor
	TeamFields
}

func (c *Core) addTeamMember(ctx context.Context, tx *ops.Writing, in AddTeamMember) (TeamMember, error) {
	return c.PutTeamMember(ctx, tx, in.Exhibitor, in.TeamFields)
}

// PutTeamMember adds a member at the end of a team, for the operation and the seed.
func (c *Core) PutTeamMember(ctx context.Context, tx *ops.Writing, exhibitor ident.Exhibitor, f TeamFields) (TeamMember, error) {
	m := TeamMember{ID: ident.New[teamPrefix](tx.IDs), ExhibitorID: exhibitor, TeamFields: f}
	m.Position = int64(m.ID)
	if _, err := insertTeam.Do(ctx, tx.Tx, teamRow{tx.Edition, m, tx.Now}); err != nil {
		return TeamMember{}, err
	}
	tx.Record("team-member", m.ID, ledger.Created, ledger.Diff(nil, &m))
	return m, nil
}

// OnTeamMember is embedded by inputs that name a team member; the exhibitor owns it.
type OnTeamMember struct {
	Member TeamKey `json:"member" check:"required" doc:"Key of the team member, tm_…."`
}

// Owner is the exhibitor with its pavilion.
func (in OnTeamMember) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	m, err := teamMember(ctx, r, edition, in.Member)
	if err != nil {
		return ops.Owner{}, err
	}
	return ExhibitorOwner(ctx, r, edition, m.ExhibitorID)
}

// UpdateTeamMember is the input of expo.team.update.
type UpdateTeamMember struct {
	ops.InEdition
	OnTeamMember
	TeamFields
}

func (c *Core) updateTeamMember(ctx context.Context, tx *ops.Writing, in UpdateTeamMember) (TeamMember, error) {
	old, err := teamMember(ctx, tx, tx.Edition, in.Member)
	if err != nil {
		return TeamMember{}, err
	}
	m := old
	m.TeamFields = in.TeamFields
	changes := ledger.Diff(&old, &m)
	if len(changes) == 0 {
		return m, nil
	}
	if _, err := updateTeamRow.Do(ctx, tx.Tx, teamRow{tx.Edition, m, tx.Now}); err != nil {
		return TeamMember{}, err
	}
	tx.Record("team-member", m.ID, ledger.Updated, changes)
	return m, nil
}

// RemoveTeamMember is the input of expo.team.remove.
type RemoveTeamMember struct {
	ops.InEdition
	OnTeamMember
}

func (c *Core) removeTeamMember(ctx context.Context, tx *ops.Writing, in RemoveTeamMember) (Done, error) {
	n, err := deleteTeam.Do(ctx, tx.Tx, teamArgs{Edition: tx.Edition, ID: in.Member})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.team.not-found")
	}
	if err != nil {
		return Done{}, err
	}
	tx.Record("team-member", in.Member, ledger.Deleted, nil)
	return Done{}, nil
}
