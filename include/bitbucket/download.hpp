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
    /// The last byte of the part; without it, the part ends where the body does.
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

    /// Whether the `if_none_match` still holds, so that nothing was sent.
    [[nodiscard]] bool not_modified() const noexcept { return status == 304; }
    /// Whether the part asked for lies beyond the end.
    [[nodiscard]] bool out_of_range() const noexcept { return status == 416; }
    /// Names this version of the body, for `if_none_match`; empty if the server does not name it.
    [[nodiscard]] std::string_view etag() const noexcept { return headers.value("ETag"); }
};

namespace detail {

/// The part of a download that does not depend on the operation.
[[nodiscard]] result<downloaded> run_download(const client_core& core, const request_base& request, sink& to,
                                              const download_options& options);

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

#ifndef BITBUCKET_COMPILED
#include "download.ipp"
#endif
