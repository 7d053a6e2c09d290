// SPDX-License-Identifier: MIT
// client: sends requests, through a transport, with a credential. The only class that does I/O. `client_of` is the same
// for the API of another service.
#pragma once

#include "bitbucket_cloud.hpp"
#include "detail/calls/client_checks.hpp"
#include "pagination.hpp"
#include "reply.hpp"
#include "request.hpp"
#include "send_all_options.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

template <auto... Scopes>
class granted_client;

namespace detail {

/// Lets headers that are built on the client reach its core.
struct core_access {
    template <class Client>
    [[nodiscard]] static const client_core& of(const Client& api) noexcept {
        return *api.core_;
    }
};

}  // namespace detail

/// The API of a service, seen with one credential. A cheap handle: copies share transport, credential and options, and
/// all may be used from many threads at once. Any 2xx is a success. `client` is the one of Bitbucket Cloud.
///
/// Operations and credentials of another service do not compile.
///
/// All calls fail with the same errors, thrown or returned: `usage_error` before any I/O; a subclass of `api_error` for
/// any other status; `transport_error`, `decode_error`, `pagination_error`, `cancelled`, `deadline_exceeded`.
template <const service& Of>
class client_of {
public:
    /// `sender` is any transport, e.g. `curl_transport{}`; `who` any credential of this service, or one that all take
    /// (`anonymous`, `basic`). A bad option or credential does not throw here: the first call reports it as a
    /// `usage_error`.
    template <std::convertible_to<credentials> Who = anonymous>
    // NOLINTNEXTLINE(performance-unnecessary-value-param): moved from
    explicit client_of(any_transport sender, Who who = {}, client_options options = {})
        : core_(detail::make_core(Of, std::move(sender), credentials(std::move(who)), std::move(options))) {
        constexpr bool credential_is_for_this_service = detail::is_credential_of<Who>(Of);
        static_assert(credential_is_for_this_service,
                      "bitbucket: this credential is for another service than this client, which would send it there");
    }

