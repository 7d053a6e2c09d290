#!/bin/bash
# SPDX-License-Identifier: MIT
# Usage: tests/benchmarks/compile_time.sh [--check] [--runs N] [COMPILER…]
#
# Prints what our headers cost a compiler, as ratios within one run: a header against a file that includes only
# <nlohmann/json.hpp>, and a file that lists one collection through curl against the same written by hand, as is the
# first program of README.md. Then the same for the compiled mode, in which another file has the implementation
# (project.sh measures that one).
# Flags: -O0 -std=c++20 -c. Each figure is the minimum of N runs (5) of processor time, each beside a run of what it is
# compared with, so that other work on the machine counts little. Compilers: those named, or g++ and clang++-19 where
# present.
# --check ends with status 1 when a budget is exceeded. It measures only the two longest headers of models/ and of api/,
# as the preprocessor leaves them, and nothing again that is under its budget.
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

over=0
# compare WHAT BUDGET_PERCENT SOURCE YARDSTICK_SOURCE [ACCEPTED_PERCENT]
# What is over its budget but within what docs/decisions accepts for now is printed as such, and does not fail a check.
compare() {
    local verdict=ok least=0 yardstick=0 run
    for ((run = 0; run < runs; ++run)); do
        once "$4"
        if [ "$yardstick" -eq 0 ] || [ "$took" -lt "$yardstick" ]; then yardstick=$took; fi
        once "$3"
        if [ "$least" -eq 0 ] || [ "$took" -lt "$least" ]; then least=$took; fi
        if $check && [ $((least * 100)) -le $(($2 * yardstick)) ]; then break; fi
    done
    if [ $((least * 100)) -gt $(($2 * yardstick)) ]; then
        verdict="OVER, accepted up to ${5:-$2} %"
        if [ $((least * 100)) -gt $((${5:-$2} * yardstick)) ]; then
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
        "${2:-$1}"
    compare "README.md, against list_by_hand.cpp$note" "$1" "$work/readme.cpp" "$here/list_by_hand.cpp" "${2:-$1}"
}

# header PATH_UNDER_INCLUDE BUDGET_PERCENT [ACCEPTED_PERCENT]
header() {
    printf '#include <%s>\n' "$1" > "$work/header.cpp"
    compare "$1$note" "$2" "$work/header.cpp" "$work/json.cpp" "${3:-$2}"
}

# declarations FOLDER: its headers, all of them or, for a check, the two longest.
declarations() {
    local path
    for path in "$root/include/bitbucket/$1"/*.hpp; do
        [ -e "$path" ] || { echo "compile_time.sh: no header in $1/" >&2; exit 1; }
        if $check; then
            printf '%s ' "$("$compiler" -std=c++20 -w -I "$root/include" -x c++ -E -P "$path" | wc -c)"
        else
            printf '0 '
        fi
        printf '%s\n' "${path#"$root/include/"}"
    done | if $check; then sort -n -r | head -n 2; else cat; fi | cut -d ' ' -f 2
}

awk '/^```cpp$/ { inside = 1; next } inside && /^```/ { exit } inside' "$root/README.md" > "$work/readme.cpp"
[ -s "$work/readme.cpp" ] || { echo "compile_time.sh: README.md has no program" >&2; exit 1; }

for compiler in "${compilers[@]}"; do
    mode=()
    note=''
    printf '%s\n%-56s %7s  %7s  %8s\n' "$("$compiler" --version | head -n 1)" '' budget measured least
    printf '#include <nlohmann/json.hpp>\n' > "$work/json.cpp"
    for folder in models api; do
        listed=$(declarations "$folder") || exit 1
        for path in $listed; do header "$path" 45 60; done
    done
    # What is accepted: docs/decisions/0016.
    header bitbucket/operations.hpp 60 80
    header bitbucket/bitbucket.hpp 160 250
    programs 190 370
    mode=(-DBITBUCKET_COMPILED)
    note=', compiled'
    case $("$compiler" --version) in
        *clang*) header bitbucket/bitbucket.hpp 78 90; programs 70 ;;
        *) header bitbucket/bitbucket.hpp 65 90; programs 60 80 ;;
    esac
    echo
done

if [ "$over" -gt 0 ]; then
    echo "$over over budget"
    if $check; then exit 1; fi
else
    echo "none over what is accepted"
fi
