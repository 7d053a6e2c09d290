// SPDX-License-Identifier: MIT
// The parts of HTTP that requests and replies share: methods and header lines.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../detail/text/ascii.hpp"
#include "text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The HTTP methods that the API uses.
enum class http_method { get, head, post, put, patch, delete_ };

/// The method as the request line has it, e.g. `DELETE`.
[[nodiscard]] constexpr const char* to_string(http_method method) noexcept {
    constexpr const char* names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    return names[static_cast<std::size_t>(method)];
}

/// A name with its text.
struct name_value {
    /// The name.
    std::string name;
    std::string value;

    friend bool operator==(const name_value&, const name_value&) = default;
};

/// One header line, and one query option. They share a type because every other type of vector costs compile time.
using http_header = name_value;
/// One query option.
using query_option = name_value;

/// Header lines in their order; names compare without case, and may repeat.
class header_list {
public:
    header_list() = default;
    header_list(std::initializer_list<http_header> lines);

    /// The value of the first line with this name; null if there is none. Valid until the list changes.
    [[nodiscard]] const std::string* find(text_argument name) const noexcept;
    /// The value of the first line with this name; empty if there is none.
    [[nodiscard]] std::string_view value(text_argument name) const noexcept;
    /// Adds a line at the end.
    void add(given_text name, given_text value);
    /// Replaces the value of the first line with this name; adds the line if there is none.
    void set(given_text name, given_text value);
    /// Removes all lines.
    void clear() noexcept { lines_.clear(); }

    [[nodiscard]] bool empty() const noexcept { return lines_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    [[nodiscard]] auto begin() const noexcept { return lines_.begin(); }
    [[nodiscard]] auto end() const noexcept { return lines_.end(); }

    friend bool operator==(const header_list&, const header_list&) = default;

private:
    std::vector<http_header> lines_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "types.ipp"
#endif
