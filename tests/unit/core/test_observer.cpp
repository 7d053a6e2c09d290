// SPDX-License-Identifier: MIT
// observer.hpp: which events come in which order, what they say, and which headers are shown.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/logger.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <set>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/key_pages.hpp"
#include "unit/support/recording_observer.hpp"

namespace test_observer {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

struct watched {
    unit::fake_time time;
    scripted script;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();

    [[nodiscard]] bb::client api(bb::credentials who = bb::anonymous{}) const {
        bb::client_options options = time.options();
        options.observer = seen;
        return bb::client{script, std::move(who), options};
    }
};

}  // namespace

TEST_CASE("a request and its reply are one event each", "[observer]") {
    watched call;
    call.script.reply(200, "{}", {{"Content-Type", "application/json"}});
    static_cast<void>(call.api().send(bb::users::get{"{secret-user}"}));
    CHECK(call.seen->lines() ==
          std::vector<std::string>{
              "GET /users/{secret-user} -> https://api.bitbucket.org attempt 1 0 bytes Accept=application/json",
              "GET /users/{secret-user} <- 200 attempt 1 2 bytes 0 ms Content-Type=application/json"});
}

TEST_CASE("retries are events between the attempts", "[observer]") {
    watched call;
    call.script.fail(bb::transport_error("broken")).reply(503, "sorry", {{"Server", "envoy"}}).reply(200, "{}");
    static_cast<void>(call.api().send(bb::users::current{}));
    const std::vector<std::string>& lines = call.seen->lines();
    REQUIRE(lines.size() == 7);
    CHECK_THAT(lines[0], StartsWith("GET /user -> https://api.bitbucket.org attempt 1"));
    CHECK(lines[1] == "GET /user again after 250 ms, attempt 1 ended with 0");
    CHECK_THAT(lines[2], StartsWith("GET /user -> https://api.bitbucket.org attempt 2"));
    CHECK_THAT(lines[3], StartsWith("GET /user <- 503 attempt 2 5 bytes"));
    CHECK_THAT(lines[3], ContainsSubstring("Server=envoy"));
    CHECK(lines[4] == "GET /user again after 500 ms, attempt 2 ended with 503");
    CHECK_THAT(lines[5], StartsWith("GET /user -> https://api.bitbucket.org attempt 3"));
    CHECK_THAT(lines[6], StartsWith("GET /user <- 200 attempt 3"));
}

TEST_CASE("a call that is refused or cancelled before I/O is no event", "[observer]") {
    watched call;
    bb::cancel_source cancel;
    cancel.cancel();
    CHECK_FALSE(call.api().try_send(bb::users::get{""}));
    CHECK_FALSE(call.api().try_send(bb::users::current{}, {.cancel = cancel.token()}));
    CHECK(call.seen->lines().empty());
}

TEST_CASE("the last failure has no retry event", "[observer]") {
    watched call;
    call.script.reply(503).reply(503).reply(503);
    CHECK_FALSE(call.api().try_send(bb::users::current{}));
    CHECK(call.seen->lines().size() == 3 + 3 + 2);
    CHECK_THAT(call.seen->lines().back(), ContainsSubstring("<- 503 attempt 3"));
}

TEST_CASE("the pages of a walk are seen with their path, without the query", "[observer]") {
    watched call;
    call.script.reply(200, unit::key_page(1, 1, unit::page_url(2))).reply(200, unit::key_page(2, 1));
    CHECK(unit::labels(call.api().each(bb::ssh_keys::list{"me"})).size() == 2);
    REQUIRE(call.seen->lines().size() == 4);
    CHECK_THAT(call.seen->lines()[2], StartsWith("GET /users/me/ssh-keys -> https://api.bitbucket.org attempt 1"));
    CHECK_THAT(call.seen->all(), !ContainsSubstring("cursor"));
}

TEST_CASE("header values are shown by an allow-list", "[observer]") {
    watched call;
    call.script.reply(200, "{}",
                      {{"Set-Cookie", "c4nary"},
                       {"X-Unheard-Of", "c4nary"},
                       {"Location", "c4nary"},
                       {"Authorization", "c4nary"},
                       {"X-Amz-Security-Token", "c4nary"},
                       {"RETRY-AFTER", "5"},
                       {"x-request-id", "r1"}});
    static_cast<void>(call.api(bb::access_token{bb::secret("c4nary")})
                          .send(bb::users::current{}.header("X-Api-Key", "c4nary").header("User-Agent", "me/1")));
    REQUIRE(call.seen->headers().size() == 2);
    CHECK(call.seen->headers()[0] ==
          bb::header_list{
              {"X-Api-Key", "***"}, {"User-Agent", "me/1"}, {"Accept", "application/json"}, {"Authorization", "***"}});
    const bb::header_list& reply = call.seen->headers()[1];
    for (const char* hidden : {"Set-Cookie", "X-Unheard-Of", "Location", "Authorization", "X-Amz-Security-Token"}) {
        CAPTURE(hidden);
        CHECK(reply.value(hidden) == "***");
    }
    CHECK(reply.value("Retry-After") == "5");
    CHECK(reply.value("X-Request-Id") == "r1");
    CHECK_THAT(call.seen->all(), !ContainsSubstring("c4nary"));
}

TEST_CASE("an error keeps only the headers that may be shown", "[observer]") {
    watched call;
    call.script.reply(404, "",
                      {{"Set-Cookie", "c4nary"}, {"X-Unheard-Of", "c4nary"}, {"ETag", "e"}, {"Retry-After", "5"}});
    const auto reply = call.api().try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().headers() == bb::header_list{{"ETag", "e"}, {"Retry-After", "5"}});
}

