#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: batch_sources.sh OUTPUT SOURCE…
#
# Writes one source that holds several test files, each in a namespace of its own behind its includes, so that what
# they share is compiled once. #line keeps names and line numbers of the files in messages and in Catch's tags.
set -eu
output=$1
shift
awk '
    function leave() { if (inside) print "}  // namespace"; inside = 0 }
    FNR == 1 { leave(); ++files; place = "" }
    /^#include/ { leave(); printf "#line %d \"%s\"\n%s\n", FNR, FILENAME, $0; next }
    !inside && /^(\/\/|$)/ { next }
    !inside { printf "namespace batched_%d {\n#line %d \"%s\"\n", files, FNR, FILENAME; inside = 1 }
    { print }
    END { leave() }
' "$@" > "$output.new"
# Untouched if it is the same, so that nothing is compiled again for it.
if cmp -s "$output.new" "$output"; then rm "$output.new"; else mv "$output.new" "$output"; fi
