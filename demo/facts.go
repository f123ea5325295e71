package demo

import (
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// EditionFacts is one edition of the expo as it was announced.
type EditionFacts struct {
	// Slug names the edition in addresses, such as "caexpo-22".
	Slug string
	// Number counts the editions from 1.
	Number int
	// Opens and Closes are the first and last day at the venue.
	Opens, Closes clock.Date
	// PublicFrom is the first day open to the public; earlier days are trade days.
	PublicFrom clock.Date
	// Zone is the venue's IANA time zone.
	Zone string
	// DailyFrom and DailyTo are the opening hours of every day, venue-local "08:30".
	DailyFrom, DailyTo string
	// Published says whether the edition is shown to the public; Tentative whether its dates may still move.
	Published, Tentative bool
	Name, Theme          text.T
	Phases               []Phase
	Source, Note         string
}

// Phase is a part of an edition's life, in days relative to the opening day (0).
type Phase struct {
	Key string
	// FromDay and ToDay count from the opening day; negative is before. Both days belong to the phase.
	FromDay, ToDay int
	// From and To are venue-local times of day; "" is the whole day.
	From, To string
	Name     text.T
	// Sample marks dates that no source gives.
	Sample bool
	Source string
}

// Hall is one hall of the venue. Its plan has the origin at the top left, x to the right, y down, in centimetres.
type Hall struct {
	Key  string
	Name text.T
	// Zone is the part of the venue (A, B, D, E) whose booth rules hold.
	Zone string
	// WidthCm and DepthCm are modelled, not surveyed.
	WidthCm, DepthCm int
	// LoadKgPerM2 is the floor load; Source gives it.
	LoadKgPerM2 int
	// HeightCm is the highest custom booth allowed; WallHeightCm the highest booth against a wall.
	HeightCm, WallHeightCm int
	// HeightSourced says whether HeightCm is the organiser's rule for the zone; otherwise it is modelled.
	HeightSourced bool
	Source        string
	// Blocked are the areas where nothing may stand.
	Blocked []BlockedArea
}

// BlockedArea is a part of a hall's floor that stays free.
type BlockedArea struct {
	Hall string
	// Kind is "exit" (fire exit and its way), "column", "hydrant" or "service".
	Kind    string
	Polygon []Point
}

// Point is a place on a hall's plan, in centimetres.
type Point struct{ X, Y int }

// Pavilion is a country's or a theme's part of an edition.
type Pavilion struct {
	Key string
	// Kind is "country", "theme" or "international".
	Kind string
	// Country is the ISO 3166 code of a country pavilion.
	Country string
	// Halls are the keys of the halls it uses, in order; WholeHall says that it booked them entirely.
	Halls     []string
	WholeHall bool
	// Colour is its accent as "#rrggbb".
	Colour string
	// AreaM2, Firms and Products are published figures; 0 is not published.
	AreaM2, Firms, Products int
	// Categories are the keys of the first-level categories it shows.
	Categories  []string
	Name, Intro text.T
	// SampleHalls says that which halls it uses is modelled.
	SampleHalls bool
	Source      string
}

// Relation ties a country, or a city of it, to an edition.
type Relation struct {
	Edition string
	// Kind is "country-of-honour", "special-partner" or "city-of-charm".
	Kind    string
	Country string
	// City is set for a City of Charm; English name.
	City   string
	Source string
}

// Membership is a country's dated belonging to a group.
type Membership struct {
	// Group is "asean" or "rcep".
	Group, Country string
	// Since is the first day. Where the source gives only a year it is that year's first day and Precision is "year".
	Since     clock.Date
	Precision string
	// Verified is false where the date could not be traced to a page.
	Verified bool
	Source   string
}

// Organisation is one that really exists and that the article or its background names.
type Organisation struct {
	Key, NameEn, NameZh, Country, City, Pavilion string
	// Exhibitor says whether it is seeded as an exhibitor of the demo edition.
	Exhibitor bool
	// Categories are second-level category keys.
	Categories []string
	Statements []Statement
	Source     string
}

// Statement is one thing a source says of an organisation.
type Statement struct {
	Organisation, Text string
	// AsOf is the date the statement speaks of or appeared: a day, a month or a year.
	AsOf   string
	Source string
}

// Indication is one geographical indication, however many registers hold it.
type Indication struct {
	Key string
	// Original is the name in its own script, "" where the source gives none; Latin its transliteration.
	Original, Latin, Country, Territory string
	// Product is what the name stands for, in English, "" where the source gives only a class.
	Product string
	// HS is the chapter or heading that such a product would fall under; our inference.
	HS      string
	Entries []RegisterEntry
}

// RegisterEntry is one entry of an indication in one register.
type RegisterEntry struct {
	Indication string
	// Register is the short name of the register or, where nothing is registered, of the project.
	Register, Number, Class string
	// Status is "registered", "protected", "published", "applied", "candidate" or "project".
	Status string
	// Date is as exact as the source: day, year, or "".
	Date       string
	Source     string
	Confidence string
}

// HSLine is one heading or subheading of the Harmonized System.
type HSLine struct{ Code, Edition, NameEn, NameZh string }

// ServiceLine is one class of the Central Product Classification.
type ServiceLine struct {
	Code, Edition, NameEn, NameZh string
	// Verified is false where the code was not compared with the published classification.
	Verified bool
}

// Unit is a unit of quantity.
type Unit struct {
	Key, Symbol string
	// Rec20 is the UN/ECE Recommendation 20 code, "" where there is none.
	Rec20, NameEn, NameZh string
	// For is "goods", "services" or "both".
	For string
}

// Category is a product category; Parent is "" on the first level.
type Category struct {
	Key, Parent string
	Name        text.T
}

// Information is one record of visitor information.
type Information struct {
	// Kind is "hours", "travel", "entrance", "service", "rule", "contact" or "question".
	Kind, Key   string
	Title, Body text.T
	// Sample marks what no source gives.
	Sample       bool
	Source, AsOf string
}
