// SPDX-License-Identifier: MIT
// Cursors: opaque texts that say where in a collection a page begins. They hold no page number, belong to one
// collection, cannot be made by hand, and find their place even if items are added or removed.
#pragma once

#include <optional>

#include "../store/world.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A place in a collection: at an item, or right after it.
struct place {
    /// The item's index when the cursor was made; counts only if the item is gone.
    std::uint64_t index = 0;
    /// A hash of the item's identity.
    std::uint64_t item = 0;
    bool behind = false;
};

inline constexpr std::string_view cursor_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

inline void append_word(std::string& out, std::uint64_t word) {
    for (unsigned i = 0; i < 11; ++i) {
        out.push_back(cursor_digits[word & 63U]);
        word >>= 6U;
    }
}

inline std::optional<std::uint64_t> take_word(std::string_view text) {
    std::uint64_t word = 0;
    for (unsigned i = 0; i < 11; ++i) {
        const auto digit = cursor_digits.find(text[i]);
        if (digit == std::string_view::npos || (i == 10 && digit > 15)) return std::nullopt;
        word |= static_cast<std::uint64_t>(digit) << (6U * i);
    }
    return word;
}

/// The check word depends on everything; a stream derived from it hides the rest.
inline std::uint64_t check_word(const place& where, std::uint64_t collection) {
    return scramble(scramble(scramble(where.index * 2 + (where.behind ? 1 : 0)) ^ where.item) ^ collection);
}

/// The cursor of a place. `collection` identifies the collection, including filters and sort order.
inline std::string make_cursor(const place& where, std::uint64_t collection) {
    const std::uint64_t check = check_word(where, collection);
    std::string out;
    append_word(out, check);
    append_word(out, (where.index * 2 + (where.behind ? 1 : 0)) ^ scramble(check ^ 1U));
    append_word(out, where.item ^ scramble(check ^ 2U));
    return out;
}

/// The place of a cursor; nothing if it was not made for this collection.
inline std::optional<place> read_cursor(std::string_view text, std::uint64_t collection) {
    if (text.size() != 33) return std::nullopt;
    const auto check = take_word(text.substr(0, 11));
    const auto position = take_word(text.substr(11, 11));
    const auto item = take_word(text.substr(22));
    if (!check || !position || !item) return std::nullopt;
    const std::uint64_t plain = *position ^ scramble(*check ^ 1U);
    const place where{plain / 2, *item ^ scramble(*check ^ 2U), plain % 2 == 1};
    if (check_word(where, collection) != *check) return std::nullopt;
    return where;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
