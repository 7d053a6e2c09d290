// SPDX-License-Identifier: MIT
// What Infisical answers about app connections to Bitbucket, and what it sees of Bitbucket through one.
// https://infisical.com/docs/integrations/app-connections/bitbucket
#pragma once

#include "../../model.hpp"
#include "../../types/open_enum.hpp"
#include "../../types/timestamp.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How Infisical authenticates with Bitbucket.
enum class infisical_bitbucket_method : std::uint8_t {
    /// An API token with the e-mail address of its account.
    api_token
};

template <>
struct enum_names<infisical_bitbucket_method> {
    static constexpr const char* values[] = {"api-token"};
};

/// What Infisical shows of the credential that a connection uses. The token is never returned.
struct infisical_shown_credentials {
    /// The address of the Atlassian account. Printed as ***, because it is personal.
    std::string email;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("email", self.email);
    }
};

/// The project that a connection belongs to.
struct infisical_project {
    std::string id;
    std::string name;
    std::string slug;
    /// E.g. `secret-manager`.
    std::string type;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("name", self.name);
        member("slug", self.slug);
        member("type", self.type);
    }
};

/// A connection from Infisical to Bitbucket.
struct infisical_connection {
    /// A UUID without braces; the identifier used in paths.
    std::string id;
    std::string name;
    std::string description;
    /// `bitbucket`.
    std::string app;
    open_enum<infisical_bitbucket_method> method;
    std::optional<std::int64_t> version;
    /// A UUID without braces.
    std::string org_id;
    std::optional<timestamp> created_at;
    std::optional<timestamp> updated_at;
    infisical_shown_credentials credentials;
    /// The SHA-256 of the credentials in hexadecimal digits: it changes when they do.
    std::string credentials_hash;
    std::optional<bool> is_platform_managed_credentials;
    std::string gateway_id;
    std::string gateway_pool_id;
    /// Empty if the connection belongs to the organization.
    std::string project_id;
    std::optional<infisical_project> project;
    std::optional<bool> is_auto_rotation_enabled;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("name", self.name);
        member("description", self.description);
        member("app", self.app);
        member("method", self.method);
        member("version", self.version);
        member("orgId", self.org_id);
        member("createdAt", self.created_at);
        member("updatedAt", self.updated_at);
        member("credentials", self.credentials);
        // Printed as ***: whoever knows the address could test guesses of the token against it.
        member.sensitive("credentialsHash", self.credentials_hash);
        member("isPlatformManagedCredentials", self.is_platform_managed_credentials);
        member("gatewayId", self.gateway_id);
        member("gatewayPoolId", self.gateway_pool_id);
        member("projectId", self.project_id);
        member("project", self.project);
        member("isAutoRotationEnabled", self.is_auto_rotation_enabled);
    }
};

/// The answer that holds one connection.
struct infisical_connection_reply {
    infisical_connection app_connection;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.strict("appConnection", self.app_connection);
    }
};

/// All connections that the caller may see, sorted by name. There are no pages.
struct infisical_connection_list {
    std::vector<infisical_connection> app_connections;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.strict("appConnections", self.app_connections);
    }
};

/// A connection that the caller may use, with as little as it takes to choose one.
struct infisical_available_connection {
    std::string id;
    std::string name;
    /// `bitbucket`.
    std::string app;
    std::string org_id;
    /// Empty if the connection belongs to the organization.
    std::string project_id;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("name", self.name);
        member("app", self.app);
        member("orgId", self.org_id);
        member("projectId", self.project_id);
    }
};

/// All connections that the caller may use. There are no pages.
struct infisical_available_list {
    std::vector<infisical_available_connection> app_connections;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.strict("appConnections", self.app_connections);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
