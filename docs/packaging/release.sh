#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: release.sh [OPTIONS…] TAG         the files of a release, from a tag such as v0.2.0
#        release.sh [OPTIONS…] --dry-run   the same from the last commit; what a tag would lack is only said
#
#   --output FOLDER   where they go; build/release/VERSION unless given, which has to be new or made by this script
#   --no-build        compiles nothing, and makes no Debian package
#
# Makes the source archive, the single headers, the Debian package where dpkg-buildpackage is installed, a bill of
# materials (SPDX 2.3) and SHA256SUMS. Checks that version.hpp, the changelog and the tag agree, that the archive is the
# same when it is made again, and that the first program of the README builds with each of the files. All of it is made
# from the commit, so nothing that is not committed gets in. Needs git, a POSIX shell, awk, GNU tar, gzip and coreutils; for
# building a C++ compiler (CXX, or g++), nlohmann_json and libcurl. The source and the single headers are the same bytes
# wherever tar and gzip are the same.
set -eu
unset CDPATH
LC_ALL=C
TZ=UTC
export LC_ALL TZ
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)

say() {
    printf '%s\n' "$*"
}
stop() {
    printf 'release.sh: %s\n' "$*" >&2
    exit 1
}
# lacks SENTENCE: stops a release; a dry run goes on.
lacks() {
    [ -n "$dry" ] || stop "$*"
    say "a release would stop here: $*"
}
usage() {
    sed -n 's/^# \(Usage:.*\|       release.sh.*\)/\1/p' "$0" >&2
    exit 2
}
in_git() {
    git -c safe.directory='*' -c tar.umask=0022 -C "$root" "$@"
}

dry="" build=yes out="" tag=""
while [ $# -gt 0 ]; do
    case $1 in
        --dry-run) dry=yes ;;
        --no-build) build= ;;
        --output)
            [ $# -gt 1 ] || usage
            out=$2
            shift
            ;;
        -*) usage ;;
        *)
            [ -z "$tag" ] || usage
            tag=$1
            ;;
    esac
    shift
done
if [ -n "$dry" ]; then [ -z "$tag" ] || usage; else [ -n "$tag" ] || usage; fi

command -v git > /dev/null || stop 'git is not installed'
if [ -n "$dry" ]; then commit=HEAD; else commit=refs/tags/$tag; fi
commit=$(in_git rev-parse --verify --quiet "$commit^{commit}") || stop "there is no ${tag:+tag }${tag:-commit}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- the source, and what everything else is made from --------------------------------------------------------------
read_version() {
    in_git show "$commit:include/bitbucket/version.hpp" | sed -n "s/^#define BITBUCKET_VERSION_$1 \"\{0,1\}\([0-9.]*\)\"\{0,1\}\$/\1/p"
}
version=$(read_version STRING)
[ -n "$version" ] || stop 'version.hpp tells no version'
[ "$version" = "$(read_version MAJOR).$(read_version MINOR).$(read_version PATCH)" ] ||
    stop "version.hpp says $version, and other numbers beside it"
name=bitbucket-cpp-$version
[ -n "$dry" ] || [ "$tag" = "v$version" ] || stop "version.hpp says $version, and the tag $tag"
[ -z "$dry" ] || in_git diff-index --quiet HEAD -- || say 'what is not committed is left out'

# Files of the commit alone; source.sh makes an archive of them, as it does of any sources.
SOURCE_DATE_EPOCH=$(in_git log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH
source=$work/source/$name
mkdir -p "$work/out" "$source"
in_git archive --format=tar "$commit" | tar -xf - -C "$source"
sh "$source/docs/packaging/source.sh" "$work/out" > /dev/null
sh "$source/docs/packaging/source.sh" "$work/again" > /dev/null
cmp -s "$work/out/$name.tar.gz" "$work/again/$name.tar.gz" || stop 'the archive is another one when it is made again'
say "source: $name.tar.gz"

# --- the changelog --------------------------------------------------------------------------------------------------
changelog=$source/docs/changelog.md
[ -f "$changelog" ] || stop 'there is no docs/changelog.md'
heading=$(grep "^## $(printf '%s' "$version" | sed 's/\./\\./g')\( \|\$\)" "$changelog" || true)
case $heading in
    '') lacks "the changelog has no section for $version" ;;
    "## $version - 2"[0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]) say "changelog: ${heading#\#\# }" ;;
    *) lacks "the changelog has the heading \"$heading\", not \"## $version - YYYY-MM-DD\"" ;;
