// Package migrations embeds the forward-only schema changes of every capability, one text for both engines.
//
// A file is named NNNN_capability_what.sql. Once released, a file never changes: the runner compares checksums.
package migrations

import "embed"

// Files holds the .sql files at its root.
//
//go:embed 0*.sql
var Files embed.FS
