#!/usr/bin/env bash
# Writes every generated file anew.
#
#   scripts/generate.sh           generate
#   scripts/generate.sh --check   generate, and fail when that changed a file: the commit lacked it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

templates() { find . -name "$1" -not -path '*/node_modules/*' -not -path './tmp/*' "${@:2}"; }

# One line "checksum  path" a generated file. Only the gate compares, so the working tree may hold uncommitted work.
state() {
  templates '*_templ.go' -print0 | sort -z | xargs -0r sha256sum
  git ls-files -z -- '*_gen.go' | xargs -0r sha256sum
}

# The generator must be the release that the program links, or the generated code and its library drift apart.
ours=$(awk '$1 == "github.com/a-h/templ" || $2 == "github.com/a-h/templ" { for (i = 1; i <= NF; i++) if ($i ~ /^v[0-9]/) print $i }' go.mod)
tool=$(awk '$1 == "github.com/a-h/templ" { print $2 }' tools/go.mod)
if [ -n "$ours" ] && [ "$ours" != "$tool" ]; then
  echo "templ $ours in go.mod, but $tool in tools/go.mod: make them one version" >&2
  exit 1
fi

before=$(state)
# Folder by folder, a folder after the one around it: the generated code holds the template's path from where the generator
# was started, and this way it is always the bare file name, also for someone who generates one package by hand.
templates '*.templ' -printf '%h\n' | sort -u | while IFS= read -r folder; do
  go tool -modfile=tools/go.mod templ generate -path "$folder" -log-level error
done
# A generated file whose template is gone would go on being compiled.
while IFS= read -r -d '' generated; do
  if [ ! -f "${generated%_templ.go}.templ" ]; then echo "no template for $generated: delete it" >&2; exit 1; fi
done < <(templates '*_templ.go' -print0)
if git grep -qE '^//go:generate ' -- '*.go'; then go generate ./...; fi

if [ "${1:-}" = --check ]; then
  if ! changed=$(diff <(echo "$before") <(echo "$(state)")); then
    echo "generated files were not up to date; they are now, commit them:" >&2
    echo "$changed" | awk '$1 == ">" { print "  " $3 }' >&2
    exit 1
  fi
fi
