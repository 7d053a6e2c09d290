// SPDX-License-Identifier: MIT
// Answers of the family user_pipeline_variables, whose failures come in the pipelines service's own shape. The value
// of a secured variable goes in and never comes out again.
#pragma once

#include "../../api/user_pipeline_variables.hpp"
#include "access.hpp"
#include "paging.hpp"
#include "render.hpp"

namespace bitbucket::testing::sandbox_detail {

inline account_record& require_own_variables(const call& in) {
    if (in.who.kind == credential_kind::access_token)
        refuse(403, "This resource does not support authentication using the provided token");
    account_record* owner = in.state.find_account(in.arguments[0]);
    if (owner == nullptr)
        refuse_pipelines(404, "Not found", "There is no such account", "account-service.account.not-found");
    if (owner != in.who.account)
        refuse_pipelines(403, "Forbidden", "You have no access to the variables of this account",
                         "rest-service.rest-service.forbidden");
    return *owner;
}

inline variable_record& require_variable(account_record& owner, std::string_view id) {
    for (variable_record& each : owner.variables)
        if (is_uuid(id, each.uuid)) return each;
    refuse_pipelines(404, "Not found", "There is no such variable", "variable-service.variable.not-found",
                     {{"uuid", id}});
}

inline json render_variable(const variable_record& of) {
    json out = {{"type", "pipeline_variable"}, {"uuid", of.uuid}, {"key", of.key}, {"secured", of.secured}};
    if (!of.secured) out["value"] = of.value;
    return out;
}

/// The body of a request; what does not fit is one kind of failure here.
inline json variable_body(const call& in) {
    json body = json::parse(in.request.body, nullptr, false);
    bool fits = body.is_object();
    if (fits)
        for (const auto& [name, value] : body.items())
            fits =
                fits && (name == "secured" ? value.is_boolean()
                                           : (name == "key" || name == "value" || name == "type") && value.is_string());
    if (!fits) refuse_pipelines(400, "Bad request", "Unexpected request body", "unexpected.request.body");
    return body;
}

/// Checks a key: letters, digits and underscores, no digit in front (400), and not taken by another variable (409).
inline void require_free_key(const account_record& owner, const std::string& key, const variable_record* but) {
    bool valid = !key.empty() && !bitbucket::detail::is_digit(key.front());
    for (const char c : key)
        valid = valid && (bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_');
    if (!valid)
        refuse_pipelines(400, "Bad request", "The key of a variable is made of letters, digits and underscores",
                         "variable-service.variable.invalid-key", {{"key", key}});
    for (const variable_record& each : owner.variables)
        if (&each != but && each.key == key)
            refuse_pipelines(409, "Conflict", "A variable with this key exists already",
                             "variable-service.variable.duplicate", {{"key", key}});
}

inline answer list_variables(const call& in) {
    listing all;
    for (const variable_record& each : require_own_variables(in).variables) all.add(each.uuid, render_variable(each));
    return page_of(in, std::move(all));
}

inline answer get_variable(const call& in) {
    return {200, render_variable(require_variable(require_own_variables(in), in.arguments[1]))};
}

inline answer create_variable(const call& in) {
    account_record& owner = require_own_variables(in);
    const json body = variable_body(in);
    const std::string key = body.value("key", std::string());
    require_free_key(owner, key, nullptr);
    owner.variables.push_back(
        {in.state.new_uuid(), key, body.value("value", std::string()), body.value("secured", false)});
    const variable_record& made = owner.variables.back();
    answer out{201, render_variable(made)};
    out.headers.add("Location", in.resource + '/' + encoded(made.uuid));
    return out;
}

inline answer update_variable(const call& in) {
    account_record& owner = require_own_variables(in);
    variable_record& of = require_variable(owner, in.arguments[1]);
    const json body = variable_body(in);
    const std::string key = body.value("key", of.key);
    require_free_key(owner, key, &of);
    const bool secured = body.value("secured", of.secured);
    // A secret does not become readable by being unsecured: its value is lost, unless a new one comes along.
    if (of.secured && !secured) of.value.clear();
    of.key = key;
    of.value = body.value("value", of.value);
    of.secured = secured;
    return {200, render_variable(of)};
}

inline answer remove_variable(const call& in) {
    account_record& owner = require_own_variables(in);
    const std::string uuid = require_variable(owner, in.arguments[1]).uuid;
    std::erase_if(owner.variables, [&](const variable_record& each) { return each.uuid == uuid; });
    return {204, nullptr};
}

inline constexpr handler_entry variables_handlers[] = {{user_pipeline_variables::list::info.name, list_variables},
                                                       {user_pipeline_variables::get::info.name, get_variable},
                                                       {user_pipeline_variables::create::info.name, create_variable},
                                                       {user_pipeline_variables::update::info.name, update_variable},
                                                       {user_pipeline_variables::remove::info.name, remove_variable}};

}  // namespace bitbucket::testing::sandbox_detail
