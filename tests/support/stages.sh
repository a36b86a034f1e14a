# Stages of a run with their seconds, and the checks that are no build. Sourced by tests/run.
stage_names=()
stage_seconds=()

# stage NAME COMMAND...: runs it, stops the run when it fails.
stage() {
  local name=$1 begin=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@" || { printf '\n%s failed after %s seconds\n' "$name" "$((SECONDS - begin))" >&2; exit 1; }
  stage_names+=("$name")
  stage_seconds+=("$((SECONDS - begin))")
}

print_stages() {
  local i
  printf '\nseconds a stage:'
  for i in "${!stage_names[@]}"; do printf ' %s %s;' "${stage_names[$i]}" "${stage_seconds[$i]}"; done
  printf ' in all %s before the tests of the release build\n' "$SECONDS"
}

check_format() {
  git ls-files -z '*.cpp' '*.h' | xargs -0 -n 50 -P "$(nproc)" clang-format --dry-run --Werror
}

# The sources that clang-tidy reads: those changed in the last day of the history, at most 12, drawn by the day
# of the last commit: another dozen each day, the same one in every run of a day. `yes`: all sources.
files_to_tidy() {
  local all=$1 base
  base=$(git rev-list -1 --before="$(($(git log -1 --format=%ct) - 86400))" HEAD)
  if [ "$all" = yes ]; then
    git ls-files 'connector/*.cpp' 'adapters/*.cpp'
  elif [ -n "$base" ]; then
    git diff --name-only --diff-filter=d "$base" HEAD -- 'connector/*.cpp' 'adapters/*.cpp' | a_dozen
  else
    git ls-files 'connector/*.cpp' 'adapters/*.cpp' | a_dozen
  fi
}

a_dozen() { shuf -n 12 --random-source=<(yes "$(git log -1 --format=%cs)"); }

# Reads the commands of the ThreadSanitizer build: gcc's have options that clang does not know, and this one has
# made every room's generated files and precompiled headers. What is no error by .clang-tidy is printed and passes.
check_tidy() {
  files_to_tidy "$1" | sort | tee /dev/stderr |
    xargs -r -n 2 -P "$(nproc)" clang-tidy --quiet -p build/tsan 2> >(grep -v 'warnings generated' >&2)
}
