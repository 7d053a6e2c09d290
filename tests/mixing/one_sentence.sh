#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: one_sentence.sh HEADER… -- COMPILER [OPTIONS…]
#
# Who leaves out a switch is told so in one sentence, and that before anything else that does not compile without it. The
# headers are those that are tried as the first one that a file includes.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
headers=
while [ "$1" != -- ]; do
    headers="$headers $1"
    shift
done
shift

# Without the switch of the compiled mode this alone is said, since nothing else is compiled then, whatever the language.
echo '#include <bitbucket/compiled.ipp>' > "$work/source.cpp"
for language in c++20 c++17; do
    run 1 "$@" -std="$language" -fsyntax-only "$work/source.cpp"
    check_count stderr 'error: ' 1
    check_match stderr 'error: .*bitbucket/compiled\.ipp is for the compiled mode: .* with -DBITBUCKET_COMPILED'
done

# Without C++20 a compiler has much to say, but this first; it stops there.
count=0
for header in bitbucket/compiled.ipp $headers; do
    echo "#include <$header>" > "$work/source.cpp"
    for mode in -DBITBUCKET_COMPILED -UBITBUCKET_COMPILED; do
        [ "$header$mode" != bitbucket/compiled.ipp-UBITBUCKET_COMPILED ] || continue
        run 1 "$@" -std=c++17 "$mode" -Wfatal-errors -fsyntax-only "$work/source.cpp"
        check_count stderr 'error: ' 1
        check_match stderr 'error: .*bitbucket needs C++20: compile with -std=c++20'
    done
    count=$((count + 1))
done
[ "$count" -gt 1 ] || fail 'no header was named'
echo "$count headers"
