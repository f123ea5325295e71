package expo

import (
	"context"
	"errors"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type categoryPrefix struct{}

func (categoryPrefix) Prefix() string { return "cat" }

// CategoryKey is the key of a category.
type CategoryKey = ident.Of[categoryPrefix]

// Category is a branch of the edition's two-level tree of what is shown.
type Category struct {
	ID CategoryKey `json:"id"`
	// ParentID is the branch above; 0 at the top.
	ParentID CategoryKey `json:"parent,omitempty"`
	Code     string      `json:"code"`
	Name     text.T      `json:"name"`
	Position int64       `json:"position"`
}

type categoryRow struct {
	EditionID ident.Edition
	Category
	Now clock.Micros
}

type exhibitorCategoryRow struct {
	EditionID   ident.Edition
	ID          int64
	ExhibitorID ident.Exhibitor
	CategoryID  CategoryKey
	Now         clock.Micros
}

var (
	allCategories = sqldb.Query[inEdition, Category](`SELECT id, parent_id, code, name, position FROM expo_category
WHERE edition_id = :edition ORDER BY position, id`)
	insertCategory = sqldb.Exec[categoryRow](`
INSERT INTO expo_category (edition_id, id, parent_id, code, name, position, created_at, updated_at)
VALUES (:edition_id, :id, :parent_id, :code, :name, :position, :now, :now) ON CONFLICT (edition_id, code) DO NOTHING`)
	updateCategoryRow = sqldb.Exec[categoryRow](`
UPDATE expo_category SET name = :name, position = :position, updated_at = :now WHERE edition_id = :edition_id AND id = :id`)
	findCategoryRow = sqldb.Query[exhibitorCategoryRow, Category](`SELECT id, parent_id, code, name, position FROM expo_category
WHERE edition_id = :edition_id AND id = :category_id`)
	categoryKeysOf = sqldb.Query[exhibitorArgs, CategoryKey](`SELECT category_id FROM expo_exhibitor_category
WHERE edition_id = :edition AND exhibitor_id = :id ORDER BY category_id`)
	insertExhibitorCategory = sqldb.Exec[exhibitorCategoryRow](`
INSERT INTO expo_exhibitor_category (edition_id, id, exhibitor_id, category_id, created_at, updated_at)
SELECT edition_id, CAST(:id AS BIGINT), CAST(:exhibitor_id AS BIGINT), id, CAST(:now AS BIGINT), CAST(:now AS BIGINT)
FROM expo_category WHERE edition_id = :edition_id AND id = :category_id`)
	deleteExhibitorCategory = sqldb.Exec[exhibitorCategoryRow](`
DELETE FROM expo_exhibitor_category WHERE edition_id = :edition_id AND exhibitor_id = :exhibitor_id AND category_id = :category_id`)
)

func categoriesOf(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ident.Exhibitor) ([]CategoryKey, error) {
	return categoryKeysOf.All(ctx, r, exhibitorArgs{edition, id})
}

// setCategories makes want the categories of an exhibitor that had the given ones, and reports whether that changed
// anything. An unknown category is an Invalid.
func setCategories(ctx context.Context, tx *ops.Writing, id ident.Exhibitor, had, want []CategoryKey) (bool, error) {
	changed := false
	for _, k := range had {
		if !slices.Contains(want, k) {
			changed = true
			if _, err := deleteExhibitorCategory.Do(ctx, tx.Tx, exhibitorCategoryRow{EditionID: tx.Edition, ExhibitorID: id, CategoryID: k}); err != nil {
				return false, err
			}
		}
	}
	for i, k := range want {
		if slices.Contains(had, k) || slices.Contains(want[:i], k) {
			continue
		}
		changed = true
		n, err := insertExhibitorCategory.Do(ctx, tx.Tx, exhibitorCategoryRow{tx.Edition, tx.IDs.Next(), id, k, tx.Now})
		if err == nil && n == 0 {
			err = fault.NewInvalid("categories", "expo.category.not-found")
		}
		if err != nil {
			return false, err
		}
	}
	return changed, nil
}

// allCategories returns the tree of the edition, read once a change. The result is shared: nobody changes it.
func (c *Core) allCategories(ctx context.Context, q *ops.Reading) ([]Category, error) {
	return c.categories.get(ctx, q, false, func(ctx context.Context, q *ops.Reading) ([]Category, error) {
		return allCategories.All(ctx, q, inEdition{q.Edition})
	})
}

// ListCategories is the input of expo.category.list.
type ListCategories struct {
	ops.InEdition
}

// CategoryList is the whole tree, parents and children by position.
type CategoryList struct {
	Items []Category `json:"items"`
}

func (c *Core) listCategories(ctx context.Context, q *ops.Reading, _ ListCategories) (CategoryList, error) {
	items, err := c.allCategories(ctx, q)
	return CategoryList{items}, err
}

// CreateCategory is the input of expo.category.create.
type CreateCategory struct {
	ops.InEdition
	Parent   CategoryKey `json:"parent" doc:"Key of the branch above, cat_…; empty at the top."`
	Code     string      `json:"code" check:"required,max=60,pattern=slug" doc:"Short name in addresses and imports."`
	Name     text.T      `json:"name" check:"required,max=120" doc:"Name by language."`
	Position int64       `json:"position" check:"min=0,max=100000" doc:"Place in lists."`
}

func (c *Core) createCategory(ctx context.Context, tx *ops.Writing, in CreateCategory) (Category, error) {
	return c.PutCategory(ctx, tx, in)
}

// PutCategory adds a category, for the operation, the import and the seed.
func (c *Core) PutCategory(ctx context.Context, tx *ops.Writing, in CreateCategory) (Category, error) {
	if in.Parent != 0 {
		p, err := findCategoryRow.One(ctx, tx, exhibitorCategoryRow{EditionID: tx.Edition, CategoryID: in.Parent})
		if errors.Is(err, sqldb.ErrNone) || err == nil && p.ParentID != 0 {
			err = fault.NewInvalid("parent", "expo.category.parent")
		}
		if err != nil {
			return Category{}, err
		}
	}
	k := Category{ident.New[categoryPrefix](tx.IDs), in.Parent, in.Code, in.Name, in.Position}
	n, err := insertCategory.Do(ctx, tx.Tx, categoryRow{tx.Edition, k, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("code", "expo.category.code-taken", "code", in.Code)
	}
	if err != nil {
		return Category{}, err
	}
	tx.Record("category", k.ID, ledger.Created, ledger.Diff(nil, &k))
	return k, nil
}

// UpdateCategory is the input of expo.category.update.
type UpdateCategory struct {
	ops.InEdition
	Category CategoryKey `json:"category" check:"required" doc:"Key of the category, cat_…."`
	Name     text.T      `json:"name" check:"required,max=120" doc:"Name by language."`
	Position int64       `json:"position" check:"min=0,max=100000" doc:"Place in lists."`
}

func (c *Core) updateCategory(ctx context.Context, tx *ops.Writing, in UpdateCategory) (Category, error) {
	old, err := findCategoryRow.One(ctx, tx, exhibitorCategoryRow{EditionID: tx.Edition, CategoryID: in.Category})
	if errors.Is(err, sqldb.ErrNone) {
		err = fault.NewNotFound("expo.category.not-found")
	}
	if err != nil {
		return Category{}, err
	}
	k := old
	k.Name, k.Position = in.Name, in.Position
	changes := ledger.Diff(&old, &k)
	if len(changes) == 0 {
		return k, nil
	}
	if _, err := updateCategoryRow.Do(ctx, tx.Tx, categoryRow{tx.Edition, k, tx.Now}); err != nil {
		return Category{}, err
	}
	tx.Record("category", k.ID, ledger.Updated, changes)
	return k, nil
}
