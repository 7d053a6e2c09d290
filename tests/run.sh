#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tests/run.sh [ARGUMENTS FOR CTEST…]     e.g. tests/run.sh -R unit.secret
#
# Builds everything and runs all tests, in build/tests. On Debian and its relatives missing packages are installed
# first. With CI in the environment a compiler warning is an error.
set -eu
unset CDPATH
root=$(cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=.ci/environment.sh
. "$root/.ci/environment.sh"

find_compiler
wanted=
have_header catch2/catch.hpp || have_header catch2/catch_all.hpp || wanted="$wanted catch2"
have_header httplib.h || wanted="$wanted libcpp-httplib-dev"
have_header openssl/ssl.h || wanted="$wanted libssl-dev"
have_header simdjson.h || wanted="$wanted libsimdjson-dev"
have pkg-config || wanted="$wanted pkg-config"
# shellcheck disable=SC2086  # a list of words
need_packages $wanted

tree=$root/build/tests
werror=OFF
[ -z "${CI:-}" ] || werror=ON
# g++ spends a fifth of its time on collecting garbage. Where there is memory for two compilers of 2 GB, it collects less.
flags=
if [ "$(available_gigabytes)" -ge 6 ] && accepts "$cxx" 'defined(__GNUC__) && !defined(__clang__)'; then
    flags='--param ggc-min-expand=400 --param ggc-min-heapsize=1000000'
fi
say "building the tests, which takes a few minutes the first time"
# What would take longest is shared or left to .ci/run: test files are compiled together, example programs too, headers not
# alone, and not every way into a project is tried.
build_tree "$tree" all -D BITBUCKET_TESTS=ON -D BITBUCKET_EXAMPLES=ON -D BITBUCKET_INSTALL=ON \
    -D BITBUCKET_TEST_COMPILED=ON -D BITBUCKET_TEST_BATCH="$(test_batch)" -D BITBUCKET_LONE_HEADER_TESTS=OFF \
    -D BITBUCKET_ALL_CONSUMER_TESTS=OFF -D BITBUCKET_EXAMPLE_PCH=ON -D BITBUCKET_EXAMPLES_TOGETHER=ON \
    -D CMAKE_COMPILE_WARNING_AS_ERROR="$werror" -D CMAKE_CXX_FLAGS="$flags"
# How many tests of each kind there are, so that a lost one is seen.
grep -E '^-- (tests|examples)' "$tree/configure.log" >&2 || true

drop_credentials
cd "$tree"
# One more than there are cores: some tests mostly wait.
exec ctest --output-on-failure --no-tests=error --parallel $((jobs + 1)) "$@"
