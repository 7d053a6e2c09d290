// SPDX-License-Identifier: MIT
// Plans for the variables of a repository, in short, and what planning is refused with.
#pragma once

#include <bitbucket/extras/sync_variables.hpp>

#include "support/catch.hpp"
#include "variable_server.hpp"

namespace planned_variables {

namespace bb = bitbucket;
using action = bb::variable_action;
using reason = bb::variable_reason;
using unit::variable_server;

inline const bb::repository_variables site{"acme", "site"};

inline bb::client client_of(const variable_server& server) {
    return bb::client{server, bb::anonymous{}, {.allow_any_credential = true, .retry = bb::retry_policy::none()}};
}

struct short_step {
    action what;
    std::string key;
    reason why;
    bool secured = false;

    friend bool operator==(const short_step&, const short_step&) = default;
    friend std::ostream& operator<<(std::ostream& out, const short_step& step) {
        return out << bb::to_string(step.what) << ' ' << step.key << ' ' << bb::to_string(step.why) << ' '
                   << step.secured;
    }
};

inline std::vector<short_step> planned(const variable_server& server, const std::vector<bb::wanted_variable>& wanted,
                                       const bb::plan_options& options = {}) {
    std::vector<short_step> out;
    for (const bb::variable_step& each : bb::plan_variables(client_of(server), site, wanted, options))
        out.push_back({each.action, each.key, each.reason, each.secured});
    CHECK(server.writes() == 0);
    return out;
}

using steps = std::vector<short_step>;

/// What planning is refused with before anything is sent.
inline std::string refused(const std::vector<bb::wanted_variable>& wanted, const bb::plan_options& options = {}) {
    const variable_server server;
    const auto plan = bb::try_plan_variables(client_of(server), site, wanted, options);
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind() == bb::error_kind::usage);
    CHECK(server.seen().empty());
    CHECK_THROWS_AS(bb::plan_variables(client_of(server), site, wanted, options), bb::usage_error);
    return plan.error().message();
}

}  // namespace planned_variables
