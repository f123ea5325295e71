package floor

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type boothPrefix struct{}

func (boothPrefix) Prefix() string { return "bth" }

// BoothID is the key of a booth.
type BoothID = ident.Of[boothPrefix]

// The kinds of booth. A standard booth comes with its shell, a custom one is bare ground.
const (
	Standard = "standard"
	Custom   = "custom"
)

// The states of a booth as those see it who allocate it.
const (
	Available = "available"
	Held      = "held"
	Reserved  = "reserved"
	Confirmed = "confirmed"
	Blocked   = "blocked"
)

// The states of a booth as the public sees it.
const (
	Free  = "free"
	Taken = "taken"
)

// Booth is a booth on the plan of a hall.
type Booth struct {
	ID   BoothID `json:"id"`
	Hall HallID  `json:"hall" db:"hall_id"`
	// Pavilion is 0 if the booth belongs to none.
	Pavilion ident.Pavilion `json:"pavilion,omitempty" db:"pavilion_id"`
	// Code is unique in the edition, whatever its case and punctuation.
	Code    string        `json:"code"`
	Kind    string        `json:"kind"`
	Outline place.Polygon `json:"outline"`
	AreaCm2 int64         `json:"area_cm2"`
	Corner  bool          `json:"corner"`
	// HeightCm is the height to which the booth is built.
	HeightCm int64  `json:"height_cm"`
	State    string `json:"state"`
	// HeldUntil and HeldBy are set while it is held.
	HeldUntil clock.Micros  `json:"held_until,omitempty"`
	HeldBy    ident.Account `json:"held_by,omitempty"`
	// Exhibitor is the lead exhibitor of a reserved or confirmed booth.
	Exhibitor ident.Exhibitor `json:"exhibitor,omitempty" db:"exhibitor_id"`
	// Note is the organisers' own.
	Note    string `json:"note,omitempty"`
	Version int64  `json:"version" ledger:"-"`
}

// at returns the booth as it is at an instant: a hold whose time has come is over.
func (b Booth) at(now clock.Micros) Booth {
	if b.State == Held && b.HeldUntil <= now {
		b.State, b.HeldUntil, b.HeldBy = Available, 0, 0
	}
	return b
}

// Tenant is an exhibitor on a booth.
type Tenant struct {
	ID      ident.Exhibitor `json:"id"`
	Name    text.T          `json:"name"`
	Country string          `json:"country"`
}

// BoothView is a booth as the caller may see it. For the public the state is free or taken, and lead and sharers are
// those of a confirmed booth that are published; what else belongs to the allocation is left out.
type BoothView struct {
	Booth
	HallCode string `json:"hall_code"`
	// Lead is the exhibitor of the booth, nil if there is none to see.
	Lead *Tenant `json:"lead"`
	// SharerCount is the number of published exhibitors that share the booth.
	SharerCount int64 `json:"sharer_count"`
}

// boothRow is a booth with its hall and lead.
type boothRow struct {
	Booth
	HallCode    string
	LeadName    text.T
	LeadCountry string
	LeadState   string
	Sharers     int64
}

// view shows a row to the caller.
func (r boothRow) view(c *ops.Call) BoothView {
	v := BoothView{Booth: r.at(c.Now), HallCode: r.HallCode, SharerCount: r.Sharers}
	if v.Exhibitor != 0 {
		v.Lead = &Tenant{v.Exhibitor, r.LeadName, r.LeadCountry}
	}
	if c.Covers(ops.Owner{Pavilion: v.Pavilion}, allocators...) {
		return v
	}
	v.Note, v.HeldBy = "", 0
	if c.Covers(ops.Owner{Exhibitor: v.Exhibitor}, ops.ExhibitorAdmin, ops.ExhibitorStaff) {
		return v
	}
	if v.State != Confirmed || r.LeadState != "published" {
		v.Lead, v.Exhibitor = nil, 0
	}
	if v.State != Confirmed {
		v.SharerCount = 0
	}
	v.HeldUntil, v.State = 0, publicState(v.State)
	return v
}

func publicState(state string) string {
	if state == Available {
		return Free
	}
	return Taken
}

// allocators may see and do what belongs to the allocation of the booths they cover.
var allocators = []ops.Role{ops.Organiser, ops.PavilionOrganiser}

