// SPDX-License-Identifier: MIT
// The workspaces, groups, projects and repositories of a new sandbox, their explicit permissions, and the default
// reviewers. Private projects have no public repository. Not here: the workspace `hostile` (hostile.hpp).
#pragma once

#include "accounts.hpp"
#include "builders.hpp"
#include "hostile.hpp"
#include "pipelines.hpp"
#include "pull_requests.hpp"
#include "sources.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The groups of `acme` and their permissions. `contractors` has none.
inline void seed_acme_groups(workspace_record& acme) {
    acme.groups = {{known_things::administrators, "Administrators", {known_things::user, known_things::colleague}},
                   {known_things::developers, "Developers", {known_things::member, acme.members[6], acme.members[7]}},
                   {known_things::contractors, "Contractors, external", {known_things::newcomer, acme.members[24]}}};
    for (project_record& project : acme.projects) {
        if (project.key == known_things::project)
            project.group_grants = {{known_things::administrators, "admin"}, {known_things::developers, "create-repo"}};
        if (project.key == "CORE") project.group_grants = {{known_things::developers, "write"}};
    }
    acme.repositories.front().group_grants = {{known_things::administrators, "admin"},
                                              {known_things::developers, "write"}};
}

/// The workspace that the administrator owns; everybody except the stranger is a member.
inline void seed_acme(world& state) {
    workspace_record& acme = add_workspace(state, known_things::workspace, "Acme Corporation", known_things::user);
    for (const account_record& account : state.accounts)
        if (account.uuid != known_things::user && account.uuid != known_things::stranger && account.type == "user")
            acme.members.push_back(account.uuid);
    project_record& web = add_project(acme, known_things::project, "Web", false);
    web.default_reviewers = {known_things::user, known_things::colleague, known_things::member};
    web.grants = {{known_things::colleague, "create-repo"}, {known_things::member, "read"}};
    for (std::size_t i = 8; i < 20; ++i) web.grants.push_back({acme.members[i], i % 3 == 0 ? "admin" : "write"});
    add_project(acme, "CORE", "Core services", false);
    add_project(acme, "LAB", "Laboratory", true);
    add_project(acme, known_things::empty_project, "Ideas", true);

    repository_record& site = add_repository(acme, known_things::repository, known_things::project, "typescript", true);
    site.uuid = known_things::repository_uuid;
    site.grants = {{known_things::colleague, "admin"}, {known_things::member, "read"}};
    const char* levels[] = {"read", "write", "admin"};
    for (std::size_t i = 4; i < 25; ++i) site.grants.push_back({acme.members[i], levels[i % 3]});

    const char* names[] = {"api",      "auth",   "billing", "catalog", "dashboard", "docs",    "editor",  "feeds",
                           "gateway",  "images", "jobs",    "kiosk",   "ledger",    "mailer",  "notices", "orders",
                           "payments", "queue",  "reports", "search",  "tokens",    "uploads", "vault"};
    const char* languages[] = {"c++", "python", "go", "java"};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        repository_record& made =
            add_repository(acme, names[i], i % 2 == 0 ? "CORE" : known_things::project, languages[i % 4], i % 3 != 0);
        for (std::size_t k = 0; k < i % 4; ++k)
            made.grants.push_back({acme.members[1 + (i * 5 + k * 7) % 24], levels[(i + k) % 3]});
    }
    add_repository(acme, "empty", "LAB", "", true).mainbranch.clear();
    add_repository(acme, "site-fork", "LAB", "typescript", true).parent = "acme/site";
    seed_acme_sources(acme.repositories);
    seed_acme_groups(acme);
}

/// Workspaces in which the administrator is a plain member.
inline void seed_foreign(world& state) {
    workspace_record& globex = add_workspace(state, known_things::foreign_workspace, "Globex", globex_owner);
    globex.members.insert(globex.members.end(), {known_things::user, known_things::member, known_things::colleague});
    add_project(globex, "GX", "Globex", false);
    add_project(globex, known_things::administered_project, "Operations", true).grants = {
        {known_things::user, "admin"}};
    add_repository(globex, "tools", "GX", "go", true).grants = {{known_things::user, "admin"},
                                                                {known_things::member, "write"}};
    add_repository(globex, "handbook", "GX", "", true).grants = {{known_things::user, "read"}};
    add_repository(globex, "public-site", "GX", "html/css", false);
    add_repository(globex, "secrets", "GX", "python", true).grants = {{known_things::colleague, "admin"}};

    // The first and the last repositories can be seen, and a page's worth in the middle cannot.
    workspace_record& attic = add_workspace(state, known_things::sparse_workspace, "The attic", globex_owner);
    attic.filters_after_paging = true;
    attic.members.insert(attic.members.end(), {known_things::user, known_things::member});
    add_project(attic, "OLD", "Old things", false);
    for (int i = 1; i <= 25; ++i)
        add_repository(attic, (i < 10 ? "box-0" : "box-") + std::to_string(i), "OLD", "", i > 10 && i <= 20);

    add_workspace(state, known_things::spam_workspace, "Spam wave", known_things::stranger).marked_as_spam = true;
}

/// Smaller workspaces of the administrator.
inline void seed_own(world& state) {
    workspace_record& initech = add_workspace(state, known_things::full_workspace, "Initech", known_things::user);
    initech.at_user_limit = true;
    initech.members.insert(initech.members.end(),
                           {known_things::member, known_things::colleague, known_things::newcomer});
    initech.groups = {{"staff", "Staff", {known_things::member, known_things::newcomer}}};
    add_project(initech, "TPS", "TPS reports", true).grants = {{known_things::member, "write"}};
    add_repository(initech, known_things::full_workspace_repository, "TPS", "java", true).grants = {
        {known_things::member, "write"}};

    // The names in the examples of the vendor's documentation.
    workspace_record& tutorial = add_workspace(state, "atlassian_tutorial", "Tutorial", known_things::user);
    tutorial.members.insert(tutorial.members.end(), {known_things::colleague, known_things::newcomer});
    tutorial.groups = {{known_things::administrators, "Administrators", {known_things::user, known_things::colleague}},
                       {known_things::developers, "Developers", {known_things::newcomer}}};
    project_record& project = add_project(tutorial, "PRJ", "Project", true);
    project.grants = {{known_things::colleague, "admin"}, {known_things::newcomer, "write"}};
    project.group_grants = {{known_things::administrators, "admin"}, {known_things::developers, "write"}};
    project.default_reviewers = {known_things::user, known_things::colleague};
    repository_record& geordi = add_repository(tutorial, "geordi", "PRJ", "python", true);
    geordi.grants = {{known_things::colleague, "admin"}, {known_things::newcomer, "write"}};
    geordi.group_grants = {{known_things::administrators, "admin"}, {known_things::developers, "read"}};
    workspace_record& personal = add_workspace(state, "my-workspace", "Mia Lindqvist", known_things::user);
    personal.is_personal = true;
    add_project(personal, "DEMO", "Demo", false);
    add_repository(personal, "demo", "DEMO", "python", false).files = demo_sources();
}

inline world seeded_world() {
    world state;
    seed_accounts(state);
    seed_acme(state);
    seed_foreign(state);
    seed_own(state);
    seed_hostile(state);
    seed_pipelines(state);
    seed_sources(state);
    seed_pull_requests(state);
    return state;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
