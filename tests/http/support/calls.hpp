// SPDX-License-Identifier: MIT
// Calls of a whole client through the curl transport: a client that soon loses patience with a server on the loopback,
// the error of a call as a value, measured, and replies with the right length.
#pragma once

#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

#include "measure.hpp"
#include "requests.hpp"

namespace http_test {

/// The credential of all these calls. It must not get anywhere but to the server that the client is for.
inline constexpr const char* token = "Wellensittich-4711-Schluesselbund";

/// The defaults, and a server on the loopback.
inline bb::client_options defaults_at(std::string base_url) {
    bb::client_options options;
    options.base_url = std::move(base_url);
    return options;
}
/// The same, but everything is sent once.
inline bb::client_options options_at(std::string base_url) {
    bb::client_options options = defaults_at(std::move(base_url));
    options.retry = bb::retry_policy::none();
    return options;
}
inline bb::curl_options impatient() {
    bb::curl_options options = direct();
    options.total_timeout = 2s;
    return options;
}
inline bb::client api_at(bb::client_options options, bb::curl_options how = impatient()) {
    return bb::client(bb::curl_transport(std::move(how)), bb::access_token{bb::secret(token)}, std::move(options));
}
inline bb::client api_at(const raw_server& server) {
    return api_at(options_at(server.url("/2.0")));
}

/// The error of a call. Fails the test when there is none, or when it shows the credential.
template <class Call>
bb::error failure_of(Call&& call) {
    try {
        call();
    } catch (const bb::error& found) {
        CHECK_THAT(found.what() + found.describe() + found.body(), !ContainsSubstring(token));
        return found;
    }
    FAIL("no error");
    throw std::logic_error("FAIL returned");
}

/// The error of asking a server for the user, within the bounds that hold for every hostile server.
inline bb::error failure_at(const bb::client& api, const bb::call_options& options = {}) {
    const bounds within;
    return failure_of([&] { (void)api.send(bb::users::current{}, options); });
}
inline bb::error failure_at(const raw_server& server) {
    return failure_at(api_at(server));
}

/// A whole reply. `status` is what stands behind the version, `headers` has its line ends.
inline std::string reply_of(const std::string& status, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}
inline std::string json_reply(const std::string& body) {
    return reply_of("200 OK", body, "Content-Type: application/json\r\n");
}

/// The head of a reply that goes on until the connection ends.
inline constexpr const char* open_head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

/// Answers the first request with the start and then with the rest, until the client has had enough.
inline raw_server::script without_end(std::string start, std::string again) {
    return [start = std::move(start), again = std::move(again)](raw_server::connection& client) {
        if (!client.read_request() || !client.send(start)) return;
        while (client.send(again)) {
        }
    };
}

/// A literal with NUL bytes in it.
template <std::size_t Size>
std::string bytes(const char (&text)[Size]) {
    return {text, Size - 1};
}

}  // namespace http_test
