// SPDX-License-Identifier: MIT
// operations.hpp: what holds for the metadata of all operations together. What each family declares is compared with the
// vendor's documents in test_operation_metadata_*.cpp.
#include <map>
#include <set>

#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata {

using namespace documented;

TEST_CASE("all 168 operations are declared, in families that each have a table of the documents", "[operations]") {
    CHECK(bb::all_operations.size() == 168);
    std::map<std::string, int> found;
    for (const bb::operation_info& each : bb::all_operations) ++found[family_of(each)];
    const std::map<std::string, int> wanted = {{"repository_permissions", 8},
                                               {"project_permissions", 8},
                                               {"users", 4},
                                               {"current_user", 5},
                                               {"workspaces", 8},
                                               {"projects", 5},
                                               {"project_default_reviewers", 4},
                                               {"repositories", 2},
                                               {"ssh_keys", 5},
                                               {"gpg_keys", 4},
                                               {"deploy_keys", 5},
                                               {"project_deploy_keys", 4},
                                               {"pipeline_ssh_key_pair", 3},
                                               {"pipeline_known_hosts", 5},
                                               {"environments", 2},
                                               {"repository_pipeline_variables", 5},
                                               {"workspace_pipeline_variables", 5},
                                               {"deployment_variables", 4},
                                               {"user_pipeline_variables", 5},
                                               {"team_pipeline_variables", 5},
                                               {"repository_properties", 3},
                                               {"commit_properties", 3},
                                               {"pull_request_properties", 3},
                                               {"user_properties", 3},
                                               {"code_search", 3},
                                               {"source", 6},
                                               {"downloads", 4},
                                               {"pull_requests", 21},
                                               {"pull_request_comments", 7},
                                               {"pull_request_tasks", 5},
                                               {"default_reviewers", 5},
                                               {"refs", 9}};
    CHECK(found == wanted);
}

TEST_CASE("no two operations share a name, or a method and a path, but for the three ways to read a path of source",
          "[operations]") {
    std::set<std::string> names_seen;
    std::set<std::string> requests_seen;
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        CHECK(names_seen.insert(each.name).second);
        const std::string name = each.name;
        const bool reads_again = name == "source::get_file" || name == "source::get_metadata";
        CHECK(
            requests_seen.insert(std::string(bb::to_string(each.method)) + ' ' + std::string(each.path.str())).second !=
            reads_again);
    }
}

