#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: reference.sh [FOLDER]           the site of this version, in FOLDER/VERSION; build/reference unless given
#        reference.sh --names            only checks that every public name has a description
#
# Makes the API reference with Doxygen: every public name, the guides, the examples, the records of decisions. It can be
# opened from the disk, needs no server, and loads nothing from elsewhere. Ends with 1, and says why, if a public name has no
# description, if Doxygen warns, or if a link within the site leads nowhere. FOLDER/latest and FOLDER/index.html lead to
# the version that was made last. Needs Doxygen 1.9.4 or newer, a POSIX shell and awk; takes the theme doxygen-awesome-css
# where it is installed, else Doxygen's own looks. docs/versioning.md says which addresses stay.
set -eu
unset CDPATH
LC_ALL=C.UTF-8
export LC_ALL
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)

stop() {
    printf 'reference.sh: %s\n' "$*" >&2
    exit 1
}

names_only=
case ${1:-} in
    --names) names_only=yes; shift ;;
    -*) sed -n 's/^# \(Usage:.*\|       reference.sh.*\)/\1/p' "$0" >&2; exit 2 ;;
esac
[ $# -le 1 ] || stop "too many arguments"
command -v doxygen > /dev/null 2>&1 || stop "Doxygen is needed (Debian: doxygen, doxygen-awesome-css)"
site=${1:-$root/build/reference}
version=$(sed -n 's/^#define BITBUCKET_VERSION_STRING "\(.*\)"$/\1/p' "$root/include/bitbucket/version.hpp")
[ -n "$version" ] || stop "version.hpp has no version"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# --- pages ----------------------------------------------------------------------------------------------------------
# first_words FILE: the first sentence of a page, without links.
first_words() {
    awk '/^#/ { titled = 1; next } !titled { next } NF == 0 { if (said) exit; next } /^(- |\||```|!)/ { if (said) exit; next }
         { said = 1; printf "%s ", $0 } END { print "" }' "$1" |
        sed 's/\[\([^][]*\)\]([^()]*)/\1/g; s/\. [A-Z`].*/./; s/@/\\@/g'
}
# about_source FILE: what a program says of itself, from its first comment.
about_source() {
    awk 'NR == 1 { next } !/^\/\// || /^\/\/$/ { exit } { sub(/^\/\/ */, ""); printf "%s ", $0 } END { print "" }' "$1" |
        sed 's/@/\\@/g; s/</\\</g; s/--/\\--/g; s|docs/\([a-z-]*\)\.md|[\1](\1.html)|g'
}

pages() {
    mkdir "$work/pages"
    : > "$work/leaves"
    for page in README.md examples/README.md docs/*.md docs/decisions/*.md; do
        awk -v page="$page" -v root="$root" -v leaves="$work/leaves" -f "$here/reference/pages.awk" "$page" \
            > "$work/pages/$(printf '%s' "$page" | tr / +)"
    done
    # The contents have the pages in the order of their files.
    mv "$work/pages/examples+README.md" "$work/pages/b+examples+README.md"
    mv "$work/pages/docs+decisions+README.md" "$work/pages/d+docs+decisions+README.md"

    # Guides in the order of the list; what the list does not have comes behind.
    {
        printf '# Guides {#guides}\n\nHow to do something, and what holds for all of the library.\n\n'
        {
            cat "$here/reference/guides.txt"
            for page in docs/*.md; do basename "$page" .md; done
        } | awk '!seen[$0]++' | while IFS= read -r label; do
            [ -f "docs/$label.md" ] || stop "guides.txt has $label, and there is no docs/$label.md"
            printf -- '- \\subpage %s <br>%s\n' "$label" "$(first_words "docs/$label.md")"
        done
    } > "$work/pages/a+guides.md"

    {
        printf '\n<div class="subpages">\n\n'
        for page in docs/decisions/0*.md; do
            number=$(basename "$page")
            printf -- '- \\subpage decision-%s\n' "${number%%-*}"
        done
        printf '\n</div>\n'
    } >> "$work/pages/d+docs+decisions+README.md"

    {
        printf '# Tools {#tools}\n\nPrograms to keep rather than to copy. Each prints its options with `--help`.\n\n'
        for source in examples/tools/*/*.cpp; do
            name=$(basename "$source" .cpp)
            [ "$(basename "$(dirname "$source")")" = "$name" ] || continue
            printf -- '- [%s](tools_2%s_2%s_8cpp-example.html): %s\n' "$name" "$name" "$name" \
                "$(about_source "$source" | sed "s/^$name: //")"
        done
    } > "$work/pages/c+tools.md"

    # Doxygen links names in the text of these to what they are.
    for source in examples/*.cpp examples/tools/*/*.cpp; do
        name=$(basename "$source" .cpp)
        folder=$(basename "$(dirname "$source")")
        [ "$folder" = examples ] || [ "$folder" = "$name" ] || continue
        printf '/** \\example %s\n\\details %s\n*/\n' "${source#examples/}" "$(about_source "$source")"
    done > "$work/pages/examples.dox"
}

