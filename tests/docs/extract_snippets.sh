#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: extract_snippets.sh OUTPUT_FOLDER ROOT MARKDOWN…   (the files are named relative to ROOT)
#
# Writes the C++ blocks of Markdown files as sources that can be compiled:
#
#   ```cpp            a whole translation unit, as it stands
#   ```cpp fragment   statements; they become the body of a function with `bb` for the namespace and a client `api`
#
# All fragments share one source, for most of its compile time goes into the headers. Any other word behind ```cpp is
# refused, so that no block slips through. Errors point into the Markdown. Prints the names of the sources; leaves files alone that have not changed.
set -eu
output=$1
root=$2
shift 2

LC_ALL=C
export LC_ALL
mkdir -p "$output"
fresh=$output/fresh
rm -rf "$fresh"
mkdir "$fresh"

for markdown in "$@"; do
    stem=$(printf '%s' "${markdown%.md}" | tr -c 'A-Za-z0-9' '_')
    awk -v markdown="$markdown" -v path="$root/$markdown" -v stem="$stem" -v fresh="$fresh" '
        function fail(sentence) {
            printf "%s:%d: %s\n", markdown, NR, sentence > "/dev/stderr"
            failed = 1
            exit 1
        }
        kind == "" && /^ *```cpp/ {
            tag = $0
            sub(/^ *```cpp */, "", tag)
            sub(/[ \r]*$/, "", tag)
            if (tag == "") {
                kind = "unit"
                file = fresh "/" stem "_" NR ".cpp"
                printf "#line %d \"%s\"\n", NR + 1, path > file
            } else if (tag == "fragment") {
                kind = "fragment"
                functions = functions sprintf("\n[[maybe_unused]] void %s_%d([[maybe_unused]] bb::client& api) {\n#line %d \"%s\"\n", stem, NR, NR + 1, path)
            } else {
                fail("a block is ```cpp or ```cpp fragment, not ```cpp " tag)
            }
            next
        }
        kind == "" && /^ *```/ { kind = "other"; next }
        kind != "" && /^ *``` *\r?$/ {
            if (kind == "unit") close(file)
            if (kind == "fragment") functions = functions "}\n"
            kind = ""
            next
        }
        kind == "unit" { print > file }
        kind == "fragment" && /^ *# *include/ { includes = includes $0 "\n"; functions = functions "\n"; next }
        kind == "fragment" { functions = functions $0 "\n" }
        END {
            if (failed) exit 1
            if (kind != "") fail("the last block is not closed")
            printf "%s", includes > (fresh "/includes")
            printf "%s", functions > (fresh "/functions")
        }
    ' "$root/$markdown"
    cat "$fresh/includes" >> "$fresh/all_includes"
    cat "$fresh/functions" >> "$fresh/all_functions"
done

if [ -s "$fresh/all_functions" ]; then
    {
        printf '#include <everything.hpp>\n#include <iostream>\n'
        sort -u "$fresh/all_includes"
        printf '\nnamespace bb = bitbucket;\n\nnamespace {\n'
        cat "$fresh/all_functions"
        printf '\n}\n'
    } > "$fresh/fragments.cpp"
fi

# A source that did not change keeps its time stamp, and is not compiled again.
for source in "$fresh"/*.cpp; do
    [ -e "$source" ] || continue
    name=$(basename "$source")
    cmp -s "$source" "$output/$name" || cp "$source" "$output/$name"
    printf '%s\n' "$output/$name"
done
rm -rf "$fresh"
