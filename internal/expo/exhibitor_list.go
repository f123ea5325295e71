package expo

import (
	"context"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/paging"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// ListExhibitors is the input of expo.exhibitor.list. Empty filters do not limit.
type ListExhibitors struct {
	ops.InEdition
	Query     string         `json:"q" check:"max=100" doc:"Words of the name in any language, without regard to case and Latin marks."`
	Country   place.Country  `json:"country" check:"pattern=country" doc:"ISO 3166-1 alpha-2 code."`
	Pavilion  ident.Pavilion `json:"pavilion" doc:"Key of a pavilion, pav_…."`
	Category  CategoryKey    `json:"category" doc:"Key of a category, cat_…; its branches count too."`
	FirstTime bool           `json:"first_time" doc:"Only firms that exhibit here for the first time."`
	// State other than "" and "published" is for those who may work on the exhibitors they see.
	State string `json:"state" check:"enum=draft|published|withdrawn|all" doc:"published (default), draft, withdrawn or all; the others need a role."`
	After string `json:"after" check:"max=1000" doc:"Value of next of the page before."`
	Limit int    `json:"limit" check:"min=0,max=200" doc:"Items of a page, 50 if 0, at most 200."`
}

// ExhibitorItem is an exhibitor in a list.
type ExhibitorItem struct {
	ID           ident.Exhibitor `json:"id"`
	Name         text.T          `json:"name"`
	Country      place.Country   `json:"country"`
	City         string          `json:"city"`
	PavilionID   ident.Pavilion  `json:"pavilion,omitempty"`
	PavilionName text.T          `json:"pavilion_name" db:"-"`
	Logo         string          `json:"logo,omitempty"`
	FirstTime    bool            `json:"first_time"`
	Sample       bool            `json:"sample"`
	State        string          `json:"state"`
	SortName     string          `json:"-"`
	Booths       []BoothCode     `json:"booths" db:"-"`
	Categories   []text.T        `json:"categories" db:"-"`
}

// BoothCode says where an exhibitor stands.
type BoothCode struct {
	ExhibitorID ident.Exhibitor `json:"-"`
	Code        string          `json:"code"`
	Hall        string          `json:"hall"`
}

// ExhibitorPage is a page of exhibitors by name.
type ExhibitorPage struct {
	Items []ExhibitorItem `json:"items"`
	// Next is the value of after for the next page; "" on the last.
	Next string `json:"next,omitempty"`
	// Total counts all exhibitors that the filters admit.
	Total int64 `json:"total"`
}

type exhibitorFilter struct {
	Edition   ident.Edition
	Like      string
	Country   place.Country
	Pavilion  ident.Pavilion
	Category  CategoryKey
	FirstTime bool
	State     string
	AfterName string
	AfterID   ident.Exhibitor
	Paged     bool
	Limit     int
}

const exhibitorWhere = `WHERE e.edition_id = :edition /*if state*/ AND e.state = :state /*end*/
/*if like*/ AND e.name_norm LIKE :like ESCAPE '\' /*end*/
/*if country*/ AND e.country = :country /*end*/
/*if pavilion*/ AND e.pavilion_id = :pavilion /*end*/
/*if first_time*/ AND e.first_time /*end*/
/*if category*/ AND EXISTS (SELECT 1 FROM expo_exhibitor_category x JOIN expo_category k ON k.edition_id = x.edition_id AND k.id = x.category_id
  WHERE x.edition_id = e.edition_id AND x.exhibitor_id = e.id AND (k.id = :category OR k.parent_id = :category)) /*end*/`

var (
	listExhibitorRows = sqldb.Query[exhibitorFilter, ExhibitorItem](`
SELECT e.id, e.name, e.country, e.city, e.pavilion_id, e.logo, e.first_time, e.sample, e.state, e.sort_name
FROM expo_exhibitor e ` + exhibitorWhere + `
/*if paged*/ AND (e.sort_name, e.id) > (:after_name, :after_id) /*end*/
ORDER BY e.sort_name, e.id LIMIT :limit`)
	countExhibitorRows = sqldb.Query[exhibitorFilter, int64](`SELECT count(*) FROM expo_exhibitor e ` + exhibitorWhere)
)

type exhibitorKeys struct {
	Edition ident.Edition
	IDs     []ident.Exhibitor `db:"ids"`
	// Confirmed leaves out the booths that are only reserved.
	Confirmed bool
}

type categoryOf struct {
	ExhibitorID ident.Exhibitor
	CategoryID  CategoryKey
}

var (
	boothCodes = sqldb.Query[exhibitorKeys, BoothCode](`
SELECT b.exhibitor_id, b.code, h.code AS hall FROM expo_booth b /*sqlite INDEXED BY expo_booth_exhibitor */ JOIN expo_hall h ON h.edition_id = b.edition_id AND h.id = b.hall_id
WHERE b.edition_id = :edition AND b.exhibitor_id IN (:ids) AND b.state IN ('reserved', 'confirmed') /*if confirmed*/ AND b.state = 'confirmed' /*end*/
UNION ALL
SELECT s.exhibitor_id, b.code, h.code AS hall FROM expo_booth_share s
JOIN expo_booth b ON b.edition_id = s.edition_id AND b.id = s.booth_id JOIN expo_hall h ON h.edition_id = b.edition_id AND h.id = b.hall_id
WHERE s.edition_id = :edition AND s.exhibitor_id IN (:ids) AND b.state IN ('reserved', 'confirmed') /*if confirmed*/ AND b.state = 'confirmed' /*end*/
ORDER BY 3, 2, 1`)
	categoriesIn = sqldb.Query[exhibitorKeys, categoryOf](`
SELECT exhibitor_id, category_id FROM expo_exhibitor_category
WHERE edition_id = :edition AND exhibitor_id IN (:ids) ORDER BY exhibitor_id, category_id`)
)

// boothsOf says where an exhibitor stands. As on the plan, a booth that is only reserved is told to nobody but those who
// work on the exhibitor.
func boothsOf(ctx context.Context, q *ops.Reading, owner ops.Owner) ([]BoothCode, error) {
	return boothCodes.All(ctx, q, exhibitorKeys{q.Edition, []ident.Exhibitor{owner.Exhibitor}, !q.Covers(owner, working...)})
}

// likeOf turns a person's words into a LIKE pattern over folded names; "" if nothing is left of them.
func likeOf(q string) string {
	q = text.Fold(q)
	if q == "" {
		return ""
	}
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(q) + "%"
}

func (c *Core) listExhibitors(ctx context.Context, q *ops.Reading, in ListExhibitors) (ExhibitorPage, error) {
	at, err := paging.Parse(in.After)
	if err != nil {
		return ExhibitorPage{}, fault.NewInvalid("after", "fault.cursor").With(err)
	}
	f := exhibitorFilter{Edition: q.Edition, Like: likeOf(in.Query), Country: in.Country, Pavilion: in.Pavilion, Category: in.Category,
		FirstTime: in.FirstTime, State: in.State, AfterName: at.Sort, AfterID: ident.Exhibitor(at.ID), Paged: in.After != "", Limit: paging.Size(in.Limit) + 1}
	if f.State == "" {
		f.State = Published
	}
	if in.Query != "" && f.Like == "" {
		return ExhibitorPage{Items: []ExhibitorItem{}}, nil
	}
	works := q.Covers(ops.Owner{}, ops.Organiser) || f.Pavilion != 0 && q.Covers(ops.Owner{Pavilion: f.Pavilion}, ops.PavilionOrganiser)
	if f.State != Published {
		if !works {
			return ExhibitorPage{}, fault.NewDenied("fault.denied")
		}
		if f.State == "all" {
			f.State = ""
		}
	}
	out := ExhibitorPage{}
	if out.Items, err = listExhibitorRows.All(ctx, q, f); err != nil {
		return out, err
	}
	if len(out.Items) == f.Limit {
		out.Items = out.Items[:f.Limit-1]
		last := out.Items[len(out.Items)-1]
		out.Next = paging.Cursor{Sort: last.SortName, ID: int64(last.ID)}.String()
	}
	if out.Total, err = c.countExhibitors(ctx, q, f); err != nil {
		return out, err
	}
	return out, c.describeExhibitors(ctx, q, out.Items, !works)
}

// countExhibitors takes the total of the unfiltered published list from the facets, which are counted once a change.
func (c *Core) countExhibitors(ctx context.Context, q *ops.Reading, f exhibitorFilter) (int64, error) {
	if f.State == Published && f.Like == "" && f.Country == "" && f.Pavilion == 0 && f.Category == 0 && !f.FirstTime {
		v, err := c.facetsOf(ctx, q)
		return v.Exhibitors, err
	}
	f.Paged = false
	return countExhibitorRows.One(ctx, q, f)
}

// describeExhibitors adds pavilions, booths and categories to a page in two queries; the names of pavilions and
// categories are known. confirmed leaves out the booths that are only reserved.
func (c *Core) describeExhibitors(ctx context.Context, q *ops.Reading, items []ExhibitorItem, confirmed bool) error {
	if len(items) == 0 {
		return nil
	}
	keys := exhibitorKeys{Edition: q.Edition, Confirmed: confirmed}
	at := make(map[ident.Exhibitor]int, len(items))
	for i := range items {
		items[i].Booths, items[i].Categories = []BoothCode{}, []text.T{}
		at[items[i].ID] = i
		keys.IDs = append(keys.IDs, items[i].ID)
	}
	booths, err := boothCodes.All(ctx, q, keys)
	if err != nil {
		return err
	}
	for _, b := range booths {
		i := at[b.ExhibitorID]
		items[i].Booths = append(items[i].Booths, b)
	}
	of, err := categoriesIn.All(ctx, q, keys)
	if err != nil {
		return err
	}
	by := make(map[ident.Exhibitor][]CategoryKey, len(items))
	for _, n := range of {
		by[n.ExhibitorID] = append(by[n.ExhibitorID], n.CategoryID)
	}
	tree, err := c.allCategories(ctx, q)
	if err != nil {
		return err
	}
	for _, k := range tree { // in the order of the tree
		for id, keys := range by {
			if slices.Contains(keys, k.ID) {
				items[at[id]].Categories = append(items[at[id]].Categories, k.Name)
			}
		}
	}
	return c.namePavilions(ctx, q, items)
}

func (c *Core) namePavilions(ctx context.Context, q *ops.Reading, items []ExhibitorItem) error {
	all, err := c.allPavilions(ctx, q)
	if err != nil {
		return err
	}
	for i := range items {
		for j := range all {
			if all[j].ID == items[i].PavilionID && all[j].seenBy(q) {
				items[i].PavilionName = all[j].Name
			}
		}
	}
	return nil
}

// FindExhibitor is the input of expo.exhibitor.find.
type FindExhibitor struct {
	ops.InEdition
	Exhibitor ident.Exhibitor `json:"exhibitor" check:"required" doc:"Key of the exhibitor, exh_…."`
}

// ExhibitorView is an exhibitor as its page shows it.
type ExhibitorView struct {
	Exhibitor
	Pavilion   *Pavilion    `json:"pavilion_view,omitempty"`
	Categories []Category   `json:"categories"`
	Booths     []BoothCode  `json:"booths"`
	Team       []TeamMember `json:"team"`
	Pictures   []Picture    `json:"pictures"`
	// Editable says that the caller may change the exhibitor.
	Editable bool `json:"editable"`
}

func (c *Core) findExhibitor(ctx context.Context, q *ops.Reading, in FindExhibitor) (ExhibitorView, error) {
	e, err := exhibitorByID(ctx, q, q.Edition, in.Exhibitor)
	if err != nil {
		return ExhibitorView{}, err
	}
	v := ExhibitorView{Exhibitor: e, Editable: q.Covers(e.owner(), ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin)}
	if e.State != Published && !q.Covers(e.owner(), working...) {
		return ExhibitorView{}, fault.NewNotFound("expo.exhibitor.not-found")
	}
	if err := c.placeInTrees(ctx, q, &v); err != nil {
		return v, err
	}
	if v.Booths, err = boothsOf(ctx, q, e.owner()); err != nil {
		return v, err
	}
	if v.Pictures, err = PicturesOf(ctx, q, q.Edition, "exhibitor", int64(e.ID)); err != nil {
		return v, err
	}
	v.Team, err = teamOf(ctx, q, e.ID, !q.Covers(e.owner(), working...))
	return v, err
}

// placeInTrees adds the exhibitor's pavilion and categories.
func (c *Core) placeInTrees(ctx context.Context, q *ops.Reading, v *ExhibitorView) error {
	pavilions, err := c.allPavilions(ctx, q)
	if err != nil {
		return err
	}
	for i := range pavilions {
		if pavilions[i].ID == v.PavilionID && pavilions[i].seenBy(q) {
			p := pavilions[i].Pavilion
			v.Pavilion = &p
		}
	}
	keys, err := categoriesOf(ctx, q, q.Edition, v.ID)
	if err != nil {
		return err
	}
	tree, err := c.allCategories(ctx, q)
	v.Categories = []Category{}
	for _, k := range tree {
		if slices.Contains(keys, k.ID) {
			v.Categories = append(v.Categories, k)
		}
	}
	return err
}
