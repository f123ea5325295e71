#!/usr/bin/env bash
# The gate. Runs every check in order, tells how long each took, and stops at the first that fails.
# Its last line is the total over all Go tests: "N passed, N failed".
#
# CI=true makes it strict: a half that had to be skipped (PostgreSQL, browser, accessibility) fails the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The race detector watches our own code. The SQLite engine is C translated to Go, whose memory it cannot judge, so it is
# left out: 8 times faster tests, and no report lost about our code. docs/decisions/0003-race-detector.md has the figures.
# The last matching -gcflags wins: the driver itself, which our goroutines share, is watched.
race_flags=(-race '-gcflags=modernc.org/...=-race=false' '-gcflags=modernc.org/sqlite=')

pg_url=""
step_name=""
finish() {
  local code=$?
  if [ -n "$pg_url" ]; then scripts/postgres.sh stop "$pg_url" || true; fi
  if [ "$code" != 0 ] && [ -n "$step_name" ]; then
    printf '\nmake test stopped at: %s\n' "$step_name" >&2
    # The total closes the output in every case; before the tests nothing has run yet, and the step is the one failure.
    [ "$step_name" = "$tests_step" ] || echo "0 passed, 1 failed"
  fi
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# step NAME COMMAND...: the output of COMMAND is shown as it comes, then the time it took. Not in a condition, so that
# errexit stays in force inside COMMAND.
step() {
  step_name=$1
  shift
  printf -- '── %s\n' "$step_name"
  local began=$SECONDS
  "$@"
  printf -- '   %s: %d s\n' "$step_name" "$((SECONDS - began))"
  step_name=""
}

check_format() {
  local wrong
  wrong=$(git ls-files -z -- '*.go' | xargs -0r gofmt -l)
  if [ -n "$wrong" ]; then printf 'not formatted (make fmt): %s\n' $wrong >&2; return 1; fi
}

fetch_axe() {
  if ! command -v npm >/dev/null; then echo "needs axe: npm is not installed, the accessibility checks are skipped"; return; fi
  if cmp -s e2e/axe/package-lock.json e2e/axe/node_modules/.fetched; then return; fi
  (cd e2e/axe && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp e2e/axe/package-lock.json e2e/axe/node_modules/.fetched
}

start_postgres() {
  if [ -n "${FAIRWAY_TEST_PG:-}" ]; then echo "using the server that FAIRWAY_TEST_PG names"; return; fi
  local url
  if url=$(scripts/postgres.sh start); then
    pg_url=$url
    export FAIRWAY_TEST_PG=$url
    echo "$url"
  elif [ "${CI:-}" = true ]; then
    return 1
  fi
}

tests_step="Go tests: both engines, race detector, browser"
run_tests() {
  local flags=("${race_flags[@]}")
  if [ "$(go env CGO_ENABLED)" != 1 ] || ! command -v "$(go env CC | awk '{print $1}')" >/dev/null; then
    if [ "${CI:-}" = true ]; then echo "the race detector needs a C compiler" >&2; return 1; fi
    echo "no C compiler here: running without the race detector"
    flags=()
  fi
  # The report decides, not go test: it also fails on a half that was skipped in CI.
  { go test "${flags[@]}" -shuffle=on -timeout=20m -json ./... || true; } | "$report"
}

report=$(mktemp -d)/testreport
step "what Debian gives" scripts/needs.sh
step "generated files are up to date" scripts/generate.sh --check
step "format" check_format
step "vet" go vet ./...
step "staticcheck" go tool -modfile=tools/go.mod staticcheck ./...
step "architecture: imports, sizes, package comments, tables" go test ./internal/arch
step "accessibility engine" fetch_axe
step "PostgreSQL" start_postgres
step "test report" go build -o "$report" ./scripts/testreport
# Not through step: nothing may be printed after the total.
step_name=$tests_step
printf -- '── %s\n' "$step_name"
run_tests
step_name=""
