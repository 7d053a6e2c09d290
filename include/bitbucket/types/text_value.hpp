// SPDX-License-Identifier: MIT
// The base of every type that is a checked or named text: uuid, the identifiers in paths, open_enum, json_text.
// It gives them one spelling for reading the text; what may be put in is up to each of them.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace bitbucket {

/// A text with a meaning. Derived types say which texts they take.
class text_value {
public:
    text_value() = default;
    explicit text_value(std::string text) noexcept : text_(std::move(text)) {}

    /// The text as it goes over the wire.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    /// Whether there is no text: the server left the member out, or sent null or "".
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

protected:
    std::string text_;
};

namespace detail {

/// Writes text with control characters escaped, so that a server's text cannot steer a terminal or forge a
/// log line. A template on the stream, so that this header needs no <ostream>.
template <class Stream>
void print_escaped(Stream& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            const char escape[] = {'\\', 'x', hex[byte >> 4U], hex[byte & 15U], '\0'};
            out << escape;
        } else {
            out.put(c);
        }
    }
}

}  // namespace detail
}  // namespace bitbucket
