// SPDX-License-Identifier: MIT
// integrations/upsun_session.hpp: an API token is exchanged, access tokens are renewed, many threads cause one exchange,
// and what is refused says so.
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/integrations/upsun_session.hpp>
#include <bitbucket/testing/integrations/upsun.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <atomic>
#include <thread>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_upsun_session {

namespace bb = bitbucket;
namespace ui = bitbucket::upsun_integrations;
using bb::testing::scripted;
using bb::testing::upsun_sandbox;
using Catch::Matchers::ContainsSubstring;
using client = bb::client_of<bb::upsun>;
using std::chrono::minutes;

namespace {

bb::upsun_session_options at(const unit::fake_time& time) {
    return {.retry = bb::retry_policy::none(), .clock = time.source()};
}

client client_with(const bb::any_transport& sender, const bb::upsun_session& session, const unit::fake_time& time,
                   std::shared_ptr<bb::observer> seen = nullptr) {
    bb::client_options options = time.options();
    options.retry = bb::retry_policy::none();
    options.observer = std::move(seen);
    return client{sender, session, options};
}

constexpr const char* issued = R"({"access_token":"a1","refresh_token":"r1","token_type":"bearer","expires_in":900})";

}  // namespace

TEST_CASE("an API token is exchanged as Upsun documents it", "[integrations][oauth]") {
    scripted script;
    script.reply(200, issued).reply(200, "[]").reply(200, "[]");
    const unit::fake_time time;
    const bb::upsun_session session{script, bb::secret("api/t0ken"), at(time)};
    CHECK(session.current().access_token.empty());
    const client api = client_with(script, session, time);
    api.send(ui::list{"p1"});
    api.send(ui::list{"p1"});
    const auto sent = script.requests();
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].method == bb::http_method::post);
    CHECK(sent[0].url == "https://auth.upsun.com/oauth2/token");
    CHECK(sent[0].body == "grant_type=api_token&api_token=api%2Ft0ken");
    CHECK(sent[0].headers.value("Authorization") == "Basic " + bb::detail::base64("platform-api-user:"));
    CHECK(sent[0].headers.value("Content-Type") == "application/x-www-form-urlencoded");
    CHECK(sent[1].headers.value("Authorization") == "Bearer a1");
    CHECK(sent[2].headers.value("Authorization") == "Bearer a1");
    CHECK(session.current().access_token == bb::secret("a1"));
}

TEST_CASE("an access token is renewed before it expires, with the API token again", "[integrations][oauth]") {
    const upsun_sandbox box;
    const unit::fake_time time;
    const bb::upsun_session session{box, bb::secret(upsun_sandbox::api_token), at(time)};
    const client api = client_with(box, session, time);
    api.send(ui::list{upsun_sandbox::project});
    time.advance(minutes(12));
    api.send(ui::list{upsun_sandbox::project});
    CHECK(box.exchanges() == 1);
    time.advance(minutes(2));
    api.send(ui::list{upsun_sandbox::project});
    CHECK(box.exchanges() == 2);
    time.advance(minutes(60));
    api.send(ui::list{upsun_sandbox::project});
    CHECK(box.exchanges() == 3);
}

TEST_CASE("a 401 renews the access token once, also for what changes something", "[integrations][oauth]") {
    const upsun_sandbox box;
    const unit::fake_time time;
    const bb::upsun_session session{box, bb::secret(upsun_sandbox::api_token), at(time)};
    const client api = client_with(box, session, time);
    api.send(ui::list{upsun_sandbox::project});
    time.advance(minutes(5));
    box.expire_access_tokens();
    const auto reply = api.exchange(ui::create{upsun_sandbox::project, {.repository = "acme/site"}});
    CHECK(reply.attempts == 2);
    CHECK(box.exchanges() == 2);
    CHECK(api.send(ui::list{upsun_sandbox::project}).size() == 2);

    // A token that was just issued is not the reason for another 401.
    box.expire_access_tokens();
    const bb::error refused = api.try_send(ui::list{upsun_sandbox::project}).error();
    CHECK(refused.kind() == bb::error_kind::unauthorized);
    CHECK_THAT(refused.hint(), ContainsSubstring("Upsun refused a token"));
    CHECK(box.exchanges() == 2);
}

TEST_CASE("many threads cause one exchange, at first and after a 401", "[integrations][oauth][threads]") {
    const upsun_sandbox box;
    const unit::fake_transport slow{[box](const bb::http_request& request, const bb::transport_limits& limits) {
        if (request.url.find("/oauth2/token") != std::string::npos)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return box.send(request, limits);
    }};
    const unit::fake_time time;
    const bb::upsun_session session{slow, bb::secret(upsun_sandbox::api_token), at(time)};
    const client api = client_with(slow, session, time);
    const auto all_at_once = [&api] {
        std::atomic<int> right{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] { right += api.try_send(ui::list{upsun_sandbox::project}) ? 1 : 0; });
        for (std::thread& each : threads) each.join();
        return right.load();
    };
    CHECK(all_at_once() == 16);
    CHECK(box.exchanges() == 1);
    time.advance(minutes(5));
    box.expire_access_tokens();
    CHECK(all_at_once() == 16);
    CHECK(box.exchanges() == 2);
}

