// SPDX-License-Identifier: MIT
// scope_set: a set of scopes of one enumeration, as one 64-bit value. scopes.hpp has the scopes and what they imply.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <string>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// What is known about an enumeration of scopes. Specialised in scopes.hpp.
template <class Scope>
struct scope_traits {
    static constexpr bool is_scope = false;
};

}  // namespace detail

/// A set of `classic_scope` or of `granular_scope`. A value type; everything but `str()` is constexpr.
template <class Scope>
class scope_set {
    static_assert(detail::scope_traits<Scope>::is_scope,
                  "bitbucket: a scope_set holds scopes of classic_scope or of granular_scope");

public:
    /// Walks the scopes in the order in which the enumeration declares them. A forward iterator; it does not name its
    /// category, so that `<iterator>` is not needed.
    class iterator {
    public:
        using value_type = Scope;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() = default;
        [[nodiscard]] constexpr Scope operator*() const noexcept { return static_cast<Scope>(std::countr_zero(rest_)); }
        constexpr iterator& operator++() noexcept {
            rest_ &= rest_ - 1;
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(const iterator&, const iterator&) = default;

    private:
        friend class scope_set;
        constexpr explicit iterator(std::uint64_t rest) noexcept : rest_(rest) {}
        std::uint64_t rest_ = 0;
    };
    /// As `iterator`: items cannot be changed in place.
    using const_iterator = iterator;
    using value_type = Scope;

    constexpr scope_set() = default;
    constexpr scope_set(Scope one) noexcept : bits_(bit(one)) {}  // NOLINT(google-explicit-constructor)
    constexpr scope_set(std::initializer_list<Scope> scopes) noexcept {
        for (const Scope each : scopes) insert(each);
    }

    /// Adds a scope; the scopes that it implies are not added.
    constexpr void insert(Scope scope) noexcept { bits_ |= bit(scope); }
    /// Whether the scope itself is in the set; `covers` counts implied scopes too.
    [[nodiscard]] constexpr bool contains(Scope scope) const noexcept { return (bits_ & bit(scope)) != 0; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(std::popcount(bits_)); }
    [[nodiscard]] constexpr iterator begin() const noexcept { return iterator(bits_); }
    [[nodiscard]] constexpr iterator end() const noexcept { return iterator(0); }

    /// The set plus everything that its scopes imply, directly or indirectly.
    [[nodiscard]] constexpr scope_set closure() const noexcept {
        scope_set all = *this;
        for (scope_set before; before != all;) {
            before = all;
            for (const Scope each : before) all |= implied_by(each);
        }
        return all;
    }
    /// Whether a credential with these scopes also has all of the others, counting implied scopes.
    [[nodiscard]] constexpr bool covers(const scope_set& others) const noexcept { return (others - closure()).empty(); }
    /// The smallest set that covers the same: omits the scopes that others in it imply.
    [[nodiscard]] constexpr scope_set minimal() const noexcept {
        scope_set implied;
        for (const Scope each : *this) implied |= scope_set(each).closure() - each;
        return *this - implied;
    }

    constexpr scope_set& operator|=(const scope_set& others) noexcept {
        bits_ |= others.bits_;
        return *this;
    }
    [[nodiscard]] friend constexpr scope_set operator|(scope_set a, const scope_set& b) noexcept { return a |= b; }
    /// The scopes of the first set that are not in the second; implied scopes do not count.
    [[nodiscard]] friend constexpr scope_set operator-(scope_set a, const scope_set& b) noexcept {
        a.bits_ &= ~b.bits_;
        return a;
    }
    friend constexpr bool operator==(const scope_set&, const scope_set&) = default;

    /// The names, separated by spaces, as the vendor's forms expect them; empty for an empty set.
    [[nodiscard]] std::string str() const {
        std::string out;
        for (const Scope each : *this) {
            if (!out.empty()) out += ' ';
            out += to_string(each);
        }
        return out;
    }
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const scope_set& set) {
        out.width(0);  // more than one word
        return out << set.str().c_str();
    }

private:
    static_assert(detail::scope_traits<Scope>::count <= 64);
    static constexpr std::uint64_t bit(Scope scope) noexcept {
        return std::uint64_t{1} << static_cast<unsigned>(scope);
    }
    std::uint64_t bits_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
