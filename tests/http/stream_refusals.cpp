// SPDX-License-Identifier: MIT
// Replies that come before the whole of a source was sent: refusals, a server that does not want to be asked first, and
// connections that die.
#include <atomic>

#include "support/sources.hpp"

namespace http_stream_refusals {

using namespace http_test;

namespace {

constexpr std::uint64_t large = 50'000'000;

/// Reads the head of a request alone. False when the client has closed.
bool read_head(raw_server::connection& client, std::string& head) {
    head.clear();
    char c = 0;
    while (!head.ends_with("\r\n\r\n")) {
        if (::recv(client.fd(), &c, 1, 0) != 1) return false;
        head.push_back(c);
    }
    client.remember(head);
    return true;
}

/// Reads until the client closes; returns how many bytes came.
std::size_t drain(raw_server::connection& client) {
    std::size_t count = 0;
    char part[65536];
    for (ssize_t got = 0; (got = ::recv(client.fd(), part, sizeof part, 0)) > 0;)
        count += static_cast<std::size_t>(got);
    return count;
}

}  // namespace

TEST_CASE("a large source is sent after the server was asked, and not at all if it refuses") {
    const std::string refusal = GENERATE("401 Unauthorized", "413 Payload Too Large", "403 Forbidden", "404 Not Found");
    CAPTURE(refusal);
    std::atomic<std::size_t> drained = 0;
    raw_server server([&](raw_server::connection& client) {
        std::string head;
        if (!read_head(client, head)) return;
        client.send("HTTP/1.1 " + refusal + "\r\nContent-Length: 4\r\n\r\nnope");
        drained = drain(client);
    });
    {
        const auto source = std::make_shared<odd_source>(large);
        const auto transport = direct_transport();
        const auto reply = transport.send(sending(source, server.url()));
        CHECK(std::to_string(reply.status) == refusal.substr(0, 3));
        CHECK(reply.body == "nope");
        CHECK_THAT(server.requests().at(0), ContainsSubstring("\r\nExpect: 100-continue\r\n"));
        CHECK(source->at == 0);
    }
    server.wait_for_closed(1);
    CHECK(drained == 0);
    CHECK(server.count("POST") == 1);
}

TEST_CASE("a large source is sent whole after a 100, and also when nothing comes") {
    const bool answers = GENERATE(true, false);
    raw_server server([&](raw_server::connection& client) {
        if (answers) client.send("HTTP/1.1 100 Continue\r\n\r\n");
        if (client.read_request()) client.send(ok_reply);
    });
    const auto source = std::make_shared<odd_source>(3'000'000);
    CHECK(direct_transport().send(sending(source, server.url())).status == 200);
    REQUIRE(server.requests().size() == 1);
    CHECK(body_of(server.requests()[0]) == odd_source::text(3'000'000));
}

TEST_CASE("a refusal in the middle of an upload is the reply") {
    raw_server server([](raw_server::connection& client) {
        std::string head;
        if (!read_head(client, head)) return;
        client.send("HTTP/1.1 100 Continue\r\n\r\n");
        char part[65536];
        for (std::size_t seen = 0; seen < 300'000;) {
            const ssize_t got = ::recv(client.fd(), part, sizeof part, 0);
            if (got <= 0) return;
            seen += static_cast<std::size_t>(got);
        }
        client.send("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 9\r\n\r\ntoo large");
        drain(client);
    });
    const auto source = std::make_shared<odd_source>(large);
    const auto reply = direct_transport().send(sending(source, server.url()));
    CHECK(reply.status == 413);
    CHECK(reply.body == "too large");
    CHECK(source->at < large);
}

TEST_CASE("a confirmation of what was not sent whole is an error") {
    raw_server server([](raw_server::connection& client) {
        std::string head;
        if (!read_head(client, head)) return;
        client.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
    const auto source = std::make_shared<odd_source>(large);
    const auto failed = error_of<bb::transport_error>(direct_transport(), sending(source, server.url()));
    CHECK_FALSE(failed.nothing_sent());
}

TEST_CASE("a server that does not want to be asked gets the request once more, without the question") {
    std::atomic<int> asked = 0;
    raw_server server([&](raw_server::connection& client) {
        std::string head;
        while (read_head(client, head)) {
            if (head.find("\r\nExpect:") != std::string::npos) {
                ++asked;
                client.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
                continue;
            }
            std::size_t left = content_length(head);
            char part[65536];
            while (left > 0) {
                const ssize_t got = ::recv(client.fd(), part, (std::min)(left, sizeof part), 0);
                if (got <= 0) return;
                left -= static_cast<std::size_t>(got);
            }
            client.send(ok_reply);
        }
    });
    keeping_receiver receiver;
    const auto source = std::make_shared<odd_source>(3'000'000);
    source->can_rewind = GENERATE(true, false);  // nothing was read for the first attempt
    const auto reply = direct_transport().send(sending(source, server.url()), into(receiver));
    CHECK(reply.status == 200);
    CHECK(asked == 1);
    CHECK(server.count("POST") == 2);
    CHECK(receiver.statuses == std::vector<int>{200});
    CHECK(receiver.body == "ok");
}

TEST_CASE("a server that answers everything with 417 is asked twice, and the second one is the reply") {
    std::atomic<int> heads = 0;
    raw_server server([&](raw_server::connection& client) {
        for (std::string head; read_head(client, head);) {
            ++heads;
            client.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 4\r\n\r\nnope");
            if (head.find("\r\nExpect:") == std::string::npos) drain(client);
        }
    });
    const auto reply = direct_transport().send(sending(std::make_shared<odd_source>(3'000'000), server.url()));
    CHECK(reply.status == 417);
    CHECK(reply.body == "nope");
    CHECK(heads == 2);

    auto own = make_request(bb::http_method::post, server.url(), {{"Expect", "100-continue"}}, "{}");
    CHECK(direct_transport().send(own).status == 417);
    CHECK(heads == 4);
}

TEST_CASE("a 417 after the body began to go out needs a source that can be read again") {
    raw_server server([&](raw_server::connection& client) {
        std::string head;
        if (!read_head(client, head)) return;
        const bool asks = head.find("\r\nExpect:") != std::string::npos;
        if (asks) client.send("HTTP/1.1 100 Continue\r\n\r\n");
        std::size_t left = asks ? 100'000 : content_length(head);
        char part[65536];
        while (left > 0) {
            const ssize_t got = ::recv(client.fd(), part, (std::min)(left, sizeof part), 0);
            if (got <= 0) return;
            left -= static_cast<std::size_t>(got);
        }
        client.send(asks ? "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n" : ok_reply);
        drain(client);
    });
    const auto source = std::make_shared<odd_source>(30'000'000);
    SECTION("it can") {
        CHECK(direct_transport().send(sending(source, server.url())).status == 200);
        CHECK(server.count("POST") == 2);
    }
    SECTION("it cannot") {
        source->can_rewind = false;
        const auto failed = error_of<bb::transport_error>(direct_transport(), sending(source, server.url()));
        CHECK_THAT(failed.what(), ContainsSubstring("cannot be read again"));
        CHECK(failed.status() == 417);
        CHECK(failed.is_permanent());
    }
}

TEST_CASE("a kept connection that turns out to be dead does not send a source twice") {
    // Answers once, and reads the next request without an answer: too late for the check of an idle connection.
    raw_server server([](raw_server::connection& client) {
        if (client.read_request() && client.send(ok_reply)) client.read_request();
    });
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url())).status == 200);
    const auto source = std::make_shared<odd_source>(100'000);
    source->can_rewind = GENERATE(true, false);
    CAPTURE(source->can_rewind);
    const auto failed = error_of<bb::transport_error>(transport, sending(source, server.url()));
    CHECK_FALSE(failed.nothing_sent());
    CHECK_FALSE(failed.is_permanent());
    if (!source->can_rewind) CHECK_THAT(failed.what(), ContainsSubstring("cannot be read again"));
    CHECK(server.count("POST") == 1);
}

}  // namespace http_stream_refusals