# --- settings -------------------------------------------------------------------------------------------------------
theme=/usr/share/doxygen-awesome-css
[ -f "$theme/doxygen-awesome.css" ] || theme=
settings() {
    cat "$here/reference/Doxyfile"
    printf 'PROJECT_NUMBER = %s\nOUTPUT_DIRECTORY = "%s"\nWARN_LOGFILE = "%s"\n' "$version" "$work/out" "$work/warnings"
    printf 'STRIP_FROM_PATH = "%s" "%s"\n' "$root" "$work/pages"
    printf 'INPUT_FILTER = "awk -f docs/packaging/reference/header.awk"\n'
    if [ -n "$names_only" ]; then
        printf 'GENERATE_HTML = NO\n'
        return
    fi
    printf 'INPUT += "%s"\nUSE_MDFILE_AS_MAINPAGE = "%s"\n' "$work/pages" "$work/pages/README.md"
    # Pages are what they should be already.
    printf 'INPUT_FILTER =\nFILTER_PATTERNS = "*.hpp=awk -f docs/packaging/reference/header.awk"\n'
    printf 'FILE_PATTERNS += *.dox\nIMAGE_PATH = docs/images\nLAYOUT_FILE = "%s"\n' "$work/layout.xml"
    if [ -n "$theme" ]; then
        printf 'HTML_EXTRA_STYLESHEET = "%s" "%s"\n' "$theme/doxygen-awesome.css" "$here/reference/style.css"
    else
        printf 'HTML_EXTRA_STYLESHEET = "%s" "%s"\n' "$here/reference/plain.css" "$here/reference/style.css"
    fi
}

if [ -z "$names_only" ]; then
    pages
    (cd "$work" && doxygen -l layout.xml)
    # The pages come first and are the guides; what the files are is plain from their names.
    sed -i 's|<tab type="pages" visible="yes" title=""|<tab type="pages" visible="yes" title="Guides"|
            s|<tab type="files" visible="yes" title=""|<tab type="files" visible="yes" title="Headers"|' \
        "$work/layout.xml"
fi
settings > "$work/Doxyfile"
doxygen "$work/Doxyfile" > "$work/log" 2>&1 || { cat "$work/log" "$work/warnings" >&2; stop "Doxygen failed"; }
if [ -s "$work/warnings" ]; then
    cat "$work/warnings" >&2
    stop "Doxygen warns"
fi

# --- every public name ----------------------------------------------------------------------------------------------
operations=$(sed -n 's/^The \([0-9]*\) operations of the library.*/\1/p' docs/operations.md)
[ "${operations:-0}" -gt 0 ] || stop "docs/operations.md does not say how many operations there are"
awk -v least_operations="$operations" -f "$here/reference/undocumented.awk" "$work"/out/xml/*.xml ||
    stop "describe these names, or say in undocumented.awk why they need no words"
[ -z "$names_only" ] || exit 0

# --- the site -------------------------------------------------------------------------------------------------------
awk -f "$here/reference/names.awk" "$work"/out/xml/*.xml > "$work/names"
mkdir "$work/site"
cp -R "$work/out/html/." "$work/site"
(cd "$work/out/html" && awk -v out="$work/site" -f "$here/reference/link_code.awk" "$work/names" ./*.html)
sort -u "$work/leaves" | while IFS= read -r leaf; do
    mkdir -p "$work/site/source/$(dirname "$leaf")"
    cp "$leaf" "$work/site/source/$leaf.txt"
done
(cd "$work/site" && find . -type f > "$work/files" &&
    awk -v files="$work/files" -f "$here/reference/check_links.awk" ./*.html ./*.html) ||
    stop "these links lead nowhere"

mkdir -p "$site"
if [ -e "$site/$version" ]; then
    [ -f "$site/$version/doxygen.css" ] || stop "$site/$version is there, and was not made by this script"
    rm -rf "${site:?}/$version"
fi
mv "$work/site" "$site/$version"
rm -f "$site/latest"
ln -s "$version" "$site/latest"
printf '<!DOCTYPE html>\n<meta charset="utf-8">\n<title>bitbucket</title>\n%s\n<a href="latest/index.html">latest</a>\n' \
    '<meta http-equiv="refresh" content="0; url=latest/index.html">' > "$site/index.html"
printf '%s\n' "$site/$version/index.html"
