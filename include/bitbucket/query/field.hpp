// SPDX-License-Identifier: MIT
// The fields of the query language: by name, `field("owner.nickname")`, or by members of a model,
// `field<&repository::owner, &account::nickname>()`, where the compiler checks what they are compared with.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
#pragma once

#include "../detail/json/member_name.hpp"
#include "filter.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Specialise as true for enumerations whose values the vendor orders; that allows `<` and `>`.
template <class Enum>
inline constexpr bool enum_is_ordered = false;

namespace detail {

/// What is wrong with a field's name; empty if it is fine.
inline std::string field_name_problem(std::string_view name) {
    if (name == "values" || name.starts_with("values."))
        return "the fields of items are named without 'values.': the vendor adds it";
    for (const char* word : {"and", "or", "null", "true", "false"})
        if (equal_ignoring_case(name, word)) return "AND, OR, null, true and false cannot be fields";
    if (!is_field_path(name, false) || is_digit(name.front()))
        return "a field's name may have only letters, digits, '_' and '-', and dots between the levels";
    return {};
}

/// What a member of a model can be compared with, and how.
template <class Member>
struct comparable_with {
    template <class Value>
    static constexpr bool equal =
        (string_like<Member> &&
         (string_like<Value> || (std::is_base_of_v<text_value, Value> && !std::is_same_v<Value, timestamp>))) ||
        (std::is_same_v<Member, bool> && std::is_same_v<Value, bool>) || (number_like<Member> && number_like<Value>) ||
        (std::is_same_v<Member, timestamp> && time_like<Value>) ||
        (std::is_base_of_v<text_value, Member> && !std::is_same_v<Member, timestamp> &&
         (std::is_same_v<Value, Member> || string_like<Value>));
    static constexpr bool text =
        string_like<Member> || (std::is_base_of_v<text_value, Member> && !std::is_same_v<Member, timestamp>);
    static constexpr bool order = number_like<Member> || std::is_same_v<Member, timestamp>;
};
template <class Enum>
struct comparable_with<open_enum<Enum>> {
    template <class Value>
    static constexpr bool equal = std::is_same_v<Value, Enum> || std::is_same_v<Value, open_enum<Enum>>;
    static constexpr bool text = false;
    static constexpr bool order = enum_is_ordered<Enum>;
};
/// A field known only by name allows everything in the language.
template <>
struct comparable_with<void> {
    template <class Value>
    static constexpr bool equal = queryable<Value>;
    static constexpr bool text = true;
    static constexpr bool order = true;
};

}  // namespace detail

/// A field of the items of a collection. `Member` is the type of the model's member, or `void` if only the name is
/// known. Compare it to get a `filter`.
template <class Member>
class query_field {
public:
    explicit query_field(const given_text& name)
        // NOLINTNEXTLINE(cppcoreguidelines-slicing): only the text is kept
        : name_(name),
          problem_(name.is_null() ? std::string("a field's name") + detail::is_null_pointer
                                  : detail::field_name_problem(name_)) {}

    /// The name, with dots between its levels.
    [[nodiscard]] const std::string& str() const noexcept { return name_; }
    /// What is wrong with the name; empty if it is fine.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// `=` and `!=`: any value; `null` tests for absence.
    template <class Value>
    friend filter operator==(const query_field& field, const Value& value) {
        return field.equality("=", value);
    }
    template <class Value>
    friend filter operator!=(const query_field& field, const Value& value) {
        return field.equality("!=", value);
    }
    /// Numbers, times, and enumerations that the vendor orders.
    template <class Value>
    friend filter operator<(const query_field& field, const Value& value) {
        return field.order("<", value);
    }
    template <class Value>
    friend filter operator<=(const query_field& field, const Value& value) {
        return field.order("<=", value);
    }
    template <class Value>
    friend filter operator>(const query_field& field, const Value& value) {
        return field.order(">", value);
    }
    template <class Value>
    friend filter operator>=(const query_field& field, const Value& value) {
        return field.order(">=", value);
    }
    /// `~` and `!~`: whether the text occurs in it, ignoring case.
    [[nodiscard]] filter contains(text_argument text) const { return part("~", text); }
    /// Whether the text does not occur in it, ignoring case.
    [[nodiscard]] filter not_contains(text_argument text) const { return part("!~", text); }
    /// `IN`: equal to one of these values. Takes a range of what `==` takes, except `null`; an empty range is a
    /// `usage_error` of the request. The vendor documents it only for the e-mail addresses of
    /// `workspaces::list_members`.
    template <class Values>
    [[nodiscard]] filter in(Values&& values) const {
        constexpr bool values_are_a_list = detail::list_like<Values>;
        static_assert(values_are_a_list, "bitbucket: in takes a list of values");
        if constexpr (values_are_a_list)
            return one_of(values);
        else
            return {};
    }
    template <class Value>
    [[nodiscard]] filter in(std::initializer_list<Value> values) const {
        return one_of(values);
    }

private:
    using rules = detail::comparable_with<Member>;

