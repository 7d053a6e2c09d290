#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: pipeline_variables.sh PROGRAM [ROOT [SERVER]]
# The program `pipeline_variables`: the plan and what became of it, the places, dry runs, files that make no sense, and
# that no value is ever printed. With SERVER, the sandbox over HTTP, also what lasts from one run to the next.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
server=${3:-}

# Every value has this in it; so nothing that is printed may.
canary=Kan4ri
check_silent() {
    for stream in stdout stderr; do
        check_no_match "$stream" "$canary"
        check_printable "$stream"
    done
}
umask 077
cat > "$work/env" << END
# what the site needs
DEPLOY_REGION=$canary-west-1
export REGISTRY_PASSWORD='$canary \$x'
NEW_KEY="$canary\n\"second line\""  # a comment
END
printf 'NEW_KEY=%s\r\nEMPTY=\r\n' "$canary" > "$work/other"

# Without FILE: what is there.
run 0 "$program"
check_line stdout 1 'KEY  *SECURED'
check_match stdout '^DEPLOY_REGION  *no$'
check_match stdout '^REGISTRY_PASSWORD  *yes$'
check_no_match stdout eu-north-1
check_count stderr '' 1
there=$(($(grep -c '' "$work/stdout") - 1))
cp "$work/stdout" "$work/listed"
for place in '--repository acme/site' '--workspace acme' '--environment acme/site/Test' '--environment=acme/site/test'; do
    # shellcheck disable=SC2086  # two words
    run 0 "$program" $place
    check_match stdout '^DEPLOY_REGION  *no$'
done
run 0 "$program" --environment acme/site/Production
check_line stdout 1 'There are no variables\.'
run 1 "$program" --environment acme/site/Productio
check_match stderr 'there is no such environment; there are: Test, Staging, Production$'
run 1 "$program" --repository acme/no-such-repository
check_match stderr '^pipeline_variables: not_found: '

# Keys and names that attack a terminal are shown as their codes, each on one line.
run 0 "$program" --repository hostile/texts
check_match stdout '^\\x1b\[31mRED\\x1b\[0m  *no$'
check_count stdout '' 4
check_printable stdout
run 1 "$program" --environment hostile/texts/Test
check_match stderr 'there are: \\x1b\[31mStaging\\u202e$'
check_printable stderr

# The plan, and what became of it.
run 0 "$program" "$work/env" --secured NEW_KEY
check_line stdout 1 'ACTION  *KEY  *SECURED  *WHY'
check_line stdout 2 'update  *DEPLOY_REGION  *no  *its value differs'
check_line stdout 3 'update  *REGISTRY_PASSWORD  *yes  *it is secured, so its value cannot be compared and is written again'
check_line stdout 4 'create  *NEW_KEY  *yes  *it does not exist yet'
check_count stdout '^kept ' $((there - 2))
check_match stdout '^done  *update  *DEPLOY_REGION$'
check_match stdout '^done  *create  *NEW_KEY$'
check_match stdout '^3 of 3 changes made$'
check_count stderr '' 1
check_silent
run 0 "$program" "$work/env" --keep-secured --prune --readable NEW_KEY
check_match stdout '^kept  *REGISTRY_PASSWORD  *yes  *it is secured, so its value cannot be compared and is left as it is$'
check_match stdout '^create  *NEW_KEY  *no '
check_count stdout '^remove ' $((there - 2))
check_count stdout '^done  *remove ' $((there - 2))
check_match stdout "^$there of $there changes made$"
check_silent
run 0 "$program" "$work/env" --secured-all --readable REGISTRY_PASSWORD
check_match stdout '^update  *DEPLOY_REGION  *yes  *it becomes secured$'
check_match stdout '^replace  *REGISTRY_PASSWORD  *no  *it becomes readable, so it must be removed first$'
check_match stdout '^done  *replace  *REGISTRY_PASSWORD$'
check_silent
run 0 "$program" --environment acme/site/Production "$work/other"
check_match stdout '^2 of 2 changes made$'
check_silent

# A dry run ends with the plan.
run 0 "$program" "$work/env" --dry-run --prune
check_match stdout '^create  *NEW_KEY '
check_no_match stdout '^done '
check_match stdout "^Dry run: $((there + 1)) changes, none made$"
check_silent

# The standard input, and a file that others can read.
command='pipeline_variables - < env'
"$program" - < "$work/env" > "$work/stdout" 2> "$work/stderr" || fail "exit code $?"
check_match stdout '^3 of 3 changes made$'
check_silent
chmod 644 "$work/other"
run 0 "$program" "$work/other"
check_line stderr 1 'pipeline_variables: others can read FILE, .*chmod 600 it'
chmod 600 "$work/other"
run 0 "$program" "$work/other"
check_no_match stderr chmod

