// SPDX-License-Identifier: MIT
// sync_outcome: the result of applying a plan, with a state and perhaps an error for each step. It holds no values.
#pragma once

#include "../../error.hpp"
#include "variable_plan.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What to do when a step fails.
enum class sync_errors {
    /// Stop there. A step found out of date before anything is written stops it, too.
    stop,
    /// Go on with the next step, unless it would fail in the same way: `unauthorized`, `rate_limited`, `oauth_error`,
    /// `cancelled` and `deadline_exceeded` always stop it.
    go_on
};

/// How a plan is applied.
struct apply_options {
    /// What to do when a step fails.
    sync_errors on_error = sync_errors::stop;
    /// Deadline and cancel token cover all requests except the second of a `replace`, without which the variable would
    /// be lost.
    bitbucket::deadline deadline = {};
    /// Cancels what `deadline` covers.
    cancel_token cancel = {};
};

/// The state of a step.
enum class sync_state {
    done,
    /// Nothing had to be done: `unchanged` or `kept`.
    untouched,
    /// Already done by somebody else since the plan was made.
    already,
    /// Not done: the variable has changed, appeared or disappeared since the plan was made.
    changed,
    /// Not done: the server refused it or was not reached.
    failed,
    /// Unknown: the request may have taken effect.
    unclear,
    /// A `replace` that broke off: its variable may be removed, and is not certain to be created. If it was removed,
    /// the old value is lost.
    half_done,
    /// Not done: the plan does not know how.
    blocked,
    /// Not tried: an earlier step failed, or the time ran out.
    skipped
};

/// The state as it is printed, e.g. `half done`.
[[nodiscard]] constexpr const char* to_string(sync_state state) noexcept {
    constexpr const char* names[] = {"done",    "untouched", "already done", "changed since", "failed",
                                     "unclear", "half done", "blocked",      "skipped"};
    return names[static_cast<std::size_t>(state)];
}

/// The outcome of one step. Prints state, action, key and error, never a value.
struct step_outcome {
    /// What the step was to do.
    variable_action action = variable_action::unchanged;
    /// The key of its variable.
    std::string key = {};
    /// What became of it.
    sync_state state = sync_state::skipped;
    /// The error of the request, if it failed, without the step's value.
    std::optional<error> failure = {};

    /// Whether the server now has what the step wanted.
    [[nodiscard]] bool fulfilled() const noexcept { return state <= sync_state::already; }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const step_outcome& step) {
        detail::begin_print(out) << to_string(step.state) << ": " << to_string(step.action) << ' ';
        detail::print_escaped(out, step.key);
        if (step.failure) out << ": " << *step.failure;
        return out;
    }
};

/// The outcome of a plan: an entry for each of its steps, in the same order.
class sync_outcome {
public:
    sync_outcome() = default;
    explicit sync_outcome(std::vector<step_outcome> steps) : steps_(std::move(steps)) {}

    /// One entry for each step of the plan.
    [[nodiscard]] const std::vector<step_outcome>& steps() const noexcept { return steps_; }
    [[nodiscard]] auto begin() const noexcept { return steps_.begin(); }
    [[nodiscard]] auto end() const noexcept { return steps_.end(); }
    /// Whether the server now has all that the plan wanted. If not, plan again and apply the new plan.
    [[nodiscard]] bool complete() const noexcept {
        for (const step_outcome& step : steps_)
            if (!step.fulfilled()) return false;
        return true;
    }
    /// How many steps are in this state.
    [[nodiscard]] std::size_t count(sync_state state) const noexcept {
        std::size_t found = 0;
        for (const step_outcome& each : steps_) found += each.state == state ? 1U : 0U;
        return found;
    }
    /// The first error that a request ended with; null if none did.
    [[nodiscard]] const error* first_failure() const noexcept {
        for (const step_outcome& each : steps_)
            if (each.failure) return &*each.failure;
        return nullptr;
    }

    /// Prints the outcome of the steps that were to do something, one per line.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const sync_outcome& outcome) {
        detail::begin_print(out);
        for (const step_outcome& each : outcome.steps_)
            if (each.state != sync_state::untouched) out << each << '\n';
        return out;
    }

private:
    std::vector<step_outcome> steps_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
