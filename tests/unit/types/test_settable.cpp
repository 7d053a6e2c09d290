// SPDX-License-Identifier: MIT
// types/settable.hpp: settable's three states, and required, which cannot be left out.
#include <bitbucket/types/settable.hpp>
#include <cstdint>
#include <string>

#include "support/catch.hpp"

namespace test_settable {

using bitbucket::required;
using bitbucket::settable;

namespace {

enum class level { low, high };

struct edit {
    settable<std::string> label = {};
    settable<bool> active = {};
    settable<std::int64_t> count = {};
};

struct draft {
    required<std::string> key;
    settable<std::string> label = {};
};

}  // namespace

static_assert(std::is_aggregate_v<edit> && std::is_aggregate_v<draft>);
static_assert(std::is_default_constructible_v<edit>);
static_assert(!std::is_default_constructible_v<draft>, "a required member cannot be left out");
static_assert(!std::is_default_constructible_v<required<level>>);
static_assert(std::is_convertible_v<const char*, required<std::string>>);
static_assert(std::is_convertible_v<level, required<level>>);
static_assert(!std::is_constructible_v<required<level>, const char*>);
static_assert(!std::is_constructible_v<required<level>, int>);
static_assert(!std::is_constructible_v<settable<std::string>, std::int64_t>);
static_assert(!std::is_constructible_v<settable<level>, const char*>);
static_assert(std::is_copy_constructible_v<settable<bool>> && std::is_move_assignable_v<settable<std::string>>);

TEST_CASE("a settable that nobody set is not sent", "[settable]") {
    const settable<std::string> none;
    CHECK_FALSE(none.is_set());
    CHECK_FALSE(none.is_null());
    CHECK_FALSE(none.value().has_value());
}

TEST_CASE("a settable set to nullptr is sent as null", "[settable]") {
    const settable<std::string> text = nullptr;
    const settable<bool> flag = nullptr;
    CHECK(text.is_set());
    CHECK(text.is_null());
    CHECK_FALSE(text.value().has_value());
    CHECK(flag.is_null());
    CHECK_FALSE(text == settable<std::string>());
    CHECK_FALSE(text == settable<std::string>(""));
}

TEST_CASE("a settable holds a value, also an empty or false one", "[settable]") {
    const edit one{.label = "", .active = false, .count = 0};
    CHECK(one.label.is_set());
    CHECK(one.label.value() == "");
    CHECK(one.active.is_set());
    CHECK(one.active.value() == false);
    CHECK(one.count.value() == 0);
    CHECK_FALSE(one.label.is_null());
}

TEST_CASE("a settable is copied, moved and assigned as a whole", "[settable]") {
    settable<std::string> one = "a";
    settable<std::string> two = one;  // from a non-const lvalue: the copy, not the converting constructor
    CHECK(two == one);
    one = nullptr;
    CHECK(one.is_null());
    CHECK_FALSE(one.value().has_value());
    one = "b";
    CHECK_FALSE(one.is_null());
    CHECK(one.value() == "b");
    two = std::move(one);
    CHECK(two.value() == "b");
    two = {};
    CHECK_FALSE(two.is_set());

    settable<bool> flag = false;
    settable<bool> same = flag;
    CHECK(same.value() == false);
}

TEST_CASE("a settable bool does not take a text for true", "[settable]") {
    CHECK_FALSE(std::is_constructible_v<settable<bool>, const char*>);
    CHECK_FALSE(std::is_constructible_v<settable<bool>, const char(&)[6]>);
}

TEST_CASE("a required member holds its value", "[settable]") {
    draft one{.key = "k"};
    CHECK(one.key.value() == "k");
    draft two = one;
    CHECK(two.key == one.key);
    one.key = std::string("other");
    CHECK(one.key.value() == "other");
    CHECK_FALSE(two.key == one.key);
    const required<level> grade = level::high;
    CHECK(grade.value() == level::high);
}

}  // namespace test_settable
