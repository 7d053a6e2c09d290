#!/bin/bash
# SPDX-License-Identifier: MIT
# Usage: tests/benchmarks/run.sh [--quick] [--assertions]
#
# Builds the benchmarks (CMake, Release with -O2, in build/benchmarks) and prints one table: what was measured, the figure
# and its budget. Nearly all figures are ratios to hand-written code in the same run, since seconds depend on the machine.
# --quick takes a tenth of the bytes and fewer rounds. --assertions builds without NDEBUG, which slows documents of
# nlohmann_json down, and so the hand-written code that has them. What needs a package that is missing is left out, in one
# line.
#
# PEERS     a folder with npm's package `bitbucket`, to list the same pages with it
# CXX       the compiler
# What compiling costs is measured by compile_time.sh, project.sh and size.sh beside this script.
set -euo pipefail
unset CDPATH
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/tests/benchmarks
tree=$root/build/benchmarks

mib=1024
rounds=25
long=0.2
many=()
type=Release
for option in "$@"; do
    case $option in
        --quick) mib=100 rounds=5 long=0.05 many=(--repositories 30 --rounds 3) ;;
        --assertions) type='' tree=$tree-assertions ;;
        *) echo 'usage: tests/benchmarks/run.sh [--quick] [--assertions]' >&2; exit 2 ;;
    esac
done

# Prints the log of a step that fails.
step() {
    local log=$1
    shift
    "$@" > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
}
mkdir -p "$tree"
step "$tree/configure.log" cmake -S "$root" -B "$tree" -D CMAKE_BUILD_TYPE="$type" -D BITBUCKET_TESTS=ON \
    -D BITBUCKET_EXAMPLES=OFF -D BITBUCKET_TEST_COMPILED=OFF

step "$tree/targets" cmake --build "$tree" --target help

# built TARGET: builds it, and prints the path of the program; fails if there is no such target.
built() {
    grep -qw "$1" "$tree/targets" || return 1
    step "$tree/build.log" cmake --build "$tree" --target "$1"
    find "$tree" -type f -name "$1" -perm -u+x | head -1
}

row() { printf '%-74s %12s %10s\n' "$@"; }

# Turns the lines of read_pages into rows with budgets. Its columns are two blanks or more apart.
reading_rows() {
    awk -F '  +' '
        function row(what, figure, budget) { printf "%-74s %12s %10s\n", what, figure, budget }
        $2 !~ / x$/ { next }
        {
            split($1, name, "/")
            fast = name[2] == "simdjson"
            if (name[1] == "mean") {
                row("reading, mean, " name[2] ": speed against json::parse", $2, fast ? "" : "1.50 x")
                next
            }
            speed = fast ? "5.00 x" : "1.30 x"
            if (fast && name[1] == "code search") speed = "3.30 x"
            most = name[1] == "code search" ? 24 : name[1] == "SSH keys" ? 14 : 15
            row("reading " name[1] ", " name[2] ": speed against json::parse", $2, speed)
            row("reading " name[1] ", " name[2] ": allocations an item", $3, most)
        }'
}

echo "$(uname -m), $(nproc) cores, $(awk -F ': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)"
grep -h 'CMAKE_CXX_COMPILER:' "$tree/CMakeCache.txt" | cut -d = -f 2 | while read -r compiler; do
    "$compiler" --version | head -1
done
row what measured budget

if program=$(built bitbucket_read_benchmark); then
    "$program" --benchmark_min_time="$long" --benchmark_enable_random_interleaving=true | reading_rows
else
    echo 'not measured: reading pages, since Google Benchmark is not installed (libbenchmark-dev)' >&2
fi
program=$(built bitbucket_list_benchmark)
"$here/peers/list_pages.sh" "$program" --rounds "$rounds"
program=$(built bitbucket_stream_benchmark)
"$program" "$mib"
program=$(built bitbucket_many_benchmark)
"$program" ${many[@]+"${many[@]}"}
