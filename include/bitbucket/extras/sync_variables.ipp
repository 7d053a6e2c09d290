// SPDX-License-Identifier: MIT
// Defines what sync_variables.hpp and the headers of sync/ declare.
#pragma once

#include "../detail/calls/api_failure.hpp"
#include "../detail/calls/redactor.hpp"
#include "../detail/json/reading.hpp"
#include "../detail/text/forced_unwind.hpp"
#include "../detail/text/utf8.hpp"
#include "../detail/url/shown_path.hpp"
#include "sync_variables.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE std::string find_value_problem(const secret& value) {
    const std::string& text = value.reveal();
    if (!value.missing_variable().empty())
        return "comes from the environment variable " + value.missing_variable() + ", which is not set";
    if (value.is_null()) return is_null_pointer + 1;
    if (text.size() > max_variable_value)
        return "has " + std::to_string(text.size()) + " bytes, more than " + std::to_string(max_variable_value);
    if (text.find('\0') != std::string::npos) return "has a NUL, which no environment variable can hold";
    const std::size_t invalid = find_invalid_utf8(text);
    return invalid == std::string::npos ? "" : "is not UTF-8 at byte " + std::to_string(invalid + 1);
}

BITBUCKET_INLINE std::string find_wanted_problem(const std::vector<wanted_variable>& wanted,
                                                 const plan_options& options) {
    if (wanted.empty() && options.remove_others && !options.allow_remove_all)
        return "the list is empty, so remove_others would remove every variable: set allow_remove_all to allow that";
    if (wanted.size() > max_variables) return "more than " + std::to_string(max_variables) + " variables are wanted";
    std::vector<std::string_view> keys;
    for (const wanted_variable& variable : wanted) {
        if (!is_variable_key(variable.key))
            return "the key of variable " + std::to_string(keys.size() + 1) +
                   " is invalid: a key has ASCII letters, digits and underscores, and does not start with a digit";
        if (const std::string problem = find_value_problem(variable.value); !problem.empty())
            return "the value of " + one_line(variable.key) + ' ' + problem;
        keys.emplace_back(variable.key);
    }
    std::sort(keys.begin(), keys.end());
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    return twice == keys.end() ? "" : one_line(*twice) + " is wanted twice";
}

BITBUCKET_INLINE std::vector<variable_step> plan_steps(const std::vector<wanted_variable>& wanted,
                                                       const server_variables& server, const plan_options& options) {
    using action = variable_action;
    using reason = variable_reason;
    std::vector<variable_step> out;
    std::vector<std::string_view> keys;
    for (const wanted_variable& variable : wanted) {
        out.push_back(step_for(variable, server, options));
        keys.emplace_back(variable.key);
    }
    std::sort(keys.begin(), keys.end());
    for (const server_variable& each : server.all()) {
        if (std::binary_search(keys.begin(), keys.end(), std::string_view(each.key))) continue;
        variable_step step{action::kept, each.key, reason::other_kept, each.state.secured, {}, each.state};
        if (options.remove_others) {
            step.action = each.state.uuid.empty() ? action::blocked : action::remove;
            step.reason = each.state.uuid.empty() ? reason::no_uuid : reason::not_wanted;
        }
        out.push_back(std::move(step));
    }
    return out;
}

BITBUCKET_INLINE variable_step step_for(const wanted_variable& wanted, const server_variables& server,
                                        const plan_options& options) {
    using action = variable_action;
    using reason = variable_reason;
    const auto [found, count] = server.find(wanted.key);
    if (found == nullptr)
        // NOLINTNEXTLINE(cppcoreguidelines-slicing): only the text is kept
        return {action::create, wanted.key, reason::missing, wanted.secured.value_or(false), wanted.value, {}};
    const bool was_secured = found->state.secured;
    // NOLINTNEXTLINE(cppcoreguidelines-slicing): only the text is kept
    variable_step out{action::unchanged, wanted.key, reason::same, was_secured, {}, found->state};
    const auto write = [&](action what, reason why) {
        out.action = what;
        out.reason = why;
        out.secured = wanted.secured.value_or(was_secured);
        out.value = wanted.value;
    };
    if (count > 1 || found->state.uuid.empty()) {
        out.action = action::blocked;
        out.reason = count > 1 ? reason::doubled : reason::no_uuid;
    } else if (wanted.secured.value_or(was_secured) != was_secured) {
        if (was_secured)
            write(action::replace, reason::becomes_readable);
        else
            write(action::update, reason::becomes_secured);
    } else if (was_secured && options.secured == secured_values::keep) {
        out.action = action::kept;
        out.reason = reason::hidden_kept;
    } else if (was_secured) {
        write(action::update, reason::hidden_rewritten);
    } else if (!(found->state.value == wanted.value)) {
        write(action::update, reason::value_differs);
    }
    return out;
}

