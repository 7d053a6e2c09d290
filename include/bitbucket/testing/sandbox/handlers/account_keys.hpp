// SPDX-License-Identifier: MIT
// Answers of the families ssh_keys and gpg_keys. Only their owner sees and changes keys, and no two accounts share one. The
// text of a GPG key and its subkeys are sent only if `fields` asks for them.
#pragma once

#include "../store/gpg_key_text.hpp"
#include "../store/ssh_key_text.hpp"
#include "documents.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The account of a path; 403 unless it is the caller's.
inline account_record& require_self(const call& in, const std::string& keys) {
    account_record& owner = require_account(in);
    if (&owner != in.who.account) refuse(403, "The " + keys + " of this user are not accessible to you.");
    return owner;
}

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
    return {&require_self(in, "SSH keys")};
}

struct gpg_key_place {
    account_record* owner = nullptr;

    [[nodiscard]] documents& all() const { return owner->gpg_keys; }
    [[noreturn]] static void refuse_unknown(const std::string&) { refuse(404, "GPG key not found"); }
    /// A list has no subkeys.
    [[nodiscard]] static bool sees(const call& in, const json& of) {
        return in.arguments.size() > 1 || of["parent_fingerprint"].is_null();
    }
    [[nodiscard]] json show(const call& in, json of) const {
        const std::string fingerprint = of["fingerprint"];
        of["type"] = "gpg_key";
        of["owner"] = condensed_account(in, *owner);
        of["links"]["self"] = link_to(in.base + "/users/" + encoded(owner->uuid) + "/gpg-keys/" + fingerprint);
        of["+subkeys"] = json::array();
        for (const json& each : owner->gpg_keys)
            if (each["parent_fingerprint"] == fingerprint) of["+subkeys"].push_back(show(in, each));
        return of;
    }
    [[nodiscard]] static json create(const call& in) {
        const json body = read_body(in, {"key"});
        if (!body.contains("key")) refuse_member("key", "required key not provided");
        const auto fingerprint =
            body["key"].is_string() ? gpg_fingerprint_of(body["key"].get_ref<const std::string&>()) : std::nullopt;
        if (!fingerprint) refuse_value("key", "Invalid GPG key");
        for (const account_record& account : in.state.accounts)
            for (const json& each : account.gpg_keys)
                if (each["fingerprint"] == *fingerprint && each["parent_fingerprint"].is_null())
                    refuse_value("key", "Someone has already added that GPG key.");
        return stored_gpg_key(*fingerprint, body["key"], in.state.next_time());
    }
    /// Removes a key with its subkeys.
    void remove(const call&, const json& of) const {
        if (!of["parent_fingerprint"].is_null()) refuse(403, "A subkey cannot be removed without its key.");
        const std::string fingerprint = of["fingerprint"];
        std::erase_if(owner->gpg_keys, [&](const json& each) {
            return each["fingerprint"] == fingerprint || each["parent_fingerprint"] == fingerprint;
        });
    }
};

inline gpg_key_place own_gpg_keys(const call& in) {
    account_record& owner = require_self(in, "GPG keys");
    if (in.operation.method == http_method::delete_) {
        bool valid = in.arguments[1].size() == 40;
        for (const char c : in.arguments[1])
            valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c));
        if (!valid) refuse_value("fingerprint", "is not the fingerprint of a GPG key");
    }
    return {&owner};
}

inline constexpr handler_entry account_keys_handlers[] = {{"ssh_keys", collection<own_ssh_keys>},
                                                          {"gpg_keys", collection<own_gpg_keys>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
