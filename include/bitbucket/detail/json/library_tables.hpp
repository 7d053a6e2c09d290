// SPDX-License-Identifier: MIT
// The compiled mode: the member tables of the library's own models and pages are made once, in the implementing file.
// This is the list; files that include it do not make the tables again. A test holds it against the operations.
#pragma once

#include "../../page.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct account;
struct application_property;
struct approval_activity;
struct branch;
struct branch_draft;
struct changes_requested_activity;
struct code_search_page;
struct code_search_result;
struct comment_activity;
struct comment_resolution;
struct commit;
struct commit_author;
struct commit_file;
struct commit_status;
struct decline_options;
struct default_reviewer;
struct deploy_key;
struct deploy_key_draft;
struct deploy_key_edit;
struct deployment_environment;
struct deployment_environment_type;
struct diffstat;
struct download_artifact;
class existing_comment;
struct gpg_key;
struct gpg_key_draft;
struct group;
struct inline_position;
class inline_position_draft;
struct known_host;
struct known_host_draft;
class markup_text;
struct merge_options;
struct merge_task;
struct participant;
struct pipeline_variable;
struct pipeline_variable_draft;
struct pipeline_variable_edit;
struct project;
struct project_deploy_key;
struct project_draft;
struct project_edit;
struct project_group_permission;
struct project_permission_edit;
struct project_user_permission;
struct pull_request;
class pull_request_branch;
struct pull_request_comment;
struct pull_request_comment_draft;
struct pull_request_comment_edit;
struct pull_request_draft;
struct pull_request_edit;
struct pull_request_endpoint;
struct pull_request_task;
struct pull_request_task_draft;
struct pull_request_task_edit;
struct pull_request_update;
struct ref;
class ref_target;
struct rendered_commit;
struct rendered_pull_request;
struct rendered_text;
struct repository;
struct repository_group_permission;
struct repository_permission;
struct repository_permission_edit;
struct repository_user_permission;
struct review_event;
class reviewer;
struct search_content_match;
struct search_line;
struct search_segment;
struct ssh_account_key;
struct ssh_key_draft;
struct ssh_key_edit;
struct ssh_key_pair;
struct ssh_key_pair_edit;
struct ssh_public_key;
struct ssh_public_key_draft;
struct tag;
struct tag_draft;
struct update_activity;
struct user_email;
struct workspace;
struct workspace_access;
struct workspace_membership;

namespace detail {
struct named_branch;
struct named_repository;
}  // namespace detail
template <class... Alternatives>
class one_of;
using pull_request_activity = one_of<comment_activity, update_activity, approval_activity, changes_requested_activity>;

// clang-format off
#define BITBUCKET_LIBRARY_TABLES(table) \
    table(account) table(application_property) table(approval_activity) table(branch) table(branch_draft) \
    table(changes_requested_activity) table(code_search_page) table(code_search_result) table(comment_activity) \
    table(comment_resolution) table(commit) table(commit_author) table(commit_file) table(commit_status) \
    table(decline_options) table(default_reviewer) table(deploy_key) table(deploy_key_draft) table(deploy_key_edit) \
    table(deployment_environment) table(deployment_environment_type) table(diffstat) table(download_artifact) \
    table(existing_comment) table(gpg_key) table(gpg_key_draft) table(group) table(inline_position) \
    table(inline_position_draft) table(known_host) table(known_host_draft) table(markup_text) table(merge_options) \
    table(merge_task) table(participant) table(pipeline_variable) table(pipeline_variable_draft) \
    table(pipeline_variable_edit) table(project) table(project_deploy_key) table(project_draft) table(project_edit) \
    table(project_group_permission) table(project_permission_edit) table(project_user_permission) table(pull_request) \
    table(pull_request_branch) table(pull_request_comment) table(pull_request_comment_draft) \
    table(pull_request_comment_edit) table(pull_request_draft) table(pull_request_edit) table(pull_request_endpoint) \
    table(pull_request_task) table(pull_request_task_draft) table(pull_request_task_edit) table(pull_request_update) \
    table(ref) table(ref_target) table(rendered_commit) table(rendered_pull_request) table(rendered_text) \
    table(repository) table(repository_group_permission) table(repository_permission) \
    table(repository_permission_edit) table(repository_user_permission) table(review_event) table(reviewer) \
    table(search_content_match) table(search_line) table(search_segment) table(ssh_account_key) table(ssh_key_draft) \
    table(ssh_key_edit) table(ssh_key_pair) table(ssh_key_pair_edit) table(ssh_public_key) table(ssh_public_key_draft) \
    table(tag) table(tag_draft) table(update_activity) table(user_email) table(workspace) table(workspace_access) \
    table(workspace_membership) table(page<account>) table(page<branch>) table(page<commit>) table(page<commit_file>) \
    table(page<commit_status>) table(page<default_reviewer>) table(page<deploy_key>) \
    table(page<deployment_environment>) table(page<diffstat>) table(page<download_artifact>) table(page<gpg_key>) \
    table(page<known_host>) table(page<pipeline_variable>) table(page<project>) table(page<project_deploy_key>) \
    table(page<project_group_permission>) table(page<project_user_permission>) table(page<pull_request>) \
    table(page<pull_request_activity>) table(page<pull_request_comment>) table(page<pull_request_task>) \
    table(page<ref>) table(page<repository>) table(detail::named_branch) table(detail::named_repository) \
    table(page<repository_group_permission>) table(page<repository_permission>) \
    table(page<repository_user_permission>) table(page<ssh_account_key>) table(page<tag>) table(page<user_email>) \
    table(page<workspace>) table(page<workspace_access>) table(page<workspace_membership>)
// clang-format on

#define BITBUCKET_DECLARE_TABLE(...) \
    extern template const detail::member_table& detail::member_table_of<__VA_ARGS__>(const void*);
BITBUCKET_LIBRARY_TABLES(BITBUCKET_DECLARE_TABLE)
#undef BITBUCKET_DECLARE_TABLE

}  // namespace bitbucket::inline BITBUCKET_ABI
