// SPDX-License-Identifier: MIT
// Answers of the family gpg_keys. Only their owner sees and changes keys, and no two accounts share one. The key text
// and subkeys are sent only if `fields` asks for them.
#pragma once

#include "../../../api/gpg_keys.hpp"
#include "../collections/paging.hpp"
#include "../store/gpg_key_text.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline account_record& require_own_gpg_keys(const call& in) {
    account_record& owner = require_account(in);
    if (&owner != in.who.account) refuse(403, "The GPG keys of this user are not accessible to you.");
    return owner;
}

/// The key or subkey that the last argument of the path names.
inline gpg_key_record& require_gpg_key(const call& in, account_record& owner) {
    using bitbucket::detail::equal_ignoring_case;
    const std::string& fingerprint = in.arguments.back();
    for (gpg_key_record& key : owner.gpg_keys) {
        if (equal_ignoring_case(key.fingerprint, fingerprint)) return key;
        for (gpg_key_record& sub : key.subkeys)
            if (equal_ignoring_case(sub.fingerprint, fingerprint)) return sub;
    }
    refuse(404, "GPG key not found");
}

inline json render_gpg_key(const call& in, const account_record& owner, const gpg_key_record& of) {
    json subkeys = json::array();
    for (const gpg_key_record& key : of.subkeys) subkeys.push_back(render_gpg_key(in, owner, key));
    return {{"type", "gpg_key"},
            {"fingerprint", of.fingerprint},
            {"key_id", of.key_id},
            {"parent_fingerprint", text_or_null(of.parent_fingerprint)},
            {"name", text_or_null(of.name)},
            {"created_on", of.created_on},
            {"added_on", of.added_on},
            {"expires_on", text_or_null(of.expires_on)},
            {"last_used", text_or_null(of.last_used)},
            {"owner", condensed_account(in, owner)},
            {"links", {{"self", link_to(in.base + "/users/" + encoded(owner.uuid) + "/gpg-keys/" + of.fingerprint)}}},
            {"+key", of.key},
            {"+subkeys", std::move(subkeys)}};
}

inline answer list_gpg_keys(const call& in) {
    const account_record& owner = require_own_gpg_keys(in);
    listing all;
    for (const gpg_key_record& key : owner.gpg_keys) all.add(key.fingerprint, render_gpg_key(in, owner, key));
    return page_of(in, std::move(all));
}

inline answer get_gpg_key(const call& in) {
    account_record& owner = require_own_gpg_keys(in);
    return {200, render_gpg_key(in, owner, require_gpg_key(in, owner))};
}

inline answer create_gpg_key(const call& in) {
    account_record& owner = require_own_gpg_keys(in);
    const json body = read_body(in, {"key"});
    if (!body.contains("key")) refuse_member("key", "required key not provided");
    const auto fingerprint =
        body["key"].is_string() ? gpg_fingerprint_of(body["key"].get_ref<const std::string&>()) : std::nullopt;
    if (!fingerprint) refuse_value("key", "Invalid GPG key");
    for (const account_record& account : in.state.accounts)
        for (const gpg_key_record& key : account.gpg_keys)
            if (key.fingerprint == *fingerprint) refuse_value("key", "Someone has already added that GPG key.");
    ++in.state.made;
    gpg_key_record made;
    made.fingerprint = *fingerprint;
    made.key_id = fingerprint->substr(24);
    made.key = body["key"].get<std::string>();
    made.created_on = made.added_on = in.state.new_time();
    owner.gpg_keys.push_back(std::move(made));
    return {201, render_gpg_key(in, owner, owner.gpg_keys.back())};
}

inline answer remove_gpg_key(const call& in) {
    account_record& owner = require_own_gpg_keys(in);
    bool valid = in.arguments[1].size() == 40;
    for (const char c : in.arguments[1])
        valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c));
    if (!valid) refuse_value("fingerprint", "is not the fingerprint of a GPG key");
    const gpg_key_record& of = require_gpg_key(in, owner);
    if (!of.parent_fingerprint.empty()) refuse(403, "A subkey cannot be removed without its key.");
    const std::string fingerprint = of.fingerprint;
    std::erase_if(owner.gpg_keys, [&](const gpg_key_record& each) { return each.fingerprint == fingerprint; });
    return {204, nullptr};
}

inline constexpr handler_entry gpg_keys_handlers[] = {{gpg_keys::list::info.name, list_gpg_keys},
                                                      {gpg_keys::create::info.name, create_gpg_key},
                                                      {gpg_keys::get::info.name, get_gpg_key},
                                                      {gpg_keys::remove::info.name, remove_gpg_key}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
