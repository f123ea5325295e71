package i18n

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// plain shows no-break spaces as spaces, so that the tables below can be read.
func plain(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

// written is what one language makes of the same facts.
type written struct {
	number, decimal, percent, usd, vnd, area          string
	long, short, full, range1, range2, range3         string
	clock, dateTime, list2, list3, vietnam, ownSpeech string
}

// The table was read line by line against CLDR 47 (months, weekdays, marks, era, order) and the ranges written by hand.
var table = map[string]written{
	"en": {"-1,234,567", "1,234.50", "12.5%", "USD 1,250.00", "VND 1,250,000", "10.5 m²",
		"17 September 2025", "17 Sep 2025", "Wednesday, 17 September 2025",
		"17–21 September 2025", "30 September – 2 October 2025", "30 December 2025 – 2 January 2026",
		"09:05", "17 September 2025, 09:05", "a and b", "a, b and c", "Vietnam", "English"},
	"zh": {"-1,234,567", "1,234.50", "12.5%", "USD 1,250.00", "VND 1,250,000", "10.5 m²",
		"2025年9月17日", "2025/9/17", "2025年9月17日星期三",
		"2025年9月17日至21日", "2025年9月30日至10月2日", "2025年12月30日至2026年1月2日",
		"09:05", "2025年9月17日 09:05", "a和b", "a、b和c", "越南", "英语"},
	"vi": {"-1.234.567", "1.234,50", "12,5%", "1.250,00 USD", "1.250.000 VND", "10,5 m²",
		"17 tháng 9, 2025", "17/9/2025", "Thứ Tư, 17 tháng 9, 2025",
		"17–21 tháng 9, 2025", "30 tháng 9 – 2 tháng 10, 2025", "30 tháng 12, 2025 – 2 tháng 1, 2026",
		"09:05", "17 tháng 9, 2025, 09:05", "a và b", "a, b và c", "Việt Nam", "Tiếng Anh"},
	"th": {"-1,234,567", "1,234.50", "12.5%", "USD 1,250.00", "VND 1,250,000", "10.5 m²",
		"17 กันยายน พ.ศ. 2568", "17 ก.ย. 2568", "วันพุธที่ 17 กันยายน พ.ศ. 2568",
		"17–21 กันยายน พ.ศ. 2568", "30 กันยายน – 2 ตุลาคม พ.ศ. 2568", "30 ธันวาคม พ.ศ. 2568 – 2 มกราคม พ.ศ. 2569",
		"09:05", "17 กันยายน พ.ศ. 2568 เวลา 09:05", "aและb", "a, b และc", "เวียดนาม", "ภาษาอังกฤษ"},
	"lo": {"-1.234.567", "1.234,50", "12,5%", "USD 1.250,00", "VND 1.250.000", "10,5 m²",
		"17 ກັນຍາ 2025", "17/9/2025", "ວັນພຸດ, 17 ກັນຍາ 2025",
		"17–21 ກັນຍາ 2025", "30 ກັນຍາ – 2 ຕຸລາ 2025", "30 ທັນວາ 2025 – 2 ມັງກອນ 2026",
		"09:05", "17 ກັນຍາ 2025, 09:05", "a ແລະ b", "a, b ແລະ c", "ຫວຽດນາມ", "ພາສາອັງກິດ"},
	"km": {"-1,234,567", "1,234.50", "12.5%", "1,250.00 USD", "1,250,000 VND", "10.5 m²",
		"17 កញ្ញា 2025", "17/9/2025", "ពុធ 17 កញ្ញា 2025",
		"17–21 កញ្ញា 2025", "30 កញ្ញា – 2 តុលា 2025", "30 ធ្នូ 2025 – 2 មករា 2026",
		"09:05", "17 កញ្ញា 2025 ម៉ោង 09:05", "a និង b", "a, b និង c", "វៀតណាម", "ភាសាអង់គ្លេស"},
	"my": {"-၁,၂၃၄,၅၆၇", "၁,၂၃၄.၅၀", "၁၂.၅%", "၁,၂၅၀.၀၀ USD", "၁,၂၅၀,၀၀၀ VND", "၁၀.၅ m²",
		"၂၀၂၅ စက်တင်ဘာ ၁၇", "၁၇/၉/၂၀၂၅", "၂၀၂၅ စက်တင်ဘာ ၁၇ ဗုဒ္ဓဟူး",
		"၂၀၂၅ စက်တင်ဘာ ၁၇ – ၂၁", "၂၀၂၅ စက်တင်ဘာ ၃၀ – အောက်တိုဘာ ၂", "၂၀၂၅ ဒီဇင်ဘာ ၃၀ – ၂၀၂၆ ဇန်နဝါရီ ၂",
		"၀၉:၀၅", "၂၀၂၅ စက်တင်ဘာ ၁၇ ၀၉:၀၅", "aနှင့် b", "a၊ bနှင့် c", "ဗီယက်နမ်", "အင်္ဂလိပ်ဘာသာ"},
	"id": {"-1.234.567", "1.234,50", "12,5%", "USD 1.250,00", "VND 1.250.000", "10,5 m²",
		"17 September 2025", "17/09/2025", "Rabu, 17 September 2025",
		"17–21 September 2025", "30 September – 2 Oktober 2025", "30 Desember 2025 – 2 Januari 2026",
		"09.05", "17 September 2025 pukul 09.05", "a dan b", "a, b, dan c", "Vietnam", "Bahasa Inggris"},
	"ms": {"-1,234,567", "1,234.50", "12.5%", "USD 1,250.00", "VND 1,250,000", "10.5 m²",
		"17 September 2025", "17/9/2025", "Rabu, 17 September 2025",
		"17–21 September 2025", "30 September – 2 Oktober 2025", "30 Disember 2025 – 2 Januari 2026",
		"09:05", "17 September 2025, 09:05", "a dan b", "a, b dan c", "Vietnam", "Bahasa Inggeris"},
	"fil": {"-1,234,567", "1,234.50", "12.5%", "USD 1,250.00", "VND 1,250,000", "10.5 m²",
		"Setyembre 17, 2025", "Set 17, 2025", "Miyerkules, Setyembre 17, 2025",
		"Setyembre 17–21, 2025", "Setyembre 30 – Oktubre 2, 2025", "Disyembre 30, 2025 – Enero 2, 2026",
		"09:05", "Setyembre 17, 2025, 09:05", "a at b", "a, b, at c", "Vietnam", "Ingles"},
	"pt": {"-1.234.567", "1.234,50", "12,5%", "USD 1.250,00", "VND 1.250.000", "10,5 m²",
		"17 de setembro de 2025", "17/09/2025", "quarta-feira, 17 de setembro de 2025",
		"17 a 21 de setembro de 2025", "30 de setembro a 2 de outubro de 2025", "30 de dezembro de 2025 a 2 de janeiro de 2026",
		"09:05", "17 de setembro de 2025 às 09:05", "a e b", "a, b e c", "Vietname", "inglês"},
}

func TestFormatsOfElevenLanguages(t *testing.T) {
	t.Parallel()
	b := bundle(t)
	nanning := time.FixedZone("CST", 8*3600)
	opening := time.Date(2025, 9, 17, 9, 5, 0, 0, nanning)
	if len(table) != len(text.Languages) {
		t.Fatalf("the table has %d languages", len(table))
	}
	for _, lang := range text.Languages {
		l, want := b.Locale(lang), table[lang]
		got := written{
			l.Number(-1234567), l.Decimal(123450, 2), l.Percent(125, 1), l.Money(125000, "USD"), l.Money(1250000, "VND"), l.Area(105000),
			l.Date("2025-09-17"), l.DateShort("2025-09-17"), l.DateWeekday("2025-09-17"),
			l.DateRange("2025-09-17", "2025-09-21"), l.DateRange("2025-10-02", "2025-09-30"), l.DateRange("2025-12-30", "2026-01-02"),
			l.Time(opening), l.DateTime(opening), l.List([]string{"a", "b"}), l.List([]string{"a", "b", "c"}), l.Country("VN"), l.LanguageName("en"),
		}
		for _, p := range []*string{&got.usd, &got.vnd, &got.area} {
			*p = plain(*p)
		}
		if got != want {
			t.Errorf("%s:\n got %#v\nwant %#v", lang, got, want)
		}
	}
}

func TestEdgesOfNumbers(t *testing.T) {
	t.Parallel()
	en, vi, th := bundle(t).Locale("en"), bundle(t).Locale("vi"), bundle(t).Locale("th")
	for _, c := range []struct{ got, want string }{
		{en.Number(0), "0"},
		{en.Number(999), "999"},
		{en.Number(1000), "1,000"},
		{en.Number(math.MinInt64), "-9,223,372,036,854,775,808"},
		{en.Decimal(math.MinInt64, 18), "-9.223372036854775808"},
		{en.Decimal(math.MaxInt64, 99), "9.223372036854775807"},
		{en.Decimal(5, -1), "5"},
		{en.Decimal(-5, 2), "-0.05"},
		{en.Share(1, 3, 1), "33.3%"},
		{en.Share(2, 3, 0), "67%"},
		{en.Share(0, 5, 1), "0.0%"},
		{en.Share(1, 0, 1), "–"},
		{vi.Share(1, 8, 9), "12,5000%"},
		{en.Area(90000), "9 m²"},
		{en.Area(90049), "9 m²"},
		{en.Area(90050), "9.01 m²"},
		{en.Area(-90050), "-9.01 m²"},
		{en.Metres(650), "6.5 m"},
		{en.Metres(1234567), "12,345.67 m"},
		{en.FloorLoad(3500), "3.5 t/m²"},
		{vi.FloorLoad(500), "0,5 t/m²"},
		{en.Weight(1250), "1.25 kg"},
		{en.Bytes(0), "0 B"},
		{en.Bytes(999), "999 B"},
		{en.Bytes(1000), "1 kB"},
		{en.Bytes(10_000_000), "10 MB"},
		{en.Bytes(10_000_001), "10.1 MB"},
		{vi.Bytes(12_345), "12,4 kB"},
		{en.Bytes(math.MaxInt64), "9,223,372.1 TB"},
		{en.Money(0, "CNY"), "CNY 0.00"},
		{en.Money(-5, "USD"), "USD -0.05"},
		{en.Money(1234, "KWD"), "KWD 1.234"},
		{en.Money(1234, "JPY"), "JPY 1,234"},
		{en.Money(150000000, "IDR"), "IDR 1,500,000"},
		{en.Money(150000050, "IDR"), "IDR 1,500,000.50"},
		{en.Money(150000000, "LAK"), "LAK 1,500,000"},
		{en.Money(150000001, "MMK"), "MMK 1,500,000.01"},
		{en.Money(410000, "KHR"), "KHR 4,100"},
		{th.Money(410000, "THB"), "THB 4,100.00"},
		{en.Money(100, "BGN"), "BGN 1.00"},
		{en.Money(math.MinInt64, "USD"), "USD -92,233,720,368,547,758.08"},
	} {
		if got := plain(c.got); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFloatsFromJSON(t *testing.T) {
	t.Parallel()
	l := bundle(t).Locale("vi")
	for v, want := range map[float64]string{3: "3", 1200: "1.200", 0.5: "0,5", 1234.5678: "1.234,568", -2.5: "-2,5", 1e300: "1e+300"} {
		if got := string(l.appendFloat(nil, v)); got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
	if got := string(l.appendFloat(nil, math.NaN())); got != "NaN" {
		t.Errorf("NaN gives %q", got)
	}
}

func TestEdgesOfDates(t *testing.T) {
	t.Parallel()
	en, th := bundle(t).Locale("en"), bundle(t).Locale("th")
	at := func(h, m int) time.Time { return time.Date(2025, 9, 17, h, m, 59, 0, time.UTC) }
	for _, c := range []struct{ got, want string }{
		{en.Date(""), ""},
		{en.Date("2025-13-01"), "2025-13-01"},
		{en.DateRange("", ""), ""},
		{en.DateRange("2025-09-17", ""), "17 September 2025"},
		{en.DateRange("", "2025-09-17"), "17 September 2025"},
		{en.DateRange("2025-09-17", "2025-09-17"), "17 September 2025"},
		{en.DateRange("2025-09-17", "soon"), "2025-09-17 – soon"},
		{th.DateRange("2025-12-31", "2026-01-01"), "31 ธันวาคม พ.ศ. 2568 – 1 มกราคม พ.ศ. 2569"},
		{th.Date("2024-02-29"), "29 กุมภาพันธ์ พ.ศ. 2567"},
		{en.Time(time.Time{}), ""},
		{en.DateTime(time.Time{}), ""},
		{en.Time(at(0, 0)), "00:00"},
		{en.Time(at(23, 59)), "23:59"},
		{en.TimeRange(at(9, 30), at(10, 15)), "09:30–10:15"},
		{en.TimeRange(at(9, 30), time.Time{}), "09:30"},
		{en.TimeRange(time.Time{}, at(9, 30)), "09:30"},
		{en.TimeRange(time.Time{}, time.Time{}), ""},
		{en.Weekday(time.Saturday), "Saturday"},
		{en.Month(time.December), "December"},
		{string(clock.Date(en.List(nil))), ""},
		{en.List([]string{"a"}), "a"},
		{en.List([]string{"a", "b", "c", "d"}), "a, b, c and d"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	// 2025-09-17 03:00 UTC is still the 16th in Caracas: the time's own zone decides.
	early := time.Date(2025, 9, 17, 3, 0, 0, 0, time.UTC).In(time.FixedZone("VET", -4*3600))
	if got, want := en.DateTime(early), "16 September 2025, 23:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
