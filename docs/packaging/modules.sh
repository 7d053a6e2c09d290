#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: modules.sh [OUTPUT_FOLDER]
#
# Writes the module units: bitbucket.cppm with all but what needs libcurl or simdjson, and bitbucket_curl.cppm and
# bitbucket_simdjson.cppm with these. Without a folder, into include/bitbucket/modules. clang 19 says which names are
# public, so that none is forgotten: those at the scope of namespace bitbucket and of the namespaces in it, but for the
# ones whose names end in "detail". Needs clang++-19, or what CLANG names, and nlohmann_json, libcurl and simdjson.
set -eu
unset CDPATH
LC_ALL=C
export LC_ALL
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
case "$#${1:-}" in 0 | 1[!-]*) ;; *) false ;; esac || { sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2; }
clang=${CLANG:-clang++-19}
out=${1:-$root/include/bitbucket/modules}
mkdir -p -- "$out"
out=$(cd -- "$out" && pwd -P)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh "$here/public_headers.sh" "$root/include" > "$work/headers"
grep -Ev '^(transport|reader)/' "$work/headers" > "$work/bitbucket"
grep '^transport/curl' "$work/headers" > "$work/curl"
grep '^reader/simdjson' "$work/headers" > "$work/simdjson"
sort "$work/bitbucket" "$work/curl" "$work/simdjson" | cmp -s - "$work/headers" ||
    { echo 'modules.sh: a public header belongs to no module' >&2; exit 1; }

# What one source with all of them declares, with a mark before each part.
{
    sed 's|.*|#include <bitbucket/&>|' "$work/bitbucket"
    for part in curl simdjson; do
        echo "namespace bitbucket { namespace module_part_$part {} }"
        sed 's|.*|#include <bitbucket/&>|' "$work/$part"
    done
} > "$work/all.cpp"
"$clang" -std=c++20 -I "$root/include" -w -fno-color-diagnostics -fsyntax-only \
    -Xclang -ast-dump -Xclang -ast-dump-filter=bitbucket "$work/all.cpp" > "$work/dump"
awk -f "$here/public_names.awk" "$work/dump" | sort > "$work/names"

# unit MODULE PART WHAT IT IS
unit() {
    printf '// SPDX-License-Identifier: MIT\n'
    printf '// The module %s: %s\n' "$1" "$3"
    printf '// Written by docs/packaging/modules.sh; docs/packaging.md tells how it is compiled.\n'
    printf 'module;\n\n'
    sed 's|.*|#include "../&"|' "$work/$2"
    printf '\nexport module %s;\n' "$1"
    [ "$2" = bitbucket ] || printf '\nexport import bitbucket;\n'
    awk -v part="$2" '
        $1 != part { next }
        $2 != space {
            if (space) print "}"
            space = $2
            print "\nexport namespace " space " {"
        }
        { name = $0; sub(/^[^ ]+ [^ ]+ /, "", name); print "using " space "::" name ";" }
        END { if (space) print "}" }' "$work/names"
}
unit bitbucket bitbucket 'the client, all operations and all opt-in headers, but for transports.' > "$work/bitbucket.cppm"
unit bitbucket.curl curl 'HTTP through libcurl. It exports the module bitbucket, too.' > "$work/bitbucket_curl.cppm"
unit bitbucket.simdjson simdjson 'replies read with simdjson. It exports the module bitbucket, too.' \
    > "$work/bitbucket_simdjson.cppm"

# Only complete files replace older ones.
for name in bitbucket bitbucket_curl bitbucket_simdjson; do
    grep -q '^using ' "$work/$name.cppm" || { echo "modules.sh: $name.cppm would export nothing" >&2; exit 1; }
    mv -f -- "$work/$name.cppm" "$out/$name.cppm"
done