    // Moving is copying, so that a client that was moved from still works.
    client_of(const client_of&) = default;
    client_of& operator=(const client_of&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    client_of(client_of&& other) noexcept : client_of(std::as_const(other)) {}
    client_of& operator=(client_of&& other) noexcept {
        *this = std::as_const(other);
        return *this;
    }
    ~client_of() = default;

    /// The settings that it was made with.
    [[nodiscard]] const client_options& options() const noexcept { return detail::options_of(*core_); }

    /// Sends a request and returns the decoded value. Throws the error.
    template <operation Operation>
    auto send(const Operation& request, const call_options& options = {}) const -> typename Operation::result_type {
        static_assert(detail::service_check<Operation, Of>::is_done);
        return try_send(request, options).value();
    }

    /// Sends a request and returns the decoded value or the error.
    template <operation Operation>
    [[nodiscard]] auto try_send(const Operation& request, const call_options& options = {}) const
        -> result<typename Operation::result_type> {
        static_assert(detail::service_check<Operation, Of>::is_done);
        using value_type = typename Operation::result_type;
        if constexpr (std::is_void_v<value_type>) {
            if (auto failure = detail::exchange(*core_, request, options, {}, nullptr)) return *std::move(failure);
            return {};
        } else {
            value_type value = {};
            if (auto failure = detail::exchange(*core_, request, options, detail::target_of(&value), nullptr))
                return *std::move(failure);
            return value;
        }
    }

    /// Sends a request and returns the decoded value with status, headers and raw body. Throws the error.
    template <operation Operation>
    auto exchange(const Operation& request, const call_options& options = {}) const
        -> reply<typename Operation::result_type> {
        static_assert(detail::service_check<Operation, Of>::is_done);
        return try_exchange(request, options).value();
    }

    /// Like `exchange`, but returns the error.
    template <operation Operation>
    [[nodiscard]] auto try_exchange(const Operation& request, const call_options& options = {}) const
        -> result<reply<typename Operation::result_type>> {
        static_assert(detail::service_check<Operation, Of>::is_done);
        using value_type = typename Operation::result_type;
        reply<value_type> out;
        detail::reply_target target;
        if constexpr (!std::is_void_v<value_type>) target = detail::target_of(&out.value);
        detail::call_result seen;
        if (auto failure = detail::exchange(*core_, request, options, target, &seen)) return *std::move(failure);
        out.status = seen.status;
        out.headers = std::move(seen.headers);
        out.body = std::move(seen.body);
        out.attempts = seen.attempts;
        out.repeated = seen.repeated;
        out.from = &Of;
        return out;
    }

    /// Sends a request and returns the whole reply as `nlohmann::json`, for members that no model has. Needs
    /// `<bitbucket/json.hpp>`. Throws the error.
    template <operation Operation>
    auto send_json(const Operation& request, const call_options& options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        using sender = detail::json_sender<Operation>;
        constexpr bool json_header_is_included = sender::json_header_is_included;
        static_assert(json_header_is_included, "bitbucket: send_json needs #include <bitbucket/json.hpp>");
        if constexpr (json_header_is_included) return sender::send(*this, request, options);
    }

    /// The items of all pages, as a lazy range. Nothing is sent before its first item is looked at.
    template <operation Operation>
    [[nodiscard]] auto each(const Operation& request, walk_options options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        return walk<item_range>(request, std::move(options));
    }

    /// The items of all pages, or of as many as `options` allow, as a vector. Throws what the walk throws.
    template <operation Operation>
    [[nodiscard]] auto collect(const Operation& request, walk_options options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        return each(request, std::move(options)).collect();
    }

    /// The pages, as a lazy range.
    template <operation Operation>
    [[nodiscard]] auto pages(const Operation& request, walk_options options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        return walk<page_range>(request, std::move(options));
    }

    /// The pages as results, as a lazy range that ends after the first error.
    template <operation Operation>
    [[nodiscard]] auto try_pages(const Operation& request, walk_options options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        return walk<try_page_range>(request, std::move(options));
    }

    /// Sends all requests of a range, many at once on this thread, and returns their outcomes as a lazy range of
    /// `placed_result`: each a `result` that knows the place of its request. The failure of one does not end the rest. The
    /// requests are operations of one kind, or `std::variant`s of several; a range that makes them as it goes may be as long
    /// as it likes. Needs `<bitbucket/send_all.hpp>`.
    ///
    /// Nothing is sent before the first outcome is looked at, and nothing happens while nobody looks. Options out of range
    /// are a `usage_error`, thrown then.
    template <class Requests>
    [[nodiscard]] auto send_all(Requests&& requests, send_all_options options = {}) const {
        using header = detail::send_all_header<std::remove_cvref_t<Requests>>;
        constexpr bool send_all_header_is_included = header::is_included;
        static_assert(send_all_header_is_included, "bitbucket: send_all needs #include <bitbucket/send_all.hpp>");
        if constexpr (send_all_header_is_included)
            return header::template make<Of>(core_, std::forward<Requests>(requests), std::move(options));
        else
            return detail::no_range{};
    }

    /// Walks the collections of a range of requests side by side, and returns their items as a lazy range of
    /// `placed_result`. Items of one collection come in its order. A collection that fails ends with its error, and the
    /// others go on. Needs `<bitbucket/each_of.hpp>`.
    template <class Requests>
    [[nodiscard]] auto each_of(Requests&& requests, each_of_options options = {}) const {
        using header = detail::each_of_header<std::remove_cvref_t<Requests>>;
        constexpr bool each_of_header_is_included = header::is_included;
        static_assert(each_of_header_is_included, "bitbucket: each_of needs #include <bitbucket/each_of.hpp>");
        if constexpr (each_of_header_is_included)
            return header::template make<Of>(core_, std::forward<Requests>(requests), std::move(options));
        else
            return detail::no_range{};
    }

    /// What a coroutine awaits to get what `send` returns; throws the error there. It completes on the thread that drives the
    /// loop of this client's transport (`curl_loop`), where retries and limits wait too. A token that changes is fetched on
    /// that thread, which blocks. Needs `<bitbucket/coroutines.hpp>`.
    template <operation Operation>
    [[nodiscard]] auto async_send(const Operation& request) const {
        return async_call<true>(request, call_options());
    }
    /// The same with options. g++ before 13 destroys what is made in braces within a `co_await` twice: there, write
    /// `auto call = api.async_send(request, {.label = "x"}); co_await call;`.
    template <operation Operation>
    [[nodiscard]] auto async_send(const Operation& request, const call_options& options) const {
        return async_call<true>(request, options);
    }
    /// The same, but awaits to a `result`.
    template <operation Operation>
    [[nodiscard]] auto async_try_send(const Operation& request) const {
        return async_call<false>(request, call_options());
    }
    template <operation Operation>
    [[nodiscard]] auto async_try_send(const Operation& request, const call_options& options) const {
        return async_call<false>(request, options);
    }
    /// The items of all pages, for a coroutine: `co_await items.next()` is a pointer to the next one, or null at the end.
    /// Needs `<bitbucket/coroutines.hpp>`.
    template <operation Operation>
    [[nodiscard]] auto async_each(const Operation& request, walk_options options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        constexpr bool is_paged = paged<typename Operation::result_type>;
        static_assert(is_paged, "bitbucket: async_each is for operations that return a page of a collection");
        using header = detail::coroutine_header<Operation>;
        constexpr bool coroutine_header_is_included = header::is_included;
        static_assert(coroutine_header_is_included, "bitbucket: async_each needs #include <bitbucket/coroutines.hpp>");
        if constexpr (is_paged && coroutine_header_is_included)
            return header::each(core_, request, std::move(options));
        else
            return detail::no_range{};
    }

    /// Gets what a link of an answer leads to, as a `T`: a model or a page. Throws the error. Like `next` links, it
    /// must stay on the API's own origin and below its path. Anything else is a `usage_error` before any I/O, as are an
    /// empty link, an unfilled template, and a link relative to the URL of its answer (`x`, `?page=2`), because a link
    /// does not hold that URL; `/2.0/x` works.
    template <class T>
    T follow(const link& to, const call_options& options = {}) const {
        return try_follow<T>(to, options).value();
    }
    /// The same, but returns the error.
    template <class T>
    [[nodiscard]] result<T> try_follow(const link& to, const call_options& options = {}) const {
        T value = {};
        if (auto failure = detail::exchange_link(*core_, to, options, detail::target_of(&value)))
            return *std::move(failure);
        return value;
    }
    /// The items of the collection that a link of an answer leads to, as a lazy range over pages of `Item`. The walk
    /// starts there and ignores `options.from`. A link that `follow` refuses is the same `usage_error`, thrown by
    /// `begin()`.
    template <class Item>
    [[nodiscard]] item_range<page<Item>> follow_items(const link& to, walk_options options = {}) const {
        return item_range<page<Item>>(detail::page_walker(core_, to, std::move(options)));
    }

    /// Sends a request and returns the reply's JSON as checked text, or the error. The text is empty
    /// after the 404 to a repeated DELETE, and where an operation without a result gets no content. `send_json` is built on it.
    template <operation Operation>
    [[nodiscard]] result<json_text> try_json_text(const Operation& request, const call_options& options = {}) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        constexpr reply_form form = result_traits<typename Operation::result_type>::form;
        constexpr bool needs_no_body = form == reply_form::nothing || form == reply_form::headers;
        return detail::exchange_json(*core_, request, options, needs_no_body);
    }

private:
    friend struct detail::core_access;

