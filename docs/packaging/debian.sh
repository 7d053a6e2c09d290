#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: debian.sh OUTPUT_FOLDER
#
# Builds the Debian source package and libbitbucket-cpp-dev of these sources, unsigned. Needs dpkg-dev, debhelper and what
# debian/control names for the build. DEBFULLNAME and DEBEMAIL name the maintainer, as they do for Debian's own tools; without
# them it is the placeholder of debian/control. Nothing is written but to the output folder.
set -eu
unset CDPATH
LC_ALL=C.UTF-8
export LC_ALL
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
case $#:${1:-} in
    1:[!-]*) ;;
    *) sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2 ;;
esac
mkdir -p -- "$1"
out=$(cd -- "$1" && pwd -P)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$(sh "$here/source.sh" "$work")
version=$(basename -- "$archive" | sed 's/^bitbucket-cpp-\(.*\)\.tar\.gz$/\1/')
mv "$archive" "$work/bitbucket-cpp_$version.orig.tar.gz"
tar -xzf "$work/bitbucket-cpp_$version.orig.tar.gz" -C "$work"
tree=$work/bitbucket-cpp-$version
cp -R "$here/debian" "$tree/debian"

# One entry: what has changed stands in docs/changelog.md. The date is that of the sources.
date=$(stat -c %Y "$tree/include/bitbucket/version.hpp")
maintainer=$(sed -n 's/^Maintainer: //p' "$here/debian/control")
if [ -n "${DEBEMAIL:-}" ]; then
    maintainer="${DEBFULLNAME:-${maintainer% <*}} <$DEBEMAIL>"
    sed "s|^Maintainer: .*|Maintainer: $maintainer|" "$here/debian/control" > "$tree/debian/control"
fi
cat > "$tree/debian/changelog" << END
bitbucket-cpp ($version-1) unstable; urgency=medium

  * Release $version.

 -- $maintainer  $(date -u -R -d "@$date")
END

cd "$tree"
dpkg-buildpackage --no-sign >&2
mv -f "$work"/bitbucket-cpp_"$version"* "$work"/libbitbucket-cpp-dev_"$version"* "$out"
printf '%s\n' "$out"/libbitbucket-cpp-dev_"$version"-1_all.deb
