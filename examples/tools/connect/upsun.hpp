// SPDX-License-Identifier: MIT
// Integrates a project of Upsun's with a repository of Bitbucket, with an OAuth consumer of the workspace.
#pragma once

#include <bitbucket/api/repositories.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/oauth2/client.hpp>
#include <bitbucket/oauth2/grant.hpp>

#include "checked_token.hpp"

namespace examples::registration {

/// Tries the consumer out, as Upsun will: it gets a token for itself. Whether its permissions are enough. Throws
/// `oauth_error` if there is no token for it.
inline bool check_consumer(const bitbucket::oauth2_client& consumer, const report& out) {
    namespace bb = bitbucket;
    const auto token = consumer.try_send(bb::client_credentials_grant{}, {.cancel = interrupt_token()});
    if (!token) {
        if (token.error().kind() == bb::error_kind::oauth)
            out.lacks(
                "Bitbucket gives the OAuth consumer no token: it must be private, and must have some callback URL; "
                "check its key and secret");
        token.error().raise();
    }
    out.good("Bitbucket accepts the OAuth consumer");
    return check_scopes(token->scopes.empty() ? held_scopes() : held_scopes(listed(token->scopes)), upsun_needs,
                        "OAuth consumer", out);
}

/// Waits until the work of the change has ended, at most half a minute.
inline void wait_for(const bitbucket::client_of<bitbucket::upsun>& api, const std::string& project,
                     bitbucket::upsun_activity work, const report& out) {
    namespace bb = bitbucket;
    constexpr std::chrono::seconds pause{2};
    constexpr int attempts = 15;
    const auto clock = interruptible_clock();
    for (int i = 0; i < attempts && !work.has_ended(); ++i) {
        if (i > 0) clock->sleep(pause, interrupt_token());
        work = api.send(bb::upsun_integrations::get_activity{project, work.id}, {.cancel = interrupt_token()});
    }
    const std::string name = "activity " + shown(work.id) + ' ' + shown(work.type);
    if (!work.has_ended()) return out.note(name + " goes on");
    if (work.result != bb::upsun_activity_result::success)
        throw std::runtime_error("Upsun has the integration, but its " + name + " failed: look at it in the console");
    out.done(name + " has succeeded");
}

/// Integrates the project with the repository in the draft. Throws if it is integrated with that already.
inline void register_at_upsun(const bitbucket::client_of<bitbucket::upsun>& api, const std::string& project,
                              const bitbucket::upsun_bitbucket_draft& draft, bool is_dry, const report& out) {
    namespace bb = bitbucket;
    const bb::upsun_integrations::create request{project, draft};
    require_valid(request);
    const std::string repository = shown(draft.repository.value());
    for (const bb::upsun_integration& each :
         api.send(bb::upsun_integrations::list{project}, {.cancel = interrupt_token()})) {
        const auto* known = each.get_if<bb::upsun_bitbucket_integration>();
        if (known == nullptr) continue;
        if (known->repository == draft.repository.value())
            throw std::runtime_error("the project is integrated with " + repository + " already (" + shown(known->id) +
                                     "): change that integration, or remove it first");
        out.note("the project is integrated with " + shown(known->repository) + " too: " + shown(known->id));
    }
    out.good("Upsun accepts the token, and the project has no integration with " + repository);
    if (draft.fetch_branches.value() != false)
        out.note("the project's code will follow the repository, whose branches may overwrite it");
    out.request(is_dry, shown_request(request, draft));
    if (is_dry) return;
    const bb::upsun_change change = api.send(request, {.cancel = interrupt_token()});
    const bb::upsun_bitbucket_integration* made = change.integration();
    out.done("the project has the integration" + (made == nullptr ? "" : ' ' + shown(made->id)) + " with " +
             repository);
    for (const bb::upsun_activity& work : change.activities()) wait_for(api, project, work, out);
}

}  // namespace examples::registration
