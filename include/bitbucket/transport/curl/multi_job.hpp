// SPDX-License-Identifier: MIT
// curl_multi_job: a curl_job among others on a multi handle, with its easy handle and the listener that is told how it
// ends.
#pragma once

#include "../../transport_loop.hpp"
#include "handle.hpp"
#include "job.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

using curl_easy_handle = std::unique_ptr<CURL, curl_easy_closer>;

class curl_multi_job {
public:
    curl_multi_job(const curl_settings& settings, const http_request& request, const transport_limits& limits,
                   transfer_listener& listener) noexcept
        : job_(settings, request, limits), listener_(&listener) {}

    [[nodiscard]] bool is_for(const transfer_listener& listener) const noexcept { return listener_ == &listener; }
    [[nodiscard]] CURL* easy() const noexcept { return easy_.get(); }
    /// Whether libcurl has it.
    [[nodiscard]] bool is_running() const noexcept { return running_; }
    [[nodiscard]] bool is_done() const noexcept { return reply_.has_value() || failure_ != nullptr; }
    /// Whether all of the request is on its way. Only the head is looked at: a walk has no bodies.
    [[nodiscard]] BITBUCKET_COLD bool is_sent() const noexcept {
        if (!running_) return true;
        long sent = 0;
        return job_.transfer().has_begun() && curl_easy_getinfo(easy(), CURLINFO_REQUEST_SIZE, &sent) == CURLE_OK &&
               sent > 0;
    }
    [[nodiscard]] deadline::clock::time_point end() const noexcept { return job_.transfer().end(); }
    /// Nobody has driven it for that long, so that does not count.
    BITBUCKET_COLD void was_left_alone(deadline::clock::duration time) noexcept {
        using std::chrono::milliseconds;
        if (!running_) return;
        job_.transfer().was_left_alone(time);
        const auto whole = std::chrono::ceil<milliseconds>(time);
        if (job_.transfer().has_begun() || whole < milliseconds(10)) return;
        // Libcurl itself keeps connect_timeout.
        extra_ += whole;
        (void)curl_easy_setopt(easy(), CURLOPT_CONNECTTIMEOUT_MS,
                               static_cast<long>((job_.connect_timeout() + extra_).count()));
    }

    /// The job that a handle of the multi handle belongs to.
    [[nodiscard]] BITBUCKET_COLD static curl_multi_job& of(CURL* easy) noexcept {
        char* found = nullptr;
        (void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &found);
        return *reinterpret_cast<curl_multi_job*>(found);  // NOLINT(*-reinterpret-cast): libcurl's type
    }

    /// Checks the request. What is wrong with it ends the job.
    BITBUCKET_COLD void begin() {
        guarded([this] { job_.begin(); });
    }
    /// Gives the next transfer to libcurl, on a clean handle.
    BITBUCKET_COLD void launch(curl_easy_handle easy, CURLM* multi, curl_idle_sockets& idle) {
        easy_ = std::move(easy);
        guarded([&] {
            job_.set_up(easy_.get());
            job_.transfer().avoid(idle);
            curl_set(easy_.get(), CURLOPT_PRIVATE, this);
            // A connection that is being made may turn out to take many requests at once. Without TLS libcurl would wait for
            // the first reply to know, and a server that owes it would hold up all requests.
            if (job_.is_over_tls()) curl_set(easy_.get(), CURLOPT_PIPEWAIT, 1L);
            extra_ = {};
            const CURLMcode code = curl_multi_add_handle(multi, easy_.get());
            if (code == CURLM_OUT_OF_MEMORY) throw std::bad_alloc();
            if (code != CURLM_OK)
                throw transport_error(std::string("libcurl failed: ") + curl_multi_strerror(code), true);
            running_ = true;
        });
    }
    /// Takes the end of the transfer. If the job is not done then, another one is due.
    BITBUCKET_COLD void note(CURLcode code) {
        guarded([&] { reply_ = job_.finish(code, easy_.get()); });
    }
    /// Ends the job if a limit is reached.
    BITBUCKET_COLD void check_limits(deadline::clock::time_point now) {
        guarded([&] { job_.transfer().throw_if_over(now); });
    }
    void fail(std::exception_ptr why) noexcept {
        if (!is_done()) failure_ = std::move(why);
    }

    /// Takes the handle back from libcurl, with all options cleared. Null if it must not be used again.
    BITBUCKET_COLD curl_easy_handle take_back(CURLM* multi) noexcept {
        const bool clean = !running_ || curl_multi_remove_handle(multi, easy_.get()) == CURLM_OK;
        running_ = false;
        curl_easy_reset(easy_.get());
        // Otherwise curl_easy_cleanup ignores SIGPIPE for a moment, for all threads.
        (void)curl_easy_setopt(easy_.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_handle out = std::move(easy_);
        if (!clean) out.reset();
        return out;
    }
    /// In a child of the process that made it: neither says goodbye nor closes anything.
    void abandon() noexcept {
        static_cast<void>(easy_.release());
        running_ = false;
    }

    /// Tells the listener, once.
    void tell() {
        if (failure_ != nullptr) return listener_->on_failure(std::exchange(failure_, nullptr));
        listener_->on_reply(*std::exchange(reply_, std::nullopt));
    }

private:
    template <class Function>
    void guarded(Function&& function) noexcept {
        try {
            function();
        } catch (...) {
            failure_ = std::current_exception();
        }
    }

    curl_job job_;
    transfer_listener* listener_;
    curl_easy_handle easy_;
    std::optional<http_response> reply_;
    std::exception_ptr failure_;
    bool running_ = false;
    /// What connect_timeout is longer by.
    std::chrono::milliseconds extra_{0};
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
