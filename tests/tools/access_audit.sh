#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: access_audit.sh PROGRAM
# The program `access_audit`: the formats, what is shown to whom, what cannot be read, the policy, the exit codes, and
# where things are written.
set -eu
program=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
said='access_audit: using the built-in sandbox; --live talks to Bitbucket'
mia=557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55

# Without a workspace it says which there are.
run 0 "$program"
check_match stdout '^acme  *yes$'
check_match stdout '^globex  *no$'
check_match stdout '^Try: access_audit acme$'

# A table: what people can really do, for an administrator, and groups with what was given to them.
run 0 "$program" acme
check_line stdout 1 'REPOSITORY  PERMISSION  ACCOUNT ID  *USER'
check_match stdout "^vault  *admin  *$mia  Mia Lindqvist\$"
check_match stdout '^site  *write  *group:developers  *Developers$'
check_match stdout '^[1-9][0-9]* effective permissions and 2 explicit permissions (2 of groups) on 26 repositories of acme$'
check_match stdout '^This API does not say who is in a group.$'
check_printable stdout
check_line stderr 1 "$said"
check_count stderr '' 1

# Names that attack a terminal are shown as their codes, and a row stays a line.
run 0 "$program" hostile
check_match stdout '  Eve \\x1b\[31mRed\\x1b\[0m\\x0d\\x0a\\x09Tab\\x07$'
check_match stdout '^texts  *write  *group:formulas  *=1+1 \\x1b\[31mGroup$'
check_count stdout '^texts ' 16
check_printable stdout

# What was given by name.
run 0 "$program" acme --explicit
check_count stdout '^site  *\(read\|write\|admin\)  *557058:[0-9a-f-]*  [^ ]' 23
check_count stdout '^site  *\(write\|admin\)  *group:' 2
check_no_match stdout "^vault .*$mia"
check_match stdout '^[1-9][0-9]* explicit permissions (2 of groups) on 26 repositories of acme$'
check_count stderr '' 1
rows=$(grep -c ' 557058:\| group:' "$work/stdout")

# CSV: every row is a line, nothing is executed by a spreadsheet, every line has ten columns.
run 0 "$program" acme --explicit --format csv
check_line stdout 1 "$(printf 'scope,name,permission,user,account_id,uuid,problem,group,group_name,shows\r')"
check_count stdout "$(printf '\r$')" $((rows + 1))
check_match stdout "$(printf '^repository,site,write,,,,,developers,Developers,explicit\r$')"
check_no_match stdout '[,"][=+@-][^,]'
check_printable stdout
check_match stderr "^$rows explicit permissions (2 of groups) on 26 repositories of acme\$"
run 0 "$program" hostile --explicit --format csv
check_count stdout "$(printf '\r$')" 16
check_match stdout '^repository,texts,read,"'"'"'=HYPERLINK(""http://example.org/"";""bonus"")",'
check_match stdout '^repository,texts,write,"Quinn ""Q"" O'"'"'Neil, Jr.",'
check_match stdout "$(printf '^repository,texts,write,,,,,formulas,"'"'"'=1+1 .x1b.31mGroup",explicit\r$')"
check_no_match stdout '[,"][=+@-][^,]'
check_printable stdout

# With a byte order mark for Excel, in front of the same.
run 0 "$program" acme --format csv
cp "$work/stdout" "$work/plain"
run 0 "$program" acme --format csv --bom
{ printf '\357\273\277'; cat "$work/plain"; } | cmp -s - "$work/stdout" || fail 'not the mark and the same CSV'
run 0 "$program" acme --format csv --bom --output "$work/file"
cmp -s "$work/stdout" "$work/file" && fail 'the output went to both'
{ printf '\357\273\277'; cat "$work/plain"; } | cmp -s - "$work/file" || fail 'not the mark and the same CSV'
run 2 "$program" acme --bom
check_line stderr 1 'access_audit: --bom is for --format csv'

