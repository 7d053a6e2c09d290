// SPDX-License-Identifier: MIT
// CR, LF and NUL in what becomes a header, a URL or a form: whoever it comes from, it is refused, and no request ever
// has a line more than it should.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/clone_url.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"

namespace test_no_leaks_lines {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::everything_of;
using unit::find_canary;
using namespace std::string_literals;

namespace {

// The canary with a control character at its beginning, in the middle and at its end.
std::vector<std::string> broken_texts() {
    std::vector<std::string> out;
    for (const std::string& bad : {"\r\nX-Evil: 1"s, "\r\n"s, "\n"s, "\r"s, "\0"s, "\x7f"s, "\x1b[1m"s})
        for (const std::size_t at : {std::size_t{0}, std::size_t{15}, std::string_view(unit::canary).size()})
            out.push_back(std::string(unit::canary).insert(at, bad));
    return out;
}

// A service with a clock that stands still.
struct service {
    scripted script;
    unit::fake_time time;

    [[nodiscard]] bb::client api(const bb::credentials& who, const std::string& base = "https://x.org/2.0") const {
        bb::client_options options = time.options();
        options.retry = bb::retry_policy::none();
        options.base_url = base;
        return bb::client{script, who, options};
    }
    [[nodiscard]] bb::oauth2_client oauth(bb::oauth2_consumer consumer = {"key", bb::secret("s3cret")},
                                          const std::string& url = "https://x.org/token") const {
        bb::oauth2_options options;
        options.clock = time.source();
        options.retry = bb::retry_policy::none();
        options.token_url = url;
        return {script, std::move(consumer), options};
    }
    // Whether everything that was sent stays on its line.
    [[nodiscard]] bool is_clean() const {
        const auto has_control = [](std::string_view text) {
            for (const char c : text)
                if (bb::detail::is_control(c)) return true;
            return false;
        };
        for (const auto& request : script.requests()) {
            if (has_control(request.url)) return false;
            for (const bb::http_header& line : request.headers)
                if (has_control(line.name) || has_control(line.value)) return false;
        }
        return true;
    }
};

// The call has to be refused as unusable, without a word of the canary and without anything sent.
template <class Result>
void check_refused(const Result& reply, const service& at, bb::error_kind kind = bb::error_kind::usage) {
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == kind);
    CHECK(find_canary(everything_of(reply.error())).empty());
    CHECK(at.script.requests().empty());
}

// Hands out one token after another.
class token_list final : public bb::token_source {
public:
    explicit token_list(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}
    bb::secret token(const bb::call_options&) override { return bb::secret(tokens_.at(0)); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override {
        return bb::secret(tokens_.at(1));
    }

private:
    std::vector<std::string> tokens_;
};

std::string json_text_of(const std::string& text) {
    std::string out;
    bb::detail::json_writer(out).string(text);
    return out;
}

}  // namespace

TEST_CASE("a header with a line break or NUL in name or value is refused", "[secrets][headers]") {
    for (const std::string& bad : broken_texts()) {
        const service at;
        check_refused(at.api({}).try_send(bb::users::current{}.header("X-Mine", bad)), at);
        REQUIRE_FALSE(at.api({}).try_send(bb::users::current{}.header(bad, "x")));
        CHECK(at.script.requests().empty());
    }
}

TEST_CASE("no credential with a line break or NUL is sent", "[secrets][headers]") {
    for (const std::string& bad : broken_texts()) {
        const service at;
        for (const bb::credentials& who :
             {bb::credentials(bb::api_token{"me@example.org", bb::secret(bad)}),
              bb::credentials(bb::api_token{bad, bb::secret("t0ken")}),
              bb::credentials(bb::access_token{bb::secret(bad)}), bb::credentials(bb::basic{"me", bb::secret(bad)}),
              bb::credentials(bb::basic{bad, bb::secret("t0ken")})}) {
            check_refused(at.api(who).try_send(bb::users::current{}), at);
            check_refused(bb::try_clone_url({}, who), at);
        }
        check_refused(at.oauth({"key", bb::secret(bad)}).try_send(bb::client_credentials_grant{}), at);
        check_refused(at.oauth({bad, bb::secret("s3cret")}).try_send(bb::client_credentials_grant{}), at);
        check_refused(at.oauth().try_send(bb::jwt_grant{bb::secret(bad)}), at);
        check_refused(
            at.api(bb::oauth2_session{at.oauth(), bb::oauth2_token{bb::secret(bad)}}).try_send(bb::users::current{}),
            at);
    }
}

TEST_CASE("a token source's token with a line break or NUL is not sent", "[secrets][headers]") {
    for (const std::string& bad : broken_texts()) {
        const service at;
        const bb::credentials at_once(std::make_shared<token_list>(std::vector<std::string>{bad, bad}));
        check_refused(at.api(at_once).try_send(bb::users::current{}), at);
        bb::repository site;
        site.links.add({.rel = "clone",
                        .href = "https://bitbucket.org/acme/site.git",
                        .name = "https",
                        .title = {},
                        .templated = {}});
        check_refused(bb::try_clone_url(site, at_once), at);

        service later;
        later.script.reply(401, "");
        const bb::credentials renewed(std::make_shared<token_list>(std::vector<std::string>{"g00d-token", bad}));
        const auto reply = later.api(renewed).try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().status() == 401);
        CHECK(find_canary(everything_of(reply.error())).empty());
        CHECK(later.script.requests().size() == 1);
        CHECK(later.is_clean());
    }
}

