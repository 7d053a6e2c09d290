// SPDX-License-Identifier: MIT
// Token endpoints that repeat what a grant sent them: consumer's secret, code, verifier, refresh token, JWT. And those
// whose success cannot be read: the new tokens in it must not come out.
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"

namespace test_no_leaks_oauth {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::everything_of;
using unit::find_secret;

namespace {

// A secret of its own for each part, so that each is looked for by itself.
const std::string consumer_secret = "Kons+Umer/Geheim=Nis~0815-abc";
const std::string code = "Ein+Mal/Kode=0042~uvw-ghi-2026";
const std::string refresh_token = "Auf+Frischung/Nr=4711~xyz-def";
const std::string verifier = "Pruefer-0123456789.abcdefghij_KLMNOPQRSTUVWX~YZ";
const std::string jwt = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ2b2dlbCJ9.ZGllLVVudGVyc2NocmlmdC1kZXMtVm9nZWxz";
const std::string state = "Zu+Stand/der=Anfrage~1234567890";

struct sent_grant {
    bb::oauth2_grant grant;
    std::vector<std::string> secrets;
};

std::string callback_with_code() {
    return "/callback?code=" + unit::percent_encoded(code) + "&state=" + unit::percent_encoded(state);
}

std::vector<sent_grant> all_grants() {
    const auto resumed = bb::authorization_request::resume(bb::secret(state), bb::secret(verifier));
    const auto accepted = resumed.accept(callback_with_code());
    REQUIRE_FALSE(accepted.problem());
    return {{bb::authorization_code_grant{bb::secret(code), "https://example.org/back", bb::secret(verifier)},
             {consumer_secret, code, verifier}},
            {accepted, {consumer_secret, code, verifier}},
            {bb::refresh_grant{bb::secret(refresh_token)}, {consumer_secret, refresh_token}},
            {bb::client_credentials_grant{}, {consumer_secret}},
            {bb::jwt_grant{bb::secret(jwt)}, {jwt}}};
}

struct endpoint {
    scripted script;
    unit::fake_time time;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();

    // All that comes out when the grant is sent; the call has to fail.
    [[nodiscard]] std::string shown(const bb::oauth2_grant& grant) const {
        bb::oauth2_options options;
        options.clock = time.source();
        options.retry = bb::retry_policy::none();
        options.observer = seen;
        const bb::oauth2_client oauth{script, {"k3y", bb::secret(consumer_secret)}, options};
        const auto reply = oauth.try_send(grant);
        REQUIRE_FALSE(reply);
        std::ostringstream out;
        out << grant;
        for (const auto& each : script.requests()) out << each;
        return out.str() + everything_of(reply.error()) + seen->all();
    }
};

struct answer {
    int status;
    std::string body;
    bb::header_list headers;
};

// Where a token endpoint or what stands in front of it can repeat a text.
std::vector<answer> answers_with(const std::string& echo) {
    return {
        {400, R"({"error":"invalid_grant","error_description":"bad )" + echo + R"( !"})", {}},
        {401, R"({"error":")" + echo + "\"}", {}},
        {400, R"({"error_description":")" + echo + R"(","error":"invalid_client","error_uri":")" + echo + "\"}", {}},
        {403, "<html><title>" + echo + "</title><p>" + echo + "</p>", {}},
        {400, R"({"error":"breaks off )" + echo, {}},
        {500, R"({"type":"error","error":{"message":")" + echo + R"(","data":{"a":")" + echo + "\"}}}", {}},
        {429, "slower, " + echo, {}},
        {302, "", {{"Location", "https://x/?t=" + echo}, {"Server", echo}}},
        {401, "", {{"WWW-Authenticate", "Basic realm=\"" + echo + "\""}, {"X-Request-Id", echo}}},
        {200, "\"" + echo + "\"", {{"ETag", echo}}},
        {200, R"({"access_token":{")" + echo + "\":1}}", {{"Warning", echo}}}};
}

