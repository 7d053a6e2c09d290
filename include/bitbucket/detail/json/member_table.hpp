// SPDX-License-Identifier: MIT
// Builds type-erased member tables. Decoding, encoding, equality and printing walk them instead of being compiled once
// per model. A table is made from a model's list of members (`visit_members`) when first needed.
#pragma once

#include <concepts>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../../types/boxed.hpp"
#include "../../types/json_text.hpp"
#include "../../types/link.hpp"
#include "../../types/open_enum.hpp"
#include "../../types/settable.hpp"
#include "type_descriptor.hpp"

namespace bitbucket::detail {

/// Collects a model's members; the visitor that `visit_members` gets.
class member_collector {
public:
    member_collector(const void* instance, member_table& table) noexcept
        : base_(static_cast<const char*>(instance)), table_(&table) {}

    template <class T>
    void operator()(std::string_view name, const T& member) {
        add({name, offset(&member), &descriptor<T>, false, false});
    }
    /// A member whose value must not be printed.
    template <class T>
    void sensitive(std::string_view name, const T& member) {
        add({name, offset(&member), &descriptor<T>, true, false});
    }
    /// A member that may be absent or null, but where a value of another kind is a decoding failure.
    template <class T>
    void strict(std::string_view name, const T& member) {
        add({name, offset(&member), &descriptor<T>, false, true});
    }
    /// A member that an object without it is not worth reading for, e.g. the values of a page. At most one in a model.
    template <class T>
    void needed(std::string_view name, const T& member) {
        table_->needed = table_->count;
        add({name, offset(&member), &descriptor<T>, false, true, true});
    }
    /// A text that leads somewhere. A value that is not a text is remembered as such instead of being converted.
    template <class T>
    void link(std::string_view name, const T& member) {
        add({name, offset(&member), &descriptor<T>, false, false, false, true});
    }
    /// The member that takes the text of the entire object.
    void whole(const json_text& member) { table_->whole = offset(&member); }

private:
    [[nodiscard]] std::size_t offset(const void* member) const noexcept {
        return static_cast<std::size_t>(static_cast<const char*>(member) - base_);
    }
    void add(member_descriptor member) {
        if (table_->count == member_table::most_members) std::terminate();  // raise the limit for a longer list
        table_->members[table_->count++] = member;
    }

    const char* base_;
    member_table* table_;
};

/// A struct with a list of its members.
template <class T>
concept model_like = requires(const T& self, member_collector& member) { T::visit_members(self, member); };

/// The table of a model, made from the first caller's instance (drafts have no default constructor).
template <class T>
const member_table& member_table_of(const void* instance) {
    static const member_table table = [instance] {
        member_table made;
        member_collector collect(instance, made);
        T::visit_members(*static_cast<const T*>(instance), collect);
        return made;
    }();
    return table;
}

template <>
struct descriptor_of<std::string> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.bytes = sizeof(std::string);
        made.clear = [](void* at) { static_cast<std::string*>(at)->clear(); };
        made.set_text = [](void* at, std::string_view text) { static_cast<std::string*>(at)->assign(text); };
        made.get_text = [](const void* at) { return std::string_view(*static_cast<const std::string*>(at)); };
        return made;
    }
};

template <>
struct descriptor_of<given_text> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.bytes = sizeof(given_text);
        made.clear = [](void* at) { *static_cast<given_text*>(at) = given_text(); };
        made.is_missing = [](const void* at) { return static_cast<const given_text*>(at)->is_null(); };
        made.set_text = [](void* at, std::string_view text) { *static_cast<given_text*>(at) = given_text(text); };
        made.get_text = [](const void* at) { return std::string_view(*static_cast<const given_text*>(at)); };
        return made;
    }
};

template <class T>
    requires std::derived_from<T, text_value>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.bytes = sizeof(T);
        made.clear = [](void* at) { *static_cast<T*>(at) = T(); };
        made.set_text = [](void* at, std::string_view text) { *static_cast<T*>(at) = T(text); };
        made.get_text = [](const void* at) { return std::string_view(static_cast<const T*>(at)->str()); };
        if constexpr (std::equality_comparable<T>)
            made.equal = [](const void* a, const void* b) {
                return *static_cast<const T*>(a) == *static_cast<const T*>(b);
            };
        if constexpr (std::same_as<T, json_text>) made.kind = value_kind::json;
        return made;
    }
};

