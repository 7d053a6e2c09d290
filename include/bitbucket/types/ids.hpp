// SPDX-License-Identifier: MIT
// The path arguments of requests: one type per meaning, so that a user cannot be passed as a workspace. Each is a text;
// a request checks and percent-encodes it (request_base.hpp).
#pragma once

#include <concepts>

#include "uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
/// Whether a text in the shape of a UUID can only be one there, so that it gets its braces.
template <class Tag>
inline constexpr bool adds_braces = false;
template <class Tag>
    requires(Tag::adds_braces)
inline constexpr bool adds_braces<Tag> = true;
}  // namespace detail

/// An identifier in a path. `Tag::takes_uuid` says whether the vendor accepts a UUID there. Converts from text, and
/// from `uuid` if that is allowed; never from another identifier.
///
/// If `Tag::adds_braces` is true, a UUID without braces gets them, because without them the server does not find it. It
/// is so where nothing else looks like a UUID. The slug of a workspace or a repository can, so there you write the
/// braces, or give a `uuid`. `==` and `std::hash` ignore the case of a UUID in braces.
template <class Tag>
class path_id : public text_value {
public:
    path_id(std::string text) noexcept(!detail::adds_braces<Tag>)  // NOLINT(google-explicit-constructor)
        : text_value(as_sent(std::move(text))) {}
    path_id(std::string_view text) : path_id(std::string(text)) {}       // NOLINT(google-explicit-constructor)
    path_id(const char* text) : path_id(detail::text_or_empty(text)) {}  // NOLINT(google-explicit-constructor)
    path_id(const uuid& id)                                              // NOLINT(google-explicit-constructor)
        requires(Tag::takes_uuid)
        : text_value(id.str()) {}

    friend bool operator==(const path_id& a, const path_id& b) noexcept {
        return detail::id_text(a.text_) == detail::id_text(b.text_);
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const path_id& id) {
        detail::print_word(out, id.text_);
        return out;
    }

private:
    static std::string as_sent(std::string text) noexcept(!detail::adds_braces<Tag>) {
        if constexpr (detail::adds_braces<Tag>) return detail::with_braces(std::move(text));
        return text;
    }
};

namespace detail {
struct workspace_tag {
    static constexpr bool takes_uuid = true;
};
struct repository_tag {
    static constexpr bool takes_uuid = true;
};
struct project_tag {
    static constexpr bool takes_uuid = false;
};
struct user_tag {
    static constexpr bool takes_uuid = true;
    static constexpr bool adds_braces = true;
};
struct email_tag {
    static constexpr bool takes_uuid = false;
};
struct ssh_key_tag {
    static constexpr bool takes_uuid = true;
    static constexpr bool adds_braces = true;
};
struct variable_tag {
    static constexpr bool takes_uuid = true;
    static constexpr bool adds_braces = true;
};
struct app_tag {
    static constexpr bool takes_uuid = false;
};
struct property_tag {
    static constexpr bool takes_uuid = false;
};
struct group_tag {
    static constexpr bool takes_uuid = false;
};
struct deploy_key_tag {
    static constexpr bool takes_uuid = false;
};
struct gpg_key_tag {
    static constexpr bool takes_uuid = false;
};
struct known_host_tag {
    static constexpr bool takes_uuid = true;
    static constexpr bool adds_braces = true;
};
struct environment_tag {
    static constexpr bool takes_uuid = true;
    static constexpr bool adds_braces = true;
};
struct pull_request_tag {
    static constexpr bool takes_uuid = false;
};
struct commit_tag {
    static constexpr bool takes_uuid = false;
};
struct download_tag {
    static constexpr bool takes_uuid = false;
};
struct tree_path_tag {
    static constexpr bool takes_uuid = false;
};
struct branch_name_tag {
    static constexpr bool takes_uuid = false;
};
struct tag_name_tag {
    static constexpr bool takes_uuid = false;
};
struct comment_tag {
    static constexpr bool takes_uuid = false;
};
struct task_tag {
    static constexpr bool takes_uuid = false;
};
struct merge_task_tag {
    static constexpr bool takes_uuid = false;
};
}  // namespace detail

