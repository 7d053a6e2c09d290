// SPDX-License-Identifier: MIT
// each_of.hpp: several collections side by side: their items and errors, whether all has come, and how much is under way.
#include <bitbucket/each_of.hpp>
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/key_pages.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_each_of {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::milliseconds;

namespace {

bb::client_options any_credential() {
    bb::client_options options;
    options.allow_any_credential = true;
    return options;
}

/// The keys of a user whose name ends in a number N: N pages of two, labelled 10 · N, 10 · N + 1, … A user `broken…` fails
/// on the second page.
bb::http_response keys_of(const bb::http_request& request) {
    const auto at = request.url.find("/ssh-keys");
    const std::string user = request.url.substr(request.url.find("/users/") + 7, at - request.url.find("/users/") - 7);
    const int pages = user.back() - '0';
    const auto cursor = request.url.find("cursor=");
    const int page = cursor == std::string::npos ? 0 : request.url[cursor + 7] - '0';
    if (user.starts_with("broken") && page == 1) return {500, {}, {}};
    if (pages == 0) return {200, {}, R"({"values":[]})"};
    const std::string next =
        "https://api.bitbucket.org/2.0/users/" + user + "/ssh-keys?cursor=" + std::to_string(page + 1);
    return {200, {}, unit::key_page(pages * 10 + page * 2, 2, page + 1 < pages ? next : std::string())};
}

std::vector<bb::ssh_keys::list> lists(const std::vector<std::string>& users) {
    std::vector<bb::ssh_keys::list> out;
    for (const std::string& user : users) out.emplace_back(user);
    return out;
}

template <class Range>
std::vector<std::string> told(Range& range) {
    std::vector<std::string> out;
    for (const auto& each : range)
        out.push_back(std::to_string(each.place()) + ':' +
                      (each ? each->label : std::string(to_string(each.error().kind()))));
    return out;
}

using texts = std::vector<std::string>;

bb::client api_with(const unit::loop_transport& transport) {
    bb::client_options options = any_credential();
    options.retry = bb::retry_policy::none();
    return bb::client(transport, bb::anonymous{}, options);
}

}  // namespace

TEST_CASE("in input order the items of a collection come together", "[each_of]") {
    const unit::loop_transport at_once{&keys_of};
    const auto wanted = lists({"u2", "u0", "u3", "u1"});
    const texts expected{"0:20", "0:21", "0:22", "0:23", "2:30", "2:31",
                         "2:32", "2:33", "2:34", "2:35", "3:10", "3:11"};
    for (const std::size_t wide : {std::size_t{1}, std::size_t{2}, std::size_t{16}}) {
        auto range = api_with(at_once).each_of(wanted, {.concurrency = wide, .order = bb::outcome_order::input});
        CHECK_FALSE(range.complete());
        CHECK(told(range) == expected);
        CHECK(range.complete());
        CHECK(range.missing() == 0);
    }
    // One by one, without a loop.
    scripted script;
    script.reply(200, unit::key_page(20, 2)).reply(200, R"({"values":[]})");
    auto range = bb::client(script, bb::anonymous{}, any_credential()).each_of(lists({"u1", "u0"}));
    CHECK(told(range) == texts{"0:20", "0:21"});
    CHECK(range.complete());
}

TEST_CASE("in order of completion every item comes once, in the order of its collection", "[each_of]") {
    const unit::loop_transport at_once{&keys_of};
    auto range = api_with(at_once).each_of(lists({"3-polls-u3", "u2", "u1"}), {.concurrency = 2});
    texts found = told(range);
    CHECK(found.front() == "1:20");
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
    CHECK(found ==
          texts{"0:30", "0:31", "0:32", "0:33", "0:34", "0:35", "1:20", "1:21", "1:22", "1:23", "2:10", "2:11"});
    CHECK(range.complete());
    CHECK(at_once.seen->most == 2);
}

TEST_CASE("a collection that fails ends behind its items, and the others go on", "[each_of]") {
    for (const auto order : {bb::outcome_order::input, bb::outcome_order::completion}) {
        auto range = api_with({&keys_of}).each_of(lists({"broken3", "u2", ""}), {.order = order});
        texts found = told(range);
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
        CHECK(found == texts{"0:30", "0:31", "0:server_error", "1:20", "1:21", "1:22", "1:23", "2:usage_error"});
        CHECK_FALSE(range.complete());
    }
}

TEST_CASE("the limits of a walk hold for each collection", "[each_of]") {
    const unit::loop_transport at_once{&keys_of};
    for (const auto order : {bb::outcome_order::input, bb::outcome_order::completion}) {
        auto range = api_with(at_once).each_of(lists({"u3", "u2"}), {.order = order, .walk = {.max_items = 3}});
        texts found = told(range);
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
        CHECK(found == texts{"0:30", "0:31", "0:32", "1:20", "1:21", "1:22"});
        CHECK_FALSE(range.complete());
        auto pages = api_with(at_once).each_of(lists({"u3"}), {.order = order, .walk = {.max_pages = 2}});
        CHECK(told(pages).size() == 4);
    }
    auto nothing = api_with(at_once).each_of(lists({"u3"}), {.walk = {.max_items = 0}});
    CHECK(told(nothing).empty());
}

TEST_CASE("items that were announced and did not come are missed", "[each_of]") {
    const unit::loop_transport short_of{[](const bb::http_request&) -> bb::http_response {
        return {200, {}, R"({"size":5,)" + unit::key_page(1, 2).substr(1)};
    }};
    auto range = api_with(short_of).each_of(lists({"a", "b"}));
    CHECK(told(range).size() == 4);
    CHECK_FALSE(range.complete());
    CHECK(range.missing() == 6);
}

TEST_CASE("pages of all collections are under way while the caller works", "[each_of]") {
    const unit::fake_time time;
    bb::client_options options = time.options();
    options.allow_any_credential = true;
    const unit::loop_transport source{&keys_of};
    const auto begin = time.now();
    const bb::client api(bb::testing::delayed(source, milliseconds(50), time.source()), bb::anonymous{}, options);
    auto range = api.each_of(lists(std::vector<std::string>(20, "u3")), {.concurrency = 10});
    CHECK(told(range).size() == 120);
    // Three pages each, ten side by side.
    CHECK(time.now() - begin == milliseconds(2 * 3 * 50));
}

TEST_CASE("bad options of each_of are an error before anything is sent", "[each_of]") {
    const unit::loop_transport at_once{&keys_of};
    auto none = api_with(at_once).each_of(lists({"u1"}), {.concurrency = 0});
    CHECK_THROWS_WITH(told(none), ContainsSubstring("each_of_options::concurrency must be 1 to 256"));
    auto from = api_with(at_once).each_of(lists({"u1"}), {.walk = {.from = bb::page_link("/2.0/x")}});
    CHECK_THROWS_WITH(told(from), ContainsSubstring("walk.from must be empty"));
    CHECK(at_once.seen->started == 0);
}

}  // namespace test_each_of
