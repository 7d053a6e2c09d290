// SPDX-License-Identifier: MIT
// The last look: what the steps of a plan have come to, by what the server has after all of them. It settles steps that
// are unclear, and finds those that a reply called done although nothing has happened. It does no I/O.
#pragma once

#include "planner.hpp"
#include "sync_outcome.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether the server has the variable that a step wanted: `hidden` if it has one whose value cannot be compared.
enum class last_found { wanted, hidden, other, nothing };

inline last_found find_result(const variable_step& step, const server_variables& end) {
    if (step.action == variable_action::remove) return end.has(step.was->uuid) ? last_found::other : last_found::wanted;
    const auto [found, count] = end.find(step.key);
    if (found == nullptr) return last_found::nothing;
    if (count > 1) return last_found::other;
    // Where the server does not say whether it is secured, an empty value looks as if it were hidden.
    if (found->state.secured) return step.secured || step.value.empty() ? last_found::hidden : last_found::other;
    if (step.secured) return last_found::other;
    return found->state.value == step.value ? last_found::wanted : last_found::other;
}

/// The state of a step, given what the server has at the end. A request whose reply was lost may still be on its way, so
/// only what is as wanted settles one that is unclear.
inline sync_state settled(const variable_step& step, sync_state state, last_found found) noexcept {
    using enum sync_state;
    if (state == unclear || state == half_done) return found == last_found::wanted ? done : state;
    if (state != done || found == last_found::wanted || found == last_found::hidden) return state;
    if (found == last_found::nothing) return step.action == variable_action::replace ? half_done : unclear;
    return step.action == variable_action::remove ? unclear : changed;
}

/// Corrects the outcome of all steps.
inline void look_last(const variable_plan& plan, const server_variables& end, std::vector<step_outcome>& outcome) {
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        const variable_step& step = plan.steps()[i];
        if (!step.writes()) continue;
        outcome[i].state = settled(step, outcome[i].state, find_result(step, end));
        if (outcome[i].fulfilled()) outcome[i].failure.reset();
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
