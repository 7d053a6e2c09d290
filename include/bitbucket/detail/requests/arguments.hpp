// SPDX-License-Identifier: MIT
// What is accepted as an argument of a request's path, input and options, and the sentences that the compiler shows for
// other arguments. request.hpp builds on it.
#pragma once

#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "../../types/json_text.hpp"
#include "../../types/text_value.hpp"
#include "../json/member_table.hpp"
#include "path_mistakes.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

template <class... Args>
struct path;
struct no_input;

namespace detail {

template <class T>
concept argument_like = std::convertible_to<const T&, std::string_view> || std::derived_from<T, text_value> ||
                        std::is_arithmetic_v<T> || model_like<T>;

/// A text that knows what is wrong with it.
template <class T>
concept checked_text = requires(const T& text) {
    { text.str() } -> std::convertible_to<std::string_view>;
    { text.problem() } -> std::convertible_to<std::string_view>;
};

/// A filter of query.hpp, and a key to sort by; neither can be used as the other.
template <class T>
concept filter_text = checked_text<T> && requires { typename T::is_filter; };
template <class T>
concept sort_text = checked_text<T> && requires { typename T::is_sort_key; };

/// A selection of fields, whose names get a prefix.
template <class T>
concept field_choice = requires(const T& choice) {
    { choice.str("values.") } -> std::convertible_to<std::string_view>;
    { choice.problem() } -> std::convertible_to<std::string_view>;
};

template <class Path, class... Given>
inline constexpr bool fits = false;
template <class... Args, class... Given>
    requires(sizeof...(Args) == sizeof...(Given))
inline constexpr bool fits<path<Args...>, Given...> = (std::is_convertible_v<const Given&, Args> && ...);

/// A required query option, not a body.
template <class Input>
concept query_input = requires { Input::query_name; };

/// A body in memory that is not made from a model: it knows its media type, and what is wrong with it.
template <class Input>
concept text_body = requires(const Input& body) {
    { body.media_type() } -> std::convertible_to<std::string_view>;
    { body.problem() } -> std::convertible_to<std::string_view>;
    { body.str() } -> std::convertible_to<std::string_view>;
};
/// A body that is read while it is sent: shares a body_source that knows its media type.
template <class Input>
concept source_body = requires(const Input& body) {
    { body->media_type() } -> std::convertible_to<std::string_view>;
    body->rewind();
    { body == nullptr } -> std::same_as<bool>;
};
/// Such a source without its type (streamed_body.hpp).
template <class Input>
concept held_body = requires(const Input& body) {
    { body.media_type() } -> std::convertible_to<std::string_view>;
    { body.problem() } -> std::convertible_to<std::string_view>;
    body.source().owner();
};
template <class Input>
concept free_body = text_body<Input> || source_body<Input> || held_body<Input>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_model_list = false;
template <model_like T>
inline constexpr bool is_model_list<std::vector<T>> = true;

/// Whether a type can be sent as a body.
template <class Input>
inline constexpr bool is_body =
    std::is_same_v<Input, json_text> || model_like<Input> || is_model_list<Input> || free_body<Input>;
template <class Input>
inline constexpr bool is_body<std::optional<Input>> = is_body<Input>;

/// Fails with a sentence unless the declaration of an operation is right. Only its constructors can check that, since
/// the base of a class cannot look into it.
template <class Operation, std::size_t Arguments, class Result, class... Inputs>
constexpr bool check_declaration() {
    constexpr bool path_is_right = check_path<path_mistake_in(Operation::info.path.str())>();
    constexpr bool path_fits_its_arguments = Operation::info.path.placeholders() == Arguments;
    static_assert(path_fits_its_arguments || !path_is_right,
                  "bitbucket: the declaration of this operation does not fit: path<...> needs one type for each "
                  "{placeholder} of info.path");
    constexpr bool input_can_be_sent = ((query_input<Inputs> || is_body<Inputs>) && ...);
    static_assert(
        input_can_be_sent,
        "bitbucket: the declaration of this operation does not fit: its input is a struct with visit_members, "
        "a json_text or a class with a query_name, or a std::vector, form, multipart or raw_body: docs/extending.md");
    constexpr bool has_at_most_one_body = (0 + ... + (query_input<Inputs> ? 0 : 1)) <= 1;
    static_assert(has_at_most_one_body,
                  "bitbucket: the declaration of this operation does not fit: a request has one body at most");
    constexpr bool result_can_be_read = std::is_void_v<Result> || std::is_default_constructible_v<Result>;
    static_assert(result_can_be_read,
                  "bitbucket: the declaration of this operation does not fit: its result cannot be read, since a "
                  "required member has no default");
    return path_is_right && path_fits_its_arguments && input_can_be_sent && has_at_most_one_body && result_can_be_read;
}

/// Instantiated only by a call with unsuitable arguments; fails with the fitting sentence.
template <bool IsDeclaredWell, class Path, class Input, class... Given>
constexpr bool refuse_arguments() {
    constexpr bool input_is_missing = !std::is_same_v<Input, no_input> && fits<Path, Given...>;
    if constexpr (!IsDeclaredWell) {
        // The declaration has had its sentence.
    } else if constexpr (input_is_missing && query_input<Input>) {
        constexpr bool required_query_option_is_given = sizeof...(Given) == static_cast<std::size_t>(-1);
        static_assert(required_query_option_is_given,
                      "bitbucket: the required query option is missing: it is this operation's last argument");
    } else if constexpr (input_is_missing) {
        constexpr bool body_is_given = sizeof...(Given) == static_cast<std::size_t>(-1);
        static_assert(body_is_given, "bitbucket: the request body is missing: it is this operation's last argument");
    } else {
        constexpr bool arguments_fit_the_path = sizeof...(Given) == static_cast<std::size_t>(-1);
        static_assert(arguments_fit_the_path,
                      "bitbucket: the arguments do not fit: an operation takes one of the right kind for each "
                      "{placeholder} of its path, in that order");
    }
    return true;
}

}  // namespace detail

}  // namespace bitbucket::inline BITBUCKET_ABI
