// SPDX-License-Identifier: MIT
// Makes pipeline variables what they should be, opt-in: makes a plan from the wanted variables, and applies it.
//
//   const repository_variables site{"acme", "site"};
//   const variable_plan plan = plan_variables(api, site, {{.key = "REGION", .value = secret("eu-west-1")}});
//   std::cout << plan;
//   const sync_outcome done = apply_variables(api, site, plan);
#pragma once

#include "../client.hpp"
#include "sync/applier.hpp"
#include "sync/last_look.hpp"
#include "sync/planner.hpp"
#include "sync/variable_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// All variables of a place. `Api` is a client or a similar type.
template <class Api, variable_place Place>
result<server_variables> read_variables(const Api& api, const Place& place, const bitbucket::deadline& until,
                                        const cancel_token& cancel) {
    server_variables all;
    walk_options options;
    options.deadline = until;
    options.cancel = cancel;
    for (const auto& page : api.try_pages(place.list(), std::move(options))) {
        if (!page) return page.error();
        for (const pipeline_variable& variable : page->values)
            if (!all.add(variable))
                return pagination_error("the place has more than " + std::to_string(max_variables) +
                                        " variables, or more than " + std::to_string(max_variable_bytes) +
                                        " bytes in total");
    }
    all.finish();
    return all;
}

/// The error for a success that is not about the variable `key`, or is no JSON if that is empty.
[[nodiscard]] std::optional<error> find_wrong_reply(const request_base& request, const std::string& key, int status,
                                                    int attempts, const std::string& body);

/// Sends the requests of steps, and checks that the replies are about their variables.
template <class Api, variable_place Place>
struct variable_writer {
    const Api& api;
    const Place& place;

    std::optional<error> create(const variable_step& step, const call_options& options) const {
        return failure_of(place.create({.key = step.key, .value = step.value.reveal(), .secured = step.secured}),
                          step.key, options);
    }
    // Sends all members, so that nothing depends on what the service does with a missing one.
    std::optional<error> update(const variable_step& step, const call_options& options) const {
        return failure_of(
            place.update(step.was->uuid, {.key = step.key, .value = step.value.reveal(), .secured = step.secured}),
            step.key, options);
    }
    std::optional<error> remove(const variable_step& step, const call_options& options) const {
        return failure_of(place.remove(step.was->uuid), {}, options);
    }

private:
    // `key` is that of the variable in the reply; empty for a removal, whose reply is empty or any JSON.
    template <operation Operation>
    std::optional<error> failure_of(const Operation& request, const std::string& key,
                                    const call_options& options) const {
        const auto sent = api.try_exchange(request, options);
        if (!sent) return sent.error();
        if (sent->repeated || (key.empty() && sent->body.empty())) return std::nullopt;
        return find_wrong_reply(request, key, sent->status, sent->attempts, sent->body);
    }
};

/// Reads the variables once more, and corrects the outcome by them. Where that fails, the outcome stays as it is: it
/// must not be lost.
template <class Api, variable_place Place>
void look_last(const Api& api, const Place& place, const variable_plan& plan, const apply_options& options,
               std::vector<step_outcome>& outcome) {
    try {
        const auto end = read_variables(api, place, options.deadline, options.cancel);
        if (end) look_last(plan, *end, outcome);
    } catch (const forced_unwind&) {
        throw;
    } catch (...) {  // NOLINT(bugprone-empty-catch): as above
    }
}

}  // namespace detail

/// Compares the wanted variables with those of a place, and plans what to do. Only reads, all pages; keeps the order of
/// `wanted`. Returns the errors that listing returns, and a `usage_error` before any I/O for a key that the service
/// refuses, a key that is wanted twice, a value that is too long, not UTF-8 or not set, and for an empty list with
/// `remove_others`. More than 10,000 variables are a `pagination_error`.
template <class Api, variable_place Place>
[[nodiscard]] result<variable_plan> try_plan_variables(const Api& api, const Place& place,
                                                       const std::vector<wanted_variable>& wanted,
                                                       const plan_options& options = {}) {
    if (const std::string problem = detail::find_wanted_problem(wanted, options); !problem.empty())
        return usage_error("plan_variables: " + problem);
    const auto server = detail::read_variables(api, place, options.deadline, options.cancel);
    if (!server) return server.error();
    return variable_plan(place.list().path(), detail::plan_steps(wanted, *server, options));
}

/// The same, but throws the error.
template <class Api, variable_place Place>
[[nodiscard]] variable_plan plan_variables(const Api& api, const Place& place,
                                           const std::vector<wanted_variable>& wanted,
                                           const plan_options& options = {}) {
    return try_plan_variables(api, place, wanted, options).value();
}

/// Carries out a plan: in its order, each write once, removals last. It first reads the variables again, unless the
/// plan changes nothing, and skips a step whose variable has changed since the planning. With `sync_errors::stop` it
/// then writes nothing at all. After the writes it reads them once more: a step is `done` only if the server has what it
/// wanted, as far as that can be seen.
///
/// Returns the outcome of each step. Returns an error before anything is written: a `usage_error` if the plan is for
/// another place, and the errors of reading. Applying a plan again creates and removes nothing twice; only secured
/// values are written again. What a clock, an observer or a token source throws ends a step, never the call, once
/// something has been written.
template <class Api, variable_place Place>
[[nodiscard]] result<sync_outcome> try_apply_variables(const Api& api, const Place& place, const variable_plan& plan,
                                                       const apply_options& options = {}) {
    if (plan.steps().empty()) return sync_outcome();
    if (plan.place() != place.list().path()) return usage_error("apply_variables: the plan is for another place");
    detail::server_variables now;
    if (plan.changes() > 0) {
        auto read = detail::read_variables(api, place, options.deadline, options.cancel);
        if (!read) return read.error();
        now = *std::move(read);
    }
    detail::variable_applier applier(detail::variable_writer<Api, Place>{api, place}, now, options);
    std::vector<step_outcome> outcome = applier.run(plan);
    if (applier.has_sent()) detail::look_last(api, place, plan, options, outcome);
    return sync_outcome(std::move(outcome));
}

/// The same, but throws the error. Failures of steps are not thrown: check `complete()`.
template <class Api, variable_place Place>
[[nodiscard]] sync_outcome apply_variables(const Api& api, const Place& place, const variable_plan& plan,
                                           const apply_options& options = {}) {
    return try_apply_variables(api, place, plan, options).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "sync_variables.ipp"
#endif
