#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: ports.sh ARCHIVE URL OUTPUT_FOLDER
#
# Writes what package managers ask for, for an archive of source.sh that will lie at a URL (file:// for trying it):
#   OUTPUT_FOLDER/vcpkg   a filesystem registry of vcpkg with the port bitbucket-cpp; vcpkg/ports is an overlay, too
#   OUTPUT_FOLDER/conan   a recipe for Conan 2 as its central index lays them out: config.yml, all/
set -eu
unset CDPATH
LC_ALL=C
export LC_ALL
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
[ $# -eq 3 ] || { sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2; }
archive=$1
url=$2
out=$3
version=$(basename -- "$archive" | sed -n 's/^bitbucket-cpp-\(.*\)\.tar\.gz$/\1/p')
[ -n "$version" ] || { printf '%s: not an archive of source.sh\n' "$archive" >&2; exit 2; }
case $url in
    *[\"\\@\ \|]* | *[\'\$\;]*) printf '%s: not a URL for these files\n' "$url" >&2; exit 2 ;;
esac
sha256=$(sha256sum < "$archive" | cut -d ' ' -f 1)
sha512=$(sha512sum < "$archive" | cut -d ' ' -f 1)

# Only what this script has written before is replaced.
rm -rf "$out/vcpkg" "$out/conan"
mkdir -p "$out/vcpkg/ports/bitbucket-cpp" "$out/vcpkg/versions/b-" "$out/conan"
for file in portfile.cmake vcpkg.json usage; do
    sed -e "s|@VERSION@|$version|g" -e "s|@URL@|$url|g" -e "s|@SHA512@|$sha512|g" \
        "$here/vcpkg/bitbucket-cpp/$file" > "$out/vcpkg/ports/bitbucket-cpp/$file"
done
cat > "$out/vcpkg/versions/baseline.json" << END
{
  "default": {
    "bitbucket-cpp": { "baseline": "$version", "port-version": 0 }
  }
}
END
cat > "$out/vcpkg/versions/b-/bitbucket-cpp.json" << END
{
  "versions": [
    { "version": "$version", "port-version": 0, "path": "\$/ports/bitbucket-cpp" }
  ]
}
END

cp -R "$here/conan/all" "$out/conan/all"
cat > "$out/conan/config.yml" << END
versions:
  "$version":
    folder: all
END
cat > "$out/conan/all/conandata.yml" << END
sources:
  "$version":
    url: "$url"
    sha256: "$sha256"
END
