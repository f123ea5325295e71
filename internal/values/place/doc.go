// Package place holds where things are: countries of the world, and the exact geometry of a hall's plan.
//
// It owns the ISO 3166-1 codes with the names under which import files write them, and points and polygons in whole
// centimetres. It refuses floating point, curves, holes and polygons that cross themselves. Names shown to people
// come from the locale, by the country's code.
package place
