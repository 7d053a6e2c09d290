// SPDX-License-Identifier: MIT
// one_of.hpp: a value that holds one of several models: what a program does with it, and what is read, written, compared
// and printed. The order in which JSON comes is in test_one_of_order.cpp.
#include <bitbucket/detail/requests/body.hpp>
#include <bitbucket/models/repository.hpp>
#include <bitbucket/one_of.hpp>
#include <map>
#include <sstream>

#include "decode_text.hpp"

namespace test_one_of {

using namespace decode_text;
namespace bb = bitbucket;

namespace shop {

struct branch {
    static constexpr const char* kind[] = {"branch", "named_branch"};
    std::string name;
    std::string password;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member.sensitive("password", self.password);
    }
};

struct tag {
    static constexpr std::string_view kind = "tag";
    std::string name;
    std::optional<int> size;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("size", self.size);
    }
};

struct folder;
using ref = bb::one_of<branch, tag, folder>;

// Holds itself.
struct folder {
    static constexpr const char* kind = "folder";
    std::vector<ref> refs;
    std::map<std::string, ref> named;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("refs", self.refs);
        member("named", self.named);
    }
};

struct holder {
    ref one;
    std::optional<ref> maybe;
    bb::boxed<ref> box;
    std::vector<ref> list;
    std::vector<std::optional<ref>> gaps;
    std::map<std::string, ref> map;
    std::string after;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("one", self.one);
        member("maybe", self.maybe);
        member("box", self.box);
        member("list", self.list);
        member("gaps", self.gaps);
        member("map", self.map);
        member("after", self.after);
    }
};

// Lists `type` itself, as models of the library do.
struct typed {
    std::string type;
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
    }
};

using bitbucket::operator==;

}  // namespace shop

}  // namespace test_one_of

template <>
struct bitbucket::kind_names<test_one_of::shop::typed> {
    static constexpr const char* kind[] = {"user", "team"};
};
template <>
struct bitbucket::kind_names<bitbucket::repository> {
    static constexpr const char* kind = "repository";
};

