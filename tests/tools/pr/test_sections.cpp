// SPDX-License-Identifier: MIT
// tools/pr/sections.hpp and documents.hpp: a pull request as text and as JSON.
#include "../../../examples/tools/pr/documents.hpp"
#include "support/catch.hpp"

namespace test_sections {

namespace bb = bitbucket;
using namespace examples::pr;
using Catch::Matchers::ContainsSubstring;

namespace {

const style plain{false, 80};

bb::pull_request_comment comment(std::int64_t id, const std::string& text) {
    bb::pull_request_comment out;
    out.id = id;
    out.content.emplace().raw = text;
    out.user.emplace().display_name = "Carol";
    out.created_on = bb::timestamp("2026-07-02T10:00:00Z");
    return out;
}

details sample() {
    details out;
    out.repository = "acme/site";
    out.whole.id = 7;
    out.whole.title = "Add a form";
    out.whole.state = bb::pull_request_state::open;
    out.whole.author.emplace().display_name = "Jonas";
    out.whole.created_on = out.whole.updated_on = bb::timestamp("2026-07-01T08:00:00Z");
    return out;
}

bb::error some_error() {
    return bb::usage_error("it \x1b[2J went wrong");
}

}  // namespace

TEST_CASE("places in a diff") {
    bb::pull_request_comment one = comment(1, "x");
    CHECK(place_of(one) == "on the pull request");
    one.position.emplace().path = "src/a.cpp";
    CHECK(place_of(one) == "src/a.cpp");
    one.position->to = 12;
    CHECK(place_of(one) == "src/a.cpp, line 12");
    one.position->start_to = 12;
    CHECK(place_of(one) == "src/a.cpp, line 12");
    one.position->start_to = 10;
    CHECK(place_of(one) == "src/a.cpp, lines 10 to 12");
    one.position->outdated = true;
    CHECK(place_of(one) == "src/a.cpp, lines 10 to 12 (outdated)");
    one.position = bb::inline_position{};
    one.position->path = "b";
    one.position->from = 3;
    CHECK(place_of(one) == "b, old line 3");
}

TEST_CASE("a pull request without anything is its head") {
    CHECK(show_text(sample(), plain) ==
          "#7 Add a form\nopen: (gone) into (gone), by Jonas\nopened 2026-07-01, changed 2026-07-01\n");
}

TEST_CASE("threads have their place, their comments as typed, and a count") {
    details of = sample();
    bb::comment_thread open{comment(101, "This needs:\n  - a label"), {comment(102, "Yes.")}};
    open.first.position.emplace().path = "a.html";
    open.first.position->to = 2;
    bb::comment_thread resolved{comment(103, "Done?"), {}};
    resolved.first.resolution = bb::comment_resolution{};
    of.threads.items = {open, resolved};
    CHECK(threads(of, plain) ==
          "\nThreads (1 open, 1 resolved)\n"
          "  a.html, line 2\n"
          "    #101 Carol, 2026-07-02\n      This needs:\n        - a label\n"
          "    #102 Carol, 2026-07-02\n      Yes.\n"
          "  on the pull request (resolved)\n"
          "    #103 Carol, 2026-07-02\n      Done?\n");
    of.threads.items.pop_back();
    of.threads.left_out = 3;
    CHECK_THAT(threads(of, plain), ContainsSubstring("\nThreads (1 open, 3 resolved)\n"));
    of.threads.items[0].first.deleted = true;
    of.threads.items[0].replies[0].pending = true;
    CHECK_THAT(threads(of, plain), ContainsSubstring("#101 (removed)\n    #102 Carol, 2026-07-02 (pending)\n"));
}

TEST_CASE("reviews and checks are words in a column") {
    details of = sample();
    bb::participant reviewer;
    reviewer.role = "REVIEWER";
    reviewer.user.emplace().display_name = "Mia";
    bb::participant asked = reviewer;
    asked.state = "changes_requested";
    bb::participant onlooker;
    onlooker.role = "PARTICIPANT";
    of.whole.participants = {reviewer, asked, onlooker};
    CHECK(reviews(of, plain) == "\nReviews\n  waits          Mia\n  changes asked  Mia\n");
    of.whole.state = bb::pull_request_state::merged;
    CHECK_THAT(reviews(of, plain), ContainsSubstring("  no answer      Mia\n"));

    bb::commit_status check_of_ci;
    check_of_ci.name = "unit tests";
    check_of_ci.state = bb::commit_status_state::failed;
    check_of_ci.description = "3 of 9 " + std::string(100, 'x');
    bb::commit_status unknown;
    unknown.key = "lint";
    unknown.state = bb::open_enum<bb::commit_status_state>("A_WORD_THAT_IS_NEW");
    of.checks.items = {check_of_ci, unknown};
    const std::string text = checks(of, plain);
    CHECK_THAT(text, ContainsSubstring("\nChecks\n  failed         unit tests: 3 of 9 xxx"));
    CHECK_THAT(text, ContainsSubstring("  A_WORD_THAT_…  lint\n"));
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = text.find('\n', at);
        CHECK(examples::display_width(text.substr(at, end - at)) <= 80);
    }
}

