// SPDX-License-Identifier: MIT
// curl_multi_loop: many transfers of libcurl on one thread. Each has the callbacks, limits and errors of a send that runs
// alone.
#pragma once

#include <list>

#include "multi_job.hpp"
#include "sigpipe.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The multi handle and its jobs. `poll` drives libcurl; whoever has an event loop calls `drive` instead.
class curl_multi_loop final : public transport_loop {
public:
    /// `prepare(with, multi)` sees every multi handle, of which a copy of the process (fork) gets one of its own.
    BITBUCKET_COLD explicit curl_multi_loop(std::shared_ptr<const curl_settings> settings,
                                            void (*prepare)(void* with, CURLM* multi) = nullptr, void* with = nullptr)
        : settings_(std::move(settings)), prepare_(prepare), with_(with), driven_until_(deadline::clock::now()) {
        open();
    }
    curl_multi_loop(const curl_multi_loop&) = delete;
    curl_multi_loop& operator=(const curl_multi_loop&) = delete;
    ~curl_multi_loop() override {
        if (owner_ != this_process()) {
            abandon();
            return;
        }
        const thread_cancel_shield shield;
        const sigpipe_guard no_sigpipe;
        for (curl_multi_job& job : jobs_) keep(take_back(job));
        spare_.clear();
        multi_.reset();
    }

    BITBUCKET_COLD void start(const http_request& request, const transport_limits& limits,
                              transfer_listener& listener) override {
        const thread_cancel_shield shield;
        const sigpipe_guard no_sigpipe;
        become_this_process();
        // A transfer that begins after a pause of the thread has not been waiting.
        skip_pause();
        curl_multi_job& job = jobs_.emplace_back(*settings_, request, limits, listener);
        job.begin();
        if (!job.is_done()) launch(job);
    }

    BITBUCKET_COLD void stop(transfer_listener& listener) noexcept override {
        const thread_cancel_shield shield;
        const sigpipe_guard no_sigpipe;
        const auto is_its = [&listener](const curl_multi_job& job) { return job.is_for(listener); };
        for (curl_multi_job& job : jobs_) {
            if (!is_its(job)) continue;
            if (owner_ == this_process())
                keep(take_back(job));
            else
                job.abandon();
        }
        jobs_.remove_if(is_its);
        ended_.remove_if(is_its);
    }

    BITBUCKET_COLD void poll(std::chrono::milliseconds longest) override {
        drive([this, longest] {
            perform();
            const auto wait = time_to_wait(longest);
            if (!ended_.empty() || wait.count() <= 0 || jobs_.empty()) return;
            throw_on_failure(curl_multi_poll(multi(), nullptr, 0, static_cast<int>(wait.count()), nullptr));
            perform();
        });
    }

    [[nodiscard]] bool is_sent(const transfer_listener& listener) const noexcept override {
        for (const curl_multi_job& job : jobs_)
            if (job.is_for(listener)) return job.is_sent();
        return true;
    }

    [[nodiscard]] CURLM* multi() const noexcept { return multi_.get(); }
    [[nodiscard]] bool is_empty() const noexcept { return jobs_.empty() && ended_.empty(); }

    /// Calls `move`, which moves libcurl on and calls `take_finished`. Then tells the listeners whose requests have ended.
    template <class Move>
    void drive(Move&& move) {
        {
            const thread_cancel_shield shield;
            const sigpipe_guard no_sigpipe;
            become_this_process();
            skip_pause();
            move();
            end_what_is_over();
            driven_until_ = deadline::clock::now();
            shield.open();
        }
        tell();
    }

    /// A host waits for the sockets until then, and will call `drive`.
    void is_watched_until(deadline::clock::time_point until) noexcept { driven_until_ = until; }

    /// Takes the transfers that have ended. Libcurl has nothing more to do for them.
    BITBUCKET_COLD void take_finished() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const CURLcode code = message->data.result;  // the message dies with the next call
            curl_multi_job& job = curl_multi_job::of(message->easy_handle);
            if (code == CURLE_OK) idle_.remember(message->easy_handle);
            job.note(code);
            keep(take_back(job));
            if (!job.is_done()) launch(job);
        }
        collect();
    }

    /// How long to wait at most for something to happen.
    [[nodiscard]] BITBUCKET_COLD std::chrono::milliseconds time_to_wait(std::chrono::milliseconds longest) const {
        using std::chrono::milliseconds;
        // Cancelling does not interrupt the wait, so it is short.
        auto wait = (std::min)(longest, milliseconds{100});
        const auto now = deadline::clock::now();
        for (const curl_multi_job& job : jobs_)
            if (job.is_running() && job.end() - now < wait)
                wait = std::chrono::duration_cast<milliseconds>(job.end() - now) + milliseconds{1};
        return wait;
    }