/// A workspace: its ID (slug) or its UUID. `workspace_ref{"{}"}` is the empty workspace, for a repository that is
/// addressed by its own UUID alone.
using workspace_ref = path_id<detail::workspace_tag>;
/// A repository within a workspace: its slug or its UUID.
using repository_ref = path_id<detail::repository_tag>;
/// A project: its key (`PRJ`); the API does not accept a UUID here.
using project_key = path_id<detail::project_tag>;
/// A user: the Atlassian account ID (`557058:ba89…`) or the UUID. Usernames are no longer identifiers.
using user_ref = path_id<detail::user_tag>;
/// One of the caller's own e-mail addresses.
using email_ref = path_id<detail::email_tag>;
/// An SSH key: its UUID.
using ssh_key_ref = path_id<detail::ssh_key_tag>;
/// A pipeline variable: its UUID.
using variable_ref = path_id<detail::variable_tag>;
/// The key of an app that owns application properties.
using app_key = path_id<detail::app_tag>;
/// The name of an application property.
using property_name = path_id<detail::property_tag>;

/// A group of a workspace: its slug.
using group_ref = path_id<detail::group_tag>;
/// A GPG key: its fingerprint.
using gpg_fingerprint = path_id<detail::gpg_key_tag>;
/// A known host of pipelines: its UUID.
using known_host_ref = path_id<detail::known_host_tag>;
/// A deployment environment: its UUID.
using environment_ref = path_id<detail::environment_tag>;
/// A commit: its full hash, or an unambiguous beginning of it. Branches with a `/` in their names do not work here.
using commit_ref = path_id<detail::commit_tag>;
/// A file among the downloads of a repository: its name.
using download_name = path_id<detail::download_tag>;
/// A branch: its name without `refs/heads/`. It may hold slashes.
using branch_name = path_id<detail::branch_name_tag>;
/// A tag: its name without `refs/tags/`. It may hold slashes.
using tag_name = path_id<detail::tag_name_tag>;
/// A merge in the background: its `task_id`.
using merge_task_ref = path_id<detail::merge_task_tag>;
/// A file or directory in a repository: its path from the root, e.g. `docs/first steps.md`, without a slash in front.
/// Its slashes stay slashes. Empty is the root.
using tree_path = path_id<detail::tree_path_tag>;

/// A numeric identifier: converts from numbers and from text, e.g. the `id` of a deploy key or pull request.
template <class Tag>
class number_id : public path_id<Tag> {
public:
    using path_id<Tag>::path_id;
    // Any integer type, so that no call is ambiguous, but not bool or a character type.
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    number_id(Number number) : path_id<Tag>(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)
};
/// A deploy key: its `id`.
using deploy_key_ref = number_id<detail::deploy_key_tag>;
/// A pull request: its `id` within the repository.
using pull_request_ref = number_id<detail::pull_request_tag>;
/// A comment on a pull request: its `id`.
using comment_ref = number_id<detail::comment_tag>;
/// A task of a pull request: its `id`.
using task_ref = number_id<detail::task_tag>;

}  // namespace bitbucket::inline BITBUCKET_ABI

template <class Tag>
struct std::hash<bitbucket::path_id<Tag>> {  // NOLINT(cert-dcl58-cpp): a hash of ours
    [[nodiscard]] std::size_t operator()(const bitbucket::path_id<Tag>& id) const noexcept {
        return bitbucket::detail::id_text(id.str()).hash();
    }
};

template <class Tag>
// NOLINTNEXTLINE(cert-dcl58-cpp): the same
struct std::hash<bitbucket::number_id<Tag>> : std::hash<bitbucket::path_id<Tag>> {};
