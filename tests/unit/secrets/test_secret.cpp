// SPDX-License-Identifier: MIT
// secret.hpp: never printed, never converted, wiped as far as can be seen, read from the environment.
#include <bitbucket/secret.hpp>
#include <cstring>
#include <new>
#include <ostream>
#include <sstream>

#include "support/catch.hpp"
#include "support/environment.hpp"

namespace test_secret {

using bitbucket::secret;

static_assert(!std::is_convertible_v<secret, std::string>);
static_assert(!std::is_convertible_v<secret, std::string_view>);
static_assert(!std::is_convertible_v<secret, const char*>);
static_assert(!std::is_convertible_v<secret, bool>);
static_assert(!std::is_convertible_v<std::string, secret>);
static_assert(!std::is_convertible_v<const char*, secret>);
static_assert(!std::is_constructible_v<std::string, secret>);
static_assert(!std::is_constructible_v<std::string_view, secret>);
static_assert(!std::is_constructible_v<bool, secret>);
static_assert(std::is_nothrow_move_constructible_v<secret>);

namespace {

constexpr const char* variable = "BITBUCKET_CPP_UNIT_TEST_SECRET";

// Whether a text stands in raw memory; read byte by byte, so that no compiler takes the memory for dead.
bool stands_in(const volatile unsigned char* memory, std::size_t size, std::string_view text) {
    std::string copy;
    for (std::size_t i = 0; i < size; ++i) copy.push_back(static_cast<char>(memory[i]));
    return copy.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a secret prints as three stars, also when it is empty", "[secret]") {
    std::ostringstream out;
    out << secret("hunter2") << ' ' << secret() << ' ' << secret(std::string(4000, 'x'));
    CHECK(out.str() == "*** *** ***");
}

TEST_CASE("a secret keeps every byte", "[secret]") {
    CHECK(secret("hunter2").reveal() == "hunter2");
    CHECK(secret(std::string("a\0b", 3)).reveal().size() == 3);
    CHECK(secret(std::string_view("view")).reveal() == "view");
    CHECK(secret(std::string(2500, 'j')).reveal().size() == 2500);
    CHECK(secret().empty());
    CHECK_FALSE(secret("x").empty());
}

TEST_CASE("secrets compare by their text", "[secret]") {
    CHECK(secret("abc") == secret("abc"));
    CHECK_FALSE(secret("abc") == secret("abd"));
    CHECK_FALSE(secret("bbc") == secret("abc"));
    CHECK_FALSE(secret("abc") == secret("abcd"));
    CHECK_FALSE(secret("abc") == secret());
    CHECK(secret() == secret());
    CHECK_FALSE(secret("\x80") == secret(std::string(1, '\0')));
}

TEST_CASE("a secret comes from the environment", "[secret]") {
    const support::environment_variable set(variable, "from the environment");
    const secret found = secret::from_env(variable);
    CHECK(found.reveal() == "from the environment");
    CHECK(found.missing_variable().empty());
}

TEST_CASE("a secret from a variable that is unset or empty knows its name", "[secret]") {
    const char* value = GENERATE(static_cast<const char*>(nullptr), "");
    const support::environment_variable set(variable, value);
    const secret none = secret::from_env(variable);
    CHECK(none.empty());
    CHECK(none.missing_variable() == variable);
    const secret copy = none;
    CHECK(copy.missing_variable() == variable);
    secret assigned("old");
    assigned = copy;
    CHECK(assigned.empty());
    CHECK(assigned.missing_variable() == variable);
    assigned = secret("new");
    CHECK(assigned.missing_variable().empty());
    CHECK(assigned.reveal() == "new");
}

TEST_CASE("moving a secret leaves nothing behind", "[secret]") {
    secret one("short");
    const secret two = std::move(one);
    CHECK(two.reveal() == "short");
    CHECK(one.empty());  // NOLINT(bugprone-use-after-move): that is what is tested

    secret long_one(std::string(100, 'k'));
    secret target("something else");
    target = std::move(long_one);
    CHECK(target.reveal() == std::string(100, 'k'));
    CHECK(long_one.empty());  // NOLINT(bugprone-use-after-move)
}

TEST_CASE("a secret survives assignment to itself", "[secret]") {
    secret one("value");
    secret& same = one;
    one = same;
    CHECK(one.reveal() == "value");
    one = std::move(same);
    CHECK(one.reveal() == "value");
}

TEST_CASE("a short secret is wiped from its own memory", "[secret]") {
    alignas(secret) unsigned char memory[sizeof(secret)];
    std::memset(memory, 0, sizeof memory);
    const volatile unsigned char* seen = memory;
    auto* held = ::new (static_cast<void*>(memory)) secret("hunter2pass");
    REQUIRE(held->reveal() == "hunter2pass");
    const bool inside = stands_in(seen, sizeof memory, "hunter2pass");
    held->~secret();
    REQUIRE(inside);
    CHECK_FALSE(stands_in(seen, sizeof memory, "unter2pass"));
    CHECK_FALSE(stands_in(seen, sizeof memory, "pass"));
}

}  // namespace test_secret
