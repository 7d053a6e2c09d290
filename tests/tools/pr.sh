#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: pr.sh PROGRAM [ROOT [SERVER [SCRIPTED_SERVER]]]
# The program `pr`: what each command prints, in 80 columns and with nothing that steers a terminal; command lines that
# make no sense; and with SERVER, the sandbox over HTTP, what it takes from git, and what lasts from one run to the next.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
server=${3:-}
scripted=${4:-}
unset NO_COLOR COLUMNS GIT_DIR GIT_WORK_TREE
TERM=xterm
export TERM
escape=$(printf '\033')
cd "$work"

# No line is wider than a terminal of 80 columns; the address of a page is left as it is.
check_fits() {
    grep -v 'https\{0,1\}://' "$work/$1" > "$work/lines" || true
    ! grep -q '^.\{81\}' "$work/lines" || fail "$1 has a line of more than 80 columns"
    check_printable "$1"
}

# What waits for me, and lists.
run 0 "$program" inbox
check_line stderr 1 'pr: using the built-in sandbox; --live talks to Bitbucket'
check_line stdout 1 'REPOSITORY  *PR  *TITLE  *AUTHOR  *OPENED  *YOU'
check_match stdout '^acme/site  *#1  *Add a contact form  *Jonas Weber  *2026-07-11  waits$'
check_no_match stdout '#4 '
check_fits stdout
run 0 "$program" inbox --workspace globex
check_line stdout 1 'Nothing waits for your review\.'
run 0 "$program" inbox --json
check_match stdout '"complete": true'
check_match stdout '"said": "nothing"'
run 1 "$program" inbox --workspace no-such-workspace
check_match stderr '^pr: not_found: '

run 0 "$program" list
check_line stdout 1 'PR  *TITLE  *BRANCH  *AUTHOR  *CHANGED  *STATE'
check_match stdout '^#4  *WIP: Dark mode .* draft$'
check_match stdout '^#11  *Translate .* acme/site-fork:…  '
check_no_match stdout ' merged$'
check_fits stdout
run 0 "$program" list --all
check_match stdout '^#2  .* merged$'
check_match stdout '^#12  .* superseded$'
check_fits stdout
run 0 "$program" list --state merged --state DECLINED
check_count stdout '' 3
run 0 "$program" list --branch feature/contact-form
check_count stdout '' 2
run 0 "$program" list --branch no-such-branch
check_line stdout 1 'There are no such pull requests\.'
run 0 "$program" list --limit 2
check_count stdout '' 3
check_match stderr '^pr: there are more than these 2: see --limit$'
run 0 "$program" list --json --limit 1
check_match stdout '"number": '
run 1 "$program" list --repository acme/no-such-repository
check_match stderr '^pr: not_found: '
run 0 "$program" list --repository acme/api
check_line stdout 1 'There are no such pull requests\.'

# One, with all that belongs to it.
run 0 "$program" show 1
check_line stdout 1 '#1 Add a contact form'
check_line stdout 2 'open: feature/contact-form into main, by Jonas Weber'
check_match stdout '^  Closes WEB-41\. \*\*Spam\*\* is held back by the server\.$'
check_match stdout '^  approved       Carol Ferreira$'
check_match stdout '^  failed         Style$'
check_match stdout '^Threads (2 open, 1 resolved)$'
check_match stdout '^  src/contact\.html, line 2$'
check_match stdout '^      This needs a label\.$'
check_match stdout '^Tasks (1 open, 1 done)$'
check_no_match stdout 'Check the colours'
check_match stdout '^May it be merged?$'
check_match stdout '^  that depends on the restrictions of the branch$'
check_match stdout '^  - the check Style has failed$'
check_fits stdout
run 0 "$program" show '#1' --all
check_match stdout '^      Is there a test?$'
check_match stdout '^    Check the colours$'
run 0 "$program" show 5
check_match stdout '^  no$'
check_match stdout '^  ! .*conflict'
run 0 "$program" show 3
check_line stdout 2 'declined: perl into main, by .*'
check_match stdout '^reason: We have no camel\.$'
check_no_match stdout 'May it be merged'
run 0 "$program" show 1 --json
check_match stdout '"verdict": "depends"'
check_match stdout '"text": "This needs a label\."'
run 1 "$program" show 999
check_match stderr '^pr: not_found: GET /repositories/acme/site/pullrequests/999 answered 404'
check_empty stdout

