# SPDX-License-Identifier: MIT
# Reads all pages of a site twice, from within its folder: every link within the site leads to a file, and to an anchor
# in it. `files` is a list of all files. Prints what does not, and ends with 1; ends with 2 where there are no links.
#
# Of Doxygen's own links to friends that are templates, and to classes that are all private, some lead to the right page
# and to no part of it. These are passed over, on the pages that Doxygen makes from the headers.
BEGIN {
    while ((getline file < files) > 0) {
        sub(/^\.\//, "", file)
        there[file] = 1
    }
}
FNR == 1 {
    page = FILENAME
    sub(/^\.\//, "", page)
    second = page in read
    read[page] = 1
}
!second {
    line = $0
    while (match(line, /(id|name)="[^"]*"/)) {
        text = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        gsub(/^(id|name)="|"$/, "", text)
        anchor[page "#" text] = 1
    }
    next
}
{
    line = $0
    while (match(line, /(href|src)="[^"]*"/)) {
        text = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        gsub(/^(href|src)="|"$/, "", text)
        if (text ~ /^(https?|mailto|javascript|data):/ || text ~ /^#$/) continue
        links++
        gsub(/%3C/, "<", text)
        path = text
        sub(/#.*/, "", path)
        part = text
        if (!sub(/^[^#]*#/, "", part)) part = ""
        if (path == "") path = page
        if (!(path in there)) complain("leads to no file")
        else if (part != "" && path ~ /\.html$/ && !((path "#" part) in anchor) &&
                 !(page ~ /^(class|struct|functions|hierarchy)|_8hpp_source\.html$/ && part ~ /^(a[0-9a-f]+|nested-classes)$/))
            complain("leads to no anchor")
    }
}
function complain(what) {
    if ((page SUBSEP text) in told) return
    told[page, text] = 1
    print page ": " text " " what
    bad++
}
END {
    if (!links) {
        print "there are no links"
        exit 2
    }
    if (!bad) print links " links within the site"
    exit bad > 0
}
