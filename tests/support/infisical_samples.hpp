// SPDX-License-Identifier: MIT
// infisical_samples: valid requests for all ten operations of Infisical's app connections. They name the connection that a
// new infisical_sandbox makes first, so that it answers each with a success when those that create come first and those
// that remove come last.
#pragma once

#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/testing/integrations/infisical.hpp>

#include "support/integration_samples.hpp"

namespace support {

struct infisical_samples {
    static constexpr const bitbucket::service& of = bitbucket::infisical;
    static constexpr const char* name = "infisical";
    static constexpr const char* token_variable = "INFISICAL_TOKEN";
    static constexpr const char* token_note = "the access token of a user: three operations refuse machine identities";
    static constexpr auto operations = bitbucket::infisical_connections::operations;
    /// The secrets in the bodies of `create` and `update`.
    static constexpr const char* api_token = "ATATT3kan4ri-of-the-connection-17";
    static constexpr const char* email = "kan4ri@example.org";
    static constexpr const char* secrets[] = {api_token, email};

    static std::string value(std::string_view placeholder, const bitbucket::operation_info&) {
        return placeholder == "connectionName" ? "contract-driver" : "6f1c4a52-0f0e-4f6c-9a51-7d3f1f3c1001";
    }

    static bitbucket::infisical_connection_draft input(std::type_identity<bitbucket::infisical_connection_draft>) {
        return {.name = "contract-driver", .credentials = {{.api_token = api_token, .email = email}}};
    }
    static bitbucket::infisical_connection_edit input(std::type_identity<bitbucket::infisical_connection_edit>) {
        return {.description = "changed", .credentials = {{.api_token = api_token, .email = email}}};
    }
    static bitbucket::infisical_workspace_slug input(std::type_identity<bitbucket::infisical_workspace_slug>) {
        return "acme";
    }
    static bitbucket::infisical_repository_slug input(std::type_identity<bitbucket::infisical_repository_slug>) {
        return "site";
    }
};

}  // namespace support
