// SPDX-License-Identifier: MIT
// The pipelines and keys of a new sandbox: variables, environments, SSH and GPG keys, known hosts, commits, pull
// requests and their properties. The repositories `acme/site` and `atlassian_tutorial/geordi` (the vendor's example)
// and their workspaces and projects hold the same, under the same identifiers.
#pragma once

#include "../store/gpg_key_text.hpp"
#include "accounts.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A deploy key that the administrator has added.
inline json seeded_deploy_key(std::int64_t id, const ssh_key_text& key, const std::string& label,
                              std::uint64_t number) {
    json out = stored_key(key, label);
    out.update({{"id", id}, {"created_on", seeded_time(number)}, {"owner", known_things::user}});
    return out;
}

/// Keys, numbered from `first`. The second one has been used.
inline documents seeded_deploy_keys(int first, std::uint64_t number) {
    documents out;
    const char* labels[] = {"Deployment", "", "Mirror"};
    for (std::uint64_t i = 0; i < 3; ++i) {
        const ssh_key_text key = *parse_ssh_key(made_up_ssh_key(number + i) + " robot-" + std::to_string(i + 1));
        out.push_back(seeded_deploy_key(first + static_cast<int>(i), key, labels[i], number + 10 + i));
    }
    out[1]["last_used"] = seeded_time(number + 21);
    return out;
}

/// An environment whose type has the name and rank that it has itself.
inline json seeded_environment(const std::string& uuid, const char* type, int rank, documents variables) {
    return {{"uuid", uuid},
            {"name", type},
            {"slug", bitbucket::detail::to_lower(type)},
            {"rank", rank},
            {"environment_type", {{"type", "deployment_environment_type"}, {"name", type}, {"rank", rank}}},
            {"variables", std::move(variables)}};
}

inline json seeded_known_host(const std::string& uuid, const char* hostname, std::uint64_t number) {
    const std::string key = made_up_ssh_key(number);
    const auto blank = key.find(' ');
    return {{"uuid", uuid},
            {"hostname", hostname},
            {"public_key", {{"key_type", key.substr(0, blank)}, {"key", key.substr(blank + 1)}}}};
}

/// A repository with everything.
inline void seed_pipelines_of(workspace_record& where, repository_record& of) {
    const std::uint64_t number = hash_text(where.slug + "/pipelines");
    of.deploy_keys = seeded_deploy_keys(known_pipelines::deploy_key, number);
    of.variables = seeded_variables(number + 100);
    of.environments = {seeded_environment(known_pipelines::test_environment, "Test", 0, seeded_variables(number + 200)),
                       seeded_environment(known_pipelines::staging_environment, "Staging", 1, {}),
                       seeded_environment(known_pipelines::production_environment, "Production", 2, {})};
    of.pipelines_public_key = made_up_ssh_key(number + 300) + " pipelines";
    of.known_hosts = {seeded_known_host(known_pipelines::known_host, "deploy.example.org", number + 400),
                      seeded_known_host(uuid_of(number + 410), "[deploy.example.org]:2222", number + 401)};
    const std::string property = std::string(known_things::app) + '/' + known_things::property;
    const std::string text = R"({"_attributes":["public"],"text":"hello"})";
    for (const std::string& prefix : {std::string(), "commit/" + std::string(known_pipelines::commit) + '/',
                                      "pullrequests/" + std::to_string(known_pipelines::pull_request) + '/'})
        of.properties[prefix + property] = text;

    where.variables = seeded_variables(number + 500);
    for (project_record& project : where.projects)
        if (project.key == of.project_key)
            project.deploy_keys = seeded_deploy_keys(known_pipelines::project_deploy_key, number + 600);
}

inline void seed_gpg_keys(account_record& user) {
    const std::string text = made_up_gpg_key(7600);
    json key = stored_gpg_key(known_pipelines::gpg_key, text, seeded_time(7601));
    key["added_on"] = seeded_time(7602);
    json subkey = stored_gpg_key(known_pipelines::gpg_subkey, text, seeded_time(7601));
    subkey["added_on"] = key["added_on"];
    subkey["parent_fingerprint"] = known_pipelines::gpg_key;
    subkey["expires_on"] = "2027-06-30T00:00:00+00:00";
    key["name"] = "Signing key";
    key["last_used"] = seeded_time(7603);
    const std::string other = made_up_gpg_key(7610);
    user.gpg_keys = {key, subkey, stored_gpg_key(*gpg_fingerprint_of(other), other, seeded_time(7611))};
}

/// Fills a world that already has accounts, workspaces, projects and repositories.
inline void seed_pipelines(world& state) {
    for (workspace_record& where : state.workspaces)
        for (repository_record& repository : where.repositories) {
            if (repository.mainbranch.empty()) continue;
            const std::string name = where.slug + '/' + repository.slug;
            if (name == "acme/site" || name == "atlassian_tutorial/geordi") seed_pipelines_of(where, repository);
        }
    seed_gpg_keys(state.accounts.front());
    if (workspace_record* attic = state.find_workspace(known_things::sparse_workspace)) attic->code_search = false;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
