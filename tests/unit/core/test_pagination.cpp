// SPDX-License-Identifier: MIT
// pagination.hpp: the ranges are lazy C++20 input ranges: when they ask for a page, how they compose, how they move.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <ranges>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace test_pagination {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::key_page;
using unit::labels;
using unit::numbers;
using unit::page_url;

namespace {

using key_range = bb::item_range<bb::page<bb::ssh_account_key>>;
using key_pages = bb::page_range<bb::page<bb::ssh_account_key>>;
using key_results = bb::try_page_range<bb::page<bb::ssh_account_key>>;

template <class Range>
constexpr bool is_lazy_range = std::ranges::input_range<Range> && !std::ranges::forward_range<Range> &&
                               std::ranges::viewable_range<Range> && std::movable<Range> && !std::copyable<Range>;

static_assert(is_lazy_range<key_range>);
static_assert(is_lazy_range<key_pages>);
static_assert(is_lazy_range<key_results>);
static_assert(std::same_as<std::ranges::range_value_t<key_range>, bb::ssh_account_key>);
static_assert(std::same_as<std::ranges::range_value_t<key_pages>, bb::page<bb::ssh_account_key>>);
static_assert(std::same_as<std::ranges::range_value_t<key_results>, bb::result<bb::page<bb::ssh_account_key>>>);
static_assert(std::same_as<std::ranges::range_reference_t<key_range>, bb::ssh_account_key&>);

// 1 2 3 | 4 5 6 | 7
scripted three_pages() {
    scripted script;
    script.reply(200, key_page(1, 3, page_url(2)));
    script.reply(200, key_page(4, 3, page_url(3)));
    script.reply(200, key_page(7, 1));
    return script;
}

}  // namespace

TEST_CASE("nothing is sent before begin, and one request a page after it", "[pagination]") {
    const scripted script = three_pages();
    const bb::client api{script};
    auto keys = api.each(bb::ssh_keys::list{"me"});
    CHECK(script.requests().empty());
    auto moved = std::move(keys);
    CHECK(script.requests().empty());

    const std::size_t requests_at[] = {1, 1, 1, 2, 2, 2, 3};
    std::size_t index = 0;
    for (const auto& key : moved) {
        CAPTURE(index);
        CHECK(key.label == std::to_string(index + 1));
        CHECK(script.requests().size() == requests_at[index]);
        ++index;
    }
    CHECK(index == 7);
    CHECK(script.requests().size() == 3);
    CHECK(script.requests()[0].url == "https://api.bitbucket.org/2.0/users/me/ssh-keys");
    CHECK(script.requests()[1].url == page_url(2));
    CHECK(script.requests()[2].url == page_url(3));
}

TEST_CASE("pages are fetched one by one too", "[pagination]") {
    const scripted script = three_pages();
    const bb::client api{script};
    auto pages = api.pages(bb::ssh_keys::list{"me"}.pagelen(3));
    CHECK(script.requests().empty());
    std::vector<std::size_t> sizes;
    for (const auto& page : pages) {
        sizes.push_back(page.values.size());
        CHECK(script.requests().size() == sizes.size());
        CHECK(page.pagelen == 10);
    }
    CHECK(sizes == std::vector<std::size_t>{3, 3, 1});
    CHECK(script.requests()[0].query() == "pagelen=3");

    const scripted again = three_pages();
    std::size_t count = 0;
    for (const auto& page : bb::client{again}.try_pages(bb::ssh_keys::list{"me"})) {
        REQUIRE(page);
        ++count;
        CHECK(again.requests().size() == count);
    }
    CHECK(count == 3);
}

TEST_CASE("begin fetches once however often it is called", "[pagination]") {
    const scripted script = three_pages();
    auto keys = bb::client{script}.each(bb::ssh_keys::list{"me"});
    auto first = keys.begin();
    auto same = keys.begin();
    CHECK(first->label == "1");
    ++first;
    CHECK(same->label == "2");
    CHECK(script.requests().size() == 1);
}

TEST_CASE("leaving a walk early asks for no further page", "[pagination]") {
    const scripted script = three_pages();
    for (const auto& key : bb::client{script}.each(bb::ssh_keys::list{"me"}))
        if (key.label == "3") break;
    CHECK(script.requests().size() == 1);
}

TEST_CASE("a range that is made in the for statement lives as long as the loop", "[pagination]") {
    const scripted script = three_pages();
    std::vector<int> seen;
    for (const bb::ssh_account_key& key :
         bb::client{script}.each(bb::ssh_keys::list{std::string("a user with a long name").substr(0, 6)}.pagelen(100)))
        seen.push_back(std::stoi(key.label));
    CHECK(seen == numbers(1, 7));
    CHECK(script.requests()[0].path() == "/2.0/users/a%20user/ssh-keys");
}

TEST_CASE("the request may go and change once the range is made", "[pagination]") {
    const scripted script = three_pages();
    auto keys = [&script] {
        const bb::client api{script};
        bb::ssh_keys::list request{"me"};
        request.pagelen(5);
        auto range = api.each(request);
        request.pagelen(77);
        return range;
    }();
    CHECK(labels(keys) == numbers(1, 7));
    CHECK(script.requests()[0].query() == "pagelen=5");
}

