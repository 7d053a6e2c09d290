// SPDX-License-Identifier: MIT
// Answers of the families deploy_keys and project_deploy_keys. Both work on a deploy_key_place: a repository or a
// project with its list of keys. Only administrators see and change it.
#pragma once

#include "account_keys.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The repository or project that keys are added to.
struct deploy_key_place {
    documents* keys = nullptr;
    const char* type = nullptr;
    /// `repository` or `project`, and its JSON as keys embed it.
    const char* kind = nullptr;
    json body;
    /// The member of a key that names the account that added it.
    const char* maker = nullptr;
    std::string url;
    /// The vendor answers 200 here, not 201.
    static constexpr int created = 200;

    [[nodiscard]] documents& all() const { return *keys; }
    [[noreturn]] static void refuse_unknown(const std::string& id) { refuse(404, "Deploy key " + id + " not found"); }
    [[nodiscard]] json show(const call& in, json of) const {
        of.update({{"type", type}, {kind, body}, {"added_on", of["created_on"]}});
        of["links"]["self"] = link_to(url + "/deploy-keys/" + of["id"].dump());
        const std::string owner = of["owner"];
        of.erase("owner");
        if (const account_record* found = in.state.find_account(owner)) of[maker] = condensed_account(in, *found);
        return of;
    }
    /// Other places may have the same key.
    [[nodiscard]] json create(const call& in) const {
        json made = new_ssh_key(in, read_body(in, {"key", "label"}), *keys);
        made["created_on"] = in.state.next_time();
        made["id"] = 7000000 + in.state.made;
        made["owner"] = in.who.account->uuid;
        return made;
    }
    static void update(const call& in, json& of) {
        // The specification requires sending the same key again; the live API refuses it.
        const json body = read_body(in, {"label", "comment"});
        json changed = of;
        for (const char* each : {"label", "comment"})
            if (body.contains(each)) changed[each] = text_in(body, each);
        of = std::move(changed);
    }
};

inline deploy_key_place repository_keys(const call& in) {
    const repository_place at = require_repository_admin(in);
    return {&at.repository->deploy_keys,
            "deploy_key",
            "repository",
            condensed_repository(in, *at.workspace, *at.repository),
            "owner",
            url_of(in, *at.workspace, *at.repository)};
}

inline deploy_key_place project_keys(const call& in) {
    const project_place at = require_project_admin(in);
    return {&at.project->deploy_keys,
            "project_deploy_key",
            "project",
            condensed_project(in, *at.workspace, *at.project),
            "created_by",
            url_of(in, *at.workspace, *at.project)};
}

inline constexpr handler_entry deploy_keys_handlers[] = {{"deploy_keys", collection<repository_keys>},
                                                         {"project_deploy_keys", collection<project_keys>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
