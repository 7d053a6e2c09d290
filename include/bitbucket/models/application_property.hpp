// SPDX-License-Identifier: MIT
// application_property: a free-form JSON object that an app stores on a resource.
#pragma once

#include "../model.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Who besides the app may see or change a property.
enum class property_attribute { public_, read_only };
template <>
struct enum_names<property_attribute> {
    static constexpr const char* values[] = {"public", "read_only"};
};

/// An application property: any JSON object. It is kept as text, and its `_attributes` are decoded as well.
/// https://developer.atlassian.com/cloud/bitbucket/application-properties/
struct application_property {
    /// The `_attributes` member.
    std::vector<open_enum<property_attribute>> attributes;
    /// The entire object, `_attributes` included.
    json_text value;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("_attributes", self.attributes);
        member.whole(self.value);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
