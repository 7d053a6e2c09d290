#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: debian.sh WORK_FOLDER
#
# The Debian package: built from these sources, lintian finds nothing, and its tests (debian/tests) pass with the unpacked
# package. It is not installed, so that nothing here sees its headers by accident.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
# shellcheck source=tests/packaging/support.sh
. "$here/support.sh"
begin debian "$1"

quietly sh "$root/docs/packaging/debian.sh" "$work/out"
package=$(tail -n 1 "$work/log")
[ -e "$package" ] || fail 'there is no package'
quietly lintian --allow-root --display-info --fail-on error,warning,info "$work"/out/bitbucket-cpp_*.changes
! grep '^[EWI]:' "$work/log" || fail 'lintian'

quietly dpkg-deb --contents "$package"
for file in include/bitbucket/bitbucket.hpp include/bitbucket/compiled.ipp share/cmake/bitbucket/bitbucketConfig.cmake \
        share/pkgconfig/bitbucket-curl.pc share/doc/libbitbucket-cpp-dev/copyright; do
    grep -q " \./usr/$file\$" "$work/log" || fail "the package has no /usr/$file"
done
mkdir "$work/root" "$work/source"
quietly dpkg-deb --extract "$package" "$work/root"
quietly tar -xzf "$work"/out/bitbucket-cpp_*.orig.tar.gz -C "$work/source" --strip-components=1
quietly tar -xJf "$work"/out/bitbucket-cpp_*.debian.tar.xz -C "$work/source"
cd "$work/source"
sed -n 's/^Tests: //p' debian/tests/control > "$work/tests"
[ -s "$work/tests" ] || fail 'there are no tests'
while IFS= read -r test; do
    mkdir "$work/$test"
    quietly env AUTOPKGTEST_TMP="$work/$test" PKG_CONFIG_PATH="$work/root/usr/share/pkgconfig" \
        CMAKE_PREFIX_PATH="$work/root/usr" "debian/tests/$test"
done < "$work/tests"
say 'package, lintian and its tests: ok'
