// SPDX-License-Identifier: MIT
// tools/support/color.hpp: when a program colours its output.
#include "../../../examples/tools/support/color.hpp"
#include "support/catch.hpp"

namespace test_color {

using examples::wants_color;

TEST_CASE("always and never are the last word") {
    for (const bool terminal : {false, true})
        for (const char* no_color : {static_cast<const char*>(nullptr), "", "1"})
            for (const char* kind : {static_cast<const char*>(nullptr), "dumb", "xterm"}) {
                CHECK(wants_color("always", terminal, no_color, kind));
                CHECK_FALSE(wants_color("never", terminal, no_color, kind));
            }
}

TEST_CASE("by itself only a terminal is coloured, and not against NO_COLOR") {
    CHECK(wants_color("auto", true, nullptr, nullptr));
    CHECK(wants_color("auto", true, nullptr, "xterm"));
    CHECK(wants_color("auto", true, "", "xterm"));  // an empty one does not count
    CHECK_FALSE(wants_color("auto", false, nullptr, "xterm"));
    CHECK_FALSE(wants_color("auto", true, "1", "xterm"));
    CHECK_FALSE(wants_color("auto", true, "0", "xterm"));  // any other value does
    CHECK_FALSE(wants_color("auto", true, nullptr, "dumb"));
}

TEST_CASE("no other word is taken") {
    for (const char* when : {"", "Always", "yes", "auto "})
        CHECK_THROWS_AS(wants_color(when, true, nullptr, nullptr), examples::usage_problem);
}

TEST_CASE("a part of a line is painted or left as it is") {
    CHECK(examples::painted("x", "31", true) == "\x1b[31mx\x1b[m");
    CHECK(examples::painted("x", "31", false) == "x");
}

}  // namespace test_color
