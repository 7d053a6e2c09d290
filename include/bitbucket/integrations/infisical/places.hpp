// SPDX-License-Identifier: MIT
// What Infisical sees of Bitbucket through a connection: workspaces, repositories, deployment environments; and the
// query options that choose among them.
#pragma once

#include "../../model.hpp"
#include "../../types/text_value.hpp"
#include "rules.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A workspace that a connection reaches.
struct infisical_workspace {
    std::string slug;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("slug", self.slug);
    }
};

/// A repository that a connection reaches.
struct infisical_repository {
    std::string slug;
    /// `workspace/repository`.
    std::string full_name;
    /// As Bitbucket writes it, with braces.
    std::string uuid;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("slug", self.slug);
        member("full_name", self.full_name);
        member("uuid", self.uuid);
    }
};

/// A deployment environment that a connection reaches.
struct infisical_environment {
    std::string slug;
    std::string name;
    /// As Bitbucket writes it, with braces.
    std::string uuid;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("slug", self.slug);
        member("name", self.name);
        member("uuid", self.uuid);
    }
};

/// The workspaces of a connection: at most 1,000, and nothing tells if there are more.
struct infisical_workspace_list {
    std::vector<infisical_workspace> workspaces;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.strict("workspaces", self.workspaces);
    }
};

/// The repositories of a workspace: at most 1,000, and nothing tells if there are more.
struct infisical_repository_list {
    std::vector<infisical_repository> repositories;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.strict("repositories", self.repositories);
    }
};

/// The environments of a repository: at most 1,000, and nothing tells if there are more.
struct infisical_environment_list {
    std::vector<infisical_environment> environments;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.strict("environments", self.environments);
    }
};

namespace detail {

/// A slug of Bitbucket's in a query option: 1 to 255 characters.
template <class Tag>
class infisical_slug_option : public text_value {
public:
    static constexpr const char* query_name = Tag::query_name;

    infisical_slug_option(std::string text) noexcept  // NOLINT(google-explicit-constructor)
        : text_value(std::move(text)) {}
    infisical_slug_option(std::string_view text)  // NOLINT(google-explicit-constructor)
        : text_value(std::string(text)) {}
    infisical_slug_option(const char* text)  // NOLINT(google-explicit-constructor)
        : text_value(text_or_empty(text)) {}

    /// What is wrong with it; empty if nothing is.
    [[nodiscard]] std::string_view problem() const noexcept {
        return utf16_length(text_) > 255 ? std::string_view("must have 1 to 255 characters") : std::string_view();
    }
};

struct infisical_workspace_tag {
    static constexpr const char* query_name = "workspaceSlug";
};
struct infisical_repository_tag {
    static constexpr const char* query_name = "repositorySlug";
};

}  // namespace detail

/// The slug of the workspace to look into, 1 to 255 characters.
using infisical_workspace_slug = detail::infisical_slug_option<detail::infisical_workspace_tag>;
/// The slug of the repository to look into, 1 to 255 characters.
using infisical_repository_slug = detail::infisical_slug_option<detail::infisical_repository_tag>;

}  // namespace bitbucket::inline BITBUCKET_ABI
