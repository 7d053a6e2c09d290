// SPDX-License-Identifier: MIT
// detail/paging/broken_links.hpp in a walk: the collections whose `next` the live API gets wrong are walked to their end, once.
#include <bitbucket/detail/paging/broken_links.hpp>
#include <bitbucket/operations.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include "support/catch.hpp"
#include "unit/support/variable_pages.hpp"

namespace test_broken_links {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::collection;
using unit::page;
using unit::variables;
using unit::walk;
using unit::walked;
using strings = std::vector<std::string>;

TEST_CASE("variables are asked for by the hundred, unless the caller wants another length", "[pagination]") {
    CHECK(variables().target() == "/users/me/pipelines_config/variables?pagelen=100");
    CHECK(variables().pagelen(20).target() == "/users/me/pipelines_config/variables?pagelen=20");
}

TEST_CASE("links with very many options are compared in reasonable time, in any order", "[pagination]") {
    // Squared this would be longer than a test may take.
    constexpr int options = 300'000;
    std::string forwards = collection + "?a";
    std::string backwards = collection + "?a";
    for (int i = 0; i < options; ++i) {
        forwards += "&o" + std::to_string(i);
        backwards += "&o" + std::to_string(options - 1 - i);
    }
    CHECK(bb::detail::broken_links::leads_to_start(backwards + "&pagelen=5", forwards));
    CHECK_FALSE(bb::detail::broken_links::leads_to_start(backwards + "&b", forwards + "&c"));
}

TEST_CASE("good links are followed as they are", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, collection + "?cursor=abc")).reply(200, page(3, 2, ""));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3", "K4"});
    CHECK(seen.queries == strings{"pagelen=100", "cursor=abc"});
}

TEST_CASE("a next on the last page is not followed where the size says that it is the last", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, collection + "?page=2", 1, 3)).reply(200, page(3, 1, collection + "?page=3", 2, 3));
    CHECK(walk(script).keys == strings{"K1", "K2", "K3"});
}

TEST_CASE("a next behind the last page ends at the empty page, or at one that was seen", "[pagination]") {
    scripted empty;
    empty.reply(200, page(1, 2, collection + "?page=2", -1, -1, -1)).reply(200, page(3, 0, collection + "?page=3"));
    CHECK(walk(empty).keys == strings{"K1", "K2"});
    scripted circle;
    circle.reply(200, page(1, 2, collection + "?page=2")).reply(200, page(3, 1, collection + "?page=2"));
    CHECK(walk(circle).keys == strings{"K1", "K2", "K3"});
    scripted itself;
    itself.reply(200, page(1, 2, collection + "?pagelen=100"));
    CHECK(walk(itself).keys == strings{"K1", "K2"});
}

TEST_CASE("a next on the last page that leads back to the first one ends the walk", "[pagination]") {
    // The first URL has no number, so it is another one than `?page=1`.
    for (const char* back : {"?page=1", "?pagelen=100&page=1", "?page=2", "/&page=1"}) {
        CAPTURE(back);
        scripted script;
        script.reply(200, page(1, 2, collection + "?page=2")).reply(200, page(3, 1, collection + back));
        const walked seen = walk(script);
        CHECK(seen.keys == strings{"K1", "K2", "K3"});
        CHECK(seen.queries == strings{"pagelen=100", "page=2"});
    }
    scripted single;
    single.reply(200, page(1, 2, collection + "?page=1"));
    CHECK(walk(single).keys == strings{"K1", "K2"});
    // Where the counts say that there is more, it is asked for all the same.
    scripted more;
    more.reply(200, page(1, 2, collection + "?page=1", -1, 3)).reply(200, page(3, 1, collection + "?page=1", -1, 3));
    CHECK(walk(more).queries == strings{"pagelen=100", "pagelen=100&page=2"});
    // A code is no number, and two numbers are none: such links are followed.
    scripted opaque;
    opaque.reply(200, page(1, 2, collection + "?page=1a")).reply(200, page(3, 2, collection + "?page=1&page=3"));
    opaque.reply(200, page(5, 1, ""));
    CHECK(walk(opaque).queries == strings{"pagelen=100", "page=1a", "page=1&page=3"});
}

TEST_CASE("a next under another path is replaced by the page's number", "[pagination]") {
    const std::string rest = "https://api.bitbucket.org/rest/1.0/accounts/me/pipelines_config/variables?page=2";
    scripted script;
    script.reply(200, page(1, 2, rest, 1, 3)).reply(200, page(3, 1, "", 2, 3));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3"});
    CHECK(seen.queries == strings{"pagelen=100", "pagelen=100&page=2"});
    // Without a size the link still says that there is more.
    scripted unsized;
    unsized.reply(200, page(1, 2, rest)).reply(200, page(3, 2, rest)).reply(200, page(5, 0, rest));
    CHECK(walk(unsized).queries == strings{"pagelen=100", "pagelen=100&page=2", "pagelen=100&page=3"});
}

TEST_CASE("a next to another host is never followed, not even here", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, "https://evil.org/2.0/users/me/pipelines_config/variables?page=2", 1, 4))
        .reply(200, page(3, 2, "", 2, 4));
    walk(script);
    for (const auto& each : script.requests()) CHECK(each.url.starts_with(collection));
}

TEST_CASE("an ampersand in place of the question mark is repaired", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, collection + "/&page=2&pagelen=2", 1, 3)).reply(200, page(3, 1, "", 2, 3));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3"});
    CHECK(seen.queries == strings{"pagelen=100", "page=2&pagelen=2"});
}

TEST_CASE("operations with sound links are strict: a missing next is the end, a wrong one an error", "[pagination]") {
    static_assert(bb::user_pipeline_variables::list::info.links == bb::next_links::broken);
    static_assert(bb::user_pipeline_variables::get::info.links == bb::next_links::opaque);
}

TEST_CASE("a partial response keeps the counts that a walk over broken links goes by", "[pagination]") {
    // Two pages, and never a next: without the size the second would be lost.
    scripted script;
    script.reply(200, page(1, 2, "", 1, 3)).reply(200, page(3, 1, "", 2, 3));
    const bb::client api{script, {}, {.retry = bb::retry_policy::none()}};
    strings keys;
    for (const bb::pipeline_variable& each : api.each(variables().fields("values.key,-size"))) keys.push_back(each.key);
    CHECK(keys == strings{"K1", "K2", "K3"});
    CHECK(script.requests().at(0).query() == "pagelen=100&fields=values.key%2Cnext%2Csize%2Cpage%2Cpagelen");
}

TEST_CASE("docs/paging.md names the operations whose links are broken, and these ask for 100 at once", "[pagination]") {
    std::ifstream file(std::string(BITBUCKET_SOURCE_DIR) + "/docs/paging.md");
    std::stringstream read;
    read << file.rdbuf();
    const std::string text = read.str();
    const auto begin = text.find("Of the operations in the library");
    REQUIRE(begin != std::string::npos);
    const std::string paragraph = text.substr(begin, text.find("\n\n", begin) - begin);
    std::set<std::string> named;
    for (auto at = paragraph.find('`'); at != std::string::npos; at = paragraph.find('`', at)) {
        const auto end = paragraph.find('`', at + 1);
        REQUIRE(end != std::string::npos);
        named.insert(paragraph.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    std::set<std::string> broken;
    for (const bb::operation_info& each : bb::all_operations) {
        if (each.links != bb::next_links::broken) continue;
        broken.insert(each.name);
        CHECK(each.default_pagelen == 100);
    }
    CHECK(named == broken);
}

}  // namespace test_broken_links
