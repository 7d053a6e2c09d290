#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: connect.sh PROGRAM [ROOT [SERVER [SCRIPTED_SERVER]]]
# The program `connect`: each service in memory, dry runs, what is missing, where secrets come from, and that none of them
# is ever printed. With SERVER, the sandbox over HTTP, and SCRIPTED_SERVER as the service, also real runs.
set -eu
unset BITBUCKET_OAUTH_KEY BITBUCKET_OAUTH_SECRET INFISICAL_TOKEN PULUMI_ACCESS_TOKEN UPSUN_CLI_TOKEN
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
server=${3:-}
scripted=${4:-}

# Every secret of the sandbox and of the doubles, and those of the runs below.
check_silent() {
    for secret in sandbox-api-token sandbox-read-only-api-token sandbox-access-token sandbox-consumer-secret \
        mia@example.org infisical-identity-token pul-4dm1n-0f-acme-2c41 upsun-api-token upsun-access-token Kan4ri; do
        for stream in stdout stderr; do check_no_match "$stream" "$secret"; done
    done
    for stream in stdout stderr; do check_printable "$stream"; done
    # What is meant for people fits a terminal.
    ! grep -q '^.\{80\}' "$work/stdout" || fail 'a line has more than 79 columns'
}

# Each service in memory, and its dry run, which writes nothing.
in_memory() {
    service=$1
    double=$2
    request=$3
    done=$4
    shift 4
    run 0 "$program" "$service" "$@"
    check_line stderr 1 'connect: using the built-in sandbox; --live talks to Bitbucket'
    check_line stderr 2 "connect: using the built-in double of $double"
    check_count stderr '' 2
    check_line stdout 1 'ok       Bitbucket .*'
    check_match stdout "^send     POST $request"
    check_match stdout "^done     $done"
    check_silent
    run 0 "$program" "$service" --dry-run "$@"
    check_match stdout "^dry run  POST $request"
    check_match stdout '\*\*\*\|useUserAuth'
    check_no_match stdout '^send'
    check_no_match stdout '^done'
    check_silent
}
in_memory infisical Infisical /api/v1/app-connections/bitbucket 'Infisical has the connection bitbucket,'
check_match stdout '^note     its scopes: '
check_match stdout '^ok       the token has all that Infisical needs: read:user:bitbucket$'
check_match stdout '^note     for secret sync: has all the scopes$'
in_memory infisical Infisical /api/v1/app-connections/bitbucket 'Infisical has the connection release-pipeline,' \
    --name release-pipeline --description 'variables, of the release' --for sync --for scanning --infisical-org labs
in_memory pulumi 'Pulumi Cloud' /api/console/orgs/acme/integrations/bitbucket 'Pulumi Cloud has the integration bb-3 with acme$'
check_match stdout '^ok       the access token has all that Pulumi Cloud needs: '
in_memory pulumi 'Pulumi Cloud' /api/console/orgs/acme/integrations/bitbucket 'Pulumi Cloud has the integration ' --user-auth
check_match stdout '"useUserAuth":true'
check_no_match stdout workspaceAccessToken
in_memory upsun Upsun /projects/abcdefgh12345/integrations 'the project has the integration bitbucket1 with acme/site$'
check_match stdout '^note     the project.s code will follow the repository'
in_memory upsun Upsun /projects/abcdefgh12345/integrations 'activity activity1 .* has succeeded$' --no-fetch
check_match stdout '"fetch_branches":false'
check_match stdout '"prune_branches":false'

# What the places do not have.
run 1 "$program" pulumi --organization no-such
check_match stderr '^connect: not_found: .*Organization not found'
run 1 "$program" pulumi --workspace no-such-workspace
check_match stderr '^connect: not_found: '
run 1 "$program" upsun --repository acme/no-such
check_match stderr '^connect: not_found: '
run 1 "$program" upsun --project other
check_match stderr '^connect: forbidden: '
check_silent

# Command lines that make no sense. A word that may be a secret in the wrong place is not repeated.
no_sense() {
    says=$1
    shift
    run 2 "$program" "$@"
    check_line stderr 1 "connect: $says"
    check_empty stdout
    check_silent
}
no_sense 'which service? infisical, pulumi or upsun'
no_sense 'which service? infisical, pulumi or upsun' Kan4ri
no_sense 'too many arguments' infisical Kan4ri
for option in token api-token password email; do
    no_sense "there is no option --$option" infisical "--$option=Kan4ri"
    no_sense "there is no option --$option" infisical "--$option" Kan4ri
