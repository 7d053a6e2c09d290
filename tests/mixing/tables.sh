#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tables.sh NM COMPILER [OPTIONS…]
#
# The compiled mode makes the library's member tables once. A model that detail/json/library_tables.hpp forgets still
# works, only at a cost, since every file makes its table again. So the list is compared with what operations need.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
nm=$1
shift

# tables --undefined-only|--defined-only OBJECT: the models whose tables it has, one a line.
tables() {
    run 0 "$nm" -C "$1" "$work/$2.o"
    sed -n 's/^.*::member_table_of<\(.*[^ ]\) *>(void const\*)$/\1/p' "$work/stdout" |
        sed 's/bitbucket::[a-z0-9_]*:://g' | sort
}

for name in takes_all makes_all; do
    run 0 "$@" -std=c++20 -O0 -DBITBUCKET_COMPILED -c "$here/tables/$name.cpp" -o "$work/$name.o"
done
tables --undefined-only takes_all > "$work/taken"
tables --defined-only takes_all > "$work/made_again"
tables --defined-only makes_all > "$work/listed"
command='comparing the models of all operations with those in detail/json/library_tables.hpp'

grep -qx 'page<repository>' "$work/taken" || fail 'nm shows no table of page<repository>'
if [ -s "$work/made_again" ]; then
    mv "$work/made_again" "$work/stdout"
    fail 'these models are not in the list'
fi
sort "$work/taken" "$work/listed" | uniq -u > "$work/different"
if [ -s "$work/different" ]; then
    mv "$work/different" "$work/stdout"
    fail 'these models are in the list, and no operation returns or sends them'
fi
echo "$(wc -l < "$work/listed") tables"
