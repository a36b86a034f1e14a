# What Debian 12 needs beyond its base image, and the environment that builds want. Sourced by tests/run and
# config/demo.
packages_build=(g++ cmake ninja-build ccache lld pkg-config ca-certificates
  libpoco-dev libssl-dev libsqlite3-dev libyaml-cpp-dev nlohmann-json3-dev libboost-dev libre2-dev
  libphonenumber-dev libicu-dev libcli11-dev libfmt-dev libsystemd-dev)
packages_tests=(git libboost-test-dev clang clang-format clang-tidy libclang-rt-dev llvm postgresql python3
  curl systemd dpkg-dev file)
# What the listener is tried with: proxies before it, a scanner and slow clients against it (tests/listener).
packages_listener=(nginx-light caddy sslscan slowhttptest)
# Real ticket systems for the tests of adapters (tests/peers). RT wants a mail program: msmtp-mta is one without a
# daemon; dbconfig-no-thanks keeps both from asking for a database.
packages_peers=(request-tracker5 rt5-standalone rt5-db-sqlite msmtp-mta dbconfig-no-thanks redmine redmine-sqlite
  puma curl perl)

# install_packages GROUP...: installs what is missing; quiet when nothing is.
install_packages() {
  local group missing=() list package
  for group in "$@"; do
    list="packages_${group}[@]"
    for package in "${!list}"; do
      dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || { echo "run as root once, to install: ${missing[*]}" >&2; return 1; }
  echo "installing: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

prepare_environment() {
  # What ccache needs to reuse objects that were built with a precompiled header.
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime
  # Another checkout of the same sources is a hit: paths count from the root of the project.
  export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
  CMAKE_BUILD_PARALLEL_LEVEL=$(nproc)
  export CMAKE_BUILD_PARALLEL_LEVEL
}
