// SPDX-License-Identifier: MIT
// A fork between two requests: parent and child each get the replies to their own requests, and the child leaves no
// trace on the connections of its parent, not even when it destroys the transport.
#include <memory>

#include "support/child_process.hpp"
#include "support/requests.hpp"
#include "support/tls_server.hpp"

namespace http_curl_fork {

using namespace http_test;
using support::begin_child;
using support::end_of;
using support::end_of_child;

namespace {

/// Replies with the path that was asked for, after a moment, so that the requests of both processes meet.
void echo(raw_server::connection& client) {
    while (client.read_request()) {
        const std::string line = first_line(client.last_request());
        const std::string path = line.substr(4, line.rfind(' ') - 4);
        client.pause(std::chrono::milliseconds(2));
        if (!client.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(path.size()) + "\r\n\r\n" + path))
            return;
    }
}

/// How many of ten replies belong to another request.
int strangers(const bb::curl_transport& transport, const raw_server& server, const std::string& who) {
    int found = 0;
    for (int i = 0; i < 10; ++i) {
        const std::string path = "/" + who + std::to_string(i);
        found += transport.send(get(server.url(path))).body == path ? 0 : 1;
    }
    return found;
}

}  // namespace

TEST_CASE("after a fork parent and child get the replies to their own requests") {
    raw_server server(echo);
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url("/first"))).body == "/first");
    const pid_t child = begin_child([&] { return strangers(transport, server, "child") == 0; });
    CHECK(strangers(transport, server, "parent") == 0);
    CHECK(end_of_child(child) == 0);
    CHECK(server.accepted() == 2);
    CHECK(server.requests().size() == 21);
}

TEST_CASE("a child of a child has connections of its own too") {
    raw_server server(echo);
    const auto transport = direct_transport();
    CHECK(strangers(transport, server, "a") == 0);
    CHECK(end_of([&] {
              const bool own = strangers(transport, server, "b") == 0;
              return own && end_of([&] { return strangers(transport, server, "c") == 0; }) == 0 &&
                     strangers(transport, server, "d") == 0;
          }) == 0);
    CHECK(strangers(transport, server, "e") == 0);
    CHECK(server.accepted() == 3);
}

TEST_CASE("a child that destroys the transport says nothing on its parent's connections, over TLS either") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(ok_reply)));
    const std::string url = "https://" + server.authority() + "/";
    bb::curl_options options = direct();
    options.ca_file = ours.file();
    auto transport = std::make_unique<bb::curl_transport>(options);
    CHECK(transport->send(get(url)).body == "ok");
    const bool uses_it = GENERATE(false, true);
    CHECK(end_of([&] {
              const bool good = !uses_it || transport->send(get(url)).body == "ok";
              transport.reset();
              return good;
          }) == 0);
    for (int i = 0; i < 3; ++i) CHECK(transport->send(get(url)).body == "ok");
    CHECK(server.accepted() == (uses_it ? 2 : 1));
}

}  // namespace http_curl_fork
