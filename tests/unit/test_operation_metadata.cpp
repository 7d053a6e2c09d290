// SPDX-License-Identifier: MIT
// operations.hpp: the metadata of all operations against a table written by hand from the vendor's documents.
#include <algorithm>
#include <bitbucket/operations.hpp>
#include <vector>

#include "support/catch.hpp"

namespace bb = bitbucket;
using kind = bb::credential_kind;
using bb::lifecycle;
using bb::verb;

namespace {

struct row {
    verb method;
    std::string path;
    std::vector<std::string> classic;
    std::vector<std::string> granular;
    std::vector<std::string> options;
    lifecycle stage = lifecycle::live;
    bool successor = false;
    std::vector<kind> refused = {};
};

const std::string repository_users = "/repositories/{workspace}/{repo_slug}/permissions-config/users";
const std::string project_users = "/workspaces/{workspace}/projects/{project_key}/permissions-config/users";
const std::string variables = "/users/{selected_user}/pipelines_config/variables";
const std::string property = "/users/{selected_user}/properties/{app_key}/{property_name}";
const std::string keys = "/users/{selected_user}/ssh-keys";
const std::vector<kind> no_token = {kind::anonymous, kind::access_token};
const std::vector<kind> people_only = {kind::anonymous, kind::access_token, kind::oauth};
const std::vector<kind> somebody = {kind::anonymous};

const std::vector<row> table = {
    {verb::get,
     repository_users,
     {"repository:admin"},
     {"read:repository:bitbucket"},
     {},
     lifecycle::live,
     false,
     no_token},
    {verb::get,
     repository_users + "/{selected_user_id}",
     {"repository:admin"},
     {"read:repository:bitbucket"},
     {},
     lifecycle::live,
     false,
     no_token},
    {verb::put,
     repository_users + "/{selected_user_id}",
     {"repository:admin"},
     {"admin:repository:bitbucket", "write:permission:bitbucket"},
     {},
     lifecycle::live,
     false,
     people_only},
    {verb::delete_,
     repository_users + "/{selected_user_id}",
     {"repository:admin"},
     {"admin:repository:bitbucket", "delete:permission:bitbucket"},
     {},
     lifecycle::live,
     false,
     people_only},
    {verb::get, project_users, {"project:admin"}, {"read:project:bitbucket"}, {}, lifecycle::live, false, no_token},
    {verb::get,
     project_users + "/{selected_user_id}",
     {"project:admin"},
     {"read:project:bitbucket"},
     {},
     lifecycle::live,
     false,
     no_token},
    {verb::put,
     project_users + "/{selected_user_id}",
     {"project:admin"},
     {"admin:project:bitbucket", "write:permission:bitbucket"},
     {},
     lifecycle::live,
     false,
     people_only},
    {verb::delete_,
     project_users + "/{selected_user_id}",
     {"project:admin"},
     {"admin:project:bitbucket", "delete:permission:bitbucket"},
     {},
     lifecycle::live,
     false,
     people_only},
    {verb::get, "/user", {"account"}, {"read:user:bitbucket"}, {}, lifecycle::live, false, somebody},
    {verb::get, "/user/emails", {"email"}, {"read:user:bitbucket"}, {}, lifecycle::live, false, somebody},
    {verb::get, "/user/emails/{email}", {"email"}, {"read:user:bitbucket"}, {}, lifecycle::live, false, somebody},
    {verb::get, "/users/{selected_user}", {}, {"read:user:bitbucket"}, {}},
    {verb::get,
     "/user/workspaces",
     {"account"},
     {"read:workspace:bitbucket"},
     {"sort", "administrator"},
     lifecycle::live,
     false,
     somebody},
    {verb::get,
     "/user/permissions/repositories",
     {"account", "repository"},
     {"read:repository:bitbucket"},
     {"q", "sort"},
     lifecycle::retired,
     true,
     somebody},
    {verb::get,
     "/user/permissions/workspaces",
     {"account"},
     {"read:workspace:bitbucket", "read:user:bitbucket"},
     {"q", "sort"},
     lifecycle::retired,
     true,
     somebody},
    {verb::get, "/repositories/{workspace}", {"repository"}, {"read:repository:bitbucket"}, {"role", "q", "sort"}},
    {verb::get, "/repositories/{workspace}/{repo_slug}", {"repository"}, {"read:repository:bitbucket"}, {}},
    {verb::get, variables, {"pipeline"}, {}, {}, lifecycle::deprecated, true},
    {verb::post, variables, {"pipeline:variable"}, {}, {}, lifecycle::deprecated, true},
    {verb::get, variables + "/{variable_uuid}", {"pipeline"}, {}, {}, lifecycle::deprecated, true},
    {verb::put, variables + "/{variable_uuid}", {"pipeline:variable"}, {}, {}, lifecycle::deprecated, true},
    {verb::delete_, variables + "/{variable_uuid}", {"pipeline:variable"}, {}, {}, lifecycle::deprecated, true},
    {verb::get, property, {}, {"admin:workspace:bitbucket"}, {}},
    {verb::put, property, {}, {}, {}},
    {verb::delete_, property, {}, {}, {}},
    {verb::get,
     "/users/{selected_user}/search/code",
     {"repository"},
     {"read:repository:bitbucket"},
     {"search_query", "page"},
     lifecycle::deprecated,
     false},
    {verb::get, keys, {"account"}, {"read:ssh-key:bitbucket"}, {}},
    {verb::post,
     keys,
     {"account:write"},
     {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"},
     {"expires_on"},
     lifecycle::live,
     false,
     people_only},
    {verb::get, keys + "/{key_id}", {"account"}, {"read:ssh-key:bitbucket"}, {}},
    {verb::put, keys + "/{key_id}", {"account:write"}, {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"}, {}},
    {verb::delete_, keys + "/{key_id}", {"account:write"}, {"delete:ssh-key:bitbucket"}, {}},
};

const bb::operation_info* declared(const row& wanted) {
    const bb::operation_info* found = nullptr;
    for (const bb::operation_info& each : bb::all_operations) {
        if (each.method != wanted.method || each.path.str() != wanted.path) continue;
        CHECK(found == nullptr);
        found = &each;
    }
    return found;
}

std::vector<std::string> texts(const bb::name_list& names) {
    return {names.begin(), names.end()};
}

}  // namespace

TEST_CASE("all 31 operations are declared as the vendor documents them", "[operations]") {
    REQUIRE(table.size() == 31);
    CHECK(bb::all_operations.size() == table.size());
    for (const row& wanted : table) {
        CAPTURE(bb::to_string(wanted.method), wanted.path);
        const bb::operation_info* info = declared(wanted);
        REQUIRE(info != nullptr);
        CHECK(texts(info->classic_scopes) == wanted.classic);
        CHECK(texts(info->granular_scopes) == wanted.granular);
        CHECK(texts(info->options) == wanted.options);
        CHECK(info->stage == wanted.stage);
        CHECK((*info->successor != '\0') == wanted.successor);
        CHECK(info->max_pagelen == 100);
        for (const kind each : {kind::anonymous, kind::basic, kind::api_token, kind::access_token, kind::oauth}) {
            CAPTURE(bb::to_string(each));
            const bool refused = std::find(wanted.refused.begin(), wanted.refused.end(), each) != wanted.refused.end();
            CHECK(info->refused.contains(each) == refused);
        }
        const bool admin = wanted.path.find("permissions-config") != std::string::npos;
        CHECK((*info->privilege != '\0') == admin);
    }
}

TEST_CASE("no operation that is declared is itself gone without saying so", "[operations]") {
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        if (each.stage == lifecycle::live) CHECK(*each.successor == '\0');
        // A successor is a verb and a path, and not the operation itself.
        if (*each.successor == '\0') continue;
        const std::string successor = each.successor;
        CHECK(successor.starts_with(std::string(bb::to_string(each.method)) + " /"));
        CHECK(successor != std::string(bb::to_string(each.method)) + ' ' + std::string(each.path.str()));
    }
}

TEST_CASE("the types say the same as the metadata", "[operations]") {
    std::size_t count = 0;
    bb::all_operations.for_each([&]<class Operation>() {
        STATIC_REQUIRE(bb::operation<Operation>);
        constexpr bool nothing = std::is_void_v<typename Operation::result_type>;
        CAPTURE(Operation::info.name);
        CHECK(Operation::info.name == std::string(bb::all_operations.begin()[count].name));
        if (Operation::info.method == verb::delete_) CHECK(nothing);
        ++count;
    });
    CHECK(count == bb::all_operations.size());
    STATIC_REQUIRE(!bb::operation<bb::request_base>);
    STATIC_REQUIRE(!bb::operation<int>);
    STATIC_REQUIRE(std::is_void_v<bb::user_properties::update::result_type>);
}

TEST_CASE("every operation returns what the vendor documents", "[operations]") {
    const auto returns = []<class Operation, class Result>() {
        STATIC_REQUIRE(std::is_same_v<typename Operation::result_type, Result>);
    };
    returns.operator()<bb::repository_permissions::list_users, bb::page<bb::repository_user_permission>>();
    returns.operator()<bb::repository_permissions::update_user, bb::repository_user_permission>();
    returns.operator()<bb::project_permissions::list_users, bb::page<bb::project_user_permission>>();
    returns.operator()<bb::project_permissions::get_user, bb::project_user_permission>();
    returns.operator()<bb::users::current, bb::account>();
    returns.operator()<bb::users::list_emails, bb::page<bb::user_email>>();
    returns.operator()<bb::users::get_email, bb::user_email>();
    returns.operator()<bb::current_user::list_workspaces, bb::page<bb::workspace_access>>();
    returns.operator()<bb::current_user::list_repository_permissions, bb::page<bb::repository_permission>>();
    returns.operator()<bb::current_user::list_workspace_permissions, bb::page<bb::workspace_membership>>();
    returns.operator()<bb::repositories::list, bb::page<bb::repository>>();
    returns.operator()<bb::repositories::get, bb::repository>();
    returns.operator()<bb::user_pipeline_variables::list, bb::page<bb::pipeline_variable>>();
    returns.operator()<bb::user_properties::get, bb::application_property>();
    returns.operator()<bb::code_search::search_user, bb::code_search_page>();
    returns.operator()<bb::ssh_keys::list, bb::page<bb::ssh_account_key>>();
    returns.operator()<bb::ssh_keys::create, bb::ssh_account_key>();
    SUCCEED();
}
