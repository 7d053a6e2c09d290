// SPDX-License-Identifier: MIT
// types/uuid.hpp: braces, validity, odd texts, order and printing.
#include <bitbucket/types/uuid.hpp>
#include <ostream>
#include <sstream>
#include <unordered_set>

#include "support/catch.hpp"

namespace test_uuid {

using bitbucket::uuid;

namespace {
constexpr const char* bare_text = "d301aafa-d676-4ee0-88be-962be7417567";
constexpr const char* braced_text = "{d301aafa-d676-4ee0-88be-962be7417567}";
}  // namespace

static_assert(std::is_convertible_v<const char*, uuid>);
static_assert(std::is_convertible_v<std::string, uuid>);
static_assert(std::is_convertible_v<std::string_view, uuid>);
static_assert(!std::is_convertible_v<uuid, std::string>);
static_assert(!std::is_convertible_v<uuid, std::string_view>);
static_assert(!std::is_constructible_v<uuid, int>);
static_assert(std::is_nothrow_move_constructible_v<uuid>);

TEST_CASE("a uuid of 36 characters gets its braces, whatever it is made from", "[uuid]") {
    CHECK(uuid(bare_text).str() == braced_text);
    CHECK(uuid(std::string(bare_text)).str() == braced_text);
    CHECK(uuid(std::string_view(bare_text)).str() == braced_text);
    CHECK(uuid(braced_text).str() == braced_text);
    CHECK(uuid(bare_text) == uuid(braced_text));
}

TEST_CASE("a uuid keeps its letters as they are", "[uuid]") {
    const uuid upper("D301AAFA-D676-4EE0-88BE-962BE7417567");
    CHECK(upper.str() == "{D301AAFA-D676-4EE0-88BE-962BE7417567}");
    CHECK(upper.is_valid());
}

TEST_CASE("a uuid keeps every other text untouched, and knows that it is none", "[uuid]") {
    const std::string text = GENERATE(
        as<std::string>{}, "", "{}", "{", "}", "}{", "{{}}", "team", "d301aafa", "d301aafad6764ee088be962be7417567",
        "d301aafa-d676-4ee0-88be-962be741756",     // one short
        "d301aafa-d676-4ee0-88be-962be74175671",   // one long
        "d301aafag-d676-4ee0-88be-962be741756",    // 36 characters, dash in the wrong place
        "d301aafa_d676_4ee0_88be_962be7417567",    // no dashes
        "g301aafa-d676-4ee0-88be-962be7417567",    // no hexadecimal digit
        "{d301aafa-d676-4ee0-88be-962be7417567",   // one brace
        "d301aafa-d676-4ee0-88be-962be7417567}",   // the other
        "[d301aafa-d676-4ee0-88be-962be7417567]",  // wrong brackets
        "{g301aafa-d676-4ee0-88be-962be7417567}", "{{d301aafa-d676-4ee0-88be-962be7417567}}",
        " d301aafa-d676-4ee0-88be-962be7417567");
    const uuid value(text);
    CHECK(value.str() == text);
    CHECK_FALSE(value.is_valid());
    CHECK(value.empty() == text.empty());
}

TEST_CASE("bare() takes a pair of braces off and nothing else", "[uuid]") {
    CHECK(uuid(braced_text).bare() == bare_text);
    CHECK(uuid("{}").bare().empty());
    CHECK(uuid("").bare().empty());
    CHECK(uuid("{").bare() == "{");
    CHECK(uuid("{x").bare() == "{x");
    CHECK(uuid("x}").bare() == "x}");
    CHECK(uuid("{{x}}").bare() == "{x}");
    CHECK(uuid("team").bare() == "team");
}

TEST_CASE("a default-made uuid is empty and not valid", "[uuid]") {
    CHECK(uuid().empty());
    CHECK_FALSE(uuid().is_valid());
    CHECK(uuid() == uuid(""));
}

TEST_CASE("uuids order by their text", "[uuid]") {
    CHECK(uuid("{a}") < uuid("{b}"));
    CHECK_FALSE(uuid("{b}") < uuid("{a}"));
    CHECK_FALSE(uuid("{a}") < uuid("{a}"));
}

TEST_CASE("a uuid prints its text with control characters escaped", "[uuid]") {
    std::ostringstream out;
    out << uuid(bare_text) << '|' << uuid(std::string("a\n\x1b[2J\x7f\0b", 9));
    CHECK(out.str() == std::string(braced_text) + "|a\\x0a\\x1b[2J\\x7f\\x00b");
}

TEST_CASE("UUIDs compare and hash without case and braces", "[uuid]") {
    const uuid upper("D301AAFA-D676-4EE0-88BE-962BE7417567");
    const uuid lower(braced_text);
    CHECK(upper == lower);
    CHECK_FALSE(upper < lower);
    CHECK_FALSE(lower < upper);
    CHECK(std::hash<uuid>{}(upper) == std::hash<uuid>{}(lower));
    CHECK(upper.str() == "{D301AAFA-D676-4EE0-88BE-962BE7417567}");
    const uuid other("{e301aafa-d676-4ee0-88be-962be7417567}");
    CHECK_FALSE(upper == other);
    CHECK(upper < other);
    CHECK(uuid("{D301AAFA-D676-4EE0-88BE-962BE7417566}") < lower);
    CHECK_FALSE(uuid("x") == uuid("X"));
    CHECK((uuid("X") < uuid("x") && uuid() < uuid("X")));
    const std::unordered_set<uuid> all{upper, lower, other, {}, "{}"};
    CHECK(all.size() == 4);
}

}  // namespace test_uuid
