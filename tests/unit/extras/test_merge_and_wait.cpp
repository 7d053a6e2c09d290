// SPDX-License-Identifier: MIT
// extras/merge_and_wait.hpp: the answers that a merge can get, and that it is sent once whatever comes. Those that leave
// open what happened are in test_merge_and_wait_unclear.cpp.

#include "support/catch.hpp"
#include "unit/support/merge_server.hpp"

namespace test_merge_and_wait {

namespace bb = bitbucket;
using bb::http_method;
using Catch::Matchers::ContainsSubstring;
using server = unit::merge_server;
using stage = bb::merge_outcome::stage;
using std::chrono::milliseconds;
using std::chrono::seconds;
using unit::for_seconds;
using unit::merge_path;
using unit::merged_one;
using unit::open_one;
using unit::pending;
using unit::queued_one;
using unit::task_link;

TEST_CASE("a merge that is done at once needs no question", "[merge]") {
    server at;
    const auto done = at.merge_gives(200, merged_one).merge();
    REQUIRE(done.has_value());
    CHECK(done->is_merged());
    CHECK(done->pull_request->merge_commit->hash == "abc");
    CHECK(at.script.requests().front().body.empty());
    CHECK(at.time.waits().empty());
}

TEST_CASE("the options of a merge are sent", "[merge]") {
    server at;
    const auto done = at.merge_gives(200, merged_one)
                          .merge({.merge = {.message = "Ship it", .merge_strategy = bb::merge_strategy::squash}});
    CHECK(done->is_merged());
    CHECK(at.script.requests().front().body == R"({"message":"Ship it","merge_strategy":"squash"})");
}

TEST_CASE("a 200 that is not MERGED is no proof", "[merge]") {
    server at;
    const auto done = at.merge_gives(200, open_one).shows(open_one).shows(merged_one).merge();
    CHECK(done->is_merged());
    CHECK(at.time.waits() == std::vector<long long>{2000, 2000});

    server never;
    const auto going = never.merge_gives(200, open_one).shows(open_one).shows(open_one).merge(for_seconds(5));
    REQUIRE(going.has_value());
    CHECK(going->now == stage::going);
    CHECK(going->pull_request->is_open());
}

TEST_CASE("a task is followed until the merge is done", "[merge]") {
    server at;
    const auto done = at.merge_gives(202, "", task_link)
                          .task_says(pending)
                          .task_says(R"({"task_status":"SUCCESS","merge_result":{"id":7,"state":"MERGED"}})")
                          .merge();
    CHECK(done->is_merged());
    CHECK(done->pull_request->id == 7);
    CHECK(at.script.requests().size() == 3);
}

TEST_CASE("a task that succeeds is no proof either", "[merge]") {
    for (const char* ended : {R"({"task_status":"SUCCESS"})",
                              R"({"task_status":"SUCCESS","merge_result":{"id":7,"state":"OPEN","queued":true}})"}) {
        server at;
        const auto done =
            at.merge_gives(202, "", task_link).task_says(ended).shows(queued_one).shows(merged_one).merge();
        CHECK(done->is_merged());
        // The pull request is asked at once when the task is over.
        CHECK(at.time.waits().size() == 2);
    }
}

TEST_CASE("a merge that fails in the background is its own error", "[merge]") {
    for (const int status : {400, 409}) {
        server at;
        const auto failed = at.merge_gives(202, "", task_link)
                                .task_says(pending)
                                .task_says(R"({"error":{"message":"the branch has moved"}})", status)
                                .merge();
        REQUIRE_FALSE(failed.has_value());
        CHECK(failed.error().status() == status);
        CHECK(failed.error().message() == "the branch has moved");
        CHECK_FALSE(failed.error().outcome_unclear());
    }
    server at;
    const auto failed = at.merge_gives(202, "", task_link).task_says(R"({"task_status":"FAILED"})").merge();
    CHECK(failed.error().kind() == bb::error_kind::work_failed);
    CHECK(failed.error().operation() ==
          "POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/merge");
}

TEST_CASE("where nobody tells about the task, the pull request does", "[merge]") {
    for (const int status : {403, 404}) {
        server at;
        const auto done =
            at.merge_gives(202, "", task_link).task_says("{}", status).shows(open_one).shows(merged_one).merge();
        CHECK(done->is_merged());
    }
    // An address outside of the API is not asked.
    server at;
    const auto done = at.merge_gives(202, "", {{"Location", "https://evil.example/t1"}}).shows(merged_one).merge();
    CHECK(done->is_merged());
    CHECK(at.script.requests().size() == 2);
}

TEST_CASE("a task that cannot be read for a moment is asked again", "[merge]") {
    server at;
    bb::merge_and_wait_options once;
    once.wait.call.retry = bb::retry_policy::none();
    const auto failed = at.merge_gives(202, "", task_link)
                            .task_says("", 503)
                            .shows(open_one)
                            .task_says(R"({"error":{"message":"no"}})", 409)
                            .merge(once);
    CHECK(failed.error().kind() == bb::error_kind::conflict);
}

TEST_CASE("a merge queue only queues", "[merge]") {
    server at;
    const auto done = at.merge_gives(202).shows(queued_one).shows(merged_one).merge();
    CHECK(done->is_merged());

    server busy;
    const auto queued = busy.merge_gives(202).shows(queued_one).shows(queued_one).merge(for_seconds(4));
    REQUIRE(queued.has_value());
    CHECK(queued->now == stage::queued);
    CHECK_FALSE(queued->is_merged());

    server left;
    const auto out = left.merge_gives(200, queued_one).shows(open_one).shows(open_one).merge(for_seconds(4));
    CHECK(out->now == stage::left_queue);
}

TEST_CASE("a refused merge is an error at once", "[merge]") {
    for (const int status : {400, 401, 403, 404, 409}) {
        server at;
        const auto failed = at.merge_gives(status, R"({"error":{"message":"not so"}})").merge();
        CHECK(failed.error().status() == status);
        CHECK(at.script.requests().size() == 1);
    }
    server at;
    at.merge_gives(409, "{}");
    CHECK_THROWS_AS(bb::merge_and_wait(at.api, "acme", "site", 7), bb::conflict);
}

TEST_CASE("options out of range send no merge", "[merge]") {
    const server at;
    const auto refused = [&](const bb::wait_options& wait) {
        return bb::try_merge_and_wait(at.api, "acme", "site", 7, {.wait = wait}).error();
    };
    CHECK_THAT(refused({.interval = milliseconds(99)}).message(), ContainsSubstring("at least 100 ms"));
    CHECK_THAT(refused({.longest = milliseconds(-1)}).message(), ContainsSubstring("longest"));
    CHECK(refused({.longest = milliseconds(-1)}).kind() == bb::error_kind::usage);
    CHECK(bb::try_wait_for_merge(at.api, "acme", "site", 7, {}, {.longest = milliseconds(-1)}).error().kind() ==
          bb::error_kind::usage);
    CHECK(at.script.requests().empty());
}

TEST_CASE("waiting can go on where it ended, without another merge", "[merge]") {
    server at;
    auto so_far = at.merge_gives(202, "", task_link).task_says(pending).merge(for_seconds(2));
    REQUIRE(so_far.has_value());
    CHECK(so_far->now == stage::going);
    CHECK_FALSE(so_far->pull_request.has_value());
    CHECK_FALSE(so_far->task.empty());
    at.task_says(R"({"task_status":"SUCCESS","merge_result":{"state":"MERGED"}})");
    CHECK(bb::wait_for_merge(at.api, "acme", "site", 7, *so_far).is_merged());
    CHECK(at.script.requests().size() == 3);

    // A merge that somebody else began.
    at.shows(queued_one).shows(merged_one);
    CHECK(bb::wait_for_merge(at.api, "acme", "site", 7).is_merged());
    std::size_t sent = 0;
    for (const auto& each : at.script.requests()) sent += each.method == http_method::post ? 1 : 0;
    CHECK(sent == 1);
    // What is merged is not asked about.
    const auto before = at.script.requests().size();
    CHECK(bb::wait_for_merge(at.api, "acme", "site", 7, {.now = stage::merged}).is_merged());
    CHECK(at.script.requests().size() == before);
}

namespace {

/// Notes each state that it is shown, with the state of the pull request.
struct seen_states {
    std::vector<std::pair<stage, std::string>> all;

