// SPDX-License-Identifier: MIT
// Partial responses, opt-in: which members the server sends.
//
//   ssh_keys::list{"{me}"}.fields(only("uuid", "label"))       repositories::get{"acme", "site"}.fields(minus("links"))
//   repositories::list{"acme"}.fields(minus<&repository::links>().plus("owner.created_on"))
//
// Names are those of the item; on a paged operation the library adds `values.` in front, and always keeps `next`.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#partial-response
#pragma once

#include "../detail/json/member_name.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A selection of fields, for `fields` of a request. A value type. A problem does not throw: sending the request
/// reports it as a `usage_error`.
class field_selection {
public:
    /// Adds fields that the server omits by default, `+name`.
    template <class... Names>
    field_selection& plus(const Names&... names) & {
        return (add('+', names), ...), *this;
    }
    template <class... Names>
    field_selection plus(const Names&... names) && {
        return std::move(this->plus(names...));
    }
    /// Removes fields, `-name`.
    template <class... Names>
    field_selection& minus(const Names&... names) & {
        return (add('-', names), ...), *this;
    }
    template <class... Names>
    field_selection minus(const Names&... names) && {
        return std::move(this->minus(names...));
    }
    /// Only these fields.
    template <class... Names>
    field_selection& only(const Names&... names) & {
        return (add(0, names), ...), *this;
    }
    template <class... Names>
    field_selection only(const Names&... names) && {
        return std::move(this->only(names...));
    }

    /// The parameter's text, not encoded, with `prefix` before every name.
    [[nodiscard]] std::string str(std::string_view prefix = {}) const {
        std::string out;
        for (const std::string& each : items_) {
            if (!out.empty()) out += ',';
            const std::size_t sign = each.front() == '+' || each.front() == '-' ? 1 : 0;
            out.append(each, 0, sign);
            out += prefix;
            out.append(each, sign);
        }
        return out;
    }
    /// The first problem; empty if there is none.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    friend bool operator==(const field_selection&, const field_selection&) = default;

private:
    template <class Name>
    void add(char sign, const Name& name) {
        if constexpr (std::is_convertible_v<const Name&, text_argument>)
            add_text(sign, name);
        else
            add_text(sign, std::string_view(name.str()));  // a query_field
    }
    void add_text(char sign, text_argument given) {
        const std::string_view name = given;
        std::string problem =
            given.is_null() ? std::string("a field's name") + detail::is_null_pointer : find_problem(name);
        if (!problem.empty()) {
            if (problem_.empty()) problem_ = std::move(problem);
            return;
        }
        std::string item(sign == 0 ? 0 : 1, sign);
        items_.push_back(item += name);
    }
    static std::string find_problem(std::string_view name) {
        if (name == "values" || name.starts_with("values."))
            return "fields of items are named without 'values.': the library adds it";
        if (detail::is_field_path(name, true)) return {};
        return "a field's name has only letters, digits, '_' and '-', or is '*', with dots between the levels";
    }

    std::vector<std::string> items_;
    std::string problem_;
};

/// Only these fields: names like `owner.display_name`, wildcards like `links.*`, or fields of query.hpp.
template <class... Names>
[[nodiscard]] field_selection only(const Names&... names) {
    static_assert(sizeof...(Names) > 0, "bitbucket: name at least one field");
    return field_selection().only(names...);
}
/// The default fields plus these.
template <class... Names>
[[nodiscard]] field_selection plus(const Names&... names) {
    static_assert(sizeof...(Names) > 0, "bitbucket: name at least one field");
    return field_selection().plus(names...);
}
/// The default fields without these. `minus("*").plus("uuid")` starts with no fields.
template <class... Names>
[[nodiscard]] field_selection minus(const Names&... names) {
    static_assert(sizeof...(Names) > 0, "bitbucket: name at least one field");
    return field_selection().minus(names...);
}
/// All fields, even those omitted by default; below the first level, the default ones.
[[nodiscard]] inline field_selection all() {
    return field_selection().only("*");
}

namespace detail {

/// Applies `use` to the names of members; refuses what looks like a path.
template <auto First, auto... Rest, class Use>
field_selection with_member_names(Use use) {
    constexpr bool all_are_members_of_one_model = are_members_of_one_model<First, Rest...>();
    static_assert(all_are_members_of_one_model,
                  "bitbucket: these are members of one model: a path is field<&model::member, &inner::member>()");
    return use(member_name<First>(), member_name<Rest>()...);
}

}  // namespace detail

/// The same for members of a model: `only<&ssh_account_key::uuid, &ssh_account_key::label>()`. Each is a name of its
/// own; a path is a field of query.hpp: `only(field<&repository::owner, &account::uuid>())`.
template <auto First, auto... Rest>
[[nodiscard]] field_selection only() {
    return detail::with_member_names<First, Rest...>([](auto... names) { return only(names...); });
}
template <auto First, auto... Rest>
[[nodiscard]] field_selection plus() {
    return detail::with_member_names<First, Rest...>([](auto... names) { return plus(names...); });
}
template <auto First, auto... Rest>
[[nodiscard]] field_selection minus() {
    return detail::with_member_names<First, Rest...>([](auto... names) { return minus(names...); });
}

}  // namespace bitbucket::inline BITBUCKET_ABI
