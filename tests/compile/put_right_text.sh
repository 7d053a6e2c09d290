#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: put_right_text.sh SOURCE
#
# Prints a source of this folder put right: with what its line "// fixed: …" says in place of the wrong line, or without the
# wrong lines where there are several. Lines keep their numbers.
set -u
LC_ALL=C
export LC_ALL
fixed=$(sed -n 's|^ *// fixed: *||p' "$1")
if [ -n "$fixed" ]; then
    # Not by -v, which would read a backslash as the start of something.
    FIXED=$fixed awk '/\/\/ here *$/ { print ENVIRON["FIXED"]; next } { print }' "$1"
else
    sed 's|^.*// here *$||' "$1"
fi
