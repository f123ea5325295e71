// Package hs holds the codes that classify what is traded: the Harmonized System for goods, the Central Product
// Classification for services.
//
// It owns the shape of codes, the editions of the Harmonized System, its chapters and sections. It refuses to say
// whether a subheading exists in an edition, what it is called, or how editions correlate: those are tables of the
// origin capability.
package hs
