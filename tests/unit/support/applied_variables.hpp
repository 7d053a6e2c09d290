// SPDX-License-Identifier: MIT
// Plans for the variables of a repository, and their being applied against a server in memory.
#pragma once

#include <bitbucket/extras/sync_variables.hpp>

#include <sstream>

#include "fake_time.hpp"
#include "support/catch.hpp"
#include "variable_server.hpp"

namespace Catch {
template <>
struct StringMaker<bitbucket::sync_state> {
    static std::string convert(bitbucket::sync_state value) { return bitbucket::to_string(value); }
};
}  // namespace Catch

namespace applied_variables {

namespace bb = bitbucket;
using unit::held_variable;
using unit::variable_server;
using states = std::vector<bb::sync_state>;
using wanted_list = std::vector<bb::wanted_variable>;

inline const bb::repository_variables site{"acme", "site"};

inline bb::client client_of(const variable_server& server, int attempts = 1) {
    bb::client_options options = unit::fake_time().options();
    options.allow_any_credential = true;
    options.retry.max_attempts = attempts;
    return bb::client{server, bb::anonymous{}, options};
}
inline bb::variable_plan plan_of(const variable_server& server, const wanted_list& wanted,
                                 const bb::plan_options& options = {}) {
    return bb::plan_variables(client_of(server), site, wanted, options);
}
inline bb::sync_outcome apply(const variable_server& server, const bb::variable_plan& plan,
                              const bb::apply_options& options = {}) {
    server.forget();
    return bb::apply_variables(client_of(server), site, plan, options);
}
inline states states_of(const bb::sync_outcome& outcome) {
    states out;
    for (const bb::step_outcome& each : outcome) out.push_back(each.state);
    return out;
}
inline std::vector<bb::http_method> methods(const variable_server& server) {
    std::vector<bb::http_method> out;
    for (const auto& each : server.seen()) out.push_back(each.method);
    return out;
}
/// From now on requests with this method get a reply of our own.
inline void fail_on(const variable_server& server, bb::http_method method, int status,
                    const std::string& message = "no") {
    server.before([=](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method != method) return std::nullopt;
        return variable_server::failure(status, message);
    });
}

template <class T>
std::string text_of(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}
inline bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline bb::apply_options going_on() {
    bb::apply_options out;
    out.on_error = bb::sync_errors::go_on;
    return out;
}

}  // namespace applied_variables
