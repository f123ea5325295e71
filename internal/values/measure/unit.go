package measure

import (
	"math/big"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Unit is the code of a unit, such as "KGM"; "" is none stated.
type Unit string

// Dimension says what a unit measures; units of one dimension with ratios convert into each other.
type Dimension string

// The dimensions. Units of Package, and Set and Pair among Count, have no ratio to others: what a box holds differs.
const (
	Count   Dimension = "count"
	Mass    Dimension = "mass"
	Volume  Dimension = "volume"
	Length  Dimension = "length"
	Area    Dimension = "area"
	Time    Dimension = "time"
	Energy  Dimension = "energy"
	Package Dimension = "package"
	Compute Dimension = "compute"
)

// entry is one unit: ratio is num/den of the dimension's base unit (gram, millilitre, millimetre, square centimetre,
// second, watt hour, piece); num 0 is no ratio. Names are what import files call it, besides its code.
type entry struct {
	code      Unit
	dimension Dimension
	num, den  int64
	names     string
}

// table is in the order in which lists show it. An inch is 25.4 mm, a pound 453.59237 g, a US gallon 3.785411784 l.
var table = []entry{
	{"C62", Count, 1, 1, "one|piece|pieces|pc|pcs|pce|ea|each|unit|units|h87|件|个|只|台|chiếc|cái|ชิ้น|buah|biji"},
	{"PR", Count, 0, 1, "pair|pairs|npr|双|对|đôi|คู่|pasang"},
	{"SET", Count, 0, 1, "set|sets|套|bộ|ชุด"},
	{"DZN", Count, 12, 1, "dozen|doz|打|tá|โหล|lusin"},
	{"MIL", Count, 1000, 1, "thousand|千件"},
	{"GRM", Mass, 1, 1, "g|gram|grams|克|กรัม"},
	{"KGM", Mass, 1000, 1, "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|公斤|千克|กิโลกรัม|kí lô gam"},
	{"TNE", Mass, 1000000, 1, "t|mt|ton|tons|tonne|tonnes|metric ton|metric tons|吨|公吨|tấn|ตัน"},
	{"LBR", Mass, 45359237, 100000, "lb|lbs|pound|pounds|磅"},
	{"MLT", Volume, 1, 1, "ml|millilitre|milliliter|毫升"},
	{"LTR", Volume, 1000, 1, "l|litre|litres|liter|liters|升|lít|ลิตร"},
	{"MTQ", Volume, 1000000, 1, "m3|cbm|cubic metre|cubic metres|cubic meter|立方米|mét khối"},
	{"GLL", Volume, 3785411784, 1000000, "gal|gallon|gallons|us gallon|加仑"},
	{"MMT", Length, 1, 1, "mm|millimetre|millimeter|毫米"},
	{"CMT", Length, 10, 1, "cm|centimetre|centimeter|厘米"},
	{"MTR", Length, 1000, 1, "m|metre|metres|meter|meters|米|mét|เมตร"},
	{"KMT", Length, 1000000, 1, "km|kilometre|kilometer|公里|千米"},
	{"INH", Length, 254, 10, "in|inch|inches|英寸"},
	{"FOT", Length, 3048, 10, "ft|foot|feet|英尺"},
	{"CMK", Area, 1, 1, "cm2|平方厘米"},
	{"MTK", Area, 10000, 1, "m2|sqm|sq m|square metre|square metres|square meter|平方米|平米|mét vuông|ตารางเมตร"},
	{"HAR", Area, 100000000, 1, "ha|hectare|hectares|公顷"},
	{"MIN", Time, 60, 1, "minute|minutes|分钟"},
	{"HUR", Time, 3600, 1, "h|hr|hour|hours|小时|giờ|ชั่วโมง|jam"},
	{"DAY", Time, 86400, 1, "day|days|天|日|ngày|วัน|hari"},
	{"WEE", Time, 604800, 1, "week|weeks|周"},
	{"MON", Time, 0, 1, "month|months|月|tháng|เดือน|bulan"},
	{"ANN", Time, 0, 1, "year|years|年|năm|ปี|tahun"},
	{"KWH", Energy, 1000, 1, "kilowatt hour|千瓦时|度"},
	{"MWH", Energy, 1000000, 1, "megawatt hour|兆瓦时"},
	{"XBX", Package, 0, 1, "bx|box|boxes|盒|hộp|กล่อง|kotak"},
	{"XCT", Package, 0, 1, "ct|ctn|ctns|carton|cartons|纸箱|箱|thùng|ลัง"},
	{"XBG", Package, 0, 1, "bg|bag|bags|sack|sacks|袋|bao|ถุง|กระสอบ|karung"},
	{"XPK", Package, 0, 1, "pk|pack|packs|package|packages|packet|包|gói|แพ็ค"},
	{"XBO", Package, 0, 1, "bottle|bottles|瓶|chai|ขวด|botol"},
	{"XCX", Package, 0, 1, "can|cans|罐|lon|กระป๋อง"},
	{"XDR", Package, 0, 1, "drum|drums|桶"},
	{"XRO", Package, 0, 1, "roll|rolls|卷|cuộn|ม้วน"},
	{"XPX", Package, 0, 1, "pallet|pallets|托盘|พาเลท"},
	{"XCN", Package, 0, 1, "container|containers|集装箱|công-te-nơ|ตู้คอนเทนเนอร์"},
	{"E48", Count, 0, 1, "service unit|service|服务"},
	{"FW-GPUH", Compute, 0, 1, "gpu hour|gpu hours|gpu h|gpu小时|gpu 时"},
	{"FW-CPUH", Compute, 0, 1, "vcpu hour|vcpu hours|vcpu h|core hour|vcpu小时"},
	{"FW-TBM", Compute, 0, 1, "tb month|tb months|tb mo|terabyte month|tb月"},
	{"FW-MTOK", Compute, 0, 1, "million tokens|1m tokens|mtok|百万token|百万 token"},
}

// index finds an entry by code and by folded name; it is filled once from the table and never changes.
var index = func() map[string]int {
	m := make(map[string]int, 8*len(table))
	for i, e := range table {
		for _, name := range append(strings.Split(e.names, "|"), string(e.code)) {
			name = text.Fold(name)
			if j, taken := m[name]; taken && j != i {
				panic("measure: " + name + " names two units")
			}
			m[name] = i
		}
	}
	return m
}()

// Parse reads a unit by its code or by a common name in English, Chinese, Vietnamese, Thai or Malay, without regard
// to case, marks and punctuation: "KGM", "kg", "公斤", "M²", "GPU-hour". Errors: Invalid, also for "".
func Parse(s string) (Unit, error) {
	if len(s) <= 100 {
		if i, ok := index[text.Fold(s)]; ok {
			return table[i].code, nil
		}
	}
	r := []rune(strings.ToValidUTF8(s, "\ufffd"))
	return "", fault.NewInvalid("", "unit.unknown", "unit", string(r[:min(len(r), 40)]))
}

// Units returns every unit in the order of lists.
func Units() []Unit {
	all := make([]Unit, len(table))
	for i, e := range table {
		all[i] = e.code
	}
	return all
}

// Valid reports whether u is the code of a known unit.
func (u Unit) Valid() bool { _, ok := u.entry(); return ok }

// Dimension returns what the unit measures, "" for an unknown unit.
func (u Unit) Dimension() Dimension { e, _ := u.entry(); return e.dimension }

// Key returns the message key of the unit's name, such as "unit.kgm".
func (u Unit) Key() string { return "unit." + strings.ToLower(string(u)) }

// Ratio returns how many of unit other make one of u, exactly: 1000 for TNE to KGM. ok is false when the two cannot
// be converted: different dimensions, packages, or months and years, whose length varies.
func (u Unit) Ratio(other Unit) (ratio *big.Rat, ok bool) {
	a, found := u.entry()
	b, known := other.entry()
	switch {
	case !found || !known:
		return nil, false
	case u == other:
		return big.NewRat(1, 1), true
	case a.dimension != b.dimension || a.num == 0 || b.num == 0:
		return nil, false
	}
	return new(big.Rat).Quo(big.NewRat(a.num, a.den), big.NewRat(b.num, b.den)), true
}

// UNECE returns the code to write in documents for others (UBL, customs): our own units become "ZZ", mutually defined.
func (u Unit) UNECE() string {
	if strings.HasPrefix(string(u), "FW-") {
		return "ZZ"
	}
	return string(u)
}

func (u Unit) entry() (entry, bool) {
	i, ok := index[text.Fold(string(u))]
	if !ok || table[i].code != u {
		return entry{}, false
	}
	return table[i], true
}
