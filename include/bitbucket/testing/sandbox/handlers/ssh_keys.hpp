// SPDX-License-Identifier: MIT
// Answers of the family ssh_keys. Only their owner sees and changes keys, and no two accounts share one.
#pragma once

#include "../store/ssh_key_text.hpp"
#include "documents.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The key of a body, as it is stored: 400 if it cannot be read, or if an account or one of `others` has it. The vendor
/// answers 400 here, not 409.
inline json new_ssh_key(const call& in, const json& body, const documents& others) {
    if (!body.contains("key")) refuse_member("key", "required key not provided");
    const auto key = body["key"].is_string() ? parse_ssh_key(body["key"].get_ref<const std::string&>()) : std::nullopt;
    if (!key) refuse_value("key", "Invalid SSH key (ssh-keygen)");
    const auto require_new = [&](const documents& all) {
        for (const json& each : all)
            if (each["key"] == key->type_and_blob) refuse_value("key", "Someone has already added that SSH key.");
    };
    require_new(others);
    for (const account_record& account : in.state.accounts) require_new(account.keys);
    return stored_key(*key, text_in(body, "label"));
}

struct ssh_key_place {
    account_record* owner = nullptr;

    [[nodiscard]] documents& all() const { return owner->keys; }
    [[noreturn]] static void refuse_unknown(const std::string&) { refuse(404, "SSH key not found"); }
    [[nodiscard]] json show(const call& in, json of) const {
        const std::string uuid = of["uuid"];
        of["type"] = "ssh_key";
        of["owner"] = condensed_account(in, *owner);
        of["links"]["self"] =
            link_to(in.base + "/users/" + encoded(owner->uuid) + "/ssh-keys/" + uuid.substr(1, uuid.size() - 2));
        return of;
    }
    [[nodiscard]] static json create(const call& in) {
        const json body = read_body(in, {"key", "label"});
        const std::string* expires_on = in.find("expires_on");
        if (expires_on != nullptr && !bitbucket::detail::parse_instant(*expires_on))
            refuse_value("expires_on", "is not a date or date-time in ISO-8601 format");
        json made = new_ssh_key(in, body, {});
        made["uuid"] = in.state.new_uuid();
        made["created_on"] = in.state.new_time();
        made["fingerprint"] = parse_ssh_key(made["key"].get_ref<const std::string&>())->fingerprint;
        made["expires_on"] = expires_on == nullptr ? json() : json(*expires_on);
        return made;
    }
    static void update(const call& in, json& of) {
        const json body = read_body(in, {"label"});
        if (body.contains("label")) of["label"] = text_in(body, "label");
    }
};

inline ssh_key_place own_ssh_keys(const call& in) {
    account_record& owner = require_account(in);
    if (&owner != in.who.account) refuse(403, "The SSH keys of this user are not accessible to you.");
    return {&owner};
}

inline constexpr handler_entry ssh_keys_handlers[] = {{"ssh_keys", collection<own_ssh_keys>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
