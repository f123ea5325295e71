// Package i18n puts Fairway into words: the message catalogues of eleven languages, and the way each language writes
// numbers, money, dates, lists, countries and languages.
//
// It owns the reading and checking of catalogues, the choice of a language from a browser's header, and the general
// messages ("fault.required", "role.visitor") in messages/. Every other package keeps the messages of its own words
// and hands them to New; the composition root makes one Bundle of all.
//
// It refuses markup: messages are plain text and templates escape them. It refuses to guess: a missing key is shown as
// ⟦key⟧, a missing value as its {name}, so that the gap is seen. Words that people wrote (names of booths, firms and
// products) are text.T and never go through a catalogue; only Words chooses among their languages.
//
// A catalogue is a folder of {lang}.json:
//
//	{"@reviewed":"no", "expo.booth.taken":"Booth {code} is already taken.", "expo.hits":{"one":"{n} exhibitor","other":"{n} exhibitors"}}
//
// "@reviewed":"yes" says that a person who speaks the language has read the file. "@complete":"yes" in en.json says
// that all eleven languages must have its keys and placeholders, and makes New refuse the catalogue otherwise.
// Literal braces are doubled. The plural form is chosen by the value named n.
//
// Sources: Unicode CLDR 47 (Unicode License v3) for formats and names, partly by way of golang.org/x/text, with the
// differences stated where they are made; ISO 4217 for minor units.
package i18n
