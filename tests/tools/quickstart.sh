#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: quickstart.sh PROGRAM
# The program `quickstart`: every step works in the sandbox, twice alike, and nothing in its output steers a terminal.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"

run 0 "$program"
check_line stderr 1 'quickstart: using the built-in sandbox; --live talks to Bitbucket'
check_count stdout '^[0-9]*\. ' 10
check_match stdout '^10 steps: 10 done, 0 left out, 0 not possible here, 0 failed$'
check_match stdout '^Carol Ferreira: admin$'
check_match stdout '^Eve Sandoval: admin$'
check_match stdout '^Zoë Østergård: read$'
check_no_match stdout '\\x\|\\u'
check_match stdout '^Mia Lindqvist, {ed08f5e1-605b-4f4a-aee4-6c97628a673e}$'
check_match stdout '^acme (administrator)$'
check_match stdout '^globex$'
check_match stdout '^404: '
check_match stdout '^its label is now quickstart, to be removed$'
check_match stdout '^removed; asked for again it is not found$'
check_match stdout '^secured it; its value now reads ""$'
check_printable stdout
cp "$work/stdout" "$work/first"

# Credentials in the environment are none of the sandbox's business.
run 0 env BITBUCKET_EMAIL=me@example.org BITBUCKET_TOKEN=hunter2 "$program" --repository acme/site --write
cmp -s "$work/stdout" "$work/first" || fail 'a second run differs from the first'

# Names that attack a terminal are shown as their codes.
run 0 "$program" --repository hostile/texts
check_match stdout '^Eve \\x1b\[31mRed\\x1b\[0m\\x0d\\x0a\\x09Tab\\x07: admin$'
check_match stdout '^Mallory \\u202etxt\.exe: '
check_match stdout '^Cleo \\u009b31mC1: '
check_match stdout '^hostile/texts, private'
check_match stdout '^10 steps: 10 done, '
check_printable stdout

# Another workspace; its repositories are listed, though the caller may not see who has access there.
run 1 "$program" --repository globex/handbook
check_match stdout '^FAILED: forbidden: .* answered 403: '
check_match stdout '^globex/tools, private'
check_match stdout '9 done, 0 left out, 0 not possible here, 1 failed$'

run 2 "$program" --repository acme
check_line stderr 1 'quickstart: --repository is WORKSPACE/SLUG'

check_common "$program" quickstart
check_connection "$program" quickstart
