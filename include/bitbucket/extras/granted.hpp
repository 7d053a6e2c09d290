// SPDX-License-Identifier: MIT
// granted_client: a client that knows the scopes of its credential at compile time, and refuses operations that need
// more. Made by `client::with_granted`.
#pragma once

#include "../client.hpp"
#include "../scopes.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Granted scopes as a set. The primary template is for arguments that are not a list of scopes.
template <auto... Scopes>
struct granted_set {
    static constexpr bool is_valid = false;
    using scope = classic_scope;
    static constexpr scope_set<scope> value = {};
};
template <auto First, auto... More>
    requires(scope_traits<decltype(First)>::is_scope && (std::is_same_v<decltype(First), decltype(More)> && ...))
struct granted_set<First, More...> {
    static constexpr bool is_valid = true;
    using scope = decltype(First);
    static constexpr scope_set<scope> value = {First, More...};
};

/// Carries the missing scopes in its name, so that the compiler's message shows them.
template <auto... Missing>
struct missing_scopes {
    static constexpr bool is_checked = true;
    static constexpr bool all_scopes_are_granted = sizeof...(Missing) == 0;
    static_assert(all_scopes_are_granted,
                  "bitbucket: the granted scopes do not cover this operation: missing_scopes<...> in the notes names "
                  "the ones that are missing");
};

/// Instantiated by a call with an operation; fails with the sentence above if scopes are missing.
template <class Operation, class Granted>
class scope_check {
    using scope = typename Granted::scope;
    static constexpr scope_set<scope> missing =
        known_scopes_of<scope, Operation>().minimal() - Granted::value.closure();

    static constexpr scope missing_at(std::size_t index) noexcept {
        auto at = missing.begin();
        while (index-- > 0) ++at;
        return *at;
    }
    template <std::size_t... Indices>
    static missing_scopes<missing_at(Indices)...> listed(std::index_sequence<Indices...>);

public:
    static constexpr bool is_done = decltype(listed(std::make_index_sequence<missing.size()>()))::is_checked;
};

/// Tells `client::with_granted` that this header is included.
template <auto... Scopes>
struct granted_header<client, Scopes...> {
    static constexpr bool is_included = true;
};

}  // namespace detail

/// A client with the scopes that its credential was given, e.g. `api.with_granted<classic_scope::account,
/// classic_scope::repository>()`. A cheap handle like `client`, with the same calls; but an operation that needs a
/// scope that these do not cover or imply does not compile. Whether the credential really has the scopes is checked
/// only by the server.
///
/// `Scopes` is one scope or more, all of `classic_scope` (OAuth, access tokens) or all of `granular_scope` (API
/// tokens). An operation for which the vendor names no scope of that kind is allowed.
///
/// A function that takes a `granted_client` declares what it needs in its signature: a client with more scopes converts
/// to it.
template <auto... Scopes>
class granted_client {
    using granted = detail::granted_set<Scopes...>;
    static constexpr bool scopes_are_of_one_kind = granted::is_valid;
    static_assert(scopes_are_of_one_kind,
                  "bitbucket: with_granted takes one scope or more, all of classic_scope or all of granular_scope");

public:
    /// Trusts the caller about the scopes.
    explicit granted_client(client api) noexcept : client_(std::move(api)) {}
    /// From a client whose scopes cover these.
    template <auto... Others>
        requires(detail::granted_set<Others...>::is_valid &&
                 std::is_same_v<typename detail::granted_set<Others...>::scope, typename granted::scope> &&
                 detail::granted_set<Others...>::value.covers(granted::value))
    granted_client(const granted_client<Others...>& other)  // NOLINT(google-explicit-constructor)
        : client_(other.client_) {}

    /// The scopes, without what they imply.
    [[nodiscard]] static constexpr auto scopes() noexcept { return granted::value; }

    /// Like `client::send`.
    template <operation Operation>
    auto send(const Operation& request, const call_options& options = {}) const -> typename Operation::result_type {
        return allowed<Operation>().send(request, options);
    }

    /// Like `client::try_send`.
    template <operation Operation>
    [[nodiscard]] auto try_send(const Operation& request, const call_options& options = {}) const
        -> result<typename Operation::result_type> {
        return allowed<Operation>().try_send(request, options);
    }

    /// Like `client::exchange`.
    template <operation Operation>
    auto exchange(const Operation& request, const call_options& options = {}) const
        -> reply<typename Operation::result_type> {
        return allowed<Operation>().exchange(request, options);
    }

    /// Like `client::try_exchange`.
    template <operation Operation>
    [[nodiscard]] auto try_exchange(const Operation& request, const call_options& options = {}) const
        -> result<reply<typename Operation::result_type>> {
        return allowed<Operation>().try_exchange(request, options);
    }

    /// Like `client::send_json`; needs `<bitbucket/json.hpp>`.
    template <operation Operation>
    auto send_json(const Operation& request, const call_options& options = {}) const {
        return allowed<Operation>().send_json(request, options);
    }

    /// Like `client::each`.
    template <operation Operation>
    [[nodiscard]] auto each(const Operation& request, walk_options options = {}) const {
        return allowed<Operation>().each(request, std::move(options));
    }

    /// As `client::collect`.
    template <operation Operation>
    [[nodiscard]] auto collect(const Operation& request, walk_options options = {}) const {
        return allowed<Operation>().collect(request, std::move(options));
    }

    /// As `client::pages`.
    template <operation Operation>
    [[nodiscard]] auto pages(const Operation& request, walk_options options = {}) const {
        return allowed<Operation>().pages(request, std::move(options));
    }

    /// Like `client::try_pages`.
    template <operation Operation>
    [[nodiscard]] auto try_pages(const Operation& request, walk_options options = {}) const {
        return allowed<Operation>().try_pages(request, std::move(options));
    }

    /// Like `client::follow`. The scopes that a link needs are unknown, so only the server checks them.
    template <class T>
    T follow(const link& to, const call_options& options = {}) const {
        return client_.template follow<T>(to, options);
    }

    /// Like `client::try_follow`; only the server checks the scopes.
    template <class T>
    [[nodiscard]] result<T> try_follow(const link& to, const call_options& options = {}) const {
        return client_.template try_follow<T>(to, options);
    }

    /// Like `client::follow_items`; only the server checks the scopes.
    template <class Item>
    [[nodiscard]] auto follow_items(const link& to, walk_options options = {}) const {
        return client_.template follow_items<Item>(to, std::move(options));
    }

    /// Like `client::try_json_text`.
    template <operation Operation>
    [[nodiscard]] result<json_text> try_json_text(const Operation& request, const call_options& options = {}) const {
        return allowed<Operation>().try_json_text(request, options);
    }

private:
    template <auto... Others>
    friend class granted_client;

    /// The client, for an operation that the scopes cover. All calls come through here. The return type is deduced so
    /// that clang instantiates the body at once; otherwise its notes would not lead to the user's line.
    template <class Operation>
    [[nodiscard]] const auto& allowed() const noexcept {
        // Scopes of two kinds have already been refused.
        if constexpr (granted::is_valid) static_assert(detail::scope_check<Operation, granted>::is_done);
        return client_;
    }

    client client_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
