// SPDX-License-Identifier: MIT
// Every declared operation against the vendor's specification (tests/specification): path arguments, query options,
// scopes, deprecation, and the statuses that docstrings name.
#include <algorithm>
#include <bitbucket/operations.hpp>
#include <fstream>

#include "specification/compare.hpp"
#include "support/catch.hpp"
#include "unit/support/specification.hpp"

namespace test_specification_operations {

namespace bb = bitbucket;
using specification::facts;

namespace {

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
    CHECK(specification::compare_operations(unit::facts_under_test()).problems() == std::vector<std::string>{});
}

TEST_CASE("what the specification says of an operation is compared") {
    facts changed = specification::committed_facts();
    auto& list = changed.operations.at({"/users/{selected_user}/ssh-keys", "GET"});
    list.path_arguments.insert("colour");
    list.query_options.insert("after");
    list.classic_scopes.clear();
    list.granular_scopes.insert("read:colour:bitbucket");
    list.deprecated = true;
    changed.operations.erase({"/user", "GET"});
    // The correction of an option that both have is not needed.
    changed.operations.at({"/repositories/{workspace}/{repo_slug}/pullrequests", "GET"}).query_options.insert("q");
    const std::vector<std::string> found = specification::compare_operations(changed).problems();
    const auto has = [&](const char* sentence) { return std::count(found.begin(), found.end(), sentence) == 1; };
    CHECK(has("ssh_keys::list: we lack the path argument colour"));
    CHECK(has("ssh_keys::list: we lack the option after"));
    CHECK(has("ssh_keys::list: we have the classic scope account"));
    CHECK(has("ssh_keys::list: we lack the granular scope read:colour:bitbucket"));
    CHECK(has("ssh_keys::list: we lack the mark deprecated"));
    CHECK(has("users::current: we have the operation GET /user"));
    CHECK(has("the correction of pull_requests::list q is not needed"));
    CHECK(found.size() == 7);
}

TEST_CASE("every docstring has the statuses that the specification documents") {
    const facts all = unit::facts_under_test();
    std::vector<std::string> found;
    std::size_t place = 0;
    const auto keys = specification::declared_operations();
    for (const bb::operation_info& info : bb::all_operations) {
        const auto& [path, method] = keys[place++];
        const specification::operation_facts* there = all.find(method, path);
        if (there == nullptr) continue;
        const std::string text = docstring_of(info.name);
        if (text.empty()) found.push_back(std::string(info.name) + ": no docstring");
        for (const std::string& status : there->statuses)
            if (text.find(status) == std::string::npos) found.push_back(info.name + (": we lack " + status));
    }
    CHECK(found == std::vector<std::string>{});
}

TEST_CASE("the docstring of an operation is found") {
    CHECK_THAT(docstring_of("ssh_keys::remove"), Catch::Matchers::StartsWith("/// Removes a key."));
    CHECK(docstring_of("ssh_keys::no_such").empty());
}

}  // namespace test_specification_operations
