// SPDX-License-Identifier: MIT
// Coroutines, opt-in: `co_await api.async_send(request)`, and the items of a collection one by one. They need a client whose
// transport is an event loop (transport/curl_loop.hpp), and complete on the thread that drives it.
//
//   curl_loop loop;
//   client api{loop, token};
//   task<std::string> who(client api) {
//       account me = co_await api.async_send(users::current{});
//       co_return me.display_name;
//   }
//   std::string name = loop.run(who(api));
//
// Any coroutine type can await them; `task` is there for programs that have none.
#pragma once

// Comes first, since <coroutine> has an #error of its own where the language is older than C++20.
#include "client.hpp"
#include "detail/paging/async_calls.hpp"
#include "detail/text/forced_unwind.hpp"
#include "task.hpp"

#include <coroutine>

namespace bitbucket::inline BITBUCKET_ABI {

/// What `client::async_try_send` and `async_send` return: await it once. Nothing is sent before that. Destroying the
/// coroutine that awaits it gives the call up.
template <operation Operation, bool Throws>
class async_response {
    using value_type = typename Operation::result_type;

public:
    async_response(std::shared_ptr<const detail::client_core> core, const Operation& request,
                   const call_options& options)
        : call_(std::move(core), request, options) {}

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
        return call_.begin([](void* frame) { std::coroutine_handle<>::from_address(frame).resume(); },
                           waiting.address());
    }
    /// The value or the error, as `send` or `try_send`.
    auto await_resume() {
        if constexpr (Throws)
            return take().value();
        else
            return take();
    }

private:
    result<value_type> take() {
        if constexpr (std::is_void_v<value_type>) {
            if (auto failure = call_.finish({})) return *std::move(failure);
            return {};
        } else {
            value_type value = {};
            if (auto failure = call_.finish(detail::target_of(&value))) return *std::move(failure);
            return value;
        }
    }

    detail::async_call call_;
};

/// The items of a collection, for coroutines. Made by `client::async_each`:
///
///   auto keys = api.async_each(ssh_keys::list{"me"});
///   while (ssh_account_key* key = co_await keys.next()) use(*key);
///
/// One coroutine at a time. It can be moved while nothing awaits it, not copied, and may outlive the client.
template <paged Page>
class async_items {
    struct item_walk {
        item_walk(const detail::client_core& core, detail::page_walker walker, bool asks_ahead)
            : request(core), walk(std::move(walker)), ahead(asks_ahead) {}

        // Declared first, since the walk gives up what is under way there.
        detail::async_page request;
        detail::walk_state<Page> walk;
        std::size_t index = 0;
        std::size_t delivered = 0;
        bool ahead;
        bool ended = false;
        std::optional<error> failure = {};
        std::exception_ptr thrown = {};
        std::coroutine_handle<> waiting = {};

        [[nodiscard]] bool has_item() const noexcept { return walk.has_page && index < walk.page.values.size(); }
        // Takes pages until there is an item, the end or an error. False if a page has to be waited for.
        bool settle() {
            while (!has_item()) {
                if (failure || walk.walker.done()) return ended = true;
                if (request.wait(walk.walker, &go_on, this)) return false;
                index = 0;
                static_cast<void>(walk.next_page(&failure));
                if (ahead && !failure) request.ask(walk.walker);
            }
            return true;
        }
        static void go_on(void* self) {
            auto& state = *static_cast<item_walk*>(self);
            try {
                if (!state.settle()) return;
            } catch (const detail::forced_unwind&) {
                throw;
            } catch (...) {
                // Out of memory: the coroutine hears of it, not the loop.
                state.thrown = std::current_exception();
            }
            state.waiting.resume();
        }
    };

    class next_item {
    public:
        explicit next_item(item_walk& from) noexcept : from_(from) {}

        [[nodiscard]] bool await_ready() {
            if (from_.walk.has_page && from_.delivered > 0) ++from_.index;
            if (from_.delivered >= from_.walk.walker.max_items()) from_.ended = true;
            return from_.ended || from_.settle();
        }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { from_.waiting = waiting; }
        typename Page::item_type* await_resume() {
            if (from_.thrown) std::rethrow_exception(std::exchange(from_.thrown, nullptr));
            if (from_.ended && from_.failure) std::exchange(from_.failure, std::nullopt)->raise();
            if (from_.ended) return nullptr;
            ++from_.delivered;
            return &from_.walk.page.values[from_.index];
        }

    private:
        item_walk& from_;
    };

public:
    async_items(const std::shared_ptr<const detail::client_core>& core, const request_base& request,
                walk_options options)
        : state_(make(core, request, std::move(options))) {}

    /// Awaits to a pointer to the next item, which may be moved out and lives until the next call; null at the end. Throws
    /// what `each` throws, once; then it is at its end.
    [[nodiscard]] next_item next() noexcept { return next_item(*state_); }

    /// As `item_range`.
    [[nodiscard]] bool complete() const noexcept { return state_->walk.complete(); }
    /// As `item_range`.
    [[nodiscard]] std::size_t missing() const noexcept { return state_->walk.missing(); }
    /// As `item_range`.
    [[nodiscard]] const rate_limit& limit() const noexcept { return state_->walk.walker.limit(); }
    /// As `item_range`.
    [[nodiscard]] page_link resume_link() const {
        const item_walk& now = *state_;
        return now.has_item() && now.index + 1 < now.walk.page.values.size() ? now.walk.walker.current_link()
                                                                             : now.walk.walker.next_link();
    }

private:
    static std::unique_ptr<item_walk> make(const std::shared_ptr<const detail::client_core>& core,
                                           const request_base& request, walk_options options) {
        // What is asked for ahead runs on the same loop as everything else.
        const bool ahead = std::exchange(options.prefetch, options.prefetch > 1 ? options.prefetch : 0) == 1;
        return std::make_unique<item_walk>(*core, detail::page_walker(core, request, std::move(options)), ahead);
    }

    std::unique_ptr<item_walk> state_;
};

namespace detail {

template <operation Operation>
struct coroutine_header<Operation> {
    static constexpr bool is_included = true;

    template <bool Throws>
    static auto send(std::shared_ptr<const client_core> core, const Operation& request, const call_options& options) {
        return async_response<Operation, Throws>(std::move(core), request, options);
    }
    static auto each(const std::shared_ptr<const client_core>& core, const Operation& request, walk_options options) {
        return async_items<typename Operation::result_type>(core, request, std::move(options));
    }
};

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
