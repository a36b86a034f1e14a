#!/bin/sh
# Runs SQL files against a PostgreSQL of its own: a fresh cluster in a temporary folder, on loopback, at a
# free port, as the user postgres (initdb refuses root); each file in a database of its own. Prints
# "ok FILE" or "failed FILE" for each. Exit 0 when it could ask, 77 when there is no PostgreSQL here, 1
# when the cluster did not start. Ends only the server it started.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || { echo "no PostgreSQL is installed"; exit 77; }

folder=$(mktemp -d)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
server=
finish() {
    [ -z "$server" ] || as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true
    rm -rf "$folder"
}
trap finish EXIT
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || { echo "no user postgres to run it"; exit 77; }
    chown postgres "$folder"
fi

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

as_postgres "$bin/initdb" -D "$folder/data" -U bowline -A trust -N >"$folder/log" 2>&1 || {
    cat "$folder/log"; exit 1
}
for attempt in 1 2 3; do # another program may take the port between the choice and the start
    port=$(free_port)
    as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -s \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" start &&
        server=$port && break
done
[ -n "$server" ] || { cat "$folder/data/log"; exit 1; }

number=0
for file in "$@"; do
    number=$((number + 1))
    url="host=127.0.0.1 port=$port user=bowline"
    "$bin/psql" -q "$url dbname=postgres" -c "CREATE DATABASE d$number"
    if "$bin/psql" -q -v ON_ERROR_STOP=1 "$url dbname=d$number" -f "$file"; then
        echo "ok $file"
    else
        echo "failed $file"
    fi
done