const boothColumns = `id, hall_id, pavilion_id, code, kind, outline, area_cm2, corner, height_cm, state, held_until, held_by,
exhibitor_id, note, version`

// The CROSS JOIN keeps SQLite from walking all published exhibitors for each booth: shares are few.
const boothRowColumns = `b.id, b.hall_id, b.pavilion_id, b.code, b.kind, b.outline, b.area_cm2, b.corner, b.height_cm, b.state,
b.held_until, b.held_by, b.exhibitor_id, b.note, b.version, h.code AS hall_code,
COALESCE(e.name, '') AS lead_name, COALESCE(e.country, '') AS lead_country, COALESCE(e.state, '') AS lead_state,
(SELECT count(*) FROM expo_booth_share s CROSS JOIN expo_exhibitor x
  WHERE s.edition_id = b.edition_id AND s.booth_id = b.id AND x.edition_id = s.edition_id AND x.id = s.exhibitor_id
  AND x.state = 'published') AS sharers
FROM expo_booth b
JOIN expo_hall h ON h.edition_id = b.edition_id AND h.id = b.hall_id
LEFT JOIN expo_exhibitor e ON e.edition_id = b.edition_id AND e.id = b.exhibitor_id`

type boothArgs struct {
	Edition   ident.Edition
	ID        BoothID
	Hall      HallID
	Pavilion  ident.Pavilion
	Exhibitor ident.Exhibitor
	Kind      string
	State     string
	Free      bool
	Taken     bool
	Running   bool
	Shown     bool
	CodeNorm  string
	Pattern   string
	Now       clock.Micros
	AfterCode string
	AfterID   BoothID
	Limit     int
}

const boothFilter = `
WHERE b.edition_id = :edition
/*if hall*/ AND b.hall_id = :hall /*end*/
/*if pavilion*/ AND b.pavilion_id = :pavilion /*end*/
/*if kind*/ AND b.kind = :kind /*end*/
/*if exhibitor*/ AND (b.exhibitor_id = :exhibitor OR EXISTS (SELECT 1 FROM expo_booth_share s
  WHERE s.edition_id = b.edition_id AND s.booth_id = b.id AND s.exhibitor_id = :exhibitor)) /*end*/
/*if shown*/ AND b.state = 'confirmed' AND EXISTS (SELECT 1 FROM expo_exhibitor x
  WHERE x.edition_id = b.edition_id AND x.id = :exhibitor AND x.state = 'published') /*end*/
/*if state*/ AND b.state = :state /*end*/
/*if running*/ AND b.held_until > :now /*end*/
/*if free*/ AND (b.state = 'available' OR b.state = 'held' AND b.held_until <= :now) /*end*/
/*if taken*/ AND NOT (b.state = 'available' OR b.state = 'held' AND b.held_until <= :now) /*end*/
/*if pattern*/ AND b.code_norm LIKE :pattern /*end*/`

var (
	findBoothRow = sqldb.Query[boothArgs, Booth](`SELECT ` + boothColumns + ` FROM expo_booth
WHERE edition_id = :edition AND id = :id`)
	boothByNorm = sqldb.Query[boothArgs, Booth](`SELECT ` + boothColumns + ` FROM expo_booth
WHERE edition_id = :edition AND code_norm = :code_norm`)
	viewBooth = sqldb.Query[boothArgs, boothRow](`SELECT ` + boothRowColumns + `
WHERE b.edition_id = :edition /*if id*/ AND b.id = :id /*end*/ /*if code_norm*/ AND b.code_norm = :code_norm /*end*/ ORDER BY b.id LIMIT 1`)
	listBoothRows = sqldb.Query[boothArgs, boothRow](`SELECT ` + boothRowColumns + boothFilter + `
/*if after_id*/ AND (b.code_norm > :after_code OR b.code_norm = :after_code AND b.id > :after_id) /*end*/
ORDER BY b.code_norm, b.id LIMIT :limit`)
	countBooths = sqldb.Query[boothArgs, int64](`SELECT count(*) FROM expo_booth b` + boothFilter)
	boothOwner  = sqldb.Query[boothArgs, ident.Pavilion](`SELECT pavilion_id FROM expo_booth WHERE edition_id = :edition AND id = :id`)
)

