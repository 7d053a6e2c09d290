// SPDX-License-Identifier: MIT
// tools/support/formats.hpp: alignment of tables, CSV that no spreadsheet executes, JSON that is safe to look at.
#include "../../../examples/tools/support/formats.hpp"

#include <bitbucket/json.hpp>
#include <random>

#include "support/catch.hpp"

namespace test_formats {

using examples::as_csv;
using examples::as_json;
using examples::as_table;
using examples::csv_cell;

namespace {

/// The cells of a file as spreadsheets find them, who are lenient: quotes count where a cell begins, perhaps after
/// blanks, and what stands behind the closing one belongs to the cell.
std::vector<std::string> split_as_a_spreadsheet(std::string_view csv, std::string_view separators, bool heeds_quotes) {
    std::vector<std::string> out(1);
    bool inside = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (inside && c == '"' && csv.substr(i + 1, 1) == "\"") {
            out.back() += csv[i++];
        } else if (c == '"' && heeds_quotes && (inside || out.back().find_first_not_of(' ') == std::string::npos)) {
            inside = !inside;
        } else if (!inside && (c == '\n' || separators.find(c) != std::string_view::npos)) {
            out.emplace_back();
        } else if (inside || c != '\r') {
            out.back() += c;
        }
    }
    out.pop_back();  // behind the last line
    return out;
}

bool begins_a_formula(std::string cell) {
    cell.erase(0, cell.find_first_not_of(" \"\r\n"));
    for (const char* start : {"=", "+", "-", "@", "\xEF\xBC\x9D"})
        if (cell.starts_with(start)) return true;
    return false;
}

}  // namespace

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

TEST_CASE("cells are painted after they are escaped and aligned, and the header is not") {
    const auto stars = [](const std::string& cell, std::size_t line, std::size_t column) {
        return line == 1 && column == 0 ? '*' + cell + '*' : cell;
    };
    CHECK(as_table({"A", "B"}, {{"one", "1"}, {"\x07", "2"}}, stars) == "A     B\none   1\n*\\x07*  2\n");
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
    CHECK(csv_cell(" =1") == "\"' =1\"");
    CHECK(csv_cell("\"=1") == "\"'\"\"=1\"");
}

TEST_CASE("a CSV cell that is split at a separator inside gets an apostrophe there, too") {
    CHECK(csv_cell("x;=1+cmd|' /C calc'!A0;") == "\"x;'=1+cmd|' /C calc'!A0;\"");
    CHECK(csv_cell("x; =1") == "\"x;' =1\"");
    CHECK(csv_cell("x,@a") == "\"x,'@a\"");
    CHECK(csv_cell("x;\"=1\"") == "\"x;'\"\"=1\"\"\"");
    CHECK(csv_cell("a;;=1;-b") == "\"a;;'=1;'-b\"");
    CHECK(csv_cell(";\xEF\xBC\x8D"
                   "1") ==
          "\";'\xEF\xBC\x8D"
          "1\"");
    CHECK(csv_cell("a;b") == "\"a;b\"");
    CHECK(csv_cell("a;'=b") == "\"a;'=b\"");
    CHECK(csv_cell("x;\t=1") == "\"x;\\x09=1\"");
}

TEST_CASE("no cell begins with a formula, whichever of comma, semicolon and tab a spreadsheet splits at") {
    static constexpr const char* pieces[] = {"=",  "+", "-",  "@", "\xEF\xBC\x9D", ";",   ",", "\t", "\n", "\r\n", " ",
                                             "\"", "'", "\\", "x", "\"\"",         ";\"", "|", "1"};
    std::mt19937 random(20260301);
    std::size_t cells = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::vector<examples::row> rows(2, examples::row(3));
        for (examples::row& line : rows)
            for (std::string& text : line)
                for (std::size_t left = random() % 8; left > 0; --left) text += pieces[random() % std::size(pieces)];
        const std::string csv = as_csv(rows.front(), rows);
        for (const std::string_view separators : {",", ";", "\t", ",;", ",;\t"})
            for (const bool heeds_quotes : {true, false})
                for (const std::string& cell : split_as_a_spreadsheet(csv, separators, heeds_quotes)) {
                    ++cells;
                    if (begins_a_formula(cell)) FAIL(csv << "\nat " << separators << ": " << cell);
                }
    }
    CHECK(cells > 100'000);
}

TEST_CASE("a program reads a CSV cell as it was, but for the apostrophes") {
    const examples::row names = {"a;b,c", "say \"hi\"; bye", "", " edge ", "x"};
    const auto cells = split_as_a_spreadsheet(as_csv(names, {}), ",", true);
    REQUIRE(cells.size() == names.size());
    CHECK(std::equal(cells.begin(), cells.end(), names.begin()));
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

}  // namespace test_formats
