// SPDX-License-Identifier: MIT
// The write models of Infisical's app connections: what creates one, and what changes one. Their rules refuse what the
// server would answer with 422.
// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/create
#pragma once

#include "connection.hpp"
#include "rules.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The Bitbucket credential that Infisical is to use: an API token of a user. OAuth tokens are too long, and access
/// tokens of repositories, projects and workspaces have no user, whom Infisical looks up at once with
/// `read:user:bitbucket`.
struct infisical_credentials_draft {
    /// 1 to 255 characters; blanks around it are cut by the server. Never printed.
    required<std::string> api_token;
    /// The address of the Atlassian account: 1 to 255 characters without blanks. Never printed.
    required<std::string> email;

    [[nodiscard]] std::string problem() const {
        std::string out = detail::infisical_token_problem(api_token.value());
        return out.empty() ? detail::infisical_email_problem(email.value()) : out;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("apiToken", self.api_token);
        member.sensitive("email", self.email);
    }
};

/// A new connection. Two members of the API are left out, because it accepts nothing for them here: platform-managed
/// credentials and gateways.
struct infisical_connection_draft {
    /// 1 to 64 characters: lower-case letters, digits and single hyphens between them. Must not be taken (400).
    required<std::string> name;
    required<infisical_credentials_draft> credentials;
    /// The only method that there is.
    infisical_bitbucket_method method = infisical_bitbucket_method::api_token;
    /// At most 256 characters.
    settable<std::string> description = {};
    /// The project that it is for; the whole organization if left out.
    settable<std::string> project_id = {};

    [[nodiscard]] std::string problem() const {
        std::string out = detail::infisical_name_problem(name.value());
        if (out.empty() && description.value()) out = detail::infisical_description_problem(*description.value());
        if (out.empty() && project_id.is_null()) out = "projectId must not be null: leave it out";
        return out;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("description", self.description);
        member("method", self.method);
        member("credentials", self.credentials);
        member("projectId", self.project_id);
    }
};

/// A change to a connection; members that are not set stay as they are.
struct infisical_connection_edit {
    /// As in a draft.
    settable<std::string> name = {};
    /// As in a draft; null removes it.
    settable<std::string> description = {};
    /// Both of its members at once. The server tries them out, as it does for a new connection.
    settable<infisical_credentials_draft> credentials = {};

    [[nodiscard]] std::string problem() const {
        if (name.is_null()) return "name must not be null: leave it out to keep it";
        if (credentials.is_null()) return "credentials must not be null: leave them out to keep them";
        std::string out;
        if (name.value()) out = detail::infisical_name_problem(*name.value());
        if (out.empty() && description.value()) out = detail::infisical_description_problem(*description.value());
        return out;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("description", self.description);
        member("credentials", self.credentials);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
