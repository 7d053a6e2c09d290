// SPDX-License-Identifier: MIT
// Answers of the family environments: the deployment environments of a repository, in the order of their ranks.
#pragma once

#include "../../../api/environments.hpp"
#include "../collections/paging.hpp"
#include "pipelines_access.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline environment_record& require_environment(repository_record& of, std::string_view id) {
    if (environment_record* found = find_by_uuid(of.environments, id)) return *found;
    refuse_unknown("environment-service", "environment", id);
}

/// The rank of an environment's type: the order in which a change passes through them.
inline int environment_type_rank(std::string_view type) noexcept {
    return type == "Production" ? 2 : type == "Staging" ? 1 : 0;
}

inline json render_environment(const environment_record& of) {
    return {{"type", "deployment_environment"},
            {"uuid", of.uuid},
            {"name", of.name},
            {"slug", of.slug},
            {"rank", of.rank},
            {"environment_type",
             {{"type", "deployment_environment_type"},
              {"name", of.environment_type},
              {"rank", environment_type_rank(of.environment_type)}}}};
}

inline answer list_environments(const call& in) {
    listing all;
    for (const environment_record& environment : require_pipelines_repository(in, "read").repository->environments)
        all.add(environment.uuid, render_environment(environment));
    return page_of(in, std::move(all));
}

inline answer get_environment(const call& in) {
    repository_record& of = *require_pipelines_repository(in, "read").repository;
    return {200, render_environment(require_environment(of, in.arguments[2]))};
}

inline constexpr handler_entry environments_handlers[] = {{environments::list::info.name, list_environments},
                                                          {environments::get::info.name, get_environment}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
