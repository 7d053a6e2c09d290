// SPDX-License-Identifier: MIT
// Redirects through a whole client and real connections: who sees the credential and the caller's own headers.
#include <bitbucket/api/ssh_keys.hpp>

#include <atomic>

#include "support/calls.hpp"

namespace http_redirects {

using namespace http_test;

namespace {

const std::string user = json_reply(R"({"display_name":"x"})");
constexpr const char* own_value = "only-for-the-api";

std::string redirect_to(const std::string& target, int status = 302) {
    return reply_of(std::to_string(status) + " Found", "", "Location: " + target + "\r\n");
}

bb::users::current with_own_headers() {
    return bb::users::current{}.header("X-Own", own_value).header("Accept-Language", "de");
}

bool knows(const std::string& request) {
    return request.find(token) != std::string::npos || request.find("Authorization") != std::string::npos ||
           request.find(own_value) != std::string::npos || request.find("X-Own") != std::string::npos;
}

// Answers what stands behind a path, and 404 elsewhere.
raw_server::script routes(std::vector<std::pair<std::string, std::string>> replies) {
    return [replies = std::move(replies)](raw_server::connection& client) {
        for (std::string line; client.read_request();) {
            line = first_line(client.last_request());
            std::string reply = reply_of("404 Not Found", "");
            for (const auto& [path, answer] : replies)
                if (line == "GET " + path + " HTTP/1.1") reply = answer;
            if (!client.send(reply)) return;
        }
    };
}

// A credential whose token is never good enough, and that counts how often another one is asked for.
class counting_source : public bb::token_source {
public:
    bb::secret token(const bb::call_options&) override { return bb::secret(http_test::token); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override {
        ++renewals;
        return bb::secret("another-token-0815");
    }
    std::atomic<int> renewals = 0;
};

}  // namespace

TEST_CASE("a redirect to another port or another name gets no credential and no header of the caller's") {
    const int status = GENERATE(301, 302, 303, 307, 308);
    const bool by_name = GENERATE(false, true);
    CAPTURE(status, by_name);
    raw_server storage(answering(user));
    const std::string port = storage.authority().substr(storage.authority().find(':'));
    raw_server server(
        answering(redirect_to("http://" + (by_name ? "localhost" + port : storage.authority()) + "/a?b=c", status)));
    CHECK(api_at(server).send(with_own_headers()).display_name == "x");

    REQUIRE(server.requests().size() == 1);
    CHECK_THAT(server.requests()[0], ContainsSubstring(std::string("Authorization: Bearer ") + token) &&
                                         ContainsSubstring(std::string("X-Own: ") + own_value));
    REQUIRE(storage.requests().size() == 1);
    CHECK_FALSE(knows(storage.requests()[0]));
    CHECK(first_line(storage.requests()[0]) == "GET /a?b=c HTTP/1.1");
    CHECK_THAT(storage.requests()[0], ContainsSubstring("\r\nAccept-Language: de\r\n"));
}

TEST_CASE("the same server under another name is another origin") {
    std::string target;
    raw_server server([&](raw_server::connection& client) {
        if (client.number() == 0 && client.read_request()) client.send(redirect_to(target));
        while (client.read_request() && client.send(user)) {
        }
    });
    target = "http://LOCALHOST" + server.authority().substr(server.authority().find(':')) + "/2.0/user";
    CHECK(api_at(server).send(with_own_headers()).display_name == "x");
    REQUIRE(server.requests().size() == 2);
    CHECK(knows(server.requests()[0]));
    CHECK_FALSE(knows(server.requests()[1]));
}

TEST_CASE("a redirect on the same origin keeps the credential and the headers") {
    const int status = GENERATE(301, 302, 303, 307, 308);
    const bool absolute = GENERATE(false, true);
    std::string target = "/2.0/other?a=b";
    raw_server server([&](raw_server::connection& client) {
        if (client.read_request() && !client.send(redirect_to(target, status))) return;
        while (client.read_request() && client.send(user)) {
        }
    });
    if (absolute) target = server.url(target);
    CHECK(api_at(server).send(with_own_headers()).display_name == "x");
    REQUIRE(server.requests().size() == 2);
    CHECK(first_line(server.requests()[1]) == "GET /2.0/other?a=b HTTP/1.1");
    CHECK(header_lines(server.requests()[1]) == header_lines(server.requests()[0]));
}

TEST_CASE("a redirect to another host and back does not get the credential again") {
    std::string back;
    raw_server storage([&](raw_server::connection& client) {
        while (client.read_request() && client.send(redirect_to(back))) {
        }
    });
    raw_server server(routes({{"/2.0/user", redirect_to(storage.url("/a"))}, {"/2.0/back", user}}));
    back = server.url("/2.0/back");
    CHECK(api_at(server).send(with_own_headers()).display_name == "x");
    REQUIRE(server.requests().size() == 2);
    CHECK(knows(server.requests()[0]));
    CHECK_FALSE(knows(server.requests()[1]));
    CHECK_FALSE(knows(storage.requests().at(0)));
    // The next call starts with it again.
    (void)api_at(server).send(with_own_headers());
    CHECK(knows(server.requests().at(2)));
}

TEST_CASE("a Location reaches the storage as it is written") {
    const std::string path = GENERATE(as<std::string>(), "/a//b/./c/%2E%2E/d?X-Amz-Signature=1%2B2&k=//../e", "//a//",
                                      "/a/../b/..", "/%2e/%2F?a/./b");
    CAPTURE(path);
    raw_server storage(answering(user));
    raw_server server(answering(redirect_to(storage.url(path))));
    CHECK(api_at(server).send(with_own_headers()).display_name == "x");
    REQUIRE(storage.requests().size() == 1);
    CHECK(first_line(storage.requests()[0]) == "GET " + path + " HTTP/1.1");
}

TEST_CASE("changes are not redirected") {
    const int status = GENERATE(301, 302, 303, 307, 308);
    const bool removes = GENERATE(false, true);
    raw_server storage(answering(user));
    raw_server server(answering(redirect_to(storage.url(), status)));
    bb::client_options options = options_at(server.url("/2.0"));
    options.allow_any_credential = true;
    const bb::client api = api_at(options);
    const bb::error failed = failure_of([&] {
        if (removes)
            api.send(bb::ssh_keys::remove{"me", "{b15b6026-9c02-4626-b4ad-b905f99f763a}"});
        else
            api.send(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA"}});
    });
    CHECK(failed.kind() == bb::error_kind::other_status);
    CHECK(failed.status() == status);
    CHECK_THAT(failed.message(), ContainsSubstring("not followed"));
    CHECK(storage.accepted() == 0);
    CHECK(server.requests().size() == 1);
}

TEST_CASE("a 401 from another host renews nothing, and one from the API after a redirect does") {
    const bool elsewhere = GENERATE(true, false);
    const std::string refusal = reply_of("401 Unauthorized", "");
    const auto source = std::make_shared<counting_source>();
    raw_server storage(answering(refusal));
    raw_server server(
        routes({{"/2.0/user", redirect_to(elsewhere ? storage.url() : "/2.0/refused")}, {"/2.0/refused", refusal}}));
    const bb::client api(bb::curl_transport(impatient()), std::shared_ptr<bb::token_source>(source),
                         options_at(server.url("/2.0")));
    CHECK(failure_at(api).kind() == bb::error_kind::unauthorized);
    CHECK(source->renewals == (elsewhere ? 0 : 1));
    CHECK(server.requests().size() == (elsewhere ? 1U : 4U));
    CHECK(storage.requests().size() == (elsewhere ? 1U : 0U));
    for (const std::string& request : storage.requests()) CHECK_FALSE(knows(request));
}

TEST_CASE("the XML of a storage is read for its message") {
    raw_server storage(answering(reply_of(
        "403 Forbidden",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired"
        "</Message><RequestId>4711</RequestId></Error>",
        "Content-Type: application/xml\r\n")));
    raw_server server(answering(redirect_to(storage.url("/bucket/key?X-Amz-Signature=hush"))));
    const bb::error failed = failure_at(server);
    CHECK(failed.kind() == bb::error_kind::forbidden);
    CHECK(failed.message() == "Request has expired");
    CHECK_THAT(failed.describe(), !ContainsSubstring("hush"));
}

}  // namespace http_redirects