const std::string fresh = "Neu+Geboren/Token=9999~jkl-mno-pqr";
const std::string escaped = "Neu+Geboren\\/Token\\u003d9999~jkl-mno-pqr";

// Successes with a new token in them that are none: nothing of it may be shown.
void check_unreadable(const std::string& token, const std::vector<std::string>& bodies) {
    for (const std::string& body : bodies) {
        endpoint at;
        at.script.reply(200, body);
        const std::string shown = at.shown(bb::client_credentials_grant{});
        CAPTURE(body);
        CHECK_THAT(shown, Catch::Matchers::ContainsSubstring("decode_error"));
        CHECK(find_secret(shown, fresh).empty());
        CHECK(find_secret(shown, token).empty());
    }
}

}  // namespace

TEST_CASE("each grant sends its secrets, or the tests here would prove nothing", "[secrets][oauth]") {
    for (const sent_grant& each : all_grants()) {
        endpoint at;
        at.script.reply(400, "");
        CHECK_FALSE(at.shown(each.grant).empty());
        const auto request = at.script.requests().at(0);
        const std::string sent = request.body + '\n' + std::string(request.headers.value("Authorization"));
        for (const std::string& hidden : each.secrets) CHECK_FALSE(find_secret(sent, hidden).empty());
    }
}

TEST_CASE("what a grant sent does not come out when the token endpoint repeats it", "[secrets][oauth]") {
    for (const sent_grant& each : all_grants())
        for (const std::string& hidden : each.secrets)
            for (const std::string& echo : unit::echoes_of(hidden))
                for (const answer& reply : answers_with(echo)) {
                    endpoint at;
                    at.script.reply(reply.status, reply.body, reply.headers);
                    CAPTURE(reply.status, reply.body, echo);
                    CHECK(find_secret(at.shown(each.grant), hidden).empty());
                }
}

TEST_CASE("what a grant sent does not come out when the transport repeats it", "[secrets][oauth]") {
    for (const sent_grant& each : all_grants())
        for (const std::string& hidden : each.secrets)
            for (const std::string& echo : unit::echoes_of(hidden)) {
                endpoint at;
                at.script.fail(bb::transport_error("broke off after " + echo));
                CHECK(find_secret(at.shown(each.grant), hidden).empty());
            }
}

TEST_CASE("a grant that says what is wrong with it does not say its secrets", "[secrets][oauth]") {
    const std::string broken = refresh_token + "\n";
    const std::string odd = "odd " + jwt;
    for (const bb::oauth2_grant& grant :
         {bb::oauth2_grant(bb::jwt_grant{bb::secret(odd)}),
          bb::oauth2_grant(bb::authorization_request::resume(bb::secret(state), bb::secret(verifier + " "))
                               .accept(callback_with_code()))}) {
        const std::string shown = endpoint{}.shown(grant);
        for (const std::string& hidden : {jwt, state, verifier, code}) CHECK(find_secret(shown, hidden).empty());
    }
}

TEST_CASE("new tokens do not come out of a success that cannot be read", "[secrets][oauth]") {
    for (const std::string& token : {fresh, escaped})
        check_unreadable(
            token,
            {R"({"access_token":")" + token + "\"", R"({"access_token":"x","refresh_token":")" + token,
             R"({"access_token":")" + token + R"(","refresh_token":")" + token + R"(","expires_in":7200,"scope":})",
             R"({"access_token":")" + token + "\"}}", R"({"access_token":[")" + token + "\"]}",
             R"({"access_token":null,"refresh_token":")" + token + "\"}", R"({"token":")" + token + "\"}",
             R"({"access_token":{")" + token + "\":{}}}", "[\"" + token + "\"]", token,
             "access_token=" + token + "&refresh_token=" + token, R"({")" + token + R"(":1,)",
             R"({"access_token":")" + token + "\xff\"}", R"({"access_token":")" + token + "\n\"}"});
}

