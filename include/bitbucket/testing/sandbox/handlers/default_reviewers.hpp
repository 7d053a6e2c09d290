// SPDX-License-Identifier: MIT
// Answers of the families project_default_reviewers and default_reviewers. Both work on a reviewer_place: a project or a
// repository with its list. Those of a project are the business of its administrators; those of a repository are read by
// all who see it.
#pragma once

#include "../../../api/default_reviewers.hpp"
#include "../../../api/project_default_reviewers.hpp"
#include "documents.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

struct reviewer_place {
    workspace_record* workspace = nullptr;
    std::vector<std::string>* users = nullptr;
    const char* type = nullptr;
    /// The status for somebody who is none.
    int missing = 0;

    [[nodiscard]] bool has(const std::string& user) const {
        return std::find(users->begin(), users->end(), user) != users->end();
    }
};

inline reviewer_place project_reviewers(const call& in) {
    const project_place at = require_project_admin(in);
    return {at.workspace, &at.project->default_reviewers, "project", 400};
}
inline reviewer_place repository_reviewers(const call& in) {
    const repository_place at =
        in.operation.method == http_method::get ? require_repository(in) : require_repository_admin(in);
    return {at.workspace, &at.repository->default_reviewers, "repository", 404};
}

inline void add_reviewers(const call& in, documents& out, const reviewer_place& at) {
    for (const std::string& each : *at.users) {
        const bool is_new =
            std::none_of(out.begin(), out.end(), [&](const json& other) { return other["user"]["uuid"] == each; });
        if (is_new)
            out.push_back(
                with_accounts(in, {{"type", "default_reviewer"}, {"reviewer_type", at.type}, {"user", each}}));
    }
}
/// With what says where each comes from.
inline documents reviewers_of_project(const call& in) {
    documents out;
    add_reviewers(in, out, project_reviewers(in));
    return out;
}
/// The repository's own, and those of its project.
inline documents effective_reviewers(const call& in) {
    const repository_place at = require_repository(in);
    documents out;
    add_reviewers(in, out, {at.workspace, &at.repository->default_reviewers, "repository"});
    if (project_record* project = find_project(*at.workspace, at.repository->project_key))
        add_reviewers(in, out, {at.workspace, &project->default_reviewers, "project"});
    return out;
}
inline documents reviewers_of_repository(const call& in) {
    documents out;
    for (const json& each : effective_reviewers(in))
        if (each["reviewer_type"] == "repository") out.push_back(each["user"]);
    return out;
}

/// The answer of all operations on one reviewer of the place that `Where` finds.
template <reviewer_place (*Where)(const call&)>
answer answer_reviewer(const call& in) {
    const reviewer_place at = Where(in);
    const account_record& user = require_account(in, 2);
    if (in.operation.method == http_method::put) {
        if (!in.request.body.empty()) refuse(400, "Bad request", "This request takes no body");
        if (user.type != "user") refuse(400, "Teams and bots cannot be default reviewers.");
        if (!at.workspace->has_member(user.uuid))
            refuse(400,
                   std::string("The user has no access to this ") + at.type + " and cannot be a default reviewer.");
        if (!at.has(user.uuid)) at.users->push_back(user.uuid);
    } else if (!at.has(user.uuid)) {
        refuse(at.missing, user.display_name + " is not a default reviewer for this " + at.type + '.');
    }
    if (in.operation.method != http_method::delete_) return {200, condensed_account(in, user)};
    std::erase(*at.users, user.uuid);
    return {204, nullptr};
}

inline constexpr handler_entry default_reviewers_handlers[] = {
    {project_default_reviewers::list::info.name, list_documents<reviewers_of_project>},
    {"project_default_reviewers", answer_reviewer<project_reviewers>},
    {default_reviewers::list::info.name, list_documents<reviewers_of_repository>},
    {"default_reviewers", answer_reviewer<repository_reviewers>},
    {default_reviewers::list_effective::info.name, list_documents<effective_reviewers>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
