#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: scopes.sh PROGRAM ROOT
# The program `scopes`: minimal sets, the kinds of access tokens, whole families, and names that are nearly right.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"

run 0 "$program" ssh_keys::list users::current
check_empty stderr
check_line stdout 1 'classic        account'
check_line stdout 2 'granular       read:user:bitbucket read:ssh-key:bitbucket'
check_line stdout 3 'access tokens  workspace'
check_count stdout '' 3

# Every kind can read repositories; nobody's token can change keys.
run 0 "$program" repositories
check_line stdout 1 'classic        repository'
check_line stdout 3 'access tokens  repository project workspace'
run 0 "$program" ssh_keys::remove
check_line stdout 3 'access tokens  none, because none can have account:write'
run 0 "$program" ssh_keys
check_line stdout 1 'classic        account account:write'
check_line stdout 3 'access tokens  none, because they are refused by ssh_keys::create'

# An operation without scopes of a kind is not ignored in silence, and the same one twice is one.
run 0 "$program" user_properties::remove users::get user_properties::remove
check_line stdout 1 'classic  *-'
check_line stdout 2 'granular  *read:user:bitbucket'
check_line stdout 4 'granular unknown  user_properties::remove'

run 0 "$program" --classic ssh_keys::create users::current
check_line stdout 1 'account account:write'
check_count stdout '' 1
run 0 "$program" ssh_keys::create --granular
check_line stdout 1 'read:ssh-key:bitbucket write:ssh-key:bitbucket'
check_count stdout '' 1

run 0 "$program" --all
check_match stdout '^classic .*project:admin .*account:write'
check_match stdout '^granular .*delete:ssh-key:bitbucket'
check_printable stdout

run 2 "$program"
check_empty stdout
check_line stderr 1 'scopes: which operations? Name some, or say --all'
run 2 "$program" --all --classic --granular
check_line stderr 1 'scopes: either --classic or --granular, not both'

run 2 "$program" ssh_keys::list ssh_key::create
check_empty stdout
check_line stderr 1 'scopes: argument 2 is not an operation; similar: ssh_keys::create.*'
check_match stderr '^Usage: scopes '
run 2 "$program" shs_keys
check_line stderr 1 'scopes: argument 1 is not an operation; similar: ssh_keys.*'
run 2 "$program" create
check_line stderr 1 'scopes: argument 1 is not an operation; similar: .*_keys::create.*'
for word in '' :: '*' ATBB-hunter2-of-no-operation "$(printf '\033[31m')" "$(head -c 100000 /dev/zero | tr '\0' x)"; do
    run 2 "$program" "$word"
    check_line stderr 1 'scopes: argument 1 is not an operation'
    check_no_match stderr hunter2
    check_printable stderr
done

# What all programs have in common, with every operation where others need no argument.
printf '#!/bin/sh\nexec "%s" --all "$@"\n' "$program" > "$work/all"
chmod +x "$work/all"
check_common "$work/all" scopes
