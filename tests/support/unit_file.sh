#!/bin/sh
# unit_file.sh SOURCE BINARY: does systemd accept the unit, and is it shut in as tightly as we say? The copy that
# is judged names BINARY, since the unit's own path exists only where the package is installed.
# Exit 77 where there is no systemd-analyze.
set -eu
unit=$1/systemd/bowline.service
binary=$2
command -v systemd-analyze >/dev/null || { echo "skipped: no systemd-analyze here"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Neither does the page that Documentation= names.
sed -e "s#/usr/bin/bowline#$binary#" -e '/^Documentation=/d' "$unit" >"$folder/bowline.service"
systemd-analyze verify "$folder/bowline.service"
# 1.5 of 10 on systemd's scale: what is left is the network, which a daemon between two systems needs.
systemd-analyze security --offline=true --threshold=15 "$folder/bowline.service" >"$folder/report" || {
    cat "$folder/report"; exit 1
}
tail -1 "$folder/report"