# Colours: only where they are wanted, and nothing else changes.
run 0 "$program" show 1
cp stdout bare
for variable in NO_COLOR= NO_COLOR=1 TERM=dumb; do
    run 0 env "$variable" "$program" show 1 --color=auto
    cmp -s stdout bare || fail "$variable: coloured, or different"
done
run 0 "$program" show 1 --color always
check_match stdout "^$escape\[1m#1 Add a contact form$escape\[m$"
sed "s/$escape\[[0-9;]*m//g" stdout > uncoloured
cmp -s uncoloured bare || fail 'colours change more than colours'
run 2 "$program" show 1 --color=sometimes
check_line stderr 1 'pr: --color is auto, always or never'
run 0 env COLUMNS=120 "$program" list
check_match stdout '^#11  *Translate the start page  *acme/site-fork:translate/sv '

# What writes.
run 0 "$program" approve 1
check_line stdout 1 'Approved acme/site #1 as Mia Lindqvist'
run 1 "$program" approve 2
check_match stderr '^pr: bad_request: '
run 0 "$program" merge 1 --strategy squash --message 'Ship it' --close-source-branch
check_line stdout 1 'Merged acme/site #1 into main as [0-9a-f]\{12\}'
run 0 "$program" merge 7
check_line stdout 1 'Merged acme/site #7 into release as [0-9a-f]*'
run 1 "$program" merge 5
check_match stderr '^pr: bad_request: .* merge conflicts'
run 1 "$program" merge 10
check_match stderr '^pr: conflict: .*moved'
run 3 "$program" merge 1 --wait 0
check_line stdout 1 'Not merged yet: acme/site #1 is being merged by the server\.'
check_line stdout 2 'Look again with: pr show 1'
run 0 "$program" comment 1 'A **label**?' --file src/contact.html --line 2-3
check_line stdout 1 'Commented on acme/site #1: #[0-9]*'
run 0 "$program" comment 1 Yes. --reply-to '#101'
check_line stdout 1 'Commented on acme/site #1: #[0-9]*'
run 1 "$program" comment 1 Yes. --reply-to 9999
check_match stderr '^pr: work_failed: .*comment [0-9]* should answer comment 9999'
run 0 "$program" create --source feature/opening-hours --title 'Say when we open' --draft --close-source-branch
check_line stdout 1 'Opened #13 Say when we open'
check_line stdout 2 'feature/opening-hours into main'
run 1 "$program" create --source no-such-branch --title x
check_match stderr '^pr: bad_request: '
run 2 "$program" create
check_line stderr 1 'pr: git is not on a branch here: check one out, or give --source BRANCH'

# Command lines that make no sense; what was typed is not repeated.
no_sense() {
    says=$1
    shift
    run 2 "$program" "$@"
    check_line stderr 1 "pr: $says"
    check_match stderr '^Usage: pr '
    check_empty stdout
    check_no_match stderr hunter2
}
no_sense 'which command? inbox, list, show, create, approve, merge or comment'
no_sense 'which command? inbox, .*' hunter2
no_sense 'something is missing: pr show N' show
no_sense 'something is missing: pr comment N TEXT' comment 1
no_sense 'too many arguments' list hunter2
no_sense 'too many arguments' show 1 hunter2
no_sense 'N is the number of a pull request, e\.g\. 7' show hunter2
no_sense '--wait is not for list' list --wait 3
no_sense '--json is not for merge' merge 1 --json
no_sense '--repository is WORKSPACE/SLUG' list --repository hunter2
no_sense '--workspace is WORKSPACE' inbox --workspace=
no_sense '--state is open, merged, declined or superseded' list --state hunter2
no_sense 'either --all or --state, not both' list --all --state open
no_sense '--limit is 1 to 10000' list --limit 0
no_sense '--strategy is one of merge_commit, squash, .*' merge 1 --strategy hunter2
no_sense '--wait is a number of seconds, 0 to 86400' merge 1 --wait hunter2
no_sense '--reviewer is the UUID of a user' create --source x --title x --reviewer hunter2
no_sense '--source needs a --title' create --source x
no_sense '--line needs a --file' comment 1 x --line 3
no_sense '--line is a number of a line, or two as 12-15' comment 1 x --file a --line 0
no_sense 'either --file or --reply-to: .*' comment 1 x --file a --reply-to 3
no_sense '--reply-to is the number of a comment, .*' comment 1 x --reply-to hunter2
no_sense 'the comment has no text' comment 1 ' '

