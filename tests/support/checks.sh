# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Sourced by the scripts that test programs: runs a program, and checks its exit code and what it printed.
unset BITBUCKET_EMAIL BITBUCKET_TOKEN
LC_ALL=C.UTF-8
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf 'FAILED: %s\nafter: %s\n--- stdout\n' "$1" "${command:-}" >&2
    head -n 80 "$work/stdout" >&2
    printf -- '--- stderr\n' >&2
    head -n 40 "$work/stderr" >&2
    exit 1
}

# run EXPECTED_CODE COMMAND…: leaves $work/stdout and $work/stderr.
run() {
    expected=$1
    shift
    command=$*
    code=0
    "$@" > "$work/stdout" 2> "$work/stderr" < /dev/null || code=$?
    [ "$code" -eq "$expected" ] || fail "exit code $code, not $expected"
}

check_match() {
    grep -q -- "$2" "$work/$1" || fail "$1 has no line like: $2"
}

check_no_match() {
    ! grep -q -- "$2" "$work/$1" || fail "$1 has a line like: $2"
}

check_line() {
    sed -n "$2p" "$work/$1" | grep -qx -- "$3" || fail "line $2 of $1 is not: $3"
}

check_count() {
    found=$(grep -c -- "$2" "$work/$1") || true
    [ "$found" -eq "$3" ] || fail "$1 has $found lines like '$2', not $3"
}

check_empty() {
    [ ! -s "$work/$1" ] || fail "$1 is not empty"
}

# Nothing that steers a terminal: no C0 control but line breaks (and the CR of CSV), no DEL, no C1, no direction marks.
check_printable() {
    tr -d '\n\r' < "$work/$1" > "$work/plain"
    if LC_ALL=C grep -q "$(printf '[\001-\037\177]')" "$work/plain" ||
        LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$work/plain" ||
        LC_ALL=C grep -q "$(printf '\342\200[\250-\256]\|\342\201[\246-\251]')" "$work/plain"; then
        fail "$1 has control characters"
    fi
}

check_help() {
    run 0 "$1" --help
    check_line stdout 1 "Usage: $2 .*"
    check_match stdout '^  --help '
    check_match stdout '^  --version '
    check_empty stderr
}

check_version() {
    run 0 "$1" --version
    check_line stdout 1 "$2 [0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*"
    check_count stdout '' 1
    check_empty stderr
}

# What all programs have in common.
check_common() {
    check_help "$1" "$2"
    check_version "$1" "$2"

    run 2 "$1" --no-such-option=hunter2
    check_empty stdout
    check_line stderr 1 "$2: there is no option --no-such-option"
    check_match stderr "^Usage: $2 "
    check_no_match stderr hunter2

    run 2 "$1" one two three
    check_line stderr 1 "$2: too many arguments"

    if [ -w /dev/full ]; then
        command="$1 > /dev/full"
        code=0
        "$1" > /dev/full 2> "$work/stderr" || code=$?
        [ "$code" -eq 1 ] || fail "exit code $code on a full disk, not 1"
        check_match stderr "^$2: cannot write the output: "
    fi

    # A reader that went away is no reason for a message; but the output did not arrive, so that is no success.
    mkfifo "$work/pipe"
    command="$1 > a pipe that nobody reads"
    code=0
    # The end that could be read is closed again before the program starts.
    # shellcheck disable=SC2094  # one pipe, opened twice on purpose
    (exec 3<> "$work/pipe" 4> "$work/pipe" 3>&- && exec "$1" >&4 2> "$work/stderr" 4>&-) || code=$?
    [ "$code" -eq 1 ] || fail "exit code $code on a closed pipe, not 1"
    check_no_match stderr 'cannot write'
    rm "$work/pipe"
}

# The options of the programs that connect.
check_connection() {
    run 2 "$1" --live
    check_match stderr "^$2: usage_error: .*the environment variable BITBUCKET_TOKEN is not set"
    check_empty stdout

    run 2 "$1" --live --base-url http://localhost/2.0
    check_line stderr 1 "$2: either --live or --base-url, not both"

    run 2 env BITBUCKET_TOKEN=hunter2 "$1" --live --ca-file "$work/no-such-file"
    check_line stderr 1 "$2: --ca-file: cannot open the file: No such file or directory"
    run 2 env BITBUCKET_TOKEN=hunter2 "$1" --live --ca-file "$work"
    check_line stderr 1 "$2: --ca-file: this is a directory, not a file"
    run 2 env BITBUCKET_TOKEN=hunter2 "$1" --live --ca-file=
    check_line stderr 1 "$2: --ca-file needs the name of a file"

    run 2 env BITBUCKET_TOKEN=hunter2 "$1" --base-url http://me:hunter2@127.0.0.1/2.0
    check_no_match stderr hunter2

    # Nothing listens on port 1; the message names what was tried, and no secret.
    run 1 env BITBUCKET_EMAIL=me@example.org BITBUCKET_TOKEN=hunter2 "$1" --base-url http://127.0.0.1:1/2.0
    check_line stderr 1 "$2: talking to http://127.0.0.1:1/2.0 with an api_token"
    check_match stderr "^$2: transport_error: "
    check_no_match stderr hunter2
    check_no_match stdout hunter2

    # A credential goes over plain http to this machine only.
    run 2 env BITBUCKET_TOKEN=hunter2 "$1" --base-url http://bitbucket.example/2.0
    check_match stderr "^$2: usage_error: .*https"
    check_no_match stderr hunter2
}
