#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: test_program.sh PROGRAM ROOT
# bitbucket_specification and specification.sh: docs/coverage.md is their output, and a document that differs is told.
set -eu
program=$1
root=$2
# shellcheck source=tests/support/checks.sh
. "$root/tests/support/checks.sh"
script=$root/tests/specification/specification.sh

run 0 "$program" coverage
check_empty stderr
cmp -s "$work/stdout" "$root/docs/coverage.md" ||
    fail "docs/coverage.md is out of date; make it anew: tests/specification/specification.sh coverage"

# The extract of an extract is the same, but for its date.
kept=$(ls "$root"/tests/specification/bitbucket-*.txt)
run 0 "$program" extract "$kept" 2031-12
sed 's/^date .*/date 2031-12/' "$kept" | cmp -s - "$work/stdout" || fail "an extract is not written as it is read"

run 0 "$program" drift "$kept"
check_line stdout 1 'nothing has changed since 20[0-9][0-9]-[01][0-9]'
check_count stdout '' 1

# One operation renamed, one deprecated, one member gone.
sed -e 's|^GET /hook_events$|GET /hook_kinds|' -e 's|^schema branch: .*|schema branch: name|' \
    -e '\|^GET /user$|a\  deprecated' "$kept" > "$work/other"
run 1 "$program" drift "$work/other"
check_match stdout '^  GET /hook_kinds is new, in Webhooks$'
check_match stdout '^  GET /hook_events is gone$'
check_match stdout '^  GET /user: is deprecated$'
check_match stdout '^  schema branch: .* -target'
check_match stdout '^  users::current: we lack the mark deprecated$'
check_match stdout '^  branch: we have the member target$'

# A document of the vendor's form goes the same way, and into a folder by the script.
cat > "$work/openapi.json" << 'END'
{"openapi": "3.0.0", "info": {"title": "x", "version": "1"},
 "paths": {"/user": {"get": {"tags": ["Users"], "description": "Some prose.", "responses": {"200": {}, "default": {}},
                             "security": [{"oauth2": ["account"]}, {"basic": []}]}}},
 "components": {"schemas": {"base": {"properties": {"b": {}}},
                            "user": {"allOf": [{"$ref": "#/components/schemas/base"}, {"properties": {"a": {}}}]}}}}
END
run 1 "$program" drift "$work/openapi.json"
check_match stdout '^  GET /user: granular -read:user:bitbucket$'
mkdir "$work/out"
: > "$work/out/bitbucket-2000-01.txt"
run 0 env BITBUCKET_SPECIFICATION_PROGRAM="$program" BITBUCKET_SPECIFICATION_OUTPUT="$work/out" \
    sh "$script" adopt "$work/openapi.json" 2031-12
[ "$(ls "$work/out")" = "$(printf 'bitbucket-2031-12.txt\ncoverage.md')" ] || fail "there is not one extract and one page"
sed 1d "$work/out/bitbucket-2031-12.txt" > "$work/stdout"
printf '%s\n' 'date 2031-12' '' 'GET /user' '  groups Users' '  classic account' '  statuses 200' '' \
    'schema base: b' 'schema user: a b' > "$work/expected"
cmp -s "$work/stdout" "$work/expected" || fail "the extract of a small document is another one"

run 2 "$program" extract "$work/openapi.json" August
check_line stderr 1 'bitbucket_specification: a date is a month, such as 2026-08, not August'
run 2 "$program" drift "$work/no-such-file"
check_line stderr 1 "bitbucket_specification: cannot read $work/no-such-file"
echo '{"swagger": "2.0"}' > "$work/old"
run 2 "$program" drift "$work/old"
check_line stderr 1 'bitbucket_specification: this is not an OpenAPI 3 document'
run 2 "$program" nonsense
check_match stderr '^Usage: bitbucket_specification extract FILE YYYY-MM '
run 2 sh "$script" drift
check_match stderr '^Usage: tests/specification/specification.sh drift FILE '
