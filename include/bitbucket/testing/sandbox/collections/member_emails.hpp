// SPDX-License-Identifier: MIT
// The filter that only the list of members has: `user.email IN ("a@example.org", …)`.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-workspaces/#api-workspaces-workspace-members-get
#pragma once

#include <optional>

#include "paging.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The addresses in such a filter; nothing if it is another filter, 400 if it cannot be read.
inline std::optional<std::vector<std::string>> parse_emails(std::string_view q) {
    using bitbucket::detail::trim;
    const auto take = [&](std::string_view word) {
        q = trim(q);
        if (!bitbucket::detail::starts_with_ignoring_case(q, word)) return false;
        q.remove_prefix(word.size());
        return true;
    };
    if (!take("user.email")) return std::nullopt;
    std::vector<std::string> out;
    bool fits = take("IN") && take("(");
    do {
        fits = fits && take("\"");
        std::string address;
        for (; !q.empty() && q.front() != '"'; q.remove_prefix(1)) {
            if (q.front() == '\\' && q.size() > 1) q.remove_prefix(1);
            address.push_back(q.front());
        }
        fits = fits && !q.empty();
        if (!fits) break;
        out.push_back(std::move(address));
        q.remove_prefix(1);
    } while (take(","));
    if (!fits || !take(")") || !trim(q).empty())
        refuse(400, "Bad request", R"(user.email is filtered by user.email IN ("…", "…"))");
    return out;
}

/// Keeps the members who have one of these addresses, and adds the address on demand.
inline void keep_emails(const call& in, const std::vector<std::string>& wanted, listing& members) {
    std::erase_if(members.items, [&](listing::item& each) {
        const account_record* user = in.state.find_account(each.identity);
        for (const email_record& has : user->emails)
            for (const std::string& address : wanted) {
                if (!bitbucket::detail::equal_ignoring_case(has.address, address)) continue;
                each.body["user"]["+email"] = has.address;
                return false;
            }
        return true;
    });
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
