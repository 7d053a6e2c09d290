// SPDX-License-Identifier: MIT
// all_operations: every operation this library declares, as types at compile time and as a table at run time.
#pragma once

#include "api/code_search.hpp"
#include "api/current_user.hpp"
#include "api/project_permissions.hpp"
#include "api/repositories.hpp"
#include "api/repository_permissions.hpp"
#include "api/ssh_keys.hpp"
#include "api/user_pipeline_variables.hpp"
#include "api/user_properties.hpp"
#include "api/users.hpp"

namespace bitbucket {

/// All operations, family by family. `for (const operation_info& each : all_operations)` walks what is known of them;
/// `all_operations.for_each([]<class Operation>() { … })` walks the types.
inline constexpr auto all_operations = repository_permissions::operations + project_permissions::operations +
                                       users::operations + current_user::operations + repositories::operations +
                                       user_pipeline_variables::operations + user_properties::operations +
                                       code_search::operations + ssh_keys::operations;

}  // namespace bitbucket
