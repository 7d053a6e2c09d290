// SPDX-License-Identifier: MIT
// json_text: any JSON value, as text. It lets models and bodies carry free-form JSON without a JSON library in a
// public signature; json.hpp converts it to and from nlohmann::json.
#pragma once

#include "text_value.hpp"

namespace bitbucket {

/// A JSON value as text; empty means "no value".
///
/// Coming from the server it is well-formed and compact (members in the order they came in, numbers digit by
/// digit as they came in). As a request body it may be written by hand: the client checks the syntax before
/// anything is sent and reports a `usage_error` that says at which byte it fails.
class json_text : public text_value {
public:
    json_text() = default;
    json_text(std::string text) noexcept : text_value(std::move(text)) {}  // NOLINT(google-explicit-constructor)
    json_text(std::string_view text) : text_value(std::string(text)) {}    // NOLINT(google-explicit-constructor)
    json_text(const char* text) : text_value(std::string(text)) {}         // NOLINT(google-explicit-constructor)

    friend bool operator==(const json_text& a, const json_text& b) noexcept { return a.text_ == b.text_; }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const json_text& value) {
        detail::print_escaped(out, value.text_);
        return out;
    }
};

}  // namespace bitbucket
