// SPDX-License-Identifier: MIT
// The look-ups of the pipelines service, which fail with 403 or 404 in its own shape. Only the error keys of variables
// and of rest-service are known from the live API; the others are modelled on them.
#pragma once

#include "access.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// 404 for a thing, e.g. `variable`, that a service, e.g. `variable-service`, does not find.
[[noreturn]] inline void refuse_unknown(std::string_view service, std::string_view thing, std::string_view id) {
    refuse_pipelines(404, "Not found", "There is no such " + std::string(thing),
                     std::string(service) + '.' + std::string(thing) + ".not-found", {{"uuid", id}});
}

[[noreturn]] inline void refuse_forbidden(std::string_view detail) {
    refuse_pipelines(403, "Forbidden", detail, "rest-service.rest-service.forbidden");
}

/// 400 for a body that does not fit.
[[noreturn]] inline void refuse_body() {
    refuse_pipelines(400, "Bad request", "Unexpected request body", "unexpected.request.body");
}

/// The repository of a request. The caller needs this permission on it; with `read`, seeing it is enough.
inline repository_place require_pipelines_repository(const call& in, std::string_view least) {
    const repository_place found = find_repository(in, in.arguments[0], in.arguments[1]);
    if (found.workspace == nullptr) {
        if (in.arguments[0] != "{}" && in.state.find_workspace(in.arguments[0]) == nullptr)
            refuse_unknown("account-service", "account", in.arguments[0]);
        refuse_unknown("repository-service", "repository", in.arguments[1]);
    }
    const std::string permission = effective_permission(in, *found.workspace, *found.repository);
    const bool allowed = least == "read" ? is_visible(in, *found.workspace, *found.repository)
                                         : permission_rank(permission) >= permission_rank(least);
    if (!allowed) refuse_forbidden("You need the permission " + std::string(least) + " on this repository");
    return found;
}

/// The same with the permission that configuration needs: `write` to see it, `admin` to change it.
inline repository_record& require_pipelines_config(const call& in) {
    return *require_pipelines_repository(in, in.operation.method == http_method::get ? "write" : "admin").repository;
}

/// The workspace of a request: members see its configuration, the owner changes it.
inline workspace_record& require_pipelines_workspace(const call& in) {
    workspace_record* found = in.state.find_workspace(in.arguments[0]);
    if (found == nullptr) refuse_unknown("account-service", "account", in.arguments[0]);
    const bool allowed =
        in.operation.method == http_method::get ? is_inside(in, *found) : is_workspace_admin(in, *found);
    if (!allowed) refuse_forbidden("You have no access to the configuration of this workspace");
    return *found;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
