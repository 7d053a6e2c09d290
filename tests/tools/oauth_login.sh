#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: oauth_login.sh PROGRAM ROOT
# The program `oauth_login`: a login in the sandbox, a second run from the stored token, and what is never printed.
set -eu
unset BITBUCKET_OAUTH_KEY BITBUCKET_OAUTH_SECRET
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
store=$work/token.json

# The access and the refresh token of the store, and the consumer's secret, stand nowhere.
check_no_secret() {
    tr ',{}' '\n\n\n' < "$store" | sed -n 's/^"[a-z]*_token":"\(.*\)"$/\1/p' > "$work/secrets"
    [ "$(wc -l < "$work/secrets")" -eq 2 ] || fail 'the store has no two tokens'
    printf 'sandbox-consumer-secret\n' >> "$work/secrets"
    if cat "$work/stdout" "$work/stderr" | grep -qF -f "$work/secrets"; then fail 'a secret was printed'; fi
    check_no_match stderr code_verifier
    check_no_match stderr '[?&]code='
}

# Without a store every run logs in.
run 0 "$program"
check_line stdout 1 'logged in as Mia Lindqvist, {ed08f5e1-605b-4f4a-aee4-6c97628a673e}'
check_count stdout '' 1
check_line stderr 1 'oauth_login: using the built-in sandbox, where this program plays the browser; --live talks to Bitbucket'
check_match stderr '^https://bitbucket.org/site/oauth2/authorize?response_type=code&client_id=sandbox-consumer&redirect_uri=http%3A%2F%2F127.0.0.1%3A[0-9]*%2Fcallback&state=.*&code_challenge_method=S256$'
check_printable stderr

# The first run logs in and stores, the second one needs no login; neither leaves anything else behind.
mkdir "$work/folder"
store=$work/folder/token.json
run 0 "$program" --store "$store"
check_match stderr '^Open this URL in a browser'
check_no_secret
[ "$(ls -l "$store" | cut -c1-10)" = '-rw-------' ] || fail 'others can read the store'
[ "$(ls -A "$work/folder")" = token.json ] || fail 'a temporary file is left'
cp "$work/stdout" "$work/first"
cp "$store" "$work/stored"
run 0 "$program" "--store=$store"
check_match stderr '^The stored token is used: no login is needed.$'
check_no_match stderr 'Open this URL'
cmp -s "$work/stdout" "$work/first" || fail 'the second run differs from the first'
cmp -s "$store" "$work/stored" || fail 'the token changed without need'
check_no_secret

# One that has expired is renewed, and the new one is stored; twice, for the refresh token is another one then.
for again in 1 2; do
    sed 's/"expires_at":"[^"]*"/"expires_at":"2020-01-01T00:00:00Z"/' "$store" > "$work/stored"
    ! cmp -s "$store" "$work/stored" || fail "the store has no expires_at ($again)"
    cat "$work/stored" > "$store"
    run 0 "$program" --store "$store"
    cmp -s "$work/stdout" "$work/first" || fail 'a run that renews the token differs'
    ! grep -q 2020-01-01 "$store" || fail 'the new token was not stored'
    [ "$(ls -l "$store" | cut -c1-10)" = '-rw-------' ] || fail 'others can read the renewed token'
    check_no_secret
done

# A refresh token that is used up, as one is after 3 months: a new login, whose token is stored.
sed -e 's/"expires_at":"[^"]*"/"expires_at":"2020-01-01T00:00:00Z"/' \
    -e 's/"refresh_token":"[^"]*"/"refresh_token":"sandbox-spent"/' "$store" > "$work/stored"
cat "$work/stored" > "$store"
run 0 "$program" --store "$store"
cmp -s "$work/stdout" "$work/first" || fail 'a run that logs in again differs'
check_match stderr '^The stored token is used up: a new login is needed.$'
check_match stderr '^Open this URL in a browser'
! grep -q -e 2020-01-01 -e sandbox-spent "$store" || fail 'the token of the new login was not stored'
check_no_secret

