// SPDX-License-Identifier: MIT
// Every scope that the vendor documents, with what comes with it: written by hand from the vendor's pages, for the tests of
// scopes.hpp.
#pragma once

#include <bitbucket/scopes.hpp>

namespace unit {

namespace bb = bitbucket;
using bb::classic_scope;
using bb::granular_scope;

// The enumerator is deprecated, and the scope exists all the same.
inline constexpr auto project_write = bb::scope_from<classic_scope>("project:write").value();

template <class Scope>
struct named {
    Scope scope;
    const char* name;
    /// Everything that comes with it, itself not included.
    bb::scope_set<Scope> implied = {};
};

inline constexpr named<classic_scope> classic_table[] = {
    {classic_scope::project, "project", classic_scope::repository},
    {project_write, "project:write"},
    {classic_scope::project_admin, "project:admin"},
    {classic_scope::repository, "repository"},
    {classic_scope::repository_write, "repository:write", classic_scope::repository},
    {classic_scope::repository_admin, "repository:admin"},
    {classic_scope::repository_delete, "repository:delete"},
    {classic_scope::pullrequest, "pullrequest", classic_scope::repository},
    {classic_scope::pullrequest_write,
     "pullrequest:write",
     {classic_scope::pullrequest, classic_scope::repository_write, classic_scope::repository}},
    {classic_scope::issue, "issue"},
    {classic_scope::issue_write, "issue:write", classic_scope::issue},
    {classic_scope::wiki, "wiki"},
    {classic_scope::webhook, "webhook"},
    {classic_scope::snippet, "snippet"},
    {classic_scope::snippet_write, "snippet:write", classic_scope::snippet},
    {classic_scope::email, "email"},
    {classic_scope::account, "account"},
    {classic_scope::account_write, "account:write"},
    {classic_scope::pipeline, "pipeline"},
    {classic_scope::pipeline_write, "pipeline:write"},
    {classic_scope::pipeline_variable, "pipeline:variable"},
    {classic_scope::runner, "runner"},
    {classic_scope::runner_write, "runner:write"},
};

inline constexpr named<granular_scope> granular_table[] = {
    {granular_scope::read_repository, "read:repository:bitbucket"},
    {granular_scope::write_repository, "write:repository:bitbucket"},
    {granular_scope::admin_repository, "admin:repository:bitbucket"},
    {granular_scope::delete_repository, "delete:repository:bitbucket"},
    {granular_scope::read_pullrequest, "read:pullrequest:bitbucket"},
    {granular_scope::write_pullrequest, "write:pullrequest:bitbucket"},
    {granular_scope::read_project, "read:project:bitbucket"},
    {granular_scope::admin_project, "admin:project:bitbucket"},
    {granular_scope::read_workspace, "read:workspace:bitbucket"},
    {granular_scope::admin_workspace, "admin:workspace:bitbucket"},
    {granular_scope::read_user, "read:user:bitbucket"},
    {granular_scope::read_pipeline, "read:pipeline:bitbucket"},
    {granular_scope::write_pipeline, "write:pipeline:bitbucket"},
    {granular_scope::admin_pipeline, "admin:pipeline:bitbucket"},
    {granular_scope::read_runner, "read:runner:bitbucket"},
    {granular_scope::write_runner, "write:runner:bitbucket"},
    {granular_scope::write_permission, "write:permission:bitbucket"},
    {granular_scope::delete_permission, "delete:permission:bitbucket"},
    {granular_scope::read_snippet, "read:snippet:bitbucket"},
    {granular_scope::write_snippet, "write:snippet:bitbucket"},
    {granular_scope::delete_snippet, "delete:snippet:bitbucket"},
    {granular_scope::read_webhook, "read:webhook:bitbucket"},
    {granular_scope::write_webhook, "write:webhook:bitbucket"},
    {granular_scope::delete_webhook, "delete:webhook:bitbucket"},
    {granular_scope::read_ssh_key, "read:ssh-key:bitbucket"},
    {granular_scope::write_ssh_key, "write:ssh-key:bitbucket"},
    {granular_scope::delete_ssh_key, "delete:ssh-key:bitbucket"},
    {granular_scope::read_gpg_key, "read:gpg-key:bitbucket"},
    {granular_scope::write_gpg_key, "write:gpg-key:bitbucket"},
    {granular_scope::delete_gpg_key, "delete:gpg-key:bitbucket"},
};

}  // namespace unit
