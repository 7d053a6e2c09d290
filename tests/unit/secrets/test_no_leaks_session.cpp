// SPDX-License-Identifier: MIT
// Tokens that change: neither the old nor the new ones come out of a session's failures, of what its callbacks throw, or
// of the calls that they end.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/clone_url.hpp>
#include <bitbucket/oauth2.hpp>

#include <functional>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_no_leaks_session {

namespace bb = bitbucket;
using unit::everything_of;
using unit::find_secret;

namespace {

const std::string old_access = "Alt+Zugang/Token=0001~aaa-bbb";
const std::string old_refresh = "Alt+Frisch/Token=0002~ccc-ddd";
const std::string new_access = "Neu+Zugang/Token=0003~eee-fff";
const std::string new_refresh = "Neu+Frisch/Token=0004~ggg-hhh";
const std::string consumer_secret = "Kons+Umer/Geheim=Nis~0815-abc";

std::string first_leak(const std::string& shown) {
    for (const std::string& hidden : {old_access, old_refresh, new_access, new_refresh, consumer_secret})
        if (std::string found = find_secret(shown, hidden); !found.empty()) return found;
    return {};
}

std::string all_secrets() {
    std::string out;
    for (const std::string& each : {old_access, old_refresh, new_access, new_refresh, consumer_secret})
        out += each + ' ' + unit::percent_encoded(each) + ' ' + bb::detail::base64(each) + ' ';
    return out;
}

std::string new_pair() {
    return R"({"access_token":")" + new_access + R"(","refresh_token":")" + new_refresh + R"(","expires_in":7200})";
}

// An API and a token endpoint; what they say can be changed.
struct servers {
    unit::fake_time time;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();
    /// The answers of the API by whether the token is the new one, and of the token endpoint.
    bb::http_response to_old{200, {}, "{}"};
    bb::http_response to_new{200, {}, "{}"};
    bb::http_response grant{200, {}, new_pair()};
    bool token_endpoint_breaks = false;
    mutable int grants = 0;

    [[nodiscard]] bb::oauth2_session session(bb::oauth2_session_options options = {}) const {
        bb::oauth2_options with;
        with.clock = time.source();
        with.retry = bb::retry_policy::none();
        with.observer = seen;
        const unit::fake_transport endpoint{[this](auto&, auto&) {
            ++grants;
            if (token_endpoint_breaks) throw bb::transport_error("sent " + all_secrets());
            return grant;
        }};
        bb::oauth2_token token{bb::secret(old_access), bb::secret(old_refresh)};
        token.expires_at = time.wall_clock() + std::chrono::hours(1);
        return {bb::oauth2_client{endpoint, {"key", bb::secret(consumer_secret)}, with}, token, std::move(options)};
    }
    [[nodiscard]] bb::client api(const bb::credentials& who) const {
        bb::client_options options = time.options();
        options.retry = bb::retry_policy::none();
        options.observer = seen;
        const unit::fake_transport sender{[this](const bb::http_request& request, auto&) {
            return request.headers.value("Authorization") == "Bearer " + new_access ? to_new : to_old;
        }};
        return bb::client{sender, who, options};
    }
    // All that a call shows, which has to fail; twice, for a failure may be kept.
    [[nodiscard]] std::string shown(const bb::credentials& who) const {
        std::string out;
        for (int i = 0; i < 2; ++i) {
            const auto reply = api(who).try_send(bb::users::current{});
            REQUIRE_FALSE(reply);
            out += everything_of(reply.error());
        }
        return out + seen->all();
    }
    void expire() const { time.advance(std::chrono::hours(2)); }
};

const bb::http_response expired{401, {}, R"({"type":"error","error":{"message":"Access token expired."}})"};

// Sessions whose callbacks fail with a token in what they throw, before a call and after a 401.
void check_callbacks(const std::function<void(const std::string&)>& fail) {
    for (const bool after_refusal : {false, true}) {
        servers at;
        at.to_old = expired;
        const bb::oauth2_session saving = at.session({.on_refresh = [&](const auto& next) {
            fail("cannot store " + next.access_token.reveal() + next.refresh_token.reveal());
        }});
        if (!after_refusal) at.expire();
        CHECK(first_leak(at.shown(saving)).empty());
        CHECK(at.grants == 1);

        servers other;
        other.to_old = expired;
        other.grant = {400, {}, R"({"error":"invalid_grant"})"};
        const bb::oauth2_session loading = other.session({.reload = [&]() -> std::optional<bb::oauth2_token> {
            fail("cannot read " + all_secrets());
            return std::nullopt;
        }});
        if (!after_refusal) other.expire();
        CHECK(first_leak(other.shown(loading)).empty());
    }
}

// Sessions whose renewal fails with a secret in the words of the token endpoint, before a call and after a 401.
void check_refused_renewals(const std::string& hidden) {
    for (const std::string& echo : unit::echoes_of(hidden))
        for (const bb::http_response& refusal :
             {bb::http_response{400, {}, R"({"error":"invalid_grant","error_description":"not )" + echo + "\"}"},
              bb::http_response{400, {}, R"({"error":")" + echo + "\"}"},
              bb::http_response{500, {{"Server", echo}}, "<title>" + echo + "</title>"},
              bb::http_response{200, {{"Warning", echo}}, R"({"refresh_token":")" + echo}})
            for (const bool after_refusal : {false, true}) {
                servers at;
                at.to_old = expired;
                at.grant = refusal;
                const bb::oauth2_session session = at.session();
                if (!after_refusal) at.expire();
                CAPTURE(echo, refusal.body);
                const auto reply = at.api(session).try_send(bb::users::current{});
                REQUIRE_FALSE(reply);
                CHECK(find_secret(everything_of(reply.error()), hidden).empty());
                // The observer of the token endpoint cannot know a token that was not sent there.
                if (hidden != old_access) CHECK(find_secret(at.seen->all(), hidden).empty());
            }
}

}  // namespace