done
no_sense '--name is not for pulumi' pulumi --name x
no_sense '--workspace is not for upsun' upsun --workspace acme
no_sense '--consumer-secret-file is not for infisical' infisical --consumer-secret-file x
no_sense '--for is sync or scanning' infisical --for everything
no_sense '--name must not be empty' infisical --name=
no_sense '--repository is WORKSPACE/SLUG' upsun --repository acme
no_sense '--repository is WORKSPACE/SLUG' upsun --repository acme/site/x
no_sense '--service-url needs --live or --base-url' infisical --service-url https://eu.infisical.com
no_sense '--base-url needs --service-url: .*' infisical --base-url http://127.0.0.1:1/2.0
no_sense 'say which: --name' infisical --live
no_sense 'say which: --organization' pulumi --live
no_sense 'say which: --project' upsun --live
no_sense 'usage_error: .*name must consist of lower-case letters.*' infisical --name 'Not a slug'

printf '#!/bin/sh\nexec "%s" infisical "$@"\n' "$program" > "$work/common"
printf '#!/bin/sh\nPULUMI_ACCESS_TOKEN=pul-hunter2 exec "%s" pulumi --organization acme --workspace acme --user-auth --service-url http://127.0.0.1:1 "$@"\n' \
    "$program" > "$work/connecting"
chmod 700 "$work/common" "$work/connecting"
check_common "$work/common" connect
check_connection "$work/connecting" connect

# Where secrets come from. Nothing listens on port 1, so each run ends at Bitbucket, with all secrets read.
umask 077
printf '\357\273\277Kan4ri-of-the-file\r\n' > "$work/token"
at_nothing() {
    expected=$1
    shift
    run "$expected" env "$@" --base-url http://127.0.0.1:1/2.0 --service-url http://127.0.0.1:1
    check_empty stdout
    check_silent
}
BITBUCKET_EMAIL=Kan4ri@example.org
export BITBUCKET_EMAIL
at_nothing 2 "$program" infisical --name x
check_match stderr '^connect: usage_error: the environment variable BITBUCKET_TOKEN is not set, and no --token-file names a file'
at_nothing 2 BITBUCKET_TOKEN=Kan4ri "$program" infisical --name x
check_match stderr '^connect: usage_error: the environment variable INFISICAL_TOKEN is not set, and no --service-token-file'
at_nothing 2 -u BITBUCKET_EMAIL BITBUCKET_TOKEN=Kan4ri "$program" infisical --name x
check_match stderr '^connect: usage_error: the environment variable BITBUCKET_EMAIL is not set'
at_nothing 1 BITBUCKET_TOKEN=Kan4ri INFISICAL_TOKEN=Kan4ri "$program" infisical --name x
check_match stderr '^connect: transport_error: '
at_nothing 1 "$program" infisical --name x --token-file "$work/token" --service-token-file "$work/token"
check_match stderr '^connect: transport_error: '
at_nothing 2 BITBUCKET_TOKEN=Kan4ri PULUMI_ACCESS_TOKEN=Kan4ri "$program" pulumi --organization acme --workspace acme
check_match stderr '^connect: usage_error: Pulumi Cloud takes no API tokens: unset BITBUCKET_EMAIL'
at_nothing 2 BITBUCKET_TOKEN=Kan4ri "$program" upsun --project p --repository acme/site
check_match stderr '^connect: usage_error: the environment variable BITBUCKET_OAUTH_KEY is not set'
at_nothing 2 BITBUCKET_TOKEN=Kan4ri BITBUCKET_OAUTH_KEY=k3y "$program" upsun --project p --repository acme/site
check_match stderr '^connect: usage_error: the environment variable BITBUCKET_OAUTH_SECRET is not set, and no --consumer-secret'
at_nothing 1 BITBUCKET_OAUTH_KEY=k3y "$program" upsun --project p --repository acme/site --token-file "$work/token" \
    --consumer-secret-file "$work/token" --service-token-file "$work/token"
check_match stderr '^connect: transport_error: '

# A file that others can read, and one that holds something else.
chmod 640 "$work/token"
at_nothing 2 "$program" infisical --name x --token-file "$work/token"
check_line stderr 1 "connect: --token-file: $work/token: others can read the file, so it is not used: chmod 600 it"
printf 'Kan4ri\nKan4ri\n' > "$work/two"
at_nothing 2 "$program" infisical --name x --token-file "$work/two"
check_line stderr 1 'connect: --token-file: .*: the file has more than one line: .*'
at_nothing 1 "$program" infisical --name x --token-file "$work/no-such-file"
check_match stderr '^connect: --token-file: .*: cannot open: '

