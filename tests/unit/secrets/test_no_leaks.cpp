// SPDX-License-Identifier: MIT
// The secret of a client shows up nowhere but in its Authorization header: not in errors of any class, not in events,
// not in anything printed. The servers here do not repeat it; test_no_leaks_echo.cpp has the ones that do.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"
#include "unit/support/key_pages.hpp"

namespace test_no_leaks {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::find_canary;

namespace {

template <class T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

// A client with the canary and an observer, and all that came out of it.
struct mine {
    scripted script;
    unit::fake_time time;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();
    std::string shown;

    bb::client api(const bb::credentials& who, std::string base_url = "https://api.bitbucket.org/2.0") const {
        bb::client_options options = time.options();
        options.observer = seen;
        options.base_url = std::move(base_url);
        return bb::client{script, who, options};
    }
    template <class Result>
    void take(const Result& reply) {
        REQUIRE_FALSE(reply.has_value());
        shown += unit::all_texts(reply.error()) + reply.error().body() + '\n';
        try {
            reply.error().raise();
        } catch (const std::exception& thrown) {
            shown += std::string(thrown.what()) + '\n';
        }
    }
    [[nodiscard]] std::string leak() const { return find_canary(shown + seen->all()); }
};

}  // namespace

TEST_CASE("the search finds the canary in every spelling", "[secrets]") {
    CHECK(find_canary("nothing here").empty());
    CHECK_FALSE(find_canary(std::string("x") + unit::canary + "y").empty());
    CHECK_FALSE(find_canary("a=" + unit::percent_encoded(unit::canary)).empty());
    for (const char* before : {"", "a", "ab", "abc"})
        CHECK_FALSE(find_canary(bb::detail::base64(before + std::string(unit::canary) + "tail")).empty());
    for (const auto& who : unit::canary_credentials()) CHECK_FALSE(find_canary(who.authorization().reveal()).empty());
}

TEST_CASE("the secret is sent, or the tests here would prove nothing", "[secrets]") {
    for (const auto& who : unit::canary_credentials()) {
        mine run;
        run.script.reply(200, R"({"display_name":"Mia"})", {{"ETag", "e"}});
        run.shown += printed(run.api(who).send(bb::users::current{}));
        CHECK_FALSE(find_canary(std::string(run.script.requests().at(0).headers.value("Authorization"))).empty());
        CHECK(find_canary(run.script.requests()[0].url + run.script.requests()[0].body).empty());
        CHECK(run.leak().empty());
    }
}

TEST_CASE("no error of any class holds the secret", "[secrets]") {
    for (const auto& who : unit::canary_credentials()) {
        mine run;
        const bb::client api = run.api(who);
        for (const int status : {301, 400, 401, 402, 403, 404, 409, 410, 418, 429, 500, 503, 555})
            for (int i = 0; i < 3; ++i)
                run.script.reply(status, R"({"error":{"message":"m","detail":"d","fields":{"a":"b"}}})");
        // Some are tried again, and some are not, so one call may use up several of the replies.
        while (run.script.unused() > 0) run.take(api.try_send(bb::users::current{}));
        CHECK(run.leak().empty());

        mine other;
        other.script.reply(200, "<html>").reply(200, R"({"values":["x"]})").reply(200, "");
        const bb::client second = other.api(who);
        other.take(second.try_send(bb::users::current{}));
        other.take(second.try_send(bb::ssh_keys::list{"me"}));
        other.take(second.try_send(bb::users::current{}));
        for (int i = 0; i < 3; ++i) other.script.fail(bb::transport_error("no route to host"));
        other.take(second.try_send(bb::users::current{}));
        other.take(second.try_send(bb::users::get{".."}));
        other.take(other.api(who, "http://example.org/2.0").try_send(bb::users::current{}));
        other.take(other.api(who, "nowhere").try_send(bb::users::current{}));
        bb::cancel_source cancel;
        cancel.cancel();
        other.take(second.try_send(bb::users::current{}, {.cancel = cancel.token()}));
        other.take(second.try_send(bb::users::current{}, {.deadline = bb::deadline::at(other.time.now())}));
        other.script.reply(200, unit::key_page(1, 1, "https://evil.org/x"));
        for (const auto& page : second.try_pages(bb::ssh_keys::list{"me"}))
            if (!page) other.take(page);
        CHECK(other.leak().empty());
        CHECK_FALSE(other.seen->lines().empty());
    }
}

TEST_CASE("a transport that puts the request into its exception gives nothing away", "[secrets]") {
    for (const auto& who : unit::canary_credentials()) {
        const auto header = [](const bb::http_request& request) {
            return std::string(request.headers.value("Authorization"));
        };
        unit::fake_time time;
        const bb::client foreign{unit::fake_transport{[&](auto& request, auto&) -> bb::http_response {
                                     throw std::runtime_error(header(request));
                                 }},
                                 who, time.options()};
        CHECK(find_canary(unit::all_texts(foreign.try_send(bb::users::current{}).error())).empty());
        const bb::client ours{unit::fake_transport{[&](auto& request, auto&) -> bb::http_response {
                                  throw bb::transport_error("sent " + header(request));
                              }},
                              who, time.options()};
        CHECK(find_canary(unit::all_texts(ours.try_send(bb::users::current{}).error())).empty());
    }
}

TEST_CASE("an unusable credential says so without its secret", "[secrets]") {
    const std::string broken = std::string(unit::canary) + "\n";
    for (const bb::credentials& who : {bb::credentials(bb::access_token{bb::secret(broken)}),
                                       bb::credentials(bb::api_token{"me@x.org", bb::secret(broken)}),
                                       bb::credentials(bb::basic{"a:b", bb::secret(unit::canary)})}) {
        mine run;
        run.take(run.api(who).try_send(bb::users::current{}));
        run.shown += who.problem();
        CHECK(run.leak().empty());
        CHECK(run.script.requests().empty());
    }
}

TEST_CASE("nothing that is printed holds a secret", "[secrets]") {
    std::string shown = printed(bb::secret(unit::canary));
    for (const auto& who : unit::canary_credentials()) shown += printed(who) + printed(who.authorization());
    // A request prints no argument, no value and no body.
    shown += printed(bb::users::get{unit::canary}.query("token", unit::canary).header("X-Api-Key", unit::canary));
    shown += printed(bb::ssh_keys::create{unit::canary, {.key = unit::canary, .label = unit::canary}});
    scripted script;
    script.reply(200, "{}");
    static_cast<void>(bb::client{script, bb::access_token{bb::secret(unit::canary)}}.send(
        bb::users::current{}.header("X-Api-Key", unit::canary)));
    shown += printed(script.requests().at(0));
    CHECK(find_canary(shown).empty());
    CHECK(printed(bb::secret(unit::canary)) == "***");
}

TEST_CASE("a base URL with a password in it is refused without it", "[secrets]") {
    scripted script;
    const auto reply =
        bb::client{script, {}, {.base_url = "https://me:" + std::string(unit::canary) + "@api.bitbucket.org/2.0"}}
            .try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(find_canary(unit::all_texts(reply.error())).empty());
}

TEST_CASE("the secret does not follow a link to another origin", "[secrets]") {
    for (const auto& who : unit::canary_credentials()) {
        mine run;
        run.script.reply(200, unit::key_page(1, 1, "https://evil.org/2.0/users/me/ssh-keys?page=2")).reply(200, "{}");
        CHECK_THROWS_AS(unit::labels(run.api(who).each(bb::ssh_keys::list{"me"})), bb::pagination_error);
        CHECK(run.script.requests().size() == 1);
    }
}

}  // namespace test_no_leaks
