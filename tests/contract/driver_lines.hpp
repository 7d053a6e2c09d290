// SPDX-License-Identifier: MIT
// What the lines of contract_driver say, operation by operation, and which operation a served request belongs to.
#pragma once

#include <algorithm>
#include <bitbucket/operations.hpp>
#include <map>

#include "contract/run_program.hpp"
#include "support/catch.hpp"

namespace contract {

namespace bb = bitbucket;

inline std::string title_of(const bb::operation_info& operation) {
    return std::string(to_string(operation.method)) + ' ' + std::string(operation.path.str());
}

/// How many operations have this method and path: one, but for the ways to read a path of source.
inline std::ptrdiff_t readings_of(const bb::operation_info& operation) {
    return std::count_if(bb::all_operations.begin(), bb::all_operations.end(),
                         [&](const bb::operation_info& other) { return title_of(other) == title_of(operation); });
}

/// What each line says behind method and path template; fails unless there is one line for each operation. Where several
/// operations share these, it is what their last line says that is not like the first one.
inline std::map<std::string, std::string> outcomes(const program_run& run) {
    std::map<std::string, std::string> found;
    for (const bb::operation_info& operation : bb::all_operations) {
        const std::string start = title_of(operation) + ' ';
        const auto fits = [&](const std::string& line) { return line.compare(0, start.size(), start) == 0; };
        INFO("operation " << start);
        REQUIRE(std::count_if(run.lines.begin(), run.lines.end(), fits) == readings_of(operation));
        const std::string first = std::find_if(run.lines.begin(), run.lines.end(), fits)->substr(start.size());
        std::string& outcome = found[title_of(operation)] = first;
        for (const std::string& line : run.lines)
            if (fits(line) && line.substr(start.size()) != first) outcome = line.substr(start.size());
    }
    CHECK(run.lines.size() == bb::all_operations.size());
    return found;
}

/// Whether the path of a target, below /2.0, is a filled template.
inline bool is_filled(std::string_view target, std::string_view path_template) {
    target = target.substr(0, target.find('?'));
    if (target.substr(0, 4) != "/2.0") return false;
    target.remove_prefix(4);
    while (!target.empty() && !path_template.empty()) {
        if (path_template.ends_with("*}") && path_template.find('/', 1) == std::string_view::npos) return true;
        const std::string_view given = target.substr(1, target.find('/', 1) - 1);
        const std::string_view wanted = path_template.substr(1, path_template.find('/', 1) - 1);
        if (wanted.front() == '{' ? given.empty() : given != wanted) return false;
        target.remove_prefix(given.size() + 1);
        path_template.remove_prefix(wanted.size() + 1);
    }
    return target.empty() && path_template.empty();
}

/// Whether a served request is one of an operation: its path fits, and no operation's fits better, with fewer placeholders.
inline bool is_of(bb::http_method method, std::string_view target, const bb::operation_info& operation) {
    const auto fits = [&](const bb::operation_info& each) {
        return each.method == method && is_filled(target, each.path.str());
    };
    return fits(operation) &&
           std::none_of(bb::all_operations.begin(), bb::all_operations.end(), [&](const bb::operation_info& other) {
               return other.path.placeholders() < operation.path.placeholders() && fits(other);
           });
}

}  // namespace contract
