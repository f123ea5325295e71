package floor

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Plan is all that is drawn of a hall.
type Plan struct {
	Hall   Hall        `json:"hall"`
	Areas  []Area      `json:"areas"`
	Booths []PlanBooth `json:"booths"`
}

// PlanBooth is a booth on a plan, as the caller may see it.
type PlanBooth struct {
	ID       BoothID        `json:"id"`
	Code     string         `json:"code"`
	Pavilion ident.Pavilion `json:"pavilion,omitempty"`
	Outline  place.Polygon  `json:"outline"`
	Kind     string         `json:"kind"`
	Corner   bool           `json:"corner"`
	AreaCm2  int64          `json:"area_cm2"`
	HeightCm int64          `json:"height_cm"`
	// State is free or taken for the public; who allocates the booth sees its inner state.
	State       string  `json:"state"`
	Lead        *Tenant `json:"lead"`
	SharerCount int64   `json:"sharer_count"`
	Version     int64   `json:"version"`
}

var planBooths = sqldb.Query[boothArgs, boothRow](`SELECT ` + boothRowColumns + `
WHERE b.edition_id = :edition AND b.hall_id = :hall ORDER BY b.code_norm, b.id`)

func planOf(ctx context.Context, q *ops.Reading, in FindHall) (Plan, error) {
	a := in.args(q)
	h, err := hallBy(ctx, q, a)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Hall: h, Booths: []PlanBooth{}}
	if p.Areas, err = areasOfHall.All(ctx, q, areaArgs{Edition: q.Edition, Hall: h.ID}); err != nil {
		return Plan{}, err
	}
	err = planBooths.Each(ctx, q, boothArgs{Edition: q.Edition, Hall: h.ID}, func(r boothRow) error {
		v := r.view(&q.Call)
		p.Booths = append(p.Booths, PlanBooth{v.ID, v.Code, v.Pavilion, v.Outline, v.Kind, v.Corner, v.AreaCm2, v.HeightCm, v.State,
			v.Lead, v.SharerCount, v.Version})
		return nil
	})
	return p, err
}

// SearchBooths is the input of expo.booth.search.
type SearchBooths struct {
	ops.InEdition
	Q     string `json:"q" check:"required,max=100" doc:"Beginning of a booth's code, or of a word in an exhibitor's name."`
	Hall  HallID `json:"hall" doc:"Only in this hall, hall_…."`
	Limit int    `json:"limit" check:"min=0,max=50" doc:"Booths at most, 20 if 0."`
}

// FoundBooths is what a search found: by code first, then by exhibitor.
type FoundBooths struct {
	Items []BoothView `json:"items"`
}

type searchArgs struct {
	Edition ident.Edition
	Hall    HallID
	Begins  string
	Within  string
	Limit   int
}

var (
	boothsByCode = sqldb.Query[searchArgs, boothRow](`SELECT ` + boothRowColumns + `
WHERE b.edition_id = :edition AND b.code_norm LIKE :begins /*if hall*/ AND b.hall_id = :hall /*end*/
ORDER BY b.code_norm, b.id LIMIT :limit`)
	// boothsByName finds only what the public may see: published exhibitors on confirmed booths.
	boothsByName = sqldb.Query[searchArgs, boothRow](`SELECT ` + boothRowColumns + `
WHERE b.edition_id = :edition AND b.state = 'confirmed' /*if hall*/ AND b.hall_id = :hall /*end*/ AND b.id IN (
  SELECT l.id FROM expo_exhibitor x JOIN expo_booth l ON l.edition_id = x.edition_id AND l.exhibitor_id = x.id
  WHERE x.edition_id = :edition AND x.state = 'published' AND (x.name_norm LIKE :begins OR x.name_norm LIKE :within)
  UNION
  SELECT s.booth_id FROM expo_exhibitor x JOIN expo_booth_share s ON s.edition_id = x.edition_id AND s.exhibitor_id = x.id
  WHERE x.edition_id = :edition AND x.state = 'published' AND (x.name_norm LIKE :begins OR x.name_norm LIKE :within))
ORDER BY b.code_norm, b.id LIMIT :limit`)
)

func searchBooths(ctx context.Context, q *ops.Reading, in SearchBooths) (FoundBooths, error) {
	out := FoundBooths{Items: []BoothView{}}
	norm := text.Fold(in.Q)
	if norm == "" {
		return out, nil
	}
	if in.Limit == 0 {
		in.Limit = 20
	}
	// Folded text holds letters, digits and spaces only, so it brings no wildcard of its own.
	a := searchArgs{q.Edition, in.Hall, norm + "%", "% " + norm + "%", in.Limit}
	seen := map[BoothID]bool{}
	add := func(r boothRow) error {
		if !seen[r.ID] && len(out.Items) < in.Limit {
			seen[r.ID] = true
			out.Items = append(out.Items, r.view(&q.Call))
		}
		return nil
	}
	if err := boothsByCode.Each(ctx, q, a, add); err != nil {
		return out, err
	}
	if len(out.Items) == in.Limit {
		return out, nil
	}
	return out, boothsByName.Each(ctx, q, a, add)
}

// Stand is where an exhibitor is found.
type Stand struct {
	Exhibitor ident.Exhibitor `json:"exhibitor" db:"exhibitor_id"`
	Booth     BoothID         `json:"booth" db:"booth_id"`
	Code      string          `json:"code"`
	Hall      HallID          `json:"hall" db:"hall_id"`
	HallCode  string          `json:"hall_code"`
	// Shared says that another exhibitor leads the booth.
	Shared bool   `json:"shared"`
	State  string `json:"state"`
}

type standsArgs struct {
	Edition    ident.Edition
	Exhibitors []ident.Exhibitor
	State      string
}

var standsOfExhibitors = sqldb.Query[standsArgs, Stand](`
SELECT b.exhibitor_id, b.id AS booth_id, b.code, b.hall_id, h.code AS hall_code, CAST(0 AS BIGINT) <> 0 AS shared, b.state
FROM expo_booth b JOIN expo_hall h ON h.edition_id = b.edition_id AND h.id = b.hall_id
WHERE b.edition_id = :edition AND b.exhibitor_id IN (:exhibitors) /*if state*/ AND b.state = :state /*end*/
UNION ALL
SELECT s.exhibitor_id, b.id AS booth_id, b.code, b.hall_id, h.code AS hall_code, CAST(1 AS BIGINT) <> 0 AS shared, b.state
FROM expo_booth_share s JOIN expo_booth b ON b.edition_id = s.edition_id AND b.id = s.booth_id
JOIN expo_hall h ON h.edition_id = b.edition_id AND h.id = b.hall_id
WHERE s.edition_id = :edition AND s.exhibitor_id IN (:exhibitors) /*if state*/ AND b.state = :state /*end*/
ORDER BY 5, 3, 2`)

// StandsOf returns the booths of exhibitors in one query, by hall and code. confirmed leaves out what is only reserved:
// it is what the public may see. An exhibitor without a booth has no entry.
func StandsOf(ctx context.Context, r sqldb.Runner, edition ident.Edition, confirmed bool, exhibitors ...ident.Exhibitor) (map[ident.Exhibitor][]Stand, error) {
	out := make(map[ident.Exhibitor][]Stand, len(exhibitors))
	if len(exhibitors) == 0 {
		return out, nil
	}
	a := standsArgs{Edition: edition, Exhibitors: exhibitors}
	if confirmed {
		a.State = Confirmed
	}
	err := standsOfExhibitors.Each(ctx, r, a, func(s Stand) error {
		out[s.Exhibitor] = append(out[s.Exhibitor], s)
		return nil
	})
	return out, err
}
