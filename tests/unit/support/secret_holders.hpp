// SPDX-License-Identifier: MIT
// Compares the public types that hold a secret, as the headers say, with a table of them, and what each prints.
#pragma once

#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "canary.hpp"
#include "header_scan.hpp"
#include "support/catch.hpp"

namespace unit {

template <class T>
concept printable = requires(std::ostream& out, const T& value) { out << value; };

/// A type that holds a secret, and what one with the canary in it prints: nothing where it cannot be printed.
struct holder {
    std::string name;
    std::string text;
    bool prints;
};
template <class T>
holder of(const char* name, const T& value) {
    std::ostringstream out;
    if constexpr (printable<T>) out << value;
    return {name, out.str(), printable<T>};
}

/// The public types that hold a secret, of those headers that are wanted. `is_wanted` gets the path below
/// include/bitbucket.
inline std::set<std::string> holders_in_headers(const std::function<bool(std::string_view path)>& is_wanted) {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(BITBUCKET_SOURCE_DIR) / "include" / "bitbucket";
    header_scan scan;
    for (const auto& each : fs::recursive_directory_iterator(root)) {
        const std::string path = fs::relative(each.path(), root).generic_string();
        const bool is_header = each.path().extension() == ".hpp";
        if ((!is_header && each.path().extension() != ".ipp") || path.starts_with("testing/sandbox/")) continue;
        std::ifstream in(each.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        REQUIRE_FALSE(text.empty());
        // Those below detail/, and definitions, are read for what public types are made of.
        scan.read(text, is_header && !path.starts_with("detail/") && is_wanted(path));
    }
    return scan.public_holders();
}

/// Whether the table has each of them, and none of it shows what it holds.
inline void check_holders(const std::vector<holder>& table,
                          const std::function<bool(std::string_view path)>& is_wanted) {
    std::set<std::string> listed;
    for (const holder& each : table) CHECK(listed.insert(each.name).second);
    const std::set<std::string> found = holders_in_headers(is_wanted);
    for (const std::string& name : found) {
        INFO("holds a secret and is not in the table: " << name);
        CHECK(listed.count(name) == 1);
    }
    for (const std::string& name : listed) {
        INFO("is in the table and holds no secret (any more): " << name);
        CHECK(found.count(name) == 1);
    }
    std::size_t printed = 0;
    for (const holder& each : table) {
        CAPTURE(each.name, each.text);
        CHECK(each.text.empty() != each.prints);
        CHECK(find_canary(each.text).empty());
        CHECK(find_secret(each.text, "Pruefer-0123456789.abcdefghij_KLMNOPQRSTUVWX~YZ").empty());
        printed += each.prints ? 1U : 0U;
    }
    CHECK(printed > 8);
}

}  // namespace unit
