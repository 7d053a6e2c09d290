// SPDX-License-Identifier: MIT
// search_text.hpp: results as text, with marks at what was found and without anything that steers a terminal.
#include <bitbucket/extras/search_text.hpp>
#include <bitbucket/query/code_query.hpp>

#include <random>

#include "support/catch.hpp"

namespace test_search_text {

namespace bb = bitbucket;
using bb::search_segment;

namespace {

bb::search_line line(std::optional<std::int64_t> number, std::vector<search_segment> segments) {
    return {number, std::move(segments)};
}

bb::code_search_result documented() {
    bb::code_search_result hit;
    hit.content_matches = {{{line(2, {}), line(3, {{"def ", {}}, {"snek", true}, {"():", {}}}),
                             line(4, {{"    print(\"", {}}, {"snek", true}, {"\")", false}}), line(5, {})}},
                           {{line(8, {{"", {}}}), line(9, {{"snek", true}, {"()", {}}})}}};
    hit.path_matches = {{"src/", {}}, {"snek", true}, {".py", {}}};
    hit.file.emplace().path = "src/snek.py";
    return hit;
}

/// Escape sequences out, and everything else as it is.
std::string without_marks(std::string text) {
    for (const std::string_view mark : {bb::color_marks.before, bb::color_marks.behind})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
    return text;
}

bool steers(std::string_view text) {
    if (bb::detail::find_invalid_utf8(text) != std::string_view::npos) return true;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\t' && bb::detail::steering_character(text.substr(i)) > 0) return true;
    return false;
}

}  // namespace

TEST_CASE("a result is its path and its lines, with numbers, context and marks") {
    CHECK(bb::marked_result(documented()) ==
          "src/**snek**.py\n"
          "2-\n"
          "3:def **snek**():\n"
          "4:    print(\"**snek**\")\n"
          "5-\n"
          "--\n"
          "8-\n"
          "9:**snek**()\n");
    CHECK(bb::marked_result(documented(), {.marks = bb::no_marks, .line_numbers = false, .context = false}) ==
          "src/snek.py\ndef snek():\n    print(\"snek\")\nsnek()\n");
    CHECK(bb::marked_result(documented(), {.marks = bb::color_marks, .context = false})
              .starts_with("src/\x1b[1;31msnek\x1b[m.py\n3:def \x1b[1;31msnek\x1b[m():\n4:"));
    CHECK(bb::marked_result({}) == "\n");
}

TEST_CASE("runs of lines without a match leave no separator when context is left out") {
    bb::code_search_result hit = documented();
    hit.content_matches.insert(hit.content_matches.begin(), {{line(1, {{"only context", {}}})}});
    hit.content_matches.push_back({});
    CHECK(bb::marked_result(hit, {.context = false}) ==
          "src/**snek**.py\n3:def **snek**():\n4:    print(\"**snek**\")\n9:**snek**()\n");
    CHECK(bb::marked_result(hit).starts_with("src/**snek**.py\n1-only context\n--\n2-\n"));
    CHECK(bb::marked_result(hit).ends_with("9:**snek**()\n"));
}

TEST_CASE("only a segment that says so is a match, and an empty one gets no marks") {
    CHECK(bb::has_match(line(1, {{"a", {}}, {"b", true}})));
    CHECK_FALSE(bb::has_match(line(1, {{"a", {}}, {"b", false}})));
    CHECK_FALSE(bb::has_match(line(1, {})));
    CHECK(bb::path_has_match(documented()));
    CHECK_FALSE(bb::path_has_match({}));
    CHECK(bb::marked_text(line(1, {{"a", true}, {"", true}, {"b", false}})) == "**a**b");
    CHECK(bb::marked_line(line({}, {{"a", true}})) == "?:**a**");
    CHECK(bb::marked_line(line(7, {{"a", {}}}), {.line_numbers = false}) == "a");
    CHECK(bb::marked_text(line(1, {{"a", true}}), {"<em>", "</em>"}) == "<em>a</em>");
}

TEST_CASE("the end of a line is not part of its text, whichever way the file writes it") {
    for (const char* end : {"", "\n", "\r\n", "\r"}) {
        CHECK(bb::marked_text(line(1, {{"x ", {}}, {"a" + std::string(end), true}})) == "x **a**");
        CHECK(bb::marked_text(line(1, {{"a", true}, {end, true}})) == "**a**");
    }
    CHECK(bb::marked_text(line(1, {{"a\n", true}, {"b\r\r", {}}})) == "**a\\x0a**b\\x0d");
}

TEST_CASE("what could steer a terminal is escaped, also where segments meet") {
    CHECK(bb::marked_text(line(1, {{"\x1b[31m\ta\a", {}}})) == "\\x1b[31m\ta\\x07");
    CHECK(bb::marked_text(line(1, {{"caf\xC3\xA9 \xE2\x80\xAE", {}}})) == "caf\xC3\xA9 \\xe2\\x80\\xae");
    CHECK(bb::marked_text(line(1, {{"\xC2", {}}, {"\x9B", {}}})) == "\\xc2\\x9b");
    CHECK(bb::marked_text(line(1, {{"\xFF\xC3\xA9", {}}})) == "\\xff\xC3\xA9");
    bb::code_search_result hit;
    hit.file.emplace().path = "a\tb\n\x1b]0;x\a";
    CHECK(bb::marked_path(hit) == "a\\x09b\\x0a\\x1b]0;x\\x07");
    hit.path_matches = {{"a\tb\n", true}, {"\x1b]0;x\a", {}}};
    CHECK(bb::marked_path(hit) == "**a\\x09b\\x0a**\\x1b]0;x\\x07");
}

TEST_CASE("segments stand for a path only when they are all of it") {
    bb::code_search_result hit = documented();
    hit.file->path = "other/snek.py";
    CHECK(bb::marked_path(hit) == "other/snek.py");
    hit.file->path.clear();
    CHECK(bb::marked_path(hit) == "src/**snek**.py");
    hit.file.reset();
    CHECK(bb::marked_path(hit) == "src/**snek**.py");
    CHECK(bb::marked_path({}).empty());
}

TEST_CASE("whatever a file holds, the marks are the only escape sequences") {
    std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp) the same every time
    const std::string_view bytes("\x1b[m\0\t\n\rab\xC2\x9B\xE2\x80\xAE\xF0\x9F\xA6\x8A\xFF\x7F", 20);
    int matches = 0;
    for (int round = 0; round < 20000; ++round) {
        bb::code_search_result hit;
        std::vector<search_segment> segments(random() % 4);
        for (search_segment& each : segments) {
            for (std::size_t left = random() % 5; left > 0; --left) each.text += bytes[random() % bytes.size()];
            if (random() % 2 == 0) each.match = random() % 2 == 0;
        }
        hit.content_matches = {{{line(1, segments)}}};
        hit.path_matches = segments;
        const std::string text = without_marks(bb::marked_text(hit.content_matches[0].lines[0], bb::color_marks));
        const std::string path = without_marks(bb::marked_path(hit, bb::color_marks));
        matches += bb::path_has_match(hit) ? 1 : 0;
        CAPTURE(text, path);
        if (steers(text) || steers(path) || path.find('\t') != std::string::npos) FAIL("it steers");
        if (text != bb::marked_text(hit.content_matches[0].lines[0], bb::no_marks)) FAIL("marks change the text");
    }
    CHECK(matches > 5000);
}

}  // namespace test_search_text
