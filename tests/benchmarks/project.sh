#!/bin/bash
# SPDX-License-Identifier: MIT
# Usage: tests/benchmarks/project.sh [-O2] [--runs N] [--jobs N] [COMPILER…]
#
# Prints what a project of ten source files costs to build, by how it uses the SDK, beside the same project written by
# hand with libcurl and nlohmann's from_json. project/files.txt says what is in the files. Every build is complete: it
# compiles all of its files with 2 jobs at a time, links, and the program then runs without arguments.
#
#   wall, CPU   of the whole build, and as ratios to the build by hand
#   one file    processor time to compile one of the ten again, as a ratio to that by hand
#
# Flags: -std=c++20, and -O0 or -O2. Each figure is the minimum of N runs (1), which go by turns. Compilers: those named,
# or g++ and clang++-19 where present. Wall times are worth something on a machine that is otherwise idle.
set -uo pipefail
unset CDPATH CPATH CPLUS_INCLUDE_PATH
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1

level=-O0
runs=1
jobs=2
compilers=()
while [ $# -gt 0 ]; do
    case $1 in
        -O*) level=$1 ;;
        --runs) runs=${2:?"--runs takes a number"}; shift ;;
        --jobs) jobs=${2:?"--jobs takes a number"}; shift ;;
        -*) echo "usage: project.sh [-O2] [--runs N] [--jobs N] [COMPILER…]" >&2; exit 2 ;;
        *) compilers+=("$1") ;;
    esac
    shift
done
if [ ${#compilers[@]} -eq 0 ]; then
    for compiler in g++ clang++-19; do
        command -v "$compiler" > /dev/null && compilers+=("$compiler")
    done
fi
[ ${#compilers[@]} -gt 0 ] || { echo "project.sh: no compiler found" >&2; exit 2; }

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sources=$("$root/tests/benchmarks/project/generate.sh" "$work") || exit 1
printf '#include <bitbucket/compiled.ipp>\n' > "$work/umbrella/bitbucket.cpp"

# Every way to build it, the first one being the yardstick. A name says what is special about it; build() reads it.
names=('by hand' 'by hand, precompiled header'
       'header-only' 'header-only, families alone' 'header-only, precompiled header'
       'compiled mode' 'compiled mode, library made before' 'compiled mode, precompiled header')
folders=(by_hand by_hand umbrella families umbrella umbrella umbrella umbrella)

# build WAY: a whole build in the current folder; leaves the flags in `flags`.
build() {
    local way=$1 first=() library=()
    flags=(-std=c++20 "$level" -I "$root/include")
    rm -f -- *.cpp.o precompiled.hpp.*
    if [[ $way == *compiled\ mode* ]]; then
        flags+=(-DBITBUCKET_COMPILED)
        # It takes longest, so it starts first.
        if [[ $way == *before* ]]; then library=(library.o); else first=(bitbucket.cpp); fi
    fi
    if [[ $way == *precompiled* ]]; then
        "$compiler" "${flags[@]}" -x c++-header precompiled.hpp -o "precompiled.hpp.$suffix" || return
        flags+=(-include precompiled.hpp -Winvalid-pch)
    fi
    printf '%s\n' "${first[@]}" "$sources" | grep . |
        xargs -P "$jobs" -I '{}' "$compiler" "${flags[@]}" -c '{}' -o '{}.o' || return
    "$compiler" ./*.cpp.o "${library[@]}" -lcurl -o program
}

# timed COMMAND…: runs it, and sets `wall` and `cpu` to milliseconds; `cpu` has that of all its children.
timed() {
    local times
    TIMEFORMAT='%3R %3U %3S'
    { time "$@" > "$work/output" 2>&1 || touch "$work/failed"; } 2> "$work/times"
    if [ -e "$work/failed" ]; then
        cat "$work/output" >&2
        echo "project.sh: $compiler does not build it" >&2
        exit 1
    fi
    times=$(tail -n 1 "$work/times")
    wall=$(awk '{ printf "%d", $1 * 1000 + 0.5 }' <<< "$times")
    cpu=$(awk '{ printf "%d", ($2 + $3) * 1000 + 0.5 }' <<< "$times")
}

# keep KEY MILLISECONDS: the minimum of what was kept under that key.
declare -A least
keep() { if [ -z "${least[$1]:-}" ] || [ "$2" -lt "${least[$1]}" ]; then least[$1]=$2; fi; }

for compiler in "${compilers[@]}"; do
    least=()
    case $("$compiler" --version) in *clang*) suffix=pch ;; *) suffix=gch ;; esac
    for ((run = 0; run < runs; ++run)); do
        for way in "${!folders[@]}"; do
            cd "$work/${folders[way]}" || exit 1
            timed build "${names[way]}"
            keep "wall $way" "$wall"
            keep "cpu $way" "$cpu"
            ./program > /dev/null || { echo "project.sh: the program fails (${names[way]})" >&2; exit 1; }
            [ -e bitbucket.cpp.o ] && mv bitbucket.cpp.o library.o
            timed "$compiler" "${flags[@]}" -c deploy_keys.cpp -o again.o
            keep "one $way" "$cpu"
        done
    done
    printf '%s, %s, %d jobs\n' "$("$compiler" --version | head -n 1)" "$level" "$jobs"
    printf '%-42s %7s %9s  %7s %9s  %8s\n' '' wall '' CPU '' 'one file'
    for way in "${!folders[@]}"; do
        awk -v what="${names[way]}" -v wall="${least[wall $way]}" -v cpu="${least[cpu $way]}" -v one="${least[one $way]}" \
            -v wall_by_hand="${least[wall 0]}" -v cpu_by_hand="${least[cpu 0]}" -v one_by_hand="${least[one 0]}" 'BEGIN {
                printf "%-42s %5.2f x %7.1f s  %5.2f x %7.1f s  %6.2f x\n", what, wall / wall_by_hand, wall / 1000,
                    cpu / cpu_by_hand, cpu / 1000, one / one_by_hand }'
    done
    echo
done
