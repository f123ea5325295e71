package money

import (
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Incoterm is a three-letter rule of Incoterms 2020 (International Chamber of Commerce, publication 723E), which says
// where the seller's costs and risk end; "" is none stated.
type Incoterm string

// incoterms are the eleven rules in the order of the publication: seven for any mode of transport, four for sea and
// inland waterway.
var incoterms = []Incoterm{"EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"}

// Incoterms returns the eleven rules in the order of the publication; the caller may keep the slice.
func Incoterms() []Incoterm { return slices.Clone(incoterms) }

// ParseIncoterm reads a rule in any case, with spaces around it. Rules of older editions (DAT, DDU, DAF) are refused.
// Errors: Invalid, also for "".
func ParseIncoterm(s string) (Incoterm, error) {
	t := Incoterm(strings.ToUpper(strings.TrimSpace(s)))
	if !t.Valid() {
		return "", fault.NewInvalid("", "money.incoterm.unknown", "term", shorten(s))
	}
	return t, nil
}

// Valid reports whether t is one of the eleven rules.
func (t Incoterm) Valid() bool { return slices.Contains(incoterms, t) }

// SeaOnly reports whether the rule may be used only for sea and inland waterway transport.
func (t Incoterm) SeaOnly() bool { return t == "FAS" || t == "FOB" || t == "CFR" || t == "CIF" }

// Key returns the message key of the rule's name, such as "money.incoterm.fob".
func (t Incoterm) Key() string { return "money.incoterm." + strings.ToLower(string(t)) }
