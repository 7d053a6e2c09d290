// SPDX-License-Identifier: MIT
// Answers of the family users: the caller, their e-mail addresses, and the public profile of any user.
#pragma once

#include "../../../api/users.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline answer get_current_user(const call& in) {
    return {200, full_account(in, *in.who.account)};
}

inline json render_email(const call& in, const email_record& of) {
    return {{"type", "email"},
            {"email", of.address},
            {"is_primary", of.primary},
            {"is_confirmed", of.confirmed},
            {"links", {{"self", link_to(in.base + "/user/emails/" + encoded(of.address))}}}};
}

inline answer list_emails(const call& in) {
    listing all;
    for (const email_record& email : in.who.account->emails) all.add(email.address, render_email(in, email));
    return page_of(in, std::move(all));
}

inline answer get_email(const call& in) {
    for (const email_record& email : in.who.account->emails)
        if (bitbucket::detail::equal_ignoring_case(email.address, in.arguments[0]))
            return {200, render_email(in, email)};
    refuse(404, "Email address not found");
}

inline answer get_user(const call& in) {
    const account_record& found = require_account(in);
    if (found.type == "team") refuse(404, found.nickname + " is a team account");
    return {200, full_account(in, found)};
}

inline constexpr handler_entry users_handlers[] = {{users::current::info.name, get_current_user},
                                                   {users::list_emails::info.name, list_emails},
                                                   {users::get_email::info.name, get_email},
                                                   {users::get::info.name, get_user, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
