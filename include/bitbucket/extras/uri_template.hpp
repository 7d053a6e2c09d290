// SPDX-License-Identifier: MIT
// URI templates, opt-in: fills the variables of a templated link (RFC 6570, levels 1 to 3).
//
//   api.follow<repository>(expand(*workspace.links.find("repositories"), {{"page", "2"}}))
// https://www.rfc-editor.org/rfc/rfc6570
#pragma once

#include "../result.hpp"
#include "../types/http.hpp"
#include "../types/link.hpp"

#include "../detail/text/percent.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// How the values after an operator of RFC 6570 (appendix A) are written.
struct template_operator {
    char sign;
    char first;
    char separator;
    /// Whether `name=` precedes each value, and whether the `=` stays if the value is empty.
    bool named;
    bool equals_when_empty;
    /// Whether reserved characters stay unencoded.
    bool reserved;
};

inline constexpr template_operator template_operators[] = {
    {'+', 0, ',', false, false, true},    {'#', '#', ',', false, false, true}, {'.', '.', '.', false, false, false},
    {'/', '/', '/', false, false, false}, {';', ';', ';', true, false, false}, {'?', '?', '&', true, true, false},
    {'&', '&', '&', true, true, false},
};

inline void append_template_value(std::string& out, std::string_view value, bool reserved) {
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool triplet =
            c == '%' && i + 2 < value.size() && hex_digit(value[i + 1]) >= 0 && hex_digit(value[i + 2]) >= 0;
        const bool plain =
            is_unreserved(c) ||
            (reserved && (triplet || std::string_view(":/?#[]@!$&'()*+,;=").find(c) != std::string_view::npos));
        if (plain)
            out.push_back(c);
        else
            append_percent(out, c);
    }
}

/// Appends the expansion of an expression. False if it is not of levels 1 to 3.
inline bool append_expression(std::string& out, std::string_view expression, const std::vector<name_value>& values) {
    template_operator how{0, 0, ',', false, false, false};
    for (const template_operator& known : template_operators)
        if (expression.starts_with(known.sign)) how = known;
    if (how.sign != 0) expression.remove_prefix(1);
    bool begun = false;
    while (true) {
        const auto comma = expression.find(',');
        const std::string_view name = expression.substr(0, comma);
        if (name.empty()) return false;
        for (const char c : name)
            if (!is_alpha(c) && !is_digit(c) && c != '_' && c != '.' && c != '%') return false;
        for (const name_value& pair : values) {
            if (pair.name != name) continue;
            const char before = begun ? how.separator : how.first;
            if (before != 0) out.push_back(before);
            begun = true;
            if (how.named) {
                out += name;
                if (!pair.value.empty() || how.equals_when_empty) out.push_back('=');
            }
            append_template_value(out, pair.value, how.reserved);
            break;
        }
        if (comma == std::string_view::npos) return true;
        expression.remove_prefix(comma + 1);
    }
}

}  // namespace detail

/// The text with its expressions expanded: `{name}`, `{+path}`, `{#part}`, `{.x,y}`, `{/x,y}`, `{;x,y}`, `{?x,y}`,
/// `{&x,y}`. Variables without a value are omitted. Returns a `usage_error` for unbalanced braces and for expressions
/// of level 4 (`*`, `:3`).
[[nodiscard]] inline result<std::string> expand(text_argument given, const std::vector<name_value>& values) {
    if (given.is_null()) return usage_error(std::string("the URI template") + detail::is_null_pointer);
    std::string_view text = given;
    std::string out;
    while (true) {
        const auto open = text.find_first_of("{}");
        out += text.substr(0, open);
        if (open == std::string_view::npos) return out;
        const auto close = text.find('}', open);
        if (text[open] == '}' || close == std::string_view::npos)
            return usage_error("the URI template has an unbalanced brace");
        if (!detail::append_expression(out, text.substr(open + 1, close - open - 1), values))
            return usage_error("the URI template has an expression that is not of levels 1 to 3 of RFC 6570");
        text.remove_prefix(close + 1);
    }
}

/// A link with its template expanded; other links stay unchanged. Throws the `usage_error` of above.
[[nodiscard]] inline link expand(link from, const std::vector<name_value>& values) {
    if (!from.templated.value_or(false)) return from;
    from.href = expand(std::string_view(from.href), values).value();
    from.templated = false;
    return from;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
