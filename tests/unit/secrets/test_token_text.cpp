// SPDX-License-Identifier: MIT
// What editors, shells and people leave around a token: removed where it comes from the environment or a stored file,
// and otherwise a usage_error that says what is there and never shows the token.
#include <bitbucket/client.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/operations.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "support/environment.hpp"

namespace test_token_text {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;
using support::environment_variable;

namespace {

// What surrounds a token in a file that an editor saved, or in a variable that a shell or an .env file set.
const std::vector<std::string> wrapped = {
    "t0ken\n", "t0ken\r\n", " t0ken",          "t0ken\t",        "\xEF\xBB\xBFt0ken",      "\"t0ken\"",
    "'t0ken'", "`t0ken`",   "\" t0ken \"\r\n", "\n\n t0ken \n ", "\xEF\xBB\xBF\"t0ken\"\n"};

struct wrong {
    std::string text;
    const char* says;
};

// What cannot be a token, and nothing may be cut off silently.
const std::vector<wrong> wrongs = {{"t0ken\n", "has a control character: a line break at its end"},
                                   {"t0k\nen", "has a control character"},
                                   {" t0ken", "has a blank before or after it"},
                                   {"t0ken\t", "has a blank before or after it"},
                                   {"\xEF\xBB\xBFt0ken", "begins with a byte order mark (U+FEFF)"},
                                   {"\"t0ken\"", "has a quote before or after it"},
                                   {"t0ken'", "has a quote before or after it"},
                                   {"Bearer t0ken", "begins with 'Bearer ': give the token alone"},
                                   {"bearer t0ken", "begins with 'Bearer '"},
                                   {"Basic t0ken", "begins with 'Basic '"},
                                   {"Authorization: Bearer t0ken", "begins with the name of a header"},
                                   {"t0ken t0ken", "has a blank in it"},
                                   {"\xE2\x80\x9Ct0ken\xE2\x80\x9D", "has a character beyond ASCII"}};

std::string problem_of(const bb::credentials& who) {
    const bb::testing::scripted script;
    const auto out = bb::client{script, who}.try_send(bb::users::current{});
    REQUIRE_FALSE(out);
    CHECK(out.error().kind() == bb::error_kind::usage);
    CHECK(script.requests().empty());
    CHECK_THAT(out.error().describe(), !ContainsSubstring("t0ken"));
    return out.error().message();
}

}  // namespace

TEST_CASE("a token from the environment is used without what is around it", "[token]") {
    for (const std::string& text : wrapped) {
        CAPTURE(text);
        const environment_variable token("BITBUCKET_TOKEN", text.c_str());
        {
            const environment_variable email("BITBUCKET_EMAIL", nullptr);
            CHECK(bb::credentials::from_env().authorization().reveal() == "Bearer t0ken");
        }
        const environment_variable email("BITBUCKET_EMAIL", " \"me@example.org\"\r\n");
        const bb::credentials who = bb::credentials::from_env();
        CHECK(who.kind() == bb::credential_kind::api_token);
        CHECK(who.problem().empty());
        CHECK(who.user() == "me@example.org");
        CHECK(who.text().reveal() == "t0ken");
        CHECK(bb::credentials(bb::access_token{bb::secret::from_env("BITBUCKET_TOKEN")}).text().reveal() == "t0ken");
        CHECK(bb::secret(text).trimmed().reveal() == "t0ken");
    }
}

TEST_CASE("a secret that is no token stays as the environment has it", "[token]") {
    const environment_variable value("BITBUCKET_TOKEN", "\"a value\"\n");
    CHECK(bb::secret::from_env("BITBUCKET_TOKEN").reveal() == "\"a value\"\n");
    const environment_variable password("BITBUCKET_TOKEN", " \"pass word\" ");
    CHECK(bb::credentials(bb::basic{"me", bb::secret::from_env("BITBUCKET_TOKEN")}).text().reveal() ==
          " \"pass word\" ");
}

TEST_CASE("a variable with nothing but surplus holds no token", "[token]") {
    const environment_variable token("BITBUCKET_TOKEN", " \"\" \n");
    const environment_variable email("BITBUCKET_EMAIL", " ");
    const bb::credentials who = bb::credentials::from_env();
    CHECK(who.kind() == bb::credential_kind::access_token);
    CHECK_THAT(problem_of(who), ContainsSubstring("must not be empty"));
}

TEST_CASE("a constant token with something around it is refused by what is there", "[token]") {
    for (const wrong& each : wrongs) {
        CAPTURE(each.text);
        CHECK_THAT(problem_of(bb::access_token{bb::secret(each.text)}), ContainsSubstring(each.says));
        CHECK_THAT(problem_of(bb::api_token{"me@example.org", bb::secret(each.text)}), ContainsSubstring(each.says));
    }
    CHECK_THAT(problem_of(bb::api_token{"me@example.org ", bb::secret("k")}),
               ContainsSubstring("api_token: the e-mail address has a blank before or after it"));
    CHECK_THAT(problem_of(bb::api_token{"'me@example.org'", bb::secret("k")}), ContainsSubstring("a quote"));
}

TEST_CASE("what only looks odd is a token", "[token]") {
    for (const char* text : {"ATATT3xFf_-.~+/==", "a:b", "a\"b", "Bearer", "x"}) {
        CAPTURE(text);
        CHECK(bb::credentials(bb::access_token{bb::secret(text)}).problem().empty());
    }
    CHECK(bb::credentials(bb::basic{"me", bb::secret(" pass \"word\" ")}).problem().empty());
}

TEST_CASE("a token source's token is held to the same", "[token]") {
    struct source : bb::token_source {
        explicit source(bb::secret text) : text_(std::move(text)) {}
        bb::secret token(const bb::call_options&) override { return text_; }
        bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return {}; }
        bb::secret text_;
    };
    const auto giving = [](bb::secret text) -> std::shared_ptr<bb::token_source> {
        return std::make_shared<source>(std::move(text));
    };
    for (const wrong& each : wrongs) {
        CAPTURE(each.text);
        CHECK_THAT(problem_of(giving(bb::secret(each.text))), ContainsSubstring(each.says));
    }
    const environment_variable token("BITBUCKET_TOKEN", "\"t0ken\"\n");
    const bb::testing::scripted script = bb::testing::scripted().reply(200, "{}");
    bb::client{script, giving(bb::secret::from_env("BITBUCKET_TOKEN"))}.send(bb::users::current{});
    CHECK(script.requests().front().headers.value("Authorization") == "Bearer t0ken");
}