TEST_CASE("a range can be moved in the middle of a walk", "[pagination]") {
    const scripted script = three_pages();
    auto keys = bb::client{script}.each(bb::ssh_keys::list{"me"});
    auto at = keys.begin();
    ++at;
    auto moved = std::move(keys);
    CHECK(at->label == "2");
    ++at;
    ++at;
    CHECK(at->label == "4");
    CHECK(at != moved.end());
    CHECK(labels(moved) == numbers(4, 7));
    CHECK(script.requests().size() == 3);

    auto other = bb::client{script}.each(bb::ssh_keys::list{"you"});
    other = std::move(moved);
    CHECK(other.begin() == other.end());
}

TEST_CASE("the ranges go into the views of the standard library", "[pagination]") {
    const auto is_even = [](const bb::ssh_account_key& key) { return std::stoi(key.label) % 2 == 0; };
    const auto number = [](const bb::ssh_account_key& key) { return std::stoi(key.label); };
    const auto listed = [](auto&& view) {
        std::vector<int> out;
        for (const int each : view) out.push_back(each);
        return out;
    };
    {
        const scripted script = three_pages();
        const bb::client api{script};
        CHECK(listed(api.each(bb::ssh_keys::list{"me"}) | std::views::filter(is_even) |
                     std::views::transform(number)) == std::vector<int>{2, 4, 6});
    }
    {
        const scripted script = three_pages();
        const bb::client api{script};
        CHECK(listed(api.each(bb::ssh_keys::list{"me"}) | std::views::transform(number) | std::views::take(2)) ==
              std::vector<int>{1, 2});
        CHECK(script.requests().size() == 1);
    }
    {
        const scripted script = three_pages();
        auto keys = bb::client{script}.each(bb::ssh_keys::list{"me"});
        CHECK(listed(keys | std::views::drop(4) | std::views::transform(number)) == std::vector<int>{5, 6, 7});
    }
    {
        const scripted script = three_pages();
        auto keys = bb::client{script}.each(bb::ssh_keys::list{"me"});
        CHECK(std::ranges::count_if(keys, is_even) == 3);
    }
    {
        const scripted script = three_pages();
        auto pages = bb::client{script}.pages(bb::ssh_keys::list{"me"}) |
                     std::views::transform([](const auto& page) { return static_cast<int>(page.values.size()); });
        CHECK(listed(pages) == std::vector<int>{3, 3, 1});
    }
}

TEST_CASE("an algorithm finds an item without fetching what follows", "[pagination]") {
    const scripted script = three_pages();
    auto keys = bb::client{script}.each(bb::ssh_keys::list{"me"});
    const auto found = std::ranges::find(keys, "5", &bb::ssh_account_key::label);
    REQUIRE(found != keys.end());
    CHECK(found->label == "5");
    CHECK(script.requests().size() == 2);
}

TEST_CASE("an item can be copied out and stays", "[pagination]") {
    const scripted script = three_pages();
    std::vector<bb::ssh_account_key> kept;
    for (const auto& key : bb::client{script}.each(bb::ssh_keys::list{"me"})) kept.push_back(key);
    REQUIRE(kept.size() == 7);
    CHECK(kept.front().label == "1");
    CHECK(kept.back().label == "7");
}

TEST_CASE("the list of a page takes over the memory of the last one, and nothing else of it", "[pagination]") {
    const scripted script = three_pages();
    const bb::client api{script};
    std::vector<const bb::ssh_account_key*> places;
    for (const auto& page : api.pages(bb::ssh_keys::list{"me"}.pagelen(3))) {
        CHECK(page.values.capacity() == 3);
        places.push_back(page.values.data());
        if (places.size() == 3) {
            CHECK(page.values.size() == 1);
            CHECK(page.next.empty());
            CHECK(labels(page.values) == numbers(7, 7));
        }
    }
    REQUIRE(places.size() == 3);
    CHECK(places[0] == places[2]);
    CHECK(places[1] == places[2]);
}

TEST_CASE("a shorter page has the room of the longer one before it", "[pagination]") {
    const scripted script = three_pages();
    const bb::client api{script};
    const bb::ssh_keys::list request{"me"};
    std::size_t seen = 0;
    for (const auto& page : api.pages(request)) {
        ++seen;
        CHECK(page.values.capacity() >= 3);
    }
    CHECK(seen == 3);
    const scripted again = three_pages();
    const bb::client other{again};
    for (const auto& page : other.try_pages(request)) {
        ++seen;
        CHECK(page->values.capacity() >= 3);
    }
    CHECK(seen == 6);
}

TEST_CASE("a result that is kept keeps its page", "[pagination]") {
    const scripted script = three_pages();
    const bb::client api{script};
    std::vector<bb::page<bb::ssh_account_key>> kept;
    for (auto& page : api.try_pages(bb::ssh_keys::list{"me"})) kept.push_back(std::move(page).value());
    REQUIRE(kept.size() == 3);
    CHECK(labels(kept[0].values) == numbers(1, 3));
    CHECK(labels(kept[1].values) == numbers(4, 6));
    CHECK(labels(kept[2].values) == numbers(7, 7));
}

}  // namespace test_pagination
