// SPDX-License-Identifier: MIT
// placed_result: the outcome of one of several requests, with the place of its request among them.
#pragma once

#include "result.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A value or an error, as `result`, and the place of its request.
template <class T>
class [[nodiscard]] placed_result : public result<T> {
public:
    placed_result(std::size_t place, result<T> outcome) : result<T>(std::move(outcome)), place_(place) {}

    /// Which request of the range it belongs to, from 0.
    [[nodiscard]] std::size_t place() const noexcept { return place_; }

private:
    std::size_t place_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
