#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: interrupted.sh FOLDER-OF-THE-TOOLS SCRIPTED_SERVER
# Every wait of every tool ends within a second after SIGINT and SIGTERM: for a server that does not answer, for the
# time until another attempt, for a browser, for a reader or a writer that does not come. And an output that is closed
# or full is told on every kind of run.
set -eu
tools=$1
scripted=$2
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
unset BITBUCKET_OAUTH_KEY BITBUCKET_OAUTH_SECRET
server_id=''
scripted_id=''
trap 'for id in $server_id $scripted_id; do kill -KILL "$id" 2> /dev/null || true; done; rm -rf "$work"' EXIT
cd "$work"

# ends SIGNAL CODE COMMAND…: runs it until it waits, sends the signal, and checks code and time. The standard input and
# output are what $in and $out name.
in=/dev/null
out=$work/stdout
ends() {
    signal=$1
    expected=$2
    shift 2
    command="$* and $signal"
    : > "$work/stdout"
    "$@" < "$in" > "$out" 2> "$work/stderr" &
    id=$!
    sleep 0.5
    kill -0 "$id" 2> /dev/null || fail 'it did not wait'
    begun=$(date +%s%N)
    kill "-$signal" "$id"
    code=0
    wait "$id" || code=$?
    took=$((($(date +%s%N) - begun) / 1000000))
    [ "$code" -eq "$expected" ] || fail "exit code $code, not $expected"
    [ "$took" -lt 1000 ] || fail "$took ms from $signal to the end"
}

# with_replies STATUS BODY…: leaves the URL of a server that gives these replies, and then 429.
with_replies() {
    [ -z "$scripted_id" ] || kill "$scripted_id"
    "$scripted" "$@" 429 '{}' 429 '{}' 429 '{}' > url &
    scripted_id=$!
    read -r scripted_url < url
}

mkfifo url
"$tools/sandbox_server" > url 2> /dev/null &
server_id=$!
read -r url < url
BITBUCKET_EMAIL=mia@example.org
BITBUCKET_TOKEN=sandbox-api-token
export BITBUCKET_EMAIL BITBUCKET_TOKEN
umask 077
echo A=1 > variables

# A server that takes connections and does not answer.
kill -STOP "$server_id"
for signal in INT TERM; do
    code=130
    [ "$signal" = INT ] || code=143
    for arguments in '--workspace acme' '--environment acme/site/Test' '--repository acme/site variables'; do
        # shellcheck disable=SC2086  # several words
        ends "$signal" "$code" "$tools/pipeline_variables" --base-url "$url" $arguments
        check_match stderr '^pipeline_variables: cancelled: GET '
        check_match stderr '^pipeline_variables: interrupted$'
        check_empty stdout
    done
    ends "$signal" "$code" "$tools/access_audit" --base-url "$url"
    ends "$signal" "$code" "$tools/access_audit" --base-url "$url" acme --html page
    check_match stderr '^access_audit: interrupted$'
    [ ! -e page ] || fail 'there is a report of nothing'
    ends "$signal" "$code" "$tools/code_search" --base-url "$url" snek
    ends "$signal" "$code" "$tools/quickstart" --base-url "$url"
    check_match stderr '^quickstart: cancelled: '

    for arguments in inbox list 'show 1' 'merge 1' 'comment 1 x' 'create --source x --title x'; do
        # shellcheck disable=SC2086  # several words
        ends "$signal" "$code" "$tools/pr" $arguments --base-url "$url" --repository acme/site
        check_match stderr '^pr: cancelled: '
        check_match stderr '^pr: interrupted$'
        check_empty stdout
    done

    for arguments in 'infisical --name x' 'upsun --project p --repository acme/site'; do
        # shellcheck disable=SC2086  # several words
        ends "$signal" "$code" env INFISICAL_TOKEN=hunter2 UPSUN_CLI_TOKEN=hunter2 BITBUCKET_OAUTH_KEY=key \
            BITBUCKET_OAUTH_SECRET=hunter2 "$tools/connect" $arguments --base-url "$url" --service-url "$url"
        check_match stderr '^connect: cancelled: GET '
        check_match stderr '^connect: interrupted$'
        check_empty stdout
    done

    # The ten seconds until another attempt, after a 429.
    for tool in 'pipeline_variables --workspace acme' 'access_audit acme' 'code_search snek' 'pr list --repository acme/site' quickstart; do
        with_replies 429 '{}'
        # shellcheck disable=SC2086  # several words
        ends "$signal" "$code" "$tools/"$tool --base-url "$scripted_url"
        check_match stderr "^${tool%% *}: interrupted$"
    done

    # In the middle of it what was done is reported: a variable that is removed and not yet created again is half done.
    page='{"values":[{"uuid":"{d301aafa-d676-4ee0-88be-962be7417567}","key":"A","secured":true}]}'
    with_replies 200 "$page" 200 "$page" 204 '' 429 '{}'
    ends "$signal" "$code" "$tools/pipeline_variables" --base-url "$scripted_url" --workspace acme variables --readable A
    check_match stdout '^half done  *replace  *A$'
    check_match stdout '^0 of 1 change made$'
    check_match stderr '^pipeline_variables: replace A: it may have been removed and be missing now: run this again$'
    check_match stderr '^pipeline_variables: interrupted$'
    # So are the repositories of an audit that could not be read any more.
    with_replies 200 '{"values":[{"slug":"one"},{"slug":"two"}]}' 200 '{"values":[]}' 200 '{"values":[]}' 429 '{}'
    ends "$signal" "$code" "$tools/access_audit" --base-url "$scripted_url" acme --explicit --concurrency 1
    check_match stdout '^  repository two: the call was cancelled$'
    # With many requests under way, which of them get the two replies is chance.
    with_replies 200 '{"values":[{"slug":"one"},{"slug":"two"}]}' 200 '{"values":[]}' 200 '{"values":[]}' 429 '{}'
    ends "$signal" "$code" "$tools/access_audit" --base-url "$scripted_url" acme --explicit
    check_match stdout '^  repository .*: the call was cancelled$'
    check_match stderr '^access_audit: interrupted$'

    # A merge that the server has taken and not done yet may still come.
    with_replies 202 '' 200 '{"id": 7, "state": "OPEN"}'
    ends "$signal" "$code" "$tools/pr" merge 7 --base-url "$scripted_url" --repository acme/site
    check_match stderr '^pr: it may have been done all the same: look before you do it again$'
    check_match stderr '^pr: cancelled: '
    check_match stderr '^pr: interrupted$'
    check_empty stdout

    # A browser that does not come, and a token endpoint that does not answer.
    ends "$signal" "$code" env BITBUCKET_OAUTH_KEY=key BITBUCKET_OAUTH_SECRET=hunter2 \
        "$tools/oauth_login" --base-url "$url" --port $((20000 + $$ % 10000)) --store token
    check_match stderr '^oauth_login: interrupted$'
    printf '{"access_token":"a","refresh_token":"r","expires_at":"2020-01-01T00:00:00Z","token_type":"bearer"}' > stored
    ends "$signal" "$code" env BITBUCKET_OAUTH_KEY=key BITBUCKET_OAUTH_SECRET=hunter2 \
        "$tools/oauth_login" --base-url "$url" --store stored

    # Somebody who writes the input, or reads the output, and is not there.
    [ -p empty ] || mkfifo empty full
    exec 9<> empty
    in=empty
    ends "$signal" "$code" "$tools/pipeline_variables" -
    in=/dev/null
    exec 9>&-
    ends "$signal" "$code" "$tools/pipeline_variables" full
    ends "$signal" "$code" "$tools/access_audit" acme --max-permission read --allow full
    ends "$signal" "$code" "$tools/access_audit" acme --output full
    exec 9<> full
    out=full
    ends "$signal" "$code" "$tools/access_audit" acme --format json
    exec 9>&-
    for tool in "operations --json" "scopes --all" "sandbox_server" "access_audit acme" "operations --help"; do
        # Filled to the brim before the tool comes.
        exec 9<> full
        dd if=/dev/zero of=full bs=4096 oflag=nonblock 2> /dev/null && fail 'the pipe took all'
        # shellcheck disable=SC2086  # several words
        ends "$signal" "$code" "$tools/"$tool
        check_match stderr "^${tool%% *}: interrupted"
        exec 9>&-
    done
    out=$work/stdout
    ends "$signal" 0 "$tools/sandbox_server"
