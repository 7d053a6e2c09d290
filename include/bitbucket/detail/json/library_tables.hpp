// SPDX-License-Identifier: MIT
// The compiled mode: the member tables of the library's own models and pages are made once, in the implementing file. This
// is the list; files that include it do not make the tables again. A test holds it against the operations.
#pragma once

#include "../../page.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct account;
struct application_property;
struct branch;
struct code_search_page;
struct code_search_result;
struct commit;
struct commit_author;
struct commit_file;
struct default_reviewer;
struct deploy_key;
struct deploy_key_draft;
struct deploy_key_edit;
struct deployment_environment;
struct deployment_environment_type;
struct download_artifact;
struct gpg_key;
struct gpg_key_draft;
struct group;
struct known_host;
struct known_host_draft;
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
struct rendered_commit;
struct rendered_text;
struct repository;
struct repository_group_permission;
struct repository_permission;
struct repository_permission_edit;
struct repository_user_permission;
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
struct user_email;
struct workspace;
struct workspace_access;
struct workspace_membership;

// clang-format off
#define BITBUCKET_LIBRARY_TABLES(table) \
    table(account) table(application_property) table(branch) table(code_search_page) table(code_search_result) \
    table(commit) table(commit_author) table(commit_file) table(default_reviewer) table(deploy_key) \
    table(deploy_key_draft) table(deploy_key_edit) table(deployment_environment) table(deployment_environment_type) \
    table(download_artifact) table(gpg_key) table(gpg_key_draft) table(group) table(known_host) \
    table(known_host_draft) table(participant) table(pipeline_variable) table(pipeline_variable_draft) \
    table(pipeline_variable_edit) table(project) table(project_deploy_key) table(project_draft) table(project_edit) \
    table(project_group_permission) table(project_permission_edit) table(project_user_permission) \
    table(rendered_commit) table(rendered_text) table(repository) table(repository_group_permission) \
    table(repository_permission) table(repository_permission_edit) table(repository_user_permission) \
    table(search_content_match) table(search_line) table(search_segment) table(ssh_account_key) table(ssh_key_draft) \
    table(ssh_key_edit) table(ssh_key_pair) table(ssh_key_pair_edit) table(ssh_public_key) \
    table(ssh_public_key_draft) table(user_email) table(workspace) table(workspace_access) \
    table(workspace_membership) table(page<commit_file>) table(page<default_reviewer>) table(page<deploy_key>) \
    table(page<deployment_environment>) table(page<download_artifact>) table(page<gpg_key>) table(page<known_host>) \
    table(page<pipeline_variable>) table(page<project>) table(page<project_deploy_key>) \
    table(page<project_group_permission>) table(page<project_user_permission>) table(page<repository>) \
    table(page<repository_group_permission>) table(page<repository_permission>) \
    table(page<repository_user_permission>) table(page<ssh_account_key>) table(page<user_email>) \
    table(page<workspace>) table(page<workspace_access>) table(page<workspace_membership>)
// clang-format on

#define BITBUCKET_DECLARE_TABLE(...) \
    extern template const detail::member_table& detail::member_table_of<__VA_ARGS__>(const void*);
BITBUCKET_LIBRARY_TABLES(BITBUCKET_DECLARE_TABLE)
#undef BITBUCKET_DECLARE_TABLE

}  // namespace bitbucket::inline BITBUCKET_ABI
