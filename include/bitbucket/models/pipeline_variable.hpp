// SPDX-License-Identifier: MIT
// pipeline_variable, and the write models to create or change one. Values are never printed.
#pragma once

#include "../model.hpp"
#include "../types/uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A variable of Pipelines. The value of a secured one is never returned.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
struct pipeline_variable {
    std::string type;
    bitbucket::uuid uuid;
    std::string key;
    /// Empty if the variable is secured. Printed as ***, because unsecured values are often sensitive too.
    std::string value;
    std::optional<bool> secured;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("key", self.key);
        member.sensitive("value", self.value);
        member("secured", self.secured);
    }
};

/// A new variable.
struct pipeline_variable_draft {
    /// Its name; must not be empty and must not exist yet (409).
    required<std::string> key;
    given_text value = {};
    /// Whether the value is permanently hidden from logs and from this API.
    bool secured = false;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member.sensitive("value", self.value);
        member("secured", self.secured);
    }
};

/// A change to a variable; members that are not set stay as they are.
struct pipeline_variable_edit {
    settable<std::string> key = {};
    settable<std::string> value = {};
    settable<bool> secured = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member.sensitive("value", self.value);
        member("secured", self.secured);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
