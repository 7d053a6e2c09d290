// SPDX-License-Identifier: MIT
// Answers of the families of application properties: of users, repositories, commits and pull requests. All work on the
// property_place that a look-up finds. Properties are JSON objects, kept as they came. A property that is not `public`
// is visible only to those who may change it: the user, or the administrators of the repository.
#pragma once

#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Where a property is kept.
struct property_place {
    std::map<std::string, std::string>* properties = nullptr;
    std::string key;
    /// Whether the caller may change it.
    bool is_own = false;
};

/// `app_key/property_name` from the last two arguments of the path.
inline std::string property_key(const call& in) {
    const std::size_t count = in.arguments.size();
    return encoded(in.arguments[count - 2]) + '/' + encoded(in.arguments[count - 1]);
}

inline property_place user_property(const call& in) {
    account_record& owner = require_account(in);
    return {&owner.properties, property_key(in), &owner == in.who.account};
}

inline property_place property_in(const call& in, const repository_place& at, const std::string& prefix) {
    return {&at.repository->properties, prefix + property_key(in),
            effective_permission(in, *at.workspace, *at.repository) == "admin"};
}

inline property_place repository_property(const call& in) {
    return property_in(in, require_repository(in), {});
}

/// The commit is named by its hash, by an unambiguous beginning of it, or by a branch.
inline property_place commit_property(const call& in) {
    const repository_place at = require_repository(in);
    const commit_record* found = at.repository->history.resolve(in.arguments[2]);
    if (found == nullptr) refuse(404, "Commit not found", in.arguments[2]);
    return property_in(in, at, "commit/" + found->hash + '/');
}

inline property_place pull_request_property(const call& in) {
    return property_in(in, require_pull_request(in).at, "pullrequests/" + in.arguments[2] + '/');
}

inline void require_own_property(const property_place& at) {
    if (!at.is_own) refuse(403, "You have no access to this property.");
}

[[noreturn]] inline void refuse_unknown_property(const call& in) {
    refuse(404, "Property " + in.arguments.back() + " not found");
}

inline answer get_property(const call& in, const property_place& at) {
    const auto found = at.properties->find(at.key);
    const json value = found == at.properties->end() ? json() : json::parse(found->second);
    bool is_public = false;
    if (value.contains("_attributes"))
        for (const json& attribute : value["_attributes"]) is_public = is_public || attribute == "public";
    if (!is_public && in.who.account == nullptr) refuse_credential("This resource requires authentication.");
    if (!is_public) require_own_property(at);
    if (value.is_null()) refuse_unknown_property(in);
    return {200, value, {}, true};
}

inline answer update_property(const call& in, const property_place& at) {
    const json value = json::parse(in.request.body, nullptr, false);
    if (!value.is_object()) refuse(400, "Bad request", "The value of a property is a JSON object");
    if (value.contains("_attributes")) {
        const json& attributes = value["_attributes"];
        bool valid = attributes.is_array();
        if (valid)
            for (const json& each : attributes) valid = valid && (each == "public" || each == "read_only");
        if (!valid) refuse_value("_attributes", "is a list of public and read_only");
    }
    (*at.properties)[at.key] = value.dump();
    return {204, nullptr};
}

/// The answer of all operations on the place that `Where` finds.
template <property_place (*Where)(const call&)>
answer answer_property(const call& in) {
    const property_place at = Where(in);
    if (in.operation.method == http_method::get) return get_property(in, at);
    require_own_property(at);
    if (in.operation.method == http_method::put) return update_property(in, at);
    if (at.properties->erase(at.key) == 0) refuse_unknown_property(in);
    return {204, nullptr};
}

inline constexpr handler_entry properties_handlers[] = {
    {"user_properties", answer_property<user_property>, true},
    {"repository_properties", answer_property<repository_property>, true},
    {"commit_properties", answer_property<commit_property>, true},
    {"pull_request_properties", answer_property<pull_request_property>, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