# A token of a real server is left alone.
sed 's/"refresh_token":"[^"]*"/"refresh_token":"real-one"/' "$store" > "$work/stored"
cat "$store" > "$work/kept"
cat "$work/stored" > "$store"
run 1 "$program" --store "$store"
check_match stderr '^oauth_login: the stored token is not one of the sandbox: use --live, or another --store$'
cmp -s "$store" "$work/stored" || fail 'a token of a real server was touched'
cat "$work/kept" > "$store"

# What a store is refused for; its content is not shown.
chmod 640 "$store"
run 1 "$program" --store "$store"
check_match stderr '^oauth_login: --store: .*/token.json: others may have access, so it is not used'
check_empty stdout
chmod 600 "$store"
printf '{"access_token": hunter2' > "$store"
run 1 "$program" --store "$store"
check_match stderr '^oauth_login: --store: .*/token.json: does not hold a token'
check_no_match stderr hunter2
run 1 "$program" --store "$work/no-such-folder/token.json"
check_no_match stderr '^Open this URL'
check_match stderr '^oauth_login: --store: cannot write .*/token.json: No such file or directory'
run 1 "$program" --store "$work"
check_match stderr '^oauth_login: --store: .*: is not a plain file$'
run 2 "$program" --store=
check_line stderr 1 'oauth_login: --store needs the name of a file'

# Command lines that make no sense.
for arguments in --port=0 --port=65536 --port=x --port=-1 --timeout=0 --timeout=3601 --timeout=1s --store=; do
    run 2 "$program" "$arguments"
    check_empty stdout
    check_match stderr '^oauth_login: --[a-z]* '
    check_match stderr '^Usage: oauth_login '
done
run 2 "$program" --live --base-url http://localhost/2.0
check_line stderr 1 'oauth_login: either --live or --base-url, not both'
run 2 "$program" --live
check_match stderr '^oauth_login: usage_error: the environment variable BITBUCKET_OAUTH_KEY is not set'
run 2 env BITBUCKET_OAUTH_KEY=key "$program" --live
check_match stderr '^oauth_login: usage_error: the environment variable BITBUCKET_OAUTH_SECRET is not set'
BITBUCKET_OAUTH_KEY=key
BITBUCKET_OAUTH_SECRET=hunter2
export BITBUCKET_OAUTH_KEY BITBUCKET_OAUTH_SECRET
run 2 "$program" --base-url http://me:hunter2@127.0.0.1/2.0
check_no_match stderr hunter2
run 2 "$program" --base-url http://bitbucket.example/2.0
check_match stderr '^oauth_login: usage_error: .*https'
check_no_match stderr hunter2

# Nobody opens the URL; nothing is asked before that, so there need be no server.
port=$((20000 + $$ % 10000))
run 1 "$program" --base-url http://127.0.0.1:1/2.0 --timeout 1 --port "$port" --store "$work/folder/none"
check_match stderr "^http://127.0.0.1:1/site/oauth2/authorize?.*redirect_uri=http%3A%2F%2F127.0.0.1%3A$port%2Fcallback"
check_match stderr '^oauth_login: the browser did not come back in time$'
check_empty stdout
check_no_match stderr hunter2
[ ! -e "$work/folder/none" ] || fail 'there is a store without a login'

# Interrupted while it waits, it ends at once.
if command -v timeout > /dev/null; then
    run 130 timeout --preserve-status -s INT 1 "$program" --base-url http://127.0.0.1:1/2.0 --port "$port"
fi

# A stored token on a server that does not answer: an error like any other, without the token.
sed 's/2020-01-01/2099-01-01/' "$work/stored" > "$store"
run 1 "$program" --base-url http://127.0.0.1:1/2.0 --store "$store"
check_match stderr '^oauth_login: transport_error: '
check_no_secret

check_common "$program" oauth_login