TEST_CASE("a callback that throws a foreign exception with the token in it gives it away to nobody",
          "[secrets][oauth]") {
    check_callbacks([](const std::string& text) { throw std::runtime_error(text); });
    check_callbacks([](const std::string& text) { throw text; });
}

TEST_CASE("a callback that throws an error of this library with the token in it gives it away to nobody",
          "[secrets][oauth]") {
    check_callbacks([](const std::string& text) { throw bb::usage_error(text); });
    check_callbacks([](const std::string& text) { throw bb::transport_error(text); });
}

TEST_CASE("a renewal that is refused with what it sent in its words does not tell it", "[secrets][oauth]") {
    check_refused_renewals(old_refresh);
    check_refused_renewals(consumer_secret);
}

TEST_CASE("a renewal that is refused with the old access token in its words does not tell it", "[secrets][oauth]") {
    check_refused_renewals(old_access);
}

TEST_CASE("a 401 whose renewal fails names neither token in error and hint", "[secrets][oauth]") {
    for (const std::string& echo : unit::echoes_of(old_refresh))
        for (const bool in_code : {false, true}) {
            servers at;
            at.to_old = {401, {}, R"({"error":{"message":"no )" + old_access + "\"}}"};
            at.grant = {
                400, {}, R"({")" + std::string(in_code ? "error" : "error_description") + R"(":")" + echo + "\"}"};
            const auto reply = at.api(at.session()).try_send(bb::users::current{});
            REQUIRE_FALSE(reply);
            CHECK(at.grants == 1);
            CHECK(reply.error().status() == 401);
            CHECK_FALSE(reply.error().hint().empty());
            CHECK(first_leak(everything_of(reply.error()) + at.seen->all()).empty());
        }
}

TEST_CASE("a token endpoint that cannot be reached does not give tokens away", "[secrets][oauth]") {
    servers at;
    at.token_endpoint_breaks = true;
    const bb::oauth2_session session = at.session({.reload = [] { return std::optional<bb::oauth2_token>(); }});
    at.expire();
    const auto reply = at.api(session).try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    // Only what was sent there can be repeated.
    for (const std::string& hidden : {old_refresh, consumer_secret})
        CHECK(find_secret(everything_of(reply.error()), hidden).empty());
    const auto url = bb::try_clone_url({}, session);
    REQUIRE_FALSE(url);
    CHECK(first_leak(everything_of(url.error())).empty());
}

TEST_CASE("after a renewal neither the old nor the new token comes out", "[secrets][oauth]") {
    for (const std::string& hidden : {old_access, new_access})
        for (const std::string& echo : unit::echoes_of(hidden))
            for (const bb::http_response& answer :
                 {bb::http_response{403, {{"Server", echo}}, R"({"error":{"message":"no )" + echo + "\"}}"},
                  bb::http_response{401, {{"WWW-Authenticate", echo}}, "<title>" + echo + "</title>"},
                  bb::http_response{200, {{"ETag", echo}}, "\"" + echo + "\""},
                  bb::http_response{200, {}, R"({"values":[")" + echo + "\"]}"},
                  bb::http_response{200, {}, R"({"values":[],"next":"https://evil.org/)" + echo + "\"}"}}) {
                servers at;
                at.to_old = expired;
                at.to_new = answer;
                std::string shown;
                for (const auto& page : at.api(at.session()).try_pages(bb::ssh_keys::list{"me"}))
                    if (!page) shown += everything_of(page.error());
                CAPTURE(echo, answer.body);
                CHECK_FALSE(shown.empty());
                CHECK(at.grants == 1);
                CHECK(find_secret(shown + at.seen->all(), hidden).empty());
            }
}

TEST_CASE("a token source that throws its token gives it away to nobody", "[secrets]") {
    class vault final : public bb::token_source {
    public:
        explicit vault(int good) : good_(good) {}
        bb::secret token(const bb::call_options&) override { return hand_out(); }
        bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return hand_out(); }

    private:
        bb::secret hand_out() {
            if (good_-- > 0) return bb::secret(old_access);
            throw std::runtime_error("the lease of " + old_access + " is over");
        }
        int good_;
    };
    for (const int good : {0, 1}) {
        servers at;
        at.to_old = expired;
        const auto reply = at.api(bb::credentials(std::make_shared<vault>(good))).try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(first_leak(everything_of(reply.error()) + at.seen->all()).empty());
    }
}

}  // namespace test_no_leaks_session
