// SPDX-License-Identifier: MIT
// The table of defaults in docs/defaults.md: how it is read, and how values of the code are written in it.
#pragma once

#include <bitbucket/client.hpp>

#include <fstream>
#include <map>

#include "support/catch.hpp"

namespace unit {

/// Names with their defaults.
using rows = std::map<std::string, std::string>;

inline std::string text_of(std::size_t number, const std::string& unit) {
    std::string out = std::to_string(number);
    for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
    return out + (unit.empty() ? "" : " ") + unit;
}
inline std::string text_of(std::chrono::milliseconds time) {
    const auto count = static_cast<std::size_t>(time.count());
    if (count % 3'600'000 == 0) return text_of(count / 3'600'000, "h");
    if (count % 60'000 == 0) return text_of(count / 60'000, "min");
    return count % 1000 == 0 ? text_of(count / 1000, "s") : text_of(count, "ms");
}
inline std::string bytes(std::size_t count) {
    if (count % (1024 * 1024) == 0) return text_of(count / 1024 / 1024, "MiB");
    return count % 1024 == 0 ? text_of(count / 1024, "KiB") : text_of(count, "bytes");
}
inline std::string text_of(bool value) {
    return value ? "yes" : "no";
}
inline std::string text_of(const std::string& value) {
    return value.empty() ? "empty" : value;
}
template <class Pointer>
inline std::string none_or_some(const Pointer& value) {
    return value ? "some" : "none";
}
inline std::string text_of(const bitbucket::deadline& value) {
    return value.is_set() ? "some" : "none";
}
inline std::string text_of(const bitbucket::cancel_token& value) {
    return value.is_cancelled() ? "cancelled" : "none";
}
inline std::string up_to(std::size_t value) {
    return value == bitbucket::walk_options::no_limit ? "none" : text_of(value, "");
}
inline std::string text_of(const std::shared_ptr<bitbucket::client_clock>& value) {
    return value == nullptr ? "the system's" : "other";
}

/// The first two columns of the table below the heading "Defaults", without the marks of code. A name that stands in two
/// rows, or a row that is none, is a failure.
inline rows default_table() {
    std::ifstream file(std::string(BITBUCKET_SOURCE_DIR) + "/docs/defaults.md");
    REQUIRE(file);
    rows out;
    std::string line;
    bool inside = false;
    while (std::getline(file, line)) {
        if (line.starts_with("## ")) inside = line == "## Defaults";
        if (!inside || !line.starts_with("| ") || line.starts_with("| name |")) continue;
        std::string cells[2];
        std::size_t at = 1;
        for (std::string& cell : cells) {
            const std::size_t end = line.find(" |", at);
            REQUIRE(end != std::string::npos);
            for (const char c : line.substr(at + 1, end - at - 1))
                if (c != '`') cell += c;
            at = end + 2;
        }
        INFO(line);
        CHECK(out.emplace(cells[0], cells[1]).second);
    }
    return out;
}

/// Whether a row is that of an option, which has a name in the code, and not that of a fixed bound.
inline bool is_option(const std::string& name) {
    return name.find("::") != std::string::npos || name.starts_with("bitbucket_rate_groups");
}

/// Compares what the code says with the rows of the table that are options, or with those that are not.
inline void compare(const rows& expected, bool options) {
    const rows table = default_table();
    for (const auto& [name, value] : expected) {
        INFO("the row " << name << " of the table in docs/defaults.md");
        const auto row = table.find(name);
        CHECK(is_option(name) == options);
        CHECK((row == table.end() ? "there is none" : row->second) == value);
    }
    for (const auto& [name, value] : table) {
        if (is_option(name) != options) continue;
        INFO("the row " << name << " of the table in docs/defaults.md, which the test does not know");
        CHECK(expected.count(name) == 1);
    }
}

}  // namespace unit
