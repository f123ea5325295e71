package expo

import (
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
)

// settle applies the rules of goods and services that need no database and brings codes into the form in which they
// are kept: "0810.60" becomes 081060, "gpu hour" FW-GPUH. All problems come back together.
func (f *ProductFields) settle() error {
	var l fault.List
	if f.Name.Empty() {
		l.Add("name", "fault.required")
	}
	switch f.Kind {
	case Goods:
		f.settleGoods(&l)
	case Service:
		f.settleService(&l)
	default:
		l.Add("kind", "fault.not-one-of", "values", "goods, service")
	}
	f.settleTerms(&l)
	f.settleLists()
	return l.Err()
}

func (f *ProductFields) settleGoods(l *fault.List) {
	if f.CPCCode != "" || f.CPCVersion != "" {
		l.Add("cpc_code", "expo.product.goods-has-no-cpc")
	}
	if f.HSCode == "" {
		f.HSEdition = ""
	} else {
		code, err := hs.Parse(string(f.HSCode))
		addProblem(l, "hs_code", err)
		edition := hs.HS2022
		if f.HSEdition != "" {
			edition, err = hs.ParseEdition(f.HSEdition)
			addProblem(l, "hs_edition", err)
		}
		f.HSCode, f.HSEdition = code, edition.String()
	}
	if f.Origin != "" && !f.Origin.Valid() {
		l.Add("origin", "expo.country-unknown", "code", string(f.Origin))
	}
	if f.Incoterm != "" {
		term, err := money.ParseIncoterm(string(f.Incoterm))
		addProblem(l, "incoterm", err)
		f.Incoterm = term
	}
	switch {
	case f.Incoterm != "" && f.IncotermPlace == "":
		l.Add("incoterm_place", "expo.product.incoterm-needs-place", "term", string(f.Incoterm))
	case f.Incoterm == "" && f.IncotermPlace != "":
		l.Add("incoterm", "expo.product.place-needs-incoterm")
	}
}

func (f *ProductFields) settleService(l *fault.List) {
	if f.HSCode != "" || f.HSEdition != "" {
		l.Add("hs_code", "expo.product.service-has-no-hs")
	}
	if f.Origin != "" {
		l.Add("origin", "expo.product.service-has-no-origin")
	}
	if f.Incoterm != "" || f.IncotermPlace != "" {
		l.Add("incoterm", "expo.product.service-has-no-incoterm")
	}
	if len(f.GIs) > 0 {
		l.Add("gis", "expo.product.service-has-no-gi")
	}
	if f.CPCCode == "" {
		f.CPCVersion = ""
		return
	}
	code, err := hs.ParseCPC(string(f.CPCCode))
	addProblem(l, "cpc_code", err)
	if err == nil && !code.Service() {
		l.Add("cpc_code", "expo.product.cpc-not-service", "code", string(code))
	}
	f.CPCCode, f.CPCVersion = code, "2.1"
}

// settleTerms checks unit, quantity, price and lead time, which goods and services share.
func (f *ProductFields) settleTerms(l *fault.List) {
	if f.Unit != "" {
		unit, err := measure.Parse(string(f.Unit))
		addProblem(l, "unit", err)
		f.Unit = unit
	} else if f.MinimumOrder > 0 || !f.Price.IsZero() {
		l.Add("unit", "expo.product.unit-required")
	}
	if f.MinimumOrder < 0 {
		l.Add("minimum_order", "fault.too-small", "min", 0)
	}
	if f.LeadDays < 0 {
		l.Add("lead_days", "fault.too-small", "min", 0)
	}
	addProblem(l, "price", f.Price.Check())
}

// settleLists makes equal lists equal: never nil, no certificate and no indication twice.
func (f *ProductFields) settleLists() {
	certificates := make([]Certificate, 0, len(f.Certificates))
	for _, c := range f.Certificates {
		c.Name = strings.TrimSpace(c.Name)
		if c.Name != "" && !slices.Contains(certificates, c) {
			certificates = append(certificates, c)
		}
	}
	f.Certificates = certificates
	gis := append([]GIKey{}, f.GIs...)
	slices.Sort(gis)
	f.GIs = slices.Compact(gis)
}

// addProblem adds the problems of a value to those of the input, at the field.
func addProblem(l *fault.List, field string, err error) {
	e := fault.As(err)
	if e == nil {
		return
	}
	for _, p := range e.Problems {
		args := make([]any, 0, 2*len(p.Args))
		for name, v := range p.Args {
			args = append(args, name, v)
		}
		l.Add(field, p.Key, args...)
	}
}
