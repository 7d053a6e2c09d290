// SPDX-License-Identifier: MIT
// The limits that Infisical puts on the members of an app connection, as sentences for the rules of the write models.
// Infisical cuts blanks around most texts before it looks at them, so these functions do the same.
// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/create
#pragma once

#include <string>
#include <string_view>

#include "../../detail/text/ascii.hpp"
#include "../../detail/text/utf8.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The length of a UTF-8 text as the server counts it: in UTF-16 units, of which a character has one or two.
constexpr std::size_t utf16_length(std::string_view text) noexcept {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool continues = (byte & 0xC0U) == 0x80U;
        if (!continues) units += byte >= 0xF0U ? 2 : 1;
    }
    return units;
}

/// Whether a text is its own slug: lower-case letters, digits, and single hyphens between them. `a`, `v1b2` and
/// `my-connection` are; the empty text, `A`, `a_b`, `a--b`, `-a` and `a-` are not.
constexpr bool is_infisical_slug(std::string_view text) noexcept {
    bool after_word = false;
    for (const char c : text) {
        const bool is_word = (c >= 'a' && c <= 'z') || is_digit(c);
        if (!is_word && (c != '-' || !after_word)) return false;
        after_word = is_word;
    }
    return after_word;
}

/// What is wrong with the length of a text, which may have `least` to `most` characters; empty if nothing is.
inline std::string infisical_length_problem(const std::string& member, std::string_view text, std::size_t least,
                                            std::size_t most) {
    const std::size_t length = utf16_length(text);
    if (length >= least && length <= most) return {};
    if (least == 0) return member + " must have at most " + std::to_string(most) + " characters";
    return member + " must have " + std::to_string(least) + " to " + std::to_string(most) + " characters";
}

/// What is wrong with the name of a connection: 1 to 64 characters, and its own slug.
inline std::string infisical_name_problem(std::string_view given) {
    constexpr std::size_t longest = 64;
    const std::string_view name = trim(given);
    std::string problem = infisical_length_problem("name", name, 1, longest);
    if (problem.empty() && !is_infisical_slug(name))
        problem = "name must consist of lower-case letters, digits and single hyphens between them";
    return problem;
}

/// What is wrong with a description: at most 256 characters.
inline std::string infisical_description_problem(std::string_view given) {
    constexpr std::size_t longest = 256;
    return infisical_length_problem("description", trim(given), 0, longest);
}

/// What is wrong with an API token: 1 to 255 characters.
inline std::string infisical_token_problem(std::string_view given) {
    constexpr std::size_t longest = 255;
    return infisical_length_problem("apiToken", trim(given), 1, longest);
}

/// What is wrong with an e-mail address: 1 to 255 characters, with one '@' between two parts, and without blanks. The
/// server refuses blanks around it too.
inline std::string infisical_email_problem(std::string_view given) {
    constexpr std::size_t longest = 255;
    std::string problem = infisical_length_problem("email", given, 1, longest);
    if (!problem.empty()) return problem;
    if (given.find_first_of(" \t\r\n") != std::string_view::npos)
        return "email must not have blanks, not even around it";
    const std::size_t at = given.find('@');
    const bool has_parts = at != std::string_view::npos && at > 0 && at + 1 < given.size();
    if (!has_parts || given.find('@', at + 1) != std::string_view::npos)
        return "email must be an address with one '@' between its two parts";
    return {};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
