// SPDX-License-Identifier: MIT
// deployment_environment: where pipelines deploy to.
#pragma once

#include "../model.hpp"
#include "../types/uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The type of an environment.
struct deployment_environment_type {
    std::string type;
    /// `Test`, `Staging` or `Production`.
    std::string name;
    /// Its place in the order of types.
    std::optional<std::int64_t> rank;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
        member("rank", self.rank);
    }
};

/// An environment that pipelines deploy to. Requests for deployment variables need its UUID.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/
struct deployment_environment {
    std::string type;
    bitbucket::uuid uuid;
    std::string name;
    std::string slug;
    std::optional<std::int64_t> rank;
    std::optional<deployment_environment_type> environment_type;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("name", self.name);
        member("slug", self.slug);
        member("rank", self.rank);
        member("environment_type", self.environment_type);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
