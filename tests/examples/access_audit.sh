#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: access_audit.sh PROGRAM
# The program `access_audit`: the three formats, what cannot be read, the exit codes, and where things are written.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/checks.sh"
said='access_audit: using the built-in sandbox; --live talks to Bitbucket'

# Without a workspace it says which there are.
run 0 "$program"
check_match stdout '^acme  *yes$'
check_match stdout '^globex  *no$'
check_match stdout '^Try: access_audit acme$'

# A table.
run 0 "$program" acme
check_line stdout 1 'REPOSITORY  PERMISSION  ACCOUNT ID  *USER'
check_count stdout '^site  *\(read\|write\|admin\)  *557058:[0-9a-f-]*  [^ ]' 23
check_match stdout '^[1-9][0-9]* explicit permissions on 26 repositories of acme$'
check_printable stdout
check_line stderr 1 "$said"
check_count stderr '' 1
rows=$(grep -c ' 557058:' "$work/stdout")

# CSV: every row is a line, nothing is executed by a spreadsheet, every line has seven columns.
run 0 "$program" acme --format csv
check_line stdout 1 "$(printf 'scope,name,permission,user,account_id,uuid,problem\r')"
check_count stdout "$(printf '\r$')" $((rows + 1))
check_match stdout '^repository,site,read,"'"'"'=HYPERLINK(""http://example.org/"";""bonus"")",'
check_match stdout '^repository,site,write,"Quinn ""Q"" O'"'"'Neil, Jr.",'
check_no_match stdout '[,"][=+@-][^,]'
check_printable stdout
check_match stderr "^$rows explicit permissions on 26 repositories of acme$"

# JSON.
run 0 "$program" acme --format json --repository site
check_count stdout '^      "uuid": "{' 23
check_match stdout '^      "user": "Eve \\u001b\[31mRed\\u001b\[0m\\r\\n\\tTab\\u0007",$'
check_match stdout '^    "complete": true,$'
check_printable stdout

# Projects come first, and their column with them.
run 0 "$program" acme --projects
check_line stdout 1 'SCOPE  *NAME  *PERMISSION  *ACCOUNT ID  *USER'
check_match stdout '^project  *WEB  *create-repo  .*Carol Ferreira$'
check_match stdout ' on 26 repositories and 3 projects of acme$'

# What may not be read is named on stderr and in the result, and makes the exit code 1; the rest is there.
for format in table csv json; do
    run 1 "$program" globex --format "$format" --no-progress
    check_match stderr '^INCOMPLETE: 2 could not be read$'
    check_match stderr '^  repository handbook: 403: '
    check_match stdout handbook
    check_match stdout 'Jonas Weber'
done
check_match stdout '^    "complete": false,$'
check_match stdout '^        "status": 403,$'
run 1 "$program" acme --repository no-such-repository --repository site
check_match stdout '^site '
check_match stdout '^  repository no-such-repository: 404: '

# A list with empty pages in the middle is read to its end.
run 1 "$program" attic
check_match stdout ' on 15 repositories of attic$'

# A file: replaced as a whole, and left alone when there is no result.
echo 'something much longer than nothing, and older' > "$work/file"
run 1 "$program" no-such-workspace --output "$work/file"
check_match stderr '^access_audit: not_found: '
check_match file older
run 0 "$program" acme --format csv --output "$work/file"
check_empty stdout
check_no_match file older
check_count file '^repository,' "$rows"
run 0 "$program" acme --format csv --output "$work/file"
check_count file '^repository,' "$rows"
run 1 "$program" acme --output "$work/no/such/folder"
check_match stderr "^access_audit: cannot write $work/no/such/folder: "
if [ -w /dev/full ]; then
    run 1 "$program" acme --repository site --output /dev/full
    check_match stderr '^access_audit: cannot write /dev/full: '
fi

# A marked account, and command lines that make no sense.
run 1 "$program" spamwave
check_match stderr '^access_audit: gone: '
run 2 "$program" ''
run 2 "$program" acme --repository ..
run 2 "$program" acme --format xml
check_line stderr 1 'access_audit: --format is table, csv or json'
run 2 "$program" --format csv
check_line stderr 1 'access_audit: --format needs a WORKSPACE'
run 2 "$program" acme --projects --repository site

check_common "$program" access_audit
check_connection "$program" access_audit
