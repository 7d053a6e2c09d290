#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: test_release.sh ROOT     (with CMAKE and CXX in the environment)
# docs/packaging/release.sh in a small repository: what it makes, and what it refuses. The checkout itself need not be one.
set -eu
root=$1
# shellcheck source=tests/support/checks.sh
. "$root/tests/support/checks.sh"
here=$root/tests/release
# No settings of whoever runs this.
HOME=$work
XDG_CONFIG_HOME=$work
GIT_CONFIG_NOSYSTEM=1
GIT_AUTHOR_DATE='2024-12-01T12:00:00Z'
GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
export HOME XDG_CONFIG_HOME GIT_CONFIG_NOSYSTEM GIT_AUTHOR_DATE GIT_COMMITTER_DATE
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2> /dev/null || true

repository=$work/the\ repository
mkdir -p "$repository/include/bitbucket" "$repository/docs/packaging"
for script in release source sbom; do cp "$root/docs/packaging/$script.sh" "$repository/docs/packaging"; done
cp "$root/CMakeLists.txt" "$root/LICENSE" "$repository"
cp "$root/include/bitbucket/version.hpp" "$repository/include/bitbucket"
echo '#include "version.hpp"' > "$repository/include/bitbucket/bitbucket.hpp"
script=$repository/docs/packaging/release.sh
# Small ones instead of those that make the rest.
cat > "$repository/docs/packaging/single_header.sh" << 'END'
mkdir "$1"
cat "$(dirname "$0")/../../include/bitbucket/version.hpp" > "$1/bitbucket.hpp"
printf '#pragma once\n' > "$1/bitbucket_curl.hpp"
END
cat > "$repository/docs/packaging/debian.sh" << 'END'
mkdir -p "$1/tree/DEBIAN" "$1/tree/usr/include/bitbucket"
cp "$(dirname "$0")/../../include/bitbucket/"* "$1/tree/usr/include/bitbucket"
printf 'Package: x\nVersion: 1.2.3-1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: x\n' \
    > "$1/tree/DEBIAN/control"
dpkg-deb --root-owner-group --build "$1/tree" "$1/x_1.2.3-1_all.deb"
END
git_in() {
    git -C "$repository" -c user.name=A -c user.email=a@example.org -c init.defaultBranch=main -c tag.gpgSign=false \
        -c commit.gpgSign=false "$@" > "$work/git.log" 2>&1 || { cat "$work/git.log" >&2; fail "git $*"; }
}
commit() {
    git_in add --all
    git_in commit --quiet --message "$1"
}
version_is() {
    printf '#define BITBUCKET_VERSION_MAJOR %s\n#define BITBUCKET_VERSION_MINOR %s\n#define BITBUCKET_VERSION_PATCH %s\n' \
        "$1" "$2" "$3" > "$repository/include/bitbucket/version.hpp"
    printf '#define BITBUCKET_VERSION_STRING "%s"\n' "$4" >> "$repository/include/bitbucket/version.hpp"
}
changelog_is() {
    printf '# Changelog\n\n## Unreleased\n%s\n%s\n\n### Added\n\n- Everything.\n' "$1" "$2" > "$repository/docs/changelog.md"
}
out=$work/out
release() {
    expected=$1
    shift
    run "$expected" sh "$script" --output "$out" "$@"
}
refused() {
    check_line stderr 1 "release.sh: $1"
    [ ! -e "$out" ] || fail "files were made"
}

# The real header is read, too.
changelog_is '' ''
# shellcheck disable=SC2016  # the backticks of Markdown
printf '# Read me\n\n```cpp\n#include <bitbucket/bitbucket.hpp>\nint main() { return BITBUCKET_VERSION_PATCH; }\n```\n' \
    > "$repository/README.md"
git_in init --quiet
commit 'Begin'
release 0 --no-build --dry-run
check_match stdout '^source: bitbucket-cpp-[0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*\.tar\.gz$'
check_match stdout '^a release would stop here: the changelog has no section for [0-9.]*$'
rm -rf "$out"

