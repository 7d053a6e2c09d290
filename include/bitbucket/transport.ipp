// SPDX-License-Identifier: MIT
// Defines what transport.hpp declares: how a transport without streams gets bodies in memory.
#pragma once

#include "detail/streams/read_whole.hpp"
#include "transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

BITBUCKET_COLD BITBUCKET_INLINE http_request with_whole_body(const http_request& request) {
    if (!request.body.empty()) throw usage_error("a request has a body or a source, not both");
    return {request.method, request.url, request.headers, read_whole(*request.source), nullptr};
}

BITBUCKET_COLD BITBUCKET_INLINE void hand_over(http_response& reply, const transport_limits& limits) {
    if (!limits.receiver->begin(reply.status, reply.headers)) {
        if (reply.body.size() > limits.max_body_bytes) reply.body.resize(limits.max_body_bytes);
        return;
    }
    constexpr std::size_t piece = std::size_t{16} * 1024;
    const std::string whole = std::exchange(reply.body, {});
    for (std::size_t at = 0; at < whole.size(); at += piece) {
        if (limits.cancel.is_cancelled()) throw cancelled();
        limits.receiver->write(std::string_view(whole).substr(at, piece));
    }
}

}  // namespace detail

BITBUCKET_INLINE http_response any_transport::send(const http_request& request, const transport_limits& limits) const {
    if (streams_ || (request.source == nullptr && limits.receiver == nullptr))
        return send_(state_.get(), request, limits);
    return send_whole(request, limits);
}

BITBUCKET_COLD BITBUCKET_INLINE http_response any_transport::send_whole(const http_request& request,
                                                                        const transport_limits& limits) const {
    std::optional<http_request> whole;
    if (request.source != nullptr) whole = detail::with_whole_body(request);
    if (limits.receiver == nullptr) return send_(state_.get(), *whole, limits);
    transport_limits wider = limits;
    wider.receiver = nullptr;
    if (wider.max_body_bytes < detail::most_whole_bytes) wider.max_body_bytes = detail::most_whole_bytes;
    http_response reply = send_(state_.get(), whole ? *whole : request, wider);
    detail::hand_over(reply, limits);
    return reply;
}

BITBUCKET_INLINE bool deadline::has_passed(clock::time_point now) const noexcept {
    return when_ <= now;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
