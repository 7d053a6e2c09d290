// SPDX-License-Identifier: MIT
// detail/json/member_table.hpp and decoder.hpp: a list that has items gives their memory to the ones that come, and nothing
// of what they held.
#include <bitbucket/detail/json/reading.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/ssh_key.hpp>

#include "decode_text.hpp"

namespace test_kept_items {

using namespace decode_text;
namespace bb = bitbucket;
using keys = bb::page<bb::ssh_account_key>;

namespace {

const std::string full = R"({"values":[{"uuid":"{b15b6026-9c02-4626-b4ad-b905f9100000}","label":"a label that is long",
    "created_on":"2026-01-14T09:26:53+00:00","owner":{"nickname":"mia"},"links":{"self":{"href":"x"}}},
    {"comment":"a comment that is long"},{"label":"third"}]})";

// A member that cannot be assigned, and one whose default is not empty.
struct fixed {
    std::string name;
    const int limit = 7;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};
struct eager {
    bool on = true;
    std::vector<std::string> names;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("on", self.on);
        member("names", self.names);
    }
};

}  // namespace

TEST_CASE("a list that is read over another one holds nothing of it", "[decoder]") {
    for (const char* next : {R"({"values":[{},{},{}]})", R"({"values":[{"label":"b"}]})", R"({"values":[]})",
                             R"({"values":[{"owner":{}},{"uuid":null},{"links":{}},{"type":"ssh_key"}]})",
                             R"({"values":[{"label":"x"},{}],"values":[{"comment":"y"}]})"}) {
        CAPTURE(next);
        keys page = decoded<keys>(full);
        REQUIRE(page.values.size() == 3);
        REQUIRE_FALSE(try_decode(next, page));
        CHECK(page == decoded<keys>(next));
    }
}

TEST_CASE("a list that is read over another one keeps the memory of its texts", "[decoder]") {
    keys page = decoded<keys>(full);
    const void* const items = page.values.data();
    const void* const label = page.values.front().label.data();
    REQUIRE_FALSE(bb::detail::decode_json(R"({"values":[{"label":"another as long"}]})", bb::detail::descriptor<keys>,
                                          &page, test_depth));
    CHECK(static_cast<const void*>(page.values.data()) == items);
    // What the standard library promises of neither, and what all of them do.
    CHECK(static_cast<const void*>(page.values.front().label.data()) == label);
    CHECK(page.values.front().label == "another as long");
}

TEST_CASE("items get their defaults back, and those that cannot be assigned are made anew", "[decoder]") {
    std::vector<eager> all = decoded<std::vector<eager>>(R"([{"on":false,"names":["a","b"]},{"on":false}])");
    REQUIRE_FALSE(try_decode(R"([{},{"names":["c"]},{}])", all));
    REQUIRE(all.size() == 3);
    CHECK(all[0].on);
    CHECK(all[0].names.empty());
    CHECK(all[1].names == std::vector<std::string>{"c"});

    std::vector<fixed> others;
    REQUIRE_FALSE(bb::detail::decode_json(R"([{"name":"a"},{"name":"b"}])", bb::detail::descriptor<std::vector<fixed>>,
                                          &others, test_depth));
    REQUIRE_FALSE(bb::detail::decode_json(R"([{}])", bb::detail::descriptor<std::vector<fixed>>, &others, test_depth));
    REQUIRE(others.size() == 1);
    CHECK(others[0].name.empty());
    CHECK(others[0].limit == 7);
}

TEST_CASE("a text where a list of texts belongs replaces what the list had", "[decoder]") {
    eager one = decoded<eager>(R"({"names":["a","b","c"]})");
    REQUIRE_FALSE(try_decode(R"({"names":"d"})", one));
    CHECK(one.names == std::vector<std::string>{"d"});
    REQUIRE_FALSE(try_decode(R"({"names":{}})", one));
    CHECK(one.names.empty());
}

}  // namespace test_kept_items