TEST_CASE("no text of a server steers the terminal that shows the log", "[observer]") {
    watched call;
    call.script.reply(200, "{}",
                      {{"Server", "evil\x1b[2J\r\nGET /user -> forged"},
                       {"X-\x1b[2J\nforged", "x"},
                       {"ETag",
                        "\xC2\x9B"
                        "31m"}});
    static_cast<void>(call.api().send(bb::users::current{}));
    for (const std::string& line : call.seen->lines()) {
        CAPTURE(line);
        for (const char c : line) CHECK_FALSE(bb::detail::is_control(c));
        CHECK(line.find("\xC2\x9B") == std::string::npos);
    }
}

TEST_CASE("the time of a reply is measured by the clock of the options", "[observer]") {
    unit::fake_time time;
    struct taking {
        unit::fake_time time;
        bb::http_response send(const bb::http_request&, const bb::transport_limits&) const {
            time.advance(std::chrono::milliseconds(123));
            return {200, {}, "{}"};
        }
    };
    bb::client_options options = time.options();
    const auto seen = std::make_shared<unit::recording_observer>();
    options.observer = seen;
    static_cast<void>(bb::client(taking{time}, {}, options).send(bb::users::current{}));
    CHECK_THAT(seen->lines().at(1), ContainsSubstring(" 123 ms"));
}

TEST_CASE("a call is seen from its beginning to its end", "[observer]") {
    watched call;
    call.script.fail(bb::transport_error("broken"))
        .reply(503)
        .reply(200, "{}")
        .reply(404, R"({"error":{"message":"no"}})");
    static_cast<void>(call.api().send(bb::repositories::get{"acme", "site"}));
    CHECK_FALSE(call.api().try_send(bb::repositories::get{"acme", "gone"}));
    CHECK(call.seen->calls() ==
          std::vector<std::string>{"GET /repositories/acme/site begins",
                                   "GET /repositories/acme/site attempt 1 failed after 0 ms: transport_error: broken",
                                   "GET /repositories/acme/site ended with 200, 3 attempts, 750 ms",
                                   "GET /repositories/acme/gone begins",
                                   "GET /repositories/acme/gone ended with not_found: GET /repositories/acme/gone "
                                   "answered 404: no, 1 attempt, 0 ms"});
    // Two calls, each with one number for all of its events.
    const std::vector<std::uint64_t>& ids = call.seen->ids();
    REQUIRE(ids.size() == 10 + 4);
    CHECK(std::set<std::uint64_t>(ids.begin(), ids.end()).size() == 2);
    CHECK(std::is_sorted(ids.begin(), ids.end()));
}

TEST_CASE("an e-mail address in a path is not seen", "[observer]") {
    watched call;
    call.script.reply(404, "{}");
    const auto reply = call.api().try_send(bb::users::get_email{"mia@example.org"});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().path() == "/user/emails/***");
    CHECK_THAT(reply.error().what(), ContainsSubstring("GET /user/emails/*** answered 404"));
    CHECK_THAT(call.seen->all(), !ContainsSubstring("mia"));
}

TEST_CASE("the failure of an attempt does not show the credential", "[observer]") {
    watched call;
    call.script.fail(bb::transport_error("cannot send c4nary-c4nary-c4nary", false, bb::transport_error::permanent));
    CHECK_FALSE(call.api(bb::access_token{bb::secret("c4nary-c4nary-c4nary")}).try_send(bb::users::current{}));
    CHECK(call.seen->calls().size() == 3);
    CHECK_THAT(call.seen->all(), ContainsSubstring("cannot send ***"));
    CHECK_THAT(call.seen->all(), !ContainsSubstring("c4nary"));
}

TEST_CASE("a logger writes a line an event, from its level up", "[observer]") {
    std::ostringstream out;
    unit::fake_time time;
    scripted script;
    bb::client_options options = time.options();
    options.observer = std::make_shared<bb::logger>(out, bb::log_level::warning);
    script.reply(503).reply(200, "{}").reply(404, R"({"error":{"message":"no\nsuch"}})");
    const bb::client api(script, bb::anonymous{}, options);
    static_cast<void>(api.send(bb::users::current{}));
    CHECK_FALSE(api.try_send(bb::users::current{}));
    std::istringstream lines(out.str());
    std::string first;
    std::string second;
    std::string third;
    std::getline(lines, first);
    std::getline(lines, second);
    CHECK_FALSE(std::getline(lines, third));
    CHECK_THAT(first, StartsWith("warning ["));
    CHECK_THAT(first, ContainsSubstring("GET /user again after"));
    CHECK_THAT(second, StartsWith("error ["));
    CHECK_THAT(second, ContainsSubstring("not_found: GET /user answered 404: no such"));

    // A function that throws, and one that is not there, end no call.
    std::vector<bb::log_level> levels;
    options.observer = std::make_shared<bb::logger>(
        [&](bb::log_level level, std::string_view) {
            levels.push_back(level);
            throw std::runtime_error("disk full");
        },
        bb::log_level::debug);
    script.reply(200, "{}");
    static_cast<void>(bb::client(script, bb::anonymous{}, options).send(bb::users::current{}));
    using bb::log_level;
    CHECK(levels == std::vector{log_level::debug, log_level::debug, log_level::debug, log_level::info});
    options.observer = std::make_shared<bb::logger>(bb::logger::line_sink());
    script.reply(200, "{}");
    static_cast<void>(bb::client(script, bb::anonymous{}, options).send(bb::users::current{}));
}

}  // namespace test_observer
