// SPDX-License-Identifier: MIT
// filter: a condition of the query language, joined by && and || with parentheses only where precedence needs them.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
#pragma once

#include <initializer_list>

#include "literal.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A condition on the items of a collection, for the `q` of a request. A value type; comparing fields makes one
/// (field.hpp). A problem does not throw: sending the request reports it as a `usage_error`. A default-constructed
/// filter has no condition: joined with another it yields that other one, so that a loop can build a filter; sending it
/// is a `usage_error`. If the loop may not run at all, use `any_of` or `all_of`: there a missing condition cannot widen
/// the query.
class filter {
public:
    /// Marks a type that `q` of a request accepts.
    using is_filter = void;

    /// The condition in the vendor's language, not encoded. Empty if there is a `problem()`.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    /// The first problem of a part of it; empty if there is none.
    [[nodiscard]] std::string_view problem() const noexcept {
        return problem_.empty() && text_.empty() ? std::string_view("the filter has no condition") : problem_;
    }

    friend filter operator&&(filter a, const filter& b) { return join(std::move(a), " AND ", b, join_kind::all); }
    friend filter operator||(filter a, const filter& b) { return join(std::move(a), " OR ", b, join_kind::any); }

    friend bool operator==(const filter& a, const filter& b) noexcept {
        return a.text_ == b.text_ && a.problem_ == b.problem_;
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const filter& value) {
        detail::print_escaped(detail::begin_print(out), value.text_);
        return out;
    }

    /// One comparison, for the fields in field.hpp; `name` and `literal` are used verbatim.
    [[nodiscard]] static filter compare(const std::string& name, const std::string& name_problem, const char* sign,
                                        const detail::query_literal& literal) {
        filter out;
        out.problem_ = name_problem.empty() ? literal.problem : name_problem;
        if (out.problem_.empty()) out.text_ = name + ' ' + sign + ' ' + literal.text;
        return out;
    }

    /// The filters of a range, joined; for `any_of` and `all_of` below.
    template <class Filters>
    [[nodiscard]] static filter join_range(Filters&& filters, bool any) {
        filter out;
        for (const filter& one : filters) {
            // A filter without a condition is a problem: its intended condition would be lost.
            if (out.problem_.empty()) out.problem_ = one.problem();
            out = any ? std::move(out) || one : std::move(out) && one;
        }
        if (out.problem_.empty() && out.text_.empty())
            out.problem_ = std::string(any ? "any_of" : "all_of") + " of a filter needs at least one condition";
        return out;
    }

private:
    enum class join_kind : std::uint8_t { none, all, any };

    static filter join(filter a, const char* word, const filter& b, join_kind kind) {
        if (a.problem_.empty()) a.problem_ = b.problem_;
        if (!a.problem_.empty()) {
            a.text_.clear();
            return a;
        }
        if (b.text_.empty()) return a;
        if (a.text_.empty()) return b;
        // AND binds more tightly than OR, as in SQL, which the vendor says the language resembles.
        const std::string right = b.inside(kind);
        if (a.needs_parentheses(kind)) a.text_ = a.inside(kind);
        (a.text_ += word) += right;
        a.joined_ = kind;
        return a;
    }
    [[nodiscard]] bool needs_parentheses(join_kind outer) const noexcept {
        return outer == join_kind::all && joined_ == join_kind::any;
    }
    [[nodiscard]] std::string inside(join_kind outer) const {
        return needs_parentheses(outer) ? '(' + text_ + ')' : text_;
    }

    std::string text_;
    std::string problem_;
    join_kind joined_ = join_kind::none;
};

namespace detail {
template <class T>
concept filter_list = requires(T& list) {
    { *std::begin(list) } -> std::convertible_to<const filter&>;
    std::end(list);
};
}  // namespace detail

/// At least one of these conditions, from a range of filters, e.g. one for each name in a list. An empty range, or a
/// filter without a condition in it, is a `usage_error` when the request is sent, even if joined with other filters.
template <class Filters>
[[nodiscard]] filter any_of(Filters&& filters) {
    constexpr bool filters_are_a_list = detail::filter_list<Filters>;
    static_assert(filters_are_a_list, "bitbucket: any_of and all_of take a list of filters");
    if constexpr (filters_are_a_list)
        return filter::join_range(filters, true);
    else
        return {};
}
[[nodiscard]] inline filter any_of(std::initializer_list<filter> filters) {
    return filter::join_range(filters, true);
}
/// All of these conditions, with the same rules.
template <class Filters>
[[nodiscard]] filter all_of(Filters&& filters) {
    constexpr bool filters_are_a_list = detail::filter_list<Filters>;
    static_assert(filters_are_a_list, "bitbucket: any_of and all_of take a list of filters");
    if constexpr (filters_are_a_list)
        return filter::join_range(filters, false);
    else
        return {};
}
[[nodiscard]] inline filter all_of(std::initializer_list<filter> filters) {
    return filter::join_range(filters, false);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
