// SPDX-License-Identifier: MIT
// page.hpp: which types are pages, their links, and the envelope in its odd shapes.
#include <bitbucket/models/account.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/page.hpp>

#include "decode_text.hpp"

namespace test_page {

using namespace decode_text;
namespace bb = bitbucket;

static_assert(bb::paged<bb::page<bb::account>>);
static_assert(bb::paged<bb::code_search_page>);
static_assert(!bb::paged<bb::account> && !bb::paged<bb::repository> && !bb::paged<int> && !bb::paged<void>);
static_assert(!bb::paged<std::vector<bb::account>>);
static_assert(std::is_same_v<bb::code_search_page::item_type, bb::code_search_result>);
static_assert(!std::is_convertible_v<std::string, bb::page_link>, "a link is made on purpose");
static_assert(!std::is_convertible_v<bb::page_link, std::string>);

TEST_CASE("a page knows its links, opaque and as they came", "[page]") {
    const auto page = decoded<bb::page<bb::account>>(
        R"({"values":[],"next":"https://api.bitbucket.org/2.0/x?page=2&ctx={a}","previous":"workspaces?before=x"})");
    CHECK(page.next_link().str() == "https://api.bitbucket.org/2.0/x?page=2&ctx={a}");
    CHECK(page.previous_link().str() == "workspaces?before=x");
    CHECK(page.next_link() == bb::page_link(page.next));
    CHECK(std::hash<bb::page_link>{}(page.next_link()) == std::hash<bb::page_link>{}(bb::page_link(page.next)));
    CHECK_FALSE(page.next_link() == page.previous_link());
}

TEST_CASE("no next, null and an empty text are all the end", "[page]") {
    for (const char* json : {R"({"values":[{}]})", R"({"values":[{}],"next":null})", R"({"values":[{}],"next":""})"}) {
        CAPTURE(json);
        const auto page = decoded<bb::page<bb::account>>(json);
        CHECK(page.next_link().empty());
        CHECK(page.values.size() == 1);
    }
}

TEST_CASE("the counts of a page may be absent, texts or page codes", "[page]") {
    const auto bare = decoded<bb::page<bb::account>>(R"({"values":[]})");
    CHECK_FALSE(bare.size.has_value());
    CHECK_FALSE(bare.page.has_value());
    CHECK_FALSE(bare.pagelen.has_value());
    const auto odd = decoded<bb::page<bb::account>>(R"({"size":"25","page":"Zm9v","pagelen":10.0,"values":[]})");
    CHECK(odd.size == 25);
    CHECK_FALSE(odd.page.has_value());
    CHECK(odd.pagelen == 10);
}

TEST_CASE("a page has values, which are a list", "[page]") {
    CHECK(failure_of<bb::page<bb::account>>("{}").path == "values");
    CHECK(decoded<bb::page<bb::account>>(R"({"values":[]})").values.empty());
    CHECK(failure_of<bb::page<bb::account>>(R"({"values":null})").path == "values");
    CHECK(failure_of<bb::page<bb::account>>(R"({"values":{}})").path == "values");
    CHECK(failure_of<bb::page<bb::account>>(R"({"values":"x"})").path == "values");
    CHECK(failure_of<bb::code_search_page>(R"({"values":0})").path == "values");
    CHECK(failure_of<bb::page<std::string>>(R"({"values":"x"})").path == "values");
}

TEST_CASE("a page can hold texts", "[page]") {
    CHECK(decoded<bb::page<std::string>>(R"({"values":["a",1,null]})").values ==
          std::vector<std::string>{"a", "1", ""});
}

}  // namespace test_page
