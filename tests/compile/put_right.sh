#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: put_right.sh SOURCE… -- COMPILER [OPTIONS…]
#
# The counter-check of must_not_compile.sh for many sources at once, since each by itself would compile the same headers
# again: put right, all of them compile without a word. What they include comes together here; that each includes what it
# uses is seen when it is compiled by itself, for then it has no error but those that it is meant to have.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

count=0
while [ "$1" != -- ]; do
    sh "$here/put_right_text.sh" "$1" > "$work/$(basename "$1")"
    count=$((count + 1))
    shift
done
shift
mkdir "$work/together"
sh "$here/../support/together.sh" "$work/together/all.cpp" "$work"/*.cpp
LC_ALL=C
export LC_ALL
"$@" -std=c++20 -Wall -Wextra -Werror -fsyntax-only "$work/together/all.cpp"
echo "$count sources"
