package hs

import (
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// CPC is a code of the Central Product Classification, version 2.1 (United Nations, 2015), of one to five digits:
// section, division, group, class, subclass. "" is no code.
type CPC string

// divisions are the two-digit divisions of CPC 2.1.
const divisions = "01 02 03 04 11 12 13 14 15 16 17 18 21 22 23 24 25 26 27 28 29 31 32 33 34 35 36 37 38 39 " +
	"41 42 43 44 45 46 47 48 49 53 54 61 62 63 64 65 66 67 68 69 71 72 73 81 82 83 84 85 86 87 88 89 " +
	"91 92 93 94 95 96 97 98 99"

var cpcDivisions = strings.Fields(divisions)

// ParseCPC reads one to five digits whose first two are a division of CPC 2.1. Whether the group, class or subclass
// exists is not checked. Errors: Invalid.
func ParseCPC(s string) (CPC, error) {
	code := strings.TrimSpace(s)
	if len(code) < 1 || len(code) > 5 || strings.Trim(code, "0123456789") != "" {
		return "", fault.NewInvalid("", "hs.cpc.format", "code", shorten(s))
	}
	if len(code) >= 2 && !slices.Contains(cpcDivisions, code[:2]) {
		return "", fault.NewInvalid("", "hs.cpc.division", "code", shorten(s), "division", code[:2])
	}
	return CPC(code), nil
}

// Service reports whether the code lies among services: division 54 (construction services) and above. Section 5
// alone holds both buildings and the building of them, and is not taken for services.
func (c CPC) Service() bool {
	return c >= "54" && c <= "99999" && len(c) > 1 || len(c) == 1 && c >= "6" && c <= "9"
}
