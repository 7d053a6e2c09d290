// SPDX-License-Identifier: MIT
// Whether a credential of Bitbucket works, and which scopes it has.
#pragma once

#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <optional>

#include "../support/interrupt.hpp"
#include "needs.hpp"
#include "report.hpp"

namespace examples::registration {

/// The scopes of a credential as the server lists them; nothing if it does not tell.
using held_scopes = std::optional<std::string>;

/// What the headers of an answer say of the credential.
inline held_scopes scopes_in(const bitbucket::header_list& headers) {
    const std::string* listed = headers.find("X-OAuth-Scopes");
    return listed == nullptr ? held_scopes() : held_scopes(*listed);
}

/// Asks Bitbucket for the user of an API token, and says who that is and which scopes the token has. One that works but may
/// not ask this is no failure here. Throws what the library does, `unauthorized` for a token that does not work.
inline held_scopes check_user(const bitbucket::client& api, const report& out) {
    namespace bb = bitbucket;
    const auto reply = api.try_exchange(bb::users::current{}, {.cancel = interrupt_token()});
    held_scopes held;
    if (reply) {
        held = scopes_in(reply->headers);
        out.good("Bitbucket accepts the API token of " + shown(reply->value.display_name));
    } else {
        if (reply.error().kind() != bb::error_kind::forbidden) reply.error().raise();
        held = scopes_in(reply.error().headers());
        if (!held && !reply.error().granted_scopes().empty()) held = listed(reply.error().granted_scopes());
        // Refused for some other reason than a scope.
        if (!held) reply.error().raise();
        out.note("Bitbucket knows the API token, but does not tell it whose it is");
    }
    if (held) out.note("its scopes: " + (held->empty() ? "none" : shown(*held)));
    return held;
}

/// Says what a credential lacks for a purpose that it must serve; whether it lacks nothing that is known of.
inline bool check_scopes(const held_scopes& held, const purpose& what, const std::string& credential,
                         const report& out) {
    const std::string all = listed({what.scopes.begin(), what.scopes.end()});
    if (!held) {
        out.note("Bitbucket does not tell the scopes of the " + credential + "; " + what.name + " needs " + all);
        return true;
    }
    const std::vector<std::string> gaps = lacking(*held, what);
    if (gaps.empty())
        out.good("the " + credential + " has all that " + what.name + " needs: " + all);
    else
        out.lacks("the " + credential + " lacks what " + what.name + " needs: " + listed(gaps));
    return gaps.empty();
}

/// The end of a run in which something is missing.
[[noreturn]] inline void refuse(const std::string& problem) {
    throw std::runtime_error("not registered: " + problem);
}

}  // namespace examples::registration
