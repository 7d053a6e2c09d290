// SPDX-License-Identifier: MIT
// uuid: an identifier that survives renames, in the vendor's spelling with curly braces.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#uuid
#pragma once

#include "text_value.hpp"

namespace bitbucket {

/// A UUID as Bitbucket writes it: `{d301aafa-d676-4ee0-88be-962be7417567}`.
///
/// Accepts any text: 36 characters without braces get them, everything else is kept (the server is known to send `{}`
/// and ""). Check `is_valid()` where it matters. In a path the braces are percent-encoded.
class uuid : public text_value {
public:
    uuid() = default;
    uuid(std::string text) : text_value(braced(std::move(text))) {}  // NOLINT(google-explicit-constructor)
    uuid(std::string_view text) : uuid(std::string(text)) {}         // NOLINT(google-explicit-constructor)
    uuid(const char* text) : uuid(detail::text_or_empty(text)) {}    // NOLINT(google-explicit-constructor)

    /// Whether the text is a UUID in braces: 8-4-4-4-12 hexadecimal digits.
    [[nodiscard]] bool is_valid() const noexcept {
        return text_.size() == braced_size && text_.front() == '{' && text_.back() == '}' &&
               has_uuid_shape(std::string_view(text_).substr(1, bare_size));
    }

    /// The text without its braces, for use outside Bitbucket; the whole text if it has none.
    [[nodiscard]] std::string_view bare() const noexcept {
        const std::string_view all = text_;
        return all.size() >= 2 && all.front() == '{' && all.back() == '}' ? all.substr(1, all.size() - 2) : all;
    }

    friend bool operator==(const uuid& a, const uuid& b) noexcept { return a.text_ == b.text_; }
    friend bool operator<(const uuid& a, const uuid& b) noexcept { return a.text_ < b.text_; }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const uuid& value) {
        detail::print_escaped(out, value.text_);
        return out;
    }

private:
    static constexpr std::size_t bare_size = 36;
    static constexpr std::size_t braced_size = bare_size + 2;

    static bool has_uuid_shape(std::string_view text) noexcept {
        if (text.size() != bare_size) return false;
        for (std::size_t i = 0; i < bare_size; ++i) {
            const char c = text[i];
            const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !hex) return false;
        }
        return true;
    }

    static std::string braced(std::string text) {
        if (!has_uuid_shape(text)) return text;
        text.insert(text.begin(), '{');
        text.push_back('}');
        return text;
    }
};

}  // namespace bitbucket