TEST_CASE("a token endpoint's token with a line break or NUL is refused", "[secrets][headers]") {
    for (const std::string& bad : broken_texts())
        for (const char* member : {"access_token", "refresh_token"}) {
            const std::string other = member == "access_token"s ? "refresh_token" : "access_token";
            const std::string body =
                "{\"" + std::string(member) + "\":" + json_text_of(bad) + ",\"" + other + "\":\"fine\"}";
            service at;
            at.script.reply(200, body).reply(200, body);
            const auto token = at.oauth().try_send(bb::client_credentials_grant{});
            REQUIRE_FALSE(token);
            CHECK(token.error().kind() == bb::error_kind::decode);
            CHECK(find_canary(everything_of(token.error())).empty());
            // A session neither stores nor sends it, and keeps what it has.
            int stored = 0;
            bb::oauth2_token first{bb::secret("old-access"), bb::secret("old-refresh")};
            first.expires_at = at.time.wall_clock();
            const bb::oauth2_session session{at.oauth(), first, {.on_refresh = [&](const auto&) { ++stored; }}};
            const auto reply = at.api(session).try_send(bb::users::current{});
            REQUIRE_FALSE(reply);
            CHECK(find_canary(everything_of(reply.error())).empty());
            CHECK(session.current() == first);
            CHECK(stored == 0);
            CHECK(at.script.requests().size() == 2);
            CHECK(at.is_clean());
        }
}

TEST_CASE("a code or token with a line break or NUL in a callback is refused", "[secrets][headers]") {
    const service at;
    for (const std::string& bad : broken_texts()) {
        const std::string given = unit::percent_encoded(bad);
        const bb::authorization_request by_code = at.oauth().authorize();
        const auto grant = by_code.accept("/?code=" + given + "&state=" + by_code.state().reveal());
        REQUIRE(grant.problem());
        CHECK(find_canary(everything_of(*grant.problem())).empty());
        const bb::implicit_request by_token = at.oauth().authorize_implicit();
        const auto token = by_token.accept("#access_token=" + given + "&state=" + by_token.state().reveal());
        REQUIRE_FALSE(token);
        CHECK(find_canary(everything_of(token.error())).empty());
    }
}

TEST_CASE("a redirect or next link with a line break or NUL is not followed", "[secrets][headers]") {
    const bb::access_token who{bb::secret(unit::canary)};
    for (const std::string& bad : {"\r\nX-Evil: 1"s, "\n"s, "\r"s, "\0"s})
        for (const std::string& url :
             {"/2.0/a" + bad + "b", "https://x.org/2.0/?a=" + bad + "b", "https://x.org" + bad + "/2.0/b",
              "https" + bad + "://x.org/2.0/b", "#" + bad + "b"}) {
            service at;
            at.script.reply(302, "", {{"Location", url}});
            at.script.reply(200, R"({"values":[{}],"next":)" + json_text_of(url) + "}");
            const auto reply = at.api(who).try_send(bb::users::current{});
            REQUIRE_FALSE(reply);
            CHECK(reply.error().status() == 302);
            std::size_t failures = 0;
            for (const auto& page : at.api(who).try_pages(bb::ssh_keys::list{"me"}))
                if (!page && page.error().kind() == bb::error_kind::pagination) ++failures;
            CHECK(failures == 1);
            CHECK(at.script.requests().size() == 2);
            CHECK(at.is_clean());
        }
}

TEST_CASE("a base or token URL with a line break or NUL is refused", "[secrets][headers]") {
    for (const std::string& bad : {"\r\nX-Evil: 1"s, "\n"s, "\r"s, "\0"s})
        for (const std::string& url : {"https://x.org/" + bad, "https://x" + bad + ".org", bad + "https://x.org"}) {
            const service at;
            check_refused(at.api(bb::access_token{bb::secret(unit::canary)}, url).try_send(bb::users::current{}), at);
            check_refused(at.oauth({"key", bb::secret(unit::canary)}, url).try_send(bb::client_credentials_grant{}),
                          at);
        }
}

}  // namespace test_no_leaks_lines
