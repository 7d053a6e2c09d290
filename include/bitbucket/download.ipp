// SPDX-License-Identifier: MIT
// Defines what download.hpp declares: what a download keeps over its attempts.
#pragma once

#include "detail/calls/running_call.hpp"
#include "download.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What a download keeps over its attempts: how far it is, and which version of the body that was.
class download_stream final : public streamed_reply, private body_receiver {
public:
    download_stream(sink& to, const download_options& options) : to_(to), options_(options) {}

    [[nodiscard]] body_receiver& receiver() noexcept override { return *this; }

    void prepare(http_request& request) override {
        // What the attempt before asked for may not hold for this one.
        if (!given_) given_ = request.headers;
        request.headers = *given_;
        const std::uint64_t from = options_.first + to_.received();
        const bool resumes = to_.received() > 0 && !version_.empty();
        if (!options_.if_none_match.empty()) request.headers.set("If-None-Match", options_.if_none_match);
        if (resumes) request.headers.set("If-Range", version_);
        if (resumes || is_part())
            request.headers.set("Range", "bytes=" + std::to_string(resumes ? from : options_.first) + '-' +
                                             (options_.last ? std::to_string(*options_.last) : std::string()));
    }
    [[nodiscard]] bool is_success(const http_response& reply) const override {
        if (reply.status == 304) return !options_.if_none_match.empty();
        if (reply.status != 416) return false;
        // What was asked for begins at the end: then everything has come, or the caller asked for a part beyond it.
        return is_part() || (to_.total() && to_.received() == *to_.total());
    }
    /// Whether the caller asked for a part of the body.
    [[nodiscard]] bool is_part() const noexcept { return options_.first > 0 || options_.last.has_value(); }

private:
    [[nodiscard]] bool begin(int status, const header_list& headers) override {
        if (status < 200 || status > 299) return false;
        // A weak ETag names what means the same, not what has the same bytes (RFC 9110, section 8.8.3).
        const std::string_view etag = headers.value("ETag");
        version_ =
            etag.starts_with("W/") || etag.empty() ? std::string(headers.value("Last-Modified")) : std::string(etag);
        return to_.begin(status, status == 206 && is_part() ? within_part(headers) : headers);
    }
    // The sink counts from the first byte of the part.
    [[nodiscard]] header_list within_part(const header_list& headers) const {
        const reply_length at = length_of(206, headers);
        header_list out = headers;
        // The end of the part: of the whole, or after the last byte that was asked for.
        constexpr auto unknown = static_cast<std::uint64_t>(-1);
        std::uint64_t end = at.total.value_or(unknown);
        if (options_.last && *options_.last < end) end = *options_.last + 1;
        if (!at.first || *at.first < options_.first || end == unknown || end <= *at.first) return out;
        const auto text = [this](std::uint64_t position) { return std::to_string(position - options_.first); };
        out.set("Content-Range", "bytes " + text(*at.first) + '-' + text(end - 1) + '/' + text(end));
        return out;
    }
    void write(std::string_view bytes) override { to_.write(bytes); }
    [[nodiscard]] bool wants_identity() const override { return to_.wants_identity(); }

    sink& to_;
    const download_options& options_;
    /// The request's headers before the first attempt.
    std::optional<header_list> given_;
    std::string version_;
};

/// Leaves nothing half written behind, however the call ends.
class sink_guard {
public:
    explicit sink_guard(sink& to) noexcept : to_(to) {}
    sink_guard(const sink_guard&) = delete;
    sink_guard& operator=(const sink_guard&) = delete;
    ~sink_guard() { to_.give_up(); }

private:
    sink& to_;
};

/// The part of a download that does not depend on the operation.
BITBUCKET_OPAQUE BITBUCKET_INLINE result<downloaded> run_download(const client_core& core, const request_base& request,
                                                                  sink& to, const download_options& options) {
    const auto fail = [&](const error& why) { return with_record(why, request.about(), no_attempt()); };
    if (auto problem = core.find_usage_error(request)) return fail(*problem);
    if (const std::string problem = to.problem(); !problem.empty()) return fail(usage_error(problem));
    if (options.if_none_match.is_null()) return fail(usage_error(null_problem("download_options::if_none_match")));
    if (!is_header_value(options.if_none_match))
        return fail(usage_error("download_options::if_none_match has a control character"));
    if (options.last && *options.last < options.first)
        return fail(usage_error("download_options::last must not be less than first"));
    download_stream stream(to, options);
    const sink_guard guard(to);
    result<call_reply> reply = run_call(core, request, core.url_of(request), options.call, &stream);
    if (!reply) return reply.error();
    const int status = reply->http.status;
    try {
        if (status != 304 && !(status == 416 && stream.is_part())) to.finish();
    } catch (const error& failure) {
        return with_record(failure, request.about(), reply->record);
    }
    // A 416 to a resumed download means that the last byte had come.
    return downloaded{status == 416 && !stream.is_part() ? 200 : status, std::move(reply->http.headers), to.received(),
                      reply->record.attempts};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