BITBUCKET_INLINE last_found find_result(const variable_step& step, const server_variables& end) {
    if (step.action == variable_action::remove) return end.has(step.was->uuid) ? last_found::other : last_found::wanted;
    const auto [found, count] = end.find(step.key);
    if (found == nullptr) return last_found::nothing;
    if (count > 1) return last_found::other;
    // Where the server does not say whether it is secured, an empty value looks as if it were hidden.
    if (found->state.secured) return step.secured || step.value.empty() ? last_found::hidden : last_found::other;
    if (step.secured) return last_found::other;
    return found->state.value == step.value ? last_found::wanted : last_found::other;
}

BITBUCKET_INLINE void look_last(const variable_plan& plan, const server_variables& end,
                                std::vector<step_outcome>& outcome) {
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        const variable_step& step = plan.steps()[i];
        if (!step.writes()) continue;
        outcome[i].state = settled(step, outcome[i].state, find_result(step, end));
        if (outcome[i].fulfilled()) outcome[i].failure.reset();
    }
}

BITBUCKET_INLINE sync_state settled(const variable_step& step, sync_state state, last_found found) noexcept {
    using enum sync_state;
    if (state == unclear || state == half_done) return found == last_found::wanted ? done : state;
    if (state != done || found == last_found::wanted || found == last_found::hidden) return state;
    if (found == last_found::nothing) return step.action == variable_action::replace ? half_done : unclear;
    return step.action == variable_action::remove ? unclear : changed;
}

BITBUCKET_INLINE bool ends_all(const error& failure) {
    switch (failure.kind()) {
        case error_kind::unauthorized:
        case error_kind::rate_limited:
        case error_kind::oauth:
        case error_kind::cancelled:
        case error_kind::deadline_exceeded:
            return true;
        default:
            return false;
    }
}

BITBUCKET_INLINE bool is_as_wanted(const variable_step& step, const variable_state& now) {
    return !step.secured && !now.secured && now.value == step.value;
}

BITBUCKET_INLINE second_look look_again(const variable_step& step, const server_variables& now) {
    const auto [found, count] = now.find(step.key);
    if (!step.was) {
        if (found == nullptr) return second_look::as_planned;
        return count == 1 && is_as_wanted(step, found->state) ? second_look::already : second_look::changed;
    }
    if (const server_variable* same = now.find(step.key, step.was->uuid)) {
        if (same->state == *step.was) return second_look::as_planned;
        return step.action != variable_action::remove && is_as_wanted(step, same->state) ? second_look::already
                                                                                         : second_look::changed;
    }
    // Gone, or renamed.
    if (now.has(step.was->uuid)) return second_look::changed;
    if (step.action == variable_action::remove) return second_look::already;
    if (step.action != variable_action::replace) return second_look::changed;
    if (found == nullptr) return second_look::create_alone;
    return count == 1 && is_as_wanted(step, found->state) ? second_look::already : second_look::changed;
}

BITBUCKET_INLINE sync_state state_after(variable_action action, const error& failure) {
    using kind = error_kind;
    // A status of success with a reply that is not the variable: perhaps the server's, perhaps a proxy's.
    if (failure.kind() == kind::decode) return sync_state::unclear;
    if (failure.kind() == kind::not_found && action == variable_action::remove) return sync_state::already;
    if (failure.kind() == kind::not_found && action == variable_action::update) return sync_state::changed;
    if (failure.outcome_unclear()) return sync_state::unclear;
    if (failure.kind() == kind::conflict && action != variable_action::remove) return sync_state::changed;
    const bool out_of_time = failure.kind() == kind::cancelled || failure.kind() == kind::deadline_exceeded;
    return out_of_time ? sync_state::skipped : sync_state::failed;
}

