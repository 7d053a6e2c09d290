// SPDX-License-Identifier: MIT
// Answers of the family repositories: list with role, filter and order, and get.
#pragma once

#include "../../../api/repositories.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Whether the caller has at least this role on a repository.
inline bool has_role(const call& in, workspace_record& where, const repository_record& of, std::string_view role) {
    if (role == "owner") return in.who.account != nullptr && where.owner == in.who.account->uuid;
    const char* least = role == "admin" ? "admin" : role == "contributor" ? "write" : "read";
    return permission_rank(effective_permission(in, where, of)) >= permission_rank(least);
}

inline answer list_repositories(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    const std::string* role = in.find("role");
    if (role != nullptr && *role != "admin" && *role != "contributor" && *role != "member" && *role != "owner")
        refuse_value("role", "must be one of admin, contributor, member, owner");
    if (role != nullptr && in.who.account == nullptr) refuse_credential("A role needs an authenticated user.");
    listing all;
    all.uncounted = where.filters_after_paging;
    for (const repository_record& repository : where.repositories)
        if (role == nullptr || has_role(in, where, repository, *role))
            all.add(repository.uuid, full_repository(in, where, repository), is_visible(in, where, repository));
    return page_of(in, std::move(all));
}

inline answer get_repository(const call& in) {
    const repository_place found = require_repository(in);
    return {200, full_repository(in, *found.workspace, *found.repository)};
}

inline constexpr handler_entry repositories_handlers[] = {{repositories::list::info.name, list_repositories, true},
                                                          {repositories::get::info.name, get_repository, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