private:
    BITBUCKET_COLD void open() {
        static_cast<void>(start_curl());
        multi_.reset(curl_multi_init());
        if (multi_ == nullptr) throw std::bad_alloc();
        room_ = (std::max)(settings_->options.max_idle_handles, std::size_t{1});
        (void)curl_multi_setopt(multi(), CURLMOPT_MAXCONNECTS, static_cast<long>(room_));
        owner_ = this_process();
        if (prepare_ != nullptr) prepare_(with_, multi());
    }
    // In a child of the process that made them, handles are left alone: see curl_handle.
    BITBUCKET_COLD void abandon() noexcept {
        for (curl_multi_job& job : jobs_) job.abandon();
        for (curl_easy_handle& each : spare_) static_cast<void>(each.release());
        spare_.clear();
        static_cast<void>(multi_.release());
    }
    BITBUCKET_COLD void become_this_process() {
        if (owner_ == this_process()) return;
        abandon();
        idle_ = {};
        open();
        for (curl_multi_job& job : jobs_)
            job.fail(std::make_exception_ptr(
                transport_error("the process was copied (fork) while the request was under way, and the copy has no "
                                "part in it",
                                false, transport_error::permanent)));
        collect();
    }

    // Time in which nobody drove the transfers, nor waited for their sockets, is not theirs.
    BITBUCKET_COLD void skip_pause() noexcept {
        const auto now = deadline::clock::now();
        if (now > driven_until_)
            for (curl_multi_job& job : jobs_) job.was_left_alone(now - driven_until_);
        driven_until_ = now;
    }

    BITBUCKET_COLD void perform() {
        int running = 0;
        throw_on_failure(curl_multi_perform(multi(), &running));
        take_finished();
    }

    BITBUCKET_COLD void launch(curl_multi_job& job) {
        curl_easy_handle easy(spare_.empty() ? curl_easy_init() : spare_.back().release());
        if (!spare_.empty()) spare_.pop_back();
        if (easy == nullptr) return job.fail(std::make_exception_ptr(std::bad_alloc()));
        make_room();
        job.launch(std::move(easy), multi(), idle_);
        if (job.is_done()) keep(take_back(job));
    }
    // Libcurl counts the connections in use too, and would close each that becomes idle beside many.
    BITBUCKET_COLD void make_room() noexcept {
        if (jobs_.size() <= room_) return;
        room_ = jobs_.size();
        (void)curl_multi_setopt(multi(), CURLMOPT_MAXCONNECTS, static_cast<long>(room_));
    }
    BITBUCKET_COLD curl_easy_handle take_back(curl_multi_job& job) const noexcept {
        return job.easy() == nullptr ? nullptr : job.take_back(multi());
    }
    BITBUCKET_COLD void keep(curl_easy_handle easy) noexcept {
        if (easy == nullptr || spare_.size() >= settings_->options.max_idle_handles) return;
        try {
            spare_.push_back(std::move(easy));
        } catch (...) {  // no memory to keep it
            easy.reset();
        }
    }

    BITBUCKET_COLD void end_what_is_over() {
        const auto now = deadline::clock::now();
        for (curl_multi_job& job : jobs_) {
            if (!job.is_running()) continue;
            job.check_limits(now);
            if (job.is_done()) keep(take_back(job));
        }
        collect();
    }

    // Moves the jobs that are done to those that are told. No listener is called here.
    BITBUCKET_COLD void collect() noexcept {
        for (auto at = jobs_.begin(); at != jobs_.end();) {
            const auto next = std::next(at);
            if (at->is_done()) ended_.splice(ended_.end(), jobs_, at);
            at = next;
        }
    }
    // A listener may start and stop requests, its own too, and may throw.
    void tell() {
        for (std::size_t left = ended_.size(); left > 0 && !ended_.empty(); --left) {
            std::list<curl_multi_job> one;
            one.splice(one.begin(), ended_, ended_.begin());
            one.front().tell();
        }
    }

    BITBUCKET_COLD static void throw_on_failure(CURLMcode code) {
        if (code == CURLM_OUT_OF_MEMORY) throw std::bad_alloc();
        if (code != CURLM_OK) throw transport_error(std::string("libcurl failed: ") + curl_multi_strerror(code));
    }

    std::shared_ptr<const curl_settings> settings_;
    void (*prepare_)(void* with, CURLM* multi);
    void* with_;
    std::unique_ptr<CURLM, curl_multi_closer> multi_;
    curl_idle_sockets idle_;
    std::list<curl_multi_job> jobs_;
    /// Done, and about to be told.
    std::list<curl_multi_job> ended_;
    std::vector<curl_easy_handle> spare_;
    deadline::clock::time_point driven_until_;
    long owner_ = 0;
    /// How many connections libcurl keeps, at most.
    std::size_t room_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
