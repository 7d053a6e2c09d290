// SPDX-License-Identifier: MIT
// uuid: an identifier that survives renames, in the vendor's spelling with curly braces.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#uuid
#pragma once

#include "../detail/text/uuid_text.hpp"
#include "text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A UUID as Bitbucket writes it: `{d301aafa-d676-4ee0-88be-962be7417567}`.
///
/// Accepts any text: 36 characters without braces get them, everything else is kept (the server is known to send `{}`
/// and ""). Check `is_valid()` where it matters. In a path the braces are percent-encoded.
///
/// `==`, `<` and `std::hash` ignore the case of the digits, and the braces, which every UUID gets. Texts that are no
/// UUID compare exactly.
class uuid : public text_value {
public:
    uuid() = default;
    uuid(std::string text) : text_value(detail::with_braces(std::move(text))) {}  // NOLINT(google-explicit-constructor)
    uuid(std::string_view text) : uuid(std::string(text)) {}                      // NOLINT(google-explicit-constructor)
    uuid(const char* text) : uuid(detail::text_or_empty(text)) {}                 // NOLINT(google-explicit-constructor)

    /// Whether the text is a UUID in braces: 8-4-4-4-12 hexadecimal digits.
    [[nodiscard]] bool is_valid() const noexcept { return detail::is_braced_uuid(text_); }

    /// The text without its braces, for use outside Bitbucket; the whole text if it has none.
    [[nodiscard]] std::string_view bare() const noexcept {
        const std::string_view all = text_;
        return all.size() >= 2 && all.front() == '{' && all.back() == '}' ? all.substr(1, all.size() - 2) : all;
    }

    friend bool operator==(const uuid& a, const uuid& b) noexcept {
        return detail::id_text(a.text_) == detail::id_text(b.text_);
    }
    friend bool operator<(const uuid& a, const uuid& b) noexcept {
        return detail::id_text(a.text_) < detail::id_text(b.text_);
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const uuid& value) {
        detail::print_word(out, value.text_);
        return out;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI

template <>
struct std::hash<bitbucket::uuid> {
    [[nodiscard]] std::size_t operator()(const bitbucket::uuid& id) const noexcept {
        return bitbucket::detail::id_text(id.str()).hash();
    }
};
