// SPDX-License-Identifier: MIT
// Collections whose `next` leads elsewhere, in circles, or on for ever; through a whole client and real connections.
#include <bitbucket/api/ssh_keys.hpp>

#include <atomic>

#include "support/calls.hpp"

namespace http_hostile_pages {

using namespace http_test;

namespace {

std::string page_to(const std::string& next) {
    return json_reply(R"({"values":[{"label":"one"}],"next":")" + next + "\"}");
}

// Walks to the end or the error; counts the items.
struct walked {
    std::size_t items = 0;
    std::optional<bb::error> failure;
};
walked walk(const bb::client& api, bb::walk_options options = {}) {
    walked out;
    try {
        for ([[maybe_unused]] const bb::ssh_account_key& key :
             api.each(bb::ssh_keys::list{"me"}.header("X-Own", token), std::move(options)))
            ++out.items;
    } catch (const bb::error& failure) {
        CHECK_THAT(failure.describe(), !ContainsSubstring(token));
        out.failure = failure;
    }
    return out;
}

// A server whose pages never end: each `next` is new.
raw_server::script pages_without_end(std::chrono::milliseconds pause = 0ms) {
    return [=](raw_server::connection& client) {
        for (int page = 2; client.read_request(); ++page) {
            if (pause > 0ms && !client.pause(pause)) return;
            if (!client.send(page_to("/2.0/users/me/ssh-keys?cursor=" + std::to_string(page)))) return;
        }
    };
}

}  // namespace

TEST_CASE("a next link to another origin is refused, and nobody is asked there") {
    raw_server elsewhere(answering(page_to("")));
    const std::string port = elsewhere.authority().substr(elsewhere.authority().find(':'));
    const std::vector<std::string> links = {"http://" + elsewhere.authority() + "/2.0/users/me/ssh-keys?page=2",
                                            "//" + elsewhere.authority() + "/2.0/users/me/ssh-keys?page=2",
                                            "https://" + elsewhere.authority() + "/2.0/x",
                                            "HTTP://LOCALHOST" + port + "/2.0/x",
                                            "ftp://" + elsewhere.authority() + "/2.0/x",
                                            "http://user@" + elsewhere.authority() + "/2.0/x",
                                            "http:" + port + "/2.0/x",
                                            "http:///" + elsewhere.authority(),
                                            "http://127.0.0.1\\\\@" + elsewhere.authority() + "/2.0/x",
                                            "http://[::ffff:127.0.0.1]" + port + "/2.0/x",
                                            "file:///etc/passwd",
                                            "javascript:alert(1)",
                                            "http://"};
    for (const std::string& next : links) {
        CAPTURE(next);
        raw_server server(answering(page_to(next)));
        const walked out = walk(api_at(server));
        CHECK(out.items == 1);
        REQUIRE(out.failure);
        CHECK(out.failure->kind() == bb::error_kind::pagination);
        CHECK(server.requests().size() == 1);
    }
    CHECK(elsewhere.accepted() == 0);
}

TEST_CASE("a next link on this host that is not the API's is refused") {
    for (const char* next : {"/1.0/x", "/2.0x", "/", "/2.0/../admin", "/2.0/%2e%2e/admin", "/2.0/..%2fadmin"}) {
        CAPTURE(next);
        raw_server server(answering(page_to(next)));
        const walked out = walk(api_at(server));
        REQUIRE(out.failure);
        CHECK(out.failure->kind() == bb::error_kind::pagination);
        CHECK(server.requests().size() == 1);
    }
}

TEST_CASE("a next link to another name of the same host is refused") {
    std::string next;
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request() && client.send(page_to(next))) {
        }
    });
    next = "http://localhost" + server.authority().substr(server.authority().find(':')) + "/2.0/x";
    const walked out = walk(api_at(server));
    REQUIRE(out.failure);
    CHECK(out.failure->kind() == bb::error_kind::pagination);
    CHECK(server.requests().size() == 1);
}

TEST_CASE("a page that is redirected to another host gets no credential there, and its next is held to the API") {
    raw_server elsewhere(answering(page_to("/2.0/users/me/ssh-keys?page=2")));
    raw_server server([&](raw_server::connection& client) {
        if (client.read_request())
            client.send(reply_of("302 Found", "", "Location: " + elsewhere.url("/2.0/a?b") + "\r\n"));
        while (client.read_request() && client.send(json_reply(R"({"values":[{},{}]})"))) {
        }
    });
    const walked out = walk(api_at(server));
    CHECK(out.items == 3);
    REQUIRE(elsewhere.requests().size() == 1);
    CHECK_THAT(elsewhere.requests()[0], !ContainsSubstring(token));
    REQUIRE(server.requests().size() == 2);
    CHECK(first_line(server.requests()[1]) == "GET /2.0/users/me/ssh-keys?page=2 HTTP/1.1");
}

TEST_CASE("a chain of pages without end ends at max_walk_pages") {
    raw_server server(pages_without_end());
    bb::client_options options = options_at(server.url("/2.0"));
    options.max_walk_pages = 500;
    const bounds within;
    const walked out = walk(api_at(options));
    CHECK(out.items == 500);
    REQUIRE(out.failure);
    CHECK(out.failure->kind() == bb::error_kind::pagination);
    CHECK_THAT(out.failure->message(), ContainsSubstring("max_walk_pages"));
    CHECK(server.requests().size() == 500);
    CHECK(server.accepted() == 1);
}

TEST_CASE("a chain of pages without end ends at the deadline") {
    raw_server server(pages_without_end(5ms));
    const bounds within;
    const walked out = walk(api_at(server), {.deadline = bb::deadline::after(200ms)});
    REQUIRE(out.failure);
    CHECK(out.failure->kind() == bb::error_kind::deadline_exceeded);
    CHECK(out.items < 100);
}

TEST_CASE("a chain of empty pages without end ends too") {
    raw_server server([](raw_server::connection& client) {
        for (int page = 2; client.read_request(); ++page)
            client.send(json_reply(R"({"values":[],"next":"?cursor=)" + std::to_string(page) + "\"}"));
    });
    bb::client_options options = options_at(server.url("/2.0"));
    options.max_walk_pages = 300;
    const bounds within;
    const walked out = walk(api_at(options));
    CHECK(out.items == 0);
    REQUIRE(out.failure);
    CHECK(out.failure->kind() == bb::error_kind::pagination);
}

TEST_CASE("a page that leads to itself, or back, is an error after its items") {
    raw_server server([](raw_server::connection& client) {
        for (int page = 1; client.read_request(); ++page)
            client.send(page_to("/2.0/users/me/ssh-keys?cursor=" + std::to_string(page % 3)));
    });
    const walked out = walk(api_at(server));
    REQUIRE(out.failure);
    CHECK(out.failure->kind() == bb::error_kind::pagination);
    CHECK(out.items == 4);
}

TEST_CASE("a next link of 1 MB is followed or refused, and kept in no message") {
    raw_server server(answering(page_to("/2.0/users/me/ssh-keys?cursor=" + std::string(1'000'000, 'x'))));
    const bounds within;
    const walked out = walk(api_at(server));
    REQUIRE(out.failure);
    CHECK(std::string(out.failure->what()).size() < 1000);
}

}  // namespace http_hostile_pages
