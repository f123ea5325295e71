// Package sqldb owns the database handle: one SQL text that runs on SQLite and PostgreSQL, typed queries, durable
// transactions, migrations.
//
// # Engines
//
// SQLite (embedded, pure Go) is the default: WAL, synchronous=FULL, one writer that groups the waiting transactions
// into one commit and answers each caller only after the sync, and a pool of read connections. PostgreSQL serves
// several equal nodes; each transaction is its own commit and is retried a bounded number of times when the server
// reports a serialisation failure or a deadlock.
//
// # One text
//
// Query and Exec take SQL with named parameters (":edition"), bound to the fields of a struct, and these marks:
//
//	/*pg FOR UPDATE */              the words inside reach PostgreSQL only
//	/*sqlite WITHOUT ROWID */       the words inside reach SQLite only
//	/*if country*/ AND … /*end*/    the segment is sent only when the field is not its zero value
//	IN (:ids)                       a slice field becomes as many placeholders as it has elements
//
// A parameter without a field panics when the program starts. Every statement is known to Statements, so that one
// test prepares all of them on both engines. See docs/decisions/0002-named-parameters.md.
//
// # What it refuses
//
// No statement is retried after a failed sync: a commit that fails for another reason than a full disk stops the
// process through Options.Fatal, because a later success could not be trusted. Nothing is answered before it is durable.
package sqldb
