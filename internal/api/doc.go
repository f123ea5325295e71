// Package api is the REST face of the operation registry: /api/v1, the OpenAPI 3.1 document and RFC 9457 problem
// details. It owns how an operation travels over HTTP and nothing of what operations do.
//
// A GET or DELETE takes its input from the path and the query, every other method from the path and a JSON body.
// Answers are 200 with the operation's output. Writes accept an Idempotency-Key header. Errors are
// application/problem+json in the language of Accept-Language.
package api