# What a release lacks stops it, and is only said by a dry run.
version_is 1 2 3 1.2.3
changelog_is '' '## 1.2.3'
commit 'Number'
release 1 --no-build v1.2.3
refused 'there is no tag v1.2.3'
git_in tag v1.2.3
release 1 --no-build v1.2.3
refused 'the changelog has the heading "## 1.2.3", not "## 1.2.3 - YYYY-MM-DD"'
changelog_is '
- Something new.
' '## 1.2.3 - 2024-12-01'
commit 'Date'
git_in tag --force v1.2.3
release 1 --no-build v1.2.3
refused 'the changelog still has something under Unreleased'
changelog_is '' '## 1.2.3 - 2024-12-01'
commit 'Release'
git_in tag v1.2.4
release 1 --no-build v1.2.4
refused 'version.hpp says 1.2.3, and the tag v1.2.4'
version_is 1 2 4 1.2.3
commit 'Two numbers'
release 1 --no-build --dry-run
refused 'version.hpp says 1.2.3, and other numbers beside it'
version_is 1 2 3 1.2.3
commit 'One number'
git_in tag --force v1.2.3

# What is not committed stays out, and the program of the README is built from the archive.
echo secret > "$repository/private.txt"
echo 'int broken(' >> "$repository/include/bitbucket/version.hpp"
release 0 --dry-run
check_line stdout 1 'what is not committed is left out'
check_match stdout '^builds with: bitbucket-cpp-1\.2\.3\.tar\.gz$'
check_match stdout '^builds with: the single headers$'
rm -rf "$out"
release 0 --no-build v1.2.3
check_empty stderr
check_match stdout '^changelog: 1\.2\.3 - 2024-12-01$'
check_match stdout '^single header: bitbucket_curl\.hpp$'
check_match stdout '^no Debian package: '
[ "$(ls "$out")" = "$(printf '%s\n' SHA256SUMS bitbucket-cpp-1.2.3.spdx.json bitbucket-cpp-1.2.3.tar.gz bitbucket.hpp \
    bitbucket_curl.hpp)" ] || fail "other files were made: $(ls "$out")"
tar -tzf "$out/bitbucket-cpp-1.2.3.tar.gz" > "$work/stdout"
check_match stdout '^bitbucket-cpp-1\.2\.3/include/bitbucket/version\.hpp$'
check_no_match stdout private
check_no_match stdout '^[^b]'
(cd "$out" && sha256sum --check --strict --quiet SHA256SUMS) || fail 'SHA256SUMS does not fit'
spdx() {
    run "$1" "$CMAKE" -D "FILE=$2" -D "FOLDER=$out" -P "$here/check_spdx.cmake"
}
spdx 0 "$out/bitbucket-cpp-1.2.3.spdx.json"
grep -q '"created": "2024-12-01T12:00:00Z"' "$out/bitbucket-cpp-1.2.3.spdx.json" || fail 'it was not made when it was'
grep -q '"./bitbucket_curl.hpp"' "$out/bitbucket-cpp-1.2.3.spdx.json" || fail 'the bill does not list a single header'

# Again, later and elsewhere: the same bytes.
cp "$out/SHA256SUMS" "$work/first"
git clone --quiet "$repository" "$work/clone" > "$work/git.log" 2>&1 || fail 'git clone'
touch "$work/clone/README.md"
(umask 077 && sh "$work/clone/docs/packaging/release.sh" --no-build --output "$work/again" v1.2.3) > "$work/stdout" \
    2> "$work/stderr" || fail 'the clone gives no release'
cmp -s "$work/first" "$work/again/SHA256SUMS" || fail 'a clone gives other files'
# So do the script for sources that nobody has tagged, and the one in the archive, wherever that is unpacked.
archive=bitbucket-cpp-1.2.3.tar.gz
same_source() {
    run 0 sh "$1/docs/packaging/source.sh" "$work/sources"
    check_line stdout 1 "$work/sources/$archive"
    cmp -s "$out/$archive" "$work/sources/$archive" || fail "$1 gives another archive"
    rm "$work/sources/$archive"
}
git -C "$work/clone" checkout --quiet v1.2.3 2> "$work/git.log" || fail 'git checkout'
same_source "$work/clone"
mkdir "$work/clone/build"
tar -xzf "$out/$archive" -C "$work/clone/build"
same_source "$work/clone/build/bitbucket-cpp-1.2.3"

