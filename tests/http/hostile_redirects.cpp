// SPDX-License-Identifier: MIT
// Redirects that lead nowhere, in circles, or to where no client should go; through real connections.
#include "support/calls.hpp"

namespace http_hostile_redirects {

using namespace http_test;

namespace {

const std::string user = json_reply(R"({"display_name":"x"})");

std::string moved(const std::string& headers) {
    return reply_of("302 Found", "", headers);
}

// Redirects from /2.0/user over /2.0/hop?1, /2.0/hop?2, … and answers after so many hops.
raw_server::script chain_of(int hops) {
    return [hops](raw_server::connection& client) {
        for (int hop = 1; client.read_request(); ++hop)
            if (!client.send(hop > hops ? user : moved("Location: hop?" + std::to_string(hop) + "\r\n"))) return;
    };
}

bb::error refused_at(const raw_server& server) {
    const bb::error failed = failure_at(server);
    CHECK(failed.kind() == bb::error_kind::other_status);
    CHECK(failed.status() == 302);
    CHECK_THAT(failed.message(), ContainsSubstring("not followed"));
    return failed;
}

}  // namespace

TEST_CASE("ten redirects in a row are followed, the eleventh is not") {
    raw_server ten(chain_of(10));
    CHECK(api_at(ten).send(bb::users::current{}).display_name == "x");
    CHECK(ten.requests().size() == 11);

    raw_server eleven(chain_of(11));
    CHECK_THAT(refused_at(eleven).message(), ContainsSubstring("more than 10"));
    CHECK(eleven.requests().size() == 11);
}

TEST_CASE("redirects in a circle end at the first repetition") {
    raw_server itself(answering(moved("Location: /2.0/user\r\n")));
    CHECK_THAT(refused_at(itself).message(), ContainsSubstring("circle"));
    CHECK(itself.requests().size() == 1);

    int turn = 0;
    raw_server two([&](raw_server::connection& client) {
        while (client.read_request())
            client.send(moved(++turn % 2 == 1 ? "Location: /2.0/other\r\n" : "Location: /2.0/user\r\n"));
    });
    CHECK_THAT(refused_at(two).message(), ContainsSubstring("circle"));
    CHECK(two.requests().size() == 2);
}

TEST_CASE("a circle over two hosts ends as well") {
    std::string back;
    raw_server other([&](raw_server::connection& client) {
        while (client.read_request() && client.send(moved("Location: " + back + "\r\n"))) {
        }
    });
    raw_server server(answering(moved("Location: " + other.url("/a") + "\r\n")));
    back = server.url("/2.0/user");
    CHECK_THAT(refused_at(server).message(), ContainsSubstring("circle"));
    CHECK(server.requests().size() == 1);
    CHECK(other.requests().size() == 1);
}

TEST_CASE("a redirect without a usable Location is an error that says so") {
    const std::vector<std::string> lines = {"",
                                            "Location:\r\n",
                                            "Location:   \r\n",
                                            "Location: http://\r\n",
                                            "Location: http:///a\r\n",
                                            "Location: http://user:password@127.0.0.1/\r\n",
                                            "Location: http://127.0.0.1:99999/\r\n",
                                            "Location: http://127.0.0.1:0/\r\n",
                                            "Location: http://a b/\r\n",
                                            "Location: ftp://127.0.0.1/\r\n",
                                            "Location: file:///etc/passwd\r\n",
                                            "Location: gopher://127.0.0.1/\r\n",
                                            "Location: data:application/json,{}\r\n",
                                            "Location: javascript:alert(1)\r\n",
                                            "Location: //\r\n",
                                            "Location: \\\\127.0.0.1\\a\r\n",
                                            "Location: http:\\\\127.0.0.1\\a\r\n",
                                            "Location: http://127.0.0.1\\@localhost/\r\n",
                                            "Location: /a\tb\r\n",
                                            "Location: http://\xC3\xA4.example/\r\n",
                                            "Location: http://[::1/\r\n"};
    for (const std::string& line : lines) {
        CAPTURE(line);
        raw_server server(answering(moved(line)));
        CHECK_THAT(refused_at(server).message(), ContainsSubstring("Location"));
        CHECK(server.requests().size() == 1);
    }
}

TEST_CASE("of several Locations the first one counts") {
    raw_server server([](raw_server::connection& client) {
        client.read_request();
        client.send(moved("Location: /2.0/first\r\nLocation: http://127.0.0.1:1/second\r\n"));
        while (client.read_request() && client.send(user)) {
        }
    });
    CHECK(api_at(server).send(bb::users::current{}).display_name == "x");
    CHECK(first_line(server.requests().at(1)) == "GET /2.0/first HTTP/1.1");
}

TEST_CASE("a redirect to where nobody listens is a transport_error, and the API was asked all the same") {
    const loopback_socket nobody_listens;
    raw_server server(answering(moved("Location: http://" + nobody_listens.authority() + "/a?hush\r\n")));
    const bb::error failed = failure_at(server);
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.describe(), ContainsSubstring(nobody_listens.authority()) && !ContainsSubstring("hush"));
    CHECK_FALSE(failed.nothing_sent());
}

TEST_CASE("the body of a redirect is bounded like any other") {
    raw_server server(without_end("HTTP/1.1 302 Found\r\nLocation: /2.0/other\r\n\r\n", std::string(65536, ' ')));
    const bb::error failed = failure_at(server);
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.message(), ContainsSubstring("max_body_bytes"));
    CHECK(server.requests().size() == 1);
}

TEST_CASE("a Location of many slashes, dots and 200 KB is no harm") {
    for (const std::string& part : {std::string("/"), std::string("/.."), std::string("/a"), std::string("%2e%2e/"),
                                    std::string("{"), std::string("?")}) {
        std::string target = "/x";
        while (target.size() < 90'000) target += part;
        raw_server server([&](raw_server::connection& client) {
            client.read_request();
            client.send(moved("Location: " + target + "\r\n"));
            while (client.read_request() && client.send(user)) {
            }
        });
        const bounds within;
        const auto outcome = api_at(server).try_send(bb::users::current{});
        CAPTURE(part, outcome.has_value() ? "" : outcome.error().describe());
        CHECK(outcome.has_value());
    }
}

}  // namespace http_hostile_redirects
