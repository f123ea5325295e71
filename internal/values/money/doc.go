// Package money holds exact amounts of money in ISO 4217 currencies, and the Incoterms under which prices are quoted.
//
// It owns the table of currencies with their minor units, reading and writing of decimal text, arithmetic that
// reports overflow, and the eleven terms of Incoterms 2020. It refuses floating point, guessing between decimal
// and grouping signs, and exchange rates: those are facts of a day and belong to who states them.
package money
