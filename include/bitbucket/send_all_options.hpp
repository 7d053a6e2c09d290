// SPDX-License-Identifier: MIT
// send_all_options, each_of_options: how several requests run at once. `send_all` and `each_of` are in send_all.hpp and
// each_of.hpp.
#pragma once

#include "walk_options.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// In which order the outcomes of several requests come.
enum class outcome_order : std::uint8_t {
    /// As the requests stand in their range. One that takes long holds up those behind it.
    input,
    /// As they become known.
    completion,
};

/// How `client::send_all` sends.
struct send_all_options {
    /// How many requests are under way at once, 1 to 256. A transport that sends them one by one (`concurrent_transport`)
    /// has one. In input order as many outcomes again may wait for their turn.
    std::size_t concurrency = 16;
    /// In which order the outcomes come.
    outcome_order order = outcome_order::input;
    /// Cover everything. What is not sent then ends with `deadline_exceeded` or `cancelled` too.
    bitbucket::deadline deadline = {};
    /// Cancels everything.
    cancel_token cancel = {};
    /// The settings of each request. Its own deadline and cancel token count too.
    call_options call = {};
};

/// How `client::each_of` walks.
struct each_of_options {
    /// How many collections are walked at once, 1 to 256, each with one request under way and up to two pages in memory.
    std::size_t concurrency = 16;
    /// In input order all items of a collection come before those of the next.
    outcome_order order = outcome_order::completion;
    /// For each collection; `deadline` and `cancel` cover everything. `from` must be empty, and `prefetch` has no effect:
    /// the next page is always under way.
    walk_options walk = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI
