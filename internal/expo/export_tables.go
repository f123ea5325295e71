package expo

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type exportedTexts struct {
	Name text.T
	More text.T
}

type exportedCategory struct {
	ExhibitorID ident.Exhibitor
	Code        string
}

type exportedStand struct {
	ExhibitorID ident.Exhibitor
	Code        string
	Shared      bool
}

type exportedProduct struct {
	productRow
	ExhibitorName text.T
	Certificates  string
}

type exportedBooth struct {
	floor.Booth
	HallCode     string
	PavilionCode string
	LeadName     text.T
}

type exportedCertificate struct {
	ProductID ProductKey
	Name      string
}

var (
	exhibitorTexts = sqldb.Query[exportArgs, exportedTexts](`SELECT name, profile AS more FROM expo_exhibitor
WHERE edition_id = :edition /*if pavilion*/ AND pavilion_id = :pavilion /*end*/`)
	exportExhibitors = sqldb.Query[exportArgs, Exhibitor](`SELECT ` + exhibitorColumns + ` FROM expo_exhibitor
WHERE edition_id = :edition /*if pavilion*/ AND pavilion_id = :pavilion /*end*/ ORDER BY sort_name, id`)
	exhibitorCategoryCodes = sqldb.Query[exportArgs, exportedCategory](`
SELECT x.exhibitor_id, k.code FROM expo_exhibitor_category x JOIN expo_category k ON k.edition_id = x.edition_id AND k.id = x.category_id
WHERE x.edition_id = :edition ORDER BY x.exhibitor_id, k.position, k.id`)
	// reads: expo_booth, expo_booth_share
	exhibitorStands = sqldb.Query[exportArgs, exportedStand](`
SELECT exhibitor_id, code, FALSE AS shared FROM expo_booth
WHERE edition_id = :edition AND exhibitor_id <> 0 AND state IN ('reserved', 'confirmed')
UNION ALL
SELECT s.exhibitor_id, b.code, TRUE FROM expo_booth_share s JOIN expo_booth b ON b.edition_id = s.edition_id AND b.id = s.booth_id
WHERE s.edition_id = :edition
ORDER BY 1, 3, 2`)
	productTexts = sqldb.Query[exportArgs, exportedTexts](`SELECT o.name, o.description AS more FROM expo_product o
WHERE o.edition_id = :edition /*if pavilion*/ AND EXISTS (SELECT 1 FROM expo_exhibitor e
  WHERE e.edition_id = o.edition_id AND e.id = o.exhibitor_id AND e.pavilion_id = :pavilion) /*end*/`)
	exportProducts = sqldb.Query[exportArgs, exportedProduct](`SELECT ` + productColumns + `, e.name AS exhibitor_name
FROM expo_product o JOIN expo_exhibitor e ON e.edition_id = o.edition_id AND e.id = o.exhibitor_id
WHERE o.edition_id = :edition /*if pavilion*/ AND e.pavilion_id = :pavilion /*end*/ ORDER BY e.sort_name, e.id, o.sort_name, o.id`)
	exportCertificates = sqldb.Query[exportArgs, exportedCertificate](`SELECT product_id, name FROM expo_certificate
WHERE edition_id = :edition ORDER BY product_id, id`)
	// reads: expo_booth, expo_hall
	exportBooths = sqldb.Query[exportArgs, exportedBooth](`
SELECT b.id, b.hall_id, b.pavilion_id, b.code, b.kind, b.outline, b.area_cm2, b.corner, b.height_cm, b.state, b.held_until, b.held_by,
  b.exhibitor_id, b.note, b.version, h.code AS hall_code, COALESCE(p.code, '') AS pavilion_code, COALESCE(e.name, '') AS lead_name
FROM expo_booth b JOIN expo_hall h ON h.edition_id = b.edition_id AND h.id = b.hall_id
LEFT JOIN expo_pavilion p ON p.edition_id = b.edition_id AND p.id = b.pavilion_id
LEFT JOIN expo_exhibitor e ON e.edition_id = b.edition_id AND e.id = b.exhibitor_id
WHERE b.edition_id = :edition /*if pavilion*/ AND b.pavilion_id = :pavilion /*end*/ ORDER BY h.position, h.id, b.code_norm, b.id`)
)

// inUse collects the languages of names and of the longer texts.
func inUse(ctx context.Context, r sqldb.Runner, q *sqldb.Q[exportArgs, exportedTexts], a exportArgs) (names, more []string, err error) {
	n, m := languages{}, languages{}
	err = q.Each(ctx, r, a, func(t exportedTexts) error { n.add(t.Name); m.add(t.More); return nil })
	return n.list(), m.list(), err
}

func (e Export) pavilionCodes(ctx context.Context, r sqldb.Runner) (map[ident.Pavilion]string, error) {
	by := map[ident.Pavilion]string{}
	return by, everyPavilionCode.Each(ctx, r, inEdition{e.Edition}, func(p pavilionCode) error { by[p.ID] = p.Code; return nil })
}

// exhibitors is the table of exhibitors. State is told and not read back.
func (e Export) exhibitors(ctx context.Context, r sqldb.Runner) (t table, err error) {
	a := exportArgs{e.Edition, e.Pavilion}
	names, profiles, err := inUse(ctx, r, exhibitorTexts, a)
	if err != nil {
		return t, err
	}
	pavilion, err := e.pavilionCodes(ctx, r)
	if err != nil {
		return t, err
	}
	categories, stands := map[ident.Exhibitor][]string{}, map[ident.Exhibitor][]string{}
	if err := exhibitorCategoryCodes.Each(ctx, r, a, func(k exportedCategory) error {
		categories[k.ExhibitorID] = append(categories[k.ExhibitorID], k.Code)
		return nil
	}); err != nil {
		return t, err
	}
	if err := exhibitorStands.Each(ctx, r, a, func(s exportedStand) error {
		if s.Shared {
			s.Code += " (shared)"
		}
		stands[s.ExhibitorID] = append(stands[s.ExhibitorID], s.Code)
		return nil
	}); err != nil {
		return t, err
	}
	t.header = append([]string{"key", "external_id"}, columnsOf("name", names)...)
	t.header = append(t.header, "country", "city", "website", "email", "phone", "categories", "stand", "pavilion")
	t.header = append(append(t.header, columnsOf("profile", profiles)...), "founded", "employees", "first_time", "state")
	t.rows = each(ctx, r, exportExhibitors, a, func(x Exhibitor) []sheet.Cell {
		cells := append(sheet.Texts(x.ID.String(), x.ExternalID), cellsOf(x.Name, names)...)
		cells = append(cells, sheet.Texts(string(x.Country), x.City, x.Website, x.Email, x.Phone, strings.Join(categories[x.ID], "; "),
			strings.Join(stands[x.ID], "; "), pavilion[x.PavilionID])...)
		cells = append(cells, cellsOf(x.Profile, profiles)...)
		return append(cells, numberCell(x.Founded), numberCell(x.Employees), yesCell(x.FirstTime), sheet.Text(x.State))
	})
	return t, nil
}

// products is the table of products. The exhibitor's name and the state are told and not read back.
func (e Export) products(ctx context.Context, r sqldb.Runner) (t table, err error) {
	a := exportArgs{e.Edition, e.Pavilion}
	names, descriptions, err := inUse(ctx, r, productTexts, a)
	if err != nil {
		return t, err
	}
	codes := map[CategoryKey]string{}
	if err := allCategories.Each(ctx, r, inEdition{e.Edition}, func(k Category) error { codes[k.ID] = k.Code; return nil }); err != nil {
		return t, err
	}
	certificates := map[ProductKey][]Certificate{}
	if err := exportCertificates.Each(ctx, r, a, func(k exportedCertificate) error {
		certificates[k.ProductID] = append(certificates[k.ProductID], Certificate{Name: k.Name})
		return nil
	}); err != nil {
		return t, err
	}
	t.header = append([]string{"key", "external_id", "exhibitor", "exhibitor name", "kind"}, columnsOf("name", names)...)
	t.header = append(t.header, columnsOf("description", descriptions)...)
	t.header = append(t.header, "category", "hs_code", "hs_edition", "origin", "cpc_code", "unit", "minimum_order", "price", "currency",
		"incoterm", "incoterm_place", "lead_days", "first_shown", "certificates", "state")
	t.rows = each(ctx, r, exportProducts, a, func(p exportedProduct) []sheet.Cell {
		price := ""
		if amount := PriceOf(p.PriceMinor, p.PriceCurrency); !amount.IsZero() {
			price = amount.Decimal()
		}
		cells := append(sheet.Texts(p.ID.String(), p.ExternalID, p.ExhibitorID.String(), p.ExhibitorName.Words("en"), p.Kind), cellsOf(p.Name, names)...)
		cells = append(cells, cellsOf(p.Description, descriptions)...)
		cells = append(cells, sheet.Texts(codes[p.CategoryID], string(p.HSCode), p.HSEdition, string(p.Origin), string(p.CPCCode), string(p.Unit))...)
		cells = append(cells, numberCell(p.MinimumOrder))
		cells = append(cells, sheet.Texts(price, string(p.PriceCurrency), string(p.Incoterm), p.IncotermPlace)...)
		return append(cells, numberCell(p.LeadDays), yesCell(p.FirstShown), sheet.Text(certificateNames(certificates[p.ID])), sheet.Text(p.State))
	})
	return t, nil
}

// booths is the table of booths. Area, corner, state and exhibitor are told and not read back.
func (e Export) booths(ctx context.Context, r sqldb.Runner) (table, error) {
	t := table{header: []string{"key", "code", "hall", "kind", "x", "y", "width", "depth", "outline", "height", "pavilion", "note",
		"area m2", "corner", "state", "exhibitor"}}
	t.rows = each(ctx, r, exportBooths, exportArgs{e.Edition, e.Pavilion}, func(b exportedBooth) []sheet.Cell {
		cells := sheet.Texts(b.ID.String(), b.Code, b.HallCode, b.Kind)
		if at, size, ok := rectangleOf(b.Outline); ok {
			cells = append(cells, sheet.Decimal(at.X, 2), sheet.Decimal(at.Y, 2), sheet.Decimal(size.X, 2), sheet.Decimal(size.Y, 2), sheet.Cell{})
		} else {
			corners, _ := json.Marshal(b.Outline) // numbers always marshal
			cells = append(cells, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Text(string(corners)))
		}
		return append(cells, sheet.Decimal(b.HeightCm, 2), sheet.Text(b.PavilionCode), sheet.Text(b.Note), sheet.Decimal(b.AreaCm2, 4),
			yesCell(b.Corner), sheet.Text(b.State), sheet.Text(b.LeadName.Words("en")))
	})
	return t, nil
}