done
kill -CONT "$server_id"

unset BITBUCKET_EMAIL BITBUCKET_TOKEN

# Every kind of run notices a standard output that is closed, and one that is full.
noticed() {
    expected=$1
    tool=$2
    shift 2
    for to in closed full; do
        command="$tool $* with standard output $to"
        code=0
        if [ "$to" = closed ]; then
            "$tools/$tool" "$@" >&- 2> "$work/stderr" < /dev/null || code=$?
        elif [ -w /dev/full ]; then
            "$tools/$tool" "$@" > /dev/full 2> "$work/stderr" < /dev/null || code=$?
        else
            continue
        fi
        [ "$code" -eq "$expected" ] || fail "exit code $code, not $expected"
        check_match stderr "^$tool: cannot write the output: "
    done
}
for tool in access_audit code_search connect oauth_login operations pipeline_variables pr quickstart sandbox_server scopes; do
    failed=1
    [ "$tool" != code_search ] || failed=2
    noticed "$failed" "$tool" --help
    noticed "$failed" "$tool" --version
done
noticed 1 operations
noticed 1 operations --json
noticed 1 operations --markdown
noticed 1 operations --deprecated
noticed 1 scopes --all
noticed 1 scopes --classic users
noticed 1 scopes --classic user_properties::remove
noticed 1 quickstart
noticed 1 sandbox_server
noticed 1 access_audit
noticed 1 access_audit acme --format json
noticed 1 access_audit acme --format csv --output file
noticed 1 access_audit acme --html page
for name in file page; do
    [ ! -e "$name" ] || fail 'it went to work all the same'
done
noticed 2 code_search snek
noticed 2 code_search no_such_word_anywhere
noticed 1 pipeline_variables
noticed 1 pipeline_variables --environment acme/site/Production
noticed 1 pipeline_variables variables
noticed 1 pipeline_variables variables --dry-run
for arguments in inbox list 'list --json' 'show 1' 'show 1 --json' 'create --source feature/opening-hours --title x' \
    'approve 1' 'merge 1' 'comment 1 x'; do
    # shellcheck disable=SC2086  # several words
    noticed 1 pr $arguments
done
for service in infisical pulumi upsun; do
    noticed 1 connect "$service"
    noticed 1 connect "$service" --dry-run
done
noticed 1 oauth_login --store none
[ ! -e none ] || fail 'it logged in all the same'

# What is meant for a closed stream does not end in a file that was opened meanwhile.
command='access_audit with a standard error that is closed'
"$tools/access_audit" acme --output file 2>&- || fail "exit code $?"
! grep -q 'using the built-in sandbox' file || fail 'a message is in the file'
