package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// units says which unit of trade stands for each unit of the demo's files.
var units = map[string]measure.Unit{"kg": "KGM", "t": "TNE", "g": "GRM", "l": "LTR", "m": "MTR", "m2": "MTK", "m3": "MTQ", "piece": "C62",
	"set": "SET", "pair": "PR", "carton": "XCT", "bottle": "XBO", "jar": "XPK", "container-20": "XCN", "container-40": "XCN", "container-40r": "XCN", "teu": "XCN",
	"kwh": "KWH", "gpu-hour": "FW-GPUH", "cpu-hour": "FW-CPUH", "tb-month": "FW-TBM", "million-tokens": "FW-MTOK", "consultant-day": "DAY",
	"hour": "HUR", "day": "DAY", "month": "MON", "licence-year": "ANN", "person": "E48", "project": "E48", "shipment": "E48", "test": "E48", "page": "E48"}

// seedIndications writes the geographical indications, which outlive the edition, with their register entries.
func (s *seeder) seedIndications(ctx context.Context) error {
	s.indications = map[string]expo.GIKey{}
	return s.Ops.Transact(ctx, 0, "expo.gi.create", func(ctx context.Context, tx *ops.Writing) error {
		for _, g := range s.data.Indications {
			original := g.Original
			if original == "" {
				original = g.Latin
			}
			made, err := s.expo.AddGI(ctx, tx, expo.GIFields{NameOriginal: original, NameLatin: g.Latin, Country: place.Country(g.Country),
				Territory: text.Of("en", g.Territory), Product: text.Of("en", g.Product), ProductClass: productClass(g)})
			if err != nil {
				return fmt.Errorf("%s: %w", g.Key, err)
			}
			s.indications[g.Key] = made.ID
			for _, e := range g.Entries {
				status, words := e.Status, ""
				if status == "candidate" || status == "project" { // not yet in the register
					status, words = "applied", e.Status
				}
				if _, err := s.expo.PutGIEntry(ctx, tx, made.ID, expo.GIEntryFields{Register: e.Register, Number: e.Number, Class: cut(e.Class, 80), Status: status,
					StatusWords: words, Dated: e.Date, Source: cut(e.Source, 300), Confidence: cut(e.Confidence, 40)}); err != nil {
					return fmt.Errorf("%s: %w", g.Key, err)
				}
			}
		}
		return nil
	})
}

// productClass is the HS chapter's first digit group in words that people filter by.
func productClass(g demo.Indication) string {
	for prefix, class := range map[string]string{"07": "vegetable", "08": "fruit", "0901": "coffee", "0902": "tea", "0904": "spice", "09": "spice", "1006": "rice", "10": "cereal",
		"03": "seafood", "02": "meat", "01": "livestock", "04": "dairy", "22": "drink", "12": "herb", "16": "prepared food", "17": "sugar", "19": "prepared food",
		"20": "prepared food", "21": "sauce", "24": "tobacco", "25": "salt", "15": "oil"} {
		if strings.HasPrefix(g.HS, prefix) && (len(prefix) == 4 || !strings.HasPrefix(g.HS, "0901") && !strings.HasPrefix(g.HS, "0902") && !strings.HasPrefix(g.HS, "0904") && !strings.HasPrefix(g.HS, "1006")) {
			return class
		}
	}
	return "handicraft"
}

func (s *seeder) seedProducts(ctx context.Context, tx *ops.Writing, exhibitor ident.Exhibitor, x *demo.Exhibitor) error {
	authorised := map[string]bool{}
	for i := range x.Products {
		p := &x.Products[i]
		if p.Indication != "" && !authorised[p.Indication] {
			authorised[p.Indication] = true
			if _, err := s.expo.PutGIUser(ctx, tx, s.indications[p.Indication], exhibitor, expo.GIUserFields{Document: "SAMPLE-" + strings.ToUpper(p.Indication),
				ValidFrom: "2024-01-01"}); err != nil {
				return fmt.Errorf("product %s: %w", p.Key, err)
			}
		}
		if err := s.seedProduct(ctx, tx, exhibitor, x, p); err != nil {
			return fmt.Errorf("product %s: %w", p.Key, err)
		}
	}
	return nil
}

