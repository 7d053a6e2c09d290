// SPDX-License-Identifier: MIT
// The interface between a JSON reader (nlohmann's by default) and a decoder: a stream of events. It includes no JSON
// library, so decoders compile without one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A JSON value other than an object or list. `text` is the string's value, or for `real` the number as written.
struct json_scalar {
    enum class type : std::uint8_t { null, boolean, integer, unsigned_integer, real, string };
    type kind = type::null;
    bool boolean = false;
    std::int64_t integer = 0;
    std::uint64_t unsigned_integer = 0;
    double real = 0;
    std::string_view text;
};

/// Takes the events of one JSON text, in order. Every function returns whether to go on.
class json_events {
public:
    virtual bool on_scalar(const json_scalar& value) = 0;
    virtual bool on_key(std::string_view key) = 0;
    virtual bool on_start(bool object) = 0;
    virtual bool on_end(bool object) = 0;

protected:
    json_events() = default;
    ~json_events() = default;
    json_events(const json_events&) = default;
    json_events& operator=(const json_events&) = default;
};

/// How reading a text ended: `complete`, stopped by the receiver, or a syntax error before byte `position`.
struct read_outcome {
    enum class type : std::uint8_t { complete, stopped, syntax_error };
    type kind = type::complete;
    std::size_t position = 0;
};

/// A JSON reader: parses a whole text (one value and white space). It throws only what the receiver throws.
using read_function = read_outcome (*)(std::string_view text, json_events& events);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
