#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: served.sh SERVER QUICKSTART ACCESS_AUDIT SCRIPTED_SERVER
# The programs over HTTP, against the sandbox behind a loopback server: what they do on a real server, with several
# credentials. SERVER prints its base URL and serves until it is killed.
set -eu
server=$1
quickstart=$2
access_audit=$3
scripted=$4
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"

mkfifo "$work/url"
"$server" > "$work/url" 2> /dev/null &
server_id=$!
scripted_id=''
# shellcheck disable=SC2086  # one word or none
trap 'kill "$server_id" $scripted_id 2> /dev/null || true; rm -rf "$work"' EXIT
read -r url < "$work/url"
token() {
    BITBUCKET_EMAIL=$1
    BITBUCKET_TOKEN=$2
    export BITBUCKET_EMAIL BITBUCKET_TOKEN
}

# Reads only, unless told otherwise; the repository has to be named, and the rest is found out.
token mia@example.org sandbox-api-token
run 0 "$quickstart" --base-url "$url"
check_line stderr 1 "quickstart: talking to $url with an api_token"
check_count stdout '^(left out: it would change something: --write allows it)$' 4
check_match stdout '^(left out: name a repository: --repository WORKSPACE/SLUG)$'
check_match stdout '^acme/billing, private'
check_match stdout '^10 steps: 5 done, 5 left out, 0 not possible here, 0 failed$'
check_printable stdout

# With leave to write it does all that it does in the sandbox, and undoes it: the second run finds what the first found.
run 0 "$quickstart" --base-url "$url" --repository acme/site --write
check_match stdout '^10 steps: 10 done, 0 left out, 0 not possible here, 0 failed$'
run 0 "$quickstart" --base-url "$url" --repository acme/site --write
check_match stdout '^10 steps: 10 done, '

# A credential that may not do all of it: the steps say so, with what is missing, and the others run.
token mia@example.org sandbox-read-only-api-token
run 0 "$quickstart" --base-url "$url" --write
check_match stdout '^(not for this credential: forbidden: POST /users/{[0-9a-f-]*}/ssh-keys answered 403: .*write:ssh-key:bitbucket'
check_match stdout ' 1 not possible here, 0 failed$'
token '' sandbox-access-token
run 0 "$quickstart" --base-url "$url" --repository acme/site --write
check_match stdout '^(not for this credential: usage_error: GET /repositories/.* refuses this operation with an access_token: '
check_match stdout '^Acme deployment, {'

# A credential that may do nothing.
token mia@example.org no-such-token
run 1 "$quickstart" --base-url "$url"
check_match stdout '^10 steps: 0 done, '
check_no_match stdout no-such-token
check_no_match stderr no-such-token
run 1 "$access_audit" --base-url "$url" acme
check_match stderr '^access_audit: unauthorized: GET /repositories/acme answered 401: '
check_empty stdout

# The tool finds over HTTP what it finds without.
token mia@example.org sandbox-api-token
run 0 "$access_audit" --base-url "$url" acme --format csv
cp "$work/stdout" "$work/served"
run 0 "$access_audit" acme --format csv
cmp -s "$work/stdout" "$work/served" || fail 'the audit over HTTP differs from the one in the sandbox'

# A plain member sees fewer repositories, and may audit few of them.
token jonas@example.org sandbox-member-api-token
run 1 "$access_audit" --base-url "$url" acme
check_match stderr '^  repository site: 403: '

# A credential without any workspace has nothing to audit, and that is no success.
"$scripted" 200 '{"values":[]}' > "$work/url" &
scripted_id=$!
read -r url < "$work/url"
run 1 "$access_audit" --base-url "$url"
check_empty stdout
check_match stderr '^access_audit: this credential reaches no workspace, so there is nothing to audit: use one of a member'
