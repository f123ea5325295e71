// Package arch holds the architecture test: the rules of docs/architecture.md and of the project's style that a compiler does
// not know. It has no code of its own, only tests, and nothing may import it.
//
// Each rule is a function from the parsed tree to findings, and each has a test that plants the fault it exists for, so that a
// rule which has gone blind is noticed. A finding says what breaks the rule, and why the rule is there.
//
// It reads the files of the tree as they are on disk (no go list, no network), so it also judges work that is not committed yet.
package arch