run 0 "$program" --help
! grep -q '^.\{81\}' stdout || fail 'the help has a line of more than 80 columns'
check_match stdout '^Exit codes: 0 done; '
printf '#!/bin/sh\nexec "%s" list "$@"\n' "$program" > common
printf '#!/bin/sh\nexec "%s" list --repository acme/site "$@"\n' "$program" > at_site
chmod 700 common at_site
check_common "$work/common" pr
check_connection "$work/at_site" pr

[ -x "$server" ] || exit 0

# Next to git, over HTTP: the repository, the branch, the title and the description are git's.
mkfifo url
"$server" > url 2> /dev/null &
server_id=$!
scripted_id=''
# shellcheck disable=SC2086  # one word or none
trap 'kill "$server_id" $scripted_id 2> /dev/null || true; rm -rf "$work"' EXIT
read -r url < url
BITBUCKET_EMAIL=mia@example.org
BITBUCKET_TOKEN=sandbox-api-token
export BITBUCKET_EMAIL BITBUCKET_TOKEN
if command -v git > /dev/null 2>&1; then
    GIT_CONFIG_GLOBAL=/dev/null
    GIT_CONFIG_NOSYSTEM=1
    GIT_AUTHOR_NAME=Mia GIT_AUTHOR_EMAIL=mia@example.org GIT_COMMITTER_NAME=Mia GIT_COMMITTER_EMAIL=mia@example.org
    export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
    mkdir copy
    cd copy
    run 2 "$program" list --base-url "$url"
    check_line stderr 1 'pr: there is no git remote origin here: .* give --repository WORKSPACE/SLUG'
    git init --quiet
    git symbolic-ref HEAD refs/heads/feature/opening-hours
    git commit --quiet --allow-empty -m 'Say when we open' -m 'From $(id) nine.'
    git remote add origin https://mia:hunter2@example.org/acme/site.git
    run 2 "$program" list --base-url "$url"
    check_line stderr 1 'pr: the git remote origin is not at bitbucket.org: give --repository WORKSPACE/SLUG'
    check_no_match stderr hunter2
    for remote in git@bitbucket.org:acme/site.git https://mia:hunter2@bitbucket.org/acme/site ssh://git@bitbucket.org/acme/site.git; do
        git remote set-url origin "$remote"
        run 0 "$program" list --base-url "$url" --limit 50
        check_match stdout '^#1  *Add a contact form'
        check_no_match stderr hunter2
    done
    run 0 "$program" create --base-url "$url"
    check_line stdout 1 'Opened #13 Say when we open'
    check_line stdout 2 'feature/opening-hours into main'
    check_match stderr '^pr: the branch feature/opening-hours is at another commit there than here: git push, '
    run 0 "$program" show 13 --base-url "$url"
    check_match stdout '^  From \$(id) nine\.$'
    git symbolic-ref HEAD refs/heads/feature/not-pushed
    git commit --quiet --allow-empty -m 'Nobody has this'
    run 1 "$program" create --base-url "$url"
    check_match stderr '^pr: acme/site has no branch feature/not-pushed: push it first: git push -u origin HEAD$'
    cd ..
fi

# The text of a comment from a file, as typed; then it is there.
printf 'First line\n\n    code;\n\033[31mred\n' > text
command='pr comment 1 - < text'
"$program" comment 1 - --base-url "$url" --repository acme/site < text > stdout 2> stderr || fail "exit code $?"
run 0 "$program" show 1 --base-url "$url" --repository acme/site
check_match stdout '^          code;$'
check_match stdout '^      \\x1b\[31mred$'
check_fits stdout

# A merge that is done without a word, and the state that proves it.
run 0 "$program" merge 8 --base-url "$url" --repository acme/site
check_line stdout 1 'Merged acme/site #8 into main as .*'
run 0 "$program" show 8 --base-url "$url" --repository acme/site
check_line stdout 2 'merged: .*'

[ -x "$scripted" ] || exit 0

# A merge queue: 202 without a place to ask, then a pull request that waits, and waits.
queued='{"id": 7, "state": "OPEN", "queued": true}'
"$scripted" 202 '' 200 "$queued" 200 "$queued" > url &
scripted_id=$!
read -r url < url
run 3 "$program" merge 7 --wait 3 --base-url "$url" --repository acme/site
check_line stdout 1 'Not merged yet: acme/site #7 waits in the merge queue\.'
check_line stdout 2 'Look again with: pr show 7'
