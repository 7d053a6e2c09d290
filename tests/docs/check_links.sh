#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: check_links.sh ROOT
#
# Fails on a relative link in the Markdown of ROOT, ROOT/docs or ROOT/examples that leads to no file, or to no heading.
# Links to other sites are not looked at. Anchors are made from headings as GitHub makes them: lower case, spaces become
# hyphens, punctuation goes, and a heading that repeats gets -1, -2, …. Understands [text](target), on one line or
# wrapped within the text, and targets without blanks or brackets. Code is passed over, in blocks and within lines.
set -eu
root=$(cd -- "$1" && pwd -P)
cd "$root"

LC_ALL=C
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in . docs examples; do
    [ -d "$folder" ] || continue
    if [ "$folder" = . ]; then find . -maxdepth 1 -name '*.md'; else find "./$folder" -name '*.md'; fi
done | sort > "$work/files"

# Writes two lists, with tabs between: `links` (file, line, target) and `anchors` (file, anchor).
while IFS= read -r file; do
    awk -v file="$file" -v links="$work/links" -v anchors="$work/anchors" '
        /^ *```/ { inside = !inside; next }
        inside { next }
        /^#+ / {
            anchor = $0
            sub(/^#+ +/, "", anchor)
            sub(/[ \r]+$/, "", anchor)
            while (match(anchor, /\]\([^()]*\)/))     # of a link only its text counts
                anchor = substr(anchor, 1, RSTART - 1) substr(anchor, RSTART + RLENGTH)
            anchor = tolower(anchor)
            gsub(/[!-,.\/:-@\[-^`{-~]/, "", anchor)   # ASCII punctuation but - and _
            gsub(/ /, "-", anchor)
            count = seen[anchor]++
            printf "%s\t%s\n", file, anchor (count ? "-" count : "") >> anchors
        }
        NF == 0 { open = 0 }
        {
            # A span of code may go on in the next line of a paragraph.
            if (open) $0 = "`" $0
            gsub(/``.*``/, "")
            gsub(/`[^`]*`/, "")
            open = sub(/`.*/, "")
            while (match($0, /\]\([^() \t]+\)/)) {
                printf "%s\t%d\t%s\n", file, NR, substr($0, RSTART + 2, RLENGTH - 3) >> links
                $0 = substr($0, RSTART + RLENGTH)
            }
        }
    ' "$file"
done < "$work/files"

tab=$(printf '\t')
failed=0
checked=0
complain() {
    printf '%s:%s: %s: %s\n' "${file#./}" "$line" "$target" "$1" >&2
    failed=1
}
while IFS="$tab" read -r file line target; do
    case $target in
        [a-z]*:*) continue ;;
    esac
    checked=$((checked + 1))
    path=${target%%#*}
    if [ -z "$path" ]; then
        path=$file
    else
        path=$(dirname -- "$file")/$path
        if [ ! -e "$path" ]; then
            complain "there is no such file"
            continue
        fi
        # Without the steps back, as the lists name it.
        folder=$(cd -- "$(dirname -- "$path")" && pwd -P)
        case $folder/ in
            "$root"/*) path=./${folder#"$root"}/$(basename -- "$path") ;;
            *) complain "this leads out of the repository"; continue ;;
        esac
        path=$(printf '%s\n' "$path" | sed 's|//*|/|g')
    fi
    case $target in
        *'#'*) ;;
        *) continue ;;
    esac
    grep -Fqx -- "$path$tab${target#*#}" "$work/anchors" || complain "there is no such heading"
done < "$work/links"

[ "$checked" -gt 0 ] || { printf 'there are no links at all\n' >&2; exit 1; }
printf '%d links in %d files\n' "$checked" "$(wc -l < "$work/files")"
exit "$failed"
