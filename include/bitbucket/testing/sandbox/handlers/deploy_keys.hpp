// SPDX-License-Identifier: MIT
// Answers of the families deploy_keys and project_deploy_keys. Both work on a deploy_key_place: a repository or a
// project with its list of keys. Only administrators see and change it.
#pragma once

#include "../../../api/deploy_keys.hpp"
#include "../../../api/project_deploy_keys.hpp"
#include "../collections/paging.hpp"
#include "../store/ssh_key_text.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The repository or project that keys are added to.
struct deploy_key_place {
    std::vector<deploy_key_record>* keys = nullptr;
    const char* type = nullptr;
    /// `repository` or `project`, and its JSON as keys embed it.
    const char* kind = nullptr;
    json body;
    /// The member of a key that names the account that added it.
    const char* maker = nullptr;
    std::string url;
};

inline deploy_key_place repository_keys(const call& in) {
    const repository_place at = require_repository_admin(in);
    return {&at.repository->deploy_keys,
            "deploy_key",
            "repository",
            condensed_repository(in, *at.workspace, *at.repository),
            "owner",
            url_of(in, *at.workspace, *at.repository) + "/deploy-keys/"};
}

inline deploy_key_place project_keys(const call& in) {
    const project_place at = require_project_admin(in);
    return {&at.project->deploy_keys,
            "project_deploy_key",
            "project",
            condensed_project(in, *at.workspace, *at.project),
            "created_by",
            in.base + "/workspaces/" + at.workspace->slug + "/projects/" + at.project->key + "/deploy-keys/"};
}

/// The key whose number is the last argument of the path.
inline deploy_key_record& require_deploy_key(const call& in, const deploy_key_place& at) {
    const long long id = bitbucket::detail::parse_digits(in.arguments.back());
    for (deploy_key_record& key : *at.keys)
        if (key.id == id) return key;
    refuse(404, "Deploy key " + in.arguments.back() + " not found");
}

inline json render_deploy_key(const call& in, const deploy_key_place& at, const deploy_key_record& of) {
    json out = {{"type", at.type},           {"id", of.id},
                {"key", of.type_and_blob},   {"comment", of.comment},
                {"label", of.label},         {"created_on", of.created_on},
                {"added_on", of.created_on}, {"last_used", text_or_null(of.last_used)},
                {at.kind, at.body},          {"links", {{"self", link_to(at.url + std::to_string(of.id))}}}};
    if (const account_record* maker = in.state.find_account(of.owner)) out[at.maker] = condensed_account(in, *maker);
    return out;
}

inline answer list_deploy_keys(const call& in, const deploy_key_place& at) {
    listing all;
    for (const deploy_key_record& key : *at.keys) all.add(std::to_string(key.id), render_deploy_key(in, at, key));
    return page_of(in, std::move(all));
}

inline answer get_deploy_key(const call& in, const deploy_key_place& at) {
    return {200, render_deploy_key(in, at, require_deploy_key(in, at))};
}

/// Refuses a key that this place already has, or that is an account's SSH key. Other places may have the same key.
inline void require_new_key(const call& in, const deploy_key_place& at, const std::string& type_and_blob) {
    bool taken = false;
    for (const deploy_key_record& key : *at.keys) taken = taken || key.type_and_blob == type_and_blob;
    for (const account_record& account : in.state.accounts)
        for (const ssh_key_record& each : account.keys) taken = taken || each.type_and_blob == type_and_blob;
    // The vendor answers 400 here, not 409.
    if (taken) refuse_value("key", "Someone has already added that SSH key.");
}

inline answer create_deploy_key(const call& in, const deploy_key_place& at) {
    const json body = read_body(in, {"key", "label"});
    if (!body.contains("key")) refuse_member("key", "required key not provided");
    const auto key = body["key"].is_string() ? parse_ssh_key(body["key"].get_ref<const std::string&>()) : std::nullopt;
    if (!key) refuse_value("key", "Invalid SSH key (ssh-keygen)");
    require_new_key(in, at, key->type_and_blob);
    const std::string label = text_in(body, "label");
    ++in.state.made;
    at.keys->push_back({static_cast<std::int64_t>(7000000 + in.state.made), key->type_and_blob, key->comment, label,
                        in.state.new_time(), "", in.who.account->uuid});
    // The vendor answers 200 here, not 201.
    return {200, render_deploy_key(in, at, at.keys->back())};
}

inline answer update_deploy_key(const call& in, const deploy_key_place& at) {
    deploy_key_record& of = require_deploy_key(in, at);
    // The specification requires sending the same key again; the live API refuses it.
    const json body = read_body(in, {"label", "comment"});
    const std::string label = body.contains("label") ? text_in(body, "label") : of.label;
    if (body.contains("comment")) of.comment = text_in(body, "comment");
    of.label = label;
    return {200, render_deploy_key(in, at, of)};
}

inline answer remove_deploy_key(const call& in, const deploy_key_place& at) {
    const std::int64_t id = require_deploy_key(in, at).id;
    std::erase_if(*at.keys, [&](const deploy_key_record& each) { return each.id == id; });
    return {204, nullptr};
}

/// The handler that calls `What` with the place that `Where` finds.
template <answer (*What)(const call&, const deploy_key_place&), deploy_key_place (*Where)(const call&)>
answer with_deploy_keys(const call& in) {
    return What(in, Where(in));
}

inline constexpr handler_entry deploy_keys_handlers[] = {
    {deploy_keys::list::info.name, with_deploy_keys<list_deploy_keys, repository_keys>},
    {deploy_keys::create::info.name, with_deploy_keys<create_deploy_key, repository_keys>},
    {deploy_keys::get::info.name, with_deploy_keys<get_deploy_key, repository_keys>},
    {deploy_keys::update::info.name, with_deploy_keys<update_deploy_key, repository_keys>},
    {deploy_keys::remove::info.name, with_deploy_keys<remove_deploy_key, repository_keys>},
    {project_deploy_keys::list::info.name, with_deploy_keys<list_deploy_keys, project_keys>},
    {project_deploy_keys::create::info.name, with_deploy_keys<create_deploy_key, project_keys>},
    {project_deploy_keys::get::info.name, with_deploy_keys<get_deploy_key, project_keys>},
    {project_deploy_keys::remove::info.name, with_deploy_keys<remove_deploy_key, project_keys>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