TEST_CASE("OAuth's secrets and stored tokens lose what is around them", "[token]") {
    const environment_variable token("BITBUCKET_TOKEN", "\xEF\xBB\xBF\"t0ken\"\r\n");
    const bb::secret found = bb::secret::from_env("BITBUCKET_TOKEN");
    CHECK(bb::refresh_grant{found}.fields().back().value.reveal() == "t0ken");
    CHECK(bb::jwt_grant{found}.jwt().reveal() == "t0ken");
    CHECK(bb::jwt_grant{bb::secret("Bearer t0ken")}.problem()->message() ==
          "the JWT begins with 'Bearer ': give the token alone");
    CHECK(bb::refresh_grant{bb::secret("t0ken ")}.problem()->message() ==
          "refresh_token has a blank before or after it");
    const bb::testing::scripted script = bb::testing::scripted().reply(200, R"({"access_token": "a"})");
    bb::oauth2_client{script, {"key", found}}.send(bb::client_credentials_grant{});
    CHECK(script.requests().front().headers.value("Authorization") == "Basic a2V5OnQwa2Vu");
    const auto refused =
        bb::oauth2_client{script, {"key ", bb::secret("t0ken")}}.try_send(bb::client_credentials_grant{});
    CHECK(refused.error().message() == "the OAuth consumer's key has a blank before or after it");
    const auto stored = bb::token_from_stored_text(
        bb::secret("\xEF\xBB\xBF {\"access_token\": \"t0ken\\n\", \"refresh_token\": \" r3fresh\"}\r\n"));
    REQUIRE(stored);
    CHECK(stored->access_token.reveal() == "t0ken");
    CHECK(stored->refresh_token.reveal() == "r3fresh");
}

TEST_CASE("the base URL from the environment loses what is around it", "[token]") {
    const environment_variable url("BITBUCKET_BASE_URL", "\"http://127.0.0.1:1/2.0\"\r\n");
    CHECK(bb::client_options::from_env().base_url == "http://127.0.0.1:1/2.0");
}

}  // namespace test_token_text
