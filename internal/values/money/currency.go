package money

import (
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Currency is an ISO 4217 alphabetic code in capitals, such as "VND"; "" is no currency.
type Currency string

// Codes by number of decimals of the minor unit. Source: ISO 4217 list one with its amendments up to 2026: ANG, BGN,
// HRK, SLL and ZWL have been withdrawn, SLE, VED, XCG and ZWG have been added. Codes without a minor unit (metals,
// XDR, XTS, XXX) are left out, because no price can be stated exactly in them.
const (
	noDecimals   = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
	twoDecimals1 = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL"
	twoDecimals2 = "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"
	threeDecimal = "BHD IQD JOD KWD LYD OMR TND"
	fourDecimals = "CLF UYW"
)

// decimals is filled once from the lists above and never changes.
var decimals = func() map[Currency]int {
	m := make(map[Currency]int, 180)
	for n, list := range []string{noDecimals, "", twoDecimals1 + " " + twoDecimals2, threeDecimal, fourDecimals} {
		for _, code := range strings.Fields(list) {
			m[Currency(code)] = n
		}
	}
	return m
}()

// ParseCurrency reads a code in any case, with spaces around it. Errors: Invalid, also for "".
func ParseCurrency(s string) (Currency, error) {
	c := Currency(strings.ToUpper(strings.TrimSpace(s)))
	if !c.Valid() {
		return "", fault.NewInvalid("", "money.currency.unknown", "code", shorten(s))
	}
	return c, nil
}

// Currencies returns every known code in alphabetical order.
func Currencies() []Currency {
	all := make([]Currency, 0, len(decimals))
	for c := range decimals {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// Valid reports whether c is a current code that has a minor unit.
func (c Currency) Valid() bool { _, ok := decimals[c]; return ok }

// Decimals returns the number of decimals of the minor unit: 2 for USD, 0 for VND, 3 for KWD; 0 for an unknown code.
func (c Currency) Decimals() int { return decimals[c] }

// shorten keeps what an error repeats of an input to a size that can be shown.
func shorten(s string) string {
	r := []rune(strings.ToValidUTF8(s, "\ufffd"))
	if len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return string(r)
}
