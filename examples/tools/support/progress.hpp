// SPDX-License-Identifier: MIT
// progress: how far a long run is, on a stream that is not the result's. On a terminal one line that is rewritten;
// elsewhere a line now and then, so that a short run says nothing.
#pragma once

#include <chrono>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

#include "terminal.hpp"
#include "text.hpp"

namespace examples {

/// Where progress goes.
enum class progress_kind { none, terminal, log };

/// Reports progress. Not for several threads.
class progress {
public:
    using clock = std::chrono::steady_clock;

    /// `now` and `columns`, the width of the terminal, are there for tests.
    progress(std::ostream& out, progress_kind kind, std::function<clock::time_point()> now = clock::now,
             std::function<std::size_t()> columns = stderr_columns)
        : out_(out), kind_(kind), now_(std::move(now)), columns_(std::move(columns)), last_(now_()) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }

    /// `done` of `total` things are done, and `what` is next. A `total` of 0 is not known yet.
    void show(std::size_t done, std::size_t total, std::string_view what) {
        show(std::to_string(done) + (total == 0 ? "" : " of " + std::to_string(total)) + ", " + std::string(what));
    }

    /// This is what it waits for.
    void show(std::string_view what) {
        if (kind_ == progress_kind::none) return;
        const clock::time_point now = now_();
        if (is_shown_ || kind_ == progress_kind::log) {
            if (now - last_ < (kind_ == progress_kind::terminal ? terminal_interval : log_interval)) return;
        }
        last_ = now;
        const std::string line = shown(what);
        // A line that wraps could not be removed again. Some terminals wrap when the last column is filled.
        if (kind_ == progress_kind::terminal)
            out_ << "\r\x1b[K" << cut_to_width(line, columns_() - 1);
        else
            out_ << line << '\n';
        out_.flush();
        is_shown_ = kind_ == progress_kind::terminal;
    }

    /// Removes the line, so that something else can be printed there.
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
    std::function<std::size_t()> columns_;
    clock::time_point last_;
    bool is_shown_ = false;
};

}  // namespace examples
