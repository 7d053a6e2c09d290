// SPDX-License-Identifier: MIT
// tools/support/text.hpp: what is escaped before it is printed, and how wide the rest is.
#include "../../../examples/tools/support/text.hpp"
#include "support/catch.hpp"

namespace test_text {

using examples::display_width;
using examples::shown;

TEST_CASE("ordinary text is shown as it is, whatever its script") {
    for (const char* text : {"", "Mia", "Zoë Østergård", "山田 花子", "محمد", "Robin 🦊", "a\\b", "e\xCC\x81"})
        CHECK(shown(text) == text);
}

TEST_CASE("control characters are shown escaped") {
    CHECK(shown("a\x1b[31mb\x07\r\n\t\x7f") == "a\\x1b[31mb\\x07\\x0d\\x0a\\x09\\x7f");
    CHECK(shown(std::string_view("\0", 1)) == "\\x00");
    // C1 controls: U+0080, U+009B (which terminals take for ESC [) and U+009F
    CHECK(shown("\xC2\x80\xC2\x9B\xC2\x9F") == "\\u0080\\u009b\\u009f");
    CHECK(shown("\xC2\xA0") == "\xC2\xA0");
}

TEST_CASE("marks that turn the direction of a line are shown escaped") {
    CHECK(shown("\xE2\x80\xAA\xE2\x80\xAE") == "\\u202a\\u202e");
    CHECK(shown("\xE2\x81\xA6\xE2\x81\xA9") == "\\u2066\\u2069");
    CHECK(shown("\xE2\x80\xA8\xE2\x80\xA9") == "\\u2028\\u2029");
    CHECK(shown("\xE2\x80\xA7\xE2\x80\xAF") == "\xE2\x80\xA7\xE2\x80\xAF");
    CHECK(shown("\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C") == "\\u200e\\u200f\\u061c");
}

TEST_CASE("what is not seen is shown escaped") {
    CHECK(shown("ad\xE2\x80\x8Bmin\xEF\xBB\xBF") == "ad\\u200bmin\\ufeff");
    CHECK(shown("\xC2\xAD\xE2\x81\xA0\xE2\x81\xA5\xE2\x81\xAA\xCD\x8F") == "\\u00ad\\u2060\\u2065\\u206a\\u034f");
    CHECK(shown("\xE3\x85\xA4\xE1\x85\x9F\xEF\xBE\xA0") == "\\u3164\\u115f\\uffa0");  // fillers
    CHECK(shown("\xF3\xA0\x80\x81\xF4\x8F\xBF\xBF") == "\\U000e0001\\U0010ffff");
}

TEST_CASE("joiners and selectors stay where they shape something, and are escaped where they hide") {
    for (const char* text : {"👩\xE2\x80\x8D👧", "می\xE2\x80\x8Cخواهم", "क्\xE2\x80\x8Dष", "❤\xEF\xB8\x8F",
                             "1\xEF\xB8\x8F\xE2\x83\xA3", "❤\xEF\xB8\x8F\xE2\x80\x8D🔥"})
        CHECK(shown(text) == text);
    CHECK(shown("ad\xE2\x80\x8Dmin\xE2\x80\x8C") == "ad\\u200dmin\\u200c");
    CHECK(shown("ad\xEF\xB8\x8Fmin") == "ad\\ufe0fmin");
    CHECK(shown("\xE2\x80\x8D👧") == "\\u200d👧");
}

TEST_CASE("bytes that are no UTF-8 are shown escaped, one by one") {
    CHECK(shown("a\xFFz") == "a\\xffz");
    CHECK(shown("\x9B") == "\\x9b");
    CHECK(shown("\xC3") == "\\xc3");                             // cut short
    CHECK(shown("\xC0\xAF") == "\\xc0\\xaf");                    // overlong
    CHECK(shown("\xE0\x80\xAF") == "\\xe0\\x80\\xaf");           // overlong
    CHECK(shown("\xED\xA0\x80") == "\\xed\\xa0\\x80");           // a surrogate
    CHECK(shown("\xF4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");  // above U+10FFFF
    CHECK(shown("\xF0\xAF\xA0\x80") == "\xF0\xAF\xA0\x80");      // U+2F800
    CHECK(shown("\xE2\x80 \xE2\x80\xA6") == "\\xe2\\x80 \xE2\x80\xA6");
}

TEST_CASE("the width of a text is counted in columns") {
    CHECK(display_width("") == 0);
    CHECK(display_width("Mia") == 3);
    CHECK(display_width("Zoë") == 3);
    CHECK(display_width("Zoe\xCC\x88") == 3);  // a combining diaeresis
    CHECK(display_width("山田 花子") == 9);    // East Asian wide
    CHECK(display_width("한국") == 4);
    CHECK(display_width("か\xE3\x82\x99") == 2);  // a combining mark within a wide block
    CHECK(display_width("Robin 🦊") == 8);
    CHECK(display_width("ｱ") == 1);                         // half-width
    CHECK(display_width("Ａ") == 2);                        // full-width
    CHECK(display_width("\xE2\x80\x8B\xEF\xBB\xBF") == 0);  // zero-width space, byte order mark
}

TEST_CASE("a text is cut to columns, never inside a character") {
    using examples::cut_to_width;
    CHECK(cut_to_width("abc", 3) == "abc");
    CHECK(cut_to_width("abcd", 3) == "ab…");
    CHECK(cut_to_width("山田", 4) == "山田");
    CHECK(cut_to_width("山田", 3) == "山…");
    CHECK(cut_to_width("山田", 2) == "…");
    CHECK(cut_to_width("Zoe\xCC\x88 x", 4) == "Zoe\xCC\x88…");
    CHECK(cut_to_width("abc", 1) == "…");
    CHECK(cut_to_width("abc", 0).empty());
    CHECK(cut_to_width("", 0).empty());
}

}  // namespace test_text
