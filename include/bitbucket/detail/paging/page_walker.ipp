// SPDX-License-Identifier: MIT
// Defines what page_walker.hpp declares.
#pragma once

#include "../calls/linked_request.hpp"
#include "page_walker.hpp"
#include "walk.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_OPAQUE BITBUCKET_INLINE page_walker::page_walker(std::shared_ptr<const client_core> core,
                                                           const request_base& request, walk_options options)
    : max_items_(options.max_items), from_start_(options.from.empty()) {
    walk_ = std::make_shared<walk>(std::move(core), request, std::move(options));
}

BITBUCKET_OPAQUE BITBUCKET_INLINE page_walker::page_walker(std::shared_ptr<const client_core> core, const link& to,
                                                           walk_options options)
    : max_items_(options.max_items), from_start_(false) {
    const linked_request request(*core, to);
    options.from = page_link(request.url());
    walk_ = std::make_shared<walk>(std::move(core), request, std::move(options));
}

BITBUCKET_INLINE bool page_walker::done() const noexcept {
    return walk_->done();
}
BITBUCKET_INLINE std::size_t page_walker::page_length() const noexcept {
    return walk_->page_length();
}
BITBUCKET_INLINE void page_walker::stop() noexcept {
    walk_->stop();
}
BITBUCKET_INLINE bool page_walker::at_last_page() const noexcept {
    return walk_->at_last_page();
}
BITBUCKET_OPAQUE BITBUCKET_INLINE page_link page_walker::next_link() const {
    return walk_->next_link();
}
BITBUCKET_INLINE const page_link& page_walker::current_link() const noexcept {
    return walk_->current_link();
}
BITBUCKET_INLINE const rate_limit& page_walker::limit() const noexcept {
    return walk_->limit();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE void page_walker::ask(const std::shared_ptr<call_group>& group) {
    walk_->ask(group);
}
BITBUCKET_OPAQUE BITBUCKET_INLINE void page_walker::ask(async_driver& driver) {
    walk_->ask(driver);
}
BITBUCKET_OPAQUE BITBUCKET_INLINE void page_walker::ask_ahead() {
    walk_->ask_ahead();
}
BITBUCKET_INLINE bool page_walker::is_answered() const noexcept {
    return walk_->is_answered();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE std::optional<error> page_walker::fetch(const type_descriptor& type, void* page,
                                                                          const page_shape& shape, kept_items* kept) {
    return walk_->fetch(type, page, shape, kept);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
