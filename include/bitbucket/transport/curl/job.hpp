// SPDX-License-Identifier: MIT
// curl_job: one request from its check to its reply or error, whoever drives the handle that it is given. It may need more
// than one transfer, each with nothing sent before.
#pragma once

#include "request.hpp"
#include "settings.hpp"
#include "transfer.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class curl_job {
public:
    /// All arguments outlive it.
    curl_job(const curl_settings& settings, const http_request& request, const transport_limits& limits) noexcept
        : settings_(settings), request_(request), limits_(limits) {}

    /// Throws what is known before any I/O.
    BITBUCKET_COLD void begin() {
        if (!settings_.problem.empty()) throw usage_error(settings_.problem);
        target_ = check_curl_request(request_);
        throw_if_stopped(limits_, deadline::clock::now(), true);
        if (const CURLcode code = start_curl(); code != CURLE_OK)
            throw transport_error(std::string("libcurl did not start: ") + curl_easy_strerror(code), true,
                                  transport_error::permanent);
        if (request_.source != nullptr) source_.emplace(*request_.source);
        ask_ = asks_first(request_, source_ ? source_->size() : 0);
    }

    /// Makes a clean handle ready for the next transfer. The handle must be reset before the job or `headers` die, and
    /// before this is called again.
    BITBUCKET_COLD void set_up(CURL* easy) {
        source_reader* const source = source_ ? &*source_ : nullptr;
        headers_ = curl_header_lines(request_, ask_);
        transfer_.emplace(request_.method, *target_, limits_, settings_.options, source, ask_);
        apply_curl_options(easy, settings_.options, settings_.user_agent, *target_);
        apply_reply_form(easy, limits_);
        apply_curl_request(easy, request_, headers_.get(), source == nullptr ? 0 : source->size());
        transfer_->listen(easy);
    }
    /// Whether the connection is TLS, which settles the version of HTTP before a request.
    [[nodiscard]] bool is_over_tls() const noexcept { return target_->scheme == "https"; }
    /// `curl_options::connect_timeout`.
    [[nodiscard]] std::chrono::milliseconds connect_timeout() const noexcept {
        return settings_.options.connect_timeout;
    }
    [[nodiscard]] curl_transfer& transfer() noexcept { return *transfer_; }
    [[nodiscard]] const curl_transfer& transfer() const noexcept { return *transfer_; }

    /// Takes the end of a transfer. Returns the reply, or nothing if another transfer is due; throws the error.
    [[nodiscard]] BITBUCKET_COLD std::optional<http_response> finish(CURLcode code, CURL* easy) {
        if (transfer_->met_stale_connection()) return std::nullopt;
        if (!transfer_->was_asked_in_vain()) return transfer_->finish(code, easy);
        if (source_ && source_->given() > 0 && !source_->rewind())
            throw transport_error(target_->origin() +
                                      ": the server wants the request without Expect: 100-continue, and " +
                                      source_reader::cannot_rewind,
                                  false, transport_error::permanent, 417);
        ask_ = ask_first::no;
        return std::nullopt;
    }

private:
    const curl_settings& settings_;
    const http_request& request_;
    const transport_limits& limits_;
    std::optional<url_parts> target_;
    std::optional<source_reader> source_;
    ask_first ask_ = ask_first::no;
    curl_list headers_;
    std::optional<curl_transfer> transfer_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
