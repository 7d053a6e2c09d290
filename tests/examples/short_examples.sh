#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: short_examples.sh SANDBOX_SERVER SCRIPTED_SERVER FOLDER_OF_PROGRAMS SOURCE_FOLDER
# Every program of SOURCE_FOLDER, run against servers on the loopback: the exit code, and the lines that matter. A
# program without a check here fails the test, and so does one that the table in README.md does not name.
set -eu
sandbox_server=$1
scripted_server=$2
programs=$3
sources=$4
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
: > "$work/checked"
servers=''
trap 'kill $servers 2> /dev/null || true; rm -rf "$work"' EXIT

# start SERVER ARGUMENT…: starts it, and leaves its base URL in $url.
start() {
    rm -f "$work/url"
    mkfifo "$work/url"
    "$@" > "$work/url" 2> /dev/null &
    servers="$servers $!"
    read -r url < "$work/url"
}

# example CODE NAME ARGUMENT…: runs a program as a user would.
example() {
    wanted=$1
    program=$2
    shift 2
    echo "$program" >> "$work/checked"
    run "$wanted" "$programs/$program" "$@"
}

start "$sandbox_server"
sandbox_url=$url
BITBUCKET_BASE_URL=$sandbox_url
BITBUCKET_EMAIL=mia@example.org
BITBUCKET_TOKEN=sandbox-api-token
export BITBUCKET_BASE_URL BITBUCKET_EMAIL BITBUCKET_TOKEN
carol='{d301aafa-d676-4ee0-88be-962be7417567}'
nobody='{5f2d9c44-0d0b-4c8e-b5d6-94a1f6d3e820}'

example 0 list_repositories acme
check_line stdout 1 'acme/[a-z-]* .*'
check_match stdout '^acme/site typescript$'
check_count stdout '^acme/' 26
check_empty stderr

example 0 create_project acme SHOP 'The shop'
check_line stdout 1 'created SHOP {[0-9a-f-]*}'
check_line stdout 2 'The shop: Everything that customers see'
example 1 create_project acme SHOP 'The shop'
check_line stderr 1 'key: Project with this Owner and Key already exists\.'

example 2 create_variable acme site API_KEY
VARIABLE_VALUE=hunter2
export VARIABLE_VALUE
example 0 create_variable acme site API_KEY
check_line stdout 1 'created API_KEY'
example 0 create_variable acme site API_KEY
check_line stdout 1 'API_KEY exists'
check_line stdout 2 'updated API_KEY'

example 0 handle_errors acme site "$carol"
check_line stdout 1 'acme/site'
check_line stdout 2 'granted write'
example 1 handle_errors acme no-such-repository "$carol"
check_line stderr 1 'there is no such repository, .*'
example 1 handle_errors acme site "$nobody"
check_line stderr 1 'not granted: The user is not a member of the workspace\.'
BITBUCKET_TOKEN=sandbox-read-only-api-token
example 1 handle_errors acme site "$carol"
check_match stderr '^hint: the API token lacks the scopes '
BITBUCKET_TOKEN=sandbox-api-token

example 0 retry_policy acme
check_line stdout 1 'Acme Corporation after 1 attempt'
example 1 retry_policy no-such-workspace
check_match stderr '^gave up after 1 attempts in [0-9]* ms: not_found: '

example 0 deadline_and_cancel acme 60
check_line stdout 26 '26 acme/.*'
example 1 deadline_and_cancel acme 0
check_line stderr 1 'out of time after 0 repositories'
example 2 deadline_and_cancel acme

example 0 filter_and_sort acme 'the s'
check_line stderr 1 'is_private = true AND (name ~ "the s" OR description ~ "the s")'
check_match stdout '^acme/site [0-9]* KiB$'
check_no_match stdout '^acme/api '
sed 's/.* \([0-9]*\) KiB/\1/' "$work/stdout" > "$work/sizes"
sort -c -n -r "$work/sizes" || fail 'the sizes are not in order'

example 0 partial_response acme
check_match stdout '^acme/site main$'
check_match stdout '^acme/empty (no branch)$'
check_count stdout '' 26

example 0 raw_json acme site
check_match stdout '^full_name = "acme/site"$'
check_match stdout '^website = null$'
check_printable stdout

place=$work/place
example 0 resume_walk acme "$place"
check_count stdout '^acme/' 20
[ -s "$place" ] || fail 'the place was not kept'
cp "$work/stdout" "$work/first"
example 0 resume_walk acme "$place"
check_count stdout '^acme/' 6
check_line stderr 1 'that is all'
[ ! -e "$place" ] || fail 'the place was not removed'
sort "$work/first" "$work/stdout" | uniq -d > "$work/twice"
check_empty twice
example 1 resume_walk acme "$work/no/such/folder"
check_match stderr '^cannot write '