    template <class Value>
    [[nodiscard]] filter equality(const char* sign, const Value& value) const {
        using plain = std::decay_t<Value>;
        constexpr bool field_and_value_fit = detail::null_like<plain> || rules::template equal<plain>;
        static_assert(field_and_value_fit, "bitbucket: this field cannot be compared with a value of this type");
        if constexpr (field_and_value_fit)
            return filter::compare(name_, problem_, sign, literal(value));
        else
            return {};
    }
    template <class Value>
    [[nodiscard]] filter order(const char* sign, const Value& value) const {
        using plain = std::decay_t<Value>;
        constexpr bool field_has_an_order =
            rules::order && rules::template equal<plain> && !std::is_same_v<plain, bool> && !detail::null_like<plain>;
        static_assert(field_has_an_order,
                      "bitbucket: only numbers, times and ordered enumerations can be compared with < and >");
        if constexpr (field_has_an_order)
            return filter::compare(name_, problem_, sign, literal(value));
        else
            return {};
    }
    template <class Values>
    [[nodiscard]] filter one_of(Values& values) const {
        detail::query_literal list;
        for (const auto& each : values) add_to(list, each);
        if (list.text.empty() && list.problem.empty()) list.problem = "in of a query needs at least one value";
        list.text = '(' + list.text + ')';
        return filter::compare(name_, problem_, "IN", list);
    }
    template <class Value>
    static void add_to(detail::query_literal& list, const Value& value) {
        using plain = std::decay_t<Value>;
        constexpr bool field_and_value_fit = !detail::null_like<plain> && rules::template equal<plain>;
        static_assert(field_and_value_fit, "bitbucket: this field cannot be compared with a value of this type");
        if constexpr (field_and_value_fit) {
            detail::query_literal one = literal(value);
            if (list.problem.empty()) list.problem = std::move(one.problem);
            // No blank after the comma: the vendor's example has none.
            if (!list.text.empty()) list.text += ',';
            list.text += one.text;
        }
    }
    [[nodiscard]] filter part(const char* sign, text_argument text) const {
        constexpr bool field_is_text = rules::text;
        static_assert(field_is_text, "bitbucket: only a text field can contain a text");
        return filter::compare(name_, problem_, sign,
                               text.is_null() ? detail::null_pointer_literal() : detail::string_literal(text));
    }
    template <class Value>
    static detail::query_literal literal(const Value& value) {
        using plain = std::decay_t<Value>;
        // As the API writes it: a UUID always gets its braces.
        if constexpr (std::is_base_of_v<text_value, Member> && detail::string_like<plain>) {
            if constexpr (std::is_pointer_v<Value>)
                if (value == nullptr) return detail::null_pointer_literal();
            const std::string_view text = value;
            return text.empty() ? detail::string_literal(text) : detail::literal_of(Member(std::string(text)));
        } else {
            return detail::literal_of(value);
        }
    }

    std::string name_;
    std::string problem_;
};

/// A field by its name, e.g. `field("parent.owner.nickname")`. A leading `values.` is refused, because the vendor adds
/// it.
[[nodiscard]] inline query_field<void> field(const given_text& name) {
    return query_field<void>(name);
}

/// A field by the members that lead to it, each in the model that the previous one holds, e.g.
/// `field<&repository_user_permission::user, &account::display_name>()`.
template <auto First, auto... Rest>
[[nodiscard]] auto field() {
    constexpr bool each_member_leads_to_the_next = detail::is_member_path<First, Rest...>();
    static_assert(each_member_leads_to_the_next,
                  "bitbucket: each member must belong to the model that the member before it holds");
    constexpr bool members_can_be_queried = detail::has_query_field<First> && (detail::has_query_field<Rest> && ...);
    static_assert(members_can_be_queried,
                  "bitbucket: the vendor has deprecated queries by username: use uuid, account_id or nickname");
    using member = typename detail::last_member<First, Rest...>::type;
    return query_field<member>(detail::member_path<First, Rest...>());
}

/// The key to sort a collection by: `asc(field("name"))`, `desc(field<&repository::updated_on>())`. The vendor sorts by
/// only one field.
class sort_key {
public:
    /// Marks a type that `sort` of a request accepts.
    using is_sort_key = void;

    sort_key(const char* sign, const std::string& name, std::string problem)
        : text_(sign + name), problem_(std::move(problem)) {}
    /// The field, with a minus in front if descending.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    /// What is wrong with the field's name; empty if nothing is.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    std::string text_;
    std::string problem_;
};
/// The lowest value first.
template <class Member>
[[nodiscard]] sort_key asc(const query_field<Member>& by) {
    return {"", by.str(), by.problem()};
}
/// The highest value first.
template <class Member>
[[nodiscard]] sort_key desc(const query_field<Member>& by) {
    return {"-", by.str(), by.problem()};
}

}  // namespace bitbucket::inline BITBUCKET_ABI
