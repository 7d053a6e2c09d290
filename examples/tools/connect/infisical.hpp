// SPDX-License-Identifier: MIT
// Registers an API token of Bitbucket as an app connection of Infisical's.
#pragma once

#include <algorithm>
#include <bitbucket/integrations/infisical.hpp>

#include "checked_token.hpp"

namespace examples::registration {

/// What --for adds to the scopes that a connection needs in any case. What is not asked for is only noted.
inline bool check_infisical_scopes(const held_scopes& held, const std::vector<std::string>& wanted, const report& out) {
    bool complete = check_scopes(held, infisical_needs, "token", out);
    for (const purpose& use : infisical_purposes) {
        if (std::ranges::find(wanted, use.value) != wanted.end()) {
            if (!check_scopes(held, use, "token", out)) complete = false;
        } else if (held) {
            const std::vector<std::string> gaps = lacking(*held, use);
            out.note(std::string("for ") + use.name +
                     (gaps.empty() ? ": has all the scopes" : " it would also need " + listed(gaps)));
        }
    }
    return complete;
}

/// Registers the token under the name in the draft. Throws if there is a connection of that name.
inline void register_at_infisical(const bitbucket::client_of<bitbucket::infisical>& api,
                                  const bitbucket::infisical_connection_draft& draft, const std::string& organization,
                                  bool is_dry, const report& out) {
    namespace bb = bitbucket;
    const bb::infisical_connections::create request{draft};
    require_valid(request);
    bb::call_options how{.cancel = interrupt_token()};
    if (!organization.empty()) how.headers.add("x-infisical-org", organization);
    bb::infisical_connections::get_by_name known{draft.name.value()};
    if (draft.project_id.value()) known.project_id(*draft.project_id.value());
    const std::string name = shown(draft.name.value());
    const auto found = api.try_send(known, how);
    if (found)
        throw std::runtime_error("Infisical has a connection named " + name + " already (" +
                                 shown(found->app_connection.id) + "): take another --name, or change that one");
    if (found.error().kind() != bb::error_kind::not_found) found.error().raise();
    out.good("Infisical accepts the token, and has no connection named " + name);
    out.request(is_dry, shown_request(request, draft));
    if (is_dry) return;
    const bb::infisical_connection made = api.send(request, how).app_connection;
    out.done("Infisical has the connection " + shown(made.name) + ", " + shown(made.id));
}

}  // namespace examples::registration
