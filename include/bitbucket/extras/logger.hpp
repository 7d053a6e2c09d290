// SPDX-License-Identifier: MIT
// logger, opt-in: an observer that writes one line an event, each with a level.
//
//   options.observer = std::make_shared<logger>(std::clog, log_level::warning);
//
// It shows what every observer sees: no query, no body, no secret.
#pragma once

#include <functional>
#include <ostream>
#include <sstream>

#include "../detail/process/per_process.hpp"
#include "../observer.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How much an event matters. `debug`: a call begins, each request and reply. `info`: a call has ended well. `warning`: an
/// attempt has failed, or is about to be repeated. `error`: a call has failed.
enum class log_level : std::uint8_t { debug, info, warning, error };

[[nodiscard]] constexpr const char* to_string(log_level level) noexcept {
    constexpr const char* names[] = {"debug", "info", "warning", "error"};
    return names[static_cast<std::size_t>(level)];
}

/// Writes the events of clients to a stream or a function, one line at a time, whatever the number of threads. Share one
/// between all clients whose lines go to the same place.
class logger final : public observer {
public:
    /// Takes one line without a line break. What it throws is dropped: a log never ends a call.
    using line_sink = std::function<void(log_level level, std::string_view line)>;

    /// Writes events of `least` and above as `warning [7] GET /user again after …`. The stream has to outlive the logger.
    explicit logger(std::ostream& out, log_level least = log_level::info)
        : logger([&out](log_level level,
                        std::string_view line) { out << to_string(level) << ' ' << line << '\n'
                                                     << std::flush; },
                 least) {}
    /// Hands events of `least` and above to a function, e.g. one that passes them on to a logging library.
    explicit logger(line_sink to, log_level least = log_level::info) : sink_(std::move(to)), least_(least) {}

    void on_call_begin(const call_begin_event& event) noexcept override { write(log_level::debug, event); }
    void on_request(const request_event& event) noexcept override { write(log_level::debug, event); }
    void on_response(const response_event& event) noexcept override { write(log_level::debug, event); }
    void on_failure(const failure_event& event) noexcept override { write(log_level::warning, event); }
    void on_retry(const retry_event& event) noexcept override { write(log_level::warning, event); }
    void on_call_end(const call_end_event& event) noexcept override {
        write(event.failure == nullptr ? log_level::info : log_level::error, event);
    }

private:
    template <class Event>
    void write(log_level level, const Event& event) noexcept {
        if (level < least_ || !sink_) return;
        try {
            std::ostringstream line;
            line << event;
            const std::lock_guard lock(mutex_.get().mutex);
            sink_(level, line.str());
        } catch (...) {  // NOLINT(bugprone-empty-catch): a log never ends a call
        }
    }

    line_sink sink_;
    log_level least_;
    detail::per_process<detail::process_mutex> mutex_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
