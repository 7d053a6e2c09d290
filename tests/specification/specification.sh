#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tests/specification/specification.sh drift FILE           what a new OpenAPI document of the vendor's changes
#        tests/specification/specification.sh adopt FILE YYYY-MM   keeps its facts instead of those that are kept now
#        tests/specification/specification.sh coverage             writes docs/coverage.md anew
#
# Builds the program bitbucket_specification in build/specification, with the packages that tests/run.sh needs. `drift` ends
# with 1 where something has changed. The document itself stays where it is; only facts get into the repository.
set -eu
unset CDPATH
root=$(cd -- "$(dirname -- "$0")/../.." && pwd -P)
here=$root/tests/specification

usage() {
    sed -n 's/^# \(Usage:\|      \) tests/\1 tests/p' "$0" >&2
    exit 2
}
verb=${1:-}
case $verb:$# in
    drift:2 | adopt:3 | coverage:1) ;;
    *) usage ;;
esac

# The tests bring a program that is built already.
program=${BITBUCKET_SPECIFICATION_PROGRAM:-}
if [ -z "$program" ]; then
    # shellcheck source=.ci/environment.sh
    . "$root/.ci/environment.sh"
    need_packages
    build_tree "$root/build/specification" bitbucket_specification -D BITBUCKET_TESTS=ON -D BITBUCKET_EXAMPLES=OFF \
        -D BITBUCKET_HTTP_TESTS=OFF -D BITBUCKET_TEST_BATCH=45 -D BITBUCKET_LONE_HEADER_TESTS=OFF
    program=$root/build/specification/tests/specification/bitbucket_specification
fi

# Where the extract and the page are written: the checkout, or the folder of a test.
extracts=${BITBUCKET_SPECIFICATION_OUTPUT:-$here}
page=${BITBUCKET_SPECIFICATION_OUTPUT:-$root/docs}/coverage.md
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

case $verb in
    drift)
        "$program" drift "$2"
        ;;
    adopt)
        "$program" extract "$2" "$3" > "$fresh/extract"
        rm -f "$extracts"/bitbucket-*.txt
        cp "$fresh/extract" "$extracts/bitbucket-$3.txt"
        "$program" coverage > "$fresh/page"
        cp "$fresh/page" "$page"
        ;;
    coverage)
        "$program" coverage > "$fresh/page"
        cp "$fresh/page" "$page"
        ;;
esac