esac
unreleased=$(awk '/^## / { inside = ($0 == "## Unreleased"); next } inside && NF' "$changelog" | wc -l)
[ "$unreleased" -eq 0 ] || lacks 'the changelog still has something under Unreleased'

# --- what is made from it -------------------------------------------------------------------------------------------
for time in headers headers_again; do sh "$source/docs/packaging/single_header.sh" "$work/$time" > /dev/null; done
for header in "$work/headers"/*.hpp; do
    base=$(basename "$header")
    cmp -s "$header" "$work/headers_again/$base" || stop "$base is another one when it is made again"
    cp "$header" "$work/out/$base"
    say "single header: $base"
done

if [ -z "$build" ] || ! command -v dpkg-buildpackage > /dev/null; then
    say 'no Debian package: nothing is built, or dpkg-buildpackage is not installed'
else
    sh "$source/docs/packaging/debian.sh" "$work/debian" > "$work/debian.log" 2>&1 ||
        { cat "$work/debian.log" >&2; stop 'the Debian package cannot be built'; }
    for package in "$work/debian"/*.deb; do
        [ -f "$package" ] || stop 'there is no Debian package'
        case $(dpkg-deb --field "$package" Version) in
            "$version" | "$version"-*) ;;
            *) stop "$(basename "$package") is not of version $version" ;;
        esac
        cp "$package" "$work/out"
        say "Debian package: $(basename "$package")"
    done
fi

# --- the first program of the README, with each of them -------------------------------------------------------------
awk '/^```cpp$/ { inside = 1; next } inside && /^```/ { exit } inside' "$source/README.md" > "$work/first.cpp"
[ -s "$work/first.cpp" ] || stop 'the README has no program'
# builds WITH FOLDER SOURCE
builds() {
    "${CXX:-g++}" -std=c++20 "-I$2" "$3" -lcurl -o "$work/first" > "$work/build.log" 2>&1 ||
        { cat "$work/build.log" >&2; stop "the first program of the README does not build with $1"; }
    say "builds with: $1"
}
if [ -n "$build" ]; then
    builds "$name.tar.gz" "$source/include" "$work/first.cpp"
    sed -e 's|<bitbucket/transport/curl\.hpp>|"bitbucket_curl.hpp"|' -e 's|<bitbucket/bitbucket\.hpp>|"bitbucket.hpp"|' \
        "$work/first.cpp" > "$work/single.cpp"
    builds 'the single headers' "$work/out" "$work/single.cpp"
    for package in "$work/out"/*.deb; do
        [ -f "$package" ] || continue
        rm -rf "$work/unpacked"
        dpkg-deb --extract "$package" "$work/unpacked"
        builds "$(basename "$package")" "$work/unpacked/usr/include" "$work/first.cpp"
    done
fi

# --- what lists them ------------------------------------------------------------------------------------------------
created=$(in_git log -1 --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ "$commit")
set --
for file in "$work/out"/*; do
    [ "$file" = "$work/out/$name.tar.gz" ] || set -- "$@" "$file"
done
sh "$source/docs/packaging/sbom.sh" "$source" "$version" "$created" "$work/out/$name.tar.gz" "$@" \
    > "$work/out/$name.spdx.json"
say "bill of materials: $name.spdx.json"
(cd "$work/out" && sha256sum -- * > "$work/sums" && mv "$work/sums" SHA256SUMS && sha256sum --check --quiet SHA256SUMS)

# Only complete releases replace older ones, and nothing that is not one is replaced.
out=${out:-$root/build/release/$version}
if [ -e "$out" ]; then
    [ -f "$out/SHA256SUMS" ] || [ -z "$(ls -A "$out")" ] || stop "$out is there already, and is not a release"
    rm -rf "$out"
fi
mkdir -p "$out"
cp "$work/out"/* "$out"
say "all of it is in $out"
