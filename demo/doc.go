// Package demo holds the demo edition's data as readable files, and the generator that fills the edition to size.
//
// It owns the files under data/ and words/ (tab-separated tables, one noun a file, every row with its source), their
// typed loading, and the deterministic making of fictional exhibitors, products and stands. See README.md for what is
// real, with its source, and what is sample.
//
// It refuses malformed files: a wrong header, a missing or extra column, an unknown key, an empty source or a text
// without one of the eleven languages stops Load with the file and line. It writes no database and knows no
// operations; whoever seeds an edition turns these plain structs into records.
package demo

import "embed"

// files are the tables, read-only.
//
//go:embed data/*.tsv words/*.tsv
var files embed.FS
