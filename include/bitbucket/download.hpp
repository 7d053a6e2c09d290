// SPDX-License-Identifier: MIT
// download: sends a request whose reply goes to a sink while it arrives: bodies of any size, resumed after a broken
// connection, conditional requests, and parts of a body.
#pragma once

#include "client.hpp"
#include "sink.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The options of a download.
struct download_options {
    /// `max_body_bytes` bounds the bodies of errors only; for that of a success see `sink::max_bytes`.
    call_options call = {};
    /// An ETag from an earlier reply: if it still holds, the server answers 304, and nothing reaches the sink.
    given_text if_none_match = {};
    /// Only the part of the body from this byte on, and with `last` up to that byte (both count from 0).
    std::uint64_t first = 0;
    std::optional<std::uint64_t> last = {};
};

/// How a download ended.
struct downloaded {
    /// 200, 206 for a part, 304 if the `if_none_match` still holds, 416 if the part asked for lies beyond the end.
    int status = 0;
    /// The headers of the last reply.
    header_list headers = {};
    /// How many bytes the sink has taken.
    std::uint64_t bytes = 0;
    /// How often the request was sent.
    int attempts = 1;

    [[nodiscard]] bool not_modified() const noexcept { return status == 304; }
    [[nodiscard]] bool out_of_range() const noexcept { return status == 416; }
    /// Names this version of the body, for `if_none_match`; empty if the server does not name it.
    [[nodiscard]] std::string_view etag() const noexcept { return headers.value("ETag"); }
};

namespace detail {

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
result<downloaded> run_download(const client_core& core, const request_base& request, sink& to,
                                       const download_options& options) {
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
    result<call_reply> reply = core.call(request, core.url_of(request), options.call, &stream);
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

}  // namespace detail

/// Sends a request and writes the body of its reply to a sink while it arrives. The operation's result is `binary` or
/// `plain_text`. A redirect to a storage host is followed without the credential.
///
/// If the connection breaks, the next attempt asks for the rest (`Range`, `If-Range`); where the body has changed
/// meanwhile, or the server names no version of it, the sink begins again, and if it cannot, the call fails. Bodies of
/// errors never reach the sink.
///
/// Returns what `send` would fail with; what the sink or its progress function throws comes out unchanged. After a failure
/// the sink keeps nothing but what it was told to keep.
template <const service& Of, operation Operation>
[[nodiscard]] result<downloaded> try_download(const client_of<Of>& api, const Operation& request, sink& to,
                                              const download_options& options = {}) {
    static_assert(detail::service_check<Operation, Of>::is_done);
    constexpr bool is_raw = result_traits<typename Operation::result_type>::form == reply_form::raw;
    static_assert(is_raw, "bitbucket: download is for operations that return binary or plain_text");
    return detail::run_download(detail::core_access::of(api), request, to, options);
}

/// The same, but throws the error.
template <const service& Of, operation Operation>
downloaded download(const client_of<Of>& api, const Operation& request, sink& to,
                    const download_options& options = {}) {
    return try_download(api, request, to, options).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