    [[nodiscard]] bb::merge_progress noting() {
        return [this](const bb::merge_outcome& so_far) {
            all.emplace_back(so_far.now, so_far.pull_request ? so_far.pull_request->state.str() : "");
        };
    }
    using list = std::vector<std::pair<stage, std::string>>;
};

}  // namespace

TEST_CASE("each state that was read can be seen, the last one too", "[merge]") {
    seen_states seen;
    server at;
    const auto done = at.merge_gives(202, "", task_link)
                          .task_says(pending)
                          .task_says(R"({"task_status":"SUCCESS"})")
                          .shows(queued_one)
                          .shows(open_one)
                          .shows(merged_one)
                          .merge({.on_progress = seen.noting()});
    CHECK(done->is_merged());
    CHECK(seen.all == seen_states::list{{stage::going, ""},
                                        {stage::going, ""},
                                        {stage::queued, "OPEN"},
                                        {stage::left_queue, "OPEN"},
                                        {stage::merged, "MERGED"}});

    // The answer to the merge is one of them.
    seen_states at_once;
    server quick;
    CHECK(quick.merge_gives(200, merged_one).merge({.on_progress = at_once.noting()})->is_merged());
    CHECK(at_once.all == seen_states::list{{stage::merged, "MERGED"}});

    // So is the one that says that nothing will be merged; a refusal is not.
    seen_states closed;
    server declined;
    CHECK_FALSE(declined.merge_gives(202)
                    .shows(R"({"id":7,"state":"DECLINED"})")
                    .merge({.on_progress = closed.noting()})
                    .has_value());
    CHECK(closed.all == seen_states::list{{stage::going, ""}, {stage::going, "DECLINED"}});
    for (const int status : {409, 555}) {
        seen_states none;
        server at_fault;
        CHECK_FALSE(at_fault.merge_gives(status, "{}")
                        .merge({.wait = {.longest = seconds(0)}, .on_progress = none.noting()})
                        .has_value());
        CHECK(none.all.empty());
    }
}

TEST_CASE("waiting for a merge that has begun can be seen, too", "[merge]") {
    seen_states seen;
    server at;
    at.shows(queued_one).shows(merged_one);
    CHECK(bb::wait_for_merge(at.api, "acme", "site", 7, {}, {}, seen.noting()).is_merged());
    CHECK(seen.all == seen_states::list{{stage::queued, "OPEN"}, {stage::merged, "MERGED"}});
}

TEST_CASE("what a progress function throws ends the wait for a merge, and comes out unchanged", "[merge]") {
    struct enough {
        stage at;
    };
    server at;
    at.merge_gives(202).shows(open_one).shows(queued_one);
    const bb::merge_progress stop = [](const bb::merge_outcome& so_far) {
        if (so_far.now == stage::queued) throw enough{so_far.now};
    };
    try {
        (void)at.merge({.on_progress = stop});
        FAIL("nothing was thrown");
    } catch (const enough& thrown) {
        CHECK(thrown.at == stage::queued);
    }
    CHECK(at.script.requests().size() == 3);
    CHECK(at.script.unused() == 0);
}

}  // namespace test_merge_and_wait
