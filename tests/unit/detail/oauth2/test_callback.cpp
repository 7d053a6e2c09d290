// SPDX-License-Identifier: MIT
// detail/oauth2/callback.hpp, through authorization_request: which callbacks are taken, what is said of the others, and ten
// thousand damaged ones of each flow.
#include <bitbucket/oauth2/implicit.hpp>

#include "support/catch.hpp"

namespace test_callback {

using bitbucket::authorization_request;
using bitbucket::secret;

namespace {

const std::string state = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";

void count_up(unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i + 1);
}

const authorization_request request("https://host.example/authorize", "key", {}, &count_up);

std::string accepted_code(std::string_view callback) {
    const auto grant = request.accept(callback);
    CAPTURE(callback);
    REQUIRE_FALSE(grant.problem());
    REQUIRE(grant.fields().size() == 3);
    CHECK(std::string(grant.fields()[2].name) == "code_verifier");
    return grant.fields()[1].value.reveal();
}

bitbucket::error refusal(const std::string& callback) {
    const auto grant = request.accept(callback);
    CAPTURE(callback);
    REQUIRE(grant.problem());
    CHECK(grant.problem()->kind() == bitbucket::error_kind::oauth);
    for (const std::string& text : {grant.problem()->describe(), grant.problem()->detail(), grant.problem()->code()}) {
        CHECK(text.find("Kan4ri") == std::string::npos);
        CHECK(text.find(state) == std::string::npos);
    }
    return *grant.problem();
}

bool says(const bitbucket::error& failure, const char* text) {
    INFO(failure.describe());
    return failure.message().find(text) != std::string::npos;
}

/// Numbers that are the same in every run.
struct dice {
    std::uint32_t at = 2463534242U;
    std::size_t below(std::size_t end) {
        at ^= at << 13U;
        at ^= at >> 17U;
        at ^= at << 5U;
        return at % end;
    }
};

std::string damaged(std::string text, dice& roll) {
    static const std::string pieces[] = {
        "&",    "=",        "%",      "#",       "?",        "+",       "%00",
        "%2",   "/",        "state=", "&code=x", "&error=x", "&state=", std::string(1, '\0'),
        "\xFF", "https://", "%26",    ";",       "%C3%28"};
    for (std::size_t change = 1 + roll.below(3); change > 0; --change) {
        const std::size_t place = roll.below(text.size() + 1);
        const std::size_t length = roll.below(12);
        switch (roll.below(6)) {
            case 0:
                text.erase(place, length);
                break;
            case 1:
                if (place < text.size()) text[place] = static_cast<char>(static_cast<unsigned char>(roll.below(256)));
                break;
            case 2:
                text.insert(place, pieces[roll.below(std::size(pieces))]);
                break;
            case 3:
                text.insert(place, text.substr(roll.below(text.size() + 1), length * 8));
                break;
            case 4:
                text.resize(place);
                break;
            default:
                if (place < text.size()) bitbucket::detail::append_percent(text, text[place]);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("a code is found in a whole URL, in path and query, and in the bare query", "[oauth2]") {
    const std::string form = "code=the-code&state=" + state;
    for (const std::string& callback :
         {form, "?" + form, "/callback?" + form, "/?" + form, "/a=b?" + form, "http://localhost:8080/callback?" + form,
          "https://app.example/?" + form, "HTTPS://app.example?" + form, "callback?" + form, form + "#_=_",
          "/callback?" + form + "#code=other", "state=" + state + "&code=the-code", "&&" + form + "&&",
          form + "&extra=1&iss=x&extra=2", "code=the-code&st%61te=" + state, form + "&error=", "error&" + form})
        CHECK(accepted_code(callback) == "the-code");
}

TEST_CASE("names and values are decoded as a form", "[oauth2]") {
    CHECK(accepted_code("code=a%2Bb+c%25d%3D%26&state=" + state) == "a+b c%d=&");
    CHECK(accepted_code("%63ode=a?b/c:d&state=" + state) == "a?b/c:d");
    CHECK(accepted_code("code=a=b&state=" + state) == "a=b");
    CHECK(accepted_code("code=x&state=%41" + state.substr(1)) == "x");
}

TEST_CASE("a callback without the state of the request is refused", "[oauth2]") {
    CHECK(says(refusal("/callback?code=Kan4ri"), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri&state"), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri&state="), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri&State=" + state), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri#state=" + state), "no state"));
    CHECK(says(refusal("/callback/state=" + state + "&code=Kan4ri"), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri;state=" + state), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri%26state=" + state), "no state"));
    CHECK(says(refusal("/callback?code=Kan4ri&state=Kan4ri"), "not that of this request"));
    CHECK(says(refusal("/callback?code=Kan4ri&state=" + state + "x"), "not that of this request"));
    CHECK(says(refusal("/callback?code=Kan4ri&state=" + state + "%00"), "not that of this request"));
    CHECK(says(refusal("/callback?code=Kan4ri&state=" + state.substr(1)), "not that of this request"));
    CHECK(says(refusal("/callback?code=Kan4ri&state=a" + state.substr(1)), "not that of this request"));
    CHECK(says(refusal("state=" + state + "&code=Kan4ri&state=" + state), "more than one state"));
    CHECK(says(refusal("state=&code=Kan4ri&state=" + state), "more than one state"));
    CHECK(says(refusal("state=" + state + "&code=Kan4ri&%73tate"), "more than one state"));
    for (const char* nothing : {"", "?", "#", "/", "&", "=", "https://host/callback", "http://"})
        CHECK(says(refusal(nothing), "no state"));
}

TEST_CASE("a code that is missing, doubled or no code is refused", "[oauth2]") {
    CHECK(says(refusal("state=" + state), "neither code nor error"));
    CHECK(says(refusal("code=&state=" + state), "neither code nor error"));
    CHECK(says(refusal("Code=Kan4ri&state=" + state), "neither code nor error"));
    CHECK(says(refusal("code=Kan4ri&code=Kan4ri&state=" + state), "more than one code"));
    CHECK(says(refusal("code=Kan4ri&code&state=" + state), "more than one code"));
    for (const char* bad : {"%0D%0AKan4ri", "Kan4ri%00", "Kan4ri\t", "Kan4ri%7F", "Kan4ri%C3%A4", "\x01"})
        CHECK(says(refusal(std::string("code=") + bad + "&state=" + state), "has an invalid character"));
}

TEST_CASE("a callback of 16 KiB is read, a longer one is refused", "[oauth2]") {
    const std::string form = "/callback?state=" + state + "&code=";
    const std::size_t most = std::size_t{16} * 1024;
    CHECK(accepted_code(form + std::string(most - form.size(), 'c')).size() == most - form.size());
    CHECK(says(refusal(form + std::string(most - form.size() + 1, 'c')), "longer than 16 KiB"));
    CHECK(says(refusal(std::string(most, '&')), "no state"));
    CHECK(says(refusal(std::string(std::size_t{8} * 1024 * 1024, '&')), "longer than 16 KiB"));
}

TEST_CASE("the server's refusal is told once the state is right", "[oauth2]") {
    const auto denied = refusal("/callback?error=access_denied&error_description=The+user+denied+it%21&state=" + state);
    CHECK(denied.code() == "access_denied");
    CHECK(denied.detail() == "The user denied it!");
    CHECK(std::string(denied.what()) == "oauth_error: the authorization endpoint refused: access_denied");
    CHECK_FALSE(denied.hint().empty());
    CHECK_THROWS_AS(denied.raise(), bitbucket::oauth_error);

    const auto own = refusal("error=the_vendors_own&state=" + state + "&code=Kan4ri");
    CHECK(own.code() == "the_vendors_own");
    CHECK(own.hint().empty());
    CHECK(says(refusal("error=a&error=b&state=" + state), "more than one error"));
    CHECK(says(refusal("error=a&error_description=b&error_description=c&state=" + state), "more than one error"));
}

TEST_CASE("of a refusal without the state only a known code is told", "[oauth2]") {
    const auto known = refusal("error=access_denied&error_description=Kan4ri");
    CHECK(known.code() == "access_denied");
    CHECK(known.detail().empty());
    CHECK(refusal("error=Kan4ri&error_description=Kan4ri").code().empty());
    CHECK(refusal("error=access_denied&error=access_denied").code().empty());
    CHECK(refusal("error=access_denied&error_description=Kan4ri&state=Kan4ri").code().empty());
}

TEST_CASE("the server's words are cut, cleaned, and never hold the state", "[oauth2]") {
    const auto odd = refusal("error=%1B%5B31m%0Ax%FF&error_description=a%0Ab%E2%80%AEc" + std::string(5000, 'd') +
                             "&state=" + state);
    CHECK(odd.code() == " [31m x\xEF\xBF\xBD");
    CHECK(odd.detail().starts_with("a b c"));
    CHECK(odd.detail().ends_with("ddd..."));
    CHECK(odd.detail().size() <= bitbucket::detail::max_error_text + 3);
    const auto echo = refusal("error=" + state + "&error_description=your+state+" + state + "&state=" + state);
    CHECK(echo.code() == "***");
    CHECK(echo.detail() == "your state ***");
}

TEST_CASE("thousands of damaged callbacks never crash, and none is taken without the state", "[oauth2]") {
    const bitbucket::implicit_request implicit("https://host.example/authorize", "key", {}, &count_up);
    const std::string callbacks[] = {
        "https://app.example/back?code=Kan4ri&state=" + state, "code=Kan4ri&state=" + state,
        "/back?code=Kan4ri&state=b" + state.substr(1), "/back?error=x&error_description=y+z&state=" + state,
        "#state=" + state + "&access_token=Kan4ri&scopes=a&expires_in=7200&token_type=bearer"};
    dice roll;
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string text = damaged(callbacks[roll.below(std::size(callbacks))], roll);
        const auto grant = request.accept(text);
        const auto token = implicit.accept(text, {});
        std::string told;
        if (grant.problem()) told += grant.problem()->describe();
        if (!token) told += token.error().describe();
        const bool any = !grant.problem() || token.has_value();
        ++(any ? taken : refused);
        const bool has_state = bitbucket::detail::percent_decode(text).find("state=" + state) != std::string::npos;
        if ((any && !has_state) || told.find(state) != std::string::npos) {
            CAPTURE(i, text, told);
            FAIL("taken without the state, or the state was told");
        }
    }
    CHECK(taken > 200);
    CHECK(refused > 500);
}

}  // namespace test_callback
