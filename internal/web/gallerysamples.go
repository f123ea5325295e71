package web

import (
	"strconv"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// The gallery's sample words: enough languages to see how each script sits in each component.
var (
	sampleTitle = text.Of(
		"en", "Where eleven markets meet", "zh", "十一个市场在此相会", "vi", "Nơi mười một thị trường gặp nhau",
		"th", "จุดนัดพบของสิบเอ็ดตลาด", "lo", "ບ່ອນພົບກັນຂອງສິບເອັດຕະຫຼາດ", "km", "កន្លែងជួបគ្នានៃទីផ្សារដប់មួយ",
		"my", "ဈေးကွက်ဆယ့်တစ်ခု တွေ့ဆုံရာ", "id", "Tempat sebelas pasar bertemu", "ms", "Tempat sebelas pasaran bertemu",
		"fil", "Kung saan nagtatagpo ang labing-isang merkado", "pt", "Onde onze mercados se encontram")
	sampleSentence = text.Of(
		"en", "Find suppliers across languages, plan the visit hall by hall and compare what things really cost at your door.",
		"zh", "跨语言寻找供应商，逐馆规划行程，比较货物到门的真实成本。",
		"vi", "Tìm nhà cung cấp qua nhiều ngôn ngữ, lên kế hoạch tham quan từng gian và so sánh chi phí thật đến tận cửa.",
		"th", "ค้นหาผู้ขายข้ามภาษา วางแผนเยี่ยมชมทีละฮอลล์ และเปรียบเทียบต้นทุนจริงถึงหน้าประตูของคุณ",
		"km", "ស្វែងរកអ្នកផ្គត់ផ្គង់ឆ្លងភាសា រៀបចំដំណើរទស្សនាតាមសាលនីមួយៗ និងប្រៀបធៀបថ្លៃដើមពិតប្រាកដដល់មាត់ទ្វាររបស់អ្នក។",
		"my", "ဘာသာစကားအမျိုးမျိုးဖြင့် ပေးသွင်းသူများကိုရှာဖွေပြီး ခန်းမတစ်ခုချင်းစီအလိုက် လည်ပတ်ရန် စီစဉ်ပါ။",
		"pt", "Encontre fornecedores em várias línguas, planeie a visita pavilhão a pavilhão e compare o custo real à sua porta.")
	sampleWord   = text.Of("en", "Description", "zh", "简介", "th", "คำอธิบาย", "km", "ការពិពណ៌នា", "my", "ဖော်ပြချက်", "pt", "Descrição", "vi", "Mô tả")
	sampleSearch = text.Of("en", "Durian, robots, GPU hours…", "zh", "榴莲、机器人、算力…", "th", "ทุเรียน หุ่นยนต์…", "km", "ធុរេន មនុស្សយន្ត…", "my", "ဒူးရင်း၊ စက်ရုပ်…")
	sampleNames  = [...]text.T{
		text.Of("en", "Red River Robotics", "zh", "红河机器人", "th", "เรดริเวอร์ โรโบติกส์"),
		text.Of("th", "สวนทุเรียนจันทบุรี", "en", "Chanthaburi Durian Orchard", "zh", "尖竹汶榴莲园"),
		text.Of("km", "សហគមន៍ម្រេចកំពត", "en", "Kampot Pepper Community", "zh", "贡布胡椒社区"),
		text.Of("my", "ဧရာဝတီ ဆန်စပါး ကုမ္ပဏီလီမိတက်", "en", "Ayeyarwady Rice Company", "zh", "伊洛瓦底大米公司"),
		text.Of("en", "Beibu Gulf Cloud", "zh", "北部湾算力云", "pt", "Serviços de Computação do Golfo de Beibu"),
		text.Of("en", "Luang Prabang Weavers", "lo", "ສະມາຄົມທໍຜ້າຫຼວງພະບາງ", "zh", "琅勃拉邦织造协会"),
		text.Of("vi", "Hợp tác xã Vải thiều Lục Ngạn", "en", "Luc Ngan Lychee Cooperative"),
		text.Of("id", "Perkebunan Kopi Gayo Berkelanjutan", "en", "Gayo Sustainable Coffee"),
	}
	galleryIcons = [...]IconName{IconRobot, IconLeaf, IconProduct, IconShip, IconService, IconPavilion, IconLeaf, IconProduct}
)

func sample(v *View, t text.T) string { return wordsOf(v, t) }

// other returns the language of a sample when it is not the page's, for a Lang field.
func other(v *View, t text.T) string {
	if l := langOf(v, t); l != v.Locale.Lang() {
		return l
	}
	return ""
}

func galleryHero(v *View) HeroData {
	return HeroData{
		Eyebrow: "22 · 2025", Title: sample(v, sampleTitle), Lang: other(v, sampleTitle), Lede: sample(v, sampleSentence), Seed: 22,
		Facts: []Fact{{Icon: IconCalendar, Text: v.Locale.DateRange("2025-09-17", "2025-09-21")}, {Icon: IconPin, Text: "Nanning · " + v.Locale.Country("CN")}},
		Actions: []ButtonData{
			{Label: v.T("web.nav.exhibitors"), Kind: "primary", Icon: IconExhibitor, Href: "#cards"},
			{Label: v.T("web.nav.plan"), Icon: IconHall, Href: "#list"},
		},
	}
}

func galleryFigures(v *View) []StatData {
	return []StatData{
		{Icon: IconExhibitor, Label: v.T("web.nav.exhibitors"), Value: v.Locale.Number(3260), Note: "60 · 2025", Trend: "+8%", TrendTone: ToneSuccess},
		{Icon: IconHall, Label: v.T("web.nav.plan"), Value: v.Locale.Number(160000), Unit: "m²"},
		{Icon: IconRobot, Label: v.T("web.nav.demonstrations"), Value: v.Locale.Number(1200), Href: "#demo"},
		{Icon: IconHandshake, Label: v.T("web.nav.meetings"), Value: v.Locale.Number(155), Source: "2025-09-21"},
	}
}

func galleryEntities(v *View) []EntityCardData {
	var all []EntityCardData
	for i, n := range sampleNames[:4] {
		all = append(all, EntityCardData{
			Href: "#e" + strconv.Itoa(i), Title: sample(v, n), Lang: other(v, n), Subtitle: sample(v, sampleSentence), SubtitleLang: other(v, sampleSentence),
			Picture: PictureData{Seed: Seed(sample(v, n)), Icon: galleryIcons[i]},
			Facts:   []Fact{{Icon: IconPin, Text: "D" + strconv.Itoa(i+1) + "-0" + strconv.Itoa(i*3+2)}, {Icon: IconFlag, Text: v.Locale.Country([]string{"VN", "TH", "KH", "MM"}[i])}},
			Badges:  galleryBadges(v)[i : i+2],
		})
	}
	return all
}

func galleryMonograms(v *View) []EntityCardData {
	var all []EntityCardData
	for i, n := range sampleNames {
		all = append(all, EntityCardData{
			Href: "#m" + strconv.Itoa(i), Title: sample(v, n), Lang: other(v, n),
			Facts: []Fact{{Icon: IconPin, Text: "B1-" + strconv.Itoa(i+11)}, {Icon: IconFlag, Text: v.Locale.Country("CN")}},
		})
	}
	return all
}

func galleryBadges(v *View) []BadgeData {
	return []BadgeData{
		{Text: "2025", Tone: ToneAccent, Icon: IconFirstShown},
		{Text: v.T("web.steps.done"), Tone: ToneSuccess, Icon: IconSuccess},
		{Text: v.Locale.Country("SG"), Tone: ToneBrand, Icon: IconFlag},
		{Text: v.T("web.nav.indications"), Tone: ToneInfo, Icon: IconCertificate},
		{Text: "12:30", Tone: ToneWarning, Icon: IconClock},
		{Text: v.T("web.cancel"), Tone: ToneDanger, Icon: IconError},
		{Text: "HS 0810.60"},
	}
}

func galleryTags(v *View) []NavLink {
	return []NavLink{{Label: v.T("web.nav.products"), Href: "#t", Count: "12"}, {Label: "ทุเรียน", Lang: "th", Href: "#t"}, {Label: "榴莲", Lang: "zh"}}
}

func galleryTabs(v *View) []NavLink {
	return []NavLink{
		{Label: v.T("web.nav.products"), Href: "#tab", Current: true, Count: "48"}, {Label: v.T("web.nav.exhibitors"), Href: "#tab2"},
		{Label: v.T("web.nav.information"), Href: "#tab3"},
	}
}

func galleryCrumbs(v *View) []NavLink {
	return []NavLink{{Label: v.T("web.nav.home"), Href: "#home"}, {Label: v.T("web.nav.exhibitors"), Href: "#list"}}
}

func galleryChosen(v *View) []NavLink {
	return []NavLink{{Label: v.Locale.Country("TH"), Href: "#a"}, {Label: "HS 08", Href: "#b"}}
}

func galleryFilter(v *View) FilterData {
	var countries []FacetOption
	for i, c := range []string{"CN", "TH", "VN", "MM", "KH", "LA", "ID", "MY", "PH", "SG", "BN"} {
		countries = append(countries, FacetOption{Value: c, Label: v.Locale.Country(c), Count: v.Locale.Number(int64(1460 / (i + 1))), Chosen: c == "TH"})
	}
	return FilterData{
		Action: v.URL("/gallery"), ClearHref: v.URL("/gallery"), Active: 2, Search: &SearchData{Label: v.T("web.search")},
		Facets: []FacetData{
			{Label: v.T("web.nav.pavilions"), Name: "country", Kind: "check", Options: countries},
			{Label: v.T("web.nav.products"), Name: "hs", Kind: "radio", Options: []FacetOption{{Value: "08", Label: "HS 08", Chosen: true}, {Value: "09", Label: "HS 09"}}},
			{Label: v.T("web.nav.plan"), Name: "hall", Kind: "select", Options: []FacetOption{{Value: "D1", Label: "D1", Count: "120"}}},
			{Label: v.T("web.nav.demonstrations"), Name: "demo", Kind: "check", Options: []FacetOption{{Value: "1", Label: "2025"}}},
		},
	}
}
