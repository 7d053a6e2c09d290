// SPDX-License-Identifier: MIT
// A client of Infisical's with a fixed token, and a connection that is right in every member.
#pragma once

#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <string>
#include <utility>

namespace unit {

using infisical_client = bitbucket::client_of<bitbucket::infisical>;

inline constexpr const char* infisical_token = "t0ken-of-an-identity";
inline constexpr const char* infisical_id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

inline infisical_client infisical_with(const bitbucket::testing::scripted& script,
                                       bitbucket::client_options options = {}) {
    options.retry = bitbucket::retry_policy::none();
    return infisical_client{script, bitbucket::service_token<bitbucket::infisical>{bitbucket::secret(infisical_token)},
                            std::move(options)};
}

inline bitbucket::infisical_connection_draft infisical_draft() {
    return {.name = "my-connection", .credentials = {{.api_token = "ATATT3x", .email = "mia@example.org"}}};
}

/// The answer with one connection.
inline std::string one_infisical_connection() {
    return R"({"appConnection":{"id":")" + std::string(infisical_id) + R"(","name":"my-connection"}})";
}

}  // namespace unit
