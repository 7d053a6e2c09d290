// SPDX-License-Identifier: MIT
// walk_options::prefetch: the next page is on its way while the caller works on this one, and nobody sees what nobody gets
// to.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/key_pages.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_prefetch {

namespace bb = bitbucket;
using bb::testing::delayed;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::milliseconds;
using unit::key_page;
using unit::page_url;

namespace {

const bb::ssh_keys::list list{"me"};

bb::client_options options_in(const unit::fake_time& time) {
    bb::client_options options = time.options();
    options.allow_any_credential = true;
    return options;
}

/// `pages` pages of two keys.
scripted script_of(int pages) {
    scripted script;
    for (int i = 0; i < pages; ++i)
        script.reply(200, key_page(2 * i + 1, 2, i + 1 < pages ? page_url(i + 2) : std::string()));
    return script;
}

}  // namespace

TEST_CASE("a page is on its way while the caller works on the one before", "[prefetch]") {
    const auto time_of = [](std::size_t prefetch) {
        const unit::fake_time time;
        const auto begin = time.now();
        const bb::client api(delayed(script_of(20), milliseconds(20), time.source()), bb::anonymous{},
                             options_in(time));
        std::vector<int> labels;
        for (const auto& page : api.pages(list, {.prefetch = prefetch})) {
            for (const auto& key : page.values) labels.push_back(std::stoi(key.label));
            time.advance(milliseconds(20));
        }
        CHECK(labels == unit::numbers(1, 40));
        return std::chrono::duration_cast<milliseconds>(time.now() - begin);
    };
    CHECK(time_of(0) == milliseconds(20 * 40));
    CHECK(time_of(1) == milliseconds(20 * 20 + 20));
}

TEST_CASE("nothing is asked for ahead that the walk does not need", "[prefetch]") {
    const auto sent_for = [](bb::walk_options options) {
        const unit::fake_time time;
        const scripted script = script_of(3);
        options.prefetch = 1;
        const bb::client api(delayed(script, milliseconds(20), time.source()), bb::anonymous{}, options_in(time));
        for (const auto& key : api.each(list, options)) static_cast<void>(key);
        return script.requests().size();
    };
    CHECK(sent_for({}) == 3);
    CHECK(sent_for({.max_items = 2}) == 1);
    CHECK(sent_for({.max_items = 3}) == 2);
    CHECK(sent_for({.max_pages = 1}) == 1);
    CHECK(sent_for({.max_items = 0}) == 0);
}

TEST_CASE("an error of a page that nobody gets to is never seen", "[prefetch]") {
    const unit::loop_transport broken{[](const bb::http_request& request) -> bb::http_response {
        if (request.url.find("cursor") != std::string::npos) return {404, {}, {}};
        return {200, {}, key_page(1, 2, page_url(2))};
    }};
    const bb::client api(broken, bb::anonymous{});
    {
        auto keys = api.each(list, {.prefetch = 1});
        auto at = keys.begin();
        CHECK(at->label == "1");
        CHECK(broken.seen->running == 1);
        ++at;
        CHECK(at->label == "2");
    }
    CHECK(broken.seen->running == 0);
    CHECK(broken.seen->stopped == 1);
    // Whoever gets to it sees it, behind the items before it.
    auto keys = api.each(list, {.prefetch = 1});
    std::vector<int> labels;
    try {
        for (const auto& key : keys) labels.push_back(std::stoi(key.label));
        FAIL("no error");
    } catch (const bb::not_found&) {
        CHECK(labels == unit::numbers(1, 2));
        CHECK(keys.resume_link() == bb::page_link(page_url(2)));
        CHECK_FALSE(keys.complete());
    }
}

TEST_CASE("a bad link fails where its page would begin, with prefetch as without", "[prefetch]") {
    const unit::loop_transport elsewhere{[](const bb::http_request&) -> bb::http_response {
        return {200, {}, key_page(1, 2, "https://evil.example/2.0/x")};
    }};
    auto keys = bb::client(elsewhere, bb::anonymous{}).each(list, {.prefetch = 1});
    std::size_t seen = 0;
    CHECK_THROWS_AS(
        [&] {
            for (const auto& key : keys) seen += key.label.size();
        }(),
        bb::pagination_error);
    CHECK(seen == 2);
    CHECK(elsewhere.seen->started == 1);
}

TEST_CASE("links are those of the page that the caller is at", "[prefetch]") {
    const unit::fake_time time;
    const bb::client api(delayed(script_of(3), milliseconds(20), time.source()), bb::anonymous{}, options_in(time));
    auto pages = api.pages(list, {.prefetch = 1});
    auto at = pages.begin();
    CHECK(at->values.size() == 2);
    CHECK(pages.resume_link() == bb::page_link(page_url(2)));
    ++at;
    CHECK(at->values.size() == 2);
    CHECK(pages.resume_link() == bb::page_link(page_url(3)));
}

TEST_CASE("a transport that sends one by one ignores prefetch", "[prefetch]") {
    const scripted script = script_of(3);
    auto keys = bb::client(script, bb::anonymous{}).each(list, {.prefetch = 1});
    auto at = keys.begin();
    CHECK(at->label == "1");
    CHECK(script.requests().size() == 1);
}

TEST_CASE("more than one page ahead is refused", "[prefetch]") {
    const scripted script = script_of(3);
    auto keys = bb::client(script, bb::anonymous{}).each(list, {.prefetch = 2});
    CHECK_THROWS_WITH(keys.begin()->label, ContainsSubstring("walk_options::prefetch must be 0 or 1"));
    CHECK(script.requests().empty());
}

}  // namespace test_prefetch
