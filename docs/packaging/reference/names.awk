# SPDX-License-Identifier: MIT
# From Doxygen's XML, all files in one call: the address of every name, as NAME<tab>ADDRESS. A function that has several
# overloads is found at the first one. Headers have the names that includes have.

function text_of(line) {
    sub(/^[^>]*>/, "", line)
    sub(/<\/[a-z]+>.*$/, "", line)
    return line
}
function attribute(line, name) {
    if (match(line, " " name "=\"[^\"]*\"") == 0) return ""
    return substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
}
function put(name, address) {
    if (!(name in seen)) print name "\t" address
    seen[name] = 1
}

/^  <compounddef / {
    kind = attribute($0, "kind")
    id = attribute($0, "id")
    in_member = 0
}
/^    <compoundname>/ {
    compound = text_of($0)
    if (kind ~ /^(class|struct|namespace|concept)$/ && compound ~ /^bitbucket/ && compound !~ /&lt;/)
        put(compound, id ".html")
}
/^ *<memberdef / {
    in_member = 1
    member = attribute($0, "id")
    if (attribute($0, "prot") == "private") member = ""
    name = ""
}
# Doxygen's anchors are the part of an id behind its last `_1`.
in_member && name == "" && /^        <name>/ {
    name = text_of($0)
    file = member
    anchor = member
    sub(/_1[^_]*$/, "", file)
    anchor = substr(member, length(file) + 3)
    if (member != "" && compound ~ /^bitbucket/ && compound !~ /&lt;/ && name !~ /^(~|operator|@)/ && name !~ /&lt;/)
        put(compound "::" name, file ".html#" anchor)
    if (member != "" && kind == "file" && name ~ /^BITBUCKET_/) put(name, file ".html#" anchor)
}
/^ *<\/memberdef>/ { in_member = 0 }
!in_member && kind == "file" && /^    <location file="include\/bitbucket\// {
    path = attribute($0, "file")
    sub(/^include\//, "", path)
    put(path, id ".html")
}
