// SPDX-License-Identifier: MIT
// The rules for whole requests and replies, and what the checks of all rules share.
#pragma once

#include <functional>

#include "../../error.hpp"
#include "../../transport.hpp"
#include "raw_server.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::conformance_detail {

/// Ends a check with what is wrong.
struct broken_rule {
    std::string problem;
};
inline void demand(bool holds, const char* problem) {
    if (!holds) throw broken_rule{problem};
}

/// A rule in one sentence, and what holds a transport against it.
struct rule {
    const char* sentence;
    void (*probe)(const any_transport& transport);
};

inline http_request request_to(std::string url, http_method method = http_method::get, std::string body = {}) {
    http_request out;
    out.method = method;
    out.url = std::move(url);
    out.headers.add("X-Conformance", "yes");
    out.body = std::move(body);
    return out;
}

/// What a send ends with if not with a reply.
inline error failure_of(const any_transport& transport, const http_request& request,
                        const transport_limits& limits = {}) {
    try {
        (void)transport.send(request, limits);
    } catch (const error& failure) {
        return failure;
    }
    throw broken_rule{"it returned a reply"};
}
inline void demand_transport_error(const error& failure, bool nothing_sent) {
    demand(failure.kind() == error_kind::transport, "it threw something other than a transport_error");
    demand(failure.nothing_sent() == nothing_sent, nothing_sent
                                                       ? "it did not say that nothing was sent"
                                                       : "it said that nothing was sent, although something was");
}

inline void check_requests(const any_transport& transport) {
    raw_server server(answering(ok_reply));
    const std::string bytes("a\0b\r\n\xFF", 6);
    for (const http_method method :
         {http_method::get, http_method::post, http_method::put, http_method::patch, http_method::delete_}) {
        const bool has_body = method == http_method::post || method == http_method::put || method == http_method::patch;
        (void)transport.send(request_to(server.url("/2.0/a%2Fb?q=%20x"), method, has_body ? bytes : ""), {});
        const std::string sent = server.requests().back();
        demand(sent.starts_with(std::string(to_string(method)) + " /2.0/a%2Fb?q=%20x HTTP/1.1\r\n"),
               "the request line is not method and URL as given");
        demand(sent.find("\r\nX-Conformance: yes\r\n") != std::string::npos, "a header is missing or was changed");
        demand(!has_body || sent.ends_with("\r\n\r\n" + bytes), "the body did not arrive byte for byte");
    }
    (void)transport.send(request_to(server.url(), http_method::put), {});
    demand(server.requests().back().find("\r\nContent-Length: 0\r\n") != std::string::npos,
           "a PUT without a body has no Content-Length: 0");
}

inline void check_replies(const any_transport& transport) {
    for (const char* status : {"200 OK", "404 Not Found", "500 Oops", "302 Found", "555 Odd"}) {
        raw_server server(
            answering("HTTP/1.1 " + std::string(status) +
                      "\r\nX-Twice: a\r\nLocation: /elsewhere\r\nx-twice: b\r\nContent-Length: 3\r\n\r\n" +
                      std::string("a\0b", 3)));
        const http_response reply = transport.send(request_to(server.url()), {});
        demand(std::to_string(reply.status) == std::string(status).substr(0, 3), "the status is another");
        demand(reply.body == std::string("a\0b", 3), "the body is not what the server sent");
        std::string twice;
        for (const http_header& line : reply.headers)
            if (bitbucket::detail::equal_ignoring_case(line.name, "x-twice")) twice += line.value;
        demand(twice == "ab", "a header that comes twice is not there twice, in order");
        demand(server.requests().size() == 1, "it followed a redirect, or sent again");
    }
    raw_server server(answering("HTTP/1.1 204 No Content\r\n\r\n"));
    demand(transport.send(request_to(server.url(), http_method::delete_), {}).status == 204, "a 204 is no reply");
}

inline void check_connection_refused(const any_transport& transport) {
    const loopback_socket nobody_listens;
    demand_transport_error(failure_of(transport, request_to("http://" + nobody_listens.authority() + "/")), true);
}

inline void check_broken_replies(const any_transport& transport) {
    for (const char* reply :
         {"", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"}) {
        raw_server server(answering_once(reply));
        demand_transport_error(failure_of(transport, request_to(server.url(), http_method::post, "x")), false);
        demand(server.requests().size() == 1, "it sent a POST a second time");
    }
}

inline void check_sizes(const any_transport& transport) {
    transport_limits limits;
    limits.max_body_bytes = 10;
    limits.max_header_bytes = 1000;
    raw_server body(answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890"));
    demand_transport_error(failure_of(transport, request_to(body.url()), limits), false);
    raw_server headers(
        answering("HTTP/1.1 200 OK\r\nX-Long: " + std::string(2000, 'x') + "\r\nContent-Length: 0\r\n\r\n"));
    demand_transport_error(failure_of(transport, request_to(headers.url()), limits), false);
    raw_server fits(answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"));
    demand(transport.send(request_to(fits.url()), limits).body.size() == 10, "a body of just the limit is refused");
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::conformance_detail
