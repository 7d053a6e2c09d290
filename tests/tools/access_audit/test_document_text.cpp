// SPDX-License-Identifier: MIT
// tools/access_audit/document_text.hpp: what a name may not do to a document.
#include "../../../examples/tools/access_audit/document_text.hpp"

#include "support/catch.hpp"

namespace test_document_text {

using examples::html_text;
using examples::markdown_text;
using examples::shown;

TEST_CASE("ordinary text of any script stays as it is") {
    for (const char* text : {"Mia Lindqvist", "Zoë Østergård", "山田 花子", "محمد الفارسي", "Robin 🦊", "O'Neil, Jr."})
        CHECK(shown(text) == text);
    const std::string family = "👩\xE2\x80\x8D👧";  // U+200D joins them
    CHECK(shown(family) == family);
    CHECK(shown("").empty());
}

TEST_CASE("what steers or hides is shown as its code") {
    CHECK(shown("a\x1b[31m\r\n\x7f") == "a\\x1b[31m\\x0d\\x0a\\x7f");
    CHECK(shown(std::string_view("a\0b", 3)) == "a\\x00b");
    CHECK(shown("\xC2\x9B") == "\\u009b");
    CHECK(shown("\xE2\x80\xAE\xE2\x81\xA6") == "\\u202e\\u2066");                 // override, isolate
    CHECK(shown("\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C") == "\\u200e\\u200f\\u061c");  // the marks
    CHECK(shown("ad\xE2\x80\x8Bmin\xEF\xBB\xBF") == "ad\\u200bmin\\ufeff");
    CHECK(shown("\xC2\xAD\xE2\x81\xA0") == "\\u00ad\\u2060");
    CHECK(shown("\xF3\xA0\x80\x81") == "\\U000e0001");  // a tag
    CHECK(shown("\xEF\xBF\xBF\xF0\x9F\xBF\xBE") == "\\uffff\\U0001fffe");
    CHECK(shown("a\xFFz\xC3") == "a\\xffz\\xc3");
}

TEST_CASE("text of HTML is no markup, inside an element and inside a quoted attribute") {
    CHECK(html_text("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;");
    CHECK(html_text("\"' onload=x &amp;") == "&quot;&#39; onload=x &amp;amp;");
    CHECK(html_text("\xE2\x80\xAE<") == "\\u202e&lt;");
}

TEST_CASE("text of Markdown is no markup, no HTML, no link and no end of a cell") {
    CHECK(markdown_text("Mia (557058:ab-1), Jr.") == "Mia (557058:ab-1), Jr.");
    CHECK(markdown_text("a|b") == "a&#124;b");
    CHECK(markdown_text("a\\|b") == "a&#92;&#124;b");
    CHECK(markdown_text("<b>&lt;") == "&#60;b&#62;&#38;lt;");
    CHECK(markdown_text("*a* _b_ `c` ~d~ #1 !") == "&#42;a&#42; &#95;b&#95; &#96;c&#96; &#126;d&#126; &#35;1 &#33;");
    CHECK(markdown_text("[x](http://evil)") == "&#91;x&#93;(http:&#8288;//evil)");
    CHECK(markdown_text("www.evil.example") == "www&#8288;.evil.example");
    CHECK(markdown_text("@all {: x}") == "&#64;&#8288;all &#123;: x&#125;");
    CHECK(markdown_text("--- $x$ ^y^") == "&#45;&#45;&#45; &#36;x&#36; &#94;y&#94;");
    CHECK(markdown_text("a\nb\r\xE2\x80\xA8") == "a&#92;x0ab&#92;x0d&#92;u2028");
    CHECK(markdown_text("é") == "é");
}

TEST_CASE("no byte of any text is markup") {
    for (int byte = 1; byte < 128; ++byte) {
        const std::string text(1, static_cast<char>(byte));
        CAPTURE(byte);
        CHECK(html_text(text).find_first_of("<>\"'\n\r\t") == std::string::npos);
        CHECK(markdown_text(text).find_first_of("|<>*_`[]\\~{}!@$^\n\r\t") == std::string::npos);
    }
}

}  // namespace test_document_text
