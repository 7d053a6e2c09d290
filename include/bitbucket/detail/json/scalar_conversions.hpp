// SPDX-License-Identifier: MIT
// Converts JSON scalars to members, leniently between text, number and bool.
#pragma once

#include <charconv>

#include "json_writer.hpp"
#include "member_table.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What a scalar is called in a message.
constexpr const char* name_of(const json_scalar& value) noexcept {
    switch (value.kind) {
        case json_scalar::type::null:
            return "null";
        case json_scalar::type::boolean:
            return "a bool";
        case json_scalar::type::string:
            return "the text";
        default:
            return "a number";
    }
}

/// A scalar as a whole number; also converts `3.0`, `"3"` and a bool. Nothing for anything else or beyond 64 bits.
inline std::optional<whole_number> to_integer(const json_scalar& value) noexcept {
    constexpr double exact = 9007199254740992.0;  // 2^53: the integers up to it are exact
    const auto made = [](std::int64_t number) { return whole_number{static_cast<std::uint64_t>(number), number < 0}; };
    switch (value.kind) {
        case json_scalar::type::integer:
            return made(value.integer);
        case json_scalar::type::unsigned_integer:
            return whole_number{value.unsigned_integer, false};
        case json_scalar::type::boolean:
            return made(value.boolean ? 1 : 0);
        case json_scalar::type::real: {
            if (!(value.real > -exact && value.real < exact)) return std::nullopt;
            const auto whole = static_cast<std::int64_t>(value.real);
            if (static_cast<double>(whole) != value.real) return std::nullopt;
            return made(whole);
        }
        case json_scalar::type::string: {
            const char* begin = value.text.data();
            const char* end = begin + value.text.size();
            std::int64_t number = 0;
            auto read = std::from_chars(begin, end, number);
            if (read.ec == std::errc() && read.ptr == end) return made(number);
            std::uint64_t large = 0;
            read = std::from_chars(begin, end, large);
            if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
            return whole_number{large, false};
        }
        case json_scalar::type::null:
            break;
    }
    return std::nullopt;
}

/// A scalar as a number with a fraction; also converts `"1.5"` and a bool. Nothing for anything else.
inline std::optional<double> to_real(const json_scalar& value) {
    switch (value.kind) {
        case json_scalar::type::integer:
            return static_cast<double>(value.integer);
        case json_scalar::type::unsigned_integer:
            return static_cast<double>(value.unsigned_integer);
        case json_scalar::type::boolean:
            return value.boolean ? 1 : 0;
        case json_scalar::type::real:
            return value.real;
        case json_scalar::type::string:
            return parse_decimal(value.text);
        case json_scalar::type::null:
            break;
    }
    return std::nullopt;
}

/// A scalar as a bool; also converts `"true"`, `"false"`, 0 and 1. Nothing for anything else.
inline std::optional<bool> to_boolean(const json_scalar& value) noexcept {
    if (value.kind == json_scalar::type::boolean) return value.boolean;
    if (value.kind == json_scalar::type::string) {
        if (value.text == "true") return true;
        if (value.text == "false") return false;
        return std::nullopt;
    }
    const auto number = to_integer(value);
    if (!number || number->negative || number->bits > 1) return std::nullopt;
    return number->bits == 1;
}

/// Stores a scalar in a member. A value that does not convert leaves the member absent (or empty).
inline void assign_scalar(const type_descriptor& type, void* member, const json_scalar& value) {
    const auto engaged = [&] { return type.engage == nullptr ? member : type.engage(member); };
    const bool absent = value.kind == json_scalar::type::null;
    if (absent && type.set_null != nullptr) return type.set_null(member);
    switch (type.kind) {
        case value_kind::boolean:
            if (const auto read = to_boolean(value)) {
                *static_cast<bool*>(engaged()) = *read;
                return;
            }
            break;
        case value_kind::integer:
            if (const auto read = to_integer(value))
                if (type.set_integer(engaged(), *read)) return;
            break;
        case value_kind::real:
            if (const auto read = to_real(value))
                if (type.set_real(engaged(), *read)) return;
            break;
        case value_kind::text:
            if (value.kind == json_scalar::type::string) {
                if (value.text.empty() && type.set_null == nullptr) break;
                return type.set_text(engaged(), value.text);
            }
            [[fallthrough]];
        case value_kind::json:
            if (!absent || type.kind == value_kind::json) {
                std::string token;
                json_writer(token).scalar(value);
                return type.set_text(engaged(), token);
            }
            break;
        case value_kind::list:
            // The specification and the live API disagree on a text or a list of texts here, so both are read.
            if (value.kind == json_scalar::type::string && !value.text.empty() && type.put != nullptr &&
                type.item().kind == value_kind::text) {
                if (type.clear != nullptr) type.clear(member);
                return assign_scalar(type.item(), type.put(engaged(), 0), value);
            }
            break;
        case value_kind::object:
        case value_kind::one_of:
        case value_kind::map:
        case value_kind::links:
            break;
    }
    if (type.clear != nullptr) type.clear(member);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
