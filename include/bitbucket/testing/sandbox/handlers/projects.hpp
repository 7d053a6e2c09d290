// SPDX-License-Identifier: MIT
// Answers of the family projects. Everybody sees public projects, members of the workspace see all. Administrators of
// the workspace create projects; administrators of a project change and remove it.
#pragma once

#include "../../../api/projects.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline answer list_projects(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    listing all;
    for (const project_record& project : where.projects)
        all.add(project.uuid, full_project(in, where, project), is_visible(in, where, project));
    return page_of(in, std::move(all));
}

inline answer get_project(const call& in) {
    const project_place at = require_project(in);
    if (!is_visible(in, *at.workspace, *at.project)) {
        if (in.who.account == nullptr) refuse_credential("This resource requires authentication.");
        refuse(403, "Your credentials do not give access to this project.");
    }
    return {200, full_project(in, *at.workspace, *at.project)};
}

/// The body of a request; 400 if one of its members has the wrong type.
inline json project_body(const call& in) {
    json body = read_body(in, {"key", "name", "description", "is_private"});
    for (const char* member : {"key", "name"})
        if (body.contains(member) && text_in(body, member).empty())
            refuse_value(member, "expected a string that is not empty");
    if (body.contains("description")) body["description"] = text_in(body, "description");
    flag_in(body, "is_private", true);
    return body;
}

/// Checks the key of a new or moved project: a letter, then letters, digits and underscores, and not taken.
inline void require_free_project_key(workspace_record& where, const std::string& key) {
    bool valid = !key.empty() && bitbucket::detail::is_alpha(key.front());
    for (const char c : key)
        valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_');
    if (!valid)
        refuse_value("key",
                     "Project keys must start with a letter and may only consist of ASCII letters, numbers and "
                     "underscores (A-Z, a-z, 0-9, _).");
    if (find_project(where, key) != nullptr) refuse_value("key", "Project with this Owner and Key already exists.");
}

/// A private project must not contain public repositories.
inline void require_private_repositories(const workspace_record& where, const project_record& of) {
    for (const repository_record& repository : where.repositories)
        if (repository.project_key == of.key && !repository.is_private)
            refuse_value("is_private", "Private projects cannot contain public repositories.");
}

inline answer make_project(const call& in, workspace_record& where, const std::string& key, const json& body) {
    if (!body.contains("name")) refuse_member("name", "required key not provided");
    require_free_project_key(where, key);
    where.projects.push_back({in.state.new_uuid(), key, body["name"], body.value("description", ""),
                              in.state.new_time(), body.value("is_private", true)});
    return {201, full_project(in, where, where.projects.back())};
}

inline void require_project_creator(const call& in, const workspace_record& where) {
    if (!is_workspace_admin(in, where)) refuse(403, "You do not have permission to create projects in this workspace.");
}

inline answer create_project(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    require_project_creator(in, where);
    const json body = project_body(in);
    if (!body.contains("key")) refuse_member("key", "required key not provided");
    return make_project(in, where, body["key"].get<std::string>(), body);
}

inline answer update_project(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    const std::string& old_key = in.arguments[1];
    if (find_project(where, old_key) == nullptr) {
        require_project_creator(in, where);
        const json body = project_body(in);
        // The vendor expects no key here, because the path has it.
        if (body.value("key", old_key) != old_key) refuse_value("key", "differs from the key in the URL");
        return make_project(in, where, old_key, body);
    }
    project_record& of = *require_project_admin(in).project;
    const json body = project_body(in);
    const std::string key = body.value("key", old_key);
    if (key != old_key) require_free_project_key(where, key);
    const bool is_private = body.value("is_private", of.is_private);
    if (is_private && !of.is_private) require_private_repositories(where, of);
    of.name = body.value("name", of.name);
    of.description = body.value("description", of.description);
    of.is_private = is_private;
    if (key == old_key) return {200, full_project(in, where, of)};
    of.key = key;
    for (repository_record& repository : where.repositories)
        if (repository.project_key == old_key) repository.project_key = key;
    return {200, full_project(in, where, of), {{"Location", url_of(in, where, of)}}};
}

inline answer remove_project(const call& in) {
    const project_place at = require_project_admin(in);
    const std::string key = at.project->key;
    for (const repository_record& repository : at.workspace->repositories)
        if (repository.project_key == key) refuse(403, "You cannot delete a project that still contains repositories.");
    std::erase_if(at.workspace->projects, [&](const project_record& each) { return each.key == key; });
    return {204, nullptr};
}

inline constexpr handler_entry projects_handlers[] = {{projects::list::info.name, list_projects, true},
                                                      {projects::create::info.name, create_project},
                                                      {projects::get::info.name, get_project, true},
                                                      {projects::update::info.name, update_project},
                                                      {projects::remove::info.name, remove_project}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
