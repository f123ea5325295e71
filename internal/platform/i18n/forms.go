package i18n

import "time"

// form is how one language writes what is not words. Patterns are read by appendPattern.
type form struct {
	decimal, group string
	// myanmarDigits is set for Burmese, whose CLDR default is its own digits.
	myanmarDigits bool
	// codeAfter puts the currency behind the amount.
	codeAfter bool
	// one says which counts take the form "one"; nil for languages without plural.
	one func(n uint64) bool

	months, shortMonths [12]string
	weekdays            [7]string // from Sunday
	weekStart           time.Weekday
	yearsAhead          int

	long, full, short string
	// Ranges within one month, within one year, and across years.
	daysOfMonth, monthsOfYear, years string
	clock                            string
	beforeTime                       string

	and     string // between two, and before the last of several
	between string // between the others
	comma   string // before `and` in a list of three or more, where the language wants one

	// languagePrefix and languageSuffix make "ภาษาจีน" of CLDR's bare "จีน", which alone would be the country.
	languagePrefix, languageSuffix string
	own                            string // the language's name in itself
}

// formOf returns the table of one of the eleven languages. Months, weekdays, marks and calendars are those of CLDR 47;
// English follows the day-month-year order of its world variant (en-001) and fil, ms, km the 24-hour clock, because a
// timetable is read beside others. Dates of months in figures keep the day first wherever the language does.
func formOf(lang string) *form {
	switch lang {
	case "zh":
		return chinese()
	case "vi":
		return vietnamese()
	case "th":
		return thai()
	case "lo":
		return lao()
	case "km":
		return khmer()
	case "my":
		return burmese()
	case "id":
		return indonesian()
	case "ms":
		return malay()
	case "fil":
		return filipino()
	case "pt":
		return portuguese()
	}
	return english()
}

// dayFirst is what most of the eleven share: "17–21 September 2025".
func dayFirst() *form {
	return &form{
		decimal: ".", group: ",", weekStart: time.Monday,
		long: "%d %M %y", full: "%w, %d %M %y", short: "%d/%m/%y",
		daysOfMonth: "%d–%>%d %M %y", monthsOfYear: "%d %M – %>%d %M %y", years: "%d %M %y – %>%d %M %y",
		clock: "%H:%I", beforeTime: ", ", between: ", ",
	}
}

func english() *form {
	f := dayFirst()
	f.one = func(n uint64) bool { return n == 1 }
	f.months = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	f.shortMonths = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	f.weekdays = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	f.short = "%d %b %y"
	f.and, f.own = " and ", "English"
	return f
}

func chinese() *form {
	f := dayFirst()
	f.months = [12]string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"}
	f.shortMonths = f.months
	f.weekdays = [7]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}
	f.long, f.full, f.short = "%y年%m月%d日", "%y年%m月%d日%w", "%y/%m/%d"
	f.daysOfMonth, f.monthsOfYear, f.years = "%y年%m月%d日至%>%d日", "%y年%m月%d日至%>%m月%d日", "%y年%m月%d日至%>%y年%m月%d日"
	f.beforeTime, f.between, f.and, f.own = " ", "、", "和", "中文"
	return f
}

func vietnamese() *form {
	f := dayFirst()
	f.decimal, f.group, f.codeAfter = ",", ".", true
	f.months = [12]string{"tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6", "tháng 7", "tháng 8", "tháng 9", "tháng 10", "tháng 11", "tháng 12"}
	f.shortMonths = f.months
	f.weekdays = [7]string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}
	f.long, f.full = "%d %M, %y", "%w, %d %M, %y"
	f.daysOfMonth, f.monthsOfYear, f.years = "%d–%>%d %M, %y", "%d %M – %>%d %M, %y", "%d %M, %y – %>%d %M, %y"
	f.and, f.own = " và ", "Tiếng Việt"
	return f
}

