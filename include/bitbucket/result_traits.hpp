// SPDX-License-Identifier: MIT
// result_traits: what the type of an operation's result means: what the request asks for, and how a success becomes
// the value.
#pragma once

#include <type_traits>

#include "types/accepted.hpp"
#include "types/plain_text.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How a success becomes a value.
enum class reply_form : std::uint8_t {
    /// The body says nothing.
    nothing,
    json,
    /// The body is the value, byte for byte.
    raw,
    /// The headers are the value, which `read(value, headers)` takes from them; the body says nothing.
    headers
};

/// What a type means as the result of an operation: JSON, unless it is specialised.
template <class Result>
struct result_traits {
    /// How a success becomes the value.
    static constexpr reply_form form = reply_form::json;
    /// The `Accept` that asks for it; null for that of the service.
    static constexpr const char* accept = nullptr;
};

template <>
struct result_traits<void> {
    static constexpr reply_form form = reply_form::nothing;
    static constexpr const char* accept = nullptr;
};

template <>
struct result_traits<plain_text> {
    static constexpr reply_form form = reply_form::raw;
    static constexpr const char* accept = "text/plain, */*;q=0.1";
    static void assign(plain_text& to, std::string body) { to.text = std::move(body); }
};

template <>
struct result_traits<binary> {
    static constexpr reply_form form = reply_form::raw;
    static constexpr const char* accept = "*/*";
    static void assign(binary& to, std::string body) { to.bytes = std::move(body); }
};

/// What the server may still be working on means what it will be.
template <class T>
struct result_traits<accepted<T>> : result_traits<T> {};

namespace detail {

template <class T>
inline constexpr bool is_accepted = false;
template <class T>
inline constexpr bool is_accepted<accepted<T>> = true;

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
