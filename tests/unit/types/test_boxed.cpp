// SPDX-License-Identifier: MIT
// types/boxed.hpp: an optional on the heap, deep copies, and types that contain themselves.
#include <bitbucket/types/boxed.hpp>
#include <string>

#include "support/catch.hpp"

namespace test_boxed {

using bitbucket::boxed;

namespace {

struct node {
    std::string name;
    boxed<node> parent;
    friend bool operator==(const node&, const node&) = default;
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

TEST_CASE("a moved-from box is empty", "[boxed]") {
    boxed<node> one = node{"a", {}};
    const boxed<node> two = std::move(one);
    CHECK(two->name == "a");
    CHECK_FALSE(one.has_value());  // NOLINT(bugprone-use-after-move): that is what is tested
}

}  // namespace test_boxed