func thai() *form {
	f := dayFirst()
	f.months = [12]string{"มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"}
	f.shortMonths = [12]string{"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."}
	f.weekdays = [7]string{"วันอาทิตย์", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์"}
	f.weekStart, f.yearsAhead = time.Sunday, buddhistEra
	f.long, f.full, f.short = "%d %M พ.ศ. %y", "%wที่ %d %M พ.ศ. %y", "%d %b %y"
	f.daysOfMonth, f.monthsOfYear, f.years = "%d–%>%d %M พ.ศ. %y", "%d %M – %>%d %M พ.ศ. %y", "%d %M พ.ศ. %y – %>%d %M พ.ศ. %y"
	f.beforeTime, f.between, f.comma, f.and = " เวลา ", ", ", " ", "และ"
	f.languagePrefix, f.own = "ภาษา", "ไทย"
	return f
}

func lao() *form {
	f := dayFirst()
	f.decimal, f.group = ",", "."
	f.months = [12]string{"ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"}
	f.shortMonths = [12]string{"ມ.ກ.", "ກ.ພ.", "ມ.ນ.", "ມ.ສ.", "ພ.ພ.", "ມິ.ຖ.", "ກ.ລ.", "ສ.ຫ.", "ກ.ຍ.", "ຕ.ລ.", "ພ.ຈ.", "ທ.ວ."}
	f.weekdays = [7]string{"ວັນອາທິດ", "ວັນຈັນ", "ວັນອັງຄານ", "ວັນພຸດ", "ວັນພະຫັດ", "ວັນສຸກ", "ວັນເສົາ"}
	f.weekStart = time.Sunday
	f.and, f.languagePrefix, f.own = " ແລະ ", "ພາສາ", "ລາວ"
	return f
}

func khmer() *form {
	f := dayFirst()
	f.codeAfter = true
	f.months = [12]string{"មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"}
	f.shortMonths = f.months
	f.weekdays = [7]string{"អាទិត្យ", "ច័ន្ទ", "អង្គារ", "ពុធ", "ព្រហស្បតិ៍", "សុក្រ", "សៅរ៍"}
	f.weekStart = time.Sunday
	f.full = "%w %d %M %y"
	f.beforeTime, f.and = " ម៉ោង ", " និង "
	f.languagePrefix, f.own = "ភាសា", "ខ្មែរ"
	return f
}

func burmese() *form {
	f := dayFirst()
	f.myanmarDigits, f.codeAfter = true, true
	f.months = [12]string{"ဇန်နဝါရီ", "ဖေဖော်ဝါရီ", "မတ်", "ဧပြီ", "မေ", "ဇွန်", "ဇူလိုင်", "ဩဂုတ်", "စက်တင်ဘာ", "အောက်တိုဘာ", "နိုဝင်ဘာ", "ဒီဇင်ဘာ"}
	f.shortMonths = [12]string{"ဇန်", "ဖေ", "မတ်", "ဧ", "မေ", "ဇွန်", "ဇူ", "ဩ", "စက်", "အောက်", "နို", "ဒီ"}
	f.weekdays = [7]string{"တနင်္ဂနွေ", "တနင်္လာ", "အင်္ဂါ", "ဗုဒ္ဓဟူး", "ကြာသပတေး", "သောကြာ", "စနေ"}
	f.weekStart = time.Sunday
	f.long, f.full = "%y %M %d", "%y %M %d %w"
	f.daysOfMonth, f.monthsOfYear, f.years = "%y %M %d – %>%d", "%y %M %d – %>%M %d", "%y %M %d – %>%y %M %d"
	f.beforeTime, f.between, f.and = " ", "၊ ", "နှင့် "
	f.languageSuffix, f.own = "ဘာသာ", "မြန်မာ"
	return f
}

func indonesian() *form {
	f := dayFirst()
	f.decimal, f.group = ",", "."
	f.months = [12]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"}
	f.shortMonths = [12]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}
	f.weekdays = [7]string{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"}
	f.weekStart = time.Sunday
	f.short, f.clock, f.beforeTime = "%D/%N/%y", "%H.%I", " pukul "
	f.comma, f.and = ",", " dan "
	f.languagePrefix, f.own = "Bahasa ", "Bahasa Indonesia"
	return f
}

func malay() *form {
	f := dayFirst()
	f.months = [12]string{"Januari", "Februari", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "September", "Oktober", "November", "Disember"}
	f.shortMonths = [12]string{"Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ogo", "Sep", "Okt", "Nov", "Dis"}
	f.weekdays = [7]string{"Ahad", "Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu"}
	f.and, f.languagePrefix, f.own = " dan ", "Bahasa ", "Bahasa Melayu"
	return f
}

func filipino() *form {
	f := dayFirst()
	// CLDR 47: every count but those that end in 4, 6 or 9; integers 1 to 3 are inside that rule.
	f.one = func(n uint64) bool { return n%10 != 4 && n%10 != 6 && n%10 != 9 }
	f.months = [12]string{"Enero", "Pebrero", "Marso", "Abril", "Mayo", "Hunyo", "Hulyo", "Agosto", "Setyembre", "Oktubre", "Nobyembre", "Disyembre"}
	f.shortMonths = [12]string{"Ene", "Peb", "Mar", "Abr", "May", "Hun", "Hul", "Ago", "Set", "Okt", "Nob", "Dis"}
	f.weekdays = [7]string{"Linggo", "Lunes", "Martes", "Miyerkules", "Huwebes", "Biyernes", "Sabado"}
	f.weekStart = time.Sunday
	f.long, f.full, f.short = "%M %d, %y", "%w, %M %d, %y", "%b %d, %y"
	f.daysOfMonth, f.monthsOfYear, f.years = "%M %d–%>%d, %y", "%M %d – %>%M %d, %y", "%M %d, %y – %>%M %d, %y"
	f.comma, f.and, f.own = ",", " at ", "Filipino"
	return f
}

// portuguese begins the week on Monday, as CLDR has it for Timor-Leste, where this expo's readers of it live.
func portuguese() *form {
	f := dayFirst()
	f.decimal, f.group = ",", "."
	f.one = func(n uint64) bool { return n <= 1 }
	f.months = [12]string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"}
	f.shortMonths = [12]string{"jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."}
	f.weekdays = [7]string{"domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"}
	f.long, f.full, f.short = "%d de %M de %y", "%w, %d de %M de %y", "%D/%N/%y"
	f.daysOfMonth, f.monthsOfYear, f.years = "%d a %>%d de %M de %y", "%d de %M a %>%d de %M de %y", "%d de %M de %y a %>%d de %M de %y"
	f.beforeTime, f.and, f.own = " às ", " e ", "Português"
	return f
}
