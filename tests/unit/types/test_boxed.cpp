// SPDX-License-Identifier: MIT
// types/boxed.hpp: an optional on the heap, deep copies, and types that contain themselves.
#include <bitbucket/types/boxed.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace test_boxed {

using bitbucket::boxed;

namespace {

struct node {
    std::string name;
    boxed<node> parent;
    friend bool operator==(const node&, const node&) = default;
};

struct move_only {
    explicit move_only(int given) : number(given) {}
    move_only(const move_only&) = delete;
    move_only& operator=(const move_only&) = delete;
    move_only(move_only&&) = default;
    move_only& operator=(move_only&&) = default;
    ~move_only() = default;
    int number;
};

}  // namespace

static_assert(std::is_nothrow_move_constructible_v<boxed<node>>);
static_assert(std::is_copy_constructible_v<node>);
static_assert(std::is_convertible_v<node, boxed<node>>);

TEST_CASE("a default-made box is empty", "[boxed]") {
    const boxed<node> none;
    CHECK_FALSE(none.has_value());
    CHECK_FALSE(static_cast<bool>(none));
    CHECK(none == boxed<node>());
}

TEST_CASE("copies of a box are deep", "[boxed]") {
    boxed<node> one = node{"child", node{"root", {}}};
    boxed<node> two = one;
    CHECK(two == one);
    CHECK(&*two != &*one);
    two->parent->name = "changed";
    CHECK(one->parent->name == "root");
    CHECK_FALSE(two == one);

    boxed<node> three;
    three = one;
    three->name = "other";
    CHECK(one->name == "child");
}

TEST_CASE("a box compares by value, and an empty one differs from a default-made value", "[boxed]") {
    CHECK(boxed<node>(node{"a", {}}) == boxed<node>(node{"a", {}}));
    CHECK_FALSE(boxed<node>(node{"a", {}}) == boxed<node>(node{"b", {}}));
    CHECK_FALSE(boxed<node>() == boxed<node>(node{}));
    CHECK_FALSE(boxed<node>(node{}) == boxed<node>());
}

TEST_CASE("a box can be assigned to itself, and from inside itself", "[boxed]") {
    boxed<node> one = node{"child", node{"root", {}}};
    const boxed<node>& same = one;
    one = same;
    REQUIRE(one.has_value());
    CHECK(one->name == "child");
    one = one->parent;  // the old value, which holds the source, goes away
    REQUIRE(one.has_value());
    CHECK(one->name == "root");
    CHECK_FALSE(one->parent.has_value());
    one->parent = node{"new", {}};
    one = std::move(one->parent);
    REQUIRE(one.has_value());
    CHECK(one->name == "new");
    boxed<node>& itself = one;
    one = std::move(itself);
    REQUIRE(one.has_value());
    CHECK(one->name == "new");
    one = boxed<node>();
    CHECK_FALSE(one.has_value());
}

TEST_CASE("emplace replaces by a new value, reset empties", "[boxed]") {
    boxed<node> one = node{"a", node{"b", {}}};
    node& fresh = one.emplace();
    CHECK(&fresh == &*one);
    CHECK(one->name.empty());
    CHECK_FALSE(one->parent.has_value());
    one.reset();
    CHECK_FALSE(one.has_value());
}

TEST_CASE("emplace makes the value in place from its arguments", "[boxed]") {
    boxed<std::string> text = std::string("old");
    CHECK(text.emplace(std::size_t{3}, 'x') == "xxx");
    boxed<move_only> one;
    one.emplace(7);
    CHECK(one->number == 7);
}

TEST_CASE("value() of an empty box throws as that of an optional does", "[boxed]") {
    boxed<node> one;
    CHECK_THROWS_AS(one.value(), std::bad_optional_access);
    CHECK_THROWS_AS(std::as_const(one).value(), std::bad_optional_access);
    CHECK_THROWS_AS(std::move(one).value(), std::bad_optional_access);
    one = node{"a", {}};  // NOLINT(bugprone-use-after-move): value() moves nothing out by itself
    CHECK(one.value().name == "a");
    one.value().name = "b";
    CHECK(std::as_const(one).value().name == "b");
}

TEST_CASE("value_or() is the value, or what is given", "[boxed]") {
    const boxed<std::string> none;
    CHECK(none.value_or("other") == "other");
    boxed<std::string> some = std::string("a text that is longer than fifteen bytes");
    CHECK(some.value_or("other") == *some);
    CHECK(std::move(some).value_or("other").size() == 40);
    CHECK(some->empty());  // NOLINT(bugprone-use-after-move): it was moved out, and the box still holds one
}

TEST_CASE("a box compares with a value and with nullopt", "[boxed]") {
    const boxed<node> none = std::nullopt;
    const boxed<node> some = node{"a", {}};
    CHECK(none == std::nullopt);
    CHECK(some != std::nullopt);
    CHECK(some == node{"a", {}});
    CHECK(node{"b", {}} != some);
    CHECK(none != node{});
}

TEST_CASE("nullopt and empty braces empty a box", "[boxed]") {
    boxed<node> one = node{"a", {}};
    one = std::nullopt;
    CHECK_FALSE(one.has_value());
    one = node{"a", {}};
    one = {};
    CHECK_FALSE(one.has_value());
}

TEST_CASE("the value of a box that is moved from can be moved out", "[boxed]") {
    boxed<move_only> one;
    one.emplace(3);
    move_only taken = *std::move(one);
    CHECK(taken.number == 3);
    one.emplace(4);
    taken = std::move(one).value();
    CHECK(taken.number == 4);
}

TEST_CASE("a moved-from box is empty", "[boxed]") {
    boxed<node> one = node{"a", {}};
    const boxed<node> two = std::move(one);
    CHECK(two->name == "a");
    CHECK_FALSE(one.has_value());  // NOLINT(bugprone-use-after-move): that is what is tested
}

}  // namespace test_boxed
