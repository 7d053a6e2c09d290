#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: five_steps.sh ROOT LIBRARY… -- COMPILER [OPTIONS…]
#
# Does what "An operation in five steps" in docs/contributing.md says, in a copy of the checkout: looks up the facts and
# compares them with those of the page, applies the diffs, compiles the sandbox and the test of the page, and runs that.
# LIBRARY…: the library in the compiled mode, which nothing in these steps changes, and Catch2's main. The commands that
# build what is built already are not run; what they name has to be there.
set -eu
root=$1
shift
libraries=
while [ "$1" != -- ]; do
    libraries="$libraries $1"
    shift
done
shift
# shellcheck source=tests/support/checks.sh
. "$root/tests/support/checks.sh"
section='An operation in five steps'
page=$root/docs/contributing.md
copy=$work/copy
mkdir -p "$copy/tests/unit"
cp -R "$root/include" "$root/docs" "$copy"
cp -R "$root/tests/support" "$root/tests/specification" "$copy/tests"
cp -R "$root/tests/unit/support" "$copy/tests/unit"

# blocks KIND: the blocks of that kind in the section, one after the other.
blocks() {
    awk -v kind="$1" -v section="$section" '
        /^## / { inside = ($0 == "## " section) }
        inside && /^```/ { open = ($0 == "```" kind); next }
        inside && open
    ' "$page"
}

# Step 1: the first command prints the first text block.
blocks sh | sed -n 1p > "$work/lookup"
blocks text > "$work/facts"
[ -s "$work/facts" ] || fail "$page shows no facts"
command=$(cat "$work/lookup")
(cd "$copy" && sh "$work/lookup") > "$work/stdout" 2> "$work/stderr" || fail "the command of step 1 fails"
cmp -s "$work/stdout" "$work/facts" || fail "the command of step 1 does not print what the page shows"

# Steps 2 to 5.
command='the diffs of the page'
awk -v root="$copy" -v section="$section" -f "$root/tests/docs/apply_blocks.awk" "$page" \
    > "$work/stdout" 2> "$work/stderr" || fail "a diff of docs/contributing.md does not fit; put the page right"
# A diff that was lost would leave a page that works and says less.
check_count stdout '' 6
test_file=$copy/$(grep '^tests/unit/' "$work/stdout")

# Step 4: the page's test. The sandbox is compiled with it, for it has to know the new operation. The answers of the
# other families are left out: nothing here calls them, and they take a third of the time.
handlers=$copy/include/bitbucket/testing/sandbox/handlers/all_handlers.hpp
grep -q '^ *repository_watchers_handlers,$' "$handlers" || fail "the handlers of step 3 are not in their table"
sed '/return find_in(operation,/,/);/c\    return find_in(operation, repository_watchers_handlers);' "$handlers" > "$work/fewer"
cp "$work/fewer" "$handlers"
printf '#include <bitbucket/testing/sandbox.ipp>\n#include "%s"\n' "$test_file" > "$work/both.cpp"
compiler=$1
shift
# The folders of the copy come before the checkout's.
# shellcheck disable=SC2086  # a list of files
run 0 "$compiler" "-I$copy/include" "-I$copy/tests" "$@" -std=c++20 -O0 -Wall -Wextra -DBITBUCKET_COMPILED \
    -D_GLIBCXX_ASSERTIONS "$work/both.cpp" $libraries -lcurl -lpthread -o "$work/test"
check_empty stderr
run 0 "$work/test"
check_match stdout '2 test cases'

# What the other commands and the text around them name.
command='the commands of the page'
blocks sh | grep -o 'tests/[a-z/_]*\.sh' | sort -u > "$work/stdout"
[ -s "$work/stdout" ] || fail "the section runs no script"
while IFS= read -r script; do
    [ -f "$root/$script" ] || fail "there is no $script"
done < "$work/stdout"
blocks sh > "$work/stdout"
check_match stdout '^build/default/examples/tools/operations --markdown > docs/operations.md$'
check_match stdout '^tests/specification/specification.sh coverage$'
check_match stdout '^docs/packaging/modules.sh$'
[ -f "$root/examples/tools/operations/operations.cpp" ] || fail "there is no program operations"
for file in sample_requests.hpp api/test_operation_targets.cpp api/test_operation_metadata.cpp \
    support/refusal_table.hpp; do
    [ -f "$root/tests/unit/$file" ] || fail "there is no tests/unit/$file"
done
