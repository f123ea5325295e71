package demo

import "github.com/fairway-expo/fairway/internal/values/text"

// Scale is the size of a generated edition.
type Scale string

// The two sizes. Small is for tests and a quick look; Full has the published numbers of the 22nd edition.
const (
	Small Scale = "small"
	Full  Scale = "full"
)

// Edition is a generated edition: everything that fills the facts of Data to size. Lists are in a stable order.
type Edition struct {
	Scale          Scale
	Exhibitors     []Exhibitor
	Booths         []Booth
	Demonstrations []Demonstration
}

// Exhibitor is one firm at the edition.
type Exhibitor struct {
	// Key is unique in the edition, such as "exh-0042"; a real organisation has its own key.
	Key string
	// Name has English and the firm's own language, and Chinese for Chinese firms.
	Name, Profile text.T
	// Country is an ISO 3166 code; City the English name, CityLocal that in the local script.
	Country, City, CityLocal string
	// Pavilion is a pavilion's key; Booths are codes of its stands, the first being the main one.
	Pavilion string
	Booths   []string
	// Website is under .example for sample firms and "" for real ones.
	Website string
	// Categories are second-level keys, the main one first.
	Categories []string
	// Employees and Founded are 0 when not stated, as for the real organisations.
	Employees, Founded int
	// FirstTime says that the firm is shown for the first time at this edition.
	FirstTime bool
	// Sample marks a fictional firm. A real one carries its sourced statements.
	Sample     bool
	Statements []Statement
	Team       []Person
	Products   []Product
}

// Person is a fictional member of an exhibitor's team; always sample data.
type Person struct {
	// Name is in the local script, Latin in Latin letters; they may be equal.
	Name, Latin string
	// Role is "admin" or "staff"; Job is a text for people.
	Role  string
	Job   text.T
	Email string
	// Languages the person speaks at the stand, the first being the mother tongue.
	Languages []string
}

// Product is a good or a service on offer.
type Product struct {
	// Key is unique in the edition.
	Key string
	// Kind is "goods" or "service"; Code an HS or CPC code of the Edition named in CodeEdition.
	Kind, Code, CodeEdition string
	Name, Summary           text.T
	Category                string
	// Origin is the ISO country of goods; "" for services.
	Origin       string
	Certificates []string
	// MOQ is the minimum order in Unit; 0 is not stated.
	MOQ  int
	Unit string
	// PriceMinor is the price of one unit in minor units of Currency; 0 is on request.
	PriceMinor int64
	Currency   string
	// Incoterm is the 2020 rule of goods with its named place; "" for services.
	Incoterm, Place string
	LeadDays        int
	// FirstShown says that the product is shown for the first time at this edition.
	FirstShown bool
	// Indication is the key of the geographical indication under which the product is offered; "" is none.
	Indication string
	// Shape names the drawing that stands for its picture; "" is no picture.
	Shape  string
	Sample bool
	// Source is set for the offers of real organisations.
	Source string
}

// NewAgricultural reports whether the product counts among the new agricultural offerings of ASEAN: goods of HS
// chapters 01 to 24, of ASEAN origin, shown for the first time. members are the ASEAN countries on the day.
func (p Product) NewAgricultural(members []string) bool {
	if p.Kind != "goods" || !p.FirstShown || p.Code < "01" || p.Code >= "25" {
		return false
	}
	for _, m := range members {
		if m == p.Origin {
			return true
		}
	}
	return false
}

// Booth is one stand on a hall's plan.
type Booth struct {
	// Code is unique in the edition: hall, row letter and position, such as "D3-K017".
	Code, Hall, Pavilion string
	// Kind is "standard" (3 x 3 m) or "custom" (a multiple of 9 m2).
	Kind    string
	Polygon []Point
	// AreaM2 is the floor area; HeightCm the height of what is built.
	AreaM2, HeightCm int
	// Corner says that at least two sides are open; Wall that it stands against a wall of the hall.
	Corner, Wall bool
	// Exhibitor is the key of who stands there, "" while it is free.
	Exhibitor string
	// Status is "available", "held", "reserved", "confirmed" or "blocked".
	Status string
}

// Demonstration is something shown working, at the stand of its exhibitor.
type Demonstration struct {
	Key, Exhibitor, Pavilion, Booth string
	// Kind is "robot", "model" or "drone".
	Kind    string
	Title   text.T
	Product string
	// Day counts from the opening day; From and Minutes give the slot, venue-local "10:30".
	Day     int
	From    string
	Minutes int
	// LoadKgPerM2 is what the demonstration puts on the floor; 0 is nothing of note.
	LoadKgPerM2 int
	Sample      bool
}
