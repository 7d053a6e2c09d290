// SPDX-License-Identifier: MIT
// wanted_variable, plan_options, and variable_plan with its steps: the wanted variables, and what to do to get them. A
// plan is a value: it can be copied, compared, printed and kept. It holds the values of variables as secrets.
#pragma once

#include <optional>
#include <vector>

#include "../../secret.hpp"
#include "../../transport.hpp"
#include "../../types/uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A variable as it should be.
struct wanted_variable {
    /// ASCII letters, digits and underscores, not starting with a digit; case-sensitive.
    given_text key;
    /// UTF-8 without NUL, at most 128 KiB.
    secret value;
    /// Whether it is secured. If not set, an existing variable stays secured or readable, and a new one is readable.
    /// `false` makes a secured one readable: it is removed and created.
    std::optional<bool> secured = {};

    friend bool operator==(const wanted_variable&, const wanted_variable&) = default;
};

/// What to do with wanted variables that exist and are secured: nobody can read whether their value is right.
enum class secured_values {
    /// Write the wanted value.
    rewrite,
    /// Leave them alone.
    keep
};

/// How a plan is made.
struct plan_options {
    /// Removes variables that are not wanted.
    bool remove_others = false;
    /// Allows `remove_others` with an empty list, which removes all variables. Otherwise that is a `usage_error`.
    bool allow_remove_all = false;
    /// What to do with wanted variables that are secured.
    secured_values secured = secured_values::rewrite;
    /// Deadline and cancel token cover all requests of the planning.
    bitbucket::deadline deadline = {};
    /// Cancels what `deadline` covers.
    cancel_token cancel = {};
};

/// What a step does.
enum class variable_action {
    create,
    update,
    /// Removes the variable and creates it: a secured variable cannot be made readable otherwise.
    replace,
    remove,
    /// Nothing: it already is as wanted.
    unchanged,
    /// Nothing, although it may differ from the wanted one, or is not wanted at all.
    kept,
    /// Nothing, because no step would certainly be right.
    blocked
};

/// The action as printed, e.g. `create`.
[[nodiscard]] constexpr const char* to_string(variable_action action) noexcept {
    constexpr const char* names[] = {"create", "update", "replace", "remove", "unchanged", "kept", "blocked"};
    return names[static_cast<std::size_t>(action)];
}

/// Why a step is in the plan.
enum class variable_reason {
    missing,
    value_differs,
    becomes_secured,
    becomes_readable,
    hidden_rewritten,
    hidden_kept,
    same,
    not_wanted,
    other_kept,
    doubled,
    no_uuid
};

/// The reason as a sentence.
[[nodiscard]] constexpr const char* to_string(variable_reason reason) noexcept {
    constexpr const char* sentences[] = {"it does not exist yet",
                                         "its value differs",
                                         "it becomes secured",
                                         "it becomes readable, so it must be removed first",
                                         "it is secured, so its value cannot be compared and is written again",
                                         "it is secured, so its value cannot be compared and is left as it is",
                                         "it already is as wanted",
                                         "it is not wanted",
                                         "it is not wanted, but left alone",
                                         "the server has it more than once",
                                         "the server gave no UUID for it"};
    return sentences[static_cast<std::size_t>(reason)];
}

/// A variable on the server at the time of planning.
struct variable_state {
    /// The identifier used in paths.
    bitbucket::uuid uuid;
    /// Whether its value is hidden.
    bool secured = false;
    /// Empty if it was secured.
    secret value = {};

    friend bool operator==(const variable_state&, const variable_state&) = default;
};

/// The step for one key. Prints action, key and reason, never a value.
struct variable_step {
    /// What the step does.
    variable_action action = variable_action::unchanged;
    /// The key of the variable.
    std::string key = {};
    /// Why it does that.
    variable_reason reason = variable_reason::same;
    /// Whether the variable is secured after this step.
    bool secured = false;
    /// The value to write; empty if nothing is written.
    secret value = {};
    /// The existing variable; nothing if it does not exist yet.
    std::optional<variable_state> was = {};

    /// Whether the step changes anything on the server.
    [[nodiscard]] bool writes() const noexcept { return action <= variable_action::remove; }

    friend bool operator==(const variable_step&, const variable_step&) = default;

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const variable_step& step) {
        detail::begin_print(out) << to_string(step.action) << ' ';
        detail::print_escaped(out, step.key);
        return out << (step.secured ? " (secured): " : ": ") << to_string(step.reason);
    }
};

/// What to do at a place: a step for every wanted key, in that order, then one for every other existing variable.
/// `plan_variables` makes it, `apply_variables` carries it out. It holds values, so do not store it.
class variable_plan {
public:
    variable_plan() = default;
    /// `place` is the path of the request that lists the variables.
    variable_plan(std::string place, std::vector<variable_step> steps)
        : place_(std::move(place)), steps_(std::move(steps)) {}

    /// The path of the request that lists the variables; encoded.
    [[nodiscard]] const std::string& place() const noexcept { return place_; }
    /// One for each wanted key, then one for each other variable.
    [[nodiscard]] const std::vector<variable_step>& steps() const noexcept { return steps_; }
    [[nodiscard]] auto begin() const noexcept { return steps_.begin(); }
    [[nodiscard]] auto end() const noexcept { return steps_.end(); }
    /// How many steps do this.
    [[nodiscard]] std::size_t count(variable_action action) const noexcept {
        std::size_t found = 0;
        for (const variable_step& step : steps_) found += step.action == action ? 1U : 0U;
        return found;
    }
    /// How many steps change something. If none does, applying the plan sends nothing.
    [[nodiscard]] std::size_t changes() const noexcept {
        std::size_t found = 0;
        for (const variable_step& each : steps_) found += each.writes() ? 1U : 0U;
        return found;
    }

    friend bool operator==(const variable_plan&, const variable_plan&) = default;

    /// Prints the steps, one per line.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const variable_plan& plan) {
        detail::begin_print(out);
        for (const variable_step& each : plan.steps_) out << each << '\n';
        return out;
    }

private:
    std::string place_;
    std::vector<variable_step> steps_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
