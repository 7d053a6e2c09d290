// SPDX-License-Identifier: MIT
// client.hpp: what stands in a request on the wire: URL below the base, headers, body.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_client_headers {

namespace bb = bitbucket;
using bb::testing::recorded_request;
using bb::testing::scripted;

namespace {

// The request as it comes to the transport.
template <class Operation>
recorded_request sent(const Operation& request, bb::credentials who = bb::anonymous{}, std::string base_url = {}) {
    scripted script;
    script.reply(200, "{}");
    bb::client_options options;
    if (!base_url.empty()) options.base_url = std::move(base_url);
    const auto reply = bb::client{script, std::move(who), options}.try_exchange(request);
    INFO((reply ? "" : reply.error().describe()));
    REQUIRE(reply.has_value());
    REQUIRE(script.requests().size() == 1);
    return script.requests().front();
}

std::size_t count_of(const recorded_request& request, std::string_view name) {
    std::size_t count = 0;
    for (const bb::http_header& line : request.headers)
        if (bb::detail::equal_ignoring_case(line.name, name)) ++count;
    return count;
}

}  // namespace

TEST_CASE("every credential is sent in exactly one Authorization header", "[client]") {
    struct row {
        bb::credentials who;
        const char* header;
    };
    // Base64 of "me@example.org:t0ken", "me:p:w" (a password may have a colon) and "mé:ü", by the `base64` tool.
    for (const row& each :
         {row{bb::api_token{"me@example.org", bb::secret("t0ken")}, "Basic bWVAZXhhbXBsZS5vcmc6dDBrZW4="},
          row{bb::basic{"me", bb::secret("p:w")}, "Basic bWU6cDp3"},
          row{bb::basic{"m\xC3\xA9", bb::secret("\xC3\xBC")}, "Basic bcOpOsO8"},
          row{bb::access_token{bb::secret("abc.def-_~+/=")}, "Bearer abc.def-_~+/="}}) {
        CAPTURE(each.header);
        const recorded_request request = sent(bb::users::current{}, each.who);
        CHECK(count_of(request, "Authorization") == 1);
        CHECK(request.headers.value("Authorization") == each.header);
        CHECK(request.url == "https://api.bitbucket.org/2.0/user");
    }
    CHECK(count_of(sent(bb::users::current{}), "Authorization") == 0);
}

TEST_CASE("a request without a body says what it accepts and nothing about content", "[client]") {
    const recorded_request request = sent(bb::users::current{});
    CHECK(request.method == bb::http_method::get);
    CHECK(request.headers == bb::header_list{{"Accept", "application/json"}});
    CHECK(request.body.empty());
    const recorded_request removal = sent(bb::ssh_keys::remove{"me", "{k}"});
    CHECK(removal.method == bb::http_method::delete_);
    CHECK(count_of(removal, "Content-Type") == 0);
}

