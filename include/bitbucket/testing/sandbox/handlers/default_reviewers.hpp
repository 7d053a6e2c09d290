// SPDX-License-Identifier: MIT
// Answers of the family project_default_reviewers. All of them need an administrator of the project.
#pragma once

#include "../../../api/project_default_reviewers.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline bool is_default_reviewer(const project_record& of, std::string_view user) noexcept {
    for (const std::string& each : of.default_reviewers)
        if (each == user) return true;
    return false;
}

/// The account that the third path argument names: 404 if there is none, 400 if it is not a default reviewer.
inline const account_record& require_default_reviewer(const call& in, const project_record& of) {
    const account_record& user = require_account(in, 2);
    if (!is_default_reviewer(of, user.uuid))
        refuse(400, user.display_name + " is not a default reviewer for this project.");
    return user;
}

inline answer list_default_reviewers(const call& in) {
    const project_place at = require_project_admin(in);
    listing all;
    for (const std::string& each : at.project->default_reviewers)
        if (const account_record* user = in.state.find_account(each))
            all.add(
                each,
                {{"type", "default_reviewer"}, {"reviewer_type", "project"}, {"user", condensed_account(in, *user)}});
    return page_of(in, std::move(all));
}

inline answer get_default_reviewer(const call& in) {
    const project_place at = require_project_admin(in);
    return {200, condensed_account(in, require_default_reviewer(in, *at.project))};
}

inline answer add_default_reviewer(const call& in) {
    const project_place at = require_project_admin(in);
    const account_record& user = require_account(in, 2);
    if (!at.workspace->has_member(user.uuid))
        refuse(400, "The user has no access to this project and cannot be a default reviewer.");
    if (!is_default_reviewer(*at.project, user.uuid)) at.project->default_reviewers.push_back(user.uuid);
    return {200, condensed_account(in, user)};
}

inline answer remove_default_reviewer(const call& in) {
    const project_place at = require_project_admin(in);
    std::erase(at.project->default_reviewers, require_default_reviewer(in, *at.project).uuid);
    return {204, nullptr};
}

inline constexpr handler_entry default_reviewers_handlers[] = {
    {project_default_reviewers::list::info.name, list_default_reviewers},
    {project_default_reviewers::get::info.name, get_default_reviewer},
    {project_default_reviewers::add::info.name, add_default_reviewer},
    {project_default_reviewers::remove::info.name, remove_default_reviewer}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
