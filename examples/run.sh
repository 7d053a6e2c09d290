#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: examples/run.sh [ARGUMENTS OF THE QUICKSTART…]
#
# Builds examples/tools/quickstart and runs it against the built-in sandbox: no account, no network, no credentials.
# On Debian and its relatives missing packages are installed first. With --live or --base-url the quickstart talks to
# a real server with the credentials in BITBUCKET_EMAIL and BITBUCKET_TOKEN.
set -eu
unset CDPATH
root=$(cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=.ci/environment.sh
. "$root/.ci/environment.sh"

live=false
for argument in "$@"; do
    case $argument in
        --live | --base-url | --base-url=*) live=true ;;
    esac
done

need_packages
tree=$root/build/examples
[ -d "$tree" ] || say "building the quickstart, which takes about half a minute the first time"
build_tree "$tree" quickstart -D BITBUCKET_TESTS=OFF -D BITBUCKET_EXAMPLES=ON -D BITBUCKET_INSTALL=OFF

# The sandbox needs nothing from the environment, and credentials that lie there are none of its business.
$live || drop_credentials
exec "$tree/examples/tools/quickstart" "$@"
