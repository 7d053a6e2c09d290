// SPDX-License-Identifier: MIT
// operation_info::resends: what is never sent again, whatever the policy says, and which POSTs may be.
#include <bitbucket/api/pull_request_comments.hpp>
#include <bitbucket/api/pull_requests.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_resending {

namespace bb = bitbucket;
using bb::testing::scripted;

namespace {

bb::client api_over(const scripted& script, bool repeat_unsafe) {
    bb::client_options options;
    options.retry.repeat_unsafe = repeat_unsafe;
    options.clock = unit::fake_time().source();
    return bb::client{script, bb::access_token{bb::secret("t0ken-t0ken")}, options};
}

template <class Operation>
std::size_t sends(const Operation& request, int status, bool repeat_unsafe) {
    scripted script;
    for (int i = 0; i < 5; ++i) script.reply(status, "");
    CHECK_FALSE(api_over(script, repeat_unsafe).try_send(request).has_value());
    return script.requests().size();
}

const bb::pull_requests::merge merge{"acme", "site", 7};
const bb::pull_requests::decline decline{"acme", "site", 7};
const bb::pull_requests::approve approve{"acme", "site", 7};
const bb::pull_request_comments::create comment{"acme", "site", 7, {.content = "x"}};

}  // namespace

TEST_CASE("a merge, a decline and a comment are sent once, even with repeat_unsafe", "[retry]") {
    for (const bool repeat_unsafe : {false, true})
        for (const int status : {500, 502, 503, 504, 555}) {
            CAPTURE(repeat_unsafe, status);
            CHECK(sends(merge, status, repeat_unsafe) == 1);
            CHECK(sends(decline, status, repeat_unsafe) == 1);
            CHECK(sends(comment, status, repeat_unsafe) == 1);
        }
}

TEST_CASE("a merge whose reply is lost is sent once, and the error says that it may have worked", "[retry]") {
    scripted script;
    script.fail(bb::transport_error("connection reset")).reply(200, "{}");
    const auto out = api_over(script, true).try_send(merge);
    REQUIRE_FALSE(out.has_value());
    CHECK(out.error().outcome_unclear());
    CHECK(script.requests().size() == 1);
    scripted late;
    late.reply(555, "");
    CHECK(api_over(late, true).try_send(merge).error().outcome_unclear());
}

TEST_CASE("a merge that nobody received is sent again", "[retry]") {
    scripted script;
    script.reply(429, "").reply(200, R"({"state":"MERGED"})");
    CHECK(api_over(script, false).send(merge)->is_merged());
    CHECK(script.requests().size() == 2);
}

TEST_CASE("approving is sent again, although it is a POST", "[retry]") {
    CHECK(sends(approve, 503, false) > 1);
    scripted script;
    script.fail(bb::transport_error("connection reset")).reply(200, R"({"approved":true})");
    CHECK(api_over(script, false).send(approve).approved == true);
}

}  // namespace test_resending
