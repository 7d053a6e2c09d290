#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: source.sh OUTPUT_FOLDER
#
# Writes bitbucket-cpp-VERSION.tar.gz: the sources as they lie here, without what git ignores. release.sh calls it for
# those of a tag. The version is that of version.hpp, their date that of SOURCE_DATE_EPOCH, of the last commit, or else of
# version.hpp. The same sources give the same bytes. Needs GNU tar. Prints the name of the file.
set -eu
unset CDPATH
LC_ALL=C
export LC_ALL
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
case $#:${1:-} in
    1:[!-]*) ;;
    *) sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2 ;;
esac
mkdir -p -- "$1"
out=$(cd -- "$1" && pwd -P)
version=$(sed -n 's/^#define BITBUCKET_VERSION_STRING "\(.*\)"$/\1/p' "$root/include/bitbucket/version.hpp")
[ -n "$version" ] || { echo 'version.hpp tells no version' >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
# An unpacked archive is no checkout, even where it lies in one; the ignored folders are known.
in_git() {
    [ -e .git ] && git -c safe.directory='*' -c core.quotePath=false "$@" 2> /dev/null
}
in_git ls-files --cached --others --exclude-standard > "$work/all" ||
    find . -type f ! -path './build/*' ! -path './.git/*' ! -path './.cache/*' | sed 's|^\./||' > "$work/all"
# What git still lists may be removed already.
sort -u "$work/all" | while IFS= read -r file; do [ ! -e "$file" ] || printf '%s\n' "$file"; done > "$work/files"

date=${SOURCE_DATE_EPOCH:-$(in_git log -1 --format=%ct || stat -c %Y include/bitbucket/version.hpp)}
# Neither times nor owners nor the order of a folder tell two archives apart.
mode='u=rwX,go=rX'
tar --create --files-from "$work/files" --transform "s|^|bitbucket-cpp-$version/|" --format=ustar \
    --mtime="@$date" --owner=0 --group=0 --numeric-owner --mode="$mode" | gzip -9n > "$work/archive"
mv -f "$work/archive" "$out/bitbucket-cpp-$version.tar.gz"
printf '%s\n' "$out/bitbucket-cpp-$version.tar.gz"
