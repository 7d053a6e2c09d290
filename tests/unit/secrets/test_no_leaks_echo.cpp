// SPDX-License-Identifier: MIT
// Servers and proxies that repeat the credential they were sent, in any part of their reply: it must not come out of
// errors and events again.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"

namespace test_no_leaks_echo {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using unit::canary;
using unit::find_canary;

namespace {

// The spellings in which a server may repeat the credential.
std::vector<std::string> echoes(const bb::credentials& who) {
    return {canary,
            who.authorization().reveal(),
            "Authorization: " + who.authorization().reveal() + ", and so on",
            unit::percent_encoded(canary),
            unit::percent_encoded_lower(canary),
            bb::detail::base64(std::string("x:") + canary),
            bb::detail::base64(std::string("xy:") + canary + "\n"),
            bb::detail::base64(std::string("xyz:") + canary)};
}

// All that can be seen of the failure that this reply becomes.
std::string seen_of(const bb::credentials& who, int status, const std::string& body,
                    const bb::header_list& headers = {}) {
    unit::fake_time time;
    scripted script;
    for (int i = 0; i < 3; ++i) script.reply(status, body, headers);
    bb::client_options options = time.options();
    const auto seen = std::make_shared<unit::recording_observer>();
    options.observer = seen;
    const auto reply = bb::client(script, who, options).try_send(bb::ssh_keys::list{"me"});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().status() == status);
    return unit::all_texts(reply.error()) + reply.error().body() + seen->all();
}

}  // namespace

TEST_CASE("a secret in any part of an error body does not come out again", "[secrets]") {
    for (const auto& who : unit::canary_credentials())
        for (const std::string& echo : echoes(who))
            for (const std::string& body :
                 {R"({"type":"error","error":{"message":"bad )" + echo + R"( !"}})",
                  R"({"error":{"detail":")" + echo + "\"}}",
                  R"({"error":{"detail":{"required":[")" + echo + R"("],"granted":["x)" + echo + "\"]}}}",
                  R"({"error":{"fields":{"name":[")" + echo + R"("]}}})",
                  R"({"error":{"fields":{")" + echo + R"(":"odd"}}})", R"({"error":{"id":")" + echo + "\"}}",
                  R"({"error":{"data":{")" + echo + R"(":{"k":")" + echo + "\"}}}}",
                  R"({"data":{"announcement_url":"https://x/?t=)" + echo + "\"}}", R"({"key":")" + echo + "\"}",
                  R"({"error_description":")" + echo + R"(","error":"invalid_grant"})", "bad token " + echo,
                  "<html><title>" + echo + "</title></html>", "<Error><Message>" + echo + "</Message></Error>",
                  echo + "\n" + echo + echo, R"({"error":{"message":"breaks off )" + echo}) {
                CAPTURE(body);
                CHECK(find_canary(seen_of(who, 401, body)).empty());
            }
}

TEST_CASE("a secret that a cut goes through does not come out in part", "[secrets]") {
    for (const std::size_t cut : {std::size_t{300}, std::size_t{500}, std::size_t{64} * 1024})
        for (std::size_t before = cut - 28; before < cut; ++before) {
            CAPTURE(cut, before);
            const bb::credentials who = bb::access_token{bb::secret(canary)};
            const std::string text = std::string(before, 'x') + canary + "and more";
            CHECK(find_canary(seen_of(who, 400, text)).empty());
            if (cut < 1000) CHECK(find_canary(seen_of(who, 200, R"({"values":[")" + text + "\"]}")).empty());
        }
}

TEST_CASE("a secret in a reply that cannot be decoded does not come out again", "[secrets]") {
    for (const auto& who : unit::canary_credentials())
        for (const std::string& echo : echoes(who))
            for (const std::string& body : {R"({"values":[")" + echo + "\"]}", "<html>" + echo,
                                            R"({"values":[{"links":{")" + echo + R"(":[1]}},"x"]})", "\"" + echo + "\"",
                                            R"({"values":")" + echo + "\"}"}) {
                CAPTURE(body);
                CHECK(find_canary(seen_of(who, 200, body)).empty());
            }
}

