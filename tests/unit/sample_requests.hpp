// SPDX-License-Identifier: MIT
// One request of every operation, with arguments in the shape of the vendor's examples.
#pragma once

#include <bitbucket/operations.hpp>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // the retired ones are meant to be made here
#endif

namespace sample_requests {

namespace bb = bitbucket;

inline const bb::uuid user_id{"d301aafa-d676-4ee0-88be-962be7417567"};
inline const bb::uuid thing_id{"b15b6026-9c02-4626-b4ad-b905f99f763a"};
inline constexpr const char* account = "557058:ba8948b2-49da-43a9-9e8b-e7249b8e324a";

/// Calls `visit(request)` for each.
template <class Visitor>
void for_each(Visitor&& visit) {
    namespace repo = bb::repository_permissions;
    visit(repo::list_users{"acme", "site"});
    visit(repo::get_user{"acme", "site", account});
    visit(repo::update_user{"acme", "site", user_id, {bb::repository_grant::write}});
    visit(repo::remove_user{"{}", thing_id, user_id});
    namespace project = bb::project_permissions;
    visit(project::list_users{"acme", "PRJ"});
    visit(project::get_user{"acme", "PRJ", account});
    visit(project::update_user{"acme", "PRJ", user_id, {bb::project_grant::create_repo}});
    visit(project::remove_user{"acme", "PRJ", user_id});
    visit(bb::users::current{});
    visit(bb::users::list_emails{});
    visit(bb::users::get_email{"ada+work@example.org"});
    visit(bb::users::get{user_id});
    visit(bb::current_user::list_workspaces{});
    visit(bb::current_user::list_repository_permissions{});
    visit(bb::current_user::list_workspace_permissions{});
    visit(bb::repositories::list{"acme"});
    visit(bb::repositories::get{"{}", thing_id});
    namespace variables = bb::user_pipeline_variables;
    visit(variables::list{user_id});
    visit(variables::create{user_id, {.key = "REGION", .value = "eu", .secured = false}});
    visit(variables::get{user_id, thing_id});
    visit(variables::update{user_id, thing_id, {.value = "us"}});
    visit(variables::remove{user_id, thing_id});
    visit(bb::user_properties::get{user_id, "my-app", "colour/main"});
    visit(bb::user_properties::update{user_id, "my-app", "colour", bb::json_text(R"({"a":1})")});
    visit(bb::user_properties::remove{user_id, "my-app", "colour"});
    visit(bb::code_search::search_user{user_id, "foo repo:demo"});
    visit(bb::ssh_keys::list{user_id});
    visit(bb::ssh_keys::create{user_id, {.key = "ssh-ed25519 AAAA", .label = "laptop"}});
    visit(bb::ssh_keys::get{user_id, thing_id});
    visit(bb::ssh_keys::update{user_id, thing_id, {.label = "Work key"}});
    visit(bb::ssh_keys::remove{user_id, thing_id});
}

}  // namespace sample_requests

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
