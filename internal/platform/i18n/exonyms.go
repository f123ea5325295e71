package i18n

// newerNames gives the names that changed since the CLDR edition inside x/text, by language, and those where this
// program wants another form than CLDR: Myanmar without the old name in brackets.
// Sources: CLDR 47; United Nations terminology for North Macedonia (2019), Eswatini (2018), Türkiye (2022).
func newerNames(code string) map[string]string {
	switch code {
	case "MM":
		return map[string]string{"en": "Myanmar", "vi": "Myanmar", "th": "เมียนมา", "lo": "ມຽນມາ", "km": "មីយ៉ាន់ម៉ា",
			"id": "Myanmar", "ms": "Myanmar", "fil": "Myanmar", "pt": "Mianmar"}
	case "TR":
		return map[string]string{"en": "Türkiye", "fil": "Türkiye", "id": "Turkiye", "ms": "Turkiye", "th": "ตุรกี"}
	case "MK":
		return map[string]string{"en": "North Macedonia", "zh": "北马其顿", "vi": "Bắc Macedonia", "th": "มาซิโดเนียเหนือ",
			"lo": "ມາຊິໂດເນຍເໜືອ", "km": "ម៉ាសេដ្វានខាងជើង", "my": "မြောက် မက်ဆီဒိုးနီးယား", "id": "Makedonia Utara",
			"ms": "Macedonia Utara", "fil": "North Macedonia", "pt": "Macedónia do Norte"}
	case "SZ":
		return map[string]string{"en": "Eswatini", "vi": "Eswatini", "th": "เอสวาตีนี", "lo": "ເອສະວາຕິນີ",
			"km": "អេស្វាទីនី", "my": "အက်စ်ဝါတီနီ", "id": "Eswatini", "ms": "Eswatini", "fil": "Eswatini", "pt": "Essuatíni"}
	case "TL":
		return map[string]string{"km": "ទីម័រលេស្តេ"}
	case "PH":
		return map[string]string{"fil": "Pilipinas", "km": "ហ្វ៊ីលីពីន"}
	case "HK":
		return map[string]string{"vi": "Đặc khu Hành chính Hồng Kông, Trung Quốc", "km": "ហុងកុង តំបន់រដ្ឋបាលពិសេសចិន",
			"id": "Hong Kong DAK Tiongkok"}
	case "MO":
		return map[string]string{"en": "Macao SAR China", "vi": "Đặc khu Hành chính Macao, Trung Quốc",
			"id": "Makau DAK Tiongkok"}
	}
	return nil
}

// filledNames gives language names that x/text lacks or does not tell apart, by language, without prefix and suffix.
// Source: CLDR 47, but for the two kinds of Chinese, which are our own words.
func filledNames(tag string) map[string]string {
	switch tag {
	case "zh-Hans":
		return map[string]string{"vi": "Tiếng Trung (giản thể)", "my": "ရိုးရှင်း တရုတ်"}
	case "zh-Hant":
		return map[string]string{"vi": "Tiếng Trung (phồn thể)", "my": "ရိုးရာ တရုတ်"}
	case "fil":
		return map[string]string{"km": "ហ្វ៊ីលីពីន"}
	case "za":
		return map[string]string{"my": "ဂျွမ်"}
	}
	return nil
}
