package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// Short and late evidence is where guessing goes wrong.
func TestEncodingOfHardCases(t *testing.T) {
	t.Parallel()
	ascii := strings.Repeat("Plain Company Ltd,Singapore,Hall 1\r\n", 5000)
	for _, c := range []struct {
		name, text string
		in         encoding.Encoding
		want       Encoding
	}{
		{"one umlaut at the end", ascii + "Müller,Wien,1\r\n", charmap.Windows1252, Windows1252},
		{"one umlaut alone", "Name\nMüller\n", charmap.Windows1252, Windows1252},
		{"umlaut before the comma", "Name,Land\nMenü,Wien\nSão,Évora\n", charmap.Windows1252, Windows1252},
		{"capital accents in pairs", "PRODUÇÃO,EXPORTAÇÕES,AÇÃO\nCORAÇÃO,NAÇÃO,CANÇÃO\n", charmap.Windows1252, Windows1252},
		{"sharp s beside umlauts", "Name\nGröße Fußböden\nSüßöl\n", charmap.Windows1252, Windows1252},
		{"typographic marks", "Name\n“Quoted” – it’s €5…\n", charmap.Windows1252, Windows1252},
		{"danish", "Næstved Smørrebrød\nÆrø Færge Å/S\n", charmap.Windows1252, Windows1252},
		{"one Chinese firm at the end", ascii + "广西南宁有限公司,China,1\r\n", simplifiedchinese.GB18030, GB18030},
		{"two characters", "Name,Country\nA,中国\n", simplifiedchinese.GB18030, GB18030},
		{"rare characters among usual ones", "公司,国家\n深圳市鑫淼焱科技有限公司,中国\n", simplifiedchinese.GB18030, GB18030},
		{"four-byte characters", "公司名称,国家\n㐂广西有限公司𠀀,中国\n", simplifiedchinese.GB18030, GB18030},
		{"Latin beside Chinese", "公司名称,Brand\n海尔Haier集团,Haier海尔\n", simplifiedchinese.GB18030, GB18030},
		{"one late letter in UTF-8", ascii + "Đồng Tâm,Hà Nội,1\r\n", encoding.Nop, UTF8},
		{"plain ASCII", ascii, encoding.Nop, UTF8},
		{"ASCII with a stray NUL", ascii + "a\x00b,c,d\n" + ascii, encoding.Nop, UTF8},
		{"UTF-16 in ASCII letters", ascii, utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), UTF16LE},
		{"UTF-16 in long Chinese text", strings.Repeat("广西南宁机械有限公司是一家生产水泵阀门的企业产品出口东盟各国", 10) + ",中国\r\n", utf.UTF16(utf.BigEndian, utf.IgnoreBOM), UTF16BE},
		{"UTF-16 in Khmer and Burmese", "ឈ្មោះក្រុមហ៊ុន,ប្រទេស\r\nကုမ္ပဏီ,မြန်မာ\r\n", utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), UTF16LE},
		{"Thai without marks is too little", "Name\nกขค\n", encoding.Nop, UTF8},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, got, err := decode(encode(t, c.in, c.text))
			if err != nil || got != c.want {
				t.Fatalf("got %s (%v), want %s", got, err, c.want)
			}
			if string(text) != c.text {
				t.Errorf("got %.200q", text)
			}
		})
	}
}

func TestDelimiterOfHardCases(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, text, want string
	}{
		{"sentences with commas", "x.csv", "Name;Stand\nA;Hall 26, Stand E98, (26)\nB;Hall 5, Stand A12, (5)\nC;Hall 6, Stand A12, (6)\n", ";"},
		{"decimal commas", "x.csv", "Name;Area\nA;12,5\nB;9,0\nC;18,0\n", ";"},
		{"bars in a comma file", "x.csv", "Name,Tags\nA,x|y\nB,x|y\n", ","},
		{"quoted delimiters", "x.csv", "Name,Words\nA,\"x;y;z\"\nB,\"x;y;z\"\n", ","},
		{"tabs", "x.tsv", "Name\tCountry, City\nA\tLaos, Vientiane\nB\tLaos, Pakse\n", "\t"},
		{"no delimiter at all", "x.csv", "Name\nA\nB\n", ","},
		{"comma and space throughout", "x.csv", "Name, Country\nA, Laos\nB, China\n", ","},
		{"title above", "x.csv", "List, of exhibitors, 2026\nName;Country;City\nA;Laos;Vientiane\nB;China;Nanning\n", ";"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := string(rune(sniffShape([]byte(c.text), c.file).delim)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
