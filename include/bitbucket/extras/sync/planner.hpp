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
    [[nodiscard]] bool add(const pipeline_variable& from);
    /// Call it when all are added: drops duplicates and prepares for searching.
    void finish();

    [[nodiscard]] const std::vector<server_variable>& all() const noexcept { return all_; }
    /// The first variable with a key, and the number of variables with it.
    [[nodiscard]] std::pair<const server_variable*, std::size_t> find(std::string_view key) const noexcept;
    /// The variable with a key and a UUID; null if there is none.
    [[nodiscard]] const server_variable* find(std::string_view key, const uuid& id) const noexcept;
    /// Whether any variable has a UUID.
    [[nodiscard]] bool has(const uuid& id) const noexcept;

private:
    std::vector<server_variable> all_;
    std::size_t added_ = 0;
    std::size_t bytes_ = 0;
};

/// What is wrong with a value; empty if it is fine. Never quotes the value.
std::string find_value_problem(const secret& value);

/// What is wrong with the wanted variables; empty if nothing is. Does not quote an invalid key, which may hold the
/// value.
std::string find_wanted_problem(const std::vector<wanted_variable>& wanted, const plan_options& options);

/// The step for a wanted variable.
variable_step step_for(const wanted_variable& wanted, const server_variables& server, const plan_options& options);

/// All steps: those for the wanted variables, then those for the rest.
std::vector<variable_step> plan_steps(const std::vector<wanted_variable>& wanted, const server_variables& server,
                                      const plan_options& options);

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