# A release replaces one, and nothing else.
release 0 --no-build v1.2.3
rm -rf "$out"
mkdir "$out"
echo mine > "$out/thesis.txt"
run 1 sh "$script" --no-build --dry-run --output "$out"
check_match stderr 'is there already, and is not a release$'
[ "$(cat "$out/thesis.txt")" = mine ] || fail 'a file of somebody was removed'
rm -rf "$out"

# Single headers have to be the same each time.
git_in checkout --quiet include
rm "$repository/private.txt"
# shellcheck disable=SC2016  # for that script
echo 'date +%N > "$1/bitbucket.hpp"' >> "$repository/docs/packaging/single_header.sh"
commit 'Never the same'
release 1 --no-build --dry-run
refused 'bitbucket.hpp is another one when it is made again'

# The Debian package has to be of this version, and the program has to build with it.
git_in checkout --quiet v1.2.3
if command -v dpkg-deb > /dev/null && command -v dpkg-buildpackage > /dev/null; then
    release 0 --dry-run
    check_match stdout '^Debian package: x_1\.2\.3-1_all\.deb$'
    check_match stdout '^builds with: x_1\.2\.3-1_all\.deb$'
    spdx 0 "$out/bitbucket-cpp-1.2.3.spdx.json"
    rm -rf "$out"
    sed 's/Version: 1.2.3/Version: 1.2.30/' "$repository/docs/packaging/debian.sh" > "$work/deb.sh"
    cp "$work/deb.sh" "$repository/docs/packaging/debian.sh"
    commit 'Another version'
    release 1 --dry-run
    refused 'x_1.2.3-1_all.deb is not of version 1.2.3'
fi

# A header that does not build.
git_in checkout --quiet v1.2.3
echo 'int broken(' >> "$repository/include/bitbucket/version.hpp"
commit 'Break'
release 1 --dry-run
check_match stderr '^release.sh: the first program of the README does not build with bitbucket-cpp-1.2.3.tar.gz$'
[ ! -e "$out" ] || fail 'files were made'

# The check of the bill finds what is wrong with one.
bill=$work/bill.json
out=$work/again
for change in 's/SPDX-2.3/SPDX-2.2/' '/dataLicense/d' 's/SPDXRef-simdjson"/SPDXRef-libcurl"/' 's/DEPENDS_ON/NEEDS/' \
    's/"\(checksumValue\)": "[0-9a-f]/"\1": "x/' 's/2024-12-01T/2024-12-01 /' '/"downloadLocation"/d' \
    's/"spdxElementId": "SPDXRef-libcurl"/"spdxElementId": "SPDXRef-nobody"/' 's/DESCRIBES/DEPENDS_ON/'; do
    sed "$change" "$work/again/bitbucket-cpp-1.2.3.spdx.json" > "$bill"
    run 1 "$CMAKE" -D "FILE=$bill" -D "FOLDER=$work/again" -P "$here/check_spdx.cmake"
done

out=$work/none
run 2 sh "$script"
check_match stderr '^Usage: release.sh \[OPTIONS…\] TAG '
for wrong in '--dry-run v1.2.3' 'v1.2.3 v1.2.4' '--colour' '--output'; do
    # shellcheck disable=SC2086  # words
    run 2 sh "$script" $wrong
done
run 2 sh "$root/docs/packaging/sbom.sh" a b
run 1 sh "$root/docs/packaging/sbom.sh" "$root" 1.2.3 yesterday "$root/LICENSE"
check_line stderr 1 'sbom.sh: a time is written 2026-08-01T12:00:00Z, not yesterday'
