# Sourced by tests/support/{rt,redmine}.sh: one real server for a state folder, as an unprivileged user on loopback.
# It is found again by its process id and start time, so that `down` never ends a stranger, and ends by itself
# after BOWLINE_PEER_SECONDS (an hour), so that a test that was killed leaves nothing behind.
peer_user=www-data
peer_seconds=${BOWLINE_PEER_SECONDS:-3600}
peer_tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$peer_tests/../support/packages.sh"

# as_user COMMAND...: in the place of this shell, so that the id of `( as_user ... ) &` is the command's.
as_user() { exec setpriv --reuid="$peer_user" --regid="$peer_user" --clear-groups env -i PATH="$PATH" HOME="$state" \
  LC_ALL=C.UTF-8 TZ=UTC "${peer_environment[@]}" "$@"; }

give_up() {
  echo "$1" >&2
  [ -z "${2-}" ] || tail -n 20 "$2" >&2
  exit 1
}

# BUNDLER_VERSION: redmine's own installation fails with the Bundler inside today's ruby3.1; Debian's
# ruby-bundler works, and is the one that this names.
install_peers() {
  [ "$(id -u)" -eq 0 ] || give_up "run as root: the server is started as $peer_user"
  exec 8>/run/lock/bowline-peers.lock
  flock -w 900 8 || give_up "another installation does not end"
  BUNDLER_VERSION=2.3.15 install_packages peers >&2
  exec 8>&-
}

started_at() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null; }

# running: is the process of this state folder alive?
running() {
  local id start
  [ -s "$state/server.pid" ] && read -r id start <"$state/server.pid" && [ "$(started_at "$id")" = "$start" ]
}

port_is_free() { ! curl -s -o /dev/null --max-time 1 "http://127.0.0.1:$1/"; }

# The port of the last time when nobody has it now: what was written down with an address stays true.
choose_port() {
  local kept
  kept=$(cat "$state/port" 2>/dev/null || true)
  if [ -z "$kept" ] || ! port_is_free "$kept"; then
    kept=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
  fi
  echo "$kept" | tee "$state/port"
}

# start_server COMMAND...: in the background, away from the checkout; its words go to server.log.
start_server() {
  (as_user timeout --kill-after=10 "$peer_seconds" "$@") >"$state/server.log" 2>&1 </dev/null &
  echo "$! $(started_at $!)" >"$state/server.pid"
}

# wait_for URL: until it answers 401, which both systems say to a stranger once they are ready.
wait_for() {
  local attempt
  for attempt in $(seq 600); do
    [ "$(curl -s -o /dev/null --max-time 10 -w '%{http_code}' "$1")" != 401 ] || return 0
    running || give_up "the server ended by itself:" "$state/server.log"
    sleep 0.2
  done
  give_up "the server does not answer after two minutes:" "$state/server.log"
}

stop_server() {
  local id start attempt
  running || { rm -f "$state/server.pid"; return 0; }
  read -r id start <"$state/server.pid"
  kill -TERM "$id"
  for attempt in $(seq 100); do
    running || break
    sleep 0.2
  done
  ! running || kill -KILL -- "-$id"
  rm -f "$state/server.pid"
}
