package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// ListDemonstrations is the input of expo.demonstration.list. Empty filters do not limit.
type ListDemonstrations struct {
	ops.InEdition
	Query     string          `json:"q" check:"max=100" doc:"Words of the title in any language, without regard to case and Latin marks."`
	Kind      string          `json:"kind" check:"enum=robot|drone|model|vehicle|process|other" doc:"robot, drone, model, vehicle, process or other."`
	Pavilion  ident.Pavilion  `json:"pavilion" doc:"Key of the theme pavilion in which it is shown, pav_…."`
	Exhibitor ident.Exhibitor `json:"exhibitor" doc:"Key of an exhibitor, exh_…."`
	Day       clock.Date      `json:"day" doc:"Shown at a stated time on this day, 2025-09-17."`
	HandsOn   bool            `json:"hands_on" doc:"Only what visitors may try."`
	// State other than "" and "published" is for those who may work on the demonstrations they see.
	State string `json:"state" check:"enum=draft|published|withdrawn|all" doc:"published (default), draft, withdrawn or all; the others need a role."`
	After string `json:"after" check:"max=1000" doc:"Value of next of the page before."`
	Limit int    `json:"limit" check:"min=0,max=200" doc:"Items of a page, 50 if 0, at most 200."`
}

// DemonstrationItem is a demonstration in a list.
type DemonstrationItem struct {
	Demonstration
	ExhibitorName text.T        `json:"exhibitor_name"`
	Country       place.Country `json:"country"`
	PavilionName  text.T        `json:"pavilion_name"`
	SortTitle     string        `json:"-"`
	// Thumb is the first picture's thumbnail, "" if there is none; Alt says what it shows.
	Thumb string `json:"thumb,omitempty" db:"-"`
	Alt   text.T `json:"alt" db:"-"`
}

// DemonstrationPage is a page of demonstrations by title.
type DemonstrationPage struct {
	Items []DemonstrationItem `json:"items"`
	// Next is the value of after for the next page; "" on the last.
	Next string `json:"next,omitempty"`
	// Total counts all demonstrations that the filters admit.
	Total int64 `json:"total"`
}

type demonstrationFilter struct {
	Edition    ident.Edition
	Like       string
	Kind       string
	Pavilion   ident.Pavilion
	Exhibitor  ident.Exhibitor
	DayLike    string
	HandsOn    bool
	State      string
	Public     bool
	AfterTitle string
	AfterID    DemonstrationKey
	Paged      bool
	Limit      int
}

const demonstrationWhere = `WHERE d.edition_id = :edition /*if state*/ AND d.state = :state /*end*/ /*if public*/ AND e.state = 'published' /*end*/
/*if like*/ AND d.title_norm LIKE :like ESCAPE '\' /*end*/
/*if kind*/ AND d.kind = :kind /*end*/
/*if pavilion*/ AND d.pavilion_id = :pavilion /*end*/
/*if exhibitor*/ AND d.exhibitor_id = :exhibitor /*end*/
/*if day_like*/ AND d.days LIKE :day_like /*end*/
/*if hands_on*/ AND d.hands_on /*end*/`

var (
	listDemonstrationRows = sqldb.Query[demonstrationFilter, DemonstrationItem](`
SELECT ` + demonstrationColumns + `, e.name AS exhibitor_name, e.country, COALESCE(p.name, '{}') AS pavilion_name, d.sort_title
FROM expo_demonstration d JOIN expo_exhibitor e ON e.edition_id = d.edition_id AND e.id = d.exhibitor_id
LEFT JOIN expo_pavilion p ON p.edition_id = d.edition_id AND p.id = d.pavilion_id AND p.state = 'published'
` + demonstrationWhere + `
/*if paged*/ AND (d.sort_title, d.id) > (:after_title, :after_id) /*end*/
ORDER BY d.sort_title, d.id LIMIT :limit`)
	countDemonstrationRows = sqldb.Query[demonstrationFilter, int64](`SELECT count(*)
FROM expo_demonstration d JOIN expo_exhibitor e ON e.edition_id = d.edition_id AND e.id = d.exhibitor_id ` + demonstrationWhere)
)

type demonstrationKeys struct {
	Edition ident.Edition
	IDs     []DemonstrationKey `db:"ids"`
}

var thumbsOfDemonstrations = sqldb.Query[demonstrationKeys, thumb](`SELECT of_id, thumb, alt FROM expo_picture /*sqlite INDEXED BY expo_picture_of */
WHERE edition_id = :edition AND of_kind = 'demonstration' AND of_id IN (:ids) ORDER BY of_id, position, id`)

