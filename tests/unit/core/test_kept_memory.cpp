// SPDX-License-Identifier: MIT
// pagination.hpp: what is left of the items of a page when the next one has no list or cannot be read, and how much memory of
// them a walk keeps.
#include "unit/support/given_pages.hpp"

namespace test_kept_memory {

namespace bb = bitbucket;
using namespace given_pages;

namespace {

struct leaf {
    std::string text;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("text", self.text);
    }
};
// One whose items are texts: a single text reads as a list of it.
struct text_page {
    using item_type = std::string;
    std::vector<std::string> values;
    std::string next;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("values", self.values);
        member.link("next", self.next);
    }
};
// An item that cannot be made while the fuse is at its end.
struct fused {
    static inline int fuse = 0;
    std::string text;

    fused() {
        if (fuse > 0 && --fuse == 0) throw std::bad_alloc();
    }
    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("text", self.text);
    }
};

}  // namespace

TEST_CASE("a page without its list has no items of the page before it", "[pagination]") {
    const std::string first = page_json(0, false, R"("values":["a text that is long enough for the heap","b"])");
    for (const bb::json_reader& reader : readers())
        for (const char* members :
             {"", R"("values":null)", R"("values":{})", R"("values":1)", R"("values":"")", R"("values":"one")",
              R"("values":[])", R"("values":["x"],"values":null)", R"("values":["x","y","z"],"values":"one")",
              R"("values":["x","y"],"values":["z"])"}) {
            CAPTURE(reader.name(), members);
            const std::string second = page_json(1, true, members);
            std::vector<std::vector<std::string>> lists;
            for (const auto& page : serving({first, second}, reader).pages(list_of<text_page>{}))
                lists.push_back(page.values);
            REQUIRE(lists.size() == 2);
            CHECK(lists[0].size() == 2);
            CHECK(lists[1] == read_anew<text_page>(second)->values);
        }
}

TEST_CASE("a page that fails leaves nothing to see", "[pagination]") {
    const std::string first = page_json(0, false, R"("values":[{"text":"a"},{"text":"b"},{"text":"c"}])");
    for (const bb::json_reader& reader : readers())
        for (const char* second :
             {"", "{", R"({"values":[{"text":"x"})", R"({"values":[{"text":"x"},3]})", R"({"values":[{"text":"x"}]} x)",
              R"({"size":1})", R"({"values":null})", R"({"values":[{"text":"x"}],"values":null})", "[]", "null"}) {
            CAPTURE(reader.name(), second);
            const bb::client api = serving({first, second}, reader);
            auto pages = api.pages(list_of<bb::page<leaf>>{});
            auto at = pages.begin();
            REQUIRE(at->values.size() == 3);
            ++at;
            CHECK_THROWS_AS(*at, bb::decode_error);
            CHECK(at == pages.end());
            CHECK(at->values.empty());
            CHECK(at->next.empty());
            CHECK_FALSE(pages.complete());
        }
}

TEST_CASE("an exception while a page is read leaves nothing to see", "[pagination]") {
    const std::string first = page_json(0, false, R"("values":[{"text":"a"},{"text":"b"},{"text":"c"}])");
    const std::string second = page_json(1, true, R"("values":[{"text":"x"},{"text":"y"},{"text":"z"}])");
    for (const bb::json_reader& reader : readers()) {
        const bb::client api = serving({first, second}, reader);
        auto pages = api.pages(list_of<bb::page<fused>>{});
        auto at = pages.begin();
        REQUIRE(at->values.size() == 3);
        ++at;
        fused::fuse = 2;
        CHECK_THROWS_AS(*at, std::bad_alloc);
        CHECK(at == pages.end());
        CHECK(at->values.empty());
    }
}

TEST_CASE("a walk keeps the memory of its items", "[pagination]") {
    const std::string text = "a text that is long enough for the heap";
    const std::string members = R"("values":[{"text":")" + text + R"("}])";
    std::vector<const void*> places;
    for (const auto& page : serving({page_json(0, false, members), page_json(1, true, members)})
                                .pages(list_of<bb::page<leaf>>{}, {.max_pages = 2}))
        places.push_back(page.values.front().text.data());
    REQUIRE(places.size() == 2);
    // What the standard library does not promise, and what all of them do.
    CHECK(places[0] == places[1]);
}

TEST_CASE("what a walk keeps is bounded, whichever items were large", "[pagination]") {
    // In each page another item is large.
    constexpr std::size_t large = std::size_t{512} * 1024;
    constexpr std::size_t count = 12;
    std::vector<std::string> bodies;
    for (std::size_t i = 0; i < count; ++i) {
        std::string items;
        for (std::size_t k = 0; k < count; ++k)
            items += (k == 0 ? R"({"text":")" : R"(,{"text":")") + std::string(k == i ? large : 3, 'x') + "\"}";
        bodies.push_back(page_json(i, i + 1 == count, R"("values":[)" + items + ']'));
    }
    std::size_t most = 0;
    for (const auto& page : serving(bodies, readers().back()).pages(list_of<bb::page<leaf>>{})) {
        std::size_t kept = 0;
        for (const leaf& each : page.values) kept += each.text.capacity();
        most = (std::max)(most, kept);
    }
    CHECK(most >= large);
    CHECK(most <= std::size_t{4} * 1024 * 1024 + count * 64);
}

}  // namespace test_kept_memory
