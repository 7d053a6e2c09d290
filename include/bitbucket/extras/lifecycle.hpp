// SPDX-License-Identifier: MIT
// deprecated_operations, opt-in: the table of the API's deprecated and retired operations, and of their successors.
//
//   for (const deprecated_operation& row : deprecated_operations)
//       std::cout << row.info->path.str() << " -> " << row.successor_path << '\n';
#pragma once

#include "../operations.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A deprecated or retired operation, and what to call instead.
struct deprecated_operation {
    /// One of `all_operations`; `stage` says whether it still answers.
    const operation_info* info = nullptr;
    /// Method and path of the successor that the vendor names; the path is empty if it names none.
    http_method successor_method = http_method::get;
    /// The path of that successor; empty if the vendor names none.
    std::string_view successor_path = {};
    /// The successor as one of `all_operations`; null if the vendor names none, or this library does not have it.
    const operation_info* successor = nullptr;
};

namespace detail {

/// Reads a successor (`GET /user/workspaces`) and looks it up.
constexpr deprecated_operation find_successor(const operation_info& info) {
    deprecated_operation out{&info};
    const std::string_view text = info.successor;
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return out;
    for (const http_method method : {http_method::get, http_method::head, http_method::post, http_method::put,
                                     http_method::patch, http_method::delete_})
        if (text.substr(0, blank) == to_string(method)) out.successor_method = method;
    out.successor_path = text.substr(blank + 1);
    for (const operation_info& each : all_operations)
        if (each.method == out.successor_method && each.path.str() == out.successor_path) out.successor = &each;
    return out;
}

constexpr std::size_t count_deprecated() {
    std::size_t count = 0;
    for (const operation_info& info : all_operations) count += is_ending(info.stage) ? 1U : 0U;
    return count;
}

template <std::size_t Count>
struct deprecated_table {
    deprecated_operation rows[Count];

    [[nodiscard]] constexpr const deprecated_operation* begin() const noexcept { return rows; }
    [[nodiscard]] constexpr const deprecated_operation* end() const noexcept { return rows + Count; }
    [[nodiscard]] static constexpr std::size_t size() noexcept { return Count; }
};

consteval auto make_deprecated_table() {
    deprecated_table<count_deprecated()> table{};
    std::size_t at = 0;
    for (const operation_info& info : all_operations)
        if (is_ending(info.stage)) table.rows[at++] = find_successor(info);
    return table;
}

}  // namespace detail

/// All operations that the vendor takes away, in the order of `all_operations`: a range of `deprecated_operation`, computed at
/// compile time.
inline constexpr auto deprecated_operations = detail::make_deprecated_table();

}  // namespace bitbucket::inline BITBUCKET_ABI
