// SPDX-License-Identifier: MIT
// oauth2/authorization.hpp: the URL to the byte, PKCE's published vector, every refusal of a request, resuming one.
// What callbacks are taken and refused stands in test_callback.cpp.
#include <bitbucket/oauth2/authorization.hpp>
#include <sstream>
#include <stdexcept>

#include "support/catch.hpp"

namespace test_oauth2_authorization {

using bitbucket::authorization_options;
using bitbucket::authorization_request;
using bitbucket::secret;

namespace {

constexpr const char* vendor = "https://bitbucket.org/site/oauth2/authorize";
// What count_up gives, in Base64 for URLs; the challenge comes from another implementation.
constexpr const char* state = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";
constexpr const char* verifier = "ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-P0A";
constexpr const char* ending =
    "&state=AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA&code_challenge=IoUuMLu4VwjkALopQqqCcExRngBqfM_p9lR7jRNv1iQ"
    "&code_challenge_method=S256";

void count_up(unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i + 1);
}

authorization_request make(const std::string& url, const std::string& key = "key", authorization_options options = {}) {
    return {url, key, std::move(options), &count_up};
}

std::string problem_of(const authorization_request& request) {
    if (!request.problem()) return {};
    CHECK(request.problem()->kind() == bitbucket::error_kind::usage);
    CHECK(request.url().empty());
    const auto grant = request.accept(std::string("/callback?code=c&state=") + state);
    REQUIRE(grant.problem());
    CHECK(grant.problem()->message() == request.problem()->message());
    return request.problem()->message();
}

std::string redirect_problem(const std::string& redirect_uri) {
    return problem_of(make(vendor, "key", {redirect_uri, {}}));
}

std::string scope_problem(const std::string& scope) {
    return problem_of(make(vendor, "key", {{}, {"account", scope}}));
}

std::string value_of(const bitbucket::oauth2_grant& grant, std::string_view name) {
    for (const auto& field : grant.fields())
        if (field.name == name) return field.value.reveal();
    return "(none)";
}

}  // namespace

