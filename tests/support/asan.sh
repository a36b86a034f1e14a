#!/usr/bin/env bash
# The build with AddressSanitizer and UndefinedBehaviorSanitizer, which also serves the fuzzers: one clang build
# for both, since compiling is most of the time.
#   asan.sh build|run all?    all? is yes or no: yes fuzzes 600 s instead of 30 s, and adds the daemon's tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=30
target=programs_under_asan
left_out=(-LE '^app$')
if [ "${2:-no}" = yes ]; then
  seconds=600
  target=all
  left_out=()
fi

case $1 in
  build)
    cmake --preset asan -DBOWLINE_FUZZ_SECONDS=$seconds
    cmake --build --preset asan --target $target -- -k 0
    ;;
  run)
    # The checks that read sources and units have no code of ours to look into.
    ctest --test-dir build/asan --output-on-failure -j "$(nproc)" -L 'unit|contract|property|flow|fuzz' \
      -E '^(layers|systemd)' "${left_out[@]}"
    ;;
esac