example 0 many_threads acme
check_match stdout '^site: 23 users$'
check_count stdout ' users$' 26
example 1 many_threads globex
check_match stdout '^handbook: forbidden: .*answered 403: '

example 0 many_requests acme site
check_line stdout 1 'site: acme/site'
check_match stdout '^site: key Deployment$'
check_empty stderr
# A repository that fails does not keep the others from being read.
example 1 many_requests acme no-such-repository site
check_line stdout 1 'no-such-repository: not_found: .*'
check_line stdout 2 'site: acme/site'
check_match stdout '^no-such-repository: not_found: .*/deploy-keys answered 404: '
check_match stdout '^site: key Deployment$'
example 1 many_requests globex handbook
check_match stdout '^handbook: forbidden: '

example 0 poll_loop
check_line stdout 1 'You are Mia .*\.'
# Built only where Asio is.
if [ -x "$programs/asio_loop" ]; then
    example 0 asio_loop
    check_line stdout 1 'You are Mia .*\.'
else
    echo asio_loop >> "$work/checked"
fi

example 0 who_can_write acme site
check_match stdout '^admin 557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55$'
check_match stdout '^[1-9][0-9]* of them are administrators$'
check_no_match stdout '^read '
example 1 who_can_write globex handbook
check_match stderr '^forbidden: '

LOG_LEVEL=hunter2
export LOG_LEVEL
example 0 set_pipeline_variables acme site VARIABLE_VALUE LOG_LEVEL
check_line stdout 1 'create VARIABLE_VALUE (secured): it does not exist yet'
check_match stdout '^done: create LOG_LEVEL$'
check_no_match stdout hunter2
example 1 set_pipeline_variables acme site NO_SUCH_VARIABLE
check_match stderr '^usage_error: .*environment variable NO_SUCH_VARIABLE, which is not set$'

example 0 log_requests acme
check_match stdout '^WEB$'
check_match stderr '^request \[[0-9]*\] GET /workspaces/acme/projects -> http://127\.0\.0\.1:'
check_match stderr '^response 200 in [0-9]* ms, [0-9]* bytes: projects::list$'
check_no_match stderr 'sandbox-api-token'

example 0 own_transport acme
check_match stdout '^WEB$'
check_match stdout '^1 requests, [1-9][0-9]* bytes$'

printf 'not really a program' > "$work/app 1.zip"
example 0 upload_download acme site "$work/app 1.zip"
check_match stdout '^app 1\.zip, 20 bytes$'
check_match stderr '^20 of 20 bytes$'
cmp -s "$work/app 1.zip" "$work/app 1.zip.copy" || fail 'what came back is not what was sent'
example 1 upload_download acme site "$work/no such file"
check_match stderr '^usage_error: .*no such file does not exist$'

example 0 commit_files acme site feature/hello
check_line stdout 1 'made [0-9a-f]*'
check_match stdout '^bin/hello\.sh (executable)$'
check_match stdout '^docs/hello\.md$'
check_match stdout '^README\.md$'
check_no_match stdout '^docs$'

example 0 review_inbox acme
check_line stdout 1 'acme/site #1, opened 2026-07-11T.*, you: nothing'
check_no_match stdout '#4,'
check_empty stderr
example 0 open_pull_request acme site feature/opening-hours 'Say when we open'
check_line stdout 1 'opened 13'
check_line stdout 2 'into main'
example 1 open_pull_request acme site no-such-branch 'Nothing'
check_match stderr '^bad_request: POST .*/pullrequests answered 400: '
example 0 comment_on_lines acme site 1 src/contact.html 1 2 'Which form?'
check_line stdout 1 'comment [0-9]*, answer [0-9]*'
check_match stdout '^open: 101 at line 2, answers: 1$'
check_match stdout '^open: [0-9]* at line 2, answers: 1$'
check_no_match stdout '^open: 103'
example 1 comment_on_lines acme site 1 src/contact.html 3 2 'Backwards'
check_match stderr '^usage_error: .*the first line must not be behind the last one'
example 0 merge_pull_request acme site 13
check_line stdout 1 'merged as [0-9a-f]*'
example 1 merge_pull_request acme site 5
check_match stderr '^forbidden: .*conflict'
check_empty stdout
example 1 merge_pull_request acme site 6
check_match stderr '^perhaps forbidden: '
check_match stderr '^bad_request: .* answered 400: '
example 0 branches_and_tags acme site v9.1
check_line stdout 1 'made release/v9\.1'
check_match stdout '^branch release/v9\.1 at [0-9a-f]\{12\}$'
check_match stdout '^tag v9\.1 at [0-9a-f]\{12\}$'
check_match stdout '^removed release/v9\.1$'
example 1 branches_and_tags acme site 'not a version'
check_match stderr '^bad_request: '

