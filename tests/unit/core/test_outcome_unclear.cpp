// SPDX-License-Identifier: MIT
// error::outcome_unclear: whether a failed call may have been carried out, over all its attempts, and never by their
// number alone.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_outcome_unclear {

namespace bb = bitbucket;
using bb::error_kind;
using bb::testing::scripted;

namespace {

const bb::ssh_keys::list get{"me"};
const bb::ssh_keys::create post{"me", {.key = "ssh-ed25519 AAAA"}};
const bb::ssh_keys::update put{"me", "{k}", {}};
const bb::ssh_keys::remove remove_key{"me", "{k}"};

/// How an attempt ends: with this status, without a reply after bytes were sent, or before any was.
enum : int { lost = 0, refused = -1 };

/// The error of a call whose attempts end so. All of them must have been sent.
template <class Operation>
bb::error failure_of(const Operation& request, const std::vector<int>& ends, bool repeat_unsafe = false) {
    unit::fake_time time;
    scripted script;
    for (const int end : ends) {
        if (end > 0)
            script.reply(end, "<html>");
        else
            script.fail(bb::transport_error("broken", end == refused));
    }
    bb::client_options options = time.options();
    options.retry.max_attempts = static_cast<int>(ends.size());
    options.retry.repeat_unsafe = repeat_unsafe;
    const auto reply = bb::client(script, {}, options).try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(script.requests().size() == ends.size());
    return reply.error();
}
template <class Operation>
bool unclear(const Operation& request, const std::vector<int>& ends, bool repeat_unsafe = false) {
    return failure_of(request, ends, repeat_unsafe).outcome_unclear();
}

/// A token that is refused once, and then has a successor; what asking for that one ends with can be told.
class two_tokens final : public bb::token_source {
public:
    explicit two_tokens(std::function<void()> on_refusal = {}) : on_refusal_(std::move(on_refusal)) {}
    bb::secret token(const bb::call_options&) override { return bb::secret("first-token"); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override {
        if (on_refusal_) on_refusal_();
        return bb::secret("second-token");
    }

private:
    std::function<void()> on_refusal_;
};

}  // namespace

TEST_CASE("a single attempt is unclear if it may have been carried out", "[retry]") {
    for (const int status : {500, 501, 502, 503, 504, 555, 599, +lost}) {
        CAPTURE(status);
        CHECK(unclear(post, {status}));
        CHECK(unclear(put, {status}));
        CHECK(unclear(remove_key, {status}));
        CHECK_FALSE(unclear(get, {status}));
    }
    for (const int status : {302, 400, 401, 402, 403, 404, 405, 409, 410, 429, +refused}) {
        CAPTURE(status);
        CHECK_FALSE(unclear(post, {status}));
        CHECK_FALSE(unclear(put, {status}));
        CHECK_FALSE(unclear(remove_key, {status}));
        CHECK_FALSE(unclear(get, {status}));
    }
}

TEST_CASE("one unclear attempt among others makes the call unclear", "[retry]") {
    CHECK(unclear(put, {502, 429}));
    CHECK(unclear(put, {502, 400}));
    CHECK(unclear(put, {lost, refused}));
    CHECK(unclear(put, {429, refused, 503}));
    CHECK(unclear(remove_key, {503, 409}));
    CHECK(unclear(post, {429, 503}));
    CHECK(unclear(post, {refused, lost}));
    CHECK(unclear(post, {503, 409}, true));
    CHECK(unclear(post, {lost, 400}, true));
    CHECK_FALSE(unclear(get, {503, lost, 429}));
}

TEST_CASE("more than one attempt alone is not unclear", "[retry]") {
    const bb::error limited = failure_of(post, {429, 400});
    CHECK(limited.attempts() == 2);
    CHECK_FALSE(limited.outcome_unclear());
    CHECK_FALSE(unclear(post, {429, 409}));
    CHECK_FALSE(unclear(post, {refused, refused, 403}));
    CHECK_FALSE(unclear(put, {refused, 429, 404}));
    CHECK_FALSE(unclear(post, {429, 409}, true));
}

TEST_CASE("a reply that cannot be read is no doubt: the server said yes", "[retry]") {
    const bb::error read = failure_of(post, {201});
    CHECK(read.kind() == error_kind::decode);
    CHECK_FALSE(read.outcome_unclear());
    CHECK_FALSE(unclear(put, {502, 200}));
}

TEST_CASE("a renewed token is a second send, but no doubt", "[retry]") {
    bb::client_options options = unit::fake_time().options();
    options.allow_any_credential = true;
    for (const int second : {401, 403, 500}) {
        CAPTURE(second);
        scripted script;
        script.reply(401).reply(second);
        const bb::client api{script, bb::credentials(std::make_shared<two_tokens>()), options};
        const auto reply = api.try_send(post);
        REQUIRE_FALSE(reply);
        CHECK(reply.error().attempts() == 2);
        CHECK(reply.error().outcome_unclear() == (second == 500));
    }
    scripted script;
    script.reply(401);
    const auto stopped = std::make_shared<two_tokens>([] { throw bb::deadline_exceeded(); });
    const auto reply = bb::client(script, bb::credentials(stopped), options).try_send(post);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().attempts() == 1);
    CHECK_FALSE(reply.error().outcome_unclear());
}

