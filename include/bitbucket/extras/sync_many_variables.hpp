// SPDX-License-Identifier: MIT
// Pipeline variables of many places at once, opt-in: what sync_variables.hpp does for one. Places are read side by side, and
// writes are sent one after another.
//
//   std::vector<repository_variables> places = …;                    // of all repositories of a team
//   const auto plans = plan_many_variables(api, places, {{.key = "REGION", .value = secret("eu-west-1")}});
//   const auto done = apply_many_variables(api, places, plans);      // done[i] belongs to places[i]
#pragma once

#include "../each_of.hpp"
#include "sync_variables.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How many places are read at once, 1 to 256. A transport that sends requests one by one (`concurrent_transport`) reads
/// one.
struct sync_pace {
    /// Places at once, 1 to 256.
    std::size_t concurrency = 16;
};

namespace detail {

/// What is wrong with the pace; empty if nothing is.
std::string find_pace_problem(const sync_pace& pace);

/// The error for a place with more variables than a plan may have.
error too_many_variables();

/// Reads the variables of places side by side, and hands them out in the order of the places: `use(i, variables)`, where
/// `variables` is a `result<server_variables>`.
template <class Api, variable_place Place, class Use>
void read_many_variables(const Api& api, const std::vector<const Place*>& places, const sync_pace& pace,
                         const bitbucket::deadline& until, const cancel_token& cancel, const Use& use) {
    std::vector<decltype(std::declval<const Place&>().list())> lists;
    for (const Place* each : places) lists.push_back(each->list());
    each_of_options options;
    options.concurrency = pace.concurrency;
    options.order = outcome_order::input;
    // A walk of its own ends with the first variable too many; here the others go on, so this one has to end itself.
    options.walk.max_items = max_variables + 1;
    options.walk.deadline = until;
    options.walk.cancel = cancel;
    std::size_t at = 0;
    result<server_variables> its = server_variables();
    const auto hand_out = [&] {
        if (its) its->finish();
        use(at++, std::exchange(its, server_variables()));
    };
    for (const auto& variable : api.each_of(lists, std::move(options))) {
        while (at < variable.place()) hand_out();
        if (!its) continue;
        if (!variable)
            its = variable.error();
        else if (!its->add(*variable))
            its = too_many_variables();
    }
    while (at < places.size()) hand_out();
}

/// Carries out one plan at each of many places. Once something is written, no exception loses an outcome.
template <class Api, variable_place Place>
class many_places_applier {
public:
    many_places_applier(const Api& api, const std::vector<Place>& places,
                        const std::vector<result<variable_plan>>& plans, const apply_options& options,
                        const sync_pace& pace)
        : api_(api), places_(places), plans_(plans), options_(options), pace_(pace) {}

    std::vector<result<sync_outcome>> run() {
        done_.assign(places_.size(), result<sync_outcome>(sync_outcome()));
        for (std::size_t i = 0; i < places_.size();) {
            // As many as are read at once, and no more: what is read has to be fresh when it is written.
            std::vector<part> chosen;
            for (; i < places_.size() && chosen.size() < pace_.concurrency; ++i)
                if (is_to_be_written(i)) chosen.push_back({i, server_variables(), {}, false});
            apply(chosen);
        }
        return std::move(done_);
    }

private:
    /// A place whose turn it is.
    struct part {
        std::size_t place;
        result<server_variables> now;
        std::vector<step_outcome> steps;
        bool has_sent;
    };

    // Notes what becomes of a place without any request.
    bool is_to_be_written(std::size_t i) {
        const result<variable_plan>& plan = plans_[i];
        if (!plan)
            done_[i] = plan.error();
        else if (!plan->steps().empty() && plan->place() != places_[i].list().path())
            done_[i] = usage_error("apply_many_variables: the plan is for another place");
        else if (plan->changes() > 0)
            return true;
        else
            done_[i] = sync_outcome(variable_applier(writer(i), server_variables(), options_).run(*plan));
        return false;
    }

    variable_writer<Api, Place> writer(std::size_t i) const { return {api_, places_[i]}; }

    void apply(std::vector<part>& chosen) {
        if (!over_ && !chosen.empty())
            guard([&] {
                std::vector<part*> all;
                for (part& each : chosen) all.push_back(&each);
                read(all, [](part& of, result<server_variables> found) { of.now = std::move(found); });
            });
        for (part& each : chosen) {
            if (!over_) guard([&] { write(each); });
            if (over_ && !each.has_sent) done_[each.place] = *over_;
        }
        look_last(chosen);
        for (part& each : chosen)
            if (each.has_sent) done_[each.place] = sync_outcome(std::move(each.steps));
    }

