#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs list_pages with the package `bitbucket` of npm beside the other sides. Where node or the package is missing, it says
# so in one line and runs the others.
#
#   peers/list_pages.sh LIST_PAGES [OPTIONS OF LIST_PAGES]
#
# LIST_PAGES is the built program. The package is looked for from the folder PEERS on (default: the working directory):
#
#   mkdir ~/peers && cd ~/peers && npm install bitbucket
set -eu

[ $# -gt 0 ] || { echo 'usage: peers/list_pages.sh LIST_PAGES [OPTIONS OF LIST_PAGES]' >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
cd "${PEERS:-.}"
command -v node > /dev/null || {
    echo 'not measured beside npm: node is not installed' >&2
    exec "$program" "$@"
}
version=$(node -e 'console.log(require(require.resolve("bitbucket/package.json", {paths: [process.cwd()]})).version)' \
    2> /dev/null) || {
    echo "not measured beside npm: no package \`bitbucket\` in $PWD (npm install bitbucket there, or set PEERS)" >&2
    exec "$program" "$@"
}
exec "$program" "$@" --peer "npm bitbucket $version" node "$here/list_pages.cjs"
