// SPDX-License-Identifier: MIT
// detail/paging/broken_links.hpp where there is no link to follow: the pages are asked for by their numbers, whatever the server says.
#include "support/catch.hpp"
#include "unit/support/variable_pages.hpp"

namespace test_broken_links_numbers {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using unit::collection;
using unit::page;
using unit::variables;
using unit::walk;
using unit::walked;
using strings = std::vector<std::string>;

TEST_CASE("a next that is missing although there is more is replaced by the page's number", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, "", 1, 5)).reply(200, page(3, 2, "", 2, 5)).reply(200, page(5, 1, "", 3, 5));
    const walked seen = walk(script);
    CHECK(seen.keys == strings{"K1", "K2", "K3", "K4", "K5"});
    CHECK(seen.queries == strings{"pagelen=100", "pagelen=100&page=2", "pagelen=100&page=3"});
    // Without the page's own number it is counted.
    scripted counted;
    counted.reply(200, page(1, 2, "", -1, 3)).reply(200, page(3, 1, "", -1, 3));
    CHECK(walk(counted).queries == strings{"pagelen=100", "pagelen=100&page=2"});
}

TEST_CASE("sizes and lengths that make no sense do not lead a walk astray", "[pagination]") {
    for (const char* sizes : {R"("size":-1,"pagelen":2)", R"("size":9223372036854775807,"pagelen":0)",
                              R"("size":5,"pagelen":-7)", R"("size":0,"pagelen":10)", R"("page":-3)"}) {
        scripted script;
        script.reply(200, R"({"values":[{"key":"K1"}],)" + std::string(sizes) + "}");
        CHECK(walk(script).keys == strings{"K1"});
    }
    scripted endless;
    for (int i = 0; i < 3; ++i)
        endless.reply(200, R"({"values":[{"key":"K"}],"size":9223372036854775807,"pagelen":1})");
    CHECK(walk(endless, {.max_pages = 3}).keys.size() == 3);
}

TEST_CASE("pages are numbered on from the link that a walk starts from, with its page length", "[pagination]") {
    const auto from = [](const char* query) { return bb::walk_options{.from = bb::page_link(collection + query)}; };
    // C D | E: the second and third page by twos, without a number of their own.
    scripted resumed;
    resumed.reply(200, page(3, 2, "", -1, 5)).reply(200, page(5, 1, "", -1, 5));
    const walked seen = walk(resumed, from("?pagelen=2&page=2&q=a%20b"));
    CHECK(seen.keys == strings{"K3", "K4", "K5"});
    CHECK(seen.queries == strings{"pagelen=2&page=2&q=a%20b", "pagelen=2&page=3&q=a%20b"});
    // Without a number in the link, the page's own counts, and the first is the one without any.
    scripted coded;
    coded.reply(200, page(3, 2, "", 2, 5)).reply(200, page(5, 1, "", 3, 5));
    CHECK(walk(coded, from("?page=2f&pagelen=2")).queries == strings{"page=2f&pagelen=2", "page=3&pagelen=2"});
    scripted first;
    first.reply(200, page(1, 2, "", -1, 3)).reply(200, page(3, 1, "", -1, 3));
    CHECK(walk(first, from("")).queries == strings{"", "page=2"});
    // After a link without a number, pages are counted in the length of the URL that the walk started from.
    scripted mixed;
    mixed.reply(200, page(1, 2, collection + "?cursor=c", -1, 5)).reply(200, page(3, 2, "", -1, 5));
    mixed.reply(200, page(5, 1, "", -1, 5));
    CHECK(walk(mixed).queries == strings{"pagelen=100", "cursor=c", "pagelen=100&page=3"});
}

TEST_CASE("a walk by numbers can be resumed, and its end has no link", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, "", -1, 3)).reply(200, page(3, 1, collection + "?page=1", -1, 3));
    const bb::client api{script, {}, {.retry = bb::retry_policy::none()}};
    auto first = api.pages(variables(), {.max_pages = 1});
    CHECK(first.begin()->values.size() == 2);
    CHECK(first.resume_link().str() == collection + "?pagelen=100&page=2");
    auto rest = api.pages(variables(), {.from = first.resume_link()});
    CHECK(rest.begin()->values.size() == 1);
    CHECK(rest.resume_link().empty());
}

TEST_CASE("a page's own number is not believed beyond what was asked for", "[pagination]") {
    for (const char* number :
         {"9223372036854775807", "18446744073709551615", "-9223372036854775808", "-1", "0", "100001", "3", "\"x\""}) {
        CAPTURE(number);
        const std::string head = R"({"values":[{}],"page":)" + std::string(number);
        scripted script;
        for (int i = 0; i < 2; ++i) script.reply(200, head + R"(,"next":"https://evil.org/x"})");
        script.reply(200, R"({"values":[]})");
        CHECK(walk(script).queries == strings{"pagelen=100", "pagelen=100&page=2", "pagelen=100&page=3"});
    }
    // Where nothing else tells, it counts up to the longest walk there can be.
    for (const auto& [number, next] : {std::pair{"100000", "page=100001"}, {"100001", "page=2"}}) {
        scripted script;
        script.reply(200, R"({"values":[{}],"next":"https://evil.org/x","page":)" + std::string(number) + "}");
        script.reply(200, R"({"values":[]})");
        CHECK(walk(script, {.from = bb::page_link("?page=x")}).queries == strings{"page=x", next});
    }
    // The largest number that a link can hold.
    scripted far;
    far.reply(200, page(1, 1, "https://evil.org/x")).reply(200, page(2, 0, ""));
    CHECK(walk(far, {.from = bb::page_link("?page=999999999999999999")}).queries.at(1) == "page=1000000000000000000");
}

TEST_CASE("a server that goes back to an earlier page is an error, not a list that looks complete", "[pagination]") {
    scripted script;
    script.reply(200, page(1, 2, "", 1, 5)).reply(200, page(1, 2, "", 1, 5));
    strings keys;
    const bb::client api{script, {}, {.retry = bb::retry_policy::none()}};
    try {
        for (const bb::pipeline_variable& each : api.each(variables())) keys.push_back(each.key);
        FAIL("no error");
    } catch (const bb::pagination_error& failure) {
        CHECK_THAT(failure.what(), ContainsSubstring("leads back to a page of this walk"));
    }
    CHECK(script.requests().size() == 2);
}

TEST_CASE("a link to the beginning, however it is spelled, is no next page", "[pagination]") {
    for (const char* const query :
         {"", "/", "?pagelen=10", "?pagelen=100", "/?pagelen=50", "?page=1", "?page=1&pagelen=10"}) {
        CAPTURE(query);
        scripted script;
        script.reply(200, R"({"page":1,"values":[{"key":"K1"},{"key":"K2"}],"next":")" + (collection + query) + "\"}");
        const walked seen = walk(script);
        CHECK(seen.keys == strings{"K1", "K2"});
        CHECK(seen.queries.size() == 1);
    }
    // Another collection, a filter or a code leads on.
    for (const char* const query : {"?cursor=c", "?page=x7", "?page=2"}) {
        scripted script;
        script.reply(200, R"({"values":[{"key":"K1"}],"next":")" + (collection + query) + "\"}");
        script.reply(200, R"({"values":[{"key":"K2"}]})");
        CHECK(walk(script).keys == strings{"K1", "K2"});
    }
}

}  // namespace test_broken_links_numbers
