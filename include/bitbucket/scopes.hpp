// SPDX-License-Identifier: MIT
// The scopes of credentials as enumerations: which exist, what they imply, which ones a set of operations needs, and
// which ones an access token can be given.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#bitbucket-oauth-2-0-scopes
#pragma once

#include <optional>

#include "operation_info.hpp"
#include "types/scope_set.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The scopes of OAuth 2.0 consumers, access tokens and app passwords, in the vendor's order.
enum class classic_scope : std::uint8_t {
    project,
    project_write [[deprecated("obsolete: use project_admin")]],
    project_admin,
    repository,
    repository_write,
    repository_admin,
    repository_delete,
    pullrequest,
    pullrequest_write,
    issue,
    issue_write,
    wiki,
    webhook,
    snippet,
    snippet_write,
    email,
    account,
    account_write,
    pipeline,
    pipeline_write,
    pipeline_variable,
    runner,
    runner_write
};

/// The scopes of API tokens and Forge apps. None implies another.
/// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#forge-app-scopes
enum class granular_scope : std::uint8_t {
    read_repository,
    write_repository,
    admin_repository,
    delete_repository,
    read_pullrequest,
    write_pullrequest,
    read_project,
    admin_project,
    read_workspace,
    admin_workspace,
    read_user,
    read_pipeline,
    write_pipeline,
    admin_pipeline,
    read_runner,
    write_runner,
    write_permission,
    delete_permission,
    read_snippet,
    write_snippet,
    delete_snippet,
    read_webhook,
    write_webhook,
    delete_webhook,
    read_ssh_key,
    write_ssh_key,
    delete_ssh_key,
    read_gpg_key,
    write_gpg_key,
    delete_gpg_key
};

namespace detail {

template <>
struct scope_traits<classic_scope> {
    static constexpr bool is_scope = true;
    static constexpr const char* names[] = {"project",           "project:write",
                                            "project:admin",     "repository",
                                            "repository:write",  "repository:admin",
                                            "repository:delete", "pullrequest",
                                            "pullrequest:write", "issue",
                                            "issue:write",       "wiki",
                                            "webhook",           "snippet",
                                            "snippet:write",     "email",
                                            "account",           "account:write",
                                            "pipeline",          "pipeline:write",
                                            "pipeline:variable", "runner",
                                            "runner:write"};
    static constexpr std::size_t count = std::size(names);
    static constexpr const name_list& needed_by(const operation_info& info) noexcept { return info.classic_scopes; }
};

template <>
struct scope_traits<granular_scope> {
    static constexpr bool is_scope = true;
    static constexpr const char* names[] = {
        "read:repository:bitbucket",   "write:repository:bitbucket", "admin:repository:bitbucket",
        "delete:repository:bitbucket", "read:pullrequest:bitbucket", "write:pullrequest:bitbucket",
        "read:project:bitbucket",      "admin:project:bitbucket",    "read:workspace:bitbucket",
        "admin:workspace:bitbucket",   "read:user:bitbucket",        "read:pipeline:bitbucket",
        "write:pipeline:bitbucket",    "admin:pipeline:bitbucket",   "read:runner:bitbucket",
        "write:runner:bitbucket",      "write:permission:bitbucket", "delete:permission:bitbucket",
        "read:snippet:bitbucket",      "write:snippet:bitbucket",    "delete:snippet:bitbucket",
        "read:webhook:bitbucket",      "write:webhook:bitbucket",    "delete:webhook:bitbucket",
        "read:ssh-key:bitbucket",      "write:ssh-key:bitbucket",    "delete:ssh-key:bitbucket",
        "read:gpg-key:bitbucket",      "write:gpg-key:bitbucket",    "delete:gpg-key:bitbucket"};
    static constexpr std::size_t count = std::size(names);
    static constexpr const name_list& needed_by(const operation_info& info) noexcept { return info.granular_scopes; }
};

// A missing name would shift the others.
static_assert(scope_traits<classic_scope>::count == static_cast<std::size_t>(classic_scope::runner_write) + 1);
static_assert(scope_traits<granular_scope>::count == static_cast<std::size_t>(granular_scope::delete_gpg_key) + 1);

}  // namespace detail

/// The vendor's name of a scope, e.g. `repository:write`.
[[nodiscard]] constexpr const char* to_string(classic_scope scope) noexcept {
    return detail::scope_traits<classic_scope>::names[static_cast<std::size_t>(scope)];
}

/// The vendor's name of a scope, e.g. `read:repository:bitbucket`.
[[nodiscard]] constexpr const char* to_string(granular_scope scope) noexcept {
    return detail::scope_traits<granular_scope>::names[static_cast<std::size_t>(scope)];
}

/// The scope with exactly this name; nothing if this library does not know the name.
template <class Scope>
[[nodiscard]] constexpr std::optional<Scope> scope_from(text_argument given) noexcept {
    const std::string_view name = given;
    for (std::size_t i = 0; i < detail::scope_traits<Scope>::count; ++i)
        if (name == detail::scope_traits<Scope>::names[i]) return static_cast<Scope>(i);
    return std::nullopt;
}

