// SPDX-License-Identifier: MIT
// json_text: any JSON value, as text. Models and bodies use it for free-form JSON, so that no public signature needs a
// JSON library; json.hpp converts it to and from nlohmann::json.
#pragma once

#include "text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A JSON value as text; empty means "no value".
///
/// From the server it is well-formed and compact; the order of members and the digits of numbers are kept. A request
/// body may be written by hand: the client checks its syntax before it sends anything, and reports a `usage_error` that
/// names the wrong byte.
class json_text : public text_value {
public:
    json_text() = default;
    json_text(std::string text) noexcept : text_value(std::move(text)) {}     // NOLINT(google-explicit-constructor)
    json_text(std::string_view text) : text_value(std::string(text)) {}       // NOLINT(google-explicit-constructor)
    json_text(const char* text) : text_value(detail::text_or_empty(text)) {}  // NOLINT(google-explicit-constructor)

    friend bool operator==(const json_text& a, const json_text& b) noexcept { return a.text_ == b.text_; }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const json_text& value) {
        detail::print_escaped(detail::begin_print(out), value.text_);
        return out;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
