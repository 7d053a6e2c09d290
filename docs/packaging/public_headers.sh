#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: public_headers.sh [INCLUDE_FOLDER]
#
# Prints the public headers, by their paths below bitbucket/, in the order of bytes. The others are private, or parts of the
# header beside their folder; docs/headers.md says so in words. This is the only place where scripts and tests have it from.
set -eu
unset CDPATH
LC_ALL=C
export LC_ALL
case $#:${1:-} in
    0: | 1:[!-]*) ;;
    *) sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2 ;;
esac
cd -- "${1:-$(dirname -- "$0")/../../include}/bitbucket"
find . -name '*.hpp' | sed 's|^\./||' | sort | grep -Ev '^(detail|transport/curl|testing/sandbox|testing/conformance|extras/sync)/' |
    grep -Ev '^(testing/)?integrations/[a-z]+/|^oauth2/session_core\.hpp$'
