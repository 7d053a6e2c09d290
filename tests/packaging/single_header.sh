#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: single_header.sh WORK_FOLDER [COMPILER]
#
# The single headers, in use: the quickstart with its helpers, which is a program of two sources, in the header-only mode and
# in the compiled one, with warnings as errors. Nothing of include/ is in reach.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
# shellcheck source=tests/packaging/support.sh
. "$here/support.sh"
begin single_header "$1"
cxx=${2:-g++}

quietly sh "$root/docs/packaging/single_header.sh" "$work"
cp -R "$root/examples/tools/quickstart" "$root/examples/tools/support" "$work"
for file in "$work"/quickstart/* "$work"/support/*; do
    sed -e 's|^#include <bitbucket/.*>|#include "bitbucket_curl.hpp"|' -e '/^#include <nlohmann\//d' "$file" > "$work/edited"
    mv "$work/edited" "$file"
done
! grep -rn '#include <bitbucket' "$work/quickstart" "$work/support" || fail 'headers of a folder are left'
cd "$work"
printf '#include "quickstart/quickstart.cpp"\n' > main.cpp
for file in support/*.cpp; do printf '#include "%s"\n' "$file"; done > support.cpp
printf '#define BITBUCKET_IMPLEMENTATION\n#include "bitbucket_curl.hpp"\n' > bitbucket.cpp

# compile FLAGS… FILE: an object in $objects. Two at once, since there are two cores at least.
compile() {
    for file; do :; done
    "$cxx" -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror -I . -c "$@" \
        -o "$objects/$file.o" > "$objects/$file.log" 2>&1 || { cat "$objects/$file.log"; exit 1; }
}

check_quickstart() {
    quietly "$cxx" "$@" -lcurl -o "$objects/quickstart"
    quietly env -u BITBUCKET_TOKEN -u BITBUCKET_EMAIL "$objects/quickstart"
    grep -q '^10 steps: 10 done, 0 left out, 0 not possible here, 0 failed$' "$work/log" || fail "the quickstart, $objects"
}

objects=header_only
mkdir $objects
compile main.cpp & first=$!
compile support.cpp || fail 'header-only: support.cpp'
wait $first || fail 'header-only: main.cpp'
check_quickstart $objects/*.o

# Only the file with the definitions and the one that prints JSON see nlohmann_json.
objects=compiled
mkdir $objects
compile -DBITBUCKET_COMPILED bitbucket.cpp & first=$!
compile -DBITBUCKET_COMPILED main.cpp || fail 'compiled: main.cpp'
compile -DBITBUCKET_COMPILED -DBITBUCKET_JSON support.cpp || fail 'compiled: support.cpp'
wait $first || fail 'compiled: bitbucket.cpp'
check_quickstart $objects/*.o

# Without the doubles for tests, and what the macro is not for.
objects=other
mkdir $objects
printf '#include "bitbucket_curl.hpp"\nbitbucket::client made();\n' > client.cpp
compile -DBITBUCKET_NO_TESTING -fsyntax-only client.cpp || fail 'without testing'
if "$cxx" -std=c++20 -I . -fsyntax-only bitbucket.cpp > "$work/log" 2>&1; then fail 'takes definitions for the header-only mode'; fi
grep -q 'BITBUCKET_IMPLEMENTATION is for the compiled mode' "$work/log" || fail 'refuses definitions unclearly'
if pkg-config --exists simdjson 2> /dev/null; then
    sed -e '/testing\/scripted\|bitbucket\/bitbucket/d' -e 's|<bitbucket/reader/simdjson.hpp>|"bitbucket_simdjson.hpp"|' \
        "$root/tests/consumer/simdjson_app.cpp" > reader.cpp
    compile -DBITBUCKET_COMPILED -fsyntax-only reader.cpp || fail 'simdjson'
fi
say 'quickstart, header-only and compiled: ok'