template <named_enum T>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.set_text = [](void* at, std::string_view text) {
            if (const auto known = enum_from<T>(text)) *static_cast<T*>(at) = *known;
        };
        made.get_text = [](const void* at) { return std::string_view(to_string(*static_cast<const T*>(at))); };
        return made;
    }
};

template <>
struct descriptor_of<bool> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::boolean;
        made.clear = [](void* at) { *static_cast<bool*>(at) = false; };
        return made;
    }
};

template <>
struct descriptor_of<std::int64_t> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::integer;
        made.bytes = sizeof(std::int64_t);
        made.clear = [](void* at) { *static_cast<std::int64_t*>(at) = 0; };
        return made;
    }
};

template <>
struct descriptor_of<links> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::links;
        made.bytes = sizeof(links);
        made.clear = [](void* at) { static_cast<links*>(at)->clear(); };
        return made;
    }
};

template <model_like T>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::object;
        made.bytes = sizeof(T);
        made.model = &member_table_of<T>;
        return made;
    }
};

template <class T>
struct descriptor_of<std::vector<T>> {
    static constexpr type_descriptor make() {
        using list = std::vector<T>;
        type_descriptor made;
        made.kind = value_kind::list;
        made.bytes = sizeof(list);
        made.clear = [](void* at) { static_cast<list*>(at)->clear(); };
        made.item = []() -> const type_descriptor& { return descriptor<T>; };
        made.append = [](void* at) -> void* { return &static_cast<list*>(at)->emplace_back(); };
        made.size = [](const void* at) { return static_cast<const list*>(at)->size(); };
        made.at = [](const void* at, std::size_t index) -> const void* {
            return &(*static_cast<const list*>(at))[index];
        };
        return made;
    }
};

/// std::optional and boxed: the descriptor of the value, with an "absent" around it.
template <class Wrapper, class T>
struct descriptor_of_optional {
    static constexpr type_descriptor make() {
        type_descriptor made = descriptor_of<T>::make();
        made.engage = [](void* at) -> void* { return &static_cast<Wrapper*>(at)->emplace(); };
        made.value = [](const void* at) -> const void* {
            const auto& wrapped = *static_cast<const Wrapper*>(at);
            return wrapped.has_value() ? &*wrapped : nullptr;
        };
        made.clear = [](void* at) { static_cast<Wrapper*>(at)->reset(); };
        return made;
    }
};
template <class T>
struct descriptor_of<std::optional<T>> : descriptor_of_optional<std::optional<T>, T> {};
template <class T>
struct descriptor_of<boxed<T>> : descriptor_of_optional<boxed<T>, T> {};

template <class T>
struct descriptor_of<settable<T>> {
    static constexpr type_descriptor make() {
        type_descriptor made = descriptor_of<T>::make();
        made.engage = [](void* at) -> void* {
            auto& whole = *static_cast<settable<T>*>(at);
            whole = settable<T>(T());
            return const_cast<T*>(&*whole.value());
        };
        made.clear = [](void* at) { *static_cast<settable<T>*>(at) = settable<T>(); };
        made.value = [](const void* at) -> const void* {
            const auto& held = static_cast<const settable<T>*>(at)->value();
            return held.has_value() ? &*held : nullptr;
        };
        made.is_missing = [](const void* at) { return static_cast<const settable<T>*>(at)->is_missing(); };
        made.is_null = [](const void* at) { return static_cast<const settable<T>*>(at)->is_null(); };
        made.set_null = [](void* at) { *static_cast<settable<T>*>(at) = settable<T>(nullptr); };
        return made;
    }
};

template <class T>
struct descriptor_of<required<T>> {
    static constexpr type_descriptor make() {
        type_descriptor made = descriptor_of<T>::make();
        made.engage = [](void* at) -> void* { return const_cast<T*>(&static_cast<required<T>*>(at)->value()); };
        made.clear = nullptr;
        made.value = [](const void* at) -> const void* { return &static_cast<const required<T>*>(at)->value(); };
        made.insists = true;
        return made;
    }
};

}  // namespace bitbucket::detail
