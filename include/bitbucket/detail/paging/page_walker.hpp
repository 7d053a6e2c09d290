// SPDX-License-Identifier: MIT
// page_walker: the boundary between the ranges of pagination.hpp and a walk through the pages of a collection, which is in
// walk.hpp.
#pragma once

#include <memory>

#include "../../walk_options.hpp"
#include "../calls/many_calls.hpp"
#include "../json/kept_items.hpp"
#include "page_shape.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class walk;

/// A handle of a walk. It keeps the client's core alive.
class page_walker {
public:
    page_walker(std::shared_ptr<const client_core> core, const request_base& request, walk_options options);
    /// Starts where a link of an answer leads to, and ignores `options.from`.
    page_walker(std::shared_ptr<const client_core> core, const link& to, walk_options options);

    /// How many items the walk may deliver.
    [[nodiscard]] std::size_t max_items() const noexcept { return max_items_; }
    /// How many items a page is likely to have: as many as were asked for, or 0 if that is unknown. At most 1,000.
    [[nodiscard]] std::size_t page_length() const noexcept;
    /// Whether it started with the first page of the collection.
    [[nodiscard]] bool is_from_start() const noexcept { return from_start_; }
    [[nodiscard]] bool done() const noexcept;
    void stop() noexcept;
    /// Whether the page that was fetched last is the last of the collection: there is no link to follow.
    [[nodiscard]] bool at_last_page() const noexcept;

    /// The link of the page that `fetch` gets next or failed to get; empty at the end of the collection.
    [[nodiscard]] page_link next_link() const;
    /// The link of the last page fetched.
    [[nodiscard]] const page_link& current_link() const noexcept;

    /// Begins the request for the next page beside others, if there is one and that was not done before.
    void ask(const std::shared_ptr<call_group>& group);
    /// The same, while a coroutine is suspended. The driver lives as long as the walk.
    void ask(async_driver& driver);
    /// The same while the caller works on a page, where `walk_options::prefetch` wants that.
    void ask_ahead();
    /// Whether `fetch` would not wait.
    [[nodiscard]] bool is_answered() const noexcept;

    /// Fetches the next page into `page`, or returns the error, which ends the walk. Only while not `done()`. `kept` may be
    /// null; otherwise it has the items of the pages before.
    [[nodiscard]] std::optional<error> fetch(const type_descriptor& type, void* page, const page_shape& shape,
                                             kept_items* kept = nullptr);
    /// What the last reply said about the rate limit.
    [[nodiscard]] const rate_limit& limit() const noexcept;

private:
    std::shared_ptr<walk> walk_;
    std::size_t max_items_;
    bool from_start_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "page_walker.ipp"
#endif
