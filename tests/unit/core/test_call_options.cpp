// SPDX-License-Identifier: MIT
// call_options.hpp: what is set for one call, or for each request of a walk.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_call_options {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

bb::client client_with(const bb::any_transport& transport, std::shared_ptr<bb::observer> observer = nullptr) {
    bb::client_options options;
    options.clock = bb::testing::no_waiting();
    options.observer = std::move(observer);
    return bb::client{transport, bb::access_token{bb::secret("t0ken")}, options};
}

std::string problem_of(const bb::call_options& options) {
    const scripted script;
    const bb::error failed = client_with(script).try_send(bb::users::current{}, options).error();
    CHECK(failed.kind() == bb::error_kind::usage);
    CHECK(failed.nothing_sent());
    CHECK(script.requests().empty());
    return failed.message();
}

class labels final : public bb::observer {
public:
    std::vector<std::string> seen;
    void on_call_begin(const bb::call_begin_event& event) noexcept override { seen.emplace_back(event.label); }
    void on_request(const bb::request_event& event) noexcept override { seen.emplace_back(event.label); }
    void on_response(const bb::response_event& event) noexcept override { seen.emplace_back(event.label); }
    void on_retry(const bb::retry_event& event) noexcept override { seen.emplace_back(event.label); }
    void on_call_end(const bb::call_end_event& event) noexcept override { seen.emplace_back(event.label); }
};

/// Takes as long as it is allowed to.
struct slow_transport {
    std::shared_ptr<std::vector<bb::deadline>> deadlines = std::make_shared<std::vector<bb::deadline>>();
    [[nodiscard]] bb::http_response send(const bb::http_request&, const bb::transport_limits& limits) const {
        deadlines->push_back(limits.deadline);
        throw bb::deadline_exceeded(false);
    }
};

}  // namespace

TEST_CASE("a call's own retry policy replaces the client's", "[call_options][retry]") {
    scripted script;
    script.reply(503).reply(503).reply(200, "{}");
    const auto api = client_with(script);
    CHECK(api.try_send(bb::users::current{}, {.retry = bb::retry_policy::none()}).error().attempts() == 1);
    CHECK(api.exchange(bb::users::current{}).attempts == 2);
}

TEST_CASE("a call's own bound of the body replaces the client's", "[call_options]") {
    scripted script;
    script.reply(200, R"({"display_name":"Mia"})").reply(200, R"({"display_name":"Mia"})");
    const auto api = client_with(script);
    CHECK_THAT(api.try_send(bb::users::current{}, {.max_body_bytes = 10}).error().message(), ContainsSubstring("10"));
    CHECK(api.send(bb::users::current{}).display_name == "Mia");
}

TEST_CASE("a call's headers are added to the request's, and replace them", "[call_options]") {
    scripted script;
    script.reply(200, "{}");
    client_with(script).send(bb::users::current{}.header("X-One", "a").header("X-Two", "b"),
                             {.headers = {{"x-two", " c "}, {"X-Three", "d"}}});
    const auto sent = script.requests()[0].headers;
    CHECK(sent.value("X-One") == "a");
    CHECK(sent.value("X-Two") == "c");
    CHECK(sent.value("X-Three") == "d");
    CHECK_THAT(problem_of({.headers = {{"Authorization", "x"}}}), ContainsSubstring("is set by the library"));
    CHECK_THAT(problem_of({.headers = {{"X-One", "a\r\nb: c"}}}), ContainsSubstring("control character"));
    CHECK_THAT(problem_of({.headers = {{"X One", "a"}}}), ContainsSubstring("token of RFC 9110"));
}

TEST_CASE("values out of range are refused before anything is sent", "[call_options]") {
    bb::retry_policy policy;
    policy.max_attempts = 0;
    CHECK_THAT(problem_of({.retry = policy}), ContainsSubstring("retry.max_attempts"));
    CHECK_THAT(problem_of({.attempt_timeout = std::chrono::milliseconds(-1)}), ContainsSubstring("attempt_timeout"));
    CHECK_THAT(problem_of({.label = static_cast<const char*>(nullptr)}), ContainsSubstring("label"));
}

TEST_CASE("an attempt that takes too long is repeated; the call's deadline is not", "[call_options][retry]") {
    const slow_transport slow;
    const auto api = client_with(slow);
    const bb::error late =
        api.try_send(bb::users::current{}, {.attempt_timeout = std::chrono::milliseconds(1500)}).error();
    CHECK(late.kind() == bb::error_kind::transport);
    CHECK_THAT(late.message(), ContainsSubstring("attempt_timeout, which is 1500 ms"));
    CHECK(late.attempts() == 3);
    CHECK(slow.deadlines->size() == 3);

    const slow_transport other;
    const bb::error ended = client_with(other)
                                .try_send(bb::users::current{}, {.deadline = bb::deadline::after(std::chrono::hours(1)),
                                                                 .attempt_timeout = std::chrono::hours(2)})
                                .error();
    CHECK(ended.kind() == bb::error_kind::deadline_exceeded);
    CHECK(other.deadlines->size() == 1);
}

TEST_CASE("every event of a call has its label, escaped where it is printed", "[call_options][observer]") {
    const auto seen = std::make_shared<labels>();
    scripted script;
    script.reply(503).reply(200, "{}").reply(200, R"({"values":[]})");
    const auto api = client_with(script, seen);
    api.send(bb::users::current{}, {.label = "nightly"});
    CHECK(seen->seen == std::vector<std::string>(7, "nightly"));
    seen->seen.clear();
    for (const auto& each : api.each(bb::ssh_keys::list{"me"}, {.call = {.label = "walk"}})) (void)each;
    CHECK(seen->seen == std::vector<std::string>(4, "walk"));

    std::ostringstream out;
    out << bb::call_begin_event{bb::users::current::info, "/user", 7, "a\nb"};
    CHECK(out.str() == "[7 a\\x0ab] GET /user begins");
}

TEST_CASE("a walk's requests have its settings", "[call_options][pagination]") {
    scripted script;
    script.reply(200, R"({"values":[],"next":"https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2"})").reply(503);
    const auto api = client_with(script);
    auto walk = api.try_pages(bb::ssh_keys::list{"me"},
                              {.call = {.retry = bb::retry_policy::none(), .headers = {{"X-One", "a"}}}});
    for (auto& each : walk) (void)each;
    CHECK(script.requests().size() == 2);
    CHECK(script.requests()[1].headers.value("X-One") == "a");

    bb::cancel_source both;
    both.cancel();
    auto cancelled =
        api.each(bb::ssh_keys::list{"me"}, {.cancel = bb::cancel_source().token(), .call = {.cancel = both.token()}});
    CHECK_THROWS_AS(cancelled.begin() == cancelled.end(), bb::cancelled);
    auto late = api.each(bb::ssh_keys::list{"me"}, {.call = {.deadline = bb::deadline::at({})}});
    CHECK_THROWS_AS(late.begin() == late.end(), bb::deadline_exceeded);
}

}  // namespace test_call_options
