// Package ops is the registry of everything that can be done in Fairway.
//
// A capability declares each operation once, with Read or Write: name, who may, effect, route, example, input, output.
// Web pages, the REST API, the command line, and later MCP and the agent, all call the operation through the same
// pipeline, so that the same rights and rules hold everywhere:
//
//	rate limit -> trim and validate the input -> resolve the edition -> role -> (in the transaction) who owns the
//	object -> idempotency key -> the operation -> ledger entries -> answer kept under the key -> commit
//
// An operation without name, roles, doc, example or route panics at registration; one whose input is limited to some
// owners' objects but does not say who owns them panics too. Check refuses operations without a title in the catalogue.
//
// Table: ops_answer. Errors that leave an operation are *fault.Error; anything else is Internal.
package ops
