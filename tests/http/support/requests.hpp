// SPDX-License-Identifier: MIT
// Small helpers of the transport's tests: requests in one line, a transport that no proxy of the environment gets in
// the way of, the error of a call as a value, and the lines of a request as the server saw it.
#pragma once

#include <bitbucket/error.hpp>
#include <bitbucket/transport/curl.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "raw_server.hpp"
#include "support/catch.hpp"

namespace http_test {

namespace bb = bitbucket;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

inline bb::http_request make_request(bb::http_method method, std::string url, bb::header_list headers = {},
                                     std::string body = {}) {
    bb::http_request request;
    request.method = method;
    request.url = std::move(url);
    request.headers = std::move(headers);
    request.body = std::move(body);
    return request;
}
inline bb::http_request get(std::string url) {
    return make_request(bb::http_method::get, std::move(url));
}

/// The default options, but for a proxy that the environment may name.
inline bb::curl_options direct() {
    bb::curl_options options;
    options.direct = true;
    return options;
}
inline bb::curl_transport direct_transport() {
    return bb::curl_transport(direct());
}

inline bb::transport_limits until(bb::deadline::clock::duration time) {
    bb::transport_limits limits;
    limits.deadline = bb::deadline::after(time);
    return limits;
}
inline bb::transport_limits following(const bb::cancel_token& token) {
    bb::transport_limits limits;
    limits.cancel = token;
    return limits;
}

/// Sends, expects the error of that class, and returns it. Fails the test when there is none, or another one.
template <class Expected>
Expected error_of(const bb::curl_transport& transport, const bb::http_request& request,
                  const bb::transport_limits& limits = {}) {
    try {
        (void)transport.send(request, limits);
    } catch (const Expected& found) {
        return found;
    } catch (const std::exception& other) {
        FAIL("another error: " << other.what());
    }
    FAIL("no error");
    throw std::logic_error("FAIL returned");
}

/// Whether nobody has connected to a server yet. Sends a request of its own, for connections are accepted in their order.
inline bool untouched(const raw_server& server) {
    (void)direct_transport().send(get(server.url()));
    return server.accepted() == 1;
}

/// The first line of a request as it was on the wire.
inline std::string first_line(const std::string& request) {
    return request.substr(0, request.find("\r\n"));
}

/// The header lines of a request in their order, without the one whose value is up to how libcurl was built.
inline std::vector<std::string> header_lines(const std::string& request) {
    std::vector<std::string> lines;
    auto at = request.find("\r\n") + 2;
    for (auto end = request.find("\r\n", at); end != at; end = request.find("\r\n", at)) {
        lines.push_back(request.substr(at, end - at));
        at = end + 2;
    }
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("Accept-Encoding: "); });
    return lines;
}

/// In the order of the alphabet: libcurl's own lines come before the request's or after them, as its version has it.
inline std::vector<std::string> sorted(std::vector<std::string> lines) {
    std::sort(lines.begin(), lines.end());
    return lines;
}

inline std::string body_of(const std::string& request) {
    return request.substr(request.find("\r\n\r\n") + 4);
}

}  // namespace http_test
