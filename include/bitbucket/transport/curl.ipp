// SPDX-License-Identifier: MIT
// Defines what curl.hpp declares. Only this file, and what it includes, knows libcurl.
#pragma once

#include <cstdlib>

#include "../version.hpp"
#include "curl.hpp"
#include "curl/multi_loop.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE curl_options curl_options::from_env() {
    const auto read = [](const char* variable) {
        const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
        return std::string(value == nullptr ? "" : value);
    };
    curl_options options;
    options.ca_file = read("CURL_CA_BUNDLE");
    if (!options.ca_file.empty()) return options;
    options.ca_file = read("SSL_CERT_FILE");
    options.ca_dir = read("SSL_CERT_DIR");
    return options;
}

struct curl_transport::core {
    BITBUCKET_COLD explicit core(curl_options options)
        : settings(std::make_shared<const detail::curl_settings>(std::move(options))),
          pool(std::in_place, settings->options.max_idle_handles) {}

    std::shared_ptr<const detail::curl_settings> settings;
    detail::per_process<detail::curl_pool> pool;

    /// One transfer; the reply, or nothing if another one is due.
    [[nodiscard]] BITBUCKET_COLD std::optional<http_response> send_once(
        detail::curl_job& job, const detail::thread_cancel_shield& shield) const {
        const detail::sigpipe_guard no_sigpipe;  // first, so that it covers the end of the session and the lease too
        detail::curl_pool::lease lease(pool.get());
        detail::curl_session session(lease);  // last, so that libcurl drops its pointers to the job before that changes
        job.set_up(session.easy());
        const CURLcode code = job.transfer().run(session, shield);
        return job.finish(code, session.easy());
    }
};

BITBUCKET_OPAQUE BITBUCKET_INLINE curl_transport::curl_transport(curl_options options)
    : core_(new core(std::move(options))) {}

BITBUCKET_OPAQUE BITBUCKET_INLINE http_response curl_transport::send(const http_request& request,
                                                                     const transport_limits& limits) const {
    // libcurl is C: a thread is cancelled only where none of its functions runs.
    const detail::thread_cancel_shield shield;
    detail::curl_job job(*core_->settings, request, limits);
    job.begin();
    for (;;)
        if (auto reply = core_->send_once(job, shield)) return *std::move(reply);
}

BITBUCKET_INLINE std::unique_ptr<transport_loop> curl_transport::open_loop() const {
    return std::make_unique<detail::curl_multi_loop>(core_->settings);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
