// SPDX-License-Identifier: MIT
// pagination.hpp: when a walk asks for a page, items that are moved out of it, walks as vectors, and whether all that was
// announced has come.
#include <bitbucket/client.hpp>
#include <bitbucket/extras/distinct.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <ranges>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace test_walks {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::key_page;
using unit::numbers;
using unit::page_url;

namespace {

// 1 2 | 3 4 | 5
scripted three_pages() {
    scripted script;
    return script.reply(200, key_page(1, 2, page_url(2)))
        .reply(200, key_page(3, 2, page_url(3)))
        .reply(200, key_page(5, 1));
}

std::string sized_page(int first, int count, int size, const std::string& next = {}) {
    return R"({"size":)" + std::to_string(size) + ',' + key_page(first, count, next).substr(1);
}

}  // namespace

TEST_CASE("a page is asked for when its first item or the end is looked at", "[pagination]") {
    const auto sent_by = [](auto&& act) {
        const scripted script = three_pages();
        act(bb::client(script));
        return script.requests().size();
    };
    const bb::ssh_keys::list list{"me"};
    CHECK(sent_by([&](const bb::client& api) { static_cast<void>(api.each(list).begin()); }) == 0);
    CHECK(sent_by([&](const bb::client& api) {
              int seen = 0;
              for (const auto& key : api.each(list) | std::views::take(2)) seen += std::stoi(key.label);
              CHECK(seen == 3);
          }) == 1);
    CHECK(sent_by([&](const bb::client& api) {
              int seen = 0;
              for (const auto& page : api.pages(list) | std::views::take(1))
                  seen += static_cast<int>(page.values.size());
              CHECK(seen == 2);
          }) == 1);
    CHECK(sent_by([&](const bb::client& api) {
              int seen = 0;
              for (const auto& page : api.try_pages(list) | std::views::take(1)) seen += page ? 1 : 0;
              CHECK(seen == 1);
          }) == 1);
    CHECK(sent_by([&](const bb::client& api) {
              auto keys = bb::distinct(api.each(list), [](const bb::ssh_account_key& key) { return key.label; });
              auto at = keys.begin();
              ++at;
              CHECK((*at).label == "2");
              ++at;
          }) == 1);
    CHECK(sent_by([&](const bb::client& api) {
              auto keys = api.each(list);
              auto at = keys.begin();
              for (int i = 0; i < 2; ++i) ++at;
              CHECK(keys.resume_link() == bb::page_link(page_url(2)));
              CHECK(at->label == "3");
          }) == 2);
}

TEST_CASE("items can be moved out of a walk", "[pagination]") {
    const scripted script = three_pages();
    auto keys = bb::client(script).each(bb::ssh_keys::list{"me"});
    std::vector<bb::ssh_account_key> out;
    for (bb::ssh_account_key& key : keys) out.push_back(std::move(key));
    CHECK(unit::labels(out) == numbers(1, 5));
    CHECK(keys.complete());
}

TEST_CASE("a walk is a vector on demand", "[pagination]") {
    scripted script = three_pages();
    const bb::client api(script);
    CHECK(unit::labels(api.collect(bb::ssh_keys::list{"me"})) == numbers(1, 5));
    script.reply(200, key_page(1, 2, page_url(2)));
    CHECK(unit::labels(api.collect(bb::ssh_keys::list{"me"}, {.max_items = 2})) == numbers(1, 2));
    script.reply(200, key_page(1, 2, page_url(2))).reply(404);
    CHECK_THROWS_AS(api.collect(bb::ssh_keys::list{"me"}), bb::not_found);
}

TEST_CASE("a walk says whether all that was announced has come", "[pagination]") {
    const auto walk = [](scripted script, bb::walk_options options = {}) {
        auto keys = bb::client(script, bb::anonymous{}, {.retry = bb::retry_policy::none()})
                        .each(bb::ssh_keys::list{"me"}, std::move(options));
        CHECK_FALSE(keys.complete());
        try {
            unit::labels(keys);
        } catch (const bb::error&) {
        }
        return std::pair(keys.complete(), keys.missing());
    };
    const auto two = [](int size) {
        scripted script;
        return script.reply(200, sized_page(1, 2, size, page_url(2))).reply(200, sized_page(3, 1, size));
    };
    CHECK(walk(two(3)) == std::pair(true, std::size_t{0}));
    CHECK(walk(two(250)) == std::pair(false, std::size_t{247}));
    // Fewer than came, or a number that nobody can mean.
    CHECK(walk(two(1)) == std::pair(true, std::size_t{0}));
    CHECK(walk(two(-5)) == std::pair(true, std::size_t{0}));
    // Not said.
    CHECK(walk(three_pages()) == std::pair(true, std::size_t{0}));
    // Ended early, by limits or by an error.
    CHECK(walk(two(3), {.max_items = 1}) == std::pair(false, std::size_t{0}));
    CHECK(walk(two(3), {.max_pages = 1}) == std::pair(false, std::size_t{0}));
    scripted broken;
    broken.reply(200, sized_page(1, 2, 3, page_url(2))).reply(500);
    CHECK(walk(broken) == std::pair(false, std::size_t{0}));
    // From the middle on, the count says nothing.
    scripted rest;
    rest.reply(200, sized_page(3, 1, 250));
    CHECK(walk(rest, {.from = bb::page_link(page_url(2))}) == std::pair(true, std::size_t{0}));
}

}  // namespace test_walks
