#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: vcpkg.sh WORK_FOLDER
#
# The vcpkg port. With VCPKG_ROOT, vcpkg itself installs it from the registry that ports.sh writes. Without, CMake runs the
# portfile with functions of the same names (vcpkg_functions.cmake), and what vcpkg checks after a build is checked here.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
# shellcheck source=tests/packaging/support.sh
. "$here/support.sh"
begin vcpkg "$1"

archive=$(sh "$root/docs/packaging/source.sh" "$work")
sh "$root/docs/packaging/ports.sh" "$archive" "file://$archive" "$work/ports"
registry=$work/ports/vcpkg
port=$registry/ports/bitbucket-cpp
version=$(version_of "$archive")

# What is written twice agrees, no placeholder is left, and what should be JSON is that.
if grep -rn '@[A-Z0-9]*@' "$registry"; then fail 'a placeholder is left'; fi
for file in "$port/vcpkg.json" "$registry/versions/baseline.json" "$registry/versions/b-/bitbucket-cpp.json"; do
    quietly cmake -D "FILE=$file" -D "VERSION=$version" -P "$here/check_json.cmake"
done

if [ -n "${VCPKG_ROOT:-}" ] && [ -x "$VCPKG_ROOT/vcpkg" ]; then
    quietly "$VCPKG_ROOT/vcpkg" install 'bitbucket-cpp[curl]' --overlay-ports="$registry/ports" \
        --x-install-root="$work/installed" --enforce-port-checks
    say 'vcpkg install: ok'
    exit 0
fi

packages=$work/packages
quietly cmake -D "PORT_FOLDER=$port" -D "WORK=$work" -D "PACKAGES=$packages" -P "$here/vcpkg_functions.cmake"
for file in include/bitbucket/bitbucket.hpp share/bitbucket-cpp/copyright share/bitbucket-cpp/usage \
        share/bitbucket/bitbucketConfig.cmake share/bitbucket/bitbucketConfigVersion.cmake; do
    [ -s "$packages/$file" ] || fail "the package has no $file"
done
for file in debug share/doc share/cmake lib bin; do
    [ ! -e "$packages/$file" ] || fail "vcpkg wants no $file in a package of headers"
done
! grep -rlF "$work" "$packages" || fail 'paths of this build are in the package'

# Found as vcpkg's toolchain makes it found.
quietly cmake -S "$root/tests/consumer/installed" -B "$work/app" -D "CMAKE_PREFIX_PATH=$packages" -D CORE_ONLY=ON
say 'portfile: ok (run without vcpkg)'
