package expo

import (
	"context"
	"database/sql/driver"
	"embed"
	"io/fs"

	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

// Core is the expo capability.
type Core struct {
	clock clock.Clock
	// sharedDatabase says that other nodes write to the same database.
	sharedDatabase bool
	editions       editionCache
	facets         counted[Facets]
	pavilions      counted[[]PavilionCount]
	categories     counted[[]Category]
	productFacets  counted[ProductFacets]
	agriculture    counted[AgricultureCounts]
	// Files keeps pictures and Images makes uploads safe, which app sets; without them pictures are refused.
	Files  *files.Store
	Images *files.Images
	// Organisation links a firm's name to its record in the people capability, which app sets; nil links nothing.
	// It returns the organisation's key, making the record if there is none of that name in that country.
	Organisation func(ctx context.Context, tx *ops.Writing, name, country, website string) (int64, error)
}

// New returns the capability. sharedDatabase is true on PostgreSQL, where other nodes may write.
func New(c clock.Clock, sharedDatabase bool) *Core {
	return &Core{clock: c, sharedDatabase: sharedDatabase}
}

//go:embed messages/*.json
var messages embed.FS

// Catalogue returns the capability's messages, one file a language.
func Catalogue() fs.FS {
	f, err := fs.Sub(messages, "messages")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return f
}

// Tags is a list of BCP 47 language tags, stored as JSON.
type Tags []string

// Value gives the JSON text.
func (t Tags) Value() (driver.Value, error) { return sqldb.JSON[[]string]{V: t}.Value() }

// Scan reads the JSON text.
func (t *Tags) Scan(src any) error {
	var j sqldb.JSON[[]string]
	err := j.Scan(src)
	*t = j.V
	return err
}
