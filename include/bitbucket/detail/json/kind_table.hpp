// SPDX-License-Identifier: MIT
// kind_table: the type-erased description of a one_of, a value that holds one of several models. one_of.hpp fills it in;
// decoding, writing, comparing and checking go through it.
#pragma once

#include <string>

#include "type_descriptor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class json_writer;

/// How a walk writes members that hold nothing, and members that must not be seen.
enum class encode_mode : std::uint8_t {
    /// A request body: every plain member is written, even an empty one.
    body,
    /// A read model: an empty text counts as absent.
    model,
    /// Like `model`, but with sensitive members as ***.
    print
};

/// The key of the member that tells the kinds of a one_of apart, unless each has a member of its own.
inline constexpr std::string_view kind_key = "type";

/// The alternatives of a one_of, and how to get at what one holds, given its address. A kind is a number: its place in
/// `entries`, or `unknown`, or `nothing`. An alternative with several kinds has an entry for each.
struct kind_table {
    static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
    static constexpr std::size_t unknown = nothing - 1;
    struct entry {
        /// The text of `type`, or the name of the member that only this alternative has.
        std::string_view name;
        const type_descriptor* type = nullptr;
    };

    const entry* entries = nullptr;
    std::size_t count = 0;
    bool by_member = false;
    std::size_t (*kind)(const void* one) = nullptr;
    /// The address of the model or unknown_kind; null if there is nothing.
    const void* (*value)(const void* one) = nullptr;
    /// Makes it hold a default-constructed alternative, and returns the address of that.
    void* (*make)(void* one, std::size_t kind) = nullptr;
    /// Makes it hold a kind that is not among the entries. Takes the text.
    void (*make_unknown)(void* one, std::string_view kind, std::string& text) = nullptr;
    void (*encode)(json_writer& out, const kind_table& kinds, const void* one, encode_mode mode) = nullptr;
    bool (*equal)(const kind_table& kinds, const void* a, const void* b) = nullptr;

    /// The kind with a name, or `unknown`.
    [[nodiscard]] std::size_t find(std::string_view name) const noexcept {
        for (std::size_t i = 0; i < count; ++i)
            if (entries[i].name == name) return i;
        return unknown;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
