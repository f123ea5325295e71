package expo

import (
	"strings"
	"unicode"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// The words of trade in lists: kinds, codes and prices.

// parseKind reads goods or service in the languages of the region, "" for anything else.
func parseKind(cell string) string {
	switch text.Fold(cell) {
	case "goods", "good", "product", "products", "货物", "商品", "产品", "hang hoa", "san pham", "สินค้า", "barang", "produk", "produto", "mercadoria":
		return Goods
	case "service", "services", "服务", "dich vu", "บริการ", "jasa", "perkhidmatan", "servico", "serbisyo":
		return Service
	}
	return ""
}

// headings is how many headings the chapters 01 to 09 have, whose codes lose their zero in spreadsheets.
// Source: WCO, Harmonized System 2022.
var headings = [10]int{0, 6, 10, 9, 10, 11, 4, 14, 14, 10}

// parseHS reads a code and gives back the leading zero that a spreadsheet took from it, if only one code can be meant:
// the digits are odd in number, and the chapter has such a heading. restored reports it.
func parseHS(cell string) (code hs.Code, restored bool, err error) {
	if code, err = hs.Parse(cell); err == nil {
		return code, false, nil
	}
	code, again := hs.Parse("0" + strings.TrimSpace(cell))
	if again != nil || len(code) < 4 || code[0] != '0' {
		return "", false, err
	}
	heading := int(code[2]-'0')*10 + int(code[3]-'0')
	if heading > headings[code[1]-'0'] {
		return "", false, err
	}
	return code, true, nil
}

// measureUnit reads a unit; what it does not know stays as it is, for the rules of products to refuse.
func measureUnit(cell string) measure.Unit {
	if u, err := measure.Parse(cell); err == nil {
		return u
	}
	return measure.Unit(cell)
}

// currencySigns are the signs and customary letters that name one currency only; "$" and "¥" do not.
var currencySigns = []struct {
	sign string
	code money.Currency
}{{"US$", "USD"}, {"S$", "SGD"}, {"RM", "MYR"}, {"RMB", "CNY"}, {"元", "CNY"}, {"人民币", "CNY"}, {"美元", "USD"}, {"€", "EUR"}, {"£", "GBP"},
	{"₫", "VND"}, {"฿", "THB"}, {"₭", "LAK"}, {"៛", "KHR"}, {"₱", "PHP"}, {"Rp", "IDR"}}

func currencyOf(s string) (money.Currency, bool) {
	s = strings.TrimSpace(s)
	for _, c := range currencySigns {
		if strings.EqualFold(s, c.sign) {
			return c.code, true
		}
	}
	c, err := money.ParseCurrency(s)
	return c, err == nil
}

// parsePrice reads a price whose currency stands beside the number, in a column of its own, or is that of the price
// before. Words without a digit ("on request", "面议") are no price: the zero amount. Errors: Invalid.
func parsePrice(cell, currency string, before money.Currency) (money.Amount, error) {
	first := strings.IndexFunc(cell, unicode.IsDigit)
	if first < 0 {
		return money.Amount{}, nil
	}
	last := strings.LastIndexFunc(cell, unicode.IsDigit) + 1 // digits are one byte where money reads them
	number, beside := cell[first:last], ""
	for _, s := range []string{cell[:first], cell[last:]} {
		s, _, _ = strings.Cut(s, "/") // "12.50 USD/kg"
		if s = strings.TrimSpace(s); s == "-" {
			number = "-" + number
		} else if s != "" && beside == "" {
			beside = s
		}
	}
	code := before
	for _, s := range []string{beside, currency} {
		if s == "" {
			continue
		}
		c, ok := currencyOf(s)
		if !ok {
			return money.Amount{}, fault.NewInvalid("currency", "money.currency.unknown", "code", cut(s))
		}
		code = c
		break
	}
	if code == "" {
		return money.Amount{}, fault.NewInvalid("currency", "expo.import.currency-missing", "text", cut(cell))
	}
	return money.Parse(number, code)
}