# A prompt without echo, at a terminal. The waits are for a program that is not there yet: what is typed before its
# question is thrown away.
if script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then
    command='connect infisical at a terminal'
    (sleep 1 && echo Kan4ri-typed && sleep 1 && echo Kan4ri-typed-too && sleep 1) |
        script -qec "'$program' infisical --name x --base-url http://127.0.0.1:1/2.0 --service-url http://127.0.0.1:1" \
            /dev/null > "$work/stdout" 2> "$work/stderr" || true
    check_match stdout '^connect: token of Bitbucket (it is not shown): '
    check_match stdout '^connect: access token of Infisical (it is not shown): '
    check_match stdout '^connect: transport_error: '
    check_no_match stdout Kan4ri
fi

[ -x "$server" ] && [ -x "$scripted" ] || exit 0

# Over HTTP: Bitbucket is the sandbox, the service what the replies say.
scripted_id=''
mkfifo "$work/url"
"$server" > "$work/url" 2> /dev/null &
server_id=$!
trap 'kill $server_id $scripted_id 2> /dev/null || true; rm -rf "$work"' EXIT
read -r url < "$work/url"
with_replies() {
    [ -z "$scripted_id" ] || kill "$scripted_id"
    "$scripted" "$@" > "$work/url" &
    scripted_id=$!
    read -r service < "$work/url"
    service=${service%/2.0}
}
real() {
    expected=$1
    shift
    run "$expected" env "$@" --base-url "$url" --service-url "$service"
    check_silent
}
BITBUCKET_EMAIL=mia@example.org
BITBUCKET_TOKEN=sandbox-api-token
INFISICAL_TOKEN=Kan4ri
PULUMI_ACCESS_TOKEN=Kan4ri
UPSUN_CLI_TOKEN=Kan4ri
BITBUCKET_OAUTH_KEY=sandbox-consumer
BITBUCKET_OAUTH_SECRET=sandbox-consumer-secret
export BITBUCKET_TOKEN INFISICAL_TOKEN PULUMI_ACCESS_TOKEN UPSUN_CLI_TOKEN BITBUCKET_OAUTH_KEY BITBUCKET_OAUTH_SECRET

there='{"appConnection":{"id":"c-1","name":"x"}}'
with_replies 404 '{"error":"NotFound","message":"Could not find App Connection with name x"}' 200 "$there"
real 0 "$program" infisical --name x
check_line stderr 1 "connect: talking to $url with an api_token"
check_line stderr 2 "connect: talking to $service, Infisical"
check_match stdout '^done     Infisical has the connection x, c-1$'
with_replies 200 "$there"
real 1 "$program" infisical --name x
check_match stderr '^connect: Infisical has a connection named x already (c-1): take another --name, or change that one$'
check_count stderr '' 3

# A wrong token of the one is not taken for one of the other.
with_replies 403 '{"error":"TokenError","message":"Your token has expired."}'
real 1 "$program" infisical --name x
check_match stderr '^connect: unauthorized: .*Infisical does not know the token'
check_no_match stderr atlassian.com
with_replies 401 '{"code":401,"message":"Unauthorized: No credentials provided or are invalid."}'
real 1 -u BITBUCKET_EMAIL BITBUCKET_TOKEN=sandbox-access-token "$program" pulumi --organization acme --workspace acme
check_match stderr '^connect: unauthorized: .*app.pulumi.com/account/tokens'
check_no_match stderr atlassian.com
with_replies 400 '{"error":"invalid_grant","error_description":"The API token is not valid."}'
real 1 "$program" upsun --project p --repository acme/site
check_match stderr '^connect: oauth_error: .*invalid_grant'
check_no_match stderr atlassian.com
real 1 BITBUCKET_TOKEN=Kan4ri "$program" infisical --name x
check_match stderr '^connect: unauthorized: .*id.atlassian.com'
check_no_match stderr Infisical.does.not.know
real 1 BITBUCKET_OAUTH_SECRET=Kan4ri "$program" upsun --project p --repository acme/site
check_match stdout '^missing  Bitbucket gives the OAuth consumer no token'

# Scopes that are missing: told before the service is asked for anything.
with_replies 500 '{}'
real 1 BITBUCKET_TOKEN=sandbox-read-only-api-token "$program" infisical --name x --for sync
check_match stdout '^missing  the token lacks what secret sync needs: '
check_match stdout 'admin:workspace:bitbucket'
check_match stderr '^connect: not registered: make an API token with the missing scopes at id.atlassian.com'
check_no_match stdout '^send'
