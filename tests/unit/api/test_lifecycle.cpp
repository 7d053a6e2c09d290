// SPDX-License-Identifier: MIT
// lifecycle.hpp: the table of dead and live endpoints, against what the vendor has announced, and against itself.
#include <bitbucket/extras/lifecycle.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace test_lifecycle {

namespace bb = bitbucket;
using bb::lifecycle;

namespace {

std::string title_of(bb::http_method method, std::string_view path) {
    return std::string(bb::to_string(method)) + ' ' + std::string(path);
}

const bb::deprecated_operation* find(std::string_view name) {
    for (const bb::deprecated_operation& each : bb::deprecated_operations)
        if (name == each.info->name) return &each;
    return nullptr;
}

constexpr bb::operation_info unknown_successor{.name = "x::y",
                                               .method = bb::http_method::get,
                                               .path = "/x",
                                               .stage = lifecycle::deprecated,
                                               .successor = "PATCH /some/where/{else}"};
constexpr auto found_for_unknown = bb::detail::find_successor(unknown_successor);

}  // namespace

static_assert(bb::deprecated_operations.size() == 16);
static_assert(bb::deprecated_operations.begin()->info->stage != lifecycle::live, "known to the compiler");
static_assert(found_for_unknown.successor == nullptr && found_for_unknown.successor_method == bb::http_method::patch &&
              found_for_unknown.successor_path == "/some/where/{else}");

TEST_CASE("a compile test builds a request of each of them, and the compiler must warn", "[lifecycle]") {
    std::ifstream in(std::string(BITBUCKET_SOURCE_DIR) + "/tests/compile/deprecated_operations.cpp");
    std::vector<std::string> marked;
    for (std::string line; std::getline(in, line);)
        if (line.ends_with("// here")) marked.push_back(line);
    CHECK(marked.size() == bb::deprecated_operations.size());
    for (const bb::deprecated_operation& each : bb::deprecated_operations) {
        CAPTURE(each.info->name);
        const std::string built = "bitbucket::" + std::string(each.info->name) + ' ';
        CHECK(std::ranges::count_if(
                  marked, [&](const std::string& line) { return line.find(built) != std::string::npos; }) == 1);
    }
}

TEST_CASE("the table of dead and live endpoints is what the vendor has announced", "[lifecycle]") {
    std::map<std::string, std::string> found;
    for (const bb::deprecated_operation& each : bb::deprecated_operations)
        found[title_of(each.info->method, each.info->path.str())] =
            each.successor_path.empty() ? "" : title_of(each.successor_method, each.successor_path);
    std::map<std::string, std::string> wanted = {
        {"GET /workspaces", "GET /user/workspaces"},
        {"GET /user/permissions/workspaces", "GET /user/workspaces"},
        {"GET /user/permissions/repositories", "GET /user/workspaces/{workspace}/permissions/repositories"},
        {"GET /users/{selected_user}/search/code", ""},
        {"GET /teams/{username}/search/code", ""},
        {"GET /workspaces/{workspace}/search/code", ""}};
    const std::string list = "/workspaces/{workspace}/pipelines-config/variables";
    for (const std::string owner : {"/users/{selected_user}", "/teams/{username}"}) {
        const std::string old = owner + "/pipelines_config/variables";
        for (const char* method : {"GET ", "POST "}) wanted[method + old] = method + list;
        for (const char* method : {"GET ", "PUT ", "DELETE "})
            wanted[method + old + "/{variable_uuid}"] = method + list + "/{variable_uuid}";
    }
    CHECK(found == wanted);
}

TEST_CASE("what the vendor has taken down already is retired, the rest still may answer", "[lifecycle]") {
    std::set<std::string> retired;
    for (const bb::deprecated_operation& each : bb::deprecated_operations)
        if (each.info->stage == lifecycle::retired) retired.insert(each.info->name);
    CHECK(retired == std::set<std::string>{"workspaces::list", "current_user::list_repository_permissions",
                                           "current_user::list_workspace_permissions"});
}

TEST_CASE("nothing leads from one dead endpoint to another", "[lifecycle]") {
    for (const bb::deprecated_operation& each : bb::deprecated_operations) {
        CAPTURE(each.info->name, each.successor_path);
        CHECK(each.info->stage != lifecycle::live);
        if (each.successor_path.empty()) {
            CHECK(each.successor == nullptr);
            continue;
        }
        REQUIRE(each.successor != nullptr);
        CHECK(each.successor->stage == lifecycle::live);
        CHECK(each.successor->method == each.successor_method);
        CHECK(each.successor->path.str() == each.successor_path);
        CHECK(each.successor != each.info);
        // Whoever moves on needs no scope that the old one did not need.
        for (const char* scope : each.successor->classic_scopes) CHECK(each.info->classic_scopes.contains(scope));
    }
}

TEST_CASE("the table has every operation that is not live, and points into the table of all", "[lifecycle]") {
    std::size_t ended = 0;
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        const bb::deprecated_operation* row = find(each.name);
        CHECK((row != nullptr) == (each.stage != lifecycle::live));
        if (row == nullptr) continue;
        CHECK(row->info == &each);
        ++ended;
    }
    CHECK(ended == bb::deprecated_operations.size());
    const bb::deprecated_operation* dead = find("workspaces::list");
    REQUIRE(dead != nullptr);
    CHECK(dead->successor->name == std::string("current_user::list_workspaces"));
}

}  // namespace test_lifecycle