TEST_CASE("what ends a call in the middle of a send leaves it unclear, what ends a wait does not", "[retry]") {
    const unit::fake_time time;
    for (const bool late : {false, true}) {
        const unit::fake_transport transport{[late](auto&, auto&) -> bb::http_response {
            if (late) throw bb::deadline_exceeded();
            throw bb::cancelled();
        }};
        const bb::client api{transport, {}, time.options()};
        CHECK(api.try_send(post).error().outcome_unclear());
        CHECK_FALSE(api.try_send(get).error().outcome_unclear());
    }
    for (const bool late : {false, true}) {
        const unit::fake_transport transport{[late](auto&, auto&) -> bb::http_response {
            if (late) throw bb::deadline_exceeded(true);
            throw bb::cancelled(true);
        }};
        const auto before = bb::client(transport, {}, time.options()).try_send(post);
        CHECK_FALSE(before.error().outcome_unclear());
        CHECK(before.error().nothing_sent());
        int sent = 0;
        const unit::fake_transport later{[late, &sent](auto&, auto&) -> bb::http_response {
            if (++sent == 1) return {503, {}, {}};
            if (late) throw bb::deadline_exceeded(true);
            throw bb::cancelled(true);
        }};
        const auto second = bb::client(later, {}, time.options()).try_send(put);
        CHECK(second.error().attempts() == 2);
        CHECK(second.error().outcome_unclear());
        CHECK_FALSE(second.error().nothing_sent());
    }
    for (const int first : {429, 503}) {
        CAPTURE(first);
        bb::cancel_source cancel;
        time.on_sleep([&cancel] { cancel.cancel(); });
        scripted script;
        script.reply(first, "", {{"Retry-After", "1"}});
        const auto reply = bb::client(script, {}, time.options()).try_send(put, {.cancel = cancel.token()});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == error_kind::cancelled);
        CHECK(reply.error().attempts() == 1);
        CHECK(reply.error().outcome_unclear() == (first == 503));
    }
    scripted never;
    bb::cancel_source cancelled;
    cancelled.cancel();
    const auto reply = bb::client(never).try_send(post, {.cancel = cancelled.token()});
    CHECK_FALSE(reply.error().outcome_unclear());
    CHECK(reply.error().nothing_sent());
}

TEST_CASE("the client's own limit does not hide what was unclear before", "[retry]") {
    const unit::fake_time time;
    for (const int first : {429, 503}) {
        CAPTURE(first);
        bb::client_options options = time.options();
        bb::rate_limiter::options limit;
        limit.per_hour = 1;
        limit.when_full = bb::rate_limiter::refuse;
        options.limiter = std::make_shared<bb::rate_limiter>(limit);
        scripted script;
        script.reply(first);
        const auto reply = bb::client(script, {}, options).try_send(put);
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == error_kind::rate_limited);
        CHECK(reply.error().status() == 0);
        CHECK(reply.error().outcome_unclear() == (first == 503));
    }
}

TEST_CASE("requests of tokens change nothing that would have to be looked for", "[retry]") {
    scripted script;
    script.reply(503);
    bb::oauth2_options options;
    options.retry = bb::retry_policy::none();
    const bb::oauth2_client tokens{script, {"key", bb::secret("consumer-secret")}, options};
    const auto reply = tokens.try_send(bb::client_credentials_grant{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == error_kind::server_error);
    CHECK_FALSE(reply.error().outcome_unclear());
}

}  // namespace test_outcome_unclear
