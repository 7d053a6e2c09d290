// SPDX-License-Identifier: MIT
// What tells the alternatives of a one_of apart in JSON: the names of their kinds, and unknown_kind, which keeps an object
// whose kind nobody has declared. The class itself is in one_of.hpp.
#pragma once

#include "json_text.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The kind of a model that is not yours to change. Specialise with a `static constexpr const char* kind` (or
/// `kind_member`), which other models have as a member of their own.
template <class T>
struct kind_names {};

/// An object of a kind that is not among the alternatives of a one_of.
struct unknown_kind {
    /// The text of its `type`; empty if it has none.
    std::string kind;
    /// The entire object.
    json_text text;

    friend bool operator==(const unknown_kind&, const unknown_kind&) = default;
};

namespace detail {

// A kind is declared as one text, or as an array of texts.
constexpr std::size_t kinds_in(std::string_view) noexcept {
    return 1;
}
template <class Text, std::size_t Count>
    requires std::convertible_to<const Text&, std::string_view>
constexpr std::size_t kinds_in(const Text (&)[Count]) noexcept {
    return Count;
}
constexpr std::string_view kind_at(std::string_view only, std::size_t) noexcept {
    return only;
}
template <class Text, std::size_t Count>
    requires std::convertible_to<const Text&, std::string_view>
constexpr std::string_view kind_at(const Text (&all)[Count], std::size_t index) noexcept {
    return all[index];
}

template <std::size_t>
inline constexpr bool is_constant = true;
template <class T>
concept names_kind = requires { requires is_constant<kinds_in(T::kind)>; };
template <class T>
concept names_kind_member = requires { requires is_constant<kinds_in(T::kind_member)>; };

/// The kinds of one alternative: those that it declares itself, or those of its kind_names. Without any it has one
/// without a name, and cannot be a member (see member_fault).
template <class T>
struct kinds_of {
    using source = std::conditional_t<names_kind<T> || names_kind_member<T>, T, kind_names<T>>;
    static constexpr bool by_type = names_kind<source>;
    static constexpr bool by_member = names_kind_member<source>;

    static constexpr std::size_t count() noexcept {
        if constexpr (by_type) return kinds_in(source::kind);
        if constexpr (by_member && !by_type) return kinds_in(source::kind_member);
        return 1;
    }
    static constexpr std::string_view name([[maybe_unused]] std::size_t index) noexcept {
        if constexpr (by_type) return kind_at(source::kind, index);
        if constexpr (by_member && !by_type) return kind_at(source::kind_member, index);
        return {};
    }
};

/// The kinds of all alternatives, one after the other.
template <class... Alternatives>
struct kind_list {
    static constexpr std::size_t count = (kinds_of<Alternatives>::count() + ...);
    struct table {
        std::string_view names[count];
        /// Which alternative has the kind.
        std::size_t alternatives[count];
        /// The first kind of each alternative.
        std::size_t first[sizeof...(Alternatives)];
    };
    static constexpr table all = [] {
        table made{};
        std::size_t at = 0;
        std::size_t alternative = 0;
        const auto add = [&](std::size_t kinds, std::string_view (*name)(std::size_t)) {
            made.first[alternative] = at;
            for (std::size_t i = 0; i < kinds; ++i) {
                made.names[at] = name(i);
                made.alternatives[at++] = alternative;
            }
            ++alternative;
        };
        (add(kinds_of<Alternatives>::count(), &kinds_of<Alternatives>::name), ...);
        return made;
    }();
    static constexpr bool has_twice = [] {
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t other = 0; other < i; ++other)
                if (all.names[i] == all.names[other]) return true;
        return false;
    }();
    static constexpr bool has_nameless = [] {
        for (const std::string_view name : all.names)
            if (name.empty()) return true;
        return false;
    }();
};

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
