// SPDX-License-Identifier: MIT
// detail/json/member_table.hpp: the member tables of user-made models with every kind of member, and the combinations of them.
#include <bitbucket/models/account.hpp>

#include "decode_text.hpp"

namespace test_member_table {

using namespace decode_text;
namespace bb = bitbucket;

namespace mine {

struct leaf {
    std::string name;
    std::int64_t count = 0;
    bool on = false;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("count", self.count);
        member("on", self.on);
    }
};

struct tree {
    leaf plain;
    std::optional<leaf> maybe;
    bb::boxed<tree> inner;
    std::vector<tree> children;
    std::vector<std::vector<std::string>> grid;
    std::optional<std::vector<leaf>> leaves;
    std::optional<std::string> note;
    bb::json_text raw;
    std::vector<bb::json_text> raws;
    std::vector<bb::uuid> ids;
    bb::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("plain", self.plain);
        member("maybe", self.maybe);
        member("inner", self.inner);
        member("children", self.children);
        member("grid", self.grid);
        member("leaves", self.leaves);
        member("note", self.note);
        member("raw", self.raw);
        member("raws", self.raws);
        member("ids", self.ids);
        member("links", self.links);
    }
};

// The whole text beside a member that is captured as text.
struct document {
    bb::json_text meta;
    std::string name;
    bb::json_text all;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("meta", self.meta);
        member("name", self.name);
        member.whole(self.all);
    }
};

// Models outside the library's namespace ask for its operators.
using bitbucket::operator==;

struct no_model {
    int x = 0;
};

}  // namespace mine

static_assert(bb::model<mine::leaf> && bb::model<mine::tree> && bb::model<bb::account> && bb::model<bb::link>);
static_assert(!bb::model<mine::no_model> && !bb::model<int> && !bb::model<std::string> && !bb::model<bb::links>);

TEST_CASE("a table has the members of the list, in its order", "[slots]") {
    const mine::tree any;
    const auto& table = bb::detail::member_table_of<mine::tree>(&any);
    REQUIRE(table.members.size() == 11);
    CHECK(table.members[0].name == "plain");
    CHECK(table.members[10].name == "links");
    CHECK(table.whole == bb::detail::member_table::none);
    const auto* at = reinterpret_cast<const char*>(&any);
    CHECK(static_cast<const void*>(at + table.members[6].offset) == static_cast<const void*>(&any.note));
    const mine::document doc;
    const auto& whole = bb::detail::member_table_of<mine::document>(&doc);
    CHECK(whole.members.size() == 2);
    CHECK(static_cast<const void*>(reinterpret_cast<const char*>(&doc) + whole.whole) ==
          static_cast<const void*>(&doc.all));
}

TEST_CASE("members of every shape are decoded", "[slots]") {
    const auto value = decoded<mine::tree>(R"({
        "plain":{"name":"p","count":"7","on":1},"maybe":{"name":"m"},"inner":{"inner":{"note":"deep"},"note":"i"},
        "children":[{"note":"c1"},{"children":[{"note":"c2"}]}],"grid":[["a","b"],[],["c"]],"leaves":[{"count":2}],
        "note":"n","raw":{"a":[1]},"raws":[1,"x",{"y":null},[2]],"ids":["d301aafa-d676-4ee0-88be-962be7417567",""],
        "links":{"self":{"href":"h"}}})");
    CHECK(value.plain.name == "p");
    CHECK(value.plain.count == 7);
    CHECK(value.plain.on);
    CHECK(value.maybe->name == "m");
    CHECK(value.inner->inner->note == "deep");
    CHECK(value.children[1].children[0].note == "c2");
    CHECK(value.grid == std::vector<std::vector<std::string>>{{"a", "b"}, {}, {"c"}});
    REQUIRE(value.leaves.has_value());
    CHECK(value.leaves->at(0).count == 2);
    CHECK(value.note == "n");
    CHECK(value.raw.str() == R"({"a":[1]})");
    REQUIRE(value.raws.size() == 4);
    CHECK(value.raws[0].str() == "1");
    CHECK(value.raws[1].str() == "\"x\"");
    CHECK(value.raws[2].str() == R"({"y":null})");
    CHECK(value.raws[3].str() == "[2]");
    CHECK(value.ids[0].is_valid());
    CHECK(value.ids[1].empty());
    CHECK(value.links.href("self") == "h");
}

TEST_CASE("plain numbers, bools and optional lists fall back to nothing", "[slots]") {
    const auto value = decoded<mine::tree>(
        R"({"plain":{"count":5,"count":"x","on":true,"on":null},"leaves":[{}],"leaves":null,"note":"","maybe":{},"maybe":3})");
    CHECK(value.plain.count == 0);
    CHECK_FALSE(value.plain.on);
    CHECK_FALSE(value.leaves.has_value());
    CHECK_FALSE(value.note.has_value());
    CHECK_FALSE(value.maybe.has_value());
    CHECK(decoded<mine::tree>(R"({"leaves":[]})").leaves.has_value());
}

TEST_CASE("paths of failures go through every shape", "[slots]") {
    CHECK(failure_of<mine::tree>(R"({"grid":[[],["a",{}]]})").path == "grid[1][1]");
    CHECK(failure_of<mine::tree>(R"({"grid":["a"]})").path == "grid[0]");
    CHECK(failure_of<mine::tree>(R"({"inner":{"children":[{},{"leaves":[5]}]}})").path ==
          "inner.children[1].leaves[0]");
    CHECK(failure_of<mine::tree>(R"({"raw":{"a":)").path.empty());
}

TEST_CASE("a captured member is part of the whole text too", "[slots]") {
    const auto value = decoded<mine::document>(R"({"a":1,"meta":{"x":[1,{}]},"name":"n","z":[]})");
    CHECK(value.meta.str() == R"({"x":[1,{}]})");
    CHECK(value.name == "n");
    CHECK(value.all.str() == R"({"a":1,"meta":{"x":[1,{}]},"name":"n","z":[]})");
}

TEST_CASE("models of one's own compare and print like the library's", "[slots]") {
    auto one = decoded<mine::tree>(R"({"plain":{"name":"p"},"children":[{"note":"c"}],"raws":[1]})");
    const auto text = bb::to_json_text(one);
    CHECK(decoded<mine::tree>(text) == one);
    auto two = one;
    CHECK(two == one);
    two.children[0].note = "d";
    CHECK_FALSE(two == one);
}

}  // namespace test_member_table
