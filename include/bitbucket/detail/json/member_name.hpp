// SPDX-License-Identifier: MIT
// Converts a pointer to a model's member to the member's wire name, and a path of such pointers to `a.b.c`; and checks
// such paths that are given as text.
#pragma once

#include "../../types/boxed.hpp"
#include "../text/ascii.hpp"
#include "member_table.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether a text is a path of fields: levels of letters, digits, `_` and `-`, with dots between them. With
/// `wildcards` a whole level may be `*`.
constexpr bool is_field_path(std::string_view path, bool wildcards) noexcept {
    while (true) {
        const auto dot = path.find('.');
        const std::string_view level = path.substr(0, dot);
        if (level.empty() || level.front() == '-') return false;
        if (!wildcards || level != "*")
            for (const char c : level)
                if (!is_alpha(c) && !is_digit(c) && c != '_' && c != '-') return false;
        if (dot == std::string_view::npos) return true;
        path.remove_prefix(dot + 1);
    }
}

template <class T>
struct member_pointer;
template <class Owner, class Member>
struct member_pointer<Member Owner::*> {
    using owner = Owner;
    using member = Member;
};
template <auto Pointer>
using owner_of = typename member_pointer<decltype(Pointer)>::owner;
template <auto Pointer>
using member_of = typename member_pointer<decltype(Pointer)>::member;

/// The type inside an optional, a boxed or a list; the query language looks into all of them.
template <class T>
struct inner_type {
    using type = T;
};
template <class T>
struct inner_type<std::optional<T>> : inner_type<T> {};
template <class T>
struct inner_type<boxed<T>> : inner_type<T> {};
template <class T>
struct inner_type<std::vector<T>> : inner_type<T> {};
template <class T>
using inner_t = typename inner_type<T>::type;

/// Whether each member belongs to the model that the previous one holds.
template <auto First, auto... Rest>
constexpr bool is_member_path() {
    if constexpr (sizeof...(Rest) == 0) {
        return true;
    } else {
        constexpr auto next = [](auto second, auto...) { return second; }(Rest...);
        return std::is_same_v<inner_t<member_of<First>>, owner_of<next>> && is_member_path<Rest...>();
    }
}

/// Whether all members belong to one model.
template <auto First, auto... Rest>
constexpr bool are_members_of_one_model() {
    return (std::is_same_v<owner_of<First>, owner_of<Rest>> && ...);
}

/// The type of the last member, without optional, boxed or list.
template <auto First, auto... Rest>
struct last_member : last_member<Rest...> {};
template <auto Only>
struct last_member<Only> {
    using type = inner_t<member_of<Only>>;
};

/// False for members that the vendor no longer allows as filters.
template <auto Pointer>
inline constexpr bool has_query_field = true;

/// The wire name of a member; empty if the model does not list it.
template <auto Pointer>
std::string_view member_name() {
    using owner = owner_of<Pointer>;
    static const std::string_view name = [] {
        const owner instance{};
        const auto offset = static_cast<std::size_t>(reinterpret_cast<const char*>(&(instance.*Pointer)) -  // NOLINT
                                                     reinterpret_cast<const char*>(&instance));             // NOLINT
        const member_table& table = member_table_of<owner>(&instance);
        for (const member_descriptor& member : table.members)
            if (member.offset == offset) return member.name;
        return std::string_view{};
    }();
    return name;
}

/// The names of a path of members, joined by dots.
template <auto First, auto... Rest>
std::string member_path() {
    std::string out(member_name<First>());
    ((out += '.', out += member_name<Rest>()), ...);
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
