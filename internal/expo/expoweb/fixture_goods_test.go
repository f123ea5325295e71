package expoweb_test

import (
	"testing"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// goods adds products, geographical indications, demonstrations and visitor information.
func (s *show) goods(t testing.TB, canary string) {
	t.Helper()
	gi := must[expo.GI](t)(s.expo.CreateGI.Do(s.ctx, expo.CreateGI{GIFields: expo.GIFields{NameOriginal: "Vải thiều Lục Ngạn" + canary, NameLatin: "Luc Ngan lychee" + canary,
		Names: words(canary, "en", "Lychee of Luc Ngan"), Country: "VN", Territory: words(canary, "en", "Luc Ngan district, Bac Giang"), Product: words(canary, "en", "lychee"),
		ProductClass: "fruit" + canary, Control: "Department of science" + canary}}))
	s.gi = gi.ID
	for _, e := range []expo.GIEntryFields{
		{Register: "Viet Nam NOIP" + canary, Number: "00017" + canary, Class: "31" + canary, Status: "registered", Dated: "2008-06-25", Source: "register" + canary},
		{Register: "Japan MAFF" + canary, Number: "108", Status: "applied", StatusWords: "under examination" + canary, Dated: "2021", Source: "register" + canary, Confidence: "inferred"},
	} {
		must[expo.GIEntry](t)(s.expo.AddGIEntry.Do(s.ctx, expo.AddGIEntry{GI: gi.ID, GIEntryFields: e}))
	}
	must[expo.GI](t)(s.expo.CreateGI.Do(s.ctx, expo.CreateGI{GIFields: expo.GIFields{NameOriginal: "平谷大桃", NameLatin: "Pinggu Da Tao", Country: "CN", Product: text.Of("en", "peach")}}))
	must[expo.GIUser](t)(s.expo.AuthoriseGI.Do(s.ctx, expo.AuthoriseGI{InEdition: inEdition, OnExhibitor: expo.OnExhibitor{Exhibitor: s.exhibitors["lychee"].ID}, GI: gi.ID,
		GIUserFields: expo.GIUserFields{Document: "GI-7", ValidFrom: "2024-01-01", ValidUntil: "2026-12-31"}}))
	for _, p := range []struct {
		key, firm, en, own, lang, kind, category string
		code                                     string
		origin                                   place.Country
		unit                                     measure.Unit
		minor                                    int64
		currency                                 money.Currency
		first                                    bool
		gi                                       []expo.GIKey
		state                                    string
	}{
		{"lychee", "lychee", "Fresh lychee, boxes of 5 kg", "Vải thiều tươi, thùng 5 kg", "vi", "goods", "fruit", "08109090", "VN", "KGM", 480, "USD", true, []expo.GIKey{gi.ID}, "published"},
		{"durian", "durian", "Monthong durian", "ทุเรียนหมอนทอง", "th", "goods", "fruit", "081060", "TH", "KGM", 21000, "THB", true, nil, "published"},
		{"pepper", "pepper", "Kampot red pepper", "ម្រេចក្រហមកំពត", "km", "goods", "spice", "090411", "KH", "KGM", 3250, "USD", false, nil, "published"},
		{"arm", "robots", "Welding robot arm, 12 kg", "焊接机器人", "zh", "goods", "robots", "847950", "CN", "C62", 18500000, "CNY", true, nil, "published"},
		{"gpu", "cloud", "GPU hours for model training", "训练算力", "zh", "service", "cloud", "83150", "", "GPU-hour", 1890, "CNY", false, nil, "published"},
		{"secret", "robots", "Secret prototype", "机密样机", "zh", "goods", "robots", "847950", "CN", "C62", 0, "", false, nil, "draft"},
		{"hidden", "draft", "Hidden product", "隐藏产品", "zh", "goods", "robots", "847950", "CN", "C62", 0, "", false, nil, "published"},
	} {
		f := expo.ProductFields{Kind: p.kind, CategoryID: s.categories[p.category], Name: words(canary, "en", p.en, p.lang, p.own),
			Description: words(canary, "en", "What buyers ask for first.\n\nPacked for the road."), Unit: p.unit, MinimumOrder: 1200, LeadDays: 14, FirstShown: p.first, GIs: p.gi,
			Certificates: []expo.Certificate{{Name: "HACCP" + canary, Number: "H-1" + canary, Issuer: "Issuer" + canary, ValidUntil: "2027-06-30"}}}
		if p.minor > 0 {
			f.Price = expo.PriceOf(p.minor, p.currency)
		}
		if p.kind == "goods" {
			f.HSCode, f.Origin = hs.Code(p.code), p.origin
			if p.minor > 0 {
				f.Incoterm, f.IncotermPlace = "FOB", "Hai Phong"+canary
			}
		} else {
			f.CPCCode = hs.CPC(p.code)
		}
		o := must[expo.Product](t)(s.expo.CreateProduct.Do(s.ctx, expo.CreateProduct{InEdition: inEdition, OnExhibitor: expo.OnExhibitor{Exhibitor: s.exhibitors[p.firm].ID}, ProductFields: f, State: p.state}))
		s.products[p.key] = o.ID
	}
	s.shows(t, canary)
	s.information(t, canary)
}

func (s *show) shows(t testing.TB, canary string) {
	t.Helper()
	for _, d := range []struct {
		firm, kind, title string
		pavilion          string
		times             expo.Times
		hands             bool
		state             string
	}{
		{"robots", "robot", "A robot that sorts fruit by ripeness", "ai", expo.Times{{Day: "2025-09-17", From: "10:00", To: "10:30"}, {Day: "2025-09-17", From: "15:00", To: "15:30"}, {Day: "2025-09-18", From: "10:00", To: "10:30"}}, true, "published"},
		{"cloud", "model", "Ask a model in eleven languages", "ai", nil, true, "published"},
		{"coffee", "process", "Roasting Gayo coffee", "agriculture", expo.Times{{Day: "2025-09-19", From: "11:00", To: "11:45"}}, false, "published"},
		{"robots", "drone", "Secret drone flight", "ai", nil, false, "draft"},
	} {
		var pavilion ident.Pavilion
		if d.pavilion != "" {
			pavilion = s.pavilions[d.pavilion].ID
		}
		must[expo.Demonstration](t)(s.expo.CreateDemonstration.Do(s.ctx, expo.CreateDemonstration{InEdition: inEdition, OnExhibitor: expo.OnExhibitor{Exhibitor: s.exhibitors[d.firm].ID},
			State: d.state, DemonstrationFields: expo.DemonstrationFields{Kind: d.kind, PavilionID: pavilion, Title: words(canary, "en", d.title),
				Description: words(canary, "en", "Come close, ask, and try."), Times: d.times, HandsOn: d.hands}}))
	}
}

func (s *show) information(t testing.TB, canary string) {
	t.Helper()
	for i, f := range []struct {
		kind, code, title, body string
		day                     clock.Date
		opens, closes           string
	}{
		{"hours", "trade", "Trade days", "Admission until half an hour before the halls close.", "", "08:30", "17:00"},
		{"hours", "last-day", "Public day", "Stands may sell what they show.", "2025-09-21", "08:30", "16:00"},
		{"getting-there", "metro", "By metro", "Line 1 to Convention Centre, exit B.", "", "", ""},
		{"entrance", "main", "Main entrance", "Bring your badge and an identity card.", "", "", ""},
		{"service", "desk", "Information desk", "In the foyer of hall D1.", "", "", ""},
		{"rule", "smoking", "No smoking", "Smoking is not allowed in the halls.", "", "", ""},
		{"contact", "secretariat", "Secretariat", "For exhibitors and visitors.", "", "", ""},
		{"question", "parking", "Where can I park?", "In car park P2, north of hall D.", "", "", ""},
		{"question", "language", "Which languages are spoken?", "At the desks, eleven.", "", "", ""},
	} {
		must[expo.Info](t)(s.expo.CreateInfo.Do(s.ctx, expo.CreateInfo{InEdition: inEdition, Kind: f.kind, Code: f.code, InfoFields: expo.InfoFields{Title: words(canary, "en", f.title),
			Body: words(canary, "en", f.body), Day: f.day, Opens: f.opens, Closes: f.closes, Phone: "+86 771 555 0100" + canary, Link: "https://www.venue.example/visit",
			Position: int64(i), Source: "venue" + canary, AsOf: "2025-09" + canary}}))
	}
}
