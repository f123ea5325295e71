package place_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/place"
)

func TestParseCountry(t *testing.T) {
	t.Parallel()
	for want, names := range map[place.Country]string{
		"CN": "CN|cn|CHN|China|china |中国|中國|P.R. China|PR China|People's Republic of China|Trung Quốc|Tiongkok|จีน|ចិន|中华人民共和国",
		"VN": "VN|VNM|Viet Nam|Vietnam|Việt Nam|viet-nam|越南|VIETNAM|เวียดนาม|វៀតណាម|ဗီယက်နမ်|ຫວຽດນາມ",
		"LA": "Laos|Lao PDR|Lao P.D.R.|Lao People's Democratic Republic|老挝|Lào|ລາວ",
		"BN": "Brunei|Brunei Darussalam|文莱",
		"KH": "Cambodia|柬埔寨|Campuchia|កម្ពុជា|Kemboja|Kamboja",
		"MM": "Myanmar|Burma|缅甸|မြန်မာ|Myanmar (Burma)|เมียนมา",
		"TH": "Thailand|泰国|ไทย|ประเทศไทย|Thái Lan",
		"ID": "Indonesia|印度尼西亚|印尼", "MY": "Malaysia|马来西亚", "PH": "Philippines|The Philippines|Pilipinas|菲律宾", "SG": "Singapore|Singapura|新加坡",
		"TL": "Timor-Leste|East Timor|东帝汶",
		"GB": "UK|U.K.|United Kingdom|Great Britain|England|英国",
		"US": "USA|U.S.A.|US|United States|United States of America|美国|Hoa Kỳ",
		"KR": "Korea, Republic of|South Korea|Korea|Republic of Korea|韩国|대한민국|Hàn Quốc",
		"KP": "North Korea|Korea, Democratic People's Republic of|朝鲜",
		"TR": "Türkiye|Turkey|Turkiye|TÜRKİYE|土耳其",
		"HK": "Hong Kong SAR|Hong Kong|HongKong|中国香港|香港|China, Hong Kong SAR",
		"MO": "Macao|Macau|澳门", "TW": "Taiwan, China|Taiwan|Chinese Taipei|中国台湾|台灣",
		"CD": "DR Congo|Congo, Dem. Rep.", "CG": "Republic of the Congo|Congo",
		"CI": "Côte d'Ivoire|Cote d'Ivoire|Cote d’Ivoire|Ivory Coast",
		"RU": "Russia|Russian Federation|Nga|Россия|俄罗斯", "NG": "NGA|nga|Nigeria", "NE": "Niger",
		"AT": "Áo|Austria|Österreich", "AO": "AO|ao|Angola", "DE": "Germany|Deutschland|Đức|德国", "ES": "España|Espana|Spain",
		"AE": "UAE|United Arab Emirates|阿联酋", "JP": "日本|Japan|Nhật Bản", "IN": "India|भारत|இந்தியா", "GN": "Guinea", "GQ": "Equatorial Guinea", "PG": "Papua New Guinea",
	} {
		for name := range strings.SplitSeq(names, "|") {
			if got, ok := place.ParseCountry(name); got != want || !ok {
				t.Errorf("ParseCountry(%q) = %q, %v; want %s", name, got, ok, want)
			}
		}
	}
	for _, s := range []string{"", " ", "XX", "ZZZ", "Atlantis", "Chin", "China Vietnam", "\xff\xfe", strings.Repeat("China", 100), "South", "-", "EU"} {
		if got, ok := place.ParseCountry(s); ok || got != "" {
			t.Errorf("ParseCountry(%.30q) = %q, want none", s, got)
		}
	}
}

func TestEveryCountryIsFoundByEachOfItsNames(t *testing.T) {
	t.Parallel()
	all := place.Countries()
	if len(all) != 249 {
		t.Errorf("%d countries, want the 249 of ISO 3166-1", len(all))
	}
	seen := map[string]bool{}
	for _, c := range all {
		if !c.Valid() || len(c) != 2 || len(c.Alpha3()) != 3 || seen[c.Alpha3()] {
			t.Errorf("%s: valid %v, alpha-3 %q", c, c.Valid(), c.Alpha3())
		}
		seen[c.Alpha3()] = true
		for _, name := range []string{string(c), c.Alpha3(), c.Name(), c.ChineseName(), strings.ToLower(c.Name())} {
			if got, _ := place.ParseCountry(name); got != c || name == "" {
				t.Errorf("ParseCountry(%q) = %q, want %s", name, got, c)
			}
		}
	}
	if place.Country("vn").Valid() || place.Country("").Valid() || place.Country("XX").Name() != "" {
		t.Error("only codes in capitals are valid")
	}
}

func TestCountryInJSON(t *testing.T) {
	t.Parallel()
	var in struct{ C place.Country }
	if err := json.Unmarshal([]byte(`{"C":"VN"}`), &in); err != nil || in.C != "VN" {
		t.Errorf("read %q, %v", in.C, err)
	}
	if err := json.Unmarshal([]byte(`{"C":""}`), &in); err != nil || in.C != "" {
		t.Errorf("read %q, %v", in.C, err)
	}
	if err := json.Unmarshal([]byte(`{"C":"Vietnam"}`), &in); !fault.Is(err, fault.Invalid) {
		t.Errorf("a name in the API: %v, want Invalid", err)
	}
}

func FuzzParseCountry(f *testing.F) {
	for _, s := range []string{"Viet Nam", "中国", "Nga", "\xff", "ÅLAND", "ı"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, ok := place.ParseCountry(s); ok != c.Valid() {
			t.Fatalf("ParseCountry(%q) = %q, %v", s, c, ok)
		}
	})
}

func TestEveryMessageKeyIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	f, err := place.Catalogue().Open("en.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words map[string]any
	if err := json.NewDecoder(f).Decode(&words); err != nil {
		t.Fatal(err)
	}
	sources, _ := filepath.Glob("*.go")
	found := 0
	for _, name := range sources {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(place\.[a-z.-]+)"`).FindAllStringSubmatch(string(b), -1) {
			found++
			if words[m[1]] == nil {
				t.Errorf("no message for %s", m[1])
			}
		}
	}
	if found == 0 {
		t.Error("found no message keys in the source")
	}
}