TEST_CASE("the challenge is that of RFC 7636, appendix B", "[oauth2]") {
    CHECK(bitbucket::detail::code_challenge(secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")) ==
          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    CHECK(bitbucket::detail::base64url("\x03\xec\xff\xe0\xc1") == "A-z_4ME");
}

TEST_CASE("an authorization request has exactly this URL", "[oauth2]") {
    const auto plain = make(vendor);
    CHECK_FALSE(plain.problem());
    CHECK(plain.url() == std::string(vendor) + "?response_type=code&client_id=key" + ending);
    CHECK(plain.state() == secret(state));
    CHECK(plain.code_verifier() == secret(verifier));
    CHECK(plain.redirect_uri().empty());

    const auto full = make(vendor, "the key", {"http://localhost:8080/back?x=1&y=2", {"account", "repository:write"}});
    CHECK(full.url() == std::string(vendor) +
                            "?response_type=code&client_id=the%20key"
                            "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fback%3Fx%3D1%26y%3D2"
                            "&scope=account%20repository%3Awrite" +
                            ending);
    CHECK(full.redirect_uri() == "http://localhost:8080/back?x=1&y=2");
    CHECK(full.url().find(verifier) == std::string::npos);
}

TEST_CASE("parameters are appended to a query that the URL has already", "[oauth2]") {
    const std::string rest = std::string("response_type=code&client_id=key") + ending;
    CHECK(make("https://host.example/a?b=c").url() == "https://host.example/a?b=c&" + rest);
    CHECK(make("https://host.example/a?b=c&").url() == "https://host.example/a?b=c&" + rest);
    CHECK(make("https://host.example/a?").url() == "https://host.example/a?" + rest);
    // A query that ends in a question mark is one too.
    CHECK(make("https://host.example/a?b?").url() == "https://host.example/a?b?&" + rest);
    CHECK(problem_of(make("https://host.example/a?state=mine")) == "authorize_url has a state in its query");
    CHECK(problem_of(make("https://host.example/a?x&client%5Fid=k")) == "authorize_url has a client_id in its query");
}

TEST_CASE("users are sent only over https or to this machine", "[oauth2]") {
    for (const char* good : {"http://localhost:1/a", "http://127.0.0.1:8080/a", "http://[::1]/a", "HTTPS://host/a"}) {
        CAPTURE(good);
        CHECK(problem_of(make(good)).empty());
    }
    for (const char* bad : {"http://bitbucket.org/a", "http://127.evil.example/a", "ftp://host/a", "bitbucket.org/a",
                            "", "https://user:pass@host/a", "https://host/a#b", "https://host/\na", "//host/a"}) {
        CAPTURE(bad);
        CHECK_FALSE(problem_of(make(bad)).empty());
    }
}

TEST_CASE("a key that is empty or has a control character is refused", "[oauth2]") {
    CHECK(problem_of(make(vendor, "")) == "the OAuth consumer's key must not be empty");
    CHECK(problem_of(make(vendor, "key\n")) ==
          "the OAuth consumer's key has a control character: a line break at its end");
    CHECK(problem_of(make(vendor, "k&e=y")).empty());
    CHECK(make(vendor, "k&e=y").url().find("client_id=k%26e%3Dy&") != std::string::npos);
}

TEST_CASE("a redirect_uri must be an absolute web address without a fragment", "[oauth2]") {
    for (const char* bad : {"/callback", "localhost:8080/x", "app:/callback", "javascript:alert(1)", "http://", "//h/x",
                            "http://u:p@host/x", "https://host/x#", "https://host/x#y", "https://host/\r\nx", " "}) {
        CAPTURE(bad);
        CHECK_FALSE(redirect_problem(bad).empty());
    }
    CHECK(redirect_problem("http://127.0.0.1:51123/").empty());
    CHECK(redirect_problem("https://app.example.org/back").empty());
}

TEST_CASE("a scope must be one that RFC 6749 can write", "[oauth2]") {
    for (const char* bad : {"", "two words", "quo\"te", "back\\slash", "tab\t", "\xC3\xA4", "del\x7F"}) {
        CAPTURE(bad);
        CHECK_FALSE(scope_problem(bad).empty());
    }
    CHECK(scope_problem("repository:write").empty());
}

TEST_CASE("a random source that does not work is a problem of the request", "[oauth2]") {
    const bitbucket::random_source sources[] = {
        nullptr, [](unsigned char*, std::size_t) {},
        [](unsigned char*, std::size_t) { throw std::runtime_error("no entropy"); }};
    for (const auto& source : sources) {
        const authorization_request request(vendor, "key", {}, source);
        CHECK(problem_of(request).find("the random source") == 0);
        CHECK(request.state().empty());
        CHECK(request.code_verifier().empty());
    }
}

TEST_CASE("two requests have different states and verifiers", "[oauth2]") {
    const authorization_request one(vendor, "key", {});
    const authorization_request two(vendor, "key", {});
    CHECK_FALSE(one.problem());
    CHECK_FALSE(one.state() == two.state());
    CHECK_FALSE(one.code_verifier() == two.code_verifier());
    CHECK_FALSE(one.state() == one.code_verifier());
    CHECK(two.accept("?code=c&state=" + one.state().reveal()).problem());
}

TEST_CASE("a request is a value, and one that was moved from accepts nothing", "[oauth2]") {
    auto request = make(vendor, "key", {"https://app.example/back", {}});
    const std::string callback = std::string("/back?code=c&state=") + state;
    const authorization_request copy = request;
    CHECK(copy.url() == request.url());
    CHECK_FALSE(copy.accept(callback).problem());
    const authorization_request moved = std::move(request);
    CHECK_FALSE(moved.accept(callback).problem());
    CHECK(request.accept(callback).problem());  // NOLINT(bugprone-use-after-move): that is what is tested
    CHECK(request.accept("/back?code=c&state=").problem());
}

TEST_CASE("a resumed request accepts what the first one would", "[oauth2]") {
    const auto first = make(vendor, "key", {"https://app.example/back", {}});
    const auto resumed = authorization_request::resume(first.state(), first.code_verifier(), first.redirect_uri());
    CHECK_FALSE(resumed.problem());
    CHECK(resumed.url().empty());
    const auto grant = resumed.accept(std::string("/back?code=the-code&state=") + state);
    CHECK_FALSE(grant.problem());
    CHECK(value_of(grant, "grant_type") == "authorization_code");
    CHECK(value_of(grant, "code") == "the-code");
    CHECK(value_of(grant, "redirect_uri") == "https://app.example/back");
    CHECK(value_of(grant, "code_verifier") == verifier);
    CHECK_FALSE(grant.repeatable());
    CHECK(resumed.accept("/back?code=the-code&state=x").problem());
}

TEST_CASE("a request cannot be resumed from a session that lost what was kept", "[oauth2]") {
    const secret good_state{state};
    const secret good_verifier{verifier};
    CHECK_FALSE(problem_of(authorization_request::resume(secret(), good_verifier)).empty());
    CHECK(authorization_request::resume(secret(), good_verifier).accept("?code=c&state=").problem());
    CHECK_FALSE(problem_of(authorization_request::resume(good_state, secret())).empty());
    CHECK_FALSE(problem_of(authorization_request::resume(good_state, secret(std::string(42, 'a')))).empty());
    CHECK_FALSE(problem_of(authorization_request::resume(good_state, secret(std::string(129, 'a')))).empty());
    CHECK_FALSE(problem_of(authorization_request::resume(good_state, secret(std::string(43, '+')))).empty());
    CHECK_FALSE(problem_of(authorization_request::resume(good_state, good_verifier, "/back")).empty());
    CHECK(problem_of(authorization_request::resume(good_state, secret(std::string(128, 'a')))).empty());
}

TEST_CASE("printing a request and its grant shows no secret", "[oauth2]") {
    const auto request = make(vendor);
    std::ostringstream out;
    out << request << '\n' << make("") << '\n' << request.state() << '\n' << request.code_verifier() << '\n';
    out << request.accept(std::string("?code=the-code&state=") + state) << '\n';
    CHECK(out.str() ==
          "authorization request\nunusable authorization request\n***\n***\ngrant_type=authorization_code\n");
}

}  // namespace test_oauth2_authorization
