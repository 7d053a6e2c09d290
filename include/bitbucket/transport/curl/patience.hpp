// SPDX-License-Identifier: MIT
// curl_patience: when a transfer has taken too long. A body in memory has the whole of total_timeout. A stream may take as
// long as its size needs, so the time begins anew whenever it has moved on.
#pragma once

#include "../../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The least that a stream has to move within total_timeout.
inline constexpr std::uint64_t stream_step = std::uint64_t{64} * 1024;

class curl_patience {
public:
    explicit curl_patience(std::chrono::milliseconds most) : most_(most), end_(deadline::clock::now() + most) {}

    /// Called now and then with the bytes that streams have moved so far, in both directions, and whether all of the
    /// request was read. A server that sends a byte now and then must not hold a call for ever, so only whole steps count.
    void note(std::uint64_t moved, bool all_read, deadline::clock::time_point now) noexcept {
        const bool turned = moved > 0 && all_read && !all_read_;  // now the server may think about it
        if (moved - counted_ < stream_step && !turned) return;
        counted_ = moved;
        all_read_ = all_read;
        end_ = now + most_;
    }

    /// Adds time that does not count.
    void extend(deadline::clock::duration time) noexcept { end_ += time; }
    [[nodiscard]] bool is_over(deadline::clock::time_point now) const noexcept { return now >= end_; }
    [[nodiscard]] deadline::clock::time_point end() const noexcept { return end_; }
    /// Whether a stream had moved on before the time was over: another attempt may well get further.
    [[nodiscard]] bool was_moving() const noexcept { return counted_ > 0; }
    /// The start of the sentence that says so; `within …` follows.
    [[nodiscard]] std::string sentence() const {
        return was_moving() ? "the transfer stalled: fewer than 64 KiB moved " : "no complete reply ";
    }

private:
    std::chrono::milliseconds most_;
    deadline::clock::time_point end_;
    std::uint64_t counted_ = 0;
    bool all_read_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
