package money

import (
	"bytes"
	"encoding/json"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Amount is an exact sum of money. The zero value is no amount at all; a sum of nothing still has a currency.
type Amount struct {
	// Minor is the sum in the currency's minor unit: 1250 is 12.50 USD, and 1250 VND.
	Minor int64
	// Currency is the ISO 4217 code, "" only in the zero value.
	Currency Currency
}

// Of returns an amount of minor units.
func Of(minor int64, c Currency) Amount { return Amount{Minor: minor, Currency: c} }

// IsZero reports whether a is no amount: neither a sum nor a currency.
func (a Amount) IsZero() bool { return a == Amount{} }

// Decimal returns the sum without grouping and with all decimals of the currency: "1250.00", "-0.05", "1250" for VND.
func (a Amount) Decimal() string {
	digits := strconv.FormatInt(a.Minor, 10)
	n := a.Currency.Decimals()
	if n == 0 {
		return digits
	}
	digits, negative := strings.CutPrefix(digits, "-")
	if len(digits) <= n {
		digits = strings.Repeat("0", n+1-len(digits)) + digits
	}
	out := digits[:len(digits)-n] + "." + digits[len(digits)-n:]
	if negative {
		out = "-" + out
	}
	return out
}

// String returns "12.50 USD" for logs and tests; people see the locale's own form. The zero value gives "".
func (a Amount) String() string {
	if a.IsZero() {
		return ""
	}
	return a.Decimal() + " " + string(a.Currency)
}

// Add returns a+b. Errors: Invalid when the currencies differ or the sum does not fit 64 bits.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, fault.NewInvalid("", "money.currency.mismatch", "a", string(a.Currency), "b", string(b.Currency))
	}
	sum := a.Minor + b.Minor
	if (a.Minor > 0 && b.Minor > 0 && sum < 0) || (a.Minor < 0 && b.Minor < 0 && sum >= 0) {
		return Amount{}, overflow()
	}
	return Amount{sum, a.Currency}, nil
}

// Sub returns a-b, with the errors of Add.
func (a Amount) Sub(b Amount) (Amount, error) {
	if b.Minor == math.MinInt64 {
		return Amount{}, overflow()
	}
	return a.Add(Amount{-b.Minor, b.Currency})
}

// Mul returns n times a. Errors: Invalid when the product does not fit 64 bits.
func (a Amount) Mul(n int64) (Amount, error) {
	high, low := bits.Mul64(magnitude(a.Minor), magnitude(n))
	negative := (a.Minor < 0) != (n < 0)
	switch {
	case high != 0 || low > 1<<63 || low == 1<<63 && !negative:
		return Amount{}, overflow()
	case negative:
		return Amount{int64(-low), a.Currency}, nil
	}
	return Amount{int64(low), a.Currency}, nil
}

// MulRat returns a times an exact fraction such as a duty rate of 7/100, rounded to the minor unit with halves going
// away from zero, as invoices do. Errors: Invalid when the product does not fit 64 bits.
func (a Amount) MulRat(r *big.Rat) (Amount, error) {
	p := new(big.Rat).Mul(new(big.Rat).SetInt64(a.Minor), r)
	// floor((2|num| + den) / 2den) rounds the magnitude half up.
	num := new(big.Int).Abs(p.Num())
	num.Add(num.Lsh(num, 1), p.Denom())
	num.Quo(num, new(big.Int).Lsh(p.Denom(), 1))
	if p.Sign() < 0 {
		num.Neg(num)
	}
	if !num.IsInt64() {
		return Amount{}, overflow()
	}
	return Amount{num.Int64(), a.Currency}, nil
}

// Compare returns -1, 0 or 1. Errors: Invalid when the currencies differ.
func (a Amount) Compare(b Amount) (int, error) {
	switch {
	case a.Currency != b.Currency:
		return 0, fault.NewInvalid("", "money.currency.mismatch", "a", string(a.Currency), "b", string(b.Currency))
	case a.Minor < b.Minor:
		return -1, nil
	case a.Minor > b.Minor:
		return 1, nil
	}
	return 0, nil
}

// MarshalJSON writes {"amount":"12.50","currency":"USD"}; the zero value is null.
func (a Amount) MarshalJSON() ([]byte, error) {
	if a.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`{"amount":"` + a.Decimal() + `","currency":"` + string(a.Currency) + `"}`), nil
}

// UnmarshalJSON reads what MarshalJSON writes; the amount is text, never a JSON number, and is read by Parse.
func (a *Amount) UnmarshalJSON(b []byte) error {
	*a = Amount{}
	if string(bytes.TrimSpace(b)) == "null" {
		return nil
	}
	var in struct {
		Amount   *string `json:"amount"`
		Currency string  `json:"currency"`
	}
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil || in.Amount == nil {
		return fault.NewInvalid("", "money.amount.format", "value", shorten(string(b))).With(err)
	}
	c, err := ParseCurrency(in.Currency)
	if err != nil {
		return err
	}
	*a, err = Parse(*in.Amount, c)
	return err
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func overflow() error { return fault.NewInvalid("", "money.amount.overflow") }
