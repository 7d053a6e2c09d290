// SPDX-License-Identifier: MIT
// tools/pr/tables.hpp and words.hpp: tables that fit, and parts of pull requests in words.
#include "../../../examples/tools/pr/tables.hpp"

#include "support/catch.hpp"

namespace test_tables {

namespace bb = bitbucket;
using namespace examples::pr;
using examples::row;

namespace {

bb::pull_request_endpoint end_at(const std::string& branch, const std::string& repository) {
    bb::pull_request_endpoint out;
    out.branch.emplace().name = branch;
    out.repository = bb::repository{};
    out.repository->full_name = repository;
    return out;
}

bb::pull_request sample(std::int64_t id, const std::string& title) {
    bb::pull_request out;
    out.id = id;
    out.title = title;
    out.state = bb::pull_request_state::open;
    out.author.emplace().display_name = "Jonas Weber";
    out.source = end_at("feature/contact-form", "acme/site");
    out.updated_on = bb::timestamp("2026-07-11T09:00:00Z");
    return out;
}

std::size_t widest(const std::string& text) {
    std::size_t out = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        out = (std::max)(out, examples::display_width(text.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

const style plain{false, 80};

}  // namespace

TEST_CASE("a table that fits is left as it is") {
    std::vector<row> rows = {{"a", "bcd"}};
    fit({"A", "B"}, rows, {{1, 1}}, 6);
    CHECK(rows == std::vector<row>{{"a", "bcd"}});
}

TEST_CASE("columns are cut in their order, each down to its least") {
    std::vector<row> rows = {{"aaaaaaaa", "bbbbbbbb"}, {"aaa", "b"}};
    std::vector<row> one = rows;
    fit({"A", "B"}, one, {{0, 4}, {1, 2}}, 16);
    CHECK(one == std::vector<row>{{"aaaaa…", "bbbbbbbb"}, {"aaa", "b"}});
    std::vector<row> both = rows;
    fit({"A", "B"}, both, {{0, 4}, {1, 2}}, 10);
    CHECK(both == std::vector<row>{{"aaa…", "bbb…"}, {"aaa", "b"}});
    std::vector<row> least = rows;
    fit({"A", "B"}, least, {{0, 4}, {1, 2}}, 3);
    CHECK(least == std::vector<row>{{"aaa…", "b…"}, {"aaa", "b"}});
}

TEST_CASE("long titles, names and branches never make a line longer than the terminal") {
    bb::pull_request one = sample(123456, std::string(200, 'x'));
    one.source = end_at(std::string(100, 'b'), "somebody/site-fork");
    one.author->display_name = "日本日本日本日本日本日本日本日本";
    for (const std::size_t columns : {80U, 100U, 160U}) {
        CHECK(widest(list_table({one, sample(7, "short")}, "acme/site", {false, columns})) <= columns);
        bb::waiting_review waiting{std::string(60, 'r'), one, bb::review_so_far::changes_requested};
        CHECK(widest(inbox_table({waiting}, {false, columns})) <= columns);
    }
}

TEST_CASE("a list says what a person needs, and nothing that steers a terminal") {
    bb::pull_request odd = sample(8, "\x1b[31mred\n");
    odd.draft = true;
    odd.author.reset();
    odd.source.reset();
    CHECK(list_table({sample(7, "Add a form"), odd}, "acme/site", {false, 100}) ==
          "PR  TITLE            BRANCH                AUTHOR                 CHANGED     STATE\n"
          "#7  Add a form       feature/contact-form  Jonas Weber            2026-07-11  open\n"
          "#8  \\x1b[31mred\\x0a  (gone)                somebody who has left  2026-07-11  draft\n");
    CHECK(list_table({}, "acme/site", plain) == "There are no such pull requests.\n");
    CHECK(inbox_table({}, plain) == "Nothing waits for your review.\n");
}

TEST_CASE("colours change nothing but colours") {
    const std::string coloured = list_table({sample(7, "Add a form")}, "acme/site", {true, 80});
    CHECK(coloured.find("\x1b[33m#7\x1b[m") != std::string::npos);
    CHECK(coloured.find("\x1b[32mopen\x1b[m") != std::string::npos);
    std::string bare;
    for (std::size_t i = 0; i < coloured.size(); ++i)
        if (coloured[i] == '\x1b')
            i = coloured.find('m', i);
        else
            bare += coloured[i];
    CHECK(bare == list_table({sample(7, "Add a form")}, "acme/site", plain));
}

TEST_CASE("states in words") {
    bb::pull_request one = sample(7, "x");
    CHECK(state_of(one) == "open");
    one.draft = true;
    CHECK(state_of(one) == "draft");
    one.queued = true;
    CHECK(state_of(one) == "queued");
    one.state = bb::pull_request_state::merged;
    CHECK(state_of(one) == "merged");
    one.state = bb::open_enum<bb::pull_request_state>("ON_HOLD");
    CHECK(state_of(one) == "on_hold");
    one.state = {};
    CHECK(state_of(one) == "unknown");
}

TEST_CASE("branches of forks have their repository, and people a name if there is one") {
    CHECK(branch_of(end_at("x", "mia/site"), "acme/site") == "mia/site:x");
    CHECK(branch_of(end_at("x", "acme/site"), "acme/site") == "x");
    CHECK(branch_of(std::nullopt, "acme/site") == "(gone)");
    bb::account who;
    CHECK(name_of(who) == "somebody");
    who.account_id = "557058:1";
    CHECK(name_of(who) == "557058:1");
    who.nickname = "mia";
    CHECK(name_of(who) == "mia");
}

}  // namespace test_tables
