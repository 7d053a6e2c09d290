#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tests/surroundings/run.sh
#
# Programs that differ from ours in their flags, locale or machine. Unit tests run with 32 bits, on a big-endian machine
# (s390x, by qemu), with -ffast-math and -funsigned-char, in German and Turkish; all headers compile as C++23 and without
# RTTI, with g++ and libstdc++, clang and libc++; try_… works without exceptions. On Debian missing packages are installed.
# The macros of other headers are in tests/headers, C++20 with libc++ is a build of its own in .ci/run.
set -eu
unset CDPATH
root=$(cd -- "$(dirname -- "$0")/../.." && pwd -P)
# shellcheck source=.ci/environment.sh
. "$root/.ci/environment.sh"
here=$root/tests/surroundings
gnu=g++
clang=${CLANG:-clang++-19}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Where Debian's multilib metapackage would not go with a cross compiler, its parts do.
missing=
echo 'int main() {}' > nothing.cpp
"$gnu" -m32 nothing.cpp -o nothing 2> /dev/null || missing="$missing g++-$("$gnu" -dumpversion)-multilib libc6-dev-i386"
have s390x-linux-gnu-g++ || missing="$missing g++-s390x-linux-gnu"
have qemu-s390x-static || missing="$missing qemu-user-static"
have localedef && [ -f /usr/share/i18n/locales/tr_TR ] || missing="$missing locales"
find_compiler
have_header catch2/catch.hpp || missing="$missing catch2"
have_header nlohmann/json.hpp || missing="$missing nlohmann-json3-dev"
have_header curl/curl.h || missing="$missing libcurl4-openssl-dev"
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || install_packages $missing

# Headers without code of their own, for machines whose system headers are not these.
mkdir portable
for library in nlohmann catch2; do ln -s "/usr/include/$library" "portable/$library"; done

fail() {
    printf 'surroundings: %s\n' "$*" >&2
    exit 1
}

# source FILES… > one source of several test files, which lie in tests/unit; a pattern may stand for some.
source_of() {
    for file in "$@"; do
        [ -f "$file" ] || fail "there is no $file"
        printf '#include "%s"\n' "$file"
    done
}
cd "$root/tests/unit"
root_of_tests=$PWD
# Words, numbers, JSON, URLs, bodies, times, identifiers, retries and limits.
basics='detail/text/*.cpp detail/url/test_url.cpp detail/requests/test_body.cpp detail/json/test_decoder.cpp
    detail/json/test_decode_failures.cpp detail/json/test_json_writer.cpp detail/json/test_own_members.cpp
    detail/json/test_scalar_conversions.cpp types/test_uuid.cpp types/test_timestamp.cpp types/test_open_enum.cpp
    query/test_query_literals.cpp core/test_retry.cpp core/test_retry_bounds.cpp core/test_rate_limit.cpp
    core/test_print_width.cpp'
# And what depends on the size of a pointer.
wide='detail/json/test_kind_decoding.cpp core/test_request.cpp core/test_request_problems.cpp models/test_drafts.cpp
    models/test_model_examples.cpp models/test_pull_request_models.cpp models/test_round_trip.cpp'
# shellcheck disable=SC2086  # patterns
source_of $basics > "$work/basics.cpp"
# shellcheck disable=SC2086
source_of $basics $wide > "$work/both.cpp"
cd "$work"

# program OUTPUT SOURCE COMPILER AND OPTIONS…: builds a test program.
program() {
    output=$1
    source=$2
    shift 2
    "$@" -std=c++20 -I "$root/include" -I "$root/tests" -I "$root_of_tests" -isystem portable \
        "-DBITBUCKET_SOURCE_DIR=\"$root\"" "$source" "$root/tests/support/catch_main.cpp" -pthread -o "$output"
}

# passes NAME COMMAND…: runs a test program.
passes() {
    name=$1
    shift
    if ! "$@" > "./$name.txt" 2>&1 || ! grep -q 'All tests passed' "./$name.txt"; then
        cat "./$name.txt" >&2
        fail "$name"
    fi
    printf '%s: %s\n' "$name" "$(grep 'All tests passed' "./$name.txt")"
}

check_32_bits() {
    program small both.cpp "$gnu" -m32 -O0 -idirafter /usr/include/x86_64-linux-gnu \
        -Wall -Wextra -Werror -Wshadow -Wconversion -Wsign-conversion
    passes '32 bits' ./small
}

check_big_endian() {
    program big basics.cpp s390x-linux-gnu-g++ -O0 -static
    passes 'big-endian' qemu-s390x-static ./big
}

check_flags_and_locales() {
    program fast basics.cpp "$gnu" -O1 -ffast-math -funsigned-char "$here/locale.cpp"
    passes '-ffast-math -funsigned-char' ./fast
    mkdir locales
    for name in de_DE tr_TR; do
        localedef -i "$name" -f UTF-8 "./locales/$name.UTF-8"
        passes "$name.UTF-8" env LOCPATH="$PWD/locales" LC_ALL="$name.UTF-8" ./fast
    done
}

# All headers but the reader that needs simdjson.
check_standards() {
    (cd "$root/include" && find bitbucket -name '*.hpp' ! -path '*/reader/*' | sort | sed 's/.*/#include <&>/') > all.cpp
    "$gnu" -std=c++23 -fno-rtti -Wall -Wextra -Werror -I "$root/include" -fsyntax-only all.cpp
    "$clang" -std=c++23 -stdlib=libc++ -fno-rtti -Wall -Wextra -Werror -I "$root/include" -fsyntax-only all.cpp
    echo 'C++23 without RTTI: all headers, g++ with libstdc++ and clang with libc++'
}

# Only the file with the definitions has exceptions.
check_without_exceptions() {
    echo '#include <bitbucket/compiled_client.ipp>' > library.cpp
    "$gnu" -std=c++20 -O0 -DBITBUCKET_COMPILED -I "$root/include" -c library.cpp -o library.o
    echo '#include <bitbucket/models/account.hpp>' > headers_only.cpp
    for compiler in "$gnu" "$clang"; do
        "$compiler" -std=c++20 -O1 -Wall -Wextra -Werror -fno-exceptions -fno-rtti -DBITBUCKET_COMPILED \
            -I "$root/include" "$here/no_exceptions.cpp" library.o -lcurl -o plain
        ./plain || fail "without exceptions, $compiler"
        # Otherwise one sentence says what is missing, before anything else.
        says "$compiler" headers_only.cpp 'bitbucket without exceptions works in the compiled mode only'
        says "$compiler" library.cpp 'bitbucket/compiled.ipp needs exceptions' -DBITBUCKET_COMPILED
    done
    echo 'without exceptions: try_… works in the compiled mode, g++ and clang'
}

# says COMPILER SOURCE SENTENCE OPTIONS…: the first error.
says() {
    compiler=$1
    source=$2
    sentence=$3
    shift 3
    if "$compiler" -std=c++20 -fno-exceptions "$@" -I "$root/include" -fsyntax-only "$source" 2> said.txt; then
        fail "$source compiles without exceptions"
    fi
    grep -m 1 'error:' said.txt | grep -qF "$sentence" || { cat said.txt >&2; fail "$source does not say: $sentence"; }
}

# Two lanes, each of about the same length.
status=0
(check_32_bits; check_standards) > first.txt 2>&1 &
first=$!
(check_big_endian; check_flags_and_locales; check_without_exceptions) > second.txt 2>&1 &
second=$!
wait "$first" || status=1
wait "$second" || status=1
cat first.txt second.txt
exit "$status"