# JSON.
run 0 "$program" acme --explicit --format json --repository site
check_count stdout '^      "uuid": "{' 23
check_match stdout '^      "group": "developers",$'
check_match stdout '^    "complete": true,$'
check_match stdout '^    "shows": "explicit",$'
check_printable stdout
run 0 "$program" hostile --explicit --format json --repository texts
check_match stdout '^      "user": "Eve \\u001b\[31mRed\\u001b\[0m\\r\\n\\tTab\\u0007",$'
check_printable stdout

# Projects come first, and their column with them.
run 0 "$program" acme --projects
check_line stdout 1 'SCOPE  *NAME  *PERMISSION  *ACCOUNT ID  *USER'
check_match stdout '^project  *WEB  *create-repo  .*Carol Ferreira$'
check_match stdout '^project  *CORE  *write  *group:developers  *Developers$'
check_match stdout ' on 26 repositories and 4 projects of acme$'

# Who is no administrator is shown explicit permissions, and told so. What may not be read is named on stderr and in the
# result, and makes the exit code 1; the rest is there.
for format in table csv json markdown; do
    run 1 "$program" globex --format "$format" --no-progress
    check_match stderr '^effective permissions cannot be read, so these are the explicit ones: 403: '
    check_match stderr '^INCOMPLETE: 2 could not be read$'
    check_match stderr '^  repository handbook: 403: '
    check_match stdout handbook
    check_match stdout 'Jonas Weber'
done
check_match stdout '^- Why not effective: 403: '
run 1 "$program" globex --format json
check_match stdout '^    "complete": false,$'
check_match stdout '^        "status": 403,$'
run 1 "$program" acme --repository no-such-repository --repository site
check_match stdout '^site '
check_match stdout '^  repository no-such-repository: 404: '
# Falling back is no gap of its own, but for whom insists. Whoever administers a repository may read all about it.
run 1 "$program" globex --effective
check_match stderr '^INCOMPLETE: 3 could not be read$'
check_match stderr '^  workspace globex: effective permissions: 403: '
run 1 "$program" globex --explicit
check_match stderr '^INCOMPLETE: 2 could not be read$'
check_no_match stderr effective
run 0 "$program" globex --repository tools
check_match stdout '^tools  *admin .* Olena Koval$'
check_match stdout '^3 effective permissions on 1 repository of globex$'
check_count stderr '' 1

# A list with empty pages in the middle is read to its end.
run 1 "$program" attic
check_match stdout ' on 15 repositories of attic$'

# Markdown.
run 0 "$program" acme --markdown --date 2026-03-01
check_line stdout 1 '# Access audit of acme'
check_match stdout '^- Date: 2026-03-01$'
check_match stdout "^- Asked by: Mia Lindqvist ($mia)\$"
check_match stdout '^| Administrators | group:administrators | admin | site |$'
check_no_match stdout 'http://'
check_printable stdout
run 0 "$program" hostile --markdown
check_match stdout '^| &#91;click&#93;(http:&#8288;//example.org/) &#124; &#96;x&#96; |'
check_no_match stdout 'http://\|<'
check_printable stdout

