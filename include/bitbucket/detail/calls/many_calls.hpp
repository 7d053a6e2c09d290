// SPDX-License-Identifier: MIT
// The boundary between the templates that run several calls at once (send_all.hpp, each_of.hpp) and what moves the calls on
// (call_group.hpp).
#pragma once

#include "calls.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Calls of one client that run at once on the thread that looks at them.
class call_group;
class driven_call;
/// Moves one call on with a loop that something else drives.
class async_driver;

/// What is wrong with how many calls an option wants at once; empty if nothing is. `option` is its name.
[[nodiscard]] std::string find_concurrency_problem(const char* option, std::size_t concurrency);

[[nodiscard]] std::shared_ptr<call_group> make_group(const client_core& core);
/// Whether calls run at once; otherwise each runs to its end as soon as it begins.
[[nodiscard]] bool is_concurrent(const call_group& group) noexcept;
/// Waits until at least one of the calls under way has ended; returns at once if there are none.
void wait_for_any(call_group& group);

/// One of the calls, begun when it is made. Its end before that of the call gives the call up.
class begun_call {
public:
    begun_call() = default;
    begun_call(std::shared_ptr<const client_core> core, std::shared_ptr<call_group> group, const request_base& request,
               const call_options& options);

    [[nodiscard]] bool is_done() const noexcept;
    /// Decodes the reply of a call that is done, or returns the error. Throws what the request's own source has thrown.
    [[nodiscard]] std::optional<error> finish(const reply_target& target);

private:
    // The call goes first: it tells its group.
    std::shared_ptr<call_group> group_;
    std::shared_ptr<driven_call> call_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "many_calls.ipp"
#endif
