// SPDX-License-Identifier: MIT
// Answers of the family ssh_keys. Only their owner sees and changes keys, and no two accounts share one.
#pragma once

#include "../../../api/ssh_keys.hpp"
#include "../collections/paging.hpp"
#include "../store/ssh_key_text.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline account_record& require_own_keys(const call& in) {
    account_record& owner = require_account(in);
    if (&owner != in.who.account) refuse(403, "The SSH keys of this user are not accessible to you.");
    return owner;
}

inline ssh_key_record& require_key(account_record& owner, std::string_view id) {
    for (ssh_key_record& key : owner.keys)
        if (is_uuid(id, key.uuid)) return key;
    refuse(404, "SSH key not found");
}

inline json render_key(const call& in, const account_record& owner, const ssh_key_record& of) {
    const std::string self =
        in.base + "/users/" + encoded(owner.uuid) + "/ssh-keys/" + of.uuid.substr(1, of.uuid.size() - 2);
    return {{"type", "ssh_key"},
            {"uuid", of.uuid},
            {"key", of.type_and_blob},
            {"comment", of.comment},
            {"label", of.label},
            {"fingerprint", of.fingerprint},
            {"created_on", of.created_on},
            {"last_used", text_or_null(of.last_used)},
            {"expires_on", text_or_null(of.expires_on)},
            {"owner", condensed_account(in, owner)},
            {"links", {{"self", link_to(self)}}}};
}

inline answer list_keys(const call& in) {
    const account_record& owner = require_own_keys(in);
    listing all;
    for (const ssh_key_record& key : owner.keys) all.add(key.uuid, render_key(in, owner, key));
    return page_of(in, std::move(all));
}

inline answer get_key(const call& in) {
    account_record& owner = require_own_keys(in);
    return {200, render_key(in, owner, require_key(owner, in.arguments[1]))};
}

/// The label in a body; null counts as empty.
inline std::string label_in(const json& body) {
    if (!body.contains("label") || body["label"].is_null()) return {};
    if (!body["label"].is_string()) refuse_value("label", "expected a string");
    return body["label"].get<std::string>();
}

inline answer create_key(const call& in) {
    account_record& owner = require_own_keys(in);
    const json body = read_body(in, {"key", "label"});
    if (!body.contains("key")) refuse_member("key", "required key not provided");
    const auto key = body["key"].is_string() ? parse_ssh_key(body["key"].get_ref<const std::string&>()) : std::nullopt;
    if (!key) refuse_value("key", "Invalid SSH key (ssh-keygen)");
    const std::string* expires_on = in.find("expires_on");
    if (expires_on != nullptr && !bitbucket::detail::parse_instant(*expires_on))
        refuse_value("expires_on", "is not a date or date-time in ISO-8601 format");
    // The vendor answers 400 here, not 409.
    for (const account_record& account : in.state.accounts)
        for (const ssh_key_record& each : account.keys)
            if (each.type_and_blob == key->type_and_blob)
                refuse_value("key", "Someone has already added that SSH key.");
    ssh_key_record made;
    made.uuid = in.state.new_uuid();
    made.type_and_blob = key->type_and_blob;
    made.comment = key->comment;
    made.label = label_in(body);
    made.fingerprint = key->fingerprint;
    made.created_on = in.state.new_time();
    made.expires_on = expires_on == nullptr ? std::string() : *expires_on;
    owner.keys.push_back(std::move(made));
    return {201, render_key(in, owner, owner.keys.back())};
}

inline answer update_key(const call& in) {
    account_record& owner = require_own_keys(in);
    ssh_key_record& key = require_key(owner, in.arguments[1]);
    const json body = read_body(in, {"label"});
    if (body.contains("label")) key.label = label_in(body);
    return {200, render_key(in, owner, key)};
}

inline answer remove_key(const call& in) {
    account_record& owner = require_own_keys(in);
    const std::string uuid = require_key(owner, in.arguments[1]).uuid;
    std::erase_if(owner.keys, [&](const ssh_key_record& each) { return each.uuid == uuid; });
    return {204, nullptr};
}

inline constexpr handler_entry ssh_keys_handlers[] = {{ssh_keys::list::info.name, list_keys},
                                                      {ssh_keys::get::info.name, get_key},
                                                      {ssh_keys::create::info.name, create_key},
                                                      {ssh_keys::update::info.name, update_key},
                                                      {ssh_keys::remove::info.name, remove_key}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
