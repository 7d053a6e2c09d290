#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: sandbox_server.sh PROGRAM ROOT
# The program `sandbox_server`: its options, what it prints, what it answers, and how it ends. What the sandbox
# answers is tested elsewhere. Uses access_audit, if it was built beside PROGRAM.
set -eu
program=$1
access_audit=$(dirname -- "$program")/access_audit
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
server_id=''
trap 'kill $server_id 2> /dev/null || true; rm -rf "$work"' EXIT
mkfifo "$work/url"
: > "$work/stdout"
: > "$work/stderr"

# start ARGUMENT…: leaves the base URL in $url, and what the server prints on standard error in $work/said.
start() {
    command="$program $*"
    "$program" "$@" > "$work/url" 2> "$work/said" &
    server_id=$!
    read -r url < "$work/url" || fail 'no base URL'
}

# stop SIGNAL: the server ends within a second, as a success.
stop() {
    begun=$(date +%s%N)
    kill "-$1" "$server_id"
    code=0
    wait "$server_id" || code=$?
    took=$((($(date +%s%N) - begun) / 1000000))
    server_id=''
    [ "$code" -eq 0 ] || fail "exit code $code after $1, not 0"
    [ "$took" -lt 1000 ] || fail "$took ms from $1 to the end"
}

check_common "$program" sandbox_server
for port in 0 65536 -1 80x '' 99999999999; do
    run 2 "$program" "--port=$port"
    check_empty stdout
    check_line stderr 1 'sandbox_server: --port: a number from 1 to 65535'
done
run 2 "$program" --port
check_line stderr 1 'sandbox_server: --port needs a value: N'
run 2 "$program" --revive-retired=yes
check_line stderr 1 'sandbox_server: --revive-retired does not take a value'

start
expr "$url" : 'http://127\.0\.0\.1:[1-9][0-9]*/2\.0$' > /dev/null || fail "the base URL is $url"
check_match said '^BITBUCKET_EMAIL=mia@example\.org BITBUCKET_TOKEN=sandbox-api-token  '
check_match said '^BITBUCKET_OAUTH_KEY=.* http://127\.0\.0\.1:[0-9]*/site/oauth2/ is the authorization server$'

# A port that is taken is an error that names it, and does no harm to who has it.
port=${url#http://127.0.0.1:}
port=${port%/2.0}
run 1 "$program" --port "$port"
check_empty stdout
check_line stderr 1 "sandbox_server: cannot listen on port $port of 127\.0\.0\.1: .*"
check_count stderr '' 1

if [ -x "$access_audit" ]; then
    BITBUCKET_EMAIL=mia@example.org
    BITBUCKET_TOKEN=sandbox-api-token
    export BITBUCKET_EMAIL BITBUCKET_TOKEN
    run 0 "$access_audit" --base-url "$url" acme --repository site --format csv
    check_match stdout '^repository,site,admin,'
fi
stop TERM

# The port that it had is free again, and can be asked for.
start --port "$port" --revive-retired
[ "$url" = "http://127.0.0.1:$port/2.0" ] || fail "the base URL is $url"
stop INT
