// SPDX-License-Identifier: MIT
// tools/support/wrap.hpp: texts as they were typed, in lines that fit.
#include "../../../examples/tools/support/wrap.hpp"

#include "support/catch.hpp"

namespace test_wrap {

using examples::wrapped;

TEST_CASE("lines are kept, and long ones are broken at blanks") {
    CHECK(wrapped("one two three four", 2, 11) == "  one two\n  three\n  four\n");
    CHECK(wrapped("one\n\n  two\r\nthree", 0, 80) == "one\n\n  two\nthree\n");
    CHECK(wrapped("exactly so", 0, 10) == "exactly so\n");
    CHECK(wrapped("exactly so!", 0, 10) == "exactly\nso!\n");
}

TEST_CASE("what follows a break is as far in as its line, and blanks between words are kept") {
    CHECK(wrapped("    - a list that goes on", 0, 16) == "    - a list\n    that goes on\n");
    CHECK(wrapped("a  b   c", 1, 80) == " a  b   c\n");
    CHECK(wrapped("\tx", 0, 80) == "    x\n");
    // So far to the right that nothing would fit beside it.
    CHECK(wrapped(std::string(70, ' ') + "a b", 0, 20) == std::string(10, ' ') + "a b\n");
}

TEST_CASE("a word that is too long stays whole, and nothing is nothing") {
    CHECK(wrapped("see https://example.org/a/long/path now", 0, 10) == "see\nhttps://example.org/a/long/path\nnow\n");
    CHECK(wrapped("", 4, 80).empty());
    CHECK(wrapped(" \n\r\n ", 4, 80).empty());
    CHECK(wrapped("x\n\n\n", 0, 80) == "x\n");
}

TEST_CASE("what steers a terminal is shown as its code, and columns are counted, not bytes") {
    CHECK(wrapped("\x1b[31mred\x07", 0, 80) == "\\x1b[31mred\\x07\n");
    CHECK(wrapped("a\xe2\x80\xae"
                  "b",
                  0, 80) == "a\\u202eb\n");
    CHECK(wrapped("äöü äöü", 0, 7) == "äöü äöü\n");
    CHECK(wrapped("日本 日本", 0, 8) == "日本\n日本\n");
}

TEST_CASE("one line is cut with an ellipsis") {
    CHECK(examples::cut_line("one\ntwo", 80) == "one\\x0atwo");
    CHECK(examples::cut_line("one two", 5) == "one …");
}

}  // namespace test_wrap
