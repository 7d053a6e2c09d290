// SPDX-License-Identifier: MIT
// types/open_enum.hpp: wire names both ways, values newer than the library, and what converts.
#include <bitbucket/types/open_enum.hpp>
#include <ostream>
#include <sstream>

#include "support/catch.hpp"

namespace test_open_enum {

namespace {
enum class colour { red, dark_blue };
}  // namespace
}  // namespace test_open_enum

template <>
struct bitbucket::enum_names<test_open_enum::colour> {
    static constexpr const char* values[] = {"red", "dark-blue"};
};

namespace test_open_enum {

using bitbucket::open_enum;
using open_colour = open_enum<colour>;

static_assert(bitbucket::named_enum<colour>);
static_assert(!bitbucket::named_enum<int>);
static_assert(bitbucket::enum_from<colour>("dark-blue") == colour::dark_blue);
static_assert(!bitbucket::enum_from<colour>("Dark-Blue"));
static_assert(std::is_convertible_v<colour, open_colour>);
static_assert(!std::is_convertible_v<const char*, open_colour>, "a misspelt literal must not slip in");
static_assert(!std::is_convertible_v<std::string, open_colour>);
static_assert(!std::is_convertible_v<int, open_colour>);
static_assert(!std::is_convertible_v<open_colour, colour>);
static_assert(std::is_constructible_v<open_colour, std::string_view>);

TEST_CASE("an enumerator has one wire name, and it leads back", "[open_enum]") {
    CHECK(bitbucket::to_string(colour::red) == std::string("red"));
    CHECK(bitbucket::to_string(colour::dark_blue) == std::string("dark-blue"));
    CHECK(bitbucket::enum_from<colour>("red") == colour::red);
    for (const char* other : {"", "re", "redd", "RED", "dark_blue", " red"}) {
        CAPTURE(other);
        CHECK_FALSE(bitbucket::enum_from<colour>(other).has_value());
    }
    CHECK_FALSE(bitbucket::enum_from<colour>(std::string_view("red\0", 4)).has_value());
}

TEST_CASE("an open_enum keeps a value that is newer than the library", "[open_enum]") {
    const open_colour newer("ultraviolet");
    CHECK(newer.str() == "ultraviolet");
    CHECK_FALSE(newer.known().has_value());
    CHECK_FALSE(newer.empty());
    CHECK_FALSE(newer == colour::red);
    CHECK(newer == open_colour(std::string("ultraviolet")));
}

TEST_CASE("an open_enum compares with enumerators from both sides", "[open_enum]") {
    const open_colour value = colour::dark_blue;
    CHECK(value == colour::dark_blue);
    CHECK(colour::dark_blue == value);
    CHECK(value != colour::red);
    CHECK(value == open_colour("dark-blue"));
    CHECK(value.known() == colour::dark_blue);
}

TEST_CASE("an absent open_enum is empty and equals no enumerator", "[open_enum]") {
    const open_colour none;
    CHECK(none.empty());
    CHECK_FALSE(none.known().has_value());
    CHECK_FALSE(none == colour::red);
    CHECK(none == open_colour(""));
}

TEST_CASE("an open_enum prints its text with control characters escaped", "[open_enum]") {
    std::ostringstream out;
    out << open_colour(colour::red) << ' ' << open_colour("a\x1b");
    CHECK(out.str() == "red a\\x1b");
}

}  // namespace test_open_enum
