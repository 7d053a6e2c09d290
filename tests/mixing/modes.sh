#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: modes.sh COMPILER [OPTIONS…]
#
# A program whose files are not all compiled in one mode does not link if one hands the other a type of the library, nor
# does one that forgets the implementing file. What the linker says names the mode.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"

# object NAME MODE COMPILER…: makes NAME.MODE.o.
object() {
    name=$1
    mode=$2
    shift 2
    [ "$mode" = header_only ] || set -- "$@" -DBITBUCKET_COMPILED
    run 0 "$@" -std=c++20 -O0 -c "$here/handed/$name.cpp" -o "$work/$name.$mode.o"
}
for mode in header_only compiled; do
    for name in gives type_taken type_returned; do
        object "$name" "$mode" "$@"
    done
done
object implements compiled "$@"

# missing FUNCTION MODE: the linker misses just this, and names the mode.
missing() {
    check_match stderr "undefined .*$1.*_$2"
    [ "$(grep -c 'undefined ' "$work/stderr")" -eq "$(grep -c "undefined .*$1.*_$2" "$work/stderr")" ] ||
        fail "more is missing than $1"
}

# Each half in each mode, and as a counter-check in the same one. The implementing file is there whether or not a program
# needs it, so that nothing else is missing.
for mode in header_only compiled; do
    other=compiled
    [ "$mode" = header_only ] || other=header_only
    for pair in type_taken:attempts_of type_returned:careful; do
        name=${pair%:*}
        run 0 "$@" "$work/$name.$mode.o" "$work/gives.$mode.o" "$work/implements.compiled.o" -o "$work/program"
        run 0 "$work/program"
        run 1 "$@" "$work/$name.$mode.o" "$work/gives.$other.o" "$work/implements.compiled.o" -o "$work/program"
        missing "${pair#*:}" "$mode"
    done
done

# Without an implementing file. Each name that is missing says what is wrong.
object calls_the_api compiled "$@"
run 1 "$@" "$work/calls_the_api.compiled.o" -o "$work/program"
missing bitbucket:: compiled
