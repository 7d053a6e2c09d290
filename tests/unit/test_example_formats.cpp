// SPDX-License-Identifier: MIT
// examples/support/formats.hpp: alignment of tables, CSV that no spreadsheet executes, JSON that is safe to look at.
#include "../../examples/support/formats.hpp"
#include "support/catch.hpp"

using examples::as_csv;
using examples::as_json;
using examples::as_table;
using examples::csv_cell;

TEST_CASE("columns of a table line up whatever their width in bytes") {
    const std::string table = as_table({"NAME", "LEVEL", "ID"}, {{"Zoë", "read", "1"},
                                                                 {"山田", "admin", "22"},
                                                                 {"Zoe\xCC\x88", "", "333"},
                                                                 {"Mia Lindqvist", "create-repo", ""}});
    CHECK(table ==
          "NAME           LEVEL        ID\n"
          "Zoë            read         1\n"
          "山田           admin        22\n"
          "Zoe\xCC\x88                         333\n"
          "Mia Lindqvist  create-repo  \n");
}

TEST_CASE("a cell of a table cannot break its line, nor the alignment") {
    CHECK(as_table({"A", "B"}, {{"x\ny", "1"}, {"\x1b[2J", "2"}}) == "A        B\nx\\x0ay   1\n\\x1b[2J  2\n");
}

TEST_CASE("CSV quotes what RFC 4180 wants quoted, and nothing else") {
    CHECK(csv_cell("") == "");
    CHECK(csv_cell("plain text") == "plain text");
    CHECK(csv_cell("O'Neil") == "O'Neil");
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(csv_cell(" edge") == "\" edge\"");
    CHECK(as_csv({"a", "b"}, {{"1", "x,y"}, {"", ""}}) == "a,b\r\n1,\"x,y\"\r\n,\r\n");
}

TEST_CASE("a CSV cell that a spreadsheet would execute gets an apostrophe") {
    CHECK(csv_cell("=1+1") == "\"'=1+1\"");
    CHECK(csv_cell("+49 30") == "\"'+49 30\"");
    CHECK(csv_cell("-2+3") == "\"'-2+3\"");
    CHECK(csv_cell("@sum(A1)") == "\"'@sum(A1)\"");
    CHECK(csv_cell("\t=1") == "\"'\\x09=1\"");
    CHECK(csv_cell("\r=1") == "\"'\\x0d=1\"");
    CHECK(csv_cell("\n=1") == "\"'\\x0a=1\"");
    CHECK(csv_cell("\xEF\xBC\x9D"
                   "1") ==
          "\"'\xEF\xBC\x9D"
          "1\"");  // U+FF1D, a full-width =
    CHECK(csv_cell("=HYPERLINK(\"http://x\",\"y\")") == "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    CHECK(csv_cell("1-2") == "1-2");
    CHECK(csv_cell("a=b") == "a=b");
}

TEST_CASE("a CSV row is one line, and steers no terminal") {
    CHECK(as_csv({"h"}, {{"a\r\nb\x1b[0m\xE2\x80\xAE"}}) == "h\r\na\\x0d\\x0ab\\x1b[0m\\u202e\r\n");
}

TEST_CASE("JSON keeps every character, and shows those escaped that would steer a terminal") {
    const std::string name = "Zoë\x1b\x7f\xC2\x9B\xE2\x80\xAE\xE2\x81\xA6\n\"";
    const std::string text = as_json({{"name", name}});
    CHECK(text == "{\n  \"name\": \"Zoë\\u001b\\u007f\\u009b\\u202e\\u2066\\n\\\"\"\n}\n");
    CHECK(nlohmann::json::parse(text).at("name") == name);
}

TEST_CASE("JSON is valid UTF-8 even when the text was not") {
    const std::string text = as_json({{"name", "a\xFFz\xC3"}});
    CHECK(nlohmann::json::parse(text).at("name") == "a\xEF\xBF\xBDz\xEF\xBF\xBD");
}
