// SPDX-License-Identifier: MIT
// What is known about an operation at compile time: operation_info, its path_template, and the credential kinds. Every
// operation declares one as `static constexpr operation_info info`; all tables and checks read it.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>

#include "types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct service;

/// The path of an operation, relative to the base URL, with `{placeholders}`. The last one may be written `{name*}`:
/// its argument keeps its slashes, and may be empty. The compiler checks it where the operation is used.
class path_template {
public:
    template <std::size_t Size>
    consteval path_template(const char (&text)[Size]) : text_(text), size_(Size - 1) {}  // NOLINT

    /// The template as it was written.
    [[nodiscard]] constexpr std::string_view str() const noexcept { return {text_, size_}; }
    /// How many placeholders it has.
    [[nodiscard]] constexpr std::size_t placeholders() const noexcept {
        std::size_t count = 0;
        for (const char each : str()) count += each == '{' ? 1U : 0U;
        return count;
    }

private:
    const char* text_;
    std::size_t size_;
};

/// Up to 16 names, e.g. of scopes or query options.
class name_list {
public:
    /// The most names in a list.
    static constexpr std::size_t most = 16;

    constexpr name_list() = default;
    template <std::same_as<const char*>... Names>
    constexpr name_list(Names... names) {  // NOLINT(google-explicit-constructor)
        constexpr bool has_room_for_all_names = sizeof...(Names) <= most;
        static_assert(has_room_for_all_names, "bitbucket: a list of scopes or query options has 16 names at most");
        if constexpr (has_room_for_all_names) ((names_[count_++] = names), ...);
    }
    [[nodiscard]] constexpr const char* const* begin() const noexcept { return names_; }
    [[nodiscard]] constexpr const char* const* end() const noexcept { return names_ + count_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return count_ == 0; }
    /// Whether the name is in the list.
    [[nodiscard]] constexpr bool contains(std::string_view name) const noexcept {
        for (const char* each : *this)
            if (name == each) return true;
        return false;
    }

private:
    const char* names_[most] = {};
    std::size_t count_ = 0;
};

/// The kinds of credentials that the services tell apart.
enum class credential_kind : std::uint8_t {
    anonymous,
    basic,
    api_token,
    access_token,
    oauth,
    /// A token of a service other than Bitbucket Cloud.
    service_token
};

/// The kind's name as tables and messages show it.
[[nodiscard]] constexpr const char* to_string(credential_kind kind) noexcept {
    constexpr const char* names[] = {"anonymous", "basic", "api_token", "access_token", "oauth", "service_token"};
    return names[static_cast<std::size_t>(kind)];
}

/// A set of credential kinds.
class credential_kinds {
public:
    constexpr credential_kinds() = default;
    constexpr credential_kinds(std::initializer_list<credential_kind> kinds) {
        for (const credential_kind kind : kinds) bits_ |= bit(kind);
    }
    /// Whether the kind is in the set.
    [[nodiscard]] constexpr bool contains(credential_kind kind) const noexcept { return (bits_ & bit(kind)) != 0; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }

private:
    static constexpr unsigned bit(credential_kind kind) noexcept { return 1U << static_cast<unsigned>(kind); }
    unsigned bits_ = 0;
};

/// What an access token was made for. It decides which scopes the token can hold (scopes.hpp: `holdable_scopes`).
enum class access_token_kind : std::uint8_t {
    /// Not stated; nothing is refused because of it.
    unknown,
    repository,
    project,
    workspace
};

/// The kind's name as messages show it, e.g. `repository`.
[[nodiscard]] constexpr const char* to_string(access_token_kind kind) noexcept {
    constexpr const char* names[] = {"unknown", "repository", "project", "workspace"};
    return names[static_cast<std::size_t>(kind)];
}

/// The stage of an operation's life.
enum class lifecycle : std::uint8_t {
    live,
    /// The vendor may change it without notice. It works as any other, and nothing warns of it.
    preview,
    /// The vendor says so; it may still answer.
    deprecated,
    /// It answers 410.
    retired
};

/// Whether the vendor takes the operation away, so that a caller has to look for another one.
[[nodiscard]] constexpr bool is_ending(lifecycle stage) noexcept {
    return stage == lifecycle::deprecated || stage == lifecycle::retired;
}

/// Whether the `next` links of a collection can be trusted.
enum class next_links : std::uint8_t {
    /// The links are followed as they are, and nothing else is.
    opaque,
    /// The live API is known to send links that lead elsewhere, continue past the last page or lead back to the first
    /// one, and to omit links. The walk repairs them, asks for the next page by number if there are more items, and
    /// ends at an empty page or a link that leads back.
    broken
};

/// Whether an operation is sent again after a failure that leaves open whether the first one took effect.
enum class resending : std::uint8_t {
    /// Unless it is a POST or PATCH.
    by_method,
    /// A POST that has the same effect when it is sent twice.
    harmless,
    /// Not even with `retry_policy::repeat_unsafe`: what it does may still happen after its failure.
    never
};

/// Everything that is known about an operation.
struct operation_info {
    /// The C++ name, e.g. `ssh_keys::list`.
    const char* name;
    /// The method of its requests.
    http_method method;
    /// The path of its requests.
    path_template path;
    /// The OAuth 2.0 scopes that are needed, all of them; empty if none is.
    name_list classic_scopes = {};
    /// The scopes of API tokens and Forge apps that are needed, all of them; empty if the vendor names none.
    name_list granular_scopes = {};
    /// The kinds of credentials that are known to be refused. A kind that the vendor does not mention is not refused.
    credential_kinds refused = {};
    /// What the caller must be, beyond the scopes, e.g. `admin of the repository`; empty if nothing is stated.
    const char* privilege = "";
    /// Its own query options (`q`, `sort`, `role`, …). `fields`, and `pagelen` on pages, need no mention.
    name_list options = {};
    /// The largest page length that the server accepts.
    int max_pagelen = 100;
    /// The page length to ask for unless the caller sets one; 0 leaves it to the server.
    int default_pagelen = 0;
    /// Whether the links of its pages can be trusted.
    next_links links = next_links::opaque;
    /// The query option that takes the token of the next page, where pages hold tokens instead of links; empty for
    /// links.
    const char* next_option = "";
    /// Whether it is sent again after an unclear failure.
    resending resends = resending::by_method;
    /// Whether the API redirects it and forgets its query options on the way, so that the client gives them along.
    bool redirect_keeps_options = false;
    /// Whether the vendor keeps it.
    lifecycle stage = lifecycle::live;
    /// What to call instead of a deprecated or retired operation: method and path; empty if there is no successor.
    const char* successor = "";
    /// The API that it is part of; null for Bitbucket Cloud.
    const service* belongs_to = nullptr;

    /// Whether it takes a filter (`q`).
    [[nodiscard]] constexpr bool filters() const noexcept { return options.contains("q"); }
    /// Whether it takes a sort key (`sort`).
    [[nodiscard]] constexpr bool sorts() const noexcept { return options.contains("sort"); }
    /// Whether sending it twice has the same effect as sending it once.
    [[nodiscard]] constexpr bool idempotent() const noexcept {
        if (resends != resending::by_method) return resends == resending::harmless;
        return method != http_method::post && method != http_method::patch;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
