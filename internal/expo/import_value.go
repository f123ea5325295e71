package expo

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// What stands in the cells of strangers' lists, and what it means.

// noWords are the ways in which lists say that there is nothing to say.
var noWords = []string{"-", "--", "—", "–", "/", ".", "n/a", "n.a.", "nil", "none", "tbc", "tba", "无", "暂无", "không", "ไม่มี"}

// stated returns the cell, or "" when it says that there is nothing.
func stated(cell string) string {
	if len(cell) <= 20 && slices.Contains(noWords, strings.ToLower(cell)) {
		return ""
	}
	return cell
}

// firstOf returns the first of several values in a cell that holds a list, and whether there were more.
func firstOf(cell string) (string, bool) {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";；、|\n\r", r) })
	if len(parts) == 0 {
		return "", false
	}
	return strings.TrimSpace(parts[0]), len(parts) > 1
}

// parseWebsite makes an address of what lists say: "acme.com", "www.acme.com/en", "https://acme.com". An address of
// another kind than http is refused (expo.import.website): it would run or open something else.
func parseWebsite(cell string) (string, *fault.Problem) {
	s := cell
	scheme, rest, ok := strings.Cut(s, "://")
	switch {
	case ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		s = strings.ToLower(scheme) + "://" + rest
	case !ok:
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || !strings.Contains(u.Hostname(), ".") ||
		strings.ContainsAny(s, " \t\"'<>\\") || strings.HasPrefix(u.Hostname(), ".") {
		p := fault.NewProblem("website", "expo.import.website", "text", cut(cell))
		return "", &p
	}
	return s, nil
}

// parseYes reads yes and no in the languages of the region. ok is false for anything else.
func parseYes(cell string) (yes, ok bool) {
	switch text.Fold(cell) {
	case "yes", "y", "true", "1", "x", "✓", "✔", "√", "是", "对", "co", "dung", "ใช", "ใช่", "มี", "ya", "sim", "oo", "ແມ່ນ", "បាទ", "ဟုတ်", "first time", "new", "首次", "新":
		return true, true
	case "no", "n", "false", "0", "否", "不是", "khong", "ไม่", "ไม่ใช่", "tidak", "nao", "hindi", "ບໍ່", "ទេ", "မဟုတ်":
		return false, true
	}
	switch strings.TrimSpace(cell) {
	case "✓", "✔", "√", "☑":
		return true, true
	case "✗", "✘", "×", "☐":
		return false, true
	}
	return false, false
}

// parseCount reads a whole number as lists write it: "1200", "1,200", "1 200", "约1200人", "1.200". ok is false for
// ranges and for anything with more than one number.
func parseCount(cell string) (n int64, ok bool) {
	digits, groups, run := "", 0, false
	for i, r := range cell {
		switch {
		case r >= '0' && r <= '9':
			if !run {
				groups++
			}
			run = true
			digits += string(r)
		case (r == ',' || r == '.' || r == ' ' || r == '\u00a0') && run && threeDigits(cell[i+len(string(r)):]):
			// a sign between groups of three belongs to the number
		default:
			run = false
		}
	}
	if groups != 1 || len(digits) > 12 {
		return 0, false
	}
	for _, r := range digits {
		n = n*10 + int64(r-'0')
	}
	return n, true
}

func threeDigits(s string) bool {
	for i := range 3 {
		if i >= len(s) || s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 3 || s[3] < '0' || s[3] > '9'
}

// scripts tell the language of words in a column that does not say it; what is left is taken as English.
var scripts = []struct {
	language string
	in       *unicode.RangeTable
}{{"zh", unicode.Han}, {"th", unicode.Thai}, {"lo", unicode.Lao}, {"km", unicode.Khmer}, {"my", unicode.Myanmar}}

// languageOf tells the language by the script of most letters, Vietnamese by letters that only it has. A Chinese
// character says as much as two letters.
func languageOf(s string) string {
	counts := make([]int, len(scripts))
	latin, vietnamese := 0, 0
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			latin++
			if r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("ăĂđĐơƠưƯ", r) {
				vietnamese++
			}
			continue
		}
		for i := range scripts {
			if unicode.Is(scripts[i].in, r) {
				counts[i]++
			}
		}
	}
	counts[0] *= 2
	best := 0
	for i := range counts {
		if counts[i] > counts[best] {
			best = i
		}
	}
	switch {
	case counts[best] > latin:
		return scripts[best].language
	case vietnamese > 0:
		return "vi"
	}
	return "en"
}

// legalForms are words that say under which law a firm stands, folded; two names that differ in these alone may be
// one firm.
var legalForms = []string{"co", "company", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "llc", "llp", "plc", "gmbh",
	"ag", "kg", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "oy", "oyj", "ab", "asa", "aps", "pte", "pt", "tbk", "cv", "sdn", "bhd", "berhad",
	"pvt", "private", "public", "pcl", "jsc", "joint", "stock", "cong", "ty", "tnhh", "phan", "mtv", "ctcp", "lda", "ltda", "the"}

// legalEndings are the same for scripts without spaces, the longest first.
var legalEndings = []string{"有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "股份公司", "株式会社", "集团", "公司", "บริษัท", "จำกัด", "มหาชน", "ບໍລິສັດ", "ຈຳກັດ"}

// bareName is the folded name without legal forms; the folded name itself if nothing else is in it.
func bareName(folded string) string {
	s := folded
	for _, e := range legalEndings {
		s = strings.ReplaceAll(s, e, " ")
	}
	words := slices.DeleteFunc(strings.Fields(s), func(w string) bool { return slices.Contains(legalForms, w) })
	if bare := strings.Join(words, " "); bare != "" {
		return bare
	}
	return folded
}

// oneLine turns white space of any kind into single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut keeps what a message repeats of a cell to a size that can be shown.
func cut(s string) string { return cutTo(oneLine(s), 60) }

func cutTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// setWords puts a cell's words into a text, if they differ from what is there in more than white space, and returns
// a text of its own: the old one is kept for comparison.
func setWords(t text.T, language, words string) text.T {
	words = strings.TrimSpace(strings.ReplaceAll(words, "\r\n", "\n"))
	if words == "" || strings.TrimSpace(strings.ReplaceAll(t[language].Text, "\r\n", "\n")) == words {
		return t
	}
	out := make(text.T, len(t)+1)
	for l, e := range t {
		out[l] = e
	}
	out[language] = text.Entry{Text: words}
	return out
}
