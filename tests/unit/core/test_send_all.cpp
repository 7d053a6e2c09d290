// SPDX-License-Identifier: MIT
// send_all.hpp: outcomes and their places, order, how many requests are under way, and requests that are made as they go.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/send_all.hpp>
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <ranges>
#include <variant>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_send_all {

namespace bb = bitbucket;
using bb::testing::delayed;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::milliseconds;

namespace {

bb::client_options any_credential() {
    bb::client_options options;
    options.allow_any_credential = true;
    return options;
}

/// Answers `GET /2.0/users/{name}` with a user of that name; one that is called `missing…` is a 404.
bb::http_response user_of(const bb::http_request& request) {
    const std::string name = request.url.substr(request.url.rfind('/') + 1);
    if (name.starts_with("missing")) return {404, {}, R"({"error":{"message":"no such user"}})"};
    return {200, {}, R"({"display_name":")" + name + R"("})"};
}

std::vector<bb::users::get> users(const std::vector<std::string>& names) {
    std::vector<bb::users::get> out;
    for (const std::string& name : names) out.emplace_back(name);
    return out;
}

/// Each outcome as `place:value` or `place:kind of error`.
template <class Range>
std::vector<std::string> told(Range&& range) {
    std::vector<std::string> out;
    for (const auto& each : range)
        out.push_back(std::to_string(each.place()) + ':' +
                      (each ? each->display_name : std::string(to_string(each.error().kind()))));
    return out;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("each outcome has the place of its request, and a failure does not end the rest", "[send_all]") {
    const auto wanted = users({"ann", "missing", "bob", ""});
    const texts expected{"0:ann", "1:not_found", "2:bob", "3:usage_error"};
    const unit::loop_transport at_once{&user_of};
    CHECK(told(bb::client(at_once, bb::anonymous{}, any_credential()).send_all(wanted)) == expected);
    // A request that cannot be sent is not.
    CHECK(at_once.seen->started == 3);
    CHECK(at_once.seen->loops == 1);

    scripted script;
    script.reply(200, R"({"display_name":"ann"})").reply(404).reply(200, R"({"display_name":"bob"})");
    CHECK(told(bb::client(script, bb::anonymous{}, any_credential()).send_all(wanted)) == expected);
}

TEST_CASE("outcomes come in the order of the requests, or as they are known", "[send_all]") {
    const auto wanted = users({"4-polls-a", "1-polls-b", "2-polls-c", "1-polls-d"});
    const bb::client api(unit::loop_transport{&user_of}, bb::anonymous{}, any_credential());
    CHECK(told(api.send_all(wanted)) == texts{"0:4-polls-a", "1:1-polls-b", "2:2-polls-c", "3:1-polls-d"});
    CHECK(told(api.send_all(wanted, {.order = bb::outcome_order::completion})) ==
          texts{"1:1-polls-b", "3:1-polls-d", "2:2-polls-c", "0:4-polls-a"});
}

TEST_CASE("no more requests are under way than concurrency, however slowly outcomes are taken", "[send_all]") {
    for (const auto order : {bb::outcome_order::input, bb::outcome_order::completion}) {
        const unit::loop_transport at_once{&user_of};
        const bb::client api(at_once, bb::anonymous{}, any_credential());
        std::size_t made = 0;
        auto endless = std::views::iota(0) | std::views::transform([&made](int number) {
                           ++made;
                           return bb::users::get(std::to_string(number % 7 + 1) + "-polls-" + std::to_string(number));
                       });
        auto range = api.send_all(endless, {.concurrency = 5, .order = order});
        CHECK(made == 0);
        std::size_t taken = 0;
        for (const auto& each : range) {
            CHECK(each.has_value());
            // In input order as many outcomes again may wait.
            CHECK(made <= taken + 10);
            CHECK(at_once.seen->running <= 5);
            if (++taken == 100) break;
        }
        CHECK(at_once.seen->most == 5);
    }
}

TEST_CASE("a transport without a loop sends one by one, each when its outcome is looked at", "[send_all]") {
    scripted script;
    for (int i = 0; i < 3; ++i) script.reply(200, R"({"display_name":"x"})");
    const bb::client api(script, bb::anonymous{}, any_credential());
    const auto wanted = users({"a", "b", "c"});
    auto range = api.send_all(wanted, {.order = bb::outcome_order::completion});
    auto at = range.begin();
    CHECK(script.requests().empty());
    for (std::size_t taken = 1; taken <= 3; ++taken, ++at) {
        CHECK(at->place() == taken - 1);
        CHECK(script.requests().size() == taken);
    }
    CHECK(at == range.end());
}

TEST_CASE("requests of several kinds become a variant of their results", "[send_all]") {
    using either = std::variant<bb::users::current, bb::ssh_keys::remove, bb::ssh_keys::list>;
    const unit::loop_transport at_once{[](const bb::http_request& request) -> bb::http_response {
        if (request.method == bb::http_method::delete_) return {204, {}, {}};
        if (request.url.ends_with("/user")) return {200, {}, R"({"display_name":"x"})"};
        return {200, {}, R"({"values":[{"label":"laptop"}]})"};
    }};
    const bb::client api(at_once, bb::anonymous{}, any_credential());
    std::vector<either> wanted;
    wanted.emplace_back(bb::users::current{});
    wanted.emplace_back(bb::ssh_keys::remove{"me", bb::uuid("{00000000-0000-4000-8000-000000000001}")});
    wanted.emplace_back(bb::ssh_keys::list{"me"});
    std::vector<std::size_t> kinds;
    for (auto& each : api.send_all(std::move(wanted))) {
        REQUIRE(each.has_value());
        kinds.push_back(each->index());
        if (each.place() == 0) CHECK(std::get<0>(*each).display_name == "x");
        if (each.place() == 2) CHECK(std::get<2>(*each).values.at(0).label == "laptop");
    }
    CHECK(kinds == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("operations that return nothing have outcomes too", "[send_all]") {
    scripted script;
    script.reply(204).reply(403);
    const bb::client api(script, bb::anonymous{}, any_credential());
    const bb::ssh_keys::remove one{"me", bb::uuid("{00000000-0000-4000-8000-000000000001}")};
    std::vector<bool> worked;
    for (const auto& each : api.send_all(std::vector{one, one})) worked.push_back(each.has_value());
    CHECK(worked == std::vector{true, false});
}

TEST_CASE("many requests take the time of few", "[send_all]") {
    const unit::fake_time time;
    scripted script;
    for (int i = 0; i < 100; ++i) script.reply(200, R"({"display_name":"x"})");
    bb::client_options options = time.options();
    options.allow_any_credential = true;
    const auto begin = time.now();
    const bb::client api(delayed(script, milliseconds(50), time.source()), bb::anonymous{}, options);
    std::size_t good = 0;
    for (const auto& each : api.send_all(std::vector(100, bb::users::current{}), {.concurrency = 10}))
        good += each ? 1U : 0U;
    CHECK(good == 100);
    CHECK(time.now() - begin == milliseconds(10 * 50));
}

TEST_CASE("bad options are an error before anything is sent", "[send_all]") {
    const unit::loop_transport at_once{&user_of};
    const bb::client api(at_once, bb::anonymous{}, any_credential());
    for (const std::size_t bad : {std::size_t{0}, std::size_t{257}}) {
        auto range = api.send_all(users({"a"}), {.concurrency = bad});
        CHECK_THROWS_WITH(range.begin() == range.end(), ContainsSubstring("concurrency must be 1 to 256"));
    }
    // Those of each call are an error of each call.
    CHECK(told(api.send_all(users({"a", "b"}), {.call = {.attempt_timeout = milliseconds(-1)}})) ==
          texts{"0:usage_error", "1:usage_error"});
    CHECK(at_once.seen->started == 0);
}

TEST_CASE("no requests are no outcomes", "[send_all]") {
    const bb::client api(unit::loop_transport{&user_of});
    CHECK(told(api.send_all(std::vector<bb::users::get>())).empty());
}

TEST_CASE("a range outlives its client, and can be moved", "[send_all]") {
    auto range =
        bb::client(unit::loop_transport{&user_of}, bb::anonymous{}, any_credential()).send_all(users({"a", "b"}));
    auto at = range.begin();
    CHECK(at->value().display_name == "a");
    auto moved = std::move(range);
    ++at;
    CHECK(at->value().display_name == "b");
    ++at;
    CHECK(at == moved.end());
}

}  // namespace test_send_all
