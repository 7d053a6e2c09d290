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

/// What each line says behind method and path template; fails unless there is one line for each operation.
inline std::map<std::string, std::string> outcomes(const program_run& run) {
    std::map<std::string, std::string> found;
    for (const bb::operation_info& operation : bb::all_operations) {
        const std::string start = title_of(operation) + ' ';
        const auto fits = [&](const std::string& line) { return line.compare(0, start.size(), start) == 0; };
        INFO("operation " << start);
        REQUIRE(std::count_if(run.lines.begin(), run.lines.end(), fits) == 1);
        found[title_of(operation)] = std::find_if(run.lines.begin(), run.lines.end(), fits)->substr(start.size());
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
        const std::string_view given = target.substr(1, target.find('/', 1) - 1);
        const std::string_view wanted = path_template.substr(1, path_template.find('/', 1) - 1);
        if (wanted.front() == '{' ? given.empty() : given != wanted) return false;
        target.remove_prefix(given.size() + 1);
        path_template.remove_prefix(wanted.size() + 1);
    }
    return target.empty() && path_template.empty();
}

}  // namespace contract
