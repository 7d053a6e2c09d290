#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: operations.sh PROGRAM ROOT
# The program `operations`: its table, JSON and Markdown agree, and docs/operations.md is its output.
set -eu
program=$1
root=$2
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/checks.sh"

run 0 "$program"
check_empty stderr
check_line stdout 1 'VERB *path *classic-scopes *granular-scopes *refused-credentials *deprecated-successor'
check_match stdout '^GET  *//*user/workspaces  *account  *read:workspace:bitbucket  *anonymous  *-$'
check_match stdout '^PUT  */repositories/{workspace}/{repo_slug}/permissions-config/users/{selected_user_id}  *repository:admin  *admin:repository:bitbucket,write:permission:bitbucket  *anonymous,access_token,oauth  *-$'
check_match stdout '^GET  */user/permissions/workspaces .* retired: use GET /user/workspaces$'
check_match stdout '^GET  */users/{selected_user}/search/code .* deprecated: no successor$'
check_match stdout '^POST  */users/{selected_user}/pipelines_config/variables  *pipeline:variable  *-  .* deprecated: use POST /workspaces/'
rows=$(($(wc -l < "$work/stdout") - 1))
[ "$rows" -ge 31 ] || fail "only $rows operations"

run 0 "$program" --json
check_count stdout '^    "name": "' "$rows"
check_count stdout '^    "successor": null' "$(grep -c '^    "lifecycle": "live"\|search_user' "$work/stdout")"
check_count stdout '^    "max_pagelen": null' "$(grep -c '^    "paged": false' "$work/stdout")"
check_match stdout '^    "lifecycle": "retired"'

run 0 "$program" --markdown
check_count stdout '^| `[a-z_]*::' "$rows"
cmp -s "$work/stdout" "$root/docs/operations.md" ||
    fail "docs/operations.md is out of date; make it anew: operations --markdown > docs/operations.md"

run 2 "$program" --json --markdown
check_match stderr '^operations: either --json or --markdown, not both$'
check_common "$program" operations