# Files that make no sense: the line, and nothing that is in it. Nothing is connected to.
broken() {
    printf "$1" > "$work/broken"
    run 1 "$program" "$work/broken"
    check_empty stdout
    check_match stderr "^pipeline_variables: $work/broken: $2"
    check_count stderr '' 1
    check_silent
}
broken "A=1\n$canary\n" "line 2: there is no '='$"
broken "A=1\nA-$canary=2\n" 'line 2: what comes before .* is not a key'
broken "A=$canary\nA=$canary\n" 'line 2: A is already in line 1$'
broken "A=1\nB='$canary\n\n" 'line 2: the quote that begins here does not end$'
broken "A='$canary' $canary\n" 'line 1: something follows the quote'
broken "A=\"\\\\$canary\"\n" 'line 1: in "…" a backslash must be followed by'
broken "A=$canary\\\\0\\377\n" 'line 1: this is not UTF-8$'
broken "\377\376A\000=\000" 'this is UTF-16: save it as UTF-8$'
broken "A\000=\0001\000\n\000" 'this is UTF-16: save it as UTF-8$'
# An old Mac's lines, and a last one that ends so.
printf 'A=1\rB=%s\r' "$canary" > "$work/of-a-mac"
run 0 "$program" "$work/of-a-mac" --dry-run
check_match stdout '^create  *A  *no '
check_match stdout '^create  *B  *no '
check_silent
run 1 "$program" "$work/no-such-file"
check_match stderr "^pipeline_variables: $work/no-such-file: cannot open: "
run 2 env LC_ALL=C sh -c 'head -c 140000 /dev/zero | tr "\0" x | sed "s/^/A='"$canary"'/" | "$0" -' "$program"
check_match stderr '^pipeline_variables: usage_error: plan_variables: the value of A has 140006 bytes, more than 131072$'
check_silent

# Command lines that make no sense.
no_sense() {
    says=$1
    shift
    run 2 "$program" "$@"
    check_line stderr 1 "pipeline_variables: $says"
    check_empty stdout
}
no_sense 'give only one of --repository, --workspace and --environment' --repository acme/site --workspace acme
no_sense '--repository is WORKSPACE/SLUG' --repository acme
no_sense '--repository is WORKSPACE/SLUG' --repository acme/site/x
no_sense '--repository is WORKSPACE/SLUG' --repository /site
no_sense '--workspace is WORKSPACE' --workspace acme/site
no_sense '--workspace is WORKSPACE' --workspace=
no_sense '--environment is WORKSPACE/SLUG/NAME' --environment acme/site
no_sense '--environment is WORKSPACE/SLUG/NAME' --environment acme/site/
for option in --prune --dry-run --secured-all --keep-secured --keep-going --secured=A --readable=A; do
    no_sense "${option%=A} needs a FILE" "$option"
done
no_sense '--secured has a KEY that is not in FILE' "$work/env" --secured "$canary"
no_sense '--readable has a KEY that is not in FILE' "$work/env" --readable NO_SUCH
no_sense '--secured and --readable have the same KEY' "$work/env" --readable NEW_KEY --secured NEW_KEY
: > "$work/empty"
no_sense 'FILE has no variables, so --prune .* is refused' "$work/empty" --prune
no_sense 'FILE has no variables$' "$work/empty"
no_sense 'FILE has no name: give one, or - for the standard input' ''
no_sense 'say where: --repository, --workspace or --environment' --live
check_silent

check_common "$program" pipeline_variables
printf '#!/bin/sh\nexec "%s" --repository acme/site "$@"\n' "$program" > "$work/at_site"
chmod 700 "$work/at_site"
check_connection "$work/at_site" pipeline_variables

[ -x "$server" ] || exit 0

# Over HTTP, where what is done lasts.
mkfifo "$work/url"
"$server" > "$work/url" 2> /dev/null &
server_id=$!
trap 'kill "$server_id" 2> /dev/null || true; rm -rf "$work"' EXIT
read -r url < "$work/url"
BITBUCKET_EMAIL=jonas@example.org
BITBUCKET_TOKEN=sandbox-member-api-token
export BITBUCKET_EMAIL BITBUCKET_TOKEN
at="--base-url $url --repository acme/site"

# This caller may read variables and not write them: a dry run succeeds, so it writes nothing at all.
# shellcheck disable=SC2086  # several words, here and below
{
    run 0 "$program" $at "$work/env" --prune --dry-run
    check_match stdout '^Dry run: '
    run 1 "$program" $at "$work/env" --prune
    check_match stdout '^failed  *update  *DEPLOY_REGION$'
    check_match stdout '^skipped  *create  *NEW_KEY$'
    check_match stdout "^0 of $((there + 1)) changes made$"
    check_match stderr '^pipeline_variables: update DEPLOY_REGION: forbidden: PUT '
    check_count stderr ': forbidden: ' 1
    check_silent
    # What went wrong is told even if whoever reads the plan has gone by then.
    command='pipeline_variables | head -n 1'
    "$program" $at "$work/env" 2> "$work/stderr" | head -n 1 > "$work/stdout"
    check_match stderr '^pipeline_variables: update DEPLOY_REGION: forbidden: PUT '
    check_silent
    run 1 "$program" $at "$work/env" --keep-going
    check_count stderr ': forbidden: ' 3
    run 0 "$program" $at
    cmp -s "$work/stdout" "$work/listed" || fail 'something has been written'

    BITBUCKET_EMAIL=mia@example.org
    BITBUCKET_TOKEN=sandbox-api-token
    run 0 "$program" $at "$work/env" --prune --secured NEW_KEY
    check_match stdout "^$((there + 1)) of $((there + 1)) changes made$"
    run 0 "$program" $at "$work/env" --prune
    check_count stdout '^update ' 2
    check_match stdout '^unchanged  *DEPLOY_REGION '
    check_match stdout '^2 of 2 changes made$'
    run 0 "$program" $at "$work/env" --prune --keep-secured
    check_match stdout '^0 of 0 changes made$'
    check_no_match stdout '^RESULT'
    run 0 "$program" $at
    check_count stdout '' 4
    check_silent
}
