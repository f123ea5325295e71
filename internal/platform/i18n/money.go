package i18n

import "strings"

// Minor units by ISO 4217 list one, read in November 2026. Funds and metals without minor units are not money here.
const (
	noDecimals    = " BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "
	twoDecimals   = " AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG "
	threeDecimals = " BHD IQD JOD KWD LYD OMR TND "
	fourDecimals  = " CLF UYW "

	// wholeInPrint are currencies with minor units on paper only. CLDR 47 prints LAK and MMK without decimals, and IDR
	// without them in cash; nobody prints the sen of a riel either.
	wholeInPrint = " IDR KHR LAK MMK "
)

// MinorDigits returns how many decimals separate the currency from its minor unit: 2 for CNY, 0 for VND, 3 for KWD.
// An unknown code gives 2 and false.
func MinorDigits(currency string) (digits int, known bool) {
	if len(currency) != 3 || strings.Contains(currency, " ") {
		return 2, false
	}
	for i, list := range [...]string{noDecimals, "", twoDecimals, threeDecimals, fourDecimals} {
		if strings.Contains(list, currency) {
			return i, true
		}
	}
	return 2, false
}

// Money writes an amount of minor units with the ISO 4217 code: Money(125000, "USD") is "USD 1,250.00" in English and
// "1.250,00 USD" in Vietnamese. The code is kept instead of a sign, because at a table of twelve countries "$" and "¥"
// name several currencies. Decimals are never rounded; for IDR, KHR, LAK and MMK they are left out when they are zero.
// A currency that ISO 4217 does not list is written with two decimals.
func (l *Locale) Money(minor int64, currency string) string {
	digits, _ := MinorDigits(currency)
	var room [96]byte
	buf := room[:0]
	if !l.form.codeAfter {
		buf = append(append(buf, currency...), nbsp...)
	}
	if scale := int64(100); digits == 2 && minor%scale == 0 && len(currency) == 3 && strings.Contains(wholeInPrint, currency) {
		minor, digits = minor/scale, 0
	}
	buf = l.appendFixed(buf, minor, digits, 0)
	if l.form.codeAfter {
		buf = append(append(buf, nbsp...), currency...)
	}
	return string(buf)
}
