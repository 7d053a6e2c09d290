#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: single_header.sh OUTPUT_FOLDER
#
# Writes the library as single headers: bitbucket.hpp with all but what needs libcurl or simdjson, and bitbucket_curl.hpp
# and bitbucket_simdjson.hpp with these. nlohmann_json stays an include. The same sources give the same bytes.
# Needs a POSIX shell and awk, nothing else. docs/packaging.md tells how the headers are used.
set -eu
unset CDPATH
LC_ALL=C
export LC_ALL
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
case $#:${1:-} in
    1:[!-]*) ;;
    *) sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2 ;;
esac
mkdir -p -- "$1"
out=$(cd -- "$1" && pwd -P)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A sorted list makes the order of the files.
sh "$here/public_headers.sh" "$root/include" > "$work/headers"
cd "$root/include/bitbucket"

for name in bitbucket bitbucket_curl bitbucket_simdjson; do
    awk 'NF == 0 { print "//"; next } { print "// " $0 }' "$root/LICENSE" > "$work/$name.hpp"
done
awk -v out="$work" -f "$here/single_header.awk" "$work/headers"

# Only complete files replace older ones.
for name in bitbucket bitbucket_curl bitbucket_simdjson; do
    mv -f -- "$work/$name.hpp" "$out/$name.hpp"
done
