// SPDX-License-Identifier: MIT
// detail/text/decimal.hpp: numbers with a fraction as text and back, in any locale.
#include <bitbucket/detail/text/decimal.hpp>
#include <clocale>
#include <cstring>
#include <limits>
#include <random>

#include "support/catch.hpp"

namespace test_decimal {

using bitbucket::detail::decimal_text;
using bitbucket::detail::is_finite;
using bitbucket::detail::parse_decimal;

TEST_CASE("a number has its shortest text", "[decimal]") {
    CHECK(decimal_text(0.1, false) == "0.1");
    CHECK(decimal_text(1.0 / 3, false) == "0.3333333333333333");
    CHECK(decimal_text(100000, false) == "100000");
    CHECK(decimal_text(-2.5e-9, false) == "-2.5e-09");
    CHECK(decimal_text(static_cast<double>(0.1F), true) == "0.1");
    CHECK(decimal_text(-0.0, false) == "0");
    CHECK(decimal_text(std::numeric_limits<double>::max(), false) == "1.7976931348623157e+308");
    CHECK(decimal_text(std::numeric_limits<double>::denorm_min(), false) == "4.94065645841247e-324");
}

TEST_CASE("a text is read if it is a number of JSON as a whole", "[decimal]") {
    CHECK(parse_decimal("1.5") == 1.5);
    CHECK(parse_decimal("-0.25e+2") == -25.0);
    CHECK(parse_decimal("7") == 7.0);
    CHECK(parse_decimal("1E3") == 1000.0);
    for (const char* none :
         {"", "-", ".5", "1.", "1e", "+1", " 1", "1 ", "0x1p3", "inf", "nan", "1,5", "1e999", "1.5.1"})
        CHECK_FALSE(parse_decimal(none).has_value());
    CHECK_FALSE(parse_decimal(std::string_view("1\0", 2)).has_value());
}

TEST_CASE("every number is read from its text again", "[decimal]") {
    std::mt19937_64 random(3);
    for (int i = 0; i < 20000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        static_assert(sizeof(value) == sizeof(bits));
        std::memcpy(&value, &bits, sizeof(value));
        if (is_finite(value)) CHECK(parse_decimal(decimal_text(value, false)) == value);
    }
}

TEST_CASE("the process's locale changes nothing", "[decimal]") {
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    bool found = false;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "ps_AF.UTF-8"})
        if (std::setlocale(LC_NUMERIC, name) != nullptr) {
            found = true;
            CHECK(decimal_text(-1234.5, false) == "-1234.5");
            CHECK(parse_decimal("-1234.5") == -1234.5);
            CHECK_FALSE(parse_decimal("-1234,5").has_value());
        }
    std::setlocale(LC_NUMERIC, before.c_str());
    if (!found) WARN("no locale with a decimal comma is installed");
}

}  // namespace test_decimal
