# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Sourced by examples/run.sh, tests/run.sh and .ci/run: a clean environment for builds, and the packages they need.
# Sets `cxx` and `jobs`; gives the functions have, need_packages, build_tree and drop_credentials. Expects `root`, the checkout.

# Variables that change what a shell, a compiler or CMake does; a build here is the same whatever they hold.
unset BASH_ENV ENV CDPATH GREP_OPTIONS POSIXLY_CORRECT MAKEFLAGS MFLAGS MAKELEVEL GNUMAKEFLAGS NINJA_STATUS
unset CC CXX CPP AR LD CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH
unset COMPILER_PATH GCC_EXEC_PREFIX LD_RUN_PATH DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES VERBOSE DESTDIR
unset PKG_CONFIG_PATH PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
for name in $(env | sed -n 's/^\(CMAKE_[A-Za-z0-9_]*\|CTEST_[A-Za-z0-9_]*\|[A-Za-z0-9_]*_\(ROOT\|DIR\)\)=.*/\1/p'); do
    case $name in
        CMAKE_* | CTEST_* | CURL_* | Catch2_* | nlohmann_json_* | OpenSSL_* | OPENSSL_*) unset "$name" ;;
    esac
done
unset name
[ -d "${TMPDIR:-/}" ] || unset TMPDIR
LC_ALL=C.UTF-8
export LC_ALL
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
export PATH

say() {
    printf '%s\n' "$*" >&2
}

stop() {
    say "$*"
    exit 1
}

have() {
    command -v "$1" > /dev/null 2>&1
}

# accepts COMPILER CONDITION: whether that preprocessor condition holds. The preprocessor alone answers at once.
accepts() {
    printf '#if !(%s)\n#error no\n#endif\n' "$2" | "$1" -std=c++20 -E -x c++ - > /dev/null 2>&1
}

# have_header NAME: whether the compiler finds it.
have_header() {
    [ -n "$cxx" ] && accepts "$cxx" "__has_include(<$1>)"
}

# Sets `cxx` to a C++20 compiler with its library: g++ from 12 on, else clang++ from 16 on. Empty when there is none.
find_compiler() {
    for cxx in g++ g++-15 g++-14 g++-13 g++-12 clang++ clang++-20 clang++-19 clang++-18 clang++-17 clang++-16 ''; do
        if have "$cxx" && have_header ranges &&
                accepts "$cxx" 'defined(__clang__) ? __clang_major__ >= 16 : __GNUC__ >= 12'; then
            return
        fi
    done
}

# Unsets BITBUCKET_EMAIL, BITBUCKET_TOKEN and the like. BITBUCKET_SPEC stays: it names a specification of the
# vendor's that tests take instead of the one in tests/specification.
drop_credentials() {
    for name in $(env | sed -n 's/^\(BITBUCKET_[A-Za-z0-9_]*\)=.*/\1/p'); do
        [ "$name" = BITBUCKET_SPEC ] || unset "$name"
    done
}

# install_packages PACKAGES…: by apt as root, else through sudo if that asks for nothing, else says what to run.
install_packages() {
    have apt-get || stop "missing: $* (as Debian calls them); please install them with your package manager"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if have sudo && sudo -n true 2> /dev/null; then
            as_root='sudo -n'
        else
            stop "missing packages; please run:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        fi
    fi
    say "installing: $*"
    apt_log=$(mktemp) || exit 1
    # An index of some other source that cannot be fetched need not keep us from what we want.
    # shellcheck disable=SC2086  # $as_root is words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 update > "$apt_log" 2>&1 ||
        say "apt-get update failed; trying with the package lists at hand"
    # shellcheck disable=SC2086
    if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
            install -y --no-install-recommends "$@" >> "$apt_log" 2>&1 < /dev/null; then
        cat "$apt_log" >&2
        rm -f "$apt_log"
        stop "cannot install: $*"
    fi
    rm -f "$apt_log"
}

# need_packages [EXTRA…]: what every build needs, and EXTRA packages that the caller found missing.
need_packages() {
    find_compiler
    missing="$*"
    [ -n "$cxx" ] || missing="$missing g++"
    have cmake || missing="$missing cmake"
    have make || have ninja || missing="$missing make"
    have_header nlohmann/json.hpp || missing="$missing nlohmann-json3-dev"
    have_header curl/curl.h || missing="$missing libcurl4-openssl-dev"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086
        install_packages $missing
        find_compiler
    fi
    [ -n "$cxx" ] || stop "there is no g++ 12 (or newer) and no clang++ 16 (or newer)"
    # shellcheck disable=SC2046  # two words
    set -- $(cmake --version | sed -n 's/^cmake version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
    if [ "${1:-0}" -lt 3 ] || { [ "$1" -eq 3 ] && [ "${2:-0}" -lt 24 ]; }; then
        stop "CMake 3.24 or newer is needed; this is $(cmake --version | head -n 1)"
    fi
    jobs=$(nproc 2> /dev/null || echo 2)
}

# available_gigabytes: of memory; 0 where that is not known.
available_gigabytes() {
    awk '/^MemAvailable:/ { print int($2 / 1024 / 1024) }' /proc/meminfo 2> /dev/null || echo 0
}

# test_batch: how many test files are compiled together. The more of them, the less often what they share is compiled; two
# compilers with half of the unit tests each take 10 GB.
test_batch() {
    if [ "$(available_gigabytes)" -ge 14 ]; then echo 125; else echo 45; fi
}

# build_tree FOLDER TARGET [CONFIGURE OPTIONS…]: configures and builds quietly; shows the log of what failed.
build_tree() {
    tree=$1
    target=$2
    shift 2
    generator='Unix Makefiles'
    if have ninja; then generator=Ninja; fi
    mkdir -p "$tree" || stop "cannot write to $tree"
    # A tree of another checkout, compiler or generator is made anew.
    if ! cmake -S "$root" -B "$tree" -G "$generator" -D CMAKE_CXX_COMPILER="$cxx" "$@" > "$tree/configure.log" 2>&1; then
        rm -rf "$tree"
        mkdir -p "$tree"
        if ! cmake -S "$root" -B "$tree" -G "$generator" -D CMAKE_CXX_COMPILER="$cxx" "$@" > "$tree/configure.log" 2>&1
        then
            cat "$tree/configure.log" >&2
            stop "cannot configure the build; the log is $tree/configure.log"
        fi
    fi
    if ! cmake --build "$tree" --target "$target" --parallel "$jobs" > "$tree/build.log" 2>&1; then
        cat "$tree/build.log" >&2
        stop "the build failed; the log is $tree/build.log"
    fi
}
