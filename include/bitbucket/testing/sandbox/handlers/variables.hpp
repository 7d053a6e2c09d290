// SPDX-License-Identifier: MIT
// Answers of the families of pipeline variables: of a user, team, workspace, repository and deployment environment. All
// work on the list that a look-up finds. Failures have the pipelines service's own shape. The value of a secured
// variable is never returned.
#pragma once

#include "../../../api/deployment_variables.hpp"
#include "../../../api/repository_pipeline_variables.hpp"
#include "../../../api/team_pipeline_variables.hpp"
#include "../../../api/user_pipeline_variables.hpp"
#include "../../../api/workspace_pipeline_variables.hpp"
#include "../collections/broken_pages.hpp"
#include "environments.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

using variable_list = std::vector<variable_record>;

/// Access tokens cannot use the variables of users and teams.
inline void refuse_access_tokens(const call& in) {
    if (in.who.kind == credential_kind::access_token)
        refuse(403, "This resource does not support authentication using the provided token");
}

inline variable_list& user_variables(const call& in) {
    refuse_access_tokens(in);
    account_record* owner = in.state.find_account(in.arguments[0]);
    if (owner == nullptr) refuse_unknown("account-service", "account", in.arguments[0]);
    if (owner != in.who.account) refuse_forbidden("You have no access to the variables of this account");
    return owner->variables;
}
inline variable_list& workspace_variables(const call& in) {
    return require_pipelines_workspace(in).variables;
}
/// A team is the workspace of that name.
inline variable_list& team_variables(const call& in) {
    refuse_access_tokens(in);
    return workspace_variables(in);
}
inline variable_list& repository_variables(const call& in) {
    return require_pipelines_config(in).variables;
}
inline variable_list& environment_variables(const call& in) {
    return require_environment(require_pipelines_config(in), in.arguments[2]).variables;
}

/// The variable that the last argument of the path names.
inline variable_record& require_variable(const call& in, variable_list& all) {
    if (variable_record* found = find_by_uuid(all, in.arguments.back())) return *found;
    refuse_unknown("variable-service", "variable", in.arguments.back());
}

inline json render_variable(const variable_record& of) {
    json out = {{"type", "pipeline_variable"}, {"uuid", of.uuid}, {"key", of.key}, {"secured", of.secured}};
    if (!of.secured) out["value"] = of.value;
    return out;
}

/// The body of a request; everything that does not fit is the same failure.
inline json variable_body(const call& in) {
    json body = json::parse(in.request.body, nullptr, false);
    bool fits = body.is_object();
    if (fits)
        for (const auto& [name, value] : body.items())
            fits =
                fits && (name == "secured" ? value.is_boolean()
                                           : (name == "key" || name == "value" || name == "type") && value.is_string());
    if (!fits) refuse_body();
    return body;
}

/// Checks a key: letters, digits and underscores, not starting with a digit (400), and not used by another variable
/// (409).
inline void require_free_key(const variable_list& all, const std::string& key, const variable_record* but) {
    bool valid = !key.empty() && !bitbucket::detail::is_digit(key.front());
    for (const char c : key)
        valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_');
    if (!valid)
        refuse_pipelines(400, "Bad request", "The key of a variable is made of letters, digits and underscores",
                         "variable-service.variable.invalid-key", {{"key", key}});
    for (const variable_record& variable : all)
        if (&variable != but && variable.key == key)
            refuse_pipelines(409, "Conflict", "A variable with this key exists already",
                             "variable-service.variable.duplicate", {{"key", key}});
}

inline answer list_variables(const call& in, variable_list& variables) {
    listing all;
    for (const variable_record& variable : variables) all.add(variable.uuid, render_variable(variable));
    return in.state.broken_links ? broken_page_of(in, std::move(all)) : page_of(in, std::move(all));
}

inline answer get_variable(const call& in, variable_list& variables) {
    return {200, render_variable(require_variable(in, variables))};
}

inline answer create_variable(const call& in, variable_list& variables) {
    const json body = variable_body(in);
    const std::string key = body.value("key", std::string());
    require_free_key(variables, key, nullptr);
    variables.push_back({in.state.new_uuid(), key, body.value("value", std::string()), body.value("secured", false)});
    const variable_record& made = variables.back();
    answer out{201, render_variable(made)};
    out.headers.add("Location", in.resource + '/' + encoded(made.uuid));
    return out;
}

inline answer update_variable(const call& in, variable_list& variables) {
    variable_record& of = require_variable(in, variables);
    const json body = variable_body(in);
    const std::string key = body.value("key", of.key);
    require_free_key(variables, key, &of);
    of.key = key;
    of.value = body.value("value", of.value);
    // A secured variable stays secured.
    of.secured = of.secured || body.value("secured", false);
    return {200, render_variable(of)};
}

inline answer remove_variable(const call& in, variable_list& variables) {
    const std::string uuid = require_variable(in, variables).uuid;
    std::erase_if(variables, [&](const variable_record& each) { return each.uuid == uuid; });
    return {204, nullptr};
}

/// The handler that calls `What` with the variables that `Where` finds.
template <answer (*What)(const call&, variable_list&), variable_list& (*Where)(const call&)>
answer with_variables(const call& in) {
    return What(in, Where(in));
}

inline constexpr handler_entry variables_handlers[] = {
    {user_pipeline_variables::list::info.name, with_variables<list_variables, user_variables>},
    {user_pipeline_variables::get::info.name, with_variables<get_variable, user_variables>},
    {user_pipeline_variables::create::info.name, with_variables<create_variable, user_variables>},
    {user_pipeline_variables::update::info.name, with_variables<update_variable, user_variables>},
    {user_pipeline_variables::remove::info.name, with_variables<remove_variable, user_variables>},
    {team_pipeline_variables::list::info.name, with_variables<list_variables, team_variables>},
    {team_pipeline_variables::get::info.name, with_variables<get_variable, team_variables>},
    {team_pipeline_variables::create::info.name, with_variables<create_variable, team_variables>},
    {team_pipeline_variables::update::info.name, with_variables<update_variable, team_variables>},
    {team_pipeline_variables::remove::info.name, with_variables<remove_variable, team_variables>},
    {workspace_pipeline_variables::list::info.name, with_variables<list_variables, workspace_variables>},
    {workspace_pipeline_variables::get::info.name, with_variables<get_variable, workspace_variables>},
    {workspace_pipeline_variables::create::info.name, with_variables<create_variable, workspace_variables>},
    {workspace_pipeline_variables::update::info.name, with_variables<update_variable, workspace_variables>},
    {workspace_pipeline_variables::remove::info.name, with_variables<remove_variable, workspace_variables>},
    {repository_pipeline_variables::list::info.name, with_variables<list_variables, repository_variables>},
    {repository_pipeline_variables::get::info.name, with_variables<get_variable, repository_variables>},
    {repository_pipeline_variables::create::info.name, with_variables<create_variable, repository_variables>},
    {repository_pipeline_variables::update::info.name, with_variables<update_variable, repository_variables>},
    {repository_pipeline_variables::remove::info.name, with_variables<remove_variable, repository_variables>},
    {deployment_variables::list::info.name, with_variables<list_variables, environment_variables>},
    {deployment_variables::create::info.name, with_variables<create_variable, environment_variables>},
    {deployment_variables::update::info.name, with_variables<update_variable, environment_variables>},
    {deployment_variables::remove::info.name, with_variables<remove_variable, environment_variables>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
