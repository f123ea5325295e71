#!/usr/bin/env bash
# Makes sure that what the gate needs from Debian is there.
#
# As root on a machine with apt it installs what is missing. Anywhere else it names what is missing and what will be
# skipped because of it; in CI (CI=true) a missing piece ends the run, because a skipped half would prove nothing.
set -euo pipefail

has() { command -v "$1" >/dev/null 2>&1; }
has_any() { for c in "$@"; do if has "$c"; then return 0; fi; done; return 1; }
has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb; }
has_font() {
  if has dpkg-query; then dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; return; fi
  has fc-list && [ -n "$(fc-list "$2" family)" ]
}

missing=() # Debian packages
losses=()  # what goes untested without them, one line each
need() {   # need PACKAGES LOSS CHECK...: records PACKAGES as missing unless CHECK succeeds
  local packages=$1 loss=$2
  shift 2
  if ! "$@"; then
    # shellcheck disable=SC2206 # a list of package names, split on purpose
    missing+=($packages)
    losses+=("$packages: $loss")
  fi
}

look() {
  missing=() losses=()
  need "git" "the list of the project's own files" has git
  need "gcc libc6-dev" "the race detector (Go's needs a C compiler)" has gcc
  need "postgresql" "the PostgreSQL half of every database test" has_postgres
  need "chromium" "the browser tests" has_any chromium chromium-browser google-chrome
  need "fonts-noto-core" "missing-glyph checks for Thai, Lao, Khmer and Burmese" has_font fonts-noto-core 'Noto Sans Khmer'
  need "fonts-noto-cjk" "missing-glyph checks for Chinese" has_font fonts-noto-cjk 'Noto Sans CJK SC'
  need "libxml2-utils" "the XML referee (xmllint)" has xmllint
  need "wrk" "load measurements (fairway bench pages)" has wrk
  need "nodejs" "accessibility checks (axe-core is an npm package)" has node
  need "npm" "accessibility checks (axe-core is an npm package)" has npm
}

look
if [ ${#missing[@]} -eq 0 ]; then
  echo "everything that Debian gives is here"
  exit 0
fi

if [ "$(id -u)" = 0 ] && has apt-get; then
  echo "installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # One package at a time after a failed bulk install, so that one absent package does not cost all the others.
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    for p in "${missing[@]}"; do apt-get install -y -qq --no-install-recommends "$p" >/dev/null || true; done
  look
fi

if [ ${#missing[@]} -gt 0 ]; then
  echo "missing on this machine, so these parts are skipped:"
  printf '  %s\n' "${losses[@]}"
  echo "to get them on Debian or Ubuntu: sudo apt-get install ${missing[*]}"
  if [ "${CI:-}" = true ]; then
    echo "in CI nothing may be skipped" >&2
    exit 1
  fi
fi
