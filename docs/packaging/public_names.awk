# SPDX-License-Identifier: MIT
# Called by modules.sh with clang's AST dump of namespace bitbucket: prints "PART NAMESPACE NAME" for each public name at
# the scope of a namespace. PART is the module that declares it: namespaces called module_part_… in the dump begin parts.
#
# A line's depth is where its first letter is; two characters are one level. So a member, a parameter and a hidden friend
# are deeper than what this looks for, which is a declaration that has only namespaces above it.

BEGIN { part = "bitbucket" }

{
    at = match($0, /[A-Za-z]/)
    if (!at) next
    depth = (at - 1) / 2
    kind = substr($0, at)
    rest = kind
    sub(/ .*/, "", kind)
    if (kind !~ /Decl$/) next
    # Below something else than a namespace.
    while (top > 0 && depth <= level[top]) --top
    if (depth > 0 && (top == 0 || level[top] != depth - 1)) next

    if (rest ~ /<deduction guide/) next
    # After the kind and addresses comes the place of the whole declaration, then that of its name. A member that is
    # defined outside of its class has a parent.
    member = rest ~ /^[A-Za-z]+ 0x[0-9a-f]+ parent 0x/
    sub(/^[A-Za-z]+ 0x[0-9a-f]+( parent 0x[0-9a-f]+)?( prev 0x[0-9a-f]+)? */, "", rest)
    sub(/^<(<[^>]*>|[^<>])*> */, "", rest)
    sub(/^(<scratch space>|[^ ':<>]*):[0-9]+(:[0-9]+)? */, "", rest)
    while (sub(/^(implicit|used|referenced|invalid|constexpr|nested|struct|class|union) +/, "", rest)) continue

    if (kind == "NamespaceDecl") {
        name = rest
        sub(/ .*/, "", name)
        ++top
        level[top] = depth
        inline_space = rest ~ / inline( |$)/
        path[top] = top == 1 ? name : inline_space ? path[top - 1] : path[top - 1] "::" name
        if (name ~ /^module_part_/) part = substr(name, 13)
        next
    }
    if (member || kind !~ /^(CXXRecord|ClassTemplate|Concept|Enum|Function|FunctionTemplate|TypeAlias|TypeAliasTemplate|Typedef|Var|VarTemplate|Using)Decl$/) next
    if (kind == "UsingDecl") sub(/^.*::/, "", rest)
    name = rest
    if (name ~ /^operator/) sub(/ '.*/, "", name)
    else sub(/ .*/, "", name)
    if (name == "" || name ~ /[<(]/ && name !~ /^operator/) next
    if (top == 0 || path[top] ~ /detail(::|$)/) next
    key = path[top] " " name
    if (!(key in seen)) {
        seen[key] = 1
        print part, key
    }
}
