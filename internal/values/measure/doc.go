// Package measure holds the units in which goods and services are counted, weighed and sold.
//
// It owns the list of units, their codes and the exact ratios between units of one dimension. Codes are those of
// UN/ECE Recommendation 20, and of Recommendation 21 with "X" before them for packages, as UBL writes them; the few
// units that cloud offers need and the recommendations lack have codes of our own that begin with "FW". It refuses
// quantities themselves and any conversion between dimensions, such as boxes to kilograms.
package measure
