// SPDX-License-Identifier: MIT
// Adds workspaces, projects and repositories to a new sandbox. Identifiers, times and sizes follow from the names.
#pragma once

#include "accounts.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline workspace_record& add_workspace(world& state, const char* slug, const char* name, const char* owner) {
    const std::uint64_t number = 3001 + state.workspaces.size();
    state.workspaces.push_back({uuid_of(number), slug, name, owner, seeded_time(number)});
    state.workspaces.back().members = {owner};
    return state.workspaces.back();
}

inline project_record& add_project(workspace_record& where, const char* key, const std::string& name, bool is_private) {
    const std::uint64_t number = hash_text(where.slug + '/' + key);
    where.projects.push_back({uuid_of(number), key, name, "Everything about " + name, seeded_time(number), is_private});
    return where.projects.back();
}

inline repository_record& add_repository(workspace_record& where, const std::string& slug, const char* project,
                                         const char* language, bool is_private) {
    const std::uint64_t number = hash_text(where.slug + '/' + slug);
    const std::string name = static_cast<char>(slug.front() - ('a' - 'A')) + slug.substr(1);
    const std::string updated_on =
        "2026-0" + std::to_string(1 + number % 7) + "-1" + std::to_string(number % 9) + "T08:30:00.123456+00:00";
    where.repositories.push_back({uuid_of(number), slug, name, project, "The " + slug + " of " + where.name, language,
                                  "main", "", seeded_time(number), updated_on, is_private,
                                  static_cast<std::int64_t>(10000 + number % 90000000)});
    return where.repositories.back();
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
