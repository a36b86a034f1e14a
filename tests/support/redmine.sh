#!/usr/bin/env bash
# redmine.sh up|down STATE_DIR: a real Redmine 5 (Debian's package, SQLite, puma with 4 workers of one thread: with more
# threads SQLite answers 500) on a free loopback port, with the project, fields and users that tests/peers/redmine_seed.rb
# makes. As root on Debian 12; the server runs as www-data.
# `up` prints KEY=VALUE lines and keeps them in STATE_DIR/env; of a running one it prints them again. `down` keeps the
# data. No mail leaves: each one is a file in STATE_DIR/mails. tests/peers/README.md tells what is there.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: redmine.sh up|down STATE_DIR" >&2; exit 2; }
mkdir -p "$2"
state=$(cd "$2" && pwd)
# Redmine looks for its configuration below a folder of this name; a link leads it into ours.
instance=peer-$(printf %s "$state" | cksum | cut -d' ' -f1)
peer_environment=(RAILS_ENV=production REDMINE_INSTANCE="$instance" BUNDLE_GEMFILE="$state/Gemfile"
  BUNDLE_APP_CONFIG="$state/bundle" SCHEMA=/dev/null DISABLE_BOOTSNAP=1 PEER_STATE="$state")
source "$(dirname "${BASH_SOURCE[0]}")/../peers/server.sh"

# The version of Debian's ruby-bundler, see install_peers.
name_bundler() {
  local file
  file=$(ls /usr/share/rubygems-integration/all/specifications/bundler-*.gemspec | sort -V | tail -n 1)
  file=${file##*/bundler-}
  peer_environment+=(BUNDLER_VERSION="${file%.gemspec}")
}

# Puma is not in Redmine's own Gemfile.
write_settings() {
  local config=$state/instance/config
  [ -s "$config/secret_key.txt" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$config/secret_key.txt"
  printf 'production:\n  adapter: sqlite3\n  database: %s\n  timeout: 20000\n  encoding: utf8\n' \
    "$state/redmine.sqlite" >"$config/database.yml"
  printf 'default:\n  email_delivery:\n    delivery_method: :file\n    file_settings:\n      location: %s\n' \
    "$state/mails" >"$config/configuration.yml"
  printf "eval_gemfile '/usr/share/redmine/Gemfile'\ngem 'puma'\n" >"$state/Gemfile"
}

# Two processes: classes that were loaded before the migrations keep old columns.
make_data() {
  [ ! -e "$state/seeded" ] || return 0
  rm -f "$state/redmine.sqlite"
  { (as_user bundle exec rake -s db:migrate) &&
    (as_user bundle exec ruby bin/rails runner "$peer_tests/redmine_seed.rb"); } >"$state/setup.log" 2>&1 ||
    give_up "no data:" "$state/setup.log"
  touch "$state/seeded"
}

up() {
  install_peers
  if running && [ -s "$state/env" ]; then cat "$state/env"; return; fi
  mkdir -p "$state"/{mails,bundle,instance/{config,log,files,tmp,public/plugin_assets}}
  name_bundler
  write_settings
  chown -R "$peer_user:" "$state"
  ln -sfT "$state/instance" "/var/lib/redmine/$instance"
  local port
  port=$(choose_port)
  cd /usr/share/redmine
  make_data
  start_server bundle exec puma -e production -b "tcp://127.0.0.1:$port" -w 4 -t 1:1 /usr/share/redmine/config.ru
  wait_for "http://127.0.0.1:$port/users/current.json"
  { echo "REDMINE_URL=http://127.0.0.1:$port"; cat "$state/seed"; echo "REDMINE_MAILS=$state/mails"; } >"$state/env"
  cat "$state/env"
}

down() {
  stop_server
  rm -f "/var/lib/redmine/$instance"
}

case $1 in
  up) up ;;
  down) down ;;
  *) echo "usage: redmine.sh up|down STATE_DIR" >&2; exit 2 ;;
esac
