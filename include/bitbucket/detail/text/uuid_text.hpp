// SPDX-License-Identifier: MIT
// UUIDs as text: their shape, their braces, and comparison and hash that ignore the case of their digits (RFC 9562,
// section 4). Any other text compares exactly.
#pragma once

#include <cstdint>

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

inline constexpr std::size_t bare_uuid_size = 36;

/// Whether a text is a UUID without braces: 8-4-4-4-12 hexadecimal digits.
constexpr bool has_uuid_shape(std::string_view text) noexcept {
    if (text.size() != bare_uuid_size) return false;
    for (std::size_t i = 0; i < bare_uuid_size; ++i) {
        const bool hex = is_digit(text[i]) || (lower(text[i]) >= 'a' && lower(text[i]) <= 'f');
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !hex) return false;
    }
    return true;
}

/// Whether a text is a UUID in braces.
constexpr bool is_braced_uuid(std::string_view text) noexcept {
    return text.size() == bare_uuid_size + 2 && text.front() == '{' && text.back() == '}' &&
           has_uuid_shape(text.substr(1, bare_uuid_size));
}

/// The text, with braces if it is a UUID without them.
std::string with_braces(std::string text);

/// A text whose characters compare and hash as those of an identifier: those of a UUID in braces without case.
class id_text {
public:
    constexpr explicit id_text(std::string_view text) noexcept : text_(text), folds_(is_braced_uuid(text)) {}

    friend constexpr bool operator==(const id_text& a, const id_text& b) noexcept {
        if (!a.folds_ || !b.folds_) return a.text_ == b.text_;
        return equal_ignoring_case(a.text_, b.text_);
    }
    friend constexpr bool operator<(const id_text& a, const id_text& b) noexcept {
        const std::size_t shared = a.text_.size() < b.text_.size() ? a.text_.size() : b.text_.size();
        for (std::size_t i = 0; i < shared; ++i)
            if (a.at(i) != b.at(i)) return a.at(i) < b.at(i);
        return a.text_.size() < b.text_.size();
    }
    /// FNV-1a.
    [[nodiscard]] constexpr std::size_t hash() const noexcept {
        std::uint64_t out = 0xCBF29CE484222325U;
        for (std::size_t i = 0; i < text_.size(); ++i) out = (out ^ at(i)) * 0x100000001B3U;
        return static_cast<std::size_t>(out ^ (out >> 32U));
    }

private:
    [[nodiscard]] constexpr unsigned char at(std::size_t i) const noexcept {
        return static_cast<unsigned char>(folds_ ? lower(text_[i]) : text_[i]);
    }

    std::string_view text_;
    bool folds_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