/// The scopes that the vendor says are included in one. What the documents do not say is not implied: `project:admin`
/// does not imply `project`, nor does `account:write` imply `account`.
[[nodiscard]] constexpr scope_set<classic_scope> implied_by(classic_scope scope) noexcept {
    switch (scope) {
        case classic_scope::project:
        case classic_scope::repository_write:
        case classic_scope::pullrequest:
            return classic_scope::repository;
        case classic_scope::pullrequest_write:
            return {classic_scope::pullrequest, classic_scope::repository_write};
        case classic_scope::issue_write:
            return classic_scope::issue;
        case classic_scope::snippet_write:
            return classic_scope::snippet;
        default:
            return {};
    }
}
[[nodiscard]] constexpr scope_set<granular_scope> implied_by(granular_scope) noexcept {
    return {};
}

/// What `parse_scopes` found.
template <class Scope>
struct parsed_scopes {
    /// The scopes that the enumeration has.
    scope_set<Scope> scopes = {};
    /// The names that the enumeration does not have, in their order, duplicates included.
    std::vector<std::string> unknown = {};
};

/// Reads names separated by white space or commas, as the token endpoint and the header `X-OAuth-Scopes` list them.
template <class Scope>
[[nodiscard]] parsed_scopes<Scope> parse_scopes(text_argument given) {
    const std::string_view text = given;
    constexpr std::string_view separators = " ,\t\r\n";
    parsed_scopes<Scope> out;
    for (std::size_t at = text.find_first_not_of(separators); at < text.size();) {
        const std::string_view name = text.substr(at, text.find_first_of(separators, at) - at);
        if (const std::optional<Scope> scope = scope_from<Scope>(name))
            out.scopes.insert(*scope);
        else
            out.unknown.emplace_back(name);
        at = text.find_first_not_of(separators, at + name.size());
    }
    return out;
}

/// Whether this library knows every scope that an operation names; a user's own operation may name others.
template <class Scope>
[[nodiscard]] constexpr bool knows_scopes_of(const operation_info& info) noexcept {
    for (const char* name : detail::scope_traits<Scope>::needed_by(info))
        if (!scope_from<Scope>(name)) return false;
    return true;
}

/// The scopes that an operation declares to need, all of them, without names that this library does not know. An empty
/// set of granular scopes means that the vendor names none; one may still be needed.
template <class Scope>
[[nodiscard]] constexpr scope_set<Scope> scopes_of(const operation_info& info) noexcept {
    scope_set<Scope> out;
    for (const char* name : detail::scope_traits<Scope>::needed_by(info))
        if (const std::optional<Scope> scope = scope_from<Scope>(name)) out.insert(*scope);
    return out;
}

namespace detail {

template <class Scope, class Operation>
[[nodiscard]] constexpr scope_set<Scope> known_scopes_of() noexcept {
    constexpr bool all_scopes_are_known = knows_scopes_of<Scope>(Operation::info);
    static_assert(all_scopes_are_known, "bitbucket: this operation names a scope that scopes.hpp does not know");
    return scopes_of<Scope>(Operation::info);
}

}  // namespace detail

/// The smallest set of scopes that allows calling all of the operations, e.g. `required_scopes<classic_scope,
/// users::current, ssh_keys::list>()`.
template <class Scope, class... Operations>
[[nodiscard]] constexpr scope_set<Scope> required_scopes() noexcept {
    return (scope_set<Scope>() | ... | detail::known_scopes_of<Scope, Operations>()).minimal();
}

/// The same for a list of operations, e.g. `required_scopes<classic_scope>(ssh_keys::operations)`.
template <class Scope, template <class...> class List, class... Operations>
[[nodiscard]] constexpr scope_set<Scope> required_scopes(List<Operations...>) noexcept {
    return required_scopes<Scope, Operations...>();
}

/// The scopes that an access token of a kind can be given; for `unknown`, those that any of the kinds can be given.
/// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#access-tokens
[[nodiscard]] constexpr scope_set<classic_scope> holdable_scopes(access_token_kind kind) noexcept {
    using enum classic_scope;
    constexpr scope_set<classic_scope> all_kinds = {
        repository, repository_write, repository_admin, repository_delete, pullrequest, pullrequest_write,
        webhook,    pipeline,         pipeline_write,   pipeline_variable, runner,      runner_write};
    switch (kind) {
        case access_token_kind::repository:
            return all_kinds;
        case access_token_kind::project:
            return all_kinds | project;
        case access_token_kind::workspace:
        case access_token_kind::unknown:
            break;
    }
    // Workspace tokens can have the scopes of all other kinds.
    return all_kinds | scope_set{project, project_admin, account};
}

}  // namespace bitbucket::inline BITBUCKET_ABI
