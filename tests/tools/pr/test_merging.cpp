// SPDX-License-Identifier: MIT
// tools/pr/merging.hpp and commenting.hpp: what the command line asks for, and a merge that takes its time.
#include "../../../examples/tools/pr/merging.hpp"

#include <bitbucket/testing/scripted.hpp>
#include <sstream>

#include "../../../examples/tools/pr/commenting.hpp"
#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_merging {

namespace bb = bitbucket;
using namespace examples::pr;
using Catch::Matchers::ContainsSubstring;
using examples::arguments;
using examples::usage_problem;
using stage = bb::merge_outcome::stage;

namespace {

const examples::program about{"pr", "COMMAND", 3, "",
                              examples::with_connection({{"strategy", "S", ""},
                                                         {"message", "TEXT", ""},
                                                         {"wait", "SECONDS", ""},
                                                         {"close-source-branch", "", ""},
                                                         {"file", "PATH", ""},
                                                         {"line", "LINES", ""},
                                                         {"old", "", ""}})};

arguments parsed(std::vector<const char*> words) {
    words.insert(words.begin(), {"pr", "merge", "7"});
    return {about, static_cast<int>(words.size()), words.data()};
}

constexpr const char* path = "/repositories/acme/site/pullrequests/7";
constexpr const char* open_one = R"({"id":7,"state":"OPEN"})";
constexpr const char* queued_one = R"({"id":7,"state":"OPEN","queued":true})";
constexpr const char* merged_one =
    R"({"id":7,"state":"MERGED","destination":{"branch":{"name":"main"}},"merge_commit":{"hash":"0123456789abcdef"}})";

/// Merges pull request 7 with these replies: the status of the merge, then what the pull request looks like.
struct merge_run {
    explicit merge_run(int status, std::vector<const char*> looks, const char* body = "") {
        script.reply_to(bb::http_method::post, std::string(path) + "/merge", status, body);
        for (const char* each : looks) script.reply_to(bb::http_method::get, path, 200, each);
    }

    bb::merge_outcome run(int seconds) {
        bb::client_options options = time.options();
        options.retry.max_attempts = 1;
        const bb::client api{script, bb::api_token{"me@example.org", bb::secret("token")}, options};
        merge_plan plan;
        plan.interval = std::chrono::milliseconds(2000);
        plan.longest = std::chrono::seconds(seconds);
        examples::progress shows(
            said, examples::progress_kind::terminal, [this] { return time.now(); }, [] { return 80U; });
        return merge_with_progress(api, {{"acme", "site"}, 7}, plan, shows);
    }
    std::size_t merges() const {
        std::size_t out = 0;
        for (const auto& each : script.requests()) out += each.method == bb::http_method::post ? 1U : 0U;
        return out;
    }

    bb::testing::scripted script;
    unit::fake_time time;
    std::ostringstream said;
};

}  // namespace

TEST_CASE("a merge that is done at once is told without waiting") {
    merge_run at(200, {}, merged_one);
    const bb::merge_outcome done = at.run(300);
    CHECK(done.is_merged());
    CHECK(at.time.waits().empty());
    CHECK(at.said.str().empty());
    CHECK(merge_text("pr", {{"acme", "site"}, 7}, done) == "Merged acme/site #7 into main as 0123456789ab\n");
}

TEST_CASE("a merge queue is watched, and what happens there is shown") {
    merge_run at(202, {queued_one, queued_one, merged_one});
    CHECK(at.run(300).is_merged());
    CHECK(at.merges() == 1);
    CHECK(at.time.waits() == std::vector<long long>{2000, 2000, 2000});
    CHECK_THAT(at.said.str(), ContainsSubstring("#7 is being merged by the server, 0 s"));
    CHECK_THAT(at.said.str(), ContainsSubstring("#7 waits in the merge queue, 2 s"));
}

