// SPDX-License-Identifier: MIT
// request_source: a range of requests that is read once, one request at a time, and what is known of their results.
#pragma once

#include <iterator>
#include <memory>
#include <optional>
#include <ranges>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The type of the requests of a range.
template <class Range>
using request_of = std::remove_cvref_t<std::ranges::range_reference_t<Range>>;

/// Hands out the requests of a range. A range that is passed as an lvalue must live as long; others are moved in.
template <class Range>
class request_source {
    using stored = std::conditional_t<std::is_lvalue_reference_v<Range>, std::remove_reference_t<Range>*, Range>;

public:
    // NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved): forwarded, for it may be an lvalue
    explicit request_source(Range&& range) : range_(keep(std::forward<Range>(range))) {}
    // Iterators may point into the range.
    request_source(const request_source&) = delete;
    request_source& operator=(const request_source&) = delete;
    ~request_source() = default;

    [[nodiscard]] bool at_end() {
        begin();
        return *at_ == std::ranges::end(range());
    }
    /// The next request. Only while not `at_end()`.
    [[nodiscard]] decltype(auto) current() { return **at_; }
    /// Its place in the range, from 0.
    [[nodiscard]] std::size_t place() const noexcept { return place_; }
    void step() {
        ++*at_;
        ++place_;
    }

private:
    using referred = std::remove_reference_t<Range>;

    static stored keep(Range&& range) {
        if constexpr (std::is_lvalue_reference_v<Range>)
            return std::addressof(range);
        else
            return std::move(range);
    }
    referred& range() noexcept {
        if constexpr (std::is_lvalue_reference_v<Range>)
            return *range_;
        else
            return range_;
    }
    // Not before somebody looks: beginning may compute the first request.
    void begin() {
        if (!at_) at_.emplace(std::ranges::begin(range()));
    }

    stored range_;
    std::optional<std::ranges::iterator_t<referred>> at_;
    std::size_t place_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
