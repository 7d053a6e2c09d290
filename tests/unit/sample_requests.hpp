// SPDX-License-Identifier: MIT
// One request of every operation, with arguments in the shape of the vendor's examples.
#pragma once

#include <bitbucket/extras/commit_files.hpp>
#include <bitbucket/extras/upload_files.hpp>
#include <bitbucket/operations.hpp>
#include <functional>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // the retired ones are meant to be made here
#endif

namespace sample_requests {

namespace bb = bitbucket;

inline const bb::uuid user_id{"d301aafa-d676-4ee0-88be-962be7417567"};
inline const bb::uuid thing_id{"b15b6026-9c02-4626-b4ad-b905f99f763a"};
inline constexpr const char* account = "557058:ba8948b2-49da-43a9-9e8b-e7249b8e324a";

/// Shows each request, and a copy of it with options and a header, without its type: a check that were compiled for each
/// would take most of the time of the tests.
class visitor {
public:
    using see_both = std::function<void(const bb::request_base& request, const bb::request_base& with_options)>;

    explicit visitor(see_both see) : see_(std::move(see)) {}
    template <class Operation>
    void operator()(const Operation& request) const {
        Operation more = request;
        if constexpr (bb::paged<typename Operation::result_type>) more.pagelen(47);
        more.fields("-secretfield").query("custom", "hunter2").header("X-Custom", "hunter3");
        see_(request, more);
    }

private:
    see_both see_;
};

inline void for_each_of_permissions(const visitor& visit) {
    namespace repo = bb::repository_permissions;
    visit(repo::list_users{"acme", "site"});
    visit(repo::get_user{"acme", "site", account});
    visit(repo::update_user{"acme", "site", user_id, {bb::repository_grant::write}});
    visit(repo::remove_user{"{}", thing_id, user_id});
    visit(repo::list_groups{"acme", "site"});
    visit(repo::get_group{"acme", "site", "developers"});
    visit(repo::update_group{"acme", thing_id, "developers", {bb::repository_grant::read}});
    visit(repo::remove_group{"acme", "site", "a b"});
    namespace project = bb::project_permissions;
    visit(project::list_users{"acme", "PRJ"});
    visit(project::get_user{"acme", "PRJ", account});
    visit(project::update_user{"acme", "PRJ", user_id, {bb::project_grant::create_repo}});
    visit(project::remove_user{"acme", "PRJ", user_id});
    visit(project::list_groups{"acme", "PRJ"});
    visit(project::get_group{"acme", "PRJ", "developers"});
    visit(project::update_group{"acme", "PRJ", "developers", {bb::project_grant::admin}});
    visit(project::remove_group{"acme", "PRJ", "developers"});
}

inline void for_each_of_workspaces(const visitor& visit) {
    visit(bb::users::current{});
    visit(bb::users::list_emails{});
    visit(bb::users::get_email{"ada+work@example.org"});
    visit(bb::users::get{user_id});
    visit(bb::current_user::list_workspaces{});
    visit(bb::current_user::list_repository_permissions{});
    visit(bb::current_user::list_workspace_permissions{});
    visit(bb::current_user::get_workspace_permission{"acme"});
    visit(bb::current_user::list_workspace_repository_permissions{thing_id});
    visit(bb::workspaces::list{});
    visit(bb::workspaces::get{"acme"});
    visit(bb::workspaces::list_members{"acme"});
    visit(bb::workspaces::get_member{"acme", account});
    visit(bb::workspaces::list_permissions{"acme"});
    visit(bb::workspaces::list_repository_permissions{"acme"});
    visit(bb::workspaces::list_permissions_of_repository{"acme", thing_id});
    visit(bb::workspaces::get_gpg_public_key{"acme"});
    visit(bb::projects::list{"acme"});
    visit(bb::projects::create{"acme", {.key = "MARS", .name = "Mars Project", .is_private = false}});
    visit(bb::projects::get{"acme", "PRJ"});
    visit(bb::projects::update{"acme", "PRJ", {.key = "MARS", .description = nullptr}});
    visit(bb::projects::remove{"acme", "PRJ"});
    namespace reviewers = bb::project_default_reviewers;
    visit(reviewers::list{"acme", "PRJ"});
    visit(reviewers::get{"acme", "PRJ", account});
    visit(reviewers::add{"acme", "PRJ", user_id});
    visit(reviewers::remove{"acme", "PRJ", user_id});
    visit(bb::repositories::list{"acme"});
    visit(bb::repositories::get{"{}", thing_id});
}

inline void for_each_of_keys(const visitor& visit) {
    visit(bb::ssh_keys::list{user_id});
    visit(bb::ssh_keys::create{user_id, {.key = "ssh-ed25519 AAAA", .label = "laptop"}});
    visit(bb::ssh_keys::get{user_id, thing_id});
    visit(bb::ssh_keys::update{user_id, thing_id, {.label = "Work key"}});
    visit(bb::ssh_keys::remove{user_id, thing_id});
    visit(bb::gpg_keys::list{user_id});
    visit(bb::gpg_keys::create{user_id, {.key = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n"}});
    visit(bb::gpg_keys::get{user_id, "H4M26PPX"});
    visit(bb::gpg_keys::remove{user_id, "H4M26PPX"});
    visit(bb::deploy_keys::list{"acme", "site"});
    visit(bb::deploy_keys::create{"acme", "site", {.key = "ssh-ed25519 AAAA"}});
    visit(bb::deploy_keys::get{"acme", "site", 1234});
    visit(bb::deploy_keys::update{"acme", "site", 1234, {.comment = "newcomment"}});
    visit(bb::deploy_keys::remove{"acme", "site", std::int64_t{9007199254740993}});
    namespace project_keys = bb::project_deploy_keys;
    visit(project_keys::list{"acme", "PRJ"});
    visit(project_keys::create{"acme", "PRJ", {.key = "ssh-ed25519 AAAA", .label = "laptop"}});
    visit(project_keys::get{"acme", "PRJ", "1234"});
    visit(project_keys::remove{"acme", "PRJ", 1234});
}

inline void for_each_of_pipelines(const visitor& visit) {
    namespace pair = bb::pipeline_ssh_key_pair;
    visit(pair::get{"acme", "site"});
    visit(pair::update{"acme", "site", {.private_key = "laptop's", .public_key = "ssh-ed25519 AAAA"}});
    visit(pair::remove{"acme", "site"});
    namespace hosts = bb::pipeline_known_hosts;
    const bb::known_host_draft host{.hostname = "[acme.example]:2222",
                                    .public_key = bb::ssh_public_key_draft{.key_type = "ssh-ed25519", .key = "AAAA"}};
    visit(hosts::list{"acme", "site"});
    visit(hosts::create{"acme", "site", host});
    visit(hosts::get{"acme", "site", thing_id});
    visit(hosts::update{"acme", "site", thing_id, host});
    visit(hosts::remove{"acme", "site", thing_id});
    visit(bb::environments::list{"acme", "site"});
    visit(bb::environments::get{"acme", "site", thing_id});
    const bb::pipeline_variable_draft draft{.key = "REGION", .value = "eu", .secured = false};
    namespace of_repository = bb::repository_pipeline_variables;
    visit(of_repository::list{"acme", "site"});
    visit(of_repository::create{"acme", "site", draft});
    visit(of_repository::get{"acme", "site", thing_id});
    visit(of_repository::update{"acme", "site", thing_id, {.value = "us"}});
    visit(of_repository::remove{"acme", "site", thing_id});
    namespace of_workspace = bb::workspace_pipeline_variables;
    visit(of_workspace::list{"acme"});
    visit(of_workspace::create{"acme", draft});
    visit(of_workspace::get{"acme", thing_id});
    visit(of_workspace::update{"acme", thing_id, {.secured = true}});
    visit(of_workspace::remove{"acme", thing_id});
    namespace of_environment = bb::deployment_variables;
    visit(of_environment::list{"acme", "site", user_id});
    visit(of_environment::create{"acme", "site", user_id, draft});
    visit(of_environment::update{"acme", "site", user_id, thing_id, {.key = "REGION"}});
    visit(of_environment::remove{"acme", "site", user_id, thing_id});
    namespace of_user = bb::user_pipeline_variables;
    visit(of_user::list{user_id});
    visit(of_user::create{user_id, draft});
    visit(of_user::get{user_id, thing_id});
    visit(of_user::update{user_id, thing_id, {.value = "us"}});
    visit(of_user::remove{user_id, thing_id});
    namespace of_team = bb::team_pipeline_variables;
    visit(of_team::list{"acme"});
    visit(of_team::create{"acme", draft});
    visit(of_team::get{"acme", thing_id});
    visit(of_team::update{"acme", thing_id, {.value = "us"}});
    visit(of_team::remove{"acme", thing_id});
}

inline void for_each_of_properties(const visitor& visit) {
    const bb::json_text value(R"({"a":1})");
    visit(bb::repository_properties::get{"acme", "site", "my-app", "colour/main"});
    visit(bb::repository_properties::update{"acme", "site", "my-app", "colour", value});
    visit(bb::repository_properties::remove{"acme", "site", "my-app", "colour"});
    visit(bb::commit_properties::get{"acme", "site", "ad6964b", "my-app", "colour"});
    visit(bb::commit_properties::update{"acme", "site", "ad6964b", "my-app", "colour", value});
    visit(bb::commit_properties::remove{"acme", "site", "ad6964b", "my-app", "colour"});
    visit(bb::pull_request_properties::get{"acme", "site", 42, "my-app", "colour"});
    visit(bb::pull_request_properties::update{"acme", "site", 42, "my-app", "colour", value});
    visit(bb::pull_request_properties::remove{"acme", "site", "42", "my-app", "colour"});
    visit(bb::user_properties::get{user_id, "my-app", "colour/main"});
    visit(bb::user_properties::update{user_id, "my-app", "colour", value});
    visit(bb::user_properties::remove{user_id, "my-app", "colour"});
    visit(bb::code_search::search_user{user_id, "foo repo:demo"});
    visit(bb::code_search::search_workspace{"acme", "foo repo:demo"});
    visit(bb::code_search::search_team{"acme", "foo repo:demo"});
}

inline void for_each_of_files(const visitor& visit) {
    visit(bb::source::root{"acme", "site"});
    visit(bb::source::list_directory{"acme", "site", "ad6964b", ""}.max_depth(2));
    visit(bb::source::get_file{"acme", "site", "ad6964b", "docs/a b+c?.md"});
    visit(bb::source::get_metadata{"acme", "site", "ad6964b", "docs"});
    visit(bb::source::create_commit{
        "acme", "site",
        bb::source::commit_files{}.message("hunter4").branch("hunter5").add_text("hunter6", "hunter7")});
    visit(bb::source::history{"acme", "site", "ad6964b", "docs/a.md"}.renames(false));
    visit(bb::downloads::list{"acme", "site"});
    visit(bb::downloads::upload{"acme", "site", bb::downloads::files{}.add_text("hunter6", "hunter7")});
    visit(bb::downloads::get{"acme", "site", "a b.zip"});
    visit(bb::downloads::remove{"acme", "site", "a/b.zip"});
}

inline void for_each_of_pull_requests(const visitor& visit) {
    namespace pulls = bb::pull_requests;
    visit(pulls::list{"acme", "site"}.state(bb::pull_request_state::open).state(bb::pull_request_state::merged));
    visit(pulls::list_by_author{"acme", user_id}.any_state());
    visit(pulls::list_for_commit{"acme", "site", "ad6964b"});
    visit(pulls::create{"acme", "site", {.title = "T", .source = "feature/x", .draft = true}});
    visit(pulls::list_all_activity{"acme", "site"}.pagelen(50));
    visit(pulls::get{"acme", "site", 42});
    visit(pulls::update{"acme", "site", 42, {.title = "U", .reviewers = std::vector<bb::reviewer>{user_id}}});
    visit(pulls::list_activity{"acme", "site", 42});
    visit(pulls::approve{"acme", "site", 42});
    visit(pulls::unapprove{"acme", "site", 42});
    visit(pulls::request_changes{"acme", "site", 42});
    visit(pulls::unrequest_changes{"acme", "site", 42});
    visit(pulls::list_commits{"acme", "site", 42});
    visit(pulls::get_conflicts{"acme", "site", 42});
    visit(pulls::decline{"acme", "site", 42, bb::decline_options{.message = "No"}});
    visit(pulls::get_diff{"acme", "site", 42}.context(0).file("a/b c").file("d"));
    visit(pulls::get_diffstat{"acme", "site", 42}.renames(false));
    visit(
        pulls::merge{"acme", "site", 42, bb::merge_options{.merge_strategy = bb::merge_strategy::squash}}.async(true));
    visit(pulls::get_merge_task{"acme", "site", 42, "task/1"});
    visit(pulls::get_patch{"acme", "site", 42});
    visit(pulls::list_statuses{"acme", "site", 42});
}

inline void for_each_of_reviews(const visitor& visit) {
    namespace comments = bb::pull_request_comments;
    visit(comments::list{"acme", "site", 42});
    visit(comments::create{
        "acme",
        "site",
        42,
        {.content = "C", .parent = 7, .position = bb::inline_position_draft::on_lines("a.c", 1, 2), .pending = true}});
    visit(comments::get{"acme", "site", 42, 7});
    visit(comments::update{"acme", "site", 42, 7, {.content = "D"}});
    visit(comments::remove{"acme", "site", 42, 7});
    visit(comments::resolve{"acme", "site", 42, 7});
    visit(comments::reopen{"acme", "site", 42, 7});
    namespace tasks = bb::pull_request_tasks;
    visit(tasks::list{"acme", "site", 42});
    visit(tasks::create{"acme", "site", 42, {.content = "C", .comment = 7}});
    visit(tasks::get{"acme", "site", 42, 8});
    visit(tasks::update{"acme", "site", 42, 8, {.state = bb::task_state::resolved}});
    visit(tasks::remove{"acme", "site", 42, 8});
    namespace reviewers = bb::default_reviewers;
    visit(reviewers::list{"acme", "site"});
    visit(reviewers::get{"acme", "site", account});
    visit(reviewers::add{"acme", "site", user_id});
    visit(reviewers::remove{"acme", "site", user_id});
    visit(reviewers::list_effective{"acme", "site"});
    visit(bb::refs::list{"acme", "site"}.sort("-target.date"));
    visit(bb::refs::list_branches{"acme", "site"});
    visit(bb::refs::create_branch{"acme", "site", {.name = "feature/x", .target = "main"}});
    visit(bb::refs::get_branch{"acme", "site", "feature/x"});
    visit(bb::refs::remove_branch{"acme", "site", "feature/x y"});
    visit(bb::refs::list_tags{"acme", "site"});
    visit(bb::refs::create_tag{"acme", "site", {.name = "v1", .target = "ad6964b", .message = "M"}});
    visit(bb::refs::get_tag{"acme", "site", "v1"});
    visit(bb::refs::remove_tag{"acme", "site", "v/1"});
}

/// Calls `see(request, with_options)` for each.
inline void for_each(visitor::see_both see) {
    const visitor visit(std::move(see));
    for_each_of_permissions(visit);
    for_each_of_workspaces(visit);
    for_each_of_keys(visit);
    for_each_of_pipelines(visit);
    for_each_of_properties(visit);
    for_each_of_files(visit);
    for_each_of_pull_requests(visit);
    for_each_of_reviews(visit);
}

}  // namespace sample_requests

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
