// SPDX-License-Identifier: MIT
// Carries out a plan: checks whether a step is still valid, judges the outcome of its request, and decides when to
// stop. Each write is sent once; only the client repeats it, as its policy says. What the server has at the end is
// judged by last_look.hpp.
#pragma once

#include "../../call_options.hpp"
#include "../../detail/text/forced_unwind.hpp"
#include "last_look.hpp"
#include "planner.hpp"
#include "sync_outcome.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The result of checking a step again before it is carried out.
enum class second_look { as_planned, create_alone, already, changed };

/// Whether the variable already is as the step wants it. A secured value cannot be compared.
bool is_as_wanted(const variable_step& step, const variable_state& now);

/// Compares a step with what the server has now.
second_look look_again(const variable_step& step, const server_variables& now);

/// The state of a step after its request failed.
sync_state state_after(variable_action action, const error& failure);

/// Whether the next step would meet the same failure.
bool ends_all(const error& failure);

/// The error without what a server may have repeated of the value: removes it in all spellings that are looked for with
/// credentials, and line by line. If the value is too short for that, the whole text that contains it is dropped.
error without_value(const error& from, const secret& value);

/// The error of a step whose call threw something that is not an error of this library. What was thrown is not quoted,
/// because it may hold anything.
error thrown_failure(const char* what);

/// Carries out the steps one after another. `Writer` sends: `create(step, options)`, `update` and `remove` each return
/// a `std::optional<error>`. Whatever they throw, the outcome of the steps before is kept.
template <class Writer>
class variable_applier {
public:
    variable_applier(Writer writer, const server_variables& now, const apply_options& options)
        : writer_(std::move(writer)), now_(now), options_(options) {}

    /// Carries out the plan. Throws only before anything is sent.
    std::vector<step_outcome> run(const variable_plan& plan) {
        // Made beforehand: once something is sent, the outcome must not depend on memory.
        std::vector<step_outcome> out;
        std::vector<second_look> looks;
        for (const variable_step& step : plan) {
            looks.push_back(step.writes() ? look_again(step, now_) : second_look::as_planned);
            stopped_ = stopped_ || (looks.back() == second_look::changed && options_.on_error == sync_errors::stop);
            step_outcome& made = out.emplace_back(step_outcome{step.action, step.key, sync_state::untouched, {}});
            if (step.action == variable_action::blocked) made.state = sync_state::blocked;
            if (step.writes()) made.state = sync_state::skipped;
        }
        for (std::size_t i = 0; i < out.size(); ++i)
            if (plan.steps()[i].writes()) carry_out(plan.steps()[i], looks[i], out[i]);
        return out;
    }

    /// Whether any step was sent, so that the server may have something new.
    [[nodiscard]] bool has_sent() const noexcept { return sent_; }

private:
    void carry_out(const variable_step& step, second_look look, step_outcome& made) {
        using action = variable_action;
        const call_options call{options_.deadline, options_.cancel};
        if (look == second_look::already) made.state = sync_state::already;
        if (look == second_look::changed) made.state = sync_state::changed;
        if (made.state != sync_state::skipped || stopped_) return;
        if (step.action == action::replace)
            replace(step, look == second_look::create_alone, call, made);
        else
            end(step, step.action, send(step.action, step, call), made);
        const bool stops = options_.on_error == sync_errors::stop && !made.fulfilled();
        stopped_ = stops || (made.failure && ends_all(*made.failure));
    }

    void replace(const variable_step& step, bool is_gone, const call_options& call, step_outcome& made) {
        using action = variable_action;
        // Why it is not known whether the variable is removed.
        std::optional<error> unclear;
        if (!is_gone) {
            end(step, action::remove, send(action::remove, step, call), made);
            if (made.state == sync_state::unclear)
                unclear = made.failure;
            else if (!made.fulfilled())
                return;
        }
        // From here on the variable may be missing, so neither deadline nor cancel token may stop the create. A create
        // that works settles a removal that is unclear: it has a new UUID, which the removal does not reach. One that
        // meets the old variable settles nothing, because the removal may still be on its way.
        const call_options uncut;
        auto failure = send(action::create, step, is_gone ? call : uncut);
        const bool again = threw_;
        if (again) failure = send(action::create, step, is_gone ? call : uncut);
        end(step, action::create, failure, made);
        if (made.fulfilled()) return;
        if (unclear || again || made.state != sync_state::changed) made.state = sync_state::half_done;
        if (unclear && made.failure->kind() == error_kind::conflict) made.failure = unclear;
    }

    std::optional<error> send(variable_action what, const variable_step& step, const call_options& call) {
        sent_ = true;
        threw_ = true;
        try {
            auto failure = what == variable_action::create   ? writer_.create(step, call)
                           : what == variable_action::update ? writer_.update(step, call)
                                                             : writer_.remove(step, call);
            threw_ = false;
            return failure;
        } catch (const forced_unwind&) {
            throw;
        } catch (const std::bad_alloc&) {
            return no_memory_;
        } catch (...) {
            return unknown_;
        }
    }

    void end(const variable_step& step, variable_action what, const std::optional<error>& failure, step_outcome& made) {
        made.state = failure ? state_after(what, *failure) : sync_state::done;
        made.failure.reset();
        if (made.fulfilled()) return;
        made.failure = no_memory_;
        try {
            made.failure = without_value(*failure, step.value);
        } catch (const std::bad_alloc&) {  // NOLINT(bugprone-empty-catch): the error made beforehand has to do
        }
    }

    Writer writer_;
    const server_variables& now_;
    const apply_options& options_;
    const error no_memory_ = thrown_failure("there is no memory left");
    const error unknown_ = thrown_failure("the call threw an exception that this library does not know");
    bool stopped_ = false;
    bool sent_ = false;
    /// Whether the last call threw; then it is not known what it has sent.
    bool threw_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