BITBUCKET_INLINE error thrown_failure(const char* what) {
    error_state state;
    state.kind = error_kind::transport;
    state.outcome_unclear = true;
    state.message = what;
    return error(finish(std::move(state)));
}

BITBUCKET_INLINE error without_value(const error& from, const secret& value) {
    const std::string& text = value.reveal();
    if (text.empty()) return from;
    redactor redaction;
    redaction.add_text(text);
    error_state state = *from.state();
    // These may hold the whole request; they are never printed.
    state.body.clear();
    state.data.clear();
    redaction.redact(state);
    const auto hide = [&](std::string& where) {
        if (where.find(text) != std::string::npos) where = "(left out: it may hold the value)";
    };
    if (from.kind() != error_kind::usage) hide(state.message);
    hide(state.detail);
    hide(state.id);
    for (field_problem& field : state.fields)
        for (std::string& each : field.messages) hide(each);
    return error(finish(std::move(state)));
}

BITBUCKET_INLINE bool server_variables::add(const pipeline_variable& from) {
    ++added_;
    bytes_ += from.key.size() + from.value.size() + from.uuid.str().size();
    if (added_ > max_variables || bytes_ > max_variable_bytes) return false;
    if (from.key.empty()) return true;
    // If the server does not say, a variable without a value may be secured.
    const bool secured = from.secured.value_or(from.value.empty());
    all_.push_back({from.key, {from.uuid, secured, secured ? secret() : secret(from.value)}});
    return true;
}

BITBUCKET_INLINE void server_variables::finish() {
    std::sort(all_.begin(), all_.end(), [](const server_variable& a, const server_variable& b) {
        return a.key != b.key ? a.key < b.key : a.state.uuid < b.state.uuid;
    });
    const auto end = std::unique(all_.begin(), all_.end(), [](const server_variable& a, const server_variable& b) {
        return a.key == b.key && !a.state.uuid.empty() && a.state.uuid == b.state.uuid;
    });
    all_.erase(end, all_.end());
}

BITBUCKET_INLINE std::pair<const server_variable*, std::size_t> server_variables::find(
    std::string_view key) const noexcept {
    const auto first =
        std::lower_bound(all_.begin(), all_.end(), key,
                         [](const server_variable& each, std::string_view text) { return each.key < text; });
    std::size_t count = 0;
    for (auto at = first; at != all_.end() && at->key == key; ++at) ++count;
    return {count == 0 ? nullptr : &*first, count};
}

BITBUCKET_INLINE const server_variable* server_variables::find(std::string_view key, const uuid& id) const noexcept {
    auto [at, left] = find(key);
    for (; left > 0; --left, ++at)
        if (at->state.uuid == id) return at;
    return nullptr;
}

BITBUCKET_INLINE bool server_variables::has(const uuid& id) const noexcept {
    for (const server_variable& variable : all_)
        if (variable.state.uuid == id) return true;
    return false;
}

BITBUCKET_INLINE std::optional<error> find_wrong_reply(const request_base& request, const std::string& key, int status,
                                                       int attempts, const std::string& body) {
    constexpr std::size_t max_depth = 128;
    pipeline_variable said;
    json_text any;
    const bool is_json = key.empty() ? !decode_json(body, descriptor<json_text>, &any, max_depth)
                                     : !decode_json(body, descriptor<pipeline_variable>, &said, max_depth);
    if (is_json && said.key == key) return std::nullopt;
    error_state state;
    state.kind = error_kind::decode;
    state.status = status;
    state.attempts = attempts;
    state.operation = operation_name(request.about());
    state.path = shown_path(request.path());
    state.message = key.empty() ? "the reply is not JSON" : "the reply is not the variable " + key;
    return error(finish(std::move(state)));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
