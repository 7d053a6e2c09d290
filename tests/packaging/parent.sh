#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: parent.sh WORK_FOLDER COMPILER…
#
# A strict parent project, whose warnings are errors for all that is built in it, with the library as a subdirectory in the
# compiled mode: nothing of the library may warn there, neither its headers nor the static library that the parent builds.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
# shellcheck source=tests/packaging/support.sh
. "$here/support.sh"
begin parent "$1"
shift

for cxx; do
    build=$work/$cxx
    quietly cmake -S "$root/tests/consumer/subdirectory" -B "$build" -D "BITBUCKET_SOURCE=$root" -D COMPILED=ON \
        -D CMAKE_CXX_COMPILER="$cxx" -D CMAKE_COMPILE_WARNING_AS_ERROR=ON
    quietly cmake --build "$build" --parallel "$(nproc)"
    ! grep 'warning:' "$work/log" || fail "warnings with $cxx"
    for app in curl_app sandbox_app; do quietly "$build/$app"; done
done
say "$*: ok"
