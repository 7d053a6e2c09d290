// SPDX-License-Identifier: MIT
// The base of every type that is a checked or named text: uuid, the identifiers in paths, open_enum, json_text. It
// gives them the same way to read the text; each decides which texts it accepts.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

#include "text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A text with a meaning. Derived types say which texts they accept.
class text_value {
public:
    text_value() = default;
    explicit text_value(std::string text) noexcept : text_(std::move(text)) {}

    /// The text as it is sent and received.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    /// Whether the text is empty: the server omitted the member, or sent null or "".
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

protected:
    /// For derived types.
    std::string text_;
};

namespace detail {

/// The length of a character at the front of a text that can control a terminal or change the direction of the text
/// after it: C0 and C1 controls, DEL, U+2028, U+2029, and the bidirectional marks. 0 for all others.
constexpr std::size_t steering_character(std::string_view text) noexcept {
    const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
    if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return 2;
    if (byte(0) == 0xD8 && byte(1) == 0x9C) return 2;  // U+061C
    if (byte(0) != 0xE2) return 0;
    const bool marks = byte(1) == 0x80 && ((byte(2) >= 0xA8 && byte(2) <= 0xAE) || byte(2) == 0x8E || byte(2) == 0x8F);
    const bool isolates = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
    return marks || isolates ? 3 : 0;
}

/// Writes text with the bytes of such characters as \xNN, so that a server's text cannot forge a log line. A template,
/// so that this header does not need <ostream>.
template <class Stream>
void print_escaped(Stream& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t steering = steering_character(text.substr(i));
        if (steering == 0) out.put(text[i++]);
        for (const std::size_t end = i + steering; i < end; ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            const char escape[] = {'\\', 'x', hex[byte >> 4U], hex[byte & 15U], '\0'};
            out << escape;
        }
    }
}

/// A stream that collects text, for print_escaped.
struct collected_text {
    std::string text;
    void put(char c) { text.push_back(c); }
    collected_text& operator<<(const char* more) {
        text += more;
        return *this;
    }
};

/// Writes one word, escaped in the same way, and pads it to the stream's width with its fill, as the standard library
/// does.
template <class Stream>
void print_word(Stream& out, std::string_view text) {
    collected_text escaped;
    print_escaped(escaped, text);
    out << escaped.text.c_str();
}

/// Begins the printing of what is more than one word: a width is for a single word, so it is used up without effect
/// instead of padding the first piece, or the next thing.
template <class Stream>
Stream& begin_print(Stream& out) {
    out.width(0);
    return out;
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