TEST_CASE("a new token that is the whole of an answer is not quoted", "[secrets][oauth]") {
    for (const std::string& token : {fresh, escaped}) check_unreadable(token, {"\"" + token + "\""});
}

TEST_CASE("a token that the server repeats as a scope is not printed", "[secrets][oauth]") {
    for (const char* member : {"access_token", "refresh_token"})
        for (const std::string& echo : {refresh_token, unit::percent_encoded(refresh_token)}) {
            scripted script;
            script.reply(200, R"({"access_token":"x","scope":"account )" + echo + R"(",")" + member + R"(":")" +
                                  refresh_token + "\"}");
            std::ostringstream out;
            out << bb::oauth2_client{script, {"k", bb::secret("s")}}.send(bb::client_credentials_grant{});
            CHECK_THAT(out.str(), Catch::Matchers::ContainsSubstring("account"));
            CHECK(find_secret(out.str(), refresh_token).empty());
        }
}

TEST_CASE("a refusal of the authorization endpoint does not tell the code or token that came with it",
          "[secrets][oauth]") {
    const bb::oauth2_client oauth{scripted{}, {"k3y", bb::secret(consumer_secret)}};
    const bb::authorization_request by_code = oauth.authorize();
    const bb::implicit_request by_token = oauth.authorize_implicit();
    const std::string given = unit::percent_encoded(code);
    for (const std::string& echo : unit::echoes_of(code)) {
        const std::string words = "error=no&error_description=" + unit::percent_encoded("see " + echo);
        const std::string odd = "error=" + unit::percent_encoded(echo);
        for (const std::string& form : {words, odd}) {
            const auto grant =
                by_code.accept("/back?code=" + given + "&" + form + "&state=" + by_code.state().reveal());
            REQUIRE(grant.problem());
            CHECK(find_secret(everything_of(*grant.problem()), code).empty());
            const auto token =
                by_token.accept("#access_token=" + given + "&" + form + "&state=" + by_token.state().reveal());
            REQUIRE_FALSE(token);
            CHECK(find_secret(everything_of(token.error()), code).empty());
        }
    }
}

TEST_CASE("an answer of the authorization endpoint that is not taken does not come out", "[secrets][oauth]") {
    const bb::oauth2_client oauth{scripted{}, {"k3y", bb::secret(consumer_secret)}};
    const bb::implicit_request by_token = oauth.authorize_implicit();
    const std::string given = unit::percent_encoded(code);
    for (const std::string& rest :
         {std::string("&state=forged"), std::string(), "&token_type=mac&state=" + by_token.state().reveal(),
          "&access_token=" + given + "&state=" + by_token.state().reveal(), "%20&state=" + by_token.state().reveal(),
          "%0D%0A&state=" + by_token.state().reveal(),
          "&error=" + unit::percent_encoded(by_token.state().reveal()) + "&state=" + by_token.state().reveal()}) {
        const auto token = by_token.accept("/back#access_token=" + given + rest);
        REQUIRE_FALSE(token);
        CAPTURE(rest);
        CHECK(find_secret(everything_of(token.error()), code).empty());
        CHECK(find_secret(everything_of(token.error()), by_token.state().reveal()).empty());
    }
}

TEST_CASE("a consumer's secret that is too short to look for does not come out with its key in Base64",
          "[secrets][oauth]") {
    const std::string sent = bb::detail::base64("k3y:s3cret");
    scripted script;
    script.reply(400, R"({"error":"invalid_client","error_description":"not )" + sent + "\"}");
    const auto reply =
        bb::oauth2_client{script, {"k3y", bb::secret("s3cret")}}.try_send(bb::client_credentials_grant{});
    REQUIRE_FALSE(reply);
    CHECK(everything_of(reply.error()).find(sent) == std::string::npos);
    CHECK(reply.error().detail() == "not ***");
}

}  // namespace test_no_leaks_oauth