// boothByID returns a booth as it is stored: a hold in it may be over.
func boothByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id BoothID) (Booth, error) {
	b, err := findBoothRow.One(ctx, r, boothArgs{Edition: edition, ID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return Booth{}, fault.NewNotFound("expo.booth.not-found")
	}
	return b, err
}

// OnBooth is embedded by inputs that name a booth, by key.
type OnBooth struct {
	ops.InEdition
	Booth BoothID `json:"booth" check:"required" doc:"Key of the booth, bth_…."`
}

// Owner is the booth's pavilion.
func (in OnBooth) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	p, err := boothOwner.One(ctx, r, boothArgs{Edition: edition, ID: in.Booth})
	if errors.Is(err, sqldb.ErrNone) {
		return ops.Owner{}, fault.NewNotFound("expo.booth.not-found")
	}
	return ops.Owner{Pavilion: p}, err
}

// FindBooth is the input of expo.booth.find.
type FindBooth struct {
	ops.InEdition
	Booth string `json:"booth" check:"required,max=64" doc:"Key (bth_…) or code (D3A05) of the booth."`
}

// BoothDetail is a booth with all who stand on it.
type BoothDetail struct {
	BoothView
	Sharers []Tenant `json:"sharers"`
}

func findBooth(ctx context.Context, q *ops.Reading, in FindBooth) (BoothDetail, error) {
	a := boothArgs{Edition: q.Edition}
	if err := a.ID.UnmarshalText([]byte(in.Booth)); err != nil {
		if a.CodeNorm = text.Fold(in.Booth); a.CodeNorm == "" {
			return BoothDetail{}, fault.NewNotFound("expo.booth.not-found")
		}
	}
	return boothDetail(ctx, q, &q.Call, a)
}

func boothDetail(ctx context.Context, r sqldb.Runner, c *ops.Call, a boothArgs) (BoothDetail, error) {
	row, err := viewBooth.One(ctx, r, a)
	if errors.Is(err, sqldb.ErrNone) {
		return BoothDetail{}, fault.NewNotFound("expo.booth.not-found")
	}
	if err != nil {
		return BoothDetail{}, err
	}
	d := BoothDetail{BoothView: row.view(c)}
	inner := d.State != Taken && d.State != Free
	if d.Sharers, err = sharers(ctx, r, c.Edition, d.ID, inner || row.State == Confirmed, !inner); err != nil {
		return BoothDetail{}, err
	}
	return d, nil
}

// ListBooths is the input of expo.booth.list.
type ListBooths struct {
	ops.InEdition
	Hall      HallID          `json:"hall" doc:"Only booths of this hall, hall_…."`
	Pavilion  ident.Pavilion  `json:"pavilion" doc:"Only booths of this pavilion, pav_…."`
	Exhibitor ident.Exhibitor `json:"exhibitor" doc:"Only booths on which this exhibitor stands, as lead or sharer, exh_…."`
	Kind      string          `json:"kind" check:"enum=standard|custom" doc:"Only booths of this kind."`
	State     string          `json:"state" check:"enum=free|taken|available|held|reserved|confirmed|blocked" doc:"Only booths in this state. Others than free and taken are for organisers, and for pavilion organisers who name their pavilion."`
	Code      string          `json:"code" check:"max=40" doc:"Only booths whose code begins so."`
	After     string          `json:"after" check:"max=2000" doc:"Where the page before ended: its next."`
	Limit     int             `json:"limit" check:"min=0,max=200" doc:"Booths a page, 50 if 0."`
}

// BoothList is a page of booths by code.
type BoothList struct {
	Items []BoothView `json:"items"`
	Next  string      `json:"next"`
	Total int64       `json:"total"`
}

func listBooths(ctx context.Context, q *ops.Reading, in ListBooths) (BoothList, error) {
	a, err := in.args(ctx, q)
	if err != nil {
		return BoothList{}, err
	}
	total, err := countBooths.One(ctx, q, a)
	if err != nil {
		return BoothList{}, err
	}
	out := BoothList{Items: []BoothView{}, Total: total}
	rows, err := listBoothRows.All(ctx, q, a)
	if err != nil {
		return BoothList{}, err
	}
	if len(rows) == a.Limit {
		rows = rows[:a.Limit-1]
		last := rows[len(rows)-1]
		out.Next = cursorAfter(last.Code, last.ID)
	}
	for _, r := range rows {
		out.Items = append(out.Items, r.view(&q.Call))
	}
	return out, nil
}