func (s *seeder) seedProduct(ctx context.Context, tx *ops.Writing, exhibitor ident.Exhibitor, x *demo.Exhibitor, p *demo.Product) error {
	f := expo.ProductFields{Kind: p.Kind, CategoryID: s.categories[p.Category], Name: p.Name, Description: p.Summary, Unit: units[p.Unit],
		MinimumOrder: int64(p.MOQ), LeadDays: int64(p.LeadDays), FirstShown: p.FirstShown}
	if p.PriceMinor > 0 {
		f.Price = expo.PriceOf(p.PriceMinor, money.Currency(p.Currency))
	}
	if p.Kind == expo.Goods {
		f.HSCode, f.HSEdition, f.Origin = hs.Code(p.Code), "HS2022", place.Country(p.Origin)
		f.Incoterm, f.IncotermPlace = money.Incoterm(p.Incoterm), p.Place
	} else {
		f.CPCCode, f.CPCVersion = hs.CPC(p.Code), "2.1"
	}
	for _, c := range p.Certificates {
		f.Certificates = append(f.Certificates, expo.Certificate{Name: c})
	}
	if p.Indication != "" {
		f.GIs = []expo.GIKey{s.indications[p.Indication]}
	}
	made, err := s.expo.AddProduct(ctx, tx, expo.Product{ExhibitorID: exhibitor, ProductFields: f, Sample: p.Sample, State: expo.Published,
		ExternalSource: "demo", ExternalID: p.Key})
	if err != nil {
		return err
	}
	s.products[p.Key] = made.ID
	d, ok := s.pictures[s.pictureKey(p.Shape, x.Pavilion)]
	if !ok {
		return nil
	}
	_, err = s.expo.AddPicture(ctx, tx, expo.Picture{OfKind: "product", OfID: int64(made.ID), ExhibitorID: exhibitor, StoredPicture: d, Alt: p.Name, Credit: "drawn sample picture"})
	return err
}

func (s *seeder) seedDemonstrations(ctx context.Context) error {
	return s.Ops.Transact(ctx, s.id, "expo.demonstration.create", func(ctx context.Context, tx *ops.Writing) error {
		for _, d := range s.edition.Demonstrations {
			day := s.facts.Opens.AddDays(d.Day)
			if _, err := s.expo.AddDemonstration(ctx, tx, expo.Demonstration{ExhibitorID: s.exhibitors[d.Exhibitor], Sample: d.Sample, State: expo.Published,
				DemonstrationFields: expo.DemonstrationFields{Kind: d.Kind, Title: d.Title, PavilionID: s.pavilions[d.Pavilion], ProductID: s.products[d.Product],
					Times: expo.Times{{Day: day, From: d.From, To: later(d.From, d.Minutes)}}}}); err != nil {
				return fmt.Errorf("demonstration %s: %w", d.Key, err)
			}
		}
		return nil
	})
}

// later adds minutes to an hour of the day, "10:30".
func later(hour string, minutes int) string {
	var h, m int
	_, _ = fmt.Sscanf(hour, "%d:%d", &h, &m) // the demo's loader has checked it
	t := h*60 + m + minutes
	return fmt.Sprintf("%02d:%02d", t/60, t%60)
}

var informationKinds = map[string]string{"travel": "getting-there"}

func (s *seeder) seedInformation(ctx context.Context) error {
	return s.Ops.Transact(ctx, s.id, "expo.info.create", func(ctx context.Context, tx *ops.Writing) error {
		for i, n := range s.data.Information {
			kind := n.Kind
			if k, ok := informationKinds[kind]; ok {
				kind = k
			}
			source := n.Source
			if n.Sample && source != "sample" {
				source = "sample: " + source
			}
			in := expo.InfoFields{Title: n.Title, Body: n.Body, Position: int64(i), Source: cut(source, 300), AsOf: n.AsOf}
			if n.Key == "contact-hotline" {
				in.Phone = "+86-771-12343"
			}
			if _, err := s.expo.AddInfo(ctx, tx, kind, n.Key, in); err != nil {
				return fmt.Errorf("%s: %w", n.Key, err)
			}
		}
		return nil
	})
}