# HTML: a file of its own, instead of the result or beside it.
run 0 "$program" acme --html "$work/page" --projects
check_empty stdout
check_match stderr ' on 26 repositories and 4 projects of acme$'
check_line page 1 '<!DOCTYPE html>'
check_match page '<dt>Asked by</dt><dd><bdi>Mia Lindqvist '
check_match page '<dt>Date</dt><dd><bdi>20[0-9-]*T[0-9:]*Z</bdi></dd>'
check_match page '<dt>Result</dt><dd><bdi>complete</bdi></dd>'
check_no_match page 'src=\|href='
check_printable page
run 0 "$program" hostile --html "$work/page" --projects
check_match page '=HYPERLINK(&quot;http://example.org/&quot;'
check_match page '&lt;img src=x onerror=alert(1)&gt;&amp;lt;'
check_no_match page '<img\|href='
check_printable page
run 0 "$program" acme --html "$work/page" --format csv
check_match stdout '^repository,'
run 1 "$program" globex --html "$work/page"
check_match page '<h2>Not read</h2>'
check_match page '<td class="unread">?</td>'
# The old report stays when there is no new one, and nothing lies beside it.
echo older > "$work/page"
run 1 "$program" no-such-workspace --html "$work/page"
check_match page older
run 1 "$program" acme --html "$work/no/such/folder"
check_match stderr "^access_audit: --html: cannot write $work/no/such/folder: No such file or directory"
run 1 "$program" acme --html "$work"
check_match stderr "^access_audit: --html: cannot write $work: Is a directory"
ls "$work" > "$work/names"
check_no_match names '\.new'

. "$here/access_audit/policy.sh"

# A file: replaced as a whole, and left alone when there is no result.
echo 'something much longer than nothing, and older' > "$work/file"
run 1 "$program" no-such-workspace --output "$work/file"
check_match stderr '^access_audit: not_found: '
check_match file older
run 0 "$program" acme --explicit --format csv --output "$work/file"
check_empty stdout
check_no_match file older
check_count file '^repository,' "$rows"
run 0 "$program" acme --explicit --format csv --output "$work/file"
check_count file '^repository,' "$rows"
run 1 "$program" acme --output "$work/no/such/folder"
check_match stderr "^access_audit: --output: cannot write $work/no/such/folder: No such file or directory"
run 1 "$program" acme --output "$work"
check_match stderr "^access_audit: --output: cannot write $work: Is a directory"
if [ -w /dev/full ]; then
    run 1 "$program" acme --repository site --output /dev/full
    check_match stderr '^access_audit: --output: cannot write /dev/full: '
fi

# A marked account, and command lines that make no sense.
run 1 "$program" spamwave
check_match stderr '^access_audit: gone: '
run 2 "$program" ''
run 2 "$program" acme --repository ..
run 2 "$program" acme --format xml
check_line stderr 1 'access_audit: --format is table, csv, json or markdown'
run 2 "$program" --format csv
check_line stderr 1 'access_audit: --format needs a WORKSPACE'
run 2 "$program" acme --projects --repository site
run 2 "$program" acme --effective --explicit
check_line stderr 1 'access_audit: either --effective or --explicit, not both'
run 2 "$program" acme --markdown --format csv
run 2 "$program" acme --allow "$work/allow"
check_line stderr 1 'access_audit: --allow needs --max-permission'
run 2 "$program" acme --max-permission owner
run 2 "$program" acme --markdown --date yesterday
run 2 "$program" acme --date 2026-03-01
run 2 "$program" acme --html "$work/same" --output "$work/same"
run 2 "$program" --html "$work/page"

# The same file named twice is refused, however it is written; so is one that is read.
run 2 "$program" acme --output "$work/same" --html "$work/./same"
check_match stderr ' are one file$'
ln -s same "$work/link-to-same"
run 2 "$program" acme --output "$work/same" --html "$work/link-to-same"
[ ! -e "$work/same" ] || fail 'a refused run left a file'
run 2 "$program" acme --max-permission read --allow "$work/allow" --output "$work/allow"
for option in output html allow; do
    run 2 "$program" acme --max-permission read "--$option="
    check_line stderr 1 "access_audit: --$option needs the name of a file"
done
# A run that fails leaves no file; the next one clears what a killed one left.
run 1 "$program" no-such-workspace --output "$work/never"
[ ! -e "$work/never" ] || fail 'a failed run left a file'
echo half > "$work/file.new-999999-0"
run 0 "$program" acme --repository site --output "$work/file"
[ ! -e "$work/file.new-999999-0" ] || fail 'what a killed run left is still there'

check_common "$program" access_audit
check_connection "$program" access_audit
