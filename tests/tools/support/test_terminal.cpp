// SPDX-License-Identifier: MIT
// tools/support/terminal.hpp: how wide a terminal is that does not say it.
#include "../../../examples/tools/support/terminal.hpp"

#include "support/catch.hpp"

namespace test_terminal {

TEST_CASE("COLUMNS is a number of columns, or else there are 80") {
    CHECK(examples::columns_from("132") == 132);
    for (const char* text : {"", "0", "-1", "80x", " 40", "99999999999999999999"})
        CHECK(examples::columns_from(text) == 80);
    CHECK(examples::columns_from(nullptr) == 80);
}

}  // namespace test_terminal
