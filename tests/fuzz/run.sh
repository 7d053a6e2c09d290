#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tests/fuzz/run.sh [SECONDS] [TARGET…]     e.g. tests/fuzz/run.sh 600 page url; 60 seconds of all by default
#
# Builds the preset `fuzz` with clang 19 and runs every target that long, as many at once as there are processors. What is
# found is kept in build/fuzz/artifacts, and inputs that reach new code in build/fuzz/corpus, for the next run.
set -eu
unset CDPATH
root=$(cd -- "$(dirname -- "$0")/../.." && pwd -P)
# shellcheck source=.ci/environment.sh
. "$root/.ci/environment.sh"
drop_credentials

tree=$root/build/fuzz

# run_one SECONDS TARGET: one target until its time is over; its log is shown when it finds something.
run_one() {
    corpus=$tree/corpus/$2
    artifacts=$tree/artifacts/$2
    log=$tree/$2.log
    case $2 in
        error_body | page | readers) words=json length=8192 ;;
        url) words=url length=1024 ;;
        retry_after | timestamp) words=date length=128 ;;
        *) words='' length=4096 ;;
    esac
    mkdir -p "$corpus" "$artifacts"
    program=$tree/tests/fuzz/fuzz_$2
    if "$program" -max_total_time="$1" -timeout=10 -rss_limit_mb=2048 -max_len="$length" -print_final_stats=1 \
            ${words:+-dict="$root/tests/fuzz/dictionaries/$words.dict"} -artifact_prefix="$artifacts/" \
            "$corpus" "$root/tests/fuzz/corpus/$2" > "$log" 2>&1; then
        say "fuzz.$2: nothing found, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $1 s"
        return
    fi
    tail -n 60 "$log" >&2
    found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    say "fuzz.$2: FAILED; the log is $log"
    [ -z "$found" ] || say "replay it with: $program $found"
    return 1
}

if [ "${1:-}" = --one ]; then
    run_one "$2" "$3"
    exit
fi

seconds=${1:-60}
case $seconds in
    '' | *[!0-9]* | 0) stop "usage: tests/fuzz/run.sh [SECONDS] [TARGET…]" ;;
esac
[ $# -eq 0 ] || shift

have clang++-19 || stop "fuzzing needs clang++-19 with libFuzzer (Debian's clang-19 and libclang-rt-19-dev)"
cxx=clang++-19
jobs=$(nproc 2> /dev/null || echo 2)
if [ $# -eq 0 ]; then
    for source in "$root"/tests/fuzz/fuzz_*.cpp; do
        name=${source##*/fuzz_}
        # The target that compares two readers needs the second one.
        [ "$name" != readers.cpp ] || have_header simdjson.h || continue
        set -- "$@" "${name%.cpp}"
    done
fi
for target in "$@"; do
    [ -f "$root/tests/fuzz/fuzz_$target.cpp" ] || stop "there is no target $target"
done
build_tree "$tree" bitbucket_fuzz --preset fuzz
# xargs runs all of them, whether or not one fails, and fails if one did.
printf '%s\n' "$@" | xargs -n 1 -P "$jobs" sh "$root/tests/fuzz/run.sh" --one "$seconds"
