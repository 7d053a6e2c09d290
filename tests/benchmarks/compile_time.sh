#!/bin/bash
# SPDX-License-Identifier: MIT
# Usage: tests/benchmarks/compile_time.sh [--check] [--runs N] [COMPILER…]
#
# Prints what our headers cost a compiler, as ratios within one run: a header against a file that includes only
# <nlohmann/json.hpp>, and a file that lists one collection through curl against the same written by hand, as is the
# first program of README.md. Then the same for the compiled mode, in which another file has the implementation
# (project.sh measures that one).
# Flags: -O0 -std=c++20 -c. Each figure is the minimum of N runs (5) of processor time, so that other work on the
# machine counts little. Compilers: those named, or g++ and clang++-19 where present.
# --check ends with status 1 when a budget is exceeded; a figure under its budget is then not measured again, since more
# runs could only lower it.
set -uo pipefail
unset CDPATH CPATH CPLUS_INCLUDE_PATH
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
here=$root/tests/benchmarks

check=false
runs=5
compilers=()
while [ $# -gt 0 ]; do
    case $1 in
        --check) check=true ;;
        --runs) runs=${2:?"--runs takes a number"}; shift ;;
        -*) echo "usage: compile_time.sh [--check] [--runs N] [COMPILER…]" >&2; exit 2 ;;
        *) compilers+=("$1") ;;
    esac
    shift
done
if [ ${#compilers[@]} -eq 0 ]; then
    for compiler in g++ clang++-19; do
        command -v "$compiler" > /dev/null && compilers+=("$compiler")
    done
fi
[ ${#compilers[@]} -gt 0 ] || { echo "compile_time.sh: no compiler found" >&2; exit 2; }

work=$(mktemp -d) || exit 1
mode=()  # -DBITBUCKET_COMPILED for the compiled mode; no yardstick looks at it
note=''
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%3U %3S'

# once SOURCE: sets `took` to the milliseconds of processor time that one compilation takes.
once() {
    local times
    if ! times=$({ time "$compiler" -O0 -std=c++20 "${mode[@]}" -I "$root/include" -c "$1" -o "$work/object.o" \
                       2> "$work/errors"; } 2>&1); then
        cat "$work/errors" >&2
        echo "compile_time.sh: $compiler does not compile $1" >&2
        exit 1
    fi
    took=$(awk '{ printf "%d", ($1 + $2) * 1000 + 0.5 }' <<< "$times")
}

# measure SOURCE [ENOUGH]: sets `least` to the minimum of all runs, or to the first one that is not above ENOUGH.
measure() {
    local run
    once "$1"
    least=$took
    for ((run = 1; run < runs; ++run)); do
        [ -n "${2:-}" ] && [ "$least" -le "$2" ] && return
        once "$1"
        [ "$took" -lt "$least" ] && least=$took
    done
}

over=0
# compare WHAT BUDGET_PERCENT SOURCE YARDSTICK_SOURCE YARDSTICK_MS [ACCEPTED_PERCENT]
# What is over its budget but within what docs/decisions accepts for now is printed as such, and does not fail a check.
compare() {
    local verdict=ok yardstick=$5 run
    if $check; then measure "$3" $((yardstick * $2 / 100)); else measure "$3"; fi
    if [ $((least * 100)) -gt $(($2 * yardstick)) ]; then
        # Before that is believed: both anew and by turns, in case the machine was quieter when the yardstick was taken.
        yardstick=0
        least=0
        for ((run = 0; run < runs; ++run)); do
            once "$4"
            if [ "$yardstick" -eq 0 ] || [ "$took" -lt "$yardstick" ]; then yardstick=$took; fi
            once "$3"
            if [ "$least" -eq 0 ] || [ "$took" -lt "$least" ]; then least=$took; fi
        done
    fi
    if [ $((least * 100)) -gt $(($2 * yardstick)) ]; then
        verdict="OVER, accepted up to ${6:-$2} %"
        if [ $((least * 100)) -gt $((${6:-$2} * yardstick)) ]; then
            verdict=OVER
            over=$((over + 1))
        fi
    fi
    awk -v what="$1" -v budget="$2" -v least="$least" -v yardstick="$yardstick" -v verdict="$verdict" \
        'BEGIN { printf "%-56s %5.2f x  %5.2f x  %5d ms  %s\n", what, budget / 100, least / yardstick, least, verdict }'
}

# programs BUDGET_PERCENT [ACCEPTED_PERCENT]
programs() {
    compare "list_with_sdk.cpp, against list_by_hand.cpp$note" "$1" "$here/list_with_sdk.cpp" "$here/list_by_hand.cpp" \
        "$by_hand" "${2:-$1}"
    compare "README.md, against list_by_hand.cpp$note" "$1" "$work/readme.cpp" "$here/list_by_hand.cpp" "$by_hand" \
        "${2:-$1}"
}

# header PATH_UNDER_INCLUDE BUDGET_PERCENT [ACCEPTED_PERCENT]
header() {
    printf '#include <%s>\n' "$1" > "$work/header.cpp"
    compare "$1$note" "$2" "$work/header.cpp" "$work/json.cpp" "$json" "${3:-$2}"
}

awk '/^```cpp$/ { inside = 1; next } inside && /^```/ { exit } inside' "$root/README.md" > "$work/readme.cpp"
[ -s "$work/readme.cpp" ] || { echo "compile_time.sh: README.md has no program" >&2; exit 1; }

for compiler in "${compilers[@]}"; do
    mode=()
    note=''
    printf '%s\n%-56s %7s  %7s  %8s\n' "$("$compiler" --version | head -n 1)" '' budget measured least
    printf '#include <nlohmann/json.hpp>\n' > "$work/json.cpp"
    measure "$work/json.cpp"
    json=$least
    measure "$here/list_by_hand.cpp"
    by_hand=$least
    printf '%-56s %7s  %7s  %5d ms\n' 'nlohmann/json.hpp' '' '' "$json" 'list_by_hand.cpp' '' '' "$by_hand"
    found=0
    for path in "$root"/include/bitbucket/{models,api}/*.hpp; do
        [ -e "$path" ] || continue
        header "${path#"$root/include/"}" 45 62
        found=$((found + 1))
    done
    [ "$found" -gt 0 ] || { echo "compile_time.sh: no header in models/ or api/" >&2; exit 1; }
    # 52, 66, 230 and 295: docs/decisions/0016
    header bitbucket/operations.hpp 60 76
    header bitbucket/bitbucket.hpp 160 230
    programs 190 295
    mode=(-DBITBUCKET_COMPILED)
    note=', compiled'
    case $("$compiler" --version) in
        *clang*) header bitbucket/bitbucket.hpp 78 90; programs 70 ;;
        *) header bitbucket/bitbucket.hpp 65 80; programs 60 ;;
    esac
    echo
done

if [ "$over" -gt 0 ]; then
    echo "$over over budget"
    if $check; then exit 1; fi
else
    echo "none over what is accepted"
fi
