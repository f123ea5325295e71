package floor

import (
	"context"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type venuePrefix struct{}

func (venuePrefix) Prefix() string { return "ven" }

// VenueID is the key of a venue.
type VenueID = ident.Of[venuePrefix]

// Venue is the ground on which an edition is held. An edition has one main venue; it may have others, such as a
// tourism section in another city.
type Venue struct {
	ID      VenueID `json:"id"`
	Name    text.T  `json:"name"`
	Address text.T  `json:"address"`
	// Country is an ISO 3166-1 alpha-2 code.
	Country string `json:"country"`
	City    text.T `json:"city"`
	// LatitudeE6 and LongitudeE6 are millionths of a degree (WGS 84); both 0 mean not known.
	LatitudeE6  int64 `json:"latitude_e6"`
	LongitudeE6 int64 `json:"longitude_e6"`
	// Source says where this is stated.
	Source  string `json:"source"`
	Version int64  `json:"version" ledger:"-"`
}

type venueArgs struct {
	Edition ident.Edition
	ID      VenueID
}

type venueRow struct {
	EditionID ident.Edition
	Venue
	Now clock.Micros
}

var (
	findVenueRow = sqldb.Query[venueArgs, Venue](`
SELECT id, name, address, country, city, latitude_e6, longitude_e6, source, version FROM expo_venue
WHERE edition_id = :edition /*if id*/ AND id = :id /*end*/ ORDER BY id LIMIT 1`)
	insertVenue = sqldb.Exec[venueRow](`
INSERT INTO expo_venue (edition_id, id, name, address, country, city, latitude_e6, longitude_e6, source, version, created_at, updated_at)
VALUES (:edition_id, :id, :name, :address, :country, :city, :latitude_e6, :longitude_e6, :source, 1, :now, :now)`)
	updateVenueRow = sqldb.Exec[venueRow](`
UPDATE expo_venue SET name = :name, address = :address, country = :country, city = :city, latitude_e6 = :latitude_e6,
longitude_e6 = :longitude_e6, source = :source, version = version + 1, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND version = :version`)
)

// FindVenue is the input of expo.venue.find.
type FindVenue struct {
	ops.InEdition
	Venue VenueID `json:"venue" doc:"Key of the venue, ven_…; empty for the edition's main venue."`
}

func findVenue(ctx context.Context, q *ops.Reading, in FindVenue) (Venue, error) {
	return venueOf(ctx, q, q.Edition, in.Venue)
}

// venueOf returns a venue, the main one for key 0.
func venueOf(ctx context.Context, r sqldb.Runner, edition ident.Edition, id VenueID) (Venue, error) {
	v, err := findVenueRow.One(ctx, r, venueArgs{edition, id})
	if errors.Is(err, sqldb.ErrNone) {
		return Venue{}, fault.NewNotFound("expo.venue.not-found")
	}
	return v, err
}

// VenueFields are the fields of a venue that an organiser writes.
type VenueFields struct {
	Name        text.T `json:"name" check:"required,max=200" doc:"Name by language."`
	Address     text.T `json:"address" check:"max=500" doc:"Postal address by language."`
	Country     string `json:"country" check:"required,pattern=country" doc:"ISO 3166-1 alpha-2 code of the country."`
	City        text.T `json:"city" check:"max=100" doc:"City by language."`
	LatitudeE6  int64  `json:"latitude_e6" check:"min=-90000000,max=90000000" doc:"Latitude in millionths of a degree."`
	LongitudeE6 int64  `json:"longitude_e6" check:"min=-180000000,max=180000000" doc:"Longitude in millionths of a degree."`
	Source      string `json:"source" check:"max=300" doc:"Where this is stated."`
}

// UpdateVenue is the input of expo.venue.update.
type UpdateVenue struct {
	ops.InEdition
	Venue VenueID `json:"venue" doc:"Key of the venue, ven_…; empty for the edition's main venue."`
	VenueFields
	Version int64 `json:"version" check:"min=0" doc:"Version that was read; 0 to enter the edition's first venue."`
}

func updateVenue(ctx context.Context, tx *ops.Writing, in UpdateVenue) (Venue, error) {
	if in.Version == 0 {
		_, err := venueOf(ctx, tx, tx.Edition, 0)
		if err == nil {
			return Venue{}, fault.NewConflict("", "fault.stale")
		}
		if !fault.Is(err, fault.NotFound) {
			return Venue{}, err
		}
		return CreateVenue(ctx, tx, in.VenueFields)
	}
	old, err := venueOf(ctx, tx, tx.Edition, in.Venue)
	if err != nil {
		return Venue{}, err
	}
	v := in.venue(old.ID, in.Version)
	n, err := updateVenueRow.Do(ctx, tx.Tx, venueRow{tx.Edition, v, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Venue{}, err
	}
	v.Version++
	tx.Record("venue", v.ID, ledger.Updated, ledger.Diff(&old, &v))
	return v, nil
}

// CreateVenue enters a venue; the first one of an edition is its main venue.
func CreateVenue(ctx context.Context, tx *ops.Writing, f VenueFields) (Venue, error) {
	v := f.venue(VenueID(tx.IDs.Next()), 1)
	if _, err := insertVenue.Do(ctx, tx.Tx, venueRow{tx.Edition, v, tx.Now}); err != nil {
		return Venue{}, err
	}
	tx.Record("venue", v.ID, ledger.Created, ledger.Diff(nil, &v))
	return v, nil
}

func (f VenueFields) venue(id VenueID, version int64) Venue {
	return Venue{id, f.Name, f.Address, f.Country, f.City, f.LatitudeE6, f.LongitudeE6, f.Source, version}
}