TEST_CASE("no operation that is declared is itself gone without saying so", "[operations]") {
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        if (each.stage == lifecycle::live) CHECK(*each.successor == '\0');
        // A successor is a method and a path, and not the operation itself.
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
        if (Operation::info.method == http_method::delete_) CHECK(nothing);
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
    returns.operator()<bb::repository_permissions::list_groups, bb::page<bb::repository_group_permission>>();
    returns.operator()<bb::repository_permissions::get_group, bb::repository_group_permission>();
    returns.operator()<bb::repository_permissions::update_group, bb::repository_group_permission>();
    returns.operator()<bb::project_permissions::list_users, bb::page<bb::project_user_permission>>();
    returns.operator()<bb::project_permissions::get_user, bb::project_user_permission>();
    returns.operator()<bb::project_permissions::list_groups, bb::page<bb::project_group_permission>>();
    returns.operator()<bb::project_permissions::get_group, bb::project_group_permission>();
    returns.operator()<bb::project_permissions::update_group, bb::project_group_permission>();
    returns.operator()<bb::users::current, bb::account>();
    returns.operator()<bb::users::list_emails, bb::page<bb::user_email>>();
    returns.operator()<bb::users::get_email, bb::user_email>();
    returns.operator()<bb::current_user::list_workspaces, bb::page<bb::workspace_access>>();
    returns.operator()<bb::current_user::list_repository_permissions, bb::page<bb::repository_permission>>();
    returns.operator()<bb::current_user::list_workspace_permissions, bb::page<bb::workspace_membership>>();
    returns.operator()<bb::current_user::get_workspace_permission, bb::workspace_membership>();
    returns.operator()<bb::current_user::list_workspace_repository_permissions, bb::page<bb::repository_permission>>();
    returns.operator()<bb::workspaces::list, bb::page<bb::workspace>>();
    returns.operator()<bb::workspaces::get, bb::workspace>();
    returns.operator()<bb::workspaces::list_members, bb::page<bb::workspace_membership>>();
    returns.operator()<bb::workspaces::get_member, bb::workspace_membership>();
    returns.operator()<bb::workspaces::list_permissions, bb::page<bb::workspace_membership>>();
    returns.operator()<bb::workspaces::list_repository_permissions, bb::page<bb::repository_permission>>();
    returns.operator()<bb::workspaces::list_permissions_of_repository, bb::page<bb::repository_permission>>();
    returns.operator()<bb::workspaces::get_gpg_public_key, bb::plain_text>();
    returns.operator()<bb::projects::list, bb::page<bb::project>>();
    returns.operator()<bb::projects::create, bb::project>();
    returns.operator()<bb::projects::get, bb::project>();
    returns.operator()<bb::projects::update, bb::project>();
    returns.operator()<bb::project_default_reviewers::list, bb::page<bb::default_reviewer>>();
    returns.operator()<bb::project_default_reviewers::get, bb::account>();
    returns.operator()<bb::project_default_reviewers::add, bb::account>();
    returns.operator()<bb::repositories::list, bb::page<bb::repository>>();
    returns.operator()<bb::repositories::get, bb::repository>();
    returns.operator()<bb::ssh_keys::list, bb::page<bb::ssh_account_key>>();
    returns.operator()<bb::ssh_keys::create, bb::ssh_account_key>();
    returns.operator()<bb::gpg_keys::list, bb::page<bb::gpg_key>>();
    returns.operator()<bb::gpg_keys::create, bb::gpg_key>();
    returns.operator()<bb::gpg_keys::get, bb::gpg_key>();
    returns.operator()<bb::deploy_keys::list, bb::page<bb::deploy_key>>();
    returns.operator()<bb::deploy_keys::create, bb::deploy_key>();
    returns.operator()<bb::deploy_keys::get, bb::deploy_key>();
    returns.operator()<bb::deploy_keys::update, bb::deploy_key>();
    returns.operator()<bb::project_deploy_keys::list, bb::page<bb::project_deploy_key>>();
    returns.operator()<bb::project_deploy_keys::create, bb::project_deploy_key>();
    returns.operator()<bb::project_deploy_keys::get, bb::project_deploy_key>();
    returns.operator()<bb::pipeline_ssh_key_pair::get, bb::ssh_key_pair>();
    returns.operator()<bb::pipeline_ssh_key_pair::update, bb::ssh_key_pair>();
    returns.operator()<bb::pipeline_known_hosts::list, bb::page<bb::known_host>>();
    returns.operator()<bb::pipeline_known_hosts::create, bb::known_host>();
    returns.operator()<bb::pipeline_known_hosts::get, bb::known_host>();
    returns.operator()<bb::pipeline_known_hosts::update, bb::known_host>();
    returns.operator()<bb::environments::list, bb::page<bb::deployment_environment>>();
    returns.operator()<bb::environments::get, bb::deployment_environment>();
    returns.operator()<bb::repository_pipeline_variables::list, bb::page<bb::pipeline_variable>>();
    returns.operator()<bb::repository_pipeline_variables::create, bb::pipeline_variable>();
    returns.operator()<bb::repository_pipeline_variables::update, bb::pipeline_variable>();
    returns.operator()<bb::repository_pipeline_variables::get, bb::pipeline_variable>();
    returns.operator()<bb::workspace_pipeline_variables::list, bb::page<bb::pipeline_variable>>();
    returns.operator()<bb::workspace_pipeline_variables::create, bb::pipeline_variable>();
    returns.operator()<bb::workspace_pipeline_variables::update, bb::pipeline_variable>();
    returns.operator()<bb::workspace_pipeline_variables::get, bb::pipeline_variable>();
    returns.operator()<bb::deployment_variables::list, bb::page<bb::pipeline_variable>>();
    returns.operator()<bb::deployment_variables::create, bb::pipeline_variable>();
    returns.operator()<bb::deployment_variables::update, bb::pipeline_variable>();
    returns.operator()<bb::user_pipeline_variables::list, bb::page<bb::pipeline_variable>>();
    returns.operator()<bb::user_pipeline_variables::create, bb::pipeline_variable>();
    returns.operator()<bb::user_pipeline_variables::update, bb::pipeline_variable>();
    returns.operator()<bb::user_pipeline_variables::get, bb::pipeline_variable>();
    returns.operator()<bb::team_pipeline_variables::list, bb::page<bb::pipeline_variable>>();
    returns.operator()<bb::team_pipeline_variables::create, bb::pipeline_variable>();
    returns.operator()<bb::team_pipeline_variables::update, bb::pipeline_variable>();
    returns.operator()<bb::team_pipeline_variables::get, bb::pipeline_variable>();
    returns.operator()<bb::user_properties::get, bb::application_property>();
    returns.operator()<bb::repository_properties::get, bb::application_property>();
    returns.operator()<bb::commit_properties::get, bb::application_property>();
    returns.operator()<bb::pull_request_properties::get, bb::application_property>();
    returns.operator()<bb::code_search::search_user, bb::code_search_page>();
    returns.operator()<bb::code_search::search_workspace, bb::code_search_page>();
    returns.operator()<bb::code_search::search_team, bb::code_search_page>();
    returns.operator()<bb::source::root, bb::page<bb::commit_file>>();
    returns.operator()<bb::source::list_directory, bb::page<bb::commit_file>>();
    returns.operator()<bb::source::get_file, bb::binary>();
    returns.operator()<bb::source::get_metadata, bb::commit_file>();
    returns.operator()<bb::source::create_commit, bb::created_commit>();
    returns.operator()<bb::source::history, bb::page<bb::commit_file>>();
    returns.operator()<bb::downloads::list, bb::page<bb::download_artifact>>();
    returns.operator()<bb::downloads::upload, void>();
    returns.operator()<bb::downloads::get, bb::binary>();
    SUCCEED();
}

}  // namespace test_operation_metadata
