// SPDX-License-Identifier: MIT
// tools/code_search/grep_lines.hpp: results as lines of repository:path:line:text.
#include "../../../examples/tools/code_search/grep_lines.hpp"

#include "support/catch.hpp"

namespace test_grep_lines {

namespace bb = bitbucket;
using examples::grep_lines;

namespace {

bb::code_search_result result() {
    bb::code_search_result hit;
    bb::search_line match{12, {{"int ", {}}, {"foo", true}, {"();\r\n", {}}}};
    bb::search_line context{13, {{"}", {}}}};
    bb::search_line unnumbered{{}, {{"foo", true}}};
    hit.content_matches = {{{match, context}}, {{unnumbered}}};
    hit.content_match_count = 7;
    hit.file.emplace().path = "src/a.cpp";
    hit.file->commit = bb::commit{};
    hit.file->commit->repository = bb::repository{};
    hit.file->commit->repository->full_name = "acme/site";
    return hit;
}

}  // namespace

TEST_CASE("each line with a match is a line, context is none") {
    CHECK(grep_lines(result(), {}) == "acme/site:src/a.cpp:int foo();\nacme/site:src/a.cpp:foo\n");
    CHECK(grep_lines(result(), {.line_numbers = true}) ==
          "acme/site:src/a.cpp:12:int foo();\nacme/site:src/a.cpp:?:foo\n");
    CHECK(grep_lines(result(), {.count = true}) == "acme/site:src/a.cpp:7\n");
}

TEST_CASE("a file that was found by its path is a line, and so is one without a place") {
    bb::code_search_result hit = result();
    hit.content_matches.clear();
    hit.content_match_count.reset();
    hit.path_matches = {{"src/", {}}, {"a", true}, {".cpp", {}}};
    CHECK(grep_lines(hit, {.line_numbers = true}) == "acme/site:src/a.cpp\n");
    CHECK(grep_lines(hit, {.count = true}) == "acme/site:src/a.cpp:0\n");
    CHECK(grep_lines({}, {}) == ":\n");
}

TEST_CASE("colours are those of grep, around whole parts") {
    CHECK(grep_lines(result(), {.color = true, .line_numbers = true})
              .starts_with("\x1b[35macme/site\x1b[m\x1b[36m:\x1b[m\x1b[35msrc/a.cpp\x1b[m\x1b[36m:\x1b[m"
                           "\x1b[32m12\x1b[m\x1b[36m:\x1b[mint \x1b[1;31mfoo\x1b[m();\n"));
    bb::code_search_result hit = result();
    hit.content_matches.clear();
    hit.path_matches = {{"src/", {}}, {"a", true}, {".cpp", {}}};
    CHECK(grep_lines(hit, {.color = true}) == "\x1b[35macme/site\x1b[m\x1b[36m:\x1b[msrc/\x1b[1;31ma\x1b[m.cpp\n");
}

TEST_CASE("nothing that a server sends breaks a line or steers the terminal") {
    bb::code_search_result hit = result();
    hit.file->path = "a\nb\x1b[2J";
    hit.file->commit->repository->full_name = "acme\r/\xE2\x80\xAEsite";
    hit.content_matches = {{{{1, {{"x\ny\x1b]0;", {}}, {"foo", true}}}}}};
    CHECK(grep_lines(hit, {}) == "acme\\x0d/\\u202esite:a\\x0ab\\x1b[2J:x\\x0ay\\x1b]0;foo\n");
}

}  // namespace test_grep_lines
