// SPDX-License-Identifier: MIT
// Answers of the family gpg_keys. Only their owner sees and changes keys, and no two accounts share one. The key text
// and subkeys are sent only if `fields` asks for them.
#pragma once

#include "../store/gpg_key_text.hpp"
#include "documents.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

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
        const json fingerprint = of["fingerprint"];
        std::erase_if(owner->gpg_keys, [&](const json& each) {
            return each["fingerprint"] == fingerprint || each["parent_fingerprint"] == fingerprint;
        });
    }
};

inline gpg_key_place own_gpg_keys(const call& in) {
    account_record& owner = require_account(in);
    if (&owner != in.who.account) refuse(403, "The GPG keys of this user are not accessible to you.");
    if (in.operation.method == http_method::delete_) {
        bool valid = in.arguments[1].size() == 40;
        for (const char c : in.arguments[1])
            valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c));
        if (!valid) refuse_value("fingerprint", "is not the fingerprint of a GPG key");
    }
    return {&owner};
}

inline constexpr handler_entry gpg_keys_handlers[] = {{"gpg_keys", collection<own_gpg_keys>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
