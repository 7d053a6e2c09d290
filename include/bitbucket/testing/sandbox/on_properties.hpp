// SPDX-License-Identifier: MIT
// Answers of the family user_properties: JSON objects that are kept as they came. What is not `public` is its owner's
// alone, and so is every change.
#pragma once

#include "../../api/user_properties.hpp"
#include "access.hpp"

namespace bitbucket::testing::sandbox_detail {

inline std::string property_key(const call& in) {
    return in.arguments[1] + '/' + in.arguments[2];
}

inline void require_own_property(const call& in, const account_record& owner) {
    if (&owner != in.who.account) refuse(403, "You have no access to the properties of this user.");
}

inline answer get_property(const call& in) {
    account_record& owner = require_account(in);
    const auto found = owner.properties.find(property_key(in));
    const json value = found == owner.properties.end() ? json() : json::parse(found->second);
    bool is_public = false;
    if (value.contains("_attributes"))
        for (const json& attribute : value["_attributes"]) is_public = is_public || attribute == "public";
    if (!is_public && in.who.account == nullptr) refuse_credential("This resource requires authentication.");
    if (!is_public) require_own_property(in, owner);
    if (value.is_null()) refuse(404, "Property " + in.arguments[2] + " not found");
    return {200, value, {}, true};
}

inline answer update_property(const call& in) {
    account_record& owner = require_account(in);
    require_own_property(in, owner);
    const json value = json::parse(in.request.body, nullptr, false);
    if (!value.is_object()) refuse(400, "Bad request", "The value of a property is a JSON object");
    if (value.contains("_attributes")) {
        const json& attributes = value["_attributes"];
        bool valid = attributes.is_array();
        if (valid)
            for (const json& each : attributes) valid = valid && (each == "public" || each == "read_only");
        if (!valid) refuse_value("_attributes", "is a list of public and read_only");
    }
    owner.properties[property_key(in)] = value.dump();
    return {204, nullptr};
}

inline answer remove_property(const call& in) {
    account_record& owner = require_account(in);
    require_own_property(in, owner);
    if (owner.properties.erase(property_key(in)) == 0) refuse(404, "Property " + in.arguments[2] + " not found");
    return {204, nullptr};
}

inline constexpr handler_entry properties_handlers[] = {{user_properties::get::info.name, get_property, true},
                                                        {user_properties::update::info.name, update_property},
                                                        {user_properties::remove::info.name, remove_property}};

}  // namespace bitbucket::testing::sandbox_detail