TEST_CASE("an exchange that fails ends the call with its own error", "[integrations][oauth][errors]") {
    struct vector {
        int status;
        const char* body;
        bb::error_kind kind;
        const char* code;
        const char* hint;
    };
    const vector vectors[] = {
        {400, R"({"error":"invalid_grant","error_description":"expired"})", bb::error_kind::oauth, "invalid_grant",
         "Upsun did not exchange the API token"},
        {401, R"({"error":"invalid_client"})", bb::error_kind::oauth, "invalid_client", "token_url"},
        {404, "<html>", bb::error_kind::oauth, "", "Upsun did not exchange"},
        {429, "", bb::error_kind::rate_limited, "", ""},
        {503, "", bb::error_kind::server_error, "", ""},
        {200, "{}", bb::error_kind::decode, "", ""}};
    for (const vector& each : vectors) {
        CAPTURE(each.status, each.body);
        scripted script;
        script.reply(each.status, each.body);
        const unit::fake_time time;
        const client api = client_with(script, {script, bb::secret("t0ken"), at(time)}, time);
        const bb::error failed = api.try_send(ui::list{"p1"}).error();
        CHECK(failed.kind() == each.kind);
        CHECK(failed.code() == each.code);
        CHECK(failed.operation() == "POST /oauth2/token");
        CHECK(failed.hint().empty() == (*each.hint == '\0'));
        CHECK_THAT(failed.hint(), ContainsSubstring(each.hint));
        CHECK_THAT(failed.hint(), !ContainsSubstring("itbucket") && !ContainsSubstring("consumer"));
        CHECK(script.requests().size() == 1);
    }
    scripted script;
    script.fail(bb::transport_error("no route", true)).reply(200, issued).reply(200, "[]");
    const unit::fake_time time;
    const client api = client_with(script, {script, bb::secret("t0ken"), at(time)}, time);
    CHECK(api.try_send(ui::list{"p1"}).error().kind() == bb::error_kind::transport);
    CHECK(api.try_send(ui::list{"p1"}).has_value());
}

TEST_CASE("a renewal that fails costs nothing while the old token works", "[integrations][oauth]") {
    const upsun_sandbox box;
    const unit::fake_time time;
    const bb::upsun_session session{box, bb::secret(upsun_sandbox::api_token), at(time)};
    const client api = client_with(box, session, time);
    api.send(ui::list{upsun_sandbox::project});
    box.revoke_api_token();
    time.advance(minutes(14));
    CHECK(api.try_send(ui::list{upsun_sandbox::project}));
    box.expire_access_tokens();
    const bb::error refused = api.try_send(ui::list{upsun_sandbox::project}).error();
    CHECK(refused.kind() == bb::error_kind::unauthorized);
    CHECK_THAT(refused.hint(), ContainsSubstring("check that the API token is not revoked"));
    time.advance(minutes(2));
    CHECK(api.try_send(ui::list{upsun_sandbox::project}).error().code() == "invalid_grant");
}

TEST_CASE("a session without a usable API token, or for another service, sends nothing", "[integrations][oauth]") {
    const scripted script;
    const unit::fake_time time;
    const auto message = [&](bb::secret api_token, bb::upsun_session_options options) {
        const client api = client_with(script, {script, std::move(api_token), std::move(options)}, time);
        const bb::error failed = api.try_send(ui::list{"p1"}).error();
        CHECK(failed.kind() == bb::error_kind::usage);
        return std::string(failed.message());
    };
    CHECK(message(bb::secret(""), at(time)) == "api_token must not be empty");
    CHECK_THAT(message(bb::secret::from_env("BITBUCKET_TEST_NO_SUCH_VARIABLE"), at(time)),
               ContainsSubstring("BITBUCKET_TEST_NO_SUCH_VARIABLE is not set"));
    CHECK_THAT(message(bb::secret("t\n"), at(time)), ContainsSubstring("api_token"));
    bb::upsun_session_options plain = at(time);
    plain.token_url = "http://auth.upsun.com/oauth2/token";
    CHECK_THAT(message(bb::secret("t"), plain), ContainsSubstring("use https"));

    const bb::credentials session = bb::upsun_session{script, bb::secret("t"), at(time)};
    CHECK(session.belongs_to() == &bb::upsun);
    CHECK(script.requests().empty());
}

TEST_CASE("neither the API token nor an access token is shown anywhere", "[integrations][oauth][secrets]") {
    const auto seen = std::make_shared<unit::recording_observer>();
    const unit::fake_time time;
    std::string shown;
    for (const std::string& echo : unit::echoes_of(unit::canary)) {
        scripted script;
        script.reply(400, R"({"error":"invalid_grant","error_description":")" + echo + "\"}");
        script.reply(200, R"({"access_token":")" + std::string(unit::canary) + R"(","expires_in":900})");
        script.reply(403, R"({"title":")" + echo + "\"}");
        bb::upsun_session_options options = at(time);
        options.observer = seen;
        const client api = client_with(script, {script, bb::secret(unit::canary), options}, time, seen);
        shown += unit::everything_of(api.try_send(ui::list{"p1"}).error());
        shown += unit::everything_of(api.try_send(ui::list{"p1"}).error());
        CHECK(script.unused() == 0);
    }
    CHECK_FALSE(seen->lines().empty());
    CHECK(unit::find_canary(shown + seen->all()).empty());
}

}  // namespace test_upsun_session