BITBUCKET_TOKEN_URL=${sandbox_url%/2.0}/site/oauth2/access_token
BITBUCKET_OAUTH_KEY=sandbox-consumer
BITBUCKET_OAUTH_SECRET=sandbox-consumer-secret
export BITBUCKET_TOKEN_URL BITBUCKET_OAUTH_KEY BITBUCKET_OAUTH_SECRET
example 0 oauth_client_credentials acme
check_count stdout '^acme/' 26
check_match stderr '^oauth2_token, expires 20'
BITBUCKET_OAUTH_SECRET=wrong
example 1 oauth_client_credentials acme
check_match stderr '^no token: oauth_error: .* answered 401: invalid_client'
BITBUCKET_OAUTH_SECRET=
example 1 oauth_client_credentials acme
check_match stderr '^usage_error: .*environment variable BITBUCKET_OAUTH_SECRET is not set'

example 0 test_with_scripted
check_line stdout 1 'all tests passed'
example 0 test_with_sandbox
check_line stdout 1 'all tests passed'

# What the sandbox does not know, and failures that pass. Each server has the replies that its program is to get.
start "$scripted_server" 200 '{"values": [{"name": "v1.0", "target": {"hash": "5c1e0b7d"}}, {"name": "v1.1"}]}'
BITBUCKET_BASE_URL=$url
example 0 own_operation acme site
check_line stdout 1 'v1\.0 5c1e0b7d'
check_line stdout 2 'v1\.1 (no commit)'
start "$scripted_server" 503 '{}' 502 '{}' 200 '{"name": "Acme Corporation"}'
BITBUCKET_BASE_URL=$url
example 0 retry_policy acme
check_line stdout 1 'Acme Corporation after 3 attempts'
start "$scripted_server" 200 '{"full_name": "acme/site"}' 500 '{}' 500 '{}' 500 '{}'
BITBUCKET_BASE_URL=$url
example 1 handle_errors acme site "$carol"
check_match stderr '^perhaps granted, perhaps not: server_error: .* answered 500: '

# What the programs have in common: how they are called, and what an unknown workspace and a missing token end with.
BITBUCKET_BASE_URL=$sandbox_url
for name in branches_and_tags comment_on_lines commit_files create_project create_variable deadline_and_cancel \
    filter_and_sort handle_errors list_repositories log_requests many_requests many_threads merge_pull_request \
    oauth_client_credentials open_pull_request own_operation own_transport partial_response raw_json resume_walk \
    retry_policy review_inbox set_pipeline_variables upload_download who_can_write; do
    example 2 "$name"
    check_match stderr "^usage: .*$name WORKSPACE"
    check_empty stdout
done
for name in list_repositories log_requests many_threads own_transport partial_response retry_policy; do
    example 1 "$name" no-such-workspace
    check_match stderr 'not_found: GET /.* answered 404: '
done
unset BITBUCKET_TOKEN
for name in asio_loop poll_loop; do
    [ -x "$programs/$name" ] || continue
    example 1 "$name"
    check_match stderr 'usage_error: .*: the environment variable BITBUCKET_TOKEN is not set'
done
for name in list_repositories log_requests many_threads own_transport partial_response retry_policy; do
    example 1 "$name" acme
    check_match stderr 'usage_error: .*: the environment variable BITBUCKET_TOKEN is not set'
    check_empty stdout
done
example 1 resume_walk acme "$place"
[ ! -e "$place" ] || fail 'a place was kept although nothing was read'

# Nothing is left out: not here, not in the table, and not the first lines that say what a program is.
for source in "$sources"/*.cpp; do
    name=$(basename "$source" .cpp)
    command=$source
    grep -qx -- "$name" "$work/checked" || fail "$name has no check here"
    grep -qF -- "[$name.cpp]($name.cpp)" "$sources/README.md" || fail "README.md does not name $name.cpp"
    for word in Shows Run Not; do
        grep -q "^// $word: " "$source" || fail "$name.cpp does not say '$word:'"
    done
done
