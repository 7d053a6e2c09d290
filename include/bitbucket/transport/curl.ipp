// SPDX-License-Identifier: MIT
// Defines what curl.hpp declares. Only this file, and what it includes, knows libcurl.
#pragma once

#include <cstdlib>

#include "../version.hpp"
#include "curl.hpp"
#include "curl/failure.hpp"
#include "curl/handle.hpp"
#include "curl/options_problem.hpp"
#include "curl/proxy.hpp"
#include "curl/request.hpp"
#include "curl/sigpipe.hpp"
#include "curl/transfer.hpp"

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
    BITBUCKET_COLD explicit core(curl_options given)
        : options(std::move(given)),
          user_agent((options.application.empty() ? "" : options.application + ' ') + "bitbucket-cpp/" + version),
          problem(detail::problem_with(options)),
          pool(std::in_place, options.max_idle_handles) {}

    curl_options options;
    std::string user_agent;
    std::string problem;
    detail::per_process<detail::curl_pool> pool;

    /// The reply; nothing if the server did not want to be asked first.
    [[nodiscard]] BITBUCKET_COLD std::optional<http_response> send_once(
        const http_request& request, const detail::url_parts& target, const transport_limits& limits,
        detail::source_reader* source, detail::ask_first ask, const detail::thread_cancel_shield& shield) const {
        const detail::sigpipe_guard no_sigpipe;  // first, so that it covers the end of the session and the lease too
        detail::curl_pool::lease lease(pool.get());
        const detail::curl_list headers = detail::curl_header_lines(request, ask);
        detail::curl_transfer transfer(request.method, target, limits, options, source, ask);
        detail::curl_session session(lease);  // last, so that libcurl drops the pointers to the others before they die
        detail::apply_curl_options(session.easy(), options, user_agent, target);
        detail::apply_encoding(session.easy(), limits);
        detail::apply_curl_request(session.easy(), request, headers.get(), source == nullptr ? 0 : source->size());
        transfer.listen(session.easy());
        const CURLcode code = transfer.run(session, shield);
        if (transfer.was_asked_in_vain()) return std::nullopt;
        return transfer.finish(code, session.easy());
    }
};

BITBUCKET_OPAQUE BITBUCKET_INLINE curl_transport::curl_transport(curl_options options)
    : core_(new core(std::move(options))) {}

BITBUCKET_OPAQUE BITBUCKET_INLINE http_response curl_transport::send(const http_request& request,
                                                                     const transport_limits& limits) const {
    // libcurl is C: a thread is cancelled only where none of its functions runs.
    const detail::thread_cancel_shield shield;
    if (!core_->problem.empty()) throw usage_error(core_->problem);
    const detail::url_parts target = detail::check_curl_request(request);
    detail::throw_if_stopped(limits, deadline::clock::now(), true);
    if (const CURLcode code = detail::start_curl(); code != CURLE_OK)
        throw transport_error(std::string("libcurl did not start: ") + curl_easy_strerror(code), true,
                              transport_error::permanent);

    std::optional<detail::source_reader> source;
    if (request.source != nullptr) source.emplace(*request.source);
    detail::ask_first ask = detail::asks_first(request, source ? source->size() : 0);
    if (auto reply = core_->send_once(request, target, limits, source ? &*source : nullptr, ask, shield))
        return *std::move(reply);
    if (source && source->given() > 0 && !source->rewind())
        throw transport_error(target.origin() + ": the server wants the request without Expect: 100-continue, and " +
                                  detail::source_reader::cannot_rewind,
                              false, transport_error::permanent, 417);
    ask = detail::ask_first::no;
    return *core_->send_once(request, target, limits, source ? &*source : nullptr, ask, shield);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
