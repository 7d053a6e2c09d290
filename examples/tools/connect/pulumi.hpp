// SPDX-License-Identifier: MIT
// Connects a workspace of Bitbucket with an organization of Pulumi Cloud, with an access token of the workspace or as the
// caller.
#pragma once

#include <bitbucket/api/workspaces.hpp>
#include <bitbucket/integrations/pulumi.hpp>

#include "checked_token.hpp"

namespace examples::registration {

/// The workspace, and what its access token may do, if that was the credential.
struct found_workspace {
    bitbucket::workspace workspace;
    held_scopes held;
};

/// Gets the workspace; Pulumi Cloud wants its UUID.
inline found_workspace find_workspace(const bitbucket::client& api, const std::string& slug, const report& out) {
    auto reply = api.exchange(bitbucket::workspaces::get{slug}, {.cancel = interrupt_token()});
    out.good("Bitbucket shows the workspace " + shown(reply.value.slug) + ", " + reply.value.uuid.str());
    return {std::move(reply.value), scopes_in(reply.headers)};
}

/// The integration with this workspace; nothing if there is none.
inline std::optional<bitbucket::pulumi::bitbucket_integration_details> integration_of(
    const bitbucket::pulumi::client& api, const std::string& organization, const bitbucket::uuid& workspace) {
    auto all = api.send(bitbucket::pulumi::bitbucket_integrations::list{organization}, {.cancel = interrupt_token()});
    for (auto& each : all.integrations)
        if (bitbucket::uuid(each.workspace_uuid) == workspace) return std::move(each);
    return std::nullopt;
}

/// Connects the workspace in the setup. Throws if it is connected already.
inline void register_at_pulumi(const bitbucket::pulumi::client& api, const std::string& organization,
                               const bitbucket::pulumi::bitbucket_setup_request& setup, bool is_dry,
                               const report& out) {
    namespace bb = bitbucket;
    const bb::pulumi::bitbucket_integrations::create request{organization, setup};
    require_valid(request);
    const bb::uuid workspace(setup.workspace_uuid.value());
    const std::string slug = shown(setup.workspace_slug.value());
    const auto known = integration_of(api, organization, workspace);
    if (known)
        throw std::runtime_error("Pulumi Cloud has an integration with the workspace " + slug + " already (" +
                                 shown(known->id) + (known->valid == false ? ", which no longer works" : "") +
                                 "): use it, or remove it there first");
    out.good("Pulumi Cloud accepts the token, and has no integration with " + slug);
    if (setup.use_user_auth.value() == true) {
        const auto status =
            api.send(bb::pulumi::bitbucket_integrations::access_status{organization}, {.cancel = interrupt_token()});
        if (status.has_user_token != true)
            refuse(
                "Pulumi Cloud may not act for you at Bitbucket yet: allow it at app.pulumi.com, in the organization's "
                "settings of version control, or leave --user-auth out");
        out.good("Pulumi Cloud may act for you at Bitbucket");
    }
    out.request(is_dry, shown_request(request, setup));
    if (is_dry) return;
    api.send(request, {.cancel = interrupt_token()});
    // The answer has no id.
    const auto made = integration_of(api, organization, workspace);
    out.done(made ? "Pulumi Cloud has the integration " + shown(made->id) + " with " + slug
                  : "Pulumi Cloud took the request, but does not list the integration yet");
    if (made && made->valid == false) out.note("Bitbucket refuses its credential: remove it, and look at the token");
}

}  // namespace examples::registration
