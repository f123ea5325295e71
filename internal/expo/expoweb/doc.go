// Package expoweb shows an edition to its visitors: editions, home, countries and pavilions, hall plans, exhibitors,
// products, demonstrations, geographical indications and visitor information, and lists these pages for search
// engines.
//
// It owns handlers and templates, and no rule of the trade: what may be seen is decided by the operations it calls. It
// refuses to show a text of people as anything but text: everything is escaped, links lead to http and https only.
//
// Structured data follows schema.org (ExhibitionEvent, Organization, Product, Service, Offer, FAQPage), so that other
// programs read what people read.
package expoweb
