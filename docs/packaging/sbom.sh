#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: sbom.sh SOURCE VERSION CREATED ARCHIVE [FILE…]     prints a bill of materials, SPDX 2.3 as JSON
#
# SOURCE is the unpacked source, CREATED the time as 2026-08-01T12:00:00Z, ARCHIVE the source as it is released, FILE… what
# else was made from it. What the library needs, and from which version on, is read from its CMakeLists.txt. The same
# arguments and files give the same bytes. Needs a POSIX shell, awk, sha1sum and sha256sum.
set -eu
LC_ALL=C
export LC_ALL
[ $# -ge 4 ] || { sed -n 's/^# \(Usage: .*\)/\1/p' "$0" >&2; exit 2; }
source=$1
version=$2
created=$3
archive=$4
shift 4

stop() {
    printf 'sbom.sh: %s\n' "$*" >&2
    exit 1
}
case $created in
    [0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z) ;;
    *) stop "a time is written 2026-08-01T12:00:00Z, not $created" ;;
esac

# quoted TEXT: as a string of JSON.
quoted() {
    printf '%s' "$1" | awk '
        { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, "\\t"); gsub(/[\001-\037]/, "?") }
        NR > 1 { printf "\\n" }
        NR == 1 { printf "\"" }
        { printf "%s", $0 }
        END { if (NR == 0) printf "\""; printf "\"" }'
}

sum() {
    "$1" "$2" | cut -d ' ' -f 1
}

# least NAME: the oldest version of a package that CMakeLists.txt takes.
least() {
    sed -n "s/.*find_package($1 \([0-9][0-9.]*\).*/\1/p" "$source/CMakeLists.txt" | head -n 1
}

# package ID NAME LICENSE NOTE: one that is not part of the release.
package() {
    printf '    {\n      "SPDXID": "SPDXRef-%s",\n      "name": %s,\n' "$1" "$(quoted "$2")"
    printf '      "downloadLocation": "NOASSERTION",\n      "filesAnalyzed": false,\n'
    printf '      "licenseConcluded": "NOASSERTION",\n      "licenseDeclared": %s,\n' "$(quoted "$3")"
    printf '      "copyrightText": "NOASSERTION",\n      "comment": %s\n    }' "$(quoted "$4")"
}

relationship() {
    printf '    {"spdxElementId": "%s", "relationshipType": "%s", "relatedSpdxElement": "%s"}' "$1" "$2" "$3"
}

# id_of FILE: its name with what an SPDX identifier may have.
id_of() {
    printf 'SPDXRef-File-%s' "$(basename -- "$1" | tr -c 'A-Za-z0-9.\n-' '-')"
}

json=$(least nlohmann_json)
curl=$(least CURL)
[ -n "$json" ] || stop "$source/CMakeLists.txt does not say which nlohmann_json it needs"
simdjson=$(sed -n 's/.*simdjson_VERSION VERSION_LESS \([0-9][0-9.]*\).*/\1/p' "$source/CMakeLists.txt" | head -n 1)
[ -n "$simdjson" ] || stop "$source/CMakeLists.txt does not say which simdjson it needs"
[ -n "$curl" ] || stop "$source/CMakeLists.txt does not say which libcurl it needs"
copyright=$(sed -n 's/^\(Copyright .*\)/\1/p' "$source/LICENSE" | head -n 1)
[ -n "$copyright" ] || stop "$source/LICENSE has no line that begins with Copyright"
checksum=$(sum sha256sum "$archive")

cat << END
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "bitbucket-cpp-$version",
  "documentNamespace": "https://spdx.org/spdxdocs/bitbucket-cpp-$version-$checksum",
  "creationInfo": {
    "created": "$created",
    "creators": ["Tool: bitbucket-cpp-sbom.sh-$version"]
  },
  "documentDescribes": ["SPDXRef-bitbucket-cpp"],
  "packages": [
    {
      "SPDXID": "SPDXRef-bitbucket-cpp",
      "name": "bitbucket-cpp",
      "versionInfo": "$version",
      "packageFileName": $(quoted "$(basename -- "$archive")"),
      "supplier": "NOASSERTION",
      "downloadLocation": "NOASSERTION",
      "filesAnalyzed": false,
      "checksums": [{"algorithm": "SHA256", "checksumValue": "$checksum"}],
      "licenseConcluded": "MIT",
      "licenseDeclared": "MIT",
      "copyrightText": $(quoted "$copyright"),
      "primaryPackagePurpose": "LIBRARY",
      "externalRefs": [
        {
          "referenceCategory": "PACKAGE-MANAGER",
          "referenceType": "purl",
          "referenceLocator": "pkg:generic/bitbucket-cpp@$version?checksum=sha256:$checksum"
        }
      ],
      "comment": "No code of others is part of the release. What it needs comes from the system that builds with it."
    },
END
package nlohmann-json nlohmann_json MIT "$json or newer; always needed"
printf ',\n'
package libcurl libcurl curl "$curl or newer; only for the curl transport"
printf ',\n'
package simdjson simdjson Apache-2.0 "$simdjson or newer; only for the simdjson reader"
printf '\n  ],\n'

if [ $# -gt 0 ]; then
    printf '  "files": [\n'
    separator=
    for file in "$@"; do
        printf '%s    {\n      "SPDXID": "%s",\n      "fileName": %s,\n' "$separator" "$(id_of "$file")" \
            "$(quoted "./$(basename -- "$file")")"
        printf '      "checksums": [\n        {"algorithm": "SHA1", "checksumValue": "%s"},\n' "$(sum sha1sum "$file")"
        printf '        {"algorithm": "SHA256", "checksumValue": "%s"}\n      ],\n' "$(sum sha256sum "$file")"
        printf '      "licenseConcluded": "MIT",\n      "copyrightText": %s\n    }' "$(quoted "$copyright")"
        separator=',
'
    done
    printf '\n  ],\n'
fi

printf '  "relationships": [\n'
relationship SPDXRef-DOCUMENT DESCRIBES SPDXRef-bitbucket-cpp
printf ',\n'
relationship SPDXRef-bitbucket-cpp DEPENDS_ON SPDXRef-nlohmann-json
for optional in libcurl simdjson; do
    printf ',\n'
    relationship "SPDXRef-$optional" OPTIONAL_DEPENDENCY_OF SPDXRef-bitbucket-cpp
done
for file in "$@"; do
    printf ',\n'
    relationship "$(id_of "$file")" GENERATED_FROM SPDXRef-bitbucket-cpp
done
printf '\n  ]\n}\n'
