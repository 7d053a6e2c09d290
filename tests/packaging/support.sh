# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Sourced by the scripts of this folder: a folder to work in, and commands whose output is only shown when they fail.

say() {
    printf '%s: %s\n' "$checked" "$*"
}

fail() {
    [ ! -s "$work/log" ] || tail -n 60 "$work/log" >&2
    printf '%s: FAILED: %s\n' "$checked" "$*" >&2
    exit 1
}

# begin NAME FOLDER: what is checked, and the folder, which is made anew. Sets work.
begin() {
    checked=$1
    LC_ALL=C.UTF-8
    export LC_ALL
    rm -rf "$2"
    mkdir -p "$2"
    work=$(cd -- "$2" && pwd -P)
    unset CPATH CPLUS_INCLUDE_PATH CMAKE_PREFIX_PATH bitbucket_DIR DESTDIR || true
}

# quietly COMMAND…: leaves its output in $work/log.
quietly() {
    "$@" > "$work/log" 2>&1 < /dev/null || fail "$*"
}

version_of() {
    basename -- "$1" | sed 's/^bitbucket-cpp-\(.*\)\.tar\.gz$/\1/'
}
