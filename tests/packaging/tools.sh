#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: tools.sh WORK_FOLDER [BUILD_FOLDER]
#
# The packages of the tools that cpack makes: what they hold, and that the unpacked tools run. Without a build folder the
# tools are built first. The .deb is only made and looked at where there is dpkg-shlibdeps.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
# shellcheck source=tests/packaging/support.sh
. "$here/support.sh"
begin tools "$1"

build=${2:-}
if [ -z "$build" ]; then
    build=$work/build
    quietly cmake -S "$root" -B "$build" -D BITBUCKET_TESTS=OFF -D BITBUCKET_TEST_COMPILED=ON -D BITBUCKET_EXAMPLE_PCH=ON \
        -D CMAKE_BUILD_TYPE=Release -D CMAKE_EXE_LINKER_FLAGS=-s
    quietly cmake --build "$build" --parallel "$(nproc)"
fi
version=$(sed -n 's/^#define BITBUCKET_VERSION_STRING "\(.*\)"$/\1/p' "$root/include/bitbucket/version.hpp")
quietly cpack --config "$build/CPackConfig.cmake" -B "$work/packages"
# The sources are packed by source.sh, and by nothing else.
quietly cpack --config "$build/CPackSourceConfig.cmake" -B "$work/sources"
[ -z "$(find "$work/sources" -type f 2> /dev/null)" ] || fail 'cpack packs the sources, too'

# check_tools FOLDER: each tool is there under the name of the package, runs, and calls itself by that name.
check_tools() {
    count=0
    for main in "$root"/examples/tools/*/*.cpp; do
        tool=$(basename -- "$main" .cpp)
        [ "$(basename -- "$(dirname -- "$main")")" = "$tool" ] || continue
        name=bitbucket-$(printf '%s\n' "$tool" | tr _ -)
        # Left out where there is no cpp-httplib.
        if [ "$tool" = sandbox_server ] && [ ! -e "$1/bin/$name" ]; then continue; fi
        quietly "$1/bin/$name" --version
        grep -qx "$name $version" "$work/log" || fail "$name --version"
        quietly "$1/bin/$name" --help
        head -n 1 "$work/log" | grep -q "^Usage: $name " || fail "$name --help"
        count=$((count + 1))
    done
    [ "$count" -ge 5 ] || fail "only $count tools"
    # Nothing else comes with them, such as the headers.
    find "$1" -type f ! -path '*/bin/bitbucket-*' ! -path '*/doc/*' > "$work/others"
    [ ! -s "$work/others" ] || fail "unexpected: $(cat "$work/others")"
    quietly "$1/bin/bitbucket-quickstart"
    grep -q '^10 steps: 10 done' "$work/log" || fail 'the quickstart'
    if "$1/bin/bitbucket-scopes" --no-such > "$work/log" 2>&1; then fail 'takes any option'; fi
    head -n 1 "$work/log" | grep -qx 'bitbucket-scopes: there is no option --no-such' || fail 'does not say its name'
}

set -- "$work"/packages/bitbucket-tools-*.tar.gz
if [ $# -ne 1 ] || [ ! -e "$1" ]; then fail 'there is no archive'; fi
mkdir "$work/archive" "$work/deb"
quietly tar -xzf "$1" -C "$work/archive" --strip-components=1
check_tools "$work/archive"

if ! command -v dpkg-shlibdeps > /dev/null 2>&1; then
    say 'archive: ok; there is no dpkg-shlibdeps here: the .deb is left out'
    exit 0
fi
set -- "$work"/packages/bitbucket-tools_"$version"_*.deb
if [ $# -ne 1 ] || [ ! -e "$1" ]; then fail 'there is no .deb'; fi
quietly dpkg-deb --field "$1"
for line in '^Package: bitbucket-tools$' "^Version: $version\$" '^Depends: .*libcurl4' '^Depends: .*ca-certificates' '^Section: utils$'; do
    grep -q "$line" "$work/log" || fail "the .deb has no field like $line"
done
quietly dpkg-deb --extract "$1" "$work/deb"
check_tools "$work/deb/usr"
say 'archive and .deb: ok'
