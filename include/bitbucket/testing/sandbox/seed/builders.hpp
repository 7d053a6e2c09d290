// SPDX-License-Identifier: MIT
// Adds workspaces, projects and repositories to a new sandbox. Identifiers, times and sizes follow from the names.
#pragma once

#include "accounts.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline workspace_record& add_workspace(world& state, const char* slug, const char* name, const char* owner) {
    workspace_record& made = state.workspaces.emplace_back();
    const std::uint64_t number = 3000 + state.workspaces.size();
    made.uuid = uuid_of(number);
    made.slug = slug;
    made.name = name;
    made.owner = owner;
    made.created_on = seeded_time(number);
    made.members = {owner};
    return made;
}

inline project_record& add_project(workspace_record& where, const char* key, const char* name, bool is_private) {
    project_record& made = where.projects.emplace_back();
    const std::uint64_t number = hash_text(where.slug + '/' + key);
    made.uuid = uuid_of(number);
    made.key = key;
    made.name = name;
    made.description = "Everything about " + made.name;
    made.created_on = seeded_time(number);
    made.is_private = is_private;
    return made;
}

inline repository_record& add_repository(workspace_record& where, const std::string& slug, const char* project,
                                         const char* language, bool is_private) {
    repository_record& made = where.repositories.emplace_back();
    const std::uint64_t number = hash_text(where.slug + '/' + slug);
    made.uuid = uuid_of(number);
    made.slug = slug;
    made.name = slug;
    made.name.front() = static_cast<char>(made.name.front() - ('a' - 'A'));
    made.project_key = project;
    made.description = "The " + slug + " of " + where.name;
    made.language = language;
    made.mainbranch = "main";
    made.created_on = seeded_time(number);
    made.updated_on =
        "2026-0" + std::to_string(1 + number % 7) + "-1" + std::to_string(number % 9) + "T08:30:00.123456+00:00";
    made.is_private = is_private;
    made.size = static_cast<std::int64_t>(10000 + number % 90000000);
    return made;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
