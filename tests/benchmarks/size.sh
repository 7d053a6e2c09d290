#!/bin/bash
# SPDX-License-Identifier: MIT
# Usage: tests/benchmarks/size.sh [--check] [--parts] [COMPILER…]
#
# Prints how large a minimal program becomes, list_with_sdk.cpp at -O2 and stripped, as a ratio to list_by_hand.cpp. In
# the compiled mode it is linked against a static library of <bitbucket/compiled.ipp>, in four ways.
# Sections: -ffunction-sections -fdata-sections, and --gc-sections for the linker.
# --check ends with status 1 when a budget is exceeded. --parts adds what each program consists of.
# Compilers: those named, or g++ and clang++-19 where present.
set -uo pipefail
unset CDPATH CPATH CPLUS_INCLUDE_PATH
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
here=$root/tests/benchmarks

check=false
parts=false
compilers=()
while [ $# -gt 0 ]; do
    case $1 in
        --check) check=true ;;
        --parts) parts=true ;;
        -*) echo "usage: size.sh [--check] [--parts] [COMPILER…]" >&2; exit 2 ;;
        *) compilers+=("$1") ;;
    esac
    shift
done
if [ ${#compilers[@]} -eq 0 ]; then
    for compiler in g++ clang++-19; do
        command -v "$compiler" > /dev/null && compilers+=("$compiler")
    done
fi
[ ${#compilers[@]} -gt 0 ] || { echo "size.sh: no compiler found" >&2; exit 2; }

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
printf '#include <bitbucket/compiled.ipp>\n' > "$work/library.cpp"
sections=(-ffunction-sections -fdata-sections)
over=0

# make COMMAND…: runs it, and ends the script when it fails.
make() { "$@" || { echo "size.sh: failed: $*" >&2; exit 1; }; }

# object NAME SOURCE FLAGS…
object() {
    local name=$1 source=$2
    shift 2
    make "$compiler" -O2 -g1 -std=c++20 -I "$root/include" "$@" -c "$source" -o "$work/$name.o"
}

# library NAME FLAGS…: a static library of the implementing file.
library() {
    local name=$1
    shift
    object "$name" "$work/library.cpp" -DBITBUCKET_COMPILED "$@"
    make ar rcs "$work/$name.a" "$work/$name.o"
}

# program WHAT BUDGET_PERCENT INPUT…: links it, and prints its size. A budget of 0 is none.
program() {
    local what=$1 budget=$2 bytes verdict=''
    shift 2
    make "$compiler" "$@" -lcurl -o "$work/program"
    make strip -o "$work/stripped" "$work/program"
    bytes=$(stat -c %s "$work/stripped")
    by_hand=${by_hand:-$bytes}
    if [ "$budget" -gt 0 ]; then
        verdict=ok
        if [ $((bytes * 100)) -gt $((budget * by_hand)) ]; then
            verdict=OVER
            over=$((over + 1))
        fi
    fi
    awk -v what="$what" -v bytes="$bytes" -v by_hand="$by_hand" -v budget="$budget" -v verdict="$verdict" 'BEGIN {
        printf "%-50s %8.1f kB  %5.2f x", what, bytes / 1000, bytes / by_hand
        if (budget > 0) printf "  %5.2f x  %s", budget / 100, verdict
        print "" }'
    if $parts; then list_parts; fi
}

# What the last program that was linked consists of: the functions by the file that defines them, the constants by what
# they are, and the sections. Needs debug information (-g1), which does not change the code.
list_parts() {
    # One line for each address: constructors have two names.
    nm --defined-only -S -C "$work/program" | awk 'NF > 3 && !seen[$1]++' > "$work/symbols"
    awk '$3 ~ /[tTwW]/ { print $1 }' "$work/symbols" | addr2line -e "$work/program" |
        sed ":up; s|[^/]*/\.\./||; t up; s|^$root/||; s|^include/||; s|^/.*/nlohmann/|nlohmann/|; s|^/.*/include/c++/[^/]*/|std: |; s|:[0-9?].*$||" > "$work/files"
    {
        awk '$3 ~ /[tTwW]/ { print $2 }' "$work/symbols" | paste - "$work/files"
        awk '$3 ~ /[rRdDvVu]/ {
            size = $2
            $1 = $2 = $3 = ""
            print size "\tconstants: " (/^ *(vtable|typeinfo|VTT)/ ? "virtual tables and type information" : "others")
        }' "$work/symbols"
    } | while IFS=$'\t' read -r size part; do printf '%d\t%s\n' "0x$size" "$part"; done |
        awk -F '\t' '{ sum[$2] += $1; ++count[$2] }
            END { for (part in sum) printf "    %8d  %4d  %s\n", sum[part], count[part], part }' |
        sort -rn | head -n 45
    size -A "$work/program" | awk '$2 > 2000 && /^\./ && !/debug/ { printf "    %8d  section %s\n", $2, $1 }'
}

for compiler in "${compilers[@]}"; do
    by_hand=''
    printf '%s\n%-50s %11s  %7s  %7s\n' "$("$compiler" --version | head -n 1)" '' stripped '' budget
    object by_hand "$here/list_by_hand.cpp"
    program 'by hand' 0 "$work/by_hand.o"
    object header_only "$here/list_with_sdk.cpp"
    program 'header-only' 230 "$work/header_only.o"
    object header_only_sections "$here/list_with_sdk.cpp" "${sections[@]}"
    program 'header-only, sections' 0 "$work/header_only_sections.o" -Wl,--gc-sections
    object compiled "$here/list_with_sdk.cpp" -DBITBUCKET_COMPILED "${sections[@]}"
    library plain
    program 'compiled mode, without sections' 0 "$work/compiled.o" "$work/plain.a"
    library fast "${sections[@]}"
    program 'compiled mode, sections' 230 "$work/compiled.o" "$work/fast.a" -Wl,--gc-sections
    library compact "${sections[@]}" -Os
    program 'compiled mode, sections, library at -Os' 230 "$work/compiled.o" "$work/compact.a" -Wl,--gc-sections
    echo
done

if [ "$over" -gt 0 ]; then
    echo "$over over budget"
    if $check; then exit 1; fi
else
    echo "none over budget"
fi
