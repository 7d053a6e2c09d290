#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: operations.sh PROGRAM ROOT
# The program `operations`: its table, JSON and Markdown agree, and docs/operations.md is its output.
set -eu
program=$1
root=$2
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"

run 0 "$program"
check_empty stderr
check_line stdout 1 'VERB *path *classic-scopes *granular-scopes *refused-credentials *deprecated-successor'
check_match stdout '^GET  *//*user/workspaces  *account  *read:workspace:bitbucket  *anonymous  *-$'
check_match stdout '^PUT  */repositories/{workspace}/{repo_slug}/permissions-config/users/{selected_user_id}  *repository:admin  *admin:repository:bitbucket,write:permission:bitbucket  *anonymous,access_token,oauth  *-$'
check_match stdout '^GET  */user/permissions/workspaces .* retired: use GET /user/workspaces$'
check_match stdout '^GET  */users/{selected_user}/search/code .* deprecated: no successor$'
check_match stdout '^POST  */users/{selected_user}/pipelines_config/variables  *pipeline:variable  *-  .* deprecated: use POST /workspaces/'
rows=$(($(wc -l < "$work/stdout") - 1))
[ "$rows" -eq 168 ] || fail "$rows operations, not 168"

run 0 "$program" --json
check_count stdout '^    "name": "' "$rows"
check_count stdout '^    "successor": null' "$(grep -c '^    "lifecycle": "live"\|code_search::' "$work/stdout")"
check_count stdout '^    "max_pagelen": null' "$(grep -c '^    "paged": false' "$work/stdout")"
check_match stdout '^    "lifecycle": "retired"'

run 0 "$program" --markdown
check_count stdout '^| `[a-z_]*::' "$rows"
cmp -s "$work/stdout" "$root/docs/operations.md" ||
    fail "docs/operations.md is out of date; make it anew: operations --markdown > docs/operations.md"

run 0 "$program" --deprecated
check_empty stderr
check_line stdout 1 'deprecated-or-retired *stage *successor *in-this-library'
check_match stdout '^GET /workspaces  *retired  *GET /user/workspaces  *current_user::list_workspaces$'
check_match stdout '^GET /user/permissions/repositories  *retired  *GET /user/workspaces/{workspace}/permissions/repositories  *current_user::list_workspace_repository_permissions$'
check_match stdout '^DELETE /teams/{username}/pipelines_config/variables/{variable_uuid}  *deprecated  *DELETE /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}  *workspace_pipeline_variables::remove$'
check_match stdout '^GET /workspaces/{workspace}/search/code  *deprecated  *-  *-$'
check_count stdout ' retired \| deprecated ' 16
[ "$(wc -l < "$work/stdout")" -eq 17 ] || fail "not 16 rows"

for pair in '--json --markdown' '--markdown --deprecated' '--deprecated --json'; do
    # shellcheck disable=SC2086  # two options
    run 2 "$program" $pair
    check_match stderr '^operations: only one of --json, --markdown and --deprecated$'
done
check_common "$program" operations
