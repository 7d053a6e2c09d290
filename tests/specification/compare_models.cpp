// SPDX-License-Identifier: MIT
// Every model and draft against its schema.
#include <bitbucket/operations.hpp>
#include <typeinfo>

#include "compare.hpp"

namespace specification {

namespace bb = bitbucket;

namespace {

/// What differs on purpose, each member with its reason.
std::vector<correction> known_in_models() {
    return {
        {"user", "username", "teams have one, and the vendor's examples show it"},
        {"user", "website", "is in the vendor's examples of users"},
        {"user", "location", "is in the vendor's examples of users"},
        {"user", "kind", "app users have one: what they stand for"},
        {"user", "email", "the description of listing members shows how `fields` asks for it"},
        {"workspace_membership", "permission", "is in the examples of listing the permissions in a workspace"},
        {"workspace_membership", "last_accessed", "is in the example of the caller's workspaces"},
        {"workspace_membership", "added_on", "is in the example of the caller's workspaces"},
        {"project", "workspace", "the live API sends it"},
        {"repository", "slug", "the live API sends it, and paths take it"},
        {"repository", "website", "is in the vendor's example of a repository"},
        {"repository", "workspace", "the live API sends it"},
        {"commit", "links", "is in the examples of getting commits and branches"},
        {"commit", "rendered", "recorded answers have it: the message as HTML"},
        {"commit", "properties", "recorded answers have it"},
        {"branch", "repository", "recorded answers have it"},
        {"branch", "sync_strategies", "recorded answers have it"},
        {"repository", "override_settings", "recorded answers have it"},
        {"repository", "enforced_signed_commits", "recorded answers have it"},
        {"commit_file", "size", "recorded answers have it"},
        {"commit_file", "mimetype", "recorded answers have it"},
        {"deploy_key", "id", "is in the examples, and paths take it"},
        {"deploy_key", "created_on", "is in the examples, where the schema has added_on"},
        {"project_deploy_key", "id", "is in the examples, and paths take it"},
        {"project_deploy_key", "created_on", "is in the examples, where the schema has added_on"},
        {"deployment_environment", "environment_type", "the live API has it as an object, and wants it on creation"},
        {"deployment_environment", "rank", "the live API sends it, and the clients of others read it"},
        {"deployment_environment", "slug", "the live API sends it, and the clients of others read it"},
        {"ref", "date", "tags have it, and a ref may be one"},
        {"ref", "message", "tags have it, and a ref may be one"},
        {"ref", "tagger", "tags have it, and a ref may be one"},
        {"ref", "merge_strategies", "branches have it, and a ref may be one"},
        {"ref", "default_merge_strategy", "branches have it, and a ref may be one"},
        {"commit_file", "links", "is in the examples of code search"},
    };
}

/// The compiler's name of a type.
template <class T>
std::string name_of() {
    return typeid(T).name();
}

template <class Model>
model_of_schema of_one(const char* schema, const Model& instance) {
    const bb::detail::member_table& table = bb::detail::member_table_of<Model>(&instance);
    model_of_schema out{schema, {}, name_of<Model>()};
    for (const auto& member : table.members) out.members.emplace(member.name);
    return out;
}
template <class Model>
model_of_schema of(const char* schema) {
    return of_one(schema, Model{});
}

}  // namespace

std::vector<model_of_schema> all_models() {
    return {of<bb::account>("user"),  // the schema `account`, and what users have beside
            of<bb::workspace>("workspace"),
            of<bb::workspace_membership>("workspace_membership"),
            of<bb::workspace_access>("workspace_access"),
            of<bb::project>("project"),
            of<bb::repository>("repository"),
            of<bb::commit>("commit"),
            of<bb::commit_author>("author"),
            of<bb::participant>("participant"),
            of<bb::branch>("branch"),
            of<bb::repository_permission>("repository_permission"),
            of<bb::repository_user_permission>("repository_user_permission"),
            of<bb::project_user_permission>("project_user_permission"),
            of<bb::group>("group"),
            of<bb::repository_group_permission>("repository_group_permission"),
            of<bb::project_group_permission>("project_group_permission"),
            of<bb::default_reviewer>("default_reviewer_and_type"),
            of<bb::deploy_key>("deploy_key"),
            of<bb::project_deploy_key>("project_deploy_key"),
            of<bb::ssh_account_key>("ssh_account_key"),
            of<bb::gpg_key>("GPG_account_key"),
            of<bb::ssh_key_pair>("pipeline_ssh_key_pair"),
            of<bb::ssh_public_key>("pipeline_ssh_public_key"),
            of<bb::known_host>("pipeline_known_host"),
            of<bb::pipeline_variable>("pipeline_variable"),
            of<bb::pipeline_variable>("deployment_variable"),
            of<bb::deployment_environment>("deployment_environment"),
            of<bb::application_property>("application_property"),
            of<bb::code_search_result>("search_code_search_result"),
            of<bb::search_content_match>("search_content_match"),
            of<bb::search_line>("search_line"),
            of<bb::search_segment>("search_segment"),
            of<bb::commit_file>("commit_file"),
            of<bb::tag>("tag"),
            of<bb::ref>("ref"),
            of<bb::pull_request>("pullrequest"),
            of<bb::pull_request_endpoint>("pullrequest_endpoint"),
            of<bb::pull_request_comment>("pullrequest_comment"),
            of<bb::comment_resolution>("comment_resolution"),
            of<bb::pull_request_task>("pullrequest_comment_task"),
            of<bb::diffstat>("diffstat"),
            of<bb::commit_status>("commitstatus"),
            of<bb::code_search_page>("search_result_page")};
}

std::vector<model_of_schema> all_drafts() {
    return {of_one<bb::repository_permission_edit>("repository_user_permission", {bb::repository_grant::read}),
            of_one<bb::repository_permission_edit>("repository_group_permission", {bb::repository_grant::read}),
            of_one<bb::project_permission_edit>("project_user_permission", {bb::project_grant::read}),
            of_one<bb::project_permission_edit>("project_group_permission", {bb::project_grant::read}),
            of_one<bb::project_draft>("project", {.key = "K", .name = "n"}),
            of_one<bb::project_edit>("project", {}),
            of_one<bb::ssh_key_draft>("ssh_account_key", {.key = "k"}),
            of_one<bb::ssh_key_edit>("ssh_account_key", {}),
            of_one<bb::gpg_key_draft>("GPG_account_key", {.key = "k"}),
            of_one<bb::deploy_key_draft>("deploy_key", {.key = "k"}),
            of_one<bb::deploy_key_draft>("project_deploy_key", {.key = "k"}),
            of_one<bb::deploy_key_edit>("deploy_key", {}),
            of_one<bb::ssh_key_pair_edit>("pipeline_ssh_key_pair", {.private_key = "p", .public_key = "k"}),
            of_one<bb::ssh_public_key_draft>("pipeline_ssh_public_key", {.key_type = "t", .key = "k"}),
            of_one<bb::known_host_draft>(
                "pipeline_known_host",
                {.hostname = "h", .public_key = bb::ssh_public_key_draft{.key_type = "t", .key = "k"}}),
            of_one<bb::pipeline_variable_draft>("pipeline_variable", {.key = "K"}),
            of_one<bb::pipeline_variable_edit>("deployment_variable", {}),
            of_one<bb::branch_draft>("branch", {.name = "n", .target = "h"}),
            of_one<bb::tag_draft>("tag", {.name = "n", .target = "h"}),
            of_one<bb::pull_request_draft>("pullrequest", {.title = "t", .source = "b"}),
            of_one<bb::pull_request_edit>("pullrequest", {}),
            of_one<bb::merge_options>("pullrequest_merge_parameters", {}),
            of_one<bb::pull_request_comment_draft>("pullrequest_comment", {.content = "c"}),
            of_one<bb::pull_request_comment_edit>("pullrequest_comment", {.content = "c"}),
            of_one<bb::pull_request_task_draft>("pullrequest_comment_task", {.content = "c"}),
            of_one<bb::pull_request_task_edit>("pullrequest_comment_task", {})};
}

comparison compare_models(const facts& with) {
    comparer out(known_in_models());
    for (const model_of_schema& each : all_models()) {
        const name_set theirs = with.members(each.schema);
        if (theirs.empty()) out.fault("there is no schema " + each.schema);
        out.add(each.schema, "member", each.members, theirs);
    }
    for (const model_of_schema& each : all_drafts()) {
        const name_set theirs = with.members(each.schema);
        for (const std::string& member : each.members)
            if (!theirs.contains(member)) out.fault("a draft of " + each.schema + " has " + member);
    }
    return std::move(out).result();
}

}  // namespace specification
