#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: together.sh OUTPUT SOURCE…
#
# Writes one source that holds several programs, and a main function that runs the one by whose name it was called:
# compiled once, not once for each, they take a fraction of the time. What the sources include comes first; the rest of
# each goes into a namespace of its own, where `main` has another name and the `return 0` that it may leave out.
set -eu
output=$1
shift

LC_ALL=C
export LC_ALL
fresh=$output.fresh
trap 'rm -f "$fresh" "$fresh.includes" "$fresh.bodies" "$fresh.calls"' EXIT
: > "$fresh.includes"
: > "$fresh.bodies"
: > "$fresh.calls"
for source in "$@"; do
    awk -v path="$source" -v fresh="$fresh" '
        BEGIN {
            name = path
            sub(/.*\//, "", name)
            sub(/\.cpp$/, "", name)
            folder = path
            sub(/[^\/]*$/, "", folder)
            bodies = fresh ".bodies"
            printf "\nnamespace program_%s {\n#line 1 \"%s\"\n", name, path >> bodies
        }
        /^#include </ { print >> (fresh ".includes"); print "" >> bodies; next }
        /^#include "/ {
            sub(/"/, "\"" folder)
            print >> (fresh ".includes")
            print "" >> bodies
            next
        }
        /^int main\(/ { ++mains; open = 1; sub(/main/, "program") }
        open && /^}/ { ++ends; open = 0; $0 = "return 0; " $0 }
        { print >> bodies }
        END {
            if (mains > 1 || mains != ends) {
                printf "%s: has %d main functions, with %d ends\n", path, mains, ends > "/dev/stderr"
                exit 1
            }
            printf "}\n" >> bodies
            if (mains == 1) printf "    if (name == \"%s\") return call(program_%s::program, argc, argv);\n", name, name >> (fresh ".calls")
        }
    ' "$source"
done
{
    {
        cat "$fresh.includes"
        printf '#include <%s>\n' iostream string_view
    } | sort -u
    cat "$fresh.bodies"
    cat << 'END'

#line 1 "together"
[[maybe_unused]] static int call(int (*program)(), int, char**) {
    return program();
}

[[maybe_unused]] static int call(int (*program)(int, char**), int argc, char** argv) {
    return program(argc, argv);
}

int main(int argc, char** argv) {
    std::string_view name = argc > 0 ? argv[0] : "";
    name.remove_prefix(name.rfind('/') + 1);
END
    cat "$fresh.calls"
    printf '    std::cerr << "there is no program " << name << "\\n";\n    return 127;\n}\n'
} > "$fresh"
mv "$fresh" "$output"
