#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tests/modules/run.sh
#
# The module units export what is public, no more and no less; clang 19 compiles them in both modes, without a warning;
# programs that import them work: the README's ten lines, one that uses a bit of everything, one of two files of which the
# other includes the headers. CLANG names another clang++, from 19 on.
set -eu
unset CDPATH
root=$(cd -- "$(dirname -- "$0")/../.." && pwd -P)
here=$root/tests/modules
units=$root/include/bitbucket/modules
clang=${CLANG:-clang++-19}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    printf 'modules: %s\n' "$*" >&2
    exit 1
}

mkdir written
CLANG=$clang sh "$root/docs/packaging/modules.sh" written
diff -r "$units" written >&2 || fail 'the module units are not what docs/packaging/modules.sh makes of the headers; run it'

# compile OPTIONS…: warnings are errors.
compile() {
    "$clang" -std=c++20 -O0 -Wall -Wextra -Werror "$@"
}

# precompile [-D…]: all module units, with their objects. An importer names the units that it reaches.
imports='-fmodule-file=bitbucket=bitbucket.pcm -fmodule-file=bitbucket.curl=bitbucket.curl.pcm'
precompile() {
    compile "$@" --precompile "$units/bitbucket.cppm" -o bitbucket.pcm
    for part in curl simdjson; do
        compile "$@" -fmodule-file=bitbucket=bitbucket.pcm --precompile "$units/bitbucket_$part.cppm" \
            -o "bitbucket.$part.pcm"
    done
}
precompile
for module in bitbucket bitbucket.curl; do
    # shellcheck disable=SC2086  # options
    "$clang" $imports -c "$module.pcm" -o "$module.o"
done

# shellcheck disable=SC2086
{
    compile $imports "$here/use.cpp" bitbucket.o -o use
    ./use || fail 'use.cpp does not work after import bitbucket'

    compile -I "$root/include" -c "$here/with_headers.cpp" -o with_headers.o
    compile $imports "$here/with_import.cpp" with_headers.o bitbucket.o bitbucket.curl.o -lcurl -o both
    printf '%s\n' 'Ada (ada)' transport_error 'nobody: transport_error' > expected
    ./both > printed || fail 'the program of both ways does not work'
    diff expected printed >&2 || fail 'the program of both ways prints something else'

    # The first block of the README, with an import in the place of our headers.
    awk '/^```cpp$/ { inside = 1; next } /^```$/ && inside { exit }
         inside && /^#include <bitbucket\// { next } inside' "$root/README.md" > block.cpp
    { grep '^#include' block.cpp; echo 'import bitbucket.curl;'; grep -v '^#include' block.cpp; } > ten_lines.cpp
    compile $imports ten_lines.cpp bitbucket.o bitbucket.curl.o -lcurl -o ten_lines
    status=0
    env -u BITBUCKET_EMAIL -u BITBUCKET_TOKEN ./ten_lines > printed 2>&1 || status=$?
    if [ "$status" -ne 1 ] || ! grep -q BITBUCKET_TOKEN printed; then
        fail "the README's ten lines end with $status: $(cat printed)"
    fi

    # In the compiled mode the units declare and do not define. What defines is the same as without modules.
    precompile -DBITBUCKET_COMPILED
    compile -DBITBUCKET_COMPILED $imports -c "$here/use.cpp" -o use_compiled.o
    compile -DBITBUCKET_COMPILED $imports -c ten_lines.cpp -o ten_lines_compiled.o
}
undefined=$(nm -C use_compiled.o | grep -c ' U bitbucket::v.*_compiled::' || true)
[ "$undefined" -gt 20 ] || fail "in the compiled mode use.cpp takes only $undefined names from the library"

printf '%s names exported; 4 programs imported them\n' "$(cat "$units"/*.cppm | grep -c '^using ')"