TEST_CASE("a request with a body has its type", "[client]") {
    const recorded_request request = sent(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA", .label = "laptop"}});
    CHECK(request.method == bb::http_method::post);
    CHECK(request.body == R"({"key":"ssh-ed25519 AAAA","label":"laptop"})");
    CHECK(count_of(request, "Content-Type") == 1);
    CHECK(request.headers.value("Content-Type") == "application/json");
    const recorded_request by_hand = sent(bb::user_properties::update{"me", "app", "name", R"({ "a" : 1 })"});
    CHECK(by_hand.method == bb::http_method::put);
    CHECK(by_hand.body == R"({ "a" : 1 })");
    CHECK(by_hand.headers.value("Content-Type") == "application/json");
    const recorded_request empty_edit = sent(bb::ssh_keys::update{"me", "{k}", {}});
    CHECK(empty_edit.body == "{}");
    CHECK(count_of(empty_edit, "Content-Type") == 1);
}

TEST_CASE("an Accept header of the caller wins, other headers are added", "[client]") {
    const recorded_request request = sent(
        bb::users::current{}.header("accept", "text/plain").header("X-Trace", " 7 ").header("If-None-Match", "\"a\""));
    CHECK(count_of(request, "Accept") == 1);
    CHECK(request.headers.value("Accept") == "text/plain");
    CHECK(request.headers.value("x-trace") == "7");
    CHECK(request.headers.value("If-None-Match") == "\"a\"");
}

TEST_CASE("headers that the library sets cannot be set", "[client]") {
    scripted script;
    const bb::client api{script, bb::access_token{bb::secret("t0ken")}};
    for (const char* name : {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "Host", "Content-Type",
                             "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Accept-Encoding"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(api.send(bb::users::current{}.header(name, "x")), bb::usage_error);
    }
    CHECK_THROWS_AS(api.send(bb::users::current{}.header("X-A", "1\r\nX-B: 2")), bb::usage_error);
    CHECK_THROWS_AS(api.send(bb::users::current{}.header("X A", "1")), bb::usage_error);
    CHECK_THROWS_AS(api.send(bb::users::current{}.header("", "1")), bb::usage_error);
    CHECK(script.requests().empty());
}

TEST_CASE("paths are put behind the base URL, whatever it ends with", "[client]") {
    struct row {
        const char* base;
        const char* url;
    };
    for (const row& each :
         {row{"https://api.bitbucket.org/2.0/", "https://api.bitbucket.org/2.0/user"},
          row{"https://api.bitbucket.org/2.0///", "https://api.bitbucket.org/2.0/user"},
          row{"https://API.Bitbucket.ORG/2.0", "https://api.bitbucket.org/2.0/user"},
          row{"https://bitbucket.example.org", "https://bitbucket.example.org/user"},
          row{"https://bitbucket.example.org/", "https://bitbucket.example.org/user"},
          row{"https://bitbucket.example.org:443/a/b", "https://bitbucket.example.org/a/b/user"},
          row{"https://bitbucket.example.org:8443/a/b/", "https://bitbucket.example.org:8443/a/b/user"},
          row{"http://127.0.0.1:8080/2.0", "http://127.0.0.1:8080/2.0/user"},
          row{"http://[::1]:8080/2.0", "http://[::1]:8080/2.0/user"}}) {
        CAPTURE(each.base);
        CHECK(sent(bb::users::current{}, bb::access_token{bb::secret("t0ken")}, each.base).url == each.url);
    }
}

TEST_CASE("path arguments and query options are encoded once", "[client]") {
    CHECK(sent(bb::users::get{"{a/b?c#d%20}"}).url == "https://api.bitbucket.org/2.0/users/%7Ba%2Fb%3Fc%23d%2520%7D");
    CHECK(sent(bb::users::get{"me"}.fields("a,-b").query("x y", "1&2=3+4")).url ==
          "https://api.bitbucket.org/2.0/users/me?fields=a%2C-b&x%20y=1%262%3D3%2B4");
}

TEST_CASE("the limits of the client and of the call reach the transport", "[client]") {
    struct keeping {
        std::shared_ptr<bb::transport_limits> seen = std::make_shared<bb::transport_limits>();
        bb::http_response send(const bb::http_request&, const bb::transport_limits& limits) const {
            *seen = limits;
            return {200, {}, "{}"};
        }
    };
    const keeping transport;
    bb::cancel_source cancel;
    const bb::deadline far = bb::deadline::at(bb::deadline::clock::now() + std::chrono::hours(10));
    const bb::client api{transport, bb::anonymous{}, {.max_body_bytes = 17, .max_header_bytes = 19}};
    static_cast<void>(api.send(bb::users::current{}, {.deadline = far, .cancel = cancel.token()}));
    CHECK(transport.seen->max_body_bytes == 17);
    CHECK(transport.seen->max_header_bytes == 19);
    CHECK(transport.seen->deadline.when() == far.when());
    cancel.cancel();
    CHECK(transport.seen->cancel.is_cancelled());
}

}  // namespace test_client_headers
