// SPDX-License-Identifier: MIT
// The places that have pipeline variables: a repository, a workspace, a deployment environment, or your own type.
// https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
#pragma once

#include "../../api/deployment_variables.hpp"
#include "../../api/repository_pipeline_variables.hpp"
#include "../../api/workspace_pipeline_variables.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A place with variables: it makes the requests that list, create, update and remove them, but sends nothing.
template <class T>
concept variable_place = requires(const T& place, const variable_ref& which, const pipeline_variable_draft& draft,
                                  const pipeline_variable_edit& edit) {
    requires operation<decltype(place.list())>;
    requires std::same_as<typename decltype(place.list())::result_type, page<pipeline_variable>>;
    requires operation<decltype(place.create(draft))>;
    requires operation<decltype(place.update(which, edit))>;
    requires operation<decltype(place.remove(which))>;
};

/// The variables of a repository.
struct repository_variables {
    /// The workspace of the repository.
    workspace_ref workspace;
    /// The repository.
    repository_ref repository;

    /// The request that lists its variables.
    [[nodiscard]] auto list() const { return repository_pipeline_variables::list{workspace, repository}; }
    /// The request that makes a variable.
    [[nodiscard]] auto create(pipeline_variable_draft draft) const {
        return repository_pipeline_variables::create{workspace, repository, std::move(draft)};
    }
    /// The request that changes a variable.
    [[nodiscard]] auto update(variable_ref which, pipeline_variable_edit edit) const {
        return repository_pipeline_variables::update{workspace, repository, std::move(which), std::move(edit)};
    }
    /// The request that removes a variable.
    [[nodiscard]] auto remove(variable_ref which) const {
        return repository_pipeline_variables::remove{workspace, repository, std::move(which)};
    }
};

/// The variables of a workspace, which all its repositories see.
struct workspace_variables {
    /// The workspace.
    workspace_ref workspace;

    /// The request that lists its variables.
    [[nodiscard]] auto list() const { return workspace_pipeline_variables::list{workspace}; }
    /// The request that makes a variable.
    [[nodiscard]] auto create(pipeline_variable_draft draft) const {
        return workspace_pipeline_variables::create{workspace, std::move(draft)};
    }
    /// The request that changes a variable.
    [[nodiscard]] auto update(variable_ref which, pipeline_variable_edit edit) const {
        return workspace_pipeline_variables::update{workspace, std::move(which), std::move(edit)};
    }
    /// The request that removes a variable.
    [[nodiscard]] auto remove(variable_ref which) const {
        return workspace_pipeline_variables::remove{workspace, std::move(which)};
    }
};

/// The variables of a deployment environment. It needs the environment's UUID, which `environments::list` returns.
struct environment_variables {
    /// The workspace of the repository.
    workspace_ref workspace;
    /// The repository of the environment.
    repository_ref repository;
    /// The environment, by its UUID.
    environment_ref environment;

    /// The request that lists its variables.
    [[nodiscard]] auto list() const { return deployment_variables::list{workspace, repository, environment}; }
    /// The request that makes a variable.
    [[nodiscard]] auto create(pipeline_variable_draft draft) const {
        return deployment_variables::create{workspace, repository, environment, std::move(draft)};
    }
    /// The request that changes a variable.
    [[nodiscard]] auto update(variable_ref which, pipeline_variable_edit edit) const {
        return deployment_variables::update{workspace, repository, environment, std::move(which), std::move(edit)};
    }
    /// The request that removes a variable.
    [[nodiscard]] auto remove(variable_ref which) const {
        return deployment_variables::remove{workspace, repository, environment, std::move(which)};
    }
};

static_assert(variable_place<repository_variables> && variable_place<workspace_variables> &&
              variable_place<environment_variables>);

}  // namespace bitbucket::inline BITBUCKET_ABI
