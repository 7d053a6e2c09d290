// SPDX-License-Identifier: MIT
// type_descriptor and member_table: the type-erased description of a type and of a model's members. member_table.hpp
// fills them in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The kinds from `object` on are containers, but for `json`.
enum class value_kind : std::uint8_t { text, boolean, integer, real, object, one_of, list, map, links, json };

struct member_table;
struct kind_table;

/// Why a type cannot be a member of a model.
enum class member_fault : std::uint8_t {
    none,
    not_supported,
    no_wire_names,
    wrapped_twice,
    no_model,
    no_kind,
    mixed_kinds,
    kind_twice,
    wrong_problem
};

/// A whole number of any type of up to 64 bits: the two's complement of a negative one, or the number itself.
struct whole_number {
    std::uint64_t bits = 0;
    bool negative = false;

    friend bool operator==(const whole_number&, const whole_number&) = default;
};

/// Takes the entries of a map, one after the other.
using entry_visitor = void (*)(void* context, std::string_view key, const void* value);

/// How a value of one C++ type is read, written and compared, given its address.
struct type_descriptor {
    value_kind kind = value_kind::text;
    member_fault fault = member_fault::none;
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
    /// A value that cannot be made without its required members. It is written but never read.
    bool write_only = false;
    /// Only real: whether it has the precision of a float.
    bool single = false;
    void (*set_text)(void* value, std::string_view text) = nullptr;
    std::string_view (*get_text)(const void* value) = nullptr;
    /// Whether two values are equal. Null: if their texts are.
    bool (*equal)(const void* a, const void* b) = nullptr;
    /// Only integer. Setting returns whether the number fits.
    bool (*set_integer)(void* value, whole_number number) = nullptr;
    whole_number (*get_integer)(const void* value) = nullptr;
    /// Only real. Setting returns whether the number fits.
    bool (*set_real)(void* value, double number) = nullptr;
    double (*get_real)(const void* value) = nullptr;
    const member_table& (*model)(const void* any_instance) = nullptr;
    /// Only one_of: its alternatives.
    const kind_table* kinds = nullptr;
    /// Of a list or map: its values.
    const type_descriptor& (*item)() = nullptr;
    /// Only list: returns the address of an empty item in the next place. What is there already is emptied, so that it
    /// keeps its memory.
    void* (*put)(void* list, std::size_t index) = nullptr;
    /// Only list: drops the items from an index on.
    void (*trim)(void* list, std::size_t index) = nullptr;
    std::size_t (*size)(const void* list) = nullptr;
    const void* (*at)(const void* list, std::size_t index) = nullptr;
    /// Only map: adds an entry, in place of one with that key, and returns the address of its value. `kept` becomes the
    /// key in the map.
    void* (*insert)(void* map, std::string_view key, std::string_view& kept) = nullptr;
    /// Only map: the address of the value; null if there is none.
    const void* (*find)(const void* map, std::string_view key) = nullptr;
    void (*each)(const void* map, entry_visitor visit, void* context) = nullptr;
    /// Only some maps: called when all entries have been added.
    void (*settle)(void* map) = nullptr;
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
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<member_descriptor> members;
    std::size_t whole = none;
    /// The one member that is `needed`.
    std::size_t needed = none;
    /// Only write models with a rule: what is wrong with it, or an empty text.
    std::string (*problem)(const void* object) = nullptr;
};

/// What the types that can be members specialise. Nothing else can be one.
template <class T>
struct descriptor_of {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.fault = std::is_enum_v<T> ? member_fault::no_wire_names : member_fault::not_supported;
        return made;
    }
};

/// A type's descriptor, whatever its fault.
template <class T>
inline constexpr type_descriptor unchecked_descriptor = descriptor_of<T>::make();

/// One sentence about why a type, or what it holds, cannot be a member. It is told here instead of where the fault is
/// found, so that it comes right after the user's line, and so that the compiler says nothing else.
template <class T>
struct checked_member {
    static constexpr member_fault fault = unchecked_descriptor<T>.fault;
    static_assert(fault != member_fault::no_wire_names,
                  "bitbucket: an enumeration in a model needs wire names: specialise bitbucket::enum_names for it, "
                  "before the model");
    static_assert(fault != member_fault::wrapped_twice,
                  "bitbucket: a std::optional, boxed, settable or required around another of them is one too many");
    static_assert(fault != member_fault::no_model,
                  "bitbucket: an alternative of a one_of is a struct with visit_members");
    static_assert(
        fault != member_fault::no_kind,
        "bitbucket: an alternative of a one_of needs a `static constexpr const char* kind`, the `type` of its "
        "JSON, or a `kind_member`, the member that only it has: docs/extending.md");
    static_assert(fault != member_fault::mixed_kinds,
                  "bitbucket: the alternatives of a one_of have either a `kind` each or a `kind_member` each");
    static_assert(fault != member_fault::kind_twice,
                  "bitbucket: two alternatives of a one_of have the same `kind` or `kind_member`");
    static_assert(fault != member_fault::wrong_problem,
                  "bitbucket: the rule of a write model is a `std::string problem() const`");
    static_assert(fault != member_fault::not_supported,
                  "bitbucket: a member of a model is a text, bool, number, time, UUID, enumeration, json_text, links, "
                  "one_of or a struct with visit_members, or a std::optional, boxed, std::vector (not of bool), "
                  "name_map or std::map with std::string as its key around one: docs/extending.md");
    static constexpr const type_descriptor& descriptor = unchecked_descriptor<T>;
};
template <class T>
inline constexpr const type_descriptor& descriptor = checked_member<T>::descriptor;

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
