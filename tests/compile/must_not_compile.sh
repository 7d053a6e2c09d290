#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: must_not_compile.sh SOURCE COMPILER [OPTIONS…]
#
# Compiles a source that is wrong in one line, and checks what the user is told. The source says what to expect:
#
#   // error: SENTENCE      stands in the output, word for word; one or several such lines
#   …wrong code…  // here   the one wrong line; the output names it
#   // fixed: CODE          what would be right in its place; with it, the source compiles
#
# Apart from that, the compiler must fail with one `error:`, no more.
set -u
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
line=$(grep -n '// here *$' "$source" | cut -d: -f1)
[ -s "$work/sentences" ] || complain 'has no line "// error: …"'
[ -n "$fixed" ] || complain 'has no line "// fixed: …"'
case $line in
    '') complain 'marks no line with "// here"' ;;
    *[!0-9]*) complain 'marks more than one line with "// here"' ;;
esac
[ "$failures" -eq 0 ] || exit 1

LC_ALL=C
export LC_ALL
name=$(basename "$source")
if "$@" -std=c++20 -Wall -Wextra -fsyntax-only "$source" > "$work/output" 2>&1; then
    complain 'compiles'
fi
while IFS= read -r sentence; do
    grep -qF -e "$sentence" "$work/output" || complain "the compiler does not say: $sentence"
done < "$work/sentences"
errors=$(grep -cE '^.*:[0-9]+:[0-9]+: (fatal )?error: ' "$work/output")
[ "$errors" -eq 1 ] || complain "$errors errors where one is meant"
grep -qF -e "$name:$line:" "$work/output" || complain "the compiler does not name the user's line, $line"

# The counter-check: with the right line the rest compiles without a word.
awk -v at="$line" -v with="$fixed" 'NR == at { print with; next } { print }' "$source" > "$work/$name"
if ! "$@" -std=c++20 -Wall -Wextra -Werror -fsyntax-only "$work/$name" > "$work/fixed" 2>&1; then
    complain 'does not compile with its "// fixed:" line either'
    head -n 40 "$work/fixed"
fi

[ "$failures" -eq 0 ] && exit 0
printf '%s\n' '--- what the compiler said:'
head -n 40 "$work/output"
exit 1