TEST_CASE("whether it may be merged is said with what is certain, what is not, and what nobody knows") {
    details of = sample();
    of.may_merge.emplace().obstacles = {{bb::merge_obstacle_kind::conflict, "a.cpp has a conflict"},
                                        {bb::merge_obstacle_kind::open_tasks, "1 task is open"}};
    const std::string text = merging(of, plain);
    CHECK_THAT(text,
               ContainsSubstring("\nMay it be merged?\n  no\n  ! a.cpp has a conflict\n  - 1 task is open\n  ? "));
    of.may_merge->obstacles.clear();
    CHECK_THAT(merging(of, plain), ContainsSubstring("  nothing was found that forbids it\n"));
    CHECK(merging(sample(), plain).empty());
}

TEST_CASE("a part that could not be read is said so") {
    details of = sample();
    CHECK(of.complete());
    of.tasks.problem = some_error();
    CHECK_FALSE(of.complete());
    CHECK(tasks(of, plain) == "\nTasks (0 open)\n  not all of it could be read: it \\x1b[2J went wrong\n");
    CHECK_THAT(show_json(of), ContainsSubstring("\"tasks\": null"));
}

TEST_CASE("text from the server cannot steer a terminal, and colours are ours") {
    details of = sample();
    const std::string evil =
        "\x1b[31m\xe2\x80\xae"
        "evil\x9b\x07";
    of.whole.title = of.whole.description = of.whole.reason = evil;
    of.whole.author->display_name = evil;
    of.threads.items = {{comment(1, evil), {}}};
    of.threads.items[0].first.position.emplace().path = evil;
    of.may_merge.emplace().obstacles = {{bb::merge_obstacle_kind::conflict, evil}};
    const std::string text = show_text(of, plain);
    for (const char* each : {"\x1b", "\x07", "\xe2\x80\xae", "\x9b"}) CHECK(text.find(each) == std::string::npos);
    CHECK_THAT(text, ContainsSubstring("\\x1b[31m\\u202eevil\\x9b\\x07"));
    const std::string coloured = show_text(of, {true, 80});
    for (std::size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b', at + 1))
        CHECK(coloured.compare(at, 2, "\x1b[") == 0);
    CHECK(coloured.find("\x1b[1m#7 ") == 0);
}

TEST_CASE("JSON has it all, and null for what is not known") {
    details of = sample();
    of.threads.items = {{comment(101, "This"), {comment(102, "Yes.")}}};
    of.threads.items[0].first.position.emplace().path = "a.html";
    of.threads.items[0].first.position->to = 2;
    of.may_merge.emplace();
    const json read = json::parse(show_json(of));
    CHECK(read["number"] == 7);
    CHECK(read["state"] == "open");
    CHECK(read["author"]["name"] == "Jonas");
    CHECK(read["source"].is_null());
    CHECK(read["open_tasks"].is_null());
    CHECK(read["threads"][0]["line"] == 2);
    CHECK(read["threads"][0]["comments"][1]["text"] == "Yes.");
    CHECK(read["mergeability"]["verdict"] == "nothing_found");
    CHECK(read["checks"] == json::array());
    CHECK(json::parse(list_json({of.whole}, "acme/site"))[0]["repository"] == "acme/site");
    bb::pull_request_inbox inbox;
    inbox.waiting = {{"acme/site", of.whole, bb::review_so_far::commented}};
    inbox.unread = {{"acme/api", some_error()}};
    const json waiting = json::parse(inbox_json(inbox));
    CHECK(waiting["waiting"][0]["said"] == "commented");
    CHECK(waiting["complete"] == false);
    CHECK(waiting["unread"][0]["repository"] == "acme/api");
}

}  // namespace test_sections
