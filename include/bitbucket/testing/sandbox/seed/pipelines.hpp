// SPDX-License-Identifier: MIT
// The pipelines and keys of a new sandbox: variables, environments, SSH and GPG keys, known hosts, commits, pull
// requests and their properties. The repositories `acme/site` and `atlassian_tutorial/geordi` (the vendor's example)
// and their workspaces and projects hold the same, under the same identifiers.
#pragma once

#include "../store/gpg_key_text.hpp"
#include "accounts.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline std::vector<variable_record> seeded_variables(std::uint64_t number) {
    std::vector<variable_record> out = {
        {known_things::variable, "DEPLOY_REGION", "eu-north-1", false},
        {known_things::secured_variable, "REGISTRY_PASSWORD", "not-a-real-password", true}};
    for (std::uint64_t i = 1; i <= 11; ++i)
        out.push_back({uuid_of(number + i), "STAGE_" + std::to_string(i) + "_URL",
                       "https://stage-" + std::to_string(i) + ".example.org", i == 11});
    return out;
}

/// Keys, numbered from `first`. The second one has been used.
inline std::vector<deploy_key_record> seeded_deploy_keys(int first, std::uint64_t number) {
    std::vector<deploy_key_record> out;
    const char* labels[] = {"Deployment", "", "Mirror"};
    for (std::uint64_t i = 0; i < 3; ++i) {
        const ssh_key_text key = *parse_ssh_key(made_up_ssh_key(number + i) + " robot-" + std::to_string(i + 1));
        out.push_back({first + static_cast<int>(i), key.type_and_blob, key.comment, labels[i],
                       seeded_time(number + 10 + i), i == 1 ? seeded_time(number + 20 + i) : "", known_things::user});
    }
    return out;
}

inline std::vector<environment_record> seeded_environments(std::uint64_t number) {
    std::vector<environment_record> out;
    const char* names[] = {"Test", "Staging", "Production"};
    const char* uuids[] = {known_pipelines::test_environment, known_pipelines::staging_environment,
                           known_pipelines::production_environment};
    out.reserve(3);
    for (std::size_t i = 0; i < 3; ++i)
        out.push_back({uuids[i], names[i], bitbucket::detail::to_lower(names[i]), names[i], static_cast<int>(i)});
    out.front().variables = seeded_variables(number);
    return out;
}

/// A repository with everything.
inline void seed_pipelines_of(workspace_record& where, repository_record& of) {
    const std::uint64_t number = hash_text(where.slug + "/pipelines");
    of.deploy_keys = seeded_deploy_keys(known_pipelines::deploy_key, number);
    of.variables = seeded_variables(number + 100);
    of.environments = seeded_environments(number + 200);
    of.pipelines_public_key = made_up_ssh_key(number + 300) + " pipelines";
    const char* hosts[] = {"deploy.example.org", "[deploy.example.org]:2222"};
    for (std::uint64_t i = 0; i < 2; ++i) {
        const std::string key = made_up_ssh_key(number + 400 + i);
        const auto blank = key.find(' ');
        of.known_hosts.push_back({i == 0 ? known_pipelines::known_host : uuid_of(number + 410), hosts[i],
                                  key.substr(0, blank), key.substr(blank + 1)});
    }
    of.commits.insert(of.commits.begin() + 1, known_pipelines::commit);
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
    gpg_key_record key;
    key.fingerprint = known_pipelines::gpg_key;
    key.key_id = key.fingerprint.substr(24);
    key.name = "Signing key";
    key.key = made_up_gpg_key(7600);
    key.created_on = seeded_time(7601);
    key.added_on = seeded_time(7602);
    key.last_used = seeded_time(7603);
    gpg_key_record subkey = key;
    subkey.fingerprint = known_pipelines::gpg_subkey;
    subkey.key_id = subkey.fingerprint.substr(24);
    subkey.parent_fingerprint = known_pipelines::gpg_key;
    subkey.name.clear();
    subkey.expires_on = "2027-06-30T00:00:00+00:00";
    subkey.last_used.clear();
    key.subkeys = {subkey};
    user.gpg_keys = {key};
    gpg_key_record other;
    other.key = made_up_gpg_key(7610);
    other.fingerprint = *gpg_fingerprint_of(other.key);
    other.key_id = other.fingerprint.substr(24);
    other.created_on = other.added_on = seeded_time(7611);
    user.gpg_keys.push_back(other);
}

/// Fills a world that already has accounts, workspaces, projects and repositories.
inline void seed_pipelines(world& state) {
    for (workspace_record& where : state.workspaces)
        for (repository_record& repository : where.repositories) {
            if (repository.mainbranch.empty()) continue;
            // Code search finds things at the newest commit.
            repository.commits = {hex_of(hash_text(repository.uuid), 40), hex_of(hash_text(repository.uuid, 1), 40)};
            const std::string name = where.slug + '/' + repository.slug;
            if (name == "acme/site" || name == "atlassian_tutorial/geordi") seed_pipelines_of(where, repository);
        }
    seed_gpg_keys(state.accounts.front());
    if (workspace_record* attic = state.find_workspace(known_things::sparse_workspace)) attic->code_search = false;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
