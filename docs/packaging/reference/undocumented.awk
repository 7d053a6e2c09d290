# SPDX-License-Identifier: MIT
# Reads Doxygen's XML, all files in one call, and prints the public names that have no words: FILE:LINE: KIND NAME.
# Ends with 1 if there is one, and with 2 if what it read cannot be the library.
#
# A name has words if one of its declarations in a class or namespace has. These need none:
#
# - Constructors and destructors, which are called what their class is, and operators and conversions, which are not
#   called anything. The class says what it is made of; what surprises has words all the same.
# - What docs/extending.md asks of a type, by the same name in all of them: `visit_members`, `problem`, `kind` and
#   `kind_member` of a model, `info` of an operation.
# - What ranges, containers, optional values and coroutines of the standard library have, by the name and with the meaning
#   that it has there.
# - Specialisations of a template that has words, and what they redefine.
# - What overrides a function of a base class that has words.
# - Macros that make the inline namespace, or say how functions are compiled.
# - Enumerators: the enumeration says what they are, where their names do not.
#
# Members that a model lists have words by the filter header.awk: their names in JSON.

BEGIN {
    split("visit_members info problem kind_member begin end size empty value has_value value_or swap reset iterator item_type " \
          "value_type error_type difference_type iterator_category iterator_concept pointer reference " \
          "promise_type await_ready await_suspend await_resume", words, " ")
    for (each in words) self_explaining[words[each]] = 1
}

function text_of(line) {
    sub(/^[^>]*>/, "", line)
    sub(/<\/[a-z]+>.*$/, "", line)
    gsub(/&lt;/, "<", line)
    gsub(/&gt;/, ">", line)
    gsub(/&amp;/, "\\&", line)
    return line
}

function attribute(line, name) {
    if (match(line, " " name "=\"[^\"]*\"") == 0) return ""
    return substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
}

function add(what, name, place, has_words, spared) {
    names++
    if (has_words) known[name] = 1
    else if (!spared && !(name in wanted)) {
        wanted[name] = place ": " what " " name
        order[++count] = name
    }
}

/^  <compounddef / {
    compound_kind = attribute($0, "kind")
    compound_words = 0
    in_member = 0
    is_public = attribute($0, "prot") != "private"
    template_of = ""
}
/^    <compoundname>/ {
    compound = text_of($0)
    plain = compound
    gsub(/ *<.*>/, "", plain)
    # The class that a specialisation belongs to.
    template_of = compound ~ /</ ? plain : ""
    own_name = plain
    sub(/.*::/, "", own_name)
    if (compound_kind == "file") own_name = compound
}
/^ *<memberdef / {
    in_member = 1
    kind = attribute($0, "kind")
    prot = attribute($0, "prot")
    words_found = 0
    overrides = 0
    listing = ""
}
in_member && listing == "" && /^        <name>/ { name = text_of($0) }
in_member && /^        <reimplements / { overrides = 1 }
/<(brief|detailed)description>/ { in_words = 1 }
/<\/(brief|detailed)description>/ { in_words = 0 }
in_words && /<para>/ {
    if (in_member) { if (!in_value) words_found = 1 }
    else compound_words = 1
}
/^        <enumvalue / { in_value = 1 }
/^        <\/enumvalue>/ { in_value = 0 }
/^ *<location / {
    place = attribute($0, "file") ":" attribute($0, "line")
    if (in_member) next_place = place
    else compound_place = place
}
/^ *<\/memberdef>/ {
    in_member = 0
    if (compound_kind == "file" && kind == "define" && name !~ /^BITBUCKET_(ABI|NAME_ABI|PASTE_ABI|INLINE|COLD|OPAQUE)$/)
        add("macro", name, next_place, words_found, 0)
    if (!is_public || prot == "private" || compound_kind !~ /^(class|struct|namespace)$/ || plain !~ /^bitbucket/) next
    # A friend that is only named; a specialisation that is only announced; a field without a name.
    if (kind == "friend" && name !~ /^operator/) next
    if (name == "" || name ~ /^@/) next
    add(kind, plain "::" name, next_place, words_found,
        name == own_name || name ~ /^(~|operator)/ || name ~ /</ || name in self_explaining || overrides || template_of != "")
    if (name == "info") operations++
}
/^  <\/compounddef>/ {
    if (compound_kind ~ /^(class|struct|concept|namespace|file)$/ && (compound ~ /^bitbucket/ || compound_kind == "file") &&
        is_public && compound !~ /\.(md|dox)$/)
        add(compound_kind, compound_kind == "file" ? compound_place : plain, compound_place, compound_words,
            template_of != "")
}

END {
    for (i = 1; i <= count; i++) {
        if (order[i] in known) continue
        print wanted[order[i]] " has no description"
        missing++
    }
    if (operations < least_operations) {
        print "there are " operations " operations in Doxygen's XML; docs/operations.md has " least_operations
        exit 2
    }
    if (!missing) print names " public names, each with a description"
    exit missing > 0
}
