# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Sourced by ../access_audit.sh: the policy of `access_audit`, its list of exceptions, and its exit codes.
# shellcheck disable=SC2154  # program, mia and work are the script's

# A policy. Exit code 3 is a violation, 0 only a complete audit without one.
run 3 "$program" acme --repository site --max-permission write --markdown --html "$work/page"
check_match stderr '^[1-9][0-9]* VIOLATIONS of: nobody has more than write$'
check_match stderr "^  repository site: admin: $mia Mia Lindqvist\$"
check_match stderr '^  repository site: admin: group:administrators Administrators$'
check_match stdout '^## Violations$'
check_match page '<h2>Violations</h2>'
run 3 "$program" acme --repository site --max-permission write --format csv
check_match stdout "^repository,site,admin,Mia Lindqvist,$mia,{.*},violation,"
run 3 "$program" acme --repository site --max-permission write
check_match stdout '^VIOLATION  site '
run 0 "$program" acme --max-permission admin
run 0 "$program" globex --repository tools --explicit --max-permission admin
run 1 "$program" globex --max-permission admin
check_match stderr '^INCOMPLETE: '
# Without effective permissions there is no telling, unless the explicit ones are asked for.
check_match stderr '^  workspace globex: effective permissions: 403: '
check_match stderr '^INCOMPLETE: 3 '
run 1 "$program" globex --max-permission admin --explicit
check_match stderr '^INCOMPLETE: 2 '
run 3 "$program" globex --max-permission read --explicit

# Exceptions: the whole of what is above the level, taken from the audit itself, is allowed.
run 3 "$program" acme --projects --max-permission write --format json
tr -d '\r' < "$work/stdout" | awk -F'"' '
    /"scope"/ { scope = $4 } /"name"/ { name = $4 } /"permission"/ { level = $4 }
    /"account_id"/ { who = $4 } /"group"/ { who = "group:" $4 }
    /"violation": true/ { print who, (scope == "project" ? "project:" : "") name, level, "# as found" }
' > "$work/allow"
[ -s "$work/allow" ] || fail 'no violation was found'
run 0 "$program" acme --projects --max-permission write --allow "$work/allow"
check_count stderr '' 1
printf '\n# nobody\ngroup:nobody * admin\n' >> "$work/allow"
run 0 "$program" acme --projects --max-permission write --allow "$work/allow"
check_match stderr '^warning: .*/allow:[0-9]*: unused: group:nobody \* admin$'
sed 1d "$work/allow" > "$work/allow-less"
run 3 "$program" acme --projects --max-permission write --allow "$work/allow-less"
check_match stderr '^1 VIOLATION of: nobody has more than write, except for those in '
printf 'mia@example.org * admin\n\n%s acme/site admin\n' "$mia" > "$work/wrong"
run 2 "$program" acme --max-permission read --allow "$work/wrong"
check_match stderr '/wrong:1: a person is an account ID'
check_match stderr '/wrong:3: a repository is its slug'
tr '\n' '\r' < "$work/allow" > "$work/allow-of-a-mac"
run 0 "$program" acme --projects --max-permission write --allow "$work/allow-of-a-mac"
printf '\377\376#\000 \000' > "$work/wide"
run 2 "$program" acme --max-permission read --allow "$work/wide"
check_line stderr 1 'access_audit: --allow: .*/wide: this is UTF-16: save it as UTF-8'
for name in no-such-file .; do
    run 1 "$program" acme --max-permission read --allow "$work/$name"
    check_line stderr 1 "access_audit: --allow: $work/$name: cannot .*"
done
