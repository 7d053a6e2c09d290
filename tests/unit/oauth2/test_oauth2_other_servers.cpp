// SPDX-License-Identifier: MIT
// oauth2/client.hpp, oauth2/session_core.hpp: the authorization server of another service: a public consumer, errors and
// hints of that service, and a session that gets every token with a grant of its own.
#include <bitbucket/api/users.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/oauth2/session_core.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/harbor.hpp"

namespace test_oauth2_other_servers {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

inline constexpr bb::error_rule gate_errors[] = {{"error", bb::error_part::code}, {"why", bb::error_part::detail}};
std::string gate_hint(const bb::detail::error_state& state, const bb::operation_info& info,
                      const bb::detail::call_record&) {
    return "ask the harbour master (" + state.code + ", " + info.name + ")";
}
inline constexpr bb::service gate{
    .name = "Harbor", .base_url = "https://gate.harbor.example", .errors = gate_errors, .hint = &gate_hint};
inline constexpr bb::operation_info exchange{
    .name = "harbor::exchange", .method = bb::http_method::post, .path = "/pass", .belongs_to = &gate};

class pass_grant : public bb::oauth2_grant {
public:
    explicit pass_grant(bb::secret pass) : oauth2_grant("pass") { add("pass", std::move(pass)); }
};

bb::oauth2_client client_with(const scripted& script, const unit::fake_time& time,
                              bb::oauth2_consumer consumer = {"sailor", {}, true}) {
    bb::oauth2_options options;
    options.token_url = "https://gate.harbor.example/pass";
    options.exchange = &exchange;
    options.clock = time.source();
    options.retry = bb::retry_policy::none();
    return {script, std::move(consumer), options};
}

}  // namespace

TEST_CASE("a public consumer is sent with an empty password, and has no secret", "[oauth]") {
    scripted script;
    script.reply(200, R"({"access_token":"a1","expires_in":900})");
    const unit::fake_time time;
    CHECK(client_with(script, time).send(pass_grant{bb::secret("p4ss")}).access_token == bb::secret("a1"));
    CHECK(script.requests()[0].headers.value("Authorization") == "Basic " + bb::detail::base64("sailor:"));
    CHECK(script.requests()[0].body == "grant_type=pass&pass=p4ss");

    const auto with_secret = client_with(script, time, {"sailor", bb::secret("s3cret"), true});
    const bb::error refused = with_secret.try_send(pass_grant{bb::secret("p4ss")}).error();
    CHECK(refused.kind() == bb::error_kind::usage);
    CHECK(refused.message() == "a public OAuth consumer has no secret");
    const auto without = client_with(script, time, {"sailor", {}});
    CHECK_THAT(without.try_send(pass_grant{bb::secret("p4ss")}).error().message(), ContainsSubstring("not be empty"));
    CHECK(script.requests().size() == 1);
}

TEST_CASE("what another server refuses has its operation, its error rules and its hints", "[oauth]") {
    scripted script;
    script.reply(400, R"({"error":"invalid_grant","why":"revoked"})").reply(503, "");
    const auto client = client_with(script, {});
    const bb::error refused = client.try_send(pass_grant{bb::secret("p4ss")}).error();
    CHECK(refused.kind() == bb::error_kind::oauth);
    CHECK(refused.code() == "invalid_grant");
    CHECK(refused.detail() == "revoked");
    CHECK(refused.operation() == "POST /pass");
    CHECK(refused.hint() == "ask the harbour master (invalid_grant, harbor::exchange)");
    const bb::error later = client.try_send(pass_grant{bb::secret("p4ss")}).error();
    CHECK(later.kind() == bb::error_kind::server_error);
    CHECK(later.operation() == "POST /pass");
}

TEST_CASE("a session asks for each token with its own grant, and only its service gets them", "[oauth]") {
    scripted script;
    const char* answer = R"({"access_token":"a1","refresh_token":"r1","expires_in":900})";
    script.reply(200, answer).reply(200, R"({"name":"Ark"})");
    script.reply(200, answer).reply(200, R"({"name":"Ark"})");
    const unit::fake_time time;
    const auto core = std::make_shared<bb::detail::session_core>(client_with(script, time), bb::oauth2_token{},
                                                                 bb::oauth2_session_options{},
                                                                 pass_grant{bb::secret("p4ss")}, &harbor::api);
    const bb::credentials session{std::shared_ptr<bb::token_source>(core)};
    const harbor::client api{script, session, time.options()};
    CHECK(api.send(harbor::get_ship{"ark"}).name == "Ark");
    time.advance(std::chrono::minutes(14));
    CHECK(api.send(harbor::get_ship{"ark"}).name == "Ark");
    REQUIRE(script.requests().size() == 4);
    CHECK(script.requests()[1].headers.value("Authorization") == "token a1");
    CHECK(script.requests()[2].body == "grant_type=pass&pass=p4ss");

    const bb::client elsewhere{script, session};
    CHECK_THAT(elsewhere.try_send(bb::users::current{}).error().message(), ContainsSubstring("is for Harbor"));
}

}  // namespace test_oauth2_other_servers
