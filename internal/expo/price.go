package expo

import (
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/money"
)

// Price is an exact sum of money for one unit; the zero value is no price. JSON: {"amount":"12.50","currency":"USD"},
// null for none.
type Price struct {
	money.Amount
	// wrong is what was wrong with the JSON; Check tells it, so that the answer names the field.
	wrong error
}

// PriceOf returns a price of minor units.
func PriceOf(minor int64, c money.Currency) Price { return Price{Amount: money.Of(minor, c)} }

// UnmarshalJSON reads the JSON form and leaves a refusal to Check.
func (p *Price) UnmarshalJSON(b []byte) error {
	p.wrong = p.Amount.UnmarshalJSON(b)
	return nil
}

// Check returns why the price cannot be taken.
func (p *Price) Check() error {
	switch {
	case p.wrong != nil:
		return p.wrong
	case p.IsZero():
		return nil
	case !p.Currency.Valid():
		return fault.NewInvalid("", "money.currency.unknown", "code", string(p.Currency))
	case p.Minor < 0:
		return fault.NewInvalid("", "expo.product.price-negative")
	}
	return nil
}

// JSONSchema describes the JSON form.
func (Price) JSONSchema() string {
	return `{"type":["object","null"],"properties":{"amount":{"type":"string"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}},"additionalProperties":false}`
}
