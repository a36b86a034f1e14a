#!/usr/bin/env bash
# rt.sh up|down STATE_DIR: a real Request Tracker 5 (Debian's package, SQLite) on a free loopback port, with the queue,
# fields and users that tests/peers/rt_seed.pl makes. As root on Debian 12; the server runs as www-data.
# `up` prints KEY=VALUE lines and keeps them in STATE_DIR/env; of a running one it prints them again. `down` keeps the
# data. No mail leaves: each one is appended to STATE_DIR/mbox. tests/peers/README.md tells what is there.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: rt.sh up|down STATE_DIR" >&2; exit 2; }
mkdir -p "$2"
state=$(cd "$2" && pwd)
peer_environment=(RT_SITE_CONFIG="$state/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR="$state/conf.d" PEER_STATE="$state")
source "$(dirname "${BASH_SOURCE[0]}")/../peers/server.sh"

# Every setting comes from here; nothing below /etc is read or written. bcrypt cost 4: RT checks the token at each
# request, and its default of 12 costs a quarter of a second every time.
write_settings() {
  cat >"$state/RT_SiteConfig.pm" <<PERL
Set(\$rtname, 'peer');
Set(\$Organization, 'peer.example.org');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $1);
Set(\$WebBaseURL, 'http://127.0.0.1:$1');
Set(\$WebURL, 'http://127.0.0.1:$1/');
Set(\$CorrespondAddress, 'rt@example.org');
Set(\$CommentAddress, 'rt-comment@example.org');
Set(\$Timezone, 'UTC');
Set(\$DatabaseType, 'SQLite');
Set(\$DatabaseName, '$state/var/rt.sqlite');
Set(\$BcryptCost, 4);
Set(\$LogToSyslog, undef);
Set(\$LogToSTDERR, 'warning');
Set(\$MailCommand, sub {
    open(my \$mbox, '>>', '$state/mbox') or return 0;
    flock(\$mbox, 2);
    (my \$mail = \$_[0]->stringify) =~ s/^(>*From )/>\$1/mg;
    print \$mbox "From rt\@example.org ", scalar gmtime, "\\n\$mail\\n";
    return close \$mbox;
});
\$RT::MasonDataDir = '$state/mason';
\$RT::MasonSessionDir = '$state/sessions';
\$RT::VarPath = '$state/var';
1;
PERL
}

make_data() {
  [ ! -e "$state/seeded" ] || return 0
  rm -f "$state/var/rt.sqlite"
  (cd "$state/var" && as_user /usr/sbin/rt-setup-database-5 --action init --dba "$peer_user" --dba-password '') \
    >"$state/setup.log" 2>&1 || give_up "no database:" "$state/setup.log"
  (as_user perl "$peer_tests/rt_seed.pl") >"$state/seed" 2>"$state/setup.log" || give_up "no seed:" "$state/setup.log"
  touch "$state/seeded"
}

up() {
  install_peers
  if running && [ -s "$state/env" ]; then cat "$state/env"; return; fi
  mkdir -p "$state"/{conf.d,mason,sessions,var}
  touch "$state/mbox"
  chown -R "$peer_user:" "$state"
  local port
  port=$(choose_port)
  write_settings "$port"
  cd "$state"
  make_data
  start_server /usr/share/request-tracker5/libexec/rt-server --host 127.0.0.1 --port "$port" --server Starlet \
    --max-workers 4
  wait_for "http://127.0.0.1:$port/REST/2.0/rt"
  { echo "RT_URL=http://127.0.0.1:$port"; cat "$state/seed"; echo "RT_MBOX=$state/mbox"; } >"$state/env"
  cat "$state/env"
}

case $1 in
  up) up ;;
  down) stop_server ;;
  *) echo "usage: rt.sh up|down STATE_DIR" >&2; exit 2 ;;
esac
