// SPDX-License-Identifier: MIT
// How an operation is declared: `struct list : request<list, path<user_ref>, page<ssh_account_key>>` with its `info`
// and `using request::request;`. What a caller can and cannot do with it follows from that.
#pragma once

#include "detail/requests/arguments.hpp"
#include "request_options.hpp"
#include "result_traits.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The types of an operation's path arguments, one per `{placeholder}`, in the order of the path.
template <class... Args>
struct path {};

/// For operations that take neither a body nor a required query option.
struct no_input {};

/// Several inputs of one operation, e.g. a body and a required query option. Those that are a `std::optional` may be left
/// out if all are.
template <class... Inputs>
struct inputs {};

/// The base of every operation: `Operation` itself (CRTP), the path arguments, the result (what `result_traits` knows),
/// and the input: nothing, a required query option, several of them (`inputs`), or a body: a write model or a list of
/// them, `json_text`, a `form`, a `raw_body`, a source with a media type (streamed_body.hpp), or a std::optional of one of
/// these.
template <class Operation, class Path, class Result, class Input = no_input>
class request;

template <class Operation, class... Args, class Result>
class request<Operation, path<Args...>, Result, no_input> : public request_options<Operation, Result> {
public:
    // By value, so that an operation can hide it with a deprecated constructor of the same signature.
    explicit(sizeof...(Args) == 1) request(Args... args)  // NOLINT(performance-unnecessary-value-param)
        : request_options<Operation, Result>(Operation::info, {std::string_view(args.str())...},
                                             result_traits<Result>::accept) {
        (void)detail::check_declaration<Operation, sizeof...(Args), Result>();
    }
    template <class... Given>
        requires(sizeof...(Given) > 0 && (detail::argument_like<Given> && ...) &&
                 !detail::fits<path<Args...>, Given...>)
    explicit request(const Given&...) noexcept(
        detail::refuse_arguments<detail::check_declaration<Operation, sizeof...(Args), Result>(), path<Args...>,
                                 no_input, Given...>())
        : request_options<Operation, Result>(Operation::info, {}) {}
};

template <class Operation, class... Args, class Result, class Input>
class request<Operation, path<Args...>, Result, Input> : public request_options<Operation, Result> {
public:
    request(Args... args, Input input)  // NOLINT(google-explicit-constructor,performance-unnecessary-value-param)
        : request_options<Operation, Result>(Operation::info, {std::string_view(args.str())...},
                                             result_traits<Result>::accept) {
        (void)detail::check_declaration<Operation, sizeof...(Args), Result, Input>();
        this->put(input);
    }
    explicit request(Args... args)  // NOLINT(performance-unnecessary-value-param)
        requires(detail::is_optional<Input>)
        : request(std::move(args)..., Input()) {}
    template <class... Given>
        requires(sizeof...(Given) > 0 && !detail::is_optional<Input> && (detail::argument_like<Given> && ...) &&
                 !detail::fits<path<Args..., Input>, Given...>)
    explicit request(const Given&...) noexcept(
        detail::refuse_arguments<detail::check_declaration<Operation, sizeof...(Args), Result, Input>(), path<Args...>,
                                 Input, Given...>())
        : request_options<Operation, Result>(Operation::info, {}) {}
};

template <class Operation, class... Args, class Result, class... Inputs>
class request<Operation, path<Args...>, Result, inputs<Inputs...>> : public request_options<Operation, Result> {
public:
    request(Args... args, Inputs... all)  // NOLINT(google-explicit-constructor,performance-unnecessary-value-param)
        : request_options<Operation, Result>(Operation::info, {std::string_view(args.str())...},
                                             result_traits<Result>::accept) {
        (void)detail::check_declaration<Operation, sizeof...(Args), Result, Inputs...>();
        (this->put(all), ...);
    }
    explicit request(Args... args)  // NOLINT(performance-unnecessary-value-param)
        requires((detail::is_optional<Inputs> && ...))
        : request(std::move(args)..., Inputs()...) {}
};

/// The request of a declared operation.
template <class T>
concept operation = std::derived_from<T, request_base> && requires {
    { T::info } -> std::convertible_to<const operation_info&>;
    typename T::result_type;
};

/// A list of operations: types at compile time, and a range of their `operation_info` at run time.
template <class... Operations>
class operation_list {
public:
    [[nodiscard]] static constexpr std::size_t size() noexcept { return sizeof...(Operations); }
    [[nodiscard]] constexpr const operation_info* begin() const noexcept { return infos; }
    [[nodiscard]] constexpr const operation_info* end() const noexcept { return infos + size(); }

    /// Calls `visit.template operator()<Operation>()` for each, e.g. a lambda `[]<class Operation>() { … }`.
    template <class Visitor>
    constexpr void for_each(Visitor&& visit) const {
        (visit.template operator()<Operations>(), ...);
    }

    template <class... More>
    constexpr operation_list<Operations..., More...> operator+(operation_list<More...>) const noexcept {
        return {};
    }

private:
    static constexpr operation_info infos[] = {Operations::info...};
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifdef BITBUCKET_COMPILED
#include "detail/json/library_tables.hpp"
#endif
