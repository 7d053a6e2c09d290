#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: code_search.sh PROGRAM
# The program `code_search`: what it finds and how it prints it, grep's exit codes, colours, and bad command lines.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
unset NO_COLOR
TERM=xterm
export TERM
escape=$(printf '\033')

# check_whole NAME LINES…: exactly these lines.
check_whole() {
    file=$1
    shift
    printf '%s\n' "$@" > "$work/wanted"
    cmp -s "$work/wanted" "$work/$file" || fail "$file is not: $*"
}

# The lines with a match; the number is asked for; a file that only its path matches is a line of its own.
run 0 "$program" snek
check_whole stdout 'my-workspace/demo:src/foo.py:    print("snek")'
check_whole stderr 'code_search: using the built-in sandbox; --live talks to Bitbucket'
run 0 "$program" foo --line-number --not snek
check_whole stdout 'my-workspace/demo:src/main.py:1:from foo import foo' 'my-workspace/demo:src/main.py:4:    foo()'
run 0 "$program" README --repo demo --line-number
check_whole stdout 'my-workspace/demo:README.md'

# Paths and lines that attack a terminal are shown as their codes, each on one line.
run 0 "$program" xyzzy --line-number
check_whole stdout 'hostile/texts:src/\x1b[31mred\x0axyzzy.cpp:1:// \x1b[2J\x07 xyzzy \xe2\x80\xaedrawkcab' \
    'hostile/texts:=1+1,<b>.md:1:=1+1 xyzzy <script>alert(1)</script>\xc2\x9b31m'

# Nothing found is 1, and no message.
run 1 "$program" no_such_word_anywhere
check_empty stdout
check_count stderr '' 1

# Terms, all of which must be found; what means something in a search means nothing in a term.
run 0 "$program" foo import --repo demo
check_count stdout '' 2
run 1 "$program" foo absent --repo demo
run 0 "$program" 'import foo'
check_count stdout '' 1
run 0 "$program" 'print("snek")'
check_count stdout '' 1
run 1 "$program" snek OR
run 1 "$program" 'snek repo:demo'
run 0 "$program" -- -snek
check_count stdout '' 1

# Where to look.
run 0 "$program" DEPLOY_REGION --repo api
check_whole stdout 'acme/api:README.md:Set DEPLOY_REGION before you start it.' \
    'acme/api:src/api.cpp:    const char* region = std::getenv("DEPLOY_REGION");'
run 0 "$program" DEPLOY_REGION --repo acme/api --ext .cpp
check_count stdout '' 1
run 0 "$program" DEPLOY_REGION --repo=api --path=src
check_count stdout '' 1
run 0 "$program" DEPLOY_REGION --project LAB
check_count stdout '^acme/site-fork:' 2
run 0 "$program" region --lang c++ --ext cpp
check_match stdout '^acme/api:src/api.cpp:'
check_no_match stdout '^acme/auth:'

# All pages, each file once; as many files as are asked for; counts.
run 0 "$program" DEPLOY_REGION
check_count stdout '' 50
run 0 "$program" region --count
check_match stdout '^acme/api:src/api.cpp:4$'
sort "$work/stdout" | uniq -d > "$work/repeated"
check_empty repeated
run 0 "$program" DEPLOY_REGION --max 3
check_count stdout '' 3
run 0 "$program" DEPLOY_REGION --max 1000
check_count stdout '' 50
check_printable stdout

# Colours: only where they are wanted.
plain='my-workspace/demo:src/foo.py:4:    print("snek")'
for variable in NO_COLOR= NO_COLOR=1 TERM=dumb; do
    run 0 env "$variable" "$program" snek --line-number
    check_whole stdout "$plain"
    run 0 env "$variable" "$program" snek --line-number --color=never
    check_whole stdout "$plain"
    run 0 env "$variable" "$program" snek --line-number --color always
    check_match stdout "print(\"$escape\[1;31msnek$escape\[m\")"
    sed "s/$escape\[[0-9;]*m//g" "$work/stdout" > "$work/bare"
    check_whole bare "$plain"
done
run 0 "$program" README --repo demo --color=always
check_match stdout "$escape\[1;31mREADME$escape\[m\.md$"

# Another account, and searches that fail: 2, as of grep.
run 1 "$program" snek --account '{1b6a3f0e-8f44-4f0b-9a53-2c9d5c7e6b11}'
run 2 "$program" snek --account '{90a1c4de-3b7a-4b0e-8a3c-7a5f4e1d2c33}'
check_match stderr '^code_search: not_found: GET /users/{90a1c4de-3b7a-4b0e-8a3c-7a5f4e1d2c33}/search/code answered 404: '
check_empty stdout
run 2 "$program" snek --account ''

# Command lines that make no sense; what was searched for is not repeated.
run 2 "$program"
check_line stderr 1 'code_search: what to search for? Name a TERM'
run 2 "$program" hunter2 --repo 'a repo:b'
check_line stderr 1 'code_search: the repo: of a code search may have only letters, digits and _\.-/'
check_no_match stderr hunter2
run 2 "$program" '()'
check_match stderr '^code_search: the text of a code search needs a letter or digit'
run 2 "$program" "$(printf 'hunter2\033[31m')"
check_line stderr 1 'code_search: the text of a code search must not have a control character'
check_no_match stderr hunter2
run 2 "$program" snek --color=sometimes
check_line stderr 1 'code_search: --color is auto, always or never'
for number in 0 -1 x 1x '' 99999999999999999999; do
    run 2 "$program" snek "--max=$number"
    check_line stderr 1 'code_search: --max is a number of files, at least 1'
done
run 2 "$program" snek --count --line-number
check_line stderr 1 'code_search: either --count or --line-number, not both'
run 2 "$program" --no-such-option=hunter2
check_line stderr 1 'code_search: there is no option --no-such-option'
check_match stderr '^Usage: code_search '
check_no_match stderr hunter2
check_help "$program" code_search
check_version "$program" code_search

# What the other programs have in common, with grep's exit code. An output that did not arrive is no success.
if [ -w /dev/full ]; then
    code=0
    "$program" snek > /dev/full 2> "$work/stderr" || code=$?
    [ "$code" -eq 2 ] || fail "exit code $code on a full disk, not 2"
    check_match stderr '^code_search: cannot write the output: '
fi
mkfifo "$work/pipe"
code=0
# shellcheck disable=SC2094  # one pipe, opened twice on purpose
(exec 3<> "$work/pipe" 4> "$work/pipe" 3>&- && exec "$program" snek >&4 2> "$work/stderr" 4>&-) || code=$?
[ "$code" -eq 2 ] || fail "exit code $code on a closed pipe, not 2"
check_no_match stderr 'cannot write'

run 2 "$program" snek --live
check_match stderr '^code_search: usage_error: .*the environment variable BITBUCKET_TOKEN is not set'
run 2 "$program" snek --live --base-url http://localhost/2.0
check_line stderr 1 'code_search: either --live or --base-url, not both'
run 2 env BITBUCKET_TOKEN=hunter2 "$program" snek --base-url http://me:hunter2@127.0.0.1/2.0
check_no_match stderr hunter2
# Nothing listens on port 1. That search is deprecated is said once, and only for a real server.
run 2 env BITBUCKET_EMAIL=me@example.org BITBUCKET_TOKEN=hunter2 "$program" snek --base-url http://127.0.0.1:1/2.0
check_line stderr 1 'code_search: talking to http://127.0.0.1:1/2.0 with an api_token'
check_line stderr 2 'code_search: Bitbucket has deprecated code search .*'
check_match stderr '^code_search: transport_error: '
check_no_match stderr hunter2
check_empty stdout
