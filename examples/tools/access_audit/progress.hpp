// SPDX-License-Identifier: MIT
// progress: how far a long run is, on a stream that is not the result's. On a terminal one line that is rewritten;
// elsewhere a line now and then, so that a short run says nothing.
#pragma once

#include <chrono>
#include <functional>
#include <ostream>
#include <utility>

#include "../support/text.hpp"

namespace examples {

/// Where progress goes.
enum class progress_kind { none, terminal, log };

/// Reports progress. Not for several threads.
class progress {
public:
    using clock = std::chrono::steady_clock;

    /// `now` is there for tests.
    progress(std::ostream& out, progress_kind kind, std::function<clock::time_point()> now = clock::now)
        : out_(out), kind_(kind), now_(std::move(now)), last_(now_()) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }

    /// `done` of `total` things are done, and `what` is next. A `total` of 0 is not known yet.
    void show(std::size_t done, std::size_t total, std::string_view what) {
        if (kind_ == progress_kind::none) return;
        const clock::time_point now = now_();
        if (is_shown_ || kind_ == progress_kind::log) {
            if (now - last_ < (kind_ == progress_kind::terminal ? terminal_interval : log_interval)) return;
        }
        last_ = now;
        if (kind_ == progress_kind::terminal) out_ << "\r\x1b[K";
        out_ << done;
        if (total != 0) out_ << " of " << total;
        out_ << ", " << shown(what);
        if (kind_ == progress_kind::log) out_ << '\n';
        out_.flush();
        is_shown_ = kind_ == progress_kind::terminal;
    }

    /// Takes the line away, so that something else can be printed there.
    void clear() {
        if (is_shown_) out_ << "\r\x1b[K" << std::flush;
        is_shown_ = false;
    }

private:
    static constexpr clock::duration terminal_interval = std::chrono::milliseconds(100);
    static constexpr clock::duration log_interval = std::chrono::seconds(10);

    std::ostream& out_;
    progress_kind kind_;
    std::function<clock::time_point()> now_;
    clock::time_point last_;
    bool is_shown_ = false;
};

}  // namespace examples
