// SPDX-License-Identifier: MIT
// task<T>: a coroutine that returns a T. It begins when it is awaited, on the thread that awaits it, and knows no executor:
// it goes on wherever what it awaits completes. For programs that have no coroutine type of their own.
#pragma once

// Comes first, since <coroutine> has an #error of its own where the language is older than C++20.
#include "version.hpp"

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace bitbucket::inline BITBUCKET_ABI {

template <class T = void>
class task;

namespace detail {

/// Resumes whoever awaits a task when the task has ended.
struct task_end {
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    [[nodiscard]] std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
        const std::coroutine_handle<> waiting = ended.promise().waiting;
        return waiting ? waiting : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
};

struct task_promise_base {
    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] task_end final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
    void throw_if_failed() const {
        if (failure != nullptr) std::rethrow_exception(failure);
    }

    std::coroutine_handle<> waiting;
    std::exception_ptr failure;
};

template <class T>
struct task_promise : task_promise_base {
    [[nodiscard]] task<T> get_return_object() noexcept;
    template <class Value>
    void return_value(Value&& from) {
        value.emplace(std::forward<Value>(from));
    }
    [[nodiscard]] T take() {
        throw_if_failed();
        return *std::move(value);
    }

    std::optional<T> value;
};

template <>
struct task_promise<void> : task_promise_base {
    [[nodiscard]] task<void> get_return_object() noexcept;
    void return_void() const noexcept {}
    void take() const { throw_if_failed(); }
};

}  // namespace detail

/// Await it once. Destroying it before its end destroys the coroutine, and gives up what that waits for.
template <class T>
class [[nodiscard]] task {
public:
    using promise_type = detail::task_promise<T>;

    explicit task(std::coroutine_handle<promise_type> made) noexcept : made_(made) {}
    task(task&& other) noexcept : made_(std::exchange(other.made_, nullptr)) {}
    task& operator=(task&& other) noexcept {
        if (this != &other) {
            destroy();
            made_ = std::exchange(other.made_, nullptr);
        }
        return *this;
    }
    task(const task&) = delete;
    task& operator=(const task&) = delete;
    ~task() { destroy(); }

    /// Begins it without awaiting it: for what drives a loop until `is_done()`. Once.
    void start() { made_.resume(); }
    /// Whether it has ended, with a value or an exception.
    [[nodiscard]] bool is_done() const noexcept { return made_.done(); }
    /// The value, or throws what ended the task. Only if `is_done()`, and once.
    T take() { return made_.promise().take(); }

    [[nodiscard]] auto operator co_await() && noexcept {
        struct awaiter {
            std::coroutine_handle<promise_type> made;

            [[nodiscard]] bool await_ready() const noexcept { return false; }
            [[nodiscard]] std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) const noexcept {
                made.promise().waiting = waiting;
                return made;
            }
            T await_resume() const { return made.promise().take(); }
        };
        return awaiter{made_};
    }
    [[nodiscard]] auto operator co_await() & noexcept { return std::move(*this).operator co_await(); }

private:
    void destroy() noexcept {
        if (made_) made_.destroy();
    }

    std::coroutine_handle<promise_type> made_;
};

namespace detail {

template <class T>
task<T> task_promise<T>::get_return_object() noexcept {
    return task<T>(std::coroutine_handle<task_promise>::from_promise(*this));
}
inline task<void> task_promise<void>::get_return_object() noexcept {
    return task<void>(std::coroutine_handle<task_promise>::from_promise(*this));
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
