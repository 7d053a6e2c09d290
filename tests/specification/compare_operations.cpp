// SPDX-License-Identifier: MIT
// Every declared operation against the facts: path arguments, query options, scopes, deprecation.
#include <bitbucket/operations.hpp>

#include "compare.hpp"

namespace specification {

namespace bb = bitbucket;

namespace {

/// What differs on purpose.
std::vector<correction> known_in_operations() {
    constexpr const char* another_reading = "belongs to another way to read the path, which has its own operation";
    constexpr const char* field_of_form = "a field of the form: as a query option the server does not see it";
    constexpr const char* of_the_diff = "the operation redirects to a diff, which takes it";
    constexpr const char* works = "the live API takes it";
    return {
        {"workspaces::list_members", "q", "is in the description of the operation, not among its parameters"},
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
    };
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

/// Our path as the specification writes it: without the star of a placeholder that keeps its slashes.
std::string path_of(const bb::operation_info& info) {
    std::string out(info.path.str());
    if (out.ends_with("*}")) out.erase(out.size() - 2, 1);
    return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> declared_operations() {
    std::vector<std::pair<std::string, std::string>> out;
    for (const bb::operation_info& info : bb::all_operations)
        out.emplace_back(path_of(info), bb::to_string(info.method));
    return out;
}

comparison compare_operations(const facts& with) {
    comparer out(known_in_operations());
    for (const bb::operation_info& info : bb::all_operations) {
        const std::string name = info.name;
        const operation_facts* there = with.find(bb::to_string(info.method), path_of(info));
        if (there == nullptr) {
            out.add(name, "operation", bb::to_string(info.method) + (' ' + path_of(info)), true);
            continue;
        }
        out.add(name, "path argument", placeholders(path_of(info)), there->path_arguments);
        out.add(name, "option", without_common(names(info.options)), without_common(there->query_options));
        out.add(name, "classic scope", names(info.classic_scopes), there->classic_scopes);
        out.add(name, "granular scope", names(info.granular_scopes), there->granular_scopes);
        // A preview's `deprecated` is the vendor's word for what may change.
        const bool ours = info.stage != bb::lifecycle::live;
        if (ours != there->deprecated) out.add(name, "mark", "deprecated", ours);
    }
    return std::move(out).result();
}

}  // namespace specification
