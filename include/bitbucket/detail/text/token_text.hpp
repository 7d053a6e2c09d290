// SPDX-License-Identifier: MIT
// What editors, shells and people leave around a token: finds it, and removes what no one typed on purpose. Never
// quotes the token.
#pragma once

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr bool is_quote(char c) noexcept {
    return c == '"' || c == '\'' || c == '`';
}

/// The text without byte order mark, blanks, line breaks and pairs of quotes around it.
constexpr std::string_view trimmed_token(std::string_view text) noexcept {
    while (true) {
        const std::size_t before = text.size();
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        text = trim(text);
        if (text.size() >= 2 && is_quote(text.front()) && text.front() == text.back())
            text = text.substr(1, text.size() - 2);
        if (text.size() == before) return text;
    }
}

/// What does not belong around a token or an address, to follow its name in a sentence; empty if nothing is there.
constexpr std::string_view surplus_around(std::string_view text) noexcept {
    if (text.empty()) return {};
    if (text.starts_with(byte_order_mark)) return " begins with a byte order mark (U+FEFF)";
    if (text.ends_with('\n') || text.ends_with('\r')) return " has a control character: a line break at its end";
    if (!is_header_value(text)) return " has a control character";
    if (trim(text).size() != text.size()) return " has a blank before or after it";
    if (is_quote(text.front()) || is_quote(text.back())) return " has a quote before or after it";
    return {};
}

/// The same, and what no token has in it.
constexpr std::string_view token_problem(std::string_view text) noexcept {
    if (const std::string_view around = surplus_around(text); !around.empty()) return around;
    for (const char* field : {"Authorization:", "Proxy-Authorization:"})
        if (starts_with_ignoring_case(text, field)) return " begins with the name of a header: give the token alone";
    if (starts_with_ignoring_case(text, "Bearer ")) return " begins with 'Bearer ': give the token alone";
    if (starts_with_ignoring_case(text, "Basic ")) return " begins with 'Basic ': give the token alone";
    if (text.find_first_of(" \t") != std::string_view::npos) return " has a blank in it";
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return " has a character beyond ASCII, such as a typographic quote";
    return {};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
