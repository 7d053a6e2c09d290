#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: must_not_compile.sh [--put-right-elsewhere] SOURCE COMPILER [OPTIONS…]
#
# Compiles a source that is wrong in one line, and checks what the user is told. The source says what to expect:
#
#   // error: SENTENCE      stands in the output, word for word; one or several such lines
#   …wrong code…  // here   the one wrong line; the output names it
#   // fixed: CODE          what would be right in its place; with it, the source compiles
#
# Apart from that, the compiler must fail with one `error:`, no more.
#
# A source may have several wrong lines instead. Then each must have one error of its own, at that line and with the
# last `// error:` above it; there is no `// fixed:`, and without the wrong lines the source compiles.
#
# --put-right-elsewhere leaves that last part to put_right.sh, which does it for all sources at once.
set -u
elsewhere=false
if [ "$1" = --put-right-elsewhere ]; then
    elsewhere=true
    shift
fi
source=$1
shift

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

failures=0
complain() {
    printf '%s: %s\n' "$source" "$1"
    failures=$((failures + 1))
}

# A source that asks for nothing, or for something unclear, tests nothing.
sed -n 's|^ *// error: *||p' "$source" > "$work/sentences"
fixed=$(sed -n 's|^ *// fixed: *||p' "$source")
lines=$(grep -n '// here *$' "$source" | cut -d: -f1)
marked=$(printf '%s\n' "$lines" | grep -c .)
[ -s "$work/sentences" ] || complain 'has no line "// error: …"'
[ "$marked" -gt 0 ] || complain 'marks no line with "// here"'
[ "$marked" -gt 1 ] || [ -n "$fixed" ] || complain 'has no line "// fixed: …"'
[ "$marked" -le 1 ] || [ -z "$fixed" ] || complain 'has a line "// fixed: …" for several wrong ones'
[ "$failures" -eq 0 ] || exit 1

LC_ALL=C
export LC_ALL
name=$(basename "$source")
if "$@" -std=c++20 -Wall -Wextra -fsyntax-only "$source" > "$work/output" 2>&1; then
    complain 'compiles'
fi
# Names are compared without the inline namespace of version and mode.
sed -E 's/::v[0-9_]+_(header_only|compiled)::/::/g' "$work/output" > "$work/plain" && mv "$work/plain" "$work/output"
while IFS= read -r sentence; do
    grep -qF -e "$sentence" "$work/output" || complain "the compiler does not say: $sentence"
done < "$work/sentences"
grep -E '^.*:[0-9]+:[0-9]+: (fatal )?error: ' "$work/output" > "$work/errors"
errors=$(grep -c . "$work/errors")
[ "$errors" -eq "$marked" ] || complain "$errors errors where $marked are meant"
for line in $lines; do
    grep -qF -e "$name:$line:" "$work/output" || complain "the compiler does not name the user's line, $line"
    [ "$marked" -gt 1 ] || continue
    sentence=$(sed -n "1,${line}s|^ *// error: *||p" "$source" | tail -n 1)
    grep -F -e "$name:$line:" "$work/errors" | grep -qF -e "$sentence" ||
        complain "the compiler does not say at line $line: $sentence"
done

# The counter-check: with the right line, or without the wrong ones, the rest compiles without a word.
if ! $elsewhere; then
    sh "$(dirname -- "$0")/put_right_text.sh" "$source" > "$work/$name"
    if ! "$@" -std=c++20 -Wall -Wextra -Werror -fsyntax-only "$work/$name" > "$work/fixed" 2>&1; then
        complain 'does not compile when it is put right either'
        head -n 40 "$work/fixed"
    fi
fi

[ "$failures" -eq 0 ] && exit 0
printf '%s\n' '--- what the compiler said:'
head -n 40 "$work/output"
exit 1
