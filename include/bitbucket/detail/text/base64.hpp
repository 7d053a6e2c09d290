// SPDX-License-Identifier: MIT
// Base64 (RFC 4648), in its plain form and in the one for URLs. Basic authentication, PKCE and key fingerprints use it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Base64 with the plain alphabet and with padding (RFC 4648, section 4).
inline std::string base64(std::string_view bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t have = bytes.size() - i < 3 ? bytes.size() - i : 3;
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U | (k < have ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out.push_back(k <= have ? digits[group >> (18U - 6U * k) & 63U] : '=');
    }
    return out;
}

/// The bytes of a Base64 text up to its padding; empty if the text is not Base64.
inline std::string decode_base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    unsigned have = 0;
    for (const char c : text.substr(0, text.find('='))) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) return {};
        bits = bits << 6U | static_cast<unsigned>(digit);
        have += 6;
        if (have < 8) continue;
        have -= 8;
        out.push_back(static_cast<char>(static_cast<unsigned char>(bits >> have & 0xFFU)));
    }
    return out;
}

/// Base64 with the alphabet for URLs and without padding (RFC 4648, section 5), as PKCE writes it.
inline std::string base64url(std::string_view bytes) {
    std::string out = base64(bytes);
    while (out.ends_with('=')) out.pop_back();
    for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
