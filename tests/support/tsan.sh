#!/usr/bin/env bash
# The rooms that have threads, under ThreadSanitizer: store, http, pipeline, delivery, and the whole daemon in the
# flow tests. Builds only what these need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
programs=(unit_store unit_http unit_pipeline unit_delivery)
if compgen -G 'tests/flow/*.cpp' >/dev/null; then programs+=(flow); fi

cmake --preset tsan
cmake --build --preset tsan --target "${programs[@]}" -- -k 0
regex=$(IFS='|'; echo "^(${programs[*]})\$")
# Left out: what searches thousands of texts in one thread.
BOOST_TEST_RUN_FILTERS='!no_disguise' TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1" \
  ctest --test-dir build/tsan --output-on-failure -j "$(nproc)" -R "$regex"