namespace test_one_of {

namespace {

using owned = bb::one_of<bb::repository, shop::typed>;

template <class T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

}  // namespace

static_assert(sizeof(shop::ref) == 2 * sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<shop::ref> && std::is_convertible_v<shop::tag, shop::ref>);
static_assert(!std::is_constructible_v<shop::ref, shop::holder> && !std::is_constructible_v<shop::ref, std::string>);

TEST_CASE("a one_of holds nothing, or one of its alternatives", "[one_of]") {
    shop::ref one;
    CHECK_FALSE(one.has_value());
    CHECK(one.kind().empty());
    CHECK_FALSE(one.holds<bb::unknown_kind>());
    one = shop::tag{"v1", 3};
    REQUIRE(one);
    CHECK(one.kind() == "tag");
    CHECK(one.holds<shop::tag>());
    CHECK_FALSE(one.holds<shop::branch>());
    REQUIRE(one.get_if<shop::tag>() != nullptr);
    CHECK(one.get_if<shop::branch>() == nullptr);
    one.get_if<shop::tag>()->name = "v2";
    CHECK(std::as_const(one).get_if<shop::tag>()->name == "v2");
    one.emplace<shop::branch>().name = "main";
    CHECK(one.kind() == "branch");

    shop::ref copy = one;
    CHECK(copy == one);
    copy.get_if<shop::branch>()->name = "dev";
    CHECK_FALSE(copy == one);
    const shop::ref moved = std::move(copy);
    CHECK(moved.get_if<shop::branch>()->name == "dev");
    CHECK_FALSE(copy.has_value());  // NOLINT(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
    one = moved;
    one = *&one;
    CHECK(one == moved);
    one.reset();
    CHECK(one == shop::ref());
    CHECK(shop::ref(shop::tag{"a", {}}) != shop::ref(shop::branch{"a", {}}));
}

TEST_CASE("a value may be part of itself", "[one_of]") {
    shop::folder outer;
    outer.refs.emplace_back(shop::folder{{shop::tag{"inner", 1}}, {}});
    shop::ref one = outer;
    one = one.get_if<shop::folder>()->refs[0];
    CHECK(one.get_if<shop::folder>()->refs[0].get_if<shop::tag>()->name == "inner");
    one = std::move(one.get_if<shop::folder>()->refs[0]);
    CHECK(one.get_if<shop::tag>()->name == "inner");
}

TEST_CASE("visit calls the function for what is held", "[one_of]") {
    const auto describe = [](const shop::ref& one) {
        return one.visit([](const shop::branch& held) { return "branch " + held.name; },
                         [](const shop::tag& held) { return "tag " + held.name; },
                         [](const shop::folder&) { return std::string("folder"); },
                         [](const bb::unknown_kind& held) { return "unknown " + held.kind; });
    };
    CHECK(describe(shop::branch{"main", {}}) == "branch main");
    CHECK(describe(shop::tag{"v1", {}}) == "tag v1");
    CHECK(describe(shop::folder{}) == "folder");
    CHECK(describe(decoded<shop::ref>(R"({"type":"bookmark"})")) == "unknown bookmark");
    CHECK(describe({}) == "unknown ");
    shop::ref one = shop::tag{"v1", {}};
    one.visit([](auto& held) {
        if constexpr (requires { held.size; }) held.size = 7;
    });
    CHECK(one.get_if<shop::tag>()->size == 7);
    CHECK(one.visit([](const auto& held) { return sizeof(held); }) == sizeof(shop::tag));
}

TEST_CASE("what a one_of holds is written with its kind, and read back", "[one_of]") {
    shop::holder all;
    all.one = shop::branch{"main", "hunter2"};
    all.maybe = shop::tag{"v1", 3};
    all.box = shop::ref(shop::tag{"v2", {}});
    all.list = {shop::tag{"v3", {}}, {}, shop::folder{{shop::branch{"b", {}}}, {{"k", shop::tag{"t", 1}}}}};
    all.gaps = {{}, shop::ref(shop::tag{})};
    all.map = {{"x", shop::branch{}}, {"y", {}}};
    const std::string text =
        R"({"one":{"type":"branch","name":"main","password":"hunter2"},"maybe":{"type":"tag","name":"v1","size":3},)"
        R"("box":{"type":"tag","name":"v2"},"list":[{"type":"tag","name":"v3"},null,)"
        R"({"type":"folder","refs":[{"type":"branch","name":"b"}],"named":{"k":{"type":"tag","name":"t","size":1}}}],)"
        R"("gaps":[null,{"type":"tag"}],"map":{"x":{"type":"branch"},"y":null}})";
    CHECK(bb::to_json_text(all) == text);
    CHECK(decoded<shop::holder>(text) == all);
    CHECK(bb::to_log_text(all).find("hunter2") == std::string::npos);
    CHECK(printed(all.one) == R"({"type":"branch","name":"main","password":"***"})");
    CHECK(bb::to_json_text(shop::ref()) == "null");
    CHECK(bb::to_json_text(all.one) == R"({"type":"branch","name":"main","password":"hunter2"})");
    CHECK(bb::to_log_text(all.one) == printed(all.one));
    CHECK(bb::to_json_text(shop::holder{}) == R"({"list":[],"gaps":[],"map":{}})");
}

TEST_CASE("an alternative with several kinds keeps the one that it was read with", "[one_of]") {
    const auto one = decoded<shop::ref>(R"({"type":"named_branch","name":"b"})");
    REQUIRE(one.holds<shop::branch>());
    CHECK(one.kind() == "named_branch");
    CHECK(bb::to_json_text(one) == R"({"type":"named_branch","name":"b"})");
    CHECK(shop::ref(one) == one);
    CHECK(one != shop::ref(shop::branch{"b", {}}));
}

TEST_CASE("an unknown kind keeps its name and its text, and never fails a list", "[one_of]") {
    const std::string text =
        R"({"list":[{"type":"tag","name":"a"},{"x":[1.50,{"type":"tag"}],"type":"bookmark","y":null},{"z":"\u0007"},{},)"
        R"({"type":7},{"type":null},{"type":""},{"type":{"type":"tag"}},{"type":"tag","name":"b"}],"gaps":[],"map":{},)"
        R"("after":"x"})";
    const auto read = decoded<shop::holder>(text);
    REQUIRE(read.list.size() == 9);
    CHECK(read.list[1].holds<bb::unknown_kind>());
    CHECK(read.list[1].kind() == "bookmark");
    CHECK(read.list[1].get_if<bb::unknown_kind>()->text ==
          bb::json_text(R"({"x":[1.50,{"type":"tag"}],"type":"bookmark","y":null})"));
    for (std::size_t i = 2; i <= 7; ++i) {
        CHECK(read.list[i].holds<bb::unknown_kind>());
        CHECK(read.list[i].kind().empty());
    }
    CHECK(read.list[8].get_if<shop::tag>()->name == "b");
    CHECK(bb::to_json_text(read) == text);
    CHECK(decoded<shop::holder>(text) == read);
    CHECK(read.list[1] != read.list[2]);
    // It may hold a secret, and nobody knows where.
    CHECK(printed(read.list[1]) == R"({"type":"bookmark","unknown":"***"})");
    CHECK(printed(read.list[2]) == R"({"unknown":"***"})");
}

TEST_CASE("what is no object is absent as a member, and a failure in a list, unless it is null", "[one_of]") {
    for (const char* other : {"null", "7", "\"tag\"", "[]", "[{\"type\":\"tag\"}]"}) {
        const std::string text = std::string(R"({"one":{"type":"tag"},"one":)") + other + R"(,"maybe":)" + other + '}';
        CAPTURE(text);
        const auto read = decoded<shop::holder>(text);
        CHECK_FALSE(read.one.has_value());
        CHECK_FALSE(read.maybe.has_value());
    }
    const auto failure = failure_of<shop::holder>(R"({"list":[null,7]})");
    CHECK(failure.message == "expected an object, found a number");
    CHECK(failure.path == "list[1]");
    CHECK(failure_of<shop::holder>(R"({"map":{"k":[]}})").path == "map.k");
    CHECK(failure_of<shop::ref>("7").message == "expected an object, found a number");
    const auto inside = failure_of<shop::holder>(R"({"list":[{"refs":[{"name":"a"},7],"type":"folder"}]})");
    CHECK(inside.message == "expected an object, found a number");
    CHECK(inside.path == "list[0].refs[1]");
}

TEST_CASE("of several types the first text counts", "[one_of]") {
    const auto one = decoded<shop::ref>(R"({"type":null,"type":"tag","name":"a","type":"branch","type":5})");
    CHECK(one.kind() == "tag");
    CHECK(bb::to_json_text(one) == R"({"type":"tag","name":"a"})");
    CHECK(decoded<shop::ref>(R"({"name":"a","type":"x","type":"tag"})").kind() == "x");
}

TEST_CASE("an alternative may list its type itself, and is written with one", "[one_of]") {
    for (const char* text : {R"({"type":"team","name":"a"})", R"({"name":"a","type":"team"})",
                             R"({"name":"a","type":7,"type":"team","type":"user"})"}) {
        CAPTURE(text);
        const auto one = decoded<owned>(text);
        REQUIRE(one.holds<shop::typed>());
        CHECK(one.get_if<shop::typed>()->type == "team");
        CHECK(bb::to_json_text(one) == R"({"type":"team","name":"a"})");
        CHECK(decoded<owned>(bb::to_json_text(one)) == one);
    }
    CHECK(bb::to_json_text(owned(shop::typed{})) == R"({"type":"user"})");
    CHECK(decoded<owned>(R"({"name":"r","type":"repository"})").get_if<bb::repository>()->name == "r");
}

TEST_CASE("manipulators of a stream are not taken for a one_of of nothing", "[one_of]") {
    std::ostringstream out;
    out << "a" << std::flush << std::endl;
    CHECK(out.str() == "a\n");
}

}  // namespace test_one_of
