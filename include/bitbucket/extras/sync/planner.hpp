// SPDX-License-Identifier: MIT
// Makes a plan: checks the wanted variables, holds those that the server has, and decides the step for each key. It
// does no I/O.
#pragma once

#include <algorithm>

#include "../../detail/text/utf8.hpp"
#include "../../error.hpp"
#include "../../models/pipeline_variable.hpp"
#include "variable_plan.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Whether the service accepts a text as the key of a variable: ASCII letters, digits and underscores, not starting
/// with a digit.
/// https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
[[nodiscard]] constexpr bool is_variable_key(std::string_view text) noexcept {
    if (text.empty() || detail::is_digit(text.front())) return false;
    for (const char c : text)
        if (!detail::is_alpha(c) && !detail::is_digit(c) && c != '_') return false;
    return true;
}

namespace detail {

/// The longest value: Linux cannot pass a longer variable to a process.
inline constexpr std::size_t max_variable_value = std::size_t{128} * 1024;
/// The most variables in one place, and the most bytes of their keys and values; protects against servers that never
/// stop sending.
inline constexpr std::size_t max_variables = 10'000;
inline constexpr std::size_t max_variable_bytes = std::size_t{64} * 1024 * 1024;

/// A variable that the server has.
struct server_variable {
    std::string key;
    variable_state state;
};

/// The variables that the server has, collected from pages, in which one may come twice.
class server_variables {
public:
    /// Returns false once there are too many.
    [[nodiscard]] bool add(const pipeline_variable& from) {
        ++added_;
        bytes_ += from.key.size() + from.value.size() + from.uuid.str().size();
        if (added_ > max_variables || bytes_ > max_variable_bytes) return false;
        if (from.key.empty()) return true;
        // If the server does not say, a variable without a value may be secured.
        const bool secured = from.secured.value_or(from.value.empty());
        all_.push_back({from.key, {from.uuid, secured, secured ? secret() : secret(from.value)}});
        return true;
    }
    /// Call it when all are added: drops duplicates and prepares for searching.
    void finish() {
        std::sort(all_.begin(), all_.end(), [](const server_variable& a, const server_variable& b) {
            return a.key != b.key ? a.key < b.key : a.state.uuid < b.state.uuid;
        });
        const auto end = std::unique(all_.begin(), all_.end(), [](const server_variable& a, const server_variable& b) {
            return a.key == b.key && !a.state.uuid.empty() && a.state.uuid == b.state.uuid;
        });
        all_.erase(end, all_.end());
    }

    [[nodiscard]] const std::vector<server_variable>& all() const noexcept { return all_; }
    /// The first variable with a key, and the number of variables with it.
    [[nodiscard]] std::pair<const server_variable*, std::size_t> find(std::string_view key) const noexcept {
        const auto first =
            std::lower_bound(all_.begin(), all_.end(), key,
                             [](const server_variable& each, std::string_view text) { return each.key < text; });
        std::size_t count = 0;
        for (auto at = first; at != all_.end() && at->key == key; ++at) ++count;
        return {count == 0 ? nullptr : &*first, count};
    }
    /// The variable with a key and a UUID; null if there is none.
    [[nodiscard]] const server_variable* find(std::string_view key, const uuid& id) const noexcept {
        auto [at, left] = find(key);
        for (; left > 0; --left, ++at)
            if (at->state.uuid == id) return at;
        return nullptr;
    }
    /// Whether any variable has a UUID.
    [[nodiscard]] bool has(const uuid& id) const noexcept {
        for (const server_variable& variable : all_)
            if (variable.state.uuid == id) return true;
        return false;
    }

private:
    std::vector<server_variable> all_;
    std::size_t added_ = 0;
    std::size_t bytes_ = 0;
};

/// What is wrong with a value; empty if it is fine. Never quotes the value.
inline std::string find_value_problem(const secret& value) {
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

/// What is wrong with the wanted variables; empty if nothing is. Does not quote an invalid key, which may hold the
/// value.
inline std::string find_wanted_problem(const std::vector<wanted_variable>& wanted, const plan_options& options) {
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

/// The step for a wanted variable.
inline variable_step step_for(const wanted_variable& wanted, const server_variables& server,
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

/// All steps: those for the wanted variables, then those for the rest.
inline std::vector<variable_step> plan_steps(const std::vector<wanted_variable>& wanted, const server_variables& server,
                                             const plan_options& options) {
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

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
