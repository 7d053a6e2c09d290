# SPDX-License-Identifier: MIT
# Doxygen's filter for the headers: one header in, the same lines out, with what Doxygen cannot see of itself.
#
# - The comment that begins a file describes the file, and the namespace of the operations that it declares (api/).
# - Members that a model lists without a word of their own get what the list says: their names in JSON.
# - Doxygen 1.9 does not take `namespace a::inline b`, and takes `using base::base;` for a function without words.
#
# - Code in comments is set off by three blanks; Markdown wants five.
# - `e.g.` does not end the first sentence.
# - Doxygen takes no specialisation of a variable of another namespace, and `<name>` in a sentence for HTML.
#
# No line is added or removed, so that warnings name the right one.

{
    gsub(/::inline BITBUCKET_ABI/, "")
    if (/^ *using .*::[a-z_0-9]+;$/ || /^(inline namespace|}  \/\/ namespace) BITBUCKET_ABI/) $0 = ""
    # A full stop that ends no sentence.
    if (/\/\/\//) gsub(/e\.g\. /, "e.g.\\ ")
    line[NR] = $0
}

# Braces of a line of code, without those in comments and texts.
function depth_of(text,    copy, opened) {
    copy = text
    gsub(/"([^"\\]|\\.)*"|'([^'\\]|\\.)'/, "", copy)
    sub(/\/\/.*/, "", copy)
    opened = gsub(/{/, "", copy)
    return opened - gsub(/}/, "", copy)
}

# Whether the line declares a data member and nothing else; its name is then in `declared`.
function declares(text) {
    if (text !~ /^ +[A-Za-z_][^()]*;( *\/\/ NOLINT.*)?$/ && text !~ /^ +[A-Za-z_].* [a-z_0-9]+ = .*;$/) return 0
    if (text ~ /^ *(using|static|friend|return|typedef|struct|class|enum|public|private) ?/) return 0
    declared = text
    sub(/ *\/\/ NOLINT.*/, "", declared)
    sub(/ = .*/, "", declared)
    sub(/ *({.*})? *;$/, "", declared)
    sub(/.*[ >&*]/, "", declared)
    return declared ~ /^[a-z_0-9]+$/
}

# Where the bodies of structs begin and end, from the first line on.
function read_structs(    i, depth, name) {
    for (i = 1; i <= NR; i++) {
        if (line[i] ~ /^ *(struct|class) [^;]*$/ || line[i] ~ /^ *(struct|class) [^;]*{/) starts = 1
        depth += depth_of(line[i])
        if (starts && line[i] ~ /{/) {
            top++
            level[top] = depth
            first[top] = i
            starts = 0
        }
        if (line[i] ~ /;$/ && line[i] !~ /{/) starts = 0
        owner[i] = top ? first[top] : 0
        while (top && depth < level[top]) top--
    }
}

# The names in JSON, from the lists of members.
function read_lists(    i, text, wire, name) {
    for (i = 1; i <= NR; i++) {
        text = line[i]
        if (text ~ /^ *member[.a-z_]*\(.*[^;]$/) text = text line[i + 1]
        if (match(text, /member[.a-z_]*\("[^"]+", *self\.[a-z_0-9.]+/) == 0) continue
        text = substr(text, RSTART, RLENGTH)
        wire = text
        sub(/^[^"]*"/, "", wire)
        sub(/".*/, "", wire)
        name = text
        sub(/.*self\./, "", name)
        json[owner[i], name] = wire
    }
}

# Lines of comments that begin with three blanks after a line without words.
function set_code_off(    i, text, is_code) {
    for (i = 1; i <= NR; i++) {
        text = line[i]
        if (text !~ /^ *\/\/\/?( |$)/) {
            is_code = 0
            continue
        }
        if (text ~ /^ *\/\/\/?$/) is_code = 1
        else if (text !~ /^ *\/\/\/?   /) is_code = 0
        else if (is_code) sub(/\/   /, "/     ", line[i])
    }
}

# Angle brackets as texts, but for those in code.
function without_tags(text,    parts, count, i, out) {
    if (text ~ /^    /) return text
    count = split(text, parts, "`")
    out = ""
    for (i = 1; i <= count; i++) {
        if (i % 2 == 1) gsub(/</, "\\<", parts[i])
        out = out (i > 1 ? "`" : "") parts[i]
    }
    return out
}

END {
    # Nobody calls these, and Doxygen does not find what they specialise.
    for (i = 2; i <= NR; i++)
        if (line[i] ~ /^inline constexpr [a-z]+ detail::/ && line[i - 1] ~ /^template <>/) line[i] = line[i - 1] = ""

    read_structs()
    read_lists()

    set_code_off()

    about = ""
    for (i = 1; i <= NR && line[i] ~ /^\/\//; i++) {
        if (line[i] ~ /^\/\/ SPDX/) {
            line[i] = "/// \\file"
            continue
        }
        text = without_tags(substr(line[i], 4))
        about = about " " text
        # Tables of files are laid out with blanks.
        line[i] = "/// " (text ~ /^[^ ].*   / ? "    " : "") text
    }

    for (i = 1; i <= NR; i++) {
        if (owner[i] && declares(line[i]) && (owner[i], declared) in json && line[i - 1] !~ /^ *\/\/\// &&
            line[i] !~ /\/\/\/</)
            line[i] = line[i] "  ///< `" json[owner[i], declared] "` in JSON."
        if (FILENAME ~ /bitbucket\/(api|integrations)\/[^\/]*$/ && line[i] ~ /^namespace bitbucket::[a-z_]+ {$/ && about != "") {
            sub(/\*\//, "* /", about)
            line[i] = "/**" about " */ " line[i]
        }
        print line[i]
    }
}
