// SPDX-License-Identifier: MIT
// What the library's models and errors mean to an audit.
#pragma once

#include <bitbucket/bitbucket.hpp>
#include <bitbucket/query/fields.hpp>

#include "audit.hpp"

namespace examples {

/// What went wrong, in a sentence.
inline std::string message_of(const bitbucket::error& failure) {
    return failure.message().empty() ? failure.what() : failure.message();
}

/// Who the credential belongs to, for the heading of a report. An audit does not fail because the credential may not
/// know.
inline std::string find_caller(const bitbucket::client& api) {
    try {
        const bitbucket::account who =
            api.send(bitbucket::users::current{}.fields(bitbucket::only("display_name", "account_id", "uuid")));
        const std::string id = who.account_id.empty() ? who.uuid.str() : who.account_id;
        return who.display_name + (id.empty() ? "" : " (" + id + ')');
    } catch (const bitbucket::error& failure) {
        return "not known: " + message_of(failure);
    }
}

/// Whether the caller may not do this: the API says so with 403, and with 401 too.
inline bool is_denial(const bitbucket::error& failure) {
    return failure.kind() == bitbucket::error_kind::forbidden || failure.kind() == bitbucket::error_kind::unauthorized;
}

/// Whether an error is about what was asked for. The others (too many requests, no connection, ...) would meet every
/// later request as well.
inline bool is_about_one_target(const bitbucket::error& failure) {
    switch (failure.kind()) {
        case bitbucket::error_kind::unauthorized:
        case bitbucket::error_kind::payment_required:
        case bitbucket::error_kind::forbidden:
        case bitbucket::error_kind::not_found:
        case bitbucket::error_kind::gone:
            return true;
        default:
            return false;
    }
}

/// Whether an error is about one reply, which could not be read: the next one may be sound.
inline bool is_about_one_reply(const bitbucket::error& failure) {
    return failure.kind() == bitbucket::error_kind::decode || failure.kind() == bitbucket::error_kind::pagination ||
           failure.kind() == bitbucket::error_kind::usage;
}

/// Whose permission this is; somebody without a name if the server left that out.
template <class Permission>
audit_subject subject_of(const Permission& from) {
    audit_subject out;
    if constexpr (requires { from.group; }) {
        out.is_group = true;
        if (from.group) out.name = from.group->name;
        if (from.group) out.slug = from.group->slug;
    } else if (from.user) {
        out.name = from.user->display_name;
        out.account_id = from.user->account_id;
        out.uuid = from.user->uuid.str();
    }
    return out;
}

}  // namespace examples