TEST_CASE("a secret in a header that may be shown does not come out again", "[secrets]") {
    for (const auto& who : unit::canary_credentials())
        for (const std::string& echo : echoes(who))
            for (const char* name :
                 {"Server", "X-Request-Id", "WWW-Authenticate", "ETag", "Warning", "Location", "Authorization"}) {
                CAPTURE(name, echo);
                CHECK(find_canary(seen_of(who, 403, "", {{name, "a " + echo + " b"}})).empty());
            }
}

TEST_CASE("what stands around the secret stays", "[secrets]") {
    const bb::credentials who = bb::access_token{bb::secret(canary)};
    const std::string seen =
        seen_of(who, 401, R"({"error":{"message":"the token )" + std::string(canary) + R"( is too old"}})",
                {{"Server", "envoy"}});
    CHECK_THAT(seen, ContainsSubstring("the token *** is too old"));
    CHECK_THAT(seen, ContainsSubstring("Server=envoy"));
}

TEST_CASE("a secret that is short or a word does not tear holes into messages", "[secrets]") {
    const char* body = R"({"error":{"message":"Access token expired. Use your refresh token."}})";
    for (const char* word : {"e", "token", "pass"})
        CHECK_THAT(seen_of(bb::access_token{bb::secret(word)}, 401, body),
                   ContainsSubstring("Access token expired. Use your refresh token."));
    CHECK_THAT(seen_of(bb::anonymous{}, 401, body), ContainsSubstring("Access token expired. Use your refresh token."));
}

TEST_CASE("a password that is too short to look for does not come out with its user in Base64", "[secrets]") {
    const bb::credentials who = bb::basic{"miner", bb::secret("Kan4ri")};
    const std::string sent = bb::detail::base64("miner:Kan4ri");
    for (const std::string& echo : {sent, "Basic " + sent, unit::percent_encoded(sent)})
        CHECK_THAT(seen_of(who, 401, R"({"error":{"message":"no )" + echo + " !\"}}", {{"Server", echo}}),
                   !ContainsSubstring("bWluZXI6S2Fu") && ContainsSubstring("no "));
}

TEST_CASE("a secret that the server escaped in its own way does not come out", "[secrets]") {
    const std::string slashes = R"(Kan4ri+Vogel\/im=Bergwerk~2026)";
    const std::string codes = R"(Kan4ri\u002bVogel\u002Fim\u003DBergwerk~2026)";
    const std::string some = "Kan4ri%2bVogel/im=Bergwerk%7E2026";
    for (const auto& who : unit::canary_credentials())
        for (const std::string& echo : {slashes, codes, some})
            for (const std::string& body : {R"({"error":{"message":")" + echo + "\"}}", "{\"other\":\"" + echo}) {
                const std::string seen = seen_of(who, 400, body);
                CAPTURE(seen);
                for (const char* part : {"Kan4ri", "Vogel", "Bergwerk"}) CHECK_THAT(seen, !ContainsSubstring(part));
            }
    // With a percent sign of its own, as it is and encoded.
    const std::string odd = "50%25-Kan4ri-Vogel%";
    for (const std::string& echo : {odd, unit::percent_encoded(odd)})
        CHECK_THAT(seen_of(bb::access_token{bb::secret(odd)}, 400, "bad " + echo + " !"),
                   !ContainsSubstring("Kan4ri") && ContainsSubstring("bad *** !"));
}

TEST_CASE("a secret in the Base64 of URLs does not come out", "[secrets]") {
    const std::string odd = "Kan4ri>>>~~~>>>~~~Vogel>>>~~~2026";
    for (const char* before : {"", "x", "xy"}) {
        const std::string echo = bb::detail::base64url(before + odd);
        REQUIRE(echo.find_first_of("-_") != std::string::npos);
        const std::string seen = seen_of(bb::access_token{bb::secret(odd)}, 400, "bad " + echo + " !");
        CHECK(seen.find(echo.substr(4, 16)) == std::string::npos);
        CHECK(seen.find(echo.substr(20, 16)) == std::string::npos);
    }
}

}  // namespace test_no_leaks_echo
