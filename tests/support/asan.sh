#!/usr/bin/env bash
# The build with AddressSanitizer and UndefinedBehaviorSanitizer, which also serves the fuzzers: one clang build
# for both, since compiling is most of the time.
#   asan.sh build|run all?    all? is yes or no: yes fuzzes 600 s instead of 30 s, and runs the flow tests too
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
all=${2:-no}
labels='unit|contract|property|fuzz'
seconds=30
if [ "$all" = yes ]; then
  labels+='|flow'
  seconds=600
fi

case $1 in
  build)
    cmake --preset asan -DBOWLINE_FUZZ_SECONDS=$seconds
    cmake --build --preset asan -- -k 0
    ;;
  run)
    # The checks that read sources and units have no code of ours to look into.
    ctest --test-dir build/asan --output-on-failure -j "$(nproc)" -L "$labels" -E '^(layers|systemd|package)'
    ;;
esac