TEST_CASE("what is not merged in time is said so, with what it waits for") {
    merge_run queued(202, {queued_one, queued_one});
    const bb::merge_outcome waits = queued.run(5);
    CHECK(waits.now == stage::queued);
    CHECK(queued.script.unused() == 0);
    CHECK(merge_text("pr", {{"acme", "site"}, 7}, waits) ==
          "Not merged yet: acme/site #7 waits in the merge queue.\nLook again with: pr show 7\n");

    merge_run left(202, {queued_one, open_one});
    CHECK_THAT(merge_text("pr", {{"acme", "site"}, 7}, left.run(4)), ContainsSubstring("has left the merge queue"));

    merge_run at_once(202, {});
    CHECK(at_once.run(0).now == stage::going);
    CHECK(at_once.time.waits().empty());
}

TEST_CASE("an unclear failure is followed by looking, and never by another merge") {
    merge_run comes(555, {open_one, merged_one}, "{}");
    CHECK(comes.run(300).is_merged());
    CHECK(comes.merges() == 1);

    merge_run never(555, {open_one, open_one}, "{}");
    CHECK_THROWS_AS(never.run(4), bb::server_error);
    CHECK(never.merges() == 1);
}

TEST_CASE("a refused merge is an error at once") {
    merge_run at(400, {}, R"({"type":"error","error":{"message":"There are conflicts"}})");
    CHECK_THROWS_WITH(at.run(300), ContainsSubstring("There are conflicts"));
    CHECK(at.merges() == 1);
}

TEST_CASE("options of a merge") {
    const merge_plan usual = plan_merge(parsed({}));
    CHECK_FALSE(usual.how.merge_strategy.is_set());
    CHECK_FALSE(usual.how.close_source_branch.is_set());
    CHECK(usual.longest == std::chrono::minutes(5));
    CHECK(plan_merge(parsed({"--live"})).interval > usual.interval);
    const merge_plan all =
        plan_merge(parsed({"--strategy", "squash", "--message", "Ship it", "--close-source-branch", "--wait", "0"}));
    CHECK(all.how.merge_strategy.value() == bb::merge_strategy::squash);
    CHECK(all.how.message.value() == "Ship it");
    CHECK(all.how.close_source_branch.value() == true);
    CHECK(all.longest.count() == 0);
    CHECK_THROWS_WITH(plan_merge(parsed({"--strategy", "magic"})),
                      "--strategy is one of merge_commit, squash, fast_forward, squash_fast_forward, "
                      "rebase_fast_forward, rebase_merge");
    for (const char* wait : {"--wait=", "--wait=-1", "--wait=x", "--wait=1s", "--wait=86401"})
        CHECK_THROWS_AS(plan_merge(parsed({wait})), usage_problem);
}

TEST_CASE("lines of a file") {
    CHECK(parse_lines("12").first == 12);
    CHECK(parse_lines("12").last == 12);
    CHECK(parse_lines("12-15").last == 15);
    for (const char* text : {"", "0", "-3", "x", "5-4", "5-", "1-2-3", "99999999999"})
        CHECK_THROWS_WITH(parse_lines(text), "--line is a number of a line, or two as 12-15");
    CHECK_FALSE(find_position(parsed({})).has_value());
    CHECK(find_position(parsed({"--file", "a"})).has_value());
    CHECK(find_position(parsed({"--file", "a", "--line", "3-5", "--old"}))->problem().empty());
    CHECK_THROWS_WITH(find_position(parsed({"--line", "3"})), "--line needs a --file");
    CHECK_THROWS_WITH(find_position(parsed({"--old"})), "--old needs a --file");
    CHECK_THROWS_WITH(find_position(parsed({"--file", "a", "--old"})), "--old needs a --line");
}

TEST_CASE("numbers of pull requests") {
    const auto number = [](const char* text) {
        const char* const words[] = {"pr", "show", text};
        return find_place({about, 3, words}).number;
    };
    CHECK(number("7") == 7);
    CHECK(number("#7") == 7);
    for (const char* text : {"", "#", "x", "0", "-", "7x", "##7", "9999999999999"})
        CHECK_THROWS_WITH(number(text), "N is the number of a pull request, e.g. 7");
}

}  // namespace test_merging
