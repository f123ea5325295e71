package expo

import (
	"context"
	"errors"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type infoPrefix struct{}

func (infoPrefix) Prefix() string { return "inf" }

// InfoKey is the key of a record of visitor information.
type InfoKey = ident.Of[infoPrefix]

// Info is one thing that visitors ask, as a record that pages and the agent can cite by kind and code.
type Info struct {
	ID InfoKey `json:"id"`
	// Kind and Code never change, so that a citation stays right.
	Kind string `json:"kind"`
	Code string `json:"code"`
	InfoFields
	Version int64 `json:"version"`
}

// InfoFields are what is stated in a record of visitor information.
type InfoFields struct {
	Title text.T `json:"title" check:"required,max=200" doc:"Title, or the question, by language."`
	Body  text.T `json:"body" check:"max=4000" doc:"Words, or the answer, by language."`
	// Day is the day to which it applies, "" for every day.
	Day      clock.Date `json:"day" doc:"Day to which it applies, 2025-09-17; empty for every day."`
	Opens    string     `json:"opens" check:"max=5" doc:"Opening hour, venue-local, 08:30."`
	Closes   string     `json:"closes" check:"max=5" doc:"Closing hour, venue-local, 17:00."`
	Phone    string     `json:"phone" check:"max=40" doc:"Telephone number to call."`
	Link     string     `json:"link" check:"max=500,pattern=url" doc:"Address with https:// where more is to be read."`
	Position int64      `json:"position" check:"min=0,max=100000" doc:"Place in lists."`
	Source   string     `json:"source" check:"max=300" doc:"Where this is stated."`
	// AsOf is when the source said so, as known: 2025-09-12, 2025-09 or 2025.
	AsOf string `json:"as_of" check:"max=40" doc:"When the source said so: 2025-09-12, 2025-09 or 2025."`
}

type infoRow struct {
	EditionID ident.Edition
	Info
	Now clock.Micros
}

type infoArgs struct {
	Edition ident.Edition
	ID      InfoKey
	Kind    string
	Code    string
}

const infoColumns = `id, kind, code, title, body, day, opens, closes, phone, link, position, source, as_of, version`

var (
	infoRows = sqldb.Query[infoArgs, Info](`SELECT ` + infoColumns + ` FROM expo_visitor_info
WHERE edition_id = :edition /*if kind*/ AND kind = :kind /*end*/ ORDER BY kind, position, day, opens, id`)
	findInfoRow = sqldb.Query[infoArgs, Info](`SELECT ` + infoColumns + ` FROM expo_visitor_info
WHERE edition_id = :edition /*if id*/ AND id = :id /*end*/ /*if kind*/ AND kind = :kind /*end*/ /*if code*/ AND code = :code /*end*/ ORDER BY id LIMIT 1`)
	insertInfo = sqldb.Exec[infoRow](`
INSERT INTO expo_visitor_info (edition_id, id, kind, code, title, body, day, opens, closes, phone, link, position, source, as_of, version, created_at, updated_at)
VALUES (:edition_id, :id, :kind, :code, :title, :body, :day, :opens, :closes, :phone, :link, :position, :source, :as_of, 1, :now, :now)
ON CONFLICT DO NOTHING`)
	updateInfoRow = sqldb.Exec[infoRow](`
UPDATE expo_visitor_info SET title = :title, body = :body, day = :day, opens = :opens, closes = :closes, phone = :phone, link = :link,
  position = :position, source = :source, as_of = :as_of, version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :version`)
	deleteInfo = sqldb.Exec[infoArgs](`DELETE FROM expo_visitor_info WHERE edition_id = :edition AND id = :id`)
)

// ListInfo is the input of expo.info.list.
type ListInfo struct {
	ops.InEdition
	Kind string `json:"kind" check:"enum=hours|getting-there|entrance|service|rule|contact|question" doc:"hours, getting-there, entrance, service, rule, contact or question; empty for all."`
}

// InfoList is visitor information by kind and position.
type InfoList struct {
	Items []Info `json:"items"`
}

func (c *Core) listInfo(ctx context.Context, q *ops.Reading, in ListInfo) (InfoList, error) {
	items, err := infoRows.All(ctx, q, infoArgs{Edition: q.Edition, Kind: in.Kind})
	return InfoList{items}, err
}

// FindInfo is the input of expo.info.find.
type FindInfo struct {
	ops.InEdition
	Kind string `json:"kind" check:"required,enum=hours|getting-there|entrance|service|rule|contact|question" doc:"Kind of the record."`
	Code string `json:"code" check:"required,max=60,pattern=slug" doc:"Code of the record within its kind."`
}

func (c *Core) findInfo(ctx context.Context, q *ops.Reading, in FindInfo) (Info, error) {
	return infoBy(ctx, q, infoArgs{Edition: q.Edition, Kind: in.Kind, Code: in.Code})
}

func infoBy(ctx context.Context, r sqldb.Runner, args infoArgs) (Info, error) {
	i, err := findInfoRow.One(ctx, r, args)
	if errors.Is(err, sqldb.ErrNone) {
		return i, fault.NewNotFound("expo.info.not-found")
	}
	return i, err
}

// CreateInfo is the input of expo.info.create.
type CreateInfo struct {
	ops.InEdition
	Kind string `json:"kind" check:"required,enum=hours|getting-there|entrance|service|rule|contact|question" doc:"hours, getting-there, entrance, service, rule, contact or question."`
	Code string `json:"code" check:"required,max=60,pattern=slug" doc:"Short name for citations, unique within the kind; it never changes."`
	InfoFields
}

func (c *Core) createInfo(ctx context.Context, tx *ops.Writing, in CreateInfo) (Info, error) {
	return c.AddInfo(ctx, tx, in.Kind, in.Code, in.InfoFields)
}

// AddInfo writes a new record of visitor information, for the operation and the seed. Errors: Invalid; Conflict if the
// kind has the code already.
func (c *Core) AddInfo(ctx context.Context, tx *ops.Writing, kind, code string, f InfoFields) (Info, error) {
	if err := f.check(); err != nil {
		return Info{}, err
	}
	i := Info{ident.New[infoPrefix](tx.IDs), kind, code, f, 1}
	n, err := insertInfo.Do(ctx, tx.Tx, infoRow{tx.Edition, i, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("code", "expo.info.code-taken", "code", code)
	}
	if err != nil {
		return Info{}, err
	}
	tx.Record("info", i.ID, ledger.Created, ledger.Diff(nil, &i))
	return i, nil
}

// check applies the rules that a tag cannot state. Hours come in pairs.
func (f *InfoFields) check() error {
	var l fault.List
	if f.Title.Empty() {
		l.Add("title", "fault.required")
	}
	if f.Link != "" && !strings.HasPrefix(f.Link, "https://") {
		l.Add("link", "expo.info.link-https")
	}
	if f.Opens != "" || f.Closes != "" {
		if !hourPattern.MatchString(f.Opens) {
			l.Add("opens", "expo.day.hour")
		}
		if !hourPattern.MatchString(f.Closes) || f.Closes <= f.Opens {
			l.Add("closes", "expo.day.closes-before-opening")
		}
	}
	return l.Err()
}

// UpdateInfo is the input of expo.info.update.
type UpdateInfo struct {
	ops.InEdition
	Info InfoKey `json:"info" check:"required" doc:"Key of the record, inf_…."`
	InfoFields
	Version int64 `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) updateInfo(ctx context.Context, tx *ops.Writing, in UpdateInfo) (Info, error) {
	if err := in.check(); err != nil {
		return Info{}, err
	}
	old, err := infoBy(ctx, tx, infoArgs{Edition: tx.Edition, ID: in.Info})
	if err != nil {
		return Info{}, err
	}
	i := old
	i.InfoFields, i.Version = in.InfoFields, in.Version
	if i.Version != old.Version {
		return Info{}, fault.NewConflict("", "fault.stale")
	}
	changes := ledger.Diff(&old, &i)
	if len(changes) == 0 {
		return old, nil
	}
	n, err := updateInfoRow.Do(ctx, tx.Tx, infoRow{tx.Edition, i, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Info{}, err
	}
	i.Version++
	tx.Record("info", i.ID, ledger.Updated, changes)
	return i, nil
}

// RemoveInfo is the input of expo.info.remove.
type RemoveInfo struct {
	ops.InEdition
	Info InfoKey `json:"info" check:"required" doc:"Key of the record, inf_…."`
}

func (c *Core) removeInfo(ctx context.Context, tx *ops.Writing, in RemoveInfo) (Done, error) {
	n, err := deleteInfo.Do(ctx, tx.Tx, infoArgs{Edition: tx.Edition, ID: in.Info})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.info.not-found")
	}
	if err != nil {
		return Done{}, err
	}
	tx.Record("info", in.Info, ledger.Deleted, nil)
	return Done{}, nil
}
