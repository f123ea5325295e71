#!/usr/bin/env bash
# A throwaway PostgreSQL for tests.
#
#   scripts/postgres.sh start      makes a cluster in a temporary folder and prints its URL (for FAIRWAY_TEST_PG)
#   scripts/postgres.sh stop URL   stops that cluster and removes the folder
#
# It listens on a unix socket only, runs as an unprivileged user, and keeps nothing: fsync is off, because a test database
# that survives a power cut is worth nothing. Durability is tested on SQLite, by killing the process.
set -euo pipefail

fail() { echo "postgres.sh: $*" >&2; exit 1; }

# bin_of NAME prints the newest installed server program of that name; Debian keeps them out of PATH.
bin_of() {
  local found
  found=$(compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -n 1 || true)
  [ -n "$found" ] || found=$(command -v "$1" || true)
  [ -n "$found" ] || fail "needs PostgreSQL: $1 is not installed"
  echo "$found"
}

# The server refuses to run as root, so root hands over to Debian's postgres user, or to nobody.
server_user() { id -un postgres 2>/dev/null || echo nobody; }
unprivileged() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  else
    (cd / && setpriv --reuid="$(server_user)" --regid="$(id -gn "$(server_user)")" --clear-groups -- env HOME=/ "$@")
  fi
}

start() {
  local initdb pg_ctl dir
  initdb=$(bin_of initdb) pg_ctl=$(bin_of pg_ctl)
  # Short on purpose: the path of a unix socket may have 107 bytes.
  dir=$(mktemp -d /tmp/fwpg.XXXXXX)
  chmod 0755 "$dir"
  if [ "$(id -u)" = 0 ]; then chown "$(server_user)" "$dir"; fi
  unprivileged "$initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; rm -rf "$dir"; fail "initdb failed"; }
  # 0700 on the socket: the server's own user and root may connect, no other account of the machine.
  cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 128MB
max_wal_size = 1GB
max_locks_per_transaction = 256
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
logging_collector = off
log_min_messages = fatal
CONF
  unprivileged "$pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t 60 start >/dev/null 2>&1 </dev/null ||
    { cat "$dir/data/server.log" >&2 || true; rm -rf "$dir"; fail "the server did not start"; }
  echo "postgres://postgres@/postgres?host=$dir"
}

stop() {
  local dir=${1##*host=}
  dir=${dir%%&*}
  [[ $dir == /tmp/fwpg.* && -d $dir ]] || fail "not a cluster of this script: $1"
  if [ -f "$dir/data/postmaster.pid" ]; then
    unprivileged "$(bin_of pg_ctl)" -D "$dir/data" -m immediate -w -t 60 stop >/dev/null 2>&1 || true
  fi
  rm -rf "$dir"
}

case "${1:-}" in
start) start ;;
stop) [ $# -eq 2 ] || fail "stop needs the URL that start printed"; stop "$2" ;;
*) fail "usage: scripts/postgres.sh start | stop URL" ;;
esac