    void write(part& at) {
        if (!at.now) {
            done_[at.place] = at.now.error();
            if (ends_all(at.now.error())) over_ = at.now.error();
            return;
        }
        variable_applier applier(writer(at.place), *at.now, options_);
        at.steps = applier.run(*plans_[at.place]);
        at.has_sent = applier.has_sent();
        has_written_ = has_written_ || at.has_sent;
        if (!at.has_sent) done_[at.place] = sync_outcome(std::move(at.steps));
        for (const step_outcome& each : at.steps)
            if (each.failure && ends_all(*each.failure)) over_ = *each.failure;
    }

    // Where it fails, outcomes stay as they are.
    void look_last(std::vector<part>& chosen) {
        try {
            std::vector<part*> written;
            for (part& each : chosen)
                if (each.has_sent) written.push_back(&each);
            if (written.empty()) return;
            read(written, [this](part& of, const result<server_variables>& end) {
                if (end) detail::look_last(*plans_[of.place], *end, of.steps);
            });
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {  // NOLINT(bugprone-empty-catch): as above
        }
    }

    template <class Use>
    void read(const std::vector<part*>& parts, const Use& use) const {
        std::vector<const Place*> places;
        for (const part* each : parts) places.push_back(&places_[each->place]);
        read_many_variables(api_, places, pace_, options_.deadline, options_.cancel,
                            [&](std::size_t i, result<server_variables> found) { use(*parts[i], std::move(found)); });
    }

    // Before anything is written, whatever is thrown may leave.
    template <class Action>
    void guard(const Action& action) {
        try {
            action();
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            if (!has_written_) throw;
            over_ = unknown_;
        }
    }

    const Api& api_;
    const std::vector<Place>& places_;
    const std::vector<result<variable_plan>>& plans_;
    const apply_options& options_;
    const sync_pace& pace_;
    const error unknown_ = thrown_failure("reading the variables threw an exception that this library does not know");
    std::vector<result<sync_outcome>> done_;
    /// Why no further place is written.
    std::optional<error> over_;
    bool has_written_ = false;
};

}  // namespace detail

/// Plans the same wanted variables at each of `places`, as `try_plan_variables` does at one. `plans[i]` is the plan of
/// `places[i]`, or why there is none: a place that cannot be read does not end the rest. What is wrong with `wanted`,
/// `options` or `pace` is the `usage_error` of every place, before any I/O.
template <class Api, variable_place Place>
[[nodiscard]] std::vector<result<variable_plan>> plan_many_variables(const Api& api, const std::vector<Place>& places,
                                                                     const std::vector<wanted_variable>& wanted,
                                                                     const plan_options& options = {},
                                                                     const sync_pace& pace = {}) {
    std::vector<result<variable_plan>> plans;
    std::string problem = detail::find_wanted_problem(wanted, options);
    if (problem.empty()) problem = detail::find_pace_problem(pace);
    if (!problem.empty()) {
        plans.assign(places.size(), result<variable_plan>(usage_error("plan_many_variables: " + problem)));
        return plans;
    }
    std::vector<const Place*> all;
    for (const Place& each : places) all.push_back(&each);
    detail::read_many_variables(api, all, pace, options.deadline, options.cancel,
                                [&](std::size_t i, const result<detail::server_variables>& server) {
                                    if (server)
                                        plans.emplace_back(variable_plan(places[i].list().path(),
                                                                         detail::plan_steps(wanted, *server, options)));
                                    else
                                        plans.emplace_back(server.error());
                                });
    return plans;
}

/// Applies `plans[i]` at `places[i]`, as `try_apply_variables` does at one, for as many places at once as `pace` says: it
/// reads them side by side, writes one after another in the order of places and steps, and reads them once more. So between
/// the second look at a place and its writes there may be those of `pace.concurrency - 1` other places; with 1 there are
/// none. No place should be there twice.
///
/// `done[i]` is the outcome of `places[i]`; or the error of its plan, or that for which nothing was written there. One place
/// does not end the rest, but what would meet every later request too does (`unauthorized`, `rate_limited`, `oauth_error`,
/// `cancelled`, `deadline_exceeded`): then it is the error of all places that follow. Lists of different lengths and a pace
/// out of range are the `usage_error` of every place.
template <class Api, variable_place Place>
[[nodiscard]] std::vector<result<sync_outcome>> apply_many_variables(const Api& api, const std::vector<Place>& places,
                                                                     const std::vector<result<variable_plan>>& plans,
                                                                     const apply_options& options = {},
                                                                     const sync_pace& pace = {}) {
    std::string problem = detail::find_pace_problem(pace);
    if (plans.size() != places.size()) problem = "there have to be as many plans as places";
    if (!problem.empty())
        return std::vector<result<sync_outcome>>(places.size(),
                                                 result<sync_outcome>(usage_error("apply_many_variables: " + problem)));
    return detail::many_places_applier<Api, Place>(api, places, plans, options, pace).run();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "sync_many_variables.ipp"
#endif
