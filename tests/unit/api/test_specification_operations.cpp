// SPDX-License-Identifier: MIT
// Every declared operation against the vendor's specification: method, path, path arguments, query options, scopes,
// deprecation. What differs on purpose stands in a list, each with its reason.
#include <bitbucket/operations.hpp>

#include "support/catch.hpp"
#include "unit/support/specification.hpp"

namespace test_specification_operations {

namespace bb = bitbucket;
using unit::name_set;

namespace {

unit::corrections known() {
    constexpr const char* another_reading = "belongs to another way to read the path, which has its own operation";
    constexpr const char* field_of_form = "a field of the form: as a query option the server does not see it";
    constexpr const char* of_the_diff = "the operation redirects to a diff, which takes it";
    constexpr const char* works = "the live API takes it";
    return unit::corrections({
        {"workspaces::list_members", "q", "stands in the description of the operation, not among its parameters"},
        {"current_user::list_workspaces", "q",
         "the description says that slug can be filtered by, as it does of the sort that is among the parameters"},
        {"source::root", "format", "the listing is what it returns"},
        {"source::list_directory", "format", another_reading},
        {"source::get_file", "format", another_reading},
        {"source::get_file", "max_depth", another_reading},
        {"source::get_file", "q", another_reading},
        {"source::get_file", "sort", another_reading},
        {"source::get_metadata", "max_depth", another_reading},
        {"source::get_metadata", "q", another_reading},
        {"source::get_metadata", "sort", another_reading},
        {"source::create_commit", "message", field_of_form},
        {"source::create_commit", "author", field_of_form},
        {"source::create_commit", "parents", field_of_form},
        {"source::create_commit", "files", field_of_form},
        {"source::create_commit", "branch", field_of_form},
        {"pull_requests::get_diff", "binary", of_the_diff},
        {"pull_requests::get_diff", "context", of_the_diff},
        {"pull_requests::get_diff", "ignore_whitespace", of_the_diff},
        {"pull_requests::get_diff", "path", of_the_diff},
        {"pull_requests::get_diff", "renames", of_the_diff},
        {"pull_requests::get_diffstat", "ignore_whitespace", of_the_diff},
        {"pull_requests::get_diffstat", "path", of_the_diff},
        {"pull_requests::get_diffstat", "renames", of_the_diff},
        {"pull_requests::list", "q", works},
        {"pull_requests::list", "sort", works},
        {"pull_request_comments::list", "q", works},
        {"pull_request_comments::list", "sort", works},
    });
}

name_set names(const bb::name_list& list) {
    return {list.begin(), list.end()};
}

name_set placeholders(std::string_view path) {
    name_set out;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
        const auto close = path.find('}');
        out.insert(std::string(path.substr(open + 1, close - open - 1)));
        path.remove_prefix(close + 1);
    }
    return out;
}

// What every operation, or every page, takes beside its own options.
name_set without_common(name_set options) {
    for (const char* common : {"fields", "pagelen"}) options.erase(common);
    return options;
}

/// The comment right above the declaration of an operation; empty if there is none.
std::string docstring_of(const std::string& operation) {
    const auto colons = operation.find("::");
    const std::string name = operation.substr(colons + 2);
    std::ifstream header(std::string(BITBUCKET_SOURCE_DIR) + "/include/bitbucket/api/" + operation.substr(0, colons) +
                         ".hpp");
    std::string comment;
    for (std::string line; std::getline(header, line);) {
        // The base class may be on the next line.
        const std::string start = "struct " + name;
        if (line == start || line.starts_with(start + ' ')) return comment;
        if (line.starts_with("///"))
            comment += line + '\n';
        else
            comment.clear();
    }
    return {};
}

}  // namespace

TEST_CASE("every operation is what the specification says, but for the listed corrections") {
    const std::string path = unit::specification::path_from_environment();
    if (path.empty()) {
        WARN("skipped: BITBUCKET_SPEC names no specification");
        return;
    }
    const unit::specification spec(path);
    unit::corrections corrections = known();
    std::vector<std::string> found;
    const auto add = [&](const std::vector<std::string>& more) { found.insert(found.end(), more.begin(), more.end()); };
    for (const bb::operation_info& info : bb::all_operations) {
        const std::string name = info.name;
        const unit::json* there = spec.find(info);
        if (there == nullptr) {
            if (!corrections.cover(name, "path")) found.push_back(name + ": no such method and path");
            continue;
        }
        add(corrections.differences(name, placeholders(unit::specification::path_of(info)),
                                    spec.parameters(info, "path")));
        add(corrections.differences(name, without_common(names(info.options)),
                                    without_common(spec.parameters(info, "query"))));
        add(corrections.differences(name, names(info.classic_scopes), unit::specification::classic_scopes(*there)));
        add(corrections.differences(name, names(info.granular_scopes), unit::specification::granular_scopes(*there)));
        if (there->value("deprecated", false) != (info.stage != bb::lifecycle::live) &&
            !corrections.cover(name, "deprecated"))
            found.push_back(name + ": deprecated differs");
    }
    add(corrections.faults());
    CHECK(found == std::vector<std::string>{});
}

TEST_CASE("every docstring has the statuses that the specification documents") {
    const std::string path = unit::specification::path_from_environment();
    if (path.empty()) {
        WARN("skipped: BITBUCKET_SPEC names no specification");
        return;
    }
    const unit::specification spec(path);
    std::vector<std::string> found;
    for (const bb::operation_info& info : bb::all_operations) {
        const unit::json* there = spec.find(info);
        if (there == nullptr) continue;
        const std::string text = docstring_of(info.name);
        if (text.empty()) found.push_back(std::string(info.name) + ": no docstring");
        for (const std::string& status : unit::specification::statuses(*there))
            if (text.find(status) == std::string::npos) found.push_back(info.name + (": we lack " + status));
    }
    CHECK(found == std::vector<std::string>{});
}

TEST_CASE("the docstring of an operation is found") {
    CHECK_THAT(docstring_of("ssh_keys::remove"), Catch::Matchers::StartsWith("/// Removes a key."));
    CHECK(docstring_of("ssh_keys::no_such").empty());
}

}  // namespace test_specification_operations
