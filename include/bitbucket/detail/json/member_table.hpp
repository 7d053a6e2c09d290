// SPDX-License-Identifier: MIT
// Builds type-erased member tables. Decoding, encoding, equality and printing walk them instead of being compiled once
// per model. A table is made from a model's list of members (`visit_members`) when first needed.
#pragma once

#include "value_descriptors.hpp"
#include "wrapper_descriptors.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

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
        table_->needed = table_->members.size();
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
    BITBUCKET_COLD void add(const member_descriptor& member) { table_->members.push_back(member); }

    const char* base_;
    member_table* table_;
};

/// A struct with a list of its members.
template <class T>
concept model_like = requires(const T& self, member_collector& member) { T::visit_members(self, member); };

/// A rule across the members of a write model.
template <class T>
concept has_problem = requires(const T& draft) {
    { draft.problem() } -> std::convertible_to<std::string>;
};
template <class T>
concept has_wrong_problem = !has_problem<T> && requires(T& draft) { draft.problem(); };

/// The table of a model, made from the first caller's instance (drafts have no default constructor).
template <class T>
const member_table& member_table_of(const void* instance) {
    // Never destroyed, so that other static objects and threads can use models until the process ends.
    static const member_table& table = [instance]() -> const member_table& {
        auto* made = new member_table;
        member_collector collect(instance, *made);
        T::visit_members(*static_cast<const T*>(instance), collect);
        if constexpr (has_problem<T>)
            made->problem = [](const void* at) -> std::string { return static_cast<const T*>(at)->problem(); };
        return *made;
    }();
    return table;
}

template <model_like T>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::object;
        if (has_wrong_problem<T>) made.fault = member_fault::wrong_problem;
        made.bytes = sizeof(T);
        made.model = &member_table_of<T>;
        return made;
    }
};

template <class T>
    requires(!std::same_as<T, bool>)
struct descriptor_of<std::vector<T>> {
    static constexpr type_descriptor make() {
        using list = std::vector<T>;
        type_descriptor made;
        made.kind = value_kind::list;
        made.bytes = sizeof(list);
        made.fault = descriptor_of<T>::make().fault;
        made.write_only = !can_be_read<T>;
        made.clear = [](void* at) { static_cast<list*>(at)->clear(); };
        made.item = []() -> const type_descriptor& { return unchecked_descriptor<T>; };
        if constexpr (can_be_read<T>)
            made.put = [](void* at, std::size_t index) -> void* {
                list& items = *static_cast<list*>(at);
                if constexpr (std::is_move_assignable_v<T>) {
                    if (index < items.size()) return &(items[index] = T());
                } else {
                    while (index < items.size()) items.pop_back();
                }
                // A list that grows from one moves its first items twice. Large items are few.
                if constexpr (sizeof(T) <= 256)
                    if (items.capacity() == 0) items.reserve(4);
                return &items.emplace_back();
            };
        made.trim = [](void* at, std::size_t index) {
            list& items = *static_cast<list*>(at);
            while (index < items.size()) items.pop_back();
        };
        made.size = [](const void* at) { return static_cast<const list*>(at)->size(); };
        made.at = [](const void* at, std::size_t index) -> const void* {
            return &(*static_cast<const list*>(at))[index];
        };
        return made;
    }
};

/// A std::map or std::unordered_map with texts as keys; the library includes neither.
template <class T>
concept text_map = requires(T& map, std::string key, typename T::mapped_type value) {
    requires std::same_as<typename T::key_type, std::string>;
    map.insert_or_assign(std::move(key), std::move(value)).first->second;
};

template <text_map T>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        using item = typename T::mapped_type;
        type_descriptor made;
        made.kind = value_kind::map;
        made.bytes = sizeof(T);
        made.fault = descriptor_of<item>::make().fault;
        made.write_only = !can_be_read<item>;
        made.clear = [](void* at) { static_cast<T*>(at)->clear(); };
        made.item = []() -> const type_descriptor& { return unchecked_descriptor<item>; };
        if constexpr (can_be_read<item>)
            made.insert = [](void* at, std::string_view key, std::string_view& kept) -> void* {
                auto& entry = *static_cast<T*>(at)->insert_or_assign(std::string(key), item()).first;
                kept = entry.first;
                return &entry.second;
            };
        made.size = [](const void* at) { return static_cast<const T*>(at)->size(); };
        made.find = [](const void* at, std::string_view key) -> const void* {
            const auto found = static_cast<const T*>(at)->find(std::string(key));
            return found == static_cast<const T*>(at)->end() ? nullptr : &found->second;
        };
        made.each = [](const void* at, entry_visitor visit, void* context) {
            for (const auto& entry : *static_cast<const T*>(at)) visit(context, entry.first, &entry.second);
        };
        return made;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
