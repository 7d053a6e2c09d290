// SPDX-License-Identifier: MIT
// type_descriptor and member_table: the type-erased description of a type and of a model's members. member_table.hpp
// fills them in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bitbucket::detail {

enum class value_kind : std::uint8_t { text, boolean, integer, object, list, links, json };

struct member_table;

/// How a value of one C++ type is read, written and compared, given its address.
struct type_descriptor {
    value_kind kind = value_kind::text;
    /// The least memory that a value takes.
    std::size_t bytes = 0;
    /// Makes the value present, default-constructed if it was absent, and returns its address. Null: always present.
    void* (*engage)(void* member) = nullptr;
    /// Returns the address of the value; null if absent. Null: always present.
    const void* (*value)(const void* member) = nullptr;
    /// Makes the value absent, or empty if the type cannot be absent.
    void (*clear)(void* member) = nullptr;
    /// Only texts of callers: whether it was made from a null pointer.
    bool (*is_missing)(const void* member) = nullptr;
    /// Only settable: whether to write JSON null.
    bool (*is_null)(const void* member) = nullptr;
    /// Only settable: sets it to null.
    void (*set_null)(void* member) = nullptr;
    /// Only required: whether an empty text is refused.
    bool insists = false;
    void (*set_text)(void* value, std::string_view text) = nullptr;
    std::string_view (*get_text)(const void* value) = nullptr;
    /// Whether two values are equal. Null: if their texts are.
    bool (*equal)(const void* a, const void* b) = nullptr;
    const member_table& (*model)(const void* any_instance) = nullptr;
    const type_descriptor& (*item)() = nullptr;
    void* (*append)(void* list) = nullptr;
    std::size_t (*size)(const void* list) = nullptr;
    const void* (*at)(const void* list, std::size_t index) = nullptr;
};

/// One member of a model.
struct member_descriptor {
    std::string_view name;
    std::size_t offset = 0;
    const type_descriptor* type = nullptr;
    /// Printed as ***.
    bool sensitive = false;
    /// Whether a value of another kind is a failure instead of "absent".
    bool strict = false;
    /// The object has to have it: without it, or with null, the decoding fails.
    bool needed = false;
    /// A link. A value that is not a text is kept as `not_a_text` and what it was, so that nobody follows it.
    bool link = false;
};

/// Begins a text that stands for a value of another kind. No link holds it.
inline constexpr char not_a_text = '\x1A';

/// The members of a model. `whole` is the offset of a json_text that takes the object's entire text.
struct member_table {
    static constexpr std::size_t most_members = 64;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    member_descriptor members[most_members];
    std::size_t count = 0;
    std::size_t whole = none;
    /// The one member that is `needed`.
    std::size_t needed = none;
};

template <class T>
struct descriptor_of;
template <class T>
inline constexpr type_descriptor descriptor = descriptor_of<T>::make();

}  // namespace bitbucket::detail
