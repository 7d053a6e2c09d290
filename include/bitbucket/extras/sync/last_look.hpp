// SPDX-License-Identifier: MIT
// The last look: what the steps of a plan have come to, by what the server has after all of them. It settles steps that
// are unclear, and finds those that a reply called done although nothing has happened. It does no I/O.
#pragma once

#include "planner.hpp"
#include "sync_outcome.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether the server has the variable that a step wanted: `hidden` if it has one whose value cannot be compared.
enum class last_found { wanted, hidden, other, nothing };

last_found find_result(const variable_step& step, const server_variables& end);

/// The state of a step, given what the server has at the end. A request whose reply was lost may still be on its way, so
/// only what is as wanted settles one that is unclear.
sync_state settled(const variable_step& step, sync_state state, last_found found) noexcept;

/// Corrects the outcome of all steps.
void look_last(const variable_plan& plan, const server_variables& end, std::vector<step_outcome>& outcome);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
