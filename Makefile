# Fairway's commands. `make` alone lists them; `make test` is the one gate, the same on a laptop and in CI.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Developers' tools have a module of their own (tools/go.mod), so that the program's go.mod lists only what it is made of.
TOOL := go tool -modfile=tools/go.mod

.PHONY: help
help: ## list these commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  go run ./cmd/fairway demo   serve a complete expo edition (needs only Go)"

.PHONY: test
test: ## the gate: everything that must hold before a change lands
	@scripts/test.sh

.PHONY: quick
quick: ## all Go tests with only what this machine has; names what it skipped
	@go test -json ./... | go run ./scripts/testreport

.PHONY: generate
generate: ## write the generated files anew (templates, go:generate)
	@scripts/generate.sh

.PHONY: fmt
fmt: ## format Go and templ files
	@git ls-files -z -- '*.go' | xargs -0r gofmt -w
	@$(TOOL) templ fmt .

.PHONY: lint
lint: ## vet, staticcheck and the architecture test
	go vet ./...
	$(TOOL) staticcheck ./...
	go test ./internal/arch

.PHONY: screens
screens: ## take the screenshots under docs/screens anew (needs chromium)
	FAIRWAY_SCREENS="$(CURDIR)/docs/screens" go test -count=1 -run '^TestScreens$$' -v ./e2e/...

.PHONY: bench
bench: ## run the measurements of docs/bench.md
	go run ./cmd/fairway bench all

.PHONY: pg-start
pg-start: ## start a throwaway PostgreSQL for tests; prints the export line
	@mkdir -p tmp
	@[ ! -f tmp/pg.url ] || { echo "already running: make pg-stop ends it" >&2; exit 1; }
	@scripts/postgres.sh start >tmp/pg.url
	@echo "export FAIRWAY_TEST_PG='$$(cat tmp/pg.url)'"

.PHONY: pg-stop
pg-stop: ## stop the PostgreSQL of pg-start
	@scripts/postgres.sh stop "$$(cat tmp/pg.url)"
	@rm -f tmp/pg.url
