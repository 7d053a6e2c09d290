// SPDX-License-Identifier: MIT
// result.hpp: a value or an error, for copyable, move-only and no values.
#include <bitbucket/result.hpp>
#include <memory>

#include "support/catch.hpp"

namespace test_result {

namespace bb = bitbucket;
using bb::result;

static_assert(!std::is_convertible_v<result<int>, bool> && std::is_constructible_v<bool, result<int>>);
static_assert(!std::is_default_constructible_v<result<int>> && std::is_default_constructible_v<result<void>>);
static_assert(std::is_same_v<result<int>::value_type, int> && std::is_same_v<result<void>::error_type, bb::error>);
static_assert(!std::is_copy_constructible_v<result<std::unique_ptr<int>>>);
static_assert(std::is_nothrow_move_constructible_v<result<std::unique_ptr<int>>>);
static_assert(std::is_same_v<decltype(std::declval<result<int>&>().value()), int&>);
static_assert(std::is_same_v<decltype(std::declval<const result<int>&>().value()), const int&>);
static_assert(std::is_same_v<decltype(std::declval<result<int>&&>().value()), int&&>);
static_assert(std::is_same_v<decltype(*std::declval<result<int>&&>()), int&&>);

namespace {

bb::error missing() {
    bb::detail::error_state state;
    state.kind = bb::error_kind::not_found;
    state.status = 404;
    state.message = "gone fishing";
    return bb::error(bb::detail::finish(std::move(state)));
}

}  // namespace

TEST_CASE("a result with a value", "[result]") {
    result<std::string> one = std::string("value");
    CHECK(one.has_value());
    CHECK(static_cast<bool>(one));
    CHECK(one.value() == "value");
    CHECK(*one == "value");
    CHECK(one->size() == 5);
    CHECK(one.value_or("other") == "value");
    one.value() += "s";
    *one += "!";
    const result<std::string> copy = one;
    CHECK(copy.value() == "values!");
    CHECK(*copy == "values!");
    CHECK(copy->size() == 7);
    const std::string taken = std::move(one).value();
    CHECK(taken == "values!");
}

TEST_CASE("a result with an error throws it as its own class", "[result]") {
    const result<std::string> one = missing();
    CHECK_FALSE(one.has_value());
    CHECK_FALSE(static_cast<bool>(one));
    CHECK(one.error().status() == 404);
    CHECK_THROWS_AS(one.value(), bb::not_found);
    CHECK_THROWS_WITH(one.value(), "not_found answered 404: gone fishing");
    result<std::string> changeable = one;
    CHECK_THROWS_AS(changeable.value(), bb::not_found);
    CHECK_THROWS_AS(std::move(changeable).value(), bb::not_found);
    CHECK(one.value_or("other") == "other");
    CHECK(result<std::string>(missing()).value_or(std::string("other")) == "other");
}

TEST_CASE("an error that was caught as a subclass goes in without losing its class", "[result]") {
    try {
        missing().raise();
    } catch (const bb::not_found& caught) {
        const result<int> one = caught;
        CHECK(one.error().message() == "gone fishing");
        CHECK_THROWS_AS(one.value(), bb::not_found);
    }
}

TEST_CASE("a result of a move-only value", "[result]") {
    result<std::unique_ptr<int>> one = std::make_unique<int>(7);
    CHECK(**one == 7);
    result<std::unique_ptr<int>> moved = std::move(one);
    const std::unique_ptr<int> taken = std::move(moved).value();
    CHECK(*taken == 7);
    CHECK(*result<std::unique_ptr<int>>(missing()).value_or(std::make_unique<int>(8)) == 8);
    CHECK(*result<std::unique_ptr<int>>(std::make_unique<int>(9)).value_or(nullptr) == 9);
    result<std::unique_ptr<int>> failed = missing();
    CHECK_THROWS_AS(std::move(failed).value(), bb::not_found);
}

TEST_CASE("a result of a bool does not mix up having and being", "[result]") {
    const result<bool> no = false;
    CHECK(no.has_value());
    CHECK(static_cast<bool>(no));
    CHECK_FALSE(no.value());
    CHECK_FALSE(no.value_or(true));
}

TEST_CASE("a result of nothing", "[result]") {
    const result<void> fine;
    CHECK(fine.has_value());
    CHECK(static_cast<bool>(fine));
    CHECK_NOTHROW(fine.value());
    CHECK_NOTHROW(*fine);
    const result<void> failed = missing();
    CHECK_FALSE(failed.has_value());
    CHECK(failed.error().kind() == bb::error_kind::not_found);
    CHECK_THROWS_AS(failed.value(), bb::not_found);
}

}  // namespace test_result