    template <bool Throws, class Operation>
    auto async_call(const Operation& request, const call_options& options) const {
        static_assert(detail::service_check<Operation, Of>::is_done);
        using header = detail::coroutine_header<Operation>;
        constexpr bool coroutine_header_is_included = header::is_included;
        static_assert(coroutine_header_is_included, "bitbucket: async_send needs #include <bitbucket/coroutines.hpp>");
        if constexpr (coroutine_header_is_included) return header::template send<Throws>(core_, request, options);
    }

    template <template <class> class Range, class Operation>
    [[nodiscard]] auto walk(const Operation& request, walk_options options) const {
        constexpr bool is_paged = paged<typename Operation::result_type>;
        static_assert(is_paged, "bitbucket: each and pages are for operations that return a page of a collection");
        if constexpr (is_paged)
            return Range<typename Operation::result_type>(detail::page_walker(core_, request, std::move(options)));
        else
            return detail::no_range{};
    }

    std::shared_ptr<const detail::client_core> core_;
};

/// The client of Bitbucket Cloud.
class client : public client_of<bitbucket_cloud> {
public:
    /// As `client_of`. `client{curl_transport{}, api_token{"me@example.org", secret::from_env("BITBUCKET_TOKEN")}}`
    template <std::convertible_to<credentials> Who = anonymous>
    // NOLINTNEXTLINE(performance-unnecessary-value-param): moved from
    explicit client(any_transport sender, Who who = {}, client_options options = {})
        : client_of(std::move(sender), std::move(who), std::move(options)) {}

    /// The same client as a `granted_client`, which refuses at compile time the operations that need more than these
    /// scopes, e.g. `api.with_granted<classic_scope::account>()`. Needs `<bitbucket/extras/granted.hpp>`.
    template <auto... Scopes>
    [[nodiscard]] auto with_granted() const {
        constexpr bool granted_header_is_included = detail::granted_header<client, Scopes...>::is_included;
        static_assert(granted_header_is_included,
                      "bitbucket: with_granted needs #include <bitbucket/extras/granted.hpp>");
        if constexpr (granted_header_is_included)
            return granted_client<Scopes...>(*this);
        else
            return *this;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
