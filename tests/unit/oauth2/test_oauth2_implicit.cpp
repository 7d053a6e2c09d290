// SPDX-License-Identifier: MIT
// oauth2/implicit.hpp: its URL, the token in a fragment, and every callback that is refused.
#include <bitbucket/oauth2/implicit.hpp>
#include <sstream>

#include "support/catch.hpp"

namespace test_oauth2_implicit {

using bitbucket::implicit_request;
using std::chrono::seconds;
using std::chrono::system_clock;

namespace {

constexpr const char* state = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";
const system_clock::time_point now{seconds(1'800'000'000)};

implicit_request make(bitbucket::authorization_options options = {}, const std::string& key = "key") {
    return {"https://bitbucket.org/site/oauth2/authorize", key, std::move(options),
            [](unsigned char* out, std::size_t size) {
                for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i + 1);
            }};
}

/// A fragment with the right state.
std::string with_state(const std::string& rest) {
    return "#" + rest + "&state=" + state;
}

bitbucket::error refusal(const std::string& callback) {
    auto token = make().accept(callback, now);
    CAPTURE(callback);
    REQUIRE_FALSE(token.has_value());
    CHECK(token.error().kind() == bitbucket::error_kind::oauth);
    CHECK(token.error().describe().find("Kan4ri") == std::string::npos);
    CHECK(token.error().describe().find(state) == std::string::npos);
    return token.error();
}

}  // namespace

TEST_CASE("an implicit request asks for a token, with a state and without PKCE", "[oauth2]") {
    CHECK(make().url() ==
          std::string("https://bitbucket.org/site/oauth2/authorize?response_type=token&client_id=key&state=") + state);
    CHECK(make({"https://app.example/back", {"account", "email"}}).url() ==
          std::string("https://bitbucket.org/site/oauth2/authorize?response_type=token&client_id=key"
                      "&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=account%20email&state=") +
              state);
}

TEST_CASE("a token is taken from a fragment with all that stands beside it", "[oauth2]") {
    const std::string form =
        "access_token=abc%2Bd%2F%3D&scopes=account%20repository%3Awrite&expires_in=7200"
        "&token_type=bearer&state=" +
        std::string(state);
    for (const std::string& callback : {form, "#" + form, "https://app.example/back#" + form, "/back?x=1#" + form,
                                        "http://localhost:1/?" + form, "?" + form}) {
        CAPTURE(callback);
        const auto token = make().accept(callback, now);
        REQUIRE(token.has_value());
        CHECK(token->access_token.reveal() == "abc+d/=");
        CHECK(token->refresh_token.empty());
        CHECK(token->expires_at == now + seconds(7200));
        CHECK(token->scopes == std::vector<std::string>{"account", "repository:write"});
    }
}

TEST_CASE("a token may come without type, life time and scopes", "[oauth2]") {
    const auto token = make().accept(with_state("access_token=t"), now);
    REQUIRE(token.has_value());
    CHECK_FALSE(token->expires_at.has_value());
    CHECK(token->scopes.empty());
    CHECK(make().accept(with_state("access_token=t&token_type=Bearer")).has_value());
    CHECK(make().accept(with_state("access_token=" + std::string(4000, 'j'))).has_value());
}

TEST_CASE("scopes stand under either name, and bytes that are no text are replaced", "[oauth2]") {
    const auto one = make().accept(with_state("access_token=t&scope=a+b,c"), now);
    REQUIRE(one.has_value());
    CHECK(one->scopes == std::vector<std::string>{"a", "b", "c"});
    const auto odd = make().accept(with_state("access_token=t&scopes=%FFx"), now);
    REQUIRE(odd.has_value());
    CHECK(odd->scopes == std::vector<std::string>{"\xEF\xBF\xBDx"});
    const auto again = bitbucket::token_from_stored_text(bitbucket::to_stored_text(*odd));
    REQUIRE(again.has_value());
    CHECK(*again == *odd);
}

TEST_CASE("a life time that is none is as if it were absent", "[oauth2]") {
    for (const char* odd : {"", "-1", "soon", "1e3", "99999999999999999999", "999999999999999999", " 5", "0x10"}) {
        CAPTURE(odd);
        const auto token = make().accept(with_state(std::string("access_token=t&expires_in=") + odd), now);
        REQUIRE(token.has_value());
        CHECK_FALSE(token->expires_at.has_value());
    }
    const auto over = make().accept(with_state("access_token=t&expires_in=0"), now);
    REQUIRE(over.has_value());
    CHECK(over->expires_at == now);
}

TEST_CASE("a token without the state of the request is refused", "[oauth2]") {
    refusal("#access_token=Kan4ri");
    refusal("#access_token=Kan4ri&state=");
    refusal("#access_token=Kan4ri&state=Kan4ri");
    refusal("#access_token=Kan4ri&state=" + std::string(state) + "x");
    refusal("#access_token=Kan4ri&state=" + std::string(state).substr(1));
    refusal("#access_token=Kan4ri&state=x&state=" + std::string(state));
    // A state in the query is not one in the fragment.
    refusal("/back?state=" + std::string(state) + "#access_token=Kan4ri");
}

TEST_CASE("what is no bearer token is refused", "[oauth2]") {
    for (const char* bad :
         {"x=y", "access_token", "access_token=", "access_token=Kan4ri&access_token=Kan4ri", "access_token=Kan4ri%0A",
          "access_token=Kan4ri+x", "access_token=Kan4ri%00", "access_token=Kan4ri%C3%A4",
          "access_token=Kan4ri&token_type=mac", "access_token=Kan4ri&token_type=bearer&token_type=bearer",
          "access_token=Kan4ri&expires_in=1&expires_in=2", "access_token=Kan4ri&scope=a&scope=b",
          "access_token=Kan4ri&scopes=a&scopes=b", "code=Kan4ri"})
        refusal(with_state(bad));
    refusal(with_state("access_token=" + std::string(std::size_t{17} * 1024, 'j')));
    refusal("");
}

TEST_CASE("the server's refusal is told", "[oauth2]") {
    const auto failure = refusal(with_state("error=access_denied&error_description=the+user+said+no&access_token=t"));
    CHECK(failure.code() == "access_denied");
    CHECK(failure.detail() == "the user said no");
    CHECK(refusal("/back?error=access_denied&state=" + std::string(state)).code() == "access_denied");
}

TEST_CASE("an implicit request with a problem accepts nothing", "[oauth2]") {
    const auto request = make({}, "");
    REQUIRE(request.problem());
    CHECK(request.url().empty());
    const auto token = request.accept(with_state("access_token=t"));
    REQUIRE_FALSE(token.has_value());
    CHECK(token.error().kind() == bitbucket::error_kind::usage);
    CHECK(make({"app:/x", {}}).problem());
    CHECK(implicit_request("https://host/a", "key", {}, nullptr).problem());
}

TEST_CASE("printing an implicit request shows no secret", "[oauth2]") {
    std::ostringstream out;
    const auto token = make().accept(with_state("access_token=Kan4ri&scope=account&expires_in=0"), now);
    REQUIRE(token.has_value());
    out << make() << ' ' << *token;
    CHECK(out.str() == "authorization request oauth2_token, expires 2027-01-15T08:00:00Z account");
}

}  // namespace test_oauth2_implicit
