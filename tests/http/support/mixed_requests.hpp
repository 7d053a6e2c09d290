// SPDX-License-Identifier: MIT
// Requests that may be repeated and ones that must not be, many at once at a server that fails some of them, and what came
// of each.
#pragma once

#include <bitbucket/api/ssh_keys.hpp>

#include <variant>

#include "at_once.hpp"
#include "failing_server.hpp"

namespace http_test {

using mixed_request = std::variant<bb::users::get, bb::ssh_keys::create>;

/// Every fifth makes a key. Each carries its number.
inline std::vector<mixed_request> mixed_requests(std::size_t first, std::size_t count) {
    std::vector<mixed_request> out;
    out.reserve(count);
    for (std::size_t i = first; i < first + count; ++i) {
        const std::string number = std::to_string(i);
        if (i % 5 == 0)
            out.emplace_back(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 A", .label = number}});
        else
            out.emplace_back(bb::users::get{"u" + number});
    }
    return out;
}

struct tally {
    std::size_t values = 0;
    std::size_t unclear = 0;
    std::size_t wrong = 0;
};

/// Sends them, and counts what came of them: their own values, errors that leave open whether a POST has worked, and others.
inline tally tally_of(const bb::client& api, std::size_t first, std::size_t count, std::size_t width) {
    tally out;
    for (const auto& each :
         api.send_all(mixed_requests(first, count), {.concurrency = width, .order = bb::outcome_order::completion})) {
        const std::string number = std::to_string(first + each.place());
        const bool posts = (first + each.place()) % 5 == 0;
        bool is_own = false;
        if (each && posts) is_own = std::get<1>(*each).label == number;
        if (each && !posts) is_own = std::get<0>(*each).nickname == "u" + number;
        const bool is_unclear =
            !each && posts && (each.error().kind() == bb::error_kind::transport || each.error().status() / 100 == 5);
        ++(is_own ? out.values : is_unclear ? out.unclear : out.wrong);
    }
    return out;
}

inline bb::client persistent_api(const raw_server& server) {
    bb::client_options options = defaults_at(server.url("/2.0"));
    options.retry.max_attempts = 6;
    options.retry.first_wait = 1ms;
    options.retry.rate_limit_wait = 1ms;
    options.allow_any_credential = true;
    bb::curl_options wire = direct();
    wire.total_timeout = 30s;
    return api_at(options, wire);
}

}  // namespace http_test
