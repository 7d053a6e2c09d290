// SPDX-License-Identifier: MIT
// Clients on a sandbox, one for each kind of caller, and what a refused call is checked for.
#pragma once

#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <nlohmann/json.hpp>

#include "support/catch.hpp"

namespace sandbox_clients {

namespace bb = bitbucket;
using bb::error_kind;
using bb::testing::sandbox;
using strings = std::vector<std::string>;

inline constexpr const char* nobodys_uuid = "{00000000-0000-4000-8000-000000000000}";

/// Sends with any credential, and once, so that the sandbox's own refusals are seen.
inline bb::client client_of(const sandbox& box, bb::credentials who) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    options.allow_any_credential = true;
    return bb::client{box, std::move(who), std::move(options)};
}
inline bb::client admin_of(const sandbox& box) {
    return client_of(box, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)});
}
/// May read, but has no scope for pipelines, GPG keys or anything that changes.
inline bb::client reader_of(const sandbox& box) {
    return client_of(box, bb::api_token{sandbox::email, bb::secret(sandbox::read_only_api_token)});
}
inline bb::client member_of(const sandbox& box) {
    return client_of(box, bb::api_token{sandbox::member_email, bb::secret(sandbox::member_api_token)});
}
inline bb::client token_of(const sandbox& box) {
    return client_of(box, bb::access_token{bb::secret(sandbox::access_token)});
}
inline bb::client oauth_of(const sandbox& box, const char* token = sandbox::oauth_token) {
    return client_of(box, bb::access_token{bb::secret(token)});
}
inline bb::client nobody_of(const sandbox& box) {
    return client_of(box, bb::anonymous{});
}

/// The status of a request that must fail.
template <class Operation>
int refusal_of(const bb::client& api, const Operation& request) {
    const auto outcome = api.try_send(request);
    REQUIRE_FALSE(outcome.has_value());
    return outcome.error().status();
}

/// That a call was refused with this status, and with this code unless it is null.
template <class Operation>
bb::error refused(const bb::client& api, const Operation& request, int status, const char* code = nullptr) {
    INFO(Operation::info.name);
    const auto reply = api.try_send(request);
    REQUIRE_FALSE(reply);
    INFO(reply.error().what() << ' ' << reply.error().body());
    CHECK(reply.error().status() == status);
    if (code != nullptr) CHECK(reply.error().code() == code);
    return reply.error();
}

/// The same for a problem with a member of the request's body.
template <class Operation>
void refused_member(const bb::client& api, const Operation& request, const char* member) {
    const bb::error failure = refused(api, request, 400);
    REQUIRE(failure.fields().size() == 1);
    CHECK(failure.fields()[0].name == member);
}

/// The body of an answer as it went over the wire.
template <class Operation>
nlohmann::json raw(const bb::client& api, const Operation& request) {
    return nlohmann::json::parse(api.exchange(request).body);
}

}  // namespace sandbox_clients
