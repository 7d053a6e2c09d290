// SPDX-License-Identifier: MIT
// all_operations: every operation this library declares, as types at compile time and as a table at run time.
#pragma once

#include "api/code_search.hpp"
#include "api/commit_properties.hpp"
#include "api/current_user.hpp"
#include "api/default_reviewers.hpp"
#include "api/deploy_keys.hpp"
#include "api/deployment_variables.hpp"
#include "api/downloads.hpp"
#include "api/environments.hpp"
#include "api/gpg_keys.hpp"
#include "api/pipeline_known_hosts.hpp"
#include "api/pipeline_ssh_key_pair.hpp"
#include "api/project_default_reviewers.hpp"
#include "api/project_deploy_keys.hpp"
#include "api/project_permissions.hpp"
#include "api/projects.hpp"
#include "api/pull_request_comments.hpp"
#include "api/pull_request_properties.hpp"
#include "api/pull_request_tasks.hpp"
#include "api/pull_requests.hpp"
#include "api/refs.hpp"
#include "api/repositories.hpp"
#include "api/repository_permissions.hpp"
#include "api/repository_pipeline_variables.hpp"
#include "api/repository_properties.hpp"
#include "api/source.hpp"
#include "api/ssh_keys.hpp"
#include "api/team_pipeline_variables.hpp"
#include "api/user_pipeline_variables.hpp"
#include "api/user_properties.hpp"
#include "api/users.hpp"
#include "api/workspace_pipeline_variables.hpp"
#include "api/workspaces.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// All operations, family by family. `for (const operation_info& info : all_operations)` walks what is known about
/// them; `all_operations.for_each([]<class Operation>() { … })` walks the types.
//
// Groups keep the lists in between short, which a compiler makes, too.
inline constexpr auto all_operations =
    ((repository_permissions::operations + project_permissions::operations + users::operations +
      current_user::operations) +
     (workspaces::operations + projects::operations + project_default_reviewers::operations +
      repositories::operations)) +
    ((ssh_keys::operations + gpg_keys::operations + deploy_keys::operations + project_deploy_keys::operations) +
     (pipeline_ssh_key_pair::operations + pipeline_known_hosts::operations + environments::operations +
      repository_pipeline_variables::operations)) +
    ((workspace_pipeline_variables::operations + deployment_variables::operations +
      user_pipeline_variables::operations + team_pipeline_variables::operations) +
     (repository_properties::operations + commit_properties::operations + pull_request_properties::operations +
      user_properties::operations)) +
    ((code_search::operations + source::operations + downloads::operations + pull_requests::operations) +
     (pull_request_comments::operations + pull_request_tasks::operations + default_reviewers::operations +
      refs::operations));

}  // namespace bitbucket::inline BITBUCKET_ABI
