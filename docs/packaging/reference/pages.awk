# SPDX-License-Identifier: MIT
# One Markdown page of the repository as Doxygen wants it.
#
#   awk -v page=docs/paging.md -v root=FOLDER -v leaves=FILE -f pages.awk docs/paging.md
#
# - Headings get labels that begin with the name of the page, so that they are unique. The page and its part have the
#   addresses paging.html and paging.html#paging-repeated-results.
# - Links lead to pages, examples and headers of the site; those to other files of the repository to copies of them,
#   whose names are added to `leaves`. A folder that is no page keeps only its text.
# - Blocks of code name a language that Doxygen knows. A quote in a span of code does not end it.

BEGIN {
    here = page
    if (!sub(/\/[^\/]*$/, "", here)) here = ""
    own = label_of(page)
}

# The name that a page has in the site; empty for what is no page of it.
function label_of(path,    name) {
    if (path == "README.md") return "index"
    if (path == "examples/README.md" || path == "examples") return "example-programs"
    if (path == "examples/tools") return "tools"
    if (path == "docs/decisions/README.md" || path == "docs/decisions") return "decisions"
    if (path ~ /^docs\/decisions\/[0-9]+-.*\.md$/) {
        name = path
        sub(/^docs\/decisions\//, "", name)
        sub(/-.*/, "", name)
        return "decision-" name
    }
    if (path !~ /^docs\/[^\/]*\.md$/) return ""
    name = path
    sub(/^docs\//, "", name)
    sub(/\.md$/, "", name)
    return name
}

# The first heading of a page.
function title_of(path,    text) {
    if (!(path in titles)) {
        titles[path] = ""
        while ((getline text < (root "/" path)) > 0)
            if (text ~ /^# /) {
                titles[path] = substr(text, 3)
                break
            }
        close(root "/" path)
    }
    return titles[path]
}

# A path without `.` and `..`, from the root of the repository.
function resolved(path,    parts, kept, count, i, out, depth) {
    count = split((here == "" ? "" : here "/") path, parts, "/")
    depth = 0
    for (i = 1; i <= count; i++) {
        if (parts[i] == "" || parts[i] == ".") continue
        if (parts[i] == "..") depth--
        else kept[++depth] = parts[i]
    }
    out = ""
    for (i = 1; i <= depth; i++) out = out (i > 1 ? "/" : "") kept[i]
    return out
}

# As GitHub makes them; tests/docs/check_links.sh does the same.
function anchor_of(heading,    anchor) {
    anchor = heading
    sub(/[ \r]+$/, "", anchor)
    while (match(anchor, /\]\([^()]*\)/)) anchor = substr(anchor, 1, RSTART - 1) substr(anchor, RSTART + RLENGTH)
    anchor = tolower(anchor)
    gsub(/[!-,.\/:-@\[-^`{-~]/, "", anchor)
    gsub(/ /, "-", anchor)
    return anchor
}

function target_of(target,    path, anchor, label, name) {
    if (target ~ /^[a-z]+:/) return target
    path = target
    anchor = ""
    if (match(target, /#/)) {
        path = substr(target, 1, RSTART - 1)
        anchor = substr(target, RSTART + 1)
    }
    path = path == "" ? page : resolved(path)
    path_of = path
    label = label_of(path)
    if (label != "") return label ".html" (anchor == "" ? "" : "#" label "-" anchor)
    if (path ~ /^include\/bitbucket\/.*\.hpp$/) return "header:" substr(path, 19)
    if (path ~ /^examples\/.*\.cpp$/) {
        # As Doxygen names the page of an example.
        name = path
        sub(/^examples\//, "", name)
        gsub(/\//, "_2", name)
        gsub(/\./, "_8", name)
        return name "-example.html"
    }
    if (path ~ /\.png$/) {
        sub(/.*\//, "", path)
        return path
    }
    if (system("test -f '" root "/" path "'") != 0) return ""
    print path >> leaves
    return "source/" path ".txt"
}

# Text between spans of code.
function with_links(text,    out, target, before, title) {
    out = ""
    while (match(text, /\]\([^() \t]+\)/)) {
        before = substr(text, 1, RSTART - 1)
        target = substr(text, RSTART + 2, RLENGTH - 3)
        text = substr(text, RSTART + RLENGTH)
        target = target_of(target)
        # A link to nothing that the site has: its text stays.
        if (target == "" && match(before, /.*\[/)) {
            out = out substr(before, 1, RLENGTH - 1) substr(before, RLENGTH + 1)
            continue
        }
        # A link that is called as its file is called as its page.
        if (match(before, /\[[a-zA-Z0-9_.\/-]+\.md$/) && (title = title_of(path_of)) != "")
            before = substr(before, 1, RSTART) title
        out = out before "](" target ")"
    }
    out = out text
    gsub(/@/, "\\\\@", out)
    return out
}

# A line with spans of code, which may go on in the next line.
function with_spans(text,    out, at, words) {
    out = ""
    while (text != "") {
        if (open_mark != "") {
            at = index(text, open_mark)
            if (at == 0) {
                code = code text
                return out held(1)
            }
            code = code substr(text, 1, at - 1)
            text = substr(text, at + length(open_mark))
            out = out held(0)
            open_mark = ""
            continue
        }
        if (match(text, /`+/) == 0) return out with_links(text)
        words = substr(text, 1, RSTART - 1)
        open_mark = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        out = out with_links(words)
        code = ""
        begun = 0
    }
    if (open_mark != "") return out held(1)
    return out
}

# A span of code as far as it is known. One that goes on in the next line is written as one on this line, and another
# there: that reads the same.
function held(goes_on,    mark, text) {
    text = code
    code = ""
    sub(/^ +/, "", text)
    if (text == "") return ""
    mark = text ~ /['`]/ ? "``" : "`"
    return mark (text ~ /^`/ ? " " : "") text (text ~ /`$/ ? " " : "") mark
}

/^ *```/ {
    if (!in_block) {
        language = $0
        sub(/^ *```/, "", language)
        sub(/ .*/, "", language)
        indent = $0
        sub(/```.*/, "", indent)
        if (language == "cpp") print indent "```{.cpp}"
        else print indent "```{.unparsed}"
    } else {
        print
    }
    in_block = !in_block
    next
}
in_block { print; next }
/^#+ / {
    heading = $0
    sub(/^#+ +/, "", heading)
    anchor = anchor_of(heading)
    count = seen[anchor]++
    if (count) anchor = anchor "-" count
    marks = $0
    sub(/ .*/, "", marks)
    if (marks == "#" && !titled) {
        titled = 1
        print with_spans($0) " {#" (own == "index" ? "mainpage" : own) "}"
    } else {
        print with_spans($0) " {#" own "-" anchor "}"
    }
    next
}
NF == 0 { open_mark = "" }
{ print with_spans($0) }
