// SPDX-License-Identifier: MIT
// Answers of the family environments, the deployment environments of a repository in the order of their ranks, and of the
// families of pipeline variables: of a user, team, workspace, repository and deployment environment. Failures have the
// pipelines service's own shape. The value of a secured variable is never returned.
#pragma once

#include "documents.hpp"
#include "pipelines_access.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

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
inline void require_free_key(const documents& all, const std::string& key, const json* but) {
    bool valid = !key.empty() && !bitbucket::detail::is_digit(key.front());
    for (const char c : key)
        valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_');
    if (!valid)
        refuse_pipelines(400, "Bad request", "The key of a variable is made of letters, digits and underscores",
                         "variable-service.variable.invalid-key", {{"key", key}});
    for (const json& each : all)
        if (&each != but && each["key"] == key)
            refuse_pipelines(409, "Conflict", "A variable with this key exists already",
                             "variable-service.variable.duplicate", {{"key", key}});
}

struct environment_place {
    documents* environments = nullptr;

    [[nodiscard]] documents& all() const { return *environments; }
    [[noreturn]] static void refuse_unknown(const std::string& id) {
        sandbox_detail::refuse_unknown("environment-service", "environment", id);
    }
    [[nodiscard]] static json show(const call&, json of) {
        of["type"] = "deployment_environment";
        of.erase("variables");
        return of;
    }
};

inline environment_place environments_of(const call& in) {
    return {&require_pipelines_repository(in, "read").repository->environments};
}

struct variable_place {
    documents* variables = nullptr;
    static constexpr bool has_location = true;

    [[nodiscard]] documents& all() const { return *variables; }
    [[noreturn]] static void refuse_unknown(const std::string& id) {
        sandbox_detail::refuse_unknown("variable-service", "variable", id);
    }
    [[nodiscard]] static json show(const call&, json of) {
        of["type"] = "pipeline_variable";
        if (of["secured"] == true) of.erase("value");
        return of;
    }
    [[nodiscard]] json create(const call& in) const {
        const json body = variable_body(in);
        const std::string key = body.value("key", "");
        require_free_key(*variables, key, nullptr);
        return {{"uuid", in.state.new_uuid()},
                {"key", key},
                {"value", body.value("value", "")},
                {"secured", body.value("secured", false)}};
    }
    void update(const call& in, json& of) const {
        const json body = variable_body(in);
        require_free_key(*variables, body.value("key", of["key"].get<std::string>()), &of);
        for (const char* each : {"key", "value"})
            if (body.contains(each)) of[each] = body[each];
        // A secured variable stays secured.
        of["secured"] = of["secured"] == true || body.value("secured", false);
    }
};

/// Access tokens cannot use the variables of users and teams.
inline void refuse_access_tokens(const call& in) {
    if (in.who.kind == credential_kind::access_token)
        refuse(403, "This resource does not support authentication using the provided token");
}

inline variable_place user_variables(const call& in) {
    refuse_access_tokens(in);
    account_record* owner = in.state.find_account(in.arguments[0]);
    if (owner == nullptr) refuse_unknown("account-service", "account", in.arguments[0]);
    if (owner != in.who.account) refuse_forbidden("You have no access to the variables of this account");
    return {&owner->variables};
}
inline variable_place workspace_variables(const call& in) {
    return {&require_pipelines_workspace(in).variables};
}
/// A team is the workspace of that name.
inline variable_place team_variables(const call& in) {
    refuse_access_tokens(in);
    return workspace_variables(in);
}
inline variable_place repository_variables(const call& in) {
    return {&require_pipelines_config(in).variables};
}
inline variable_place environment_variables(const call& in) {
    for (json& each : require_pipelines_config(in).environments)
        if (is_named(each, in.arguments[2])) return {&each["variables"].get_ref<documents&>()};
    environment_place::refuse_unknown(in.arguments[2]);
}

inline constexpr handler_entry variables_handlers[] = {
    {"environments", collection<environments_of>},
    {"user_pipeline_variables", collection<user_variables>},
    {"team_pipeline_variables", collection<team_variables>},
    {"workspace_pipeline_variables", collection<workspace_variables>},
    {"repository_pipeline_variables", collection<repository_variables>},
    {"deployment_variables", collection<environment_variables>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
