// SPDX-License-Identifier: MIT
// The table of all handlers, by the names that the operations declare. It does not route requests: http/routing.hpp
// does, by the operations' methods and path templates.
#pragma once

#include "account_keys.hpp"
#include "code_search.hpp"
#include "default_reviewers.hpp"
#include "deploy_keys.hpp"
#include "downloads.hpp"
#include "permissions.hpp"
#include "pipeline_ssh.hpp"
#include "projects.hpp"
#include "properties.hpp"
#include "pull_requests.hpp"
#include "refs.hpp"
#include "repositories.hpp"
#include "source.hpp"
#include "users.hpp"
#include "variables.hpp"
#include "workspaces.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The entry of an operation in one of these tables; null if there is none.
template <std::size_t... Sizes>
const handler_entry* find_in(std::string_view operation, const handler_entry (&... tables)[Sizes]) noexcept {
    const handler_entry* found = nullptr;
    const auto look_at = [&](const auto& table) {
        for (const handler_entry& entry : table) {
            const bool is_family = found == nullptr && operation.substr(0, operation.find("::")) == entry.name;
            if (is_family || operation == entry.name) found = &entry;
        }
    };
    (look_at(tables), ...);
    return found;
}

/// The handler of an operation; null if the sandbox has none, which a test rules out.
inline const handler_entry* find_handler(std::string_view operation) noexcept {
    return find_in(operation, users_handlers, current_user_handlers, repositories_handlers, permissions_handlers,
                   workspaces_handlers, projects_handlers, default_reviewers_handlers, account_keys_handlers,
                   variables_handlers, properties_handlers, code_search_handlers, deploy_keys_handlers,
                   pipeline_ssh_handlers, source_handlers, downloads_handlers, pull_requests_handlers,
                   comments_handlers, refs_handlers, diffs_handlers);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
