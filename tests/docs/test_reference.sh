#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: test_reference.sh ROOT
#
# What docs/packaging/reference.sh relies on, without Doxygen: its checks fail where they have to, pages and headers are
# rewritten as its scripts say. `.ci/run` makes the whole site.
set -eu
root=$(cd -- "$1" && pwd -P)
scripts=$root/docs/packaging/reference
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# expect WHAT STATUS TEXT COMMAND…: how it ends, and a text that it prints; an empty text is not looked for.
expect() {
    what=$1 wanted=$2 text=$3 status=0
    shift 3
    "$@" > out 2>&1 || status=$?
    if [ "$status" -ne "$wanted" ] || ! grep -Fqe "$text" out; then
        printf '%s: status %s instead of %s, or no "%s" in:\n' "$what" "$status" "$wanted" "$text" >&2
        cat out >&2
        failed=1
    fi
}

# member KIND NAME WORDS [PROT]
member() {
    printf '      <memberdef kind="%s" id="structbitbucket_1_1a_1a%s" prot="%s" static="no">\n' "$1" "$2" "${4:-public}"
    printf '        <name>%s</name>\n        <briefdescription>\n%s        </briefdescription>\n' "$2" "$3"
    printf '        <location file="include/bitbucket/a.hpp" line="7" column="5"/>\n      </memberdef>\n'
}
# compound NAME, with members on the standard input
compound() {
    printf '  <compounddef id="structbitbucket_1_1a" kind="struct" language="C++" prot="public">\n'
    printf '    <compoundname>%s</compoundname>\n' "$1"
    cat
    printf '    <briefdescription>\n<para>Words. </para>\n    </briefdescription>\n'
    printf '    <location file="include/bitbucket/a.hpp" line="5" column="1"/>\n  </compounddef>\n'
}
words='<para>Words. </para>
'
names() {
    awk -v least_operations="$1" -f "$scripts/undocumented.awk" "$work/a.xml"
}

{ member variable said "$words"; member function info ''; member function a ''; } | compound bitbucket::a > a.xml
expect 'all described' 0 'each with a description' names 1
expect 'too few operations' 2 'there are 1 operations' names 2
{ member variable said "$words"; member variable mute ''; } | compound bitbucket::a > a.xml
expect 'a name without words' 1 'include/bitbucket/a.hpp:7: variable bitbucket::a::mute has no description' names 0
{ member variable hidden '' private; member variable said "$words"; } | compound bitbucket::a > a.xml
expect 'a private name' 0 '' names 0
{ member function twice ''; member function twice "$words"; } | compound bitbucket::a > a.xml
expect 'an overload' 0 '' names 0
member function other '' | compound 'bitbucket::a&lt; int &gt;' > a.xml
expect 'a specialisation' 0 '' names 0
member variable said "$words" | compound bitbucket::a | sed '/^    <briefdescription>/,$ { /<para>/d; }' > a.xml
expect 'a class without words' 1 'struct bitbucket::a has no description' names 0

links() {
    find . -name '*.html' > files
    awk -v files=files -f "$scripts/check_links.awk" ./*.html ./*.html
}
printf '<a href="b.html#there">b</a>\n' > a.html
printf '<h1 id="there">b</h1><a href="a.html">a</a>\n' > b.html
expect 'links that lead somewhere' 0 '2 links' links
printf '<a href="b.html#gone">b</a>\n' > a.html
expect 'a link to no anchor' 1 'a.html: b.html#gone leads to no anchor' links
printf '<a href="c.html">c</a>\n' > a.html
expect 'a link to no file' 1 'a.html: c.html leads to no file' links
printf 'nothing\n' > a.html
rm b.html
expect 'no links' 2 'there are no links' links

# page TEXT: a page of docs/ as the site has it
page() {
    printf '# Title\n\n%s\n' "$1" | awk -v page=docs/x.md -v root="$root" -v leaves="$work/leaves" -f "$scripts/pages.awk"
}
expect 'a title' 0 '# Title {#x}' page ''
expect 'a heading' 0 '## Two of `them` {#x-two-of-them}' page '## Two of `them`'
expect 'a link to a part of a page' 0 '[walks](paging.html#paging-limits)' page '[walks](paging.md#limits)'
expect 'a link to a page by its file' 0 '[Collections and pages](paging.html)' page '[paging.md](paging.md)'
expect 'a link to a decision' 0 '(decision-0008.html)' page '[opaque](decisions/0008-next-is-opaque.md)'
expect 'a link to an example' 0 '(raw_json_8cpp-example.html)' page '[raw](../examples/raw_json.cpp)'
expect 'a link to a header' 0 '(header:page.hpp)' page '[page](../include/bitbucket/page.hpp)'
expect 'a link to another file' 0 '(source/LICENSE.txt)' page '[terms](../LICENSE)'
grep -Fqx LICENSE leaves || { echo 'LICENSE is not to be copied' >&2; failed=1; }
expect 'a link to a folder' 0 'see tests.' page 'see [tests](../tests).'
expect 'links in code stay' 0 '`f[0](paging.md)`' page 'a `f[0](paging.md)`'
expect 'a block' 0 '```{.cpp}' page '```cpp fragment
[x](paging.md)
```'

printf 'bitbucket::refs::list\tlist.html\n' > names
printf '<code>refs::list</code> <a href="x"><code>refs::list</code></a> <code>std::list</code>\n' > x.html
mkdir to
awk -v out="$work/to" -f "$scripts/link_code.awk" names x.html
expect 'a name in code' 0 '<a class="el" href="list.html"><code>refs::list</code></a> <a href="x"><code>refs::list</code></a> <code>std::list</code>' \
    cat to/x.html

mkdir -p include/bitbucket/api
cat > include/bitbucket/api/a.hpp <<'HEADER'
// SPDX-License-Identifier: MIT
// Things: list<T> and more.
#pragma once

namespace bitbucket::inline BITBUCKET_ABI::things {

struct thing {
    std::string name;
    /// Said.
    std::string said;
    int local = 0;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("the-name", self.name);
        member("said", self.said);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::things
HEADER
filter() {
    awk -f "$scripts/header.awk" include/bitbucket/api/a.hpp
}
expect 'a file' 0 '/// Things: list\<T> and more.' filter
expect 'a namespace' 0 ' */ namespace bitbucket::things {' filter
expect 'a member that a model lists' 0 'std::string name;  ///< `the-name` in JSON.' filter
for quiet in 'std::string said;' 'int local = 0;'; do
    expect "left alone: $quiet" 0 "$quiet" filter
    if filter | grep -Fq "$quiet  ///<"; then
        echo "$quiet got words" >&2
        failed=1
    fi
done
find "$root/include/bitbucket" -name '*.hpp' > headers
while IFS= read -r header; do
    [ "$(awk -f "$scripts/header.awk" "$header" | wc -l)" -eq "$(wc -l < "$header")" ] ||
        { echo "$header has another number of lines behind the filter" >&2; failed=1; }
done < headers
[ -s headers ] || failed=1
exit "$failed"
