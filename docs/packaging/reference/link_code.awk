# SPDX-License-Identifier: MIT
# Doxygen's HTML with what Doxygen leaves undone. First the list of names.awk, then all pages; each is written to `out`.
#
# - A span of code that is nothing but a name of the library becomes a link to it: as it is, or within the namespaces and
#   classes around the page (not to the page itself), with or without `bitbucket::`, `bb::`, template arguments and `()`.
# - Links to `header:` lead to the page of that header.
# - A part of a header is included by the header beside its folder, and all begin with `bitbucket/`.

FNR == NR {
    split($0, pair, "\t")
    address[pair[1]] = pair[2]
    next
}
FNR == 1 {
    if (to != "") close(to)
    name = FILENAME
    sub(/.*\//, "", name)
    to = out "/" name
    scope = scope_of(name)
    depth = 0
    in_pre = 0
}

# `structbitbucket_1_1refs_1_1list.html` is about bitbucket::refs::list.
function scope_of(file) {
    if (file !~ /^(class|struct|namespace|concept)bitbucket/) return "bitbucket"
    sub(/^(class|struct|namespace|concept)/, "", file)
    sub(/(-members)?\.html$/, "", file)
    gsub(/_1_1/, "::", file)
    gsub(/__/, "_", file)
    return file
}

function found(text,    plain, around) {
    plain = text
    gsub(/&lt;.*&gt;/, "", plain)
    gsub(/&#39;|&quot;|<\/?wbr ?\/?>/, "", plain)
    sub(/\(\)$/, "", plain)
    sub(/^&lt;/, "", plain)
    sub(/&gt;$/, "", plain)
    sub(/^(::)?(bitbucket|bb)::/, "", plain)
    if (plain ~ /^[a-z_0-9\/]+\.hpp$/) {
        if (("bitbucket/" plain) in address) return address["bitbucket/" plain]
        if (plain in address) return address[plain]
        return ""
    }
    if (plain !~ /^[A-Za-z_][A-Za-z_0-9]*(::[a-z_][a-z_0-9]*)*$/) return ""
    # An alias has no members of its own.
    sub(/^client::/, "client_of::", plain)
    if (plain in address) return address[plain]
    around = scope
    while (1) {
        if ((around "::" plain) in address) return address[around "::" plain]
        if (around == "bitbucket" || !sub(/::[^:]*$/, "", around)) break
    }
    return ""
}

{
    line = $0
    if (line ~ /href="header:/) {
        while (match(line, /href="header:[^"]*"/)) {
            path = substr(line, RSTART + 13, RLENGTH - 14)
            line = substr(line, 1, RSTART - 1) "href=\"" address["bitbucket/" path] "\"" substr(line, RSTART + RLENGTH)
        }
    }
    if (line ~ /<code>#include &lt;/) {
        sub(/testing\/conformance\/[a-z_]+\.hpp/, "testing/transport_conformance.hpp", line)
        sub(/extras\/sync\/[a-z_]+\.hpp<\/a>/, "extras/sync_variables.hpp</a>", line)
        sub(/integrations\/pulumi\/(azure_devops|github|github_enterprise|gitlab)[a-z_]*\.hpp<\/a>/,
            "integrations/pulumi_providers.hpp</a>", line)
        sub(/testing\/sandbox\/.*\.hpp<\/a>/, "testing/sandbox.hpp</a>", line)
        while (match(line, /(transport\/curl|integrations\/[a-z]+)\/[a-z_]+\.hpp<\/a>/)) {
            path = substr(line, RSTART, RLENGTH)
            rest = substr(line, RSTART + RLENGTH)
            start = substr(line, 1, RSTART - 1)
            sub(/\/[a-z_]+\.hpp<\/a>$/, ".hpp</a>", path)
            line = start path rest
        }
        print line > to
        next
    }
    result = ""
    while (match(line, /<(a |\/a>|code>|pre|\/pre>|div class="fragment|title>)/)) {
        tag = substr(line, RSTART, RLENGTH)
        result = result substr(line, 1, RSTART - 1) tag
        line = substr(line, RSTART + RLENGTH)
        if (tag == "<a ") depth++
        else if (tag == "</a>") depth--
        else if (tag == "<code>" && depth == 0 && (end = index(line, "</code>")) > 0) {
            text = substr(line, 1, end - 1)
            goal = text ~ /<a / ? "" : found(text)
            if (goal != "" && index(goal, name) != 1) {
                result = substr(result, 1, length(result) - 6) "<a class=\"el\" href=\"" goal "\"><code>" text "</code></a>"
                line = substr(line, end + 7)
            }
        }
    }
    print result line > to
}