func (c *Core) listDemonstrations(ctx context.Context, q *ops.Reading, in ListDemonstrations) (DemonstrationPage, error) {
	at, err := paging.Parse(in.After)
	if err != nil {
		return DemonstrationPage{}, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	f := demonstrationFilter{Edition: q.Edition, Like: likeOf(in.Query), Kind: in.Kind, Pavilion: in.Pavilion, Exhibitor: in.Exhibitor,
		HandsOn: in.HandsOn, AfterTitle: at.Sort, AfterID: DemonstrationKey(at.ID), Paged: in.After != "", Limit: paging.Size(in.Limit) + 1}
	if in.Query != "" && f.Like == "" {
		return DemonstrationPage{Items: []DemonstrationItem{}}, nil
	}
	if in.Day != "" {
		f.DayLike = "%" + string(in.Day) + "%"
	}
	// The theme pavilion of the filter gives no right: its organiser does not administer the exhibitors that show there.
	if f.State, f.Public, err = statesFor(ctx, q, in.State, 0, in.Exhibitor); err != nil {
		return DemonstrationPage{}, err
	}
	out := DemonstrationPage{}
	if out.Items, err = listDemonstrationRows.All(ctx, q, f); err != nil {
		return out, err
	}
	if len(out.Items) == f.Limit {
		out.Items = out.Items[:f.Limit-1]
		last := out.Items[len(out.Items)-1]
		out.Next = paging.Cursor{Sort: last.SortTitle, ID: int64(last.ID)}.String()
	}
	f.Paged = false
	if out.Total, err = countDemonstrationRows.One(ctx, q, f); err != nil {
		return out, err
	}
	return out, addDemonstrationThumbs(ctx, q, out.Items)
}

func addDemonstrationThumbs(ctx context.Context, q *ops.Reading, items []DemonstrationItem) error {
	if len(items) == 0 {
		return nil
	}
	keys := demonstrationKeys{Edition: q.Edition}
	at := make(map[DemonstrationKey]int, len(items))
	for i := range items {
		at[items[i].ID] = i
		keys.IDs = append(keys.IDs, items[i].ID)
	}
	thumbs, err := thumbsOfDemonstrations.All(ctx, q, keys)
	for _, p := range thumbs {
		if it := &items[at[DemonstrationKey(p.OfID)]]; it.Thumb == "" {
			it.Thumb, it.Alt = p.Thumb, p.Alt
		}
	}
	return err
}

// FindDemonstration is the input of expo.demonstration.find.
type FindDemonstration struct {
	ops.InEdition
	Demonstration DemonstrationKey `json:"demonstration" check:"required" doc:"Key of the demonstration, dem_…."`
}

// DemonstrationView is a demonstration as its page shows it.
type DemonstrationView struct {
	Demonstration
	ExhibitorName text.T        `json:"exhibitor_name"`
	Country       place.Country `json:"country"`
	Booths        []BoothCode   `json:"booths"`
	// Pavilion is the theme pavilion in which it is shown; nil if there is none or it is not published.
	Pavilion *Pavilion `json:"pavilion_view,omitempty"`
	// ProductName is empty if no product is stated or the reader may not see it.
	ProductName text.T    `json:"product_name"`
	Pictures    []Picture `json:"pictures"`
	// Editable says that the caller may change the demonstration.
	Editable bool `json:"editable"`
}

func (c *Core) findDemonstration(ctx context.Context, q *ops.Reading, in FindDemonstration) (DemonstrationView, error) {
	d, err := demonstrationByID(ctx, q, q.Edition, in.Demonstration)
	if err != nil {
		return DemonstrationView{}, err
	}
	works := q.Covers(d.owner(), working...)
	if !d.public() && !works {
		return DemonstrationView{}, fault.NewNotFound("expo.demonstration.not-found")
	}
	v := DemonstrationView{Demonstration: d.Demonstration, ExhibitorName: d.ExhibitorName, Country: d.Country, Editable: q.Covers(d.owner(), admins...)}
	if v.Booths, err = boothsOf(ctx, q, d.owner()); err != nil {
		return v, err
	}
	if v.Pictures, err = PicturesOf(ctx, q, q.Edition, "demonstration", int64(d.ID)); err != nil {
		return v, err
	}
	if d.PavilionID != 0 {
		p, err := pavilionByID(ctx, q, q.Edition, d.PavilionID)
		if err != nil {
			return v, err
		}
		if p.State == Published || works {
			v.Pavilion = &p
		}
	}
	if d.ProductID != 0 {
		p, err := productByID(ctx, q, q.Edition, d.ProductID)
		if err != nil {
			return v, err
		}
		if p.public() || works {
			v.ProductName = p.Name
		}
	}
	return v, nil
}
