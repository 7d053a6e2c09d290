// SPDX-License-Identifier: MIT
// Answers of the family environments: the deployment environments of a repository, in the order of their ranks.
#pragma once

#include "documents.hpp"
#include "pipelines_access.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

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

inline constexpr handler_entry environments_handlers[] = {{"environments", collection<environments_of>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
