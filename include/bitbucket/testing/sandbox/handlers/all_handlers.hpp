// SPDX-License-Identifier: MIT
// The table of all handlers, by the names that the operations declare. It does not route requests: http/routing.hpp
// does, by the operations' methods and path templates.
#pragma once

#include "code_search.hpp"
#include "current_user.hpp"
#include "default_reviewers.hpp"
#include "deploy_keys.hpp"
#include "downloads.hpp"
#include "environments.hpp"
#include "gpg_keys.hpp"
#include "group_permissions.hpp"
#include "permissions.hpp"
#include "pipeline_ssh.hpp"
#include "projects.hpp"
#include "properties.hpp"
#include "pull_requests.hpp"
#include "refs.hpp"
#include "repositories.hpp"
#include "source.hpp"
#include "ssh_keys.hpp"
#include "users.hpp"
#include "variables.hpp"
#include "workspaces.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The handler of an operation; null if the sandbox has none, which a test rules out.
inline const handler_entry* find_handler(std::string_view operation) noexcept {
    const auto find_in = [&](const auto& entries) -> const handler_entry* {
        for (const handler_entry& entry : entries)
            if (operation == entry.name) return &entry;
        return nullptr;
    };
    for (const handler_entry* found : {find_in(users_handlers),
                                       find_in(current_user_handlers),
                                       find_in(repositories_handlers),
                                       find_in(permissions_handlers),
                                       find_in(group_permissions_handlers),
                                       find_in(workspaces_handlers),
                                       find_in(projects_handlers),
                                       find_in(default_reviewers_handlers),
                                       find_in(ssh_keys_handlers),
                                       find_in(variables_handlers),
                                       find_in(properties_handlers),
                                       find_in(code_search_handlers),
                                       find_in(environments_handlers),
                                       find_in(deploy_keys_handlers),
                                       find_in(gpg_keys_handlers),
                                       find_in(pipeline_ssh_handlers),
                                       find_in(source_handlers),
                                       find_in(downloads_handlers),
                                       find_in(pull_requests_handlers),
                                       find_in(comments_handlers),
                                       find_in(refs_handlers),
                                       find_in(diffs_handlers)})
        if (found != nullptr) return found;
    return nullptr;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
